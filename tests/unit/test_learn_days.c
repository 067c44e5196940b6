/* What the days say: hands, clocks that stand or are not set, what is usual and what is forgotten, step by step. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "learn_help.h"

#include "learn/state.h"

static struct learn_stand s;

enum { MANY = 70000, QUARTER_S = 900 };

static void a_house(bool touch)
{
	learn_stand_up(&s, &(struct learn_site){.menus = 4, .leaves = 5, .touch = touch});
}

/* So many visits, everybody somewhere else, from nine on. */
static void a_day(uint32_t visits, uint32_t gap_s)
{
	for (uint32_t i = 0; i < visits; i++) {
		s.second += gap_s;
		learn_serve(&s, (uint16_t)(s.tree.top_count + i * 7 % (s.tree.items_count - s.tree.top_count)));
	}
	learn_sleep(&s);
}

static uint32_t fair_at(uint16_t leaf)
{
	return s.learn->days.fair[leaf];
}

static void a_second_time_by_the_same_customer_counts_once(void **state)
{
	uint16_t leaf = 0;
	struct visit visit;

	(void)state;
	a_house(false);
	leaf = leaf_at(&s, 1, 1);
	visit = learn_visit_of(&s, leaf);
	learn_recall(s.learn, &visit);
	learn_recall(s.learn, &visit);
	assert_int_equal(fair_at(leaf), 1);
	visit.leaf = leaf_at(&s, 1, 2); /* something else by the same customer counts */
	learn_recall(s.learn, &visit);
	assert_int_equal(fair_at(leaf_at(&s, 1, 2)), 1);
	assert_int_equal(s.learn->recent_count, 2);
}

/* Before the first visit nobody was anywhere: not at the first item either, and there was no session 0. */
static void the_first_visit_is_nobody_s_second(void **state)
{
	struct visit visit;

	(void)state;
	memset(&s, 0, sizeof(s));
	s.tree.items_count = s.tree.top_count = 2;
	for (uint16_t i = 0; i < 2; i++) {
		learn_put(&s, i, TREE_NONE, (uint8_t)i);
		s.tree.children[i] = i;
	}
	plan_authored(&s.tree, &s.standing.plan);
	s.day = STAND_DAY;
	learn_reopen(&s);
	visit = learn_visit_of(&s, 0);
	visit.session = 0;
	learn_recall(s.learn, &visit);
	assert_int_equal(fair_at(0), 1);
}

static void on_glass_nobody_touches_faster_than_the_eye(void **state)
{
	static const struct {
		uint32_t ms;
		bool touch;
		uint32_t fair;
	} cases[] = {
		{1499, true, 0}, {1500, true, 1}, {0, true, 1}, /* not known */
		{1499, false, 1},                               /* a key that was remembered */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct visit visit;

		a_house(cases[i].touch);
		visit = learn_visit_of(&s, leaf_at(&s, 1, 1));
		visit.ms = cases[i].ms;
		learn_recall(s.learn, &visit);
		assert_int_equal(fair_at(leaf_at(&s, 1, 1)), cases[i].fair);
	}
}

/* More than a day can count: the counts stand still at their end and do not begin again. */
static void a_counter_that_is_full_stays_so(void **state)
{
	uint16_t leaf;
	uint32_t of;

	(void)state;
	a_house(false);
	leaf = leaf_at(&s, 0, 1);
	for (uint32_t i = 0; i < MANY; i++) { /* one hand, all day */
		struct visit visit = learn_visit_of(&s, leaf);

		s.second = STAND_MORNING_S;
		learn_recall(s.learn, &visit);
	}
	assert_int_equal(fair_at(leaf), 3);
	assert_int_equal(days_served(s.learn, leaf, 1, &of), UINT16_MAX);
	assert_int_equal(of, MANY);
	a_house(false);
	for (uint32_t i = 0; i < 3 * MANY; i++) { /* two leaves by turns */
		struct visit visit = learn_visit_of(&s, i % 3 ? leaf : leaf_at(&s, 0, 2));

		s.second = STAND_MORNING_S;
		learn_recall(s.learn, &visit);
	}
	assert_int_equal(fair_at(leaf), UINT16_MAX);
	learn_night(s.learn, s.day);
	assert_in_range(s.learn->demand.share[leaf], SHARE_ONE / 5 * 2, SHARE_ONE / 5 * 3);
}

/* --- clocks --- */

static void a_clock_that_stands_makes_nobody_a_hand(void **state)
{
	struct rng rng = {3};
	bool rose = false;

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 7, .leaves = 6, .touch = true});
	for (int day = 0; day < 10; day++) {
		for (int i = 0; i < 60; i++) {
			s.second = STAND_MORNING_S; /* the same second all day */
			learn_serve(&s, learn_usual(&s, &rng));
		}
		learn_sleep(&s);
	}
	assert_int_equal(days_gap_ms(s.learn), 0);
	for (int i = 0; i < 60 && !rose; i++) {
		s.second = STAND_MORNING_S;
		learn_serve(&s, i % 3 ? leaf_at(&s, 6, 5) : learn_usual(&s, &rng));
		rose = learn_is_live(&s, leaf_at(&s, 6, 5));
	}
	assert_true(rose);
}

