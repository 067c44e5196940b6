#include "check/snapshot.h"

#include "check/sheet.h"
#include "check/walk.h"
#include "command/options.h"
#include "paths.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* One size, theme and language being drawn. */
struct drawing {
	const struct snapshot *snapshot;
	struct screen screen;
	const char *theme;
	struct sheet *sheet;
	int column; /* of the sheet; -1: none */
	unsigned saved;
	bool failed;
};

/* A screen's name as a file's: "800x480-light-en-menu-cards.png". */
static void name_file(const struct walk *walk, const struct drawing *d, const char *name, char out[PATH_BYTES_MAX])
{
	const struct content *c = walk->content;
	size_t folder = strlen(d->snapshot->out);

	snprintf(out, PATH_BYTES_MAX, "%s/%dx%d-%s-%s-%s.png", d->snapshot->out, walk->board->width_px,
		walk->board->height_px, d->theme, content_string(c, c->site.language[walk->language]), name);
	for (char *at = out + folder; *at; at++)
		*at = *at == ' ' ? '-' : *at;
}

static void save(void *self, const struct walk *walk, const char *name, const struct view *view)
{
	struct drawing *d = self;
	char path[PATH_BYTES_MAX];

	if (d->failed)
		return;
	name_file(walk, d, name, path);
	d->failed = d->screen.ops->draw(d->screen.self, view) || d->screen.ops->save_png(d->screen.self, path);
	if (d->failed)
		return;
	d->saved++;
	if (d->column >= 0 && view->page == 0)
		d->failed = !sheet_put(d->sheet, name, (unsigned)d->column, path);
}

static bool theme_is_wanted(const struct snapshot *snapshot, const struct view_mode *mode)
{
	if (!snapshot->large && !snapshot->contrast)
		return true;
	return snapshot->contrast ? mode->contrast : mode->large && !mode->contrast;
}

/* The sheet shows the first page of each screen. Each look in the first language that is drawn has a column; the other
 * languages have one, in the first look. */
static int column_of(const struct drawing *d, const struct walk *walk, unsigned theme, uint8_t first_language)
{
	char label[SHEET_LABEL_BYTES_MAX];
	const struct content *c = walk->content;

	if (walk->language != first_language && theme != 0)
		return -1;
	snprintf(label, sizeof(label), "%dx%d %s %s", walk->board->width_px, walk->board->height_px, d->theme,
		content_string(c, c->site.language[walk->language]));
	return sheet_column(d->sheet, label);
}

static void draw_languages(struct drawing *d, struct walk *walk, unsigned theme)
{
	uint8_t first = d->snapshot->language ? snapshot_language(walk->content, d->snapshot) : 0;
	uint8_t last = (uint8_t)(d->snapshot->language ? first + 1 : (int)walk->content->site.languages_count);

	for (walk->language = first; walk->language < last && !d->failed; walk->language++) {
		d->column = column_of(d, walk, theme, first);
		walk_screens(walk);
	}
}

/* One screen object draws all pictures of a size. */
static bool draw_board(struct drawing *d, const struct content *c, const struct board_screen *board)
{
	struct view_measure measure;
	struct walk walk = {.content = c, .board = board, .measure = &measure, .each = save, .self = d};

	if (!snapshot_open(d->snapshot, board, &d->screen))
		return false;
	measure = (struct view_measure){d->screen.ops->text_width, d->screen.self};
	for (unsigned theme = 0; theme < WALK_THEMES_COUNT && !d->failed; theme++) {
		walk.mode = walk_themes[theme].mode;
		walk.mode.aloud = d->snapshot->aloud;
		d->theme = walk_themes[theme].name;
		if (theme_is_wanted(d->snapshot, &walk.mode))
			draw_languages(d, &walk, theme);
	}
	d->screen.ops->close(d->screen.self);
	return !d->failed;
}

static bool draw_all(struct drawing *d, const struct content *c)
{
	struct board_screen one;
	char path[PATH_BYTES_MAX];

	if (d->snapshot->size && !(snapshot_board(d->snapshot, &one) && draw_board(d, c, &one)))
		return false;
	for (int i = 0; i < WALK_BOARDS_COUNT && !d->snapshot->size; i++) {
		if (!draw_board(d, c, &walk_boards[i]))
			return false;
	}
	snprintf(path, sizeof(path), "%s/sheet.png", d->snapshot->out);
	return sheet_save(d->sheet, path);
}

int snapshot_all(const struct content *c, const struct snapshot *snapshot)
{
	struct drawing d = {.snapshot = snapshot};
	bool good;

	if (!paths_make_folder(snapshot->out)) {
		fprintf(stderr, "foyer snapshot: %s: %s: give a folder that can be written with -o\n", snapshot->out,
			strerror(errno));
		return EXIT_TROUBLE;
	}
	d.sheet = sheet_open();
	if (!d.sheet) {
		fprintf(stderr, "foyer snapshot: memory is short: close other programs and try again\n");
		return EXIT_TROUBLE;
	}
	good = draw_all(&d, c);
	sheet_close(d.sheet);
	if (good)
		printf("%s: %u pictures, and sheet.png with them beside each other\n", snapshot->out, d.saved);
	return good ? EXIT_GOOD : EXIT_TROUBLE;
}
