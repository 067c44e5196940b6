/* What a desk has in place of a hall: a real keyboard with a field to type into, function keys, recordings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk_help.h"

enum { F1 = SCREEN_KEY_F1 };

static void letters_go_into_the_field_and_numbers_choose(void **state)
{
	struct stand *stand = *state;
	struct event event;

	stand->options.desk = true;
	stand_again(stand);
	show(stand, SCREEN_MENU, NONE16);
	press(stand, '3');
	assert_true(take(stand, &event));
	assert_int_equal(event.kind, EVENT_KEYED);
	for (const char *key = "lost 1 card"; *key; key++)
		press(stand, (uint8_t)*key);
	assert_true(shows(stand, "lost 1 card"));
	assert_false(take(stand, &event));
	press(stand, SCREEN_KEY_ENTER);
	assert_true(take(stand, &event));
	assert_int_equal(event.kind, EVENT_TYPED);
	assert_int_equal(event.typed.source, SOURCE_KEYBOARD);
	assert_string_equal(event.typed.words, "lost 1 card");
}

static const struct view_element *field_of(const struct stand *stand)
{
	const struct view *view = kiosk_view(stand->kiosk);

	for (unsigned i = 0; i < view->elements_count; i++) {
		if (view->elements[i].role == VIEW_FIELD)
			return &view->elements[i];
	}
	return NULL;
}

static void type_words(struct stand *stand, const char *words)
{
	for (; *words; words++)
		press(stand, (uint8_t)*words);
}

static void in_a_field_that_was_clicked_numbers_are_letters(void **state)
{
	struct stand *stand = *state;
	struct event event;

	stand->options.desk = true;
	stand_again(stand);
	show(stand, SCREEN_MENU, NONE16);
	touch(stand, field_of(stand));
	type_words(stand, "7146");
	assert_true(shows(stand, "7146"));
	assert_false(take(stand, &event));
	press(stand, SCREEN_KEY_ENTER);
	assert_true(take(stand, &event));
	assert_int_equal(event.kind, EVENT_TYPED);
	assert_string_equal(event.typed.words, "7146");
	press(stand, '3'); /* it has been sent: the field was left */
	assert_true(take(stand, &event));
	assert_int_equal(event.kind, EVENT_KEYED);
}

static void whoever_leaves_the_empty_field_chooses_by_numbers_again(void **state)
{
	struct stand *stand = *state;

	stand->options.desk = true;
	stand_again(stand);
	show(stand, SCREEN_MENU, NONE16);
	touch(stand, field_of(stand));
	stand->now_ms += 2000;
	touch(stand, find(stand, VIEW_TARGET, TARGET_CHOICE));
	show(stand, SCREEN_MENU, NONE16);
	(void)count_events(stand, EVENT_KEYED);
	press(stand, '3');
	assert_int_equal(count_events(stand, EVENT_KEYED), 1);
}

static void a_question_with_tiles_takes_words_too(void **state)
{
	struct stand *stand = *state;
	struct event event;

	stand->options.desk = true;
	stand_again(stand);
	show(stand, SCREEN_SLOT, slot_of_type(stand, SLOT_CHOICE));
	assert_non_null(find(stand, VIEW_TARGET, TARGET_CHOICE));
	type_words(stand, "prepaid");
	assert_true(shows(stand, "prepaid"));
	assert_non_null(find(stand, VIEW_TARGET, TARGET_CHOICE));
	press(stand, SCREEN_KEY_ENTER);
	assert_true(take(stand, &event));
	assert_int_equal(event.kind, EVENT_TYPED);
	assert_int_equal(event.typed.source, SOURCE_KEYBOARD);
	assert_string_equal(event.typed.words, "prepaid");
}

static void escape_empties_the_field_then_it_goes_back(void **state)
{
	struct stand *stand = *state;
	struct event event;

	stand->options.desk = true;
	stand_again(stand);
	show(stand, SCREEN_MENU, NONE16);
	press(stand, 'x');
	press(stand, SCREEN_KEY_ESCAPE);
	assert_false(take(stand, &event));
	stand->now_ms += 20;
	press(stand, SCREEN_KEY_ESCAPE); /* its contact bounces */
	assert_false(take(stand, &event));
	stand->now_ms += 200;
	press(stand, SCREEN_KEY_ESCAPE);
	assert_true(take(stand, &event));
	assert_int_equal(event.touched.target, TARGET_BACK);
}

