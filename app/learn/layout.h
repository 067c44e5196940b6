/* The menu as customers meet it, as an image (IMAGE_LAYOUT) of its own: the tree with its seconds, and what stands. It
 * is made for one content and has its hash in the header; for another content it is carried over by ids. The same tree
 * and standing are the same bytes. */
#ifndef FOYER_LEARN_LAYOUT_H
#define FOYER_LEARN_LAYOUT_H

#include "learn/plan.h"

struct layout {
	struct image_header header;
	struct tree tree;
	struct standing standing;
};

/* Each writes an image into `out` (8-byte aligned), hash still zero, and returns its bytes; 0: too small, or the menu
 * is larger than a tree. */
/* As authored, with seconds counted from letters. */
size_t layout_build(const struct content *c, void *out, size_t out_bytes);
/* What was learned for another content, for this one. */
size_t layout_carry(
	const void *old, const struct content *c, const struct tree_pace *pace, void *out, size_t out_bytes);

/* Customers see that menu, or hear it; heard, it has fewer places. */
void layout_meet(struct layout *layout, bool touch);
/* As authored by the site: its "often" and "now" places filled. */
void standing_authored(const struct content *c, const struct tree *tree, struct standing *out);

MUST_USE enum err layout_sound(const void *image, size_t size);
/* True: its indices are this content's. */
bool layout_is_of(const void *layout, const struct content *c);

static inline const struct tree *layout_tree(const void *layout)
{
	return &((const struct layout *)layout)->tree;
}

static inline const struct standing *layout_standing(const void *layout)
{
	return &((const struct layout *)layout)->standing;
}

#endif
