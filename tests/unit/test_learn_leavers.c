/* What those wanted who left: something below the menu they left, that they had not heard yet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "learn_help.h"

#include "learn/state.h"

enum { MENUS = 3, LEAVES = 4, LEFT = 200 };

static struct learn_stand s;
static uint32_t before[TREE_ITEMS_MAX];
static uint32_t after[TREE_ITEMS_MAX];

/* Some days on which all leaves were served, and what is asked for by then. */
static void a_house(void)
{
	learn_stand_up(&s, &(struct learn_site){.menus = MENUS, .leaves = LEAVES});
	for (int i = 0; i < 240; i++)
		learn_serve(&s, (uint16_t)(s.tree.top_count + i % (MENUS * LEAVES)));
	learn_sleep(&s);
	learn_demand(s.learn, before);
}

/* So many left with these last steps. */
static void leave(const struct visit_step *steps, uint8_t count, int times)
{
	struct visit visit = learn_visit_of(&s, TREE_NONE);

	visit.outcome = VISIT_LEFT;
	for (uint8_t i = 0; i < count; i++)
		visit_add(&visit, &steps[i]);
	for (int i = 0; i < times; i++)
		learn_recall(s.learn, &visit);
	learn_demand(s.learn, after);
}

static uint32_t share_of(const uint32_t *demand, uint16_t menu)
{
	uint32_t sum = 0;

	for (uint16_t i = 0; i < LEAVES; i++)
		sum += demand[leaf_at(&s, menu, i)];
	return sum;
}

static void who_left_a_menu_wanted_what_they_had_not_heard(void **state)
{
	struct visit_step steps[4];

	(void)state;
	a_house();
	steps[0] = (struct visit_step){SEGMENT_HEADER, VISIT_HEARD, menu_at(&s, 1), 1500};
	steps[1] = (struct visit_step){SEGMENT_ITEM, VISIT_HEARD, leaf_at(&s, 1, 0), 2800};
	steps[2] = (struct visit_step){SEGMENT_ITEM, VISIT_HEARD, leaf_at(&s, 1, 1), 2800};
	steps[3] = (struct visit_step){SEGMENT_ITEM, VISIT_LEFT_HERE, leaf_at(&s, 1, 2), 900};
	leave(steps, 4, LEFT);
	assert_true(after[leaf_at(&s, 1, 0)] < before[leaf_at(&s, 1, 0)]);
	assert_true(after[leaf_at(&s, 1, 1)] < before[leaf_at(&s, 1, 1)]);
	assert_true(after[leaf_at(&s, 1, 2)] > 2 * before[leaf_at(&s, 1, 2)]);
	assert_true(after[leaf_at(&s, 1, 3)] > 2 * before[leaf_at(&s, 1, 3)]);
	assert_true(share_of(after, 0) < share_of(before, 0)); /* of the rest, all of it is less */
	assert_true(share_of(after, 2) < share_of(before, 2));
}

static void who_left_at_the_header_wanted_anything_below_it(void **state)
{
	const struct visit_step header = {SEGMENT_HEADER, VISIT_LEFT_HERE, 2, 700};
	const struct visit_step start = {SEGMENT_HEADER, VISIT_LEFT_HERE, TREE_NONE, 700};

	(void)state;
	a_house();
	leave(&header, 1, LEFT);
	for (uint16_t i = 0; i < LEAVES; i++)
		assert_true(after[leaf_at(&s, 2, i)] > before[leaf_at(&s, 2, i)]);
	a_house();
	leave(&start, 1, LEFT); /* of the start menu: as all the others */
	for (uint16_t i = s.tree.top_count; i < s.tree.items_count; i++)
		assert_in_range(after[i] + 1000, before[i], before[i] + 2000);
}

