/* No full card number gets past the first room, and no other number is lost there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bank_help.h"

#include "base/rng.h"
#include "understand/slot.h"

enum { WORDS_ROOM = 4096 };

struct card_case {
	const char *words;
	const char *masked; /* NULL: stays as it is */
};

static void cards_are(const struct content *c, const struct card_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char words[WORDS_ROOM];
		bool found;

		snprintf(words, sizeof(words), "%s", cases[i].words);
		found = card_mask(c, words, sizeof(words));
		if (found != (cases[i].masked != NULL) || strcmp(words, found ? cases[i].masked : cases[i].words) != 0)
			fail_msg("\"%s\" became \"%s\"", cases[i].words, words);
	}
}

/* The numbers are the test numbers that card schemes publish. */
static void a_written_card_number_is_masked_in_every_grouping(void **state)
{
	static const struct card_case cases[] = {
		{"4539148803436467", "****************"},
		{"my card is 4539 1488 0343 6467 ok", "my card is **** **** **** **** ok"},
		{"4539-1488-0343-6467", "****-****-****-****"},
		{"4539.1488.0343.6467", "****.****.****.****"},
		{"4539 1488 um 0343 6467", "**** **** um **** ****"},
		{"4 5 3 9 1 4 8 8 0 3 4 3 6 4 6 7", "* * * * * * * * * * * * * * * *"},
		{"number4539148803436467!", "number****************!"},
		{"3782 822463 10005", "**** ****** *****"},
		{"4222222222222", "*************"},
		{"4539148803436467 and 378282246310005", "**************** and ***************"},
		{"4539 1488 0343 6467 12 27", "**** **** **** **** 12 27"},
		{"\xef\xbc\x94\xef\xbc\x95\xef\xbc\x93\xef\xbc\x99 1488 0343 6467", "**** **** **** ****"},
	};

	(void)state;
	cards_are(bank, cases, sizeof(cases) / sizeof(cases[0]));
}

static void a_spoken_card_number_is_masked_in_both_languages(void **state)
{
	static const struct card_case cases[] = {
		{"four five three nine one four eight eight oh three four three six four six seven",
			"* * * * * * * * * * * * * * * *"},
		{"four five three nine one four double eight zero three four three six four six seven thanks",
			"* * * * * * ** * * * * * * * * thanks"},
		{"forty five thirty nine fourteen eighty eight zero three forty three sixty four sixty seven",
			"** ** ** ** * * ** ** **"},
		{"quattro cinque tre nove uno quattro doppio otto zero tre quattro tre sei quattro sei sette",
			"* * * * * * ** * * * * * * * *"},
		{"quarantacinque trentanove 1488 zero tre quattro tre 6467", "** ** **** * * * * ****"},
		{"it is four five three nine, one four eight eight, 0343, 6467 please",
			"it is * * * *, * * * *, ****, **** please"},
		{"4539 1 4 double 8 0343 6467", "**** * * ** **** ****"},
		{"4539 1488 0343 6467 double", "**** **** **** **** double"},
		{"forty zero zero 0000 0000 0002", "** * * **** **** ****"},
	};

	(void)state;
	cards_are(bank, cases, sizeof(cases) / sizeof(cases[0]));
}

static void other_numbers_stay(void **state)
{
	static const struct card_case cases[] = {
		{"4539 1488 0343 6468", NULL},
		{"call me on 0541 555 0100 or 0541 555 0101", NULL},
		{"+39 0541 555 010", NULL},
		{"on 03/12/2026 at 14:30 for 1.250,50 euro", NULL},
		{"IT60X0542811101000000123456", NULL},
		{"my customer number is 407129 and the card ends in 4815", NULL},
		{"four five three nine", NULL},
		{"", NULL},
		{"no numbers here", NULL},
		{"123456789012", NULL},
		{"45391488034364670000", NULL},
		{"4539 1488 double card 0343 6467", NULL},
		{"4539 1488 double 34 0343 6467", NULL}, /* nobody doubles two digits */
		{"4539 1488 hundred 0343 6467", NULL},
		{"4539 1488 $0343 6467", NULL}, /* a sum begins */
		{"4539 1488 +0343 6467", NULL},
	};

	(void)state;
	cards_are(bank, cases, sizeof(cases) / sizeof(cases[0]));
}

static void without_content_written_digits_are_still_masked(void **state)
{
	static const struct card_case cases[] = {
		{"4539 1488 0343 6467", "**** **** **** ****"},
		{"four five three nine one four eight eight oh three four three six four six seven", NULL},
	};

	(void)state;
	cards_are(NULL, cases, sizeof(cases) / sizeof(cases[0]));
}

