#include "report/report_page.h"

#include <math.h>

static double mean_seconds(const struct report *counts)
{
	return counts->outcome[VISIT_SERVED] ? (double)counts->served_ds / counts->outcome[VISIT_SERVED] / 10 : 0;
}

static void put_title(struct report_page *p)
{
	const struct menu_report *r = p->report;
	const struct content *c = r->look->content;
	const char *site = content_text(c, c->site.name, r->look->names.language, 0);
	const char *days = r->day_to == 0 ? "no day is known"
					  : words_say(p->arena, "%s to %s", words_day(p->arena, r->counts.day_first),
						    words_day(p->arena, r->day_to));

	p->page.ops->title(p->page.self, words_say(p->arena, "What helps: the menu of %s", site),
		words_say(p->arena,
			"%s: %s concerns in %s conversations. Nobody can be recognised here; a number below %d "
			"is shown as <%d.",
			days, words_count(p->arena, r->counts.visits), words_count(p->arena, r->counts.conversations),
			REPORT_CELL_MIN, REPORT_CELL_MIN));
}

/* A share that goes with the others of the same whole: what could be reckoned from them is hidden too. */
static void put_figures(struct report_page *p)
{
	const struct report *counts = &p->report->counts;
	const uint32_t *outcome = counts->outcome;
	const uint32_t cells[] = {outcome[VISIT_SERVED], outcome[VISIT_LEFT], outcome[VISIT_HANDED_OVER],
		outcome[VISIT_NOT_HELPED], outcome[VISIT_NO_MATCH]};
	uint32_t hidden = report_hidden(cells, 5);
	struct page_figure figures[] = {
		{NULL, "got what they wanted", TONE_GOOD},
		{NULL, "left before", TONE_BAD},
		{NULL, "went on to a person", TONE_PLAIN},
		{NULL, "not helped by what they found", TONE_PLAIN},
		{NULL, "not understood, to the end", TONE_PLAIN},
		{NULL, "until it was done, on average", TONE_PLAIN},
	};

	for (uint32_t i = 0; i < 5; i++)
		figures[i].value = hidden >> i & 1 ? "<5" : words_share(p->arena, cells[i], counts->visits);
	figures[5].value = cells[0] >= REPORT_CELL_MIN ? words_seconds(p->arena, mean_seconds(counts)) : "-";
	p->page.ops->figures(p->page.self, figures, 6);
}

/* Where most people are lost. NULL: nowhere enough to be shown. */
static const char *worst_place(struct report_page *p)
{
	const struct menu_report *r = p->report;
	const struct report_node *nodes = r->counts.node;
	uint32_t worst = 0;
	const char *name;

	for (uint32_t i = 0; i < REPORT_NODES_MAX; i++)
		if (nodes[i].ended[REPORT_LEFT] > nodes[worst].ended[REPORT_LEFT])
			worst = i;
	if (nodes[worst].ended[REPORT_LEFT] < REPORT_CELL_MIN)
		return NULL;
	if (worst >= REPORT_PROMPTS)
		name = menu_name_prompt(&r->look->names, (uint16_t)(worst - REPORT_PROMPTS));
	else
		name = menu_name_item(&r->look->names, worst == REPORT_MENU ? TREE_NONE : (uint16_t)worst);
	return words_say(p->arena, "Most are lost at \"%s\": %s of %s who came there left.", name,
		words_count(p->arena, nodes[worst].ended[REPORT_LEFT]), words_count(p->arena, nodes[worst].entered));
}

static void put_in_short(struct report_page *p)
{
	const struct menu_report *r = p->report;
	const char *lost = worst_place(p);
	uint32_t changes = 0;

	for (uint32_t i = 0; i < r->changes_count; i++)
		changes += report_is_within(r, r->changes[i].local_s);
	p->page.ops->say(p->page.self,
		words_say(p->arena, "In short: %s%s%s", report_page_verdict(p),
			changes == 0   ? "No change. "
			: changes == 1 ? "One change. "
				       : words_say(p->arena, "%u changes. ", changes),
			lost ? lost : ""),
		TONE_PLAIN);
}

