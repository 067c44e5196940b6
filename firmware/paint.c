#include "paint.h"

#include "view.h"

#include <math.h>

static uint32_t mix(uint32_t under, uint32_t over, float part)
{
	uint32_t out = 0xff000000;

	for (int shift = 0; shift < 24; shift += 8) {
		float a = (float)(under >> shift & 0xff);
		float b = (float)(over >> shift & 0xff);

		out |= (uint32_t)(a + (b - a) * part + 0.5F) << shift;
	}
	return out;
}

static void put(const struct paint *paint, int x, int y, uint32_t colour, float part)
{
	uint32_t *pixel;

	if (part <= 0 || x < 0 || y < 0 || x >= paint->width || y >= paint->height)
		return;
	pixel = &paint->pixels[y * paint->pitch_px + x];
	*pixel = part >= 1 ? (colour | 0xff000000) : mix(*pixel, colour, part);
}

/* How much of a pixel lies inside, from the distance of its middle to the border (negative inside). */
static float covered(float distance)
{
	float part = 0.5F - distance;

	return part < 0 ? 0 : part > 1 ? 1 : part;
}

/* Distance of a point to a rounded box round the origin (Quilez, "2D distance functions"). */
static float box_distance(float px, float py, float half_w, float half_h, float round)
{
	float qx = fabsf(px) - half_w + round;
	float qy = fabsf(py) - half_h + round;
	float ox = qx > 0 ? qx : 0;
	float oy = qy > 0 ? qy : 0;
	float in = qx > qy ? qx : qy;

	return sqrtf(ox * ox + oy * oy) + (in < 0 ? in : 0) - round;
}

void paint_fill(const struct paint *paint, uint32_t colour)
{
	for (int y = 0; y < paint->height; y++) {
		for (int x = 0; x < paint->width; x++)
			paint->pixels[y * paint->pitch_px + x] = colour | 0xff000000;
	}
}

void paint_box(
	const struct paint *paint, int x, int y, int w, int h, int round_px, int edge_px, uint32_t fill, uint32_t edge)
{
	float half_w = (float)w / 2;
	float half_h = (float)h / 2;

	for (int row = 0; row < h; row++) {
		for (int column = 0; column < w; column++) {
			float px = (float)column + 0.5F - half_w;
			float py = (float)row + 0.5F - half_h;
			float d = box_distance(px, py, half_w, half_h, (float)round_px);

			put(paint, x + column, y + row, edge_px > 0 ? edge : fill, covered(d));
			if (edge_px > 0)
				put(paint, x + column, y + row, fill, covered(d + (float)edge_px));
		}
	}
}

void paint_ring(const struct paint *paint, int x, int y, int w, int h, int round_px, int edge_px, uint32_t edge)
{
	float half_w = (float)w / 2;
	float half_h = (float)h / 2;

	for (int row = -edge_px - 1; row <= h + edge_px; row++) {
		for (int column = -edge_px - 1; column <= w + edge_px; column++) {
			float px = (float)column + 0.5F - half_w;
			float py = (float)row + 0.5F - half_h;
			float d = box_distance(px, py, half_w, half_h, (float)round_px) - (float)edge_px / 2;

			put(paint, x + column, y + row, edge, covered(fabsf(d) - (float)edge_px / 2));
		}
	}
}

/* An icon is a few strokes on a grid of 24 by 24. */
enum stroke_kind { STROKE_END, STROKE_LINE, STROKE_CIRCLE, STROKE_DISC, STROKE_BOX };

struct stroke {
	uint8_t kind;
	int8_t a, b, c, d; /* line: from, to; circle, disc: middle, radius; box: corner, size */
	int8_t round;
};

enum { ICON_STROKES_MAX = 12, GRID = 24 };

#define LINE(x0, y0, x1, y1)                                                                                           \
	{                                                                                                              \
		STROKE_LINE, x0, y0, x1, y1, 0                                                                         \
	}
#define CIRCLE(x, y, r)                                                                                                \
	{                                                                                                              \
		STROKE_CIRCLE, x, y, r, 0, 0                                                                           \
	}
#define DISC(x, y, r)                                                                                                  \
	{                                                                                                              \
		STROKE_DISC, x, y, r, 0, 0                                                                             \
	}
#define BOX(x, y, w, h, r)                                                                                             \
	{                                                                                                              \
		STROKE_BOX, x, y, w, h, r                                                                              \
	}

