/* The look is data: read from its file, equal to what is compiled in, and its colours can be told apart (WCAG 2.2). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "draw/look.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WHY_BYTES = 1400 };

struct folder {
	char path[64];
	char file[96];
	char why[WHY_BYTES];
};

static int open_folder(void **state)
{
	static struct folder folder;

	snprintf(folder.path, sizeof(folder.path), "/tmp/foyer-look-XXXXXX");
	if (!mkdtemp(folder.path))
		return -1;
	snprintf(folder.file, sizeof(folder.file), "%s/foyer.look", folder.path);
	*state = &folder;
	return 0;
}

static int close_folder(void **state)
{
	const struct folder *folder = *state;

	unlink(folder->file);
	return rmdir(folder->path);
}

static enum err read_text(struct folder *folder, const char *text, struct look *out)
{
	FILE *file = fopen(folder->file, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	return look_read(out, folder->path, folder->why, sizeof(folder->why));
}

static void black_on_white_is_twenty_one_to_one(void **state)
{
	(void)state;
	assert_int_equal(look_contrast_permille(0x000000, 0xffffff), 21000);
	assert_int_equal(look_contrast_permille(0xffffff, 0x000000), 21000);
	assert_int_equal(look_contrast_permille(0x777777, 0x777777), 1000);
}

static void judge(const struct look *look, enum look_theme theme)
{
	struct look_pair pairs[LOOK_PAIRS_MAX];
	unsigned count = look_pairs(look, theme, pairs);

	assert_true(count > 15);
	for (unsigned i = 0; i < count; i++) {
		unsigned ratio = look_contrast_permille(pairs[i].front, pairs[i].ground);

		if (ratio < pairs[i].least_permille)
			fail_msg("theme %d: %s: %.2f:1, needs %.1f:1", theme, pairs[i].what, ratio / 1000.0,
				pairs[i].least_permille / 1000.0);
	}
}

static void every_pair_of_colours_has_the_contrast_it_needs(void **state)
{
	struct look look;

	(void)state;
	look_default(&look);
	judge(&look, LOOK_LIGHT);
	judge(&look, LOOK_CONTRAST);
}

static void grounds_are_bright_by_day_and_dark_in_high_contrast(void **state)
{
	struct look look;

	(void)state;
	look_default(&look);
	for (int theme = 0; theme < LOOK_THEMES; theme++) {
		const struct look_colours *c = &look.colours[theme];
		const uint32_t grounds[] = {c->paper, c->bar, c->surface, c->tint, c->pressed};

		for (size_t i = 0; i < sizeof(grounds) / sizeof(grounds[0]); i++)
			assert_true((look_contrast_permille(grounds[i], 0) > 10000) == (theme == LOOK_LIGHT));
	}
}

static void the_file_says_what_is_compiled_in(void **state)
{
	struct look built_in;
	struct look read;
	char why[WHY_BYTES] = "";

	(void)state;
	look_default(&built_in);
	assert_int_equal(look_read(&read, FOYER_SOURCE_DIR "/assets/look", why, sizeof(why)), ERR_NONE);
	assert_memory_equal(&read.colours, &built_in.colours, sizeof(read.colours));
	assert_string_equal(read.font_regular, built_in.font_regular);
	assert_string_equal(read.font_bold, built_in.font_bold);
	assert_string_equal(read.logo, built_in.logo);
	assert_int_equal(read.motion, built_in.motion);
	assert_int_equal(read.corner, built_in.corner);
}

static void a_brand_names_only_what_is_different(void **state)
{
	struct folder *folder = *state;
	struct look look;
	struct look built_in;

	look_default(&built_in);
	assert_int_equal(read_text(folder, "light_accent = 7a1f3d # plum\nlogo = \nmotion = no\n", &look), ERR_NONE);
	assert_int_equal(look.colours[LOOK_LIGHT].accent, 0x7a1f3d);
	assert_int_equal(look.colours[LOOK_LIGHT].paper, built_in.colours[LOOK_LIGHT].paper);
	assert_string_equal(look.logo, "");
	assert_false(look.motion);
	assert_string_equal(look.folder, folder->path);
}

static void a_mistake_names_its_line_and_the_default_stays(void **state)
{
	struct folder *folder = *state;
	static const struct {
		const char *text;
		const char *line;
		const char *what;
	} mistakes[] = {
		{"corner = 10\nlight_accent = plum\n", ":2: ", "light_accent must be a colour as six"},
		{"light_accent = 12345\n", ":1: ", "RRGGBB, not \"12345\""},
		{"motion = maybe\n", ":1: ", "motion must be yes or no"},
		{"corner = 101\n", ":1: ", "from 0 to 100"},
		{"light_acent = 123456\n", ":1: ", "assets/look/foyer.look, not \"light_acent\""},
		{"corner = 1\ncorner = 2\n", ":2: ", "only once"},
		{"nonsense\n", ":1: ", "key = value"},
	};

	for (size_t i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++) {
		struct look look;
		struct look built_in;

		look_default(&built_in);
		assert_int_equal(read_text(folder, mistakes[i].text, &look), ERR_FORMAT);
		assert_non_null(strstr(folder->why, mistakes[i].line));
		assert_non_null(strstr(folder->why, mistakes[i].what));
		assert_memory_equal(&look.colours, &built_in.colours, sizeof(look.colours));
		assert_int_equal(look.corner, built_in.corner);
	}
}

static void count_mistake(void *self, unsigned line, const char *what)
{
	unsigned *lines = self;

	lines[0]++;
	lines[lines[0]] = line;
	for (; *what; what++)
		assert_true(*what >= ' ' && *what < 0x7f);
}

static void every_wrong_line_is_told_and_no_raw_byte_of_it(void **state)
{
	struct folder *folder = *state;
	unsigned lines[KEYFILE_MISTAKES_MAX + 1] = {0};
	const struct keyfile_tell tell = {count_mistake, lines};
	struct look look;

	assert_int_equal(
		read_text(folder, "corner = 101\nmotion = no\n\x1b[2J\x89PNG\xff\nnope = 1\n", &look), ERR_FORMAT);
	assert_int_equal(look_read_telling(&look, folder->path, &tell, folder->why, sizeof(folder->why)), ERR_FORMAT);
	assert_int_equal(lines[0], 3);
	assert_int_equal(lines[1], 1);
	assert_int_equal(lines[2], 3);
	assert_int_equal(lines[3], 4);
	assert_non_null(strstr(folder->why, ":1: "));
	assert_true(look.motion); /* the default stays */
}

