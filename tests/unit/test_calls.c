/* Telephone calls as conversations: the real core, runner and content, a line that the test rings on, and prompts that
 * are their text (they stand in for line/prompt.c and line/prompts.c, which are not linked into this test). */
#include "runner_help.h"

#include "line/calls.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

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

static bool fake_next(void *self, struct line_event *out)
{
	(void)self;
	if (x.first == x.last)
		return false;
	*out = x.events[x.first++ % EVENTS_MAX];
	return true;
}

static void happens(struct line_event event)
{
	x.events[x.last++ % EVENTS_MAX] = event;
	assert_true(x.last - x.first <= EVENTS_MAX);
}

static enum err fake_answer(void *self, uint32_t call)
{
	(void)self;
	x.call[call].answered = true;
	return ERR_NONE;
}

static void fake_end(void *self, uint32_t call, uint16_t status, uint16_t retry_s)
{
	(void)self;
	assert_false(x.call[call].ended);
	x.call[call].ended = true;
	x.call[call].status = status;
	x.call[call].retry_s = retry_s;
	happens((struct line_event){.what = LINE_ENDED, .call = call});
}

static enum err fake_play(void *self, uint32_t number, struct line_prompt *prompt, uint32_t mark, bool firm)
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

static void fake_stop(void *self, uint32_t call)
{
	(void)self;
	x.call[call].stops++;
}

static const struct line_ops line_ops = {
	.next = fake_next, .answer = fake_answer, .end = fake_end, .play = fake_play, .stop = fake_stop};

/* --- what happens --- */

static void turn(void)
{
	for (int i = 0; i < 1000; i++) {
		uint32_t calls_ms = calls_turn(x.calls, x.desk->runner);

		if (runner_turn(x.desk->runner) > 0 && calls_ms > 0 && x.first == x.last)
			return;
	}
	fail_msg("the line does not come to rest");
}

/* As the program's loop would: never longer asleep than it was asked to. */
static void passes(uint64_t ms)
{
	uint64_t until_ms = x.desk->now_ms + ms;

	while (x.desk->now_ms < until_ms) {
		uint64_t left_ms = until_ms - x.desk->now_ms;

		x.desk->now_ms += left_ms < STEP_MS ? left_ms : STEP_MS;
		turn();
	}
}

static void rings(uint32_t call, const char *number)
{
	struct line_event event = {.what = LINE_RANG, .call = call};

	x.call[call] = (struct fake_call){0};
	snprintf(event.number, sizeof(event.number), "%s", number);
	happens(event);
	turn();
}

static void stands(uint32_t call)
{
	assert_true(x.call[call].answered);
	happens((struct line_event){.what = LINE_ANSWERED, .call = call, .codec = CODEC_PCMA});
	turn();
}

static void calls_in(uint32_t call, const char *number)
{
	rings(call, number);
	stands(call);
}

static void forget_heard(uint32_t call)
{
	x.call[call].heard[0] = '\0';
	x.call[call].any_personal = false;
}

static void keys_at_once(uint32_t call, const char *keys)
{
	for (; *keys; keys++)
		happens((struct line_event){.what = LINE_KEYED, .call = call, .key = *keys});
}

/* One after the other, each when the answer to the one before is there; what is heard is what the last one led to. */
static void keys(uint32_t call, const char *which)
{
	for (; *which; which++) {
		char one[2] = {*which, '\0'};

		x.desk->now_ms += 300;
		forget_heard(call);
		keys_at_once(call, one);
		turn();
	}
}

static void hears_all(uint32_t call)
{
	happens((struct line_event){.what = LINE_PLAYED, .call = call, .mark = x.call[call].mark});
	turn();
}

static void hangs_up(uint32_t call)
{
	happens((struct line_event){.what = LINE_ENDED, .call = call});
	turn();
}

static bool heard(uint32_t call, const char *words)
{
	return strstr(x.call[call].heard, words) != NULL;
}

static uint32_t here(void)
{
	return SESSIONS_LINE - runner_places(x.desk->runner);
}

