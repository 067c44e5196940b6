/* Who is recorded: nobody who has not heard the question and said yes, and nothing while what is masked is asked. */
#include "calls_help.h"

static struct {
	unsigned begun[LINES_MAX + 1];
	bool muted[LINES_MAX + 1];
	unsigned mutes;
} kept;

static enum err fake_record(void *self, uint32_t call)
{
	(void)self;
	kept.begun[call]++;
	return ERR_NONE;
}

static void fake_mute(void *self, uint32_t call, bool muted)
{
	(void)self;
	assert_int_equal(kept.begun[call], 1);
	kept.mutes += muted && !kept.muted[call];
	kept.muted[call] = muted;
}

static int set_up_recording(void **state)
{
	static const struct line_ops ops = {.next = fake_next,
		.answer = fake_answer,
		.end = fake_end,
		.play = fake_play,
		.stop = fake_stop,
		.record = fake_record,
		.mute = fake_mute};

	memset(&kept, 0, sizeof(kept));
	set_up_line(state);
	power_off();
	x.options.line.ops = &ops;
	x.options.asks_to_record = true;
	power_on();
	return 0;
}

static void is_asked(uint32_t call)
{
	uint32_t others = here();

	calls_in(call, "");
	assert_true(heard(call, "record"));
	assert_true(heard(call, "registrar"));
	assert_int_equal(here(), others);
}

static void who_says_yes_is_recorded_and_then_greeted(void **state)
{
	(void)state;
	is_asked(1);
	passes(3000);
	assert_int_equal(kept.begun[1], 0);
	keys(1, "1");
	assert_int_equal(kept.begun[1], 1);
	assert_int_equal(here(), 1);
	assert_true(heard(1, "for English"));
}

static void who_says_no_or_nothing_is_served_all_the_same(void **state)
{
	(void)state;
	is_asked(1);
	passes(3000);
	keys(1, "2");
	assert_true(heard(1, "for English"));
	is_asked(2);
	hears_all(2);
	forget_heard(2);
	passes(CALLS_RECORD_MS_MAX - 200);
	assert_string_equal(x.call[2].heard, "");
	passes(400);
	assert_true(heard(2, "for English"));
	assert_int_equal(kept.begun[1] + kept.begun[2], 0);
}

static void what_was_typed_ahead_is_no_yes_and_is_not_lost(void **state)
{
	(void)state;
	rings(1, "");
	happens((struct line_event){.what = LINE_ANSWERED, .call = 1, .codec = CODEC_PCMA});
	keys_at_once(1, "11");
	turn();
	assert_int_equal(kept.begun[1], 0);
	assert_true(heard(1, "Lost or stolen card")); /* English, cards */
}

static void who_chose_a_language_is_asked_in_that_one(void **state)
{
	(void)state;
	calls_in(1, "+390612345");
	passes(3000);
	keys(1, "2");
	keys(1, "2");
	hangs_up(1);
	calls_in(2, "+390612345");
	assert_true(heard(2, "registrar"));
	assert_false(heard(2, "record this call"));
	assert_false(heard(2, "be recorded"));
}

static void who_hangs_up_at_the_question_leaves_nothing(void **state)
{
	(void)state;
	is_asked(1);
	hangs_up(1);
	assert_int_equal(calls_count(x.calls), 0);
	assert_int_equal(here(), 0);
}

static void knows_customer(void)
{
	struct event known = {
		.kind = EVENT_CUSTOMER_KNOWN, .session = x.desk->call.session, .request = x.desk->call.request};

	known.known.level = LEVEL_RECOGNISED;
	known.known.language = LANGUAGES_MAX;
	runner_step(x.desk->runner, &known);
	turn();
}

static void while_what_is_masked_is_asked_nothing_is_kept(void **state)
{
	(void)state;
	is_asked(1);
	passes(3000);
	keys(1, "1");
	hears_all(1);
	keys(1, "112");
	assert_true(heard(1, "customer number"));
	assert_int_equal(kept.mutes, 0);
	keys(1, "100042");
	passes(CALLS_SURPLUS_MS);
	keys(1, "1");
	knows_customer();
	assert_true(kept.muted[1]); /* the last four digits of the card */
	keys(1, "739");
	assert_true(kept.muted[1]);
	keys(1, "1");
	assert_false(kept.muted[1]);
}

#define RECORDED(name) cmocka_unit_test_setup_teardown(name, set_up_recording, tear_down_line)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RECORDED(who_says_yes_is_recorded_and_then_greeted),
		RECORDED(who_says_no_or_nothing_is_served_all_the_same),
		RECORDED(what_was_typed_ahead_is_no_yes_and_is_not_lost),
		RECORDED(who_chose_a_language_is_asked_in_that_one),
		RECORDED(who_hangs_up_at_the_question_leaves_nothing),
		RECORDED(while_what_is_masked_is_asked_nothing_is_kept),
	};

	return cmocka_run_group_tests_name("calls_record", tests, NULL, NULL);
}
