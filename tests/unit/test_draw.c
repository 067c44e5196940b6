/* Only what changed is drawn, and the picture is the same as if all had been; how it comes to the panel; which touches
 * are meant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/rng.h"
#include "draw/changed.h"
#include "draw/fingers.h"
#include "draw/present.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 320, HEIGHT = 240, PIXELS = WIDTH * HEIGHT, ROUNDS = 300, ROLES = VIEW_COUNTDOWN + 1, SEED = 20261122 };

struct desk {
	struct look look;
	struct draw draw;
};

static int open_desk(void **state)
{
	static struct desk desk;

	look_default(&desk.look);
	snprintf(desk.look.folder, sizeof(desk.look.folder), "%s/assets/look", FOYER_SOURCE_DIR);
	if (draw_open(&desk.draw, &desk.look, WIDTH, HEIGHT))
		return -1;
	*state = &desk;
	return 0;
}

static int close_desk(void **state)
{
	struct desk *desk = *state;

	draw_close(&desk->draw);
	return 0;
}

/* --- what changed --- */

static void shuffle_element(struct rng *rng, struct view_element *e)
{
	static const char *const texts[] = {"", "Cards", "Carta persa\no rubata", "fjord", "Àccênts ñ", "7"};

	memset(e, 0, sizeof(*e));
	e->role = (uint8_t)rng_below(rng, ROLES);
	e->value = (uint16_t)rng_below(rng, 10);
	e->of = (uint16_t)(e->value + rng_below(rng, 10));
	e->icon = (uint8_t)rng_below(rng, VIEW_ICONS_END);
	e->x = (int16_t)rng_below(rng, WIDTH);
	e->y = (int16_t)rng_below(rng, HEIGHT);
	e->w = (int16_t)(20 + rng_below(rng, 120));
	e->h = (int16_t)(20 + rng_below(rng, 60));
	e->text_px = (int16_t)(10 + rng_below(rng, 20));
	e->reason_px = 10;
	e->focus = (uint8_t)rng_below(rng, 4);
	strcpy(e->text, texts[rng_below(rng, 6)]);
	strcpy(e->reason, rng_below(rng, 3) ? "" : "often asked");
}

static void change_something(struct rng *rng, struct view *view)
{
	struct view_element *e = &view->elements[rng_below(rng, view->elements_count)];

	switch (rng_below(rng, 9)) {
	case 8: e->value = e->of; break;
	case 0: e->pressed = !e->pressed; break;
	case 1: shuffle_element(rng, e); break;
	case 2: view->focused = (uint8_t)rng_below(rng, 4); break;
	case 3: view->level_pct = (uint8_t)rng_below(rng, 101); break;
	case 4: view->elements_count = (uint8_t)(1 + rng_below(rng, 12)); break;
	case 5: e->text[0] ^= e->text[0] ? 'A' ^ 'B' : 0; break;
	case 6: view->contrast = rng_below(rng, 5) == 0; break;
	default: e->x = (int16_t)(e->x + 3); break;
	}
}

static void part_by_part_is_the_same_as_all_at_once(void **state)
{
	static uint32_t parts[PIXELS];
	static uint32_t whole[PIXELS];
	static struct view before = {.width_px = WIDTH, .height_px = HEIGHT, .elements_count = 12};
	static struct view after;
	struct desk *desk = *state;
	struct paint to_parts = paint_of(parts, WIDTH, HEIGHT, WIDTH);
	struct paint to_whole = paint_of(whole, WIDTH, HEIGHT, WIDTH);
	struct rng rng = {SEED};
	unsigned less = 0;

	for (int i = 0; i < 12; i++)
		shuffle_element(&rng, &before.elements[i]);
	draw_view(&desk->draw, &to_parts, &before);
	for (int round = 0; round < ROUNDS; round++) {
		struct changed changed;
		int area = 0;

		after = before;
		change_something(&rng, &after);
		changed_between(&desk->draw, &before, &after, &changed);
		for (unsigned i = 0; i < changed.count; i++) {
			struct paint part = paint_clipped(&to_parts, changed.rects[i]);

			draw_view(&desk->draw, &part, &after);
			area += changed.rects[i].w * changed.rects[i].h;
		}
		draw_view(&desk->draw, &to_whole, &after);
		if (memcmp(parts, whole, sizeof(parts)) != 0)
			fail_msg("round %d of seed %d: the pictures differ", round, SEED);
		less += area < PIXELS / 2;
		before = after;
	}
	assert_true(less > ROUNDS / 2); /* and most of the time it was not all */
}

