/* The learned order of menus: what makes it move, and what must not. Numbers from a seed of their own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "learn_help.h"

static void the_asked_for_goes_first_on_glass(void **state)
{
	static struct learn_stand s;

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 4, .leaves = 5, .touch = true});
	for (uint32_t day = 0; day < 10; day++) {
		for (int i = 0; i < 40; i++)
			learn_serve(&s, i % 4 == 0 ? leaf_at(&s, 0, 0) : leaf_at(&s, 3, 4));
		learn_sleep(&s);
	}
	assert_int_equal(s.standing.plan.spoken[0], menu_at(&s, 3));
	assert_int_equal(s.standing.plan.spoken[tree_first(&s.tree, menu_at(&s, 3))], leaf_at(&s, 3, 4));
	assert_true(plan_sound(&s.tree, &s.standing.plan));
}

/* The agent who reads the change must find in the menu what it speaks of. */
static void the_change_tells_from_which_rank_to_which(void **state)
{
	static struct learn_stand s;
	uint32_t told = 0;

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 4, .leaves = 5, .touch = true});
	for (uint32_t day = 0; day < 10 && told == 0; day++) {
		const struct changes *changes;

		for (int i = 0; i < 40; i++)
			learn_serve(&s, i % 4 == 0 ? leaf_at(&s, 0, 0) : leaf_at(&s, 3, 4));
		learn_sleep(&s);
		changes = &learn_proposal(s.learn)->changes;
		for (uint16_t i = 0; i < changes->count; i++) {
			if (changes->list[i].kind != CHANGE_ORDER || changes->list[i].subject != leaf_at(&s, 3, 4))
				continue;
			assert_int_equal(changes->list[i].from, 5);
			assert_int_equal(changes->list[i].to, 1);
			told++;
		}
	}
	assert_int_equal(told, 1);
}

static void what_is_pinned_keeps_its_rank(void **state)
{
	static struct learn_stand s;

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 4, .leaves = 5, .touch = true});
	s.tree.items[menu_at(&s, 0)].flags |= TREE_PINNED;
	learn_reopen(&s);
	for (uint32_t day = 0; day < 10; day++) {
		for (int i = 0; i < 40; i++)
			learn_serve(&s, i % 4 == 0 ? leaf_at(&s, 2, 0) : leaf_at(&s, 3, 4));
		learn_sleep(&s);
	}
	assert_int_equal(s.standing.plan.spoken[0], menu_at(&s, 0));
	assert_int_equal(s.standing.plan.spoken[1], menu_at(&s, 3));
}

static void nothing_served_proposes_nothing(void **state)
{
	static struct learn_stand s;

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 4, .leaves = 5, .touch = true});
	for (uint32_t day = 0; day < 400; day++)
		learn_sleep(&s);
	assert_int_equal(s.proposals, 0);
}

static void the_order_moves_at_most_once_a_week(void **state)
{
	static struct learn_stand s;
	uint32_t moved = 0;

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 4, .leaves = 5, .touch = true});
	for (uint32_t day = 0; day < 28; day++) {
		for (int i = 0; i < 60; i++)
			learn_serve(&s, leaf_at(&s, (uint16_t)(day / 3 % 4), (uint16_t)(i % 3)));
		moved += learn_sleep_moves(&s);
	}
	assert_in_range(moved, 1, 4);
}

/* What stands still between two others may be kept waiting by the longer of them: then they stay as authored. */
static void an_order_that_keeps_the_pinned_waiting_is_not_tried(void **state)
{
	static struct learn_stand s;
	uint16_t first;

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 4, .leaves = 5, .touch = false});
	s.tree.items[leaf_at(&s, 1, 0)].ms = 4000;
	s.tree.items[leaf_at(&s, 1, 1)].flags |= TREE_PINNED;
	s.tree.items[leaf_at(&s, 1, 2)].ms = 20000;
	for (uint16_t i = 0; i < plan_often_count(s.tree.touch); i++) /* no shortcut takes them out of the menu */
		s.standing.plan.places[i] = (struct place){leaf_at(&s, 3, i), PLACE_PINNED, 4};
	learn_reopen(&s);
	for (uint32_t day = 0; day < 10 && !s.standing.trial; day++) {
		for (int i = 0; i < 120; i++) {
			uint16_t of_menu = leaf_at(&s, 1, i % 6 ? 2 : 1);

			learn_serve(&s, i % 2 ? leaf_at(&s, 0, 4) : of_menu);
		}
		learn_sleep(&s);
	}
	assert_int_equal(s.standing.trial, 1);
	assert_int_equal(s.standing.plan.spoken[tree_first(&s.tree, menu_at(&s, 0))], leaf_at(&s, 0, 4));
	first = tree_first(&s.tree, menu_at(&s, 1));
	assert_int_equal(s.standing.plan.spoken[first + 2], leaf_at(&s, 1, 2));
}

/* The business has put one leaf into two places: who takes the shortcut is gone from its menu once, not twice. */
static void a_leaf_in_two_places_does_not_weigh_less_than_nothing(void **state)
{
	static struct learn_stand s;
	const int places[] = {0, PLACE_NOW};

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 4, .leaves = 5, .touch = true});
	for (int i = 0; i < 2; i++)
		s.standing.plan.places[places[i]] = (struct place){leaf_at(&s, 3, 4), PLACE_PINNED, 4};
	s.standing.plan.places[1] = (struct place){leaf_at(&s, 0, 0), PLACE_PINNED, 4};
	learn_reopen(&s);
	for (uint32_t day = 0; day < 10; day++) {
		for (int i = 0; i < 40; i++)
			learn_serve(&s, i % 4 == 0 ? leaf_at(&s, 2, 3) : leaf_at(&s, 3, 4));
		learn_sleep(&s);
	}
	assert_int_equal(s.standing.plan.spoken[0], menu_at(&s, 2));
	assert_int_not_equal(s.standing.plan.spoken[tree_first(&s.tree, menu_at(&s, 3))], leaf_at(&s, 3, 4));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_asked_for_goes_first_on_glass),
		cmocka_unit_test(the_change_tells_from_which_rank_to_which),
		cmocka_unit_test(what_is_pinned_keeps_its_rank),
		cmocka_unit_test(nothing_served_proposes_nothing),
		cmocka_unit_test(the_order_moves_at_most_once_a_week),
		cmocka_unit_test(a_leaf_in_two_places_does_not_weigh_less_than_nothing),
		cmocka_unit_test(an_order_that_keeps_the_pinned_waiting_is_not_tried),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
