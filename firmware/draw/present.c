#include "draw/present.h"

#include <stddef.h>
#include <string.h>

enum {
	TILE = 32, /* pixels that are copied together, so that a turned picture is not read all across */
	BLOCK_BYTES = 64
};

static bool is_across(const struct present *p)
{
	return p->turned == 90 || p->turned == 270;
}

void present_fit(struct present *p)
{
	int w = is_across(p) ? p->picture_h : p->picture_w;
	int h = is_across(p) ? p->picture_w : p->picture_h;
	int fit_w = p->window_w;
	int fit_h = (int)((int64_t)p->window_w * h / w);

	if (fit_h > p->window_h) {
		fit_h = p->window_h;
		fit_w = (int)((int64_t)p->window_h * w / h);
	}
	p->area = (struct paint_rect){(p->window_w - fit_w) / 2, (p->window_h - fit_h) / 2, fit_w, fit_h};
}

static int limited(int64_t value, int most)
{
	return value < 0 ? 0 : value > most ? most : (int)value;
}

void present_place(const struct present *p, int window_x, int window_y, int *x, int *y)
{
	int64_t u = window_x - p->area.x;
	int64_t v = window_y - p->area.y;
	int w = p->area.w > 0 ? p->area.w : 1;
	int h = p->area.h > 0 ? p->area.h : 1;
	int64_t along = is_across(p) ? v * p->picture_w / h : u * p->picture_w / w;
	int64_t down = is_across(p) ? u * p->picture_h / w : v * p->picture_h / h;

	*x = limited(p->turned == 90 || p->turned == 180 ? p->picture_w - 1 - along : along, p->picture_w - 1);
	*y = limited(p->turned == 180 || p->turned == 270 ? p->picture_h - 1 - down : down, p->picture_h - 1);
}

/* From the picture's place to the window's, the other way round. */
static void window_place(const struct present *p, int x, int y, int *window_x, int *window_y)
{
	int64_t along = p->turned == 90 || p->turned == 180 ? p->picture_w - x : x;
	int64_t down = p->turned == 180 || p->turned == 270 ? p->picture_h - y : y;
	int64_t u = is_across(p) ? down * p->area.w / p->picture_h : along * p->area.w / p->picture_w;
	int64_t v = is_across(p) ? along * p->area.h / p->picture_w : down * p->area.h / p->picture_h;

	*window_x = p->area.x + (int)u;
	*window_y = p->area.y + (int)v;
}

struct paint_rect present_rect(const struct present *p, struct paint_rect part)
{
	int x0, y0, x1, y1;
	struct paint_rect rect;

	window_place(p, part.x, part.y, &x0, &y0);
	window_place(p, part.x + part.w, part.y + part.h, &x1, &y1);
	rect.x = (x0 < x1 ? x0 : x1) - 1; /* a pixel more all round, for what was cut when it was scaled */
	rect.y = (y0 < y1 ? y0 : y1) - 1;
	rect.w = (x0 < x1 ? x1 - x0 : x0 - x1) + 2;
	rect.h = (y0 < y1 ? y1 - y0 : y0 - y1) + 2;
	return paint_meet(rect, (struct paint_rect){0, 0, p->window_w, p->window_h});
}

static bool is_of_its_size(const struct present *p)
{
	return p->area.w == (is_across(p) ? p->picture_h : p->picture_w) &&
	       p->area.h == (is_across(p) ? p->picture_w : p->picture_h);
}

/* Byte by byte in a loop of known length: the compiler makes of it the processor's widest words. */
static void mix_block(uint8_t *restrict to, const uint8_t *restrict before, const uint8_t *restrict now, uint16_t part)
{
	for (int i = 0; i < BLOCK_BYTES; i++)
		to[i] = (uint8_t)((uint16_t)(before[i] * (256 - part) + now[i] * part) >> 8);
}

static void mix_row(uint32_t *to, const uint32_t *before, const uint32_t *now, int count, uint32_t part)
{
	const int block = BLOCK_BYTES / (int)sizeof(*to);
	int i = 0;

	for (; i + block <= count; i += block)
		mix_block(
			(uint8_t *)(to + i), (const uint8_t *)(before + i), (const uint8_t *)(now + i), (uint16_t)part);
	for (; i < count; i++)
		to[i] = paint_mix(before[i], now[i], part);
}

