/* The judge of screens: each kind of fault is planted, and must be named; by itself, and in a whole site by its line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content_help.h"

#include "adapter/screen_sdl.h"
#include "check/measure_tell.h"
#include "site/content_files.h"
#include "view/sizes.h"
#include "view_walk.h"

/* --- one screen --- */

static const struct board_screen board = {1280, 800, 217, 136};
static struct view view;
static struct measure_list list;

enum { GLYPH_MISSING = 0xe000, SIDE_PX = 200, LETTERS_PX = 40 };

static bool only_common_letters(void *self, const char *text)
{
	const char *end = text + strlen(text);
	uint32_t point;

	(void)self;
	while ((point = text_next(&text, end)) != 0) {
		if (point == GLYPH_MISSING)
			return false;
	}
	return true;
}

static struct view_element tile_at(int x, int y, uint8_t focus, const char *text)
{
	struct view_element e = {.role = VIEW_TILE,
		.action = VIEW_TARGET,
		.target = TARGET_CHOICE,
		.x = (int16_t)x,
		.y = (int16_t)y,
		.w = SIDE_PX,
		.h = SIDE_PX,
		.text_px = LETTERS_PX,
		.icon = ICON_COUNT,
		.focus = focus};

	snprintf(e.text, sizeof(e.text), "%s", text);
	snprintf(e.spoken, sizeof(e.spoken), "%s", text);
	return e;
}

/* Two tiles with nothing wrong. */
static int two_tiles(void **state)
{
	(void)state;
	memset(&view, 0, sizeof(view));
	view.width_px = board.width_px;
	view.height_px = board.height_px;
	view.elements_count = 2;
	view.elements[0] = tile_at(20, 20, 1, "Cards");
	view.elements[1] = tile_at(400, 20, 2, "Loans");
	return 0;
}

static void judge(struct view_mode mode)
{
	const struct measure_by by = {
		.board = &board, .width = &walk_fixed, .has_glyphs = only_common_letters, .mode = mode};

	measure_view(&view, &by, &list);
}

/* That fault, and no other. */
static const struct measure_found *only(enum measure_fault fault)
{
	judge((struct view_mode){0});
	if (list.count != 1 || list.list[0].fault != fault)
		fail_msg("%d faults, the first is %d, not only %d", list.count, list.list[0].fault, fault);
	return &list.list[0];
}

static void what_is_well_is_not_blamed(void **state)
{
	(void)state;
	judge((struct view_mode){0});
	assert_int_equal(list.count, 0);
	judge((struct view_mode){.large = true});
	assert_int_equal(list.count, 0);
}

static void text_wider_or_higher_than_its_box_is_cut(void **state)
{
	struct view_element *e = &view.elements[0];

	(void)state;
	strcpy(e->text, "Cards and accounts");
	strcpy(e->spoken, e->text);
	assert_true(only(MEASURE_CUT)->is > SIDE_PX);
	strcpy(e->text, "a\nb\nc");
	strcpy(e->spoken, e->text);
	e->h = 2 * LETTERS_PX;
	e->role = VIEW_BUTTON;
	assert_true(only(MEASURE_CUT)->is > e->h);
}

static void a_letter_that_no_font_has_is_named(void **state)
{
	(void)state;
	strcpy(view.elements[1].text, "Lo\xee\x80\x80ns");
	strcpy(view.elements[1].spoken, view.elements[1].text);
	assert_int_equal(only(MEASURE_GLYPH)->is, GLYPH_MISSING);
	assert_int_equal(list.list[0].element, 1);
}

static void four_lines_in_a_tile_are_too_many_and_three_are_not(void **state)
{
	struct view_element *e = &view.elements[0];

	(void)state;
	e->text_px = 24;
	strcpy(e->text, "a\nb\nc");
	strcpy(e->spoken, e->text);
	judge((struct view_mode){0});
	assert_int_equal(list.count, 0);
	strcpy(e->text, "a\nb\nc\nd");
	strcpy(e->spoken, e->text);
	assert_int_equal(only(MEASURE_LINES)->is, 4);
	e->role = VIEW_TEXT; /* words to be read may have as many as they need */
	e->action = VIEW_NO_ACTION;
	judge((struct view_mode){0});
	assert_int_equal(list.count, 0);
}

