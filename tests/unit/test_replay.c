/* A conversation run again, where the content changed under it. */
#include "goes_on_help.h"

#include "runner/images.h"

enum {
	CALLERS = 450,
	WAITING = 50,
	MOVE_MIN = 1,
	MOVED_MS = (MOVE_MIN * 60 + 1) * 1000,
	OVER_MS = 9 * 24 * 60 * 60 * 1000
};

/* Whoever began with it moves on after a minute. The first asks everybody how it was, the others one in a hundred. */
static struct content *version(uint8_t number)
{
	struct problems *problems = calloc(1, sizeof(*problems));
	struct content *c;
	void *image = NULL;

	assert_non_null(problems);
	assert_int_equal(content_load(FOYER_SOURCE_DIR "/assets/content", &image, problems), ERR_NONE);
	free(problems);
	c = image;
	c->site.move_min = MOVE_MIN;
	c->site.survey_one_in = number == 1 ? 1 : 100;
	c->site.keep_days = number;
	hash_image(c, c->header.bytes);
	return c;
}

/* With the menu as authored: the same one whenever this version is applied. */
static void applies(struct desk *desk, uint8_t number)
{
	struct content *c = version(number);
	void *layout = layout_for(c, NULL);

	assert_non_null(layout);
	assert_int_equal(store_image_put(desk->store, layout), ERR_NONE);
	assert_int_equal(runner_content(desk->runner, c, layout), ERR_NONE);
	settle(desk);
}

/* Two minutes later, before anybody asks whether they are still there. */
static void types_later(struct desk *desk, const char *words)
{
	struct event event = {.kind = EVENT_TYPED, .session = here(desk), .typed.source = SOURCE_KEYBOARD};

	desk->now_ms += MOVED_MS;
	strcpy(event.typed.words, words);
	step(desk, &event);
}

/* What was understood stands in the journal when the words do not; bringing the new content must not lose it. */
static void an_answer_that_meets_a_new_content_replays_the_same_without_its_words(void **state)
{
	struct desk *desk = *state;
	struct replay_result result;
	uint32_t session;

	applies(desk, 1);
	session = begins(desk);
	types(desk, "i lost my card");
	assert_int_equal(desk->screen, SCREEN_SLOT);
	applies(desk, 2);
	types_later(desk, "Anna Rossi");
	assert_int_equal(desk->screen, SCREEN_SLOT);
	result = replayed(desk, session);
	assert_int_equal(result.whole, result.steps);
	leaves(desk);
	assert_int_equal(replayed(desk, session).whole, 0);
}

/* Codes are drawn by each conversation for itself, but never one that another has: which one had it stands in no
 * journal. Four hundred draw here beside fifty that wait. */
static void a_code_that_another_had_replays_the_same(void **state)
{
	struct desk *desk = *state;

	for (unsigned i = 0; i < CALLERS; i++) {
		uint32_t session = begins(desk);

		types(desk, "i lost my card");
		if (i < WAITING) {
			types(desk, "Anna Rossi");
			hangs_up(desk);
			continue;
		}
		types(desk, "100007");
		replayed(desk, session);
		leaves(desk);
	}
}

/* The card is being blocked when this returns. */
static void begins_an_action(struct desk *desk)
{
	static const char *const answers[] = {"i lost my card", "Anna Rossi", "100007", "a debit card", "i do not know",
		"0541 555 0107", "yes", "yes"};

	for (unsigned i = 0; i < sizeof(answers) / sizeof(answers[0]) && !desk->request; i++)
		types(desk, answers[i]);
	assert_int_not_equal(desk->request, 0);
}

static void is_done(struct desk *desk)
{
	struct event done = {.kind = EVENT_ACTION_DONE,
		.session = here(desk),
		.request = desk->request,
		.done.outcome = OUTCOME_DONE};

	step(desk, &done);
}

