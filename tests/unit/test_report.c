/* What a report counts from visits, against small cases counted by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "site_help.h"
#include "visits_help.h"

#include "learn/layout.h"
#include "learn/report.h"
#include "report/report_effect.h"
#include "report/report_wanted.h"

#include <math.h>

enum { DAY = 20700, HELP_STEPS_MAX = 8, LAYOUT_BYTES = 1 << 16 };

/* Two menus of two leaves and one prompt: A (0) over a1 (2), a2 (3); B (1) over b1 (4), b2 (5). */
enum { A, B, A1, A2, B1, B2 };
static struct tree tree;
static struct plan plan;
static struct report report;

static int make_tree(void **state)
{
	static const uint16_t children[] = {A, B, A1, A2, B1, B2};

	(void)state;
	memset(&tree, 0, sizeof(tree));
	tree.items_count = 6;
	tree.top_count = 2;
	tree.prompts_count = 1;
	tree.header_ms = 1000;
	for (uint16_t i = 0; i < tree.items_count; i++)
		tree.items[i] = (struct tree_item){.id = 100U + i,
			.ms = 2000,
			.parent = i < A1   ? TREE_NONE
				  : i < B1 ? A
					   : B,
			.first = i == A   ? 2
				 : i == B ? 4
					  : 0,
			.count = i < A1 ? 2 : 0,
			.header_ms = i < A1 ? 1000 : 0,
			.place = i % 2};
	memcpy(tree.children, children, sizeof(children));
	tree.prompts[0] = (struct tree_prompt){.id = 7, .ms = 4000};
	plan_authored(&tree, &plan);
	assert_true(tree_sound(&tree));
	return 0;
}

struct said {
	uint8_t kind;
	uint8_t end;
	uint16_t index;
	uint32_t ms;
};

static struct visit visit_of(uint8_t outcome, uint16_t leaf, const struct said *steps, uint8_t count)
{
	struct visit v = {.session = 1,
		.layout = 1,
		.local_s = (int64_t)DAY * VISITS_DAY_S + 10 * 3600,
		.leaf = leaf,
		.outcome = outcome,
		.ms = 10000,
		.flags = VISIT_FIRST};

	for (uint8_t i = 0; i < count; i++)
		visit_add(&v, &(struct visit_step){steps[i].kind, steps[i].end, steps[i].index, steps[i].ms});
	return v;
}

#define VISIT(outcome, leaf, ...)                                                                                      \
	visit_of(outcome, leaf, (const struct said[]){__VA_ARGS__},                                                    \
		sizeof((const struct said[]){__VA_ARGS__}) / sizeof(struct said))

static void add(struct visit v)
{
	report_add(&report, &v);
}

static const uint32_t *ends(uint32_t node)
{
	return report.node[node].ended;
}

static void a_visit_is_counted_at_each_place_it_came_to(void **state)
{
	(void)state;
	report_begin(&report, &tree);
	add(VISIT(VISIT_SERVED, B2, {SEGMENT_PROMPT, VISIT_HEARD, 0, 4000},
		{SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1000}, {SEGMENT_ITEM, VISIT_HEARD, A, 2000},
		{SEGMENT_ITEM, VISIT_CHOSEN, B, 1500}, {SEGMENT_HEADER, VISIT_HEARD, B, 1000},
		{SEGMENT_ITEM, VISIT_HEARD, B1, 2000}, {SEGMENT_ITEM, VISIT_CHOSEN, B2, 500}));
	assert_int_equal(report.visits, 1);
	assert_int_equal(report.node[REPORT_PROMPTS].entered, 1);
	assert_int_equal(ends(REPORT_PROMPTS)[REPORT_WENT_ON], 1);
	assert_int_equal(report.node[REPORT_MENU].entered, 1);
	assert_int_equal(ends(REPORT_MENU)[REPORT_WENT_ON], 1);
	assert_int_equal(report.node[REPORT_MENU].ds, 45);
	assert_int_equal(report.node[B].entered, 1);
	assert_int_equal(report.node[B].ds, 35);
	assert_int_equal(report.node[B].ds_squared, 35 * 35);
	assert_int_equal(report.node[A].entered, 0);
	assert_int_equal(report.node[B2].entered, 1);
	assert_int_equal(ends(B2)[REPORT_SERVED], 1);
	assert_int_equal(report.prompt[0].ms, 4000);
	assert_int_equal(report.start.ms, 4500);
	assert_int_equal(report.menus.ms, 8000);
}

