#include "command.h"
#include "device.h"
#include "images.h"
#include "json_write.h"
#include "learn/layout.h"
#include "learn/stats.h"
#include "learn/walk.h"
#include "log.h"
#include "menu_why.h"
#include "menu_words.h"
#include "options.h"
#include "site.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROWS_SPARE = 64 }; /* a device may count beside us */

struct menu_print {
	const struct content *c;
	const void *layout;
	uint8_t language;
	void *counts;          /* struct stats; NULL: not asked for */
	struct json_out *json; /* NULL: lines */
};

/* --- counters --- */

struct counting {
	void *image;
	size_t bytes;
	uint32_t rows;
	bool full;
};

static void measure(void *self, uint8_t kind, const char *id, int64_t times, int64_t sum)
{
	struct counting *counting = self;

	(void)kind;
	(void)times;
	(void)sum;
	counting->rows++;
	counting->bytes += sizeof(struct stat) + strlen(id) + 1;
}

static void take(void *self, uint8_t kind, const char *id, int64_t times, int64_t sum)
{
	struct counting *counting = self;

	counting->full = !stats_add(counting->image, counting->bytes, kind, id, times, sum) || counting->full;
}

/* The store's counters as the image that a menu order is learned from. */
static enum err count_up(struct store *store, void **image)
{
	struct counting counting = {.bytes = sizeof(struct stats)};
	enum err err = store_counts(store, measure, &counting);

	if (err)
		return err;
	counting.rows += ROWS_SPARE;
	counting.bytes += ROWS_SPARE * (sizeof(struct stat) + STORE_ID_BYTES_MAX);
	counting.image = malloc(counting.bytes);
	if (!counting.image || !stats_begin(counting.image, counting.bytes, counting.rows)) {
		free(counting.image);
		return ERR_NO_SPACE;
	}
	err = store_counts(store, take, &counting);
	if (err || counting.full) {
		free(counting.image);
		return err ? err : ERR_NO_SPACE;
	}
	stats_end(counting.image);
	*image = counting.image;
	return ERR_NONE;
}

static bool read_counts(struct menu_print *print, const char *data)
{
	struct store *store = device_store(data, true);
	enum err err;

	if (!store)
		return false;
	err = count_up(store, &print->counts);
	store_close(store);
	if (err)
		log_error("the counters cannot be read: %s", err_name(err));
	return !err;
}

/* What happened to a topic counts for the item that leads there. */
static long long times(const struct menu_print *print, enum count kind, uint16_t item)
{
	const struct content_item *record = content_item(print->c, item);
	const char *id = content_string(print->c, record->id);
	const char *topic = content_string(print->c, content_topic(print->c, record->topic)->id);
	const struct stat *of_item = stats_find(print->counts, kind, id);
	const struct stat *of_topic = stats_find(print->counts, kind, topic);
	long long sum = of_item ? of_item->times : 0;

	return sum + (of_topic && of_topic != of_item ? of_topic->times : 0);
}

/* --- printing --- */

static void print_line(const struct menu_print *print, uint16_t item, char key, int depth)
{
	const struct content *c = print->c;
	const struct content_item *record = content_item(c, item);

	printf("%*s%c  %-*s  %s", depth * 4, "", key, 40 - depth * 4,
		content_text(c, record->label, print->language, 0),
		content_string(c, content_topic(c, record->topic)->id));
	if (print->counts)
		printf("  chosen %lld, served %lld, did not help %lld", times(print, COUNT_CHOSEN, item),
			times(print, COUNT_SERVED, item), times(print, COUNT_NOT_HELPED, item));
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
	if (!print->counts)
		return;
	json_put_whole(print->json, "chosen", times(print, COUNT_CHOSEN, item));
	json_put_whole(print->json, "served", times(print, COUNT_SERVED, item));
	json_put_whole(print->json, "not_helped", times(print, COUNT_NOT_HELPED, item));
}

