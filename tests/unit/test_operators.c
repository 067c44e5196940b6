/* People at telephones and promises that are dialled: the real core and runner on a line that the test rings on. */
#include "calls_help.h"

#include "line/operators.h"

enum { DIALLED_FIRST = 30, DIALLED_MAX = 20, WARM_1 = 30, WARM_2 = 31, MINUTE_MS = 60000 };

static struct {
	struct operators *operators;
	struct agents console;
	bool somebody; /* sits at the console */
	bool has_card; /* the console shows it */
	unsigned count;
	char place[DIALLED_MAX][LINE_PLACE_BYTES_MAX];
	bool joined[LINES_MAX + 1];
	uint32_t moved;
	char moved_to[LINE_PLACE_BYTES_MAX];
} o;

static const struct operator_place warm[] = {{"*", false, "sip:one@pbx"}, {"service", false, "sip:two@pbx"}};
static const struct operator_place blind[] = {{"*", true, "200"}};

/* --- a line that dials, a console --- */

static enum err fake_dial(void *self, const char *place, uint32_t *call)
{
	(void)self;
	assert_true(o.count < DIALLED_MAX);
	*call = DIALLED_FIRST + o.count;
	x.call[*call] = (struct fake_call){0};
	snprintf(o.place[o.count++], LINE_PLACE_BYTES_MAX, "%s", place);
	return ERR_NONE;
}

static enum err fake_transfer(void *self, uint32_t call, const char *place)
{
	(void)self;
	o.moved = call;
	snprintf(o.moved_to, sizeof(o.moved_to), "%s", place);
	return ERR_NONE;
}

static enum err fake_join(void *self, uint32_t one, uint32_t other)
{
	(void)self;
	o.joined[one] = o.joined[other] = true;
	return ERR_NONE;
}

static void fake_part(void *self, uint32_t call)
{
	(void)self;
	o.joined[call] = false;
}

static enum err console_put(void *self, const struct agent_card *card)
{
	(void)self;
	(void)card;
	o.has_card = true;
	return o.somebody ? ERR_NONE : ERR_ABSENT;
}

static void console_withdraw(void *self, uint64_t request)
{
	(void)self;
	(void)request;
	o.has_card = false;
}

static const char *dialled(void)
{
	return o.count ? o.place[o.count - 1] : "";
}

static uint32_t dialled_call(void)
{
	return DIALLED_FIRST + o.count - 1;
}

/* --- set-up --- */

static void open_device(const struct operator_place *places, unsigned count)
{
	static const struct line_ops ops = {.next = fake_next,
		.answer = fake_answer,
		.end = fake_end,
		.play = fake_play,
		.stop = fake_stop,
		.dial = fake_dial,
		.transfer = fake_transfer,
		.join = fake_join,
		.part = fake_part};
	static const struct agents_ops console = {.offer = console_put,
		.tell = tell,
		.change = console_put,
		.withdraw = console_withdraw,
		.close = close_nothing};
	const struct operators_options options = {.line = {&ops, NULL},
		.clock = x.desk->device.clock,
		.console = {&console, NULL},
		.places = places,
		.places_count = count};

	assert_int_equal(operators_open(&o.operators, &options), ERR_NONE);
	x.options.line = options.line;
	x.options.beside = operators_beside(o.operators);
	x.desk->device.agents = operators_agents(o.operators);
	x.desk->device.calls_back = true;
	open_calls();
	operators_serve(o.operators, x.calls);
	switch_on(x.desk);
	assert_int_equal(runner_content(x.desk->runner, site(), NULL), ERR_NONE);
	assert_int_equal(runner_restore(x.desk->runner), ERR_NONE);
	turn();
}

static void close_device(void)
{
	power_off();
	x.desk->device.agents.ops->close(x.desk->device.agents.self);
}

static int set_up_warm(void **state)
{
	memset(&o, 0, sizeof(o));
	set_up_line(state);
	power_off();
	open_device(warm, 2);
	return 0;
}

static int set_up_blind(void **state)
{
	memset(&o, 0, sizeof(o));
	set_up_line(state);
	power_off();
	open_device(blind, 1);
	return 0;
}

static int tear_down_operators(void **state)
{
	int failed = tear_down_line(state);

	o.operators = NULL;
	return failed;
}

/* In English, asks for a person, who is rung. */
static void asks_for_a_person(uint32_t call)
{
	is_at_the_menu(call);
	keys(call, "0");
	assert_int_equal(o.count, 1);
}

