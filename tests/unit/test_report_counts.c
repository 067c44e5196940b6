/* What a report counts of a visit: stays and how they end, also where steps are missing, damaged or out of order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "learn_help.h"

#include "learn/report.h"

enum { LONG_MS = 1000 * 1000 };

static struct learn_stand s;
static struct report r;

static int stand_up(void **state)
{
	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 3, .leaves = 3});
	s.tree.prompts_count = 1;
	s.tree.prompts[0] = (struct tree_prompt){77, 5000, 0};
	return 0;
}

static struct visit begin(uint16_t leaf, uint8_t outcome)
{
	struct visit visit = learn_visit_of(&s, leaf);

	visit.outcome = outcome;
	report_begin(&r, &s.tree);
	return visit;
}

static void put(struct visit *visit, uint8_t kind, uint8_t end, uint16_t index, uint32_t ms)
{
	visit_add(visit, &(struct visit_step){kind, end, index, ms});
}

static void who_stays_very_long_is_counted_at_the_last_second(void **state)
{
	struct visit visit = begin(TREE_NONE, VISIT_LEFT);
	const struct report_leaving *prompt = &r.leaving[0];

	(void)state;
	put(&visit, SEGMENT_PROMPT, VISIT_LEFT_HERE, 0, LONG_MS);
	report_add(&r, &visit);
	assert_int_equal(prompt->there[0], 1);
	assert_int_equal(prompt->there[REPORT_SECONDS_MAX - 1], 1);
	assert_int_equal(prompt->left[REPORT_SECONDS_MAX - 1], 1);
	visit = begin(TREE_NONE, VISIT_LEFT);
	put(&visit, SEGMENT_PROMPT, VISIT_LEFT_HERE, 0, 38999); /* in the last but one */
	report_add(&r, &visit);
	assert_int_equal(prompt->left[REPORT_SECONDS_MAX - 2], 1);
	assert_int_equal(prompt->there[REPORT_SECONDS_MAX - 1], 0);
}

/* A menu that follows another although nobody chose it: who is there has gone back. */
static void a_menu_out_of_order_was_reached_by_going_back(void **state)
{
	struct visit visit = begin(leaf_at(&s, 1, 1), VISIT_SERVED);

	(void)state;
	put(&visit, SEGMENT_HEADER, VISIT_HEARD, menu_at(&s, 0), 1000);
	put(&visit, SEGMENT_HEADER, VISIT_HEARD, menu_at(&s, 1), 1000);
	put(&visit, SEGMENT_ITEM, VISIT_CHOSEN, leaf_at(&s, 1, 1), 1000);
	report_add(&r, &visit);
	assert_int_equal(r.node[menu_at(&s, 0)].ended[REPORT_BACK], 1);
	assert_int_equal(r.node[menu_at(&s, 1)].ended[REPORT_WENT_ON], 1);
	assert_int_equal(r.node[leaf_at(&s, 1, 1)].ended[REPORT_SERVED], 1);
}

/* Nobody chooses what is said before the menu, or its header; a damaged row may say so. */
static void a_prompt_or_header_is_never_taken(void **state)
{
	struct visit visit = begin(TREE_NONE, VISIT_LEFT);

	(void)state;
	put(&visit, SEGMENT_PROMPT, VISIT_CHOSEN, 0, 1000);
	put(&visit, SEGMENT_HEADER, VISIT_CHOSEN, menu_at(&s, 1), 1000);
	report_add(&r, &visit);
	for (int kind = 0; kind < SEGMENT_KINDS; kind++)
		assert_int_equal(r.place_taken[kind], 0);
	assert_int_equal(r.node[menu_at(&s, 1)].entered, 1);
	assert_int_equal(r.node[menu_at(&s, 1)].ended[REPORT_LEFT], 1);
}

static void a_leaf_without_a_way_there_is_served_all_the_same(void **state)
{
	struct visit visit = begin(leaf_at(&s, 2, 1), VISIT_NOT_HELPED);

	(void)state;
	report_add(&r, &visit);
	assert_int_equal(r.node[leaf_at(&s, 2, 1)].entered, 1);
	assert_int_equal(r.node[leaf_at(&s, 2, 1)].ended[REPORT_NOT_HELPED], 1);
	visit = begin(leaf_at(&s, 2, 1), VISIT_SERVED); /* it ended in a menu, as far as the steps tell */
	put(&visit, SEGMENT_HEADER, VISIT_HEARD, menu_at(&s, 2), 1000);
	report_add(&r, &visit);
	assert_int_equal(r.node[menu_at(&s, 2)].ended[REPORT_WENT_ON], 1);
	assert_int_equal(r.node[leaf_at(&s, 2, 1)].ended[REPORT_SERVED], 1);
}

struct cells_case {
	uint32_t cells[4];
	uint32_t hidden;
};

/* A small number alone could be reckoned from the others: the next larger one is hidden with it. */
static void small_cells_cannot_be_reckoned_from_the_others(void **state)
{
	static const struct cells_case cases[] = {
		{{10, 20, 0, 30}, 0},
		{{10, 4, 0, 30}, 1U << 1 | 1U << 0},
		{{30, 4, 0, 10}, 1U << 1 | 1U << 3}, /* the smallest of the rest, wherever it stands */
		{{10, 4, 10, 30}, 1U << 1 | 1U << 0},
		{{10, 4, 1, 30}, 1U << 1 | 1U << 2}, /* two of them hide each other */
		{{0, 4, 0, 0}, 1U << 1},             /* nothing to hide it with */
		{{5, 5, 5, 5}, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(report_hidden(cases[i].cells, 4), cases[i].hidden);
}

static void a_clock_that_was_wrong_dates_nothing(void **state)
{
	static const int64_t clocks[] = {0, -1, INT64_MIN, INT64_MAX};
	struct visit visit = begin(TREE_NONE, VISIT_LEFT);

	(void)state;
	for (size_t i = 0; i < sizeof(clocks) / sizeof(clocks[0]); i++) {
		visit.local_s = clocks[i];
		report_add(&r, &visit);
	}
	assert_int_equal(r.visits, 4);
	assert_int_equal(r.undated, 4);
	assert_int_equal(r.days_count, 0);
	visit.local_s = (int64_t)STAND_DAY * 86400;
	report_add(&r, &visit);
	visit.local_s -= 86400; /* before the first, and long after it: in the sums only */
	report_add(&r, &visit);
	visit.local_s += (int64_t)(REPORT_DAYS_MAX + 1) * 86400;
	report_add(&r, &visit);
	assert_int_equal(r.days_count, 1);
	assert_int_equal(r.hour[0], 3);
	assert_int_equal(r.day[0].visits, 1);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_stays_very_long_is_counted_at_the_last_second),
		cmocka_unit_test(a_menu_out_of_order_was_reached_by_going_back),
		cmocka_unit_test(a_prompt_or_header_is_never_taken),
		cmocka_unit_test(a_leaf_without_a_way_there_is_served_all_the_same),
		cmocka_unit_test(small_cells_cannot_be_reckoned_from_the_others),
		cmocka_unit_test(a_clock_that_was_wrong_dates_nothing),
	};

	return cmocka_run_group_tests(tests, stand_up, NULL);
}
