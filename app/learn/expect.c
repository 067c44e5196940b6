#include <string.h>

#include "learn/state.h"

/* How long after the beginning of its menu each child has been heard. */
static void put_menu(const struct expect_of *of, uint16_t parent, uint32_t *times)
{
	struct segment walk[WALK_MAX];
	const struct walk_of menu = {of->tree, of->plan, parent, of->tree->touch};
	uint8_t count = walk_menu(&menu, walk);
	uint32_t ms = 0;

	for (uint8_t i = 0; i < count; i++) {
		ms += walk[i].ms;
		if (walk[i].kind == SEGMENT_ITEM)
			times[walk[i].index] = ms;
	}
}

/* A shortcut counts for those who hear it before the branch their leaf is in: they take the first that leads there. */
static void put_shortcuts(const struct expect_of *of, const uint32_t *in_menu, uint32_t *times)
{
	struct segment walk[WALK_MAX];
	const struct walk_of menu = {of->tree, of->plan, TREE_NONE, of->tree->touch};
	uint8_t count = walk_menu(&menu, walk);
	uint32_t ms = 0;

	for (uint8_t i = 0; i < count; i++) {
		bool shortcut = walk[i].kind == SEGMENT_OFTEN || walk[i].kind == SEGMENT_NOW;
		uint16_t item = walk[i].index;

		ms += walk[i].ms;
		if (shortcut && ms < in_menu[tree_branch(of->tree, item)] && ms < times[item])
			times[item] = ms;
	}
}

void expect_times(const struct expect_of *of, struct expect_scratch *scratch)
{
	const struct tree *tree = of->tree;

	put_menu(of, TREE_NONE, scratch->in_menu);
	for (uint16_t i = 0; i < tree->items_count; i++)
		if (!tree_is_leaf(tree, i))
			put_menu(of, i, scratch->in_menu);
	for (uint16_t i = 0; i < tree->items_count; i++) {
		uint32_t ms = 0;

		for (uint16_t at = i; at != TREE_NONE; at = tree->items[at].parent)
			ms += scratch->in_menu[at];
		scratch->times[i] = tree_is_leaf(tree, i) ? ms : 0;
	}
	put_shortcuts(of, scratch->in_menu, scratch->times);
}

uint32_t expect_ms(const struct tree *tree, const struct demand *demand, const uint32_t *times)
{
	uint64_t sum = 0;

	for (uint16_t i = 0; i < tree->items_count; i++)
		if (tree_is_leaf(tree, i))
			sum += (uint64_t)demand->share[i] * times[i];
	return (uint32_t)(sum / SHARE_ONE);
}

uint32_t expect_plan(struct learn *l, const struct plan *plan, const struct demand *demand)
{
	const struct expect_of of = {&l->tree, plan};

	expect_times(&of, &l->scratch);
	return expect_ms(&l->tree, demand, l->scratch.times);
}

int32_t expect_gain(struct learn *l, const struct plan *from, const struct plan *to, uint16_t *agree)
{
	const struct expect_of before = {&l->tree, from};
	const struct expect_of after = {&l->tree, to};

	expect_times(&before, &l->scratch);
	expect_times(&after, &l->scratch_other);
	*agree = 0;
	for (int i = 0; i < LEARN_SAMPLES; i++)
		if (expect_ms(&l->tree, &l->samples[i], l->scratch_other.times) <
			expect_ms(&l->tree, &l->samples[i], l->scratch.times))
			++*agree;
	return (int32_t)expect_ms(&l->tree, &l->risen, l->scratch.times) -
	       (int32_t)expect_ms(&l->tree, &l->risen, l->scratch_other.times);
}