/* At most MENU_DEPTH_MAX deep: the checker sees to it. */
static void print_children(const struct menu_print *print, uint16_t parent, int depth)
{
	const struct tree *tree = layout_tree(print->layout);
	const uint16_t *children = layout_standing(print->layout)->plan.spoken + tree_first(tree, parent);
	uint16_t count;

	tree_children(tree, parent, &count);

	if (print->json)
		json_put_list(print->json, "items");
	for (uint16_t i = 0; i < count; i++) {
		if (print->json) {
			json_put_map(print->json, NULL);
			print_json(print, children[i], tree_key(tree, children[i]));
		} else {
			print_line(print, children[i], tree_key(tree, children[i]), depth);
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
	const struct place *places = layout_standing(print->layout)->plan.places;
	const char *reason = content_text(print->c, print->c->site.now_reason, print->language, 0);

	for (int i = 0; i < PLACES_COUNT; i++)
		if (place_is_live(&places[i]))
			print_line(print, places[i].item, i == PLACE_NOW ? KEY_NOW : (char)(KEY_OFTEN + i), 0);
	if (places[PLACE_NOW].why == PLACE_AUTHORED)
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
	print->json = NULL;
	putchar('\n');
}

static int show_menu(struct content *content, const char *code, const char *data, bool counts, bool json)
{
	struct menu_print print = {.language = code ? content_language(content, code) : 0};
	struct placed placed;
	int exit_code = EXIT_TROUBLE;

	if (placed_build(&placed, content, NULL)) {
		log_error("menu: not enough memory");
		return EXIT_TROUBLE;
	}
	print.c = placed.content;
	print.layout = placed.layout;
	if (print.language == LANGUAGES_MAX) {
		log_error("menu: the site does not speak \"%s\"", code);
		exit_code = EXIT_WRONG_USE;
	} else if (!counts || read_counts(&print, data)) {
		print_menu(&print, json);
		exit_code = EXIT_GOOD;
	}
	free(print.counts);
	placed_free(&placed);
	return exit_code;
}

/* --- feedback --- */

static const char *note_words(uint8_t what)
{
	return what == NOTE_WENT_WRONG ? "went_wrong" : "survey_why";
}

/* Local already: no time zone is applied. */
static void hour_words(int64_t local_s, char *out, size_t out_bytes)
{
	struct tm day;
	time_t seconds = (time_t)local_s;

	out[0] = '\0';
	if (local_s > 0 && gmtime_r(&seconds, &day))
		strftime(out, out_bytes, "%Y-%m-%d %H:00", &day);
}

static void print_note(void *self, const struct store_note *note)
{
	struct json_out *json = self;
	char hour[24];

	hour_words(note->local_s, hour, sizeof(hour));
	if (!json) {
		printf("%-16s  %-10s  ", hour, note_words(note->what));
		if (note->score == NOTE_NO_SCORE)
			printf(" -");
		else
			printf("%2u", note->score);
		printf("  %s  %s\n", note->topic[0] ? note->topic : "-", note->words);
		return;
	}
	json_put_map(json, NULL);
	json_put_text(json, "hour", hour[0] ? hour : NULL);
	json_put_text(json, "what", note_words(note->what));
	if (note->score != NOTE_NO_SCORE)
		json_put_whole(json, "score", note->score);
	json_put_text(json, "topic", note->topic[0] ? note->topic : NULL);
	json_put_text(json, "words", note->words);
	json_put_end(json);
}

static int show_feedback(const char *data, bool json)
{
	struct store *store = device_store(data, true);
	struct json_out out;
	enum err err;

	if (!store)
		return EXIT_TROUBLE;
	json_to_file(&out, stdout);
	if (json) {
		json_put_map(&out, NULL);
		json_put_list(&out, "feedback");
	}
	err = store_feedback(store, print_note, json ? &out : NULL);
	if (json) {
		json_put_end(&out);
		json_put_end(&out);
		putchar('\n');
	}
	store_close(store);
	if (err)
		log_error("the feedback cannot be read: %s", err_name(err));
	return err ? EXIT_TROUBLE : EXIT_GOOD;
}

int command_menu(int argc, char **argv)
{
	const char *folder = NULL;
	const char *data = NULL;
	const char *language = NULL;
	const char *why = NULL;
	const char *accept = NULL;
	const char *decline = NULL;
	bool words_asked = false;
	bool json = false;
	bool counts = false;
	bool feedback = false;
	const struct option options[] = {
		{"content", &folder, NULL},
		{"data", &data, NULL},
		{"language", &language, NULL},
		{"counts", NULL, &counts},
		{"feedback", NULL, &feedback},
		{"why", &why, NULL},
		{"words", NULL, &words_asked},
		{"accept", &accept, NULL},
		{"decline", &decline, NULL},
		{"json", NULL, &json},
		{NULL, NULL, NULL},
	};
	const struct usage usage = {
		.synopsis = "menu [--counts | --feedback | --why ITEM | --words] [--language CODE] [--content DIR] "
			    "[--data DIR] "
			    "[--json]",
		.help = "The menu as a customer meets it now: the key of each item, its label, where it leads; then "
			"the places for\n"
			"what is often asked and what matters now.\n\n"
			"  --counts         how often each item was chosen, served, and did not help\n"
			"  --feedback       instead: what customers wrote about it, newest first, without who or "
			"exactly when\n"
			"  --why ITEM       instead: where that item or prompt stands, what changed about it and "
			"why, what would move it\n"
			"  --words          instead: what customers say for the things of the menu, to be taken over; "
			"with\n                   --accept NUMBER the lines for the site's files, with --decline "
			"NUMBER never again\n"
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
	if (feedback)
		return show_feedback(data, json);
	if (why)
		return menu_why(&(struct menu_why_options){why, data, language, json});
	if (words_asked || accept || decline)
		return menu_words(&(struct menu_words_options){accept, decline, data, folder, json});
	if (site_look(folder, data, &content))
		return EXIT_TROUBLE;
	return show_menu(content, language, data, counts, json);
}
