/* What the tests of people at telephones share: the real core and runner on a line that the test rings on, and that
 * dials. */
#ifndef FOYER_TEST_OPERATORS_HELP_H
#define FOYER_TEST_OPERATORS_HELP_H
#include "calls_help.h"

#include "line/operators.h"

enum { DIALLED_FIRST = 30, DIALLED_MAX = 20, WARM_1 = 30, WARM_2 = 31, MINUTE_MS = 60000 };

static struct {
	struct operators *operators;
	struct agents console;
	bool somebody; /* sits at the console */
	bool has_card; /* the console shows it */
	char summary[CARD_BYTES_MAX];
	struct dial_rules rules;
	unsigned count;
	char place[DIALLED_MAX][LINE_PLACE_BYTES_MAX];
	bool joined[LINES_MAX + 1];
	bool no_join; /* join() fails */
	uint32_t moved;
	char moved_to[LINE_PLACE_BYTES_MAX];
} o;

static const struct operator_place warm[] = {{"*", false, "sip:one@pbx"}, {"service", false, "sip:two@pbx"}};
static const struct operator_place blind[] = {{"*", true, "200"}};

/* --- a line that dials, a console --- */

static inline enum err fake_dial(void *self, const char *place, uint32_t *call)
{
	(void)self;
	assert_true(o.count < DIALLED_MAX);
	*call = DIALLED_FIRST + o.count;
	x.call[*call] = (struct fake_call){0};
	snprintf(o.place[o.count++], LINE_PLACE_BYTES_MAX, "%s", place);
	return ERR_NONE;
}

static inline enum err fake_transfer(void *self, uint32_t call, const char *place)
{
	(void)self;
	o.moved = call;
	snprintf(o.moved_to, sizeof(o.moved_to), "%s", place);
	return ERR_NONE;
}

static inline enum err fake_join(void *self, uint32_t one, uint32_t other)
{
	(void)self;
	if (o.no_join)
		return ERR_NO_SPACE;
	o.joined[one] = o.joined[other] = true;
	return ERR_NONE;
}

static inline void fake_part(void *self, uint32_t call)
{
	(void)self;
	o.joined[call] = false;
}

static inline enum err console_put(void *self, const struct agent_card *card)
{
	(void)self;
	o.has_card = true;
	snprintf(o.summary, sizeof(o.summary), "%s", card->summary);
	return o.somebody ? ERR_NONE : ERR_ABSENT;
}

static inline void console_withdraw(void *self, uint64_t request)
{
	(void)self;
	(void)request;
	o.has_card = false;
}

static inline const char *dialled(void)
{
	return o.count ? o.place[o.count - 1] : "";
}

static inline uint32_t dialled_call(void)
{
	return DIALLED_FIRST + o.count - 1;
}

/* --- set-up --- */

static inline void open_device(const struct operator_place *places, unsigned count)
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
		.numbers = true,
		.console = {&console, NULL},
		.rules = o.rules,
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

static inline void close_device(void)
{
	power_off();
	x.desk->device.agents.ops->close(x.desk->device.agents.self);
}

static inline int set_up_warm(void **state)
{
	memset(&o, 0, sizeof(o));
	set_up_line(state);
	power_off();
	open_device(warm, 2);
	return 0;
}

static inline int set_up_blind(void **state)
{
	memset(&o, 0, sizeof(o));
	set_up_line(state);
	power_off();
	open_device(blind, 1);
	return 0;
}

static inline int tear_down_operators(void **state)
{
	int failed = tear_down_line(state);

	operators_agents(o.operators).ops->close(o.operators);
	return failed;
}

/* In English, asks for a person, who is rung. */
static inline void asks_for_a_person(uint32_t call)
{
	is_at_the_menu(call);
	keys(call, "0");
	assert_int_equal(o.count, 1);
}

static inline void picks_up(uint32_t call)
{
	happens((struct line_event){.what = LINE_ANSWERED, .call = call, .codec = CODEC_PCMA});
	turn();
}

static inline void is_joined(uint32_t call)
{
	asks_for_a_person(call);
	picks_up(WARM_1);
	keys(WARM_1, "1");
	assert_true(o.joined[call]);
	assert_true(o.joined[WARM_1]);
}

static inline void breaks_off(uint32_t call, uint16_t why)
{
	happens((struct line_event){.what = LINE_ENDED, .call = call, .why = why});
	turn();
}

static inline bool is_offered_a_callback(uint32_t call)
{
	return heard(call, "call you back") || heard(call, "call back") || heard(call, "ring you");
}

/* It is read back, and said to be right. */
static inline void leaves_a_number(uint32_t call)
{
	keys(call, "3331234567#");
	assert_true(heard(call, "3 3 3, 1 2 3, 4 5 6 7"));
	passes(CALLS_SURPLUS_MS);
	keys(call, "1");
}

/* Promised to be called back: everybody is busy, and the number is keyed in. */
static inline void wants_a_callback(uint32_t call)
{
	asks_for_a_person(call);
	breaks_off(WARM_1, 486);
	breaks_off(WARM_2, 486);
	assert_true(is_offered_a_callback(call));
	keys(call, "1");
	leaves_a_number(call);
	hangs_up(call);
	assert_int_equal(x.desk->store.card.state, HANDOVER_CALLBACK);
}

static inline void agent_at_console(enum agent_act act, const char *words)
{
	struct event event = {
		.kind = EVENT_AGENT_SAID, .session = x.desk->store.card.session, .request = x.desk->store.card.request};

	event.agent.act = (uint8_t)act;
	snprintf(event.agent.agent, sizeof(event.agent.agent), "Giulia");
	snprintf(event.agent.words, sizeof(event.agent.words), "%s", words);
	runner_step(x.desk->runner, &event);
	turn();
}

#define WARM(name) cmocka_unit_test_setup_teardown(name, set_up_warm, tear_down_operators)
#define BLIND(name) cmocka_unit_test_setup_teardown(name, set_up_blind, tear_down_operators)

#endif