/* clang-format off */
static const struct stroke icons[][ICON_STROKES_MAX] = {
	[ICON_CARD] = {BOX(2, 5, 20, 14, 3), LINE(2, 10, 22, 10), LINE(6, 15, 10, 15)},
	[ICON_ACCOUNT] = {LINE(2, 9, 12, 3), LINE(12, 3, 22, 9), LINE(22, 9, 2, 9), LINE(5, 12, 5, 17),
		LINE(10, 12, 10, 17), LINE(14, 12, 14, 17), LINE(19, 12, 19, 17), LINE(3, 20, 21, 20)},
	[ICON_PERSON] = {CIRCLE(12, 8, 4), LINE(4, 21, 5, 17), LINE(5, 17, 9, 15), LINE(9, 15, 15, 15),
		LINE(15, 15, 19, 17), LINE(19, 17, 20, 21)},
	[ICON_PHONE] = {BOX(6, 2, 12, 20, 3), LINE(11, 18, 13, 18)},
	[ICON_HOUSE] = {LINE(2, 12, 12, 3), LINE(12, 3, 22, 12), LINE(5, 10, 5, 21), LINE(19, 10, 19, 21),
		LINE(5, 21, 19, 21), LINE(10, 21, 10, 15), LINE(10, 15, 14, 15), LINE(14, 15, 14, 21)},
	[ICON_CALENDAR] = {BOX(3, 5, 18, 16, 2), LINE(3, 10, 21, 10), LINE(8, 3, 8, 6), LINE(16, 3, 16, 6),
		DISC(8, 14, 1), DISC(12, 14, 1), DISC(16, 14, 1), DISC(8, 18, 1), DISC(12, 18, 1)},
	[ICON_EURO] = {LINE(19, 5, 15, 3), LINE(15, 3, 11, 4), LINE(11, 4, 8, 8), LINE(8, 8, 8, 16), LINE(8, 16, 11, 20),
		LINE(11, 20, 15, 21), LINE(15, 21, 19, 19), LINE(4, 10, 15, 10), LINE(4, 14, 14, 14)},
	[ICON_KEY] = {CIRCLE(7, 12, 5), LINE(12, 12, 22, 12), LINE(21, 12, 21, 16), LINE(17, 12, 17, 15)},
	[ICON_LOCK] = {BOX(4, 11, 16, 11, 2), LINE(8, 11, 8, 7), LINE(8, 7, 10, 3), LINE(10, 3, 14, 3),
		LINE(14, 3, 16, 7), LINE(16, 7, 16, 11), LINE(12, 15, 12, 18)},
	[ICON_MAP] = {CIRCLE(12, 9, 3), LINE(5, 9, 7, 4), LINE(7, 4, 12, 2), LINE(12, 2, 17, 4), LINE(17, 4, 19, 9),
		LINE(19, 9, 18, 13), LINE(18, 13, 12, 22), LINE(12, 22, 6, 13), LINE(6, 13, 5, 9)},
	[ICON_INFO] = {CIRCLE(12, 12, 10), LINE(12, 11, 12, 17), DISC(12, 7, 1)},
	[ICON_QUESTION] = {CIRCLE(12, 12, 10), LINE(9, 9, 10, 7), LINE(10, 7, 13, 6), LINE(13, 6, 15, 8),
		LINE(15, 8, 15, 10), LINE(15, 10, 12, 12), LINE(12, 12, 12, 14), DISC(12, 18, 1)},
	[ICON_TOOL] = {LINE(3, 21, 13, 11), CIRCLE(16, 8, 5), LINE(16, 8, 20, 4)},
	[ICON_BOX] = {BOX(2, 8, 20, 13, 1), LINE(2, 8, 6, 3), LINE(6, 3, 18, 3), LINE(18, 3, 22, 8), LINE(10, 13, 14, 13)},
	[ICON_HEART] = {LINE(12, 21, 3, 12), LINE(3, 12, 2, 8), LINE(2, 8, 4, 4), LINE(4, 4, 8, 3), LINE(8, 3, 12, 7),
		LINE(12, 7, 16, 3), LINE(16, 3, 20, 4), LINE(20, 4, 22, 8), LINE(22, 8, 21, 12), LINE(21, 12, 12, 21)},
	[ICON_STAR] = {LINE(12, 2, 15, 9), LINE(15, 9, 22, 10), LINE(22, 10, 17, 15), LINE(17, 15, 18, 22),
		LINE(18, 22, 12, 18), LINE(12, 18, 6, 22), LINE(6, 22, 7, 15), LINE(7, 15, 2, 10), LINE(2, 10, 9, 9),
		LINE(9, 9, 12, 2)},
	[ICON_WARNING] = {LINE(12, 3, 23, 21), LINE(23, 21, 1, 21), LINE(1, 21, 12, 3), LINE(12, 10, 12, 14),
		DISC(12, 18, 1)},
	[ICON_SHOP] = {LINE(3, 4, 21, 4), LINE(3, 4, 2, 10), LINE(21, 4, 22, 10), LINE(2, 10, 22, 10), LINE(4, 10, 4, 21),
		LINE(20, 10, 20, 21), LINE(4, 21, 20, 21), LINE(10, 21, 10, 15), LINE(10, 15, 14, 15), LINE(14, 15, 14, 21)},
	[VIEW_ICON_BACK] = {LINE(3, 12, 21, 12), LINE(3, 12, 10, 5), LINE(3, 12, 10, 19)},
	[VIEW_ICON_AGAIN] = {LINE(4, 12, 5, 8), LINE(5, 8, 8, 5), LINE(8, 5, 12, 4), LINE(12, 4, 16, 5), LINE(16, 5, 19, 8),
		LINE(19, 8, 20, 12), LINE(20, 12, 19, 16), LINE(19, 16, 16, 19), LINE(16, 19, 12, 20), LINE(4, 12, 1, 8),
		LINE(4, 12, 8, 10)},
	[VIEW_ICON_FINISH] = {LINE(4, 13, 9, 19), LINE(9, 19, 20, 6)},
	[VIEW_ICON_DELETE] = {LINE(2, 12, 8, 5), LINE(8, 5, 22, 5), LINE(22, 5, 22, 19), LINE(22, 19, 8, 19),
		LINE(8, 19, 2, 12), LINE(12, 9, 18, 15), LINE(18, 9, 12, 15)},
	[VIEW_ICON_SHIFT] = {LINE(12, 3, 3, 12), LINE(3, 12, 8, 12), LINE(8, 12, 8, 20), LINE(8, 20, 16, 20),
		LINE(16, 20, 16, 12), LINE(16, 12, 21, 12), LINE(21, 12, 12, 3)},
};
/* clang-format on */