static const char *state_of_newest(void)
{
	return runner_state(x.desk->runner, x.desk->store.sessions);
}

/* --- set-up --- */

static enum err looks_up(void *self, const struct action_call *call)
{
	const char *number = values_get(call->inputs, "customer_number");

	snprintf(x.number, sizeof(x.number), "%s", number ? number : "");
	return start_action(self, call);
}

static void open_calls(void)
{
	assert_int_equal(calls_open(&x.calls, &x.options), ERR_NONE);
	x.desk->device.surface[CHANNEL_LINE] = calls_surface(x.calls);
}

static void power_on(void)
{
	open_calls();
	switch_on(x.desk);
	assert_int_equal(runner_content(x.desk->runner, site(), NULL), ERR_NONE);
	assert_int_equal(runner_restore(x.desk->runner), ERR_NONE);
	turn();
}

static void power_off(void)
{
	runner_close(x.desk->runner);
	calls_close(x.calls);
	memset(x.call, 0, sizeof(x.call));
	x.first = x.last = 0;
}

static int set_up_line(void **state)
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

static int tear_down_line(void **state)
{
	calls_close(x.calls);
	assert_int_equal(prompts_held, 0);
	return tear_down(state);
}

/* In English, at the menu. */
static void is_at_the_menu(uint32_t call)
{
	calls_in(call, "");
	hears_all(call);
	keys(call, "1");
	assert_true(heard(call, "for Cards") || heard(call, "Cards: press"));
}

/* At the customer number, six digits. */
static void is_at_the_number(uint32_t call)
{
	is_at_the_menu(call);
	keys(call, "12");
	assert_true(heard(call, "customer number"));
}

/* --- calls --- */

static void a_caller_hears_who_this_is_and_what_can_be_chosen(void **state)
{
	(void)state;
	calls_in(1, "+390612345");
	assert_true(heard(1, "Porto Sereno Savings Bank"));
	assert_true(heard(1, "This is a machine."));
	assert_true(heard(1, "English"));
	assert_string_equal(x.call[1].language, "en");
	keys(1, "2");
	assert_string_equal(x.call[1].language, "it");
	assert_true(heard(1, "Carte"));
	assert_int_equal(calls_count(x.calls), 1);
	assert_int_equal(here(), 1);
}

static void a_key_chooses_and_stops_what_is_said(void **state)
{
	unsigned stops;

	(void)state;
	is_at_the_menu(1);
	stops = x.call[1].stops;
	keys(1, "1");
	assert_true(heard(1, "Lost or stolen card"));
	assert_true(x.call[1].stops > stops);
}

static void what_must_be_heard_is_firm_and_is_not_stopped(void **state)
{
	(void)state;
	calls_in(1, "");
	assert_true(x.call[1].firm_mark > 0);
	assert_true(x.call[1].firm_mark < x.call[1].mark); /* the question behind it is not */
	keys(1, "1");
	assert_int_equal(x.call[1].stops, 0);
	hears_all(1);
	keys(1, "1");
	assert_int_equal(x.call[1].stops, 0); /* silence need not be stopped */
	keys(1, "*");
	assert_int_equal(x.call[1].stops, 1);
}

static void keys_typed_ahead_wait_for_their_questions_in_order(void **state)
{
	(void)state;
	is_at_the_menu(1);
	x.desk->store.held = true; /* no answer comes out meanwhile */
	keys_at_once(1, "12");
	turn();
	keys_at_once(1, "100042");
	turn();
	forget_heard(1);
	x.desk->store.held = false;
	x.desk->store.written = x.desk->store.synced = x.desk->store.last;
	turn();
	assert_int_equal(x.desk->calls, 1); /* the customer number was looked up */
	assert_string_equal(x.number, "100042");
}

static void what_a_key_typed_ahead_would_stop_is_not_begun(void **state)
{
	(void)state;
	is_at_the_menu(1);
	forget_heard(1);
	keys_at_once(1, "11");
	turn();
	assert_false(heard(1, "You can choose"));
	assert_false(heard(1, "Under Cards"));
	assert_true(heard(1, "First name"));
}