static void picks_up(uint32_t call)
{
	happens((struct line_event){.what = LINE_ANSWERED, .call = call, .codec = CODEC_PCMA});
	turn();
}

static void is_joined(uint32_t call)
{
	asks_for_a_person(call);
	picks_up(WARM_1);
	keys(WARM_1, "1");
	assert_true(o.joined[call]);
	assert_true(o.joined[WARM_1]);
}

static void breaks_off(uint32_t call, uint16_t why)
{
	happens((struct line_event){.what = LINE_ENDED, .call = call, .why = why});
	turn();
}

static bool is_offered_a_callback(uint32_t call)
{
	return heard(call, "call you back") || heard(call, "call back") || heard(call, "ring you");
}

/* Promised to be called back: everybody is busy, and the number is keyed in. */
static void wants_a_callback(uint32_t call)
{
	asks_for_a_person(call);
	breaks_off(WARM_1, 486);
	breaks_off(WARM_2, 486);
	assert_true(is_offered_a_callback(call));
	keys(call, "1");
	keys(call, "3331234567#");
	assert_true(heard(call, "333"));
	hangs_up(call);
	assert_int_equal(x.desk->store.card.state, HANDOVER_CALLBACK);
}

static void agent_at_console(enum agent_act act, const char *words)
{
	struct event event = {
		.kind = EVENT_AGENT_SAID, .session = x.desk->store.card.session, .request = x.desk->store.card.request};

	event.agent.act = (uint8_t)act;
	snprintf(event.agent.agent, sizeof(event.agent.agent), "Giulia");
	snprintf(event.agent.words, sizeof(event.agent.words), "%s", words);
	runner_step(x.desk->runner, &event);
	turn();
}

/* --- warm --- */

static void a_person_hears_who_it_is_about_and_takes_it_with_1(void **state)
{
	(void)state;
	asks_for_a_person(1);
	assert_string_equal(dialled(), "sip:one@pbx");
	picks_up(WARM_1);
	assert_true(heard(WARM_1, "Customer service team"));
	assert_true(heard(WARM_1, "1"));
	assert_false(o.joined[1]);
	keys(WARM_1, "1");
	assert_true(o.joined[1]);
	assert_true(o.joined[WARM_1]);
	assert_false(o.has_card);
	assert_int_equal(x.desk->store.card.state, HANDOVER_TAKEN);
}

static void the_caller_is_served_while_the_telephone_rings(void **state)
{
	(void)state;
	asks_for_a_person(1);
	keys(1, "*");
	assert_true(strlen(x.call[1].heard) > 0);
	assert_string_equal(dialled(), "sip:one@pbx");
	picks_up(WARM_1);
	keys(WARM_1, "1");
	assert_true(o.joined[1]);
	assert_string_equal(state_of_newest(), "handover");
}

static void nothing_is_said_and_no_key_counts_while_they_talk(void **state)
{
	(void)state;
	is_joined(1);
	forget_heard(1);
	keys(1, "1*0#");
	keys(WARM_1, "2*");
	passes(20 * MINUTE_MS);
	assert_string_equal(x.call[1].heard, "");
	assert_false(x.call[1].ended);
	assert_false(x.call[WARM_1].ended);
	assert_string_equal(state_of_newest(), "handover");
}

static void when_the_person_hangs_up_the_caller_is_asked_what_else(void **state)
{
	(void)state;
	is_joined(1);
	passes(MINUTE_MS);
	forget_heard(1);
	breaks_off(WARM_1, 0);
	assert_true(strlen(x.call[1].heard) > 0);
	assert_false(heard(1, "broken off"));
	assert_int_equal(x.desk->store.card.state, HANDOVER_CLOSED);
	assert_false(x.call[1].ended);
	keys(1, "1");
	assert_true(strlen(x.call[1].heard) > 0);
}

static void when_the_person_vanishes_the_caller_hears_it_and_is_offered_a_callback(void **state)
{
	(void)state;
	is_joined(1);
	passes(MINUTE_MS);
	forget_heard(1);
	breaks_off(WARM_1, 408);
	assert_true(heard(1, "broken off"));
	assert_true(is_offered_a_callback(1));
	assert_false(o.joined[1]);
	assert_false(x.call[1].ended);
	keys(1, "1");
	assert_true(heard(1, "number"));
}

static void when_the_caller_hangs_up_the_person_is_let_go_and_it_was_taken(void **state)
{
	(void)state;
	is_joined(1);
	passes(MINUTE_MS);
	hangs_up(1);
	assert_true(x.call[WARM_1].ended);
	assert_int_equal(x.desk->store.card.state, HANDOVER_CLOSED);
	assert_int_equal(here(), 0);
	passes(10 * MINUTE_MS);
	assert_int_equal(o.count, 1);
}

