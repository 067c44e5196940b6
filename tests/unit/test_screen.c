/* The screen on SDL2, drawn in memory; and what it says where there is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adapter/screen_sdl.h"
#include "draw/icons.h"
#include "draw/look.h"
#include "draw/paint.h"
#include "memory_help.h"
#include "view/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SIDE = 48 };

/* SDL asks the desktop's bus when it looks for a display; libdbus keeps a kilobyte for the process's life. */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:libdbus";
}

static void without_a_display_a_window_is_absent(void **state)
{
	const struct screen_sdl_options options = {.title = "foyer", .width_px = 320, .height_px = 240};
	struct screen screen;

	(void)state;
	setenv("SDL_VIDEODRIVER", "x11", 1);
	setenv("DISPLAY", ":987", 1);
	assert_int_equal(screen_sdl_open(&screen, &options), ERR_ABSENT);
	assert_null(screen.ops);
}

static void a_picture_is_a_png_file(void **state)
{
	static struct view view = {.width_px = 320, .height_px = 240, .elements_count = 1};
	struct screen screen;
	char path[] = "/tmp/foyer-screen-XXXXXX";
	unsigned char magic[8] = {0};
	FILE *in;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	if (screen_sdl_open_memory(&screen, 320, 240)) {
		print_message("skipped: no fonts on this machine\n");
		skip();
	}
	view.elements[0] = (struct view_element){.role = VIEW_PRIMARY, .x = 10, .y = 10, .w = 200, .h = 60};
	view.elements[0].text_px = 20;
	view.elements[0].icon = ICON_STAR;
	strcpy(view.elements[0].text, "Touch\nto start");
	assert_int_equal(screen.ops->draw(screen.self, &view), ERR_NONE);
	assert_int_equal(screen.ops->save_png(screen.self, path), ERR_NONE);
	in = fopen(path, "rb");
	assert_non_null(in);
	assert_int_equal(fread(magic, 1, sizeof(magic), in), sizeof(magic));
	assert_memory_equal(magic, "\x89PNG\r\n\x1a\n", sizeof(magic));
	fclose(in);
	close(fd);
	unlink(path);
	assert_int_equal(screen.ops->save_png(screen.self, "/nowhere/at/all.png"), ERR_IO);
	screen.ops->close(screen.self);
}

/* --- what is left of a customer --- */

enum { RUN = 64 };

static void measure_hidden(const struct screen *screen, const char *hidden)
{
	char word[32];

	(void)screen->ops->text_width(screen->self, unhide(word, hidden, strlen(hidden)), 30, false);
	explicit_bzero(word, sizeof(word));
}

/* In the dark nothing is drawn, but words are measured. */
static void in_the_dark_a_customers_words_are_forgotten_too(void **state)
{
	static struct view view = {.width_px = 320, .height_px = 240, .screen = SCREEN_MENU};
	const char hidden[] = "zACCARIAo";
	struct screen screen;

	(void)state;
	if (screen_sdl_open_memory(&screen, 320, 240))
		skip();
	assert_int_equal(screen.ops->draw(screen.self, &view), ERR_NONE);
	measure_hidden(&screen, hidden);
	assert_true(is_in_memory(hidden, strlen(hidden)));
	view.screen = SCREEN_ATTRACT;
	assert_int_equal(screen.ops->draw(screen.self, &view), ERR_NONE);
	assert_false(is_in_memory(hidden, strlen(hidden)));
	screen.ops->close(screen.self);
}

/* The picture that goes is kept while the next one comes; in high contrast that comes at once. */
static void no_picture_of_a_customer_is_kept(void **state)
{
	static struct view view = {.width_px = 320, .height_px = 240, .screen = SCREEN_MENU, .elements_count = 1};
	struct look look;
	struct screen_sdl_options options = {.width_px = 320, .height_px = 240, .title = "foyer", .look = &look};
	struct screen screen;
	uint32_t hidden[RUN];

	(void)state;
	look_default(&look);
	look.colours[LOOK_LIGHT].accent = 0x123457;
	for (int i = 0; i < RUN; i++)
		hidden[i] = (0xff000000 | 0x123457) ^ 0x20202020;
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	if (screen_sdl_open(&screen, &options))
		skip();
	view.elements[0] = (struct view_element){.role = VIEW_PRIMARY, .icon = ICON_COUNT, .w = 320, .h = 240};
	assert_int_equal(screen.ops->draw(screen.self, &view), ERR_NONE);
	assert_true(is_in_memory(hidden, sizeof(hidden)));
	view.elements_count = 0;
	view.screen = SCREEN_ANSWER; /* comes gently */
	assert_int_equal(screen.ops->draw(screen.self, &view), ERR_NONE);
	assert_true(is_in_memory(hidden, sizeof(hidden)));
	view.contrast = true;
	view.screen = SCREEN_ATTRACT; /* does not */
	assert_int_equal(screen.ops->draw(screen.self, &view), ERR_NONE);
	assert_false(is_in_memory(hidden, sizeof(hidden)));
	screen.ops->close(screen.self);
	unsetenv("SDL_VIDEODRIVER");
}

