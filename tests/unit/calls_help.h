/* What the tests of telephone calls share: the real core, runner and content, a line that the test rings on, and
 * prompts that are their text (they stand in for line/prompt.c and line/prompts.c, which are not linked into these
 * tests). */
#ifndef FOYER_TEST_CALLS_HELP_H
#define FOYER_TEST_CALLS_HELP_H

#include "runner_help.h"

#include "line/calls.h"

#include <stdio.h>

enum { LINES_MAX = 60, HEARD_BYTES = 16384, EVENTS_MAX = 512, STEP_MS = 100, WINDOW_S = 60, LONGEST_S = 600 };

/* --- prompts --- */

struct line_prompt {
	bool personal;
	char language[8];
	char text[SAID_BYTES_MAX];
};

static unsigned prompts_held;

struct line_prompt *prompts_get(
	struct prompts *prompts, enum codec codec, const char *language, const char *text, bool personal)
{
	struct line_prompt *prompt = calloc(1, sizeof(*prompt));

	(void)prompts;
	assert_int_equal(codec, CODEC_PCMA);
	assert_non_null(prompt);
	prompt->personal = personal;
	snprintf(prompt->language, sizeof(prompt->language), "%s", language);
	snprintf(prompt->text, sizeof(prompt->text), "%s", text);
	prompts_held++;
	return prompt;
}

struct line_prompt *prompts_pause(enum codec codec, unsigned ms)
{
	char text[32];

	snprintf(text, sizeof(text), "(%u ms)", ms);
	return prompts_get(NULL, codec, "", text, false);
}

void prompt_drop(struct line_prompt *prompt)
{
	prompts_held -= prompt != NULL;
	free(prompt);
}

/* --- a line --- */

struct fake_call {
	bool answered;
	bool ended;
	uint16_t status;
	uint16_t retry_s;
	unsigned stops;
	unsigned plays;
	uint32_t mark;      /* of the last play() */
	uint32_t firm_mark; /* of the last that is firm */
	bool personal;      /* the last one is */
	bool any_personal;
	char language[8];
	char heard[HEARD_BYTES]; /* all that was played since the test last looked, a line each */
};

struct exchange {
	struct desk *desk;
	struct calls *calls;
	struct calls_options options;
	struct fake_call call[LINES_MAX + 1]; /* [0] is no call */
	struct line_event events[EVENTS_MAX];
	unsigned first;
	unsigned last;
	bool deaf;                    /* play() fails */
	char number[VALUE_BYTES_MAX]; /* that an action was given */
};

static struct exchange x;

static inline bool fake_next(void *self, struct line_event *out)
{
	(void)self;
	if (x.first == x.last)
		return false;
	*out = x.events[x.first++ % EVENTS_MAX];
	return true;
}

static inline void happens(struct line_event event)
{
	x.events[x.last++ % EVENTS_MAX] = event;
	assert_true(x.last - x.first <= EVENTS_MAX);
}

static inline enum err fake_answer(void *self, uint32_t call)
{
	(void)self;
	x.call[call].answered = true;
	return ERR_NONE;
}

static inline void fake_end(void *self, uint32_t call, uint16_t status, uint16_t retry_s)
{
	(void)self;
	assert_false(x.call[call].ended);
	x.call[call].ended = true;
	x.call[call].status = status;
	x.call[call].retry_s = retry_s;
	happens((struct line_event){.what = LINE_ENDED, .call = call});
}

static inline enum err fake_play(void *self, uint32_t number, struct line_prompt *prompt, uint32_t mark, bool firm)
{
	struct fake_call *call = &x.call[number];
	size_t used = strlen(call->heard);

	(void)self;
	assert_false(call->ended);
	assert_true(mark > call->mark);
	if (x.deaf)
		return ERR_NO_SPACE;
	call->mark = mark;
	call->plays++;
	call->personal = prompt->personal;
	call->any_personal = call->any_personal || prompt->personal;
	if (firm)
		call->firm_mark = mark;
	snprintf(call->language, sizeof(call->language), "%s", prompt->language);
	snprintf(call->heard + used, sizeof(call->heard) - used, "%s\n", prompt->text);
	return ERR_NONE;
}

static inline void fake_stop(void *self, uint32_t call)
{
	(void)self;
	x.call[call].stops++;
}

static const struct line_ops line_ops = {
	.next = fake_next, .answer = fake_answer, .end = fake_end, .play = fake_play, .stop = fake_stop};

/* --- what happens --- */

static inline void turn(void)
{
	for (int i = 0; i < 1000; i++) {
		uint32_t runner_ms;

		calls_turn(x.calls, x.desk->runner);
		runner_ms = runner_turn(x.desk->runner);
		if (runner_ms > 0 && calls_wait_ms(x.calls) > 0 && x.first == x.last)
			return;
	}
	fail_msg("the line does not come to rest");
}