static void copy_row(const struct present_pictures *pictures, size_t from, uint32_t *to, int count)
{
	const uint32_t *now = pictures->now->pixels + from;

	if (!pictures->before) {
		memcpy(to, now, (size_t)count * sizeof(*to));
		return;
	}
	mix_row(to, pictures->before->pixels + from, now, count, pictures->part);
}

static void copy_plain(const struct present *p, const struct present_pictures *pictures, const struct paint *window,
	struct paint_rect rect)
{
	for (int row = rect.y; row < rect.y + rect.h; row++) {
		size_t from =
			(size_t)(row - p->area.y) * (size_t)pictures->now->pitch_px + (size_t)(rect.x - p->area.x);

		copy_row(pictures, from, window->pixels + (ptrdiff_t)row * window->pitch_px + rect.x, rect.w);
	}
}

static size_t source_of(const struct present *p, const struct paint *picture, int x, int y)
{
	int at_x, at_y;

	present_place(p, x, y, &at_x, &at_y);
	return (size_t)at_y * (size_t)picture->pitch_px + (size_t)at_x;
}

/* Turned, but as large as it is: a step to the side in the window is always the same step in the picture. */
static void copy_steps(const struct present *p, const struct present_pictures *pictures, const struct paint *window,
	struct paint_rect tile)
{
	const size_t from = source_of(p, pictures->now, tile.x, tile.y);
	const size_t aside = source_of(p, pictures->now, tile.x + 1, tile.y) - from; /* may count down: it wraps */
	const size_t below = source_of(p, pictures->now, tile.x, tile.y + 1) - from;

	for (int row = 0; row < tile.h; row++) {
		uint32_t *to = window->pixels + (ptrdiff_t)(tile.y + row) * window->pitch_px + tile.x;
		size_t at = from + (size_t)row * below;

		for (int column = 0; column < tile.w; column++, at += aside) {
			uint32_t now = pictures->now->pixels[at];

			to[column] =
				pictures->before ? paint_mix(pictures->before->pixels[at], now, pictures->part) : now;
		}
	}
}

static void copy_tile(const struct present *p, const struct present_pictures *pictures, const struct paint *window,
	struct paint_rect tile)
{
	bool at_the_end = tile.x + 1 >= p->area.x + p->area.w || tile.y + 1 >= p->area.y + p->area.h;

	if (is_of_its_size(p) && !at_the_end) {
		copy_steps(p, pictures, window, tile);
		return;
	}
	for (int row = tile.y; row < tile.y + tile.h; row++) {
		uint32_t *to = window->pixels + (ptrdiff_t)row * window->pitch_px;

		for (int column = tile.x; column < tile.x + tile.w; column++)
			copy_row(pictures, source_of(p, pictures->now, column, row), to + column, 1);
	}
}

static void copy_turned(const struct present *p, const struct present_pictures *pictures, const struct paint *window,
	struct paint_rect rect)
{
	for (int y = rect.y; y < rect.y + rect.h; y += TILE) {
		for (int x = rect.x; x < rect.x + rect.w; x += TILE)
			copy_tile(p, pictures, window, paint_meet(rect, (struct paint_rect){x, y, TILE, TILE}));
	}
}

void present_copy(
	const struct present *p, const struct present_pictures *pictures, const struct paint *window, uint32_t border)
{
	struct paint_rect rect = paint_meet(window->clip, p->area);

	if (rect.w < window->clip.w || rect.h < window->clip.h)
		paint_fill(window, border);
	if (p->turned == 0 && is_of_its_size(p))
		copy_plain(p, pictures, window, rect);
	else
		copy_turned(p, pictures, window, rect);
}

uint32_t present_fade_part(uint32_t gone_ms)
{
	enum { FADE_MS = 160, FIRST_PART = 64 /* what changed is seen at once */ };

	if (gone_ms >= FADE_MS)
		return PRESENT_WHOLE;
	return FIRST_PART + gone_ms * (PRESENT_WHOLE - FIRST_PART) / FADE_MS;
}