/* Silence and misunderstanding keep the customer where they are; going back is the end of a stay. */
static void a_menu_said_again_is_one_stay(void **state)
{
	(void)state;
	report_begin(&report, &tree);
	add(VISIT(VISIT_SERVED, A1, {SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1000},
		{SEGMENT_ITEM, VISIT_SILENT, B, 3000}, {SEGMENT_HEADER, VISIT_UNKNOWN, TREE_NONE, 1000},
		{SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1000}, {SEGMENT_ITEM, VISIT_CHOSEN, B, 1000},
		{SEGMENT_HEADER, VISIT_BACK, B, 1000}, {SEGMENT_HEADER, VISIT_BARGED, TREE_NONE, 200},
		{SEGMENT_ITEM, VISIT_CHOSEN, A, 0}, {SEGMENT_HEADER, VISIT_BARGED, A, 300},
		{SEGMENT_ITEM, VISIT_CHOSEN, A1, 0}));
	assert_int_equal(report.node[REPORT_MENU].entered, 2);
	assert_int_equal(report.node[REPORT_MENU].silent, 1);
	assert_int_equal(report.node[REPORT_MENU].unknown, 1);
	assert_int_equal(ends(REPORT_MENU)[REPORT_WENT_ON], 2);
	assert_int_equal(report.node[REPORT_MENU].ds, 72);
	assert_int_equal(ends(B)[REPORT_BACK], 1);
	assert_int_equal(ends(A)[REPORT_WENT_ON], 1);
	assert_int_equal(ends(A1)[REPORT_SERVED], 1);
}

static void leaving_is_counted_where_and_at_which_second(void **state)
{
	const struct report_leaving *prompt = &report.leaving[0];

	(void)state;
	report_begin(&report, &tree);
	add(VISIT(VISIT_LEFT, TREE_NONE, {SEGMENT_PROMPT, VISIT_LEFT_HERE, 0, 2500}));
	add(VISIT(VISIT_LEFT, TREE_NONE, {SEGMENT_PROMPT, VISIT_HEARD, 0, 4000},
		{SEGMENT_HEADER, VISIT_LEFT_HERE, TREE_NONE, 700}));
	add(VISIT(VISIT_LEFT, A1, {SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1000}, {SEGMENT_ITEM, VISIT_CHOSEN, A, 900},
		{SEGMENT_HEADER, VISIT_HEARD, A, 1000}, {SEGMENT_ITEM, VISIT_CHOSEN, A1, 100}));
	assert_int_equal(ends(REPORT_PROMPTS)[REPORT_LEFT], 1);
	assert_int_equal(ends(REPORT_MENU)[REPORT_LEFT], 1);
	assert_int_equal(ends(A1)[REPORT_LEFT], 1);
	assert_int_equal(report.prompt[0].left, 1);
	assert_int_equal(report.prompt[0].times, 2);
	assert_int_equal(prompt->there[0], 2);
	assert_int_equal(prompt->there[2], 2);
	assert_int_equal(prompt->there[3], 1);
	assert_int_equal(prompt->left[2], 1);
	assert_int_equal(prompt->left[4], 0);
	assert_int_equal(report.leaving[TREE_PROMPTS_MAX].left[0], 1);
	assert_int_equal(report.start.left, 1);
}

