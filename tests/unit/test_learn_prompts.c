/* Prompts that drive people away, and the trial of the spoken order. Callers are drawn with known habits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "learn_help.h"

#include "learn/state.h"

static struct learn_stand s;

enum { CALLS = 300, PROMO_MS = 5000, SAFE_MS = 20000 };

static void a_line_that_sells(uint32_t flags)
{
	learn_stand_up(&s, &(struct learn_site){.menus = 6, .leaves = 6});
	s.tree.prompts_count = 1;
	s.tree.prompts[0] = (struct tree_prompt){77, PROMO_MS, flags};
	learn_reopen(&s);
}

/* Of so many calls, `permille` leave while the promotion is heard and 50 in 1000 later. */
static void callers(struct rng *rng, uint32_t permille)
{
	for (int i = 0; i < CALLS; i++) {
		struct visit visit = learn_visit_of(&s, learn_usual(&s, rng));
		bool keeps = rng_chance(rng, KEEP_PERMILLE);
		bool hears = keeps || !(s.standing.plan.left_out & 1);

		s.second += 100;
		visit.flags |= keeps ? VISIT_KEPT : 0;
		if (hears)
			visit_add(&visit, &(struct visit_step){SEGMENT_PROMPT, VISIT_HEARD, 0, PROMO_MS});
		if (hears && rng_chance(rng, permille)) {
			visit.outcome = VISIT_LEFT;
			visit.steps[0].end = VISIT_LEFT_HERE;
		} else {
			visit_add(&visit, &(struct visit_step){SEGMENT_ITEM, VISIT_HEARD, 1, SAFE_MS});
			visit.outcome = rng_chance(rng, 50) ? VISIT_LEFT : VISIT_SERVED;
			visit.steps[visit.steps_count - 1].end =
				visit.outcome == VISIT_LEFT ? VISIT_LEFT_HERE : VISIT_CHOSEN;
		}
		if (learn_visit(s.learn, &visit))
			learn_take(&s);
	}
	learn_sleep(&s);
}

static void a_promotion_that_drives_people_away_is_left_out_and_comes_back(void **state)
{
	struct rng rng = {1};

	(void)state;
	a_line_that_sells(TREE_PROMOTION);
	for (int day = 0; day < 3; day++)
		callers(&rng, 120);
	assert_int_equal(s.standing.plan.left_out, 1);
	for (int day = 0; day < 120 && s.standing.plan.left_out; day++)
		callers(&rng, 5);
	assert_int_equal(s.standing.plan.left_out, 0);
}

static void a_promotion_that_is_no_worse_than_the_menu_stays(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 10; seed++) {
		struct rng rng = {seed};

		a_line_that_sells(TREE_PROMOTION);
		for (int day = 0; day < 30; day++) {
			callers(&rng, 12);
			assert_int_equal(s.standing.plan.left_out, 0);
		}
	}
}

static void what_must_be_said_is_said(void **state)
{
	struct rng rng = {2};

	(void)state;
	a_line_that_sells(TREE_PROMOTION | TREE_MANDATORY);
	for (int day = 0; day < 10; day++)
		callers(&rng, 400);
	assert_int_equal(s.standing.plan.left_out, 0);
}

/* Who was to keep a prompt that is left out and did not hear it (a second concern) says nothing about it. */
static void who_did_not_hear_it_says_nothing_about_it(void **state)
{
	struct visit visit;
	const struct exposure *day;

	(void)state;
	a_line_that_sells(TREE_PROMOTION);
	s.standing.plan.left_out = 1;
	learn_reopen(&s);
	day = &s.learn->prompts[0][0];
	visit = learn_visit_of(&s, leaf_at(&s, 1, 1));
	visit_add(&visit, &(struct visit_step){SEGMENT_ITEM, VISIT_HEARD, 1, SAFE_MS});
	learn_recall(s.learn, &visit); /* not to keep it */
	visit.flags |= VISIT_KEPT;
	visit.session++;
	learn_recall(s.learn, &visit); /* to keep it, but not heard */
	assert_int_equal(day->else_ms, 0);
	visit.session++;
	visit_add(&visit, &(struct visit_step){SEGMENT_PROMPT, VISIT_HEARD, 0, PROMO_MS});
	learn_recall(s.learn, &visit);
	assert_int_equal(day->ms, PROMO_MS);
	assert_int_equal(day->else_ms, SAFE_MS);
}

/* --- the trial --- */

/* A caller who listens; keys out of their row mislead `permille` of them, which costs half a minute. */
static void listen(struct rng *rng, uint16_t leaf, uint32_t permille)
{
	struct visit visit = learn_visit_of(&s, leaf);
	struct arm arm = standing_arm(&s.standing, rng_next(rng), 0);
	const struct plan *plan = standing_plan(&s.standing, arm);

	visit.held = arm.held;
	visit.held_permille = s.standing.held_permille;
	for (uint16_t menu = TREE_NONE;;) {
		struct segment walk[WALK_MAX];
		uint8_t count = walk_menu(&(struct walk_of){&s.tree, plan, menu, false}, walk);
		uint32_t ms = 0;
		uint8_t i = 0;

		do
			ms += walk[i].ms;
		while (!walk_leads_to(&s.tree, &walk[i++], leaf));
		visit_add_walk(&visit, &(struct visit_walked){walk, count, (uint8_t)(i - 1), VISIT_CHOSEN, false,
					       ms + rng_below(rng, 300)});
		menu = walk[i - 1].index;
		if (menu == leaf)
			break;
	}
	if (plan->free_order && rng_chance(rng, permille)) {
		visit.wrong = 1;
		visit_add(&visit, &(struct visit_step){SEGMENT_ITEM, VISIT_BACK, 0, 30000});
	}
	s.second += 100;
	if (learn_visit(s.learn, &visit))
		learn_take(&s);
}

/* The last menu and its last leaf are wanted most. True: the order is spoken in the end. */
static bool is_spoken(uint32_t permille, bool *tried)
{
	struct rng rng = {21};

	*tried = false;
	learn_stand_up(&s, &(struct learn_site){.menus = 7, .leaves = 7});
	for (int day = 0; day < 20; day++) {
		for (int i = 0; i < CALLS; i++) {
			uint16_t last = (uint16_t)(s.tree.items_count - 1);

			listen(&rng, (uint16_t)(last - (learn_usual(&s, &rng) - s.tree.top_count)), permille);
		}
		learn_sleep(&s);
		*tried = *tried || s.standing.trial;
	}
	return s.standing.plan.free_order && !s.standing.trial;
}

static void keys_out_of_their_row_are_spoken_where_that_helps(void **state)
{
	bool tried;

	(void)state;
	assert_true(is_spoken(10, &tried));
	assert_true(tried);
	assert_in_range(s.standing.held_permille, 1, 50);
	assert_int_equal(s.standing.held.free_order, 0);
}

static void and_not_where_they_mislead(void **state)
{
	bool tried;

	(void)state;
	assert_false(is_spoken(900, &tried));
	assert_true(tried);
	assert_int_equal(s.standing.plan.free_order, 0);
	assert_int_equal(s.standing.held_permille, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_promotion_that_drives_people_away_is_left_out_and_comes_back),
		cmocka_unit_test(a_promotion_that_is_no_worse_than_the_menu_stays),
		cmocka_unit_test(what_must_be_said_is_said),
		cmocka_unit_test(who_did_not_hear_it_says_nothing_about_it),
		cmocka_unit_test(keys_out_of_their_row_are_spoken_where_that_helps),
		cmocka_unit_test(and_not_where_they_mislead),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
