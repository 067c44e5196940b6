#include "runner/replay.h"

#include "base/text.h"
#include "core.h"
#include "log.h"
#include "runner/images.h"
#include "store/image_kept.h"

#include <stdlib.h>
#include <string.h>

enum { RESUMED_MAX = 8, RESUMED_DEPTH_MAX = 64, REPLAY_SESSIONS = 8 };

/* That others had when this conversation drew its own; the journal does not tell which. */
struct codes {
	uint8_t count;
	char list[CORE_CODES_TAKEN_MAX][CODE_DIGITS + 1];
};

struct replaying {
	struct store *store;
	uint32_t session;
	FILE *out;
	struct replay_result *result;
	struct core *core;
	void *memory;
	struct placed images[IMAGES_COUNT];
	uint8_t newest; /* slot */
	bool words_gone;
	bool over;         /* it goes on under another number, or gave way to somebody */
	uint64_t until_ms; /* later steps of a conversation whose code was given are no part of this one */
	enum err err;
	unsigned depth;
	char code[CODE_DIGITS + 1]; /* the conversation's own, at the first step that differs */
	struct codes taken;

	struct event event;
	struct meaning meaning;
	struct effects effects;
	struct record again;
};

/* --- images --- */

static void free_released(struct replaying *r)
{
	for (uint16_t i = 0; i < r->effects.count; i++)
		if (r->effects.list[i].kind == EFFECT_RELEASE)
			placed_free(&r->images[r->effects.list[i].release.slot]);
}

static enum err read_content(struct replaying *r, const uint8_t *hash, struct content **content)
{
	enum err err = content_kept(r->store, hash, content);

	if (err)
		log_error("replay: the content of that time cannot be read (%s)", err_name(err));
	return err;
}

static enum err read_layout(struct replaying *r, const struct store_row *row, void **layout)
{
	enum err err;

	*layout = NULL;
	if (!row->has_layout)
		return ERR_NONE; /* of a time when the menu stood as authored */
	err = layout_kept(r->store, row->layout, layout);
	if (err)
		log_error("replay: the menu of that time cannot be read (%s)", err_name(err));
	return err;
}

/* What is placed already with another menu is not compiled again. */
static enum err build(struct replaying *r, const struct store_row *row, struct placed *out)
{
	uint8_t same = placed_find(r->images, row->content, NULL);
	struct content *content;
	void *layout;
	enum err err = read_layout(r, row, &layout);

	if (err)
		return err;
	if (same < IMAGES_COUNT) {
		if (!layout)
			layout = layout_for(r->images[same].content, NULL);
		return layout ? placed_share(out, &r->images[same], layout) : ERR_NO_SPACE;
	}
	err = read_content(r, row->content, &content);
	if (!err)
		return placed_build(out, content, layout);
	free(layout);
	return err;
}

static enum err place(struct replaying *r, const struct store_row *row, uint8_t *slot)
{
	struct placed placed;
	struct images images;
	enum err err = build(r, row, &placed);

	if (err)
		return err;
	images = placed_images(&placed);
	*slot = core_place(r->core, &images);
	if (*slot == IMAGES_COUNT) {
		placed_free(&placed);
		return ERR_NO_SPACE;
	}
	r->images[*slot] = placed;
	return ERR_NONE;
}

/* What a step was taken with is the newest when it is run again, also where it had been the newest once before: else
 * the core would carry the conversation over to what came between. */
static enum err take_content(struct replaying *r, const struct store_row *row)
{
	struct event swapped = {.kind = EVENT_CONTENT_SWAPPED};
	struct meaning none; /* r->meaning is the row's, which a step without words still needs */
	uint8_t slot = placed_find(r->images, row->content, row->has_layout ? row->layout : NULL);
	enum err err = slot == IMAGES_COUNT ? place(r, row, &slot) : ERR_NONE;

	if (err || slot == r->newest)
		return err;
	swapped.swapped.slot = slot;
	r->newest = slot;
	core_step(r->core, &swapped, &none, &r->effects);
	free_released(r);
	return ERR_NONE;
}

/* --- one step --- */

static bool has_words(const struct event *event)
{
	return event->kind == EVENT_TYPED || event->kind == EVENT_HEARD || event->kind == EVENT_KEYED;
}

