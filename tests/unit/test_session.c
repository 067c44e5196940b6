/* One conversation's facts, its table of states, and how it is carried over to another content. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bank_help.h"

#include "content/image.h"
#include "session.h"

static struct session s;
static struct content *next; /* the bank again, to be changed */

static int open_session(void **state)
{
	(void)state;
	next = (struct content *)(uintptr_t)site_open(SITE_BANK);
	memset(&s, 0, sizeof(s));
	session_begin(&s, 1, 1000);
	return 0;
}

/* Texts are kept in two places of their own. */
static void set_texts(uint16_t from, uint16_t to)
{
	for (uint16_t i = 0; i < bank->slots.count; i++) {
		struct content_slot *slot = (struct content_slot *)(uintptr_t)content_slot(bank, i);

		if (slot->type == from)
			slot->type = to;
	}
}

static int close_session(void **state)
{
	(void)state;
	set_texts(SLOT_TEXT + 1, SLOT_TEXT);
	site_close(next);
	return 0;
}

static uint16_t slot_of(const char *id)
{
	uint16_t slot = content_find_slot(bank, id);

	assert_int_not_equal(slot, NONE16);
	return slot;
}

/* In the next content that id is another one. */
static void rename_id(uint32_t string)
{
	char *id = (char *)(uintptr_t)content_string(next, string);

	id[strlen(id) - 1] ^= 1;
}

static void knows(const char *slot, const char *value)
{
	session_set_fact(&s, bank, slot_of(slot), value, FACT_FILLED);
}

/* --- the table --- */

static void nobody_who_is_gone_is_asked_how_it_was(void **state)
{
	(void)state;
	assert_false(session_may_move(STATE_FREE, STATE_SURVEY));
	assert_false(session_may_move(STATE_SURVEY, STATE_RESOLVE));
	assert_true(session_may_move(STATE_DROPPED, STATE_HANDOVER));
	assert_true(session_may_move(STATE_SURVEY, STATE_SURVEY));
}

/* --- facts --- */

static void a_skipped_answer_counts_only_where_it_is_optional(void **state)
{
	uint16_t phone = slot_of("phone");

	(void)state;
	assert_true(session_fact_missing(&s, phone, true));
	session_set_fact(&s, bank, phone, "", FACT_SKIPPED);
	assert_false(session_fact_missing(&s, phone, true));
	assert_true(session_fact_missing(&s, phone, false));
	session_set_fact(&s, bank, phone, "05415550107", FACT_FILLED | FACT_UNSURE);
	assert_true(session_fact_missing(&s, phone, true));
	session_confirm_fact(&s, phone);
	assert_false(session_fact_missing(&s, phone, false));
}

static void what_is_not_known_cannot_be_confirmed(void **state)
{
	(void)state;
	session_confirm_fact(&s, slot_of("phone"));
	assert_null(session_fact(&s, slot_of("phone")));
}

static void another_proof_ends_what_it_proved(void **state)
{
	(void)state;
	knows("customer_number", "100007");
	knows("name", "Anna Rossi");
	s.level = LEVEL_RECOGNISED;
	knows("name", "Anna Bianchi");
	assert_int_equal(s.level, LEVEL_RECOGNISED);
	knows("customer_number", "100008");
	assert_int_equal(s.level, LEVEL_ANONYMOUS);
}

static void begins(const char *action)
{
	s.act.request = 1;
	s.act.action = content_find_action(bank, action);
	session_act_begin(&s, bank);
}

static bool is_missing(const char *slot)
{
	return session_fact_missing(&s, slot_of(slot), false);
}

/* What the business was told is what it is asked about, whatever is said meanwhile. */
static void what_an_action_was_given_stays_for_its_answer_alone(void **state)
{
	(void)state;
	knows("customer_number", "100007");
	begins("activate_card");
	s.level = LEVEL_RECOGNISED;
	session_drop_fact(&s, bank, slot_of("customer_number"));
	assert_int_equal(s.level, LEVEL_ANONYMOUS);
	assert_null(session_fact(&s, slot_of("customer_number")));
	assert_true(is_missing("customer_number"));
	assert_string_equal(session_fact_given(&s, slot_of("customer_number")), "100007");
	knows("customer_number", "100008");
	knows("customer_number", "100009");
	assert_string_equal(session_fact(&s, slot_of("customer_number")), "100009");
	assert_string_equal(session_fact_given(&s, slot_of("customer_number")), "100007");
	session_act_over(&s);
	assert_string_equal(session_fact_given(&s, slot_of("customer_number")), "100009");
	assert_false(is_missing("customer_number"));
}

static void what_is_said_later_was_not_given_to_the_action(void **state)
{
	(void)state;
	begins("activate_card");
	knows("customer_number", "100007");
	assert_null(session_fact_given(&s, slot_of("customer_number")));
	session_drop_fact(&s, bank, slot_of("customer_number"));
	session_act_over(&s);
	assert_null(session_fact(&s, slot_of("customer_number")));
}

