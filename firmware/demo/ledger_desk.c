#include "ledger.h"

#include "base/text.h"
#include "json_write.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { DELAY_MS_DEFAULT = 3000, DELAY_MS_MAX = 3600000 };

static bool fault_set(struct faults *faults, const char *word)
{
	char *end;
	unsigned long ms;

	if (strncmp(word, "delay=", 6) == 0) {
		ms = strtoul(word + 6, &end, 10);
		faults->delay_ms = (unsigned)ms;
		return end != word + 6 && *end == '\0' && ms <= DELAY_MS_MAX;
	}
	if (strcmp(word, "fail") == 0)
		return faults->fail = true;
	if (strcmp(word, "twice") == 0)
		return faults->twice = true;
	if (strcmp(word, "hang") == 0)
		return faults->hang = true;
	if (strcmp(word, "late") == 0)
		return faults->late = true;
	if (strcmp(word, "unsure") == 0)
		return faults->unsure = true;
	return false;
}

bool faults_read(const char *list, struct faults *out)
{
	char words[128];
	char *rest = words;
	char *word;

	*out = (struct faults){0};
	if (!list)
		return true;
	text_copy(words, sizeof(words), text_of(list));
	while ((word = strsep(&rest, ",")) != NULL)
		if (*word && !fault_set(out, word))
			return false;
	if (out->late && out->delay_ms == 0)
		out->delay_ms = DELAY_MS_DEFAULT;
	return true;
}

static void wait_ms(unsigned ms)
{
	struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000};

	while (nanosleep(&time, &time) != 0)
		;
}

static bool request_read(const struct json *root, const struct verb *verb, struct request *out)
{
	const char *action = json_text(json_member(root, "action"));
	const char *language = json_text(json_member(root, "language"));

	*out = (struct request){
		.key = json_text(json_member(root, "key")),
		.verb = verb,
		.ask = json_flag(json_member(root, "ask")),
		.language = language && strcmp(language, "it") == 0 ? ITALIAN : ENGLISH,
		.inputs = json_member(root, "inputs"),
	};
	if (!out->verb && action)
		out->verb = verb_by_action(action);
	return out->verb && out->key && out->key[0] && strlen(out->key) < KEY_BYTES_MAX;
}

static void say(struct answer *answer, const char *outcome, const char *text)
{
	*answer = (struct answer){.outcome = outcome};
	text_copy(answer->text, sizeof(answer->text), text_of(text));
}

/* What became of a key. One that never came is closed for good: if it is still on its way it will not be done, or the
 * answer "it did not happen" would be a lie a second later. */
static void judge_ask(struct ledger *ledger, const struct request *request, struct answer *answer)
{
	static const char *const never[LANGUAGE_COUNT] = {"it never reached us", "non ci è mai arrivato"};

	if (request->verb->reads) {
		rules_judge(ledger, request, answer);
		return;
	}
	say(answer, "failed", never[request->language]);
	if (ledger_write(ledger, request, answer) != ERR_NONE)
		say(answer, "unknown", "");
}

static void judge(struct ledger *ledger, const struct request *request, struct answer *answer)
{
	rules_judge(ledger, request, answer);
	if (request->verb->reads)
		return;
	/* Nothing was promised yet: what cannot be written down is not done. */
	if (ledger_write(ledger, request, answer) != ERR_NONE)
		say(answer, "failed", "");
}

static void look(const char *path, const struct request *request, struct answer *answer)
{
	struct ledger *ledger;
	enum err err = ledger_open(&ledger, path);

	if (err) {
		fprintf(stderr, "ledger: %s: %s: nothing was done\n", path, err_name(err));
		say(answer, request->ask ? "unknown" : "failed", "");
		return;
	}
	if (!request->verb->reads && ledger_find(ledger, request->key, answer))
		;
	else if (request->ask)
		judge_ask(ledger, request, answer);
	else
		judge(ledger, request, answer);
	ledger_close(ledger);
}

static void serve(const char *path, const struct faults *faults, const struct request *request, struct answer *answer)
{
	static const char *const closed[LANGUAGE_COUNT] = {
		"our book is closed just now", "il registro adesso è chiuso"};

	if (request->ask && faults->unsure) {
		say(answer, "unknown", "");
		return;
	}
	if (request->ask) {
		look(path, request, answer);
		return;
	}
	if (faults->fail) {
		say(answer, "failed", closed[request->language]);
		return;
	}
	if (!faults->late)
		wait_ms(faults->delay_ms);
	look(path, request, answer);
	if (faults->late)
		wait_ms(faults->delay_ms);
	while (faults->hang)
		pause();
}

static void answer_write(const struct answer *answer, char *out, size_t out_bytes)
{
	struct json_out json;

	json_to_buffer(&json, out, out_bytes - 1);
	json_put_map(&json, NULL);
	json_put_text(&json, "outcome", answer->outcome);
	json_put_text(&json, "reference", answer->reference);
	json_put_text(&json, "text", answer->text);
	json_put_text(&json, "name", answer->name);
	json_put_end(&json);
	CHECK(!json.full);
	memcpy(out + json.used, "\n", 2);
}

void desk_answer(const char *path, const struct faults *faults, const struct verb *verb, const char *body,
	size_t body_bytes, char *out, size_t out_bytes)
{
	struct request request;
	struct answer answer;
	struct json *root;
	size_t used;

	if (json_parse(body, body_bytes, &root, NULL) != ERR_NONE || !request_read(root, verb, &request))
		say(&answer, "failed", "the request was not understood");
	else
		serve(path, faults, &request, &answer);
	json_close(root);
	answer_write(&answer, out, out_bytes);
	used = strlen(out);
	if (faults->twice)
		answer_write(&answer, out + used, out_bytes - used);
}
