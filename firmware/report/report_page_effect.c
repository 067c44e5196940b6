/* Does learning help, what moved and why, what is rising: the first parts of the report. */
#include "report/report_page.h"

#include <math.h>
#include <string.h>

enum { CHANGES_SHOWN = 20, SENTENCE_CHARS = 76 };

struct metric {
	const char *name;
	double factor; /* from what is counted to what is named */
};

static const struct metric metrics[EFFECT_METRICS] = {
	[EFFECT_SECONDS] = {"Seconds until it was done", 1},
	[EFFECT_LEAVING] = {"Left before, percentage points", 100},
	[EFFECT_TURNS] = {"Wrong turns in 100 visits", 100},
};

static const char *signed_number(struct arena *arena, double value)
{
	return words_say(arena, "%s%.1f", value > 0.05 ? "+" : "", fabs(value) < 0.05 ? 0 : value);
}

static uint8_t tone_of(const struct effect_found *found)
{
	return found->high < 0 ? TONE_GOOD : found->low > 0 ? TONE_BAD : TONE_PLAIN;
}

/* One honest sentence: it helps, it harms, or it cannot be told yet. */
static const char *verdict(struct report_page *p, const struct effect_found *found, const struct metric *m)
{
	double low = found->low * m->factor;
	double high = found->high * m->factor;

	if (!found->known)
		return words_say(p->arena, "%s: not enough yet%s.", m->name,
			found->more_days ? words_say(p->arena, ": about %u more days", found->more_days) : "");
	if (found->high < 0)
		return words_say(p->arena, "%s: %.1f fewer with learning (95 %%: %.1f to %.1f): it helps.", m->name,
			-found->difference * m->factor, -high, -low);
	if (found->low > 0)
		return words_say(p->arena, "%s: %.1f more with learning (95 %%: %.1f to %.1f): it harms.", m->name,
			found->difference * m->factor, low, high);
	if (found->more_days == 0)
		return words_say(p->arena, "%s: no difference that matters (95 %%: %s to %s).", m->name,
			signed_number(p->arena, low), signed_number(p->arena, high));
	return words_say(p->arena, "%s: not enough yet to tell (95 %%: %s to %s); about %u more days.", m->name,
		signed_number(p->arena, low), signed_number(p->arena, high), found->more_days);
}

static void put_effect(struct report_page *p, const struct effect_counts *counts)
{
	struct page_point points[EFFECT_METRICS];
	uint32_t shown = 0;

	for (int i = 0; i < EFFECT_METRICS; i++) {
		struct effect_found found;

		effect_find(counts, (enum effect_metric)i, &found);
		p->page.ops->say(p->page.self, verdict(p, &found, &metrics[i]), tone_of(&found));
		if (!found.known)
			continue;
		points[shown++] = (struct page_point){.label = metrics[i].name,
			.shown = words_say(p->arena, "%s (%s to %s)",
				signed_number(p->arena, found.difference * metrics[i].factor),
				signed_number(p->arena, found.low * metrics[i].factor),
				signed_number(p->arena, found.high * metrics[i].factor)),
			.value = found.difference * metrics[i].factor,
			.low = found.low * metrics[i].factor,
			.high = found.high * metrics[i].factor,
			.tone = tone_of(&found)};
	}
	if (shown > 0)
		p->page.ops->chart(
			p->page.self, &(struct page_chart){.kind = CHART_INTERVALS,
					      .caption = "Learned menu minus held-out menu, with the 95 % interval "
							 "(each line on its own scale)",
					      .alt = "Each difference with its interval, as in the sentences above.",
					      .low_means = "better",
					      .high_means = "worse",
					      .points = points,
					      .points_count = shown});
}

