#include <string.h>

#include "learn/state.h"

enum { WINDOW_DAYS = 14 };

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
	demand_update(l);
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

static void count(struct learn *l, const struct visit *visit)
{
	if (visit->local_s > 0)
		days_reach(l, (uint32_t)(visit->local_s / SECONDS_A_DAY));
	if (visit->outcome != VISIT_SERVED || visit->leaf >= l->tree.items_count ||
		!tree_is_leaf(&l->tree, visit->leaf))
		return;
	days_add(l, visit);
	l->recent[l->recent_count++ % RECENT_COUNT] = (struct recent){visit->session, visit->leaf, 1};
}

void learn_recall(struct learn *l, const struct visit *visit)
{
	count(l, visit);
}

bool learn_visit(struct learn *l, const struct visit *visit)
{
	count(l, visit);
	return false;
}

bool learn_night(struct learn *l, uint32_t day)
{
	days_reach(l, day);
	days_settle(l);
	demand_sample(l);
	begin_proposal(l);
	order_night(l, day);
	return l->proposal.changes.count > 0;
}

const struct proposal *learn_proposal(const struct learn *l)
{
	return &l->proposal;
}

void learn_applied(struct learn *l, const struct standing *standing)
{
	l->standing = *standing;
}

void learn_demand(const struct learn *l, uint32_t *out)
{
	for (uint16_t i = 0; i < l->tree.items_count; i++)
		out[i] = (uint32_t)((uint64_t)l->demand.share[i] * 1000000 / SHARE_ONE);
}
