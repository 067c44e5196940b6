/* Rising issues: how fast they come, that they go, and what they may not do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "learn_help.h"

#include "learn/state.h"

enum { DAYS = 10, CALLS = 300, GAP_S = 120 };

static struct learn_stand s;

static void a_line(struct rng *rng)
{
	learn_stand_up(&s, &(struct learn_site){.menus = 7, .leaves = 8});
	for (int day = 0; day < DAYS; day++) {
		learn_live(&s, rng, CALLS, GAP_S);
		learn_sleep(&s);
	}
}

/* One in five wants the leaf. Returns how many of them came until it was one step away; UINT32_MAX: never. */
static uint32_t spike(struct rng *rng, uint16_t leaf, uint32_t calls)
{
	uint32_t wanted = 0;

	for (uint32_t i = 0; i < calls; i++) {
		bool of_it = rng_chance(rng, 200);

		s.second += GAP_S;
		wanted += of_it;
		if (learn_serve(&s, of_it ? leaf : learn_usual(&s, rng)) && learn_is_live(&s, leaf))
			return wanted;
	}
	return UINT32_MAX;
}

static void a_fifth_of_all_calls_is_one_step_away_within_thirty_of_them(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 10; seed++) {
		struct rng rng = {seed};

		a_line(&rng);
		assert_in_range(spike(&rng, leaf_at(&s, 6, 5), CALLS), 1, 30);
		assert_int_equal(s.standing.plan.places[PLACE_NOW].why, PLACE_RISING);
		assert_int_not_equal(s.standing.now_session, 0);
	}
}

static const struct change *told(enum change_kind kind)
{
	const struct changes *changes = &learn_proposal(s.learn)->changes;

	for (uint16_t i = 0; i < changes->count; i++)
		if (changes->list[i].kind == kind)
			return &changes->list[i];
	return NULL;
}

/* A fifth of all no longer hear six menus and five leaves before theirs: of those 36 s, spread over all callers. */
static void what_it_saves_is_told_in_milliseconds_a_call(void **state)
{
	struct rng rng = {1};
	const struct change *change;

	(void)state;
	a_line(&rng);
	spike(&rng, leaf_at(&s, 6, 5), CALLS);
	change = told(CHANGE_RISING);
	assert_non_null(change);
	assert_in_range(change->gain_ms, 2000, 12000);
}

/* After one whole day it is known what is usual. */
static void on_the_second_day_something_may_rise(void **state)
{
	struct rng rng = {7};

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 7, .leaves = 8});
	learn_live(&s, &rng, CALLS, GAP_S);
	learn_sleep(&s);
	assert_in_range(spike(&rng, leaf_at(&s, 6, 5), CALLS), 1, 30);
}

/* Three days long it is no part of what usually is asked for; then the night may find it a place of its own. */
static void on_its_fourth_day_it_is_no_news(void **state)
{
	struct rng rng = {1};
	uint16_t leaf;
	uint32_t usual;

	(void)state;
	a_line(&rng);
	leaf = leaf_at(&s, 6, 5);
	spike(&rng, leaf, CALLS);
	for (int day = 0; day < 3; day++) {
		assert_true(rising_is_news(s.learn, leaf, &usual));
		learn_sleep(&s);
		learn_serve(&s, leaf);
	}
	assert_int_equal(s.standing.plan.places[PLACE_NOW].why, PLACE_RISING);
	assert_false(rising_is_news(s.learn, leaf, &usual));
}

static void it_goes_when_it_is_over_and_its_key_still_leads_there(void **state)
{
	struct rng rng = {4};
	uint16_t leaf;

	(void)state;
	a_line(&rng);
	leaf = leaf_at(&s, 6, 5);
	spike(&rng, leaf, CALLS);
	for (int day = 0; day < 4; day++) {
		learn_sleep(&s);
		learn_live(&s, &rng, CALLS, GAP_S);
	}
	assert_false(learn_is_live(&s, leaf));
	assert_int_equal(walk_key(&s.tree, &s.standing.plan, TREE_NONE, KEY_NOW), leaf);
	assert_int_equal(s.standing.now_session, 0);
}

/* A line on which the business had put something in the place "now", and another issue has just risen there. Returns
 * what the business had put. */
