#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "site/content_load.h"
#include "understand/slot.h"
#include "view/entry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *site;

static int load(void **state)
{
	static struct problems problems;

	(void)state;
	return content_load(FOYER_SOURCE_DIR "/assets/content", &site, &problems) ? -1 : 0;
}

static int unload(void **state)
{
	(void)state;
	free(site);
	return 0;
}

/* Keys one by one; returns how many were taken. */
static unsigned keys(struct entry *entry, const char *text)
{
	const char *end = text + strlen(text);
	uint32_t point;
	unsigned taken = 0;

	while ((point = text_next(&text, end)) != 0)
		taken += entry_key(entry, point);
	return taken;
}

static struct entry of_kind(enum entry_kind kind, uint16_t length_max)
{
	return (struct entry){.kind = (uint8_t)kind, .length_max = length_max};
}

static void each_slot_gets_the_keys_of_its_type(void **state)
{
	const struct content *c = site;

	(void)state;
	for (uint16_t i = 0; i < c->slots.count; i++) {
		const struct content_slot *slot = content_slot(c, i);
		struct effect listen = {.kind = EFFECT_LISTEN};
		struct entry entry;

		listen.listen.slot = i;
		listen.listen.expect = EXPECT_SLOT | EXPECT_UNIVERSAL;
		entry_begin(&entry, c, &listen);
		assert_int_equal(entry.kind, entry_kind_of(c, i));
		assert_int_equal(entry.kind == ENTRY_NONE, slot->type == SLOT_CHOICE);
		assert_int_equal(entry.masked, (slot->flags & SLOT_MASKED) != 0);
		if (slot->type == SLOT_DIGITS)
			assert_int_equal(entry.length_max, slot->max);
	}
}

static void a_question_of_yes_or_no_opens_no_entry(void **state)
{
	struct effect listen = {.kind = EFFECT_LISTEN};
	struct entry entry;

	(void)state;
	listen.listen.slot = 0;
	listen.listen.expect = EXPECT_YES_NO | EXPECT_SLOT | EXPECT_UNIVERSAL;
	entry_begin(&entry, site, &listen);
	assert_int_equal(entry.kind, ENTRY_NONE);
}

static void digits_stop_at_their_number_and_letters_stay_outside(void **state)
{
	struct entry entry = of_kind(ENTRY_DIGITS, 4);

	(void)state;
	assert_int_equal(keys(&entry, "a0+4-2 35"), 4);
	assert_string_equal(entry.text, "0423");
}

static void a_date_gets_its_separators_by_itself_and_loses_them_again(void **state)
{
	struct entry entry = of_kind(ENTRY_DATE, 10);

	(void)state;
	assert_int_equal(keys(&entry, "01122026"), 8);
	assert_string_equal(entry.text, "01/12/2026");
	for (int i = 0; i < 4; i++)
		assert_true(entry_key(&entry, ENTRY_KEY_DELETE));
	assert_string_equal(entry.text, "01/12");
	assert_true(entry_key(&entry, '2'));
	assert_string_equal(entry.text, "01/12/2");
	for (int i = 0; i < 5; i++)
		assert_true(entry_key(&entry, ENTRY_KEY_DELETE));
	assert_string_equal(entry.text, "");
	assert_false(entry_key(&entry, ENTRY_KEY_DELETE));
}

static void what_the_keypad_makes_of_a_date_and_a_time_is_understood(void **state)
{
	const struct content *c = site;
	char value[FREE_TEXT_BYTES_MAX];
	struct entry date = of_kind(ENTRY_DATE, 10);
	struct entry time = of_kind(ENTRY_TIME, 5);

	(void)state;
	keys(&date, "01122026");
	keys(&time, "1430");
	for (uint16_t i = 0; i < c->slots.count; i++) {
		/* Sunday 22 November 2026 */
		int64_t now_s = (int64_t)20779 * 86400;

		if (content_slot(c, i)->type == SLOT_DATE && content_slot(c, i)->min > 0) {
			assert_true(slot_parse(c, i, 0, now_s, date.text, value, sizeof(value)));
			assert_string_equal(value, "2026-12-01");
		}
		if (content_slot(c, i)->type == SLOT_TIME) {
			assert_true(slot_parse(c, i, 0, now_s, time.text, value, sizeof(value)));
			assert_string_equal(value, "14:30");
		}
	}
}

static void an_amount_has_one_point_and_two_cents(void **state)
{
	struct entry entry = of_kind(ENTRY_AMOUNT, 9);

	(void)state;
	keys(&entry, ",12,5,07");
	assert_string_equal(entry.text, "12,50");
}

static void a_plus_stands_only_in_front_of_a_phone_number(void **state)
{
	struct entry entry = of_kind(ENTRY_PHONE, 16);

	(void)state;
	keys(&entry, "+39+0541");
	assert_string_equal(entry.text, "+390541");
}

static void delete_takes_a_whole_letter(void **state)
{
	struct entry entry = of_kind(ENTRY_LETTERS, 40);

	(void)state;
	keys(&entry, "perché");
	assert_true(entry_key(&entry, ENTRY_KEY_DELETE));
	assert_string_equal(entry.text, "perch");
}

