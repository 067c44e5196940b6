/* People at other makers' telephones: the real program, with baresip and linphone as its people and baresip as its
 * caller. Everything is judged by what each of them heard. The stories are played at once, each by a process of its
 * own: they wait most of the time. */
#include "exchange.h"
#include "line_peer.h"
#include "linphone.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum {
	RINGS_S = 40,           /* by then whoever is to be rung is */
	SUMMARY_MS_MAX = 10000, /* as the issue has it */
	TOLD_MS = 2000,
	WAIT_EVERY_MS = 25000,
	GONE_MS = 5000,    /* its machine says that nobody is there */
	PLACED_MS = 14000, /* what a caller is told first has been heard */
	SLACK_MS = 1500,   /* of programs that share two processors, in what they recorded */
	SENTENCE_MS = 5000,
	STORY_S_MAX = 200,
	OUT_BYTES_MAX = 1024
};

static const char callers_words[] = "Good morning, my savings book was left on the number nine bus.";
static const char agents_words[] = "This is Clara at the desk, which branch would suit you best?";
static const char nobodys_words[] = "The museum opens its garden at half past three.";

/* What a prompt says has the names of the content, and these. */
static struct values with(const char *name, const char *value)
{
	struct values values = {0};

	values_set(&values, name, value);
	return values;
}

/* --- the three --- */

static struct exchange exchange;
static struct softphone caller;
static struct softphone person[2];
static char callers_wav[EXCHANGE_PATH_BYTES_MAX];
static char agents_wav[EXCHANGE_PATH_BYTES_MAX];

static void open_with(const char *operators)
{
	exchange_open(&exchange, operators);
	exchange_write_words(&exchange, "caller.wav", callers_words, callers_wav);
	exchange_write_words(&exchange, "agent.wav", agents_words, agents_wav);
}

/* So many baresips, rung in turn. */
static void open_people(unsigned count, const char *how)
{
	char operators[OUT_BYTES_MAX] = "";

	for (unsigned i = 0; i < count; i++) {
		size_t used = strlen(operators);

		softphone_open(&person[i]);
		snprintf(operators + used, sizeof(operators) - used, "operator_%u = * %s sip:anna@127.0.0.1:%u\n",
			i + 1, how, person[i].port);
	}
	open_with(operators);
}

static void hear(struct heard *heard, const struct softphone *phone, unsigned call)
{
	char path[SOFTPHONE_PATH_BYTES_MAX];

	softphone_heard_in(phone, call, path);
	heard_open(heard, path, 1);
}

/* In the n-th call of that telephone those words come from there on, and what nobody said does not. */
static void heard_words_of(const struct softphone *phone, unsigned call, const char *words, uint32_t from_ms)
{
	struct heard heard;

	hear(&heard, phone, call);
	assert_true(heard_find(&heard, "en", words, from_ms).found);
	assert_false(heard_find(&heard, "en", nobodys_words, 0).found);
	heard_close(&heard);
}

/* Nothing is on the line any more. */
static void nothing_is_left(void)
{
	char command[2 * EXCHANGE_PATH_BYTES_MAX];

	exchange_comes_to(&exchange, "hung_up", 1);
	snprintf(command, sizeof(command), FOYER_BUILD_DIR "/foyer line --data %s | grep -q '0 of '", exchange.folder);
	for (unsigned i = 0; i < RINGS_S; i++) {
		if (system(command) == 0)
			return;
		peer_rests(250);
	}
	fail_msg("a call is left");
}

/* --- stories --- */

