/* Values as they are said back, also those that are damaged or come from another content; and slots that the bank has
 * not, made of its own: a sum of money, a number without bounds, a day on either side of today. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bank_help.h"

#include "understand/slot.h"
#include "understand/when.h"

static const int64_t now_s = INT64_C(20779) * SECONDS_PER_DAY + 36000; /* Sunday 22 November 2026 */

static struct content *own; /* a copy of the bank, for each test its own */

static int open_own(void **state)
{
	(void)state;
	own = malloc(bank->header.bytes);
	if (own)
		memcpy(own, bank, bank->header.bytes);
	return own == NULL;
}

static int close_own(void **state)
{
	(void)state;
	site_close(own);
	return 0;
}

/* The slot of that name as another one. */
static uint16_t slot_of(const char *id, enum slot_type type, int32_t min, int32_t max)
{
	uint16_t slot = content_find_slot(own, id);
	struct content_slot *s = (struct content_slot *)(uintptr_t)content_slot(own, slot);

	s->type = (uint16_t)type;
	s->min = min;
	s->max = max;
	s->flags = 0;
	return slot;
}

static void said_is(uint16_t slot, uint8_t language, const char *value, const char *expected)
{
	char said[64];

	slot_say(own, slot, language, value, said, sizeof(said));
	if (strcmp(said, expected) != 0)
		fail_msg("\"%s\" is said \"%s\"", value, said);
}

static void value_is(uint16_t slot, const char *words, const char *expected)
{
	char value[FREE_TEXT_BYTES_MAX];
	bool fits = slot_parse(own, slot, EN, now_s, words, value, sizeof(value));

	if (fits != (expected != NULL) || strcmp(value, expected ? expected : "") != 0)
		fail_msg("\"%s\" is \"%s\"", words, value);
}

static void a_sum_is_kept_in_figures_and_said_with_its_currency(void **state)
{
	uint16_t slot = slot_of("customer_number", SLOT_AMOUNT, 1, 5000);
	char said[64];

	(void)state;
	value_is(slot, "three hundred euros", "300");
	value_is(slot, "1.250,50", "1250.50");
	value_is(slot, "12 euros and 5 cents", "12.05");
	value_is(slot, "5001", NULL);
	value_is(slot, "lots", NULL);
	snprintf(said, sizeof(said), "%s 1250.50", content_string(own, own->site.currency));
	said_is(slot, EN, "1250.50", said);
	said_is(slot, EN, "", ""); /* nothing was given: no lonely currency */
	own->site.currency = 0;
	said_is(slot, EN, "1250.50", "1250.50");
}

static void a_number_without_bounds_is_as_long_as_there_is_room_for(void **state)
{
	uint16_t slot = slot_of("customer_number", SLOT_DIGITS, 0, 0);
	char few[5];

	(void)state;
	value_is(slot, "7", "7");
	value_is(slot, "1234567890123456789012345678901234567890", "1234567890123456789012345678901234567890");
	value_is(slot, "12345678901234567890123456789012345678901", NULL);
	slot_of("customer_number", SLOT_DIGITS, 1, 1000);
	value_is(slot, "12345678901234567890123456789012345678901", NULL);
	assert_false(slot_parse(own, slot, EN, now_s, "12345", few, sizeof(few)));
	assert_string_equal(few, "");
}

static void a_day_may_lie_on_either_side_of_today(void **state)
{
	uint16_t slot = slot_of("appointment_date", SLOT_DATE, -7, 7);

	(void)state;
	value_is(slot, "29 november 2026", "2026-11-29");
	value_is(slot, "15 november 2026", "2026-11-15");
	value_is(slot, "30 november 2026", NULL);
	value_is(slot, "14 november 2026", NULL);
	value_is(slot, "monday", "2026-11-23"); /* ahead, unless all of it is past */
	slot_of("appointment_date", SLOT_DATE, 0, 7);
	value_is(slot, "today", "2026-11-22");
	value_is(slot, "21 november 2026", NULL);
	slot_of("appointment_date", SLOT_DATE, 0, 0); /* no bounds */
	value_is(slot, "14 november 1926", "1926-11-14");
	slot_of("appointment_date", SLOT_DATE, -7, 0);
	value_is(slot, "monday", "2026-11-16");
}

