/* What stands on a choice, and what a text that was said is called. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bank_help.h"

#include "choice.h"

static const char *label(enum choice_kind kind, uint16_t index, uint16_t slot)
{
	const struct choice choice = {.kind = (uint8_t)kind, .index = index};

	return choice_label(bank, slot, &choice, EN);
}

static void each_kind_of_choice_has_its_own_label(void **state)
{
	uint16_t lost = content_find_item(bank, "cards.lost");
	uint16_t card_kind = content_find_slot(bank, "card_kind");

	(void)state;
	assert_string_equal(label(CHOICE_ITEM, lost, NONE16), "Lost or stolen card");
	assert_string_equal(label(CHOICE_OFTEN, lost, NONE16), "Lost or stolen card");
	assert_string_equal(label(CHOICE_NOW, lost, NONE16), "Lost or stolen card");
	assert_string_equal(label(CHOICE_RISING, lost, NONE16), "Lost or stolen card");
	assert_string_equal(
		label(CHOICE_TOPIC, content_find_topic(bank, "form:lost_card"), NONE16), "Block a lost or stolen card");
	assert_string_equal(label(CHOICE_OPTION, 0, card_kind), "Debit card");
	assert_string_equal(label(CHOICE_SLOT, card_kind, NONE16), "Kind of card");
	assert_string_equal(label(CHOICE_LANGUAGE, IT, NONE16), "Italiano");
}

static void an_option_of_no_slot_has_no_label(void **state)
{
	(void)state;
	assert_string_equal(label(CHOICE_OPTION, 0, NONE16), "");
}

static void what_was_said_is_called_by_its_name_in_either_wording(void **state)
{
	uint16_t name = content_find_slot(bank, "name");
	uint16_t spoken = content_slot(bank, name)->ask;
	uint16_t touched = content_text_heard(bank, spoken, EN, 0);

	(void)state;
	assert_string_equal(choice_prompt_name(bank, bank->prompt[PROMPT_GREET]), "greet");
	assert_string_equal(choice_prompt_name(bank, bank->prompt[PROMPT_COUNT - 1]), prompt_name(PROMPT_COUNT - 1));
	assert_string_equal(choice_prompt_name(bank, spoken), "name");
	assert_int_not_equal(touched, spoken);
	assert_string_equal(choice_prompt_name(bank, touched), "name");
	assert_null(choice_prompt_name(bank, content_answer(bank, 0)->text));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_of_choice_has_its_own_label),
		cmocka_unit_test(an_option_of_no_slot_has_no_label),
		cmocka_unit_test(what_was_said_is_called_by_its_name_in_either_wording),
	};

	return cmocka_run_group_tests(tests, open_bank, close_bank);
}
