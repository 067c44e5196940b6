/* A sentence as tokens: in every script that may be typed, broken, too long; and what of it is compared. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "understand/features.h"
#include "understand/tokens.h"

enum { SHOWN_BYTES = 512 };

/* Tokens with a bar between them; what parts two stands in front of the second: its sign, and "_" for white space. */
static void show(const struct tokens *t, char out[SHOWN_BYTES])
{
	size_t used = 0;

	out[0] = '\0';
	for (uint16_t i = 0; i < t->count; i++) {
		const struct token *token = &t->list[i];
		char gap[2] = {token->gap, '\0'};

		used += (size_t)snprintf(out + used, SHOWN_BYTES - used, "%s%s%s%.*s", i > 0 ? "|" : "",
			token->spaced ? "_" : "", gap, (int)token->length, token->at);
	}
}

struct token_case {
	const char *words;
	const char *shown;
};

static void tokens_are(const struct token_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct tokens t;
		char shown[SHOWN_BYTES];

		tokens_read(&t, cases[i].words);
		show(&t, shown);
		if (!t.whole || t.end != strlen(cases[i].words) || strcmp(shown, cases[i].shown) != 0)
			fail_msg("\"%s\" is \"%s\", not \"%s\"", cases[i].words, shown, cases[i].shown);
	}
}

static void accents_are_taken_off_in_every_way_they_are_written(void **state)
{
	static const struct token_case cases[] = {
		{"PERCH\xc3\x89", "perche"},  /* one code point, upper case */
		{"perche\xcc\x81", "perche"}, /* an accent of its own behind the letter */
		{"stra\xc3\x9f"
		 "e",
			"strase"}, /* sharp s */
		{"\xc4\x8c"
		 "e\xc5\xa1tina",
			"cestina"},                       /* Latin extended A */
		{"\xce\xb1\xce\xb2", "\xce\xb1\xce\xb2"}, /* Greek keeps its letters */
		{"\xd0\x94\xd0\xb0", "\xd0\xb4\xd0\xb0"}, /* Cyrillic only becomes lower case */
		{"1\xc2\xba 2\xc2\xaa", "1|o|_2|a"},      /* ordinal signs are letters */
		{"\xc2\xb5m", "\xc2\xb5m"},               /* micro is a letter below the accented ones */
		{"\xef\xbc\x94\xef\xbc\x92", "42"},       /* full-width digits */
		{"\xef\xbc\xa1", "\xef\xbc\xa1"},         /* a full-width letter stays, and stands alone */
		{"\xe5\x8d\xa1\xe5\x8d\xa1"
		 "a",
			"\xe5\x8d\xa1|\xe5\x8d\xa1|a"}, /* each Chinese character alone */
		{"\xcc\x81", ""},                       /* an accent on nothing is nothing */
	};

	(void)state;
	tokens_are(cases, sizeof(cases) / sizeof(cases[0]));
}

static void signs_of_one_meaning_are_one_sign(void **state)
{
	static const struct token_case cases[] = {
		{"d'a d\xe2\x80\x99"
		 "a d\xca\xbc"
		 "a d`a",
			"d|'a|_d|'a|_d|'a|_d|'a"},
		{"1-2 1\xe2\x80\x93"
		 "2 1\xe2\x80\x94"
		 "2 1\xe2\x88\x92"
		 "2",
			"1|-2|_1|-2|_1|-2|_1|-2"},
		{"$1 \xc2\xa3"
		 "1 \xc2\xa5"
		 "1 \xe2\x82\xac"
		 "1 \xe2\x82\xa4"
		 "1",
			"$1|_$1|_$1|_$1|_$1"},
		{"a\xe2\x80\xa6"
		 "b",
			"a|?b"}, /* above them: an ellipsis */
		{"a\xc2\xa1"
		 "b",
			"a|?b"}, /* between the currencies' signs */
		{"a\xe2\x83\x90"
		 "b",
			"a|?b"}, /* behind the currencies' block */
		{"a\xe2\x88\x93"
		 "b",
			"a|?b"}, /* behind the minus */
		{"a/b:c", "a|/b|:c"},
		{"1\xc2\xa0"
		 "2\xe2\x80\x83"
		 "3\xe2\x80\xaf"
		 "4\xe3\x80\x80"
		 "5",
			"1|_2|_3|_4|_5"}, /* white spaces */
		{"a\xe2\x80\x8e"
		 "b",
			"a|?b"}, /* a mark of direction is none */
		{"\xf0\x9f\x98\x80 ok", "_?ok"},
	};

	(void)state;
	tokens_are(cases, sizeof(cases) / sizeof(cases[0]));
}