static void what_was_not_understood_ends_what_was_typed_ahead(void **state)
{
	(void)state;
	is_at_the_menu(1);
	keys_at_once(1, "*1212");
	turn();
	assert_int_equal(x.desk->calls, 0);
	assert_true(heard(1, "Cards")); /* still at the top: there was nowhere to go back to */
	assert_string_equal(state_of_newest(), "narrow");
}

static void so_many_keys_are_kept_and_no_more(void **state)
{
	(void)state;
	is_at_the_menu(1);
	x.desk->store.held = true;
	for (int i = 0; i < 4 * CALLS_KEYS_MAX; i++)
		keys_at_once(1, "9");
	turn();
	x.desk->store.held = false;
	x.desk->store.written = x.desk->store.synced = x.desk->store.last;
	turn();
	assert_int_equal(calls_count(x.calls), 1);
	assert_int_equal(here(), 1);
}

/* --- entries --- */

static void digits_are_gathered_until_there_are_as_many_as_are_wanted(void **state)
{
	(void)state;
	is_at_the_number(1);
	keys(1, "10004");
	assert_int_equal(x.desk->calls, 0);
	keys(1, "2");
	assert_int_equal(x.desk->calls, 1);
	assert_string_equal(x.number, "100042");
}

static void a_hash_behind_a_full_entry_means_nothing_any_more(void **state)
{
	(void)state;
	is_at_the_number(1);
	keys_at_once(1, "100042#");
	turn();
	assert_int_equal(x.desk->calls, 1);
	assert_false(heard(1, "Sorry"));
	assert_false(heard(1, "understand"));
}

static void a_star_deletes_and_on_an_empty_entry_goes_back(void **state)
{
	(void)state;
	is_at_the_number(2);
	keys(2, "9*10005*42");
	assert_int_equal(x.desk->calls, 1);
	assert_string_equal(x.number, "100042");
	is_at_the_number(3);
	keys(3, "9**");
	assert_false(heard(3, "customer number"));
	assert_string_equal(state_of_newest(), "narrow");
}

static void a_hash_or_a_pause_ends_an_entry(void **state)
{
	(void)state;
	is_at_the_number(1);
	keys(1, "123#");
	assert_true(heard(1, "six digits")); /* too few: asked again */
	keys(1, "123");
	forget_heard(1);
	passes(CALLS_KEYS_APART_MS + STEP_MS);
	assert_true(heard(1, "six digits"));
}

static void a_zero_is_a_digit_and_alone_a_person(void **state)
{
	(void)state;
	is_at_the_number(1);
	keys(1, "000001");
	assert_string_equal(x.number, "000001");
	is_at_the_number(2);
	assert_int_equal(x.desk->offers, 0);
	keys(2, "0#");
	assert_int_equal(x.desk->offers, 1);
	is_at_the_number(3);
	keys(3, "0");
	assert_int_equal(x.desk->offers, 1);
	passes(CALLS_KEYS_APART_MS + STEP_MS);
	assert_int_equal(x.desk->offers, 2);
}

static void knows_customer(void)
{
	struct event known = {.kind = EVENT_CUSTOMER_KNOWN, .session = x.desk->call.session};

	known.request = x.desk->call.request;
	known.known.level = x.desk->call.level;
	known.known.language = LANGUAGES_MAX;
	runner_step(x.desk->runner, &known);
	turn();
}

static void masked_digits_reach_neither_journal_nor_log_nor_another_ear(void **state)
{
	FILE *log = tmpfile();
	int stderr_fd = dup(STDERR_FILENO);
	char text[4096] = "";

	(void)state;
	assert_non_null(log);
	fflush(stderr);
	dup2(fileno(log), STDERR_FILENO);
	is_at_the_number(1);
	keys(1, "100042");
	knows_customer();
	x.desk->store.never = "7391";
	x.desk->store.has_never = false;
	keys(1, "7391");
	fflush(stderr);
	dup2(stderr_fd, STDERR_FILENO);
	close(stderr_fd);
	rewind(log);
	(void)!fread(text, 1, sizeof(text) - 1, log);
	fclose(log);
	assert_true(heard(1, "debit")); /* it was taken: the next question is there */
	assert_false(x.desk->store.has_never);
	assert_null(strstr(text, "7391"));
	assert_false(heard(1, "7391"));
}

