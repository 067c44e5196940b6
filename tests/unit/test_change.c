/* What a change says of itself: for each kind one sentence with its numbers, which managers read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "learn/change.h"

enum { CARD, LOAN };

static const char *item(void *self, uint16_t index)
{
	(void)self;
	return index == CARD ? "Lost card" : "Loan";
}

static const char *prompt(void *self, uint16_t index)
{
	(void)self;
	return index == 0 ? "Greeting" : "Young Saver";
}

static const struct change_names names = {item, prompt, NULL};

static void says(struct change change, const char *expected)
{
	char words[CHANGE_WORDS_BYTES_MAX];

	change_say(&change, &names, words, sizeof(words));
	assert_string_equal(words, expected);
}

static void an_order_says_from_where_to_where(void **state)
{
	struct change c = {.kind = CHANGE_ORDER, .subject = CARD, .other = TREE_NONE, .days = 1, .served = 1, .of = 2};

	(void)state;
	c.from = 3;
	c.to = 1;
	c.gain_ms = 1800;
	says(c, "Lost card: moved from 3rd to 1st: 1 of 2 served in 1 day, with what moves beside it saves 1.8 s a "
		"session");
	c.from = 12;
	c.to = 2;
	c.gain_ms = 7;
	c.agree = 34;
	c.samples = 40;
	says(c, "Lost card: moved from 12th to 2nd: 1 of 2 served in 1 day, with what moves beside it saves 0.007 s a "
		"session, 34 of 40 samples agree");
	c.from = 21;
	c.to = 11;
	c.gain_ms = -94; /* the largest that would be 0.0 */
	c.samples = 0;
	says(c, "Lost card: moved from 21st to 11th: 1 of 2 served in 1 day, with what moves beside it costs 0.09 s a "
		"session");
	c.from = 4;
	c.to = 3;
	c.gain_ms = 95;
	says(c, "Lost card: moved from 4th to 3rd: 1 of 2 served in 1 day, with what moves beside it saves 0.1 s a "
		"session");
}

static void a_shortcut_says_what_it_replaces(void **state)
{
	struct change c = {.kind = CHANGE_OFTEN,
		.subject = CARD,
		.other = LOAN,
		.days = 14,
		.served = 41,
		.of = 212,
		.gain_ms = 950,
		.agree = 38,
		.samples = 40};

	(void)state;
	says(c, "Lost card: now among the often asked instead of Loan: 41 of 212 served in 14 days, saves 1.0 s a "
		"session, 38 of 40 samples agree");
	c.kind = CHANGE_OFTEN_AWAY;
	says(c, "Lost card: no longer among the often asked, in favour of Loan: 41 of 212 served in 14 days, saves 1.0 "
		"s a session, 38 of 40 samples agree");
	c.other = TREE_NONE;
	c.samples = 0;
	says(c, "Lost card: no longer among the often asked: 41 of 212 served in 14 days, saves 1.0 s a session");
}

static void what_rises_says_how_much_and_what_was_usual(void **state)
{
	struct change c = {.kind = CHANGE_RISING,
		.subject = CARD,
		.served = 6,
		.of = 20,
		.share_permyriad = 3004,
		.usual_permyriad = 145};

	(void)state;
	says(c, "Lost card: asked for much more than usual, one step away now: 6 of the last 20 served, 30.0 % instead "
		"of 1.5 %");
	c.kind = CHANGE_RISING_AWAY;
	says(c, "Lost card: no longer asked for so much: 6 of the last 20 served, 30.0 %");
}

static void a_prompt_is_called_by_its_own_name(void **state)
{
	struct change c = {.kind = CHANGE_LEFT_OUT,
		.subject = 1,
		.left = 23,
		.heard_s = 729,
		.left_else = 36,
		.heard_else_s = 3886};

	(void)state;
	says(c, "Young Saver: no longer said, but to 5 % of the sessions: 23 left in the 729 s it was heard, 36 in the "
		"3886 s around it");
	c.kind = CHANGE_PUT_BACK;
	c.subject = 0;
	says(c, "Greeting: said again: 23 left in the 729 s it was heard, 36 in the 3886 s around it");
}

static void a_trial_says_what_was_expected_and_then_what_was_measured(void **state)
{
	static const char *const leads[] = {"the learned order is spoken to all but 1 %: ",
		"the authored order is spoken to all: ", "the order is the authored one again: "};
	struct change c = {.subject = TREE_NONE, .gain_ms = 2300, .agree = 40, .samples = 40, .served = 74, .of = 82};

	(void)state;
	c.kind = CHANGE_TRIAL;
	says(c, "the learned order is tried on half of the callers: expected, saves 2.3 s a session, 40 of 40 samples "
		"agree");
	c.gain_ms = -450;
	c.gain_low_ms = -2200;
	c.gain_high_ms = 0;
	for (int kind = CHANGE_TRIAL_WON; kind <= CHANGE_REVERTED; kind++) {
		char expected[CHANGE_WORDS_BYTES_MAX];

		snprintf(expected, sizeof(expected),
			"%smeasured gain -0.5 s a session, between -2.2 s and 0.000 s (95 %%), with leaving and wrong "
			"turns counted as lost time, 74 sessions against 82",
			leads[kind - CHANGE_TRIAL_WON]);
		c.kind = (uint8_t)kind;
		says(c, expected);
	}
}

static void what_the_house_did_is_said_without_numbers(void **state)
{
	struct change c = {.subject = TREE_NONE};

	(void)state;
	c.kind = CHANGE_CONTENT;
	says(c, "the content changed; what was learned was carried over");
	c.kind = CHANGE_UNDONE;
	says(c, "undone by hand");
	c.kind = CHANGE_MEASURED;
	says(c, "how long each item takes to say was measured with the voice");
	c.kind = CHANGE_KINDS; /* of a newer program, or damaged */
	says(c, "");
	c.kind = UINT8_MAX;
	says(c, "");
}

static void each_kind_has_a_name_of_its_own(void **state)
{
	(void)state;
	for (int kind = 0; kind < CHANGE_KINDS; kind++)
		for (int other = 0; other < kind; other++)
			assert_string_not_equal(
				change_kind_name((enum change_kind)kind), change_kind_name((enum change_kind)other));
	assert_string_equal(change_kind_name(CHANGE_ORDER), "order");
	assert_string_equal(change_kind_name(CHANGE_MEASURED), "measured");
	assert_string_equal(change_kind_name(CHANGE_KINDS), "unknown");
}

static void without_room_nothing_is_written(void **state)
{
	const struct change c = {.kind = CHANGE_UNDONE, .subject = TREE_NONE};
	char words[8];

	(void)state;
	memset(words, '#', sizeof(words));
	change_say(&c, &names, words, 0);
	assert_int_equal(words[0], '#');
	change_say(&c, &names, words, 1);
	assert_int_equal(words[0], '\0');
	assert_int_equal(words[1], '#');
	change_say(&c, &names, words, 7);
	assert_string_equal(words, "undone");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_order_says_from_where_to_where),
		cmocka_unit_test(a_shortcut_says_what_it_replaces),
		cmocka_unit_test(what_rises_says_how_much_and_what_was_usual),
		cmocka_unit_test(a_prompt_is_called_by_its_own_name),
		cmocka_unit_test(a_trial_says_what_was_expected_and_then_what_was_measured),
		cmocka_unit_test(what_the_house_did_is_said_without_numbers),
		cmocka_unit_test(each_kind_has_a_name_of_its_own),
		cmocka_unit_test(without_room_nothing_is_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
