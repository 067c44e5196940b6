/* Slots: what people say, the value that is kept, and the value as it is said back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bank_help.h"

#include "base/rng.h"
#include "understand/amount.h"
#include "understand/slot.h"
#include "understand/when.h"

/* Sunday 22 November 2026, ten in the morning. */
static const int64_t now_s = INT64_C(20779) * SECONDS_PER_DAY + 36000;

struct slot_case {
	uint8_t language;
	const char *slot;
	const char *words;
	const char *value; /* NULL: does not fit */
	const char *said;
};

static void slot_is(const struct slot_case *s)
{
	char value[FREE_TEXT_BYTES_MAX];
	char said[FREE_TEXT_BYTES_MAX];
	uint16_t slot = content_find_slot(bank, s->slot);
	bool fits = slot_parse(bank, slot, s->language, now_s, s->words, value, sizeof(value));

	if (fits != (s->value != NULL) || strcmp(value, s->value ? s->value : "") != 0)
		fail_msg("%s \"%s\": \"%s\"", s->slot, s->words, value);
	if (!fits)
		return;
	slot_say(bank, slot, s->language, value, said, sizeof(said));
	assert_string_equal(said, s->said);
}

static void slots_are(const struct slot_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		slot_is(&cases[i]);
}

static void digits_are_read_written_spoken_doubled_and_in_pairs(void **state)
{
	static const struct slot_case cases[] = {
		{EN, "card_last4", "0423", "0423", "****"},
		{EN, "card_last4", "four two three nine", "4239", "****"},
		{EN, "card_last4", "four four double two", "4422", "****"},
		{EN, "card_last4", "the last four digits are 4 2 3 9", "4239", "****"},
		{EN, "card_last4", "it's forty two thirty nine", "4239", "****"},
		{EN, "card_last4", "oh four two um three", "0423", "****"},
		{EN, "card_last4", "4 2 3", NULL, NULL},
		{EN, "card_last4", "four two three nine or four two three eight", NULL, NULL},
		{EN, "card_last4", "no idea", NULL, NULL},
		{IT, "card_last4", "doppio quattro due due", "4422", "****"},
		{IT, "card_last4", "quarantadue trentanove", "4239", "****"},
		{IT, "card_last4", "le ultime sono 4239 grazie", "4239", "****"},
		{EN, "new_postcode", "four seven nine double oh", "47900", "47900"},
		{EN, "new_postcode", "47 900", "47900", "47900"},
		{EN, "customer_number", "forty seven twelve oh nine", "471209", "471209"},
	};

	(void)state;
	slots_are(cases, sizeof(cases) / sizeof(cases[0]));
}

static void a_telephone_number_keeps_its_plus_and_is_said_in_groups(void **state)
{
	static const struct slot_case cases[] = {
		{EN, "phone", "+39 0541 555 010", "+390541555010", "+39 0541 555 010"},
		{EN, "phone", "(0541) 55.50.10", "0541555010", "0541 555 010"},
		{EN, "phone", "plus three nine oh five four one triple five oh one oh", "+390541555010",
			"+39 0541 555 010"},
		{EN, "phone", "my number is 333-555-0142", "3335550142", "333 555 0142"},
		{EN, "phone", "12345", NULL, NULL},
		{EN, "phone", "1234567890123456", NULL, NULL},
		{IT, "phone", "più tre nove zero cinque quattro uno cinque cinque cinque zero uno zero",
			"+390541555010", "+39 0541 555 010"},
		{IT, "phone", "tre tre tre cinquecentocinquantacinque zero uno quattro due", "3335550142",
			"333 555 0142"},
	};

	(void)state;
	slots_are(cases, sizeof(cases) / sizeof(cases[0]));
}