static void the_same_digits_are_found_where_nothing_is_masked(void **state)
{
	(void)state;
	is_at_the_number(1);
	x.desk->store.never = "100042";
	keys(1, "100042");
	assert_true(x.desk->store.has_never); /* so the test before could have seen them */
}

static void what_is_ones_own_is_kept_for_nobody_else(void **state)
{
	(void)state;
	calls_in(1, "");
	assert_false(x.call[1].any_personal);
	keys(1, "1");
	assert_false(x.call[1].any_personal);
	keys(1, "0");
	assert_true(x.call[1].any_personal); /* the code to come back with */
}

/* Asks the caller what they would recommend, by saying goodbye; not every conversation is asked. */
static bool is_asked_for_score(uint32_t call)
{
	struct event bye = {.kind = EVENT_TOUCHED, .touched = {.target = TARGET_FINISH}};

	is_at_the_menu(call);
	keys(call, "33");
	forget_heard(call);
	bye.session = x.desk->store.sessions;
	runner_step(x.desk->runner, &bye);
	turn();
	return strcmp(state_of_newest(), "survey") == 0;
}

static void ten_is_a_score_and_one_is_after_a_while(void **state)
{
	uint32_t call = 1;

	(void)state;
	while (!is_asked_for_score(call))
		call++;
	x.desk->store.never = "10";
	keys(call, "1");
	assert_string_equal(state_of_newest(), "survey");
	assert_false(x.desk->store.has_never);
	keys(call, "0");
	assert_true(x.desk->store.has_never);
	while (!is_asked_for_score(++call))
		;
	x.desk->store.has_never = false;
	keys(call, "1");
	forget_heard(call);
	passes(CALLS_SCORE_APART_MS - STEP_MS);
	assert_false(x.call[call].heard[0]);
	passes(2 * STEP_MS);
	assert_true(x.call[call].heard[0]);
	assert_false(x.desk->store.has_never);
}

/* --- silence and speech --- */

static void nobody_is_silent_while_they_are_spoken_to(void **state)
{
	(void)state;
	is_at_the_menu(1);
	forget_heard(1);
	passes(60000);
	assert_string_equal(x.call[1].heard, "");
	hears_all(1);
	passes(6000);
	assert_string_equal(x.call[1].heard, "");
	passes(2000);
	assert_true(x.call[1].heard[0]);
}

static void a_line_that_never_tells_that_it_was_heard_is_not_believed_for_ever(void **state)
{
	(void)state;
	is_at_the_menu(1);
	forget_heard(1);
	passes(CALLS_SPEAKING_MS_MAX + 10000);
	assert_true(x.call[1].heard[0]);
}

/* --- endings --- */

static void zero_reaches_a_person_in_every_state(void **state)
{
	static const char *const ways[] = {"", "1", "11", "13", "9", "0", "24"};

	(void)state;
	for (unsigned i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		uint32_t call = i + 1;
		unsigned offers = x.desk->offers;

		is_at_the_menu(call);
		keys(call, ways[i]);
		keys(call, "0");
		if (x.desk->offers <= offers)
			fail_msg("after \"%s\", 0 led to nobody: %s", ways[i], x.call[call].heard);
	}
}

static void a_caller_may_hang_up_anywhere_and_leaves_nothing(void **state)
{
	static const char *const ways[] = {
		"", "1", "1", "11", "12", "121", "12100042", "13", "10", "109", "134", "15555"};

	(void)state;
	for (unsigned i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		uint32_t call = i + 1;

		calls_in(call, "");
		keys(call, ways[i]);
		assert_int_equal(here(), 1);
		hangs_up(call);
		assert_int_equal(here(), 0);
		assert_int_equal(calls_count(x.calls), 0);
		assert_int_equal(prompts_held, 0);
		x.desk->now_ms += WINDOW_S * 1000;
	}
	rings(30, "");
	hangs_up(30); /* before it was taken */
	assert_int_equal(calls_count(x.calls), 0);
	assert_false(x.call[30].ended);
}

