/* Dates and times: what is one, what is unclear, and what there is no such day or hour for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bank_help.h"

#include "understand/when.h"

enum { TODAY = 20779 /* Sunday 22 November 2026 */, UNCLEAR = -1 };

struct date_case {
	uint8_t language;
	const char *words;
	int32_t year, month, day; /* year 0: none, or not clear */
};

static int32_t date_of(uint8_t language, const char *words, int32_t today, bool past)
{
	struct units u;

	assert_true(units_read(&u, bank, language, words, true));
	return when_date(&u, today, past);
}

static void dates_are(const struct date_case *cases, size_t count, int32_t today, bool past)
{
	for (size_t i = 0; i < count; i++) {
		const struct date_case *s = &cases[i];
		int32_t day = date_of(s->language, s->words, today, past);
		int32_t expected = s->year ? date_day(s->year, s->month, s->day) : DATE_NONE;

		if (day != expected)
			fail_msg("\"%s\" is day %d, not %d", s->words, (int)day, (int)expected);
	}
}

static void a_day_that_no_calendar_has_is_none(void **state)
{
	(void)state;
	assert_int_equal(date_day(1970, 1, 1), 0);
	assert_int_equal(date_day(9999, 12, 31), DATE_LAST);
	assert_int_equal(date_day(1, 1, 1), -719162);
	assert_int_equal(date_day(0, 12, 31), DATE_NONE);
	assert_int_equal(date_day(10000, 1, 1), DATE_NONE);
	assert_int_equal(date_day(2026, 0, 1), DATE_NONE);
	assert_int_equal(date_day(2026, 13, 1), DATE_NONE);
	assert_int_equal(date_day(2026, 1, 0), DATE_NONE);
	assert_int_equal(date_day(2026, 1, 32), DATE_NONE);
	assert_int_equal(date_day(2026, 2, 29), DATE_NONE);
	assert_int_equal(date_day(1900, 2, 29), DATE_NONE);
	assert_int_equal(date_day(2000, 2, 29), 11016);
}

static void a_written_date_needs_its_signs_and_its_parts(void **state)
{
	static const struct date_case cases[] = {
		{EN, "2026-12-03", 2026, 12, 3}, {EN, "2026/12/03", 2026, 12, 3}, {EN, "2026.12.03", 2026, 12, 3},
		{EN, "2026 12 03", 0, 0, 0},                /* no signs: the year stands first in no country's habit */
		{EN, "2026-12 03", 0, 0, 0},                /* one sign is missing */
		{EN, "2026-12", 0, 0, 0},                   /* no day */
		{EN, "2026-12-03 2026-12-03", 2026, 12, 3}, /* the same twice */
		{EN, "2026-12-03 2027-12-03", 0, 0, 0},     /* two years */
		{EN, "2026-12-03 2026-11-03", 0, 0, 0},     /* two months */
		{EN, "2026-12-03 2026-12-04", 0, 0, 0},     /* two days */
		{EN, "3 12 26", 2026, 12, 3}, {EN, "3/12/2026", 2026, 12, 3}, {EN, "3/12", 2026, 12, 3},
		{EN, "3 12", 0, 0, 0},      /* may be anything */
		{EN, "3/122", 0, 0, 0},     /* no month has three digits */
		{EN, "3/12/026", 0, 0, 0},  /* nor a year */
		{EN, "3/12 4/12", 0, 0, 0}, /* two days */
		{EN, "3/12 3/11", 0, 0, 0}, /* two months */
	};

	(void)state;
	dates_are(cases, sizeof(cases) / sizeof(cases[0]), TODAY, false);
}

/* A zero was once taken for "not said": 15/00 became the next 15th, 3/12/0000 the next 3 December. */
static void a_zero_is_no_day_month_or_year(void **state)
{
	static const struct date_case cases[] = {
		{EN, "15/00", 0, 0, 0}, {EN, "00/12", 0, 0, 0}, {EN, "3/12/0000", 0, 0, 0}, {EN, "0000-12-03", 0, 0, 0},
		{EN, "15/00/2026", 0, 0, 0}, {EN, "0 december", 0, 0, 0},
		{EN, "3/12/00", 2000, 12, 3}, /* two digits: the year 2000 */
	};

	(void)state;
	dates_are(cases, sizeof(cases) / sizeof(cases[0]), TODAY, false);
}

