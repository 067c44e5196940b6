/* `foyer menu`: each item with its key, what learning made of it, and the reserved places. */
#include "command/options.h"
#include "device.h"
#include "json_write.h"
#include "learn/layout.h"
#include "learn/stats.h"
#include "learn/walk.h"
#include "log.h"
#include "menu/menu_command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_SPARE = 64 }; /* a device may count beside us */

struct menu_print {
	const struct content *c;
	const void *layout;
	const struct plan *plan;
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
	if (plan_is_bright(layout_tree(print->layout), print->plan, item))
		printf("  often wanted");
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
	json_put_flag(print->json, "bright", plan_is_bright(layout_tree(print->layout), print->plan, item));
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
	uint16_t count;
	const uint16_t *children = tree_children(tree, parent, &count); /* keys and tiles: these never move */

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

static const char *why_name(const struct place *place)
{
	static const char *const names[] = {[PLACE_EMPTY] = "empty",
		[PLACE_AUTHORED] = "authored",
		[PLACE_PINNED] = "pinned",
		[PLACE_LEARNED] = "learned",
		[PLACE_RISING] = "rising",
		[PLACE_RETIRED] = "retired"};

	return names[place->why];
}

static void print_places(const struct menu_print *print)
{
	const struct place *places = print->plan->places;
	const char *reason = content_text(print->c, print->c->site.now_reason, print->language, 0);

	for (int i = 0; i < PLACES_COUNT; i++) {
		if (places[i].why == PLACE_EMPTY)
			continue;
		print_line(print, places[i].item, place_key(i), 0);
		printf("   (%s: %s)\n", i == PLACE_NOW ? "now" : "often",
			places[i].why == PLACE_AUTHORED && i == PLACE_NOW ? reason : why_name(&places[i]));
	}
}

static void print_json_places(const struct menu_print *print)
{
	const struct place *places = print->plan->places;

	json_put_list(print->json, "places");
	for (int i = 0; i < PLACES_COUNT; i++) {
		json_put_map(print->json, NULL);
		json_put_text(print->json, "place", i == PLACE_NOW ? "now" : "often");
		json_put_text(print->json, "why", why_name(&places[i]));
		if (places[i].why != PLACE_EMPTY)
			print_json(print, places[i].item, place_key(i));
		json_put_end(print->json);
	}
	json_put_end(print->json);
}

static void print_menu(struct menu_print *print, const struct menu_shown *shown, bool json)
{
	struct json_out out;

	if (!json) {
		if (shown->version)
			printf("version %u%s\n", shown->version, shown->frozen ? ", frozen" : "");
		print_children(print, NONE16, 0);
		print_places(print);
		return;
	}
	json_to_file(&out, stdout);
	print->json = &out;
	json_put_map(&out, NULL);
	json_put_whole(&out, "version", shown->version);
	json_put_flag(&out, "frozen", shown->frozen);
	print_children(print, NONE16, 0);
	print_json_places(print);
	json_put_end(&out);
	print->json = NULL;
	putchar('\n');
}

int menu_print(const struct menu_options *options)
{
	struct menu_shown shown;
	struct menu_print print = {0};
	int code = menu_shown_open(&shown, options);

	if (code != EXIT_GOOD)
		return code;
	print.c = shown.content;
	print.layout = shown.layout;
	print.plan = &layout_standing(shown.layout)->plan;
	print.language = shown.language;
	if (!options->counts || read_counts(&print, options->data))
		print_menu(&print, &shown, options->json);
	else
		code = EXIT_TROUBLE;
	free(print.counts);
	menu_shown_close(&shown);
	return code;
}
