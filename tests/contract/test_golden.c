/* Screens as they were when somebody last looked at them and found them good: small pictures in tests/golden/, compared
 * with a tolerance. toolchain/golden accepts new ones (FOYER_GOLDEN_WRITE=1 here); what differs lies in build/golden/.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adapter/screen_sdl.h"
#include "check/walk.h"
#include "draw/fewer_colours.h"
#include "draw/look.h"
#include "draw/picture.h"
#include "site/content_load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of 255 parts of each colour: over the whole picture, and in the worst cell. Another version of the same letters stays
 * far below; a button that moved by four pixels, or another word, is above in its cell. */
enum { MEAN_MAX_PERMILLE = 1500, CELL_MAX = 16, CELL_PX = 8 };

enum { SMALL_SIDE_MAX = 256, PATH_MAX_BYTES = 600, WHY_BYTES = 1400, FONTS_SAMPLES = 6, COLOURS_MAX = 128 };

static const char golden_folder[] = FOYER_SOURCE_DIR "/tests/golden";
static const char build_folder[] = FOYER_BUILD_DIR "/golden";
static void *site;
static bool writes;

struct difference {
	unsigned mean_permille;
	unsigned worst_cell;
};

static unsigned channel_difference(uint32_t a, uint32_t b)
{
	unsigned sum = 0;

	for (int shift = 0; shift < 24; shift += 8)
		sum += (unsigned)abs((int)(a >> shift & 0xff) - (int)(b >> shift & 0xff));
	return sum;
}

static unsigned cell_sum(const struct paint *a, const struct paint *b, int x0, int y0, unsigned *count)
{
	unsigned sum = 0;

	*count = 0;
	for (int y = y0; y < y0 + CELL_PX && y < a->height; y++) {
		for (int x = x0; x < x0 + CELL_PX && x < a->width; x++) {
			sum += channel_difference(a->pixels[y * a->pitch_px + x], b->pixels[y * b->pitch_px + x]);
			*count += 3;
		}
	}
	return sum;
}

/* Both pictures have the same size. */
static struct difference difference_of(const struct paint *a, const struct paint *b)
{
	struct difference difference = {0, 0};
	uint64_t all = 0;

	for (int y = 0; y < a->height; y += CELL_PX) {
		for (int x = 0; x < a->width; x += CELL_PX) {
			unsigned count;
			unsigned sum = cell_sum(a, b, x, y, &count);

			all += sum;
			if (sum / count > difference.worst_cell)
				difference.worst_cell = sum / count;
		}
	}
	difference.mean_permille = (unsigned)(all * 1000 / (3 * (uint64_t)a->width * (uint64_t)a->height));
	return difference;
}

static bool is_same(const struct paint *a, const struct paint *b)
{
	struct difference difference;

	if (a->width != b->width || a->height != b->height)
		return false;
	difference = difference_of(a, b);
	return difference.mean_permille <= MEAN_MAX_PERMILLE && difference.worst_cell <= CELL_MAX;
}

/* --- files --- */

static void name_path(char out[PATH_MAX_BYTES], const char *folder, const char *name, const char *end)
{
	snprintf(out, PATH_MAX_BYTES, "%s/%s%s", folder, name, end);
}

static struct paint read_picture(const char *path)
{
	char why[PICTURE_WHY_BYTES];
	struct paint picture;

	if (picture_read(&picture, path, why, sizeof(why)))
		return (struct paint){0};
	return picture;
}

static void write_picture(const struct paint *picture, const char *path)
{
	char why[PICTURE_WHY_BYTES];

	if (picture_write(picture, path, why, sizeof(why)))
		fail_msg("%s: %s", path, why);
}

/* A whole fraction of the picture, so that its longer side is at most SMALL_SIDE_MAX. */
static struct paint small_of(const struct paint *picture)
{
	int longer = picture->width > picture->height ? picture->width : picture->height;
	int part = (longer + SMALL_SIDE_MAX - 1) / SMALL_SIDE_MAX;
	struct paint out;

	assert_int_equal(picture_scale(&out, picture, picture->width / part, picture->height / part), ERR_NONE);
	return out;
}

