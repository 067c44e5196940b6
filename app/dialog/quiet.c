/* Silence, time-outs, hang-ups and coming back. */
#include "dialog/dialog.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { NO_INPUT_STILL_THERE = 3 };

static void still_there(struct turn *t)
{
	char seconds[8];
	struct values values = {0};
	const struct effect *said;
	struct effect *show;

	t->s->still_there = true;
	snprintf(seconds, sizeof(seconds), "%u", (unsigned)t->c->site.countdown_s);
	values_set(&values, "seconds", seconds);
	dialog_say(t, t->c->prompt[PROMPT_STILL_THERE], &values, 0);
	said = &t->out->list[t->out->count - 1]; /* a count may stand before it */
	show = dialog_add(t, EFFECT_SHOW);
	show->show.screen = SCREEN_STILL_THERE;
	show->show.language = t->s->language;
	show->show.seconds = (uint8_t)t->c->site.countdown_s;
	show->show.topic = t->s->topic;
	show->show.slot = NONE16;
	show->show.parent = NONE16;
	show->show.caption = said->say;
	dialog_add(t, EFFECT_WAKE_AT)->wake_at.time_ms = t->event->time_ms + (uint64_t)t->c->site.countdown_s * 1000;
}

static void say_no_input(struct turn *t)
{
	struct values values = {0};
	char choices[SAID_BYTES_MAX];

	dialog_choices_text(t, choices, sizeof(choices));
	values_set(&values, "choices", choices);
	if (t->s->no_input == 1 || t->s->choices.count == 0) {
		dialog_prompt(t, PROMPT_NO_INPUT_1);
		dialog_ask_again(t);
	} else {
		dialog_say(t, t->c->prompt[PROMPT_NO_INPUT_2], &values, 0);
		dialog_listen_again(t);
	}
}

static void silence(struct turn *t)
{
	struct session *s = t->s;

	if (s->still_there) {
		s->state == STATE_SURVEY ? survey_end(t, PROMPT_GOODBYE) : survey_end(t, PROMPT_GOODBYE_QUIET);
		return;
	}
	s->no_input++;
	dialog_count(t, COUNT_NO_INPUT, s->no_input);
	if (s->no_input < NO_INPUT_STILL_THERE) {
		say_no_input(t);
	} else if (s->channel == CHANNEL_LINE && !handover_is_open(s) && s->state != STATE_SURVEY) {
		dialog_prompt(t, PROMPT_TROUBLE_PERSON);
		handover_begin(t, t->c->site.person);
	} else {
		still_there(t);
	}
}

void quiet_wake(struct turn *t)
{
	struct session *s = t->s;
	uint64_t now_ms = t->event->time_ms;

	if (s->act.request && now_ms >= s->act.deadline_ms)
		resolve_late(t);
	else if (s->asking == ASKING_PATIENCE && s->look_up_request && now_ms >= s->look_up_deadline_ms)
		collect_unknown(t);
	else if (s->asking == ASKING_PATIENCE)
		dialog_wait_for_answer(t);
	else if (s->asking == ASKING_WAIT && s->handover_deadline_ms && now_ms >= s->handover_deadline_ms)
		handover_untaken(t);
	else if (s->asking == ASKING_TALK && !s->still_there)
		still_there(t);
	else
		silence(t);
}

void quiet_keep(struct turn *t)
{
	struct session *s = t->s;
	uint64_t wake_ms;

	session_move(s, STATE_DROPPED);
	s->last_ms = t->event->time_ms;
	s->still_there = false;
	handover_away(t);
	wake_ms = t->event->time_ms + DROPPED_KEEP_MS;
	if (s->act.request)
		wake_ms = s->act.deadline_ms;
	else if (s->handover == HANDOVER_ASKED)
		wake_ms = s->handover_deadline_ms;
	dialog_add(t, EFFECT_WAKE_AT)->wake_at.time_ms = wake_ms;
}

/* The customer is gone. What can be resumed or was promised stays under its code; anything else is wiped. */
void quiet_hung_up(struct turn *t)
{
	struct session *s = t->s;
	bool keep = s->state == STATE_COLLECT || s->act.request != 0 || handover_is_open(s);

	dialog_count(t, COUNT_LEFT, s->asking);
	if (keep) {
		quiet_keep(t);
	} else {
		dialog_add(t, EFFECT_WIPE)->wipe.state = s->state;
		dialog_add(t, EFFECT_WAKE_AT);
	}
	dialog_add(t, EFFECT_CLOSE);
	if (!keep)
		core_free(t->core, s, t->out);
}

