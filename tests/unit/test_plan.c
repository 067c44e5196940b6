/* Trees, plans and layouts that came from a file: whatever is wrong with one is seen; and a plan that moves to another
 * tree takes along what still means something there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "learn_help.h"
#include "site_help.h"

#include "learn/layout.h"

static struct learn_stand s;

static int stand_up(void **state)
{
	(void)state;
	learn_stand_up(&s, &(struct learn_site){.menus = 3, .leaves = 4});
	s.tree.prompts_count = 2;
	s.tree.prompts[0] = (struct tree_prompt){70, 3000, TREE_MANDATORY};
	s.tree.prompts[1] = (struct tree_prompt){71, 3000, TREE_PROMOTION};
	s.tree.items[leaf_at(&s, 0, 1)].flags = TREE_PINNED;
	return 0;
}

static void swap(uint16_t *a, uint16_t *b)
{
	uint16_t c = *a;

	*a = *b;
	*b = c;
}

typedef void (*damage)(struct tree *tree, struct plan *plan);

/* --- trees --- */

static void too_many_items(struct tree *t, struct plan *p)
{
	(void)p;
	t->items_count = TREE_ITEMS_MAX + 1;
}

static void too_many_prompts(struct tree *t, struct plan *p)
{
	(void)p;
	t->prompts_count = TREE_PROMPTS_MAX + 1;
}

static void too_many_children(struct tree *t, struct plan *p)
{
	(void)p;
	t->top_count = TREE_CHILDREN_MAX + 1;
}

static void a_run_beyond_the_items(struct tree *t, struct plan *p)
{
	(void)p;
	t->items[0].first = t->items_count - 1;
}

static void a_child_that_is_none(struct tree *t, struct plan *p)
{
	(void)p;
	t->children[0] = t->items_count;
}

static void a_child_twice(struct tree *t, struct plan *p)
{
	(void)p;
	t->children[1] = t->children[0];
}

static void a_child_of_another(struct tree *t, struct plan *p)
{
	(void)p;
	t->items[leaf_at(&s, 0, 0)].parent = menu_at(&s, 1);
}

static void a_child_at_the_wrong_place(struct tree *t, struct plan *p)
{
	(void)p;
	t->items[leaf_at(&s, 0, 0)].place = 3;
}

static void an_item_in_no_menu(struct tree *t, struct plan *p)
{
	(void)p;
	t->top_count--;
}

static void two_that_stand_below_each_other(struct tree *t, struct plan *p)
{
	(void)p;
	t->top_count = 1; /* the second and third menu are each other's only child */
	t->items[1] = (struct tree_item){.id = 2, .parent = 2, .first = 1, .count = 1};
	t->items[2] = (struct tree_item){.id = 3, .parent = 1, .first = 2, .count = 1};
	t->children[1] = 2;
	t->children[2] = 1;
	t->items_count = 7;
	t->items[0].first = 3;
	for (uint16_t i = 0; i < 4; i++) {
		t->items[3 + i].first = t->items_count;
		t->children[3 + i] = (uint16_t)(3 + i);
	}
}

static void a_tree_with_any_damage_is_refused(void **state)
{
	static const damage damages[] = {too_many_items, too_many_prompts, too_many_children, a_run_beyond_the_items,
		a_child_that_is_none, a_child_twice, a_child_of_another, a_child_at_the_wrong_place, an_item_in_no_menu,
		two_that_stand_below_each_other};

	(void)state;
	for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
		struct tree tree = s.tree;

		assert_true(tree_sound(&tree));
		damages[i](&tree, NULL);
		if (tree_sound(&tree))
			fail_msg("damage %zu passes", i);
	}
}

/* In memory that held another tree before. */
static void what_lies_behind_the_last_item_is_no_damage(void **state)
{
	struct tree tree = s.tree;

	(void)state;
	tree.items[tree.items_count] = (struct tree_item){.parent = tree.items_count, .count = 1};
	assert_true(tree_sound(&tree));
}

/* One item below the other, so deep. */
static void put_chain(struct tree *tree, uint16_t depth)
{
	memset(tree, 0, sizeof(*tree));
	tree->items_count = depth;
	tree->top_count = 1;
	for (uint16_t i = 0; i < depth; i++) {
		tree->children[i] = i;
		tree->items[i] = (struct tree_item){.id = i + 1U,
			.ms = 1000,
			.parent = i == 0 ? TREE_NONE : (uint16_t)(i - 1),
			.first = (uint16_t)(i + 1 < depth ? i + 1 : i),
			.count = i + 1 < depth};
	}
}

static void a_tree_deeper_than_any_menu_is_refused(void **state)
{
	static struct tree tree;

	(void)state;
	put_chain(&tree, TREE_DEPTH_MAX);
	assert_true(tree_sound(&tree));
	put_chain(&tree, TREE_DEPTH_MAX + 1);
	assert_false(tree_sound(&tree));
}

