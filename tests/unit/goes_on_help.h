/* Runner, core and store together on real content: a desk that can be switched off and on, and a customer who types. */
#ifndef FOYER_TESTS_UNIT_GOES_ON_HELP_H
#define FOYER_TESTS_UNIT_GOES_ON_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content/problem.h"
#include "hash.h"
#include "learn/layout.h"
#include "runner/replay.h"
#include "runner/runner.h"
#include "site/content_load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { START_MS = 1000 };

struct desk {
	char folder[256];
	struct store *store;
	struct runner *runner;
	struct device device;
	uint64_t now_ms;
	char code[CODE_DIGITS + 1]; /* last shown */
	char said[SAID_BYTES_MAX];  /* last */
	uint8_t screen;
	uint32_t quiet_ms; /* of the last LISTEN */
	unsigned closed;
	struct agent_card offered;
	uint64_t request; /* the last that the business got */
};

/* --- what stands around --- */

static inline void on_say(void *self, const struct content *c, const struct effect *effect)
{
	assert_true(content_say(c, &effect->say, ((struct desk *)self)->said, SAID_BYTES_MAX) > 0);
}

static inline void on_show(void *self, const struct content *c, const struct effect *effect)
{
	struct desk *desk = self;

	(void)c;
	desk->screen = effect->show.screen;
	memcpy(desk->code, effect->show.code, sizeof(desk->code));
}

static inline void on_listen(void *self, const struct content *c, const struct effect *effect)
{
	(void)c;
	((struct desk *)self)->quiet_ms = effect->listen.quiet_ms;
}

static inline void on_language(void *self, uint32_t session, const struct content *c, uint8_t language)
{
	(void)session;
	(void)self;
	assert_true(language < c->site.languages_count);
}

static inline void on_wipe(void *self, uint32_t session)
{
	(void)session;
	(void)self;
}

static inline void on_close(void *self, uint32_t session, bool again)
{
	(void)session;
	(void)again;
	((struct desk *)self)->closed++;
}

static inline enum err offer(void *self, const struct agent_card *card)
{
	((struct desk *)self)->offered = *card;
	return ERR_NONE;
}

static inline enum err tell(void *self, uint64_t request, const char *words)
{
	(void)self;
	(void)request;
	(void)words;
	return ERR_NONE;
}

static inline void withdraw(void *self, uint64_t request)
{
	(void)self;
	(void)request;
}

/* The business takes its time: an answer comes only from the test. */
static inline enum err start_action(void *self, const struct action_call *call)
{
	((struct desk *)self)->request = call->request;
	return ERR_NONE;
}

static inline void close_nothing(void *self)
{
	(void)self;
}

static inline uint64_t now_ms(void *self)
{
	return ((struct desk *)self)->now_ms;
}

static inline int64_t local_s(void *self)
{
	/* Monday 2026-11-23 10:00: the teams are there. */
	return 1795428000 + (int64_t)(((struct desk *)self)->now_ms / 1000);
}

static inline void settle(struct desk *desk)
{
	while (runner_turn(desk->runner) == 0)
		;
}

static inline void switch_on(struct desk *desk)
{
	const struct store_options options = {.folder = desk->folder, .synchronous = true};
	struct problems *problems = calloc(1, sizeof(*problems));
	void *image = NULL;
	char why[512];

	assert_non_null(problems);
	assert_int_equal(store_open(&desk->store, &options, why, sizeof(why)), ERR_NONE);
	desk->device.store = desk->store;
	assert_int_equal(runner_open(&desk->runner, &desk->device), ERR_NONE);
	assert_int_equal(content_load(FOYER_SOURCE_DIR "/assets/content", &image, problems), ERR_NONE);
	free(problems);
	assert_int_equal(runner_content(desk->runner, image, NULL), ERR_NONE);
	assert_int_equal(runner_restore(desk->runner), ERR_NONE);
	settle(desk);
}

static inline void switch_off(struct desk *desk)
{
	runner_close(desk->runner);
	store_close(desk->store);
}

static inline int set_up(void **state)
{
	static const struct surface_ops surface = {on_say, on_show, on_listen, on_language, on_wipe, on_close};
	static const struct agents_ops agents = {offer, tell, offer, withdraw, close_nothing};
	static const struct actions_ops actions = {start_action, close_nothing};
	static const struct clock_ops clock = {now_ms, local_s};
	struct desk *desk = calloc(1, sizeof(*desk));
	const char *temporary = getenv("TMPDIR");

	assert_non_null(desk);
	snprintf(desk->folder, sizeof(desk->folder), "%s/foyer-goes-on-XXXXXX", temporary ? temporary : "/tmp");
	assert_non_null(mkdtemp(desk->folder));
	desk->now_ms = START_MS;
	desk->device.sessions_max = SESSIONS_DESK;
	desk->device.clock = (struct clock){&clock, desk};
	desk->device.actions = (struct actions){&actions, desk};
	desk->device.agents = (struct agents){&agents, desk};
	desk->device.surface[CHANNEL_CHAT] = (struct surface){.ops = &surface, .self = desk};
	assert_int_equal(inbox_open(&desk->device.inbox), ERR_NONE);
	switch_on(desk);
	*state = desk;
	return 0;
}

static inline int tear_down(void **state)
{
	struct desk *desk = *state;
	char command[300];

	switch_off(desk);
	inbox_close(desk->device.inbox);
	snprintf(command, sizeof(command), "rm -rf '%s'", desk->folder);
	assert_int_equal(system(command), 0);
	free(desk);
	return 0;
}

/* --- what happens --- */

static inline uint32_t here(struct desk *desk)
{
	return runner_session(desk->runner, CHANNEL_CHAT);
}

static inline void step(struct desk *desk, struct event *event)
{
	desk->now_ms += 2000;
	runner_step(desk->runner, event);
	settle(desk);
}

static inline uint32_t begins(struct desk *desk)
{
	assert_int_not_equal(runner_begin(desk->runner, CHANNEL_CHAT, 0, (struct prefers){false, HEARD_ALL}), 0);
	settle(desk);
	return here(desk);
}

static inline void types(struct desk *desk, const char *words)
{
	struct event event = {.kind = EVENT_TYPED, .session = here(desk)};

	assert_int_not_equal(event.session, 0);
	strcpy(event.typed.words, words);
	event.typed.source = SOURCE_KEYBOARD;
	step(desk, &event);
}

static inline void keys(struct desk *desk, char key)
{
	struct event event = {.kind = EVENT_KEYED, .session = here(desk), .keyed.key = key};

	step(desk, &event);
}

static inline void hangs_up(struct desk *desk)
{
	struct event event = {.kind = EVENT_HUNG_UP, .session = here(desk)};

	step(desk, &event);
	assert_int_equal(here(desk), 0);
}

static inline void agent(struct desk *desk, enum agent_act act, const char *words)
{
	struct event event = {
		.kind = EVENT_AGENT_SAID, .session = desk->offered.session, .request = desk->offered.request};

	event.agent.act = (uint8_t)act;
	strcpy(event.agent.agent, "Giulia");
	strcpy(event.agent.words, words);
	step(desk, &event);
}

static inline void leaves(struct desk *desk)
{
	for (int i = 0; i < 5 && here(desk); i++)
		types(desk, "goodbye");
	assert_int_equal(here(desk), 0);
}

static inline struct replay_result replayed(struct desk *desk, uint32_t session)
{
	struct replay_result result;

	assert_int_equal(replay(desk->store, session, stdout, &result), ERR_NONE);
	assert_int_equal(result.different, 0);
	assert_true(result.steps > 0);
	return result;
}

#endif
