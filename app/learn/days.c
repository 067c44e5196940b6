#include <string.h>

#include "learn/state.h"

enum {
	BACK_DAYS_MAX = 2,   /* so far back is a clock that was set right; further, a clock that had been wrong */
	STEP_DAYS_MAX = 30,  /* a longer gap forgets no more than this: a season, a clock that leapt */
	USUAL_DAYS_MAX = 28, /* four whole weeks, so that no weekday counts twice */
	RUN_MAX = 3,         /* of one leaf in a row; what follows is one hand */
	HURRIED_MS = 1500,   /* on glass nobody reads and touches faster */
};

static uint32_t slot_of(uint32_t index)
{
	return index % LEARN_DAYS;
}

static void close_day(struct learn *l)
{
	struct days *days = &l->days;

	days_settle(l);
	if (days->served[slot_of(days->index)] > 0)
		memcpy(days->before, days->fair, sizeof(days->before));
	memset(days->fair, 0, sizeof(days->fair));
}

void days_settle(struct learn *l)
{
	guard_credit(l, l->days.credit[slot_of(l->days.index)]);
	demand_update(l);
}

void days_reach(struct learn *l, uint32_t day)
{
	struct days *days = &l->days;
	uint32_t steps = day - days->today;

	if (days->today == 0) {
		days->today = day;
		return;
	}
	if (day <= days->today) {
		if (days->today - day > BACK_DAYS_MAX)
			days->today = day;
		return;
	}
	close_day(l);
	leavers_day(l);
	days->today = day;
	for (uint32_t i = 0; i < steps && i < STEP_DAYS_MAX; i++) {
		days->index++;
		memset(days->raw[slot_of(days->index)], 0, sizeof(days->raw[0]));
		memset(days->credit[slot_of(days->index)], 0, sizeof(days->credit[0]));
		days->served[slot_of(days->index)] = 0;
		prompts_day(l);
		days->timed[slot_of(days->index)] = 0;
		days->opened_s[slot_of(days->index)] = 0;
		days->closed_s[slot_of(days->index)] = 0;
	}
}

static bool is_fair(struct learn *l, const struct visit *visit)
{
	struct days *days = &l->days;
	bool again = visit->leaf == days->run_leaf && days->run_count > 0;

	if (again && visit->session == days->run_session)
		return false; /* the same customer, twice */
	days->run_session = visit->session;
	if (!again)
		days->run_count = 0;
	if (days->run_count < UINT16_MAX)
		days->run_count++;
	days->run_leaf = visit->leaf;
	return days->run_count <= RUN_MAX && !(l->tree.touch && visit->ms > 0 && visit->ms < HURRIED_MS);
}

/* Of a visit before the clock was set nobody knows when in the day it was. */
static void put_time(struct days *days, uint32_t slot, int64_t local_s)
{
	uint32_t second = (uint32_t)(local_s % SECONDS_A_DAY);

	if (local_s <= 0)
		return;
	if (days->timed[slot]++ == 0)
		days->opened_s[slot] = second;
	days->closed_s[slot] = second;
}

bool days_add(struct learn *l, const struct visit *visit)
{
	struct days *days = &l->days;
	uint32_t slot = slot_of(days->index);
	bool fair = is_fair(l, visit);

	if (days->raw[slot][visit->leaf] < UINT16_MAX) {
		days->raw[slot][visit->leaf]++;
		days->fair[visit->leaf] += fair;
	}
	days->served[slot]++;
	put_time(days, slot, visit->local_s);
	return fair;
}

uint32_t days_known(const struct learn *l)
{
	return l->days.index + 1 < LEARN_DAYS ? l->days.index + 1 : LEARN_DAYS;
}

uint32_t days_served(const struct learn *l, uint16_t item, uint16_t days, uint32_t *of)
{
	uint32_t served = 0;

	*of = 0;
	for (uint32_t age = 0; age < days && age < days_known(l); age++) {
		uint32_t slot = slot_of(l->days.index - age);

		*of += l->days.served[slot];
		for (uint16_t i = 0; i < l->tree.items_count; i++)
			if (l->days.raw[slot][i] && tree_is_below(&l->tree, i, item))
				served += l->days.raw[slot][i];
	}
	return served;
}

uint32_t days_usual(const struct learn *l)
{
	uint64_t sum = 0;
	uint32_t count = 0;

	for (uint32_t age = 1; age <= USUAL_DAYS_MAX && age < days_known(l); age++) {
		uint32_t slot = slot_of(l->days.index - age);
		uint64_t day = 0;

		for (uint16_t i = 0; i < l->tree.items_count; i++)
			day += l->days.credit[slot][i];
		sum += day / CREDIT;
		count += day > 0;
	}
	return count ? (uint32_t)(sum / count) : 0;
}

uint32_t days_gap_ms(const struct learn *l)
{
	uint64_t seconds = 0;
	uint64_t visits = 0;

	for (uint32_t age = 1; age <= USUAL_DAYS_MAX && age < days_known(l); age++) {
		uint32_t slot = slot_of(l->days.index - age);

		if (l->days.closed_s[slot] <= l->days.opened_s[slot])
			continue; /* one visit, none, or a clock that was set */
		seconds += l->days.closed_s[slot] - l->days.opened_s[slot];
		visits += l->days.timed[slot] - 1;
	}
	return visits ? (uint32_t)(seconds * 1000 / visits) : 0;
}

uint32_t days_with_visits(const struct learn *l, uint32_t days)
{
	uint32_t count = 0;

	for (uint32_t age = 1; age <= days && age < days_known(l); age++)
		count += l->days.served[slot_of(l->days.index - age)] > 0;
	return count;
}
