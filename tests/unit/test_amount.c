/* Sums of money and numbers in words: what belongs together, what is several, what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content_help.h"

#include "understand/amount.h"

enum { EN, IT, NONE = -1 };

static struct site *copy;
static const struct content *site;

/* The bank with number words that its own languages do not have. */
static int open_words(void **state)
{
	void *image = NULL;

	(void)state;
	copy = site_open();
	site_edit(copy, "words.yaml", "numbers:", "100: [\"cento\"]",
		"100: [\"cento\", \"\xc3\xa8"
		"cento\"]\n      101: [\"cento uno\"]\n      1000000: [\"milione\"]");
	assert_int_equal(content_load(copy->folder, &image, &copy->problems), ERR_NONE);
	site = image;
	return 0;
}

static int close_words(void **state)
{
	(void)state;
	free((void *)(uintptr_t)site);
	site_close(copy);
	return 0;
}

struct amount_case {
	uint8_t language;
	const char *words;
	int64_t cents;
};

static void amounts_are(const struct amount_case *cases, size_t count, int32_t min, int32_t max)
{
	for (size_t i = 0; i < count; i++) {
		struct units u;
		int64_t cents;

		assert_true(units_read(&u, site, cases[i].language, cases[i].words, false));
		cents = amount_cents(&u, min, max);
		if (cents != cases[i].cents)
			fail_msg("\"%s\" is %lld, not %lld", cases[i].words, (long long)cents,
				(long long)cases[i].cents);
	}
}

static void groups_of_three_go_on_and_nothing_else_does(void **state)
{
	static const struct amount_case cases[] = {
		{EN, "1'250", 125000},
		{EN, "1.250.000", 125000000},
		{EN, "999,999,999", INT64_C(99999999900)},
		{EN, "999,999,999,999", NONE}, /* more than anybody has */
		{EN, "1234,567", NONE},        /* thousands behind a group of four are none, and no cents */
		{EN, "9999999999,50", NONE},   /* too long for a number */
		{EN, "1.250,505", 125050500},  /* three digits are thousands, whatever the sign */
		{EN, "1 25", NONE},            /* two numbers */
		{EN, "1. 250", NONE},          /* a full stop ends a sentence */
		{EN, "1-250", NONE},           /* from one to the other */
		{EN, "12,5", 1250},
		{EN, "12,05", 1205},
	};

	(void)state;
	amounts_are(cases, sizeof(cases) / sizeof(cases[0]), 0, 0);
}

static void cents_are_said_in_many_places(void **state)
{
	static const struct amount_case cases[] = {
		{EN, "fifty cents", 50},
		{EN, "twelve euros and fifty cents", 1250},
		{EN, "twelve point five euros", 1250},
		{EN, "twelve point fifty", 1250},
		{EN, "twelve euros fifty euros", 1250}, /* said twice, as people do */
		{EN, "twelve euros two hundred", NONE}, /* no cents: another amount, behind the same currency */
		{EN, "twelve euros or", 1200},
		{IT, "dodici virgola", 1200},
		{IT, "venti euro e cinque centesimi", 2005},
		{IT, "venti euro e cinque", 2005},
	};

	(void)state;
	amounts_are(cases, sizeof(cases) / sizeof(cases[0]), 0, 0);
}

static void the_number_beside_the_currency_is_the_amount(void **state)
{
	static const struct amount_case cases[] = {
		{EN, "euro 300", 30000},
		{EN, "3 transfers of $300", 30000},
		{EN, "account 12 300 euros", 1230000}, /* written apart, it is one number */
		{EN, "account 12, 300 euros", 30000},
		{EN, "300 euros in 5 days", 30000},
		{EN, "300 euros, 300 euros", 30000}, /* the same said twice */
		{EN, "300 euros, 400 euros", NONE},
		{EN, "it was 300\xe2\x82\xac", 30000},
	};

	(void)state;
	amounts_are(cases, sizeof(cases) / sizeof(cases[0]), 0, 0);
}

static void a_minus_makes_it_none_and_a_dash_does_not(void **state)
{
	static const struct amount_case cases[] = {
		{EN, "-500", NONE}, {EN, "pay -500 euros", NONE},
		{EN, "room 12-500", 50000}, /* a dash between two numbers; only one is within the bounds */
	};

	(void)state;
	amounts_are(cases, sizeof(cases) / sizeof(cases[0]), 100, 1000);
}

static void bounds_leave_out_what_cannot_be_meant(void **state)
{
	static const struct amount_case to_five[] = {
		{EN, "5", 500},
		{EN, "5.01", NONE},
		{EN, "0", 0},
		{EN, "4 or 6", 400},
	};
	static const struct amount_case from_five[] = {
		{EN, "5", 500},
		{EN, "4.99", NONE},
		{EN, "4 or 6", 600},
	};

	(void)state;
	amounts_are(to_five, sizeof(to_five) / sizeof(to_five[0]), 0, 5);
	amounts_are(from_five, sizeof(from_five) / sizeof(from_five[0]), 5, 10);
}

