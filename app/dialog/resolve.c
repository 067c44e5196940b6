/* Answering and acting. An action has one request number; what became of it is asked, never guessed, never repeated
 * blindly. */
#include "dialog/dialog.h"

#include "base/text.h"
#include "understand/slot.h"

#include <string.h>

void resolve_answer_begin(struct turn *t, uint16_t answer)
{
	session_move(t->s, STATE_RESOLVE);
	t->s->answer = answer;
	t->s->topic = content_topic_of(t->c, TOPIC_ANSWER, answer);
	if (content_answer(t->c, answer)->steps_count == 0) {
		dialog_ask(t, ASKING_HELPED);
		return;
	}
	t->s->step = 1;
	dialog_ask(t, ASKING_STEP);
}

/* Solved: what belongs to it is offered, otherwise the menu stands open. */
static void helped(struct turn *t)
{
	t->s->served = true;
	dialog_count(t, COUNT_SERVED, 1);
	evidence_end(t, VISIT_SERVED);
	dialog_prompt(t, PROMPT_GLAD);
	if (content_answer(t->c, t->s->answer)->then_form != NONE16)
		dialog_ask(t, ASKING_THEN);
	else
		narrow_to(t, NONE16);
}

static void not_helped(struct turn *t)
{
	t->s->failures++;
	dialog_count(t, COUNT_NOT_HELPED, 1);
	evidence_end(t, VISIT_NOT_HELPED);
	dialog_prompt(t, PROMPT_SORRY_NOT_HELPED);
	handover_begin(t, content_answer(t->c, t->s->answer)->team);
}

static void next_step(struct turn *t)
{
	const struct content_answer *answer = content_answer(t->c, t->s->answer);

	if (t->s->step < answer->steps_count) {
		t->s->step++;
		dialog_ask(t, ASKING_STEP);
	} else if (answer->repair) {
		not_helped(t);
	} else {
		t->s->step = 0;
		dialog_prompt(t, PROMPT_STEPS_DONE);
		helped(t);
	}
}

static void answer_step(struct turn *t)
{
	bool repair = content_answer(t->c, t->s->answer)->repair;

	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_YES:
		if (repair)
			helped(t);
		else
			next_step(t);
		break;
	case MEANING_NO:
		if (repair)
			next_step(t);
		else
			not_helped(t);
		break;
	default: dialog_ask_again(t); break;
	}
}

static void answer_helped(struct turn *t)
{
	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_YES: helped(t); break;
	case MEANING_NO: not_helped(t); break;
	default: dialog_ask_again(t); break;
	}
}

static void answer_then(struct turn *t)
{
	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_YES:
		narrow_topic(t, content_topic_of(t->c, TOPIC_FORM, content_answer(t->c, t->s->answer)->then_form));
		break;
	case MEANING_NO: narrow_to(t, NONE16); break;
	default: dialog_ask_again(t); break;
	}
}

/* --- actions --- */

static void add_inputs(const struct turn *t, const struct content_action *action, struct effect *effect)
{
	for (uint16_t i = 0; i < action->inputs_count; i++) {
		const struct content_slot *slot = content_slot(t->c, action->inputs[i]);
		const char *value = session_fact_given(t->s, action->inputs[i]);

		if (slot->flags & SLOT_MASKED)
			effect->act.flags |= SAYING_MASKED;
		values_set(&effect->act.inputs, content_string(t->c, slot->id), value ? value : "");
	}
	if (t->s->act.undoing)
		values_set(&effect->act.inputs, "reference", t->s->reference);
}

static void start(struct turn *t, enum effect_kind kind)
{
	struct under_way *act = &t->s->act;
	const struct content_action *action = content_action(t->c, act->action);
	struct effect *effect;

	act->deadline_ms = t->event->time_ms + action->wait_s * 1000U + ACTION_GRACE_MS;
	dialog_save(t);
	effect = dialog_add(t, kind);
	effect->request = act->request;
	effect->act.action = act->action;
	effect->act.ask = kind == EFFECT_LOOK_UP;
	effect->act.undo = act->undoing;
	add_inputs(t, action, effect);
}