static bool had_words(const struct event *event)
{
	return has_words(event) || event->kind == EVENT_ACTION_DONE || event->kind == EVENT_CUSTOMER_KNOWN ||
	       event->kind == EVENT_AGENT_SAID; /* who says nothing has a name */
}

/* With its words an event is understood again; masked or wiped, what was understood then is taken as it was. */
static void run_step(struct replaying *r, const struct store_row *row)
{
	struct meaning then = r->meaning;
	bool wordless = has_words(&r->event) && row->event.words_bytes == 0;

	/* An empty line has none either, but its effects' words are still there. */
	if (row->event.words_bytes == 0 && row->effects.words_bytes == 0 && had_words(&r->event))
		r->words_gone = true;
	if (has_words(&r->event) && (wordless || r->event.masked || r->words_gone || r->event.card_masked))
		core_step_meant(r->core, &r->event, &then, &r->effects);
	else
		core_step(r->core, &r->event, &r->meaning, &r->effects);
}

static bool same(const uint8_t *a, uint16_t a_bytes, const uint8_t *b, uint16_t b_bytes)
{
	return a_bytes == b_bytes && memcmp(a, b, a_bytes) == 0;
}

static bool is_same(struct replaying *r, const struct store_row *row)
{
	const char *state = core_state_name(r->core, r->session);
	bool whole = row->effects.words_bytes > 0 && !r->words_gone;

	record_effects(&r->effects, state, &r->again);
	if (strcmp(state, row->state) != 0)
		return false;
	if (!same(r->again.skeleton, r->again.skeleton_bytes, row->effects.skeleton, row->effects.skeleton_bytes))
		return false;
	if (!whole)
		return true;
	r->result->whole++;
	return same(r->again.words, r->again.words_bytes, row->effects.words, row->effects.words_bytes);
}

static void print_step(struct replaying *r, const struct store_row *row, bool good)
{
	if (!r->out)
		return;
	fprintf(r->out, "%s %4u  [%8llu ms] %-14s %-12s -> %s:", good ? "same" : "DIFF", row->seq,
		(unsigned long long)row->time_ms, event_kind_name(r->event.kind), meaning_kind_name(r->meaning.kind),
		core_state_name(r->core, r->session));
	for (uint16_t i = 0; i < r->effects.count; i++)
		fprintf(r->out, " %s", effect_kind_name(r->effects.list[i].kind));
	if (!good)
		fprintf(r->out, "   (then: %s)", row->state);
	fputc('\n', r->out);
}

static void note_version(struct replaying *r, const struct store_row *row)
{
	if (strcmp(row->program, FOYER_VERSION) == 0)
		return;
	r->result->other_version = true;
	memcpy(r->result->program, row->program, sizeof(r->result->program));
}

/* --- what has to be there before --- */

struct resumed {
	uint32_t session;
	uint64_t at_ms; /* when its code was given last */
};

struct resumed_list {
	uint32_t session;
	struct resumed list[RESUMED_MAX];
	unsigned count;
};

static void note_resumed(struct resumed_list *found, struct resumed resumed)
{
	for (unsigned i = 0; i < found->count; i++)
		if (found->list[i].session == resumed.session) {
			found->list[i] = resumed;
			return;
		}
	if (found->count < RESUMED_MAX)
		found->list[found->count++] = resumed;
}

static bool find_resumed(void *self, const struct store_row *row)
{
	struct resumed_list *found = self;
	struct event event;
	struct meaning meaning;

	if (record_read_event(&row->event, &event, &meaning) || event.session != found->session)
		return true;
	if (meaning.kind == MEANING_CODE && meaning.index32 != 0)
		note_resumed(found, (struct resumed){meaning.index32, row->time_ms});
	return true;
}

static enum err replay_before(struct replaying *r, struct resumed resumed);

/* What this conversation took up, or was told to wait with, and what that had taken up in its time. */
static enum err replay_resumed(struct replaying *r, uint32_t session)
{
	struct resumed_list resumed = {.session = session};
	enum err err = store_journal(r->store, session, find_resumed, &resumed);

	for (unsigned i = 0; !err && i < resumed.count; i++)
		err = replay_before(r, resumed.list[i]);
	return err;
}

static bool each_row(void *self, const struct store_row *row);

