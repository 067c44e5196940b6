/* The limit: knows the true demand of each day and the setting, orders every menu by Smith's rule (Smith, "Various
 * optimizers for single-stage production", 1956) and chooses two shortcuts anew each morning; keys never move, and a
 * remembered shortcut always leads where it led. "noad" also leaves the promotion out. */
#include "policy.h"

#include <math.h>
#include <string.h>

enum { CANDIDATES = 12 };

struct oracle {
	const struct world *world;
	const double *share; /* of the leaves, today */
};

/* How long it takes until each item of a menu, and each place, is taken; counted from the menu's beginning, and with
 * what wrong keys cost where keys are out of order. */
struct reach {
	double item[TREE_ITEMS_MAX];
	double place[PLACES_COUNT];
	uint8_t rank[TREE_ITEMS_MAX]; /* in the start menu's walk */
	uint8_t place_rank[PLACES_COUNT];
};

static bool is_out_of_order(const struct tree *tree, const struct plan *plan, uint16_t menu)
{
	uint16_t count;
	const uint16_t *children = tree_children(tree, menu, &count);

	return memcmp(children, plan->spoken + tree_first(tree, menu), count * sizeof(*children)) != 0;
}

/* A wrong place, and the menu again until the same item. */
static double slip_seconds(const struct oracle *o, const struct plan *plan, const struct segment *taken, double at)
{
	const struct tree *tree = &o->world->tree;
	const struct setting *s = o->world->setting;
	double lost = s->wrong_leaf_s;

	if (tree->touch ||
		(taken->kind == SEGMENT_ITEM && !is_out_of_order(tree, plan, tree->items[taken->index].parent)))
		return 0;
	if (taken->kind != SEGMENT_ITEM || !tree_is_leaf(tree, taken->index))
		lost = s->wrong_branch_s + s->header_s + s->wrong_branch_items * s->item_s;
	return s->mispress * (lost + at);
}

static void reach_menu(const struct oracle *o, const struct plan *plan, uint16_t menu, struct reach *out)
{
	const struct tree *tree = &o->world->tree;
	const struct setting *s = o->world->setting;
	struct walk_of of = {tree, plan, menu, tree->touch != 0};
	struct segment walk[WALK_MAX];
	uint8_t count = walk_menu(&of, walk);
	double at = tree->touch ? s->screen_s : walk[0].ms / 1000.0;

	for (uint8_t i = 1; i < count; i++) {
		double taken;

		at += tree->touch ? s->tile_s : walk[i].ms / 1000.0;
		taken = at + (tree->touch ? s->tap_s : s->reaction_s) + slip_seconds(o, plan, &walk[i], at);
		if (walk[i].kind == SEGMENT_ITEM) {
			out->item[walk[i].index] = taken;
			out->rank[walk[i].index] = i;
			continue;
		}
		for (int k = 0; k < PLACES_COUNT; k++)
			if (plan->places[k].item == walk[i].index) {
				out->place[k] = taken;
				out->place_rank[k] = i;
			}
	}
}

/* Takes the first that leads there; misses it now and then, and takes the next. */
static double leaf_seconds(const struct oracle *o, const struct plan *plan, const struct reach *reach, uint16_t leaf)
{
	const struct tree *tree = &o->world->tree;
	double miss = o->world->setting->miss;
	double path = 0;
	uint16_t branch = tree_branch(tree, leaf);

	for (uint16_t item = leaf; item != TREE_NONE; item = tree->items[item].parent)
		path += reach->item[item];
	for (int i = 0; i < PLACES_COUNT; i++)
		if (plan->places[i].item == leaf && reach->place_rank[i] < reach->rank[branch])
			return (1 - miss) * reach->place[i] + miss * path;
	return path;
}

static double expected(const struct oracle *o, const struct plan *plan)
{
	const struct world *world = o->world;
	struct reach reach;
	double sum = 0;

	reach_menu(o, plan, TREE_NONE, &reach);
	for (uint16_t i = 0; i < world->tree.items_count; i++)
		if (!tree_is_leaf(&world->tree, i))
			reach_menu(o, plan, i, &reach);
	for (int i = 0; i < world->leaves; i++)
		sum += o->share[i] * leaf_seconds(o, plan, &reach, world->leaf_item[i]);
	return sum;
}

