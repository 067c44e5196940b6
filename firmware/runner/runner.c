/* Takes events one by one, lets the core think, and has the store keep each step. */
#include "runner/runner_parts.h"

#include "hash.h"
#include "learn/layout.h"
#include "log.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TURN_MS_MAX = 1000, HELD_MIN = 256, STEPS_PER_TURN_MAX = 64, DAY_S = 86400 };

struct talk *runner_talk(struct runner *r, uint32_t session)
{
	if (session == 0)
		return &r->talks[0];
	for (uint32_t i = 1; i < r->talks_count; i++)
		if (r->talks[i].session == session)
			return &r->talks[i];
	return NULL;
}

struct talk *runner_talk_take(struct runner *r, uint32_t session)
{
	struct talk *talk = runner_talk(r, session);

	CHECK(r->talks); /* else clang's analyzer believes that a place in it may be NULL */
	for (uint32_t i = 1; !talk && i < r->talks_count; i++) {
		if (r->talks[i].session != 0)
			continue;
		talk = &r->talks[i];
		*talk = (struct talk){
			.session = session, .channel = CHANNEL_COUNT, .slot = IMAGES_COUNT, .met_slot = IMAGES_COUNT};
	}
	return talk;
}

static void trace_open(struct runner *r)
{
	const char *path = r->device.trace_path;

	if (!path)
		return;
	if (strcmp(path, "-") == 0) {
		r->trace = stderr;
		return;
	}
	r->trace = fopen(path, "ae");
	if (!r->trace)
		log_warn("trace: %s cannot be written: name a file in a folder that is yours", path);
}

static bool memory_take(struct runner *r)
{
	uint32_t sessions = r->device.sessions_max;

	/* Those who are here, those who may come back, those who have just left while effects wait for the disk. */
	r->talks_count = core_places(r->device.sessions_max) + sessions + 1U;
	r->talks = calloc(r->talks_count, sizeof(*r->talks));
	r->held_count = HELD_MIN + 4 * sessions;
	r->held = calloc(r->held_count, sizeof(*r->held));
	r->core_memory = calloc(1, core_bytes(r->device.sessions_max));
	r->cards = calloc(OPEN_CARDS_MAX, sizeof(*r->cards));
	if (!r->talks || !r->held || !r->core_memory || !r->cards)
		return false;
	r->held_fresh = 1;
	r->held_left = r->held_count - 1;
	return true;
}

/* The device's clock goes on after a restart: the core never sees time run backwards. */
static void clock_set(struct runner *r)
{
	uint64_t now_ms = clock_now_ms(r->device.clock);

	r->last_ms = store_last_time_ms(r->device.store);
	r->offset_ms = now_ms > r->last_ms ? 0 : r->last_ms + 1 - now_ms;
}

uint64_t runner_now_ms(struct runner *r)
{
	uint64_t now_ms = clock_now_ms(r->device.clock) + r->offset_ms;

	if (now_ms > r->last_ms)
		r->last_ms = now_ms;
	return r->last_ms;
}

enum err runner_open(struct runner **out, const struct device *device)
{
	struct runner *r = calloc(1, sizeof(*r));

	*out = NULL;
	if (!r)
		return ERR_NO_SPACE;
	r->device = *device;
	r->dice.state = device->seed;
	r->newest = IMAGES_COUNT;
	r->may_have_ended = true;
	if (!memory_take(r)) {
		runner_close(r);
		return ERR_NO_SPACE;
	}
	r->talks[0].channel = CHANNEL_COUNT;
	r->talks[0].slot = r->talks[0].met_slot = IMAGES_COUNT;
	r->core = core_open_zeroed(r->core_memory, device->sessions_max);
	clock_set(r);
	trace_open(r);
	*out = r;
	return ERR_NONE;
}

static void cards_free(struct runner *r)
{
	for (uint32_t i = 0; r->cards && i < OPEN_CARDS_MAX; i++)
		if (r->cards[i].request)
			explicit_bzero(&r->cards[i], sizeof(r->cards[i]));
	free(r->cards);
}

void runner_close(struct runner *r)
{
	if (!r)
		return;
	runner_images_free(r);
	if (r->trace && r->trace != stderr)
		fclose(r->trace);
	free(r->talks);
	cards_free(r);
	free(r->held);
	free(r->core_memory);
	free(r);
}

bool runner_may_step(const struct runner *r)
{
	return r->held_left >= EFFECTS_MAX && store_has_room(r->device.store);
}

uint32_t runner_session(const struct runner *r, enum channel channel)
{
	uint32_t session = r->on_channel[channel];

	for (uint32_t i = 1; r->device.surface[channel].many && session == 0 && i < r->talks_count; i++)
		if (r->talks[i].channel == channel)
			session = r->talks[i].session;
	return session;
}