/* A visit before the clock was set has no time, or one before 1970. Of its day the house was once open since midnight,
 * or for a hundred years: then everybody seemed to come faster than people do. */
static void what_came_before_the_clock_was_set_opens_no_day(void **state)
{
	static const int64_t unknown[] = {0, -50, -100000};
	uint32_t gap_ms;

	(void)state;
	for (size_t n = 0; n < sizeof(unknown) / sizeof(unknown[0]); n++) {
		a_house(true);
		for (int day = 0; day < 3; day++) {
			struct visit visit = learn_visit_of(&s, leaf_at(&s, 3, 3));

			s.second--;
			a_day(20, QUARTER_S);
			visit.local_s = unknown[n];
			learn_recall(s.learn, &visit);
		}
		gap_ms = days_gap_ms(s.learn);
		assert_int_equal(gap_ms, (QUARTER_S + 1) * 1000);
	}
}

/* The days stand in a ring: what was there ninety days ago, on another weekday, has no part in what comes now. */
static void how_fast_people_come_is_known_of_the_last_days_only(void **state)
{
	(void)state;
	a_house(true);
	for (int day = 0; day < LEARN_DAYS; day++)
		a_day(day % 7 == 6 ? 0 : 5, 2 * QUARTER_S);
	assert_int_equal(days_gap_ms(s.learn), (2 * QUARTER_S + 1) * 1000);
	for (int day = LEARN_DAYS; day < LEARN_DAYS + 30; day++)
		a_day(day % 7 == 6 ? 0 : 10, QUARTER_S);
	assert_int_equal(days_gap_ms(s.learn), (QUARTER_S + 1) * 1000);
}

/* Nobody came, and no visit told it: the night alone makes what was known a month older. */
static void the_night_after_a_month_without_visits_knows_less(void **state)
{
	uint16_t last;
	uint32_t share;

	(void)state;
	a_house(true);
	last = leaf_at(&s, 3, 4);
	for (int i = 0; i < 40; i++) {
		s.second += QUARTER_S / 2;
		learn_serve(&s, i % 2 ? last : leaf_at(&s, 2, 2));
	}
	learn_night(s.learn, s.day);
	share = s.learn->demand.share[last];
	learn_night(s.learn, s.day + 30);
	assert_true(s.learn->demand.share[last] < share - share / 10);
}

static void a_clock_that_is_set_back_a_little_stays_in_its_day(void **state)
{
	(void)state;
	a_house(false);
	a_day(10, QUARTER_S);
	days_reach(s.learn, STAND_DAY + 5);
	assert_int_equal(s.learn->days.index, 5);
	days_reach(s.learn, STAND_DAY + 3);
	assert_int_equal(s.learn->days.today, STAND_DAY + 5);
	days_reach(s.learn, STAND_DAY + 2); /* it had been wrong */
	assert_int_equal(s.learn->days.today, STAND_DAY + 2);
	assert_int_equal(s.learn->days.index, 5);
	days_reach(s.learn, STAND_DAY + 2 + 300); /* a season forgets a month */
	assert_int_equal(s.learn->days.index, 35);
}

/* --- what is usual, and for how long --- */

static void the_busier_the_house_the_sooner_it_forgets(void **state)
{
	static const struct {
		uint32_t visits;
		uint32_t half_days;
	} cases[] = {{40, 30}, {200, 10}, {1200, 7}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		a_house(false);
		for (int day = 0; day < 40; day++)
			a_day(cases[i].visits, 10);
		assert_in_range(s.learn->memory.weight[cases[i].half_days], Q16 / 2 - 200, Q16 / 2 + 200);
	}
}

static void without_a_single_count_nobody_wants_anything(void **state)
{
	static const uint32_t counts[TREE_ITEMS_MAX];
	struct demand demand;

	(void)state;
	a_house(false);
	memset(&demand, 1, sizeof(demand));
	demand_of_counts(&s.tree, counts, &demand);
	for (uint16_t i = 0; i < s.tree.items_count; i++)
		assert_int_equal(demand.share[i], 0);
}

