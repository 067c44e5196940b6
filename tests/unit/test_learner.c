/* What drives learning on a device: when it looks, what it applies, and that all is kept before it is met. */
#include "learner_help.h"

static void the_first_menu_is_as_authored_and_kept(void **state)
{
	struct desk *desk = *state;
	struct layout first = *desk->placed;

	assert_int_equal(live(desk).version, 1);
	assert_int_equal(live(desk).actor, MENU_BY_START);
	assert_int_equal(first.standing.version, 1);
	assert_placed_is_live(desk);
	switch_off(desk);
	switch_on(desk);
	assert_int_equal(live(desk).version, 1);
	assert_memory_equal(desk->placed, &first, sizeof(first));
}

static void a_rising_issue_stands_for_the_next_customer(void **state)
{
	struct desk *desk = *state;

	turn(desk);
	visits(desk, 7);
	desk->now.nobody = false; /* somebody else is just there */
	played.rises = true;
	turn(desk);
	assert_int_equal(played.visited, 1);
	assert_int_equal(played.last_session, 7);
	assert_int_equal(live(desk).version, 2);
	assert_int_equal(live(desk).actor, MENU_BY_RISING);
	assert_int_equal(desk->places, 1);
	assert_int_equal(desk->placed->standing.plan.places[PLACE_NOW].item, 5);
	assert_int_equal(desk->placed->standing.version, 2);
	assert_int_equal(played.standing.version, 2);
	assert_placed_is_live(desk);
}

static bool take_change(void *self, const struct store_menu_change *change)
{
	*(struct store_menu_change *)self = *change;
	return true;
}

static void a_change_is_kept_with_its_sentence(void **state)
{
	struct desk *desk = *state;
	struct store_menu_change change = {.version = 0};

	turn(desk);
	visits(desk, 7);
	played.rises = true;
	turn(desk);
	assert_int_equal(store_menu_changes(desk->store, 2, take_change, &change), ERR_NONE);
	assert_string_equal(change.subject, content_string(desk->content, content_item(desk->content, 5)->id));
	assert_non_null(
		strstr(change.sentence, content_text(desk->content, content_item(desk->content, 5)->label, 0, 0)));
	assert_non_null(strstr(change.sentence, "31 of the last 200"));
	assert_int_equal(change.change.gain_ms, 700);
}

static void what_was_before_the_start_is_recalled_and_proposes_nothing(void **state)
{
	struct desk *desk = *state;

	turn(desk);
	for (uint32_t i = 1; i <= 600; i++)
		visits(desk, i);
	switch_off(desk);
	memset(&played, 0, sizeof(played));
	played.rises = true;
	switch_on(desk);
	turn(desk);
	assert_int_equal(played.recalled, 600);
	assert_int_equal(played.last_session, 600);
	assert_int_equal(played.visited, 0);
	assert_int_equal(live(desk).version, 1);
	visits(desk, 601);
	turn(desk);
	assert_int_equal(played.recalled, 600);
	assert_int_equal(played.visited, 1);
	assert_int_equal(live(desk).version, 2);
}

static void started_in_a_wrong_year_it_forgets_nothing(void **state)
{
	struct desk *desk = *state;
	int64_t now_s = desk->local_s;

	desk->local_s = now_s - 100LL * DAY_S; /* long past */
	visits(desk, 1);
	desk->local_s = now_s;
	visits(desk, 2);
	switch_off(desk);
	for (int i = 0; i < 3; i++) {
		static const int64_t ahead_days[] = {0, 3650, -3650};

		memset(&played, 0, sizeof(played));
		desk->local_s = now_s + ahead_days[i] * DAY_S;
		switch_on(desk);
		turn(desk);
		assert_int_equal(played.recalled, i < 2 ? 1 : 2); /* a clock that is behind knows no past */
		assert_int_equal(played.last_session, 2);
		switch_off(desk);
	}
	switch_on(desk);
}

static void visits_that_cannot_be_read_are_read_later(void **state)
{
	struct desk *desk = *state;

	turn(desk);
	for (uint32_t i = 1; i <= 300; i++)
		visits(desk, i);
	switch_off(desk);
	memset(&played, 0, sizeof(played));
	played.rises = true;
	switch_on(desk);
	help_change(desk->help, "ALTER TABLE visit RENAME COLUMN packed TO hidden");
	turn(desk);
	help_change(desk->help, "ALTER TABLE visit RENAME COLUMN hidden TO packed");
	turn(desk);
	assert_int_equal(played.recalled, 300);
	assert_int_equal(played.visited, 0);
	assert_int_equal(live(desk).version, 1);
}

