/* What callers hear, and what their keys do wherever they are: 0 is a person in every state, nothing tells them to
 * touch a screen, and nothing is asked that keys alone cannot answer. */
#include "calls_help.h"

#include "port/agents.h"

/* --- ways to every question --- */

static void hears_nobody(void)
{
	calls_close(x.calls);
	runner_close(x.desk->runner);
	x.options.prefers.heard = 0;
	power_on();
}

/* By what the caller wants: a touch stands for words that a recogniser would bring. */
static void wants(enum target target)
{
	struct event event = {.kind = EVENT_TOUCHED, .touched = {.target = (uint8_t)target}};

	event.session = x.desk->store.sessions;
	runner_step(x.desk->runner, &event);
	turn();
}

static void nothing(uint32_t call)
{
	(void)call;
}

static void calls_back_is_asked(uint32_t call)
{
	keys(call, "0");
	passes(200000); /* nobody comes */
}

static void number_to_call_is_asked(uint32_t call)
{
	calls_back_is_asked(call);
	keys(call, "1");
}

static void is_known(uint32_t call)
{
	struct event known = {.kind = EVENT_CUSTOMER_KNOWN};

	keys(call, "12100042");
	known.session = x.desk->call.session;
	known.request = x.desk->call.request;
	known.known.level = x.desk->call.level;
	known.known.language = LANGUAGES_MAX;
	runner_step(x.desk->runner, &known);
	turn();
}

static void says_goodbye(uint32_t call)
{
	(void)call;
	wants(TARGET_FINISH);
}

/* What stands in `state` is where the caller is, as a developer would call it; "" is any. */
static const struct way {
	const char *name;
	const char *keys;
	void (*then)(uint32_t call);
	const char *heard; /* proves that it is there; NULL: what `then` leads to is not always said */
} ways[] = {
	{"menu", "", nothing, NULL},
	{"inner menu", "1", nothing, "Lost or stolen card"},
	{"an answer", "33", nothing, NULL},
	{"a choice of a form", "9", nothing, NULL},
	{"an entry of digits", "12", nothing, "number"},
	{"an entry that has begun and was taken back", "121*", nothing, NULL},
	{"the wait for a look-up", "12100042", nothing, NULL},
	{"behind a look-up", "", is_known, NULL},
	{"the wait for a person", "0", nothing, "minutes"},
	{"nobody has come", "", calls_back_is_asked, NULL},
	{"the number to call back", "", number_to_call_is_asked, NULL},
	{"the last words", "", says_goodbye, NULL},
};

enum { WAYS = sizeof(ways) / sizeof(ways[0]) };

static void goes(uint32_t call, const struct way *way)
{
	is_at_the_menu(call);
	forget_heard(call);
	keys(call, way->keys);
	way->then(call);
	if (way->heard && !heard(call, way->heard))
		fail_msg("%s: the caller is elsewhere, and hears: %s", way->name, x.call[call].heard);
}

/* A person is asked for, or is told once more that one is coming. */
static bool reaches_a_person(uint32_t call, unsigned offers)
{
	return x.desk->offers > offers || strcmp(state_of_newest(), "handover") == 0 || heard(call, "team");
}

static void zero_reaches_everywhere(void)
{
	for (unsigned i = 0; i < WAYS; i++) {
		uint32_t call = i + 1;
		unsigned offers;

		goes(call, &ways[i]);
		offers = x.desk->offers;
		forget_heard(call);
		keys_at_once(call, "0");
		turn();
		passes(CALLS_KEYS_APART_MS + STEP_MS);
		if (!reaches_a_person(call, offers))
			fail_msg("%s: 0 leads to nobody: %s", ways[i].name, x.call[call].heard);
		assert_false(x.call[call].ended);
	}
}

static void a_zero_reaches_a_person_wherever_it_is_pressed(void **state)
{
	(void)state;
	zero_reaches_everywhere();
}

static void and_where_nobody_is_heard(void **state)
{
	(void)state;
	hears_nobody();
	zero_reaches_everywhere();
}

/* --- a few at a time --- */

static unsigned presses(const char *from, const char *to)
{
	unsigned count = 0;

	for (const char *at = strstr(from, ", key "); at && at < to; at = strstr(at + 1, ", key "))
		count++;
	return count;
}

