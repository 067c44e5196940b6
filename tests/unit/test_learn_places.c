/* The "often" places, and what a change says of itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "learn_help.h"

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
		cmocka_unit_test(a_change_says_its_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