/* The bar's ground goes with the last of its buttons, also from a later page, where Back turns a page. */
static void a_bar_that_goes_leaves_nothing(void **state)
{
	static uint32_t parts[PIXELS];
	static uint32_t whole[PIXELS];
	static struct view before = {.width_px = WIDTH, .height_px = HEIGHT, .elements_count = 1, .page = 1};
	static struct view after = {.width_px = WIDTH, .height_px = HEIGHT};
	struct desk *desk = *state;
	struct paint to_parts = paint_of(parts, WIDTH, HEIGHT, WIDTH);
	struct paint to_whole = paint_of(whole, WIDTH, HEIGHT, WIDTH);
	struct changed changed;

	before.elements[0] = (struct view_element){.role = VIEW_BUTTON,
		.action = VIEW_PAGE,
		.target = TARGET_BACK,
		.x = 8,
		.y = HEIGHT - 40,
		.w = 60,
		.h = 32};
	draw_view(&desk->draw, &to_parts, &before);
	changed_between(&desk->draw, &before, &after, &changed);
	for (unsigned i = 0; i < changed.count; i++) {
		struct paint part = paint_clipped(&to_parts, changed.rects[i]);

		draw_view(&desk->draw, &part, &after);
	}
	draw_view(&desk->draw, &to_whole, &after);
	assert_memory_equal(parts, whole, sizeof(parts));
}

static void the_same_view_is_not_drawn_again(void **state)
{
	static struct view view = {.width_px = WIDTH, .height_px = HEIGHT, .elements_count = 2};
	static struct view other;
	struct desk *desk = *state;
	struct changed changed;

	strcpy(view.elements[0].text, "The same");
	other = view;
	strcpy(other.elements[0].spoken, "What is spoken is not seen");
	changed_between(&desk->draw, &view, &other, &changed);
	assert_int_equal(changed.count, 0);
	assert_false(changed.is_another_screen);
	other.page = 1;
	changed_between(&desk->draw, &view, &other, &changed);
	assert_true(changed.is_another_screen);
}

static void only_the_level_moves(void **state)
{
	static struct view view = {.width_px = WIDTH, .height_px = HEIGHT, .elements_count = 1};
	static struct view other;
	struct desk *desk = *state;
	struct changed changed;

	view.elements[0] = (struct view_element){
		.role = VIEW_LISTENING, .icon = VIEW_ICON_MIC, .x = 10, .y = 10, .w = 200, .h = 48, .text_px = 20};
	other = view;
	other.level_pct = 60;
	changed_between(&desk->draw, &view, &other, &changed);
	assert_int_equal(changed.count, 1);
	assert_true(changed.rects[0].h < 12);
	view.elements[0].icon = other.elements[0].icon = VIEW_ICON_MIC_OFF; /* shut: no level at all */
	changed_between(&desk->draw, &view, &other, &changed);
	assert_int_equal(changed.count, 0);
}

/* --- to the panel and back --- */

static void a_touch_arrives_where_the_picture_was_shown(void **state)
{
	enum { SMALL_W = 64, SMALL_H = 40 };
	static uint32_t pixels[SMALL_W * SMALL_H];
	static uint32_t panel[160 * 160];
	const struct paint picture = paint_of(pixels, SMALL_W, SMALL_H, SMALL_W);
	const struct present_pictures pictures = {.now = &picture};
	static const int sizes[][2] = {{64, 40}, {40, 64}, {128, 80}, {80, 128}, {150, 150}, {50, 30}};

	(void)state;
	for (int i = 0; i < SMALL_W * SMALL_H; i++)
		pixels[i] = 0xff000000 | (uint32_t)i;
	for (int turned = 0; turned < 360; turned += 90) {
		for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
			struct present p = {SMALL_W, SMALL_H, sizes[s][0], sizes[s][1], turned, {0}};
			struct paint window = paint_of(panel, p.window_w, p.window_h, p.window_w);

			present_fit(&p);
			present_copy(&p, &pictures, &window, 0x123456);
			for (int y = p.area.y; y < p.area.y + p.area.h; y++) {
				for (int x = p.area.x; x < p.area.x + p.area.w; x++) {
					int at_x, at_y;

					present_place(&p, x, y, &at_x, &at_y);
					assert_int_equal(panel[y * p.window_w + x] & 0xffffff, at_y * SMALL_W + at_x);
				}
			}
		}
	}
}

static void a_panel_turned_clockwise_has_the_customers_top_at_its_left(void **state)
{
	struct present p = {480, 800, 800, 480, 90, {0}};
	int x, y;

	(void)state;
	present_fit(&p);
	assert_int_equal(p.area.w, 800);
	present_place(&p, 0, 479, &x, &y); /* the panel's lower left is the customer's upper left */
	assert_int_equal(x, 0);
	assert_int_equal(y, 0);
	present_place(&p, 799, 0, &x, &y);
	assert_int_equal(x, 479);
	assert_int_equal(y, 799);
}

static void what_changed_is_inside_the_part_that_is_shown(void **state)
{
	static const struct paint_rect part = {100, 50, 33, 21};

	(void)state;
	for (int turned = 0; turned < 360; turned += 90) {
		struct present p = {WIDTH, HEIGHT, 700, 500, turned, {0}};
		struct paint_rect rect;

		present_fit(&p);
		rect = present_rect(&p, part);
		assert_true(rect.w * rect.h < 700 * 500 / 10);
		for (int y = 0; y < p.window_h; y++) {
			for (int x = 0; x < p.window_w; x++) {
				bool shown = x >= p.area.x && x < p.area.x + p.area.w && y >= p.area.y &&
					     y < p.area.y + p.area.h;
				int at_x, at_y;

				present_place(&p, x, y, &at_x, &at_y);
				if (shown && at_x >= part.x && at_x < part.x + part.w && at_y >= part.y &&
					at_y < part.y + part.h)
					assert_true(x >= rect.x && x < rect.x + rect.w && y >= rect.y &&
						    y < rect.y + rect.h);
			}
		}
	}
}

