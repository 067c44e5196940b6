/* The "often" places, and what a change says of itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "learn_help.h"

#include "learn/state.h"

static struct learn_stand s;

enum { CALLS = 300 };

/* Of ten calls, `tenths` want the leaf. */
static void live(struct rng *rng, uint16_t leaf, uint32_t tenths, int days)
{
	for (int day = 0; day < days; day++) {
		for (int i = 0; i < CALLS; i++) {
			s.second += 100;
			learn_serve(&s, rng_below(rng, 10) < tenths ? leaf : learn_usual(&s, rng));
		}
		learn_sleep(&s);
	}
}

static const struct place *place_of(uint16_t leaf)
{
	for (int i = 0; i < PLACES_COUNT; i++)
		if (place_is_live(&s.standing.plan.places[i]) && s.standing.plan.places[i].item == leaf)
			return &s.standing.plan.places[i];
	return NULL;
}

/* Everybody takes the first that leads there: behind its own branch nobody would ever hear it as a shortcut. */
static void a_shortcut_never_stands_behind_its_own_branch(void **state)
{
	int placed = 0;

	(void)state;
	for (uint16_t menu = 0; menu < 6; menu++) {
		struct rng rng = {menu};
		const struct place *place;

		learn_stand_up(&s, &(struct learn_site){.menus = 6, .leaves = 6});
		for (uint16_t i = 0; i < s.tree.items_count; i++)
			s.tree.items[i].flags = TREE_PINNED; /* no order helps, only a shortcut does */
		learn_reopen(&s);
		live(&rng, leaf_at(&s, menu, 5), 4, 10);
		place = place_of(leaf_at(&s, menu, 5));
		if (!place)
			continue;
		placed++;
		for (uint16_t rank = 0; rank < place->after; rank++)
			assert_int_not_equal(
				s.standing.plan.free_order ? s.standing.plan.spoken[rank] : s.tree.children[rank],
				menu_at(&s, menu));
	}
	assert_in_range(placed, 2, 6);
}

static void what_the_business_put_there_stays_until_clearly_beaten(void **state)
{
	struct rng rng = {3};
	uint16_t own;

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 6, .leaves = 6, .touch = true});
	own = leaf_at(&s, 0, 4);
	for (int i = 0; i < OFTEN_COUNT; i++) {
		s.standing.plan.places[i] = (struct place){leaf_at(&s, 0, (uint16_t)(4 + i)), PLACE_AUTHORED, 6};
		s.standing.usual[i] = s.standing.plan.places[i];
	}
	learn_reopen(&s);
	live(&rng, own, 0, 10);
	assert_int_equal(s.standing.plan.places[0].item, own);
	live(&rng, leaf_at(&s, 5, 5), 6, 20);
	assert_int_equal(place_of(leaf_at(&s, 5, 5))->why, PLACE_LEARNED);
}

/* A shortcut beside what is one step away already saves nobody anything. */
static void a_menu_of_one_floor_needs_no_shortcuts(void **state)
{
	struct rng rng = {2};

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 5, .leaves = 1});
	s.tree.items_count = s.tree.top_count;
	for (uint16_t i = 0; i < s.tree.items_count; i++)
		learn_put(&s, i, TREE_NONE, (uint8_t)i);
	learn_reopen(&s);
	for (int day = 0; day < 10; day++) {
		for (int i = 0; i < CALLS; i++) {
			s.second += 100;
			learn_serve(&s, (uint16_t)rng_below(&rng, 5));
		}
		learn_sleep(&s);
	}
	for (int i = 0; i < PLACES_COUNT; i++)
		assert_int_equal(s.standing.plan.places[i].why, PLACE_EMPTY);
}

/* What was learned brings nothing any more: the business has its place back, unless what it had there stands elsewhere.
 */
static void what_brings_nothing_gives_way_to_what_the_business_had_there(void **state)
{
	(void)state;
	for (int elsewhere = 0; elsewhere < 3; elsewhere++) { /* 2: it had nothing there */
		struct rng rng = {3};
		uint16_t learned;
		uint16_t own;

		learn_stand_up(&s, &(struct learn_site){.menus = 6, .leaves = 6});
		learned = leaf_at(&s, 5, 5);
		own = leaf_at(&s, 0, elsewhere == 1 ? 0 : 4);
		s.standing.plan.places[0] = (struct place){learned, PLACE_LEARNED, 0};
		s.standing.plan.places[PLACE_NOW] = (struct place){leaf_at(&s, 0, 0), PLACE_PINNED, 6};
		if (elsewhere < 2)
			s.standing.usual[0] = (struct place){own, PLACE_AUTHORED, 6};
		learn_reopen(&s);
		for (int i = 0; i < CALLS; i++) { /* whatever is asked for stands at the beginning of the menu */
			s.second += 100;
			learn_serve(&s, leaf_at(&s, 0, (uint16_t)rng_below(&rng, 3)));
		}
		learn_sleep(&s);
		assert_int_equal(s.standing.plan.places[0].why, elsewhere ? PLACE_RETIRED : PLACE_AUTHORED);
		assert_int_equal(s.standing.plan.places[0].item, elsewhere ? learned : own);
	}
}

/* The place of what rises is not the night's. */
static void what_rises_keeps_its_place_over_night(void **state)
{
	struct rng rng = {3};
	uint16_t leaf;

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 6, .leaves = 6});
	leaf = leaf_at(&s, 0, 0);
	s.standing.plan.places[0] = (struct place){leaf, PLACE_RISING, 0};
	learn_reopen(&s);
	live(&rng, leaf_at(&s, 5, 5), 4, 1);
	assert_int_equal(s.standing.plan.places[0].item, leaf);
	assert_int_equal(s.standing.plan.places[0].why, PLACE_RISING);
}

