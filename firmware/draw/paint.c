#include "draw/paint.h"

#include <math.h>
#include <string.h>

enum { WHOLE = 256 };

uint32_t paint_mix(uint32_t under, uint32_t over, uint32_t part)
{
	/* Red and blue in one multiplication: their products do not reach each other. */
	uint32_t red_blue = under & 0xff00ff;
	uint32_t green = under & 0x00ff00;

	red_blue = (red_blue * (WHOLE - part) + (over & 0xff00ff) * part) >> 8 & 0xff00ff;
	green = (green * (WHOLE - part) + (over & 0x00ff00) * part) >> 8 & 0x00ff00;
	return 0xff000000 | red_blue | green;
}

/* 0..255 to 0..256, so that "all of it" is all of it. */
static uint32_t part_of(uint32_t cover)
{
	return cover + (cover >> 7);
}

struct paint_rect paint_meet(struct paint_rect a, struct paint_rect b)
{
	int left = a.x > b.x ? a.x : b.x;
	int top = a.y > b.y ? a.y : b.y;
	int right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
	int bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;

	return (struct paint_rect){left, top, right > left ? right - left : 0, bottom > top ? bottom - top : 0};
}

struct paint_rect paint_join(struct paint_rect a, struct paint_rect b)
{
	int left = a.x < b.x ? a.x : b.x;
	int top = a.y < b.y ? a.y : b.y;
	int right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
	int bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;

	return (struct paint_rect){left, top, right - left, bottom - top};
}

struct paint paint_of(uint32_t *pixels, int width, int height, int pitch_px)
{
	return (struct paint){pixels, width, height, pitch_px, {0, 0, width, height}};
}

struct paint paint_clipped(const struct paint *paint, struct paint_rect rect)
{
	struct paint clipped = *paint;

	clipped.clip = paint_meet(paint->clip, rect);
	return clipped;
}

static void fill(const struct paint *paint, struct paint_rect rect, uint32_t colour)
{
	struct paint_rect in = paint_meet(paint->clip, rect);
	uint32_t *first = &paint->pixels[in.y * paint->pitch_px + in.x];

	for (int column = 0; in.h > 0 && column < in.w; column++)
		first[column] = colour | 0xff000000;
	for (int row = 1; row < in.h; row++) /* copied in the processor's widest words */
		memcpy(first + row * paint->pitch_px, first, (size_t)in.w * sizeof(*first));
}

void paint_fill(const struct paint *paint, uint32_t colour)
{
	fill(paint, paint->clip, colour);
}

static void put(const struct paint *paint, int x, int y, uint32_t colour, uint32_t part)
{
	const struct paint_rect *clip = &paint->clip;
	uint32_t *pixel;

	if (part == 0 || x < clip->x || y < clip->y || x >= clip->x + clip->w || y >= clip->y + clip->h)
		return;
	pixel = &paint->pixels[y * paint->pitch_px + x];
	*pixel = paint_mix(*pixel, colour, part);
}

/* How much of a pixel lies inside a round of `radius` whose middle is dx, dy away from the pixel's. */
static uint32_t round_part(float dx, float dy, float radius)
{
	float part = radius + 0.5F - sqrtf(dx * dx + dy * dy);

	return part <= 0 ? 0 : part >= 1 ? WHOLE : (uint32_t)(part * WHOLE);
}

struct corner {
	struct paint_rect box;
	int round;
	const struct paint_style *style;
};

