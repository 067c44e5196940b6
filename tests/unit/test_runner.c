/* The runner with real content and the real core, and a store whose two marks move when the test says so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content/problem.h"
#include "content_load.h"
#include "runner_parts.h"

#include <stdlib.h>
#include <string.h>

enum { SNAPSHOTS_MAX = 32, START_MS = 1000 };

/* --- a store at the test's pace: it stands in for firmware/store.c, which is not linked into this test --- */

struct store {
	uint64_t last;
	uint64_t written;
	uint64_t synced;
	bool held;    /* marks do not move by themselves */
	bool refuses; /* disk full */
	bool lost_images;
	uint32_t sessions;
	uint64_t last_time_ms;
	struct {
		uint32_t session;
		size_t bytes;
		uint8_t snapshot[SESSION_BYTES_MAX];
	} open[SNAPSHOTS_MAX];
	uint8_t image_hash[IMAGE_HASH_BYTES];
	void *image;
	size_t image_bytes;
	unsigned wiped;
	char last_state[24];
	char words[RECORD_WORDS_BYTES_MAX]; /* of the last event's record */
	size_t words_bytes;
	struct agent_card card;
};

static void keep_snapshot(struct store *s, const struct store_step *step)
{
	for (int i = 0; i < SNAPSHOTS_MAX; i++) {
		if (s->open[i].session != 0 && s->open[i].session != step->session)
			continue;
		s->open[i].session = step->snapshot ? step->session : 0;
		s->open[i].bytes = step->snapshot_bytes;
		if (step->snapshot)
			memcpy(s->open[i].snapshot, step->snapshot, step->snapshot_bytes);
		return;
	}
}

uint64_t store_append(struct store *s, const struct store_step *step)
{
	if (s->refuses)
		return 0;
	s->last++;
	if (!s->held)
		s->written = s->synced = s->last;
	s->last_time_ms = step->time_ms;
	s->wiped += step->wipe;
	if (step->handover)
		s->card = *step->handover;
	strcpy(s->last_state, step->state);
	s->words_bytes = step->event->words_bytes;
	memcpy(s->words, step->event->words, s->words_bytes);
	if (step->session)
		keep_snapshot(s, step);
	return s->last;
}

uint64_t store_written(const struct store *s)
{
	return s->written;
}

uint64_t store_synced(const struct store *s)
{
	return s->synced;
}

enum err store_trouble(const struct store *s)
{
	return s->refuses ? ERR_NO_SPACE : ERR_NONE;
}

uint32_t store_session_next(struct store *s)
{
	return ++s->sessions;
}

uint64_t store_last_time_ms(struct store *s)
{
	return s->last_time_ms;
}

enum err store_sessions(
	struct store *s, void (*each)(void *self, uint32_t session, const void *snapshot, size_t bytes), void *self)
{
	for (int i = 0; i < SNAPSHOTS_MAX; i++)
		if (s->open[i].session)
			each(self, s->open[i].session, s->open[i].snapshot, s->open[i].bytes);
	return ERR_NONE;
}

enum err store_image_put(struct store *s, const void *image)
{
	const struct image_header *header = image;

	free(s->image);
	s->image_bytes = header->bytes;
	s->image = malloc(s->image_bytes);
	assert_non_null(s->image);
	memcpy(s->image, image, s->image_bytes);
	memcpy(s->image_hash, header->hash, IMAGE_HASH_BYTES);
	return ERR_NONE;
}

enum err store_image_get(struct store *s, const uint8_t hash[IMAGE_HASH_BYTES], void **out, size_t *bytes)
{
	if (s->lost_images || !s->image || memcmp(hash, s->image_hash, IMAGE_HASH_BYTES) != 0)
		return ERR_NOT_FOUND;
	*out = malloc(s->image_bytes);
	assert_non_null(*out);
	memcpy(*out, s->image, s->image_bytes);
	*bytes = s->image_bytes;
	return ERR_NONE;
}

enum err store_handovers(
	struct store *s, bool closed_too, void (*each)(void *self, const struct agent_card *card), void *self)
{
	(void)closed_too;
	if (s->card.request)
		each(self, &s->card);
	return ERR_NONE;
}

/* --- the device --- */

struct place { /* a surface that remembers */
	unsigned said;
	unsigned listened;
	unsigned closed;
	unsigned closed_again; /* of them */
	bool masked;
	uint8_t language;
	uint8_t screen;
	uint16_t slot;
	uint16_t text; /* of the last SAY */
};