#undef LINE
#undef CIRCLE
#undef DISC
#undef BOX

enum { ICONS_KNOWN = sizeof(icons) / sizeof(icons[0]) };

static float line_distance(const struct stroke *s, float x, float y)
{
	float dx = (float)(s->c - s->a);
	float dy = (float)(s->d - s->b);
	float px = x - (float)s->a;
	float py = y - (float)s->b;
	float t = (px * dx + py * dy) / (dx * dx + dy * dy);

	t = t < 0 ? 0 : t > 1 ? 1 : t;
	return sqrtf((px - t * dx) * (px - t * dx) + (py - t * dy) * (py - t * dy));
}

/* On the grid; half the stroke's width already taken away. */
static float stroke_distance(const struct stroke *s, float x, float y)
{
	const float half = 0.95F;
	float rx = x - (float)s->a;
	float ry = y - (float)s->b;
	float half_w = (float)s->c / 2;
	float half_h = (float)s->d / 2;

	switch (s->kind) {
	case STROKE_LINE: return line_distance(s, x, y) - half;
	case STROKE_CIRCLE: return fabsf(sqrtf(rx * rx + ry * ry) - (float)s->c) - half;
	case STROKE_DISC: return sqrtf(rx * rx + ry * ry) - (float)s->c - 0.4F;
	case STROKE_BOX: return fabsf(box_distance(rx - half_w, ry - half_h, half_w, half_h, s->round)) - half;
	default: return GRID;
	}
}

void paint_icon(const struct paint *paint, unsigned icon, int x, int y, int side, uint32_t colour)
{
	float scale = (float)GRID / (float)side;

	if (icon >= ICONS_KNOWN || side <= 0)
		return;
	for (int row = 0; row < side; row++) {
		for (int column = 0; column < side; column++) {
			float nearest = GRID;

			for (int i = 0; i < ICON_STROKES_MAX && icons[icon][i].kind != STROKE_END; i++) {
				float d = stroke_distance(
					&icons[icon][i], ((float)column + 0.5F) * scale, ((float)row + 0.5F) * scale);

				nearest = d < nearest ? d : nearest;
			}
			put(paint, x + column, y + row, colour, covered(nearest / scale));
		}
	}
}