static void the_last_words_are_heard_before_the_call_ends(void **state)
{
	(void)state;
	is_at_the_menu(1);
	hears_all(1);
	for (int i = 0; i < 100 && here() == 1; i++) {
		passes(10000); /* nobody answers */
		if (here() == 1)
			hears_all(1);
	}
	assert_int_equal(here(), 0);
	assert_false(x.call[1].ended);
	assert_int_equal(calls_count(x.calls), 1);
	keys(1, "1"); /* too late for anything */
	assert_int_equal(here(), 0);
	hears_all(1);
	assert_true(x.call[1].ended);
	assert_int_equal(calls_count(x.calls), 0);
}

static void who_starts_again_stays_on_the_line(void **state)
{
	struct event again = {.kind = EVENT_TOUCHED, .touched = {.target = TARGET_START_AGAIN}};
	uint32_t before;

	(void)state;
	is_at_the_menu(1);
	keys(1, "1");
	before = x.desk->store.sessions;
	again.session = before;
	forget_heard(1);
	runner_step(x.desk->runner, &again);
	turn();
	assert_false(x.call[1].ended);
	assert_int_equal(x.desk->store.sessions, before + 1);
	assert_int_equal(here(), 1);
	assert_true(heard(1, "Porto Sereno Savings Bank"));
	assert_true(heard(1, "for Cards") || heard(1, "Cards: press") || heard(1, "for Cards, key")); /* in their
													 language */
	keys(1, "1");
	assert_true(heard(1, "Lost or stolen card"));
}

static void the_longest_call_ends_with_a_person_informed_and_a_last_word(void **state)
{
	(void)state;
	is_at_the_menu(1);
	keys(1, "1");
	while (x.desk->now_ms < START_MS + (LONGEST_S - 5) * 1000) {
		keys(1, "9"); /* "again", for ever */
		x.desk->now_ms += 4000;
	}
	assert_int_equal(x.desk->offers, 0);
	forget_heard(1);
	passes(20000);
	assert_int_equal(x.desk->offers, 1);
	assert_int_equal(here(), 0);
	assert_int_equal(x.call[1].mark, x.call[1].firm_mark); /* goodbye, which no key cuts */
	assert_false(x.call[1].ended);
	hears_all(1);
	assert_true(x.call[1].ended);
	assert_int_equal(calls_count(x.calls), 0);
}

/* --- many --- */

static void fifty_calls_are_fifty_conversations(void **state)
{
	(void)state;
	for (uint32_t i = 1; i <= 50; i++) {
		char number[16];

		snprintf(number, sizeof(number), "+39%u", i); /* all are new */
		calls_in(i, number);
		hears_all(i);
		keys(i, i % 2 ? "1" : "2");
	}
	assert_int_equal(here(), 50);
	for (uint32_t i = 1; i <= 50; i++)
		forget_heard(i);
	for (uint32_t i = 1; i <= 50; i++)
		keys_at_once(i, i % 3 == 0 ? "1" : i % 3 == 1 ? "2" : "0");
	turn();
	for (uint32_t i = 1; i <= 50; i++) {
		const char *cards = i % 2 ? "Lost or stolen card" : "Carta persa o rubata";
		const char *accounts = i % 2 ? "Open an account" : "Aprire un conto";

		assert_int_equal(heard(i, cards), i % 3 == 0);
		assert_int_equal(heard(i, accounts), i % 3 == 1);
		assert_string_equal(x.call[i].language, i % 2 ? "en" : "it");
		assert_true(x.call[i].heard[0]);
	}
	hangs_up(7);
	assert_int_equal(here(), 49);
	keys(9, "1");
	assert_false(x.call[9].ended);
	assert_string_equal(x.call[8].language, "it");
}

/* --- admission --- */