struct desk {
	struct store store;
	struct runner *runner;
	struct device device;
	struct place place[CHANNEL_COUNT];
	uint64_t now_ms;
	enum err actions_err;
	struct action_call call;
	unsigned calls;
	unsigned offers;
	struct agent_card offered;
};

static void place_say(void *self, const struct content *c, const struct effect *effect)
{
	struct place *place = self;
	char text[SAID_BYTES_MAX];

	assert_true(content_say(c, &effect->say, text, sizeof(text)) > 0);
	place->text = effect->say.text;
	place->said++;
}

static void place_show(void *self, const struct content *c, const struct effect *effect)
{
	struct place *place = self;

	(void)c;
	place->screen = effect->show.screen;
	place->slot = effect->show.slot;
}

static void place_listen(void *self, const struct content *c, const struct effect *effect)
{
	struct place *place = self;

	(void)c;
	place->listened++;
	place->masked = effect->listen.flags & SAYING_MASKED;
}

static void place_language(void *self, const struct content *c, uint8_t language)
{
	struct place *place = self;

	place->language = language;
	assert_true(language < c->site.languages_count);
}

static void place_wipe(void *self)
{
	(void)self;
}

static void place_close(void *self, bool again)
{
	struct place *place = self;

	place->closed++;
	place->closed_again += again;
}

static enum err start_action(void *self, const struct action_call *call)
{
	struct desk *desk = self;

	desk->call = *call;
	desk->calls++;
	return desk->actions_err;
}

static void close_nothing(void *self)
{
	(void)self;
}

static enum err offer(void *self, const struct agent_card *card)
{
	struct desk *desk = self;

	desk->offers++;
	desk->offered = *card;
	return ERR_NONE;
}

static enum err tell(void *self, uint64_t request, const char *words)
{
	(void)self;
	(void)request;
	(void)words;
	return ERR_NONE;
}

static void withdraw(void *self, uint64_t request)
{
	(void)self;
	(void)request;
}

static uint64_t now_ms(void *self)
{
	return ((struct desk *)self)->now_ms;
}

static int64_t local_s(void *self)
{
	/* Monday 2026-11-23 10:00: the teams are there. */
	return 1795428000 + (int64_t)(((struct desk *)self)->now_ms / 1000);
}

static struct content *site(void)
{
	struct problems *problems = calloc(1, sizeof(*problems));
	void *image = NULL;

	assert_non_null(problems);
	assert_int_equal(content_load(FOYER_SOURCE_DIR "/assets/content", &image, problems), ERR_NONE);
	free(problems);
	return image;
}

/* Another version: the same words under another name. */
static struct content *site_version(uint8_t version)
{
	struct content *c = site();

	c->header.hash[0] ^= version;
	return c;
}

static void switch_on(struct desk *desk)
{
	assert_int_equal(runner_open(&desk->runner, &desk->device), ERR_NONE);
}

static int set_up(void **state)
{
	static const struct surface_ops surface = {
		place_say, place_show, place_listen, place_language, place_wipe, place_close};
	static const struct actions_ops actions = {start_action, close_nothing};
	static const struct agents_ops agents = {offer, tell, offer, withdraw, close_nothing};
	static const struct clock_ops clock = {now_ms, local_s};
	struct desk *desk = calloc(1, sizeof(*desk));

	assert_non_null(desk);
	desk->now_ms = START_MS;
	desk->device.sessions_max = SESSIONS_DESK;
	desk->device.store = &desk->store;
	desk->device.clock = (struct clock){&clock, desk};
	desk->device.actions = (struct actions){&actions, desk};
	desk->device.agents = (struct agents){&agents, desk};
	desk->device.surface[CHANNEL_SCREEN] = (struct surface){&surface, &desk->place[CHANNEL_SCREEN]};
	desk->device.surface[CHANNEL_CHAT] = (struct surface){&surface, &desk->place[CHANNEL_CHAT]};
	assert_int_equal(inbox_open(&desk->device.inbox), ERR_NONE);
	switch_on(desk);
	*state = desk;
	return 0;
}

static int set_up_with_content(void **state)
{
	struct desk *desk;

	set_up(state);
	desk = *state;
	assert_int_equal(runner_content(desk->runner, site()), ERR_NONE);
	runner_turn(desk->runner);
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;

	runner_close(desk->runner);
	inbox_close(desk->device.inbox);
	free(desk->store.image);
	free(desk);
	return 0;
}

static void settle(struct desk *desk)
{
	while (runner_turn(desk->runner) == 0)
		;
}

