#include "command/command.h"
#include "command/options.h"
#include "json_write.h"
#include "log.h"
#include "runner/images.h"
#include "site/site.h"
#include "understand/match.h"
#include "understand/slot.h"

#include <string.h>

static const char *verdict(enum match_answer answer)
{
	static const char *const names[] = {[MATCH_NONE] = "none", [MATCH_ASK] = "ask", [MATCH_SURE] = "sure"};

	return names[answer];
}

static void print_json(const struct content *c, uint8_t language, const struct ranked *ranked)
{
	struct json_out json;

	json_to_file(&json, stdout);
	json_put_map(&json, NULL);
	json_put_text(&json, "verdict", verdict(match_judge(ranked, 100)));
	json_put_list(&json, "topics");
	for (uint8_t i = 0; i < ranked->count; i++) {
		const struct content_topic *topic = content_topic(c, ranked->list[i].topic);

		json_put_map(&json, NULL);
		json_put_text(&json, "id", content_string(c, topic->id));
		json_put_text(&json, "title", content_text(c, topic->title, language, 0));
		json_put_whole(&json, "pct", ranked->list[i].pct);
		json_put_end(&json);
	}
	json_put_end(&json);
	json_put_end(&json);
	putchar('\n');
}

static void print_lines(const struct content *c, uint8_t language, const struct ranked *ranked)
{
	printf("%s\n", verdict(match_judge(ranked, 100)));
	for (uint8_t i = 0; i < ranked->count; i++) {
		const struct content_topic *topic = content_topic(c, ranked->list[i].topic);

		printf("%3u%%  %-32s %s\n", ranked->list[i].pct, content_string(c, topic->id),
			content_text(c, topic->title, language, 0));
	}
}

static int match_words(struct content *content, const char *code, const char *text, bool json)
{
	uint8_t language = code ? content_language(content, code) : 0;
	char words[WORDS_BYTES_MAX];
	struct placed placed;
	struct ranked ranked;

	if (placed_build(&placed, content, NULL)) {
		log_error("match: not enough memory for the matcher");
		return EXIT_TROUBLE;
	}
	if (language == LANGUAGES_MAX) {
		log_error("match: the site does not speak \"%s\"", code);
		placed_free(&placed);
		return EXIT_WRONG_USE;
	}
	snprintf(words, sizeof(words), "%s", text);
	card_mask(placed.content, words, sizeof(words));
	match_rank(placed.content, placed.model, language, words, &ranked);
	if (json)
		print_json(placed.content, language, &ranked);
	else
		print_lines(placed.content, language, &ranked);
	placed_free(&placed);
	return EXIT_GOOD;
}

int command_match(int argc, char **argv)
{
	const char *folder = NULL;
	const char *data = NULL;
	const char *language = NULL;
	bool json = false;
	const struct option options[] = {
		{"content", &folder, NULL},
		{"data", &data, NULL},
		{"language", &language, NULL},
		{"json", NULL, &json},
		{NULL, NULL, NULL},
	};
	const struct usage usage = {
		.synopsis = "match TEXT [--language CODE] [--content DIR] [--json]",
		.help = "What a sentence would be understood as: sure, ask (which of these?) or none, and the topics, "
			"best first.\n\n"
			"  --language CODE  such as it; otherwise the site's first\n"
			"  --content DIR    a site's folder; otherwise the version that was applied, or the "
			"demonstration site\n"
			"  --data DIR       where the applied version is kept\n"
			"  --json           one JSON object\n",
		.options = options,
		.words_min = 1,
		.words_max = 1,
	};
	struct content *content;
	int words;
	int code = options_read(&usage, argc, argv, &words);

	if (code != OPTIONS_GO_ON)
		return code;
	if (site_look(folder, data, &content))
		return EXIT_TROUBLE;
	return match_words(content, language, argv[1], json);
}
