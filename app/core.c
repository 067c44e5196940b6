#include "core.h"

#include "dialog/dialog.h"

#include "base/text.h"
#include "learn/layout.h"
#include "snapshot.h"
#include "understand/slot.h"

#include <stdio.h>
#include <string.h>

/* Places for people who are away: as many as for those who are here, at least 64. Wrong codes of the whole device: one
 * is forgiven a minute. */
enum { AWAY_MIN = 64, CODES_FAILED_MAX = 20, CODE_FORGIVEN_MS = 60000 };

struct core {
	struct images images[IMAGES_COUNT];
	bool placed[IMAGES_COUNT];
	uint16_t users[IMAGES_COUNT];
	uint8_t newest;               /* IMAGES_COUNT: no content yet */
	const struct images *stepped; /* what the last step's conversation was pinned to; NULL: it was nobody's */
	uint16_t places;
	uint16_t sessions_max;
	uint32_t codes_failed;
	uint64_t code_failed_ms;   /* when the last one was counted or forgiven */
	uint8_t codes_taken_count; /* only in a replay */
	char codes_taken[CORE_CODES_TAKEN_MAX][CODE_DIGITS + 1];
	struct session sessions[]; /* people who are here, and those who left something to come back to */
};

/* --- places --- */

uint16_t core_places(uint16_t sessions_max)
{
	return (uint16_t)(sessions_max + (sessions_max > AWAY_MIN ? sessions_max : AWAY_MIN));
}

size_t core_bytes(uint16_t sessions_max)
{
	return sizeof(struct core) + (size_t)core_places(sessions_max) * sizeof(struct session);
}

struct core *core_open(void *memory, uint16_t sessions_max)
{
	memset(memory, 0, core_bytes(sessions_max));
	return core_open_zeroed(memory, sessions_max);
}

struct core *core_open_zeroed(void *memory, uint16_t sessions_max)
{
	struct core *core = memory;

	CHECK(sessions_max > 0 && sessions_max <= SESSIONS_MAX);
	core->newest = IMAGES_COUNT;
	core->places = core_places(sessions_max);
	core->sessions_max = sessions_max;
	return core;
}

struct session *core_find(const struct core *core, uint32_t number)
{
	for (uint16_t i = 0; i < core->places && number != 0; i++)
		if (core->sessions[i].number == number)
			return (struct session *)&core->sessions[i];
	return NULL;
}

static bool waits_for(const struct session *s, uint64_t request)
{
	for (unsigned i = 0; i < HANDOVERS_MAX; i++)
		if (s->handovers[i].request == request)
			return true;
	return s->act.request == request || s->look_up_request == request;
}

/* An answer finds its request even if the conversation goes on under another number. */
static struct session *find_for(const struct core *core, const struct event *event)
{
	struct session *s = core_find(core, event->session);

	if (event->request == 0 || (s && waits_for(s, event->request)))
		return s;
	for (uint16_t i = 0; i < core->places; i++) {
		const struct session *other = &core->sessions[i];

		if (other->number && waits_for(other, event->request))
			return (struct session *)other;
	}
	return s;
}

struct session *core_find_code(const struct core *core, const char *code)
{
	for (uint16_t i = 0; i < core->places; i++) {
		const struct session *s = &core->sessions[i];

		if (s->number && s->state == STATE_DROPPED && strcmp(s->code, code) == 0)
			return (struct session *)s;
	}
	return NULL;
}

bool core_code_used(const struct core *core, const char *code)
{
	for (uint8_t i = 0; i < core->codes_taken_count; i++)
		if (strcmp(core->codes_taken[i], code) == 0)
			return true;
	for (uint16_t i = 0; i < core->places; i++)
		if (core->sessions[i].number && strcmp(core->sessions[i].code, code) == 0)
			return true;
	return false;
}

static uint32_t codes_failed_now(const struct core *core, uint64_t time_ms)
{
	uint64_t forgiven = (time_ms - core->code_failed_ms) / CODE_FORGIVEN_MS;

	return forgiven >= core->codes_failed ? 0 : core->codes_failed - (uint32_t)forgiven;
}

bool core_codes_closed(const struct core *core, uint64_t time_ms)
{
	return codes_failed_now(core, time_ms) >= CODES_FAILED_MAX;
}

void core_code_failed(struct core *core, uint64_t time_ms)
{
	core->codes_failed = codes_failed_now(core, time_ms) + 1;
	core->code_failed_ms = time_ms;
}

static uint16_t sessions_here(const struct core *core)
{
	uint16_t count = 0;

	for (uint16_t i = 0; i < core->places; i++)
		if (core->sessions[i].number && core->sessions[i].state != STATE_DROPPED)
			count++;
	return count;
}

