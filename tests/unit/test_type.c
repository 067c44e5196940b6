/* Letters: measured cheaply, found in other fonts, the same whether measured or drawn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adapter/type_harfbuzz.h"
#include "draw/fonts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { WIDTH = 900, HEIGHT = 80, PIXELS = WIDTH * HEIGHT };

static const uint32_t paper = 0xffffffff;

static int open_type(void **state)
{
	static struct type type;
	struct look look;

	look_default(&look);
	if (fonts_open(&type, &look))
		return -1;
	*state = &type;
	return 0;
}

static int close_type(void **state)
{
	struct type *type = *state;

	type->ops->close(type->self);
	return 0;
}

static int width(const struct type *type, const char *text, int px)
{
	return type->ops->width(type->self, text, &(struct type_style){px, false, "en"});
}

/* How many of the pixels that a line drawn at `x` reached lie left of it, inside its width, and right of that. */
static void reach(const struct type *type, const char *text, int px, unsigned dark[3])
{
	static uint32_t pixels[PIXELS];
	struct paint paint = paint_of(pixels, WIDTH, HEIGHT, WIDTH);
	int from = 40;
	int to = from + width(type, text, px);

	paint_fill(&paint, paper);
	type->ops->draw(
		type->self, &paint, text, &(struct type_style){px, false, "en"}, &(struct type_place){from, 60, 0});
	memset(dark, 0, 3 * sizeof(dark[0]));
	for (int i = 0; i < PIXELS; i++) {
		int x = i % WIDTH;

		if (pixels[i] != paper)
			dark[x < from - 2 ? 0 : x < to + 2 ? 1 : 2]++;
	}
}

static void widths_grow_with_the_letters(void **state)
{
	const struct type *type = *state;
	const char *text = "Bloccare la carta, subito";
	int ten = width(type, text, 1000);

	assert_int_equal(width(type, "", 20), 0);
	for (int px = 8; px < 200; px++) {
		int one = width(type, text, px);

		assert_in_range(one, ten * px / 1000, ten * px / 1000 + 1);
	}
	assert_int_equal(width(type, "ab ", 1000) - width(type, "ab", 1000), width(type, " ", 1000));
}

static void what_is_measured_is_what_is_drawn(void **state)
{
	static const char *const texts[] = {"Say it in your own words, or choose.", "AVAToTy fi ffi", "perché già così",
		"7 146 €", "Zażółć gęślą jaźń"};
	const struct type *type = *state;
	unsigned dark[3];

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		reach(type, texts[i], 31, dark);
		assert_int_equal(dark[0], 0);
		assert_true(dark[1] > 100);
		assert_int_equal(dark[2], 0);
	}
}

static void pairs_of_letters_are_kerned(void **state)
{
	const struct type *type = *state;

	assert_true(width(type, "AV", 1000) < width(type, "A", 1000) + width(type, "V", 1000));
}

/* Noto Sans has no arrows with hooks and no chess; DejaVu Sans has. */
static void a_letter_that_one_font_lacks_comes_from_the_next(void **state)
{
	const struct type *type = *state;
	unsigned dark[3];

	if (access("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", R_OK) != 0)
		skip();
	assert_true(type->ops->has_glyphs(type->self, "Anna \xe2\x99\x9e \xe2\x86\xa9 Rossi"));
	reach(type,
		"a\xe2\x99\x9e"
		"b",
		30, dark);
	assert_int_equal(dark[2], 0);
	assert_true(width(type,
			    "a\xe2\x99\x9e"
			    "b",
			    1000) > width(type, "ab", 1000) + 300);
}

static void what_no_font_has_is_known_and_drawn_as_a_box(void **state)
{
	const struct type *type = *state;
	unsigned dark[3];

	assert_false(type->ops->has_glyphs(type->self, "\xf3\xb0\x80\x80")); /* of nobody's alphabet */
	assert_true(type->ops->has_glyphs(type->self, "plain \t"));
	reach(type, "\xf3\xb0\x80\x80", 30, dark);
	assert_true(dark[1] > 0);
}

