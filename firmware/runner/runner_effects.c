/* Carries effects out when the store is far enough, each session's in order, no session waiting for another. */
#include "runner/runner_parts.h"

#include "log.h"

#include <stdlib.h>
#include <string.h>

static bool is_masked_listen(const struct effect *effect)
{
	return effect->kind == EFFECT_LISTEN && (effect->listen.flags & SAYING_MASKED);
}

static uint32_t held_take(struct runner *r)
{
	uint32_t at = r->held_free;

	CHECK(r->held_left > 0);
	r->held_left--;
	if (at)
		r->held_free = r->held[at].next;
	else
		at = r->held_fresh++;
	return at;
}

void runner_hold(struct runner *r, struct talk *talk, const struct effect *effect, uint64_t ticket, bool synced)
{
	uint32_t at = held_take(r);
	struct held *held = &r->held[at];

	CHECK(talk != NULL);
	talk->masked_held += is_masked_listen(effect);
	*held = (struct held){.ticket = ticket, .synced = synced, .slot = talk->slot, .effect = *effect};
	if (talk->last)
		r->held[talk->last].next = at;
	else
		talk->first = at;
	talk->last = at;
}

static void held_drop_first(struct runner *r, struct talk *talk)
{
	uint32_t at = talk->first;

	talk->first = r->held[at].next;
	if (talk->first == 0)
		talk->last = 0;
	talk->masked_held -= is_masked_listen(&r->held[at].effect);
	memset(&r->held[at].effect, 0, sizeof(r->held[at].effect)); /* a customer's words end here */
	r->held[at].next = r->held_free;
	r->held_free = at;
	r->held_left++;
}

static bool held_is_due(const struct runner *r, const struct held *held)
{
	if (held->ticket == 0)
		return true;
	if (held->synced)
		return store_synced(r->device.store) >= held->ticket;
	/* A disk that is full or fails keeps nobody waiting where nothing was promised. */
	return store_written(r->device.store) >= held->ticket || store_trouble(r->device.store) != ERR_NONE;
}

/* --- requests --- */

/* What could not even be started did certainly not happen: the conversation is told as by the business itself. */
static void act_failed(struct runner *r, const struct effect *effect)
{
	struct event event = {.kind = EVENT_ACTION_DONE, .session = effect->session, .request = effect->request};

	event.done.outcome = OUTCOME_FAILED;
	if (inbox_put(r->device.inbox, &event))
		log_warn("runner: too many events at once; the answer to a request was left out");
}

static void carry_act(struct runner *r, struct talk *talk, const struct content *c, const struct effect *effect)
{
	struct action_call call = {
		.content = c,
		.action = effect->act.action,
		.session = effect->session,
		.request = effect->request,
		.ask = effect->act.ask,
		.known = effect->act.proves > 0,
		.level = effect->act.proves,
		.language = talk->language,
		.inputs = &effect->act.inputs,
	};
	const struct actions *actions = &r->device.actions;
	enum err err = ERR_ABSENT;

	talk->requests++;
	if (actions->ops)
		err = actions->ops->start(actions->self, &call);
	if (!err)
		return;
	log_warn("action %s was not started: %s", content_string(c, content_action(c, call.action)->id), err_name(err));
	act_failed(r, effect);
}

/* As it stands by now: while the effect waited, a later step may have changed it. */
static void carry_offer(struct runner *r, uint64_t request, bool change)
{
	const struct agents *agents = &r->device.agents;
	const struct agent_card *card = agents->ops ? runner_card(r, request) : NULL;
	enum err err;

	if (!card || card->state == HANDOVER_CLOSED)
		return;
	err = change ? agents->ops->change(agents->self, card) : agents->ops->offer(agents->self, card);
	if (err && err != ERR_ABSENT)
		log_warn("agents: handover %s was not shown (%s); it stays in the store", card->code, err_name(err));
}

static void carry_tell(struct runner *r, const struct effect *effect)
{
	const struct agents *agents = &r->device.agents;
	enum err err = agents->ops ? agents->ops->tell(agents->self, effect->request, effect->tell.words) : ERR_ABSENT;

	if (err)
		log_warn("agents: a customer's line did not reach the agent: %s", err_name(err));
}

/* --- the customer's side --- */

