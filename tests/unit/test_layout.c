/* The menu as an image: made for a content, carried over to another one, damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "site_help.h"

#include "base/rng.h"
#include "learn/layout.h"
#include "learn/walk.h"

enum { LAYOUT_BYTES = 1 << 16 };

static const struct content *bank;
static const struct content *shop;
static uint64_t layout[LAYOUT_BYTES / 8];
static uint64_t other[LAYOUT_BYTES / 8];
static size_t layout_bytes;

static void the_first_layout_speaks_as_authored(void **state)
{
	const struct tree *tree = layout_tree(layout);
	uint16_t count;

	(void)state;
	assert_true(layout_is_of(layout, bank));
	assert_memory_equal(tree_children(tree, TREE_NONE, &count), bank->top, bank->top_count * sizeof(bank->top[0]));
	assert_int_equal(count, bank->top_count);
	for (uint16_t i = 0; i < bank->items.count; i++) {
		const struct content_item *item = content_item(bank, i);
		const uint16_t *children = tree_children(tree, i, &count);

		assert_int_equal(count, item->children_count);
		assert_memory_equal(children, item->children, count * sizeof(children[0]));
	}
	assert_memory_equal(layout_standing(layout)->plan.spoken, tree->children, sizeof(tree->children));
}

static void often_and_now_are_those_of_the_site(void **state)
{
	const struct place *places = layout_standing(layout)->plan.places;

	(void)state;
	for (int i = 0; i < OFTEN_COUNT; i++)
		assert_int_equal(places[i].item, bank->site.often[i]);
	assert_int_equal(places[PLACE_NOW].item, bank->site.now_item);
}

/* An emergency stands before everything and is not learned away; without a "now" its place is empty. */
static void now_may_be_pinned_or_empty(void **state)
{
	struct content *site = (struct content *)(uintptr_t)site_open(SITE_BANK);
	const struct place *now = &((const struct layout *)other)->standing.plan.places[PLACE_NOW];

	(void)state;
	site->site.now_pinned = 1;
	assert_int_equal(layout_build(site, other, sizeof(other)), layout_bytes);
	assert_int_equal(now->why, PLACE_PINNED);
	assert_int_equal(now->after, 0);
	site->site.now_item = site->site.now_reason = NONE16;
	assert_int_equal(content_sound(site, site->header.bytes), ERR_NONE);
	assert_int_equal(layout_build(site, other, sizeof(other)), layout_bytes);
	assert_int_equal(now->why, PLACE_EMPTY);
	assert_int_equal(layout_sound(other, layout_bytes), ERR_NONE);
	site_close(site);
}

/* What is said before the menu: the welcome, the notice, and the offers that are said at the beginning. */
static void opening_offers_are_prompts_of_the_tree(void **state)
{
	const struct tree *tree = layout_tree(layout);

	(void)state;
	assert_int_equal(tree->prompts_count, 3);
	assert_int_equal(tree_find_prompt(tree, tree_id("prompt:greet")), 0);
	assert_int_equal(tree_find_prompt(tree, tree_id("notice")), 1);
	assert_int_equal(tree_find_prompt(tree, tree_id("offer:young_saver")), 2);
	assert_int_equal(tree_offer_id("young_saver"), tree_id("offer:young_saver"));
	assert_int_equal(tree->prompts[1].flags, TREE_MANDATORY);
	assert_int_equal(tree->prompts[2].flags, TREE_PROMOTION);
	assert_true(tree->prompts[2].ms > 2000);
}

/* The content changed under the layout: all of today's items are there, once, and nothing else. */
static void a_layout_of_other_content_loses_no_item(void **state)
{
	const struct tree_pace pace = {.touch = true};
	size_t bytes = layout_carry(layout, shop, &pace, other, sizeof(other));

	(void)state;
	assert_int_equal(bytes, layout_bytes);
	assert_int_equal(layout_sound(other, bytes), ERR_NONE);
	assert_true(layout_is_of(other, shop));
	assert_false(layout_is_of(other, bank));
	assert_int_equal(layout_tree(other)->items_count, shop->items.count);
}

/* What was learned stays where it still means something. */
static void what_was_learned_is_carried_over(void **state)
{
	const struct tree_pace pace = {.touch = true};
	struct layout *learned = (struct layout *)layout;
	struct plan before = learned->standing.plan;
	uint16_t *spoken = learned->standing.plan.spoken;
	uint16_t first = spoken[0];

	(void)state;
	spoken[0] = spoken[1];
	spoken[1] = first;
	learned->standing.plan.places[0].item = TREE_NONE;
	learned->standing.plan.places[0].why = PLACE_EMPTY;
	for (uint16_t i = 0; i < bank->items.count; i++)
		if (tree_is_leaf(&learned->tree, i))
			learned->standing.plan.places[0] = (struct place){i, PLACE_LEARNED, 3};
	assert_int_equal(layout_carry(layout, bank, &pace, other, sizeof(other)), layout_bytes);
	assert_int_equal(layout_sound(other, layout_bytes), ERR_NONE);
	assert_true(plan_same(&learned->tree, &layout_standing(other)->plan, &learned->standing.plan));
	learned->standing.plan = before;
}

