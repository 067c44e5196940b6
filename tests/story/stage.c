#include "stage.h"

#include "learn/layout.h"
#include "record.h"
#include "site/content_load.h"
#include "trace.h"
#include "understand/model.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MODEL_BYTES_MAX = 16 << 20, LAYOUT_BYTES_MAX = 1 << 20, SCRATCH_BYTES = 64 << 20 };

/* stage_prepare() */
static struct images ready;
static char ready_folder[2048];

void stage_open(struct stage *stage, FILE *trace, int64_t local_s)
{
	memset(stage, 0, sizeof(*stage));
	stage->trace = trace;
	stage->memory = malloc(core_bytes(STAGE_SESSIONS_MAX));
	CHECK(stage->memory);
	stage->core = core_open(stage->memory, STAGE_SESSIONS_MAX);
	stage->shadow_memory = malloc(core_bytes(STAGE_SESSIONS_MAX));
	CHECK(stage->shadow_memory);
	stage->shadow = core_open(stage->shadow_memory, STAGE_SESSIONS_MAX);
	stage->local_s = local_s;
}

void stage_close(struct stage *stage)
{
	for (unsigned i = 0; i < stage->images_count; i++)
		free(stage->images[i]);
	free(stage->memory);
	free(stage->shadow_memory);
}

static void *keep(struct stage *stage, void *image)
{
	CHECK(image && stage->images_count < STAGE_IMAGES_MAX);
	return stage->images[stage->images_count++] = image;
}

/* A fourth version waits until one is released. */
static void place(struct stage *stage, const struct images *images)
{
	struct event event = {.kind = EVENT_CONTENT_SWAPPED};

	event.swapped.slot = core_place(stage->core, images);
	CHECK(core_place(stage->shadow, images) == event.swapped.slot);
	if (event.swapped.slot == IMAGES_COUNT) {
		fprintf(stage->trace, "[%7" PRIu64 "] this version must wait\n", stage->now_ms);
		stage->waiting = *images;
		return;
	}
	stage_event(stage, &event);
}

/* Built from the folder; false: its problems are told on stderr. */
static bool build(const char *folder, struct images *images)
{
	struct problems *problems = calloc(1, sizeof(*problems));
	struct arena scratch = {malloc(SCRATCH_BYTES), SCRATCH_BYTES, 0};
	void *content = NULL;
	void *model = malloc(MODEL_BYTES_MAX);
	void *layout = malloc(LAYOUT_BYTES_MAX);
	bool good = problems && scratch.base && model && layout && content_load(folder, &content, problems) == ERR_NONE;

	if (good) {
		*images = (struct images){.content = content, .model = model, .layout = layout};
		CHECK(model_build(content, &scratch, model, MODEL_BYTES_MAX) > 0);
		CHECK(layout_build(content, layout, LAYOUT_BYTES_MAX) > 0);
	} else {
		for (uint16_t i = 0; problems && i < problems->count; i++)
			fprintf(stderr, "%s\n", problems->list[i].text);
		free(model);
		free(layout);
	}
	free(problems);
	free(scratch.base);
	return good;
}

bool stage_prepare(const char *folder)
{
	CHECK(strlen(folder) < sizeof(ready_folder));
	strcpy(ready_folder, folder);
	return build(folder, &ready);
}

bool stage_content(struct stage *stage, const char *folder)
{
	struct images images = ready;

	if (!ready.content || strcmp(folder, ready_folder) != 0) {
		if (!build(folder, &images))
			return false;
		keep(stage, (void *)images.content);
		keep(stage, (void *)images.model);
		keep(stage, (void *)images.layout);
	}
	place(stage, &images);
	return true;
}

/* --- another menu --- */

static uint16_t item_called(const struct content *c, const char *id)
{
	uint16_t item = content_find_item(c, id);

	CHECK(item != NONE16);
	return item;
}

