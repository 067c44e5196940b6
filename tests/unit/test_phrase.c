/* Universal words, options and numbers, as people say them at the bank's and the shop's desk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "bank_help.h"

#include "understand/phrase.h"
#include "understand/units.h"

struct kind_case {
	uint8_t language;
	const char *words;
	enum words_kind kind;
};

static void kinds_are(const struct kind_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		enum words_kind kind = phrase_kind(bank, cases[i].language, cases[i].words);

		if (kind != cases[i].kind)
			fail_msg("\"%s\" is kind %d, not %d", cases[i].words, (int)kind, (int)cases[i].kind);
	}
}

static void fillers_case_and_contractions_do_not_hide_an_order(void **state)
{
	static const struct kind_case cases[] = {
		{EN, "yes", WORDS_YES},
		{EN, "Yes, please!", WORDS_YES},
		{EN, "um, yes", WORDS_YES},
		{EN, "yes yes yes", WORDS_YES},
		{EN, "that's right", WORDS_YES},
		{EN, "no thanks", WORDS_NO},
		{EN, "HELP", WORDS_HELP},
		{EN, "help please", WORDS_HELP},
		{EN, "i don\xe2\x80\x99t know", WORDS_SKIP},
		{EN, "can i talk to a person please", WORDS_PERSON},
		{EN, "i'd like to speak to someone", WORDS_PERSON},
		{EN, "could you repeat that please", WORDS_REPEAT},
		{IT, "s\xc3\xac grazie", WORDS_YES},
		{IT, "SI", WORDS_YES},
		{IT, "per favore un operatore", WORDS_PERSON},
		{IT, "vorrei parlare con un operatore", WORDS_PERSON},
		{IT, "indietro per favore", WORDS_BACK},
		{IT, "non lo so", WORDS_SKIP},
	};

	(void)state;
	kinds_are(cases, sizeof(cases) / sizeof(cases[0]));
}

static void a_sentence_that_only_begins_like_an_order_is_none(void **state)
{
	static const struct kind_case cases[] = {
		{EN, "help me choose a loan", WORDS_COUNT},
		{EN, "yes no", WORDS_COUNT},
		{EN, "no yes", WORDS_COUNT},
		{EN, "back repeat", WORDS_COUNT},
		{EN, "back pain insurance", WORDS_COUNT},
		{EN, "can you tell me when my card arrives", WORDS_COUNT},
		{EN, "thanks", WORDS_COUNT},
		{EN, "", WORDS_COUNT},
		{EN, "...?!", WORDS_COUNT},
		{IT, "per favore", WORDS_COUNT},
	};

	(void)state;
	kinds_are(cases, sizeof(cases) / sizeof(cases[0]));
}

static void a_yes_or_no_in_front_of_an_order_leads_to_the_order(void **state)
{
	static const struct kind_case cases[] = {
		{EN, "no, go back", WORDS_BACK},
		{EN, "yes, repeat that", WORDS_REPEAT},
		{IT, "no grazie, arrivederci", WORDS_GOODBYE},
	};

	(void)state;
	kinds_are(cases, sizeof(cases) / sizeof(cases[0]));
}

static void an_order_in_the_other_language_is_understood_too(void **state)
{
	static const struct kind_case cases[] = {
		{EN, "aiuto", WORDS_HELP},
		{EN, "s\xc3\xac", WORDS_YES},
		{IT, "operator", WORDS_PERSON},
		{IT, "go back", WORDS_BACK},
	};

	(void)state;
	kinds_are(cases, sizeof(cases) / sizeof(cases[0]));
}

struct number_case {
	uint8_t language;
	const char *words;
	int32_t number;
};

static void numbers_are_read_said_and_written(void **state)
{
	static const struct number_case cases[] = {
		{EN, "7", 7},
		{EN, "1 please", 1},
		{EN, "9 out of", -1}, /* of how many? */
		{EN, "9 out of many", -1},
		{EN, "9 of ten", 9},
		{EN, "9 11", -1},
		{EN, "ten", 10},
		{EN, "zero", 0},
		{EN, "a nine", 9},
		{EN, "an eight please", 8},
		{EN, "nine out of ten", 9},
		{EN, "9/10", 9},
		{EN, "twenty one", 21},
		{EN, "one hundred and twenty", 120},
		{EN, "two thousand five hundred and six", 2506},
		{EN, "2 thousand", 2000},
		{EN, "nine hundred ninety nine thousand nine hundred ninety nine", 999999},
		{IT, "un nove", 9},
		{IT, "otto su dieci", 8},
		{IT, "duecentotrenta", 230},
		{IT, "centotto", 108},
		{IT, "centottanta", 180},
		{IT, "milleduecento", 1200},
		{IT, "ventiduemilatrecentoquarantuno", 22341},
		{IT, "ventitr\xc3\xa9", 23},
		{IT, "uno", 1},
		{EN, "seven or eight", -1},
		{EN, "my dog", -1},
		{EN, "", -1},
		{EN, "1000000", -1},
		{EN, "99999999999999999999", -1},
		{IT, "casa", -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int32_t number = phrase_number(bank, cases[i].language, cases[i].words);

		if (number != cases[i].number)
			fail_msg("\"%s\" is %d, not %d", cases[i].words, number, cases[i].number);
	}
}

