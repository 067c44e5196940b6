/* What every screen must keep, doubted on all content of both demonstration sites. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adapter/screen_sdl.h"
#include "base/text.h"
#include "content_load.h"
#include "sizes.h"
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

static void walk_everything(const struct view_measure *measure,
	void (*each)(void *, const struct walk *, const char *, const struct view *))
{
	for (int b = 0; b < BOARDS_COUNT; b++) {
		for (int i = 0; i < SITES_COUNT; i++) {
			const struct content *c = sites[i];

			for (uint8_t l = 0; l < c->site.languages_count; l++) {
				struct walk walk = {.content = c,
					.board = &walk_boards[b],
					.measure = measure,
					.each = each,
					.language = l};

				walk_all(&walk);
				assert_true(walk.views_count > 60);
			}
		}
	}
}

static void fail_at(const struct walk *walk, const char *name, const struct view_element *e, const char *what)
{
	fail_msg("%dx%d, %s, language %d, %s: \"%s\" (%d,%d %dx%d, %d px) %s", walk->board->width_px,
		walk->board->height_px, content_string(walk->content, walk->content->site.id), walk->language, name,
		e->text[0] ? e->text : e->spoken, e->x, e->y, e->w, e->h, e->text_px, what);
}

static bool touchable(const struct view_element *e)
{
	return e->action != VIEW_NO_ACTION;
}

static bool across_at_least(const struct walk *walk, int px, int mm10)
{
	return px * walk->board->width_mm * 10 >= mm10 * walk->board->width_px;
}

static bool down_at_least(const struct walk *walk, int px, int mm10)
{
	return px * walk->board->height_mm * 10 >= mm10 * walk->board->height_px;
}

static void each_is_inside(void *self, const struct walk *walk, const char *name, const struct view *view)
{
	(void)self;
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (e->x < 0 || e->y < 0 || e->w < 1 || e->h < 1 || e->x + e->w > view->width_px ||
			e->y + e->h > view->height_px)
			fail_at(walk, name, e, "is not inside the screen");
	}
}

static void everything_is_inside_the_screen(void **state)
{
	(void)state;
	walk_everything(&walk_fixed, each_is_inside);
}

static int apart(int a, int a_size, int b, int b_size)
{
	return a < b ? b - a - a_size : a - b - b_size;
}

static void each_pair_is_apart(void *self, const struct walk *walk, const char *name, const struct view *view)
{
	(void)self;
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *a = &view->elements[i];

		for (unsigned k = i + 1; touchable(a) && k < view->elements_count; k++) {
			const struct view_element *b = &view->elements[k];

			if (touchable(b) && !across_at_least(walk, apart(a->x, a->w, b->x, b->w), SIZE_GAP_MM10) &&
				!down_at_least(walk, apart(a->y, a->h, b->y, b->h), SIZE_GAP_MM10))
				fail_at(walk, name, b, "is nearer than 2.5 mm to its neighbour");
		}
	}
}

static void touch_targets_stand_at_least_two_and_a_half_millimetres_apart(void **state)
{
	(void)state;
	walk_everything(&walk_fixed, each_pair_is_apart);
}

static void each_is_large(void *self, const struct walk *walk, const char *name, const struct view *view)
{
	(void)self;
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];
		int across = SIZE_TILE_MM10;
		int down = SIZE_BAR_MM10;

		if (!touchable(e))
			continue;
		if (e->role == VIEW_TILE)
			down = SIZE_TILE_MM10;
		if (e->role == VIEW_KEY)
			across = SIZE_KEY_MM10;
		if (e->role == VIEW_KEY || e->action == VIEW_ENTRY_DONE)
			down = SIZE_KEY_MM10;
		if (!across_at_least(walk, e->w, across) || !down_at_least(walk, e->h, down))
			fail_at(walk, name, e, "is too small for a finger");
	}
}

static void tiles_are_at_least_twenty_millimetres(void **state)
{
	(void)state;
	walk_everything(&walk_fixed, each_is_large);
}

static bool lines_fit(const struct walk *walk, const char *text, int px, bool bold, struct view_box box)
{
	char line[VIEW_TEXT_BYTES_MAX];
	int lines = 0;

	while (*text) {
		size_t length = strcspn(text, "\n");

		text_copy(line, sizeof(line), (struct text){text, (uint32_t)length});
		if (walk->measure->text_width(walk->measure->self, line, px, bold) > box.w)
			return false;
		lines++;
		text += length + (text[length] == '\n');
	}
	return lines * view_line_px(px) <= box.h;
}

static void each_text_fits(void *self, const struct walk *walk, const char *name, const struct view *view)
{
	(void)self;
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];
		struct view_box text = view_text_box(e);

		if (!lines_fit(walk, e->text, e->text_px, view_bold(e), text) || text.y < e->y)
			fail_at(walk, name, e, "has text that is larger than its box");
		if (e->reason[0] && (!lines_fit(walk, e->reason, e->reason_px, false, view_reason_box(e)) ||
					    view_reason_box(e).y + view_reason_box(e).h > e->y + e->h))
			fail_at(walk, name, e, "has a reason that is larger than its box");
	}
}

static void text_is_never_larger_than_its_box(void **state)
{
	(void)state;
	walk_everything(&walk_fixed, each_text_fits);
}

static void text_as_it_is_really_drawn_is_never_larger_than_its_box(void **state)
{
	struct screen screen;
	struct view_measure measure;

	(void)state;
	if (screen_sdl_open_memory(&screen, 320, 240)) {
		print_message("skipped: no fonts on this machine\n");
		skip();
	}
	measure = (struct view_measure){screen.ops->text_width, screen.self};
	walk_everything(&measure, each_text_fits);
	screen.ops->close(screen.self);
}

static void each_can_be_read(void *self, const struct walk *walk, const char *name, const struct view *view)
{
	(void)self;
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (e->text[0] &&
			!down_at_least(walk, e->text_px * SIZE_CAP_PERMILLE, SIZE_CAP_LEAST_MM10 * 1000 * 95 / 100))
			fail_at(walk, name, e, "is in letters too small to be read");
		if (e->reason[0] &&
			!down_at_least(walk, e->reason_px * SIZE_CAP_PERMILLE, SIZE_CAP_REASON_MM10 * 1000 * 95 / 100))
			fail_at(walk, name, e, "has a reason too small to be read");
	}
}

static void no_text_is_smaller_than_the_least_letters(void **state)
{
	(void)state;
	walk_everything(&walk_fixed, each_can_be_read);
}

/* Place of the target on the first screen that has it. */
static struct view_box bar_places[TARGET_COUNT];
static struct view_box caption_place;
static const struct content *bar_content; /* of which site and board these places are */
static const struct board_screen *bar_board;

