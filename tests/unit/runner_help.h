/* What the runner's tests share: a desk with real content and the real core, and a store whose two marks move when the
 * test says so. */
#ifndef FOYER_TEST_RUNNER_HELP_H
#define FOYER_TEST_RUNNER_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content/problem.h"
#include "runner/runner_parts.h"
#include "site/content_load.h"

#include <stdlib.h>
#include <string.h>

enum { SNAPSHOTS_MAX = 64, IMAGES_KEPT = 16, START_MS = 1000 };

/* --- a store at the test's pace: it stands in for firmware/store/store.c, which is not linked into this test --- */

struct store {
	uint64_t last;
	uint64_t written;
	uint64_t synced;
	bool held;       /* marks do not move by themselves */
	bool refuses;    /* disk full */
	bool full;       /* of what waits for the disk */
	bool fails;      /* what it has taken does not reach the disk just now */
	bool unreadable; /* nor can it be read */
	bool lost_images;
	bool images_unreadable; /* just now */
	uint32_t sessions;
	uint64_t last_time_ms;
	struct {
		uint32_t session;
		size_t bytes;
		uint8_t snapshot[SESSION_BYTES_MAX];
	} open[SNAPSHOTS_MAX];
	void *images[IMAGES_KEPT]; /* the oldest goes */
	unsigned images_count;
	unsigned wiped;
	bool wiped_later; /* the last wipe: when what was promised is done */
	char last_state[24];
	char words[RECORD_WORDS_BYTES_MAX]; /* of the last event's record */
	size_t words_bytes;
	const char *never; /* must not be in any step's words; NULL: nothing */
	bool has_never;
	struct agent_card card;
};

static inline void keep_snapshot(struct store *s, const struct store_step *step)
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

bool store_has_room(struct store *s)
{
	return !s->full;
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
	if (step->wipe)
		s->wiped_later = step->wipe_keep;
	if (step->handover)
		s->card = *step->handover;
	strcpy(s->last_state, step->state);
	s->words_bytes = step->event->words_bytes;
	memcpy(s->words, step->event->words, s->words_bytes);
	s->has_never = s->has_never || (s->never && memmem(s->words, s->words_bytes, s->never, strlen(s->never)));
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
	if (s->refuses)
		return ERR_NO_SPACE;
	return s->fails ? ERR_IO : ERR_NONE;
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
	if (s->unreadable)
		return ERR_IO;
	for (int i = 0; i < SNAPSHOTS_MAX; i++)
		if (s->open[i].session)
			each(self, s->open[i].session, s->open[i].snapshot, s->open[i].bytes);
	return ERR_NONE;
}

enum err store_image_put(struct store *s, const void *image)
{
	size_t bytes = image_header(image)->bytes;
	void **kept = &s->images[s->images_count++ % IMAGES_KEPT];

	free(*kept);
	*kept = malloc(bytes);
	assert_non_null(*kept);
	memcpy(*kept, image, bytes);
	return ERR_NONE;
}

enum err store_image_get(struct store *s, const uint8_t hash[IMAGE_HASH_BYTES], void **out, size_t *bytes)
{
	if (s->images_unreadable)
		return ERR_IO;
	for (unsigned i = 0; i < IMAGES_KEPT && !s->lost_images; i++) {
		if (!s->images[i] || memcmp(hash, image_header(s->images[i])->hash, IMAGE_HASH_BYTES) != 0)
			continue;
		*bytes = image_header(s->images[i])->bytes;
		*out = malloc(*bytes);
		assert_non_null(*out);
		memcpy(*out, s->images[i], *bytes);
		return ERR_NONE;
	}
	return ERR_NOT_FOUND;
}

enum err store_handovers(
	struct store *s, bool closed_too, void (*each)(void *self, const struct agent_card *card), void *self)
{
	(void)closed_too;
	if (s->unreadable)
		return ERR_IO;
	if (s->card.request)
		each(self, &s->card);
	return ERR_NONE;
}

/* --- the device --- */

struct stand { /* a surface that remembers */
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
	struct stand place[CHANNEL_COUNT];
	uint64_t now_ms;
	enum err actions_err;
	struct action_call call;
	unsigned calls;
	unsigned offers;
	struct agent_card offered;
};

