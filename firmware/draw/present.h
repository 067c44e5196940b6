/* How a picture comes to stand in a window or on a panel: as large as fits, turned as the panel is turned. No library.
 */
#ifndef FOYER_PRESENT_H
#define FOYER_PRESENT_H

#include "draw/paint.h"

struct present {
	int picture_w, picture_h; /* as the customer sees it */
	int window_w, window_h;   /* as the panel is made */
	int turned;               /* degrees that the panel is turned clockwise: 0, 90, 180, 270 */
	struct paint_rect area;   /* of the window: where the picture stands */
};

/* What is shown while one screen goes over into the next. */
struct present_pictures {
	const struct paint *now;
	const struct paint *before; /* NULL: only `now` */
	uint32_t part;              /* of `now`, of 256 */
};

/* Sets `area` from the rest; the picture keeps its proportions. */
void present_fit(struct present *present);
/* All of the window that a part of the picture reaches. */
struct paint_rect present_rect(const struct present *present, struct paint_rect part);
/* Paints the window inside its clip; what lies outside the area becomes `border`. */
void present_copy(const struct present *present, const struct present_pictures *pictures, const struct paint *window,
	uint32_t border);
/* From a place in the window to the picture's; outside the area: its nearest place. */
void present_place(const struct present *present, int window_x, int window_y, int *x, int *y);

/* How much of the new picture is seen so long after it began to come, of PRESENT_WHOLE. */
enum { PRESENT_WHOLE = 256 };
uint32_t present_fade_part(uint32_t gone_ms);

#endif