/* Whoever is away keeps their content while an action is under way; whoever takes it up had begun with another. */
static void who_takes_up_an_action_goes_on_with_its_content_and_replays_the_same(void **state)
{
	struct desk *desk = *state;
	char code[CODE_DIGITS + 1];
	uint32_t old, now;

	applies(desk, 1);
	old = begins(desk);
	begins_an_action(desk);
	memcpy(code, desk->code, sizeof(code));
	hangs_up(desk);
	applies(desk, 2);
	now = begins(desk);
	types_later(desk, code);
	assert_string_equal(runner_state(desk->runner, old), "ended");
	assert_string_equal(runner_state(desk->runner, now), "resolve");
	is_done(desk);
	types(desk, "opening hours");
	leaves(desk);
	replayed(desk, old);
	replayed(desk, now);
}

/* "The code is good, but first we finish this": what had the code goes on by itself, and is over long before anybody
 * looks at the journal. */
static void who_was_told_to_wait_with_a_code_replays_the_same_when_that_is_over(void **state)
{
	struct desk *desk = *state;
	char code[CODE_DIGITS + 1];
	uint32_t old, now;

	applies(desk, 1);
	old = begins(desk);
	types(desk, "i lost my card");
	types(desk, "Anna Rossi");
	memcpy(code, desk->code, sizeof(code));
	hangs_up(desk);
	assert_string_equal(runner_state(desk->runner, old), "dropped");
	now = begins(desk);
	types(desk, "i want to talk to a person");
	types(desk, "back");
	assert_string_equal(runner_state(desk->runner, now), "narrow");
	types(desk, code);
	assert_string_equal(runner_state(desk->runner, old), "dropped");
	hangs_up(desk);
	desk->now_ms += OVER_MS;
	settle(desk);
	assert_string_equal(runner_state(desk->runner, old), "ended");
	replayed(desk, now);
}

/* The first content comes back while somebody who is away still holds on to it: it is the newest once more. */
static void content_that_comes_back_replays_the_same(void **state)
{
	struct desk *desk = *state;
	char code[CODE_DIGITS + 1];
	uint32_t now;

	applies(desk, 1);
	begins(desk);
	begins_an_action(desk);
	memcpy(code, desk->code, sizeof(code));
	hangs_up(desk);
	applies(desk, 2);
	now = begins(desk);
	applies(desk, 1);
	types_later(desk, code);
	assert_string_equal(runner_state(desk->runner, now), "resolve");
	is_done(desk);
	types_later(desk, "goodbye");
	assert_string_equal(runner_state(desk->runner, now), "survey");
	replayed(desk, now);
}

/* The agent's name goes with the words of the conversation in which they came; the next one says it. */
static void who_takes_up_a_talk_replays_the_same_when_the_agents_name_is_destroyed(void **state)
{
	struct desk *desk = *state;
	char code[CODE_DIGITS + 1];
	struct event person = {.kind = EVENT_TOUCHED, .session = begins(desk), .touched.target = TARGET_PERSON};
	uint32_t now;

	step(desk, &person); /* nothing typed, whose words would be missed */
	memcpy(code, desk->code, sizeof(code));
	hangs_up(desk);
	agent(desk, AGENT_ACCEPTED, "");
	now = begins(desk);
	types(desk, code);
	assert_non_null(strstr(desk->said, "Giulia"));
	replayed(desk, now);
	agent(desk, AGENT_CLOSED, "It is done.");
	replayed(desk, now);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(a_code_that_another_had_replays_the_same),
		TEST(an_answer_that_meets_a_new_content_replays_the_same_without_its_words),
		TEST(who_takes_up_an_action_goes_on_with_its_content_and_replays_the_same),
		TEST(who_was_told_to_wait_with_a_code_replays_the_same_when_that_is_over),
		TEST(content_that_comes_back_replays_the_same),
		TEST(who_takes_up_a_talk_replays_the_same_when_the_agents_name_is_destroyed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