static void a_person_was_asked_for_or_was_forced_upon(void **state)
{
	struct visit asked = VISIT(VISIT_HANDED_OVER, TREE_NONE, {SEGMENT_HEADER, VISIT_BARGED, TREE_NONE, 900});
	struct visit forced = VISIT(VISIT_HANDED_OVER, TREE_NONE, {SEGMENT_HEADER, VISIT_UNKNOWN, TREE_NONE, 900});

	(void)state;
	report_begin(&report, &tree);
	asked.flags |= VISIT_ASKED_PERSON;
	add(asked);
	add(forced);
	add(VISIT(VISIT_NO_MATCH, TREE_NONE, {SEGMENT_HEADER, VISIT_UNKNOWN, TREE_NONE, 900}));
	assert_int_equal(ends(REPORT_MENU)[REPORT_ASKED], 1);
	assert_int_equal(ends(REPORT_MENU)[REPORT_FORCED], 1);
	assert_int_equal(ends(REPORT_MENU)[REPORT_GIVEN_UP], 1);
	assert_int_equal(report.asked, 1);
}

static void shortcuts_and_own_words_lead_to_a_leaf_at_once(void **state)
{
	(void)state;
	report_begin(&report, &tree);
	add(VISIT(
		VISIT_SERVED, B1, {SEGMENT_HEADER, VISIT_BARGED, TREE_NONE, 900}, {SEGMENT_NOW, VISIT_CHOSEN, B1, 0}));
	add(VISIT(VISIT_NOT_HELPED, B1, {SEGMENT_HEADER, VISIT_BARGED, TREE_NONE, 900},
		{SEGMENT_WORDS, VISIT_CHOSEN, B1, 0}));
	assert_int_equal(report.node[B1].entered, 2);
	assert_int_equal(report.node[B1].by_place, 1);
	assert_int_equal(report.node[B1].by_words, 1);
	assert_int_equal(ends(B1)[REPORT_NOT_HELPED], 1);
	assert_int_equal(report.node[B].entered, 0);
	assert_int_equal(report.place_taken[SEGMENT_NOW], 1);
}

/* Items, menus and prompts that the content has no more: nothing is counted at the wrong place. */
static void what_is_gone_is_counted_apart(void **state)
{
	(void)state;
	report_begin(&report, &tree);
	add(VISIT(VISIT_SERVED, TREE_NONE, {SEGMENT_PROMPT, VISIT_HEARD, TREE_NONE, 4000},
		{SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1000}, {SEGMENT_ITEM, VISIT_CHOSEN, TREE_NONE, 900},
		{SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1000}, {SEGMENT_ITEM, VISIT_CHOSEN, TREE_NONE, 900}));
	assert_int_equal(report.node[REPORT_MENU].entered, 1);
	assert_int_equal(report.gone, 2);
	assert_int_equal(report.outcome[VISIT_SERVED], 1);
}

/* In every node the ends add up to those who came, whatever the customers did. */
static void what_comes_in_goes_out(void **state)
{
	static uint64_t layout[LAYOUT_BYTES / 8];
	const struct content *bank = site_open(SITE_BANK);
	struct visits_maker maker;

	(void)state;
	assert_true(layout_build(bank, layout, sizeof(layout)) > 0);
	maker = visits_begin(layout_tree(layout), &layout_standing(layout)->plan, 5);
	report_begin(&report, layout_tree(layout));
	for (int i = 0; i < 5000; i++)
		add(visits_next(&maker));
	for (uint32_t node = 0; node < REPORT_NODES_MAX; node++) {
		uint32_t sum = 0;

		for (int e = 0; e < REPORT_ENDS; e++)
			sum += ends(node)[e];
		assert_int_equal(sum, report.node[node].entered);
	}
	assert_true(report.outcome[VISIT_SERVED] > 3000);
	assert_int_equal(report.days_count, 50);
	assert_int_equal(report.day[0].visits, 100);
	assert_int_equal(report.weekday_days[4], 8); /* Fridays: the first day is one */
	assert_int_equal(report.weekday[4], 800);
	site_close(bank);
}

static void a_clock_that_was_wrong_harms_no_count(void **state)
{
	struct visit v = VISIT(VISIT_SERVED, A1, {SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1000});
	const int64_t times[] = {v.local_s, 0, -5, 1, INT64_MAX, INT64_MIN, v.local_s + 500LL * VISITS_DAY_S};

	(void)state;
	report_begin(&report, &tree);
	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		v.local_s = times[i];
		add(v);
	}
	assert_int_equal(report.visits, 7);
	assert_int_equal(report.undated, 4);
	assert_int_equal(report.day[0].visits, 1);
	assert_int_equal(report.days_count, 1);
}

