/* What was wanted, when, and in which words nobody understood it. */
#include "report/report_page.h"

#include <math.h>
#include <string.h>

enum { WANTED_SHOWN = 15, MISSED_SHOWN = 8, PHRASES_SHOWN = 20 };

/* --- demand --- */

/* Leaves by a number of theirs, the largest first. */
struct ranking {
	uint32_t count;
	uint16_t leaf[WANTED_SHOWN];
};

/* A leaf that too few came to is not named. */
static void rank(const struct menu_report *r, const double *by, struct ranking *out)
{
	out->count = 0;
	for (uint16_t i = 0; i < report_tree(r)->items_count; i++) {
		uint32_t at = out->count;

		if (!tree_is_leaf(report_tree(r), i) || r->counts.node[i].entered < REPORT_CELL_MIN)
			continue;
		while (at > 0 && by[out->leaf[at - 1]] < by[i])
			at--;
		if (at == WANTED_SHOWN)
			continue;
		if (out->count < WANTED_SHOWN)
			out->count++;
		memmove(&out->leaf[at + 1], &out->leaf[at], (out->count - at - 1) * sizeof(out->leaf[0]));
		out->leaf[at] = i;
	}
}

static void put_wanted(struct report_page *p)
{
	const struct menu_report *r = p->report;
	struct page_point points[WANTED_SHOWN] = {0};
	struct ranking wanted;

	rank(r, r->wanted.share, &wanted);
	for (uint32_t i = 0; i < wanted.count; i++) {
		points[i].label = menu_name_item(&r->look->names, wanted.leaf[i]);
		points[i].value = 100.0 * r->wanted.share[wanted.leaf[i]];
		points[i].shown = words_say(p->arena, "%.1f %%", points[i].value);
	}
	if (wanted.count == 0) {
		p->page.ops->say(p->page.self, "Too little was served to tell.", TONE_PLAIN);
		return;
	}
	p->page.ops->chart(p->page.self,
		&(struct page_chart){.kind = CHART_BARS,
			.caption = "Of 100 customers, so many want this (those who left counted too)",
			.alt = words_say(p->arena, "The most wanted is %s with %s.", points[0].label, points[0].shown),
			.points = points,
			.points_count = wanted.count});
}

/* Where a better place, or a better name, would keep most. */
static void put_missed(struct report_page *p)
{
	const struct menu_report *r = p->report;
	struct page_point points[MISSED_SHOWN] = {0};
	struct ranking missed;
	uint32_t shown = 0;

	rank(r, r->wanted.missed, &missed);
	for (; shown < missed.count && shown < MISSED_SHOWN; shown++) {
		uint16_t leaf = missed.leaf[shown];

		if (r->wanted.missed[leaf] < REPORT_CELL_MIN)
			break;
		points[shown].label = menu_name_item(&r->look->names, leaf);
		points[shown].value = r->wanted.missed[leaf];
		points[shown].tone = TONE_BAD;
		points[shown].shown = words_say(p->arena, "about %.0f", points[shown].value);
	}
	if (shown == 0)
		return;
	p->page.ops->chart(p->page.self,
		&(struct page_chart){.kind = CHART_BARS,
			.caption = "What those who left in the menu most likely wanted",
			.alt = words_say(p->arena, "Most of them wanted %s: %s.", points[0].label, points[0].shown),
			.points = points,
			.points_count = shown});
	p->page.ops->say(p->page.self,
		words_say(p->arena,
			"Reckoned from where they left and what they had not heard yet. %s left before the menu: what "
			"they "
			"wanted nobody knows.",
			words_count(p->arena, r->wanted.early)),
		TONE_SOFT);
}

/* --- the week and the day --- */

static void put_weekdays(struct report_page *p)
{
	static const char *const names[REPORT_WEEKDAYS] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	const struct report *counts = &p->report->counts;
	struct page_point points[REPORT_WEEKDAYS] = {0};
	uint32_t busiest = 0;

	for (uint32_t i = 0; i < REPORT_WEEKDAYS; i++) {
		points[i].label = names[i];
		points[i].none = counts->weekday_days[i] == 0 || counts->weekday[i] < REPORT_CELL_MIN;
		if (!points[i].none)
			points[i].value = (double)counts->weekday[i] / counts->weekday_days[i];
		busiest = points[i].value > points[busiest].value ? i : busiest;
	}
	if (points[busiest].value == 0)
		return;
	p->page.ops->chart(p->page.self, &(struct page_chart){.kind = CHART_COLUMNS,
						 .caption = "Concerns on an average weekday",
						 .alt = words_say(p->arena, "The busiest is %s with %.0f.",
							 names[busiest], points[busiest].value),
						 .top = words_say(p->arena, "%.0f", points[busiest].value),
						 .points = points,
						 .points_count = REPORT_WEEKDAYS});
}

