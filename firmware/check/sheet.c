#include "check/sheet.h"

#include "adapter/screen_sdl.h"
#include "base/text.h"
#include "draw/fewer_colours.h"
#include "draw/picture.h"
#include "log.h"
#include "view/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	THUMB_HEIGHT_PX = 132,
	THUMB_WIDTH_PX = 176,
	FRAME_COLOUR = 0x8f8f8f,
	GAP_PX = 8,
	NAME_WIDTH_PX = 140,
	LETTERS_PX = 13,
	LABEL_HEIGHT_PX = 40,
	COLOURS_MAX = 256
};

struct row {
	char name[SHEET_LABEL_BYTES_MAX];
	struct paint thumbs[SHEET_COLUMNS_MAX]; /* owned; no pixels: none */
};

struct sheet {
	char columns[SHEET_COLUMNS_MAX][SHEET_LABEL_BYTES_MAX];
	int columns_count;
	struct row rows[SHEET_ROWS_MAX];
	int rows_count;
};

struct sheet *sheet_open(void)
{
	return calloc(1, sizeof(struct sheet));
}

void sheet_close(struct sheet *sheet)
{
	if (!sheet)
		return;
	for (int row = 0; row < sheet->rows_count; row++)
		for (int column = 0; column < sheet->columns_count; column++)
			free(sheet->rows[row].thumbs[column].pixels);
	free(sheet);
}

int sheet_column(struct sheet *sheet, const char *label)
{
	if (sheet->columns_count == SHEET_COLUMNS_MAX)
		return -1;
	text_copy(sheet->columns[sheet->columns_count], SHEET_LABEL_BYTES_MAX, text_of(label));
	return sheet->columns_count++;
}

static struct row *row_of(struct sheet *sheet, const char *name)
{
	char wanted[SHEET_LABEL_BYTES_MAX];

	text_copy(wanted, sizeof(wanted), text_of(name));
	for (int i = 0; i < sheet->rows_count; i++) {
		if (strcmp(sheet->rows[i].name, wanted) == 0)
			return &sheet->rows[i];
	}
	if (sheet->rows_count == SHEET_ROWS_MAX)
		return NULL;
	memcpy(sheet->rows[sheet->rows_count].name, wanted, sizeof(wanted));
	return &sheet->rows[sheet->rows_count++];
}

/* As large as fits the thumbnail's box. */
static enum err scale(struct paint *out, const struct paint *whole)
{
	int w = THUMB_WIDTH_PX;
	int h = whole->height * w / whole->width;

	if (h > THUMB_HEIGHT_PX) {
		h = THUMB_HEIGHT_PX;
		w = whole->width * h / whole->height;
	}
	return picture_scale(out, whole, w > 0 ? w : 1, h > 0 ? h : 1);
}

bool sheet_put(struct sheet *sheet, const char *row_name, unsigned column, const char *path)
{
	struct row *row = row_of(sheet, row_name);
	struct paint whole;
	char why[PICTURE_WHY_BYTES];
	enum err err;

	if (!row || row->thumbs[column].pixels)
		return true;
	if (picture_read(&whole, path, why, sizeof(why))) {
		log_error("sheet: %s: %s", path, why);
		return false;
	}
	err = scale(&row->thumbs[column], &whole);
	free(whole.pixels);
	if (err)
		log_error("sheet: memory is short: close other programs and try again");
	return !err;
}

/* --- the grid --- */

static int column_width(const struct sheet *sheet, int column)
{
	int most = THUMB_HEIGHT_PX / 2;

	for (int row = 0; row < sheet->rows_count; row++) {
		int w = sheet->rows[row].thumbs[column].width;

		most = w > most ? w : most;
	}
	return most;
}

/* Where a column begins; that behind the last is the sheet's width. */
static int column_x(const struct sheet *sheet, int column)
{
	int x = NAME_WIDTH_PX + GAP_PX;

	for (int i = 0; i < column; i++)
		x += column_width(sheet, i) + GAP_PX;
	return x;
}

static int row_y(int row)
{
	return LABEL_HEIGHT_PX + GAP_PX + row * (THUMB_HEIGHT_PX + GAP_PX);
}