/* A conversation that was resumed by its code stands in the journal under its old number first. */
static enum err replay_before(struct replaying *r, struct resumed resumed)
{
	uint32_t now = r->session;
	uint64_t until_ms = r->until_ms;
	FILE *out = r->out;
	enum err err;

	if (r->depth == RESUMED_DEPTH_MAX)
		return ERR_NO_SPACE;
	r->depth++;
	err = replay_resumed(r, resumed.session);
	r->session = resumed.session;
	r->until_ms = resumed.at_ms;
	r->out = NULL;
	if (!err)
		err = store_journal(r->store, resumed.session, each_row, r);
	r->session = now;
	r->until_ms = until_ms;
	r->out = out;
	r->over = false;
	r->depth--;
	return err ? err : r->err;
}

static bool each_row(void *self, const struct store_row *row)
{
	struct replaying *r = self;
	bool good;

	if (row->time_ms > r->until_ms)
		return true;
	note_version(r, row);
	r->err = record_read_event(&row->event, &r->event, &r->meaning);
	if (r->err)
		return false;
	/* Another conversation's step that ended this one. What came in later was for whoever goes on with it. */
	if (r->event.session != r->session && r->event.request == 0)
		r->over = true;
	if (r->over)
		return true;
	r->err = take_content(r, row);
	if (r->err)
		return false;
	run_step(r, row);
	free_released(r);
	good = is_same(r, row);
	r->result->steps++;
	if (!good) {
		r->result->different++;
		if (!r->result->first) {
			r->result->first = row->seq;
			text_copy(r->code, sizeof(r->code), text_of(core_code(r->core, r->session)));
		}
	}
	print_step(r, row, good);
	return true;
}

static enum err replay_all(struct replaying *r, uint32_t session)
{
	enum err err = replay_resumed(r, session);

	if (err)
		return err;
	r->session = session;
	/* words_gone stays: values of what was resumed may be destroyed that this one still names. */
	*r->result = (struct replay_result){0};
	err = store_journal(r->store, session, each_row, r);
	if (!err)
		err = r->err;
	return !err && r->result->steps == 0 ? ERR_NOT_FOUND : err;
}

static enum err replay_once(struct replaying *r, uint32_t session)
{
	enum err err = ERR_NO_SPACE;

	r->newest = IMAGES_COUNT;
	r->until_ms = UINT64_MAX;
	r->memory = calloc(1, core_bytes(REPLAY_SESSIONS));
	if (r->memory) {
		r->core = core_open(r->memory, REPLAY_SESSIONS);
		for (uint8_t i = 0; i < r->taken.count; i++)
			core_take_code(r->core, r->taken.list[i]);
		err = replay_all(r, session);
	}
	for (unsigned i = 0; i < IMAGES_COUNT; i++)
		placed_free(&r->images[i]);
	free(r->memory);
	return err;
}

static enum err replay_with(struct store *store, uint32_t session, FILE *out, struct replaying *r)
{
	const struct codes taken = r->taken;
	struct replay_result *result = r->result;

	memset(r, 0, sizeof(*r));
	*result = (struct replay_result){0};
	r->store = store;
	r->out = out;
	r->result = result;
	r->taken = taken;
	return replay_once(r, session);
}

/* Where the first difference may be that somebody else had the code that is drawn here, it is tried with the next one.
 * Codes then taken that change nothing are taken back. */
static enum err replay_find_codes(struct store *store, uint32_t session, struct replaying *r)
{
	enum err err = replay_with(store, session, NULL, r);

	while (!err && r->result->different && r->code[0] && r->taken.count < CORE_CODES_TAKEN_MAX) {
		const uint32_t first = r->result->first;

		memcpy(r->taken.list[r->taken.count++], r->code, sizeof(r->code));
		err = replay_with(store, session, NULL, r);
		if (!err && r->result->different && r->result->first < first)
			break;
	}
	if (!err && r->result->different)
		r->taken.count = 0;
	return err;
}

enum err replay(struct store *store, uint32_t session, FILE *out, struct replay_result *result)
{
	struct replaying *r = calloc(1, sizeof(*r));
	enum err err;

	*result = (struct replay_result){0};
	if (!r)
		return ERR_NO_SPACE;
	r->result = result;
	err = replay_find_codes(store, session, r);
	if (!err && (out || (result->different && r->taken.count == 0)))
		err = replay_with(store, session, out, r);
	free(r);
	return err;
}