static void f1_lists_the_keys_of_a_desk_and_only_there(void **state)
{
	struct stand *stand = *state;

	show(stand, SCREEN_MENU, NONE16);
	press(stand, F1);
	assert_int_equal(kiosk_view(stand->kiosk)->screen, SCREEN_MENU);
	stand->options.desk = true;
	stand_again(stand);
	show(stand, SCREEN_MENU, NONE16);
	press(stand, F1);
	assert_int_equal(kiosk_view(stand->kiosk)->screen, SCREEN_NOTICE);
	assert_true(shows(stand, "power cut"));
	stand->now_ms += 20;
	press(stand, F1); /* its contact bounces */
	assert_int_equal(kiosk_view(stand->kiosk)->screen, SCREEN_NOTICE);
	stand->now_ms += 200;
	press(stand, F1);
	assert_int_equal(kiosk_view(stand->kiosk)->screen, SCREEN_MENU);
}

static void somebody_who_came_near_is_greeted(void **state)
{
	struct stand *stand = *state;

	stand->options.desk = true;
	stand_again(stand);
	press(stand, F1 + 1);
	assert_int_equal(stand->begun, 1);
}

/* Half a second of quiet, then a tone that comes and goes like syllables, then quiet. */
static void write_wav(const char *path)
{
	static const uint8_t header[44] = {'R', 'I', 'F', 'F', 0x24, 0x7d, 0, 0, 'W', 'A', 'V', 'E', 'f', 'm', 't', ' ',
		16, 0, 0, 0, 1, 0, 1, 0, 0x80, 0x3e, 0, 0, 0, 0x7d, 0, 0, 2, 0, 16, 0, 'd', 'a', 't', 'a', 0, 0x7d, 0,
		0};
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fwrite(header, 1, sizeof(header), file);
	for (int i = 0; i < 16000; i++) {
		bool loud = i > 6000 && i < 13000;
		int16_t sample = (int16_t)((i * 37 % 64 - 32) * (loud ? 200 : 1));

		fputc(sample & 0xff, file);
		fputc(sample >> 8 & 0xff, file);
	}
	fclose(file);
}

/* The room itself is quiet. */
static bool hears_it(struct stand *stand)
{
	struct event event;

	while (inbox_take(stand->inbox, &event))
		if (event.kind == EVENT_HEARD)
			return true;
	return false;
}

static void a_recording_dropped_on_the_window_is_heard_and_begins(void **state)
{
	char path[] = "/tmp/foyer-dropped-XXXXXX";
	struct screen_input dropped = {.kind = SCREEN_DROPPED, .path = path};
	struct stand *stand = *state;
	int file = mkstemp(path);

	assert_true(file >= 0);
	close(file);
	write_wav(path);
	stand_attach(stand, false, true);
	kiosk_input(stand->kiosk, &dropped);
	assert_int_equal(stand->begun, 1);
	show(stand, SCREEN_MENU, NONE16);
	stand_until(stand, hears_it);
	unlink(path);
}

static void a_file_that_is_no_sound_does_nothing(void **state)
{
	struct screen_input dropped = {.kind = SCREEN_DROPPED, .path = FOYER_SOURCE_DIR "/README.md"};
	struct stand *stand = *state;

	stand_attach(stand, false, true);
	kiosk_input(stand->kiosk, &dropped);
	assert_int_equal(stand->begun, 0);
	assert_int_equal(kiosk_view(stand->kiosk)->screen, SCREEN_ATTRACT);
}

#define ON_A_STAND(test) cmocka_unit_test_setup_teardown(test, open_stand, close_stand)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ON_A_STAND(letters_go_into_the_field_and_numbers_choose),
		ON_A_STAND(in_a_field_that_was_clicked_numbers_are_letters),
		ON_A_STAND(whoever_leaves_the_empty_field_chooses_by_numbers_again),
		ON_A_STAND(a_question_with_tiles_takes_words_too),
		ON_A_STAND(escape_empties_the_field_then_it_goes_back),
		ON_A_STAND(f1_lists_the_keys_of_a_desk_and_only_there),
		ON_A_STAND(somebody_who_came_near_is_greeted),
		ON_A_STAND(a_recording_dropped_on_the_window_is_heard_and_begins),
		ON_A_STAND(a_file_that_is_no_sound_does_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