static void same_place(const struct walk *walk, const char *name, const struct view_element *e, struct view_box *place)
{
	struct view_box box = {e->x, e->y, e->w, e->h};

	if (place->w == 0)
		*place = box;
	if (memcmp(place, &box, sizeof(box)) != 0)
		fail_at(walk, name, e, "has moved");
}

static void each_bar_is_the_same(void *self, const struct walk *walk, const char *name, const struct view *view)
{
	unsigned found = 0;

	(void)self;
	if (bar_content != walk->content || bar_board != walk->board) {
		memset(bar_places, 0, sizeof(bar_places));
		memset(&caption_place, 0, sizeof(caption_place));
	}
	bar_content = walk->content;
	bar_board = walk->board;
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];
		struct view_box corner = {e->x, e->y, 1, 1};

		if (e->role == VIEW_CAPTION) {
			if (caption_place.w == 0)
				caption_place = corner;
			if (memcmp(&caption_place, &corner, sizeof(corner)) != 0)
				fail_at(walk, name, e, "does not begin where captions begin");
		}
		if (view->screen == SCREEN_ATTRACT || e->action != VIEW_TARGET)
			continue;
		if ((e->target >= TARGET_BACK && e->target <= TARGET_PERSON) || e->target == TARGET_FINISH) {
			same_place(walk, name, e, &bar_places[e->target]);
			found++;
		}
	}
	assert_true(view->screen == SCREEN_ATTRACT || view->screen == SCREEN_NOTICE || found == 5);
}

static void the_bar_and_the_caption_stand_where_they_always_stand(void **state)
{
	(void)state;
	walk_everything(&walk_fixed, each_bar_is_the_same);
}

static void each_speaks(void *self, const struct walk *walk, const char *name, const struct view *view)
{
	bool seen[VIEW_ELEMENTS_MAX + 1] = {false};
	unsigned primaries = 0;

	(void)self;
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		primaries += e->role == VIEW_PRIMARY;
		if (e->spoken[0] == '\0')
			fail_at(walk, name, e, "says nothing");
		if (e->focus == 0 || e->focus > VIEW_ELEMENTS_MAX || seen[e->focus])
			fail_at(walk, name, e, "has no place of its own in the focus order");
		seen[e->focus] = true;
	}
	assert_true(primaries <= 1);
}

static void every_element_speaks_has_its_own_focus_and_one_at_most_is_primary(void **state)
{
	(void)state;
	walk_everything(&walk_fixed, each_speaks);
}

/* --- single screens --- */

static const struct view_element *target_of(const struct view *view, enum target target, uint8_t index)
{
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (e->action == VIEW_TARGET && e->target == target && e->index == index)
			return e;
	}
	return NULL;
}

static void a_learned_order_moves_no_tile(void **state)
{
	static struct sample sample;
	static struct view before;
	static struct view after;
	struct sample_wish wish = {SCREEN_MENU, 0, NONE16, NONE16, NONE16};
	struct view_of of;
	struct choices *choices = &sample.show.show.choices;
	struct choice first;

	(void)state;
	sample_make(&sample, sites[0], &wish);
	of = sample_of(&sample);
	view_build(&before, &walk_boards[1], &walk_fixed, &of);
	first = choices->list[0];
	memmove(choices->list, choices->list + 1, 3 * sizeof(first));
	choices->list[3] = first;
	view_build(&after, &walk_boards[1], &walk_fixed, &of);
	assert_int_equal(target_of(&before, TARGET_CHOICE, 0)->x, target_of(&after, TARGET_CHOICE, 3)->x);
	assert_int_equal(target_of(&before, TARGET_CHOICE, 1)->x, target_of(&after, TARGET_CHOICE, 0)->x);
	assert_string_equal(target_of(&before, TARGET_CHOICE, 0)->text, target_of(&after, TARGET_CHOICE, 3)->text);
}