static void put_caution(struct report_page *p)
{
	const struct menu_report *r = p->report;

	if (r->frozen)
		p->page.ops->say(p->page.self, "The menu is frozen: it counts, but nothing moves (foyer menu --thaw).",
			TONE_BAD);
	if (r->damaged)
		p->page.ops->say(p->page.self,
			words_say(p->arena, "%u records cannot be read and are left out.", r->damaged), TONE_SOFT);
	if (r->counts.gone)
		p->page.ops->say(p->page.self,
			words_say(p->arena,
				"%s times somebody chose what this menu has no more: counted in the sums only.",
				words_count(p->arena, r->counts.gone)),
			TONE_SOFT);
}

static void put_days(struct report_page *p)
{
	const struct report *counts = &p->report->counts;
	uint32_t first = p->report->day_from > counts->day_first ? p->report->day_from - counts->day_first : 0;
	uint32_t count = counts->days_count - first;
	struct page_point *points = arena_take(p->arena, count * sizeof(*points));
	double most = 0;

	if (!points || count < 2)
		return;
	for (uint32_t i = 0; i < count; i++) {
		const struct report_day *day = &counts->day[first + i];
		bool enough = day->visits >= 4 * REPORT_CELL_MIN && !report_is_small(day->left);

		points[i].label = words_date(p->arena, counts->day_first + first + i);
		points[i].none = !enough;
		points[i].value = enough ? 100.0 * day->left / day->visits : 0;
		points[i].tone = TONE_PLAIN;
		most = fmax(most, points[i].value);
	}
	for (uint32_t i = 0; i < p->report->changes_count; i++) {
		int64_t day = p->report->changes[i].local_s / (24 * 60 * 60) - counts->day_first - first;

		if (day >= 0 && day < count)
			points[day].mark = true;
	}
	p->page.ops->chart(p->page.self,
		&(struct page_chart){.kind = CHART_COLUMNS,
			.caption = "Left before, % by day (no column: fewer than 5; a mark: the menu changed)",
			.alt = words_say(p->arena, "One column a day; the highest is %.0f percent.", most),
			.top = words_say(p->arena, "%.0f %%", most),
			.points = points,
			.points_count = count});
}

static void put_how_to_read(struct report_page *p)
{
	static const char *const lines[] = {
		"A concern is one thing that a customer wanted; a conversation may have several. Only what was really "
		"done "
		"counts as wanted, not what was touched.",
		"Seconds are from the first word to the moment it was done. A spread (the number behind \"±\") is one "
		"standard deviation; an interval holds the truth in 95 of 100 reports.",
		"Held out: customers who, by lot, meet the menu as it was before. Only the comparison with them proves "
		"that "
		"learning helps. On a kiosk whole days are drawn, on a line callers.",
		"Stuck: handed to a person, or given up, because nothing was understood or nothing came.",
	};

	p->page.ops->heading(p->page.self, "How to read this");
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		p->page.ops->say(p->page.self, lines[i], TONE_SOFT);
}

void report_page(struct report_page *p)
{
	static void (*const parts[])(struct report_page * p) = {report_page_effect, report_page_changes,
		report_page_rising, report_page_prompts, report_page_leaving, report_page_wanted, report_page_phrases,
		report_page_places};

	put_title(p);
	put_figures(p);
	put_caution(p);
	if (p->report->counts.visits == 0) {
		p->page.ops->say(
			p->page.self, "Nobody was served in these days: there is nothing to tell yet.", TONE_PLAIN);
	} else {
		put_in_short(p);
		put_days(p);
		for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
			arena_reset(p->arena);
			parts[i](p);
		}
	}
	put_how_to_read(p);
	p->page.ops->end(p->page.self);
}