/* As the program's loop would: never longer asleep than it was asked to. */
static inline void passes(uint64_t ms)
{
	uint64_t until_ms = x.desk->now_ms + ms;

	while (x.desk->now_ms < until_ms) {
		uint64_t left_ms = until_ms - x.desk->now_ms;

		x.desk->now_ms += left_ms < STEP_MS ? left_ms : STEP_MS;
		turn();
	}
}

static inline void rings(uint32_t call, const char *number)
{
	struct line_event event = {.what = LINE_RANG, .call = call};

	x.call[call] = (struct fake_call){0};
	snprintf(event.number, sizeof(event.number), "%s", number);
	happens(event);
	turn();
}

static inline void stands(uint32_t call)
{
	assert_true(x.call[call].answered);
	happens((struct line_event){.what = LINE_ANSWERED, .call = call, .codec = CODEC_PCMA});
	turn();
}

static inline void calls_in(uint32_t call, const char *number)
{
	rings(call, number);
	stands(call);
}

static inline void forget_heard(uint32_t call)
{
	x.call[call].heard[0] = '\0';
	x.call[call].any_personal = false;
}

static inline void keys_at_once(uint32_t call, const char *keys)
{
	for (; *keys; keys++)
		happens((struct line_event){.what = LINE_KEYED, .call = call, .key = *keys});
}

/* One after the other, each when the answer to the one before is there; what is heard is what the last one led to. */
static inline void keys(uint32_t call, const char *which)
{
	for (; *which; which++) {
		char one[2] = {*which, '\0'};

		x.desk->now_ms += 300;
		forget_heard(call);
		keys_at_once(call, one);
		turn();
	}
}

static inline void hears_all(uint32_t call)
{
	happens((struct line_event){.what = LINE_PLAYED, .call = call, .mark = x.call[call].mark});
	turn();
}

static inline void hangs_up(uint32_t call)
{
	happens((struct line_event){.what = LINE_ENDED, .call = call});
	turn();
}

static inline bool heard(uint32_t call, const char *words)
{
	return strstr(x.call[call].heard, words) != NULL;
}

static inline uint32_t here(void)
{
	return SESSIONS_LINE - runner_places(x.desk->runner);
}

static inline const char *state_of_newest(void)
{
	return runner_state(x.desk->runner, x.desk->store.sessions);
}

/* --- set-up --- */

static inline enum err looks_up(void *self, const struct action_call *call)
{
	const char *number = values_get(call->inputs, "customer_number");

	snprintf(x.number, sizeof(x.number), "%s", number ? number : "");
	return start_action(self, call);
}

static inline void open_calls(void)
{
	assert_int_equal(calls_open(&x.calls, &x.options), ERR_NONE);
	x.desk->device.surface[CHANNEL_LINE] = calls_surface(x.calls);
}

static inline void power_on(void)
{
	open_calls();
	switch_on(x.desk);
	assert_int_equal(runner_content(x.desk->runner, site(), NULL), ERR_NONE);
	assert_int_equal(runner_restore(x.desk->runner), ERR_NONE);
	turn();
}

static inline void power_off(void)
{
	runner_close(x.desk->runner);
	calls_close(x.calls);
	memset(x.call, 0, sizeof(x.call));
	x.first = x.last = 0;
}

static inline int set_up_line(void **state)
{
	static const struct actions_ops actions = {looks_up, close_nothing};

	memset(&x, 0, sizeof(x));
	prompts_held = 0;
	set_up(state);
	x.desk = *state;
	runner_close(x.desk->runner);
	x.desk->device.sessions_max = SESSIONS_LINE;
	x.desk->device.actions.ops = &actions;
	x.options = (struct calls_options){
		.line = {&line_ops, NULL},
		.clock = x.desk->device.clock,
		.prefers = {.heard = HEARD_ALL},
		.calls_max = LINES_MAX,
		.callers_max = 8,
		.per_caller_max = 3,
		.window_s = WINDOW_S,
		.longest_s = LONGEST_S,
	};
	power_on();
	return 0;
}

static inline int tear_down_line(void **state)
{
	calls_close(x.calls);
	assert_int_equal(prompts_held, 0);
	return tear_down(state);
}

/* In English, at the menu. */
static inline void is_at_the_menu(uint32_t call)
{
	calls_in(call, "");
	hears_all(call);
	keys(call, "1");
	assert_true(heard(call, "for Cards") || heard(call, "Cards: press"));
}

/* At the customer number, six digits. */
static inline void is_at_the_number(uint32_t call)
{
	is_at_the_menu(call);
	keys(call, "12");
	assert_true(heard(call, "customer number"));
}

#define CALLS(name) cmocka_unit_test_setup_teardown(name, set_up_line, tear_down_line)

#endif