static void without_a_file_everything_is_still_shown(void **state)
{
	struct folder *folder = *state;
	struct look look;
	struct look built_in;

	look_default(&built_in);
	assert_int_equal(look_read(&look, folder->path, folder->why, sizeof(folder->why)), ERR_NOT_FOUND);
	assert_non_null(strstr(folder->why, folder->file));
	assert_memory_equal(&look.colours, &built_in.colours, sizeof(look.colours));
	assert_string_equal(look.logo, built_in.logo);
	read_text(folder, "", &look); /* for the folder's closing */
}

static void a_sites_own_look_goes_first(void **state)
{
	struct folder *folder = *state;
	struct look look;
	char own[96];
	char found[LOOK_PATH_BYTES_MAX];

	snprintf(own, sizeof(own), "%s/look", folder->path);
	(void)look_find(folder->path, found, sizeof(found));
	assert_string_not_equal(found, own); /* it has none */
	assert_int_equal(mkdir(own, 0700), 0);
	assert_true(look_find(folder->path, found, sizeof(found)));
	assert_string_equal(found, own);
	assert_int_equal(rmdir(own), 0);
	read_text(folder, "", &look);
}

static void a_missing_font_is_known_by_its_package(void **state)
{
	(void)state;
	assert_string_equal(look_package("noto/NotoSans-Bold.ttf"), "fonts-noto-core");
	assert_string_equal(look_package("dejavu/DejaVuSans.ttf"), "fonts-dejavu-core");
	assert_null(look_package("House.ttf"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(black_on_white_is_twenty_one_to_one),
		cmocka_unit_test(every_pair_of_colours_has_the_contrast_it_needs),
		cmocka_unit_test(grounds_are_bright_by_day_and_dark_in_high_contrast),
		cmocka_unit_test(the_file_says_what_is_compiled_in),
		cmocka_unit_test_setup_teardown(a_brand_names_only_what_is_different, open_folder, close_folder),
		cmocka_unit_test_setup_teardown(
			a_mistake_names_its_line_and_the_default_stays, open_folder, close_folder),
		cmocka_unit_test_setup_teardown(
			every_wrong_line_is_told_and_no_raw_byte_of_it, open_folder, close_folder),
		cmocka_unit_test_setup_teardown(without_a_file_everything_is_still_shown, open_folder, close_folder),
		cmocka_unit_test_setup_teardown(a_sites_own_look_goes_first, open_folder, close_folder),
		cmocka_unit_test(a_missing_font_is_known_by_its_package),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