bool runner_waits(const struct runner *r, uint32_t session)
{
	for (uint32_t i = 1; i < r->talks_count; i++)
		if (session && r->talks[i].session == session)
			return r->talks[i].requests > 0;
	return false;
}

uint64_t runner_visits(const struct runner *r)
{
	return r->visits_count;
}

const char *runner_state(const struct runner *r, uint32_t session)
{
	return core_state_name(r->core, session);
}

uint64_t runner_caller(const struct runner *r, const char *number)
{
	uint64_t caller = hash_keyed(r->device.salt, number, strlen(number));

	return caller ? caller : 1;
}

/* Whose lot it is: at a kiosk everybody's of one day, because people see each other there; on a line each call's, where
 * nobody knows the caller. */
static uint64_t who_is_there(const struct runner *r, enum channel channel, uint32_t session)
{
	int64_t lot = channel == CHANNEL_LINE ? -(int64_t)session : clock_local_s(r->device.clock) / DAY_S;

	return hash_keyed(r->device.salt, &lot, sizeof(lot));
}

uint16_t runner_rising(const struct runner *r)
{
	const void *layout = runner_layout_newest(r);
	const struct standing *standing = layout ? layout_standing(layout) : NULL;
	const struct place *place;

	if (!standing)
		return NONE16;
	place = &standing_plan(standing, standing_arm(standing, who_is_there(r, CHANNEL_SCREEN, 0), 0))
			 ->places[PLACE_NOW];
	return place->why == PLACE_RISING ? place->item : NONE16;
}

/* Of those who may be here at once; a disk that cannot follow has room for nobody. */
uint32_t runner_places(const struct runner *r)
{
	uint32_t here = 0;

	for (uint32_t i = 1; i < r->talks_count; i++)
		here += r->talks[i].session != 0 && r->talks[i].channel < CHANNEL_COUNT;
	if (r->newest == IMAGES_COUNT || !runner_may_step(r) || here >= r->device.sessions_max)
		return 0;
	return r->device.sessions_max - here;
}

/* NULL: no place left; said. */
static struct talk *talk_begin(struct runner *r, enum channel channel)
{
	struct talk *talk = runner_talk_take(r, store_session_next(r->device.store));

	if (!talk) {
		log_warn("runner: more than %u conversations at once: let one end first", r->device.sessions_max);
		return NULL;
	}
	talk->channel = (uint8_t)channel;
	if (!r->device.surface[channel].many)
		r->on_channel[channel] = talk->session;
	return talk;
}

uint32_t runner_begin_caller(
	struct runner *r, enum channel channel, uint8_t language, struct prefers prefers, uint64_t caller)
{
	struct event event = {.kind = EVENT_CAME_NEAR};
	const struct talk *talk;

	if (r->on_channel[channel])
		return r->on_channel[channel];
	if (!runner_may_step(r))
		return 0; /* the disk cannot follow */
	r->again[channel].wanted = false;
	talk = talk_begin(r, channel);
	if (!talk)
		return 0;
	event.session = talk->session;
	event.came_near.channel = (uint8_t)channel;
	event.came_near.language = language;
	event.came_near.prefers = prefers;
	event.came_near.seed = (uint32_t)(rng_next(&r->dice) >> 32);
	event.came_near.who = caller ? caller : who_is_there(r, channel, event.session);
	runner_step(r, &event);
	return event.session;
}

uint32_t runner_begin(struct runner *r, enum channel channel, uint8_t language, struct prefers prefers)
{
	return runner_begin_caller(r, channel, language, prefers, 0);
}

/* --- one step --- */

static void trace_step(struct runner *r, const struct event *event)
{
	FILE *out = r->trace;

	if (!out)
		return;
	fprintf(out, "[%6llu] #%u %s: %s -> %s:", (unsigned long long)event->time_ms, event->session,
		event_kind_name(event->kind), meaning_kind_name(r->meaning.kind),
		event->session ? core_state_name(r->core, event->session) : "device");
	for (uint16_t i = 0; i < r->effects.count; i++)
		fprintf(out, " %s", effect_kind_name(r->effects.list[i].kind));
	fputc('\n', out);
	fflush(out);
}

static bool session_is_known(struct runner *r, uint32_t session)
{
	return session && core_images(r->core, session) != NULL;
}

/* Whose journal the step belongs to: the event's session, and every other that it moved (an agent's answer reaches the
 * conversation that goes on with a handover, whatever its number). */