static void a_small_cell_cannot_be_reckoned_from_the_others(void **state)
{
	(void)state;
	assert_int_equal(report_hidden((const uint32_t[]){100, 20, 0}, 3), 0);
	assert_int_equal(report_hidden((const uint32_t[]){100, 20, 3}, 3), 0x6);
	assert_int_equal(report_hidden((const uint32_t[]){4, 20, 3}, 3), 0x5);
	assert_int_equal(report_hidden((const uint32_t[]){0, 4}, 2), 0x2);
	assert_int_equal(report_hidden((const uint32_t[]){5}, 1), 0);
}

/* --- what was wanted --- */

static struct wanted wanted;

static void add_wanted(struct visit v, int times)
{
	for (int i = 0; i < times; i++)
		wanted_add(&wanted, &v);
}

/* 20 left in the start menu after they had heard of A: they wanted b1 or b2, as 30 to 10. */
static void who_left_wanted_what_was_still_to_come(void **state)
{
	(void)state;
	wanted_begin(&wanted, &tree);
	add_wanted(VISIT(VISIT_SERVED, A1, {SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1000}), 40);
	add_wanted(VISIT(VISIT_SERVED, B1, {SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1000}), 30);
	add_wanted(VISIT(VISIT_SERVED, B2, {SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1000}), 10);
	add_wanted(VISIT(VISIT_LEFT, TREE_NONE, {SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1000},
			   {SEGMENT_ITEM, VISIT_HEARD, A, 2000}, {SEGMENT_ITEM, VISIT_LEFT_HERE, B, 500}),
		20);
	wanted_find(&wanted);
	assert_true(fabs(wanted.missed[B1] - 15) < 0.1 && fabs(wanted.missed[B2] - 5) < 0.1);
	assert_true(wanted.missed[A1] == 0 && wanted.missed[A2] == 0);
	assert_true(fabs(wanted.share[B1] - 0.45) < 0.01 && fabs(wanted.share[A1] - 0.4) < 0.01);
}

/* In menu A; having heard all of it; from a leaf; before any menu. */
static void who_left_elsewhere_is_counted_there(void **state)
{
	(void)state;
	wanted_begin(&wanted, &tree);
	add_wanted(VISIT(VISIT_SERVED, B1, {SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1000}), 50);
	add_wanted(VISIT(VISIT_LEFT, TREE_NONE, {SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1000},
			   {SEGMENT_ITEM, VISIT_CHOSEN, A, 2000}, {SEGMENT_HEADER, VISIT_HEARD, A, 900},
			   {SEGMENT_ITEM, VISIT_HEARD, A1, 900}, {SEGMENT_ITEM, VISIT_LEFT_HERE, A2, 100}),
		7);
	add_wanted(VISIT(VISIT_LEFT, TREE_NONE, {SEGMENT_HEADER, VISIT_HEARD, A, 900},
			   {SEGMENT_ITEM, VISIT_HEARD, A1, 900}, {SEGMENT_ITEM, VISIT_HEARD, A2, 100},
			   {SEGMENT_HEADER, VISIT_LEFT_HERE, A, 10}),
		2);
	add_wanted(VISIT(VISIT_LEFT, B2, {SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1000}), 3);
	add_wanted(VISIT(VISIT_LEFT, TREE_NONE, {SEGMENT_PROMPT, VISIT_LEFT_HERE, 0, 1000}), 4);
	wanted_find(&wanted);
	assert_true(wanted.missed[A2] > 7 && fabs(wanted.missed[A1] + wanted.missed[A2] - 9) < 1e-6);
	assert_true(wanted.missed[B1] == 0);
	assert_int_equal(wanted.got[B2], 3);
	assert_int_equal(wanted.early, 4);
}

/* --- does it help? --- */

static void add_effect(struct effect_counts *counts, uint32_t session, bool held, uint32_t ms)
{
	struct visit v = VISIT(VISIT_SERVED, A1, {SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1000});

	v.session = session;
	v.held = held;
	v.held_permille = 500;
	v.ms = ms;
	effect_add(counts, &v);
}