static void damaged_visits_and_those_of_another_menu_are_passed_over(void **state)
{
	struct desk *desk = *state;

	turn(desk);
	for (uint32_t i = 1; i <= 3; i++)
		visits(desk, i);
	switch_off(desk);
	help_change(desk->help, "UPDATE visit SET packed=x'0102' WHERE session=1;"
				"UPDATE visit SET packed=zeroblob(4000) WHERE session=2");
	memset(&played, 0, sizeof(played));
	switch_on(desk);
	turn(desk);
	assert_int_equal(played.recalled, 1);
	assert_int_equal(played.last_session, 3);
}

static void nothing_moves_while_it_is_frozen_but_all_is_counted(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(store_frozen_set(desk->store, true), ERR_NONE);
	turn(desk);
	visits(desk, 7);
	played.rises = played.changes = true;
	turn(desk);
	at_night(desk, MONDAY + 1);
	assert_int_equal(played.visited, 1);
	assert_int_equal(played.nights, 0);
	assert_int_equal(live(desk).version, 1);
	assert_int_equal(desk->places, 0);
	assert_int_equal(store_frozen_set(desk->store, false), ERR_NONE);
	at_night(desk, MONDAY + 1);
	assert_int_equal(live(desk).version, 2);
}

static void the_night_is_worked_through_once_and_only_when_nobody_is_there(void **state)
{
	struct desk *desk = *state;

	played.changes = true;
	turn(desk);
	assert_int_equal(played.nights, 0); /* it is open */
	desk->now.nobody = false;
	at_night(desk, MONDAY + 1);
	assert_int_equal(played.nights, 0);
	desk->now.nobody = true;
	at_night(desk, MONDAY + 1);
	assert_int_equal(played.nights, 1);
	assert_int_equal(played.day, MONDAY + 1);
	assert_int_equal(live(desk).version, 2);
	assert_int_equal(live(desk).actor, MENU_BY_NIGHT);
	at_night(desk, MONDAY + 1);
	switch_off(desk);
	switch_on(desk);
	at_night(desk, MONDAY + 1);
	assert_int_equal(played.nights, 1);
	at_night(desk, MONDAY + 2);
	assert_int_equal(played.nights, 2);
	assert_int_equal(live(desk).version, 3);
	assert_placed_is_live(desk);
}

/* The same visits would propose the same again the next night. */
static void what_was_taken_back_by_hand_stays_so_for_a_week(void **state)
{
	struct desk *desk = *state;
	struct store_menu_version now;

	played.changes = true;
	at_night(desk, MONDAY + 1);
	assert_int_equal(live(desk).version, 2);
	assert_int_equal(menu_return(desk->store, 0, desk->local_s + 3600, &now), ERR_NONE);
	for (uint32_t day = 2; day < 8; day++)
		at_night(desk, MONDAY + day);
	assert_int_equal(played.nights, 1);
	switch_off(desk);
	switch_on(desk);
	at_night(desk, MONDAY + 7);
	assert_int_equal(live(desk).version, 3);
	at_night(desk, MONDAY + 8);
	assert_int_equal(live(desk).version, 4);
}

static void a_night_without_a_change_is_remembered_too(void **state)
{
	struct desk *desk = *state;

	at_night(desk, MONDAY + 1);
	switch_off(desk);
	switch_on(desk);
	at_night(desk, MONDAY + 1);
	assert_int_equal(played.nights, 1);
	assert_int_equal(live(desk).version, 1);
}

static void a_clock_that_was_in_a_wrong_year_ends_no_learning(void **state)
{
	struct desk *desk = *state;

	at_night(desk, MONDAY + 4000);
	at_night(desk, MONDAY + 1);
	assert_int_equal(played.nights, 2);
	assert_int_equal(played.day, MONDAY + 1);
	desk->local_s = 0; /* nobody has set it */
	turn(desk);
	assert_int_equal(played.nights, 2);
}

