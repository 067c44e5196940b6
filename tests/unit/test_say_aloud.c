/* What a loudspeaker says of what is one customer's own: where to read it, in a sentence that still reads well. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content/say.h"
#include "site_help.h"

/* Stands for what is somebody's own. */
#define MARKER "Zò7"

static char said[SAID_BYTES_MAX];

static struct saying saying_of(uint16_t text, uint8_t language, uint8_t wording)
{
	return (struct saying){.text = text, .language = language, .wording = wording};
}

/* --- every text of both sites --- */

/* After these words, and after a colon, "shown on the screen" reads well. */
static bool reads_well(const char *text, const char *remark)
{
	static const char *const before[] = {": ", " is ", " code ", " number ", " è ", " codice ", " numero ",
		" numero cliente ", " numero di riparazione "};

	for (const char *at = strstr(text, remark); at; at = strstr(at + 1, remark)) {
		bool good = false;

		for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
			size_t length = strlen(before[i]);

			good = good || ((size_t)(at - text) >= length && memcmp(at - length, before[i], length) == 0);
		}
		if (!good)
			return false;
	}
	return true;
}

static bool has_hole(const char *text)
{
	return text[0] == '\0' || text[0] == ',' || text[0] == ' ' || strstr(text, "  ") || strstr(text, " ,") ||
	       strstr(text, " .") || strstr(text, ",.") || strchr(text, '{') || strchr(text, '}');
}

static void fill_values(const char *text, struct values *values)
{
	while ((text = strchr(text, '{'))) {
		char name[ID_BYTES_MAX + 1];
		size_t length = strcspn(text + 1, "}");

		assert_true(length < sizeof(name));
		memcpy(name, text + 1, length);
		name[length] = '\0';
		values_set(values, name, MARKER);
		text += length;
	}
}

/* Of the values that everybody may hear, none is withheld. */
static unsigned count_public(const char *text)
{
	static const char *const names[] = {"{site}", "{title}", "{choices}", "{step}", "{steps}", "{text}", "{label}",
		"{team}", "{wait}", "{opens}", "{agent}", "{seconds}", "{key}"};
	unsigned count = 0;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		for (const char *at = strstr(text, names[i]); at; at = strstr(at + 1, names[i]))
			count++;
	return count;
}

static unsigned count_markers(const char *text)
{
	unsigned count = 0;

	for (const char *at = strstr(text, MARKER); at; at = strstr(at + 1, MARKER))
		count++;
	return count;
}

static unsigned own_seen;

static void check_text(const struct content *c, uint16_t text, uint8_t language, uint8_t wording)
{
	const char *written = content_text(c, text, language, wording);
	const char *remark = content_text(c, c->label[LABEL_ON_SCREEN], language, 0);
	struct saying saying = saying_of(text, language, wording);
	char full[SAID_BYTES_MAX];

	fill_values(written, &saying.values);
	content_say(c, &saying, full, sizeof(full));
	content_say_aloud(c, &saying, true, said, sizeof(said));
	assert_string_equal(said, full);
	content_say_aloud(c, &saying, false, said, sizeof(said));
	if (count_markers(said) != count_public(written))
		fail_msg("\"%s\" is said as \"%s\"", written, said);
	if (has_hole(said) || !reads_well(said, remark))
		fail_msg("\"%s\" reads badly as \"%s\"", written, said);
	own_seen += strcmp(said, full) != 0;
}

static void check_wordings(const struct content *c, uint16_t text)
{
	for (uint8_t l = 0; l < c->site.languages_count; l++)
		for (uint8_t heard = 0; heard < 2; heard++) {
			uint16_t spoken = content_text_heard(c, text, l, heard ? UINT8_MAX : 0);

			for (uint8_t w = 0; w < content_wordings(c, spoken, l); w++)
				check_text(c, spoken, l, w);
		}
}

/* On the telephone alone: nothing is withheld where a receiver is at one ear. */
static bool is_for_a_receiver(enum prompt prompt)
{
	return prompt == PROMPT_NOTED || strncmp(prompt_name(prompt), "operator_", strlen("operator_")) == 0;
}

static void every_sentence_keeps_ones_own_and_reads_well(void **state)
{
	static const char *const sites[] = {SITE_BANK, SITE_SHOP};

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		const struct content *c = site_open(sites[i]);

		own_seen = 0;
		for (unsigned p = 0; p < PROMPT_COUNT; p++)
			if (!is_for_a_receiver((enum prompt)p))
				check_wordings(c, c->prompt[p]);
		for (uint16_t a = 0; a < c->actions.count; a++) {
			const struct content_action *action = content_action(c, a);

			check_wordings(c, action->confirm);
			check_wordings(c, action->done);
			check_wordings(c, action->refused);
			check_wordings(c, action->unknown);
		}
		assert_true(own_seen > 100);
		site_close(c);
	}
}