/* 10, 12, 14 seconds against 20, 22, 24: -10, and t(4) * sqrt(2 * 4 / 3) beside it. */
static void the_difference_and_its_interval_by_hand(void **state)
{
	struct effect_counts counts;
	struct effect_found found;

	(void)state;
	effect_begin(&counts, false);
	for (uint32_t i = 0; i < 3; i++) {
		add_effect(&counts, 2 * i + 1, false, 10000 + 2000 * i);
		add_effect(&counts, 2 * i + 2, true, 20000 + 2000 * i);
	}
	effect_find(&counts, EFFECT_SECONDS, &found);
	assert_true(found.known);
	assert_true(fabs(found.learned - 12) < 1e-9 && fabs(found.held - 22) < 1e-9);
	assert_true(fabs(found.high - (-10 + 2.776 * sqrt(8 / 3.0))) < 0.02);
	assert_true(fabs(found.low - (-10 - 2.776 * sqrt(8 / 3.0))) < 0.02);
	assert_int_equal(found.more_days, 0);
	effect_find(&counts, EFFECT_LEAVING, &found);
	assert_false(found.known); /* nobody left: nothing varies */
}

static void one_of_each_says_that_it_is_not_enough(void **state)
{
	struct effect_counts counts;
	struct effect_found found;

	(void)state;
	effect_begin(&counts, false);
	effect_find(&counts, EFFECT_SECONDS, &found);
	assert_false(found.known);
	add_effect(&counts, 1, false, 10000);
	add_effect(&counts, 2, true, 20000);
	effect_find(&counts, EFFECT_SECONDS, &found);
	assert_false(found.known);
}

/* A trial is judged by the visits of its own versions. */
static void only_a_trials_own_versions_count(void **state)
{
	struct effect_counts counts;
	uint32_t n[EFFECT_ARMS];

	(void)state;
	effect_begin(&counts, false);
	counts.version_from = 4;
	counts.version_to = 6;
	for (uint32_t version = 1; version <= 8; version++) {
		struct visit v = VISIT(VISIT_SERVED, A1, {SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1000});

		v.layout = version;
		v.held_permille = 500;
		effect_add(&counts, &v);
		v.held_permille = 0; /* nobody was drawn: it proves nothing */
		effect_add(&counts, &v);
	}
	effect_visits(&counts, n);
	assert_int_equal(n[0], 2);
	assert_int_equal(n[1], 0);
}

/* None of 60 left, 20 of 400 did: that may well be luck, and a spread of nothing would call it proven. */
static void what_hardly_ever_happens_proves_nothing(void **state)
{
	struct effect_counts counts;
	struct effect_found found;

	(void)state;
	effect_begin(&counts, false);
	for (uint32_t i = 0; i < 460; i++) {
		bool held = i >= 400;
		struct visit v = VISIT(!held && i % 20 == 0 ? VISIT_LEFT : VISIT_SERVED, A1,
			{SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1000});

		v.session = i;
		v.held = held;
		v.held_permille = 130;
		effect_add(&counts, &v);
	}
	effect_find(&counts, EFFECT_LEAVING, &found);
	assert_false(found.known);
}

/* A kiosk draws days: many visits of one day are one draw, and two days prove little. */
static void days_count_once_where_days_were_drawn(void **state)
{
	struct effect_counts by_day;
	struct effect_counts by_call;
	struct effect_found day;
	struct effect_found call;

	(void)state;
	effect_begin(&by_day, true);
	effect_begin(&by_call, false);
	for (uint32_t i = 0; i < 400; i++) {
		struct visit v = VISIT(VISIT_SERVED, A1, {SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1000});

		v.session = i;
		v.local_s += (int64_t)(i / 100) * VISITS_DAY_S;
		v.held = (i / 100) % 2;
		v.held_permille = 500;
		v.ms = 10000 + i % 7 * 1000 + i / 100 * 1000;
		effect_add(&by_day, &v);
		effect_add(&by_call, &v);
	}
	effect_find(&by_day, EFFECT_SECONDS, &day);
	effect_find(&by_call, EFFECT_SECONDS, &call);
	assert_true(day.known && call.known);
	assert_true(fabs(day.difference - call.difference) < 1e-9);
	assert_true(day.high - day.low > 5 * (call.high - call.low));
	assert_true(day.more_days > 0);
}