static void types(struct desk *desk, enum channel channel, const char *words)
{
	struct event event = {.kind = EVENT_TYPED, .session = runner_session(desk->runner, channel)};

	assert_int_not_equal(event.session, 0);
	desk->now_ms += 2000;
	strcpy(event.typed.words, words);
	event.typed.source = SOURCE_KEYBOARD;
	runner_step(desk->runner, &event);
	settle(desk);
}

static void begins(struct desk *desk, enum channel channel)
{
	assert_int_not_equal(runner_begin(desk->runner, channel, 0), 0);
	settle(desk);
}

/* --- the tests --- */

static void nothing_is_said_before_the_step_is_written(void **state)
{
	struct desk *desk = *state;

	desk->store.held = true;
	begins(desk, CHANNEL_CHAT);
	assert_int_equal(desk->place[CHANNEL_CHAT].said, 0);
	assert_false(runner_idle(desk->runner));
	desk->store.written = desk->store.last;
	settle(desk);
	assert_true(desk->place[CHANNEL_CHAT].said > 0);
	assert_true(runner_idle(desk->runner));
}

static void a_promise_waits_until_it_is_on_the_disk(void **state)
{
	struct desk *desk = *state;

	begins(desk, CHANNEL_CHAT);
	desk->store.held = true;
	types(desk, CHANNEL_CHAT, "i want to talk to a person");
	desk->store.written = desk->store.last;
	settle(desk);
	assert_int_equal(desk->offers, 0);
	desk->store.synced = desk->store.last;
	settle(desk);
	assert_int_equal(desk->offers, 1);
	assert_non_null(strstr(desk->offered.summary, "Topic: "));
	assert_non_null(strstr(desk->offered.summary, "Mood: "));
	assert_string_equal(desk->store.card.code, desk->offered.code);
}

static void another_conversation_does_not_wait_for_that_disk(void **state)
{
	struct desk *desk = *state;
	unsigned said;

	begins(desk, CHANNEL_CHAT);
	begins(desk, CHANNEL_SCREEN);
	desk->store.held = true;
	types(desk, CHANNEL_CHAT, "i want to talk to a person");
	said = desk->place[CHANNEL_SCREEN].said;
	types(desk, CHANNEL_SCREEN, "help");
	desk->store.written = desk->store.last;
	settle(desk);
	assert_true(desk->place[CHANNEL_SCREEN].said > said);
	assert_int_equal(desk->offers, 0);
}

static void a_silent_customer_is_spoken_to_when_the_time_has_come(void **state)
{
	struct desk *desk = *state;
	unsigned said;

	begins(desk, CHANNEL_CHAT);
	said = desk->place[CHANNEL_CHAT].said;
	desk->now_ms += 10;
	settle(desk);
	assert_int_equal(desk->place[CHANNEL_CHAT].said, said);
	desk->now_ms += 10 * 60 * 1000;
	settle(desk);
	assert_true(desk->place[CHANNEL_CHAT].said > said);
}

static void the_clock_goes_on_after_a_restart(void **state)
{
	struct desk *desk = *state;

	desk->now_ms = 5000000;
	begins(desk, CHANNEL_CHAT);
	runner_close(desk->runner);
	desk->now_ms = 10; /* the machine was switched off */
	switch_on(desk);
	assert_int_equal(runner_content(desk->runner, site()), ERR_NONE);
	assert_true(desk->store.last_time_ms > 5000000);
}

static void a_conversation_goes_on_where_it_was_after_a_restart(void **state)
{
	struct desk *desk = *state;
	struct place before;

	begins(desk, CHANNEL_CHAT);
	types(desk, CHANNEL_CHAT, "i lost my card");
	types(desk, CHANNEL_CHAT, "Anna Rossi");
	before = desk->place[CHANNEL_CHAT];
	assert_int_equal(before.screen, SCREEN_SLOT);
	runner_close(desk->runner);
	memset(desk->place, 0, sizeof(desk->place));
	switch_on(desk);
	assert_int_equal(runner_content(desk->runner, site()), ERR_NONE);
	runner_restore(desk->runner);
	settle(desk);
	assert_int_equal(runner_session(desk->runner, CHANNEL_CHAT), 1);
	assert_int_equal(desk->place[CHANNEL_CHAT].screen, SCREEN_SLOT);
	assert_int_equal(desk->place[CHANNEL_CHAT].slot, before.slot);
	assert_int_equal(desk->place[CHANNEL_CHAT].text, before.text);
}

