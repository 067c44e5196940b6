#include "learn/report.h"

#include <string.h>

enum { NOWHERE = REPORT_NODES_MAX, DAY_S = 24 * 60 * 60, HOUR_S = 60 * 60, SECOND_MS = 1000, TENTH_MS = 100 };

/* One visit's way through the nodes. */
struct way {
	struct report *report;
	uint32_t at; /* node; NOWHERE */
	uint32_t ms; /* of this stay */
	bool gone;   /* the item that was taken last is not in this tree any more */
};

void report_begin(struct report *r, const struct tree *tree)
{
	memset(r, 0, sizeof(*r));
	r->tree = tree;
}

/* --- stays --- */

static void count_second(struct report_leaving *leaving, uint32_t ms, bool left)
{
	uint32_t last = ms / SECOND_MS;

	if (last >= REPORT_SECONDS_MAX)
		last = REPORT_SECONDS_MAX - 1;
	for (uint32_t s = 0; s <= last; s++)
		leaving->there[s]++;
	leaving->left[last] += left;
}

static struct report_leaving *leaving_of(struct report *r, uint32_t node)
{
	if (node == REPORT_MENU)
		return &r->leaving[TREE_PROMPTS_MAX];
	return node >= REPORT_PROMPTS && node < NOWHERE ? &r->leaving[node - REPORT_PROMPTS] : NULL;
}

static void end_stay(struct way *way, enum report_end how)
{
	struct report_leaving *leaving = leaving_of(way->report, way->at);
	uint64_t ds = way->ms / TENTH_MS;

	if (way->at != NOWHERE) {
		struct report_node *node = &way->report->node[way->at];

		node->ended[how]++;
		node->ds += ds;
		node->ds_squared += ds * ds;
	}
	if (leaving)
		count_second(leaving, way->ms, how == REPORT_LEFT);
	way->at = NOWHERE;
	way->ms = 0;
}

static void begin_stay(struct way *way, uint32_t node)
{
	bool was_prompt = way->at >= REPORT_PROMPTS;

	end_stay(way, was_prompt ? REPORT_WENT_ON : REPORT_BACK);
	way->at = node;
	way->report->node[node].entered++;
}

/* --- steps --- */

/* What is said at a place: its own count, the start menu's, that of all menus. */
static void count_said(struct way *way, const struct visit_step *step)
{
	struct report *r = way->report;
	struct report_said *own[2] = {NULL, NULL};
	bool left = step->end == VISIT_LEFT_HERE;

	if (step->kind == SEGMENT_WORDS || (step->kind == SEGMENT_PROMPT && step->index == TREE_NONE))
		return;
	if (step->kind == SEGMENT_PROMPT)
		own[0] = &r->prompt[step->index];
	else
		own[0] = &r->menus;
	if (way->at == REPORT_MENU)
		own[1] = &r->start;
	for (int i = 0; i < 2 && own[i]; i++) {
		own[i]->times++;
		own[i]->left += left;
		own[i]->ms += step->ms;
	}
}

static void take(struct way *way, const struct visit_step *step)
{
	struct report *r = way->report;

	r->place_taken[step->kind]++;
	way->gone = step->index == TREE_NONE;
	end_stay(way, REPORT_WENT_ON);
	if (way->gone) {
		r->gone++;
		return;
	}
	if (!tree_is_leaf(r->tree, step->index))
		return; /* the menu behind it begins with its header */
	begin_stay(way, step->index);
	r->node[step->index].by_place += step->kind == SEGMENT_OFTEN || step->kind == SEGMENT_NOW;
	r->node[step->index].by_words += step->kind == SEGMENT_WORDS;
}

static void enter(struct way *way, const struct visit_step *step)
{
	uint32_t node = step->kind == SEGMENT_PROMPT ? REPORT_PROMPTS + (uint32_t)step->index : step->index;

	if (step->index == TREE_NONE && (way->gone || step->kind == SEGMENT_PROMPT)) {
		end_stay(way, REPORT_WENT_ON);
		return; /* a menu, or a prompt, that is gone */
	}
	if (step->index == TREE_NONE)
		node = REPORT_MENU;
	if (way->at != node)
		begin_stay(way, node);
}

