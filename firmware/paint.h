/* Shapes with smooth edges on a picture in memory, and the icons made of them. No library. */
#ifndef FOYER_PAINT_H
#define FOYER_PAINT_H

#include <stdint.h>

struct paint { /* lent by the caller; 0xffRRGGBB, one word a pixel */
	uint32_t *pixels;
	int width;
	int height;
	int pitch_px;
};

void paint_fill(const struct paint *paint, uint32_t colour);
/* A box with round corners; `edge_px` of its border in `edge`, inside the box. */
void paint_box(
	const struct paint *paint, int x, int y, int w, int h, int round_px, int edge_px, uint32_t fill, uint32_t edge);
/* Only the border, lying outside the box by `away_px`: the focus ring. */
void paint_ring(const struct paint *paint, int x, int y, int w, int h, int round_px, int edge_px, uint32_t edge);
/* enum icon or view_icon in a square; unknown ones draw nothing. */
void paint_icon(const struct paint *paint, unsigned icon, int x, int y, int side, uint32_t colour);

#endif