/* Smith's rule: what is asked for through an item, over the seconds it takes to say. */
static void order(const struct oracle *o, struct plan *plan)
{
	const struct world *world = o->world;
	const struct tree *tree = &world->tree;
	double score[TREE_ITEMS_MAX] = {0};

	for (int i = 0; i < world->leaves; i++) {
		double share = o->share[i];

		for (int k = 0; k < PLACES_COUNT; k++)
			if (plan->places[k].item == world->leaf_item[i])
				share *= world->setting->miss;
		for (uint16_t item = world->leaf_item[i]; item != TREE_NONE; item = tree->items[item].parent)
			score[item] += share;
	}
	for (uint16_t i = 0; i < tree->items_count && !tree->touch; i++)
		score[i] /= tree->items[i].ms;
	policy_sort_all(tree, score, plan->spoken);
}

static void likeliest(const struct oracle *o, uint16_t out[CANDIDATES], int *count)
{
	*count = 0;
	for (uint16_t i = 0; i < o->world->leaves; i++) {
		int k = *count < CANDIDATES ? *count : CANDIDATES;

		for (; k > 0 && o->share[out[k - 1]] < o->share[i]; k--)
			if (k < CANDIDATES)
				out[k] = out[k - 1];
		if (k < CANDIDATES)
			out[k] = i;
		*count += *count < CANDIDATES;
	}
}

/* The best leaf and position for one "often" place; false: none helps. */
static bool fill_place(const struct oracle *o, int place, struct plan *plan)
{
	uint16_t leaves[CANDIDATES];
	int count;
	struct plan best = *plan;
	double best_seconds = expected(o, plan);

	likeliest(o, leaves, &count);
	for (int i = 0; i < count; i++) {
		uint16_t item = o->world->leaf_item[leaves[i]];
		uint8_t last = o->world->tree.touch ? 0 : (uint8_t)o->world->tree.top_count;

		if (o->world->tree.items[item].parent == TREE_NONE || (place > 0 && plan->places[0].item == item))
			continue;
		for (uint8_t after = 0; after <= last; after++) {
			struct plan next = *plan;
			double seconds;

			next.places[place] = (struct place){item, PLACE_LEARNED, after};
			order(o, &next);
			seconds = expected(o, &next);
			if (seconds >= best_seconds)
				continue;
			best_seconds = seconds;
			best = next;
		}
	}
	*plan = best;
	return place_is_live(&best.places[place]);
}

/* Where a menu's keys out of order cost more than its order brings, it is spoken as authored. */
static void keep_order(const struct oracle *o, struct plan *plan)
{
	const struct tree *tree = &o->world->tree;

	for (int i = -1; i < tree->items_count; i++) {
		uint16_t menu = i < 0 ? TREE_NONE : (uint16_t)i;
		struct plan next = *plan;
		uint16_t count;
		const uint16_t *children = tree_children(tree, menu, &count);

		if (count == 0 || !is_out_of_order(tree, plan, menu))
			continue;
		memcpy(next.spoken + tree_first(tree, menu), children, count * sizeof(*children));
		if (expected(o, &next) < expected(o, plan))
			*plan = next;
	}
}

static void open_oracle(void *self, const struct world *world, struct standing *standing)
{
	((struct oracle *)self)->world = world;
	standing->plan.free_order = 1;
}

static void choose(void *self, int day, struct standing *standing)
{
	struct oracle *o = self;
	struct plan *plan = &standing->plan;

	o->share = world_shares(o->world, day);
	for (int i = 0; i < PLACES_COUNT; i++)
		plan->places[i] = (struct place){TREE_NONE, PLACE_EMPTY, 0};
	order(o, plan);
	for (int i = 0; i < plan_often_count(o->world->tree.touch) && fill_place(o, i, plan); i++)
		continue;
	if (!o->world->tree.touch)
		keep_order(o, plan);
}

static void choose_noad(void *self, int day, struct standing *standing)
{
	const struct tree *tree = &((struct oracle *)self)->world->tree;

	choose(self, day, standing);
	for (uint16_t i = 0; i < tree->prompts_count; i++)
		if ((tree->prompts[i].flags & TREE_PROMOTION) && !(tree->prompts[i].flags & TREE_MANDATORY))
			standing->plan.left_out |= (uint8_t)(1U << i);
}

const struct policy policy_oracle = {
	.name = "oracle",
	.forgiving = true,
	.bytes = sizeof(struct oracle),
	.open = open_oracle,
	.morning = choose,
};

const struct policy policy_oracle_noad = {
	.name = "oracle-noad",
	.forgiving = true,
	.ends = true,
	.bytes = sizeof(struct oracle),
	.open = open_oracle,
	.morning = choose_noad,
};