static inline void place_say(void *self, const struct content *c, const struct effect *effect)
{
	struct stand *place = self;
	char text[SAID_BYTES_MAX];

	assert_true(content_say(c, &effect->say, text, sizeof(text)) > 0);
	place->text = effect->say.text;
	place->said++;
}

static inline void place_show(void *self, const struct content *c, const struct effect *effect)
{
	struct stand *place = self;

	(void)c;
	place->screen = effect->show.screen;
	place->slot = effect->show.slot;
}

static inline void place_listen(void *self, const struct content *c, const struct effect *effect)
{
	struct stand *place = self;

	(void)c;
	place->listened++;
	place->masked = effect->listen.flags & SAYING_MASKED;
}

static inline void place_language(void *self, uint32_t session, const struct content *c, uint8_t language)
{
	struct stand *place = self;

	(void)session;
	place->language = language;
	assert_true(language < c->site.languages_count);
}

static inline void place_wipe(void *self, uint32_t session)
{
	(void)session;
	(void)self;
}

static inline void place_close(void *self, uint32_t session, bool again)
{
	struct stand *place = self;

	(void)session;
	place->closed++;
	place->closed_again += again;
}

static inline enum err start_action(void *self, const struct action_call *call)
{
	struct desk *desk = self;

	desk->call = *call;
	desk->calls++;
	return desk->actions_err;
}

static inline void close_nothing(void *self)
{
	(void)self;
}

static inline enum err offer(void *self, const struct agent_card *card)
{
	struct desk *desk = self;

	desk->offers++;
	desk->offered = *card;
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

static inline uint64_t now_ms(void *self)
{
	return ((struct desk *)self)->now_ms;
}

static inline int64_t local_s(void *self)
{
	/* Monday 2026-11-23 10:00: the teams are there. */
	return 1795428000 + (int64_t)(((struct desk *)self)->now_ms / 1000);
}

static inline struct content *site(void)
{
	struct problems *problems = calloc(1, sizeof(*problems));
	void *image = NULL;

	assert_non_null(problems);
	assert_int_equal(content_load(FOYER_SOURCE_DIR "/assets/content", &image, problems), ERR_NONE);
	free(problems);
	return image;
}

/* Another version: the same words under another name. */
static inline struct content *site_version(uint8_t version)
{
	struct content *c = site();

	c->header.hash[0] ^= version;
	return c;
}

static inline void switch_on(struct desk *desk)
{
	assert_int_equal(runner_open(&desk->runner, &desk->device), ERR_NONE);
}

static inline int set_up(void **state)
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
	desk->device.surface[CHANNEL_SCREEN] = (struct surface){.ops = &surface, .self = &desk->place[CHANNEL_SCREEN]};
	desk->device.surface[CHANNEL_CHAT] = (struct surface){.ops = &surface, .self = &desk->place[CHANNEL_CHAT]};
	desk->device.surface[CHANNEL_LINE] = (struct surface){.ops = &surface, .self = &desk->place[CHANNEL_LINE]};
	assert_int_equal(inbox_open(&desk->device.inbox), ERR_NONE);
	switch_on(desk);
	*state = desk;
	return 0;
}

static inline int set_up_with_content(void **state)
{
	struct desk *desk;

	set_up(state);
	desk = *state;
	assert_int_equal(runner_content(desk->runner, site(), NULL), ERR_NONE);
	runner_turn(desk->runner);
	return 0;
}

static inline int tear_down(void **state)
{
	struct desk *desk = *state;

	runner_close(desk->runner);
	inbox_close(desk->device.inbox);
	for (unsigned i = 0; i < IMAGES_KEPT; i++)
		free(desk->store.images[i]);
	free(desk);
	return 0;
}

static inline void settle(struct desk *desk)
{
	while (runner_turn(desk->runner) == 0)
		;
}

static inline void types(struct desk *desk, enum channel channel, const char *words)
{
	struct event event = {.kind = EVENT_TYPED, .session = runner_session(desk->runner, channel)};

	assert_int_not_equal(event.session, 0);
	desk->now_ms += 2000;
	strcpy(event.typed.words, words);
	event.typed.source = SOURCE_KEYBOARD;
	runner_step(desk->runner, &event);
	settle(desk);
}

static inline void begins(struct desk *desk, enum channel channel)
{
	assert_int_not_equal(runner_begin(desk->runner, channel, 0, (struct prefers){false, HEARD_ALL}), 0);
	settle(desk);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up_with_content, tear_down)

#endif