static void who_says_no_is_followed_by_the_next(void **state)
{
	(void)state;
	asks_for_a_person(1);
	picks_up(WARM_1);
	keys(WARM_1, "2");
	assert_true(x.call[WARM_1].ended);
	assert_string_equal(dialled(), "sip:two@pbx");
	breaks_off(WARM_2, 486);
	assert_true(is_offered_a_callback(1));
	assert_int_equal(o.count, 2);
}

static void who_does_not_pick_up_is_followed_by_the_next(void **state)
{
	(void)state;
	asks_for_a_person(1);
	passes(OPERATOR_RINGS_MS - 1000);
	assert_int_equal(o.count, 1);
	passes(1100);
	assert_true(x.call[WARM_1].ended);
	assert_int_equal(o.count, 2);
}

static void another_key_is_asked_about_once(void **state)
{
	(void)state;
	asks_for_a_person(1);
	picks_up(WARM_1);
	keys(WARM_1, "7");
	assert_true(heard(WARM_1, "1"));
	assert_int_equal(o.count, 1);
	keys(WARM_1, "7");
	assert_int_equal(o.count, 2);
}

static void silence_behind_the_question_is_no(void **state)
{
	(void)state;
	asks_for_a_person(1);
	picks_up(WARM_1);
	hears_all(WARM_1);
	forget_heard(WARM_1);
	passes(OPERATOR_THINKS_MS + 200);
	assert_true(heard(WARM_1, "1"));
	hears_all(WARM_1);
	passes(OPERATOR_THINKS_MS + 200);
	assert_int_equal(o.count, 2);
}

static void while_somebody_sits_at_the_console_the_customer_waits_for_them(void **state)
{
	(void)state;
	o.somebody = true;
	asks_for_a_person(1);
	breaks_off(WARM_1, 486);
	forget_heard(1);
	breaks_off(WARM_2, 486);
	assert_string_equal(x.call[1].heard, "");
	agent_at_console(AGENT_ACCEPTED, "");
	assert_true(heard(1, "Giulia"));
}

static void who_is_faster_at_the_console_has_it(void **state)
{
	(void)state;
	o.somebody = true;
	asks_for_a_person(1);
	picks_up(WARM_1);
	forget_heard(WARM_1);
	agent_at_console(AGENT_ACCEPTED, "");
	passes(100);
	assert_true(heard(WARM_1, "oodbye"));
	hears_all(WARM_1);
	assert_true(x.call[WARM_1].ended);
	assert_int_equal(o.count, 1);
}

static void a_caller_who_hangs_up_ends_the_ringing_and_is_not_forgotten(void **state)
{
	(void)state;
	asks_for_a_person(1);
	hangs_up(1);
	assert_true(x.call[WARM_1].ended);
	passes(1000);
	assert_int_not_equal(x.desk->store.card.state, HANDOVER_CLOSED);
}

static void at_night_nobody_is_rung(void **state)
{
	(void)state;
	x.desk->now_ms += 12 * 60 * MINUTE_MS; /* 22:00 */
	is_at_the_menu(1);
	keys(1, "0");
	assert_true(strlen(x.call[1].heard) > 0);
	passes(MINUTE_MS);
	assert_int_equal(o.count, 0);
}

static void two_callers_do_not_ring_one_telephone_at_once(void **state)
{
	(void)state;
	asks_for_a_person(1);
	is_at_the_menu(2);
	keys(2, "0");
	assert_int_equal(o.count, 2);
	assert_string_equal(dialled(), "sip:two@pbx");
	is_at_the_menu(3);
	keys(3, "0");
	assert_int_equal(o.count, 2);
	picks_up(WARM_1);
	keys(WARM_1, "2");
	passes(1000);
	assert_string_equal(dialled(), "sip:one@pbx"); /* for the third */
}

static void nothing_that_was_keyed_is_told(void **state)
{
	(void)state;
	is_at_the_number(1);
	keys(1, "100042");
	keys(1, "#");
	x.desk->now_ms += 5000;
	turn();
	keys(1, "0");
	passes(5000);
	if (o.count == 0)
		keys(1, "0");
	assert_int_equal(o.count, 1);
	picks_up(WARM_1);
	assert_true(strlen(x.call[WARM_1].heard) > 0);
	assert_null(strstr(x.call[WARM_1].heard, "100042"));
	assert_null(strstr(x.call[WARM_1].heard, "1 0 0"));
}

