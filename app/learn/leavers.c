#include <string.h>

#include "learn/state.h"

/* What those wanted who left a menu: something below it that they had not heard yet. Each is shared out among the
 * leaves that are possible by their own demand, again and again (expectation maximisation: Dempster, Laird and Rubin,
 * 1977). For what is reported only: it hardly changes an order, and makes it restless. */
enum { ROUNDS = 12, FORGET_DAYS = 20 };

/* The menu in which a visit ended, and which of its items had been heard to their end. */
static bool left_in(const struct learn *l, const struct visit *visit, struct leaver *out)
{
	const struct visit_step *last = &visit->steps[visit->steps_count - 1];

	if (visit->outcome != VISIT_LEFT || last->end != VISIT_LEFT_HERE ||
		(last->kind != SEGMENT_ITEM && last->kind != SEGMENT_HEADER))
		return false;
	if (last->kind == SEGMENT_ITEM && last->index >= l->tree.items_count)
		return false;
	*out = (struct leaver){.menu = last->kind == SEGMENT_HEADER ? last->index : l->tree.items[last->index].parent};
	for (uint8_t i = visit->steps_count - 1; i-- > 0;) {
		const struct visit_step *step = &visit->steps[i];

		if (step->kind != SEGMENT_ITEM || step->index >= l->tree.items_count || step->end != VISIT_HEARD ||
			l->tree.items[step->index].parent != out->menu)
			break;
		out->heard |= (uint16_t)(1U << l->tree.items[step->index].place);
	}
	return true;
}

void leavers_add(struct learn *l, const struct visit *visit)
{
	struct leaver leaver;
	uint16_t at = 0;
	uint16_t least = 0;

	if (visit->steps_count == 0 || !left_in(l, visit, &leaver))
		return;
	for (; at < LEAVERS_MAX; at++) {
		if (l->leavers[at].menu == leaver.menu && l->leavers[at].heard == leaver.heard)
			break;
		if (l->leavers[at].weight < l->leavers[least].weight)
			least = at;
	}
	leaver.weight = COUNT_ONE;
	if (at < LEAVERS_MAX)
		leaver.weight += l->leavers[at].weight;
	else
		at = least; /* a free one, or the rarest way of leaving gives way */
	l->leavers[at] = leaver;
}

void leavers_day(struct learn *l)
{
	for (uint16_t i = 0; i < LEAVERS_MAX; i++)
		l->leavers[i].weight -= (l->leavers[i].weight + FORGET_DAYS - 1) / FORGET_DAYS;
}

/* True if who left so may have wanted the leaf. */
static bool is_possible(const struct tree *tree, const struct leaver *leaver, uint16_t leaf)
{
	uint16_t at = tree_towards(tree, leaver->menu, leaf);

	return at != TREE_NONE && !(leaver->heard >> tree->items[at].place & 1);
}

static void share_out(const struct learn *l, const struct leaver *leaver, const uint32_t *wanted, uint64_t *counts)
{
	uint64_t sum = 0;

	for (uint16_t i = 0; i < l->tree.items_count && leaver->weight > 0; i++)
		if (tree_is_leaf(&l->tree, i) && is_possible(&l->tree, leaver, i))
			sum += wanted[i];
	for (uint16_t i = 0; i < l->tree.items_count && sum > 0; i++)
		if (tree_is_leaf(&l->tree, i) && is_possible(&l->tree, leaver, i))
			counts[i] += (uint64_t)leaver->weight * wanted[i] / sum;
}

void leavers_demand(const struct learn *l, uint32_t *out)
{
	uint64_t counts[TREE_ITEMS_MAX];

	for (uint16_t i = 0; i < l->tree.items_count; i++)
		out[i] = tree_is_leaf(&l->tree, i) ? l->demand.share[i] : 0;
	for (int round = 0; round < ROUNDS; round++) {
		uint64_t sum = 1;

		for (uint16_t i = 0; i < l->tree.items_count; i++)
			counts[i] = tree_is_leaf(&l->tree, i) ? l->counts[i] : 0;
		for (uint16_t k = 0; k < LEAVERS_MAX; k++)
			share_out(l, &l->leavers[k], out, counts);
		for (uint16_t i = 0; i < l->tree.items_count; i++)
			sum += counts[i];
		for (uint16_t i = 0; i < l->tree.items_count; i++)
			out[i] = (uint32_t)whole_part(counts[i], SHARE_ONE, sum);
	}
}
