#include "menu/menu_why.h"

#include "command/options.h"
#include "json_write.h"
#include "log.h"
#include "report/page.h"
#include "report/report_json.h"
#include "report/report_page.h"

#include "learn/walk.h"

#include <langinfo.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WINDOW_DAYS = 14, WHY_BYTES = 1 << 16, MILLION = 1000000, MINUTE_MS = 60000 };

/* What is asked about, with all that is known. */
struct why {
	const struct menu_report *report;
	uint16_t item; /* one of the two is TREE_NONE */
	uint16_t prompt;
	char id[STORE_ID_BYTES_MAX];
	struct page page;
	struct arena *arena;
};

static const struct tree *tree_of(const struct why *why)
{
	return report_tree(why->report);
}

static const struct plan *plan_of(const struct why *why)
{
	return &menu_look_standing(why->report->look)->plan;
}

static const char *name_of(const struct why *why, uint16_t item)
{
	return menu_name_item(&why->report->look->names, item);
}

static void say(const struct why *why, const char *words)
{
	why->page.ops->say(why->page.self, words, TONE_PLAIN);
}

/* --- where it stands --- */

/* From 0: as it is spoken now. */
static uint16_t rank_of(const struct why *why, uint16_t item, uint16_t *count)
{
	uint16_t parent = tree_of(why)->items[item].parent;
	const uint16_t *spoken = plan_of(why)->spoken + tree_first(tree_of(why), parent);
	uint16_t rank = 0;

	tree_children(tree_of(why), parent, count);
	while (rank + 1 < *count && spoken[rank] != item)
		rank++;
	return rank;
}

static void put_rank(const struct why *why)
{
	const struct tree_item *item = &tree_of(why)->items[why->item];
	char key = tree_key(tree_of(why), why->item);
	uint16_t count;
	uint16_t rank = rank_of(why, why->item, &count);
	bool moved = plan_of(why)->free_order || tree_of(why)->touch;

	say(why, words_say(why->arena, "In \"%s\": key %c and its tile, which never move.", name_of(why, item->parent),
			 key ? key : '-'));
	say(why, words_say(why->arena, "Place %u of %u in the learned order; %u as authored.%s", rank + 1U, count,
			 item->place + 1U,
			 moved ? "" : " Spoken as authored: a key out of its row must prove itself in a trial first."));
	if (tree_of(why)->touch)
		say(why, plan_is_bright(tree_of(why), plan_of(why), why->item)
				 ? "On glass it is drawn brighter than its neighbours."
				 : "On glass it is drawn as its neighbours are.");
	if (item->flags & TREE_PINNED)
		say(why, "Pinned: the business decided its place, and nothing moves it.");
}

static void put_places(const struct why *why)
{
	static const char *const reasons[] = {"", "as the business decided", "pinned by the business", "learned",
		"rising just now", "no longer told, but its key still leads there"};
	const struct place *places = plan_of(why)->places;

	for (int i = 0; i < PLACES_COUNT; i++)
		if (places[i].why != PLACE_EMPTY && places[i].item == why->item)
			say(why, words_say(why->arena, "In the place \"%s\" of the start menu, key %c: %s.",
					 i == PLACE_NOW ? "now" : "often asked", place_key(i), reasons[places[i].why]));
}

/* Served at the item and below it. */
static uint32_t served_below(const struct why *why, uint16_t item)
{
	const struct tree *tree = tree_of(why);
	uint32_t sum = 0;

	for (uint16_t i = 0; i < tree->items_count; i++)
		if (tree_is_below(tree, i, item))
			sum += why->report->counts.node[i].ended[REPORT_SERVED];
	return sum;
}

static void put_demand(const struct why *why)
{
	const struct report *counts = &why->report->counts;

	say(why, words_say(why->arena,
			 "In the %d days up to %s: %u of %u served. Of the demand that learning goes by, which forgets "
			 "slowly and takes no sudden rise for lasting, it has %.1f %%.",
			 WINDOW_DAYS, words_day(why->arena, why->report->day_to), served_below(why, why->item),
			 counts->outcome[VISIT_SERVED], 100.0 * why->report->demand[why->item] / MILLION));
}

/* --- a prompt --- */

static void put_rate(const struct why *why, const char *what, const struct report_said *said)
{
	double minutes = (double)said->ms / MINUTE_MS;
	double low;
	double high;

	if (minutes == 0) {
		say(why, words_say(why->arena, "%s: not heard in these days.", what));
		return;
	}
	effect_rate_interval(said->left, &low, &high);
	say(why, words_say(why->arena, "%s: %u left in %.1f minutes, %.2f a minute (95 %%: %.2f to %.2f).", what,
			 said->left, minutes, said->left / minutes, low / minutes, high / minutes));
}