static void who_calls_too_often_is_asked_to_wait(void **state)
{
	(void)state;
	for (uint32_t i = 1; i <= 3; i++) {
		calls_in(i, i == 2 ? "sip:+39061@carrier.example" : "+39 (06) 1");
		hangs_up(i);
	}
	x.desk->now_ms += 10000;
	rings(4, "+39061");
	assert_int_equal(x.call[4].status, CALLS_UNAVAILABLE);
	assert_in_range(x.call[4].retry_s, WINDOW_S - 20, WINDOW_S - 9);
	assert_false(x.call[4].answered);
	rings(5, "+39062"); /* others are welcome */
	assert_true(x.call[5].answered);
	x.desk->now_ms += (uint64_t)x.call[4].retry_s * 1000;
	rings(6, "+39061");
	assert_true(x.call[6].answered);
}

static void withheld_numbers_wait_together_and_nobody_else_for_them(void **state)
{
	const uint32_t welcome = 3 * CALLS_WITHHELD_TIMES;

	(void)state;
	for (uint32_t i = 1; i <= welcome; i++)
		rings(i, "");
	assert_true(x.call[welcome].answered);
	rings(welcome + 1, "");
	assert_int_equal(x.call[welcome + 1].status, CALLS_UNAVAILABLE);
	rings(welcome + 2, "+39062");
	assert_true(x.call[welcome + 2].answered);
}

static void blocked_numbers_are_declined_and_a_list_of_the_allowed_is_the_whole_list(void **state)
{
	static const char *const blocked[] = {"+39 06 666", "+44*", NULL};
	static const char *const allowed[] = {"+39*", NULL};

	(void)state;
	power_off();
	x.options.blocked = blocked;
	power_on();
	rings(1, "+3906666");
	assert_int_equal(x.call[1].status, CALLS_DECLINED);
	rings(2, "+44123");
	assert_int_equal(x.call[2].status, CALLS_DECLINED);
	rings(3, "+4912");
	assert_true(x.call[3].answered);
	power_off();
	x.options.allowed = allowed;
	power_on();
	rings(4, "+4912");
	assert_int_equal(x.call[4].status, CALLS_DECLINED);
	rings(5, "");
	assert_int_equal(x.call[5].status, CALLS_DECLINED);
	rings(6, "+3907");
	assert_true(x.call[6].answered);
	rings(7, "+3906666"); /* blocked all the same */
	assert_int_equal(x.call[7].status, CALLS_DECLINED);
}

static void a_full_device_is_busy_before_it_answers(void **state)
{
	(void)state;
	power_off();
	x.desk->device.sessions_max = 2;
	power_on();
	rings(1, "1");
	rings(2, "2"); /* both were promised a place */
	rings(3, "3");
	assert_int_equal(x.call[3].status, CALLS_BUSY);
	assert_int_equal(x.call[3].retry_s, CALLS_RETRY_S);
	stands(1);
	stands(2);
	assert_true(x.call[1].heard[0]);
	assert_true(x.call[2].heard[0]);
	hangs_up(1);
	rings(4, "4");
	assert_true(x.call[4].answered);
}

static void who_lost_the_place_to_the_kiosk_is_told_so(void **state)
{
	(void)state;
	power_off();
	x.desk->device.sessions_max = 1;
	power_on();
	rings(1, "1");
	begins(x.desk, CHANNEL_SCREEN);
	stands(1);
	passes(CALLS_BEGIN_MS_MAX + STEP_MS);
	assert_true(x.call[1].heard[0]);
	assert_false(x.call[1].ended);
	hears_all(1);
	assert_true(x.call[1].ended);
	assert_int_equal(x.desk->place[CHANNEL_SCREEN].closed, 0);
}

static void nobody_is_taken_while_the_disk_cannot_follow_or_the_program_ends(void **state)
{
	(void)state;
	x.desk->store.full = true;
	rings(1, "1");
	assert_int_equal(x.call[1].status, CALLS_BUSY);
	x.desk->store.full = false;
	calls_refuse_all(x.calls);
	rings(2, "2");
	assert_int_equal(x.call[2].status, CALLS_UNAVAILABLE);
}

