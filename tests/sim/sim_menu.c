/* Menus as learning might leave them, and worse: any order, any leaf in a place, any prompt left out that may be. */
#include "learn/layout.h"
#include "menu/menu_versions.h"
#include "sim.h"

#include <stdlib.h>

static void shuffle_run(struct sim *sim, const struct tree *tree, uint16_t parent, uint16_t *spoken)
{
	uint16_t count;

	tree_children(tree, parent, &count);
	spoken += tree_first(tree, parent);
	for (uint16_t i = count; i-- > 1;) {
		uint16_t j = (uint16_t)rng_below(&sim->dice, i + 1U);
		uint16_t item = spoken[i];

		if ((tree->items[item].flags & TREE_PINNED) || (tree->items[spoken[j]].flags & TREE_PINNED))
			continue;
		spoken[i] = spoken[j];
		spoken[j] = item;
	}
}

static uint16_t any_leaf(struct sim *sim, const struct tree *tree)
{
	uint16_t item;

	do
		item = (uint16_t)rng_below(&sim->dice, tree->items_count);
	while (!tree_is_leaf(tree, item));
	return item;
}

static void shuffle_plan(struct sim *sim, const struct tree *tree, struct plan *plan)
{
	shuffle_run(sim, tree, TREE_NONE, plan->spoken);
	for (uint16_t i = 0; i < tree->items_count; i++)
		shuffle_run(sim, tree, i, plan->spoken);
	for (int i = 0; i < PLACES_COUNT; i++) {
		static const uint8_t why[] = {PLACE_EMPTY, PLACE_LEARNED, PLACE_RISING, PLACE_RETIRED};
		struct place *place = &plan->places[i];

		place->why = why[rng_below(&sim->dice, sizeof(why))];
		place->item = place->why == PLACE_EMPTY ? TREE_NONE : any_leaf(sim, tree);
		place->after = (uint8_t)rng_below(&sim->dice, tree->top_count + 1U);
	}
	plan->left_out = 0;
	for (uint16_t i = 0; i < tree->prompts_count; i++)
		if (!(tree->prompts[i].flags & TREE_MANDATORY) && rng_below(&sim->dice, 2))
			plan->left_out |= (uint8_t)(1U << i);
	plan->free_order = (uint8_t)rng_below(&sim->dice, 2);
}

/* As a decision beside the running device: kept as a version, which it then notices. A full or failing disk, or one
 * that would not be a sound menu, keeps what stands. */
void sim_menu_change(struct sim *sim)
{
	struct store *store = sim->machine.whole.device.store;
	struct store_menu_version live;
	struct layout *layout = malloc(sizeof(*layout));
	const struct content *c = runner_content_newest(sim->machine.whole.runner);
	struct names_kept *names;
	struct menu_next next = {.layout = layout, .actor = MENU_BY_NIGHT, .local_s = machine_wall_s(sim)};

	CHECK(layout);
	*layout = *(const struct layout *)runner_layout_newest(sim->machine.whole.runner);
	names = names_kept_make(c, &layout->tree);
	CHECK(names);
	shuffle_plan(sim, &layout->tree, &layout->standing.plan);
	shuffle_plan(sim, &layout->tree, &layout->standing.held);
	layout->standing.held_permille = (uint16_t)rng_below(&sim->dice, 1001);
	next.names = names;
	if (!store_menu_live(store, &live)) {
		next.before = live.version;
		sim->totals.menus += menu_keep(store, &next) == ERR_NONE;
	}
	free(names);
	free(layout);
}