static uint16_t a_line_with_its_own(struct rng *rng)
{
	uint16_t own;

	a_line(rng);
	own = leaf_at(&s, 0, 3);
	s.standing.plan.places[PLACE_NOW] = (struct place){own, PLACE_AUTHORED, 7};
	s.standing.usual[PLACE_NOW] = s.standing.plan.places[PLACE_NOW];
	learn_applied(s.learn, &s.standing);
	assert_in_range(spike(rng, leaf_at(&s, 6, 5), CALLS), 1, 30);
	return own;
}

static void what_the_business_put_there_yields_and_returns(void **state)
{
	struct rng rng = {5};
	uint16_t own;

	(void)state;
	own = a_line_with_its_own(&rng);
	assert_false(learn_is_live(&s, own));
	for (int day = 0; day < 4; day++) {
		learn_sleep(&s);
		learn_live(&s, &rng, CALLS, GAP_S);
	}
	assert_int_equal(s.standing.plan.places[PLACE_NOW].item, own);
	assert_int_equal(s.standing.plan.places[PLACE_NOW].why, PLACE_AUTHORED);
}

static void an_emergency_keeps_its_place(void **state)
{
	struct rng rng = {6};

	(void)state;
	a_line(&rng);
	s.standing.plan.places[PLACE_NOW] = (struct place){leaf_at(&s, 0, 3), PLACE_PINNED, 0};
	learn_applied(s.learn, &s.standing);
	spike(&rng, leaf_at(&s, 6, 5), CALLS);
	assert_int_equal(s.standing.plan.places[PLACE_NOW].item, leaf_at(&s, 0, 3));
	assert_int_equal(s.standing.plan.places[PLACE_NOW].why, PLACE_PINNED);
}

static void nothing_rises_on_the_first_day(void **state)
{
	struct rng rng = {7};

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 7, .leaves = 8});
	assert_int_equal(spike(&rng, leaf_at(&s, 6, 5), 1000), UINT32_MAX);
}

static void usual_days_make_nothing_rise(void **state)
{
	struct rng rng = {8};
	uint32_t rising = 0;

	(void)state;
	a_line(&rng);
	for (int day = 0; day < 30; day++) {
		rising += learn_live(&s, &rng, CALLS, GAP_S);
		learn_sleep(&s);
	}
	assert_int_equal(rising, 0);
}

/* Taken back by hand to a version with a rising issue that this learner never saw rise. */
static void what_was_brought_back_by_hand_goes_when_nobody_asks(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 5; seed++) {
		struct rng rng = {seed};

		a_line(&rng);
		s.standing.plan.places[PLACE_NOW] = (struct place){leaf_at(&s, 6, 5), PLACE_RISING, 0};
		learn_applied(s.learn, &s.standing);
		for (int i = 0; i < CALLS; i++)
			learn_serve(&s, learn_usual(&s, &rng));
		assert_int_equal(s.standing.plan.places[PLACE_NOW].why, PLACE_RETIRED);
		assert_int_equal(s.standing.plan.places[PLACE_NOW].item, leaf_at(&s, 6, 5));
	}
}

/* --- where it goes, and where it may not --- */

static void a_pin(int place, uint16_t leaf)
{
	s.standing.plan.places[place] = (struct place){leaf, PLACE_PINNED, 0};
	learn_applied(s.learn, &s.standing);
}

/* So many in a thousand want the leaf, the others what is usual. */
static void crowd(struct rng *rng, uint16_t leaf, uint32_t permille, int calls)
{
	for (int i = 0; i < calls; i++) {
		s.second += GAP_S;
		learn_serve(&s, rng_chance(rng, permille) ? leaf : learn_usual(&s, rng));
	}
}

static void it_takes_the_free_place_and_leaves_it_again(struct place place)
{
	struct rng rng = {6};
	uint16_t leaf;

	a_line(&rng);
	leaf = leaf_at(&s, 6, 5);
	a_pin(PLACE_NOW, leaf_at(&s, 0, 3));
	s.standing.plan.places[0] = place;
	learn_applied(s.learn, &s.standing);
	assert_in_range(spike(&rng, leaf, CALLS), 1, 30);
	assert_int_equal(s.standing.plan.places[0].item, leaf);
	assert_int_equal(s.standing.plan.places[0].why, PLACE_RISING);
	learn_sleep(&s); /* the night leaves it where it is */
	assert_int_equal(s.standing.plan.places[0].why, PLACE_RISING);
	s.standing.now_session = 4711;
	learn_applied(s.learn, &s.standing);
	crowd(&rng, leaf, 0, CALLS);
	assert_int_equal(s.standing.plan.places[0].why, PLACE_RETIRED);
	assert_int_equal(s.standing.now_session, 4711); /* another place's */
}