struct option_case {
	uint8_t language;
	const char *words;
	const char *id; /* NULL: none */
};

static void an_option_is_named_placed_or_described(void **state)
{
	static const struct option_case cases[] = {
		{EN, "debit", "debit"},
		{EN, "debit um please", "debit"}, /* breath behind it */
		{EN, "um debit", "debit"},
		{EN, "debit um credit", NULL},
		{EN, "one", "debit"},
		{EN, "one please", "debit"}, /* it was no place beside a filler */
		{EN, "um, one", "debit"},
		{EN, "one of them", NULL},
		{EN, "option two", "credit"},
		{EN, "my one", NULL}, /* which? */
		{EN, "two three", NULL},
		{EN, "CREDIT CARD!", "credit"},
		{EN, "my debit card", "debit"},
		{EN, "the debit one please", "debit"},
		{EN, "it's the credit card I think", "credit"},
		{EN, "i'm not sure", "card_unsure"},
		{EN, "bancomat", "debit"},
		{EN, "the one for the cash machine", "debit"}, /* the last of its names */
		{EN, "two", "credit"},
		{EN, "number one", "debit"},
		{EN, "the second one", "credit"},
		{EN, "3rd", "prepaid"},
		{EN, "the last one", "card_unsure"},
		{IT, "la seconda", "credit"},
		{IT, "l'ultima", "card_unsure"},
		{IT, "quella di credito", "credit"},
		{EN, "card", NULL},
		{EN, "five", NULL},
		{EN, "debit or credit", NULL},
		{EN, "the", NULL},
		{EN, "", NULL},
	};
	uint16_t slot = content_find_slot(bank, "card_kind");

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		uint16_t option = phrase_option(bank, slot, cases[i].language, cases[i].words);
		const char *id =
			option == NONE16 ? "(none)" : content_string(bank, content_slot_choice(bank, slot, option)->id);

		if (strcmp(id, cases[i].id ? cases[i].id : "(none)") != 0)
			fail_msg("\"%s\" is %s", cases[i].words, id);
	}
}

/* The first word follows nothing, whatever lay in front of the sentence in memory. */
static void the_first_word_is_no_numbers_tail(void **state)
{
	struct {
		uint8_t before[sizeof(struct unit)];
		struct units units;
	} there;

	(void)state;
	memset(&there, UNIT_WRITTEN, sizeof(there));
	assert_true(units_read(&there.units, bank, EN, "rd 3rd", false));
	assert_false(unit_is_ordinal_tail(&there.units, 0));
	assert_true(unit_is_ordinal_tail(&there.units, 2));
}

static void every_tile_is_reached_by_its_own_label_in_both_languages(void **state)
{
	(void)state;
	for (uint8_t language = EN; language <= IT; language++) {
		uint16_t texts[MENU_CHILDREN_MAX];

		for (uint16_t i = 0; i < bank->top_count; i++)
			texts[i] = content_item(bank, bank->top[i])->label;
		for (uint16_t i = 0; i < bank->top_count; i++) {
			const char *label = content_text(bank, texts[i], language, 0);

			assert_int_equal(phrase_text(bank, texts, bank->top_count, language, label), i);
		}
		assert_int_equal(phrase_text(bank, texts, bank->top_count, language, "2"), 1);
		assert_int_equal(phrase_text(bank, texts, bank->top_count, language, "qwerty"), NONE16);
		assert_int_equal(phrase_text(bank, texts, 0, language, "2"), NONE16);
	}
}

static void assert_code(uint8_t language, const char *words, const char *expected)
{
	char code[PHRASE_DIGITS_MAX + 1] = "";
	bool is = phrase_code(bank, language, words, code, sizeof(code));

	if (is != (expected != NULL) || (is && strcmp(code, expected) != 0))
		fail_msg("\"%s\" gives the code %s, not %s", words, is ? code : "none", expected ? expected : "none");
}

