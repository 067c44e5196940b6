#include "command.h"
#include "device.h"
#include "images.h"
#include "json_write.h"
#include "learn/layout.h"
#include "log.h"
#include "options.h"
#include "site.h"

#include <stdlib.h>
#include <string.h>

struct tally {
	int64_t chosen;
	int64_t served;
	int64_t not_helped;
};

struct menu_print {
	const struct content *c;
	const void *layout;
	uint8_t language;
	struct tally *tallies; /* by item; NULL: not asked for */
	struct json_out *json; /* NULL: lines */
};

/* --- counters --- */

/* What happened to a topic counts for the item that leads there. */
static void tally(void *self, uint8_t kind, const char *id, int64_t times, int64_t sum)
{
	struct menu_print *print = self;

	(void)sum;
	for (uint16_t i = 0; i < print->c->items.count; i++) {
		const struct content_item *item = content_item(print->c, i);
		bool here = strcmp(content_string(print->c, item->id), id) == 0 ||
			    strcmp(content_string(print->c, content_topic(print->c, item->topic)->id), id) == 0;

		if (!here)
			continue;
		if (kind == COUNT_CHOSEN)
			print->tallies[i].chosen += times;
		if (kind == COUNT_SERVED)
			print->tallies[i].served += times;
		if (kind == COUNT_NOT_HELPED)
			print->tallies[i].not_helped += times;
	}
}

static bool count_up(struct menu_print *print, const char *data)
{
	struct store *store = device_store(data, true);
	enum err err;

	print->tallies = calloc(print->c->items.count, sizeof(*print->tallies));
	if (!store || !print->tallies) {
		store_close(store);
		return false;
	}
	err = store_counts(store, tally, print);
	store_close(store);
	if (err)
		log_error("the counters cannot be read: %s", err_name(err));
	return !err;
}

/* --- printing --- */

static char key_of(const struct content *c, uint16_t item)
{
	uint16_t parent = content_item(c, item)->parent;
	const uint16_t *list = parent == NONE16 ? c->top : content_item(c, parent)->children;

	for (int i = 0; i < MENU_CHILDREN_MAX; i++)
		if (list[i] == item)
			return (char)('1' + i);
	return '-';
}

static void print_line(const struct menu_print *print, uint16_t item, char key, int depth)
{
	const struct content *c = print->c;
	const struct content_item *record = content_item(c, item);
	const struct tally *tally = print->tallies ? &print->tallies[item] : NULL;

	printf("%*s%c  %-*s  %s", depth * 4, "", key, 40 - depth * 4,
		content_text(c, record->label, print->language, 0),
		content_string(c, content_topic(c, record->topic)->id));
	if (tally)
		printf("  chosen %lld, served %lld, did not help %lld", (long long)tally->chosen,
			(long long)tally->served, (long long)tally->not_helped);
	putchar('\n');
}

static void print_json(const struct menu_print *print, uint16_t item, char key)
{
	const struct content *c = print->c;
	const struct content_item *record = content_item(c, item);
	char key_text[2] = {key, '\0'};

	json_put_text(print->json, "id", content_string(c, record->id));
	json_put_text(print->json, "key", key_text);
	json_put_text(print->json, "label", content_text(c, record->label, print->language, 0));
	json_put_text(print->json, "topic", content_string(c, content_topic(c, record->topic)->id));
	if (!print->tallies)
		return;
	json_put_whole(print->json, "chosen", print->tallies[item].chosen);
	json_put_whole(print->json, "served", print->tallies[item].served);
	json_put_whole(print->json, "not_helped", print->tallies[item].not_helped);
}

/* At most MENU_DEPTH_MAX deep: the checker sees to it. */
static void print_children(const struct menu_print *print, uint16_t parent, int depth)
{
	uint16_t children[MENU_CHILDREN_MAX];
	uint16_t count = layout_children(print->layout, print->c, parent, children);

	if (print->json)
		json_put_list(print->json, "items");
	for (uint16_t i = 0; i < count; i++) {
		if (print->json) {
			json_put_map(print->json, NULL);
			print_json(print, children[i], key_of(print->c, children[i]));
		} else {
			print_line(print, children[i], key_of(print->c, children[i]), depth);
		}
		if (content_item(print->c, children[i])->children_count)
			print_children(print, children[i], depth + 1);
		if (print->json)
			json_put_end(print->json);
	}
	if (print->json)
		json_put_end(print->json);
}

static void print_places(const struct menu_print *print)
{
	uint16_t often[OFTEN_COUNT];
	uint16_t now = layout_now(print->layout, print->c);
	const char *reason = content_text(print->c, print->c->site.now_reason, print->language, 0);

	layout_often(print->layout, print->c, often);
	for (int i = 0; i < OFTEN_COUNT; i++)
		if (often[i] != NONE16)
			print_line(print, often[i], (char)('8' + i), 0);
	if (now != NONE16)
		print_line(print, now, '#', 0);
	if (now != NONE16)
		printf("   (now: %s)\n", reason);
}

static void print_menu(struct menu_print *print, bool json)
{
	struct json_out out;

	if (!json) {
		print_children(print, NONE16, 0);
		print_places(print);
		return;
	}
	json_to_file(&out, stdout);
	print->json = &out;
	json_put_map(&out, NULL);
	print_children(print, NONE16, 0);
	json_put_end(&out);
	putchar('\n');
}

static int show_menu(struct content *content, const char *code, const char *data, bool counts, bool json)
{
	struct menu_print print = {.language = code ? content_language(content, code) : 0};
	struct placed placed;
	int exit_code = EXIT_TROUBLE;

	if (placed_build(&placed, content)) {
		log_error("menu: not enough memory");
		return EXIT_TROUBLE;
	}
	print.c = placed.content;
	print.layout = placed.layout;
	if (print.language == LANGUAGES_MAX) {
		log_error("menu: the site does not speak \"%s\"", code);
		exit_code = EXIT_WRONG_USE;
	} else if (!counts || count_up(&print, data)) {
		print_menu(&print, json);
		exit_code = EXIT_GOOD;
	}
	free(print.tallies);
	placed_free(&placed);
	return exit_code;
}

int command_menu(int argc, char **argv)
{
	const char *folder = NULL;
	const char *data = NULL;
	const char *language = NULL;
	bool json = false;
	bool counts = false;
	const struct option options[] = {
		{"content", &folder, NULL},
		{"data", &data, NULL},
		{"language", &language, NULL},
		{"counts", NULL, &counts},
		{"json", NULL, &json},
		{NULL, NULL, NULL},
	};
	const struct usage usage = {
		.synopsis = "menu [--counts] [--language CODE] [--content DIR] [--data DIR] [--json]",
		.help = "The menu as a customer meets it now: the key of each item, its label, where it leads; then "
			"the places for\n"
			"what is often asked and what matters now.\n\n"
			"  --counts         how often each item was chosen, served, and did not help\n"
			"  --language CODE  such as it; otherwise the site's first\n"
			"  --content DIR    a site's folder; otherwise the version that was applied, or the "
			"demonstration site\n"
			"  --data DIR       where the applied version and the counters are kept\n"
			"  --json           one JSON object\n",
		.options = options,
	};
	struct content *content;
	int words;
	int code = options_read(&usage, argc, argv, &words);

	if (code != OPTIONS_GO_ON)
		return code;
	if (site_look(folder, data, &content))
		return EXIT_TROUBLE;
	return show_menu(content, language, data, counts, json);
}