/* Who, what, what was tried and what to do, in that order, from there on: how long that takes. 0: it is not there. */
static uint32_t summary_ms(const struct heard *heard, uint32_t from_ms)
{
	const struct values team = with("team", "Card team");
	const struct values title = with("title", "I forgot my PIN");
	const struct values tried = with("tried", "I forgot my PIN");
	const struct heard_words who = exchange_finds(&exchange, heard, PROMPT_OPERATOR_CALLER, &team, from_ms);
	const struct heard_words what = exchange_finds(&exchange, heard, PROMPT_OPERATOR_TOPIC, &title, who.at_ms);
	const struct heard_words how = exchange_finds(&exchange, heard, PROMPT_OPERATOR_TRIED, &tried, what.at_ms);
	const struct heard_words ask = exchange_finds(&exchange, heard, PROMPT_OPERATOR_ASK, NULL, how.at_ms);

	if (!who.found || !what.found || !how.found || !ask.found)
		return 0;
	return ask.at_ms + ask.for_ms - who.at_ms;
}

/* It was said twice: one of them came whole on a machine that has much to do. */
static void the_summary_was_heard(const struct softphone *agent, uint32_t again_ms)
{
	const struct values other = with("team", "Loan team");
	struct heard heard;
	uint32_t for_ms;

	hear(&heard, agent, 0);
	for_ms = summary_ms(&heard, 0);
	if (for_ms == 0 || for_ms > again_ms)
		for_ms = summary_ms(&heard, again_ms);
	assert_in_range(for_ms, 1, SUMMARY_MS_MAX);
	assert_false(exchange_finds(&exchange, &heard, PROMPT_OPERATOR_CALLER, &other, 0).found);
	assert_false(heard_find(&heard, "en", nobodys_words, 0).found);
	heard_close(&heard);
}

static void a_person_hears_the_summary_and_the_two_talk(void **state)
{
	uint32_t again_ms;
	uint32_t left_ms;
	struct heard heard;

	(void)state;
	open_people(1, "warm");
	exchange_is_asked(&exchange, &caller, "113");
	softphone_takes(&person[0], RINGS_S);
	softphone_hears_on(&person[0], 0, SENTENCE_MS);
	softphone_hears_quiet(&person[0], 0, SLACK_MS);
	again_ms = softphone_heard_ms(&person[0], 0);
	softphone_press(&person[0], '5'); /* neither yes nor no */
	softphone_hears_on(&person[0], 0, SENTENCE_MS);
	softphone_hears_quiet(&person[0], 0, SLACK_MS);
	softphone_press(&person[0], '1');
	exchange_comes_to(&exchange, "agent_said", 1);
	softphone_speaks(&caller, callers_wav);
	softphone_speaks(&person[0], agents_wav);
	softphone_hears_on(&caller, 0, SENTENCE_MS + SLACK_MS);
	left_ms = softphone_heard_ms(&caller, 0);
	softphone_hang_up(&person[0]);
	softphone_hears_on(&caller, 0, SENTENCE_MS);
	softphone_hang_up(&caller);
	nothing_is_left();
	the_summary_was_heard(&person[0], again_ms);
	heard_words_of(&person[0], 0, callers_words, 0);
	heard_words_of(&caller, 0, agents_words, 0);
	hear(&heard, &caller, 0);
	assert_false(heard_silence(&heard, left_ms, TOLD_MS + SLACK_MS)); /* the machine is back */
	heard_close(&heard);
	exchange_close(&exchange);
	softphone_close(&person[0]);
	softphone_close(&caller);
}