static void release_unused(struct core *core, uint8_t slot, struct effects *out)
{
	struct effect *effect;

	if (slot == core->newest || slot >= IMAGES_COUNT || !core->placed[slot] || core->users[slot] > 0)
		return;
	core->placed[slot] = false;
	CHECK(out->count < EFFECTS_MAX);
	effect = &out->list[out->count++];
	memset(effect, 0, sizeof(*effect));
	effect->kind = EFFECT_RELEASE;
	effect->release.slot = slot;
}

static void pin(struct core *core, struct session *s, uint8_t slot)
{
	s->images = slot;
	core->users[slot]++;
}

static void unpin(struct core *core, const struct session *s, struct effects *out)
{
	CHECK(core->users[s->images] > 0);
	core->users[s->images]--;
	release_unused(core, s->images, out);
}

void core_pin(struct core *core, struct session *s, uint8_t slot, struct effects *out)
{
	uint8_t before = s->images;

	pin(core, s, slot);
	CHECK(core->users[before] > 0);
	core->users[before]--;
	release_unused(core, before, out);
}

void core_free(struct core *core, struct session *s, struct effects *out)
{
	unpin(core, s, out);
	session_move(s, STATE_FREE);
	memset(s, 0, sizeof(*s));
}

/* How much would be lost with a dropped conversation: nothing, an answer that waits, the way back to a promise (which
 * itself lives on in the store). */
static int weight(const struct session *s)
{
	if (handover_is_open(s))
		return 2;
	return s->answer_waits || s->outcome ? 1 : 0;
}

/* One whose action is under way never gives way. */
static struct session *dispensable(const struct core *core)
{
	const struct session *best = NULL;

	for (uint16_t i = 0; i < core->places; i++) {
		const struct session *s = &core->sessions[i];

		if (s->state != STATE_DROPPED || s->act.request)
			continue;
		if (!best || weight(s) < weight(best) || (weight(s) == weight(best) && s->last_ms < best->last_ms))
			best = s;
	}
	return (struct session *)best;
}

static struct session *place(struct core *core, struct effects *out)
{
	struct session *away;

	for (uint16_t i = 0; i < core->places; i++)
		if (core->sessions[i].number == 0)
			return &core->sessions[i];
	away = dispensable(core);
	if (away) {
		struct effect *effect = &out->list[out->count++];

		memset(effect, 0, sizeof(*effect));
		effect->kind = EFFECT_WIPE;
		effect->session = away->number;
		effect->wipe.keep = handover_is_open(away);
		effect->wipe.gave_way = true;
		core_free(core, away, out);
	}
	return away;
}

/* --- images --- */

uint8_t core_place(struct core *core, const struct images *images)
{
	CHECK(layout_is_of(images->layout, images->content)); /* its indices would point anywhere */
	for (uint8_t i = 0; i < IMAGES_COUNT; i++) {
		if (core->placed[i])
			continue;
		core->images[i] = *images;
		core->placed[i] = true;
		core->users[i] = 0;
		return i;
	}
	return IMAGES_COUNT;
}

void core_displace(struct core *core, uint8_t slot)
{
	CHECK(slot < IMAGES_COUNT && core->placed[slot] && core->users[slot] == 0);
	core->placed[slot] = false;
	if (core->newest == slot)
		core->newest = IMAGES_COUNT;
}

const struct images *core_images(const struct core *core, uint32_t session)
{
	const struct session *s = core_find(core, session);

	if (s)
		return &core->images[s->images];
	return session == 0 && core->newest < IMAGES_COUNT ? &core->images[core->newest] : NULL;
}

static bool same_content(const struct core *core, uint8_t a, uint8_t b)
{
	return memcmp(core->images[a].content->header.hash, core->images[b].content->header.hash, IMAGE_HASH_BYTES) ==
	       0;
}

static bool change_content(struct core *core, struct session *s, const struct images *from)
{
	const struct images *to = &core->images[core->newest];

	evidence_move(s, from, to);
	return session_change_content(s, from->content, to->content);
}

/* A customer who is away meets the newest content on return; only an action under way holds on to its own. */
static void move_away(struct core *core, struct session *s, struct effects *out)
{
	if (s->state != STATE_DROPPED || s->act.request || s->images == core->newest)
		return;
	if (!same_content(core, s->images, core->newest) && !change_content(core, s, &core->images[s->images]))
		session_clear_issue(s);
	core_pin(core, s, core->newest, out);
}

static void swapped(struct core *core, const struct event *event, struct effects *out)
{
	uint8_t before = core->newest;

	CHECK(event->swapped.slot < IMAGES_COUNT && core->placed[event->swapped.slot]);
	core->newest = event->swapped.slot;
	for (uint16_t i = 0; i < core->places; i++)
		if (core->sessions[i].number)
			move_away(core, &core->sessions[i], out);
	release_unused(core, before, out);
}

