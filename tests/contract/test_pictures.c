/* `foyer snapshot` and `foyer check`, as a script uses them: pictures, measures, and one line for what cannot be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "run_help.h"

#include "draw/picture.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SHEET_BYTES_MAX = 1500000 };

#define SITE " --content " FOYER_SOURCE_DIR "/assets/content"

/* Runs it in the test's folder. */
static void foyer(struct run *run, const char *arguments)
{
	char command[2048];

	snprintf(command, sizeof(command), "cd '%s' && LC_ALL=C timeout 120 %s/foyer %s </dev/null", run->folder,
		FOYER_BUILD_DIR, arguments);
	run_line(run, command);
	if (strstr(run->err, "no fonts")) {
		print_message("skipped: no fonts on this machine\n");
		skip();
	}
}

static struct paint picture(const struct run *run, const char *name)
{
	char why[PICTURE_WHY_BYTES];
	char path[300];
	struct paint out;

	snprintf(path, sizeof(path), "%s/%s", run->folder, name);
	if (picture_read(&out, path, why, sizeof(why)))
		fail_msg("%s: %s", path, why);
	return out;
}

/* --- snapshot --- */

static void a_screen_is_a_picture_of_the_size_that_was_asked_for(void **state)
{
	static const struct {
		const char *size;
		int width, height;
	} sizes[] = {{"320x240", 320, 240}, {"240x320", 0, 0}, {"7680x4320", 7680, 4320}, {"480x800", 480, 800}};
	struct run *run = *state;

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		char arguments[400];
		struct paint drawn;

		snprintf(arguments, sizeof(arguments), "snapshot menu -o menu.png --size %s" SITE, sizes[i].size);
		foyer(run, arguments);
		if (sizes[i].width == 0) {
			assert_int_equal(run->code, 2);
			assert_int_equal(lines(run->err), 1);
			continue;
		}
		assert_int_equal(run->code, 0);
		assert_string_equal(run->err, "");
		drawn = picture(run, "menu.png");
		assert_int_equal(drawn.width, sizes[i].width);
		assert_int_equal(drawn.height, sizes[i].height);
		free(drawn.pixels);
	}
}

static bool same_pixels(const struct paint *a, const struct paint *b)
{
	size_t bytes = (size_t)a->width * (size_t)a->height * sizeof(*a->pixels);

	return a->width == b->width && a->height == b->height && memcmp(a->pixels, b->pixels, bytes) == 0;
}

static void each_look_is_another_picture(void **state)
{
	static const char *const looks[] = {"", " --large", " --contrast", " --large --contrast", " --aloud"};
	enum { LOOKS_COUNT = sizeof(looks) / sizeof(looks[0]) };
	struct run *run = *state;
	struct paint drawn[LOOKS_COUNT];

	for (int i = 0; i < LOOKS_COUNT; i++) {
		char arguments[400];

		snprintf(arguments, sizeof(arguments), "snapshot menu -o menu.png%s" SITE, looks[i]);
		foyer(run, arguments);
		assert_int_equal(run->code, 0);
		drawn[i] = picture(run, "menu.png");
		for (int k = 0; k < i; k++)
			assert_false(same_pixels(&drawn[i], &drawn[k]));
	}
	for (int i = 0; i < LOOKS_COUNT; i++)
		free(drawn[i].pixels);
}

static unsigned files_with(const struct run *run, const char *folder, const char *part)
{
	char path[300];
	unsigned count = 0;
	struct dirent *entry;
	DIR *dir;

	snprintf(path, sizeof(path), "%s/%s", run->folder, folder);
	dir = opendir(path);
	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL)
		count += strstr(entry->d_name, part) != NULL;
	closedir(dir);
	return count;
}

