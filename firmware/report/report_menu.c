#include "report/report_menu.h"

#include "base/text.h"
#include "log.h"
#include "report/report_gather.h"

#include <stdlib.h>
#include <string.h>

enum { DAY_S = 24 * 60 * 60, BACK_DAYS_MAX = 2 /* so far back is a clock that was set right */ };

/* --- visits --- */

/* The last day that anything is known of: that of the newest visits, not of a clock that was wrong for a while. Ids do
 * not matter to it, so that no tree is needed. */
static bool find_last(void *self, const struct store_visit_row *row)
{
	static const struct tree none;
	struct visit visit;
	uint32_t *last = self;
	int64_t day;

	if (visit_unpack(&none, row->packed, row->bytes, &visit) || visit.local_s <= 0)
		return true;
	day = visit.local_s / DAY_S;
	if (day <= UINT32_MAX && (day > *last || *last - day > BACK_DAYS_MAX))
		*last = (uint32_t)day;
	return true;
}

static bool set_window(struct menu_report *report, const struct report_window *window)
{
	uint32_t last = 0;

	if (window->to == 0 && store_visits(report->look->store, 0, 0, find_last, &last))
		return false;
	report->day_to = window->to ? window->to : last;
	report->day_from = window->from;
	if (window->days > 0 && report->day_to >= window->days)
		report->day_from = report->day_to - window->days + 1;
	return true;
}

static bool add_visit(void *self, const struct store_visit_row *row)
{
	struct menu_report *report = self;
	struct visit visit;
	int64_t day;

	if (visit_unpack(menu_look_tree(report->look), row->packed, row->bytes, &visit)) {
		report->damaged++;
		return true;
	}
	day = visit.local_s > 0 ? visit.local_s / DAY_S : 0;
	if (report->day_to > 0 && (day < report->day_from || day > report->day_to || day == 0))
		return true; /* not of these days, or nobody knows of which */
	report_add(&report->counts, &visit);
	effect_add(&report->effect, &visit);
	wanted_add(&report->wanted, &visit);
	for (uint32_t i = 0; i < report->trials_count; i++)
		effect_add(&report->trials[i].effect, &visit);
	return true;
}

static bool gather_visits(struct menu_report *report)
{
	const struct tree *tree = menu_look_tree(report->look);

	report_begin(&report->counts, tree);
	effect_begin(&report->effect, tree->touch);
	wanted_begin(&report->wanted, tree);
	if (store_visits(report->look->store, (int64_t)report->day_from * DAY_S, 0, add_visit, report))
		return false;
	wanted_find(&report->wanted);
	return true;
}

/* --- versions and changes --- */

struct changes_gather {
	struct menu_report *report;
	uint32_t room;
	bool full;
};

static bool add_change(void *self, const struct store_menu_change *row)
{
	struct changes_gather *gather = self;
	struct menu_report *report = gather->report;

	if (report->changes_count == gather->room) {
		uint32_t room = gather->room ? 2 * gather->room : 64;
		struct report_change *more = realloc(report->changes, room * sizeof(*more));

		gather->full = !more;
		if (!more)
			return false;
		report->changes = more;
		gather->room = room;
	}
	report->changes[report->changes_count++] = (struct report_change){*row, 0};
	return true;
}

/* Versions come newest first, as the changes do. */
static bool date_changes(void *self, const struct store_menu_version *version)
{
	struct menu_report *report = self;
	uint32_t at = 0;

	while (at < report->changes_count && report->changes[at].row.version > version->version)
		at++;
	for (; at < report->changes_count && report->changes[at].row.version == version->version; at++)
		report->changes[at].local_s = version->local_s;
	return true;
}

static void add_trial(struct menu_report *report, const struct report_change *change)
{
	struct report_trial *last = report->trials_count ? &report->trials[report->trials_count - 1] : NULL;
	bool begins = change->row.change.kind == CHANGE_TRIAL;

	if (begins && last && last->from == 0) {
		last->from = change->row.version;
		last->from_s = change->local_s;
		return;
	}
	if (report->trials_count == REPORT_TRIALS_MAX)
		return;
	last = &report->trials[report->trials_count++];
	*last = (struct report_trial){.ended = change->row.change.kind};
	if (begins) {
		last->from = change->row.version;
		last->from_s = change->local_s;
	} else {
		last->to = change->row.version;
		last->to_s = change->local_s;
		last->gain_ms = change->row.change.gain_ms;
		last->gain_low_ms = change->row.change.gain_low_ms;
		last->gain_high_ms = change->row.change.gain_high_ms;
	}
}

static void find_trials(struct menu_report *report)
{
	for (uint32_t i = 0; i < report->changes_count; i++) {
		uint8_t kind = report->changes[i].row.change.kind;

		if (kind == CHANGE_TRIAL || kind == CHANGE_TRIAL_WON || kind == CHANGE_TRIAL_LOST)
			add_trial(report, &report->changes[i]);
	}
	for (uint32_t i = 0; i < report->trials_count; i++) {
		struct report_trial *trial = &report->trials[i];

		effect_begin(&trial->effect, menu_look_tree(report->look)->touch);
		trial->effect.version_from = trial->from;
		trial->effect.version_to = trial->to;
	}
}

static bool gather_changes(struct menu_report *report)
{
	struct changes_gather gather = {.report = report};
	struct store *store = report->look->store;

	if (store_menu_changes(store, 0, add_change, &gather) || gather.full ||
		store_menu_versions(store, date_changes, report))
		return false;
	find_trials(report);
	return !store_frozen_get(store, &report->frozen);
}

/* --- the whole --- */

bool report_gather(struct menu_report **out, struct menu_look *look, const struct report_window *window)
{
	struct menu_report *report = calloc(1, sizeof(*report));

	*out = report;
	if (!report) {
		log_error("report: not enough memory: close other programs and try again");
		return false;
	}
	report->look = look;
	if (!look->store) {
		report_begin(&report->counts, menu_look_tree(look));
		return true;
	}
	if (set_window(report, window) && gather_changes(report) && gather_visits(report) &&
		report_gather_phrases(report) && report_gather_demand(report))
		return true;
	log_error("report: the store cannot be read: run foyer once, so that it is brought up to date or set aside");
	report_drop(report);
	*out = NULL;
	return false;
}

void report_drop(struct menu_report *report)
{
	if (!report)
		return;
	free(report->changes);
	free(report->groups);
	free(report->words.list);
	free(report);
}