/* One at a time: while another one is under way the customer is asked again, and nothing is done twice. */
static void begin(struct turn *t, uint16_t action, bool undoing)
{
	if (t->s->act.request) {
		dialog_prompt(t, PROMPT_ACTION_WAIT);
		dialog_ask_again(t);
		return;
	}
	session_move(t->s, STATE_RESOLVE);
	t->s->done_request = 0;
	memset(t->s->reason, 0, sizeof(t->s->reason));
	if (!undoing) /* what is taken back is named by its reference */
		memset(t->s->reference, 0, sizeof(t->s->reference));
	t->s->form = NONE16; /* it is being done: it is not offered again */
	t->s->action = NONE16;
	t->s->act = (struct under_way){.request = session_next_request(t->s), .action = action, .undoing = undoing};
	session_act_begin(t->s, t->c);
	start(t, EFFECT_ACT);
	dialog_ask(t, ASKING_PATIENCE);
}

/* Taking something back is as costly as doing it: it is confirmed too. */
static void undo(struct turn *t)
{
	t->s->action = content_action(t->c, t->s->done_action)->undo;
	dialog_ask(t, ASKING_ACT);
}

typedef const char *fact_of(const struct session *s, uint16_t slot);

static void fill_values(const struct turn *t, uint16_t action, fact_of *known, struct values *values)
{
	const struct content_action *what = content_action(t->c, action);
	bool answered = t->event->kind == EVENT_ACTION_DONE;

	for (uint16_t i = 0; i < what->inputs_count; i++) {
		const char *value = known(t->s, what->inputs[i]);
		char words[FREE_TEXT_BYTES_MAX];

		if (!value)
			continue;
		by_phone_value(t, what->inputs[i], value, words, sizeof(words));
		values_set(values, content_string(t->c, content_slot(t->c, what->inputs[i])->id), words);
	}
	values_set(values, "reference", t->s->reference[0] ? t->s->reference : t->s->code);
	values_set(values, "result", answered ? t->event->done.text : "");
	values_set(values, "reason", answered ? t->event->done.text : "");
}

void resolve_values(const struct turn *t, uint16_t action, struct values *values)
{
	fill_values(t, action, session_fact, values);
}

static void say_result(struct turn *t, uint16_t text)
{
	struct values values = {0};

	fill_values(t, t->s->act.action, session_fact_given, &values);
	dialog_say(t, text, &values, SAYING_RESULT);
}

/* The customer waits for the result, or has gone on to something else. */
static bool is_waited_for(const struct session *s)
{
	return s->asking == ASKING_PATIENCE && s->look_up_request == 0;
}

/* The form that leads to an action. */
static uint16_t form_of(const struct content *c, uint16_t action)
{
	uint16_t form = 0;

	while (content_form(c, form)->action != action)
		form++;
	return form;
}

/* What it needs is known for certain. */
static bool has_inputs(const struct turn *t, const struct content_action *action)
{
	for (uint16_t i = 0; i < action->inputs_count; i++)
		if (session_fact_missing(t->s, action->inputs[i], true))
			return false;
	return true;
}

/* By whoever may do as much: who came back with a code while the action ran has proved nothing of what it was given. */
static bool may_undo(const struct turn *t, uint16_t action)
{
	uint16_t undo = content_action(t->c, action)->undo;

	return undo != NONE16 && t->s->level >= content_form(t->c, form_of(t->c, action))->level &&
	       t->s->level >= content_action(t->c, undo)->level && has_inputs(t, content_action(t->c, undo));
}

static void done(struct turn *t)
{
	struct session *s = t->s;
	struct under_way act = s->act;
	const struct content_action *action = content_action(t->c, act.action);

	s->served = true;
	dialog_count(t, COUNT_SERVED, 1);
	if (is_waited_for(s)) /* else that concern was over when the customer went on */
		evidence_end(t, VISIT_SERVED);
	if (act.undoing)
		dialog_result(t, PROMPT_UNDONE);
	else
		say_result(t, action->done);
	session_act_over(s);
	if (!is_waited_for(s)) {
		dialog_ask_again(t);
	} else if (act.undoing) {
		narrow_to(t, NONE16);
	} else {
		s->done_action = act.action;
		s->done_request = may_undo(t, act.action) ? act.request : 0;
		s->item = NONE16;
		if (s->topic == NONE16) /* said goodbye meanwhile, and came back */
			s->topic = content_topic_of(t->c, TOPIC_FORM, form_of(t->c, act.action));
		dialog_ask(t, ASKING_AFTER);
	}
}

