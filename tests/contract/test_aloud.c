/* The real program heard, not seen: the panel is dark, and what to do next is decided from the spoken lines alone. Keys
 * of a telephone, then a real keyboard. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stand.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_MAX = 60, LINE_BYTES = 4096 };

/* --- a hand on a telephone's keys --- */

static bool names(const char *line, const char *what)
{
	const char *words = strchr(line, '\t');
	size_t length = strlen(what);

	return words && strncmp(words + 1, what, length) == 0 &&
	       (words[1 + length] == ',' || words[1 + length] == '\0');
}

/* On and on, until it is named. */
static void walk_to(struct stand *stand, const char *what)
{
	for (int i = 0; i < STEPS_MAX; i++) {
		press(stand, "6");
		if (names(listen_on(stand), what))
			return;
	}
	fail_msg("\"%s\" is not to be reached with 6 alone", what);
}

static void choose(struct stand *stand, const char *what)
{
	walk_to(stand, what);
	press(stand, "5");
}

/* What who has learned to type knows by heart. */
static bool place_of(const char *letter, int *row, int *column)
{
	static const char *const rows[] = {"1234567890'", "qwertyuiop-@", "asdfghjkl,./", "\1zxcvbnm"};

	for (*row = 0; *row < 4; (*row)++) {
		const char *at = strchr(rows[*row], letter[0]);

		if (at && letter[0] != '\0' && letter[1] == '\0') {
			*column = (int)(at - rows[*row]);
			return true;
		}
	}
	return false;
}

/* From wherever the hand is to that letter on the screen's keyboard, by ear. */
static void walk_to_letter(struct stand *stand, char letter, char *heard, size_t heard_bytes)
{
	const char wanted[2] = {letter, '\0'};
	int row = 0, column = 0, to_row = 0, to_column = 0;

	assert_true(place_of(wanted, &to_row, &to_column));
	for (int i = 0; i < STEPS_MAX && strcmp(heard, wanted) != 0; i++) {
		const char *key = "2"; /* beside the letters: they are above */

		if (place_of(heard, &row, &column)) {
			if (column != to_column)
				key = column < to_column ? "6" : "4";
			else
				key = row < to_row ? "8" : "2";
		}
		press(stand, key);
		snprintf(heard, heard_bytes, "%s", strchr(listen_on(stand), '\t') + 1);
	}
	assert_string_equal(heard, wanted);
}

static void spell(struct stand *stand, const char *word)
{
	char heard[LINE_BYTES] = "";
	const char *line;

	for (; *word; word++) {
		walk_to_letter(stand, *word, heard, sizeof(heard));
		press(stand, "5");
		line = listen_on(stand); /* a name begins with a capital by itself */
		assert_true(strchr(line, *word) || strchr(line, *word - 'a' + 'A'));
	}
	press(stand, "numbersign");
}

static void dial(struct stand *stand, const char *digits)
{
	for (; *digits; digits++) {
		const char key[] = {*digits, '\0'};

		press(stand, key);
		assert_true(names(listen_on(stand), "asterisk")); /* no headset is in: the number is not for the hall */
	}
	press(stand, "numbersign");
}

/* By day somebody is asked for; by night a telephone number is. */
static void ask_for_a_person(struct stand *stand)
{
	bool asks_number = false;
	const char *line;

	press(stand, "0");
	listen_for(stand, "Customer service");
	do {
		line = listen_on(stand);
		asks_number = strstr(line, "then hash") != NULL;
	} while (!asks_number && !strstr(line, "Choices: "));
	if (!asks_number)
		return;
	dial(stand, "0541555010");
	listen_for(stand, "Choices: ");
}

static void a_lost_card_is_blocked_by_ear_and_keypad(void **state)
{
	struct stand *stand = *state;

	if (stand->watch == SKIPPED)
		skip();
	stand->options[0] = "--speech";
	stand->options[1] = "--dark";
	start_foyer(stand, "attract");
	press(stand, "5");
	listen_for(stand, "Reading aloud is on");
	listen_for(stand, "Choices: ");
	choose(stand, "Cards");
	listen_for(stand, "Choices: ");
	choose(stand, "Lost or stolen card");
	listen_for(stand, "Step 1 of 5");
	listen_for(stand, "Choices: ");
	spell(stand, "anna");
	listen_for(stand, "Step 2 of 5");
	listen_for(stand, "then hash");
	dial(stand, "100042");
	listen_for(stand, "Step 3 of 5");
	listen_for(stand, "Choices: ");
	choose(stand, "Debit card");
	listen_for(stand, "Step 4 of 5");
	listen_for(stand, "Choices: ");
	choose(stand, "Skip");
	listen_for(stand, "Step 5 of 5");
	listen_for(stand, "then hash");
	press(stand, "asterisk"); /* nothing to delete: to the buttons beside the keypad */
	assert_true(names(listen_on(stand), "Skip"));
	press(stand, "5");
	listen_for(stand, "Choices: ");
	choose(stand, "Yes");
	listen_for(stand, "Choices: ");
	choose(stand, "Yes");
	listen_for(stand, "blocked");
	listen_for(stand, "Choices: ");
	ask_for_a_person(stand);
	choose(stand, "Finish");
	listen_on(stand);
	assert_int_equal(stop_foyer(stand, SIGTERM), 0);
}

/* No mouse, no picture: the words into the field that is always there, the answers into the form. */
static void a_lost_card_is_blocked_by_typing(void **state)
{
	struct stand *stand = *state;

	if (stand->watch == SKIPPED)
		skip();
	start_foyer(stand, "attract");
	touch(stand, "English"); /* the languages take turns on the idle screen */
	wait_for(stand, "menu", is_screen);
	type(stand, "i lost my card");
	wait_for(stand, "i lost my card", has_entered);
	press(stand, "Return");
	wait_for(stand, "Step 1", has_words);
	type(stand, "Anna Rossi");
	wait_for(stand, "Anna Rossi", has_entered);
	press(stand, "Return");
	wait_for(stand, "Step 2", has_words);
	type(stand, "100042");
	press(stand, "Return");
	wait_for(stand, "Step 3", has_words);
	press(stand, "1"); /* numbers choose */
	wait_for(stand, "Step 4", has_words);
	press(stand, "1");
	wait_for(stand, "Step 5", has_words);
	type(stand, "0541555010");
	press(stand, "Return");
	wait_for(stand, "review", is_screen);
	press(stand, "Return"); /* the one main button */
	wait_for(stand, "question", is_screen);
	press(stand, "Return");
	wait_for(stand, "B-1001", has_words);
	press(stand, "0");
	listen_for(stand, "Customer service");
	assert_int_equal(stop_foyer(stand, SIGTERM), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_lost_card_is_blocked_by_ear_and_keypad, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(a_lost_card_is_blocked_by_typing, open_stand, close_stand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