static void a_code_is_said_digit_by_digit(void **state)
{
	const struct content *c = site_open(SITE_BANK);
	struct saying saying = saying_of(c->prompt[PROMPT_FORM_START], EN, 1);

	(void)state;
	values_set(&saying.values, "title", "A visit");
	values_set(&saying.values, "code", "4110");
	content_say_aloud(c, &saying, true, said, sizeof(said));
	assert_non_null(strstr(said, "Your code is 4, 1, 1, 0; with it"));
	content_say(c, &saying, said, sizeof(said));
	assert_non_null(strstr(said, "Your code is 4110; with it"));
	values_set(&saying.values, "code", "TR-4"); /* a reference of the business's own is said as it is written */
	content_say_aloud(c, &saying, true, said, sizeof(said));
	assert_non_null(strstr(said, "TR-4"));
	site_close(c);
}

/* --- some of them, in full --- */

static void says(const struct content *c, enum prompt prompt, uint8_t wording, const char *expected)
{
	struct saying saying = saying_of(c->prompt[prompt], EN, wording);

	values_set(&saying.values, "name", "Anna Rossi");
	values_set(&saying.values, "label", "Phone number");
	values_set(&saying.values, "value", "333 555 0142");
	values_set(&saying.values, "review", "Name: Anna Rossi; Date of birth: ****");
	values_set(&saying.values, "code", "4110");
	values_set(&saying.values, "title", "Block a card");
	values_set(&saying.values, "team", "Cards team");
	content_say_aloud(c, &saying, false, said, sizeof(said));
	assert_string_equal(said, expected);
}

static void a_name_is_left_out_and_the_rest_is_on_the_screen(void **state)
{
	const struct content *c = site_open(SITE_BANK);

	(void)state;
	says(c, PROMPT_KNOWN, 0, "Thank you.");
	says(c, PROMPT_KNOWN, 2, "Hello and thank you.");
	says(c, PROMPT_SLOT_CONFIRM, 0, "Phone number: shown on the screen. Is that right?");
	says(c, PROMPT_REVIEW, 0, "This is what we have: shown on the screen. Is everything right?");
	says(c, PROMPT_FORM_START, 0,
		"Block a card: a few short questions. If we are interrupted, your code is shown on the screen.");
	says(c, PROMPT_CALLBACK_MADE, 0,
		"The Cards team will call you on the number shown on the screen. Your code is shown on the screen.");
	site_close(c);
}

static void behind_a_colon_one_remark_stands_for_the_whole_list(void **state)
{
	const struct content *c = site_open(SITE_SHOP);
	uint16_t action = content_find_action(c, "book_repair");
	struct saying saying;

	(void)state;
	assert_int_not_equal(action, NONE16);
	saying = saying_of(content_action(c, action)->confirm, EN, 0);
	fill_values(content_text(c, saying.text, EN, 0), &saying.values);
	content_say_aloud(c, &saying, false, said, sizeof(said));
	assert_string_equal(said, "I book a repair: shown on the screen. Shall I go ahead?");
	site_close(c);
}

static void a_masked_value_is_never_spoken(void **state)
{
	const struct content *c = site_open(SITE_BANK);
	struct saying saying = saying_of(c->prompt[PROMPT_SLOT_CONFIRM], EN, 0);

	(void)state;
	values_set(&saying.values, "label", "PIN");
	values_set(&saying.values, "value", "***");
	content_say_aloud(c, &saying, true, said, sizeof(said));
	assert_string_equal(said, "PIN: asterisk asterisk asterisk. Is that right?");
	content_say_aloud(c, &saying, false, said, sizeof(said));
	assert_string_equal(said, "PIN: shown on the screen. Is that right?");
	site_close(c);
}

static void a_value_that_is_not_there_is_not_on_the_screen(void **state)
{
	const struct content *c = site_open(SITE_BANK);
	struct saying saying = saying_of(c->prompt[PROMPT_SLOT_CONFIRM], EN, 0);

	(void)state;
	values_set(&saying.values, "label", "Phone number");
	content_say_aloud(c, &saying, false, said, sizeof(said));
	assert_string_equal(said, "Phone number: . Is that right?");
	site_close(c);
}

static void too_little_room_cuts_and_never_overflows(void **state)
{
	const struct content *c = site_open(SITE_BANK);
	struct saying saying = saying_of(c->prompt[PROMPT_KNOWN], IT, 2);
	char small[64];

	(void)state;
	values_set(&saying.values, "name", "Niccolò ***");
	for (size_t room = 1; room < sizeof(small); room++)
		for (unsigned alone = 0; alone < 2; alone++) {
			memset(small, 'x', sizeof(small));
			assert_true(content_say_aloud(c, &saying, alone != 0, small, room) < room);
			assert_int_equal(strlen(small) < room, 1);
			assert_int_equal(small[room < sizeof(small) - 1 ? room : sizeof(small) - 1], 'x');
		}
	site_close(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_code_is_said_digit_by_digit),
		cmocka_unit_test(every_sentence_keeps_ones_own_and_reads_well),
		cmocka_unit_test(a_name_is_left_out_and_the_rest_is_on_the_screen),
		cmocka_unit_test(behind_a_colon_one_remark_stands_for_the_whole_list),
		cmocka_unit_test(a_masked_value_is_never_spoken),
		cmocka_unit_test(a_value_that_is_not_there_is_not_on_the_screen),
		cmocka_unit_test(too_little_room_cuts_and_never_overflows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