/* One pixel's place in the upper left corner, painted in all four: they are the same but for the side. */
static void put_corners(const struct paint *paint, const struct corner *corner, int row, int column)
{
	const struct paint_rect *box = &corner->box;
	const struct paint_style *style = corner->style;
	float dx = (float)(corner->round - column) - 0.5F;
	float dy = (float)(corner->round - row) - 0.5F;
	uint32_t outer = round_part(dx, dy, (float)corner->round);
	uint32_t inner = round_part(dx, dy, (float)(corner->round - style->edge_px));

	for (int side = 0; outer > 0 && side < 4; side++) {
		int x = side % 2 == 0 ? box->x + column : box->x + box->w - 1 - column;
		int y = side < 2 ? box->y + row : box->y + box->h - 1 - row;

		if (style->hollow) {
			put(paint, x, y, style->edge, outer - (inner < outer ? inner : outer));
			continue;
		}
		put(paint, x, y, style->edge_px > 0 ? style->edge : style->fill, outer);
		if (style->edge_px > 0)
			put(paint, x, y, style->fill, inner);
	}
}

/* The parts of a box whose sides are straight, in plain stores: everything but its corners. */
static void fill_straight(const struct paint *paint, const struct corner *corner)
{
	const struct paint_style *style = corner->style;
	struct paint_rect b = corner->box;
	int round = corner->round;
	int edge = style->edge_px;
	int deep = round > edge ? round : edge;

	if (edge > 0) {
		fill(paint, (struct paint_rect){b.x + round, b.y, b.w - 2 * round, edge}, style->edge);
		fill(paint, (struct paint_rect){b.x + round, b.y + b.h - edge, b.w - 2 * round, edge}, style->edge);
		fill(paint, (struct paint_rect){b.x, b.y + round, edge, b.h - 2 * round}, style->edge);
		fill(paint, (struct paint_rect){b.x + b.w - edge, b.y + round, edge, b.h - 2 * round}, style->edge);
	}
	if (style->hollow)
		return;
	fill(paint, (struct paint_rect){b.x + edge, b.y + deep, b.w - 2 * edge, b.h - 2 * deep}, style->fill);
	fill(paint, (struct paint_rect){b.x + deep, b.y + edge, b.w - 2 * deep, deep - edge}, style->fill);
	fill(paint, (struct paint_rect){b.x + deep, b.y + b.h - deep, b.w - 2 * deep, deep - edge}, style->fill);
}

void paint_box(const struct paint *paint, struct paint_rect rect, const struct paint_style *style)
{
	int least = rect.w < rect.h ? rect.w : rect.h;
	struct corner corner = {rect, style->round_px, style};
	struct paint_rect in = paint_meet(paint->clip, rect);

	if (in.w == 0 || in.h == 0)
		return;
	if (corner.round > least / 2)
		corner.round = least / 2;
	fill_straight(paint, &corner);
	for (int row = 0; row < corner.round; row++) {
		for (int column = 0; column < corner.round; column++)
			put_corners(paint, &corner, row, column);
	}
}

void paint_mask(const struct paint *paint, const struct paint_mask *mask, int x, int y, uint32_t colour)
{
	struct paint_rect in = paint_meet(paint->clip, (struct paint_rect){x, y, mask->w, mask->h});

	for (int row = 0; row < in.h; row++) {
		const uint8_t *cover = &mask->cover[(in.y + row - y) * mask->pitch + in.x - x];
		uint32_t *pixel = &paint->pixels[(in.y + row) * paint->pitch_px + in.x];

		for (int column = 0; column < in.w; column++) {
			if (cover[column] != 0)
				pixel[column] = paint_mix(pixel[column], colour, part_of(cover[column]));
		}
	}
}

void paint_picture(const struct paint *paint, const struct paint *picture, int x, int y)
{
	struct paint_rect in = paint_meet(paint->clip, (struct paint_rect){x, y, picture->width, picture->height});

	for (int row = 0; row < in.h; row++) {
		const uint32_t *from = &picture->pixels[(in.y + row - y) * picture->pitch_px + in.x - x];
		uint32_t *pixel = &paint->pixels[(in.y + row) * paint->pitch_px + in.x];

		for (int column = 0; column < in.w; column++)
			pixel[column] = paint_mix(pixel[column], from[column], part_of(from[column] >> 24));
	}
}