static void night_is_before_noon_outside_opening_hours(void **state)
{
	struct desk *desk = *state;
	int64_t monday_s = (int64_t)MONDAY * DAY_S;
	struct content *always = malloc(desk->content->header.bytes);
	struct content_hours *hours;

	assert_true(learner_is_night(desk->content, monday_s + 60));
	assert_true(learner_is_night(desk->content, monday_s + NIGHT_S));
	assert_false(learner_is_night(desk->content, monday_s + 10 * 3600));
	assert_false(learner_is_night(desk->content, monday_s + 23 * 3600)); /* the day's visits are still young */
	assert_false(learner_is_night(desk->content, 0));

	assert_non_null(always);
	memcpy(always, desk->content, desk->content->header.bytes);
	hours = (struct content_hours *)(uintptr_t)content_hours(always, always->site.hours);
	for (int day = 0; day < DAYS_COUNT; day++)
		for (int span = 0; span < SPANS_MAX; span++)
			hours->day[day][span] = (struct content_span){0, span == 0 ? 24 * 60 : 0};
	assert_false(learner_is_night(always, monday_s + 60));
	assert_true(learner_is_night(always, monday_s + 3 * 3600));
	assert_true(learner_is_night(always, monday_s + 5 * 3600 - 1));
	assert_false(learner_is_night(always, monday_s + 5 * 3600));
	free(always);
}

static void by_command_the_night_is_worked_through_at_once(void **state)
{
	struct desk *desk = *state;
	bool changed;

	for (uint32_t i = 1; i <= 600; i++)
		visits(desk, i);
	played.changes = true;
	assert_int_equal(learner_night(desk->learner, MONDAY + 9, &changed), ERR_NONE);
	assert_true(changed);
	assert_int_equal(played.recalled, 600);
	assert_int_equal(played.day, MONDAY + 9);
	assert_int_equal(live(desk).version, 2);
	assert_int_equal(store_frozen_set(desk->store, true), ERR_NONE);
	assert_int_equal(learner_night(desk->learner, MONDAY + 10, &changed), ERR_DENIED);
	assert_int_equal(live(desk).version, 2);
}

/* Says everything in a second, in one language only. */
static enum err speak(void *self, const char *language, unsigned rate_pct, const char *text, struct speech *out)
{
	unsigned *spoken = self;

	(void)text;
	assert_int_equal(rate_pct, 100);
	++*spoken;
	*out = (struct speech){NULL, 16000};
	return strcmp(language, "en") == 0 ? ERR_NONE : ERR_NOT_FOUND;
}

static void the_voice_is_timed_once_for_each_content_at_night(void **state)
{
	static const struct voice_ops ops = {.speak = speak};
	struct desk *desk = *state;
	unsigned spoken = 0;
	const struct voice voice = {&ops, &spoken};
	uint32_t counted_ms = desk->placed->tree.items[0].ms;
	const char *italian = content_text(desk->content, content_item(desk->content, 0)->label, 1, 0);
	const char *english = content_text(desk->content, content_item(desk->content, 0)->label, 0, 0);
	uint32_t letters_ms = (tree_spoken_ms(english) + tree_spoken_ms(italian)) / 2;

	learner_voice(desk->learner, &voice);
	turn(desk);
	assert_int_equal(spoken, 0); /* it is day */
	visits(desk, 7);
	at_night(desk, MONDAY + 1);
	assert_true(spoken > 2U * desk->placed->tree.items_count);
	assert_int_equal(live(desk).version, 2);
	assert_placed_is_live(desk);
	assert_int_equal(
		desk->placed->tree.items[0].ms, counted_ms - letters_ms + (1000 + tree_spoken_ms(italian)) / 2);
	assert_int_equal(played.nights, 1);
	assert_int_equal(played.opened, 2); /* with the new seconds, */
	assert_int_equal(played.recalled, 1);

	spoken = 0;
	switch_off(desk);
	switch_on(desk);
	learner_voice(desk->learner, &voice);
	at_night(desk, MONDAY + 2);
	assert_int_equal(spoken, 0);
	assert_int_equal(played.nights, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_first_menu_is_as_authored_and_kept),
		TEST(a_rising_issue_stands_for_the_next_customer),
		TEST(a_change_is_kept_with_its_sentence),
		TEST(what_was_before_the_start_is_recalled_and_proposes_nothing),
		TEST(started_in_a_wrong_year_it_forgets_nothing),
		TEST(visits_that_cannot_be_read_are_read_later),
		TEST(damaged_visits_and_those_of_another_menu_are_passed_over),
		TEST(nothing_moves_while_it_is_frozen_but_all_is_counted),
		TEST(the_night_is_worked_through_once_and_only_when_nobody_is_there),
		TEST(what_was_taken_back_by_hand_stays_so_for_a_week),
		TEST(a_night_without_a_change_is_remembered_too),
		TEST(a_clock_that_was_in_a_wrong_year_ends_no_learning),
		TEST(night_is_before_noon_outside_opening_hours),
		TEST(the_voice_is_timed_once_for_each_content_at_night),
		TEST(by_command_the_night_is_worked_through_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