/* Where they differ, in red on the faint new picture. */
static void write_difference(const struct paint *is, const struct paint *was, const char *name)
{
	struct paint shown;
	char path[PATH_MAX_BYTES];

	if (is->width != was->width || is->height != was->height)
		return;
	assert_int_equal(picture_scale(&shown, is, is->width, is->height), ERR_NONE);
	for (int i = 0; i < is->width * is->height; i++) {
		uint32_t faint = 0xff000000 | ((is->pixels[i] >> 1 & 0x007f7f7f) + 0x00808080);

		shown.pixels[i] = channel_difference(is->pixels[i], was->pixels[i]) > 3 * CELL_MAX ? 0xffd00000 : faint;
	}
	name_path(path, build_folder, name, "-differs.png");
	write_picture(&shown, path);
	free(shown.pixels);
}

/* In the look of the source's assets/. */
MUST_USE static enum err open_screen(struct screen *out, uint16_t width_px, uint16_t height_px)
{
	struct look look;
	const struct screen_sdl_options options = {.width_px = width_px, .height_px = height_px, .look = &look};
	char why[WHY_BYTES];

	if (look_read(&look, FOYER_SOURCE_DIR "/assets/look", why, sizeof(why)))
		fail_msg("%s", why);
	return screen_sdl_open_picture(out, &options);
}

/* --- the set --- */

struct golden {
	struct screen screen;
	const char *theme;
	bool all; /* every screen, not only those that are looked at everywhere */
	unsigned compared;
	unsigned different;
};

/* The screens that are kept in every size and theme: the first, the fullest, the smallest keys, the most lines. */
static bool is_everywhere(const char *name)
{
	static const char *const names[] = {"attract", "menu", "slot name", "review"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(names[i], name) == 0)
			return true;
	}
	return false;
}

static void compare(struct golden *g, const char *name, const struct paint *is)
{
	char path[PATH_MAX_BYTES];
	struct paint was;

	name_path(path, golden_folder, name, ".png");
	if (writes) {
		assert_int_equal(fewer_colours(is, COLOURS_MAX), ERR_NONE);
		write_picture(is, path);
		return;
	}
	was = read_picture(path);
	g->compared++;
	if (!was.pixels || !is_same(is, &was)) {
		g->different++;
		print_error("%s: %s\n", path, was.pixels ? "the screen looks different now" : "is missing");
		name_path(path, build_folder, name, ".png");
		write_picture(is, path);
		if (was.pixels)
			write_difference(is, &was, name);
	}
	free(was.pixels);
}

static void draw(void *self, const struct walk *walk, const char *screen_name_of, const struct view *view)
{
	struct golden *g = self;
	char name[128];
	char path[PATH_MAX_BYTES];
	struct paint whole;
	struct paint small;

	if (!g->all && !is_everywhere(screen_name_of))
		return;
	snprintf(name, sizeof(name), "%dx%d-%s-%s", walk->board->width_px, walk->board->height_px, g->theme,
		screen_name_of);
	for (char *at = name; *at; at++)
		*at = *at == ' ' ? '-' : *at;
	name_path(path, build_folder, "now", ".png");
	assert_int_equal(g->screen.ops->draw(g->screen.self, view), ERR_NONE);
	assert_int_equal(g->screen.ops->save_png(g->screen.self, path), ERR_NONE);
	whole = read_picture(path);
	assert_non_null(whole.pixels);
	small = small_of(&whole);
	compare(g, name, &small);
	free(whole.pixels);
	free(small.pixels);
}

static void draw_board(struct golden *g, const struct board_screen *board)
{
	struct view_measure measure;
	struct walk walk = {.content = site, .board = board, .measure = &measure, .each = draw, .self = g};

	assert_int_equal(open_screen(&g->screen, board->width_px, board->height_px), ERR_NONE);
	measure = (struct view_measure){g->screen.ops->text_width, g->screen.self};
	for (int theme = 0; theme < WALK_THEMES_COUNT; theme++) {
		walk.mode = walk_themes[theme].mode;
		g->theme = walk_themes[theme].name;
		g->all = theme == 0 && board == &walk_boards[1];
		walk_screens(&walk);
	}
	g->screen.ops->close(g->screen.self);
}