static void add_label(struct view *view, struct view_box box, const char *text)
{
	struct view_element *e = &view->elements[view->elements_count++];

	e->role = VIEW_TEXT;
	e->icon = ICON_COUNT;
	e->x = (int16_t)box.x;
	e->y = (int16_t)box.y;
	e->w = (int16_t)box.w;
	e->h = (int16_t)box.h;
	e->text_px = LETTERS_PX;
	text_copy(e->text, sizeof(e->text), text_of(text));
}

/* "menu cards" in two lines where one would be too wide. */
static void broken(const char *name, char out[SHEET_LABEL_BYTES_MAX])
{
	char *space;

	text_copy(out, SHEET_LABEL_BYTES_MAX, text_of(name));
	space = strchr(out, ' ');
	if (space)
		*space = '\n';
}

/* The names alone: the screen draws them as it draws every text. */
static void label(const struct sheet *sheet, struct view *view)
{
	char text[SHEET_LABEL_BYTES_MAX];

	memset(view, 0, sizeof(*view));
	view->width_px = (uint16_t)column_x(sheet, sheet->columns_count);
	view->height_px = (uint16_t)row_y(sheet->rows_count);
	view->screen = SCREEN_NOTICE;
	for (int column = 0; column < sheet->columns_count; column++) {
		struct view_box box = {column_x(sheet, column), GAP_PX, column_width(sheet, column), LABEL_HEIGHT_PX};

		broken(sheet->columns[column], text);
		add_label(view, box, text);
	}
	for (int row = 0; row < sheet->rows_count; row++) {
		broken(sheet->rows[row].name, text);
		add_label(view, (struct view_box){GAP_PX, row_y(row), NAME_WIDTH_PX, THUMB_HEIGHT_PX}, text);
	}
}

static bool save_labels(const struct sheet *sheet, const char *path)
{
	struct view *view = malloc(sizeof(*view));
	struct screen screen;
	bool good;

	if (!view)
		return false;
	label(sheet, view);
	good = screen_sdl_open_memory(&screen, view->width_px, view->height_px) == ERR_NONE;
	if (good) {
		good = !screen.ops->draw(screen.self, view) && !screen.ops->save_png(screen.self, path);
		screen.ops->close(screen.self);
	}
	free(view);
	return good;
}

/* A line around it: paper on paper has no edge. */
static void frame(const struct paint *onto, struct view_box box)
{
	for (int y = box.y - 1; y <= box.y + box.h; y++) {
		uint32_t *line = &onto->pixels[y * onto->pitch_px];
		bool whole = y < box.y || y == box.y + box.h;

		for (int x = box.x - 1; x <= box.x + box.w; x += whole ? 1 : box.w + 1)
			line[x] = 0xff000000 | FRAME_COLOUR;
	}
}

static void paste(const struct sheet *sheet, const struct paint *onto)
{
	for (int row = 0; row < sheet->rows_count; row++) {
		for (int column = 0; column < sheet->columns_count; column++) {
			const struct paint *thumb = &sheet->rows[row].thumbs[column];

			struct view_box box = {column_x(sheet, column), row_y(row), thumb->width, thumb->height};

			if (!thumb->pixels)
				continue;
			paint_picture(onto, thumb, box.x, box.y);
			frame(onto, box);
		}
	}
}

bool sheet_save(const struct sheet *sheet, const char *path)
{
	char why[PICTURE_WHY_BYTES];
	struct paint whole;
	bool good;

	if (!save_labels(sheet, path))
		return false;
	if (picture_read(&whole, path, why, sizeof(why))) {
		log_error("sheet: %s: %s", path, why);
		return false;
	}
	paste(sheet, &whole);
	good = fewer_colours(&whole, COLOURS_MAX) == ERR_NONE;
	if (!good)
		snprintf(why, sizeof(why), "memory is short: close other programs and try again");
	else
		good = picture_write(&whole, path, why, sizeof(why)) == ERR_NONE;
	if (!good)
		log_error("sheet: %s: %s", path, why);
	free(whole.pixels);
	return good;
}