static void a_conversation_keeps_the_version_it_began_with_over_a_restart(void **state)
{
	struct desk *desk = *state;

	begins(desk, CHANNEL_CHAT);
	types(desk, CHANNEL_CHAT, "i lost my card");
	runner_close(desk->runner);
	switch_on(desk);
	/* The newer one comes first; the older one is fetched from the store, where the test keeps only one. */
	struct content *newer = site_version(1);
	void *older = desk->store.image;

	desk->store.image = NULL;
	assert_int_equal(runner_content(desk->runner, newer), ERR_NONE);
	free(desk->store.image);
	desk->store.image = older;
	desk->store.image_hash[0] ^= 1;
	runner_restore(desk->runner);
	settle(desk);
	assert_int_equal(runner_session(desk->runner, CHANNEL_CHAT), 1);
	types(desk, CHANNEL_CHAT, "Anna Rossi");
	assert_int_equal(desk->place[CHANNEL_CHAT].screen, SCREEN_SLOT);
}

static void a_conversation_whose_version_is_lost_ends_politely(void **state)
{
	struct desk *desk = *state;

	begins(desk, CHANNEL_CHAT);
	types(desk, CHANNEL_CHAT, "i lost my card");
	runner_close(desk->runner);
	switch_on(desk);
	desk->store.lost_images = true;
	assert_int_equal(runner_content(desk->runner, site_version(1)), ERR_NONE);
	runner_restore(desk->runner);
	settle(desk);
	assert_int_equal(runner_session(desk->runner, CHANNEL_CHAT), 0);
	assert_int_equal(desk->store.wiped, 1);
	assert_string_equal(desk->store.last_state, "ended");
	assert_int_equal(desk->store.open[0].session, 0);
}

static void a_fourth_version_waits_until_a_conversation_lets_go(void **state)
{
	struct desk *desk = *state;
	const struct content *third;

	begins(desk, CHANNEL_CHAT); /* the first version */
	assert_int_equal(runner_content(desk->runner, site_version(1)), ERR_NONE);
	settle(desk);
	begins(desk, CHANNEL_SCREEN); /* the second */
	assert_int_equal(runner_content(desk->runner, site_version(2)), ERR_NONE);
	settle(desk);
	third = runner_content_newest(desk->runner);
	assert_int_equal(runner_content(desk->runner, site_version(3)), ERR_NONE);
	settle(desk);
	assert_ptr_equal(runner_content_newest(desk->runner), third);

	struct content *fifth = site_version(4);

	assert_int_equal(runner_content(desk->runner, fifth), ERR_NO_SPACE);
	free(fifth);
	types(desk, CHANNEL_CHAT, "goodbye");
	while (runner_session(desk->runner, CHANNEL_CHAT))
		types(desk, CHANNEL_CHAT, "goodbye");
	settle(desk);
	assert_ptr_not_equal(runner_content_newest(desk->runner), third);
}

static void an_unused_version_gives_its_place_at_once(void **state)
{
	struct desk *desk = *state;

	for (uint8_t version = 1; version < 8; version++) {
		struct content *next = site_version(version);

		assert_int_equal(runner_content(desk->runner, next), ERR_NONE);
		settle(desk);
		assert_ptr_equal(runner_content_newest(desk->runner), next);
	}
}

static void what_cannot_be_started_is_told_as_failed(void **state)
{
	struct desk *desk = *state;
	unsigned said;

	desk->actions_err = ERR_ABSENT;
	begins(desk, CHANNEL_CHAT);
	types(desk, CHANNEL_CHAT, "activate my card");
	for (int i = 0; i < 4 && desk->calls == 0; i++)
		types(desk, CHANNEL_CHAT, i == 0 ? "100007" : "Anna Rossi");
	assert_int_equal(desk->calls, 1);
	assert_true(desk->call.known);
	said = desk->place[CHANNEL_CHAT].said;
	settle(desk);
	assert_true(desk->place[CHANNEL_CHAT].said >= said);
	assert_false(runner_waits(desk->runner, runner_session(desk->runner, CHANNEL_CHAT)));
	assert_int_equal(desk->offers, 1); /* a person takes it from here */
}

static void a_masked_answer_is_kept_as_its_length(void **state)
{
	struct desk *desk = *state;
	static const char *const answers[] = {"100007", "Anna Rossi", "yes", "14 March 1962"};

	begins(desk, CHANNEL_CHAT);
	types(desk, CHANNEL_CHAT, "change my address");
	for (int i = 0; i < 8 && !desk->place[CHANNEL_CHAT].masked; i++)
		types(desk, CHANNEL_CHAT, answers[i % 4]);
	assert_true(desk->place[CHANNEL_CHAT].masked);
	types(desk, CHANNEL_CHAT, "14 March 1962");
	assert_null(memmem(desk->store.words, desk->store.words_bytes, "1962", 4));
	assert_null(memmem(desk->store.words, desk->store.words_bytes, "March", 5));
}

