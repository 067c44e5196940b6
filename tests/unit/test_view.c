/* What every screen must keep, doubted on all content of both demonstration sites. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adapter/screen_sdl.h"
#include "base/text.h"
#include "check/measure.h"
#include "site/content_load.h"
#include "view_walk.h"

#include <stdlib.h>
#include <string.h>

enum { SITES_COUNT = 2 };

static const char *const site_folders[SITES_COUNT] = {"assets/content", "assets/phone-shop"};
static void *sites[SITES_COUNT];

static int load_sites(void **state)
{
	static struct problems problems;
	char path[512];

	(void)state;
	for (int i = 0; i < SITES_COUNT; i++) {
		snprintf(path, sizeof(path), "%s/%s", FOYER_SOURCE_DIR, site_folders[i]);
		if (content_load(path, &sites[i], &problems)) {
			print_error("%s: %s\n", path, problems.count > 0 ? problems.list[0].text : "not read");
			return -1;
		}
	}
	return 0;
}

static int free_sites(void **state)
{
	(void)state;
	for (int i = 0; i < SITES_COUNT; i++)
		free(sites[i]);
	return 0;
}

/* --- walking --- */

enum { THEMES_APART = 2 /* light and large; high contrast is laid out as large is */ };

static void walk_boards_of(const struct view_measure *measure, const struct board_screen *boards, int boards_count,
	void (*each)(void *, const struct walk *, const char *, const struct view *))
{
	static struct walk walk;

	for (int b = 0; b < boards_count * THEMES_APART * SITES_COUNT; b++) {
		const struct content *c = sites[b % SITES_COUNT];

		for (uint8_t l = 0; l < c->site.languages_count; l++) {
			walk = (struct walk){.content = c,
				.board = &boards[b / THEMES_APART / SITES_COUNT],
				.measure = measure,
				.each = each,
				.mode = walk_themes[b / SITES_COUNT % THEMES_APART].mode,
				.language = l};
			walk_all(&walk);
			assert_true(walk.views_count > 60);
		}
	}
}

static void walk_everything(const struct view_measure *measure,
	void (*each)(void *, const struct walk *, const char *, const struct view *))
{
	walk_boards_of(measure, walk_boards, BOARDS_COUNT, each);
}

static void fail_at(const struct walk *walk, const char *name, const struct view_element *e, const char *what)
{
	fail_msg("%dx%d%s, %s, language %d, %s: \"%s\" (%d,%d %dx%d, %d px) %s", walk->board->width_px,
		walk->board->height_px, walk->mode.large ? " large" : "",
		content_string(walk->content, walk->content->site.id), walk->language, name,
		e->text[0] ? e->text : e->spoken, e->x, e->y, e->w, e->h, e->text_px, what);
}

/* The judge of `foyer check` knows every rule: sizes in millimetres, gaps, lines, letters, focus, what is spoken. */
static void each_has_no_fault(void *self, const struct walk *walk, const char *name, const struct view *view)
{
	static struct measure_list found;
	struct measure_by by = {.board = walk->board, .width = walk->measure, .mode = walk->mode};

	(void)self;
	measure_view(view, &by, &found);
	if (found.count > 0) {
		print_error(
			"fault %d, is %d, should be %d\n", found.list[0].fault, found.list[0].is, found.list[0].least);
		fail_at(walk, name, &view->elements[found.list[0].element], "has a fault");
	}
}

static void no_screen_of_either_site_has_a_fault(void **state)
{
	(void)state;
	walk_everything(&walk_fixed, each_has_no_fault);
}

static void no_screen_has_a_fault_in_the_letters_that_are_really_drawn(void **state)
{
	struct screen screen;
	struct view_measure measure;

	(void)state;
	if (screen_sdl_open_memory(&screen, 320, 240)) {
		print_message("skipped: no fonts on this machine\n");
		skip();
	}
	measure = (struct view_measure){screen.ops->text_width, screen.self};
	walk_everything(&measure, each_has_no_fault);
	screen.ops->close(screen.self);
}

/* Smaller than any panel we draw for, a poster, an upright 7 inch panel, a desk's 4K: figures may be missed, but
 * nothing lies over another or outside, is cut, is silent or cannot be reached. */
static const struct board_screen odd_boards[] = {
	{320, 240, 70, 52}, {480, 800, 86, 154}, {3840, 2160, 600, 340}, {1024, 600, 154, 86}};

static void each_is_served(void *self, const struct walk *walk, const char *name, const struct view *view)
{
	static struct measure_list found;
	struct measure_by by = {.board = walk->board, .width = walk->measure, .mode = walk->mode};

	(void)self;
	measure_view(view, &by, &found);
	for (unsigned i = 0; i < found.count; i++) {
		uint8_t fault = found.list[i].fault;

		if (fault == MEASURE_LETTERS || fault == MEASURE_TARGET || fault == MEASURE_GAP)
			continue;
		print_error("fault %d, is %d, should be %d\n", fault, found.list[i].is, found.list[i].least);
		fail_at(walk, name, &view->elements[found.list[i].element], "has a fault");
	}
	assert_true(view->elements_count > 1);
}

static void any_glass_is_served(void **state)
{
	(void)state;
	walk_boards_of(&walk_fixed, odd_boards, sizeof(odd_boards) / sizeof(odd_boards[0]), each_is_served);
}

