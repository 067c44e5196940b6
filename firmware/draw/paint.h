/* Shapes with smooth edges on a picture in memory. No library. Nothing is ever painted outside the clip. */
#ifndef FOYER_PAINT_H
#define FOYER_PAINT_H

#include <stdbool.h>
#include <stdint.h>

struct paint_rect { /* pixels */
	int x, y, w, h;
};

struct paint { /* lent by the caller; 0xffRRGGBB, one word a pixel */
	uint32_t *pixels;
	int width;
	int height;
	int pitch_px;
	struct paint_rect clip; /* inside the picture: see paint_of() and paint_clipped() */
};

/* How much of each pixel a shape covers, 0..255: letters and icons are drawn once into one and then only coloured. */
struct paint_mask {
	const uint8_t *cover;
	int w, h;
	int pitch;
};

struct paint_style {
	int round_px; /* of the corners; cut to half of the shorter side */
	int edge_px;  /* of the border, inside the box; 0: none */
	bool hollow;  /* only the border; what lies inside stays */
	uint32_t fill;
	uint32_t edge;
};

/* The whole picture. */
struct paint paint_of(uint32_t *pixels, int width, int height, int pitch_px);
/* The same picture, painted only where `rect` and its present clip meet. */
struct paint paint_clipped(const struct paint *paint, struct paint_rect rect);
struct paint_rect paint_meet(struct paint_rect a, struct paint_rect b); /* w or h 0: they do not */
struct paint_rect paint_join(struct paint_rect a, struct paint_rect b); /* the smallest that has both */

void paint_fill(const struct paint *paint, uint32_t colour);
/* A box with round corners. */
void paint_box(const struct paint *paint, struct paint_rect rect, const struct paint_style *style);
/* A mask in one colour, its corner at x, y. */
void paint_mask(const struct paint *paint, const struct paint_mask *mask, int x, int y, uint32_t colour);
/* 0xAARRGGBB over what is there. */
void paint_picture(const struct paint *paint, const struct paint *picture, int x, int y);
/* `over` in `part` of 256 parts, the rest `under`; each is 0xffRRGGBB. */
uint32_t paint_mix(uint32_t under, uint32_t over, uint32_t part);

#endif