static void a_full_disk_does_not_end_the_conversation(void **state)
{
	struct desk *desk = *state;
	unsigned said;

	begins(desk, CHANNEL_CHAT);
	desk->store.refuses = true;
	said = desk->place[CHANNEL_CHAT].said;
	types(desk, CHANNEL_CHAT, "i want to talk to a person");
	assert_true(desk->place[CHANNEL_CHAT].said > said);
	assert_int_equal(desk->offers, 1);
}

static void a_hung_up_conversation_frees_its_place(void **state)
{
	struct desk *desk = *state;

	for (int i = 0; i < 3 * SESSIONS_DESK; i++) {
		struct event gone = {.kind = EVENT_HUNG_UP};

		begins(desk, CHANNEL_CHAT);
		if (i % 2)
			types(desk, CHANNEL_CHAT, "i lost my card");
		gone.session = runner_session(desk->runner, CHANNEL_CHAT);
		runner_step(desk->runner, &gone);
		settle(desk);
		assert_int_equal(runner_session(desk->runner, CHANNEL_CHAT), 0);
	}
	assert_int_equal(desk->place[CHANNEL_CHAT].closed, 3 * SESSIONS_DESK);
}

/* The core's own decision to start again is its stories' matter: here only that the device does it. */
static void close_again(struct desk *desk, enum channel channel, uint8_t language)
{
	struct effect close = {.kind = EFFECT_CLOSE, .session = runner_session(desk->runner, channel)};
	struct talk *talk = runner_talk(desk->runner, close.session);

	assert_non_null(talk);
	close.close.again = true;
	close.close.language = language;
	runner_hold(desk->runner, talk, &close, desk->store.last, true);
}

static void who_starts_again_gets_a_new_conversation_on_the_same_channel(void **state)
{
	struct desk *desk = *state;
	uint32_t before, after;

	begins(desk, CHANNEL_CHAT);
	before = runner_session(desk->runner, CHANNEL_CHAT);
	types(desk, CHANNEL_CHAT, "i lost my card");
	close_again(desk, CHANNEL_CHAT, 1);
	settle(desk);
	after = runner_session(desk->runner, CHANNEL_CHAT);
	assert_int_not_equal(after, 0);
	assert_int_not_equal(after, before);
	assert_int_equal(desk->place[CHANNEL_CHAT].closed, 1);
	assert_int_equal(desk->place[CHANNEL_CHAT].closed_again, 1);
	assert_int_equal(desk->place[CHANNEL_CHAT].language, 1);
	types(desk, CHANNEL_CHAT, "help");
}

static void starting_again_waits_for_what_was_promised_before(void **state)
{
	struct desk *desk = *state;
	uint32_t before;

	begins(desk, CHANNEL_CHAT);
	before = runner_session(desk->runner, CHANNEL_CHAT);
	desk->store.held = true;
	types(desk, CHANNEL_CHAT, "i want to talk to a person");
	close_again(desk, CHANNEL_CHAT, 0);
	settle(desk);
	assert_int_equal(runner_session(desk->runner, CHANNEL_CHAT), before);
	assert_int_equal(desk->offers, 0);
	desk->store.written = desk->store.synced = desk->store.last;
	settle(desk);
	assert_int_equal(desk->offers, 1);
	assert_int_not_equal(runner_session(desk->runner, CHANNEL_CHAT), before);
	assert_false(runner_idle(desk->runner)); /* its first words wait for the disk */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up_with_content, tear_down)
		TEST(nothing_is_said_before_the_step_is_written),
		TEST(a_promise_waits_until_it_is_on_the_disk),
		TEST(another_conversation_does_not_wait_for_that_disk),
		TEST(a_silent_customer_is_spoken_to_when_the_time_has_come),
		TEST(the_clock_goes_on_after_a_restart),
		TEST(a_conversation_goes_on_where_it_was_after_a_restart),
		TEST(a_conversation_keeps_the_version_it_began_with_over_a_restart),
		TEST(a_conversation_whose_version_is_lost_ends_politely),
		TEST(a_fourth_version_waits_until_a_conversation_lets_go),
		TEST(an_unused_version_gives_its_place_at_once),
		TEST(what_cannot_be_started_is_told_as_failed),
		TEST(a_masked_answer_is_kept_as_its_length),
		TEST(a_full_disk_does_not_end_the_conversation),
		TEST(a_hung_up_conversation_frees_its_place),
		TEST(who_starts_again_gets_a_new_conversation_on_the_same_channel),
		TEST(starting_again_waits_for_what_was_promised_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