/* --- blind --- */

static void a_caller_is_given_away_and_the_call_ends(void **state)
{
	(void)state;
	is_at_the_menu(1);
	keys(1, "0");
	assert_int_equal(o.moved, 1);
	assert_string_equal(o.moved_to, "200");
	happens((struct line_event){.what = LINE_MOVED, .call = 1});
	turn();
	assert_true(x.call[1].ended);
	assert_int_equal(x.desk->store.card.state, HANDOVER_CLOSED);
	assert_int_equal(here(), 0);
	assert_int_equal(calls_count(x.calls), 0);
}

static void a_caller_whom_nobody_takes_is_offered_a_callback_at_once(void **state)
{
	(void)state;
	is_at_the_menu(1);
	keys(1, "0");
	forget_heard(1);
	happens((struct line_event){.what = LINE_STAYED, .call = 1, .why = 486});
	turn();
	assert_true(is_offered_a_callback(1));
	assert_false(x.call[1].ended);
}

/* --- promises --- */

static void a_promised_call_is_made_person_first(void **state)
{
	(void)state;
	wants_a_callback(1);
	assert_int_equal(o.count, 2);
	passes(PROMISE_FIRST_MS + 2000);
	assert_int_equal(o.count, 3);
	assert_string_equal(dialled(), "sip:one@pbx");
	picks_up(dialled_call());
	keys(dialled_call(), "1");
	assert_int_equal(o.count, 4);
	assert_string_equal(dialled(), "3331234567");
	picks_up(dialled_call());
	assert_true(heard(dialled_call(), "Porto Sereno"));
	assert_false(x.call[dialled_call()].any_personal && heard(dialled_call(), "card"));
	keys(dialled_call(), "1");
	assert_true(o.joined[dialled_call()]);
	assert_true(o.joined[dialled_call() - 1]);
	passes(MINUTE_MS);
	breaks_off(dialled_call(), 0);
	assert_true(x.call[dialled_call() - 1].ended);
	assert_int_equal(x.desk->store.card.state, HANDOVER_CLOSED);
	passes(120 * MINUTE_MS);
	assert_int_equal(o.count, 4); /* once is enough */
}

/* The person takes it, the customer does not answer. */
static void is_rung_in_vain(void)
{
	assert_string_equal(dialled(), "sip:one@pbx");
	picks_up(dialled_call());
	keys(dialled_call(), "1");
	assert_string_equal(dialled(), "3331234567");
	passes(PROMISE_RINGS_MS + 1000);
	assert_true(x.call[dialled_call()].ended);
}

static void who_does_not_answer_is_rung_again_later_and_not_for_ever(void **state)
{
	uint64_t wait_ms = PROMISE_AGAIN_MS;

	(void)state;
	wants_a_callback(1);
	passes(PROMISE_FIRST_MS + 2000);
	for (unsigned i = 1; i <= PROMISE_TRIES_MAX; i++) {
		unsigned before = o.count;

		is_rung_in_vain();
		assert_int_equal(x.desk->store.card.tries, i);
		assert_int_equal(x.desk->store.card.state, HANDOVER_CALLBACK);
		assert_true(o.has_card);
		passes(wait_ms - MINUTE_MS);
		assert_int_equal(o.count, before + 1);
		passes(MINUTE_MS + 2000);
		wait_ms *= 2;
	}
	passes(60 * MINUTE_MS);
	assert_int_equal(o.count, 2 + 2 * PROMISE_TRIES_MAX);
}

static void what_was_tried_is_known_after_a_restart(void **state)
{
	(void)state;
	wants_a_callback(1);
	passes(PROMISE_FIRST_MS + 2000);
	is_rung_in_vain();
	close_device();
	open_device(warm, 2);
	passes(PROMISE_AGAIN_MS - MINUTE_MS);
	assert_int_equal(o.count, 4);
	passes(MINUTE_MS + 2000);
	assert_int_equal(o.count, 5);
	is_rung_in_vain();
	assert_int_equal(x.desk->store.card.tries, 2);
}

static void whoever_is_not_the_one_hears_nothing_and_is_left_alone(void **state)
{
	(void)state;
	wants_a_callback(1);
	passes(PROMISE_FIRST_MS + 2000);
	picks_up(dialled_call());
	keys(dialled_call(), "1");
	picks_up(dialled_call());
	keys(dialled_call(), "2");
	assert_true(heard(dialled_call(), "orry"));
	assert_false(o.joined[dialled_call()]);
	hears_all(dialled_call());
	assert_true(x.call[dialled_call()].ended);
	assert_int_equal(x.desk->store.card.tries, 1);
}