static void all_screens_come_in_each_look_and_language_with_a_sheet(void **state)
{
	struct run *run = *state;
	struct stat sheet;
	char path[300];

	foyer(run, "snapshot all -o all/of/them --size 800x480" SITE);
	assert_int_equal(run->code, 0);
	assert_true(files_with(run, "all/of/them", "800x480-light-en-") > 20);
	assert_true(files_with(run, "all/of/them", "800x480-large-it-") > 20);
	assert_true(files_with(run, "all/of/them", "800x480-contrast-en-") > 20);
	assert_int_equal(files_with(run, "all/of/them", "1280x800"), 0);
	snprintf(path, sizeof(path), "%s/all/of/them/sheet.png", run->folder);
	assert_int_equal(stat(path, &sheet), 0);
	assert_true(sheet.st_size > 10000 && sheet.st_size < SHEET_BYTES_MAX);
}

static void what_all_leaves_out_can_be_chosen(void **state)
{
	struct run *run = *state;

	foyer(run, "snapshot all -o all --size 800x480 --language it --contrast" SITE);
	assert_int_equal(run->code, 0);
	assert_int_equal(files_with(run, "all", "-en-"), 0);
	assert_int_equal(files_with(run, "all", "-light-"), 0);
	assert_true(files_with(run, "all", "-contrast-it-") > 20);
}

static void what_cannot_be_drawn_is_said_in_one_line(void **state)
{
	static const char *const wrong[] = {
		"snapshot menu -o nowhere/at/all.png" SITE,
		"snapshot all -o err/folder" SITE, /* err is a file */
		"snapshot menu -o a.png --size 9000x9000" SITE,
		"snapshot menu -o a.png --size huge" SITE,
		"snapshot menu -o a.png --mm 1x1" SITE,
		"snapshot menu -o a.png --page 0" SITE,
		"snapshot menu -o a.png --page 200" SITE,
		"snapshot menu -o a.png --language xx" SITE,
		"snapshot all -o all --language xx" SITE,
		"snapshot menu" SITE,
		"snapshot dance -o a.png" SITE,
		"snapshot slot --slot none -o a.png" SITE,
		"snapshot menu -o a.png --content nowhere",
	};
	struct run *run = *state;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		foyer(run, wrong[i]);
		if (run->code == 0 || lines(run->err) != 1)
			fail_msg("%s: exit code %d, \"%s\"", wrong[i], run->code, run->err);
	}
}

/* --- check --- */

static void a_site_is_measured_for_a_board_by_its_name(void **state)
{
	struct run *run = *state;

	foyer(run, "check " FOYER_SOURCE_DIR "/assets/phone-shop --board desk --json");
	assert_non_null(strstr(run->out, "\"screens_measured\":"));
	assert_null(strstr(run->out, "\"screens_measured\":0}"));
	foyer(run, "check " FOYER_SOURCE_DIR "/assets/phone-shop --board nowhere");
	assert_int_equal(run->code, 2);
	assert_int_equal(lines(run->err), 1);
}

/* Every screen of both, on three panels, in every language and mode. */
static void both_demonstration_sites_are_without_a_fault(void **state)
{
	static const char *const sites[] = {
		"check " FOYER_SOURCE_DIR "/assets/content", "check " FOYER_SOURCE_DIR "/assets/phone-shop"};
	struct run *run = *state;

	for (size_t i = 0; i < sizeof(sites) / sizeof(sites[0]); i++) {
		foyer(run, sites[i]);
		if (run->code != 0)
			print_error("%s", run->err);
		assert_int_equal(run->code, 0);
		assert_string_equal(run->err, "");
		assert_non_null(strstr(run->out, "screens measured"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_screen_is_a_picture_of_the_size_that_was_asked_for, set_up, tear_down),
		cmocka_unit_test_setup_teardown(each_look_is_another_picture, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			all_screens_come_in_each_look_and_language_with_a_sheet, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_all_leaves_out_can_be_chosen, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_cannot_be_drawn_is_said_in_one_line, set_up, tear_down),
		cmocka_unit_test_setup_teardown(both_demonstration_sites_are_without_a_fault, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_site_is_measured_for_a_board_by_its_name, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
