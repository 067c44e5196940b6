/* A view as a picture: boxes, letters and icons in the colours of a look. No library; letters come through port/type.h.
 */
#ifndef FOYER_DRAW_H
#define FOYER_DRAW_H

#include "draw/look.h"
#include "draw/paint.h"
#include "port/type.h"
#include "view/view.h"

enum { DRAW_ICONS_MAX = 48, DRAW_ICON_PX_MAX = 1024 };

struct draw_icon {
	unsigned icon;
	int side;
	uint8_t *cover; /* NULL: unused */
};

struct draw {
	const struct look *look; /* lent for its life */
	struct type type;        /* its own */
	struct draw_icon icons[DRAW_ICONS_MAX];
	unsigned icons_next; /* the one that gives way next */
	struct paint logo;   /* as it is in its file; pixels NULL: none */
	struct paint logo_scaled;
	bool logo_tried;
	int round_px;
	int edge_px;
};

/* For pictures of that size. ERR_ABSENT: no fonts, said in one line. */
MUST_USE enum err draw_open(struct draw *out, const struct look *look, int width_px, int height_px);
void draw_close(struct draw *draw); /* accepts one that never opened, if it is zero */

/* Everything of the view that lies in the clip. */
void draw_view(struct draw *draw, const struct paint *paint, const struct view *view);
/* All that drawing that element can touch: its shadow and focus ring lie outside its box. */
struct paint_rect draw_reach(const struct draw *draw, const struct view *view, const struct view_element *element);
/* The bar at the bottom has a ground of its own on every screen that goes back somewhere; h 0: there is none. */
struct paint_rect draw_bar_rect(const struct draw *draw, const struct view *view);
/* Where the level of the microphone moves in that element; w 0: nowhere. */
struct paint_rect draw_level(const struct view_element *element);

#endif