/* --- who calls again --- */

static void who_calls_again_is_greeted_shortly_in_their_language(void **state)
{
	(void)state;
	calls_in(1, "+39061");
	keys(1, "2");
	hangs_up(1);
	calls_in(2, "+39061");
	assert_string_equal(x.call[2].language, "it");
	assert_true(strncmp(x.call[2].heard, "Cassa", 5) == 0 || !heard(2, "Benvenuti"));
	assert_true(heard(2, "Questa è una macchina.")); /* that is never left out */
	assert_true(heard(2, "Carte"));
	calls_in(3, "+39062");
	assert_true(heard(3, "Welcome") || heard(3, "Hello") || heard(3, "Good to have you here"));
}

/* --- restart --- */

static void no_call_outlives_the_program(void **state)
{
	(void)state;
	is_at_the_menu(1);
	is_at_the_number(2);
	assert_int_equal(here(), 2);
	power_off();
	power_on();
	assert_int_equal(here(), 0);
	assert_int_equal(calls_count(x.calls), 0);
	calls_in(3, "3");
	assert_true(heard(3, "Porto Sereno"));
	assert_int_equal(here(), 1);
}

static void a_device_that_goes_off_ends_its_calls(void **state)
{
	(void)state;
	is_at_the_menu(1);
	calls_close(x.calls);
	assert_true(x.call[1].ended);
	x.calls = NULL;
}

#define CALLS(name) cmocka_unit_test_setup_teardown(name, set_up_line, tear_down_line)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CALLS(a_caller_hears_who_this_is_and_what_can_be_chosen),
		CALLS(a_key_chooses_and_stops_what_is_said),
		CALLS(what_must_be_heard_is_firm_and_is_not_stopped),
		CALLS(keys_typed_ahead_wait_for_their_questions_in_order),
		CALLS(what_a_key_typed_ahead_would_stop_is_not_begun),
		CALLS(what_was_not_understood_ends_what_was_typed_ahead),
		CALLS(so_many_keys_are_kept_and_no_more),
		CALLS(digits_are_gathered_until_there_are_as_many_as_are_wanted),
		CALLS(a_hash_behind_a_full_entry_means_nothing_any_more),
		CALLS(a_star_deletes_and_on_an_empty_entry_goes_back),
		CALLS(a_hash_or_a_pause_ends_an_entry),
		CALLS(a_zero_is_a_digit_and_alone_a_person),
		CALLS(masked_digits_reach_neither_journal_nor_log_nor_another_ear),
		CALLS(the_same_digits_are_found_where_nothing_is_masked),
		CALLS(what_is_ones_own_is_kept_for_nobody_else),
		CALLS(ten_is_a_score_and_one_is_after_a_while),
		CALLS(nobody_is_silent_while_they_are_spoken_to),
		CALLS(a_line_that_never_tells_that_it_was_heard_is_not_believed_for_ever),
		CALLS(zero_reaches_a_person_in_every_state),
		CALLS(a_caller_may_hang_up_anywhere_and_leaves_nothing),
		CALLS(the_last_words_are_heard_before_the_call_ends),
		CALLS(who_starts_again_stays_on_the_line),
		CALLS(the_longest_call_ends_with_a_person_informed_and_a_last_word),
		CALLS(fifty_calls_are_fifty_conversations),
		CALLS(who_calls_too_often_is_asked_to_wait),
		CALLS(withheld_numbers_wait_together_and_nobody_else_for_them),
		CALLS(blocked_numbers_are_declined_and_a_list_of_the_allowed_is_the_whole_list),
		CALLS(a_full_device_is_busy_before_it_answers),
		CALLS(who_lost_the_place_to_the_kiosk_is_told_so),
		CALLS(nobody_is_taken_while_the_disk_cannot_follow_or_the_program_ends),
		CALLS(who_calls_again_is_greeted_shortly_in_their_language),
		CALLS(no_call_outlives_the_program),
		CALLS(a_device_that_goes_off_ends_its_calls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