/* So deep and so late that its authored order is worth nothing: and then all want it. */
static void what_nobody_ever_expected_is_believed_when_days_say_so(void **state)
{
	uint16_t deep;
	uint32_t demand[TREE_ITEMS_MAX];

	(void)state;
	memset(&s, 0, sizeof(s));
	s.tree.top_count = TREE_CHILDREN_MAX;
	for (uint16_t level = 0; level < 4; level++) { /* the last of each menu is the next menu */
		uint16_t at = (uint16_t)(level * TREE_CHILDREN_MAX);

		for (uint16_t i = 0; i < TREE_CHILDREN_MAX; i++) {
			learn_put(&s, (uint16_t)(at + i), level ? (uint16_t)(at - 1) : TREE_NONE, (uint8_t)i);
			s.tree.children[at + i] = (uint16_t)(at + i);
			s.tree.items[at + i].first = (uint16_t)(at + TREE_CHILDREN_MAX);
		}
		if (level < 3)
			s.tree.items[at + TREE_CHILDREN_MAX - 1].count = TREE_CHILDREN_MAX;
	}
	s.tree.items_count = 4 * TREE_CHILDREN_MAX;
	for (uint16_t i = 0; i < s.tree.items_count; i++)
		if (s.tree.items[i].count == 0)
			s.tree.items[i].first = s.tree.items_count;
	deep = (uint16_t)(s.tree.items_count - 1);
	plan_authored(&s.tree, &s.standing.plan);
	s.standing.held = s.standing.plan;
	s.day = STAND_DAY;
	learn_reopen(&s);
	assert_int_equal(s.learn->counts[deep], 0);
	for (int day = 0; day < 12; day++) {
		for (int i = 0; i < 60; i++) {
			uint16_t leaf = (uint16_t)(day >= 8 && i % 2 ? deep : i % 11);
			struct visit visit = learn_visit_of(&s, leaf);

			learn_recall(s.learn, &visit);
		}
		learn_night(s.learn, s.day++);
	}
	learn_demand(s.learn, demand);
	assert_in_range(demand[deep], 300000, 600000);
}

/* --- the walk of all together --- */

static void of_two_shortcuts_to_one_leaf_the_first_is_taken(void **state)
{
	static struct expect_scratch times;
	uint16_t leaf;
	const struct expect_of of = {&s.tree, &s.standing.plan};
	uint32_t first_ms;

	(void)state;
	a_house(false);
	leaf = leaf_at(&s, 3, 4);
	s.standing.plan.places[0] = (struct place){leaf, PLACE_AUTHORED, 0};
	expect_times(&of, &times);
	first_ms = times.times[leaf];
	assert_int_equal(first_ms, s.tree.header_ms + s.tree.items[leaf].ms);
	s.standing.plan.places[1] = (struct place){leaf, PLACE_AUTHORED, 1}; /* the same once more, an item later */
	expect_times(&of, &times);
	assert_int_equal(times.times[leaf], first_ms);
}

/* --- arithmetic --- */

static void whole_numbers_do_not_overflow_and_divide_by_nothing(void **state)
{
	struct rng rng = {1};

	(void)state;
	assert_int_equal(whole_part(6, 7, 2), 21);
	assert_int_equal(whole_part(UINT64_MAX, 0, 5), 0);
	assert_int_equal(whole_part(0, 0, 0), 0);
	assert_int_equal(whole_part(UINT64_MAX / 2, 8, 16) >> 4, (UINT64_MAX / 4) >> 4); /* the last bits are lost */
	assert_int_equal(whole_part(8, UINT64_MAX / 2, 16) >> 4, (UINT64_MAX / 4) >> 4);
	assert_int_equal(whole_log2(0), whole_log2(1)); /* 0 counts as 1 */
	assert_int_equal(whole_log2(1), 0);
	assert_int_equal(whole_log2(UINT64_C(1) << 63), 63 * Q16);
	assert_int_equal(whole_gamma(&rng, 0), 0);
	assert_in_range(whole_gamma(&rng, 1000 * 256), 800 * 256, 1200 * 256);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_second_time_by_the_same_customer_counts_once),
		cmocka_unit_test(the_first_visit_is_nobody_s_second),
		cmocka_unit_test(on_glass_nobody_touches_faster_than_the_eye),
		cmocka_unit_test(a_counter_that_is_full_stays_so),
		cmocka_unit_test(a_clock_that_stands_makes_nobody_a_hand),
		cmocka_unit_test(what_came_before_the_clock_was_set_opens_no_day),
		cmocka_unit_test(how_fast_people_come_is_known_of_the_last_days_only),
		cmocka_unit_test(the_night_after_a_month_without_visits_knows_less),
		cmocka_unit_test(a_clock_that_is_set_back_a_little_stays_in_its_day),
		cmocka_unit_test(the_busier_the_house_the_sooner_it_forgets),
		cmocka_unit_test(without_a_single_count_nobody_wants_anything),
		cmocka_unit_test(what_nobody_ever_expected_is_believed_when_days_say_so),
		cmocka_unit_test(of_two_shortcuts_to_one_leaf_the_first_is_taken),
		cmocka_unit_test(whole_numbers_do_not_overflow_and_divide_by_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