/* A clock that has leapt beyond the calendar, or behind its beginning, is as good as none. */
static void a_clock_beyond_the_calendar_is_none(void **state)
{
	static const int64_t clocks[] = {INT64_MAX, INT64_MIN, -1, 0, ((int64_t)DATE_LAST + 1) * SECONDS_PER_DAY,
		(INT64_C(1) << 31) * SECONDS_PER_DAY};
	uint16_t slot = slot_of("appointment_date", SLOT_DATE, 0, 60);
	char value[VALUE_BYTES_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof(clocks) / sizeof(clocks[0]); i++) {
		assert_false(slot_parse(own, slot, EN, clocks[i], "tomorrow", value, sizeof(value)));
		assert_true(slot_parse(own, slot, EN, clocks[i], "3 december 2026", value, sizeof(value)));
		assert_string_equal(value, "2026-12-03");
	}
	assert_true(
		slot_parse(own, slot, EN, (int64_t)DATE_LAST * SECONDS_PER_DAY, "31 december", value, sizeof(value)));
	assert_string_equal(value, "9999-12-31");
}

static void a_damaged_date_is_said_as_it_stands(void **state)
{
	static const char *const values[] = {"2026-13-01", "2026-00-01", "2026-1a-01", "2026-a1-01", "2026-1.-01",
		"2026-.1-01", "2026-12-x1", "2026-12-1", "", "soon"};
	uint16_t slot = slot_of("appointment_date", SLOT_DATE, 0, 0);

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		said_is(slot, EN, values[i], values[i]);
	said_is(slot, EN, "2026-12-01", "1 December 2026");
}

static struct content_word *month_of(uint8_t language, int32_t month)
{
	for (uint32_t i = 0; i < own->words.count; i++) {
		struct content_word *w = (struct content_word *)(uintptr_t)content_word(own, i);

		if (w->kind == WORDS_MONTHS && w->language == language && w->value == month)
			return w;
	}
	return NULL;
}

static void a_month_is_written_as_its_language_writes_it(void **state)
{
	uint16_t slot = slot_of("appointment_date", SLOT_DATE, 0, 0);
	char *code = (char *)(uintptr_t)content_string(own, own->site.language[IT]);
	char *may = (char *)(uintptr_t)content_string(own, month_of(EN, 5)->phrase);

	(void)state;
	said_is(slot, IT, "2026-03-01", "1 marzo 2026");
	code[0] = 'd';
	code[1] = 'e';
	said_is(slot, IT, "2026-03-01", "1 Marzo 2026");
	code[0] = 'i';
	code[1] = 't';
	may[0] = '1'; /* no letter: there is nothing to write large */
	said_is(slot, EN, "2026-05-02", "2 1ay 2026");
	may[0] = '~';
	said_is(slot, EN, "2026-05-02", "2 ~ay 2026");
	month_of(EN, 5)->phrase = 0;
	said_is(slot, EN, "2026-05-02", "2026-05-02"); /* the month has no word */
}

static void a_telephone_number_is_grouped_by_its_country(void **state)
{
	static const struct {
		const char *value;
		const char *said;
	} cases[] = {
		{"+15551234567", "+1 555 123 4567"},
		{"+74951234567", "+7 495 123 4567"},
		{"+390541555010", "+39 0541 555 010"},
		{"+3780549123456", "+378 0549 123 456"}, /* three digits: San Marino */
		{"+39", "+39"},                          /* cut: a country and nobody in it */
		{"+3912", "+39 12"},
		{"5", "5"},
		{"05", "05"},
		{"0541", "0541"},
		{"1234567", "123 4567"},
		{"12345678", "12 345 678"},
		{"", ""},
	};
	uint16_t slot = content_find_slot(own, "phone");

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		said_is(slot, EN, cases[i].value, cases[i].said);
}

