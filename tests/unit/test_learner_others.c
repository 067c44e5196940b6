/* Menus that others decide about: undone by hand beside the device, carried to another content, damaged on the disk. */
#include "learner_help.h"

static void a_decision_by_hand_beside_it_is_taken_within_a_second(void **state)
{
	struct desk *desk = *state;
	struct layout first = *desk->placed;
	struct store_menu_version now;
	struct store *beside;

	turn(desk);
	visits(desk, 7);
	played.rises = true;
	turn(desk);
	played.rises = false;
	assert_int_equal(live(desk).version, 2);
	beside = help_open(desk->help);
	assert_int_equal(menu_return(beside, 0, desk->local_s, &now), ERR_NONE);
	store_close(beside);
	turn(desk);
	assert_memory_equal(desk->placed, &first, sizeof(first));
	assert_int_equal(played.standing.version, 1);
	assert_int_equal(live(desk).version, 3);
	/* and goes on from there */
	visits(desk, 8);
	played.rises = true;
	turn(desk);
	assert_int_equal(live(desk).version, 4);
	assert_int_equal(live(desk).before, 3);
}

static void undo_gives_the_same_bytes_and_goes_on_back(void **state)
{
	struct desk *desk = *state;
	struct store_menu_version version[4], now;

	turn(desk);
	version[1] = live(desk);
	played.changes = true;
	for (unsigned i = 2; i <= 3; i++) {
		at_night(desk, MONDAY + i);
		version[i] = live(desk);
	}
	assert_int_equal(menu_return(desk->store, 0, 1, &now), ERR_NONE);
	assert_int_equal(now.version, 4);
	assert_int_equal(now.same_as, 2);
	assert_memory_equal(now.layout, version[2].layout, IMAGE_HASH_BYTES);
	assert_int_equal(menu_return(desk->store, 0, 1, &now), ERR_NONE);
	assert_int_equal(now.same_as, 1);
	assert_memory_equal(now.layout, version[1].layout, IMAGE_HASH_BYTES);
	assert_int_equal(menu_return(desk->store, 0, 1, &now), ERR_NOT_FOUND);
	assert_int_equal(menu_return(desk->store, 3, 1, &now), ERR_NONE);
	assert_memory_equal(live(desk).layout, version[3].layout, IMAGE_HASH_BYTES);
	assert_int_equal(live(desk).version, 6);
	assert_int_equal(live(desk).actor, MENU_BY_HAND);
	assert_int_equal(menu_return(desk->store, 99, 1, &now), ERR_NOT_FOUND);
	turn(desk);
	assert_placed_is_live(desk);
}

static void another_content_carries_the_menu_over(void **state)
{
	struct desk *desk = *state;
	struct content *newer = malloc(desk->content->header.bytes);

	assert_non_null(newer);
	memcpy(newer, desk->content, desk->content->header.bytes);
	newer->header.hash[0] ^= 1;
	turn(desk);
	visits(desk, 7);
	played.rises = true;
	turn(desk);
	content(desk, newer);
	assert_int_equal(live(desk).version, 3);
	assert_int_equal(live(desk).actor, MENU_BY_CONTENT);
	assert_int_equal(desk->placed->standing.plan.places[PLACE_NOW].item, 5);
	assert_memory_equal(desk->placed->header.content, newer->header.hash, IMAGE_HASH_BYTES);
	assert_placed_is_live(desk);
	free(newer);
}

static void another_sites_day_takes_nothing_away(void **state)
{
	struct desk *desk = *state;
	const struct content *shop = site_open(SITE_SHOP);
	struct store_menu_version now;

	turn(desk);
	visits(desk, 7);
	played.rises = true;
	turn(desk);
	content(desk, shop);
	assert_int_equal(layout_sound(desk->placed, sizeof(*desk->placed)), ERR_NONE);
	assert_int_equal(menu_return(desk->store, 0, 1, &now), ERR_FORMAT); /* that was the bank's */
	content(desk, desk->content);
	assert_int_equal(desk->placed->standing.plan.places[PLACE_NOW].item, 5);
	assert_placed_is_live(desk);
	site_close(shop);
}

static void a_damaged_menu_gives_way_to_the_one_before(void **state)
{
	struct desk *desk = *state;

	turn(desk);
	played.changes = true;
	at_night(desk, MONDAY + 1); /* 5 */
	at_night(desk, MONDAY + 2); /* 6 */
	assert_int_equal(desk->placed->standing.plan.places[PLACE_NOW].item, 6);
	switch_off(desk);
	help_change(desk->help, "UPDATE image SET bytes=zeroblob(length(bytes)) WHERE hash="
				"(SELECT layout FROM menu_version WHERE version=3)");
	switch_on(desk);
	assert_int_equal(desk->placed->standing.plan.places[PLACE_NOW].item, 5);
	assert_int_equal(live(desk).version, 4);
	assert_placed_is_live(desk);
	switch_off(desk);
	help_change(desk->help, "UPDATE image SET bytes=zeroblob(100) WHERE kind=2");
	switch_on(desk);
	assert_int_equal(layout_sound(desk->placed, sizeof(*desk->placed)), ERR_NONE);
	assert_int_equal(desk->placed->standing.plan.places[PLACE_NOW].item, desk->content->site.now_item);
}

static void what_is_no_menu_is_refused(void **state)
{
	struct desk *desk = *state;

	played.changes = played.spoils = true;
	at_night(desk, MONDAY + 1);
	assert_int_equal(played.nights, 1);
	assert_int_equal(live(desk).version, 1);
	assert_int_equal(desk->places, 0);
	assert_int_equal(played.applied, 0);
	at_night(desk, MONDAY + 1); /* not again at once */
	assert_int_equal(played.nights, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_decision_by_hand_beside_it_is_taken_within_a_second),
		TEST(undo_gives_the_same_bytes_and_goes_on_back),
		TEST(another_content_carries_the_menu_over),
		TEST(another_sites_day_takes_nothing_away),
		TEST(a_damaged_menu_gives_way_to_the_one_before),
		TEST(what_is_no_menu_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
