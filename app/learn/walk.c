#include "learn/walk.h"

uint8_t walk_opening(const struct tree *tree, const struct plan *plan, bool keeps, struct segment out[TREE_PROMPTS_MAX])
{
	uint8_t count = 0;

	for (uint16_t i = 0; i < tree->prompts_count; i++)
		if (keeps || !(plan->left_out >> i & 1))
			out[count++] = (struct segment){SEGMENT_PROMPT, 0, i, tree->prompts[i].ms};
	return count;
}

static uint32_t item_ms(const struct walk_of *of, uint16_t item)
{
	return of->touch ? TREE_TILE_MS : of->tree->items[item].ms;
}

static uint32_t header_ms(const struct walk_of *of)
{
	if (of->touch)
		return TREE_SCREEN_MS;
	return of->parent == TREE_NONE ? of->tree->header_ms : of->tree->items[of->parent].header_ms;
}

/* Those that follow so many items; on glass all of them. "Now" goes before "often". */
static uint8_t put_places(const struct walk_of *of, uint16_t after, uint8_t count, struct segment out[WALK_MAX])
{
	for (int n = 0; n < PLACES_COUNT && of->parent == TREE_NONE; n++) {
		int i = (PLACE_NOW + n) % PLACES_COUNT;
		const struct place *place = &of->plan->places[i];

		if (i >= plan_often_count(of->touch) && i != PLACE_NOW)
			continue;
		if (!place_is_live(place) || (!of->touch && place->after != after))
			continue;
		out[count++] = (struct segment){
			.kind = i == PLACE_NOW ? SEGMENT_NOW : SEGMENT_OFTEN,
			.key = place_key(i),
			.index = place->item,
			.ms = item_ms(of, place->item),
		};
	}
	return count;
}

/* Behind the header. */
static void part(struct segment *choices, uint8_t count)
{
	for (uint8_t i = 0; i < count; i++)
		choices[i].ms += walk_pause_ms(i);
}

uint8_t walk_menu(const struct walk_of *of, struct segment out[WALK_MAX])
{
	uint16_t items_count;
	const uint16_t *items = tree_children(of->tree, of->parent, &items_count);
	uint8_t count = 1;

	if (of->plan->free_order || of->touch)
		items = of->plan->spoken + tree_first(of->tree, of->parent);
	out[0] = (struct segment){SEGMENT_HEADER, 0, of->parent, header_ms(of)};
	for (uint16_t i = 0; i < items_count; i++) {
		if (i == 0 || !of->touch)
			count = put_places(of, i, count, out);
		out[count++] =
			(struct segment){SEGMENT_ITEM, tree_key(of->tree, items[i]), items[i], item_ms(of, items[i])};
	}
	if (of->touch)
		return count;
	count = put_places(of, items_count, count, out);
	part(out + 1, (uint8_t)(count - 1));
	return count;
}

uint16_t walk_key(const struct tree *tree, const struct plan *plan, uint16_t parent, char key)
{
	uint16_t count;
	const uint16_t *children = tree_children(tree, parent, &count);

	for (uint16_t i = 0; i < count; i++)
		if (key != 0 && tree_key(tree, children[i]) == key)
			return children[i];
	for (int i = 0; i < PLACES_COUNT && parent == TREE_NONE; i++)
		if (place_key(i) == key)
			return plan->places[i].item;
	return TREE_NONE;
}

bool walk_leads_to(const struct tree *tree, const struct segment *segment, uint16_t item)
{
	if (segment->kind == SEGMENT_OFTEN || segment->kind == SEGMENT_NOW)
		return segment->index == item;
	return segment->kind == SEGMENT_ITEM && tree_is_below(tree, item, segment->index);
}