static void beside_an_emergency_it_takes_an_empty_place_and_leaves_it_again(void **state)
{
	(void)state;
	it_takes_the_free_place_and_leaves_it_again((struct place){TREE_NONE, PLACE_EMPTY, 0});
}

static void or_one_whose_key_only_leads_there_silently(void **state)
{
	(void)state;
	it_takes_the_free_place_and_leaves_it_again((struct place){leaf_at(&s, 3, 3), PLACE_RETIRED, 0});
}

static void where_every_place_is_pinned_nothing_rises(void **state)
{
	struct rng rng = {6};

	(void)state;
	a_line(&rng);
	a_pin(0, leaf_at(&s, 0, 3));
	a_pin(PLACE_NOW, leaf_at(&s, 0, 4));
	assert_int_equal(spike(&rng, leaf_at(&s, 6, 5), CALLS), UINT32_MAX);
}

static void what_rises_more_takes_the_place_of_what_rises_less(void **state)
{
	struct rng rng = {6};
	uint16_t less;
	uint16_t more;

	(void)state;
	a_line(&rng);
	less = leaf_at(&s, 6, 5);
	more = leaf_at(&s, 5, 6);
	a_pin(0, leaf_at(&s, 0, 3));
	assert_in_range(spike(&rng, less, CALLS), 1, 30);
	for (int i = 0; i < 150; i++) { /* as much as the other: it waits */
		s.second += GAP_S;
		learn_serve(&s, i % 5 == 0 ? less : i % 5 == 2 ? more : learn_usual(&s, &rng));
	}
	assert_int_equal(s.standing.plan.places[PLACE_NOW].item, less);
	for (int i = 0; i < 100; i++) {
		s.second += GAP_S;
		learn_serve(&s, i % 4 == 0 ? less : i % 4 == 3 ? learn_usual(&s, &rng) : more);
	}
	assert_int_equal(s.standing.plan.places[PLACE_NOW].item, more);
	assert_int_equal(s.standing.plan.places[PLACE_NOW].why, PLACE_RISING);
}

/* What the business had in the place stands in another by now: the place goes back to nobody. */
static void what_returned_elsewhere_does_not_return_twice(void **state)
{
	struct rng rng = {5};
	uint16_t own;

	(void)state;
	own = a_line_with_its_own(&rng);
	a_pin(0, own);
	crowd(&rng, own, 0, CALLS);
	assert_int_equal(s.standing.plan.places[PLACE_NOW].why, PLACE_RETIRED);
	assert_int_equal(s.standing.plan.places[PLACE_NOW].item, leaf_at(&s, 6, 5));
}

/* All that comes is of it, but for touches that are faster than the eye: those are not believed, nor do they break it.
 */
static void it_may_be_all_that_is_asked_for(void **state)
{
	struct rng rng = {7};
	bool rose = false;
	uint16_t leaf;

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 7, .leaves = 6, .touch = true});
	for (int day = 0; day < DAYS; day++) {
		learn_live(&s, &rng, 60, 400);
		learn_sleep(&s);
	}
	leaf = leaf_at(&s, 6, 5);
	for (int i = 0; i < 24 && !rose; i++) {
		struct visit visit = learn_visit_of(&s, i % 4 == 3 ? leaf_at(&s, 2, 2) : leaf);

		visit.ms = i % 4 == 3 ? 1000 : 12000;
		s.second += 400;
		if (learn_visit(s.learn, &visit))
			learn_take(&s);
		rose = learn_is_live(&s, leaf);
	}
	assert_true(rose);
}

/* What a hand did while nobody looked is still a hand's, when hours have gone by. */
static void a_hand_before_a_restart_is_one_after_it(void **state)
{
	struct rng rng = {9};
	uint16_t leaf;

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 7, .leaves = 6, .touch = true});
	for (int day = 0; day < DAYS; day++) {
		learn_live(&s, &rng, 60, 400);
		learn_sleep(&s);
	}
	leaf = leaf_at(&s, 6, 5);
	for (int i = 0; i < 24; i++) {
		struct visit visit = learn_visit_of(&s, i % 3 == 2 ? learn_usual(&s, &rng) : leaf);

		learn_recall(s.learn, &visit);
	}
	for (int i = 0; i < 3; i++) {
		s.second += 900;
		assert_false(learn_serve(&s, leaf));
	}
	assert_true(s.learn->rising.quiet[leaf] > 0);
	assert_false(learn_is_live(&s, leaf));
}