static void put_prompt(const struct why *why)
{
	const struct tree_prompt *prompt = &tree_of(why)->prompts[why->prompt];
	struct report_said rest = report_around(why->report, why->prompt);
	bool out = plan_of(why)->left_out >> why->prompt & 1;

	say(why, words_say(why->arena, "Said before the start menu, %.1f s. %s", prompt->ms / 1000.0,
			 prompt->flags & TREE_MANDATORY ? "The law or the house demands it: it is never left out."
			 : out                          ? "Left out, but for 5 % of the conversations."
							: "Everybody hears it."));
	put_rate(why,
		words_say(
			why->arena, "In the %d days up to %s", WINDOW_DAYS, words_day(why->arena, why->report->day_to)),
		&why->report->counts.prompt[why->prompt]);
	put_rate(why, "While anything else was heard", &rest);
}

/* --- what happened --- */

static bool concerns(const struct why *why, const struct store_menu_change *row)
{
	return strcmp(row->subject, why->id) == 0 || strcmp(row->other, why->id) == 0 || row->subject[0] == '\0';
}

static void put_changes(const struct why *why)
{
	const struct menu_report *r = why->report;
	uint32_t shown = 0;

	why->page.ops->heading(why->page.self, "What changed, and why");
	for (uint32_t i = 0; i < r->changes_count; i++) {
		if (!concerns(why, &r->changes[i].row))
			continue;
		say(why, words_say(why->arena, "%s, version %u: %s.", words_moment(why->arena, r->changes[i].local_s),
				 r->changes[i].row.version, r->changes[i].row.sentence));
		shown++;
	}
	if (shown == 0)
		say(why, "Nothing: it stands as authored.");
}

/* --- what would move it --- */

/* The share with which it would be worth as much in a second as its neighbour: Smith's rule, as in learn/order.c. On
 * glass all take the same time. */
static double share_to_pass(const struct why *why, uint16_t neighbour)
{
	const struct tree *tree = tree_of(why);
	double seconds = tree->touch ? 1 : (double)tree->items[why->item].ms / tree->items[neighbour].ms;

	return 100.0 * why->report->demand[neighbour] / MILLION * seconds;
}

/* The next one that may change places with it, before (-1) or behind it (+1). TREE_NONE: none. */
static uint16_t neighbour(const struct why *why, int step)
{
	const struct tree *tree = tree_of(why);
	const uint16_t *spoken = plan_of(why)->spoken + tree_first(tree, tree->items[why->item].parent);
	uint16_t count;
	int rank = rank_of(why, why->item, &count) + step;

	while (rank >= 0 && rank < count && tree->items[spoken[rank]].flags & TREE_PINNED)
		rank += step;
	return rank >= 0 && rank < count ? spoken[rank] : TREE_NONE;
}

static void put_before(const struct why *why, uint16_t before, double share)
{
	double needed = share_to_pass(why, before);

	if (share > needed)
		say(why, words_say(why->arena,
				 "By what is known it is worth a place before \"%s\" (%.1f %% of the customers, more "
				 "than "
				 "%.1f %%), if that lasts and is sure.",
				 name_of(why, before), share, needed));
	else
		say(why, words_say(why->arena,
				 "To go before \"%s\" it would have to be wanted by more than %.1f %% of the customers "
				 "(now %.1f %%).",
				 name_of(why, before), needed, share));
}

static void put_behind(const struct why *why, uint16_t behind, double share)
{
	double needed = share_to_pass(why, behind);

	if (share < needed)
		say(why, words_say(why->arena,
				 "By what is known \"%s\" is worth its place (%.1f %% of the customers, less than %.1f "
				 "%%), "
				 "if that lasts and is sure.",
				 name_of(why, behind), share, needed));
	else
		say(why, words_say(why->arena, "\"%s\" would go before it if it fell below %.1f %% (now %.1f %%).",
				 name_of(why, behind), needed, share));
}

/* A shortcut leads past its menu to something here. */
static bool has_shortcut(const struct why *why, uint16_t item)
{
	const struct place *places = plan_of(why)->places;

	for (int i = 0; i < PLACES_COUNT; i++)
		if (place_is_live(&places[i]) && tree_is_below(tree_of(why), places[i].item, item))
			return true;
	return false;
}

static void put_neighbours(const struct why *why)
{
	double share = 100.0 * why->report->demand[why->item] / MILLION;
	uint16_t before = neighbour(why, -1);
	uint16_t behind = neighbour(why, 1);

	if (has_shortcut(why, why->item)) {
		say(why, tree_is_leaf(tree_of(why), why->item)
				 ? "Most who want it take the shortcut on the start menu; where it stands in its own "
				   "menu is learned from the few who do not."
				 : "A shortcut on the start menu leads past it to something that stands in it; its "
				   "place "
				   "is learned from those who do not take the shortcut.");
		return;
	}
	if (before != TREE_NONE && !has_shortcut(why, before))
		put_before(why, before, share);
	if (behind != TREE_NONE && !has_shortcut(why, behind))
		put_behind(why, behind, share);
	say(why, "It moves only at night, at most once a week, and only if the learned demand is sure of it and the "
		 "seconds that it saves are worth getting used to.");
}