/* The trial's own test counts a session left as many seconds, and is sharper than the plain comparison. */
static const char *trial_result(struct report_page *p, const struct report_trial *trial)
{
	if (trial->ended == CHANGE_TRIAL)
		return "it goes on.";
	return words_say(p->arena, "%s; by its own test %.1f s gained a session (95 %%: %.1f to %.1f).",
		trial->ended == CHANGE_TRIAL_WON ? "it helps, and is spoken to nearly all"
						 : "it does not help, and the authored order is spoken again",
		trial->gain_ms / 1000.0, trial->gain_low_ms / 1000.0, trial->gain_high_ms / 1000.0);
}

static void put_trials(struct report_page *p)
{
	const struct menu_report *r = p->report;

	for (uint32_t i = 0; i < r->trials_count; i++) {
		const struct report_trial *trial = &r->trials[i];
		struct effect_found found;

		effect_find(&trial->effect, EFFECT_SECONDS, &found);
		p->page.ops->say(p->page.self,
			words_say(p->arena, "Trial of the learned order, %s to %s: %s Plainly compared: %s",
				words_moment(p->arena, trial->from_s),
				trial->to ? words_moment(p->arena, trial->to_s) : "now", trial_result(p, trial),
				verdict(p, &found, &metrics[EFFECT_SECONDS])),
			TONE_PLAIN);
	}
}

const char *report_page_verdict(struct report_page *p)
{
	uint32_t visits[EFFECT_ARMS];
	struct effect_found found;
	const char *proven = "";

	effect_visits(&p->report->effect, visits);
	if (visits[1] == 0)
		return "";
	for (int i = 0; i < EFFECT_METRICS; i++) {
		effect_find(&p->report->effect, (enum effect_metric)i, &found);
		if (found.known && (found.high < 0 || found.low > 0))
			proven = words_say(p->arena, "%s%s ", proven, verdict(p, &found, &metrics[i]));
	}
	if (proven[0])
		return proven;
	effect_find(&p->report->effect, EFFECT_SECONDS, &found);
	return words_say(p->arena, "%s ", verdict(p, &found, &metrics[EFFECT_SECONDS]));
}

void report_page_effect(struct report_page *p)
{
	uint32_t visits[EFFECT_ARMS];

	effect_visits(&p->report->effect, visits);
	p->page.ops->heading(p->page.self, "Does learning help?");
	if (visits[0] + visits[1] == 0) {
		p->page.ops->say(p->page.self,
			"Nobody is held out by lot in these days, so nothing can be proven: the menu did not differ, "
			"or "
			"the hold-out is off.",
			TONE_PLAIN);
		return;
	}
	p->page.ops->say(p->page.self,
		words_say(p->arena,
			"%s visits that met the learned menu, against %s that by lot met the menu as it was.",
			words_count(p->arena, visits[0]), words_count(p->arena, visits[1])),
		TONE_PLAIN);
	put_effect(p, &p->report->effect);
	put_trials(p);
}

/* --- what moved --- */

bool report_has_small(const struct change *change)
{
	return report_is_small(change->served) || report_is_small(change->of) || report_is_small(change->left) ||
	       report_is_small(change->left_else);
}

/* Without its counts where one of them is too small: "Cards: moved from 3rd to 1st". */
static const char *sentence(struct report_page *p, const struct report_change *change)
{
	const char *whole = change->row.sentence;
	const char *counts = strrchr(whole, ':');

	if (!report_has_small(&change->row.change) || !counts)
		return whole;
	return words_say(p->arena, "%.*s", (int)(counts - whole), whole);
}