static uint32_t step_sessions(struct runner *r, const struct event *event, bool was_known, uint32_t *out)
{
	uint32_t count = 0;

	/* An agent may close what was promised after the conversation was forgotten: the card still changes. */
	if (event->session == 0 || event->kind == EVENT_AGENT_SAID || was_known || session_is_known(r, event->session))
		out[count++] = event->session;
	for (uint16_t i = 0; i < r->effects.count; i++) {
		uint32_t session = r->effects.list[i].session;
		bool in = session == 0;

		for (uint32_t j = 0; j < count; j++)
			in = in || out[j] == session;
		if (!in && count < STEP_SESSIONS_MAX)
			out[count++] = session;
	}
	return count;
}

/* A conversation that ended in this step is pinned to nothing any more, but its effects still mean something. */
static void talk_follow(struct runner *r, struct talk *talk, const struct event *event)
{
	const struct images *images = core_images(r->core, talk->session);

	if (!images && talk->session == event->session)
		images = core_stepped(r->core);
	/* By the image itself: the same content may stand in several slots, each with its own layout. */
	for (uint8_t i = 0; images && i < IMAGES_COUNT; i++)
		if (r->images[i].layout == images->layout)
			talk->slot = i;
}

/* NULL: there is no content yet. */
static const struct placed *talk_placed(const struct runner *r, const struct talk *talk)
{
	uint8_t slot = talk->slot < IMAGES_COUNT ? talk->slot : r->newest;

	return slot < IMAGES_COUNT && r->images[slot].content ? &r->images[slot] : NULL;
}

static void step_flags(struct runner *r, struct store_step *step)
{
	for (uint16_t i = 0; i < r->effects.count; i++) {
		const struct effect *effect = &r->effects.list[i];

		if (effect->kind == EFFECT_SAVE)
			step->durable = true;
		if (effect->kind == EFFECT_WIPE && effect->session == step->session) {
			step->wipe = true;
			step->wipe_keep = effect->wipe.keep;
		}
	}
}

static uint64_t store_take(struct runner *r, const struct store_step *step)
{
	uint64_t ticket = store_append(r->device.store, step);

	if (ticket == 0 && !r->store_refused)
		log_error("store: steps cannot be kept (%s); conversations go on without being remembered: free some "
			  "space on the data folder's disk",
			err_name(store_trouble(r->device.store)));
	r->store_refused = ticket == 0;
	return ticket;
}

/* Journals the step for one session; returns its ticket. `more`: another session's part follows. */
static uint64_t step_keep(struct runner *r, const struct event *event, uint32_t session, bool more)
{
	struct talk *talk = runner_talk(r, session);
	struct store_step step = {
		.session = session,
		.time_ms = event->time_ms,
		.local_s = event->local_s,
		.event = &r->event_record,
		.effects = &r->effects_record,
		.state = session ? core_state_name(r->core, session) : "device",
	};
	const struct placed *placed;
	uint64_t ticket;

	CHECK(talk != NULL);
	talk_follow(r, talk, event);
	placed = talk_placed(r, talk);
	record_effects(&r->effects, step.state, &r->effects_record);
	step.snapshot_bytes = session ? core_snapshot(r->core, session, r->snapshot, sizeof(r->snapshot)) : 0;
	step.snapshot = step.snapshot_bytes ? r->snapshot : NULL;
	step.content = placed ? placed->content->header.hash : NULL;
	step.layout = placed ? image_header(placed->layout)->hash : NULL;
	step_flags(r, &step);
	if (session != event->session && !step.snapshot)
		talk->wake_ms = 0; /* it ends here: resumed by its code, or it gave way */
	runner_evidence(r, &step, placed);
	step.handover = session ? runner_cards_step(r, placed, session, event) : NULL;
	step.more = more;
	ticket = store_take(r, &step);
	runner_evidence_forget(r, &step);
	if (step.handover && step.handover->state == HANDOVER_CLOSED)
		runner_card_forget(r, step.handover->request);
	return ticket;
}

static void step_hold(struct runner *r, uint64_t ticket)
{
	bool synced = false;

	for (uint16_t i = 0; i < r->effects.count; i++) {
		const struct effect *effect = &r->effects.list[i];
		struct talk *talk = runner_talk(r, effect->session);

		if (effect->kind == EFFECT_LISTEN) { /* now: the next answer may come before the effect is out */
			talk->masked = effect->listen.flags & SAYING_MASKED;
			talk->language = effect->listen.language;
		}
		if (effect->kind == EFFECT_SAVE)
			synced = true;
		else if (effect->kind != EFFECT_COUNT && effect->kind != EFFECT_NOTE && effect->kind != EFFECT_VISIT &&
			 effect->kind != EFFECT_PHRASE)
			runner_hold(r, talk, effect, ticket, synced && ticket);
	}
}