static void contractions_are_spelled_out_and_what_only_looks_so_is_not(void **state)
{
	static const struct token_case cases[] = {
		{"don't", "do|'not"},
		{"can't", "can|'not"},
		{"won't", "will|'not"},
		{"isn't", "is|'not"},
		{"n't", "n|'t"},     /* nothing before it to negate */
		{"bit't", "bit|'t"}, /* no n before the t */
		{"it's", "it|'is"},
		{"we've", "we|'have"},
		{"rock 't", "rock|_'t"}, /* a space between */
		{"l'ho", "l|'ho"},
	};

	(void)state;
	tokens_are(cases, sizeof(cases) / sizeof(cases[0]));
}

static void broken_bytes_part_words_and_end_nothing(void **state)
{
	static const struct token_case cases[] = {
		{"a\xff"
		 "b",
			"a|?b"},
		{"a\xc3", "a"},          /* a sequence that is cut */
		{"\xed\xa0\x80z", "?z"}, /* half of a surrogate pair */
		{"\xc0\xaf"
		 "x",
			"?x"},               /* a slash in too many bytes is none */
		{"\xf4\x90\x80\x80x", "?x"}, /* above Unicode */
	};

	(void)state;
	tokens_are(cases, sizeof(cases) / sizeof(cases[0]));
}

static void what_does_not_fit_begins_where_the_rest_ended(void **state)
{
	char words[2 * TOKENS_BYTES_MAX + 1];
	struct tokens t;

	(void)state;
	memset(words, 'a', sizeof(words)); /* one giant word */
	words[sizeof(words) - 1] = '\0';
	tokens_read(&t, words);
	assert_false(t.whole);
	assert_int_equal(t.count, 1);
	assert_in_range(t.end, TOKENS_BYTES_MAX - 4, TOKENS_BYTES_MAX);
	for (size_t i = 0; i < 2 * TOKENS_MAX; i++) /* too many words */
		memcpy(words + 2 * i, i == 2 * TOKENS_MAX - 1 ? "b" : "b ", 3 - (i == 2 * TOKENS_MAX - 1));
	tokens_read(&t, words);
	assert_false(t.whole);
	assert_int_equal(t.count, TOKENS_MAX);
	assert_int_equal(t.end, 2 * TOKENS_MAX);
	words[0] = '\0';
	for (size_t i = 0; i <= TOKENS_MAX; i++) /* too many characters that stand alone */
		strcat(words, "\xe5\x8d\xa1");
	tokens_read(&t, words);
	assert_false(t.whole);
	assert_int_equal(t.count, TOKENS_MAX);
	assert_int_equal(t.end, 3 * TOKENS_MAX);
}

struct say_case {
	const char *words;
	const char *phrase;
	uint16_t tokens; /* 0: not said */
};