static void capitals_are_for_one_letter_also_with_accents(void **state)
{
	struct entry entry = of_kind(ENTRY_LETTERS, 40);

	(void)state;
	assert_true(entry_key(&entry, ENTRY_KEY_SHIFT));
	keys(&entry, "èan");
	assert_true(entry_key(&entry, ENTRY_KEY_SHIFT));
	keys(&entry, "na");
	assert_string_equal(entry.text, "ÈanNa");
}

static void each_word_of_a_name_begins_with_a_capital_by_itself(void **state)
{
	const struct content *c = site;
	struct effect listen = {.kind = EFFECT_LISTEN};
	struct entry entry;

	(void)state;
	listen.listen.expect = EXPECT_SLOT;
	listen.listen.slot = content_find_slot(c, "name");
	entry_begin(&entry, c, &listen);
	keys(&entry, "anna rossi");
	assert_string_equal(entry.text, "Anna Rossi");
	assert_true(entry_key(&entry, ENTRY_KEY_SHIFT));
	keys(&entry, "m");
	assert_string_equal(entry.text, "Anna RossiM");
	for (int i = 0; i < 6; i++)
		assert_true(entry_key(&entry, ENTRY_KEY_DELETE));
	keys(&entry, "bianchi");
	assert_string_equal(entry.text, "Anna Bianchi");
}

static void a_masked_entry_shows_a_dot_for_each_character(void **state)
{
	struct entry entry = of_kind(ENTRY_DIGITS, 8);
	char shown[64];

	(void)state;
	entry.masked = true;
	keys(&entry, "0423");
	entry_shown(&entry, shown, sizeof(shown));
	assert_string_equal(shown, "••••");
	entry_shown(&entry, shown, 8); /* never half a dot */
	assert_string_equal(shown, "••");
}

static void a_masked_date_or_time_shows_its_separators_and_no_dot_for_them(void **state)
{
	struct entry date = of_kind(ENTRY_DATE, 10);
	struct entry time = of_kind(ENTRY_TIME, 5);
	struct entry letters = of_kind(ENTRY_LETTERS, 10);
	char shown[64];

	(void)state;
	date.masked = true;
	time.masked = true;
	letters.masked = true;
	keys(&date, "0112202");
	entry_shown(&date, shown, sizeof(shown));
	assert_string_equal(shown, "••/••/•••");
	keys(&time, "143");
	entry_shown(&time, shown, sizeof(shown));
	assert_string_equal(shown, "••:•");
	keys(&letters, "a/:b");
	entry_shown(&letters, shown, sizeof(shown));
	assert_string_equal(shown, "••••"); /* here they are the customer's own */
}

static void a_card_number_turns_into_dots_as_soon_as_it_is_one(void **state)
{
	struct entry entry = of_kind(ENTRY_LETTERS, 60);
	char shown[128];

	(void)state;
	keys(&entry, "my card 411111111111111");
	entry_shown(&entry, shown, sizeof(shown));
	assert_string_equal(shown, "my card 411111111111111");
	keys(&entry, "1");
	entry_shown(&entry, shown, sizeof(shown));
	assert_null(strpbrk(shown, "0123456789"));
	assert_non_null(strstr(shown, "my card •"));
	assert_string_equal(entry.text, "my card 4111111111111111"); /* the core says why; it must see it to do so */
	keys(&entry, "7 thanks");
	entry_shown(&entry, shown, sizeof(shown));
	assert_null(strstr(shown, "411"));
	assert_non_null(strstr(shown, "•7 thanks"));
}

static void wiping_leaves_nothing(void **state)
{
	struct entry entry = of_kind(ENTRY_LETTERS, 60);
	static const struct entry nothing;

	(void)state;
	keys(&entry, "Anna Rossi");
	entry_wipe(&entry);
	assert_memory_equal(&entry, &nothing, sizeof(entry));
}

static void no_flood_of_keys_overruns_the_entry(void **state)
{
	struct entry entry = of_kind(ENTRY_LETTERS, UINT16_MAX);

	(void)state;
	for (int i = 0; i < 4000; i++)
		(void)entry_key(&entry, i % 3 ? 0x20ac : 'x');
	assert_true(strlen(entry.text) < sizeof(entry.text));
	assert_true(text_is_utf8(text_of(entry.text)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_slot_gets_the_keys_of_its_type),
		cmocka_unit_test(a_question_of_yes_or_no_opens_no_entry),
		cmocka_unit_test(digits_stop_at_their_number_and_letters_stay_outside),
		cmocka_unit_test(a_date_gets_its_separators_by_itself_and_loses_them_again),
		cmocka_unit_test(what_the_keypad_makes_of_a_date_and_a_time_is_understood),
		cmocka_unit_test(an_amount_has_one_point_and_two_cents),
		cmocka_unit_test(a_plus_stands_only_in_front_of_a_phone_number),
		cmocka_unit_test(delete_takes_a_whole_letter),
		cmocka_unit_test(capitals_are_for_one_letter_also_with_accents),
		cmocka_unit_test(each_word_of_a_name_begins_with_a_capital_by_itself),
		cmocka_unit_test(a_masked_entry_shows_a_dot_for_each_character),
		cmocka_unit_test(a_masked_date_or_time_shows_its_separators_and_no_dot_for_them),
		cmocka_unit_test(a_card_number_turns_into_dots_as_soon_as_it_is_one),
		cmocka_unit_test(wiping_leaves_nothing),
		cmocka_unit_test(no_flood_of_keys_overruns_the_entry),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
