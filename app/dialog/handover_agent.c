/* What the person does who took over: accepts, writes, closes, or puts it back. */
#include "dialog/dialog.h"

#include "base/text.h"

#include <string.h>

static struct handover *find(struct session *s, uint64_t request)
{
	for (unsigned i = 0; i < HANDOVERS_MAX; i++)
		if (s->handovers[i].request == request && s->handovers[i].stage != HANDOVER_NONE)
			return &s->handovers[i];
	return NULL;
}

static void say_agent(struct turn *t, enum prompt prompt, bool with_words)
{
	struct values values = {0};

	values_set(&values, "agent", t->s->agent);
	if (with_words)
		values_set(&values, "words", t->event->agent.words);
	dialog_say(t, t->c->prompt[prompt], &values, 0);
}

static bool is_here(const struct session *s)
{
	return s->state != STATE_DROPPED;
}

/* Everything that was written while the customer was away, one after the other. */
static void keep_for_return(struct turn *t)
{
	struct session *s = t->s;
	size_t used = strlen(s->agent_words);

	if (t->event->agent.has_words) {
		if (used)
			used += text_copy(s->agent_words + used, sizeof(s->agent_words) - used, TEXT(" "));
		text_copy(s->agent_words + used, sizeof(s->agent_words) - used, text_of(t->event->agent.words));
		s->answer_waits = true;
	}
	dialog_save(t);
	quiet_wake_again(t);
}

static bool is_spoken_of(const struct turn *t, const struct handover *handover)
{
	return t->s->state == STATE_HANDOVER && handover == &t->s->handovers[t->s->handover_at];
}

static void closed(struct turn *t, struct handover *handover)
{
	bool spoken_of = is_spoken_of(t, handover);

	handover->stage = HANDOVER_ANSWERED;
	t->s->served = true;
	if (!is_here(t->s)) {
		keep_for_return(t);
		return;
	}
	dialog_save(t);
	if (t->event->agent.has_words)
		say_agent(t, PROMPT_AGENT_SAYS, true);
	say_agent(t, PROMPT_HANDOVER_DONE, false);
	if (spoken_of)
		narrow_to(t, NONE16);
	else
		dialog_ask_again(t);
}

static void accepted(struct turn *t, struct handover *handover)
{
	struct session *s = t->s;
	bool busy = handover_now(s)->stage == HANDOVER_TALKING && handover != handover_now(s);

	if (handover->stage == HANDOVER_ANSWERED)
		return; /* told again, or late: that is over */
	handover->stage = HANDOVER_TALKING;
	handover->deadline_ms = 0;
	dialog_save(t);
	if (!is_here(s)) {
		quiet_wake_again(t);
	} else if (!busy && (s->state == STATE_HANDOVER || s->state == STATE_NARROW)) {
		s->handover_at = (uint8_t)(handover - s->handovers);
		session_move(s, STATE_HANDOVER);
		dialog_ask(t, ASKING_TALK);
	} else { /* the form goes on; "a person" leads to the agent */
		if (!busy)
			s->handover_at = (uint8_t)(handover - s->handovers);
		say_agent(t, PROMPT_HANDOVER_HERE, false);
		dialog_listen_again(t);
	}
}

static void says(struct turn *t)
{
	if (!is_here(t->s)) {
		keep_for_return(t);
		return;
	}
	say_agent(t, PROMPT_AGENT_SAYS, true);
	dialog_listen_again(t);
}

/* Put back: whoever waits for it is asked whether a callback will do; a promise that was made stays made. */
static void refused(struct turn *t, struct handover *handover)
{
	if (handover->stage == HANDOVER_PROMISED || handover->stage == HANDOVER_ANSWERED)
		return;
	handover->stage = HANDOVER_ASKED;
	handover->deadline_ms = 0;
	if (!is_spoken_of(t, handover))
		handover_promise_quietly(t, handover);
	else if (t->s->asking == ASKING_WAIT || t->s->asking == ASKING_TALK)
		dialog_ask(t, ASKING_CALLBACK);
	if (!is_here(t->s))
		quiet_wake_again(t);
}

/* They had begun to talk, and were cut off. */
static void missed(struct handover *handover)
{
	if (handover->stage == HANDOVER_TALKING)
		handover->stage = HANDOVER_PROMISED;
}

void handover_agent(struct turn *t)
{
	const struct event *event = t->event;
	struct handover *handover = find(t->s, event->request);

	if (!handover)
		return;
	if (event->agent.agent[0])
		text_copy(t->s->agent, sizeof(t->s->agent), text_of(event->agent.agent));
	switch ((enum agent_act)event->agent.act) {
	case AGENT_ACCEPTED: accepted(t, handover); break;
	case AGENT_SAYS: says(t); break;
	case AGENT_CLOSED: closed(t, handover); break;
	case AGENT_REFUSED:
	case AGENT_NOBODY: refused(t, handover); break;
	case AGENT_MISSED: missed(handover); break;
	case AGENT_TOLD: break; /* to the one who came back */
	}
}