/* --- plans --- */

static void an_order_that_moves_what_is_pinned(struct tree *t, struct plan *p)
{
	swap(&p->spoken[tree_first(t, 0)], &p->spoken[tree_first(t, 0) + 1]);
}

static void an_order_with_one_twice(struct tree *t, struct plan *p)
{
	(void)t;
	p->spoken[0] = p->spoken[1];
}

static void an_order_with_a_stranger(struct tree *t, struct plan *p)
{
	swap(&p->spoken[0], &p->spoken[tree_first(t, 0)]);
}

static void an_order_of_nothing(struct tree *t, struct plan *p)
{
	p->spoken[0] = t->items_count;
}

static void an_order_more_than_free(struct tree *t, struct plan *p)
{
	(void)t;
	p->free_order = 2;
}

static void an_empty_place_with_an_item(struct tree *t, struct plan *p)
{
	(void)t;
	p->places[0].item = leaf_at(&s, 0, 0);
}

static void a_place_for_no_reason(struct tree *t, struct plan *p)
{
	(void)t;
	p->places[0] = (struct place){leaf_at(&s, 0, 0), PLACE_RETIRED + 1, 0};
}

static void a_place_of_no_item(struct tree *t, struct plan *p)
{
	p->places[0] = (struct place){t->items_count, PLACE_LEARNED, 0};
}

static void a_place_of_a_menu(struct tree *t, struct plan *p)
{
	(void)t;
	p->places[0] = (struct place){menu_at(&s, 0), PLACE_LEARNED, 0};
}

static void a_place_behind_the_end(struct tree *t, struct plan *p)
{
	p->places[0] = (struct place){leaf_at(&s, 0, 0), PLACE_LEARNED, (uint8_t)(t->top_count + 1)};
}

/* 9 is "repeat" there. */
static void a_second_often_place_on_the_telephone(struct tree *t, struct plan *p)
{
	(void)t;
	p->places[1] = (struct place){leaf_at(&s, 0, 0), PLACE_LEARNED, 0};
}

static void the_law_left_out(struct tree *t, struct plan *p)
{
	(void)t;
	p->left_out = 1;
}

static void a_prompt_left_out_that_is_none(struct tree *t, struct plan *p)
{
	(void)t;
	p->left_out = 4;
}

static void a_plan_with_any_damage_is_refused(void **state)
{
	static const damage damages[] = {an_order_that_moves_what_is_pinned, an_order_with_one_twice,
		an_order_with_a_stranger, an_order_of_nothing, an_order_more_than_free, an_empty_place_with_an_item,
		a_place_for_no_reason, a_place_of_no_item, a_place_of_a_menu, a_place_behind_the_end, the_law_left_out,
		a_second_often_place_on_the_telephone, a_prompt_left_out_that_is_none};

	(void)state;
	for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
		struct tree tree = s.tree;
		struct plan plan = s.standing.plan;

		plan.places[PLACE_NOW] = (struct place){leaf_at(&s, 0, 0), PLACE_LEARNED, (uint8_t)tree.top_count};
		plan.left_out = 2;
		assert_true(plan_sound(&tree, &plan));
		damages[i](&tree, &plan);
		if (plan_sound(&tree, &plan))
			fail_msg("damage %zu passes", i);
	}
}

static void plans_are_the_same_only_if_all_of_them_is(void **state)
{
	const struct plan *plan = &s.standing.plan;
	struct plan other = *plan;

	(void)state;
	assert_true(plan_same(&s.tree, plan, &other));
	swap(&other.spoken[0], &other.spoken[1]);
	assert_false(plan_same(&s.tree, plan, &other));
	other = *plan;
	other.places[PLACE_NOW].why = PLACE_RETIRED;
	assert_false(plan_same(&s.tree, plan, &other));
	other = *plan;
	other.left_out = 2;
	assert_false(plan_same(&s.tree, plan, &other));
	other = *plan;
	other.free_order = 1;
	assert_false(plan_same(&s.tree, plan, &other));
}

/* --- to another tree --- */