static void what_was_said_before_stands_in_the_caption(void **state)
{
	static struct sample sample;
	static struct view view;
	struct sample_wish wish = {SCREEN_MENU, 0, NONE16, NONE16, NONE16};
	struct view_of of;

	(void)state;
	sample_make(&sample, sites[0], &wish);
	strcpy(sample.said, "Sorry, we did not get that.\n");
	of = sample_of(&sample);
	view_build(&view, &walk_boards[1], &walk_fixed, &of);
	for (unsigned i = 0; i < view.elements_count; i++) {
		if (view.elements[i].role == VIEW_CAPTION) {
			assert_memory_equal(view.elements[i].text, "Sorry", 5);
			return;
		}
	}
	fail_msg("there is no caption");
}

static void an_answer_stays_when_only_its_question_is_said_again(void **state)
{
	static struct sample sample;
	static struct view view;
	struct sample_wish wish = {SCREEN_ANSWER, 0, NONE16, 0, NONE16};
	const struct content *c = sites[0];
	struct view_of of;

	(void)state;
	sample_make(&sample, c, &wish);
	sample.show.show.caption.text = c->prompt[PROMPT_DID_THAT_HELP];
	of = sample_of(&sample);
	view_build(&view, &walk_boards[1], &walk_fixed, &of);
	for (unsigned i = 0; i < view.elements_count; i++) {
		if (view.elements[i].role == VIEW_CAPTION) {
			const char *text = content_text(c, content_answer(c, 0)->text, 0, 0);

			assert_memory_equal(view.elements[i].text, text, strcspn(text, " "));
			return;
		}
	}
	fail_msg("there is no caption");
}

static void a_masked_value_is_never_shown_nor_spoken(void **state)
{
	static struct sample sample;
	static struct view view;
	const struct content *c = sites[0];
	struct sample_wish wish = {SCREEN_SLOT, 0, NONE16, NONE16, NONE16};
	unsigned masked = 0;

	(void)state;
	for (wish.slot = 0; wish.slot < c->slots.count; wish.slot++) {
		struct view_of of;

		if (!(content_slot(c, wish.slot)->flags & SLOT_MASKED))
			continue;
		masked++;
		sample_make(&sample, c, &wish);
		of = sample_of(&sample);
		view_build(&view, &walk_boards[0], &walk_fixed, &of);
		for (unsigned i = 0; i < view.elements_count; i++) {
			if (view.elements[i].role != VIEW_FIELD)
				continue;
			assert_null(strpbrk(view.elements[i].text, "0123456789"));
			assert_null(strpbrk(view.elements[i].spoken, "0123456789"));
			assert_non_null(strchr(view.elements[i].spoken, '*'));
		}
	}
	if (masked == 0)
		skip();
}

static void a_touch_beside_everything_is_nothing(void **state)
{
	static struct sample sample;
	static struct view view;
	struct sample_wish wish = {SCREEN_MENU, 0, NONE16, NONE16, NONE16};
	struct view_of of;
	const struct view_element *back;

	(void)state;
	sample_make(&sample, sites[0], &wish);
	of = sample_of(&sample);
	view_build(&view, &walk_boards[0], &walk_fixed, &of);
	back = target_of(&view, TARGET_BACK, 0);
	assert_non_null(back);
	assert_null(view_at(&view, 0, 0));
	assert_null(view_at(&view, -5, 9999));
	assert_ptr_equal(view_at(&view, back->x, back->y), back);
	assert_ptr_equal(view_at(&view, back->x + back->w - 1, back->y + back->h - 1), back);
	assert_ptr_not_equal(view_at(&view, back->x + back->w, back->y), back);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_is_inside_the_screen),
		cmocka_unit_test(touch_targets_stand_at_least_two_and_a_half_millimetres_apart),
		cmocka_unit_test(tiles_are_at_least_twenty_millimetres),
		cmocka_unit_test(text_is_never_larger_than_its_box),
		cmocka_unit_test(text_as_it_is_really_drawn_is_never_larger_than_its_box),
		cmocka_unit_test(no_text_is_smaller_than_the_least_letters),
		cmocka_unit_test(the_bar_and_the_caption_stand_where_they_always_stand),
		cmocka_unit_test(every_element_speaks_has_its_own_focus_and_one_at_most_is_primary),
		cmocka_unit_test(a_learned_order_moves_no_tile),
		cmocka_unit_test(what_was_said_before_stands_in_the_caption),
		cmocka_unit_test(an_answer_stays_when_only_its_question_is_said_again),
		cmocka_unit_test(a_masked_value_is_never_shown_nor_spoken),
		cmocka_unit_test(a_touch_beside_everything_is_nothing),
	};

	return cmocka_run_group_tests(tests, load_sites, free_sites);
}