static void put_hours(struct report_page *p)
{
	const struct report *counts = &p->report->counts;
	struct page_point points[REPORT_HOURS] = {0};
	uint32_t busiest = 0;
	uint32_t dated = counts->visits - counts->undated;

	for (uint32_t i = 0; i < REPORT_HOURS; i++) {
		points[i].label = words_say(p->arena, "%u h", i);
		points[i].none = counts->hour[i] < REPORT_CELL_MIN;
		points[i].value = points[i].none ? 0 : 100.0 * counts->hour[i] / dated;
		busiest = points[i].value > points[busiest].value ? i : busiest;
	}
	if (points[busiest].value == 0)
		return;
	p->page.ops->chart(
		p->page.self, &(struct page_chart){.kind = CHART_COLUMNS,
				      .caption = "When in the day they begin, % of all",
				      .alt = words_say(p->arena, "The busiest hour begins at %u with %.0f percent.",
					      busiest, points[busiest].value),
				      .top = words_say(p->arena, "%.0f %%", points[busiest].value),
				      .points = points,
				      .points_count = REPORT_HOURS});
}

void report_page_wanted(struct report_page *p)
{
	p->page.ops->heading(p->page.self, "What customers want");
	put_wanted(p);
	put_missed(p);
	put_weekdays(p);
	put_hours(p);
}

/* --- words --- */

enum { PHRASE_COLUMNS = 4 };

static uint32_t put_groups(struct report_page *p)
{
	static const struct page_column columns[PHRASE_COLUMNS] = {
		{"In words like", 60, false}, {"Said", 7, true}, {"Wordings", 8, true}, {"Language", 10, false}};
	const struct menu_report *r = p->report;
	struct page_cell cells[PHRASES_SHOWN][PHRASE_COLUMNS] = {0};
	uint32_t shown = 0;

	for (uint32_t i = 0; i < r->groups_count && shown < PHRASES_SHOWN; i++) {
		const struct report_group *group = &r->groups[i];

		if (group->times < REPORT_CELL_MIN)
			continue;
		cells[shown][0].text = words_say(p->arena, "“%s”", group->said);
		cells[shown][1].text = words_count(p->arena, group->times);
		cells[shown][2].text = words_say(p->arena, "%u", group->wordings);
		cells[shown++][3].text = group->language;
	}
	if (shown > 0)
		p->page.ops->table(p->page.self,
			&(struct page_table){.caption = "Sentences of the same words together, the most frequent first",
				.columns = columns,
				.columns_count = PHRASE_COLUMNS,
				.cells = cells[0],
				.rows_count = shown});
	return shown;
}

static void put_proposals(struct report_page *p)
{
	static const struct page_column columns[PHRASE_COLUMNS] = {
		{"Customers say", 44, false}, {"Said", 7, true}, {"And mean", 28, false}, {"Fit as", 12, false}};
	const struct menu_report *r = p->report;
	struct page_cell cells[PHRASES_SHOWN][PHRASE_COLUMNS] = {0};
	uint32_t shown = 0;

	for (uint32_t i = 0; i < r->words.count && shown < PHRASES_SHOWN; i++) {
		const struct word_proposal *proposal = &r->words.list[i];
		uint16_t title = content_topic(r->look->content, proposal->topic)->title;

		if (proposal->times < REPORT_CELL_MIN)
			continue;
		cells[shown][0].text = words_say(p->arena, "“%s”", proposal->words);
		cells[shown][1].text = words_count(p->arena, proposal->times);
		cells[shown][2].text = proposal->item != TREE_NONE
					       ? menu_name_item(&r->look->names, proposal->item)
					       : content_text(r->look->content, title, r->look->names.language, 0);
		cells[shown++][3].text = proposal->label ? "its label" : "a phrasing";
	}
	if (shown == 0)
		return;
	p->page.ops->heading(p->page.self, "In the customers' words");
	p->page.ops->table(
		p->page.self, &(struct page_table){.caption = "Understood, but not written in the site's files yet",
				      .columns = columns,
				      .columns_count = PHRASE_COLUMNS,
				      .cells = cells[0],
				      .rows_count = shown});
	p->page.ops->say(p->page.self,
		"You decide: foyer menu --words lists them with a number each; nothing changes by itself.", TONE_SOFT);
}

void report_page_phrases(struct report_page *p)
{
	const struct menu_report *r = p->report;

	p->page.ops->heading(p->page.self, "What nobody understood");
	if (put_groups(p) == 0)
		p->page.ops->say(p->page.self, "Nothing was said often enough to be shown.", TONE_PLAIN);
	if (r->groups_rare > 0)
		p->page.ops->say(p->page.self,
			words_say(p->arena,
				"Besides, %s times something was said that fewer than %d conversations share: those "
				"words "
				"are not kept.",
				words_count(p->arena, r->groups_rare), STORE_PHRASE_SESSIONS),
			TONE_SOFT);
	put_proposals(p);
}