static void put_place(struct standing *standing, unsigned at, uint16_t item, enum place_why why)
{
	CHECK(at < PLACES_COUNT);
	standing->plan.places[at] = (struct place){.item = item, .why = (uint8_t)why, .after = 0};
}

/* To the front of its menu; the keys stay. */
static void say_first(const struct tree *tree, struct plan *plan, uint16_t item)
{
	uint16_t *run = plan->spoken + tree_first(tree, tree->items[item].parent);
	uint16_t at = 0;

	while (run[at] != item)
		at++;
	memmove(run + 1, run, at * sizeof(*run));
	run[0] = item;
	plan->free_order = 1;
}

static void change_menu(const struct content *c, struct layout *layout, const char *change)
{
	struct standing *standing = &layout->standing;
	char name[64] = "";
	unsigned number = 0;

	if (sscanf(change, "rising %63s", name) == 1)
		put_place(standing, PLACE_NOW, item_called(c, name), PLACE_RISING);
	else if (sscanf(change, "often %u %63s", &number, name) == 2)
		put_place(standing, number, item_called(c, name), PLACE_LEARNED);
	else if (sscanf(change, "retires %u", &number) == 1 && number < PLACES_COUNT)
		standing->plan.places[number].why = PLACE_RETIRED;
	else if (sscanf(change, "first %63s", name) == 1)
		say_first(&layout->tree, &standing->plan, item_called(c, name));
	else if (sscanf(change, "without %63s", name) == 1)
		standing->plan.left_out |= (uint8_t)(1U << tree_find_prompt(&layout->tree, tree_offer_id(name)));
	else if (sscanf(change, "held %u", &number) == 1)
		standing->held_permille = (uint16_t)number;
	else
		CHECK(false);
	standing->version++;
	CHECK(plan_sound(&layout->tree, &standing->plan));
}

void stage_menu(struct stage *stage, const char *change)
{
	struct images images = *core_images(stage->core, 0);
	struct layout *layout = malloc(sizeof(*layout));

	CHECK(layout);
	memcpy(layout, images.layout, sizeof(*layout));
	change_menu(images.content, layout, change);
	images.layout = keep(stage, layout);
	place(stage, &images);
}

static void set_timer(struct stage *stage, uint32_t session, uint64_t at_ms)
{
	struct stage_timer *free_place = NULL;

	for (unsigned i = 0; i < STAGE_TIMERS_MAX; i++) {
		struct stage_timer *timer = &stage->timers[i];

		if (timer->at_ms && timer->session == session) {
			timer->at_ms = at_ms;
			return;
		}
		if (!timer->at_ms)
			free_place = timer;
	}
	if (at_ms == 0)
		return;
	CHECK(free_place);
	*free_place = (struct stage_timer){session, at_ms};
}

/* What was said is destroyed; what was understood is left: the same kinds of effects, the same state. */
static void step_without_words(
	struct stage *stage, const struct event *event, const struct meaning *meaning, const struct effects *effects)
{
	static struct effects shadow;
	static struct record record;
	static struct event left;
	struct meaning given;

	record_event(event, meaning, false, &record);
	record.words_bytes = 0;
	CHECK(record_read_event(&record, &left, &given) == ERR_NONE);
	core_step_meant(stage->shadow, &left, &given, &shadow);
	CHECK(shadow.count == effects->count);
	for (uint16_t i = 0; i < shadow.count; i++)
		CHECK(shadow.list[i].kind == effects->list[i].kind);
	CHECK(strcmp(core_state_name(stage->shadow, event->session), core_state_name(stage->core, event->session)) ==
		0);
}