/* The business puts where it likes what was learned at another place: it stands there, and not twice. */
static void what_the_business_places_now_is_not_there_twice(void **state)
{
	const struct tree_pace pace = {.touch = true};
	struct content *site = (struct content *)(uintptr_t)site_open(SITE_BANK);
	const struct plan *plan = &layout_standing(other)->plan;
	struct layout *learned = (struct layout *)layout;
	struct standing before = learned->standing;
	uint16_t leaf = site->site.often[1];

	(void)state;
	assert_int_not_equal(leaf, NONE16);
	learned->standing.plan.places[0] = (struct place){leaf, PLACE_LEARNED, 3};
	learned->standing.plan.places[1] = (struct place){TREE_NONE, PLACE_EMPTY, 0};
	assert_int_equal(layout_carry(layout, site, &pace, other, sizeof(other)), layout_bytes);
	assert_int_equal(plan->places[1].item, leaf);
	assert_int_equal(plan->places[1].why, PLACE_AUTHORED);
	assert_int_equal(plan->places[0].item, site->site.often[0]);
	assert_int_equal(layout_sound(other, layout_bytes), ERR_NONE);
	learned->standing = before;
	site_close(site);
}

/* Whoever remembers the key of a shortcut that is offered no more still arrives after the content has changed. */
static void a_retired_key_outlives_the_content(void **state)
{
	const struct tree_pace pace = {.touch = true};
	struct content *site = (struct content *)(uintptr_t)site_open(SITE_BANK);
	struct layout *learned = (struct layout *)layout;
	struct standing before = learned->standing;
	uint16_t leaf = site->site.often[0];

	(void)state;
	learned->standing.plan.places[0] = (struct place){leaf, PLACE_RETIRED, 3};
	assert_int_equal(layout_carry(layout, site, &pace, other, sizeof(other)), layout_bytes);
	assert_int_equal(layout_standing(other)->plan.places[0].why, PLACE_AUTHORED); /* the business wants it */
	site->site.often[0] = NONE16;                                                 /* nothing else does */
	assert_int_equal(layout_carry(layout, site, &pace, other, sizeof(other)), layout_bytes);
	assert_int_equal(walk_key(layout_tree(other), &layout_standing(other)->plan, TREE_NONE, KEY_OFTEN), leaf);
	learned->standing = before;
	site_close(site);
}

/* The item that stands above another says that it stands below one that is not there. */
static void a_way_up_that_leads_nowhere_is_not_walked(void **state)
{
	static struct tree tree;

	(void)state;
	memset(&tree, 0, sizeof(tree));
	tree.items_count = 2;
	tree.items[0].parent = 1;
	tree.items[1].count = 1;
	tree.items[1].parent = UINT16_MAX - 1;
	assert_false(tree_sound(&tree));
	tree.items[1].parent = TREE_NONE;
	tree.items[1].first = tree.top_count = 1;
	tree.children[0] = 1;
	assert_true(tree_sound(&tree));
}

static void a_layout_that_does_not_fit_is_not_begun(void **state)
{
	(void)state;
	assert_int_equal(layout_build(bank, other, layout_bytes - 8), 0);
	assert_int_equal(layout_build(bank, other, layout_bytes), layout_bytes);
}

static void a_damaged_layout_never_brings_it_down(void **state)
{
	struct rng rng = {11};

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct segment walk[WALK_MAX];
		const struct tree *tree = layout_tree(other);

		memcpy(other, layout, layout_bytes);
		for (int i = 0; i < 3; i++)
			((uint8_t *)other)[rng_below(&rng, (uint32_t)layout_bytes)] ^=
				(uint8_t)(1 << rng_below(&rng, 8));
		if (layout_sound(other, layout_bytes) != ERR_NONE)
			continue;
		for (uint32_t i = 0; i <= tree->items_count; i++) {
			const struct walk_of of = {tree, &layout_standing(other)->plan,
				i == tree->items_count ? TREE_NONE : (uint16_t)i, round % 2};

			assert_true(walk_menu(&of, walk) <= WALK_MAX);
		}
	}
}

static int open_sites(void **state)
{
	(void)state;
	bank = site_open(SITE_BANK);
	shop = site_open(SITE_SHOP);
	layout_bytes = layout_build(bank, layout, sizeof(layout));
	return layout_bytes == 0 || layout_sound(layout, layout_bytes);
}

static int close_sites(void **state)
{
	(void)state;
	site_close(bank);
	site_close(shop);
	return 0;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_layout_speaks_as_authored),
		cmocka_unit_test(often_and_now_are_those_of_the_site),
		cmocka_unit_test(now_may_be_pinned_or_empty),
		cmocka_unit_test(opening_offers_are_prompts_of_the_tree),
		cmocka_unit_test(a_layout_of_other_content_loses_no_item),
		cmocka_unit_test(what_was_learned_is_carried_over),
		cmocka_unit_test(what_the_business_places_now_is_not_there_twice),
		cmocka_unit_test(a_retired_key_outlives_the_content),
		cmocka_unit_test(a_way_up_that_leads_nowhere_is_not_walked),
		cmocka_unit_test(a_layout_that_does_not_fit_is_not_begun),
		cmocka_unit_test(a_damaged_layout_never_brings_it_down),
	};

	return cmocka_run_group_tests(tests, open_sites, close_sites);
}