static void what_was_not_answered_anew_is_in_doubt(void **state)
{
	(void)state;
	knows("customer_number", "100007");
	knows("name", "Anna Rossi");
	begins("activate_card");
	session_drop_fact(&s, bank, slot_of("customer_number"));
	session_drop_fact(&s, bank, slot_of("name")); /* no business of that action */
	assert_null(session_fact_given(&s, slot_of("name")));
	session_act_over(&s);
	assert_string_equal(session_fact(&s, slot_of("customer_number")), "100007");
	assert_true(is_missing("customer_number"));
	session_drop_fact(&s, bank, slot_of("customer_number"));
	assert_null(session_fact_given(&s, slot_of("customer_number")));
}

/* The recognition's slots may be others than the verification's. */
static void what_recognises_is_a_proof_too(void **state)
{
	struct content *c = (struct content *)(uintptr_t)bank;
	uint16_t verified_by = c->site.verify.slots_count;

	(void)state;
	c->site.verify.slots_count = 0;
	knows("customer_number", "100007");
	s.level = LEVEL_RECOGNISED;
	session_drop_fact(&s, bank, slot_of("customer_number"));
	c->site.verify.slots_count = verified_by;
	assert_int_equal(s.level, LEVEL_ANONYMOUS);
}

static void a_long_answer_is_kept_whole_when_it_is_given_again(void **state)
{
	uint16_t complaint = slot_of("complaint_text");
	char words[FREE_TEXT_BYTES_MAX];

	(void)state;
	memset(words, 'a', sizeof(words) - 1);
	words[sizeof(words) - 1] = '\0';
	session_set_fact(&s, bank, complaint, words, FACT_FILLED | FACT_UNSURE);
	session_set_fact(&s, bank, complaint, session_fact(&s, complaint), FACT_FILLED);
	assert_string_equal(session_fact(&s, complaint), words);
}

/* A snapshot is the session's bytes: of the forgotten nothing may differ from who never said anything. */
static void who_is_forgotten_leaves_no_byte(void **state)
{
	static const struct session nobody;

	(void)state;
	knows("complaint_text", "nobody answers");
	knows("name", "Anna Rossi");
	session_clear_customer(&s);
	assert_memory_equal(s.facts, nobody.facts, sizeof(nobody.facts));
	assert_memory_equal(s.long_value, nobody.long_value, sizeof(nobody.long_value));
}

/* The first slots of the bank take all places; the next one has none. */
static uint16_t fill_places(void)
{
	assert_true(bank->slots.count > FACTS_MAX);
	set_texts(SLOT_TEXT, SLOT_TEXT + 1);
	for (uint16_t slot = 0; slot < FACTS_MAX; slot++)
		session_set_fact(&s, bank, slot, "1", FACT_FILLED);
	return FACTS_MAX;
}

static void the_oldest_answer_of_an_earlier_form_gives_way(void **state)
{
	const struct content_form *form;
	uint16_t more;

	(void)state;
	s.form = content_find_form(bank, "lost_card");
	form = content_form(bank, s.form);
	assert_int_equal(form->slots[0], 0); /* the oldest is needed */
	more = fill_places();
	session_set_fact(&s, bank, more, "2", FACT_FILLED);
	assert_string_equal(session_fact(&s, more), "2");
	for (uint16_t i = 0; i < form->slots_count; i++)
		assert_string_equal(session_fact(&s, form->slots[i]), "1");
}

static void of_all_answers_one_gives_way(void **state)
{
	uint16_t more;
	unsigned kept = 0;

	(void)state;
	more = fill_places();
	session_set_fact(&s, bank, more, "2", FACT_FILLED);
	for (uint16_t slot = 0; slot < more; slot++)
		kept += session_fact(&s, slot) != NULL;
	assert_int_equal(kept, FACTS_MAX - 1);
}

static void without_a_form_the_oldest_but_the_proof_gives_way(void **state)
{
	uint16_t more;

	(void)state;
	more = fill_places();
	session_set_fact(&s, bank, more, "2", FACT_FILLED);
	assert_string_equal(session_fact(&s, more), "2");
	assert_string_equal(session_fact(&s, slot_of("customer_number")), "1");
}