static void a_menu_says_five_choices_and_pauses_before_the_others(void **state)
{
	const char *pause;

	(void)state;
	is_at_the_menu(1);
	pause = strstr(x.call[1].heard, "(1200 ms)");
	assert_non_null(pause);
	assert_int_equal(presses(strstr(x.call[1].heard, "for Cards"), pause), 5);
	assert_non_null(strstr(pause, "for Branches and visits, key 6"));
}

static void a_key_of_those_that_were_not_said_yet_works(void **state)
{
	(void)state;
	is_at_the_menu(1);
	forget_heard(1);
	keys(1, "8");
	assert_true(heard(1, "Switch on a new card"));
	assert_string_equal(state_of_newest(), "collect");
}

/* --- the survey --- */

static bool is_in_the_survey(uint32_t call)
{
	is_at_the_menu(call);
	keys(call, "33");
	forget_heard(call);
	wants(TARGET_FINISH);
	return strcmp(state_of_newest(), "survey") == 0;
}

static uint32_t asked_for_score(uint32_t after)
{
	uint32_t call = after + 1;

	while (!is_in_the_survey(call))
		call++;
	assert_true(heard(call, "press 0 twice"));
	return call;
}

static void a_single_zero_in_the_survey_is_a_person_and_two_are_a_score(void **state)
{
	uint32_t call = asked_for_score(0);
	unsigned offers = x.desk->offers;

	(void)state;
	keys(call, "0");
	passes(CALLS_SCORE_APART_MS - STEP_MS);
	assert_int_equal(x.desk->offers, offers);
	passes(2 * STEP_MS);
	assert_int_equal(x.desk->offers, offers + 1);
	call = asked_for_score(call);
	offers = x.desk->offers;
	keys(call, "00");
	passes(CALLS_SCORE_APART_MS + STEP_MS);
	assert_int_equal(x.desk->offers, offers);
	assert_false(heard(call, "press 0 twice")); /* it was taken */
	call = asked_for_score(call);
	keys(call, "0#");
	passes(CALLS_SCORE_APART_MS + STEP_MS);
	assert_int_equal(x.desk->offers, offers);
}

static void keys_alone_are_not_asked_why(void **state)
{
	uint32_t call;

	(void)state;
	hears_nobody();
	call = asked_for_score(0);
	keys(call, "9");
	assert_true(heard(call, "Goodbye") || heard(call, "goodbye") || heard(call, "Have a") || heard(call, "best"));
}

/* --- wordings --- */

/* Not the site's own list: this one was written against it. */
static const char *const of_screens[] = {"ouch", " tap ", "screen", " tile", "keyboard", "below", "button", " type ",
	"write", "page", "Tocc", "tocc", "schermo", "pagina", "Scriv", "scriv"};

static void hears_of_no_screen(uint32_t call, const char *where)
{
	for (unsigned i = 0; i < sizeof(of_screens) / sizeof(of_screens[0]); i++)
		if (heard(call, of_screens[i]))
			fail_msg("%s: \"%s\" is said on the telephone: %s", where, of_screens[i], x.call[call].heard);
}

/* Stays silent until the line gives up, and hears all that is said on the way. */
static void falls_silent(uint32_t call)
{
	for (unsigned i = 0; i < 60 && !x.call[call].ended; i++) {
		hears_all(call);
		passes(8000);
	}
}

static void walk_all(void)
{
	for (unsigned i = 0; i < WAYS; i++) {
		uint32_t call = i + 1;

		goes(call, &ways[i]);
		keys_at_once(call, "9");
		turn();
		wants(TARGET_HELP);
		keys_at_once(call, "7");
		turn();
		falls_silent(call);
		hears_of_no_screen(call, ways[i].name);
	}
}

static void nobody_hears_of_a_screen(void **state)
{
	(void)state;
	walk_all();
}

static void nor_where_nobody_is_heard(void **state)
{
	(void)state;
	hears_nobody();
	walk_all();
}

static void nobody_waits_for_ever(void **state)
{
	(void)state;
	for (unsigned i = 0; i < WAYS; i++) {
		uint32_t call = i + 1;

		goes(call, &ways[i]);
		falls_silent(call);
		if (!x.call[call].ended)
			fail_msg("%s: a silent caller is held for eight minutes", ways[i].name);
	}
}

/* --- keys told --- */

