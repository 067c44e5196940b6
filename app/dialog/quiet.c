/* Silence, time-outs, hang-ups and coming back. */
#include "dialog/dialog.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { NO_INPUT_STILL_THERE = 3 };

static void begin_countdown(struct turn *t)
{
	t->s->still_there = true;
	t->s->countdown_ends_ms = t->event->time_ms + dialog_patient_ms(t, (uint64_t)t->c->site.countdown_s * 1000);
}

static uint32_t countdown_left_ms(const struct turn *t)
{
	uint64_t ends_ms = t->s->countdown_ends_ms;

	return ends_ms > t->event->time_ms ? (uint32_t)(ends_ms - t->event->time_ms) : 0;
}

static void countdown_words(const struct turn *t, struct saying *out)
{
	char seconds[8];

	dialog_saying(t, t->c->prompt[PROMPT_STILL_THERE], 0, out);
	snprintf(seconds, sizeof(seconds), "%u", (unsigned)(countdown_left_ms(t) / 1000));
	values_set(&out->values, "seconds", seconds);
}

static void count_down(struct turn *t)
{
	struct effect *effect = dialog_add(t, EFFECT_SHOW);

	effect->show.screen = SCREEN_STILL_THERE;
	effect->show.language = t->s->language;
	effect->show.seconds = (uint8_t)(countdown_left_ms(t) / 1000);
	effect->show.topic = dialog_about(t);
	effect->show.slot = NONE16;
	effect->show.parent = NONE16;
	memcpy(effect->show.code, t->s->code, sizeof(effect->show.code));
	countdown_words(t, &effect->show.caption);
	effect = dialog_add(t, EFFECT_LISTEN);
	effect->listen.expect = EXPECT_YES_NO | EXPECT_UNIVERSAL;
	effect->listen.language = t->s->language;
	effect->listen.slot = NONE16;
	effect->listen.quiet_ms = countdown_left_ms(t);
	dialog_add(t, EFFECT_WAKE_AT)->wake_at.time_ms = t->s->countdown_ends_ms;
}

static void still_there(struct turn *t)
{
	begin_countdown(t);
	countdown_words(t, &dialog_add(t, EFFECT_SAY)->say);
	count_down(t);
	t->s->wording++;
}

/* Whoever plugs in a headset or touches "not listening" needs the words on the screen and the time that go with it, but
 * hears nothing twice. Whether speech is heard may be the microphone's doing alone: that gives no more time, or one
 * that comes and goes would keep the screen of somebody who has left. */
void quiet_prefers(struct turn *t)
{
	const struct prefers old = t->s->prefers;
	const struct prefers now = t->event->prefers;
	bool other_time = now.unhurried != old.unhurried;

	t->s->prefers = now;
	if (!other_time && now.heard == old.heard)
		return;
	if (t->s->still_there) {
		if (other_time)
			begin_countdown(t);
		count_down(t);
	} else {
		dialog_show_again(t);
		if (other_time)
			dialog_wait_for_answer(t);
	}
}

/* The customer is gone. What can be resumed or was promised stays under its code; anything else is wiped. */
static void leave(struct turn *t)
{
	struct session *s = t->s;
	bool keep = s->state == STATE_COLLECT || s->act.request != 0 || handover_is_open(s);

	dialog_count(t, COUNT_LEFT, s->asking);
	evidence_left(t);
	if (keep) {
		quiet_keep(t);
	} else {
		dialog_add(t, EFFECT_WIPE)->wipe.state = s->state;
		dialog_add(t, EFFECT_WAKE_AT);
	}
	if (keep || s->channel != CHANNEL_LINE) /* a call does not come back by itself, and has nothing to see */
		dialog_save(t); /* else a power cut could bring it back, before the next customer's eyes */
	dialog_add(t, EFFECT_CLOSE);
	if (!keep)
		core_free(t->core, s, t->out);
}

/* Nobody answers any more: a form may be resumed with its code. */
static void timed_out(struct turn *t)
{
	if (t->s->state == STATE_COLLECT) {
		dialog_prompt(t, PROMPT_GOODBYE_QUIET);
		by_phone_tell_kept(t);
		leave(t);
	} else {
		survey_end(t, t->s->state == STATE_SURVEY ? PROMPT_GOODBYE : PROMPT_GOODBYE_QUIET);
	}
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
		dialog_say_more_choices(t);
		dialog_listen_again(t);
	}
}

