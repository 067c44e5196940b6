#include <string.h>

#include "learn/state.h"

enum {
	WINDOW_DAYS = 14,
	HELD_TOUCH_PERMILLE = 20,
};

static_assert(sizeof(struct learn) <= 2 << 20, "what learning needs is promised to be below 2 MB");

size_t learn_bytes(void)
{
	return sizeof(struct learn);
}

struct learn *learn_open(void *memory, const struct tree *tree, const struct standing *standing)
{
	struct learn *l = memory;

	memset(l, 0, sizeof(*l));
	l->tree = *tree;
	l->standing = *standing;
	demand_open(l);
	l->rising.asked_share = SHARE_UNKNOWN;
	for (int i = 0; i < PLACES_COUNT; i++)
		if (standing->plan.places[i].why == PLACE_RISING)
			l->rising.watch[i] = (struct watch){0, SHARE_UNKNOWN, 0, 0, standing->plan.places[i].item};
	trial_lay_out(l);
	return l;
}

struct change *learn_change(struct learn *l, enum change_kind kind, uint16_t subject)
{
	struct changes *changes = &l->proposal.changes;
	struct change *change;

	if (changes->count == CHANGES_MAX)
		return NULL;
	change = &changes->list[changes->count++];
	*change = (struct change){.kind = (uint8_t)kind, .subject = subject, .other = TREE_NONE, .days = WINDOW_DAYS};
	if (days_known(l) < WINDOW_DAYS)
		change->days = (uint16_t)days_known(l);
	return change;
}

static void begin_proposal(struct learn *l)
{
	l->proposal.next = l->standing;
	l->proposal.changes.count = 0;
}

/* The held-out meet the same places and prompts, in the authored order. */
static void finish_proposal(struct learn *l)
{
	struct standing *next = &l->proposal.next;

	next->held = next->plan;
	next->held.free_order = 0;
	if (!l->tree.touch)
		return;
	memcpy(next->held.spoken, l->tree.children, sizeof(next->held.spoken));
	next->held_permille = plan_same(&l->tree, &next->held, &next->plan) ? 0 : HELD_TOUCH_PERMILLE;
}

/* True: served, at a leaf of this tree, by a hand that is believed. */
static bool count(struct learn *l, const struct visit *visit)
{
	bool served = visit->outcome == VISIT_SERVED && visit->leaf < l->tree.items_count &&
		      tree_is_leaf(&l->tree, visit->leaf);

	if (visit->local_s > 0)
		days_reach(l, (uint32_t)(visit->local_s / SECONDS_A_DAY));
	if (served && !days_add(l, visit))
		return false;
	prompts_add(l, visit);
	trial_add(l, visit);
	leavers_add(l, visit);
	if (served)
		l->recent[l->recent_count++ % RECENT_COUNT] =
			(struct recent){visit->session, (uint32_t)visit->local_s, visit->leaf};
	return served;
}

void learn_recall(struct learn *l, const struct visit *visit)
{
	count(l, visit);
}

bool learn_visit(struct learn *l, const struct visit *visit)
{
	begin_proposal(l);
	if (!count(l, visit) || !rising_visit(l, visit->leaf))
		return false;
	finish_proposal(l);
	return true;
}

/* What moves; nothing does if the last customers would have been worse off. */
static void propose_order(struct learn *l, uint32_t day)
{
	uint16_t count = l->proposal.changes.count;

	l->safe = l->proposal.next;
	trial_begin(l, day);
	places_night(l, day);
	order_night(l, day);
	if (l->proposal.changes.count == count || rehearse(l, &l->safe.plan, &l->proposal.next.plan))
		return;
	l->proposal.next = l->safe;
	l->proposal.changes.count = count;
}

bool learn_night(struct learn *l, uint32_t day)
{
	days_reach(l, day);
	days_settle(l);
	demand_sample(l);
	rising_demand(l);
	trial_lay_out(l);
	begin_proposal(l);
	prompts_night(l);
	rising_night(l);
	trial_judge(l, day);
	propose_order(l, day);
	finish_proposal(l);
	return l->proposal.changes.count > 0;
}

const struct proposal *learn_proposal(const struct learn *l)
{
	return &l->proposal;
}

void learn_applied(struct learn *l, const struct standing *standing)
{
	l->before = l->standing;
	l->standing = *standing;
	prompts_applied(l, &l->before.plan);
	trial_applied(l, &l->before);
	rising_applied(l, &l->before);
}

void learn_demand(const struct learn *l, uint32_t *out)
{
	leavers_demand(l, out);
	for (uint16_t i = 0; i < l->tree.items_count; i++)
		out[i] = (uint32_t)((uint64_t)out[i] * 1000000 / SHARE_ONE);
}