static void put_outlook(const struct why *why)
{
	why->page.ops->heading(why->page.self, "What would change it");
	if (why->report->frozen)
		say(why, "The menu is frozen: nothing moves.");
	if (why->prompt != TREE_NONE && tree_of(why)->prompts[why->prompt].flags & TREE_MANDATORY)
		say(why, "Nothing that customers do: only the site's files.");
	else if (why->prompt != TREE_NONE && plan_of(why)->left_out >> why->prompt & 1)
		say(why, "It is said again once those 5 % prove that people leave during it no more often than during "
			 "anything else they hear.");
	else if (why->prompt != TREE_NONE)
		say(why, "It is left out once it is proven that people leave during it much more often than during "
			 "anything else they hear.");
	else if (tree_of(why)->items[why->item].flags & TREE_PINNED)
		say(why, "Nothing that customers do: only the site's files (pinned).");
	else
		put_neighbours(why);
}

/* --- the whole --- */

static void put_page(const struct why *why)
{
	const char *name = why->item != TREE_NONE ? name_of(why, why->item)
						  : menu_name_prompt(&why->report->look->names, why->prompt);

	why->page.ops->title(why->page.self, words_say(why->arena, "%s (%s)", name, why->id),
		why->report->look->version.version
			? words_say(why->arena, "Version %u of the menu is live.", why->report->look->version.version)
			: "Nothing was learned yet: the menu is as authored.");
	if (why->item != TREE_NONE) {
		put_rank(why);
		put_places(why);
		put_demand(why);
	} else {
		put_prompt(why);
	}
	put_changes(why);
	put_outlook(why);
	why->page.ops->end(why->page.self);
}

static void put_item_json(struct json_out *json, const struct why *why)
{
	uint16_t count;

	json_put_whole(json, "rank", rank_of(why, why->item, &count) + 1);
	json_put_whole(json, "authored_rank", tree_of(why)->items[why->item].place + 1);
	json_put_whole(json, "served", served_below(why, why->item));
	json_put_whole(json, "of", why->report->counts.outcome[VISIT_SERVED]);
	json_put_whole(json, "share_millionths", why->report->demand[why->item]);
	json_put_flag(json, "bright", plan_is_bright(tree_of(why), plan_of(why), why->item));
	json_put_flag(json, "pinned", tree_of(why)->items[why->item].flags & TREE_PINNED);
}

static void put_prompt_json(struct json_out *json, const struct why *why)
{
	const struct report_said *said = &why->report->counts.prompt[why->prompt];
	struct report_said rest = report_around(why->report, why->prompt);

	json_put_whole(json, "left", said->left);
	json_put_whole(json, "heard_ms", (int64_t)said->ms);
	json_put_whole(json, "left_else", rest.left);
	json_put_whole(json, "heard_else_ms", (int64_t)rest.ms);
	json_put_flag(json, "left_out", plan_of(why)->left_out >> why->prompt & 1);
}

static void put_json(const struct why *why)
{
	struct json_out json;

	json_to_file(&json, stdout);
	json_put_map(&json, NULL);
	json_put_text(&json, "id", why->id);
	json_put_whole(&json, "version", why->report->look->version.version);
	json_put_whole(&json, "days", WINDOW_DAYS);
	if (why->item != TREE_NONE)
		put_item_json(&json, why);
	else
		put_prompt_json(&json, why);
	json_put_list(&json, "changes");
	for (uint32_t i = 0; i < why->report->changes_count; i++)
		if (concerns(why, &why->report->changes[i].row))
			report_json_change(&json, &why->report->changes[i], false);
	json_put_end(&json);
	json_put_end(&json);
	putchar('\n');
}

static void name_it(struct why *why)
{
	const struct menu_look *look = why->report->look;

	if (why->prompt != TREE_NONE)
		menu_id_prompt(&look->names, why->prompt, why->id, sizeof(why->id));
	else
		snprintf(why->id, sizeof(why->id), "%s",
			content_string(look->content, content_item(look->content, why->item)->id));
}

static int tell(struct why *why, bool json)
{
	struct page_terminal terminal = {.out = stdout};
	struct arena arena = {.size = WHY_BYTES};

	name_it(why);
	if (json) {
		put_json(why);
		return EXIT_GOOD;
	}
	arena.base = malloc(arena.size);
	if (!arena.base) {
		log_error("menu: not enough memory: close other programs and try again");
		return EXIT_TROUBLE;
	}
	setlocale(LC_CTYPE, "");
	terminal.ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	why->page = page_terminal(&terminal);
	why->arena = &arena;
	put_page(why);
	free(arena.base);
	return EXIT_GOOD;
}

int menu_why(const struct menu_why_options *options)
{
	const struct report_window window = {.days = WINDOW_DAYS};
	struct menu_report *report = NULL;
	struct menu_look look;
	struct why why = {0};
	int code = EXIT_TROUBLE;

	if (!menu_look_open(&look, &(struct menu_look_options){options->data, options->language, false}) ||
		!report_gather(&report, &look, &window))
		goto out;
	why.report = report;
	code = EXIT_WRONG_USE;
	if (menu_find(&look.names, options->what, &why.item, &why.prompt))
		code = tell(&why, options->json);
	else
		log_error(
			"menu: there is no \"%s\": foyer menu lists them, or give an id as cards.lost", options->what);

out:
	report_drop(report);
	menu_look_close(&look);
	return code;
}