static void what_came_to_the_start_from_a_menu_that_is_gone_stands_as_authored(void **state)
{
	static struct learn_stand now;
	struct plan old = s.standing.plan;
	struct plan carried;
	uint16_t moved = leaf_at(&s, 0, 3);

	(void)state;
	swap(&old.spoken[1], &old.spoken[2]);
	learn_stand_up(&now, &(struct learn_site){.menus = 3, .leaves = 4});
	for (uint16_t i = 0; i < now.tree.items_count; i++)
		now.tree.items[i].id += 1000;                         /* all is new, */
	now.tree.items[menu_at(&now, 0)].id = s.tree.items[moved].id; /* but one that stood in a menu */
	now.tree.items[menu_at(&now, 1)].id = s.tree.items[menu_at(&s, 1)].id;
	now.tree.items[menu_at(&now, 2)].id = s.tree.items[menu_at(&s, 2)].id;
	plan_carry(&s.tree, &old, &now.tree, &carried);
	assert_true(plan_sound(&now.tree, &carried));
	assert_int_equal(carried.spoken[0], menu_at(&now, 2)); /* these keep their learned order */
	assert_int_equal(carried.spoken[1], menu_at(&now, 1));
	assert_int_equal(carried.spoken[2], menu_at(&now, 0)); /* and the newcomer goes last */
}

static void a_place_whose_leaf_became_a_menu_is_empty(void **state)
{
	static struct learn_stand now;
	struct plan old = s.standing.plan;
	struct plan carried;

	(void)state;
	old.places[0] = (struct place){leaf_at(&s, 0, 3), PLACE_LEARNED, 3};
	old.places[PLACE_NOW] = (struct place){leaf_at(&s, 1, 3), PLACE_LEARNED, 3};
	learn_stand_up(&now, &(struct learn_site){.menus = 2, .leaves = 4});
	now.tree.items[menu_at(&now, 0)].id = s.tree.items[leaf_at(&s, 0, 3)].id;
	now.tree.items[leaf_at(&now, 0, 0)].id = s.tree.items[leaf_at(&s, 1, 3)].id;
	plan_carry(&s.tree, &old, &now.tree, &carried);
	assert_int_equal(carried.places[0].why, PLACE_EMPTY);
	assert_int_equal(carried.places[PLACE_NOW].item, leaf_at(&now, 0, 0));
	assert_int_equal(carried.places[PLACE_NOW].after, 2); /* the start menu has become shorter */
}

static void what_must_be_said_now_is_said_whatever_was_learned(void **state)
{
	struct tree now = s.tree;
	struct plan old = s.standing.plan;
	struct plan carried;

	(void)state;
	old.left_out = 2;
	plan_carry(&s.tree, &old, &now, &carried);
	assert_int_equal(carried.left_out, 2);
	now.prompts[1].flags |= TREE_MANDATORY;
	plan_carry(&s.tree, &old, &now, &carried);
	assert_int_equal(carried.left_out, 0);
	now = s.tree;
	now.prompts[1].id = 99; /* another offer now */
	plan_carry(&s.tree, &old, &now, &carried);
	assert_int_equal(carried.left_out, 0);
}

/* --- layouts --- */

enum { LAYOUT_BYTES = 1 << 16 };

static uint64_t layout[LAYOUT_BYTES / 8];
static uint64_t other[LAYOUT_BYTES / 8];

static void a_layout_with_a_damaged_head_or_place_is_refused(void **state)
{
	const struct content *bank = site_open(SITE_BANK);
	size_t bytes = layout_build(bank, layout, sizeof(layout));
	struct layout *l = (void *)other;

	(void)state;
	memcpy(other, layout, bytes);
	l->header.bytes = (uint32_t)bytes + 8; /* longer than a layout is, and says so */
	assert_int_equal(layout_sound(other, bytes + 8), ERR_FORMAT);
	memcpy(other, layout, bytes);
	l->standing.held_permille = 1001;
	assert_int_equal(layout_sound(other, bytes), ERR_FORMAT);
	memcpy(other, layout, bytes);
	l->standing.usual[PLACE_NOW] = (struct place){l->tree.items_count, PLACE_AUTHORED, 0};
	assert_int_equal(layout_sound(other, bytes), ERR_FORMAT);
	memcpy(other, layout, bytes);
	l->standing.held.free_order = 2;
	assert_int_equal(layout_sound(other, bytes), ERR_FORMAT);
	memcpy(other, layout, bytes);
	assert_true(layout_is_of(other, bank));
	l->tree.items_count--;
	assert_false(layout_is_of(other, bank));
	site_close(bank);
}

/* "Now" may name what has items below it: nothing is done there, so it is no shortcut. */
static void a_menu_is_no_shortcut(void **state)
{
	struct content *site = (struct content *)(uintptr_t)site_open(SITE_BANK);
	size_t bytes;

	(void)state;
	site->site.now_item = site->top[0];
	assert_true(content_item(site, site->top[0])->children_count > 0);
	bytes = layout_build(site, layout, sizeof(layout));
	assert_int_equal(layout_sound(layout, bytes), ERR_NONE);
	assert_int_equal(layout_standing(layout)->plan.places[PLACE_NOW].why, PLACE_EMPTY);
	site_close(site);
}

