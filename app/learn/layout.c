#include "learn/layout.h"

#include <string.h>

/* --- as authored --- */

static void put_place(const struct content *c, const struct tree *tree, uint16_t item, struct place *out)
{
	if (item == NONE16 || content_item(c, item)->children_count > 0)
		return;
	*out = (struct place){.item = item, .why = PLACE_AUTHORED, .after = (uint8_t)tree->top_count};
}

/* An emergency is said before anything else. */
static void pin_place(struct place *place)
{
	if (!place_is_live(place))
		return;
	place->why = PLACE_PINNED;
	place->after = 0;
}

void standing_authored(const struct content *c, const struct tree *tree, struct standing *out)
{
	memset(out, 0, sizeof(*out));
	plan_authored(tree, &out->plan);
	for (int i = 0; i < plan_often_count(tree->touch); i++)
		put_place(c, tree, c->site.often[i], &out->plan.places[i]);
	put_place(c, tree, c->site.now_item, &out->plan.places[PLACE_NOW]);
	if (c->site.now_pinned)
		pin_place(&out->plan.places[PLACE_NOW]);
	out->held = out->plan;
	memcpy(out->usual, out->plan.places, sizeof(out->usual));
}

static void empty_places(struct place *places, int from)
{
	for (int i = from; i < OFTEN_COUNT; i++)
		places[i] = (struct place){.item = TREE_NONE, .why = PLACE_EMPTY};
}

void layout_meet(struct layout *layout, bool touch)
{
	struct standing *standing = &layout->standing;
	int count = plan_often_count(touch);

	layout->tree.touch = touch;
	empty_places(standing->plan.places, count);
	empty_places(standing->held.places, count);
	empty_places(standing->usual, count);
}

/* A tree and a standing are too large for the stack of a small machine: they are made where they will lie. */
static struct layout *begin(const struct content *c, const struct tree_pace *pace, void *out, size_t out_bytes)
{
	struct layout *layout = out;

	CHECK((uintptr_t)out % 8 == 0);
	if (out_bytes < sizeof(*layout))
		return NULL;
	memset(layout, 0, sizeof(*layout)); /* what lies between its parts too: the same menu is the same bytes */
	if (!tree_of_content(c, pace, &layout->tree))
		return NULL;
	memcpy(layout->header.magic, "FOYERIMG", sizeof(layout->header.magic));
	layout->header.kind = IMAGE_LAYOUT;
	layout->header.format = IMAGE_FORMAT;
	layout->header.bytes = sizeof(*layout);
	memcpy(layout->header.content, c->header.hash, sizeof(layout->header.content));
	return layout;
}

size_t layout_build(const struct content *c, void *out, size_t out_bytes)
{
	const struct tree_pace pace = {.touch = true};
	struct layout *layout = begin(c, &pace, out, out_bytes);

	if (!layout)
		return 0;
	standing_authored(c, &layout->tree, &layout->standing);
	return sizeof(*layout);
}

static bool is_learned(const struct place *place)
{
	return place->why == PLACE_LEARNED || place->why == PLACE_RISING;
}

/* What the business has put into a place since goes before what was learned there, if it insists; a place that was the
 * business's becomes what it says now. A silent key stays one where nothing else wants it. What was learned and is now
 * placed elsewhere is not offered twice. */
static void renew_places(const struct plan *authored, struct plan *plan)
{
	for (int i = 0; i < PLACES_COUNT; i++) {
		bool silent = plan->places[i].why == PLACE_RETIRED && authored->places[i].why == PLACE_EMPTY;

		if (authored->places[i].why == PLACE_PINNED || (!silent && !is_learned(&plan->places[i])))
			plan->places[i] = authored->places[i];
	}
	for (int i = 0; i < PLACES_COUNT; i++)
		if (is_learned(&plan->places[i]) && plan_offers(plan, plan->places[i].item, i))
			plan->places[i] = authored->places[i];
}

size_t layout_carry(const void *old, const struct content *c, const struct tree_pace *pace, void *out, size_t out_bytes)
{
	struct layout *layout = begin(c, pace, out, out_bytes);
	const struct standing *was = layout_standing(old);
	struct standing *now;
	struct plan authored;

	if (!layout)
		return 0;
	now = &layout->standing;
	standing_authored(c, &layout->tree, now);
	authored = now->plan;
	now->held_permille = was->held_permille;
	now->trial = was->trial;
	now->version = was->version;
	now->trial_version = was->trial_version;
	now->moved_day = was->moved_day;
	now->now_session = was->now_session;
	now->trial_day = was->trial_day;
	plan_carry(layout_tree(old), &was->plan, &layout->tree, &now->plan);
	renew_places(&authored, &now->plan);
	plan_carry(layout_tree(old), &was->held, &layout->tree, &now->held);
	renew_places(&authored, &now->held);
	return sizeof(*layout);
}

/* --- from a file --- */

enum err layout_sound(const void *image, size_t size)
{
	const struct layout *l = image;
	enum err err = image_check_header(image, size, IMAGE_LAYOUT);

	if (err)
		return err;
	if (size != sizeof(*l) || !tree_sound(&l->tree) || !plan_sound(&l->tree, &l->standing.plan) ||
		!plan_sound(&l->tree, &l->standing.held) || l->standing.held_permille > 1000)
		return ERR_FORMAT;
	for (int i = 0; i < PLACES_COUNT; i++)
		if (!place_sound(&l->tree, &l->standing.usual[i]))
			return ERR_FORMAT;
	return ERR_NONE;
}

bool layout_is_of(const void *layout, const struct content *c)
{
	const struct layout *l = layout;

	return memcmp(l->header.content, c->header.hash, IMAGE_HASH_BYTES) == 0 &&
	       l->tree.items_count == c->items.count;
}