static void a_card_number_far_behind_in_a_long_text_is_masked(void **state)
{
	char words[WORDS_ROOM] = "";

	(void)state;
	for (int i = 0; i < 300; i++)
		strcat(words, "so then ");
	strcat(words, "4539 1488 0343 6467");
	assert_true(card_mask(bank, words, sizeof(words)));
	assert_null(strpbrk(words, "0123456789"));
}

/* A few words so long that hardly one is read at a time. */
static void a_card_number_between_giant_words_is_masked(void **state)
{
	char words[WORDS_ROOM] = "";

	(void)state;
	for (int i = 0; i < 700; i++)
		strcat(words, "x");
	strcat(words, " 4539 1488 0343 6467 ");
	for (int i = 0; i < 700; i++)
		strcat(words, "x");
	assert_true(card_mask(bank, words, sizeof(words)));
	assert_int_equal(strlen(words), 700 + 21 + 700);
	assert_null(strpbrk(words, "0123456789"));
}

/* A word of fewer letters than it has digits: the stars once ran over its end, and over the end of the sentence. */
static void a_number_word_shorter_than_its_digits_is_masked_within_its_bytes(void **state)
{
	struct content *own = (struct content *)(uintptr_t)site_open(SITE_BANK);
	char words[64];

	(void)state;
	for (uint32_t i = 0; i < own->words.count; i++) {
		struct content_word *w = (struct content_word *)(uintptr_t)content_word(own, i);
		char *phrase = (char *)(uintptr_t)content_string(own, w->phrase);

		if (w->kind == WORDS_REPEATS && strcmp(phrase, "triple") == 0) {
			phrase[1] = '\0'; /* "t" */
			w->value = 9;
		}
		if (w->kind == WORDS_NUMBERS && strcmp(phrase, "eleven") == 0)
			phrase[1] = '\0'; /* "e" */
	}
	memset(words, '#', sizeof(words));
	snprintf(words, sizeof(words), "4000 0003 t0"); /* and eight more zeros */
	assert_true(card_mask(own, words, sizeof(words)));
	assert_string_equal(words, "**** **** **");
	assert_int_equal(words[13], '#');                          /* behind its end */
	snprintf(words, sizeof(words), "4000 0000 0000 09 e, ok"); /* ... 09 11 */
	assert_true(card_mask(own, words, sizeof(words)));
	assert_string_equal(words, "**** **** **** ** *, ok");
	site_close(own);
}

static char check_digit(const char *digits, size_t count)
{
	unsigned sum = 0;

	for (size_t i = 0; i < count; i++) {
		unsigned value = (unsigned)(digits[count - 1 - i] - '0');

		value = i % 2 == 0 ? value * 2 : value;
		sum += value > 9 ? value - 9 : value;
	}
	return (char)('0' + (10 - sum % 10) % 10);
}

/* Any valid number of 13 to 19 digits, in any grouping, in any sentence. */
static void no_valid_number_survives(void **state)
{
	static const char *const seps[] = {" ", "-", ".", "  ", "", " um ", ", "};
	struct rng rng = {11};

	(void)state;
	for (int round = 0; round < 5000; round++) {
		char digits[20];
		char words[WORDS_ROOM] = "it is ";
		size_t count = 13 + rng_below(&rng, 7);

		for (size_t i = 0; i + 1 < count; i++)
			digits[i] = (char)('0' + rng_below(&rng, 10));
		digits[count - 1] = check_digit(digits, count - 1);
		for (size_t i = 0; i < count; i++) {
			words[strlen(words)] = digits[i];
			if (i + 1 < count && rng_chance(&rng, 300))
				strcat(words, seps[rng_below(&rng, sizeof(seps) / sizeof(seps[0]))]);
		}
		strcat(words, " thanks");
		assert_true(card_mask(bank, words, sizeof(words)));
		assert_null(strpbrk(words, "0123456789"));
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_written_card_number_is_masked_in_every_grouping),
		cmocka_unit_test(a_spoken_card_number_is_masked_in_both_languages),
		cmocka_unit_test(other_numbers_stay),
		cmocka_unit_test(without_content_written_digits_are_still_masked),
		cmocka_unit_test(a_card_number_far_behind_in_a_long_text_is_masked),
		cmocka_unit_test(a_card_number_between_giant_words_is_masked),
		cmocka_unit_test(a_number_word_shorter_than_its_digits_is_masked_within_its_bytes),
		cmocka_unit_test(no_valid_number_survives),
	};

	return cmocka_run_group_tests(tests, open_bank, close_bank);
}