/* The first says no, the second is busy: the caller, who heard nothing just then, is told that it goes on. */
static void who_says_no_is_followed_by_the_next_and_the_caller_hears_it(void **state)
{
	char operators[OUT_BYTES_MAX];
	char path[LINPHONE_PATH_BYTES_MAX];
	struct linphone linphone;
	struct heard_words told;
	struct heard heard;
	uint32_t refused_ms;

	(void)state;
	softphone_open(&person[0]);
	softphone_open(&person[1]);
	linphone_open(&linphone);
	snprintf(operators, sizeof(operators),
		"operator_1 = * warm sip:anna@127.0.0.1:%u\noperator_2 = * warm sip:anna@127.0.0.1:%u\n"
		"operator_3 = * warm sip:linphone@127.0.0.1:%u\n",
		person[0].port, person[1].port, linphone.port);
	open_with(operators);
	exchange_is_asked(&exchange, &caller, "1");
	softphone_hears_on(&caller, 0, 2 * SENTENCE_MS); /* until then nobody could be told anything else */
	softphone_takes(&person[0], RINGS_S);
	softphone_hears_quiet(&caller, 0, TOLD_MS / 2);
	refused_ms = softphone_heard_ms(&caller, 0);
	softphone_press(&person[0], '2');
	softphone_is_busy(&person[1], RINGS_S);
	linphone_takes(&linphone, RINGS_S);
	linphone_hears_on(&linphone, 2 * SENTENCE_MS);
	linphone_press(&linphone, '1');
	exchange_comes_to(&exchange, "agent_said", 1);
	softphone_speaks(&caller, callers_wav);
	linphone_speaks(&linphone, agents_wav);
	linphone_hears_on(&linphone, SENTENCE_MS + SLACK_MS);
	softphone_hears_on(&caller, 0, SLACK_MS);
	softphone_hang_up(&caller);
	linphone_is_let_go(&linphone);
	nothing_is_left();
	hear(&heard, &caller, 0);
	told = exchange_finds(&exchange, &heard, PROMPT_HANDOVER_NEXT, NULL, refused_ms);
	assert_true(told.found);
	assert_in_range(told.at_ms, refused_ms, refused_ms + TOLD_MS + SLACK_MS);
	heard_close(&heard);
	heard_words_of(&caller, 0, agents_words, told.at_ms);
	linphone_heard(&linphone, path);
	heard_open(&heard, path, 1);
	assert_true(exchange_finds(&exchange, &heard, PROMPT_OPERATOR_ASK, NULL, 0).found);
	assert_true(heard_find(&heard, "en", callers_words, 0).found);
	assert_false(heard_find(&heard, "en", nobodys_words, 0).found);
	heard_close(&heard);
	exchange_close(&exchange);
	linphone_close(&linphone);
	for (unsigned i = 0; i < 2; i++) {
		softphone_hang_up(&person[i]);
		softphone_close(&person[i]);
	}
	softphone_close(&caller);
}

/* The first never picks up, the second lets it ring and then takes long to decide. */
static void who_waits_hears_how_long_it_takes_and_no_music(void **state)
{
	struct values wait = with("team", "Customer service team");
	struct heard_words first;
	struct heard_words told;
	struct heard_words again;
	struct heard heard;
	uint32_t silent_ms;

	(void)state;
	open_people(2, "warm");
	exchange_is_asked(&exchange, &caller, "1");
	softphone_says_within(&person[1], "Incoming call from", RINGS_S);
	silent_ms = softphone_heard_ms(&caller, 0);
	softphone_hears_on(&caller, 0, WAIT_EVERY_MS / 2);
	softphone_takes(&person[1], RINGS_S);
	softphone_hears_on(&caller, 0, WAIT_EVERY_MS / 2 + 2 * SENTENCE_MS);
	softphone_hang_up(&caller);
	nothing_is_left();
	values_set(&wait, "wait", "4");
	values_set(&wait, "code", "1, 2, 3, 4");
	hear(&heard, &caller, 0);
	first = exchange_finds(&exchange, &heard, PROMPT_HANDOVER_WAIT, &wait, 0);
	assert_true(first.found && first.at_ms < silent_ms);
	told = exchange_finds(&exchange, &heard, PROMPT_HANDOVER_NEXT, NULL, silent_ms - SLACK_MS);
	assert_true(told.found);
	assert_in_range(told.at_ms, silent_ms - SLACK_MS, silent_ms + TOLD_MS + SLACK_MS);
	again = exchange_finds(&exchange, &heard, PROMPT_HANDOVER_WAIT, &wait, told.at_ms + told.for_ms);
	assert_true(again.found);
	assert_in_range(again.at_ms - told.at_ms - told.for_ms, WAIT_EVERY_MS - TOLD_MS, WAIT_EVERY_MS + TOLD_MS);
	assert_true(heard_silence(&heard, told.at_ms + told.for_ms + SLACK_MS, WAIT_EVERY_MS - 2 * TOLD_MS));
	heard_close(&heard);
	exchange_close(&exchange);
	for (unsigned i = 0; i < 2; i++) {
		softphone_hang_up(&person[i]);
		softphone_close(&person[i]);
	}
	softphone_close(&caller);
}