/* Twice the share held out while people were slow: unstratified the mean would lie, and the sign be wrong. */
static void another_share_is_another_stratum(void **state)
{
	struct effect_counts counts;
	struct effect_found found;
	uint32_t n[EFFECT_ARMS];

	(void)state;
	effect_begin(&counts, false);
	for (uint32_t i = 0; i < 1000; i++) {
		struct visit v = VISIT(VISIT_SERVED, A1, {SEGMENT_HEADER, VISIT_HEARD, TREE_NONE, 1000});
		bool slow = i >= 500;

		v.session = i;
		v.held_permille = slow ? 100 : 900;
		v.held = i % 10 < (slow ? 1 : 9);
		v.ms = (slow ? 30000U : 10000U) + (v.held ? 2000U : 0U) + i % 3 * 10;
		effect_add(&counts, &v);
	}
	effect_visits(&counts, n);
	assert_int_equal(n[0] + n[1], 1000);
	effect_find(&counts, EFFECT_SECONDS, &found);
	assert_true(found.known);
	assert_true(fabs(found.difference + 2) < 0.01);
}

/* The interval is right in about 95 of 100 worlds where learning saves one second. */
static void the_interval_holds_the_truth_as_often_as_it_says(void **state)
{
	int holds = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 200; seed++) {
		struct visits_maker maker = visits_begin(&tree, &plan, seed);
		struct effect_counts counts;
		struct effect_found found;

		maker.held_permille = 300;
		maker.faster_ms = 1000;
		effect_begin(&counts, false);
		for (int i = 0; i < 600; i++) {
			struct visit v = visits_next(&maker);

			effect_add(&counts, &v);
		}
		effect_find(&counts, EFFECT_SECONDS, &found);
		assert_true(found.known);
		holds += found.low <= -1 && found.high >= -1;
	}
	assert_in_range(holds, 181, 198);
}

static void rates_have_the_intervals_of_the_tables(void **state)
{
	double low;
	double high;

	(void)state;
	effect_rate_interval(0, &low, &high);
	assert_true(low == 0 && fabs(high - 3.69) < 0.05);
	effect_rate_interval(10, &low, &high); /* exact: 4.80, 18.39 */
	assert_true(fabs(low - 4.80) < 0.05 && fabs(high - 18.39) < 0.05);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_visit_is_counted_at_each_place_it_came_to),
		cmocka_unit_test(a_menu_said_again_is_one_stay),
		cmocka_unit_test(leaving_is_counted_where_and_at_which_second),
		cmocka_unit_test(a_person_was_asked_for_or_was_forced_upon),
		cmocka_unit_test(shortcuts_and_own_words_lead_to_a_leaf_at_once),
		cmocka_unit_test(what_is_gone_is_counted_apart),
		cmocka_unit_test(what_comes_in_goes_out),
		cmocka_unit_test(a_clock_that_was_wrong_harms_no_count),
		cmocka_unit_test(a_small_cell_cannot_be_reckoned_from_the_others),
		cmocka_unit_test(who_left_wanted_what_was_still_to_come),
		cmocka_unit_test(who_left_elsewhere_is_counted_there),
		cmocka_unit_test(the_difference_and_its_interval_by_hand),
		cmocka_unit_test(one_of_each_says_that_it_is_not_enough),
		cmocka_unit_test(only_a_trials_own_versions_count),
		cmocka_unit_test(what_hardly_ever_happens_proves_nothing),
		cmocka_unit_test(days_count_once_where_days_were_drawn),
		cmocka_unit_test(another_share_is_another_stratum),
		cmocka_unit_test(the_interval_holds_the_truth_as_often_as_it_says),
		cmocka_unit_test(rates_have_the_intervals_of_the_tables),
	};

	return cmocka_run_group_tests(tests, make_tree, NULL);
}
