/* The real program in a real window, touched by a real pointer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "draw/look.h"
#include "event.h"
#include "stand.h"
#include "view/view.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* --- tests --- */

static void survey_if_shown(struct stand *stand)
{
	if (strcmp(stand->screen, "survey") != 0)
		return;
	click(stand, with_target(stand, TARGET_SKIP));
}

static const struct element *survey_or_goodbye(const struct stand *stand, const char *what)
{
	(void)what;
	return is_screen(stand, "survey") ? is_screen(stand, "survey") : is_screen(stand, "goodbye");
}

static void to_the_form(struct stand *stand)
{
	touch(stand, "English");
	wait_for(stand, "menu", is_screen);
	touch(stand, "Cards");
	touch(stand, "Lost or stolen card");
	wait_for(stand, "slot", is_screen);
}

static void through_the_form(struct stand *stand)
{
	enter(stand, "anna rossi");
	enter_done(stand);
	wait_for(stand, "customer number", has_words);
	enter(stand, "100042");
	enter_done(stand);
	touch(stand, "Debit card");
	wait_for(stand, "Step 4", has_words);
	touch(stand, "Skip");
	wait_for(stand, "Step 5", has_words);
	touch(stand, "Skip");
	wait_for(stand, "review", is_screen);
}

static void a_lost_card_is_blocked_by_touch_alone(void **state)
{
	struct stand *stand = *state;

	if (stand->watch == SKIPPED)
		skip();
	start_foyer(stand, "attract");
	to_the_form(stand);
	through_the_form(stand);
	assert_non_null(has_words(stand, "Anna Rossi"));
	assert_non_null(has_words(stand, "100042"));
	touch(stand, "Yes");
	wait_for(stand, "question", is_screen);
	touch(stand, "Yes");
	wait_for(stand, "B-1001", has_words);
	touch(stand, "Finish");
	wait_for(stand, "survey or goodbye", survey_or_goodbye);
	survey_if_shown(stand);
	wait_for(stand, "goodbye", is_screen);
	assert_null(has_words(stand, "Rossi"));
	wait_for(stand, "attract", is_screen);
	assert_int_equal(stop_foyer(stand, SIGTERM), 0);
}

static const struct element *turns_to(const struct stand *stand, unsigned page)
{
	for (unsigned i = 0; i < stand->count; i++) {
		if (stand->elements[i].action == VIEW_PAGE && stand->elements[i].index == page)
			return &stand->elements[i];
	}
	return NULL;
}

/* The page "1", "2", ... stands: it does not lead to itself. */
static const struct element *is_page(const struct stand *stand, const char *page)
{
	unsigned number = (unsigned)(page[0] - '0');

	return stand->count > 0 && !turns_to(stand, number) ? &stand->elements[0] : NULL;
}

/* In large letters not all of it stands on the first page. */
static void read_on_until(struct stand *stand, const char *words)
{
	for (unsigned page = 1; page < 9 && !has_words(stand, words); page++) {
		const char name[] = {(char)('0' + page), '\0'};

		assert_non_null(turns_to(stand, page));
		click(stand, turns_to(stand, page));
		wait_for(stand, name, is_page);
	}
	assert_non_null(has_words(stand, words));
}

static void by_touch_in(struct stand *stand, const char *key)
{
	start_foyer(stand, "attract");
	touch(stand, "English");
	wait_for(stand, "menu", is_screen);
	press(stand, key);
	touch(stand, "Cards");
	touch(stand, "Lost or stolen card");
	wait_for(stand, "slot", is_screen);
	through_the_form(stand);
	touch(stand, "Yes");
	wait_for(stand, "question", is_screen);
	touch(stand, "Yes");
	wait_for(stand, "menu", is_screen);
	read_on_until(stand, "B-1001");
	assert_int_equal(stop_foyer(stand, SIGTERM), 0);
}

static void a_lost_card_is_blocked_in_large_text(void **state)
{
	struct stand *stand = *state;

	if (stand->watch == SKIPPED)
		skip();
	by_touch_in(stand, "F7");
}

static void a_lost_card_is_blocked_in_high_contrast(void **state)
{
	struct stand *stand = *state;

	if (stand->watch == SKIPPED)
		skip();
	by_touch_in(stand, "F8");
}

/* F6 of a desk: the program dies as if the plug had been pulled. */
static void a_power_cut_in_a_form_goes_on_at_the_next_start(void **state)
{
	struct stand *stand = *state;
	int status;

	if (stand->watch == SKIPPED)
		skip();
	start_foyer(stand, "attract");
	to_the_form(stand);
	enter(stand, "anna rossi");
	enter_done(stand);
	wait_for(stand, "customer number", has_words);
	press(stand, "F6");
	status = wait_for_end(stand);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGKILL);
	forget_files(stand);
	start_foyer(stand, "slot");
	assert_non_null(has_words(stand, "customer number"));
}

static void the_window_shows_what_was_laid_out(void **state)
{
	struct stand *stand = *state;
	const struct element *button;
	struct look look;
	unsigned char *xwd;
	size_t size;

	if (stand->watch == SKIPPED)
		skip();
	look_default(&look);
	xwd = malloc(SCREENSHOT_BYTES_MAX);
	assert_non_null(xwd);
	start_foyer(stand, "attract");
	button = with_role(stand, VIEW_PRIMARY);
	assert_non_null(button);
	size = screenshot(stand, "window", xwd);
	assert_int_equal(pixel(xwd, size, button->x + button->w / 2, button->y + 8), look.colours[LOOK_LIGHT].accent);
	assert_int_equal(pixel(xwd, size, 2, 2), look.colours[LOOK_LIGHT].paper);
	free(xwd);
}

static void a_stop_in_a_form_goes_on_at_the_next_start(void **state)
{
	struct stand *stand = *state;

	if (stand->watch == SKIPPED)
		skip();
	start_foyer(stand, "attract");
	to_the_form(stand);
	enter(stand, "anna rossi");
	enter_done(stand);
	wait_for(stand, "customer number", has_words);
	assert_int_equal(stop_foyer(stand, SIGTERM), 0);
	forget_files(stand);
	start_foyer(stand, "slot");
	assert_non_null(has_words(stand, "customer number"));
}

static void without_a_sound_card_one_line_says_so(void **state)
{
	struct stand *stand = *state;
	char path[300];
	char line[512];
	FILE *file;

	if (stand->watch == SKIPPED)
		skip();
	start_foyer(stand, "attract");
	to_the_form(stand);
	assert_int_equal(stop_foyer(stand, SIGTERM), 0);
	snprintf(path, sizeof(path), "%s/errors", stand->folder);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_non_null(fgets(line, sizeof(line), file));
	assert_non_null(strstr(line, "no sound card"));
	assert_null(fgets(line, sizeof(line), file));
	fclose(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_lost_card_is_blocked_by_touch_alone, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(a_lost_card_is_blocked_in_large_text, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(a_lost_card_is_blocked_in_high_contrast, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(
			a_power_cut_in_a_form_goes_on_at_the_next_start, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(the_window_shows_what_was_laid_out, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(a_stop_in_a_form_goes_on_at_the_next_start, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(without_a_sound_card_one_line_says_so, open_stand, close_stand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