static void small_letters_are_too_small_and_large_text_allows_no_smaller_than_large(void **state)
{
	/* The least whole pixels that are large enough here. */
	int large_px = (SIZE_CAP_LARGE_MM10 * board.height_px * 100 / SIZE_CAP_PERMILLE + board.height_mm - 1) /
		       board.height_mm;

	(void)state;
	view.elements[0].text_px = 12;
	assert_int_equal(only(MEASURE_LETTERS)->least, SIZE_CAP_LEAST_MM10);
	assert_true(list.list[0].is < SIZE_CAP_LEAST_MM10);
	view.elements[0].text_px = (int16_t)large_px;
	judge((struct view_mode){.large = true});
	assert_int_equal(list.count, 0);
	view.elements[0].text_px = (int16_t)(large_px - 1);
	judge((struct view_mode){.large = true});
	assert_int_equal(list.count, 1);
	assert_int_equal(list.list[0].least, SIZE_CAP_LARGE_MM10);
}

static void a_tile_smaller_than_a_finger_is_measured_in_millimetres(void **state)
{
	(void)state;
	view.elements[0].h = 110;
	assert_int_equal(only(MEASURE_TARGET)->least, SIZE_TILE_MM10);
	assert_int_equal(list.list[0].is, 110 * 1360 / 800);
	view.elements[0].role = VIEW_KEY; /* a key may be smaller */
	judge((struct view_mode){0});
	assert_int_equal(list.count, 0);
}

static void two_that_are_too_near_or_over_each_other_are_named_both(void **state)
{
	(void)state;
	view.elements[1].x = 20 + SIDE_PX + 5;
	assert_int_equal(only(MEASURE_GAP)->element, 1);
	assert_int_equal(list.list[0].other, 0);
	view.elements[1].x = 20 + SIDE_PX - 1;
	assert_int_equal(only(MEASURE_OVERLAP)->element, 1);
	view.elements[1].y += SIDE_PX + 40; /* below each other is apart enough */
	judge((struct view_mode){0});
	assert_int_equal(list.count, 0);
}

static void what_is_outside_of_the_glass_is_named(void **state)
{
	(void)state;
	view.elements[1].x = (int16_t)(board.width_px - SIDE_PX + 1);
	assert_int_equal(only(MEASURE_OUTSIDE)->element, 1);
}

static void whoever_walks_by_keys_must_meet_everything_once(void **state)
{
	(void)state;
	view.elements[1].focus = 1;
	assert_int_equal(only(MEASURE_FOCUS)->element, 1);
	view.elements[1].focus = 0;
	assert_int_equal(only(MEASURE_FOCUS)->element, 1);
	view.elements[1].focus = 9;
	assert_int_equal(only(MEASURE_FOCUS)->element, 1);
}

static void what_is_shown_must_be_spoken(void **state)
{
	struct view_element *e = &view.elements[1];

	(void)state;
	e->spoken[0] = '\0';
	assert_int_equal(only(MEASURE_SILENT)->element, 1);
	strcpy(e->text, "Savings\nand loans");
	e->text_px = 24;
	strcpy(e->spoken, "Savings.");
	assert_int_equal(only(MEASURE_SILENT)->element, 1);
	strcpy(e->spoken, "savings and loans, 4 of 7");
	strcpy(e->reason, "often asked");
	e->reason_px = 24;
	assert_true(only(MEASURE_SILENT)->reason);
}

static void words_spoken_letter_by_letter_are_spoken(void **state)
{
	(void)state;
	assert_true(measure_is_spoken("Code 4071", "Your code: 4 0 7 1"));
	assert_true(measure_is_spoken("01/12_", "0 1 1 2"));
	assert_true(measure_is_spoken("\xe2\x80\xa2\xe2\x80\xa2_", "asterisk asterisk"));
	assert_true(measure_is_spoken("Citt\xc3\xa0", "CITT\xc3\x80."));
	assert_false(measure_is_spoken("Code 4071", "Your code: 4 0 7 2"));
}