/* Of a way in other menus, or broken off, only what was heard in the last one counts. */
static void what_was_heard_elsewhere_or_not_to_its_end_may_still_be_wanted(void **state)
{
	static const struct {
		uint8_t kind;
		uint8_t end;
		uint16_t menu; /* of its first leaf; MENUS: gone */
	} firsts[] = {
		{SEGMENT_ITEM, VISIT_BARGED, 1},
		{SEGMENT_ITEM, VISIT_HEARD, 0},     /* in another menu */
		{SEGMENT_ITEM, VISIT_HEARD, MENUS}, /* an item that is gone */
		{SEGMENT_WORDS, VISIT_HEARD, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(firsts) / sizeof(firsts[0]); i++) {
		struct visit_step steps[2];

		a_house();
		steps[0] = (struct visit_step){firsts[i].kind, firsts[i].end,
			firsts[i].menu < MENUS ? leaf_at(&s, firsts[i].menu, 0) : TREE_NONE, 2800};
		steps[1] = (struct visit_step){SEGMENT_ITEM, VISIT_LEFT_HERE, leaf_at(&s, 1, 1), 900};
		leave(steps, 2, LEFT);
		assert_true(after[leaf_at(&s, 1, 0)] > before[leaf_at(&s, 1, 0)]);
	}
}

static void a_leaving_that_nobody_can_place_says_nothing(void **state)
{
	static const struct visit_step lasts[] = {
		{SEGMENT_ITEM, VISIT_LEFT_HERE, TREE_NONE, 900}, /* an item that is gone */
		{SEGMENT_ITEM, VISIT_SILENT, 1, 900},            /* it did not end here */
		{SEGMENT_PROMPT, VISIT_LEFT_HERE, 0, 900},       /* before any menu */
		{SEGMENT_WORDS, VISIT_LEFT_HERE, 1, 900},
	};
	struct visit visit;

	(void)state;
	for (size_t i = 0; i < sizeof(lasts) / sizeof(lasts[0]); i++) {
		a_house();
		leave(&lasts[i], 1, LEFT);
		assert_memory_equal(after, before, s.tree.items_count * sizeof(before[0]));
	}
	a_house();
	leave(lasts, 0, LEFT); /* no steps at all */
	assert_memory_equal(after, before, s.tree.items_count * sizeof(before[0]));
	visit = learn_visit_of(&s, TREE_NONE);
	visit.outcome = VISIT_HANDED_OVER; /* who was helped otherwise has not left */
	visit_add(&visit, &(struct visit_step){SEGMENT_HEADER, VISIT_LEFT_HERE, 2, 700});
	learn_recall(s.learn, &visit);
	learn_demand(s.learn, after);
	assert_memory_equal(after, before, s.tree.items_count * sizeof(before[0]));
}

/* Who heard all of a menu and left wanted none of it. */
static void who_heard_all_wanted_nothing_there(void **state)
{
	struct visit_step steps[LEAVES + 1];

	(void)state;
	a_house();
	for (uint16_t i = 0; i < LEAVES; i++)
		steps[i] = (struct visit_step){SEGMENT_ITEM, VISIT_HEARD, leaf_at(&s, 1, i), 2800};
	steps[LEAVES] = (struct visit_step){SEGMENT_HEADER, VISIT_LEFT_HERE, menu_at(&s, 1), 1000};
	leave(steps, LEAVES + 1, 1);
	assert_int_equal(s.learn->leavers[1].heard | s.learn->leavers[0].heard, (1 << LEAVES) - 1);
	assert_memory_equal(after, before, s.tree.items_count * sizeof(before[0]));
}

static void what_happened_long_ago_is_forgotten_bit_by_bit(void **state)
{
	const struct visit_step header = {SEGMENT_HEADER, VISIT_LEFT_HERE, 2, 700};
	uint32_t first;

	(void)state;
	a_house();
	leave(&header, 1, LEFT);
	first = share_of(after, 2);
	for (uint32_t day = 1; day <= 400; day++)
		leavers_day(s.learn);
	learn_demand(s.learn, after);
	assert_true(share_of(after, 2) < first);
	assert_in_range(share_of(after, 2) + 100, share_of(before, 2), share_of(before, 2) + 200);
}

/* Where the start menu begins with a leaf, that is the first of all items: it is reckoned like any other. */
static void who_heard_the_first_item_and_left_wanted_the_second(void **state)
{
	const struct visit_step steps[2] = {
		{SEGMENT_ITEM, VISIT_HEARD, 0, 2800},
		{SEGMENT_ITEM, VISIT_LEFT_HERE, 1, 900},
	};

	(void)state;
	memset(&s, 0, sizeof(s));
	s.tree.items_count = s.tree.top_count = 2;
	for (uint16_t i = 0; i < 2; i++) {
		learn_put(&s, i, TREE_NONE, (uint8_t)i);
		s.tree.items[i].first = 2;
		s.tree.children[i] = i;
	}
	plan_authored(&s.tree, &s.standing.plan);
	s.day = STAND_DAY;
	learn_reopen(&s);
	learn_demand(s.learn, before);
	leave(steps, 2, LEFT);
	assert_true(after[0] < before[0] / 2);
	assert_in_range(after[0] + after[1], 999900, 1000000);
}

/* There are more ways of leaving than are kept: the rarest gives way, the usual one stays. */
static void the_rarest_way_of_leaving_gives_way(void **state)
{
	static struct learn_stand wide;
	uint32_t kept = 0;

	(void)state;
	learn_stand_up(&wide, &(struct learn_site){.menus = 2, .leaves = TREE_CHILDREN_MAX});
	for (uint32_t set = 0; set < LEAVERS_MAX + 50; set++) {
		struct visit visit = learn_visit_of(&wide, TREE_NONE);

		visit.outcome = VISIT_LEFT;
		for (uint16_t i = 0; i + 1 < TREE_CHILDREN_MAX; i++)
			if (set >> i & 1)
				visit_add(&visit,
					&(struct visit_step){SEGMENT_ITEM, VISIT_HEARD, leaf_at(&wide, 0, i), 2800});
		visit_add(&visit, &(struct visit_step){SEGMENT_ITEM, VISIT_LEFT_HERE, leaf_at(&wide, 0, 11), 900});
		for (int i = 0; i < (set < 100 ? 3 : 1); i++)
			learn_recall(wide.learn, &visit);
	}
	for (uint32_t i = 0; i < LEAVERS_MAX; i++)
		kept += wide.learn->leavers[i].weight == 3 * COUNT_ONE;
	assert_int_equal(kept, 100);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_left_a_menu_wanted_what_they_had_not_heard),
		cmocka_unit_test(who_left_at_the_header_wanted_anything_below_it),
		cmocka_unit_test(what_was_heard_elsewhere_or_not_to_its_end_may_still_be_wanted),
		cmocka_unit_test(a_leaving_that_nobody_can_place_says_nothing),
		cmocka_unit_test(who_heard_all_wanted_nothing_there),
		cmocka_unit_test(what_happened_long_ago_is_forgotten_bit_by_bit),
		cmocka_unit_test(who_heard_the_first_item_and_left_wanted_the_second),
		cmocka_unit_test(the_rarest_way_of_leaving_gives_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
