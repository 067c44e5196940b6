/* What is said and where people leave: prompts, seconds, the way through the menu. */
#include "report/report_page.h"

#include <math.h>
#include <string.h>

/* --- prompts --- */

enum { PROMPT_COLUMNS = 6, MINUTE_MS = 60 * 1000 };

static const char *rate_words(struct arena *arena, const struct report_said *said, bool with_interval)
{
	double minutes = (double)said->ms / MINUTE_MS;
	double low;
	double high;

	if (said->ms == 0)
		return "-";
	if (report_is_small(said->left))
		return "<5 left";
	effect_rate_interval(said->left, &low, &high);
	if (!with_interval)
		return words_say(arena, "%.2f", said->left / minutes);
	return words_say(arena, "%.2f (%.2f-%.2f)", said->left / minutes, low / minutes, high / minutes);
}

struct report_said report_around(const struct menu_report *r, uint16_t prompt)
{
	struct report_said sum = r->counts.menus;

	for (uint16_t i = 0; i < report_tree(r)->prompts_count; i++) {
		if (i == prompt)
			continue;
		sum.left += r->counts.prompt[i].left;
		sum.ms += r->counts.prompt[i].ms;
	}
	return sum;
}

static const char *prompt_state(struct report_page *p, uint16_t prompt)
{
	const struct menu_report *r = p->report;
	char id[STORE_ID_BYTES_MAX];

	if (report_tree(r)->prompts[prompt].flags & TREE_MANDATORY)
		return "always said";
	if (!(menu_look_standing(r->look)->plan.left_out >> prompt & 1))
		return "said";
	menu_id_prompt(&r->look->names, prompt, id, sizeof(id));
	for (uint32_t i = 0; i < r->changes_count; i++)
		if (r->changes[i].row.change.kind == CHANGE_LEFT_OUT && strcmp(r->changes[i].row.subject, id) == 0)
			return words_say(p->arena, "left out since %s", words_moment(p->arena, r->changes[i].local_s));
	return "left out";
}

void report_page_prompts(struct report_page *p)
{
	static const struct page_column columns[PROMPT_COLUMNS] = {{"Said before the menu", 26, false},
		{"Heard", 7, true}, {"Left", 6, true}, {"A minute (95 %)", 18, true}, {"Around it", 9, true},
		{"Now", 26, false}};
	const struct menu_report *r = p->report;
	struct page_cell cells[TREE_PROMPTS_MAX][PROMPT_COLUMNS] = {0};

	for (uint16_t i = 0; i < report_tree(r)->prompts_count; i++) {
		const struct report_said *said = &r->counts.prompt[i];
		const struct report_said rest = report_around(r, i);

		cells[i][0].text = menu_name_prompt(&r->look->names, i);
		cells[i][1].text = words_count(p->arena, said->times);
		cells[i][2].text = words_count(p->arena, said->left);
		cells[i][3].text = rate_words(p->arena, said, true);
		cells[i][4].text = rate_words(p->arena, &rest, false);
		cells[i][5].text = prompt_state(p, i);
	}
	p->page.ops->heading(p->page.self, "Greeting, notice, promotions");
	p->page.ops->table(p->page.self,
		&(struct page_table){
			.caption = "How many left in a minute of each, and in a minute of what is heard around it",
			.columns = columns,
			.columns_count = PROMPT_COLUMNS,
			.cells = cells[0],
			.rows_count = report_tree(r)->prompts_count});
	p->page.ops->say(p->page.self,
		"What drives people away far more than its surroundings is left out, but for 5 % of the conversations: "
		"so "
		"it is noticed if that changes. What the law or the house demands is always said.",
		TONE_SOFT);
}

/* --- seconds --- */

enum { SECONDS_SEEN_MIN = 50 /* fewer, and a column would only be noise */ };

static void put_seconds(struct report_page *p, const struct report_leaving *leaving, const char *name)
{
	struct page_point points[REPORT_SECONDS_MAX] = {0};
	uint32_t count = 0;
	uint32_t worst = 0;
	uint32_t known = 0;

	for (uint32_t s = 0; s + 1 < REPORT_SECONDS_MAX && leaving->there[s] >= SECONDS_SEEN_MIN; s++) {
		bool small = report_is_small(leaving->left[s]);

		points[s].label = words_say(p->arena, "%u", s + 1);
		points[s].none = small;
		points[s].value = small ? 0 : 1000.0 * leaving->left[s] / leaving->there[s];
		known += points[s].value > 0;
		worst = points[s].value > points[worst].value ? s : worst;
		count = s + 1;
	}
	if (known == 0)
		return;
	p->page.ops->chart(p->page.self,
		&(struct page_chart){.kind = CHART_COLUMNS,
			.caption = words_say(p->arena, "%s: left in each second, of 1,000 still there", name),
			.alt = words_say(
				p->arena, "Most leave in second %u: %.0f of 1,000.", worst + 1, points[worst].value),
			.top = words_say(p->arena, "%.0f", points[worst].value),
			.points = points,
			.points_count = count});
}

void report_page_leaving(struct report_page *p)
{
	const struct menu_report *r = p->report;

	p->page.ops->heading(p->page.self, "When people leave");
	p->page.ops->say(p->page.self,
		"By the second of what they hear or see. Seconds with fewer than 5 who left are not drawn.", TONE_SOFT);
	for (uint16_t i = 0; i < report_tree(r)->prompts_count; i++)
		put_seconds(p, &r->counts.leaving[i], menu_name_prompt(&r->look->names, i));
	put_seconds(p, &r->counts.leaving[TREE_PROMPTS_MAX], "Start menu");
}