static void broken_text_does_no_harm(void **state)
{
	const struct type *type = *state;
	char longest[4000];

	assert_true(width(type, "\xff\xfe \xc3", 20) > 0);
	memset(longest, 'w', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	assert_true(width(type, longest, 20) > 1000); /* cut, not refused */
	for (size_t i = 0; i < sizeof(longest) - 1; i += 2)
		longest[i] = ' ';
	assert_true(width(type, longest, 20) > 1000);
	assert_int_equal(type->ops->width(type->self, "x", &(struct type_style){0, false, NULL}), 0);
}

/* Ten thousand different words are more than are kept; measuring goes on, and right. */
static void more_words_than_are_kept_are_measured_right(void **state)
{
	const struct type *type = *state;
	int digits = width(type, "00000", 100);

	for (int i = 0; i < 10000; i++) {
		char word[16];

		snprintf(word, sizeof(word), "%05d", i);
		assert_int_equal(width(type, word, 100), digits); /* figures are of one width */
	}
	assert_int_equal(width(type, "00000", 100), digits);
}

/* Serbian writes some Cyrillic letters in another shape than Russian; the font knows by the language's tag. */
static void a_letter_has_the_shape_of_its_language(void **state)
{
	static uint32_t pixels[2][PIXELS];
	static const char *const languages[2] = {"ru", "sr"};
	const struct type *type = *state;

	for (int i = 0; i < 2; i++) {
		struct paint paint = paint_of(pixels[i], WIDTH, HEIGHT, WIDTH);

		paint_fill(&paint, paper);
		type->ops->draw(type->self, &paint, "\xd0\xb1", &(struct type_style){60, false, languages[i]},
			&(struct type_place){10, 60, 0});
	}
	assert_memory_not_equal(pixels[0], pixels[1], sizeof(pixels[0]));
}

static void words_are_forgotten(void **state)
{
	const struct type *type = *state;
	int before = width(type, "Anna Rossi", 40);

	type->ops->forget(type->self);
	assert_int_equal(width(type, "Anna Rossi", 40), before);
}

/* Hebrew runs to the left: its first letter stands rightmost; a number in it keeps its own way. */
static void a_line_that_runs_to_the_left_is_as_wide_as_its_words(void **state)
{
	const struct type *type = *state;
	const char *words = "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d 123 \xd7\xa2\xd7\x95\xd7\x9c\xd7\x9d";
	unsigned dark[3];

	if (!type->ops->has_glyphs(type->self, words))
		skip();
	reach(type, words, 30, dark);
	assert_int_equal(dark[0], 0);
	assert_true(dark[1] > 50);
	assert_int_equal(dark[2], 0);
}

static void a_file_that_is_no_font_is_absent(void **state)
{
	const struct type_files files = {{{"/etc/passwd", NULL}, {"/etc/passwd", NULL}}};
	struct type type;

	(void)state;
	assert_int_equal(type_harfbuzz_open(&type, &files), ERR_ABSENT);
	assert_null(type.ops);
}

static void a_missing_font_of_a_look_is_stood_in_for(void **state)
{
	struct look look;
	struct type type;

	(void)state;
	look_default(&look);
	strcpy(look.font_regular, "house/House.ttf");
	strcpy(look.font_bold, "/etc/passwd"); /* there, but no font: Noto Sans Bold stands behind it */
	strcpy(look.font_more[0], "noto/NotoSansNowhere.ttf");
	assert_int_equal(fonts_open(&type, &look), ERR_NONE);
	assert_true(type.ops->width(type.self, "Help", &(struct type_style){20, true, NULL}) > 0);
	type.ops->close(type.self);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(widths_grow_with_the_letters, open_type, close_type),
		cmocka_unit_test_setup_teardown(what_is_measured_is_what_is_drawn, open_type, close_type),
		cmocka_unit_test_setup_teardown(pairs_of_letters_are_kerned, open_type, close_type),
		cmocka_unit_test_setup_teardown(
			a_letter_that_one_font_lacks_comes_from_the_next, open_type, close_type),
		cmocka_unit_test_setup_teardown(what_no_font_has_is_known_and_drawn_as_a_box, open_type, close_type),
		cmocka_unit_test_setup_teardown(broken_text_does_no_harm, open_type, close_type),
		cmocka_unit_test_setup_teardown(more_words_than_are_kept_are_measured_right, open_type, close_type),
		cmocka_unit_test_setup_teardown(a_letter_has_the_shape_of_its_language, open_type, close_type),
		cmocka_unit_test_setup_teardown(words_are_forgotten, open_type, close_type),
		cmocka_unit_test_setup_teardown(
			a_line_that_runs_to_the_left_is_as_wide_as_its_words, open_type, close_type),
		cmocka_unit_test(a_file_that_is_no_font_is_absent),
		cmocka_unit_test(a_missing_font_of_a_look_is_stood_in_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
