#include "learn/plan.h"

#include <string.h>

void plan_authored(const struct tree *tree, struct plan *out)
{
	memset(out, 0, sizeof(*out));
	memcpy(out->spoken, tree->children, sizeof(out->spoken));
	for (int i = 0; i < PLACES_COUNT; i++)
		out->places[i].item = TREE_NONE;
}

static bool run_sound(const struct tree *tree, const struct plan *plan, uint16_t parent)
{
	bool seen[TREE_CHILDREN_MAX] = {false};
	uint16_t count;
	const uint16_t *children = tree_children(tree, parent, &count);
	const uint16_t *spoken = plan->spoken + tree_first(tree, parent);

	for (uint16_t i = 0; i < count; i++) {
		uint16_t item = spoken[i];

		if (item >= tree->items_count || tree->items[item].parent != parent || seen[tree->items[item].place])
			return false;
		seen[tree->items[item].place] = true;
		if ((tree->items[children[i]].flags & TREE_PINNED) && item != children[i])
			return false;
	}
	return true;
}

bool place_sound(const struct tree *tree, const struct place *place)
{
	if (place->why == PLACE_EMPTY)
		return place->item == TREE_NONE;
	return place->why <= PLACE_RETIRED && place->item < tree->items_count && tree_is_leaf(tree, place->item) &&
	       place->after <= tree->top_count;
}

bool plan_sound(const struct tree *tree, const struct plan *plan)
{
	if (!run_sound(tree, plan, TREE_NONE) || plan->free_order > 1)
		return false;
	for (uint16_t i = 0; i < tree->items_count; i++)
		if (!run_sound(tree, plan, i))
			return false;
	for (int i = 0; i < PLACES_COUNT; i++)
		if (!place_sound(tree, &plan->places[i]))
			return false;
	for (int i = plan_often_count(tree->touch); i < OFTEN_COUNT; i++)
		if (plan->places[i].why != PLACE_EMPTY)
			return false;
	for (uint16_t i = 0; i < TREE_PROMPTS_MAX; i++)
		if ((plan->left_out >> i & 1) &&
			(i >= tree->prompts_count || (tree->prompts[i].flags & TREE_MANDATORY)))
			return false;
	return true;
}

bool plan_same(const struct tree *tree, const struct plan *a, const struct plan *b)
{
	return memcmp(a->spoken, b->spoken, tree->items_count * sizeof(a->spoken[0])) == 0 &&
	       memcmp(a->places, b->places, sizeof(a->places)) == 0 && a->left_out == b->left_out &&
	       a->free_order == b->free_order;
}

/* --- to another tree --- */

static uint16_t item_in(const struct tree *from, uint16_t item, const struct tree *to)
{
	return item == TREE_NONE ? TREE_NONE : tree_find(to, from->items[item].id);
}

/* Where the old plan speaks the item; behind all others if it is new, or has come from another menu. */
static uint16_t old_rank(const struct tree *from, const struct plan *old, const struct tree *to, uint16_t item)
{
	uint16_t was = tree_find(from, to->items[item].id);
	uint16_t parent = to->items[item].parent;
	uint16_t first;
	uint16_t rank = 0;

	if (was == TREE_NONE || item_in(from, from->items[was].parent, to) != parent)
		return TREE_NONE;
	if (parent == TREE_NONE && from->items[was].parent != TREE_NONE)
		return TREE_NONE;
	first = tree_first(from, from->items[was].parent);
	while (old->spoken[first + rank] != was) /* it stands there: the plan is sound */
		rank++;
	return rank;
}

