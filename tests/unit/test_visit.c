/* A visit as bytes: there and back, from another menu, and damaged at each place; and the ways a walk becomes steps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "learn_help.h"

enum { AT_FORMAT, AT_OUTCOME, AT_HELD = 3, AT_PERMILLE, AT_STEPS = 36, AT_KIND, AT_END, HEAD = 37, STEP = 12 };

static struct learn_stand s;
static uint8_t bytes[VISIT_BYTES_MAX];
static size_t size;
static struct visit out;

/* A visit with a step of each kind. */
static int pack_one(void **state)
{
	struct visit v;

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 3, .leaves = 3});
	s.tree.prompts_count = 1;
	s.tree.prompts[0] = (struct tree_prompt){77, 5000, 0};
	v = learn_visit_of(&s, leaf_at(&s, 1, 2));
	visit_add(&v, &(struct visit_step){SEGMENT_PROMPT, VISIT_HEARD, 0, 5000});
	visit_add(&v, &(struct visit_step){SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1500});
	visit_add(&v, &(struct visit_step){SEGMENT_ITEM, VISIT_CHOSEN, menu_at(&s, 1), UINT32_MAX});
	v.held = 1;
	v.held_permille = 1000;
	size = visit_pack(&s.tree, &v, bytes);
	return size != HEAD + 3 * STEP;
}

static void what_was_packed_comes_back(void **state)
{
	(void)state;
	assert_int_equal(visit_unpack(&s.tree, bytes, size, &out), ERR_NONE);
	assert_int_equal(out.session, 1);
	assert_int_equal(out.local_s, (int64_t)STAND_DAY * 86400 + STAND_MORNING_S);
	assert_int_equal(out.leaf, leaf_at(&s, 1, 2));
	assert_int_equal(out.steps_count, 3);
	assert_int_equal(out.steps[0].index, 0);
	assert_int_equal(out.steps[1].index, TREE_NONE);
	assert_int_equal(out.steps[2].index, menu_at(&s, 1));
	assert_int_equal(out.steps[2].ms, 6553500); /* that or longer */
}

static void what_this_menu_has_no_more_is_gone_and_the_rest_stays(void **state)
{
	struct tree fewer = s.tree;

	(void)state;
	fewer.items[leaf_at(&s, 1, 2)].id = 999;
	fewer.prompts_count = 0;
	assert_int_equal(visit_unpack(&fewer, bytes, size, &out), ERR_NONE);
	assert_int_equal(out.leaf, TREE_NONE);
	assert_int_equal(out.steps[0].index, TREE_NONE);
	assert_int_equal(out.steps[2].index, menu_at(&s, 1));
}

static void a_damaged_row_is_refused(void **state)
{
	static const struct {
		uint8_t at;
		uint8_t value;
	} damages[] = {
		{AT_FORMAT, 0},
		{AT_FORMAT, 2},
		{AT_OUTCOME, VISIT_OUTCOMES},
		{AT_OUTCOME, UINT8_MAX},
		{AT_HELD, 2},
		{AT_PERMILLE, 0xe9}, /* 1001 */
		{AT_STEPS, 2},       /* a step too many */
		{AT_STEPS, 4},       /* one too few */
		{AT_STEPS, UINT8_MAX},
		{AT_KIND, SEGMENT_KINDS},
		{AT_END, VISIT_ENDS},
		{AT_KIND + 2 * STEP, UINT8_MAX}, /* of the last step */
		{AT_END + 2 * STEP, UINT8_MAX},
	};
	uint8_t long_row[HEAD + (VISIT_STEPS_MAX + 1) * STEP];

	(void)state;
	for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
		uint8_t spoilt[VISIT_BYTES_MAX];

		memcpy(spoilt, bytes, size);
		spoilt[damages[i].at] = damages[i].value;
		if (visit_unpack(&s.tree, spoilt, size, &out) != ERR_FORMAT)
			fail_msg("damage %zu passes", i);
	}
	for (size_t cut = 0; cut < size; cut++)
		assert_int_equal(visit_unpack(&s.tree, bytes, cut, &out), ERR_FORMAT);
	memset(long_row, 0, sizeof(long_row)); /* sound, but for more steps than a visit has */
	memcpy(long_row, bytes, HEAD);
	long_row[AT_STEPS] = VISIT_STEPS_MAX + 1;
	assert_int_equal(visit_unpack(&s.tree, long_row, sizeof(long_row), &out), ERR_FORMAT);
	long_row[AT_STEPS] = VISIT_STEPS_MAX;
	assert_int_equal(visit_unpack(&s.tree, long_row, sizeof(long_row) - STEP, &out), ERR_NONE);
}

/* Whatever is let in, learning and packing it again survive. */
static void any_bytes_are_refused_or_learned_from(void **state)
{
	struct rng rng = {5};
	uint32_t passed = 0;

	(void)state;
	learn_reopen(&s);
	for (int round = 0; round < 20000; round++) {
		uint8_t spoilt[VISIT_BYTES_MAX];
		uint8_t again[VISIT_BYTES_MAX];

		memcpy(spoilt, bytes, size);
		for (int i = 0; i < 3; i++)
			spoilt[rng_below(&rng, (uint32_t)size)] = (uint8_t)rng_next(&rng);
		if (visit_unpack(&s.tree, spoilt, size, &out) != ERR_NONE)
			continue;
		passed++;
		learn_recall(s.learn, &out);
		assert_int_equal(visit_pack(&s.tree, &out, again), size);
	}
	assert_in_range(passed, 1000, 19000);
	learn_night(s.learn, s.day + 1);
	assert_true(plan_sound(&s.tree, &learn_proposal(s.learn)->next.plan));
}

static void a_key_of_nothing_leads_nowhere(void **state)
{
	const struct plan *plan = &s.standing.plan;

	(void)state;
	assert_int_equal(walk_key(&s.tree, plan, TREE_NONE, '2'), menu_at(&s, 1));
	assert_int_equal(walk_key(&s.tree, plan, menu_at(&s, 1), '3'), leaf_at(&s, 1, 2));
	assert_int_equal(walk_key(&s.tree, plan, TREE_NONE, '4'), TREE_NONE);
	assert_int_equal(walk_key(&s.tree, plan, menu_at(&s, 1), KEY_NOW), TREE_NONE);
}

/* The tenth item and those behind it have no key; no key is no key of theirs. */
static void an_item_without_a_key_is_not_reached_by_none(void **state)
{
	static struct learn_stand wide;

	(void)state;
	learn_stand_up(&wide, &(struct learn_site){.menus = 2, .leaves = TREE_CHILDREN_MAX});
	assert_int_equal(tree_key(&wide.tree, leaf_at(&wide, 0, 8)), '9');
	assert_int_equal(tree_key(&wide.tree, leaf_at(&wide, 0, 9)), 0);
	assert_int_equal(walk_key(&wide.tree, &wide.standing.plan, menu_at(&wide, 0), 0), TREE_NONE);
	assert_int_equal(walk_key(&wide.tree, &wide.standing.plan, menu_at(&wide, 0), '9'), leaf_at(&wide, 0, 8));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_packed_comes_back),
		cmocka_unit_test(what_this_menu_has_no_more_is_gone_and_the_rest_stays),
		cmocka_unit_test(a_damaged_row_is_refused),
		cmocka_unit_test(any_bytes_are_refused_or_learned_from),
		cmocka_unit_test(a_key_of_nothing_leads_nowhere),
		cmocka_unit_test(an_item_without_a_key_is_not_reached_by_none),
	};

	return cmocka_run_group_tests(tests, pack_one, NULL);
}
