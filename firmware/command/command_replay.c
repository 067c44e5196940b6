#include "command/command.h"
#include "command/options.h"
#include "device.h"
#include "json_write.h"
#include "log.h"
#include "runner/replay.h"

#include <stdlib.h>
#include <string.h>

static void list_one(void *self, uint32_t session, uint64_t first_ms, uint32_t steps, bool wiped)
{
	struct json_out *json = self;

	if (!json) {
		printf("%6u  %4u steps  began at %llu ms  %s\n", session, steps, (unsigned long long)first_ms,
			wiped ? "words wiped" : "words kept");
		return;
	}
	json_put_map(json, NULL);
	json_put_whole(json, "session", session);
	json_put_whole(json, "steps", steps);
	json_put_whole(json, "began_ms", (int64_t)first_ms);
	json_put_flag(json, "wiped", wiped);
	json_put_end(json);
	putchar('\n');
}

static int list(struct store *store, bool json)
{
	struct json_out out;
	enum err err;

	json_to_file(&out, stdout);
	err = store_journal_sessions(store, list_one, json ? &out : NULL);
	if (err)
		log_error("replay: the journal cannot be read: %s", err_name(err));
	return err ? EXIT_TROUBLE : EXIT_GOOD;
}

static void print_json(uint32_t session, const struct replay_result *result)
{
	struct json_out json;

	json_to_file(&json, stdout);
	json_put_map(&json, NULL);
	json_put_whole(&json, "session", session);
	json_put_whole(&json, "steps", result->steps);
	json_put_whole(&json, "whole", result->whole);
	json_put_whole(&json, "different", result->different);
	if (result->first)
		json_put_whole(&json, "first", result->first);
	if (result->other_version)
		json_put_text(&json, "program", result->program);
	json_put_end(&json);
	putchar('\n');
}

static void print_lines(uint32_t session, const struct replay_result *result)
{
	if (result->other_version)
		printf("made by foyer %s, this is %s: differences may come from that\n", result->program,
			FOYER_VERSION);
	printf("conversation %u: %u steps, %u compared with every value, %u by kind, %u different\n", session,
		result->steps, result->whole, result->steps - result->whole, result->different);
}

/* 0: it is none, which was said. */
static uint32_t session_number(const char *word)
{
	char *end;
	unsigned long number = strtoul(word, &end, 10);

	if (end != word && *end == '\0' && number > 0 && number <= UINT32_MAX)
		return (uint32_t)number;
	log_error("replay: \"%s\" is no conversation's number: foyer replay --list names them", word);
	return 0;
}

static int run_again(struct store *store, uint32_t number, bool json)
{
	struct replay_result result;
	enum err err = replay(store, number, json ? NULL : stdout, &result);

	if (err == ERR_NOT_FOUND && result.steps == 0)
		log_error("replay: there is no conversation %u: foyer replay --list names them", number);
	else if (err)
		log_error("replay: conversation %u could not be run to its end: %s", number, err_name(err));
	if (err)
		return EXIT_TROUBLE;
	if (json)
		print_json(number, &result);
	else
		print_lines(number, &result);
	return result.different ? EXIT_TROUBLE : EXIT_GOOD;
}

int command_replay(int argc, char **argv)
{
	const char *data = NULL;
	bool json = false;
	bool wants_list = false;
	const struct option options[] = {
		{"data", &data, NULL}, {"list", NULL, &wants_list}, {"json", NULL, &json}, {NULL, NULL, NULL}};
	const struct usage usage = {
		.synopsis = "replay SESSION | replay --list [--data DIR] [--json]",
		.help = "Runs a journalled conversation again through a fresh core with the content of that time. "
			"While its words\n"
			"are kept every effect must be the same to the last value; after the wipe the states and kinds "
			"of effects.\n"
			"Exit 1 if a step differs.\n\n"
			"  --list      the conversations in the journal, newest first\n"
			"  --data DIR  where the journal is; otherwise ~/.local/state/foyer\n"
			"  --json      one JSON object\n",
		.options = options,
		.words_max = 1,
	};
	struct store *store;
	uint32_t session = 0;
	int words;
	int code = options_read(&usage, argc, argv, &words);

	if (code != OPTIONS_GO_ON)
		return code;
	if (wants_list == (words == 1)) {
		log_error("use: foyer %s", usage.synopsis);
		return EXIT_WRONG_USE;
	}
	if (!wants_list) {
		session = session_number(argv[1]);
		if (session == 0)
			return EXIT_WRONG_USE;
	}
	store = device_store(data, true);
	if (!store)
		return EXIT_TROUBLE;
	code = wants_list ? list(store, json) : run_again(store, session, json);
	store_close(store);
	return code;
}