static void carry_run(
	const struct tree *from, const struct plan *old, const struct tree *to, uint16_t parent, uint16_t *spoken)
{
	uint16_t ranks[TREE_CHILDREN_MAX];
	uint16_t loose[TREE_CHILDREN_MAX];
	uint16_t count;
	uint16_t loose_count = 0;
	uint16_t at = 0;
	const uint16_t *children = tree_children(to, parent, &count);

	/* Those that are not pinned, by their old ranks; equal ones as authored. */
	for (uint16_t i = 0; i < count; i++) {
		uint16_t rank = old_rank(from, old, to, children[i]);
		uint16_t k = loose_count;

		if (to->items[children[i]].flags & TREE_PINNED)
			continue;
		for (; k > 0 && ranks[k - 1] > rank; k--) {
			ranks[k] = ranks[k - 1];
			loose[k] = loose[k - 1];
		}
		ranks[k] = rank;
		loose[k] = children[i];
		loose_count++;
	}
	for (uint16_t i = 0; i < count; i++)
		spoken[i] = to->items[children[i]].flags & TREE_PINNED ? children[i] : loose[at++];
}

static void carry_places(const struct tree *from, const struct plan *old, const struct tree *to, struct plan *out)
{
	for (int i = 0; i < PLACES_COUNT; i++) {
		const struct place *place = &old->places[i];
		uint16_t item = item_in(from, place->item, to);

		if (item == TREE_NONE || !tree_is_leaf(to, item))
			continue;
		out->places[i] = *place;
		out->places[i].item = item;
		if (out->places[i].after > to->top_count)
			out->places[i].after = (uint8_t)to->top_count;
	}
}

void plan_carry(const struct tree *from, const struct plan *old, const struct tree *to, struct plan *out)
{
	plan_authored(to, out);
	carry_run(from, old, to, TREE_NONE, out->spoken);
	for (uint16_t i = 0; i < to->items_count; i++)
		carry_run(from, old, to, i, out->spoken + tree_first(to, i));
	carry_places(from, old, to, out);
	out->free_order = old->free_order;
	for (uint16_t i = 0; i < to->prompts_count; i++) {
		uint16_t was = tree_find_prompt(from, to->prompts[i].id);

		if (was != TREE_NONE && (old->left_out >> was & 1) && !(to->prompts[i].flags & TREE_MANDATORY))
			out->left_out |= (uint8_t)(1U << i);
	}
}

bool plan_offers(const struct plan *plan, uint16_t leaf, int but)
{
	for (int i = 0; i < PLACES_COUNT; i++)
		if (i != but && place_is_live(&plan->places[i]) && plan->places[i].item == leaf)
			return true;
	return false;
}

bool plan_is_bright(const struct tree *tree, const struct plan *plan, uint16_t item)
{
	uint16_t parent = tree->items[item].parent;
	uint16_t first = tree_first(tree, parent);
	uint16_t count;
	const uint16_t *children = tree_children(tree, parent, &count);

	if (count <= PLAN_BRIGHT_MAX || memcmp(children, plan->spoken + first, count * sizeof(children[0])) == 0)
		return false;
	for (uint16_t i = 0; i < PLAN_BRIGHT_MAX; i++)
		if (plan->spoken[first + i] == item)
			return true;
	return false;
}

/* --- who meets what --- */

/* The finalizer of splitmix64 (see base/rng.h): every bit of the hash depends on every bit of the number. */
static uint32_t permille_of(uint64_t number)
{
	number = (number ^ number >> 30) * 0xbf58476d1ce4e5b9U;
	number = (number ^ number >> 27) * 0x94d049bb133111ebU;
	return (uint32_t)((number ^ number >> 31) % 1000);
}

struct arm standing_arm(const struct standing *standing, uint64_t who, uint64_t session)
{
	/* Another trial draws other lots, or the same callers would be held out for ever. */
	uint64_t lot = who + (uint64_t)standing->trial_version * 0x9e3779b97f4a7c15U;

	return (struct arm){permille_of(lot) < standing->held_permille, permille_of(session) < KEEP_PERMILLE};
}

const struct plan *standing_plan(const struct standing *standing, struct arm arm)
{
	return arm.held ? &standing->held : &standing->plan;
}
