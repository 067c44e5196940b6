#include "business/action_job.h"

#include "base/text.h"
#include "json.h"
#include "json_write.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

uint64_t action_now_ms(void)
{
	struct timespec now;

	CHECK(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

int action_left_ms(const struct action_job *job)
{
	uint64_t now = action_now_ms();

	return now < job->deadline_ms ? (int)(job->deadline_ms - now) : 0;
}

static void key_write(struct action_job *job, const char *device)
{
	size_t used = 0;

	/* It travels in a header line: nothing may end it early. */
	for (; device[used] && used < NAME_BYTES_MAX - 1; used++) {
		char c = device[used];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
			     c == '-' || c == '_';

		job->key[used] = plain ? c : '_';
	}
	snprintf(job->key + used, sizeof(job->key) - used, "-%" PRIu64, job->request);
}

static void body_write(struct action_job *job, const struct action_call *call)
{
	struct json_out out;
	const char *name;
	const char *value;
	uint16_t at = 0;

	json_to_buffer(&out, job->body, sizeof(job->body));
	json_put_map(&out, NULL);
	json_put_text(&out, "key", job->key);
	json_put_text(&out, "action", job->id);
	json_put_flag(&out, "ask", job->ask);
	json_put_text(&out, "language", job->languages[call->language]);
	json_put_map(&out, "inputs");
	while (values_next(call->inputs, &at, &name, &value))
		json_put_text(&out, name, value);
	json_put_end(&out);
	json_put_end(&out);
	CHECK(!out.full);
	job->body_bytes = out.used;
}

static enum err target_add(struct action_job *job, size_t *used, const char *word)
{
	size_t bytes = strlen(word) + 1;

	if (bytes > sizeof(job->target) - *used)
		return ERR_NO_SPACE;
	memcpy(job->target + *used, word, bytes);
	*used += bytes;
	return ERR_NONE;
}

static enum err target_write(struct action_job *job, const struct content *c, const struct content_action *action)
{
	const struct content_phrases words = {action->program_first, action->program_count};
	size_t used = 0;
	enum err err = ERR_NONE;

	if (job->kind == ACTION_HTTP)
		return target_add(job, &used, content_string(c, action->url));
	if (job->kind == ACTION_TRAINING)
		return ERR_NONE;
	if (words.count == 0 || words.count > ACTION_WORDS_MAX)
		return ERR_NO_SPACE;
	job->words_count = (uint8_t)words.count;
	for (uint32_t i = 0; i < words.count && !err; i++)
		err = target_add(job, &used, content_phrase(c, words, i));
	return err;
}

enum err action_job_fill(struct action_job *job, const struct action_call *call, const char *device)
{
	const struct content *c = call->content;
	const struct content_action *action = content_action(c, call->action);

	CHECK(call->language < LANGUAGES_MAX);
	memset(job, 0, sizeof(*job));
	job->kind = (uint8_t)action->kind;
	job->level = call->level;
	job->ask = call->ask;
	job->known = call->known;
	job->session = call->session;
	job->request = call->request;
	job->deadline_ms = action_now_ms() + action->wait_s * UINT64_C(1000);
	text_copy(job->id, sizeof(job->id), text_of(content_string(c, action->id)));
	for (uint32_t i = 0; i < c->site.languages_count && i < LANGUAGES_MAX; i++)
		text_copy(job->languages[i], LANGUAGE_BYTES_MAX, text_of(content_string(c, c->site.language[i])));
	key_write(job, device);
	body_write(job, call);
	return target_write(job, c, action);
}

void action_job_wipe(struct action_job *job)
{
	explicit_bzero(job->body, sizeof(job->body));
	job->body_bytes = 0;
}

static void copy(char *out, size_t out_bytes, const struct json *root, const char *name)
{
	const char *text = json_text(json_member(root, name));

	text_copy(out, out_bytes, text_of(text ? text : ""));
}

static bool outcome_read(const struct json *root, uint8_t *out)
{
	static const char *const names[] = {
		[OUTCOME_DONE] = "done",
		[OUTCOME_REFUSED] = "refused",
		[OUTCOME_FAILED] = "failed",
		[OUTCOME_UNKNOWN] = "unknown",
	};
	const char *text = json_text(json_member(root, "outcome"));

	for (uint8_t i = 0; text && i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(text, names[i]) == 0) {
			*out = i;
			return true;
		}
	}
	return false;
}

static uint8_t language_read(const struct action_job *job, const struct json *root)
{
	const char *text = json_text(json_member(root, "language"));
	uint8_t at = 0;

	while (at < LANGUAGES_MAX && !(text && text[0] && strcmp(text, job->languages[at]) == 0))
		at++;
	return at;
}

enum err action_answer_read(const struct action_job *job, const char *text, size_t bytes, struct action_answer *out)
{
	const char *end = bytes > 0 ? memchr(text, '\n', bytes) : NULL;
	struct json *root;
	uint8_t outcome;
	enum err err = json_parse(text, end ? (size_t)(end - text) : bytes, &root, NULL);

	if (err)
		return err;
	if (outcome_read(root, &outcome)) {
		out->outcome = outcome;
		out->language = language_read(job, root);
		copy(out->reference, sizeof(out->reference), root, "reference");
		copy(out->text, sizeof(out->text), root, "text");
		copy(out->name, sizeof(out->name), root, "name");
	} else {
		err = ERR_FORMAT;
	}
	json_close(root);
	return err;
}

void action_event(const struct action_job *job, const struct action_answer *answer, struct event *out)
{
	memset(out, 0, sizeof(*out));
	out->session = job->session;
	out->request = job->request;
	if (job->known) {
		bool proved = answer->outcome == OUTCOME_DONE;

		out->kind = EVENT_CUSTOMER_KNOWN;
		out->known.level = proved ? job->level : LEVEL_ANONYMOUS;
		out->known.language = proved ? answer->language : LANGUAGES_MAX;
		text_copy(out->known.name, sizeof(out->known.name), text_of(proved ? answer->name : ""));
		return;
	}
	out->kind = EVENT_ACTION_DONE;
	out->done.outcome = answer->outcome;
	text_copy(out->done.reference, sizeof(out->done.reference), text_of(answer->reference));
	text_copy(out->done.text, sizeof(out->done.text), text_of(answer->text));
}