/* Each of its header's buttons is there, and the caption is longer than its place: the header is at its fullest. Also
 * where something may be taken back. */
static void walk_fullest(const struct content *c, const struct board_screen *board, bool large, uint8_t mic)
{
	static struct walk walk;
	const struct view_of of = {.content = c, .show = &walk.sample.show};

	for (uint8_t l = 0; l < c->site.languages_count; l++) {
		const struct sample_wish menu = {SCREEN_MENU, l, NONE16, NONE16, NONE16};
		struct view_of undo = of;

		walk = (struct walk){.content = c,
			.board = board,
			.measure = &walk_fixed,
			.each = each_is_served,
			.mode = {.aloud = true, .typing = true, .large = large, .mic = mic},
			.language = l};
		walk_all(&walk);
		sample_make(&walk.sample, c, &menu);
		walk.sample.show.show.can_undo = true;
		memcpy(walk.sample.show.show.code, "7146", CODE_DIGITS + 1);
		undo.mode = walk.mode;
		view_build(&walk.view, board, &walk_fixed, &undo);
		each_is_served(NULL, &walk, "menu with undo", &walk.view);
	}
}

static void a_desk_that_is_read_aloud_is_served_in_any_look(void **state)
{
	(void)state;
	for (unsigned at = 0; at < SITES_COUNT * 4; at++) {
		const struct content *c = sites[at % SITES_COUNT];
		uint8_t mic = at / SITES_COUNT / 2 ? VIEW_MIC_OPEN : VIEW_MIC_NONE;

		walk_fullest(c, &walk_boards[1], at / SITES_COUNT % 2, mic);
	}
	walk_fullest(sites[0], &odd_boards[3], false, VIEW_MIC_OPEN); /* a low and wide one */
}

/* Place of the target on the first screen that has it. */
static struct view_box bar_places[TARGET_COUNT];
static struct view_box look_place;
static const struct content *bar_content; /* of which site, board and mode these places are */
static const struct board_screen *bar_board;
static bool bar_large;

static void same_place(const struct walk *walk, const char *name, const struct view_element *e, struct view_box *place)
{
	struct view_box box = {e->x, e->y, e->w, e->h};

	if (place->w == 0)
		*place = box;
	if (memcmp(place, &box, sizeof(box)) != 0)
		fail_at(walk, name, e, "has moved");
}

static bool is_in_bar(const struct view_element *e)
{
	return e->role == VIEW_BUTTON && (e->action == VIEW_TARGET || e->action == VIEW_PAGE) &&
	       ((e->target >= TARGET_BACK && e->target <= TARGET_PERSON) || e->target == TARGET_FINISH);
}

static void each_strip_is_the_same(void *self, const struct walk *walk, const char *name, const struct view *view)
{
	unsigned found = 0;

	(void)self;
	if (bar_content != walk->content || bar_board != walk->board || bar_large != walk->mode.large) {
		memset(bar_places, 0, sizeof(bar_places));
		look_place.w = 0;
	}
	bar_content = walk->content;
	bar_board = walk->board;
	bar_large = walk->mode.large;
	if (view->screen == SCREEN_ATTRACT || view->screen == SCREEN_NOTICE)
		return;
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (e->role == VIEW_SETTING && e->action == VIEW_CHANGE)
			same_place(walk, name, e, &look_place);
		if (!is_in_bar(e))
			continue;
		same_place(walk, name, e, &bar_places[e->target]);
		found++;
	}
	assert_int_equal(found, view->screen == SCREEN_GOODBYE ? 0 : 5);
}

static void both_strips_stand_where_they_always_stand(void **state)
{
	(void)state;
	walk_everything(&walk_fixed, each_strip_is_the_same);
}

/* First what is said, then what can be done about it, then how it is shown, then the ways on. */
static int part_of(const struct view_element *e)
{
	if (is_in_bar(e))
		return 3;
	if (e->role == VIEW_CAPTION)
		return 0;
	return e->role == VIEW_SETTING || e->role == VIEW_LISTENING || e->role == VIEW_PROGRESS ? 2 : 1;
}

static void each_reads_in_order(void *self, const struct walk *walk, const char *name, const struct view *view)
{
	int part = 0;

	(void)self;
	if (view->screen == SCREEN_ATTRACT || view->screen == SCREEN_NOTICE)
		return;
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (part_of(e) < part && part_of(e) != 1)
			fail_at(walk, name, e, "is read too late");
		part = part_of(e) > part ? part_of(e) : part;
	}
	assert_int_equal(view->elements[0].role, VIEW_CAPTION);
}

static void the_caption_is_read_first_and_the_bar_last(void **state)
{
	(void)state;
	walk_everything(&walk_fixed, each_reads_in_order);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_screen_of_either_site_has_a_fault),
		cmocka_unit_test(no_screen_has_a_fault_in_the_letters_that_are_really_drawn),
		cmocka_unit_test(any_glass_is_served),
		cmocka_unit_test(a_desk_that_is_read_aloud_is_served_in_any_look),
		cmocka_unit_test(both_strips_stand_where_they_always_stand),
		cmocka_unit_test(the_caption_is_read_first_and_the_bar_last),
	};

	return cmocka_run_group_tests(tests, load_sites, free_sites);
}
