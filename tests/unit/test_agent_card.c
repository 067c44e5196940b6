/* What an agent reads of a handover. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bank_help.h"

#include "runner/runner_parts.h"

#include <string.h>

static struct agent_card card;

static struct effect handover(const char *form, const char *team)
{
	struct effect effect = {.kind = EFFECT_HAND_OVER, .session = 3, .request = 5};

	effect.hand_over.team = content_find_team(bank, team);
	effect.hand_over.topic = content_find_topic(bank, form);
	assert_int_not_equal(effect.hand_over.team, NONE16);
	assert_int_not_equal(effect.hand_over.topic, NONE16);
	strcpy(effect.hand_over.code, "4711");
	return effect;
}

static void reads(const char *line)
{
	if (!strstr(card.summary, line))
		fail_msg("\"%s\" is not in:\n%s", line, card.summary);
}

static void a_complaint_is_read_in_the_customers_words(void **state)
{
	struct effect effect = handover("form:complaint", "complaints");

	(void)state;
	values_set(&effect.hand_over.facts, "complaint_text", "Nobody called me back.");
	values_set(&effect.hand_over.facts, "name", "Anna Rossi");
	values_set(&effect.hand_over.facts, "phone", "05415550107");
	values_set(&effect.hand_over.facts, "tried", "answer:card_arrival, form:complaint");
	values_set(&effect.hand_over.facts, "customer", "");
	card_fill(&card, bank, &effect, 1);
	assert_string_equal(card.team, "complaints");
	reads("Topic: Make a complaint\n");
	reads("Nobody called me back.\n");
	reads("Anna Rossi\n");
	reads("0541 555 0107\n");
	reads(", Make a complaint\n"); /* what was tried, by title */
	assert_null(strstr(card.summary, "form:"));
	assert_null(strstr(card.summary, "Customer:"));
	assert_null(strstr(card.summary, "Outcome:"));
}

static void an_unknown_outcome_names_the_action_and_warns(void **state)
{
	struct effect effect = handover("form:lost_card", "cards");

	(void)state;
	values_set(&effect.hand_over.facts, "action", "block_card");
	values_set(&effect.hand_over.facts, "outcome", "unknown");
	card_fill(&card, bank, &effect, 1);
	reads("Action: block card\n");
	reads("Outcome: not known: look it up before anything is done again\n");
}

static void a_refused_action_comes_with_its_reason_and_reference(void **state)
{
	struct effect effect = handover("form:lost_card", "cards");

	(void)state;
	values_set(&effect.hand_over.facts, "action", "block_card");
	values_set(&effect.hand_over.facts, "outcome", "refused");
	values_set(&effect.hand_over.facts, "reason", "this card is blocked already");
	values_set(&effect.hand_over.facts, "reference", "B-17");
	card_fill(&card, bank, &effect, 1);
	reads("Outcome: refused, it was not done\n");
	reads("Reason: this card is blocked already\n");
	reads("Reference: B-17\n");
}

static void many_topics_tried_do_not_overrun_the_card(void **state)
{
	struct effect effect = handover("form:lost_card", "cards");
	char tried[1200] = "form:lost_card";

	(void)state;
	while (strlen(tried) + 40 < sizeof(tried))
		strcat(tried, ", form:lost_card");
	values_set(&effect.hand_over.facts, "tried", tried);
	card_fill(&card, bank, &effect, 1);
	reads("Tried: ");
	reads("Identity: ");
}

static void who_takes_what_is_over_takes_nothing(void **state)
{
	static const uint8_t over[] = {HANDOVER_CLOSED, HANDOVER_ANSWER};
	const struct event event = {.kind = EVENT_AGENT_SAID, .request = 7, .agent = {.act = AGENT_ACCEPTED}};

	(void)state;
	for (size_t i = 0; i < sizeof(over); i++) {
		struct agent_card one = {.request = 7, .state = over[i]};

		assert_false(card_agent(&one, &event));
		assert_int_equal(one.state, over[i]);
	}
	assert_true(card_agent(&(struct agent_card){.request = 7, .state = HANDOVER_CALLBACK}, &event));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_complaint_is_read_in_the_customers_words),
		cmocka_unit_test(an_unknown_outcome_names_the_action_and_warns),
		cmocka_unit_test(a_refused_action_comes_with_its_reason_and_reference),
		cmocka_unit_test(many_topics_tried_do_not_overrun_the_card),
		cmocka_unit_test(who_takes_what_is_over_takes_nothing),
	};

	return cmocka_run_group_tests(tests, open_bank, close_bank);
}