static void add_step(struct way *way, const struct visit_step *step)
{
	if (step->kind == SEGMENT_PROMPT || step->kind == SEGMENT_HEADER)
		enter(way, step);
	way->ms += step->ms;
	count_said(way, step);
	if (way->at != NOWHERE) {
		way->report->node[way->at].silent += step->end == VISIT_SILENT;
		way->report->node[way->at].unknown += step->end == VISIT_UNKNOWN;
	}
	if (step->end == VISIT_CHOSEN && step->kind != SEGMENT_PROMPT && step->kind != SEGMENT_HEADER)
		take(way, step);
	else if (step->end == VISIT_BACK)
		end_stay(way, REPORT_BACK);
	if (step->end != VISIT_CHOSEN && step->end != VISIT_HEARD)
		way->gone = false;
}

static enum report_end last_end(const struct visit *visit)
{
	switch ((enum visit_outcome)visit->outcome) {
	case VISIT_SERVED: return REPORT_SERVED;
	case VISIT_NOT_HELPED: return REPORT_NOT_HELPED;
	case VISIT_NO_MATCH: return REPORT_GIVEN_UP;
	case VISIT_HANDED_OVER: return visit->flags & VISIT_ASKED_PERSON ? REPORT_ASKED : REPORT_FORCED;
	default: return REPORT_LEFT;
	}
}

/* A leaf that no step tells of: the way there was cut, or is of an older program. */
static void add_leaf(struct way *way, const struct visit *visit)
{
	if (visit->leaf == TREE_NONE || way->at == visit->leaf)
		return;
	if (way->at != NOWHERE)
		end_stay(way, REPORT_WENT_ON);
	begin_stay(way, visit->leaf);
}

/* --- when --- */

static void add_time(struct report *r, const struct visit *visit)
{
	uint32_t day = (uint32_t)(visit->local_s / DAY_S);
	struct report_day *of;

	if (visit->local_s <= 0 || visit->local_s / DAY_S > UINT32_MAX) {
		r->undated++;
		return;
	}
	if (r->day_first == 0)
		r->day_first = day;
	r->weekday[report_weekday(day)]++;
	r->hour[visit->local_s % DAY_S / HOUR_S]++;
	if (day < r->day_first || day - r->day_first >= REPORT_DAYS_MAX)
		return; /* the clock was wrong */
	of = &r->day[day - r->day_first];
	if (of->visits == 0)
		r->weekday_days[report_weekday(day)]++;
	if (r->days_count < day - r->day_first + 1)
		r->days_count = day - r->day_first + 1;
	of->visits++;
	of->left += visit->outcome == VISIT_LEFT;
	of->served += visit->outcome == VISIT_SERVED;
	if (visit->outcome == VISIT_SERVED)
		of->served_ds += visit->ms / TENTH_MS;
}

void report_add(struct report *r, const struct visit *visit)
{
	struct way way = {.report = r, .at = NOWHERE};

	r->visits++;
	r->conversations += (visit->flags & VISIT_FIRST) != 0;
	r->outcome[visit->outcome]++;
	r->asked += visit->outcome == VISIT_HANDED_OVER && visit->flags & VISIT_ASKED_PERSON;
	if (visit->outcome == VISIT_SERVED)
		r->served_ds += visit->ms / TENTH_MS;
	for (uint8_t i = 0; i < visit->steps_count; i++)
		add_step(&way, &visit->steps[i]);
	if (visit->outcome == VISIT_SERVED || visit->outcome == VISIT_NOT_HELPED)
		add_leaf(&way, visit);
	end_stay(&way, last_end(visit));
	add_time(r, visit);
}

uint32_t report_hidden(const uint32_t *cells, uint32_t count)
{
	uint32_t hidden = 0;
	uint32_t hidden_count = 0;
	uint32_t next = count;

	for (uint32_t i = 0; i < count; i++) {
		if (report_is_small(cells[i])) {
			hidden |= 1U << i;
			hidden_count++;
		} else if (cells[i] > 0 && (next == count || cells[i] < cells[next])) {
			next = i;
		}
	}
	if (hidden_count == 1 && next < count)
		hidden |= 1U << next;
	return hidden;
}