static void all_answers_needed_the_last_gives_way(void **state)
{
	struct content *c = (struct content *)(uintptr_t)bank;
	struct content_proof kept[2] = {c->site.verify, c->site.recognise};
	uint16_t more = fill_places();
	uint16_t at = 0;

	(void)state;
	for (unsigned i = 0; i < FACTS_MAX; i++) { /* as if all of them proved who it is */
		struct content_proof *proof = i % 2 ? &c->site.verify : &c->site.recognise;

		proof->slots_count = (uint16_t)(i / 2 + 1);
		proof->slots[i / 2] = s.facts[i].slot;
	}
	at = s.facts[FACTS_MAX - 1].slot;
	session_set_fact(&s, bank, more, "2", FACT_FILLED);
	c->site.verify = kept[0];
	c->site.recognise = kept[1];
	assert_null(session_fact(&s, at));
	assert_string_equal(session_fact(&s, more), "2");
	assert_string_equal(session_fact(&s, s.facts[0].slot), "1");
}

/* --- another content --- */

static void what_is_the_same_goes_on(void **state)
{
	(void)state;
	s.form = content_find_form(bank, "lost_card");
	s.topic = content_topic_of(bank, TOPIC_FORM, s.form);
	s.slot = slot_of("card_kind");
	s.asking = ASKING_SLOT;
	s.language = IT;
	knows("name", "Anna Rossi");
	knows("complaint_text", "nobody answers");
	assert_true(session_change_content(&s, bank, next));
	assert_int_equal(s.language, IT);
	assert_string_equal(session_fact(&s, slot_of("name")), "Anna Rossi");
	assert_string_equal(session_fact(&s, slot_of("complaint_text")), "nobody answers");
}

static void an_answer_of_another_kind_is_forgotten(void **state)
{
	struct content_slot *slot = (struct content_slot *)(uintptr_t)content_slot(next, slot_of("customer_number"));

	(void)state;
	slot->type = SLOT_AMOUNT;
	knows("customer_number", "100007");
	knows("name", "Anna Rossi");
	s.level = LEVEL_RECOGNISED;
	assert_true(session_change_content(&s, bank, next));
	assert_null(session_fact(&s, slot_of("customer_number")));
	assert_string_equal(session_fact(&s, slot_of("name")), "Anna Rossi");
	assert_int_equal(s.level, LEVEL_ANONYMOUS);
}

static void a_language_that_is_gone_becomes_the_first(void **state)
{
	(void)state;
	s.language = IT;
	rename_id(next->site.language[IT]);
	assert_true(session_change_content(&s, bank, next));
	assert_int_equal(s.language, EN);
}

static void offer(uint8_t kind, uint16_t index)
{
	s.choices.list[s.choices.count++] = (struct choice){.kind = kind, .index = index};
}

static void choices_are_carried_by_their_ids(void **state)
{
	uint16_t item = content_find_item(bank, "cards.lost");

	(void)state;
	s.slot = slot_of("card_kind");
	offer(CHOICE_ITEM, item);
	offer(CHOICE_OFTEN, item);
	offer(CHOICE_NOW, item);
	offer(CHOICE_RISING, item);
	offer(CHOICE_TOPIC, content_find_topic(bank, "form:lost_card"));
	offer(CHOICE_SLOT, s.slot);
	offer(CHOICE_OPTION, 1);
	offer(CHOICE_LANGUAGE, IT);
	assert_true(session_change_content(&s, bank, next));
	for (uint8_t i = 0; i < 4; i++)
		assert_int_equal(s.choices.list[i].index, item);
	assert_int_equal(s.choices.list[4].index, content_find_topic(bank, "form:lost_card"));
	assert_int_equal(s.choices.list[5].index, slot_of("card_kind"));
	assert_int_equal(s.choices.list[6].index, 1);
	assert_int_equal(s.choices.list[7].index, IT);
}

static void languages_on_offer_follow_their_codes(void **state)
{
	uint32_t first = next->site.language[EN];

	(void)state;
	next->site.language[EN] = next->site.language[IT];
	next->site.language[IT] = first;
	s.asking = ASKING_LANGUAGE;
	offer(CHOICE_LANGUAGE, EN);
	offer(CHOICE_LANGUAGE, IT);
	assert_true(session_change_content(&s, bank, next));
	assert_int_equal(s.choices.list[0].index, 1);
	assert_int_equal(s.choices.list[1].index, 0);
}

static void a_language_on_offer_that_is_gone_begins_again(void **state)
{
	(void)state;
	rename_id(next->site.language[IT]);
	offer(CHOICE_LANGUAGE, IT);
	assert_false(session_change_content(&s, bank, next));
}

static void an_option_on_offer_that_is_gone_begins_again(void **state)
{
	(void)state;
	s.slot = slot_of("card_kind");
	offer(CHOICE_OPTION, 1);
	rename_id(content_slot_choice(next, s.slot, 1)->id);
	assert_false(session_change_content(&s, bank, next));
}