/* --- the letters they were drawn with --- */

/* How wide some words are: other fonts, or another version that sets lines differently, have other figures. */
static void fonts_figures(const struct screen *screen, char *out, size_t out_bytes)
{
	static const char words[] = "Hamburgefonstiv 0123456789 \xc3\xa8\xc3\xa0\xc3\xb9";
	static const int px[FONTS_SAMPLES] = {16, 24, 40, 16, 24, 40};
	size_t length = 0;

	out[0] = '\0';
	for (int i = 0; i < FONTS_SAMPLES; i++)
		length += (size_t)snprintf(out + length, out_bytes - length, "%d\n",
			screen->ops->text_width(screen->self, words, px[i], i >= FONTS_SAMPLES / 2));
}

static bool fonts_are_theirs(void)
{
	char is[128];
	char was[128] = "";
	char path[PATH_MAX_BYTES];
	struct screen screen;
	FILE *file;

	if (open_screen(&screen, 320, 240)) {
		print_message("skipped: no fonts on this machine\n");
		return false;
	}
	fonts_figures(&screen, is, sizeof(is));
	screen.ops->close(screen.self);
	name_path(path, golden_folder, "fonts", ".txt");
	file = fopen(path, writes ? "w" : "r");
	assert_non_null(file);
	if (writes)
		fputs(is, file);
	else
		was[fread(was, 1, sizeof(was) - 1, file)] = '\0';
	fclose(file);
	if (writes || strcmp(is, was) == 0)
		return true;
	print_message("skipped: the pictures were drawn with other fonts than those of this machine\n");
	return false;
}

/* --- tests --- */

static void screens_look_as_they_were_found_good(void **state)
{
	struct golden golden = {0};

	(void)state;
	if (!fonts_are_theirs())
		skip();
	for (int board = 0; board < WALK_BOARDS_COUNT; board++)
		draw_board(&golden, &walk_boards[board]);
	if (golden.different > 0)
		fail_msg("%u of %u screens look different: look at %s, and accept them with toolchain/golden",
			golden.different, golden.compared, build_folder);
	assert_true(writes || golden.compared > 40);
}

enum { SIDE_PX = 64 };

/* A dark box on paper. */
static struct paint box_at(uint32_t pixels[SIDE_PX * SIDE_PX], int left, uint32_t colour)
{
	struct paint paint = paint_of(pixels, SIDE_PX, SIDE_PX, SIDE_PX);

	for (int y = 0; y < SIDE_PX; y++)
		for (int x = 0; x < SIDE_PX; x++)
			pixels[y * SIDE_PX + x] = x >= left && x < left + 8 && y > 20 && y < 30 ? colour : 0xfff5f2ec;
	return paint;
}

static void what_moved_is_seen_and_a_shade_is_not(void **state)
{
	static uint32_t one[SIDE_PX * SIDE_PX];
	static uint32_t other[SIDE_PX * SIDE_PX];
	struct paint was = box_at(one, 16, 0xff0b5a66);
	struct paint is = box_at(other, 16, 0xff0f5e6a);

	(void)state;
	assert_true(is_same(&is, &was));
	is = box_at(other, 18, 0xff0b5a66);
	assert_false(is_same(&is, &was));
	is = box_at(other, 16, 0xff803030);
	assert_false(is_same(&is, &was));
	is.width--;
	assert_false(is_same(&is, &was));
}

static int open_all(void **state)
{
	static struct problems problems;

	(void)state;
	writes = getenv("FOYER_GOLDEN_WRITE") != NULL;
	(void)mkdir(build_folder, 0777);
	return content_load(FOYER_SOURCE_DIR "/assets/content", &site, &problems) ? -1 : 0;
}

static int close_all(void **state)
{
	(void)state;
	free(site);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(screens_look_as_they_were_found_good),
		cmocka_unit_test(what_moved_is_seen_and_a_shade_is_not),
	};

	return cmocka_run_group_tests(tests, open_all, close_all);
}