static void a_year_is_said_in_one_number_or_in_two(void **state)
{
	static const struct date_case cases[] = {
		{EN, "march 3 twenty twenty seven", 2027, 3, 3},
		{EN, "march 3 nineteen sixty two", 1962, 3, 3},
		{EN, "march twenty", 2027, 3, 20}, /* a day, no beginning of a year */
		{EN, "march nineteen", 2027, 3, 19},
		{EN, "march nineteen one", 0, 0, 0},           /* no year has one digit behind nineteen */
		{EN, "march 3 nineteen two hundred", 0, 0, 0}, /* nor three */
		{EN, "march 3 1899", 0, 0, 0},
		{EN, "march 3 3000", 0, 0, 0},
		{EN, "march 3 2999", 2999, 3, 3},
	};

	(void)state;
	dates_are(cases, sizeof(cases) / sizeof(cases[0]), TODAY, false);
}

static void an_ordinal_ends_the_day_of_the_month(void **state)
{
	static const struct date_case cases[] = {
		{EN, "the twenty first of december", 2026, 12, 21},
		{EN, "december 3rd", 2026, 12, 3},
		{EN, "third of december", 2026, 12, 3},
		{EN, "ten first december", 0, 0, 0},        /* ten and first are two days */
		{EN, "twenty two first december", 0, 0, 0}, /* so are these */
		{EN, "thirty second december", 0, 0, 0},
		{IT, "il primo dicembre", 2026, 12, 1},
	};

	(void)state;
	dates_are(cases, sizeof(cases) / sizeof(cases[0]), TODAY, false);
}

static void what_is_said_beside_a_date_must_agree_with_it(void **state)
{
	static const struct date_case cases[] = {
		{EN, "tomorrow", 2026, 11, 23},
		{EN, "tomorrow december", 0, 0, 0},
		{EN, "tomorrow the 5th", 0, 0, 0},
		{EN, "today tomorrow", 0, 0, 0},
		{EN, "monday tuesday", 0, 0, 0},
		{EN, "tuesday 24 november", 2026, 11, 24},
		{EN, "wednesday 24 november", 0, 0, 0},
		{EN, "tuesday december", 0, 0, 0},
		{EN, "december", 0, 0, 0},
		{EN, "march april 3", 0, 0, 0},
	};

	(void)state;
	dates_are(cases, sizeof(cases) / sizeof(cases[0]), TODAY, false);
}

/* A weekday of a past date was once the next one, and so never fitted. */
static void in_the_past_the_last_such_day_is_meant(void **state)
{
	static const struct date_case cases[] = {
		{EN, "saturday", 2026, 11, 21}, {EN, "monday", 2026, 11, 16},
		{EN, "sunday", 2026, 11, 15}, /* today is said as "today" */
		{EN, "3 december", 2025, 12, 3}, {EN, "22 november", 2026, 11, 22}, {EN, "the 23rd", 2026, 10, 23},
		{EN, "14/3/62", 1962, 3, 14}, /* 2062 is not past */
		{EN, "14/3/12", 2012, 3, 14},
		{EN, "14/3/2062", 2062, 3, 14}, /* said in full: for the bounds to refuse */
	};
	static const struct date_case ahead[] = {
		{EN, "saturday", 2026, 11, 28},
		{EN, "monday", 2026, 11, 23},
		{EN, "sunday", 2026, 11, 29},
	};

	(void)state;
	dates_are(cases, sizeof(cases) / sizeof(cases[0]), TODAY, true);
	dates_are(ahead, sizeof(ahead) / sizeof(ahead[0]), TODAY, false);
}

