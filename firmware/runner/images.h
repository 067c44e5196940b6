/* A content image with the model made for it, and a layout of its menu: what a core is given. Several layouts may stand
 * for one content; content and model are then shared. */
#ifndef FOYER_IMAGES_H
#define FOYER_IMAGES_H

#include "core.h"

struct placed {
	struct content *content; /* each malloc'ed; content and model are freed by the last that has them */
	void *layout;            /* its own */
	void *model;
	uint32_t *users; /* of content and model */
	bool released;   /* by the core; the memory goes when no held effect needs it */
};

/* The menu for this content, with its hash: carried over from `old` by ids, or as authored (NULL). malloc'ed; NULL: no
 * memory, or a menu that is larger than a tree. */
void *layout_for(const struct content *c, const void *old);
/* A layout that came from elsewhere is one of this content. */
bool layout_fits(const void *layout, size_t bytes, const struct content *c);

/* Takes `content` and `layout` (NULL: as authored) over in any case. ERR_NO_SPACE: the device's memory does not hold
 * layout and model. ERR_FORMAT: the layout is another content's. */
MUST_USE enum err placed_build(struct placed *out, struct content *content, void *layout);
/* The same content with another layout, which is taken over in any case; nothing is compiled or copied. */
MUST_USE enum err placed_share(struct placed *out, const struct placed *with, void *layout);
void placed_free(struct placed *placed);
struct images placed_images(const struct placed *placed);
/* The one with that content and layout (NULL: any) that is not released; IMAGES_COUNT: none. */
uint8_t placed_find(const struct placed images[IMAGES_COUNT], const uint8_t *content, const uint8_t *layout);
bool image_has_hash(const void *image, const uint8_t *hash);

#endif