static const struct surface *surface_of(const struct runner *r, const struct talk *talk)
{
	const struct surface *surface = talk->channel < CHANNEL_COUNT ? &r->device.surface[talk->channel] : NULL;

	return surface && surface->ops ? surface : NULL;
}

static void carry_close(struct runner *r, struct talk *talk, const struct surface *surface, const struct effect *effect)
{
	bool many = surface && surface->many;
	bool here = talk->channel < CHANNEL_COUNT && (many || r->on_channel[talk->channel] == talk->session);
	bool again = here && effect->close.again;

	if (here && !many)
		r->on_channel[talk->channel] = 0;
	if (again && !many) {
		r->again[talk->channel].wanted = true;
		r->again[talk->channel].language = effect->close.language;
		r->again[talk->channel].prefers = effect->close.prefers;
	}
	talk->channel = CHANNEL_COUNT;
	talk->masked = talk->met_masked = false;
	talk->met_slot = IMAGES_COUNT;
	if (surface)
		surface->ops->close(surface->self, talk->session, again);
}

static void carry_met(struct runner *r, struct talk *talk, const struct content *c, const struct effect *effect)
{
	const struct surface *surface = surface_of(r, talk);

	if (effect->kind == EFFECT_CLOSE) {
		carry_close(r, talk, surface, effect);
		return;
	}
	if (!surface)
		return;
	switch ((enum effect_kind)effect->kind) {
	case EFFECT_SAY: surface->ops->say(surface->self, c, effect); break;
	case EFFECT_SHOW: surface->ops->show(surface->self, c, effect); break;
	case EFFECT_LISTEN:
		talk->met_masked = (effect->listen.flags & SAYING_MASKED) != 0;
		surface->ops->listen(surface->self, c, effect);
		break;
	case EFFECT_LANGUAGE: surface->ops->language(surface->self, talk->session, c, effect->language.language); break;
	case EFFECT_WIPE: surface->ops->wipe(surface->self, talk->session); break;
	default: break; /* the lamp: this port has none yet */
	}
}

static void carry_out(struct runner *r, struct talk *talk, const struct held *held)
{
	const struct effect *effect = &held->effect;
	const struct content *c = held->slot < IMAGES_COUNT ? r->images[held->slot].content : runner_content_newest(r);

	switch ((enum effect_kind)effect->kind) {
	case EFFECT_ACT:
	case EFFECT_LOOK_UP: carry_act(r, talk, c, effect); break;
	case EFFECT_HAND_OVER: carry_offer(r, effect->request, false); break;
	case EFFECT_CALL_BACK: carry_offer(r, effect->request, true); break;
	case EFFECT_TELL_AGENT: carry_tell(r, effect); break;
	case EFFECT_WAKE_AT: talk->wake_ms = effect->wake_at.time_ms; break;
	case EFFECT_RELEASE:
		CHECK(effect->release.slot < IMAGES_COUNT);
		r->images[effect->release.slot].released = true;
		break;
	case EFFECT_SAY:
	case EFFECT_SHOW:
		talk->met_slot = held->slot;
		carry_met(r, talk, c, effect);
		break;
	default: carry_met(r, talk, c, effect); break;
	}
}

/* A talk lives as long as the core knows its session or an effect waits. */
static void talk_end(struct runner *r, struct talk *talk)
{
	if (talk->session == 0 || talk->first || core_images(r->core, talk->session))
		return;
	if (talk->channel < CHANNEL_COUNT && r->on_channel[talk->channel] == talk->session)
		r->on_channel[talk->channel] = 0;
	memset(talk, 0, sizeof(*talk));
}

bool runner_carry(struct runner *r)
{
	bool all = r->may_have_ended;
	bool any = false;

	r->may_have_ended = false;
	for (uint32_t i = 0; i < r->talks_count; i++) {
		struct talk *talk = &r->talks[i];
		bool waited = talk->first != 0;

		while (talk->first && held_is_due(r, &r->held[talk->first])) {
			carry_out(r, talk, &r->held[talk->first]);
			held_drop_first(r, talk);
			any = true;
		}
		if (all || waited) /* else it is as it was: looking for its session each time costs more than all the
				      rest */
			talk_end(r, talk);
	}
	return any;
}