static bool talks_take(struct runner *r, const uint32_t *sessions, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (!runner_talk_take(r, sessions[i]))
			return false;
	return true;
}

void runner_step(struct runner *r, struct event *event)
{
	struct talk *talk = runner_talk(r, event->session);
	bool was_known = session_is_known(r, event->session);
	uint32_t sessions[STEP_SESSIONS_MAX];
	uint32_t count;
	uint64_t ticket = 0;

	event->masked = event->masked || (talk && (talk->masked || talk->met_masked || talk->masked_held));
	if (!runner_may_step(r)) { /* the disk is slow: in its turn */
		if (inbox_put(r->device.inbox, event))
			log_warn("runner: the disk cannot follow; one event was left out");
		return;
	}
	event->time_ms = runner_now_ms(r);
	event->local_s = clock_local_s(r->device.clock);
	core_mask(r->core, event);
	core_step(r->core, event, &r->meaning, &r->effects);
	r->may_have_ended = true;
	count = step_sessions(r, event, was_known, sessions);
	if (!talks_take(r, sessions, count)) {
		log_warn("runner: no place for one more conversation");
		return;
	}
	record_event(event, &r->meaning, event->masked, &r->event_record);
	for (uint32_t i = 0; i < count; i++) {
		uint64_t kept = step_keep(r, event, sessions[i], i + 1 < count);

		ticket = kept > ticket ? kept : ticket;
	}
	trace_step(r, event);
	step_hold(r, ticket);
	if ((event->kind == EVENT_ACTION_DONE || event->kind == EVENT_CUSTOMER_KNOWN) && talk && talk->requests)
		talk->requests--;
}

/* --- the loop --- */

/* An event is large, and most of the time no timer is due. */
static void step_timer(struct runner *r, uint32_t session)
{
	struct event wake = {.kind = EVENT_WAKE, .session = session};

	runner_step(r, &wake);
}

static bool step_timers(struct runner *r)
{
	bool any = false;

	for (uint32_t i = 0; i < r->talks_count; i++) {
		struct talk *talk = &r->talks[i];

		if (talk->wake_ms == 0 || talk->wake_ms > runner_now_ms(r) || !runner_may_step(r))
			continue;
		talk->wake_ms = 0;
		step_timer(r, talk->session);
		any = true;
	}
	return any;
}

/* A bounded number, so that a flood of events cannot keep the surfaces from being drawn. */
static bool step_inbox(struct runner *r)
{
	bool any = false;

	inbox_settle(r->device.inbox);
	for (unsigned i = 0; i < STEPS_PER_TURN_MAX && runner_may_step(r); i++) {
		if (!inbox_take(r->device.inbox, &r->event))
			break;
		runner_step(r, &r->event);
		runner_carry(r);
		any = true;
	}
	return any;
}

/* The former conversation has been carried out to its end: the queue was emptied to get here. */
static bool begin_again(struct runner *r)
{
	bool any = false;

	for (unsigned i = 0; i < CHANNEL_COUNT; i++) {
		if (!r->again[i].wanted || !runner_may_step(r))
			continue;
		r->again[i].wanted = false;
		(void)runner_begin(r, (enum channel)i, r->again[i].language, r->again[i].prefers);
		any = true;
	}
	return any;
}

static uint32_t next_turn_ms(struct runner *r)
{
	uint64_t now_ms = runner_now_ms(r);
	uint64_t wait_ms = TURN_MS_MAX;

	if (!runner_may_step(r))
		return TURN_MS_MAX; /* no timer can be stepped; the store says when the disk has followed */
	for (uint32_t i = 0; i < r->talks_count; i++) {
		uint64_t wake_ms = r->talks[i].wake_ms;

		if (wake_ms && wake_ms <= now_ms)
			return 0;
		if (wake_ms && wake_ms - now_ms < wait_ms)
			wait_ms = wake_ms - now_ms;
	}
	return (uint32_t)wait_ms;
}

uint32_t runner_turn(struct runner *r)
{
	bool any = step_inbox(r);

	any = runner_carry(r) || any;
	any = step_timers(r) || any;
	any = runner_carry(r) || any;
	any = begin_again(r) || any;
	runner_images_settle(r);
	return any ? 0 : next_turn_ms(r);
}

bool runner_idle(const struct runner *r)
{
	struct pollfd inbox = {.fd = inbox_fd(r->device.inbox), .events = POLLIN};

	for (unsigned i = 0; i < CHANNEL_COUNT; i++)
		if (r->again[i].wanted)
			return false;
	return r->held_left == r->held_count - 1 && poll(&inbox, 1, 0) == 0;
}