/* Its telephone follows the REFER and rings there itself: that is its second call. */
static void a_caller_who_is_given_away_talks_with_the_person(void **state)
{
	(void)state;
	open_people(1, "blind");
	exchange_is_asked(&exchange, &caller, "1");
	softphone_takes(&person[0], RINGS_S);
	softphone_hears_on(&caller, 1, SLACK_MS);
	softphone_speaks(&caller, callers_wav);
	softphone_speaks(&person[0], agents_wav);
	softphone_hears_on(&person[0], 0, SENTENCE_MS + SLACK_MS);
	softphone_hears_on(&caller, 1, SLACK_MS);
	nothing_is_left(); /* the two do without the machine */
	softphone_hang_up(&caller);
	softphone_comes_to_say(&person[0], "terminated");
	softphone_hang_up(&person[0]);
	heard_words_of(&person[0], 0, callers_words, 0);
	heard_words_of(&caller, 1, agents_words, 0);
	exchange_close(&exchange);
	softphone_close(&person[0]);
	softphone_close(&caller);
}

/* The same with another maker's telephone there. */
static void a_caller_who_is_given_away_to_linphone_talks_with_it(void **state)
{
	char operators[OUT_BYTES_MAX];
	char path[LINPHONE_PATH_BYTES_MAX];
	struct linphone linphone;
	struct heard heard;

	(void)state;
	linphone_open(&linphone);
	snprintf(operators, sizeof(operators), "operator_1 = * blind sip:linphone@127.0.0.1:%u\n", linphone.port);
	open_with(operators);
	linphone_speaks(&linphone, agents_wav);
	exchange_is_asked(&exchange, &caller, "1");
	linphone_takes(&linphone, RINGS_S);
	softphone_hears_on(&caller, 1, SLACK_MS);
	softphone_speaks(&caller, callers_wav);
	linphone_hears_on(&linphone, SENTENCE_MS + SLACK_MS);
	nothing_is_left();
	softphone_hang_up(&caller);
	linphone_is_let_go(&linphone);
	heard_words_of(&caller, 1, agents_words, 0);
	linphone_heard(&linphone, path);
	heard_open(&heard, path, 1);
	assert_true(heard_find(&heard, "en", callers_words, 0).found);
	assert_false(heard_find(&heard, "en", agents_words, 0).found);
	heard_close(&heard);
	exchange_close(&exchange);
	linphone_close(&linphone);
	softphone_close(&caller);
}

/* One while the summary is told, the next while the two talk. Nobody hangs up. */
static void whoever_vanishes_is_missed(void **state)
{
	struct heard_words told;
	struct heard heard;
	uint32_t gone_ms[2];

	(void)state;
	open_people(2, "warm");
	exchange_is_asked(&exchange, &caller, "1");
	softphone_takes(&person[0], RINGS_S);
	softphone_hears_on(&person[0], 0, PLACED_MS);
	gone_ms[0] = softphone_heard_ms(&caller, 0);
	softphone_vanishes(&person[0]);
	softphone_takes(&person[1], RINGS_S);
	softphone_hears_on(&person[1], 0, 2 * SENTENCE_MS);
	softphone_press(&person[1], '1');
	exchange_comes_to(&exchange, "agent_said", 1);
	softphone_hears_on(&caller, 0, TOLD_MS);
	gone_ms[1] = softphone_heard_ms(&caller, 0);
	softphone_vanishes(&person[1]);
	exchange_comes_to(&exchange, "agent_said", 2);
	softphone_hears_on(&caller, 0, SENTENCE_MS);
	softphone_hang_up(&caller);
	nothing_is_left();
	hear(&heard, &caller, 0);
	told = exchange_finds(&exchange, &heard, PROMPT_HANDOVER_NEXT, NULL, gone_ms[0]);
	assert_true(told.found);
	assert_in_range(told.at_ms, gone_ms[0], gone_ms[0] + GONE_MS + TOLD_MS + SLACK_MS);
	told = exchange_finds(&exchange, &heard, PROMPT_HANDOVER_BROKEN, NULL, gone_ms[1]);
	assert_true(told.found);
	assert_in_range(told.at_ms, gone_ms[1], gone_ms[1] + GONE_MS + TOLD_MS + SLACK_MS);
	heard_close(&heard);
	exchange_close(&exchange);
	for (unsigned i = 0; i < 2; i++)
		softphone_close(&person[i]);
	softphone_close(&caller);
}

