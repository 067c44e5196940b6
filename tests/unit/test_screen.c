/* The screen on SDL2, drawn in memory; and what it says where there is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adapter/screen_sdl.h"
#include "look.h"
#include "paint.h"
#include "view.h"

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

static unsigned painted(const uint32_t *pixels)
{
	unsigned count = 0;

	for (int i = 0; i < SIDE * SIDE; i++)
		count += pixels[i] != 0xffffffff;
	return count;
}

static void every_icon_has_a_picture(void **state)
{
	static uint32_t pixels[SIDE * SIDE];
	const struct paint paint = {pixels, SIDE, SIDE, SIDE};

	(void)state;
	for (unsigned icon = 0; icon <= VIEW_ICON_SHIFT; icon++) {
		paint_fill(&paint, 0xffffff);
		paint_icon(&paint, icon, 0, 0, SIDE, LOOK_ACCENT);
		assert_int_equal(painted(pixels) > 0, icon != ICON_COUNT);
	}
}

static void nothing_is_painted_outside_the_picture(void **state)
{
	static uint32_t pixels[SIDE * SIDE + 2 * SIDE];
	const struct paint paint = {pixels + SIDE, SIDE, SIDE, SIDE};

	(void)state;
	paint_fill(&paint, 0xffffff);
	paint_box(&paint, -30, -30, 200, 200, 9, 2, LOOK_TINT, LOOK_EDGE);
	paint_ring(&paint, -3, 30, 80, 80, 9, 5, LOOK_ACCENT);
	paint_icon(&paint, ICON_CARD, 30, -20, 60, LOOK_ACCENT);
	for (int i = 0; i < SIDE; i++) {
		assert_int_equal(pixels[i], 0);
		assert_int_equal(pixels[SIDE + SIDE * SIDE + i], 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_picture_is_a_png_file),
		cmocka_unit_test(larger_letters_are_wider_and_nothing_has_no_width),
		cmocka_unit_test(every_icon_has_a_picture),
		cmocka_unit_test(nothing_is_painted_outside_the_picture),
		cmocka_unit_test(without_a_display_a_window_is_absent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