static void a_code_is_called_by_its_name(void **state)
{
	(void)state;
	assert_code(EN, "my code is 7146", "7146");
	assert_code(EN, "Code 7146", "7146");
	assert_code(EN, "is the resume code 7146", "7146");
	assert_code(EN, "a code and code 7146", NULL); /* the first one is none */
	assert_code(EN, "of code 7146", "7146");       /* a small word before it is no other code's name */
	assert_code(EN, "hello, it's code number seven one four six please", "7146");
	assert_code(EN, "I was here before and my code is 7146", "7146");
	assert_code(EN, "il mio codice \xc3\xa8 7146", "7146");
	assert_code(IT, "ho un codice, 7146", "7146");
	assert_code(IT, "codice sette uno quattro sei", "7146");
}

struct digits_case {
	const char *words;
	size_t out_bytes;
	const char *digits; /* NULL: none */
};

static void digits_are_all_of_the_sentence_or_none(void **state)
{
	static const struct digits_case cases[] = {
		{"four one double zero", 16, "4100"},
		{"the number is 41 00", 16, "4100"},
		{"my dog 4100", 16, NULL},
		{"4100", 5, "4100"},
		{"4100", 4, NULL},       /* no room for its end */
		{"41, the 00", 4, NULL}, /* nor for the second half */
		{"12345678901234567890", 32, "12345678901234567890"},
		{"123456789012345678901", 32, NULL}, /* longer than any */
		{"the", 16, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char out[32];
		const char *digits = cases[i].digits ? cases[i].digits : "";
		size_t count = phrase_digits(bank, EN, cases[i].words, out, cases[i].out_bytes);

		if (count != strlen(digits) || strcmp(out, digits) != 0)
			fail_msg("\"%s\" gives \"%s\"", cases[i].words, out);
	}
}

/* More words than are read at once: nobody knows what the rest says. */
static void a_sentence_without_end_says_nothing_for_sure(void **state)
{
	char words[1024] = "";
	char out[PHRASE_DIGITS_MAX + 1];

	(void)state;
	for (int i = 0; i < 130; i++)
		strcat(words, "yes ");
	assert_int_equal(phrase_kind(bank, EN, words), WORDS_COUNT);
	assert_int_equal(phrase_number(bank, EN, words), -1);
	assert_int_equal(phrase_digits(bank, EN, words, out, sizeof(out)), 0);
	assert_string_equal(out, "");
	memcpy(words, "debit 3 ", 8);
	assert_int_equal(phrase_option(bank, content_find_slot(bank, "card_kind"), EN, words), NONE16);
	memcpy(words, "code 41 ", 8);
	assert_false(phrase_code(bank, EN, words, out, sizeof(out)));
	words[120] = '\0'; /* the same, short enough */
	memset(words + 8, ' ', 112);
	assert_true(phrase_code(bank, EN, words, out, sizeof(out)));
	assert_string_equal(out, "41");
}

static void another_code_or_number_is_none(void **state)
{
	(void)state;
	assert_code(EN, "my pin code is 7146", NULL);
	assert_code(IT, "il codice pin 7146", NULL);
	assert_code(EN, "my code", NULL);
	assert_code(EN, "7146", NULL);
	assert_code(EN, "code 7146 for 50 euros", NULL);
	assert_code(EN, "code 7146 for five euros", NULL);
	assert_code(EN, "code 7146 for fifty euros", NULL);
	assert_code(EN, "i have 50 euros and code 7146", NULL);
	assert_code(EN, "code 123456789012345678901", NULL);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(fillers_case_and_contractions_do_not_hide_an_order),
		cmocka_unit_test(a_sentence_that_only_begins_like_an_order_is_none),
		cmocka_unit_test(a_yes_or_no_in_front_of_an_order_leads_to_the_order),
		cmocka_unit_test(an_order_in_the_other_language_is_understood_too),
		cmocka_unit_test(numbers_are_read_said_and_written),
		cmocka_unit_test(an_option_is_named_placed_or_described),
		cmocka_unit_test(digits_are_all_of_the_sentence_or_none),
		cmocka_unit_test(a_sentence_without_end_says_nothing_for_sure),
		cmocka_unit_test(a_code_is_called_by_its_name),
		cmocka_unit_test(another_code_or_number_is_none),
		cmocka_unit_test(the_first_word_is_no_numbers_tail),
		cmocka_unit_test(every_tile_is_reached_by_its_own_label_in_both_languages),
	};

	return cmocka_run_group_tests(tests, open_bank, close_bank);
}