static void a_date_is_the_next_such_day_within_its_bounds(void **state)
{
	static const struct slot_case cases[] = {
		{EN, "appointment_date", "tomorrow", "2026-11-23", "23 November 2026"},
		{EN, "appointment_date", "the day after tomorrow", "2026-11-24", "24 November 2026"},
		{EN, "appointment_date", "next tuesday", "2026-11-24", "24 November 2026"},
		{EN, "appointment_date", "Tuesday", "2026-11-24", "24 November 2026"},
		{EN, "appointment_date", "sunday", "2026-11-29", "29 November 2026"},
		{EN, "appointment_date", "on tuesday at ten", "2026-11-24", "24 November 2026"},
		{EN, "appointment_date", "tuesday the 24th", "2026-11-24", "24 November 2026"},
		{EN, "appointment_date", "tuesday the 25th", NULL, NULL},
		{EN, "appointment_date", "3 december", "2026-12-03", "3 December 2026"},
		{EN, "appointment_date", "december the 3rd", "2026-12-03", "3 December 2026"},
		{EN, "appointment_date", "3/12", "2026-12-03", "3 December 2026"},
		{EN, "appointment_date", "3.12.2026", "2026-12-03", "3 December 2026"},
		{EN, "appointment_date", "2026-12-03", "2026-12-03", "3 December 2026"},
		{EN, "appointment_date", "the third please", "2026-12-03", "3 December 2026"},
		{EN, "appointment_date", "twenty third of december", "2026-12-23", "23 December 2026"},
		{EN, "appointment_date", "3 december twenty twenty six", "2026-12-03", "3 December 2026"},
		{EN, "appointment_date", "january 5", "2027-01-05", "5 January 2027"},
		{EN, "appointment_date", "3 march", NULL, NULL},
		{EN, "appointment_date", "today", NULL, NULL},
		{EN, "appointment_date", "31 november", NULL, NULL},
		{EN, "appointment_date", "3 december or 4 december", NULL, NULL},
		{EN, "appointment_date", "some day", NULL, NULL},
		{EN, "appointment_date", "99/99/9999", NULL, NULL},
		{IT, "appointment_date", "domani", "2026-11-23", "23 novembre 2026"},
		{IT, "appointment_date", "il 3 dicembre", "2026-12-03", "3 dicembre 2026"},
		{IT, "appointment_date", "il primo dicembre", "2026-12-01", "1 dicembre 2026"},
		{IT, "appointment_date", "martedì prossimo", "2026-11-24", "24 novembre 2026"},
		{IT, "appointment_date", "martedi alle dieci", "2026-11-24", "24 novembre 2026"},
		{IT, "appointment_date", "il 15", "2026-12-15", "15 dicembre 2026"},
		{IT, "appointment_date", "giovedì 3 dicembre", "2026-12-03", "3 dicembre 2026"},
		{IT, "appointment_date", "3 dicembre duemilaventisei", "2026-12-03", "3 dicembre 2026"},
	};

	(void)state;
	slots_are(cases, sizeof(cases) / sizeof(cases[0]));
}

static void a_birthday_is_in_the_past_and_never_shown(void **state)
{
	static const struct slot_case cases[] = {
		{EN, "birth_date", "14 march 1962", "1962-03-14", "**********"},
		{EN, "birth_date", "march the 14th, 1962", "1962-03-14", "**********"},
		{EN, "birth_date", "14/3/62", "1962-03-14", "**********"},
		{EN, "birth_date", "1962-03-14", "1962-03-14", "**********"},
		{EN, "birth_date", "the fourteenth of march nineteen sixty two", "1962-03-14", "**********"},
		{EN, "birth_date", "second of may 1975", "1975-05-02", "**********"},
		{EN, "birth_date", "29 february 1964", "1964-02-29", "**********"},
		{EN, "birth_date", "29 february 1963", NULL, NULL},
		{EN, "birth_date", "31 june 1970", NULL, NULL},
		{EN, "birth_date", "14 march 2030", NULL, NULL},
		{IT, "birth_date", "quattordici marzo 1962", "1962-03-14", "**********"},
		{IT, "birth_date", "il primo gennaio millenovecentosessantadue", "1962-01-01", "**********"},
	};

	(void)state;
	slots_are(cases, sizeof(cases) / sizeof(cases[0]));
}

