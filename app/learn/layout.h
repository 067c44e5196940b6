/* The order in which a menu is spoken and shown, as an image (IMAGE_LAYOUT) of its own that names items by id. Keys and
 * places never move with it. First form: as authored. */
#ifndef FOYER_LEARN_LAYOUT_H
#define FOYER_LEARN_LAYOUT_H

#include "content/content.h"

/* Returns the image's bytes in `out` (8-byte aligned), hash still zero; 0: too small. */
size_t layout_build(const struct content *c, void *out, size_t out_bytes);
MUST_USE enum err layout_sound(const void *image, size_t size);

/* The children of `parent` (NONE16: the top) in speaking order, as items of c. An item that the layout does not know
 * comes last, as authored. Returns how many. */
uint16_t layout_children(const void *layout, const struct content *c, uint16_t parent, uint16_t out[MENU_CHILDREN_MAX]);
/* The two "often asked" items; NONE16 where there is none. */
void layout_often(const void *layout, const struct content *c, uint16_t out[OFTEN_COUNT]);
uint16_t layout_now(const void *layout, const struct content *c);

#endif