static void without_a_clock_nothing_is_counted_from_today(void **state)
{
	static const struct date_case cases[] = {
		{EN, "14/3/62", 2062, 3, 14}, /* nobody knows what is past */
		{EN, "14 march 1962", 1962, 3, 14},
		{EN, "saturday", 0, 0, 0},
		{EN, "tomorrow", 0, 0, 0},
		{EN, "3 december", 0, 0, 0},
	};

	(void)state;
	dates_are(cases, sizeof(cases) / sizeof(cases[0]), DATE_NONE, true);
}

static void the_next_29_february_may_be_years_away(void **state)
{
	(void)state;
	assert_int_equal(date_of(EN, "29 february", TODAY, false), date_day(2028, 2, 29));
	assert_int_equal(date_of(EN, "29 february", TODAY, true), date_day(2024, 2, 29));
	assert_int_equal(date_of(EN, "29 february", date_day(2097, 1, 1), false), DATE_NONE);
	assert_int_equal(date_of(EN, "31 december", DATE_LAST, false), DATE_LAST);
	assert_int_equal(date_of(EN, "1 january", DATE_LAST, false), DATE_NONE); /* the calendar has ended */
}

struct time_case {
	uint8_t language;
	const char *words;
	int32_t hour; /* UNCLEAR */
	int32_t minute;
};

static void times_are(const struct time_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct time_case *s = &cases[i];
		int32_t expected = s->hour == UNCLEAR ? UNCLEAR : s->hour * 60 + s->minute;
		struct units u;
		int32_t found;

		assert_true(units_read(&u, bank, s->language, s->words, false));
		found = when_time(&u);
		if (found != expected)
			fail_msg("\"%s\" is minute %d, not %d", s->words, (int)found, (int)expected);
	}
}

static void the_half_of_the_day_is_said_in_many_ways(void **state)
{
	static const struct time_case cases[] = {
		{EN, "2 p.m.", 14, 0},
		{EN, "2 P M", 14, 0},
		{EN, "9 a.m.", 9, 0},
		{EN, "12 a.m.", 0, 0},
		{EN, "12 pm", 12, 0},
		{EN, "9 b m", 9, 0}, /* no such half: a word like others */
		{EN, "9 in the evening", 21, 0},
		{EN, "pm", UNCLEAR, 0}, /* no hour */
		{EN, "14 pm", 14, 0},
		{EN, "7", 7, 0}, /* businesses open in the morning */
		{EN, "6", 18, 0},
		{EN, "1", 13, 0},
		{EN, "0", 0, 0},
		{EN, "03:00", 3, 0}, /* written so, it is the night */
		{IT, "le tre di mattina", 3, 0},
		{IT, "le nove di sera", 21, 0},
	};

	(void)state;
	times_are(cases, sizeof(cases) / sizeof(cases[0]));
}

static void an_hour_that_no_clock_shows_is_none(void **state)
{
	static const struct time_case cases[] = {
		{EN, "24:00", 0, 0},
		{EN, "24:30", UNCLEAR, 0},
		{EN, "25", UNCLEAR, 0},
		{EN, "10:60", UNCLEAR, 0},
		{EN, "10:5", UNCLEAR, 0},     /* minutes have two digits */
		{EN, "10:30:15", UNCLEAR, 0}, /* a third number */
		{EN, "143", UNCLEAR, 0},
		{EN, "0930", 9, 30},
		{EN, "0300", 3, 0},
		{EN, "2460", UNCLEAR, 0},
		{EN, "9999999999", UNCLEAR, 0},
		{EN, "", UNCLEAR, 0},
	};

	(void)state;
	times_are(cases, sizeof(cases) / sizeof(cases[0]));
}

/* Once "half past ten" was ten o'clock, "twenty to four" four minutes past eight in the evening, and "le tre e un
 * quarto" one minute past three. */