void report_page_changes(struct report_page *p)
{
	static const struct page_column columns[] = {{"When", 14, false}, {"What, and why", SENTENCE_CHARS, false}};
	const struct menu_report *r = p->report;
	struct page_cell cells[CHANGES_SHOWN][2] = {0};
	uint32_t shown = 0;
	uint32_t within = 0;

	for (uint32_t i = 0; i < r->changes_count; i++) {
		if (!report_is_within(r, r->changes[i].local_s) || within++ >= CHANGES_SHOWN)
			continue;
		cells[shown][0].text = words_moment(p->arena, r->changes[i].local_s);
		cells[shown++][1].text = sentence(p, &r->changes[i]);
	}
	p->page.ops->heading(p->page.self, "What moved, and why");
	if (within == 0) {
		p->page.ops->say(p->page.self, "Nothing moved in these days.", TONE_PLAIN);
		return;
	}
	p->page.ops->table(p->page.self,
		&(struct page_table){
			.caption = within > shown
					   ? words_say(p->arena,
						     "%u changes, here the newest %u (foyer menu --history lists all); "
						     "keys and "
						     "tiles never move",
						     within, shown)
					   : words_say(p->arena,
						     "%u changes, the newest first; keys and tiles never move", within),
			.columns = columns,
			.columns_count = 2,
			.cells = cells[0],
			.rows_count = shown});
	p->page.ops->say(p->page.self,
		"Each can be asked about (foyer menu --why ITEM) and undone (foyer menu --undo). A sentence's counts "
		"are "
		"those of the day when it was decided.",
		TONE_SOFT);
}

/* --- rising issues --- */

enum { RISING_COLUMNS = 6 };

/* The change that took the issue away again: the next younger one of its place. NULL: it still stands. */
static const struct report_change *away(const struct menu_report *r, uint32_t at)
{
	const struct store_menu_change *risen = &r->changes[at].row;

	for (uint32_t i = at; i-- > 0;) {
		const struct store_menu_change *row = &r->changes[i].row;
		bool ends = row->change.kind == CHANGE_RISING_AWAY && strcmp(row->subject, risen->subject) == 0;
		bool replaced = row->change.kind == CHANGE_RISING && row->change.place == risen->change.place &&
				row->version != risen->version;

		if (ends || replaced || row->change.kind == CHANGE_UNDONE)
			return &r->changes[i];
	}
	return NULL;
}

/* gone: NULL: it still stands. */
static void put_rising(struct report_page *p, const struct report_change *risen, const struct report_change *gone,
	struct page_cell cells[RISING_COLUMNS])
{
	const struct change *change = &risen->row.change;

	cells[0].text = menu_name_id(&p->report->look->names, risen->row.subject);
	cells[1].text = words_moment(p->arena, risen->local_s);
	cells[2].text = gone ? words_moment(p->arena, gone->local_s) : "still";
	cells[2].tone = gone ? TONE_PLAIN : TONE_BAD;
	cells[3].text =
		report_is_small(change->served) ? "-" : words_say(p->arena, "%.1f %%", change->share_permyriad / 100.0);
	cells[4].text = words_say(p->arena, "%.1f %%", change->usual_permyriad / 100.0);
	cells[5].text = words_say(
		p->arena, "%s of %s", words_count(p->arena, change->served), words_count(p->arena, change->of));
}

void report_page_rising(struct report_page *p)
{
	static const struct page_column columns[RISING_COLUMNS] = {{"Issue", 32, false}, {"Since", 14, false},
		{"Until", 14, false}, {"Share", 8, true}, {"Usual", 8, true}, {"Of the last", 14, true}};
	const struct menu_report *r = p->report;
	struct page_cell cells[CHANGES_SHOWN][RISING_COLUMNS] = {0};
	uint32_t shown = 0;

	for (uint32_t i = 0; i < r->changes_count && shown < CHANGES_SHOWN; i++) {
		const struct report_change *risen = &r->changes[i];
		const struct report_change *gone;

		if (risen->row.change.kind != CHANGE_RISING)
			continue;
		gone = away(r, i);
		if (report_is_within(r, risen->local_s) || !gone || report_is_within(r, gone->local_s))
			put_rising(p, risen, gone, cells[shown++]);
	}
	p->page.ops->heading(p->page.self, "Rising issues");
	if (shown == 0) {
		p->page.ops->say(p->page.self, "Nothing was asked for much more than usual.", TONE_PLAIN);
		return;
	}
	p->page.ops->table(p->page.self,
		&(struct page_table){.caption = "Asked for much more than usual, and so put one step from the start",
			.columns = columns,
			.columns_count = RISING_COLUMNS,
			.cells = cells[0],
			.rows_count = shown});
}