static void larger_letters_are_wider_and_nothing_has_no_width(void **state)
{
	struct screen screen;

	(void)state;
	if (screen_sdl_open_memory(&screen, 320, 240)) {
		print_message("skipped: no fonts on this machine\n");
		skip();
	}
	assert_int_equal(screen.ops->text_width(screen.self, "", 20, false), 0);
	assert_true(screen.ops->text_width(screen.self, "Ancora", 20, false) <
		    screen.ops->text_width(screen.self, "Ancora", 30, false));
	for (int px = 8; px < 150; px++) /* more heights than fonts are kept open */
		assert_true(screen.ops->text_width(screen.self, "è", px, px % 2) > 0);
	screen.ops->close(screen.self);
}

static void every_icon_has_a_picture(void **state)
{
	static uint8_t cover[SIDE * SIDE];

	(void)state;
	for (unsigned icon = 0; icon <= VIEW_ICONS_END; icon++) {
		unsigned dark = 0;
		unsigned at_the_border = 0;

		assert_int_equal(icon_draw(icon, SIDE, cover), icon != ICON_COUNT && icon != VIEW_ICONS_END);
		for (int i = 0; i < SIDE * SIDE; i++) {
			bool border = i < SIDE || i >= SIDE * (SIDE - 1) || i % SIDE == 0 || i % SIDE == SIDE - 1;

			dark += cover[i] > 200;
			at_the_border += border && cover[i] > 0;
		}
		/* A tenth of the square to a half of it, and nothing is cut off: they look equally heavy. */
		assert_true(dark > 0 || icon == ICON_COUNT || icon == VIEW_ICONS_END);
		assert_true(dark < SIDE * SIDE / 2);
		assert_int_equal(at_the_border, 0);
	}
}

static void nothing_is_painted_outside_the_clip(void **state)
{
	static uint32_t pixels[SIDE * SIDE + 2 * SIDE];
	static uint8_t cover[SIDE * SIDE];
	struct paint whole = paint_of(pixels + SIDE, SIDE, SIDE, SIDE);
	struct paint part = paint_clipped(&whole, (struct paint_rect){10, 10, 20, 20});

	(void)state;
	memset(cover, 255, sizeof(cover));
	for (int i = 0; i < 2; i++) {
		const struct paint *paint = i == 0 ? &part : &whole;

		paint_fill(paint, 0xffffff);
		paint_box(paint, (struct paint_rect){-30, -30, 200, 200},
			&(struct paint_style){9, 2, false, 0x123456, 0x654321});
		paint_box(paint, (struct paint_rect){-3, 30, 80, 80}, &(struct paint_style){9, 5, true, 1, 2});
		paint_mask(paint, &(struct paint_mask){cover, SIDE, SIDE, SIDE}, 30, -20, 0x00ff00);
		for (int p = 0; i == 0 && p < SIDE * SIDE; p++) {
			bool inside = p % SIDE >= 10 && p % SIDE < 30 && p / SIDE >= 10 && p / SIDE < 30;

			assert_int_equal(pixels[SIDE + p] != 0, inside);
		}
	}
	for (int i = 0; i < SIDE; i++) {
		assert_int_equal(pixels[i], 0);
		assert_int_equal(pixels[SIDE + SIDE * SIDE + i], 0);
	}
}

static uint32_t at(const uint32_t *pixels, int x, int y)
{
	return pixels[y * SIDE + x] & 0xffffff;
}

static void a_box_is_its_edge_its_fill_and_round_at_the_corners(void **state)
{
	static uint32_t pixels[SIDE * SIDE];
	const struct paint paint = paint_of(pixels, SIDE, SIDE, SIDE);
	const uint32_t paper = 0xffffff;
	const uint32_t fill = 0x208020;
	const uint32_t edge = 0x101060;

	(void)state;
	paint_fill(&paint, paper);
	paint_box(&paint, (struct paint_rect){4, 4, 40, 40}, &(struct paint_style){10, 3, false, fill, edge});
	assert_int_equal(at(pixels, 24, 24), fill);
	assert_int_equal(at(pixels, 24, 3), paper);
	assert_int_equal(at(pixels, 24, 4), edge);
	assert_int_equal(at(pixels, 24, 6), edge);
	assert_int_equal(at(pixels, 24, 7), fill);
	assert_int_equal(at(pixels, 43, 24), edge);
	assert_int_equal(at(pixels, 44, 24), paper);
	assert_int_equal(at(pixels, 4, 4), paper);   /* rounded away */
	assert_int_equal(at(pixels, 43, 43), paper); /* in all four corners */
	assert_int_equal(at(pixels, 10, 10), fill);
	for (int i = 0; i < SIDE; i++)
		assert_int_equal(at(pixels, i, 9), at(pixels, SIDE - 1 - i, 38));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_picture_is_a_png_file),
		cmocka_unit_test(in_the_dark_a_customers_words_are_forgotten_too),
		cmocka_unit_test(no_picture_of_a_customer_is_kept),
		cmocka_unit_test(larger_letters_are_wider_and_nothing_has_no_width),
		cmocka_unit_test(every_icon_has_a_picture),
		cmocka_unit_test(nothing_is_painted_outside_the_clip),
		cmocka_unit_test(a_box_is_its_edge_its_fill_and_round_at_the_corners),
		cmocka_unit_test(without_a_display_a_window_is_absent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