static void an_emergency_goes_before_what_was_learned_there(void **state)
{
	const struct tree_pace pace = {.touch = true};
	struct content *site = (struct content *)(uintptr_t)site_open(SITE_BANK);
	struct layout *l = (void *)layout;
	const struct place *now = &layout_standing(other)->plan.places[PLACE_NOW];
	size_t bytes = layout_build(site, layout, sizeof(layout));
	uint16_t own = site->site.now_item;

	(void)state;
	l->standing.plan.places[PLACE_NOW] = (struct place){site->site.often[0], PLACE_RISING, 2};
	l->standing.plan.places[0] = (struct place){TREE_NONE, PLACE_EMPTY, 0};
	site->site.often[0] = NONE16;
	assert_int_equal(layout_carry(layout, site, &pace, other, sizeof(other)), bytes);
	assert_int_equal(now->why, PLACE_RISING);
	site->site.now_pinned = 1;
	assert_int_equal(layout_carry(layout, site, &pace, other, sizeof(other)), bytes);
	assert_int_equal(now->why, PLACE_PINNED);
	assert_int_equal(now->item, own);
	assert_int_equal(layout_carry(layout, site, &pace, other, bytes - 8), 0);
	site_close(site);
}

/* A content of so many items in no menu, and so many offers that are said at the beginning. */
static struct content *content_of(uint32_t items, uint32_t offers)
{
	size_t items_at = sizeof(struct content) + 8;
	size_t offers_at = items_at + items * sizeof(struct content_item);
	size_t bytes = offers_at + offers * sizeof(struct content_offer);
	struct content *c = calloc(1, bytes);

	assert_non_null(c);
	c->header.bytes = (uint32_t)bytes;
	c->strings = (struct image_table){sizeof(struct content), 8};
	c->items = (struct image_table){(uint32_t)items_at, items};
	c->offers = (struct image_table){(uint32_t)offers_at, offers};
	c->site.languages_count = 1;
	c->site.notice = NONE16;
	c->prompt[PROMPT_GREET] = NONE16;
	for (uint16_t i = 0; i < items; i++)
		((struct content_item *)(uintptr_t)content_item(c, i))->label = NONE16;
	for (uint16_t i = 0; i < offers; i++) {
		struct content_offer *offer = (struct content_offer *)(uintptr_t)content_offer(c, i);

		offer->text = NONE16;
		offer->flags = (uint16_t)(OFFER_OPENING | (i == 0 ? OFFER_MANDATORY : 0));
	}
	return c;
}

static void a_menu_larger_than_a_tree_makes_none(void **state)
{
	struct content *largest = content_of(TREE_ITEMS_MAX, 0);
	struct content *larger = content_of(TREE_ITEMS_MAX + 1, 0);
	const struct tree_pace pace = {.touch = true};
	static struct tree tree;

	(void)state;
	assert_true(tree_of_content(largest, &pace, &tree));
	assert_int_equal(tree.items_count, TREE_ITEMS_MAX);
	assert_false(tree_of_content(larger, &pace, &tree));
	assert_int_equal(layout_build(larger, layout, sizeof(layout)), 0);
	free(largest);
	free(larger);
}

static void more_offers_than_a_tree_has_prompts_are_left_out(void **state)
{
	struct content *c = content_of(0, TREE_PROMPTS_MAX + 3);
	const struct tree_pace pace = {.touch = true};
	static struct tree tree;

	(void)state;
	assert_true(tree_of_content(c, &pace, &tree));
	assert_int_equal(tree.prompts_count, TREE_PROMPTS_MAX);
	assert_int_equal(tree.prompts[2].flags, TREE_PROMOTION | TREE_MANDATORY);
	assert_int_equal(tree.prompts[3].flags, TREE_PROMOTION);
	free(c);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_tree_with_any_damage_is_refused),
		cmocka_unit_test(what_lies_behind_the_last_item_is_no_damage),
		cmocka_unit_test(a_tree_deeper_than_any_menu_is_refused),
		cmocka_unit_test(a_plan_with_any_damage_is_refused),
		cmocka_unit_test(plans_are_the_same_only_if_all_of_them_is),
		cmocka_unit_test(what_came_to_the_start_from_a_menu_that_is_gone_stands_as_authored),
		cmocka_unit_test(a_place_whose_leaf_became_a_menu_is_empty),
		cmocka_unit_test(what_must_be_said_now_is_said_whatever_was_learned),
		cmocka_unit_test(a_layout_with_a_damaged_head_or_place_is_refused),
		cmocka_unit_test(a_menu_is_no_shortcut),
		cmocka_unit_test(an_emergency_goes_before_what_was_learned_there),
		cmocka_unit_test(a_menu_larger_than_a_tree_makes_none),
		cmocka_unit_test(more_offers_than_a_tree_has_prompts_are_left_out),
	};

	return cmocka_run_group_tests(tests, stand_up, NULL);
}