/* On glass a shortcut is looked at before all tiles: one that saves little is not worth that. */
static void what_would_keep_all_others_waiting_does_not_rise(void **state)
{
	uint16_t near;

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 2, .leaves = 3, .touch = true});
	near = leaf_at(&s, 0, 0);
	for (int day = 0; day < DAYS; day++) {
		for (int i = 0; i < 100; i++) {
			s.second += 200;
			learn_serve(&s, leaf_at(&s, 1, (uint16_t)(i % 3)));
		}
		learn_sleep(&s);
	}
	for (int i = 0; i < 250; i++) {
		s.second += 200;
		learn_serve(&s, i % 10 == 0 ? near : leaf_at(&s, 1, (uint16_t)(i % 3)));
	}
	assert_in_range(s.learn->rising.usual[near], 1, SHARE_ONE / 20);
	assert_false(learn_is_live(&s, near));
}

static void what_stands_at_the_start_needs_no_shortcut(void **state)
{
	struct rng rng = {6};
	uint32_t of;

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 7, .leaves = 8});
	s.tree.items[menu_at(&s, 6)].count = 0; /* the last of the start menu is a leaf, */
	s.tree.items_count = (uint16_t)(s.tree.items_count - 8);
	for (uint16_t i = 0; i < s.tree.items_count; i++)
		if (tree_is_leaf(&s.tree, i))
			s.tree.items[i].first = s.tree.items_count;
	learn_reopen(&s);
	for (int day = 0; day < DAYS; day++) {
		learn_live(&s, &rng, CALLS, GAP_S);
		learn_sleep(&s);
	}
	for (int i = 0; i < CALLS; i++) {
		s.second += GAP_S;
		learn_serve(&s, rng_chance(&rng, 300) ? menu_at(&s, 6) : learn_usual(&s, &rng)); /* and all want it */
	}
	learn_sleep(&s);
	assert_false(learn_is_live(&s, menu_at(&s, 6)));
	assert_true(days_served(s.learn, menu_at(&s, 6), 1, &of) > CALLS / 5);
}

/* Two that rise strongly, one after the other, are together not more than all. */
static void what_rises_is_never_more_than_all(void **state)
{
	struct rng rng = {8};

	(void)state;
	a_line(&rng);
	for (uint16_t i = 0; i < 2; i++)
		s.standing.plan.places[i] = (struct place){leaf_at(&s, 6, i), PLACE_RISING, 0};
	learn_applied(s.learn, &s.standing);
	for (int i = 0; i < 2; i++)
		s.learn->rising.watch[i].share = SHARE_ONE / 4 * 3;
	rising_demand(s.learn);
	for (uint16_t i = s.tree.top_count; i < s.tree.items_count; i++) {
		bool rises = i == leaf_at(&s, 6, 0) || i == leaf_at(&s, 6, 1);

		assert_int_equal(s.learn->risen.share[i], rises ? SHARE_ONE / 4 * 3 : 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fifth_of_all_calls_is_one_step_away_within_thirty_of_them),
		cmocka_unit_test(what_it_saves_is_told_in_milliseconds_a_call),
		cmocka_unit_test(on_the_second_day_something_may_rise),
		cmocka_unit_test(on_its_fourth_day_it_is_no_news),
		cmocka_unit_test(it_goes_when_it_is_over_and_its_key_still_leads_there),
		cmocka_unit_test(what_the_business_put_there_yields_and_returns),
		cmocka_unit_test(an_emergency_keeps_its_place),
		cmocka_unit_test(nothing_rises_on_the_first_day),
		cmocka_unit_test(usual_days_make_nothing_rise),
		cmocka_unit_test(what_was_brought_back_by_hand_goes_when_nobody_asks),
		cmocka_unit_test(beside_an_emergency_it_takes_an_empty_place_and_leaves_it_again),
		cmocka_unit_test(or_one_whose_key_only_leads_there_silently),
		cmocka_unit_test(where_every_place_is_pinned_nothing_rises),
		cmocka_unit_test(what_rises_more_takes_the_place_of_what_rises_less),
		cmocka_unit_test(what_returned_elsewhere_does_not_return_twice),
		cmocka_unit_test(it_may_be_all_that_is_asked_for),
		cmocka_unit_test(a_hand_before_a_restart_is_one_after_it),
		cmocka_unit_test(what_would_keep_all_others_waiting_does_not_rise),
		cmocka_unit_test(what_stands_at_the_start_needs_no_shortcut),
		cmocka_unit_test(what_rises_is_never_more_than_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