static void silence(struct turn *t)
{
	struct session *s = t->s;

	if (s->still_there) {
		timed_out(t);
		return;
	}
	evidence_silent(t);
	s->no_input++;
	dialog_count(t, COUNT_NO_INPUT, s->no_input);
	if (s->no_input < NO_INPUT_STILL_THERE) {
		say_no_input(t);
	} else if (s->channel == CHANNEL_LINE && !handover_is_open(s) && s->state != STATE_SURVEY && !s->unheard) {
		s->unheard = true; /* once: nobody may be there, and each time would take a person's time */
		dialog_prompt(t, PROMPT_TROUBLE_PERSON);
		handover_begin(t, t->c->site.person);
	} else {
		still_there(t);
	}
}

/* The question that waits goes on, unless the customer was waiting for just that. */
static void untaken(struct turn *t)
{
	uint8_t asking = t->s->asking;

	handover_untaken(t);
	if (t->s->asking == asking)
		dialog_wait_for_answer(t);
}

void quiet_wake(struct turn *t)
{
	struct session *s = t->s;
	uint64_t now_ms = t->event->time_ms;

	if (s->act.request && now_ms >= s->act.deadline_ms)
		resolve_late(t);
	else if (s->asking == ASKING_PATIENCE && s->look_up_request && now_ms >= s->look_up_deadline_ms)
		collect_unknown(t);
	else if (handover_due_ms(s) && now_ms >= handover_due_ms(s))
		untaken(t);
	else if (s->asking == ASKING_PATIENCE)
		dialog_wait_for_answer(t);
	else if (s->asking == ASKING_WAIT && s->channel == CHANNEL_LINE && handover_due_ms(s))
		dialog_ask_again(t); /* nobody is left in silence */
	else if (s->asking == ASKING_TALK && !s->still_there)
		still_there(t);
	else
		silence(t);
}

/* --- the customer is away --- */

static uint64_t keep_ms(const struct session *s)
{
	return handover_is_open(s) || s->answer_waits || s->outcome ? (uint64_t)PROMISE_KEEP_MS
								    : (uint64_t)DROPPED_KEEP_MS;
}

void quiet_wake_again(struct turn *t)
{
	const struct session *s = t->s;
	uint64_t wake_ms = s->act.request ? s->act.deadline_ms : s->last_ms + keep_ms(s);
	uint64_t due_ms = handover_due_ms(s);

	if (due_ms && due_ms < wake_ms)
		wake_ms = due_ms;
	dialog_add(t, EFFECT_WAKE_AT)->wake_at.time_ms = wake_ms;
}

void quiet_keep(struct turn *t)
{
	session_move(t->s, STATE_DROPPED);
	t->s->last_ms = t->event->time_ms;
	t->s->still_there = false;
	handover_let_go(t, false);
	quiet_wake_again(t);
}

void quiet_away(struct turn *t)
{
	struct session *s = t->s;
	uint64_t now_ms = t->event->time_ms;
	struct effect *effect;

	if (s->act.request && now_ms >= s->act.deadline_ms) {
		resolve_away(t, OUTCOME_UNKNOWN);
		return;
	}
	if (handover_due_ms(s) && now_ms >= handover_due_ms(s))
		handover_untaken(t);
	if (s->act.request || now_ms < s->last_ms + keep_ms(s)) { /* what was begun is found out, however late */
		quiet_wake_again(t);
		return;
	}
	effect = dialog_add(t, EFFECT_WIPE);
	effect->wipe.keep = handover_is_open(s);
	effect->wipe.state = s->state;
	dialog_add(t, EFFECT_WAKE_AT);
	core_free(t->core, s, t->out);
}

void quiet_hung_up(struct turn *t)
{
	leave(t);
}

/* --- coming back --- */

/* Also what was given as proof and not yet answered: the look-up would come true for whoever typed the code. */
static bool has_proof(const struct turn *t)
{
	const struct content_proof *verify = &t->c->site.verify;
	uint16_t known = 0;

	while (known < verify->slots_count && session_fact(t->s, verify->slots[known]))
		known++;
	return verify->slots_count > 0 && known == verify->slots_count;
}

static uint16_t text_of_outcome(const struct content_action *action, enum outcome outcome)
{
	switch (outcome) {
	case OUTCOME_DONE: return action->done;
	case OUTCOME_REFUSED: return action->refused;
	default: return action->unknown;
	}
}

