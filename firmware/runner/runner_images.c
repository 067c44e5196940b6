/* Versions of content and menu, with the model made for them: three may be in use, one more waits. */
#include "runner/runner_parts.h"

#include "learn/layout.h"
#include "log.h"

#include <stdlib.h>

static void waiting_drop(struct runner *r)
{
	free(r->content_waiting);
	free(r->layout_waiting);
	r->content_waiting = NULL;
	r->layout_waiting = NULL;
}

void runner_images_free(struct runner *r)
{
	for (unsigned i = 0; i < IMAGES_COUNT; i++)
		placed_free(&r->images[i]);
	waiting_drop(r);
}

const struct content *runner_content_newest(const struct runner *r)
{
	return r->newest < IMAGES_COUNT ? r->images[r->newest].content : NULL;
}

const struct content *runner_content_next(const struct runner *r)
{
	return r->content_waiting ? r->content_waiting : runner_content_newest(r);
}

const void *runner_layout_newest(const struct runner *r)
{
	return r->newest < IMAGES_COUNT ? r->images[r->newest].layout : NULL;
}

/* What is placed already is not compiled again. */
static enum err build(struct runner *r, struct content *content, void *layout, struct placed *out)
{
	uint8_t same = placed_find(r->images, content->header.hash, NULL);

	if (same == IMAGES_COUNT)
		return placed_build(out, content, layout);
	free(content);
	return placed_share(out, &r->images[same], layout);
}

static enum err place(struct runner *r, struct placed *placed, uint8_t *slot)
{
	struct images images = placed_images(placed);

	*slot = core_place(r->core, &images);
	if (*slot >= IMAGES_COUNT) {
		placed_free(placed);
		return ERR_BUSY;
	}
	CHECK(!r->images[*slot].content);
	r->images[*slot] = *placed;
	return ERR_NONE;
}

enum err runner_images_place(struct runner *r, struct content *content, void *layout, uint8_t *slot)
{
	struct placed placed;
	enum err err = build(r, content, layout, &placed);

	*slot = IMAGES_COUNT;
	return err ? err : place(r, &placed, slot);
}

enum err runner_images_lay_out(struct runner *r, uint8_t with, void *layout, uint8_t *slot)
{
	struct placed placed;
	enum err err = placed_share(&placed, &r->images[with], layout);

	*slot = IMAGES_COUNT;
	return err ? err : place(r, &placed, slot);
}

/* A slot that the core has given back but an effect still needs is free on its side only: none is taken until both
 * sides agree. */
bool runner_images_slot_free(const struct runner *r)
{
	bool any = false;

	if (r->talks[0].first)
		return false; /* a RELEASE may be on its way */
	for (unsigned i = 0; i < IMAGES_COUNT; i++) {
		if (r->images[i].released)
			return false;
		any = any || !r->images[i].content;
	}
	return any;
}

void runner_images_make_newest(struct runner *r, uint8_t slot)
{
	struct event swapped = {.kind = EVENT_CONTENT_SWAPPED};

	r->newest = slot;
	swapped.swapped.slot = slot;
	runner_step(r, &swapped);
}

void runner_images_step_back(struct runner *r)
{
	struct placed *placed = &r->images[r->newest];

	CHECK(!r->content_waiting && !r->layout_waiting && *placed->users == 1);
	core_displace(r->core, r->newest);
	r->content_waiting = placed->content;
	r->layout_waiting = placed->layout;
	free(placed->model);
	free(placed->users);
	*placed = (struct placed){0};
	r->newest = IMAGES_COUNT;
}

static enum err place_newest(struct runner *r, struct content *content, void *layout)
{
	uint8_t slot;
	enum err err;

	/* A conversation must find its version after a restart; without a store the swap is still good for now. */
	if (store_image_put(r->device.store, content))
		log_warn("content: the new version was not kept; after a restart conversations of it end politely");
	err = runner_images_place(r, content, layout, &slot);
	if (!err)
		runner_images_make_newest(r, slot);
	return err;
}

static enum err lay_out_newest(struct runner *r, void *layout)
{
	uint8_t slot;
	enum err err = runner_images_lay_out(r, r->newest, layout, &slot);

	if (!err)
		runner_images_make_newest(r, slot);
	return err;
}

/* Nobody has given one: what is met now goes on, as far as it is still there. */
static void *layout_made(struct runner *r, const struct content *content)
{
	void *layout = layout_for(content, runner_layout_newest(r));

	if (layout && store_image_put(r->device.store, layout))
		log_warn("menu: the new one was not kept; after a restart conversations of it meet another");
	return layout;
}

enum err runner_content(struct runner *r, void *content_image, void *layout)
{
	struct content *content = content_image;
	const struct content *newest = runner_content_newest(r);

	if (newest && image_has_hash(newest, content->header.hash)) {
		free(content);
		if (r->content_waiting) /* taken back before anybody met it */
			waiting_drop(r);
		return layout ? runner_layout(r, layout) : ERR_NONE;
	}
	if (!layout)
		layout = layout_made(r, content);
	if (!layout) {
		free(content);
		return ERR_NO_SPACE;
	}
	waiting_drop(r); /* nobody has met it yet */
	if (runner_images_slot_free(r))
		return place_newest(r, content, layout);
	r->content_waiting = content;
	r->layout_waiting = layout;
	return ERR_NONE;
}

enum err runner_layout(struct runner *r, void *layout)
{
	const struct content *next = runner_content_next(r);

	if (!next || !layout_fits(layout, image_header(layout)->bytes, next)) {
		free(layout);
		return ERR_FORMAT;
	}
	free(r->layout_waiting); /* the newer one replaces it: nobody has met it yet */
	r->layout_waiting = NULL;
	if (!r->content_waiting && image_has_hash(runner_layout_newest(r), image_header(layout)->hash)) {
		free(layout);
		return ERR_NONE;
	}
	if (!r->content_waiting && runner_images_slot_free(r) && runner_may_step(r))
		return lay_out_newest(r, layout);
	r->layout_waiting = layout;
	return ERR_NONE;
}

static bool slot_is_needed(const struct runner *r, uint8_t slot)
{
	for (uint32_t i = 0; i < r->talks_count; i++) {
		if (r->talks[i].session && r->talks[i].met_slot == slot)
			return true;
		for (uint32_t at = r->talks[i].first; at; at = r->held[at].next)
			if (r->held[at].slot == slot)
				return true;
	}
	return false;
}

static void place_waiting(struct runner *r)
{
	struct content *content = r->content_waiting;
	void *layout = r->layout_waiting;

	if (!layout || !runner_images_slot_free(r) || !runner_may_step(r))
		return;
	r->content_waiting = NULL;
	r->layout_waiting = NULL;
	if (content ? place_newest(r, content, layout) : lay_out_newest(r, layout))
		log_error("the waiting version could not be placed; the old one stays");
}

void runner_images_settle(struct runner *r)
{
	for (uint8_t i = 0; i < IMAGES_COUNT; i++)
		if (r->images[i].released && !slot_is_needed(r, i))
			placed_free(&r->images[i]);
	place_waiting(r);
}