/* --- fingers --- */

static int down(struct fingers *f, int64_t id, uint32_t time_ms, int x)
{
	return fingers_down(f, &(struct finger_touch){id, time_ms, x, 100});
}

static void two_thumbs_type(void **state)
{
	struct fingers f = {0};

	(void)state;
	assert_int_equal(down(&f, 7, 1000, 10), 0);
	assert_int_equal(down(&f, 8, 1005, 200), 1);
	assert_int_equal(fingers_up(&f, 7), 0);
	assert_int_equal(down(&f, 9, 1100, 10), 0);
	assert_int_equal(fingers_up(&f, 8), 1);
	assert_int_equal(fingers_up(&f, 9), 0);
}

static void of_ten_fingers_only_the_first_two_count_until_all_are_gone(void **state)
{
	struct fingers f = {0};

	(void)state;
	for (int id = 0; id < 10; id++)
		assert_int_equal(down(&f, id, 1000, 50 * id), id < 2 ? id : FINGERS_NONE);
	for (int id = 9; id > 0; id--)
		assert_int_equal(fingers_up(&f, id), id == 1 ? 1 : FINGERS_NONE);
	assert_int_equal(down(&f, 20, 2000, 300), FINGERS_NONE); /* the palm's first still lies there */
	assert_int_equal(fingers_up(&f, 20), FINGERS_NONE);
	assert_int_equal(fingers_up(&f, 0), 0);
	assert_int_equal(down(&f, 21, 3000, 300), 0);
}

static void more_contacts_than_there_is_room_for_do_no_harm(void **state)
{
	struct fingers f = {0};

	(void)state;
	for (int id = 0; id < 40; id++)
		(void)down(&f, id, 1000, 10 * id);
	for (int id = 0; id < 40; id++)
		(void)fingers_up(&f, id);
	assert_int_equal(down(&f, 50, 2000, 10), 0);
}

static void five_hundred_taps_a_second_are_fifty(void **state)
{
	struct fingers f = {0};
	int counted = 0;

	(void)state;
	for (uint32_t t = 0; t < 500; t++) {
		counted += down(&f, 1, 1000 + 2 * t, 100) != FINGERS_NONE;
		(void)fingers_up(&f, 1);
	}
	assert_in_range(counted, 49, 51);
}

static void a_panel_that_loses_the_end_of_touches_serves_again(void **state)
{
	struct fingers f = {0};

	(void)state;
	for (int id = 0; id < FINGERS_MAX; id++)
		(void)down(&f, id, 1000, 10);
	assert_int_equal(down(&f, 99, 2000, 10), FINGERS_NONE);
	assert_int_equal(down(&f, 100, 2001 + FINGERS_FORGET_MS, 10), 0);
}

/* Water on the glass: whoever taps beside it does not keep it alive. */
static void a_contact_that_stays_is_forgotten_while_others_tap(void **state)
{
	struct fingers f = {0};
	uint32_t time_ms = 1000;

	(void)state;
	assert_int_equal(down(&f, 1, time_ms, 10), 0);
	for (int64_t id = 2; id < 10; id++) {
		time_ms += FINGERS_FORGET_MS / 5;
		(void)down(&f, id, time_ms, 300);
		(void)fingers_up(&f, id);
	}
	assert_int_equal(down(&f, 20, time_ms + 100, 200), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(part_by_part_is_the_same_as_all_at_once, open_desk, close_desk),
		cmocka_unit_test_setup_teardown(a_bar_that_goes_leaves_nothing, open_desk, close_desk),
		cmocka_unit_test_setup_teardown(the_same_view_is_not_drawn_again, open_desk, close_desk),
		cmocka_unit_test_setup_teardown(only_the_level_moves, open_desk, close_desk),
		cmocka_unit_test(a_touch_arrives_where_the_picture_was_shown),
		cmocka_unit_test(a_panel_turned_clockwise_has_the_customers_top_at_its_left),
		cmocka_unit_test(what_changed_is_inside_the_part_that_is_shown),
		cmocka_unit_test(two_thumbs_type),
		cmocka_unit_test(of_ten_fingers_only_the_first_two_count_until_all_are_gone),
		cmocka_unit_test(more_contacts_than_there_is_room_for_do_no_harm),
		cmocka_unit_test(five_hundred_taps_a_second_are_fifty),
		cmocka_unit_test(a_contact_that_stays_is_forgotten_while_others_tap),
		cmocka_unit_test(a_panel_that_loses_the_end_of_touches_serves_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
