/* What must leave no trace: hands, clocks, damaged visits; and what nights may cost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "learn_help.h"

#include <time.h>

enum { DAYS = 40, SESSIONS = 30, GAP_S = 1400, TAPS = 500 };

static struct learn_stand s;
static struct learn_stand quiet;

static void a_kiosk(struct learn_stand *stand)
{
	struct rng rng = {3};

	learn_stand_up(stand, &(struct learn_site){.menus = 7, .leaves = 6, .touch = true});
	for (int day = 0; day < DAYS; day++) {
		learn_live(stand, &rng, SESSIONS, GAP_S);
		learn_sleep(stand);
	}
}

/* A day with customers, and on one of the two kiosks with taps between them; then a week of usual days. */
static void a_day_with_taps(uint32_t taps_a_customer, bool mixed)
{
	uint16_t rare;
	struct rng rng = {9};
	struct rng same = {9};
	struct rng others = {10};

	a_kiosk(&s);
	a_kiosk(&quiet);
	rare = leaf_at(&s, 6, 5);
	for (uint32_t i = 0; i < TAPS / taps_a_customer; i++) {
		learn_live(&quiet, &same, i < SESSIONS, GAP_S);
		learn_live(&s, &rng, i < SESSIONS, GAP_S);
		for (uint32_t t = 0; t < taps_a_customer; t++) {
			s.second += 4;
			learn_serve(&s, mixed && t % 5 == 4 ? learn_usual(&s, &others) : rare);
			assert_false(learn_is_live(&s, rare));
		}
	}
	for (int day = 0; day < 7; day++) {
		learn_sleep(&s);
		learn_sleep(&quiet);
		learn_live(&s, &rng, SESSIONS, GAP_S);
		learn_live(&quiet, &same, SESSIONS, GAP_S);
		assert_false(learn_is_live(&s, rare));
	}
}

static void five_hundred_taps_of_one_hand_change_nothing(void **state)
{
	(void)state;
	a_day_with_taps(TAPS, false);
	assert_true(plan_same(&s.tree, &s.standing.plan, &quiet.standing.plan));
}

static void nor_do_they_between_the_customers(void **state)
{
	(void)state;
	a_day_with_taps(16, false);
	assert_true(plan_same(&s.tree, &s.standing.plan, &quiet.standing.plan));
}

static void mixed_with_others_they_still_bring_nothing_to_the_start(void **state)
{
	(void)state;
	a_day_with_taps(16, true);
}

static void what_lasts_is_believed_on_its_second_day(void **state)
{
	struct rng rng = {11};
	uint32_t demand[TREE_ITEMS_MAX];
	uint16_t leaf;

	(void)state;
	a_kiosk(&s);
	leaf = leaf_at(&s, 6, 5);
	for (int day = 0; day < 8; day++) {
		for (int i = 0; i < SESSIONS; i++) {
			s.second += GAP_S;
			learn_serve(&s, i % 3 == 0 ? leaf : learn_usual(&s, &rng));
		}
		learn_sleep(&s);
	}
	learn_demand(s.learn, demand);
	assert_in_range(demand[leaf], 150000, 400000);
}

static void clocks_that_leap_forget_nothing(void **state)
{
	uint32_t before[TREE_ITEMS_MAX];
	uint32_t after[TREE_ITEMS_MAX];

	(void)state;
	a_kiosk(&s);
	learn_demand(s.learn, before);
	learn_night(s.learn, s.day + 40000); /* a hundred years */
	learn_night(s.learn, 3);             /* and back to 1970 */
	learn_night(s.learn, s.day);
	learn_demand(s.learn, after);
	for (uint16_t i = 0; i < s.tree.items_count; i++)
		assert_in_range(after[i] + 30000, before[i], before[i] + 60000);
}

static void visits_of_items_that_are_gone_are_passed_over(void **state)
{
	struct visit visit;

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 3, .leaves = 3});
	visit = learn_visit_of(&s, TREE_NONE);
	for (int i = 0; i < 1000; i++)
		assert_false(learn_visit(s.learn, &visit));
	visit.outcome = VISIT_LEFT;
	visit.steps_count = 2;
	visit.steps[0] = (struct visit_step){SEGMENT_ITEM, VISIT_HEARD, TREE_NONE, 1000};
	visit.steps[1] = (struct visit_step){SEGMENT_ITEM, VISIT_LEFT_HERE, TREE_NONE, 1000};
	assert_false(learn_visit(s.learn, &visit));
	visit.local_s = INT64_MAX;
	learn_recall(s.learn, &visit);
	learn_night(s.learn, s.day);
	assert_true(plan_sound(&s.tree, &learn_proposal(s.learn)->next.plan));
}

static void ninety_days_and_a_night_take_less_than_a_second(void **state)
{
	struct rng rng = {12};
	clock_t begin;

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 10, .leaves = 11});
	assert_in_range(learn_bytes(), 1, STAND_BYTES);
	begin = clock();
	for (int day = 0; day < LEARN_DAYS; day++, s.day++) {
		for (int i = 0; i < 300; i++) {
			struct visit visit = learn_visit_of(&s, learn_usual(&s, &rng));

			learn_recall(s.learn, &visit);
		}
	}
	learn_night(s.learn, s.day);
	assert_in_range((clock() - begin) * 1000 / CLOCKS_PER_SEC, 0, 999);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(five_hundred_taps_of_one_hand_change_nothing),
		cmocka_unit_test(nor_do_they_between_the_customers),
		cmocka_unit_test(mixed_with_others_they_still_bring_nothing_to_the_start),
		cmocka_unit_test(what_lasts_is_believed_on_its_second_day),
		cmocka_unit_test(clocks_that_leap_forget_nothing),
		cmocka_unit_test(visits_of_items_that_are_gone_are_passed_over),
		cmocka_unit_test(ninety_days_and_a_night_take_less_than_a_second),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
