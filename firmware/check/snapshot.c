#include "check/snapshot.h"

#include "adapter/screen_sdl.h"
#include "draw/look.h"

#include <stdio.h>
#include <stdlib.h>

/* Beyond these a picture is a mistake: a side of the largest panel sold, of the smallest worth drawing. */
enum {
	SIDE_PX_MAX = 8192,
	WIDTH_PX_MIN = 320,
	HEIGHT_PX_MIN = 240,
	SIDE_MM_MIN = 50,
	DESK_PIXELS_AN_INCH = 96,
	WHY_BYTES_MAX = 1400
};

/* Panels as they are sold: for a size without millimetres. */
static const struct board_screen panels[] = {
	{800, 480, 154, 86},
	{1024, 600, 154, 86},
	{1280, 800, 217, 136},
	{1920, 1080, 345, 194},
	{1080, 1920, 268, 476},
	{800, 1280, 136, 217},
};

static bool read_length(const char **text, uint16_t *out)
{
	char *end;
	unsigned long length = strtoul(*text, &end, 10);

	if (**text < '0' || **text > '9' || length < 1 || length > SIDE_PX_MAX)
		return false;
	*text = end;
	*out = (uint16_t)length;
	return true;
}

static bool read_pair(const char *text, uint16_t *w, uint16_t *h)
{
	return read_length(&text, w) && *text++ == 'x' && read_length(&text, h) && *text == '\0';
}

static uint16_t mm_of(uint16_t px)
{
	unsigned mm = (px * 254U + DESK_PIXELS_AN_INCH * 5) / (DESK_PIXELS_AN_INCH * 10U);

	return (uint16_t)mm;
}

bool snapshot_board(const struct snapshot *snapshot, struct board_screen *out)
{
	*out = (struct board_screen){0};
	if (!read_pair(snapshot->size, &out->width_px, &out->height_px) || out->width_px < WIDTH_PX_MIN ||
		out->height_px < HEIGHT_PX_MIN) {
		fprintf(stderr, "foyer snapshot: --size %s: give pixels from %dx%d to %dx%d, for example 800x480\n",
			snapshot->size, WIDTH_PX_MIN, HEIGHT_PX_MIN, SIDE_PX_MAX, SIDE_PX_MAX);
		return false;
	}
	if (snapshot->mm) {
		if (read_pair(snapshot->mm, &out->width_mm, &out->height_mm) && out->width_mm >= SIDE_MM_MIN &&
			out->height_mm >= SIDE_MM_MIN)
			return true;
		fprintf(stderr, "foyer snapshot: --mm %s: give millimetres of %dx%d and more, for example 154x86\n",
			snapshot->mm, SIDE_MM_MIN, SIDE_MM_MIN);
		return false;
	}
	for (size_t i = 0; i < sizeof(panels) / sizeof(panels[0]); i++) {
		if (panels[i].width_px == out->width_px && panels[i].height_px == out->height_px)
			*out = panels[i];
	}
	if (out->width_mm == 0) { /* as fine as a desk's screen */
		out->width_mm = mm_of(out->width_px);
		out->height_mm = mm_of(out->height_px);
	}
	return true;
}

bool snapshot_open(const struct snapshot *snapshot, const struct board_screen *board, struct screen *out)
{
	struct look look;
	const struct screen_sdl_options options = {
		.width_px = board->width_px, .height_px = board->height_px, .look = &look};
	char folder[LOOK_PATH_BYTES_MAX];
	char why[WHY_BYTES_MAX];

	if (!look_find(snapshot->content, folder, sizeof(folder)))
		look_default(&look);
	else if (look_read(&look, folder, why, sizeof(why)))
		fprintf(stderr, "foyer snapshot: %s; the look that is built in is used\n", why);
	return screen_sdl_open_picture(out, &options) == ERR_NONE;
}

uint8_t snapshot_language(const struct content *c, const struct snapshot *snapshot)
{
	uint8_t language = snapshot->language ? content_language(c, snapshot->language) : 0;

	if (language == LANGUAGES_MAX)
		fprintf(stderr, "foyer snapshot: --language %s: the site does not speak it\n", snapshot->language);
	return language;
}