/* More moves in one night than are told: they are made all the same, and the last ones go untold. */
static void more_moves_than_can_be_told_are_made(void **state)
{
	static struct learn_stand wide;
	const struct proposal *proposal;
	struct rng rng = {4};
	uint32_t moved = 0;

	(void)state;
	learn_stand_up(&wide, &(struct learn_site){.menus = 12, .leaves = 12});
	for (uint32_t i = 0; i < 12 * 12 * 30; i++) { /* in eleven menus the later a leaf, the more it is asked for; */
		uint32_t a = rng_below(&rng, 12);
		uint32_t b = rng_below(&rng, 12);
		uint16_t leaf = leaf_at(&wide, (uint16_t)(1 + i % 11), (uint16_t)(a > b ? a : b));
		struct visit visit = learn_visit_of(&wide, i % 20 ? leaf : leaf_at(&wide, 0, 7));

		learn_recall(wide.learn, &visit); /* in the first one only one is */
	}
	assert_true(learn_night(wide.learn, wide.day));
	proposal = learn_proposal(wide.learn);
	assert_int_equal(proposal->changes.count, CHANGES_MAX);
	assert_true(plan_sound(&wide.tree, &proposal->next.plan));
	for (uint16_t i = 0; i < wide.tree.items_count; i++)
		moved += proposal->next.plan.spoken[i] != wide.tree.children[i];
	assert_true(moved > CHANGES_MAX);
	for (uint16_t i = 0; i < CHANGES_MAX; i++)
		assert_int_not_equal(proposal->changes.list[i].kind, CHANGE_OFTEN); /* untold, */
	assert_int_equal(proposal->next.plan.places[0].why, PLACE_LEARNED);         /* but made */
}

/* --- the rehearsal --- */

static void the_last_customers_must_not_be_worse_off(void **state)
{
	struct plan then;
	uint16_t wanted;

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 4, .leaves = 4});
	s.tree.items[menu_at(&s, 0)].ms = 30000;
	wanted = leaf_at(&s, 1, 0);
	s.standing.plan.free_order = 1;
	learn_reopen(&s);
	then = s.standing.plan;
	for (int i = 0; i < 29; i++)
		learn_serve(&s, i % 2 ? wanted : leaf_at(&s, 1, 1));
	then.spoken[0] = menu_at(&s, 1);
	then.spoken[1] = menu_at(&s, 0);
	assert_false(rehearse(s.learn, &s.standing.plan, &then)); /* too few of them to say */
	learn_serve(&s, wanted);
	assert_true(rehearse(s.learn, &s.standing.plan, &then));
	assert_true(rehearse(s.learn, &then, &then));
	assert_false(rehearse(s.learn, &then, &s.standing.plan)); /* slower */
	then.spoken[0] = menu_at(&s, 2); /* quicker, but two are heard that nobody wants instead of one */
	then.spoken[1] = menu_at(&s, 3);
	then.spoken[2] = menu_at(&s, 1);
	then.spoken[3] = menu_at(&s, 0);
	assert_false(rehearse(s.learn, &s.standing.plan, &then));
}

/* All before would meet the same. */
static void the_very_last_customer_counts_too(void **state)
{
	struct plan then;

	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 4, .leaves = 4});
	s.standing.plan.free_order = 1;
	learn_reopen(&s);
	then = s.standing.plan;
	then.spoken[0] = menu_at(&s, 1);
	then.spoken[1] = menu_at(&s, 0);
	for (uint16_t i = 0; i < 40; i++)
		learn_serve(&s, leaf_at(&s, 2, i % 4));
	assert_true(rehearse(s.learn, &s.standing.plan, &then));
	learn_serve(&s, leaf_at(&s, 0, 0)); /* waits longer now */
	assert_false(rehearse(s.learn, &s.standing.plan, &then));
}

static const char *name(void *self, uint16_t index)
{
	(void)self;
	return index == 7 ? "Lost card" : "Spring loan";
}

static void a_change_says_its_numbers(void **state)
{
	const struct change_names names = {name, name, NULL};
	const struct change moved = {.kind = CHANGE_ORDER,
		.subject = 7,
		.other = TREE_NONE,
		.from = 3,
		.to = 1,
		.days = 14,
		.served = 41,
		.of = 212,
		.gain_ms = 1800,
		.agree = 38,
		.samples = 40};
	char words[CHANGE_WORDS_BYTES_MAX];
	char few[8];

	(void)state;
	change_say(&moved, &names, words, sizeof(words));
	assert_string_equal(words, "Lost card: moved from 3rd to 1st: 41 of 212 served in 14 days, with what moves "
				   "beside it saves 1.8 s a session, "
				   "38 of 40 samples agree");
	change_say(&moved, &names, few, sizeof(few));
	assert_string_equal(few, "Lost ca");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_shortcut_never_stands_behind_its_own_branch),
		cmocka_unit_test(what_the_business_put_there_stays_until_clearly_beaten),
		cmocka_unit_test(a_menu_of_one_floor_needs_no_shortcuts),
		cmocka_unit_test(what_brings_nothing_gives_way_to_what_the_business_had_there),
		cmocka_unit_test(what_rises_keeps_its_place_over_night),
		cmocka_unit_test(more_moves_than_can_be_told_are_made),
		cmocka_unit_test(the_last_customers_must_not_be_worse_off),
		cmocka_unit_test(the_very_last_customer_counts_too),
		cmocka_unit_test(a_change_says_its_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
