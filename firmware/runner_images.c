/* Versions of content with the layout and model made for them: three may be in use, a fourth waits. */
#include "runner_parts.h"

#include "log.h"

#include <stdlib.h>
#include <string.h>

void runner_images_free(struct runner *r)
{
	for (unsigned i = 0; i < IMAGES_COUNT; i++)
		placed_free(&r->images[i]);
	free(r->content_waiting);
	r->content_waiting = NULL;
}

uint8_t runner_images_find(const struct runner *r, const uint8_t *hash)
{
	for (uint8_t i = 0; i < IMAGES_COUNT; i++) {
		const struct placed *placed = &r->images[i];

		if (placed->content && !placed->released &&
			memcmp(placed->content->header.hash, hash, IMAGE_HASH_BYTES) == 0)
			return i;
	}
	return IMAGES_COUNT;
}

const struct content *runner_content_newest(const struct runner *r)
{
	return r->newest < IMAGES_COUNT ? r->images[r->newest].content : NULL;
}

enum err runner_images_place(struct runner *r, struct content *content, uint8_t *slot)
{
	struct placed placed;
	struct images images;
	enum err err = placed_build(&placed, content);

	*slot = IMAGES_COUNT;
	if (err)
		return err;
	images = placed_images(&placed);
	*slot = core_place(r->core, &images);
	if (*slot >= IMAGES_COUNT) {
		placed_free(&placed);
		return ERR_BUSY;
	}
	CHECK(!r->images[*slot].content);
	r->images[*slot] = placed;
	return ERR_NONE;
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

static enum err place_newest(struct runner *r, struct content *content)
{
	struct event swapped = {.kind = EVENT_CONTENT_SWAPPED};
	uint8_t slot;
	enum err err;

	/* A conversation must find its version after a restart; without a store the swap is still good for now. */
	if (store_image_put(r->device.store, content))
		log_warn("content: the new version was not kept; after a restart conversations of it end politely");
	err = runner_images_place(r, content, &slot);
	if (err)
		return err;
	r->newest = slot;
	swapped.swapped.slot = slot;
	runner_step(r, &swapped);
	return ERR_NONE;
}

enum err runner_content(struct runner *r, void *content_image)
{
	struct content *content = content_image;
	const struct content *newest = runner_content_newest(r);

	if (newest && memcmp(newest->header.hash, content->header.hash, IMAGE_HASH_BYTES) == 0) {
		free(content);
		return ERR_NONE;
	}
	if (runner_images_slot_free(r) && !r->content_waiting)
		return place_newest(r, content);
	if (r->content_waiting)
		return ERR_NO_SPACE;
	r->content_waiting = content;
	return ERR_NONE;
}

static bool slot_is_needed(const struct runner *r, uint8_t slot)
{
	for (uint32_t i = 0; i < r->talks_count; i++)
		for (uint32_t at = r->talks[i].first; at; at = r->held[at].next)
			if (r->held[at].slot == slot)
				return true;
	return false;
}

void runner_images_settle(struct runner *r)
{
	for (uint8_t i = 0; i < IMAGES_COUNT; i++)
		if (r->images[i].released && !slot_is_needed(r, i))
			placed_free(&r->images[i]);
	if (!r->content_waiting || !runner_images_slot_free(r) || r->held_left < EFFECTS_MAX)
		return;
	struct content *content = r->content_waiting;

	r->content_waiting = NULL;
	if (place_newest(r, content))
		log_error("content: the waiting version could not be placed; the old one stays");
}