/* The business said no, or nobody knows: a person takes it, with everything filled in. */
static void person(struct turn *t, enum outcome outcome)
{
	uint16_t team = content_action(t->c, t->s->act.action)->team;

	t->s->failures++;
	t->s->open_action = t->s->act.action;
	t->s->open_outcome = (uint8_t)outcome;
	session_act_over(t->s);
	if (is_waited_for(t->s)) {
		if (handover_is_fetched(t->s)) /* whoever comes may be of another team, and does not know of it */
			handover_leave_quietly(t, team);
		handover_begin(t, team);
		return;
	}
	handover_leave_quietly(t, team);
	dialog_ask_again(t);
}

void resolve_ask_outcome(struct turn *t)
{
	t->s->act.asked_outcome++;
	start(t, EFFECT_LOOK_UP);
}

static void take_answer(struct turn *t)
{
	text_copy(t->s->reference, sizeof(t->s->reference), text_of(t->event->done.reference));
	text_copy(t->s->reason, sizeof(t->s->reason), text_of(t->event->done.text));
	dialog_save(t);
}

void resolve_done(struct turn *t)
{
	const struct content_action *action = content_action(t->c, t->s->act.action);

	switch ((enum outcome)t->event->done.outcome) {
	case OUTCOME_DONE:
		take_answer(t);
		done(t);
		break;
	case OUTCOME_REFUSED:
		take_answer(t);
		say_result(t, action->refused);
		person(t, OUTCOME_REFUSED);
		break;
	case OUTCOME_FAILED:
		take_answer(t);
		dialog_result(t, PROMPT_ACTION_TROUBLE);
		person(t, OUTCOME_FAILED);
		break;
	case OUTCOME_UNKNOWN: resolve_late(t); break;
	}
}

void resolve_late(struct turn *t)
{
	if (t->s->act.asked_outcome < OUTCOME_ASKED_MAX) {
		resolve_ask_outcome(t);
		dialog_wait_for_answer(t);
		return;
	}
	handover_code(t);
	say_result(t, content_action(t->c, t->s->act.action)->unknown);
	person(t, OUTCOME_UNKNOWN);
}

void resolve_away(struct turn *t, enum outcome outcome)
{
	struct session *s = t->s;

	if (outcome == OUTCOME_UNKNOWN && s->act.asked_outcome < OUTCOME_ASKED_MAX) {
		resolve_ask_outcome(t);
		quiet_wake_again(t);
		return;
	}
	evidence_end(t, outcome == OUTCOME_DONE ? VISIT_SERVED : VISIT_HANDED_OVER);
	s->outcome = (uint8_t)(outcome + 1);
	s->ended_action = s->act.action;
	session_act_over(s);
	if (t->event->kind == EVENT_ACTION_DONE) {
		text_copy(s->reference, sizeof(s->reference), text_of(t->event->done.reference));
		text_copy(s->reason, sizeof(s->reason), text_of(t->event->done.text));
	}
	if (outcome != OUTCOME_DONE) {
		s->failures++;
		s->open_action = s->ended_action;
		s->open_outcome = (uint8_t)outcome;
		handover_leave_quietly(t, content_action(t->c, s->ended_action)->team);
	}
	dialog_save(t);
	quiet_wake_again(t);
}

/* --- answers --- */

static void answer_act(struct turn *t)
{
	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_YES:
		begin(t, t->s->action, t->s->done_request != 0);
		break; /* the undo of that, if there is one */
	case MEANING_NO:
		if (by_phone_unreviewed(t)) /* something may be wrong that was only said back */
			dialog_ask(t, ASKING_REVIEW);
		else
			narrow_to(t, NONE16);
		break;
	default: dialog_ask_again(t); break;
	}
}

static void answer_after(struct turn *t)
{
	bool can_undo = t->s->done_request != 0;

	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_UNDO:
	case MEANING_YES:
		if (can_undo)
			undo(t);
		else
			narrow_to(t, NONE16);
		break;
	case MEANING_NO:
		if (can_undo)
			narrow_to(t, NONE16);
		else
			survey_begin(t);
		break;
	case MEANING_CHOICE:
	case MEANING_ITEM: narrow_answer(t); break;
	default: dialog_ask_again(t); break;
	}
}

void resolve_answer(struct turn *t)
{
	switch ((enum asking)t->s->asking) {
	case ASKING_ACT: answer_act(t); break;
	case ASKING_HELPED: answer_helped(t); break;
	case ASKING_STEP: answer_step(t); break;
	case ASKING_THEN: answer_then(t); break;
	case ASKING_AFTER: answer_after(t); break;
	default:
		CHECK(t->s->asking == ASKING_PATIENCE);
		dialog_ask_again(t);
		break;
	}
}