static void minutes_may_be_said_before_and_behind_their_hour(void **state)
{
	static const struct time_case cases[] = {
		{EN, "half past ten", 10, 30},
		{EN, "half past 3", 15, 30},
		{EN, "half ten", UNCLEAR, 0}, /* half past in London, half an hour earlier in Berlin */
		{EN, "a quarter past nine", 9, 15},
		{EN, "quarter to ten in the morning", 9, 45},
		{EN, "quarter to one", 12, 45},
		{EN, "quarter to midnight", UNCLEAR, 0}, /* no hour */
		{EN, "ten past three", 15, 10},
		{EN, "5 minutes past 11", 11, 5},
		{EN, "twenty to four", 15, 40},
		{EN, "10 to 9", 8, 50},
		{EN, "ten minutes before nine", 8, 50},
		{EN, "three quarters past nine", 9, 45},
		{EN, "5 to 0", 23, 55},
		{EN, "sixty past three", UNCLEAR, 0},
		{EN, "sixty to three", UNCLEAR, 0},
		{EN, "ten past 1430", UNCLEAR, 0},
		{EN, "ten past three thirty", UNCLEAR, 0},
		{EN, "half past", UNCLEAR, 0},
		{EN, "quarter", UNCLEAR, 0},
		{IT, "alle tre e mezza", 15, 30},
		{IT, "alle nove e mezzo", 9, 30},
		{IT, "alle tre e un quarto", 15, 15},
		{IT, "alle nove e tre quarti", 9, 45},
		{IT, "alle dieci meno un quarto", 9, 45},
		{IT, "alle dieci meno venti", 9, 40},
		{IT, "alle 10 meno 5 minuti", 9, 55},
		{IT, "alle nove e dieci", 9, 10},
		{IT, "alle dieci meno", 10, 0},
		{IT, "alle dieci meno male", 10, 0},
		{IT, "alle dieci e mezza e un quarto", UNCLEAR, 0},
		{IT, "mezza", UNCLEAR, 0},
	};

	(void)state;
	times_are(cases, sizeof(cases) / sizeof(cases[0]));
}

/* The second of two hours was once taken for minutes: "ten or eleven" was 10:11. */
static void of_two_times_none_is_meant(void **state)
{
	static const struct time_case cases[] = {
		{EN, "ten or eleven", UNCLEAR, 0},
		{EN, "from 9 to 12", UNCLEAR, 0},
		{EN, "9 in the morning or 10", UNCLEAR, 0},
		{EN, "9 p.m. or 10", UNCLEAR, 0},
		{EN, "at ten for 2 people", UNCLEAR, 0},
		{EN, "at ten for half an hour", UNCLEAR, 0},
		{IT, "dalle 10 alle 12", UNCLEAR, 0},
		{EN, "14h30", 14, 30},
		{EN, "ten o'clock", 10, 0},
		{EN, "ten um thirty", 10, 30},
		{EN, "ten point thirty", 10, 30},
		{EN, "at ten with my daughter", 10, 0},
		{IT, "le ore dieci e trenta", 10, 30},
	};

	(void)state;
	times_are(cases, sizeof(cases) / sizeof(cases[0]));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_that_no_calendar_has_is_none),
		cmocka_unit_test(a_written_date_needs_its_signs_and_its_parts),
		cmocka_unit_test(a_zero_is_no_day_month_or_year),
		cmocka_unit_test(a_year_is_said_in_one_number_or_in_two),
		cmocka_unit_test(an_ordinal_ends_the_day_of_the_month),
		cmocka_unit_test(what_is_said_beside_a_date_must_agree_with_it),
		cmocka_unit_test(in_the_past_the_last_such_day_is_meant),
		cmocka_unit_test(without_a_clock_nothing_is_counted_from_today),
		cmocka_unit_test(the_next_29_february_may_be_years_away),
		cmocka_unit_test(the_half_of_the_day_is_said_in_many_ways),
		cmocka_unit_test(an_hour_that_no_clock_shows_is_none),
		cmocka_unit_test(minutes_may_be_said_before_and_behind_their_hour),
		cmocka_unit_test(of_two_times_none_is_meant),
	};

	return cmocka_run_group_tests(tests, open_bank, close_bank);
}