static void a_time_is_read_in_figures_words_and_halves_of_the_day(void **state)
{
	static const struct slot_case cases[] = {
		{EN, "appointment_time", "14:30", "14:30", "14:30"},
		{EN, "appointment_time", "14 30", "14:30", "14:30"},
		{EN, "appointment_time", "1430", "14:30", "14:30"},
		{EN, "appointment_time", "2 pm", "14:00", "14:00"},
		{EN, "appointment_time", "2:15 p.m.", "14:15", "14:15"},
		{EN, "appointment_time", "ten thirty", "10:30", "10:30"},
		{EN, "appointment_time", "at ten", "10:00", "10:00"},
		{EN, "appointment_time", "at three in the afternoon", "15:00", "15:00"},
		{EN, "appointment_time", "9 in the morning", "09:00", "09:00"},
		{EN, "appointment_time", "09.15", "09:15", "09:15"},
		{EN, "appointment_time", "2", "14:00", "14:00"},
		{EN, "appointment_time", "12 am", "00:00", "00:00"},
		{EN, "appointment_time", "25:00", NULL, NULL},
		{EN, "appointment_time", "10:75", NULL, NULL},
		{EN, "appointment_time", "whenever", NULL, NULL},
		{IT, "appointment_time", "alle 14", "14:00", "14:00"},
		{IT, "appointment_time", "alle quattordici e trenta", "14:30", "14:30"},
		{IT, "appointment_time", "alle tre del pomeriggio", "15:00", "15:00"},
		{IT, "appointment_time", "alle 9 e 45", "09:45", "09:45"},
	};

	(void)state;
	slots_are(cases, sizeof(cases) / sizeof(cases[0]));
}

static void a_name_loses_its_lead_in_and_gains_its_capitals(void **state)
{
	static const struct slot_case cases[] = {
		{EN, "name", "my name is anna rossi", "Anna Rossi", "Anna Rossi"},
		{EN, "name", "Anna  Rossi please", "Anna Rossi", "Anna Rossi"},
		{EN, "name", "I'm John O'Neill", "John O'Neill", "John O'Neill"},
		{EN, "name", "MARIA DE LUCA", "Maria De Luca", "Maria De Luca"},
		{EN, "name", "jean-luc mcDonald", "Jean-Luc McDonald", "Jean-Luc McDonald"},
		{EN, "name", "José García", "José García", "José García"},
		{EN, "name", "'anna-' rossi'", "Anna'Rossi", "Anna'Rossi"},
		{EN, "name", "4 Rossi", NULL, NULL},
		{EN, "name", "X", NULL, NULL},
		{EN, "name", "please", NULL, NULL},
		{EN, "name", "", NULL, NULL},
		{IT, "name", "mi chiamo elena d'angelo", "Elena D'Angelo", "Elena D'Angelo"},
		{IT, "name", "buongiorno sono niccolò", "Niccolò", "Niccolò"},
		{IT, "name", "il mio nome è àngela", "Àngela", "Àngela"},
	};

	(void)state;
	slots_are(cases, sizeof(cases) / sizeof(cases[0]));
}

static void free_text_is_trimmed_and_too_little_is_refused(void **state)
{
	static const struct slot_case cases[] = {
		{EN, "complaint_text", "  the \t queue\nwas  ", "the queue was", "the queue was"},
		{EN, "complaint_text", "x", NULL, NULL},
		{EN, "complaint_text", "   ", NULL, NULL},
	};

	(void)state;
	slots_are(cases, sizeof(cases) / sizeof(cases[0]));
}

static void a_choice_is_kept_by_id_and_said_by_label(void **state)
{
	static const struct slot_case cases[] = {
		{EN, "card_kind", "the second one", "credit", "Credit card"},
		{IT, "card_kind", "prepagata", "prepaid", "Carta prepagata"},
		{EN, "card_kind", "qwerty", NULL, NULL},
	};

	(void)state;
	slots_are(cases, sizeof(cases) / sizeof(cases[0]));
}

struct amount_case {
	uint8_t language;
	const char *words;
	int64_t cents;
};

