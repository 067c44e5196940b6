/* What is different between two views: only that is drawn again. */
#ifndef FOYER_CHANGED_H
#define FOYER_CHANGED_H

#include "draw/draw.h"

enum { CHANGED_RECTS_MAX = 16 };

struct changed {
	struct paint_rect rects[CHANGED_RECTS_MAX]; /* inside the picture; none touches another but the last */
	unsigned count;
	bool is_another_screen; /* one that may come gently; not a key that was pressed */
};

void changed_between(const struct draw *draw, const struct view *before, const struct view *after, struct changed *out);

#endif