static void keys_that_are_the_same_everywhere_are_told_once_to_a_caller(void **state)
{
	(void)state;
	calls_in(1, "0541555010");
	assert_false(heard(1, "0 for a person")); /* the language is asked for */
	hears_all(1);
	keys(1, "1");
	assert_true(heard(1, "0 for a person"));
	hears_all(1);
	keys(1, "2");
	assert_false(heard(1, "0 for a person"));
	hangs_up(1);
	calls_in(2, "0541555010");
	assert_false(heard(2, "0 for a person"));
	assert_true(heard(2, "for Cards"));
	keys(2, "2");
	keys(2, "9"); /* no choice in this menu */
	assert_true(heard(2, "0 for a person"));
	calls_in(3, "");
	hears_all(3);
	keys(3, "1");
	assert_true(heard(3, "0 for a person")); /* nobody who is known */
}

static void whoever_did_not_hear_them_out_hears_them_again(void **state)
{
	(void)state;
	calls_in(1, "0541555010");
	keys(1, "1");
	assert_true(heard(1, "0 for a person"));
	keys(1, "2");
	assert_true(heard(1, "0 for a person"));
}

/* --- memory --- */

static struct caller kept;

static bool recall(void *self, uint64_t who, struct caller *out)
{
	(void)self;
	if (!kept.who || who != kept.who)
		return false;
	out->known = kept.known;
	out->knows_keys = kept.knows_keys;
	memcpy(out->language, kept.language, sizeof(out->language));
	return true;
}

static void keep(void *self, const struct caller *caller)
{
	(void)self;
	kept = *caller;
}

static void a_caller_is_known_again_after_a_restart(void **state)
{
	(void)state;
	kept = (struct caller){0};
	power_off();
	x.options.memory = (struct caller_memory){recall, keep, NULL};
	power_on();
	calls_in(1, "0541555010");
	hears_all(1);
	keys(1, "2");
	hears_all(1);
	hangs_up(1);
	assert_string_equal(kept.language, "it");
	power_off();
	power_on();
	calls_in(2, "+39 0541 555010");
	assert_true(heard(2, "for English")); /* another number */
	calls_in(3, "0541555010");
	assert_false(heard(3, "for English"));
	assert_string_equal(x.call[3].language, "it");
	assert_true(heard(3, "per Carte"));
	assert_false(heard(3, "0 per una persona"));
	hangs_up(3);
	kept = (struct caller){0};
	calls_in(4, "");
	hears_all(4);
	keys(4, "2");
	hangs_up(4);
	assert_int_equal(kept.who, 0); /* who withholds the number is remembered as nobody */
}

/* --- what keys cannot write --- */

static void what_keys_cannot_write_leads_to_a_person(void **state)
{
	unsigned offers;

	(void)state;
	hears_nobody();
	is_at_the_menu(1);
	offers = x.desk->offers;
	keys(1, "71"); /* a complaint, in the caller's own words */
	passes(1000);
	if (x.desk->offers == offers)
		fail_msg("nobody is asked for: %s", x.call[1].heard);
}

static void yes_and_no_are_told_with_their_keys(void **state)
{
	(void)state;
	hears_nobody();
	is_at_the_menu(1);
	keys(1, "33");
	assert_true(heard(1, "for Yes, press 1"));
	assert_true(heard(1, "for No, press 2"));
}

static void a_code_is_told_digit_by_digit(void **state)
{
	const char *code;

	(void)state;
	is_at_the_menu(1);
	keys(1, "0");
	code = strstr(x.call[1].heard, "code");
	assert_non_null(code);
	code += strcspn(code, "0123456789");
	for (int i = 1; i < CODE_DIGITS; i++)
		assert_memory_equal(code + 3 * i - 2, ", ", 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CALLS(a_zero_reaches_a_person_wherever_it_is_pressed),
		CALLS(and_where_nobody_is_heard),
		CALLS(a_menu_says_five_choices_and_pauses_before_the_others),
		CALLS(a_key_of_those_that_were_not_said_yet_works),
		CALLS(a_single_zero_in_the_survey_is_a_person_and_two_are_a_score),
		CALLS(keys_alone_are_not_asked_why),
		CALLS(nobody_hears_of_a_screen),
		CALLS(nor_where_nobody_is_heard),
		CALLS(nobody_waits_for_ever),
		CALLS(keys_that_are_the_same_everywhere_are_told_once_to_a_caller),
		CALLS(whoever_did_not_hear_them_out_hears_them_again),
		CALLS(a_caller_is_known_again_after_a_restart),
		CALLS(what_keys_cannot_write_leads_to_a_person),
		CALLS(yes_and_no_are_told_with_their_keys),
		CALLS(a_code_is_told_digit_by_digit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