static void an_amount_is_read_in_both_punctuations_and_in_words(void **state)
{
	static const struct amount_case cases[] = {
		{EN, "1250", 125000},
		{EN, "1.250,50", 125050},
		{EN, "1,250.50", 125050},
		{EN, "1,250", 125000},
		{EN, "1.250", 125000},
		{EN, "12,5", 1250},
		{EN, "€ 300", 30000},
		{EN, "300€", 30000},
		{EN, "€300.05", 30005},
		{EN, "1 250", 125000},
		{EN, "three hundred euros", 30000},
		{EN, "twelve euros fifty", 1250},
		{EN, "twelve euros and fifty cents", 1250},
		{EN, "two thousand five hundred", 250000},
		{EN, "2 thousand euro", 200000},
		{EN, "one transfer of 300 euros", 30000},
		{EN, "0", -1},
		{EN, "5001", -1},
		{EN, "99999999999", -1},
		{EN, "300 or 400", -1},
		{EN, "lots", -1},
		{EN, "-5", -1},
		{IT, "milleduecentocinquanta euro", 125000},
		{IT, "venti euro e cinquanta", 2050},
		{IT, "dodici virgola cinque", 1250},
		{IT, "un bonifico di 300 euro", 30000},
		{IT, "trecento", 30000},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct units u;
		int64_t cents;

		assert_true(units_read(&u, bank, cases[i].language, cases[i].words, false));
		cents = amount_cents(&u, 1, 5000);
		if (cents != cases[i].cents)
			fail_msg("\"%s\": %lld", cases[i].words, (long long)cents);
	}
}

static void without_a_clock_only_a_full_date_fits(void **state)
{
	char value[FREE_TEXT_BYTES_MAX];
	uint16_t slot = content_find_slot(bank, "appointment_date");

	(void)state;
	assert_true(slot_parse(bank, slot, EN, 0, "3 december 2026", value, sizeof(value)));
	assert_string_equal(value, "2026-12-03");
	assert_false(slot_parse(bank, slot, EN, 0, "tomorrow", value, sizeof(value)));
	assert_false(slot_parse(bank, slot, EN, 0, "3 december", value, sizeof(value)));
	assert_string_equal(value, "");
}

static void every_day_of_two_centuries_is_the_same_there_and_back(void **state)
{
	(void)state;
	for (int32_t day = -36525; day < 36525; day++) {
		int32_t y;
		int32_t m;
		int32_t d;

		date_civil(day, &y, &m, &d);
		assert_int_equal(date_day(y, m, d), day);
	}
}

/* Whatever somebody types, a slot takes it or leaves it, and what it keeps fits and is read back the same. */
static void no_sentence_breaks_a_slot(void **state)
{
	static const char *const pieces[] = {"4", "12", "2026", "four", "double", "march", "next", "tuesday", "the",
		"3rd", "/", ".", ",", "-", "+", " ", " ", " ", "\xe2\x82\xac", "euro", "cents", "mille", "cento",
		"ventuno", "pm", "\xc3", "'", "d'", "\xf0\x9f\x98\x80", "99999999999999999999", "and", "um", "last",
		"of", "anna", "\n"};
	struct rng rng = {7};

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char words[WORDS_BYTES_MAX] = "";
		char value[FREE_TEXT_BYTES_MAX];
		char said[64];
		uint16_t slot = (uint16_t)rng_below(&rng, bank->slots.count);
		uint32_t count = 1 + rng_below(&rng, 12);

		for (uint32_t i = 0; i < count; i++)
			strncat(words, pieces[rng_below(&rng, sizeof(pieces) / sizeof(pieces[0]))],
				sizeof(words) - strlen(words) - 1);
		if (!slot_parse(bank, slot, (uint8_t)rng_below(&rng, 2), now_s, words, value, sizeof(value)))
			assert_string_equal(value, "");
		slot_say(bank, slot, EN, value, said, sizeof(said));
		assert_true(strlen(said) < sizeof(said));
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(digits_are_read_written_spoken_doubled_and_in_pairs),
		cmocka_unit_test(a_telephone_number_keeps_its_plus_and_is_said_in_groups),
		cmocka_unit_test(a_date_is_the_next_such_day_within_its_bounds),
		cmocka_unit_test(a_birthday_is_in_the_past_and_never_shown),
		cmocka_unit_test(a_time_is_read_in_figures_words_and_halves_of_the_day),
		cmocka_unit_test(a_name_loses_its_lead_in_and_gains_its_capitals),
		cmocka_unit_test(free_text_is_trimmed_and_too_little_is_refused),
		cmocka_unit_test(a_choice_is_kept_by_id_and_said_by_label),
		cmocka_unit_test(an_amount_is_read_in_both_punctuations_and_in_words),
		cmocka_unit_test(without_a_clock_only_a_full_date_fits),
		cmocka_unit_test(every_day_of_two_centuries_is_the_same_there_and_back),
		cmocka_unit_test(no_sentence_breaks_a_slot),
	};

	return cmocka_run_group_tests(tests, open_bank, close_bank);
}