/* What came while the customer was away: the action's result, the agent's answer. */
static void tell_answer(struct turn *t)
{
	struct session *s = t->s;
	struct values values = {0};

	if (s->outcome && s->ended_action != NONE16) {
		enum outcome outcome = (enum outcome)(s->outcome - 1);

		resolve_values(t, s->ended_action, &values);
		values_set(&values, "result", s->reason);
		values_set(&values, "reason", s->reason);
		if (outcome == OUTCOME_FAILED)
			dialog_result(t, PROMPT_ACTION_TROUBLE);
		else
			dialog_say(t, text_of_outcome(content_action(t->c, s->ended_action), outcome), &values,
				SAYING_RESULT);
		memset(&values, 0, sizeof(values));
	}
	s->outcome = 0;
	if (!s->answer_waits)
		return;
	values_set(&values, "agent", s->agent);
	values_set(&values, "words", s->agent_words);
	dialog_say(t, t->c->prompt[PROMPT_ANSWER_WAITING], &values, 0);
	memset(s->agent_words, 0, sizeof(s->agent_words));
	s->answer_waits = false;
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
	} else if (handover_now(s)->stage == HANDOVER_TALKING || handover_now(s)->stage == HANDOVER_ASKED) {
		session_move(s, STATE_HANDOVER);
		dialog_ask(t, handover_now(s)->stage == HANDOVER_TALKING ? ASKING_TALK : ASKING_WAIT);
	} else if (s->form != NONE16) {
		session_move(s, STATE_COLLECT);
		collect_next(t);
	} else {
		narrow_to(t, NONE16);
	}
}

/* What belongs to the call, not to the conversation that goes on in it. */
static void keep_of_this_call(struct session *s, const struct session *now)
{
	s->number = now->number;
	s->state = now->state;
	s->channel = now->channel;
	s->prefers = now->prefers;
	s->arm = now->arm;
	s->told_key = now->told_key;
	s->images = now->images;
	s->requests = now->requests;
	s->seed = now->seed;
	s->wording = now->wording;
	s->wrong_codes = now->wrong_codes;
	s->began_ms = now->began_ms;
	s->no_input = 0;
	s->unheard = false;
	s->no_match = 0;
	s->not_slot = 0;
}

/* The old conversation takes this one's place, with the content it is pinned to; its own number is done with. */
void quiet_resume(struct turn *t, uint32_t number)
{
	struct session *old = core_find(t->core, number);
	struct session now = *t->s;
	uint8_t images = old->images;
	uint8_t language;
	struct effect *effect;
	bool proven;

	CHECK(old->state == STATE_DROPPED);
	language = session_language_in(now.language, t->c, core_images(t->core, number)->content);
	*t->s = *old;
	keep_of_this_call(t->s, &now);
	t->s->language = language;
	t->s->last_ms = t->event->time_ms;
	core_pin(t->core, t->s, images, t->out);
	t->images = core_images(t->core, t->s->number);
	t->c = t->images->content;
	effect = dialog_add(t, EFFECT_WIPE);
	effect->session = number;
	effect->wipe.keep = handover_is_open(old);
	core_free(t->core, old, t->out);
	evidence_resume(t, number);
	dialog_save(t);
	proven = t->s->level == LEVEL_VERIFIED || has_proof(t);
	if (proven)
		dialog_prompt(t, PROMPT_CODE_LEVEL);
	welcome_back(t);
	tell_answer(t); /* in the words of then: what was given as proof may stand in them */
	if (proven)
		session_forget_proof(t->s, t->c);
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
	evidence_interrupted(t);
	dialog_add(t, EFFECT_LANGUAGE)->language.language = s->language;
	if (s->topic == NONE16)
		dialog_prompt(t, PROMPT_SORRY_OURS);
	welcome_back(t);
	if (s->asking == ASKING_AFTER) { /* whether the result was heard before the power went is not known */
		s->outcome = 1 + OUTCOME_DONE;
		s->ended_action = s->done_action;
		tell_answer(t);
	}
	s->last_ms = t->event->time_ms;
	if (s->act.request) {
		s->act.asked_outcome = 0;
		resolve_ask_outcome(t);
	}
	if (s->asking == ASKING_PATIENCE && s->look_up_request) {
		collect_next(t); /* it changes nothing: it may be done again */
	} else {
		if (s->asking == ASKING_WAIT)
			handover_now(s)->deadline_ms = t->event->time_ms + (uint64_t)t->c->site.handover_wait_s * 1000;
		dialog_repeat(t);
	}
}