/* --- all at once --- */

static const struct CMUnitTest stories[] = {
	cmocka_unit_test(a_person_hears_the_summary_and_the_two_talk),
	cmocka_unit_test(who_says_no_is_followed_by_the_next_and_the_caller_hears_it),
	cmocka_unit_test(who_waits_hears_how_long_it_takes_and_no_music),
	cmocka_unit_test(a_caller_who_is_given_away_talks_with_the_person),
	cmocka_unit_test(a_caller_who_is_given_away_to_linphone_talks_with_it),
	cmocka_unit_test(whoever_vanishes_is_missed),
};

enum { STORIES = sizeof(stories) / sizeof(stories[0]) };

struct played {
	const char *name;
	const char *missing; /* what it cannot be played without */
	pid_t story;
	FILE *said;
};

static struct played played[STORIES];

static const char *missing_for(const char *name)
{
	const char *only = getenv("ONLY");

	if (only && strcmp(only, name) != 0)
		return "it was not asked for";
	if (!softphone_is_installed())
		return "baresip is not installed (baresip-core)";
	if ((strstr(name, "says_no") || strstr(name, "linphone")) && !linphone_is_installed())
		return "linphone is not installed (linphone-cli)";
	return NULL;
}

static void play(struct played *story)
{
	dup2(fileno(story->said), STDOUT_FILENO);
	dup2(STDOUT_FILENO, STDERR_FILENO);
	(void)setpgid(0, 0);
	(void)alarm(STORY_S_MAX);
	execl("/proc/self/exe", "story", story->name, NULL);
	_exit(127);
}

static int begin_all(void **state)
{
	(void)state;
	for (unsigned i = 0; i < STORIES; i++) {
		const char *name = stories[i].name;

		played[i] = (struct played){.name = name, .missing = missing_for(name), .said = tmpfile()};
		if (!played[i].said)
			return -1;
		if (played[i].missing)
			continue;
		played[i].story = fork();
		if (played[i].story == 0)
			play(&played[i]);
	}
	return 0;
}

/* What a story that failed has started is ended with it. */
static void it_went_well(void **state)
{
	struct played *story = *state;
	char line[OUT_BYTES_MAX];
	int status;

	if (story->missing) {
		print_message("%s\n", story->missing);
		skip();
	}
	assert_true(story->story > 0);
	assert_int_equal(waitpid(story->story, &status, 0), story->story);
	(void)kill(-story->story, SIGKILL);
	rewind(story->said);
	while (status && fgets(line, sizeof(line), story->said))
		print_message("%s", line);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int main(int count, char **arguments)
{
	struct CMUnitTest tests[STORIES];

	if (count > 1) {
		cmocka_set_test_filter(arguments[1]);
		return cmocka_run_group_tests_name("story", stories, NULL, NULL);
	}
	for (unsigned i = 0; i < STORIES; i++)
		tests[i] = (struct CMUnitTest){stories[i].name, it_went_well, NULL, NULL, &played[i]};
	return cmocka_run_group_tests_name("operators_phones", tests, begin_all, NULL);
}