static void a_guide_that_has_become_shorter_begins_again(void **state)
{
	struct content_answer *answer;

	(void)state;
	for (s.answer = 0; content_answer(bank, s.answer)->steps_count == 0;)
		s.answer++;
	s.step = (uint8_t)content_answer(bank, s.answer)->steps_count;
	answer = (struct content_answer *)(uintptr_t)content_answer(next, s.answer);
	answer->steps_count--;
	assert_false(session_change_content(&s, bank, next));
}

static void an_offered_form_holds_only_while_its_answer_does(void **state)
{
	struct session before;

	(void)state;
	s.answer = content_find_answer(bank, "card_pin_forgotten");
	assert_int_not_equal(content_answer(bank, s.answer)->then_form, NONE16);
	s.asking = ASKING_THEN;
	before = s;
	assert_true(session_change_content(&s, bank, next));
	s = before;
	rename_id(content_answer(next, s.answer)->id);
	assert_false(session_change_content(&s, bank, next));
}

/* Done, and to be taken back: the confirmation is asked. */
static void asks_to_unblock(void)
{
	uint16_t block = content_find_action(bank, "block_card");

	s.done_request = 65537;
	s.done_action = block;
	s.action = content_action(bank, block)->undo;
	s.asking = ASKING_ACT;
}

static void what_is_taken_back_the_same_way_goes_on(void **state)
{
	(void)state;
	asks_to_unblock();
	assert_true(session_change_content(&s, bank, next));
	assert_int_equal(s.done_request, 65537);
}

static void what_is_taken_back_otherwise_is_asked_anew(void **state)
{
	uint16_t block = content_find_action(bank, "block_card");
	struct content_action *action = (struct content_action *)(uintptr_t)content_action(next, block);

	(void)state;
	asks_to_unblock();
	action->undo = content_find_action(bank, "cancel_appointment");
	assert_false(session_change_content(&s, bank, next));
	asks_to_unblock();
	action->undo = NONE16;
	assert_false(session_change_content(&s, bank, next));
	assert_int_equal(s.done_request, 0);
	asks_to_unblock();
	rename_id(action->id);
	assert_false(session_change_content(&s, bank, next));
	assert_int_equal(s.done_request, 0);
}

static void what_it_was_about_must_still_be_there(void **state)
{
	const struct session fresh = s;

	(void)state;
	s.item = content_find_item(bank, "cards");
	rename_id(content_item(next, s.item)->id);
	assert_false(session_change_content(&s, bank, next));
	s = fresh;
	s.form = content_find_form(bank, "lost_card");
	rename_id(content_form(next, s.form)->id);
	assert_false(session_change_content(&s, bank, next));
	s = fresh;
	s.slot = slot_of("card_kind");
	rename_id(content_slot(next, s.slot)->id);
	assert_false(session_change_content(&s, bank, next));
	s = fresh;
	s.answer = content_find_answer(bank, "card_pin_forgotten");
	rename_id(content_answer(next, s.answer)->id);
	assert_false(session_change_content(&s, bank, next));
	s = fresh;
	s.action = content_find_action(bank, "block_card");
	rename_id(content_action(next, s.action)->id);
	assert_false(session_change_content(&s, bank, next));
	s = fresh;
	assert_true(session_change_content(&s, bank, next));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_session, close_session)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nobody_who_is_gone_is_asked_how_it_was),
		TEST(a_skipped_answer_counts_only_where_it_is_optional),
		TEST(what_is_not_known_cannot_be_confirmed),
		TEST(what_an_action_was_given_stays_for_its_answer_alone),
		TEST(what_is_said_later_was_not_given_to_the_action),
		TEST(what_was_not_answered_anew_is_in_doubt),
		TEST(another_proof_ends_what_it_proved),
		TEST(what_recognises_is_a_proof_too),
		TEST(a_long_answer_is_kept_whole_when_it_is_given_again),
		TEST(who_is_forgotten_leaves_no_byte),
		TEST(the_oldest_answer_of_an_earlier_form_gives_way),
		TEST(of_all_answers_one_gives_way),
		TEST(without_a_form_the_oldest_but_the_proof_gives_way),
		TEST(all_answers_needed_the_last_gives_way),
		TEST(what_is_the_same_goes_on),
		TEST(an_answer_of_another_kind_is_forgotten),
		TEST(a_language_that_is_gone_becomes_the_first),
		TEST(choices_are_carried_by_their_ids),
		TEST(languages_on_offer_follow_their_codes),
		TEST(a_language_on_offer_that_is_gone_begins_again),
		TEST(an_option_on_offer_that_is_gone_begins_again),
		TEST(a_guide_that_has_become_shorter_begins_again),
		TEST(an_offered_form_holds_only_while_its_answer_does),
		TEST(what_is_taken_back_the_same_way_goes_on),
		TEST(what_is_taken_back_otherwise_is_asked_anew),
		TEST(what_it_was_about_must_still_be_there),
	};

	return cmocka_run_group_tests(tests, open_bank, close_bank);
}