/* Behind the eighth number nothing was looked at: the ninth, another one, went unseen. */
static void a_list_of_numbers_is_no_amount(void **state)
{
	static const struct amount_case cases[] = {
		{EN, "5, 5, 5, 5, 5, 5, 5", 500},
		{EN, "5, 5, 5, 5, 5, 5, 5, 5, 6", NONE},
		{EN, "5, 5, 5, 5, 5, 5, 5, 5, 5, 5", NONE},
	};

	(void)state;
	amounts_are(cases, sizeof(cases) / sizeof(cases[0]), 0, 0);
}

struct number_case {
	uint8_t language;
	const char *words;
	int32_t value;  /* NONE */
	uint16_t units; /* so many of the sentence are the number */
};

static void a_number_ends_where_the_next_word_cannot_follow(void **state)
{
	static const struct number_case cases[] = {
		{EN, "twenty one", 21, 2},
		{EN, "ten five", 10, 1}, /* no number is said so */
		{EN, "twenty zero", 20, 1},
		{EN, "zero five", 0, 1},
		{EN, "twenty thirty", 20, 1},
		{EN, "one hundred ten", 110, 3},
		{EN, "twelve hundred", 12, 1},
		{EN, "two thousand thousand", 2000, 2},
		{EN, "two thousand and five", 2005, 4},
		{EN, "two and five", 2, 1}, /* "and" leads to a number of its own */
		{EN, "thousand", 1000, 1},
		{EN, "zero thousand", 0, 1},
		{EN, "5 100", 5, 1}, /* what is written never goes on */
		{EN, "1500 thousand", 1500, 1},
		{EN, "hello", NONE, 0},
		{IT, "milione", NONE, 0}, /* above what a number may be */
		{IT, "due milione", 2, 1},
		{IT, "mille milione", 1000, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct units u;
		uint16_t at = 0;
		int32_t value;

		assert_true(units_read(&u, site, cases[i].language, cases[i].words, false));
		value = units_cardinal(&u, &at);
		if (value != cases[i].value || at != cases[i].units)
			fail_msg("\"%s\" is %d in %u units", cases[i].words, (int)value, at);
	}
}

static void number_words_written_together_are_one_number(void **state)
{
	static const struct number_case cases[] = {
		{IT,
			"\xc3\xa8"
			"centotrenta",
			130, 1},                 /* a number word with an accent at its beginning */
		{IT, "ottantunomila", 81000, 1}, /* two vowels become one */
		{IT, "novecentonovantanovemilanovecentonovantanove", 999999, 1},
		{IT, "centouno", 101, 1},
		{IT, "duetre", NONE, 0},
		{IT, "ventitrenta", NONE, 0},
		{IT, "centocasa", NONE, 0},
		{IT, "cinquecasa", NONE, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct units u;
		uint16_t at = 0;
		int32_t value;

		assert_true(units_read(&u, site, cases[i].language, cases[i].words, false));
		value = units_cardinal(&u, &at);
		if (value != cases[i].value || at != cases[i].units)
			fail_msg("\"%s\" is %d in %u units", cases[i].words, (int)value, at);
	}
}

struct digits_case {
	uint8_t language;
	const char *words;
	const char *digits;
};

static void digits_in_a_row_are_grouped_as_people_group_them(void **state)
{
	static const struct digits_case cases[] = {
		{EN, "four um double five", "455"},
		{EN, "four and triple 2", "4222"},
		{EN, "four double", "4"}, /* nothing to double */
		{EN, "four double fifty", "4"},
		{EN, "four double 44", "4"},
		{EN, "four um card", "4"},
		{EN, "five hundred", "500"},
		{EN, "two thousand", "2000"},
		{EN, "forty two", "42"},
		{EN, "forty zero", "400"}, /* forty, then a zero */
		{EN, "forty twelve", "4012"},
		{EN, "forty", "40"},
		{EN, "twelve four", "124"},
		{IT, "ventuno tre", "213"},
		{IT, "duecentotrenta", "230"},
		{IT, "cento uno", "101"}, /* a number word of its own in this content */
		{IT, "cento", "100"},     /* no digit before it: it was "00" */
		{IT, "tre due milione", "32000000"},
		{EN, "hundred and five", "1005"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct units u;
		char digits[16] = "";
		uint16_t at = 0;

		assert_true(units_read(&u, site, cases[i].language, cases[i].words, false));
		digits[units_digits(&u, &at, digits, sizeof(digits) - 1)] = '\0';
		if (strcmp(digits, cases[i].digits) != 0)
			fail_msg("\"%s\" is %s", cases[i].words, digits);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(groups_of_three_go_on_and_nothing_else_does),
		cmocka_unit_test(cents_are_said_in_many_places),
		cmocka_unit_test(the_number_beside_the_currency_is_the_amount),
		cmocka_unit_test(a_minus_makes_it_none_and_a_dash_does_not),
		cmocka_unit_test(bounds_leave_out_what_cannot_be_meant),
		cmocka_unit_test(a_list_of_numbers_is_no_amount),
		cmocka_unit_test(a_number_ends_where_the_next_word_cannot_follow),
		cmocka_unit_test(number_words_written_together_are_one_number),
		cmocka_unit_test(digits_in_a_row_are_grouped_as_people_group_them),
	};

	return cmocka_run_group_tests(tests, open_words, close_words);
}