/* The rest of a caption stands on another page. */
static void what_is_said_must_be_shown_on_some_page(void **state)
{
	static struct measure_pages pages;
	struct view_element *caption = &view.elements[0];

	(void)state;
	caption->role = VIEW_CAPTION;
	view.screen = SCREEN_ANSWER;
	view.pages = 2;
	strcpy(caption->spoken, "It takes two weeks. It is free.");
	strcpy(caption->text, "It takes\ntwo weeks.");
	list.count = 0;
	measure_pages_add(&pages, &view);
	measure_pages_end(&pages, &view, &list);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.list[0].fault, MEASURE_UNSEEN);
	view.page = 1;
	strcpy(caption->text, "It is free.");
	list.count = 0;
	measure_pages_add(&pages, &view);
	measure_pages_end(&pages, &view, &list);
	assert_int_equal(list.count, 0);
}

static void a_menu_that_goes_on_is_blamed_on_its_longest_word(void **state)
{
	const struct measure_by by = {.board = &board, .width = &walk_fixed};

	(void)state;
	strcpy(view.elements[1].text, "Opening hours");
	strcpy(view.elements[0].text, "Pay in or out");
	list.count = 0;
	measure_menu(&view, &by, 2, &list);
	assert_int_equal(list.count, 0);
	measure_menu(&view, &by, 3, &list);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.list[0].fault, MEASURE_PAGED);
	assert_int_equal(list.list[0].element, 1);
}

static void a_screen_has_one_main_button(void **state)
{
	(void)state;
	view.elements[0].role = VIEW_PRIMARY;
	judge((struct view_mode){0});
	assert_int_equal(list.count, 0);
	view.elements[1].role = VIEW_PRIMARY;
	assert_int_equal(only(MEASURE_PRIMARIES)->is, 2);
}

/* --- a whole site --- */

/* Reads, measures on the given boards, tells. */
static void measure_whole(struct site *site, const struct board_screen *boards, unsigned boards_count)
{
	struct measure_site *measured = calloc(1, sizeof(*measured));
	struct problems unread = {.count = 0};
	struct content_files *files;
	struct content_places *places;
	struct look look;
	const struct screen_sdl_options options = {.width_px = 320, .height_px = 240, .look = &look};
	struct screen fonts;
	void *image;

	assert_non_null(measured);
	look_default(&look);
	if (screen_sdl_open_picture(&fonts, &options)) {
		print_message("skipped: no fonts on this machine\n");
		skip();
	}
	assert_int_equal(content_load(site->folder, &image, &site->problems), ERR_NONE);
	files = content_files_open(site->folder, &unread);
	assert_non_null(files);
	places = content_places_open(content_files_doc(files), image);
	*measured = (struct measure_site){
		.content = image, .boards = boards, .boards_count = boards_count, .fonts = &fonts};
	assert_int_equal(measure_site(measured), ERR_NONE);
	assert_true(measured->views_count > 500);
	measure_tell(measured, places, &site->problems);
	content_places_close(places);
	content_files_close(files);
	free(image);
	free(measured);
	fonts.ops->close(fonts.self);
}

static void a_planted_fault_is_told_with_file_and_line(void **state)
{
	struct site *site = site_open();
	unsigned label;
	unsigned glyph;
	unsigned step;

	(void)state;
	label = site_edit(site, "menu.yaml", "id:", "en: \"Cards\"", "en: \"Wwwwwwwwwwwwwwwwwwwwwwwwwwww\"");
	glyph = site_edit(site, "offers.yaml", "text:", "it: \"", "it: \"\xee\x80\x80 ");
	step = site_edit(site, "answers-app.yaml", "steps:", "Connect your phone", "Connect your \xee\x80\x81 phone");
	measure_whole(site, &walk_boards[0], 1);
	assert_true(site_says(site, "menu.yaml", label, "the menu goes on after"));
	assert_true(site_says(site, "offers.yaml", glyph, "U+E000"));
	assert_true(site_says(site, "answers-app.yaml", step, "U+E001"));
	site_close(site);
}