static void a_phrase_is_said_word_for_word_from_its_first_letter(void **state)
{
	static const struct say_case cases[] = {
		{"my card please", "My card", 2},
		{"my card", "my card please", 0}, /* it ends too early */
		{"my cards", "my card", 0},
		{"my car", "my card", 0},
		{"e tu", "\xc3\x88", 1},              /* accents are no matter */
		{"e tu", "\xcc\x81 ...\xc3\xa8!", 1}, /* what stands in front of it neither */
		{"x", "...", 0},                      /* a phrase without a word */
		{"x", "", 0},
		{"a", "\xe5\x8d\xa1", 0}, /* its first letter has more bytes than the word */
		{"\xe5\x8d\xa1", "\xe5\x8d\xa1", 1},
	};
	char longer[TOKENS_BYTES_MAX + 8];
	struct tokens t;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		tokens_read(&t, cases[i].words);
		if (tokens_say(&t, 0, cases[i].phrase) != cases[i].tokens)
			fail_msg("\"%s\" in \"%s\"", cases[i].phrase, cases[i].words);
		assert_int_equal(tokens_say(&t, t.count, cases[i].phrase), 0);
	}
	memset(longer, 'a', sizeof(longer)); /* a phrase that is longer than any sentence */
	longer[sizeof(longer) - 1] = '\0';
	tokens_read(&t, longer);
	assert_int_equal(tokens_say(&t, 0, longer), 0);
}

/* --- features --- */

static struct features one;
static struct features other;

static uint32_t in_common(enum feature_block block)
{
	uint32_t common = 0;

	for (uint32_t i = 0; i < one.count; i++)
		for (uint32_t k = 0; k < other.count; k++)
			common += one.list[i].block == block && one.list[i].key == other.list[k].key;
	return common;
}

static void a_text_without_end_is_compared_by_its_beginning(void **state)
{
	char words[TOKENS_BYTES_MAX];
	char shorter[TOKENS_BYTES_MAX];
	uint32_t dice = 1;

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(words); i++) { /* hardly a pair of letters twice */
		dice = dice * 1664525 + 1013904223;
		words[i] = i % 31 == 30 ? ' ' : (char)('a' + (dice >> 24) % 26);
	}
	words[sizeof(words) - 1] = '\0';
	snprintf(shorter, sizeof(shorter), "%.80s", words);
	features_read(&one, words);
	features_read(&other, shorter);
	assert_int_equal(one.count, FEATURES_MAX);
	assert_in_range(other.count, 100, FEATURES_MAX / 2);
	assert_in_range(in_common(BLOCK_WORDS) + in_common(BLOCK_CHARS), other.count - 8, other.count);
}

static void a_giant_word_is_compared_by_its_first_letters(void **state)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzabdfhjlnprtvxzacegikm";
	char word[64];

	(void)state;
	snprintf(word, sizeof(word), "%.40s", letters);
	features_read(&one, word);
	features_read(&other, letters);
	assert_int_equal(other.count, one.count);
	assert_int_equal(in_common(BLOCK_CHARS), one.count - 1); /* all but the word itself */
	assert_int_equal(in_common(BLOCK_WORDS), 0);
}

static void a_feature_that_all_have_weighs_least(void **state)
{
	(void)state;
	assert_int_equal(feature_idf_q8(10, 10), 256);
	assert_int_equal(feature_idf_q8(10, 11), 256);                /* of a damaged model */
	assert_in_range(feature_idf_q8(10, 0), 256 + 610, 256 + 616); /* ln 11 = 2.398 */
	assert_int_equal(feature_weight_q8(1, 300), 300);
	assert_in_range(feature_weight_q8(2, 256), 256 + 176, 256 + 178); /* ln 2 = 0.693 */
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(accents_are_taken_off_in_every_way_they_are_written),
		cmocka_unit_test(signs_of_one_meaning_are_one_sign),
		cmocka_unit_test(contractions_are_spelled_out_and_what_only_looks_so_is_not),
		cmocka_unit_test(broken_bytes_part_words_and_end_nothing),
		cmocka_unit_test(what_does_not_fit_begins_where_the_rest_ended),
		cmocka_unit_test(a_phrase_is_said_word_for_word_from_its_first_letter),
		cmocka_unit_test(a_text_without_end_is_compared_by_its_beginning),
		cmocka_unit_test(a_giant_word_is_compared_by_its_first_letters),
		cmocka_unit_test(a_feature_that_all_have_weighs_least),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