/* --- the customer is away --- */

static void away(struct turn *t)
{
	const struct session *s = t->s;

	switch ((enum event_kind)t->event->kind) {
	case EVENT_WAKE:
		move_away(t->core, (struct session *)t->s, t->out);
		t->images = &t->core->images[t->s->images];
		t->c = t->images->content;
		quiet_away(t);
		break;
	case EVENT_STARTED: quiet_started(t); break;
	case EVENT_AGENT_SAID: handover_agent(t); break;
	case EVENT_ACTION_DONE:
		if (t->event->request && t->event->request == s->act.request)
			resolve_away(t, (enum outcome)t->event->done.outcome);
		break;
	default: break;
	}
}

const struct images *core_stepped(const struct core *core)
{
	return core->stepped;
}

/* --- one step --- */

static void here(struct turn *t)
{
	const struct event *event = t->event;
	struct session *s = t->s;

	switch ((enum event_kind)event->kind) {
	case EVENT_CAME_NEAR:
		if (s->asking == ASKING_NOTHING)
			greet_begin(t);
		break;
	case EVENT_HEARD:
	case EVENT_TYPED:
	case EVENT_KEYED:
	case EVENT_TOUCHED: answer_understood(t); break;
	case EVENT_BUSY: answer_busy(t); break;
	case EVENT_SAID:
		if (!s->still_there)
			dialog_wait_for_answer(t);
		break;
	case EVENT_WAKE: quiet_wake(t); break;
	case EVENT_HUNG_UP: quiet_hung_up(t); break;
	case EVENT_ACTION_DONE:
		if (event->request && event->request == s->act.request)
			resolve_done(t);
		else if (event->request && event->request == s->look_up_request)
			collect_unknown(t); /* nobody could be asked who this is */
		break;
	case EVENT_CUSTOMER_KNOWN:
		if (event->request == 0)
			greet_known(t);
		else if (event->request == s->look_up_request)
			collect_known(t);
		break;
	case EVENT_AGENT_SAID: handover_agent(t); break;
	case EVENT_STARTED: quiet_started(t); break;
	default:
		CHECK(event->kind == EVENT_PREFERS);
		quiet_prefers(t);
		break;
	}
}

static bool is_input(const struct event *event)
{
	return event->kind == EVENT_HEARD || event->kind == EVENT_TYPED || event->kind == EVENT_KEYED ||
	       event->kind == EVENT_TOUCHED;
}

/* An old conversation is carried over to the newest content before its next answer is understood; another layout of the
 * same content waits for the next conversation. True: what it was about is gone. */
static bool move_to_newest(struct core *core, struct session *s, uint64_t time_ms, struct effects *out)
{
	const struct content *from = core->images[s->images].content;
	bool kept;

	if (same_content(core, s->images, core->newest) || s->act.request || s->look_up_request ||
		s->asking == ASKING_TALK || time_ms < s->began_ms + (uint64_t)from->site.move_min * 60000)
		return false;
	kept = change_content(core, s, &core->images[s->images]);
	unpin(core, s, out);
	pin(core, s, core->newest);
	return !kept;
}

static struct session *begin(struct core *core, const struct event *event, struct effects *out)
{
	struct session *s;

	if (core->newest == IMAGES_COUNT || sessions_here(core) >= core->sessions_max)
		return NULL;
	s = place(core, out);
	if (!s)
		return NULL;
	session_begin(s, event->session, event->time_ms);
	pin(core, s, core->newest);
	return s;
}

static void refuse(const struct event *event, struct effects *out)
{
	struct effect *effect = &out->list[out->count++];

	memset(effect, 0, sizeof(*effect));
	effect->kind = EFFECT_CLOSE;
	effect->session = event->session;
}

/* What it was about is no more: only the ways out are still understood, at the top of the new menu. */
static void to_the_top(struct turn *t, struct meaning *meaning, bool given)
{
	struct session *s = t->s;

	dialog_prompt(t, PROMPT_MOVED);
	session_move(s, STATE_NARROW);
	session_clear_issue(s);
	memset(&s->choices, 0, sizeof(s->choices));
	s->asking = ASKING_MENU;
	if (!given)
		dialog_understand(t->core, s, t->images, t->event, meaning);
	switch ((enum meaning_kind)meaning->kind) {
	case MEANING_PERSON:
	case MEANING_GOODBYE:
	case MEANING_FINISH:
	case MEANING_START_OVER: here(t); break;
	default:
		memset(meaning, 0, sizeof(*meaning));
		narrow_to(t, NONE16);
		break;
	}
}