/* --- coming back --- */

static void forget_proof(struct turn *t)
{
	for (uint16_t i = 0; i < t->c->site.verify.slots_count; i++)
		session_drop_fact(t->s, t->c->site.verify.slots[i]);
	t->s->level = LEVEL_ANONYMOUS;
}

/* What came while the customer was away: the action's result, the agent's answer. */
static void tell_answer(struct turn *t)
{
	struct values values = {0};

	if (t->s->outcome && t->s->ended_action != NONE16) {
		const struct content_action *action = content_action(t->c, t->s->ended_action);

		resolve_values(t, t->s->ended_action, &values);
		dialog_say(t, t->s->outcome == OUTCOME_DONE + 1 ? action->done : action->unknown, &values, 0);
		t->s->outcome = 0;
		t->s->form = NONE16;
		memset(&values, 0, sizeof(values));
	}
	if (!t->s->agent_words[0])
		return;
	values_set(&values, "agent", t->s->agent);
	values_set(&values, "words", t->s->agent_words);
	dialog_say(t, t->c->prompt[PROMPT_ANSWER_WAITING], &values, 0);
	memset(t->s->agent_words, 0, sizeof(t->s->agent_words));
}

static void welcome_back(struct turn *t)
{
	if (t->s->topic != NONE16)
		dialog_prompt_with(t, PROMPT_RESUMED, "title", dialog_title(t));
}

/* Where a resumed conversation goes on. */
static void go_on(struct turn *t)
{
	struct session *s = t->s;

	if (s->act.request) {
		session_move(s, STATE_RESOLVE);
		s->act.asked_outcome = 0;
		resolve_ask_outcome(t);
		dialog_ask(t, ASKING_PATIENCE);
	} else if (s->form != NONE16) {
		session_move(s, STATE_COLLECT);
		collect_next(t);
	} else if (s->handover == HANDOVER_TALKING || s->handover == HANDOVER_ASKED) {
		session_move(s, STATE_HANDOVER);
		dialog_ask(t, s->handover == HANDOVER_TALKING ? ASKING_TALK : ASKING_WAIT);
	} else {
		narrow_to(t, NONE16);
	}
}

void quiet_resume(struct turn *t, uint32_t number)
{
	struct session *old = core_find(t->core, number);
	struct session now = *t->s;

	CHECK(old && old->state == STATE_DROPPED);
	if (old->images != now.images && !session_change_content(old, core_images(t->core, number)->content, t->c)) {
		session_clear_issue(old);
	}
	*t->s = *old;
	t->s->number = now.number;
	t->s->state = now.state;
	t->s->channel = now.channel;
	t->s->language = now.language;
	t->s->images = now.images;
	t->s->requests = now.requests;
	t->s->wording = now.wording;
	t->s->began_ms = now.began_ms;
	t->s->last_ms = t->event->time_ms;
	t->s->no_input = 0;
	t->s->no_match = 0;
	t->s->not_slot = 0;
	old->handover = HANDOVER_NONE;
	old->code[0] = '\0';
	core_free(t->core, old, t->out);
	dialog_save(t);
	if (t->s->level == LEVEL_VERIFIED) {
		dialog_prompt(t, PROMPT_CODE_LEVEL);
		forget_proof(t);
	}
	welcome_back(t);
	tell_answer(t);
	go_on(t);
}

/* After a restart: a dropped one waits on; a request under way is asked for; everybody else hears the question that was
 * due. */
void quiet_started(struct turn *t)
{
	struct session *s = t->s;

	if (s->state == STATE_DROPPED) {
		dialog_add(t, EFFECT_WAKE_AT)->wake_at.time_ms = t->event->time_ms + 1; /* what is due is found there */
		return;
	}
	dialog_add(t, EFFECT_LANGUAGE)->language.language = s->language;
	if (s->topic == NONE16)
		dialog_prompt(t, PROMPT_SORRY_OURS);
	welcome_back(t);
	s->last_ms = t->event->time_ms;
	if (s->act.request) {
		s->act.asked_outcome = 0;
		resolve_ask_outcome(t);
	}
	if (s->asking == ASKING_PATIENCE && s->look_up_request) { /* it changes nothing: it may be done again */
		s->proves = 0;
		s->look_up_request = 0;
		collect_next(t);
	} else {
		if (s->asking == ASKING_WAIT)
			s->handover_deadline_ms = t->event->time_ms + (uint64_t)t->c->site.handover_wait_s * 1000;
		dialog_repeat(t);
	}
}