static void an_answer_is_brought_by_telephone(void **state)
{
	unsigned before;

	(void)state;
	wants_a_callback(1);
	agent_at_console(AGENT_ACCEPTED, "");
	agent_at_console(AGENT_CLOSED, "Your card is blocked.");
	assert_int_equal(x.desk->store.card.state, HANDOVER_ANSWER);
	before = o.count;
	passes(2000);
	assert_int_equal(o.count, before + 1);
	assert_string_equal(dialled(), "3331234567");
	picks_up(dialled_call());
	assert_false(heard(dialled_call(), "blocked"));
	keys(dialled_call(), "1");
	passes(1000);
	assert_true(heard(dialled_call(), "Your card is blocked."));
	assert_int_equal(here(), 1);
	passes(2000);
	assert_int_equal(x.desk->store.card.state, HANDOVER_CLOSED);
	hangs_up(dialled_call());
	passes(120 * MINUTE_MS);
	assert_int_equal(o.count, before + 1);
}

static void an_answer_that_was_fetched_is_not_brought_too(void **state)
{
	char code[CODE_DIGITS + 2];
	unsigned before;

	(void)state;
	wants_a_callback(1);
	snprintf(code, sizeof(code), "*%s", x.desk->store.card.code);
	agent_at_console(AGENT_ACCEPTED, "");
	x.desk->now_ms += 12 * 60 * MINUTE_MS; /* nobody is rung at night */
	agent_at_console(AGENT_CLOSED, "Your card is blocked.");
	before = o.count;
	is_at_the_menu(2);
	keys(2, code);
	passes(1000);
	assert_true(heard(2, "Your card is blocked."));
	hangs_up(2);
	passes(12 * 60 * MINUTE_MS);
	assert_int_equal(o.count, before);
	assert_int_equal(x.desk->store.card.state, HANDOVER_CLOSED);
}

static void what_was_settled_at_the_console_is_not_dialled(void **state)
{
	(void)state;
	wants_a_callback(1);
	agent_at_console(AGENT_ACCEPTED, "");
	agent_at_console(AGENT_CLOSED, "");
	passes(120 * MINUTE_MS);
	assert_int_equal(o.count, 2);
}

#define WARM(name) cmocka_unit_test_setup_teardown(name, set_up_warm, tear_down_operators)
#define BLIND(name) cmocka_unit_test_setup_teardown(name, set_up_blind, tear_down_operators)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WARM(a_person_hears_who_it_is_about_and_takes_it_with_1),
		WARM(the_caller_is_served_while_the_telephone_rings),
		WARM(nothing_is_said_and_no_key_counts_while_they_talk),
		WARM(when_the_person_hangs_up_the_caller_is_asked_what_else),
		WARM(when_the_person_vanishes_the_caller_hears_it_and_is_offered_a_callback),
		WARM(when_the_caller_hangs_up_the_person_is_let_go_and_it_was_taken),
		WARM(who_says_no_is_followed_by_the_next),
		WARM(who_does_not_pick_up_is_followed_by_the_next),
		WARM(another_key_is_asked_about_once),
		WARM(silence_behind_the_question_is_no),
		WARM(while_somebody_sits_at_the_console_the_customer_waits_for_them),
		WARM(who_is_faster_at_the_console_has_it),
		WARM(a_caller_who_hangs_up_ends_the_ringing_and_is_not_forgotten),
		WARM(at_night_nobody_is_rung),
		WARM(two_callers_do_not_ring_one_telephone_at_once),
		WARM(nothing_that_was_keyed_is_told),
		BLIND(a_caller_is_given_away_and_the_call_ends),
		BLIND(a_caller_whom_nobody_takes_is_offered_a_callback_at_once),
		WARM(a_promised_call_is_made_person_first),
		WARM(who_does_not_answer_is_rung_again_later_and_not_for_ever),
		WARM(what_was_tried_is_known_after_a_restart),
		WARM(whoever_is_not_the_one_hears_nothing_and_is_left_alone),
		WARM(an_answer_is_brought_by_telephone),
		WARM(an_answer_that_was_fetched_is_not_brought_too),
		WARM(what_was_settled_at_the_console_is_not_dialled),
	};

	return cmocka_run_group_tests_name("operators", tests, NULL, NULL);
}