static void a_board_too_small_for_its_tiles_is_told_in_millimetres(void **state)
{
	static const struct board_screen stamp = {800, 480, 80, 50};
	struct site *site = site_open();

	(void)state;
	measure_whole(site, &stamp, 1);
	for (uint16_t i = 0; i < site->problems.count; i++) {
		if (strstr(site->problems.list[i].text, "mm under a finger, 20.0 are the least (800x480")) {
			site_close(site);
			return;
		}
	}
	site_print(site);
	fail_msg("no tile is told");
}

static void colours_that_cannot_be_told_apart_are_told(void **state)
{
	struct site site = {.problems = {.count = 0}};
	struct look look;

	(void)state;
	look_default(&look);
	measure_tell_look(&look, &site.problems);
	assert_int_equal(site.problems.count, 0);
	look.colours[LOOK_LIGHT].ink_soft = 0xa0a0a0;
	measure_tell_look(&look, &site.problems);
	assert_true(site_says(
		&site, "look/foyer.look", 0, "light: soft text on paper, a0a0a0 on f5f2ec, has a contrast of"));
	assert_false(site_says(&site, "look/foyer.look", 0, "contrast: soft text"));
}

static void a_logo_or_a_font_that_is_not_there_is_told_at_its_line(void **state)
{
	static const char words[] = "corner = 10\nlogo = gone.png\nfont_bold = Gone.ttf\n";
	struct site site = {.problems = {.count = 0}};
	char folder[] = "/tmp/foyer-look-XXXXXX";
	char path[64];
	char why[1400];
	struct look look;
	FILE *file;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/foyer.look", folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(words, file);
	fclose(file);
	assert_int_equal(look_read(&look, folder, why, sizeof(why)), ERR_NONE);
	measure_tell_look_files(&look, &site.problems);
	assert_true(site_says(&site, "look/foyer.look", 2, "the logo gone.png is missing"));
	assert_true(site_says(&site, "look/foyer.look", 3, "the font Gone.ttf is missing"));
	snprintf(look.logo, sizeof(look.logo), "foyer.look"); /* it is there, but no picture */
	measure_tell_look_files(&look, &site.problems);
	assert_true(site_says(&site, "look/foyer.look", 2, "save it as PNG again"));
	unlink(path);
	rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(what_is_well_is_not_blamed, two_tiles),
		cmocka_unit_test_setup(text_wider_or_higher_than_its_box_is_cut, two_tiles),
		cmocka_unit_test_setup(a_letter_that_no_font_has_is_named, two_tiles),
		cmocka_unit_test_setup(four_lines_in_a_tile_are_too_many_and_three_are_not, two_tiles),
		cmocka_unit_test_setup(
			small_letters_are_too_small_and_large_text_allows_no_smaller_than_large, two_tiles),
		cmocka_unit_test_setup(a_tile_smaller_than_a_finger_is_measured_in_millimetres, two_tiles),
		cmocka_unit_test_setup(two_that_are_too_near_or_over_each_other_are_named_both, two_tiles),
		cmocka_unit_test_setup(what_is_outside_of_the_glass_is_named, two_tiles),
		cmocka_unit_test_setup(whoever_walks_by_keys_must_meet_everything_once, two_tiles),
		cmocka_unit_test_setup(what_is_shown_must_be_spoken, two_tiles),
		cmocka_unit_test(words_spoken_letter_by_letter_are_spoken),
		cmocka_unit_test_setup(what_is_said_must_be_shown_on_some_page, two_tiles),
		cmocka_unit_test_setup(a_menu_that_goes_on_is_blamed_on_its_longest_word, two_tiles),
		cmocka_unit_test_setup(a_screen_has_one_main_button, two_tiles),
		cmocka_unit_test(a_planted_fault_is_told_with_file_and_line),
		cmocka_unit_test(colours_that_cannot_be_told_apart_are_told),
		cmocka_unit_test(a_logo_or_a_font_that_is_not_there_is_told_at_its_line),
		cmocka_unit_test(a_board_too_small_for_its_tiles_is_told_in_millimetres),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
