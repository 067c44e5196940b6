/* A core with the demonstration bank, and people in front of it, without a runner. */
#ifndef FOYER_TESTS_UNIT_CORE_HELP_H
#define FOYER_TESTS_UNIT_CORE_HELP_H

#include "bank_help.h"

#include "core.h"
#include "learn/layout.h"
#include "session.h"
#include "understand/model.h"

enum { DESK_MODEL_BYTES = 16 << 20, DESK_SCRATCH_BYTES = 64 << 20, DESK_SEED = 7 };

/* What the last step gave. */
static struct {
	void *memory;
	struct core *core;
	struct images images;
	uint64_t now_ms;
	int64_t local_s; /* 0: nobody knows */
	struct meaning meaning;
	struct effects effects;
} desk;

static inline const struct effects *desk_does(struct event event)
{
	event.time_ms = desk.now_ms;
	event.local_s = desk.local_s;
	core_mask(desk.core, &event);
	core_step(desk.core, &event, &desk.meaning, &desk.effects);
	return &desk.effects;
}

/* Before there is any content. */
static inline void desk_open_empty(uint16_t sessions_max)
{
	free(desk.memory);
	desk.memory = malloc(core_bytes(sessions_max));
	assert_non_null(desk.memory);
	desk.core = core_open(desk.memory, sessions_max);
	desk.now_ms = 1000;
	desk.local_s = 0;
}

static inline void desk_content(void)
{
	struct event swapped = {.kind = EVENT_CONTENT_SWAPPED};

	swapped.swapped.slot = core_place(desk.core, &desk.images);
	assert_true(swapped.swapped.slot < IMAGES_COUNT);
	desk_does(swapped);
}

static inline void desk_open(uint16_t sessions_max)
{
	desk_open_empty(sessions_max);
	desk_content();
}

/* The layout and the model of `bank`, for all tests of a program. */
static inline int desk_images_open(void **state)
{
	struct arena scratch = {malloc(DESK_SCRATCH_BYTES), DESK_SCRATCH_BYTES, 0};
	void *model = malloc(DESK_MODEL_BYTES);
	void *layout = malloc(sizeof(struct layout));

	open_bank(state);
	assert_true(scratch.base && model && layout);
	assert_true(model_build(bank, &scratch, model, DESK_MODEL_BYTES) > 0);
	assert_int_equal(layout_build(bank, layout, sizeof(struct layout)), sizeof(struct layout));
	desk.images = (struct images){bank, layout, model};
	free(scratch.base);
	return 0;
}

static inline int desk_images_close(void **state)
{
	free((void *)(uintptr_t)desk.images.layout);
	free((void *)(uintptr_t)desk.images.model);
	free(desk.memory);
	return close_bank(state);
}

/* The bank itself, to be changed for one test and changed back. */
static inline struct content *desk_bank(void)
{
	return (struct content *)(uintptr_t)bank;
}

/* --- people --- */

static inline const struct effects *desk_near(uint32_t session, enum channel channel, uint8_t language)
{
	struct event event = {.kind = EVENT_CAME_NEAR, .session = session};

	event.came_near.channel = (uint8_t)channel;
	event.came_near.language = language;
	event.came_near.seed = DESK_SEED;
	event.came_near.prefers.heard = HEARD_ALL;
	return desk_does(event);
}

static inline const struct effects *desk_types(uint32_t session, const char *words)
{
	struct event event = {.kind = EVENT_TYPED, .session = session};

	snprintf(event.typed.words, sizeof(event.typed.words), "%s", words);
	return desk_does(event);
}

static inline const struct effects *desk_touches(uint32_t session, uint8_t target, uint8_t index)
{
	struct event event = {.kind = EVENT_TOUCHED, .session = session};

	event.touched.target = target;
	event.touched.index = index;
	return desk_does(event);
}

static inline const struct effects *desk_event(uint32_t session, enum event_kind kind, uint64_t request)
{
	return desk_does((struct event){.kind = (uint8_t)kind, .session = session, .request = request});
}

/* --- what came of it --- */

static inline const struct effect *desk_find(const struct effects *effects, enum effect_kind kind)
{
	for (uint16_t i = 0; i < effects->count; i++)
		if (effects->list[i].kind == kind)
			return &effects->list[i];
	return NULL;
}

static inline const struct effect *desk_one(const struct effects *effects, enum effect_kind kind)
{
	const struct effect *effect = desk_find(effects, kind);

	if (!effect)
		fail_msg("nothing of the kind \"%s\" came of it", effect_kind_name(kind));
	return effect;
}

static inline bool desk_says(const struct effects *effects, enum prompt prompt)
{
	for (uint16_t i = 0; i < effects->count; i++)
		if (effects->list[i].kind == EFFECT_SAY && effects->list[i].say.text == bank->prompt[prompt])
			return true;
	return false;
}

/* --- snapshots --- */

static uint8_t snapshot[SESSION_BYTES_MAX];

/* The conversation in a snapshot: it stands at its end. */
static inline struct session session_of(size_t bytes)
{
	struct session s;

	memcpy(&s, snapshot + bytes - sizeof(s), sizeof(s));
	return s;
}

static inline void put_session(size_t bytes, const struct session *s)
{
	memcpy(snapshot + bytes - sizeof(*s), s, sizeof(*s));
}

static inline size_t take_snapshot(uint32_t session)
{
	size_t bytes = core_snapshot(desk.core, session, snapshot, sizeof(snapshot));

	assert_true(bytes > sizeof(struct session));
	return bytes;
}

/* Somebody who begins a form and is gone: kept under a code. */
static inline void begins_a_form_and_leaves(uint32_t session)
{
	desk_near(session, CHANNEL_LINE, EN);
	desk_types(session, "i lost my card");
	desk_event(session, EVENT_HUNG_UP, 0);
	assert_string_equal(core_state_name(desk.core, session), "dropped");
}

#endif