static void step(struct core *core, const struct event *event, struct meaning *meaning, bool given, struct effects *out)
{
	struct session *s = find_for(core, event);
	struct turn t = {.core = core, .event = event, .meaning = meaning, .out = out};
	bool moved = false;

	out->count = 0;
	core->stepped = NULL;
	if (event->kind == EVENT_CONTENT_SWAPPED) {
		swapped(core, event, out);
		return;
	}
	if (event->kind == EVENT_CAME_NEAR && !s) {
		s = begin(core, event, out);
		if (!s)
			refuse(event, out);
	}
	if (!s)
		return;
	if (is_input(event) && s->state != STATE_DROPPED)
		moved = move_to_newest(core, s, event->time_ms, out);
	t.s = s;
	t.images = &core->images[s->images];
	t.c = t.images->content;
	if (!moved && is_input(event) && !given)
		dialog_understand(core, s, t.images, event, meaning);
	else if (!dialog_may_mean(core, s, t.c, meaning))
		memset(meaning, 0, sizeof(*meaning));
	if (moved)
		to_the_top(&t, meaning, given);
	else if (s->state == STATE_DROPPED)
		away(&t);
	else
		here(&t);
	core->stepped = t.images;
}

void core_step(struct core *core, const struct event *event, struct meaning *meaning, struct effects *effects)
{
	memset(meaning, 0, sizeof(*meaning));
	step(core, event, meaning, false, effects);
}

void core_step_meant(
	struct core *core, const struct event *event, const struct meaning *meaning, struct effects *effects)
{
	struct meaning given = *meaning;

	step(core, event, &given, true, effects);
}

/* --- words that must not be kept --- */

void core_mask(const struct core *core, struct event *event)
{
	const struct images *images = core_images(core, event->session);
	const struct content *c = images ? images->content : NULL;

	if (event->kind == EVENT_TYPED)
		event->card_masked = card_mask(c, event->typed.words, sizeof(event->typed.words));
	if (event->kind == EVENT_AGENT_SAID) {
		card_mask(c, event->agent.words, sizeof(event->agent.words));
		event->agent.has_words = event->agent.words[0] != '\0';
	}
	if (event->kind == EVENT_CUSTOMER_KNOWN)
		event->known.has_name = event->known.name[0] != '\0';
	if (event->kind != EVENT_HEARD)
		return;
	for (uint8_t i = 0; i < event->heard.count; i++)
		event->card_masked |= card_mask(c, event->heard.list[i].words, sizeof(event->heard.list[i].words));
}

/* --- snapshots --- */

size_t core_snapshot(const struct core *core, uint32_t session, void *out, size_t out_bytes)
{
	const struct session *s = core_find(core, session);

	return s ? snapshot_write(s, &core->images[s->images], out, out_bytes) : 0;
}

static struct session *free_place(struct core *core)
{
	for (uint16_t i = 0; i < core->places; i++)
		if (core->sessions[i].number == 0)
			return &core->sessions[i];
	return NULL;
}

enum err core_restore(struct core *core, const void *snapshot, size_t bytes, uint8_t images)
{
	struct session *s = free_place(core);
	struct session read;
	enum err err;

	if (images >= IMAGES_COUNT || !core->placed[images])
		return ERR_NOT_FOUND;
	err = snapshot_read(snapshot, bytes, core->images[images].content, &read);
	if (err || !s)
		return err ? err : ERR_NO_SPACE;
	*s = read;
	pin(core, s, images);
	return ERR_NONE;
}

enum err core_restore_moved(struct core *core, const void *snapshot, size_t bytes, const struct images *from)
{
	struct session *s = free_place(core);
	struct session read;
	enum err err = snapshot_read(snapshot, bytes, from->content, &read);

	CHECK(core->newest < IMAGES_COUNT);
	if (err || !s)
		return err ? err : ERR_NO_SPACE;
	if (read.state != STATE_DROPPED)
		return ERR_NO_SPACE; /* the question that is due means the old one's menu */
	*s = read;
	if (!change_content(core, s, from))
		session_clear_issue(s);
	pin(core, s, core->newest);
	return ERR_NONE;
}

const char *core_state_name(const struct core *core, uint32_t session)
{
	const struct session *s = core_find(core, session);

	return state_name(s ? (enum state)s->state : STATE_FREE);
}

const char *core_code(const struct core *core, uint32_t session)
{
	const struct session *s = core_find(core, session);

	return s ? s->code : "";
}

void core_take_code(struct core *core, const char *code)
{
	if (core->codes_taken_count < CORE_CODES_TAKEN_MAX)
		text_copy(core->codes_taken[core->codes_taken_count++], CODE_DIGITS + 1, text_of(code));
}

uint8_t core_channel(const struct core *core, uint32_t session)
{
	const struct session *s = core_find(core, session);

	return s ? s->channel : CHANNEL_COUNT;
}