static void what_has_no_room_is_cut_and_ends(void **state)
{
	char few[6];

	(void)state;
	slot_say(own, content_find_slot(own, "phone"), EN, "+390541555010", few, sizeof(few));
	assert_string_equal(few, "+39 0");
	slot_say(own, content_find_slot(own, "card_last4"), EN, "423912345", few, sizeof(few));
	assert_string_equal(few, "*****");
	slot_say(own, slot_of("appointment_date", SLOT_DATE, 0, 0), EN, "2026-12-01", few, sizeof(few));
	assert_string_equal(few, "1 Dec");
}

static void free_text_keeps_what_fits_and_no_blanks_of_any_kind(void **state)
{
	uint16_t slot = slot_of("complaint_text", SLOT_TEXT, 0, 0);
	char value[10];

	(void)state;
	value_is(slot, "\xc2\xa0the\xc2\xa0\x7fqueue ", "the queue");
	assert_true(slot_parse(own, slot, EN, now_s, "the queue was long", value, sizeof(value)));
	assert_string_equal(value, "the qu"); /* room for a letter of any size is kept */
	assert_true(slot_parse(own, slot, EN, now_s, "abcdef ghi", value, sizeof(value)));
	assert_string_equal(value, "abcdef");
}

static void a_name_keeps_its_signs_however_they_are_typed(void **state)
{
	uint16_t slot = content_find_slot(own, "name");
	char value[10];

	(void)state;
	value_is(slot,
		"elena d\xe2\x80\x99"
		"angelo",
		"Elena D'Angelo");
	value_is(slot, "elena d`angelo", "Elena D'Angelo");
	value_is(slot, "jean\xe2\x80\x90luc", "Jean-Luc");
	value_is(slot, "jean\xe2\x80\x91luc", "Jean-Luc");
	value_is(slot, "rossi, anna", "Rossi Anna");
	value_is(slot, "anna ro$$i", NULL);
	value_is(slot, "anna r0ssi", NULL);
	value_is(slot,
		"\xc5\xbe"
		"an \xc4\x8d"
		"ern\xc3\xbd",
		"\xc5\xbd"
		"an \xc4\x8c"
		"ern\xc3\xbd");
	value_is(slot, "\xd1\x91\xd0\xb6", "\xd0\x81\xd0\xb6");
	value_is(slot, "\xe7\x8e\x8b\xe8\x8a\xb3", "\xe7\x8e\x8b\xe8\x8a\xb3");
	value_is(slot, "a b c d e f", "A B C D E F");
	value_is(slot, "a b c d e f g", NULL);
	assert_false(slot_parse(own, slot, EN, now_s, "anna rossi", value, sizeof(value)));
}

/* Longer than a sentence is read: no slot takes its beginning for all of it. */
static void a_sentence_without_end_fits_no_slot(void **state)
{
	static const char *const ids[] = {
		"customer_number", "appointment_date", "appointment_time", "name", "phone", "card_kind"};
	char words[130 * 8 + 1] = "";
	char value[FREE_TEXT_BYTES_MAX];

	(void)state;
	for (int i = 0; i < 130; i++)
		strcat(words, "debit 4 ");
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		assert_false(slot_parse(own, content_find_slot(own, ids[i]), EN, now_s, words, value, sizeof(value)));
		assert_string_equal(value, "");
	}
}

#define OWN(test) cmocka_unit_test_setup_teardown(test, open_own, close_own)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		OWN(a_sum_is_kept_in_figures_and_said_with_its_currency),
		OWN(a_number_without_bounds_is_as_long_as_there_is_room_for),
		OWN(a_day_may_lie_on_either_side_of_today),
		OWN(a_clock_beyond_the_calendar_is_none),
		OWN(a_damaged_date_is_said_as_it_stands),
		OWN(a_month_is_written_as_its_language_writes_it),
		OWN(a_telephone_number_is_grouped_by_its_country),
		OWN(what_has_no_room_is_cut_and_ends),
		OWN(free_text_keeps_what_fits_and_no_blanks_of_any_kind),
		OWN(a_name_keeps_its_signs_however_they_are_typed),
		OWN(a_sentence_without_end_fits_no_slot),
	};

	return cmocka_run_group_tests(tests, open_bank, close_bank);
}