void stage_event(struct stage *stage, struct event *event)
{
	static struct effects effects;
	const struct images *images;
	struct meaning meaning;
	const struct content *c = NULL;

	event->time_ms = stage->now_ms;
	event->local_s = stage->local_s ? stage->local_s + (int64_t)(stage->now_ms / 1000) : 0;
	core_mask(stage->core, event);
	trace_event(stage->trace, event);
	images = core_images(stage->core, event->session);
	core_step(stage->core, event, &meaning, &effects);
	step_without_words(stage, event, &meaning, &effects);
	if (core_stepped(stage->core)) /* also of a conversation that ended in this step, in newer content */
		images = core_stepped(stage->core);
	if (!images)
		images = core_images(stage->core, 0);
	c = images ? images->content : NULL;
	if (c)
		trace_meaning(stage->trace, c, &meaning);
	for (uint16_t i = 0; i < effects.count; i++) {
		const struct effect *effect = &effects.list[i];

		trace_effect(stage->trace, c, effect, stage->now_ms);
		if (effect->kind == EFFECT_WAKE_AT)
			set_timer(stage, effect->session, effect->wake_at.time_ms);
		if (effect->kind == EFFECT_ACT || effect->kind == EFFECT_LOOK_UP)
			stage->last_act = effect->request;
		if (effect->kind == EFFECT_HAND_OVER)
			stage->last_handover = effect->request;
		if (effect->kind == EFFECT_SHOW && effect->show.code[0])
			memcpy(stage->code, effect->show.code, sizeof(stage->code));
	}
	if (event->session)
		fprintf(stage->trace, "    -> %s\n", core_state_name(stage->core, event->session));
	if (stage->waiting.content && effects.count && effects.list[effects.count - 1].kind == EFFECT_RELEASE) {
		struct images next = stage->waiting;

		stage->waiting.content = NULL;
		place(stage, &next);
	}
}

static struct stage_timer *next_timer(struct stage *stage, uint64_t until_ms)
{
	struct stage_timer *next = NULL;

	for (unsigned i = 0; i < STAGE_TIMERS_MAX; i++) {
		struct stage_timer *timer = &stage->timers[i];

		if (timer->at_ms && timer->at_ms <= until_ms && (!next || timer->at_ms < next->at_ms))
			next = timer;
	}
	return next;
}

void stage_after(struct stage *stage, uint64_t ms)
{
	uint64_t until_ms = stage->now_ms + ms;
	struct stage_timer *timer;

	while ((timer = next_timer(stage, until_ms))) {
		struct event event = {.kind = EVENT_WAKE, .session = timer->session};

		if (timer->at_ms > stage->now_ms)
			stage->now_ms = timer->at_ms;
		timer->at_ms = 0;
		stage_event(stage, &event);
	}
	stage->now_ms = until_ms;
}

struct kept {
	uint32_t session;
	size_t bytes;
	uint8_t snapshot[SESSION_BYTES_MAX];
};

void stage_restart(struct stage *stage, uint64_t off_ms)
{
	static struct kept kept[64];
	static uint8_t without_words[64][SESSION_BYTES_MAX];
	unsigned count = 0;
	struct images images = *core_images(stage->core, 0);

	for (uint32_t number = 1; number < 64; number++) {
		kept[count].session = number;
		kept[count].bytes = core_snapshot(stage->core, number, kept[count].snapshot, SESSION_BYTES_MAX);
		count += kept[count].bytes > 0;
	}
	memset(stage->timers, 0, sizeof(stage->timers));
	stage->now_ms += off_ms;
	for (unsigned i = 0; i < count; i++)
		CHECK(core_snapshot(stage->shadow, kept[i].session, without_words[i], SESSION_BYTES_MAX) > 0);
	stage->core = core_open(stage->memory, STAGE_SESSIONS_MAX);
	stage->shadow = core_open(stage->shadow_memory, STAGE_SESSIONS_MAX);
	fprintf(stage->trace, "[%7" PRIu64 "] power comes back\n", stage->now_ms);
	place(stage, &images);
	for (unsigned i = 0; i < count; i++) {
		struct event event = {.kind = EVENT_STARTED, .session = kept[i].session};

		CHECK(core_restore(stage->core, kept[i].snapshot, kept[i].bytes, 0) == ERR_NONE);
		CHECK(core_restore(stage->shadow, without_words[i], kept[i].bytes, 0) == ERR_NONE);
		stage_event(stage, &event);
	}
}