/* --- places --- */

enum {
	CAME,
	ON,
	NOT_HELPED,
	ASKED,
	STUCK,
	LEFT,
	BACK,
	NO_INPUT,
	NO_MATCH,
	SECONDS,
	PLACE_COLUMNS = SECONDS + 2, /* with the name in front */
	ROUGH_MIN = 20,              /* of fewer a tenth would still be one customer */
};

struct places {
	struct report_page *p;
	struct page_cell *cells;
	uint32_t rows;
	uint32_t small; /* places with too few to show */
};

double report_spread(const struct report_node *node)
{
	double mean = (double)node->ds / node->entered / 10;
	double squares = (double)node->ds_squared / node->entered / 100;

	return sqrt(fmax(squares - mean * mean, 0));
}

/* A larger one that would give a small one away is told in tens only. */
static const char *percent(struct arena *arena, uint32_t count, uint32_t of, bool hidden)
{
	if (report_is_small(count))
		return "<5";
	if (hidden && of >= ROUGH_MIN && count >= of / 10)
		return words_say(arena, "%.0f+", 10 * floor(10.0 * count / of));
	if (hidden && count > 0)
		return of < ROUGH_MIN ? "-" : "<10";
	return count == 0 ? "" : words_say(arena, "%.0f", 100.0 * count / of);
}

static const char *seconds_spread(struct arena *arena, const struct report_node *node)
{
	if (node->ds == 0)
		return "";
	return words_say(arena, "%.1f ±%.1f", (double)node->ds / node->entered / 10, report_spread(node));
}

static void put_place(struct places *places, const struct report_node *node, const char *name, uint8_t depth)
{
	struct arena *arena = places->p->arena;
	const uint32_t *ended = node->ended;
	const uint32_t ends[] = {ended[REPORT_WENT_ON] + ended[REPORT_SERVED], ended[REPORT_NOT_HELPED],
		ended[REPORT_ASKED], ended[REPORT_FORCED] + ended[REPORT_GIVEN_UP], ended[REPORT_LEFT],
		ended[REPORT_BACK]};
	uint32_t hidden = report_hidden(ends, 6);
	struct page_cell *cells = &places->cells[(size_t)places->rows * PLACE_COLUMNS];

	if (node->entered < REPORT_CELL_MIN) {
		places->small += node->entered > 0;
		return;
	}
	places->rows++;
	cells[0] = (struct page_cell){name, TONE_PLAIN, depth};
	cells[1 + CAME].text = words_count(arena, node->entered);
	for (uint32_t i = 0; i < 6; i++)
		cells[1 + ON + i].text = percent(arena, ends[i], node->entered, hidden >> i & 1);
	cells[1 + NO_INPUT].text = percent(arena, node->silent, node->entered, false);
	cells[1 + NO_MATCH].text = percent(arena, node->unknown, node->entered, false);
	cells[1 + SECONDS].text = seconds_spread(arena, node);
}

/* At most TREE_DEPTH_MAX deep: a tree is sound. */
static void put_children(struct places *places, uint16_t parent, uint8_t depth)
{
	const struct menu_report *r = places->p->report;
	uint16_t count;
	const uint16_t *children = tree_children(report_tree(r), parent, &count);

	for (uint16_t i = 0; i < count; i++) {
		put_place(places, &r->counts.node[children[i]], menu_name_item(&r->look->names, children[i]), depth);
		put_children(places, children[i], (uint8_t)(depth + 1));
	}
}

void report_page_places(struct report_page *p)
{
	static const struct page_column columns[PLACE_COLUMNS] = {{"Place", 28, false}, {"Came", 7, true},
		{"Went on, done", 5, true}, {"Not helped", 6, true}, {"Person asked", 6, true}, {"Stuck", 5, true},
		{"Left", 4, true}, {"Back", 4, true}, {"No input", 5, true}, {"No match", 5, true},
		{"Seconds", 11, true}};
	const struct menu_report *r = p->report;
	struct places places = {.p = p};

	places.cells = arena_take(p->arena, REPORT_NODES_MAX * PLACE_COLUMNS * sizeof(*places.cells));
	if (!places.cells)
		return;
	for (uint32_t i = 0; i < (uint32_t)REPORT_NODES_MAX * PLACE_COLUMNS; i++)
		places.cells[i].text = "";
	for (uint16_t i = 0; i < report_tree(r)->prompts_count; i++)
		put_place(&places, &r->counts.node[REPORT_PROMPTS + i], menu_name_prompt(&r->look->names, i), 0);
	put_place(&places, &r->counts.node[REPORT_MENU], "Start menu", 0);
	put_children(&places, TREE_NONE, 1);
	p->page.ops->heading(p->page.self, "Where people go, and where they stop");
	p->page.ops->table(p->page.self,
		&(struct page_table){.caption =
					     "Each place of the menu; all but the first and the last number are % of "
					     "those who came",
			.columns = columns,
			.columns_count = PLACE_COLUMNS,
			.cells = places.cells,
			.rows_count = places.rows});
	p->page.ops->say(p->page.self,
		"\"90+\", \"<10\" and \"-\" stand where the number itself would give away another below 5.", TONE_SOFT);
	if (places.small)
		p->page.ops->say(p->page.self,
			words_say(p->arena, "Places with fewer than %d visitors are not shown; there are %u.",
				REPORT_CELL_MIN, places.small),
			TONE_SOFT);
}
