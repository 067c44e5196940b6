/* What is learned shows on the start menu, and moves nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bank_help.h"
#include "view_walk.h"

static const struct view_element *tile_of(const struct view *view, uint8_t choice)
{
	for (unsigned i = 0; i < view->elements_count; i++)
		if (view->elements[i].role == VIEW_TILE && view->elements[i].index == choice)
			return &view->elements[i];
	return NULL;
}

static void stand_in_the_same_places(const struct view *usual, const struct view *learned, uint8_t count)
{
	for (uint8_t i = 0; i < count; i++) {
		const struct view_element *a = tile_of(usual, i);
		const struct view_element *b = tile_of(learned, i);

		assert_true(!a == !b);
		if (a && (a->x != b->x || a->y != b->y || a->w != b->w || a->h != b->h))
			fail_msg("%dx%d: \"%s\" has moved", usual->width_px, usual->height_px, b->text);
	}
}

/* On one board in one look, with any leaf in the reserved places, or none. */
static void no_tile_moves(const struct walk_theme *theme, const struct board_screen *board)
{
	static struct sample sample;
	static struct view usual;
	static struct view learned;
	struct sample_wish wish = {SCREEN_MENU, 0, NONE16, NONE16, NONE16};
	struct view_of of;

	sample_make(&sample, bank, &wish);
	of = sample_of(&sample);
	of.mode = theme->mode;
	view_build(&usual, board, &walk_fixed, &of);
	for (uint16_t leaf = 0; leaf <= bank->items.count; leaf++) {
		if (leaf == bank->items.count)
			sample.show.show.choices.count = (uint8_t)bank->top_count; /* nothing stands there */
		else if (content_item(bank, leaf)->children_count == 0)
			sample_learned(&sample, leaf);
		view_build(&learned, board, &walk_fixed, &of);
		stand_in_the_same_places(&usual, &learned, sample.show.show.choices.count);
	}
}

static void no_tile_moves_whatever_is_learned(void **state)
{
	(void)state;
	for (int board = 0; board < BOARDS_COUNT; board++)
		for (int theme = 0; theme < WALK_MODES_COUNT; theme++)
			no_tile_moves(&walk_themes[theme], &walk_boards[board]);
}

static void what_rises_says_so_and_what_is_often_wanted_is_bright(void **state)
{
	static struct sample sample;
	static struct view view;
	struct sample_wish wish = {SCREEN_MENU, 0, NONE16, NONE16, NONE16};
	struct view_of of;

	(void)state;
	sample_make(&sample, bank, &wish);
	sample_learned(&sample, content_find_item(bank, "cards.lost"));
	of = sample_of(&sample);
	view_build(&view, &walk_boards[1], &walk_fixed, &of);
	assert_string_equal(tile_of(&view, 9)->spoken, "Lost or stolen card. Asked a lot just now.");
	assert_true(tile_of(&view, 1)->bright);
	assert_false(tile_of(&view, 2)->bright);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_tile_moves_whatever_is_learned),
		cmocka_unit_test(what_rises_says_so_and_what_is_often_wanted_is_bright),
	};

	return cmocka_run_group_tests(tests, open_bank, close_bank);
}
