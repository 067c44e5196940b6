/* What is understood in every state (a person, help, back, start over, goodbye, another language, a code), then the
 * answer to the question that waits. */
#include "dialog/dialog.h"

#include "base/text.h"

#include <string.h>

enum { NEAREST_MIN_PCT = 20 };

static void trouble(struct turn *t)
{
	dialog_prompt(t, PROMPT_TROUBLE_PERSON);
	handover_begin(t, t->c->site.person);
}

static void not_understood(struct turn *t)
{
	t->s->no_match = 0;
	t->s->failures++;
	evidence_end(t, VISIT_NO_MATCH);
	trouble(t);
}

/* Rephrase once, offer the nearest choices, then a person. */
static void no_match(struct turn *t)
{
	struct session *s = t->s;

	s->no_match++;
	dialog_count(t, COUNT_NO_MATCH, s->no_match);
	if (s->no_match == 1) {
		dialog_prompt(t, PROMPT_NO_MATCH_1);
		if (s->asking == ASKING_MENU || s->asking == ASKING_WHICH)
			dialog_listen_again(t); /* the list was just heard; other words are wanted now */
		else
			dialog_ask_again(t);
	} else if (s->no_match == NO_MATCH_MAX && t->meaning->topics_count > 0 &&
		   t->meaning->topics_pct[0] >= NEAREST_MIN_PCT) {
		narrow_which(t);
	} else {
		not_understood(t);
	}
}

/* It was none of those that were offered, and the new words are no surer. */
static void no_which(struct turn *t)
{
	dialog_count(t, COUNT_NO_MATCH, ++t->s->no_match);
	if (t->s->no_match < NO_MATCH_MAX)
		narrow_which(t);
	else
		not_understood(t);
}

static void wanted_person(struct turn *t)
{
	uint16_t team = t->c->site.person;
	const struct session *s = t->s;

	if (s->form != NONE16)
		team = content_form(t->c, s->form)->team;
	else if (s->act.request)
		team = content_action(t->c, s->act.action)->team;
	else if (s->answer != NONE16)
		team = content_answer(t->c, s->answer)->team;
	handover_begin(t, team);
}

static void wanted_goodbye(struct turn *t)
{
	if (t->s->state == STATE_SURVEY)
		survey_end(t, PROMPT_GOODBYE);
	else
		survey_begin(t);
}

static void wanted_help(struct turn *t)
{
	static const enum label ways[] = {LABEL_PERSON, LABEL_BACK, LABEL_START_AGAIN};
	struct values values = {0};
	char text[SAID_BYTES_MAX];
	size_t used;

	dialog_choices_text(t, text, sizeof(text));
	used = strlen(text);
	for (unsigned i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		used += text_copy(text + used, sizeof(text) - used, text_of(used ? ", " : ""));
		used += text_copy(text + used, sizeof(text) - used,
			text_of(content_text(t->c, t->c->label[ways[i]], t->s->language, 0)));
	}
	values_set(&values, "choices", text);
	dialog_say(t, t->c->prompt[PROMPT_HELP_HERE], &values, 0);
	dialog_say_more_choices(t);
	if (t->s->choices.count > 0)
		dialog_listen_again(t);
	else
		dialog_ask_again(t);
}

static void wanted_back(struct turn *t)
{
	struct session *s = t->s;

	switch ((enum state)s->state) {
	case STATE_COLLECT: collect_back(t); break;
	case STATE_RESOLVE:
		if (s->asking == ASKING_ACT) { /* of an undo: a form is still collecting there */
			dialog_ask(t, ASKING_AFTER);
		} else if (s->asking == ASKING_STEP && s->step > 1) {
			s->step--;
			dialog_ask(t, ASKING_STEP);
		} else if (s->asking == ASKING_PATIENCE) {
			dialog_ask_again(t); /* it is being done: going back would hide the result */
		} else {
			narrow_to(t, NONE16);
		}
		break;
	case STATE_NARROW:
		if (s->item != NONE16) {
			narrow_to(t, content_item(t->c, s->item)->parent);
			break;
		}
		if (s->asking == ASKING_WHICH) {
			narrow_to(t, NONE16);
			break;
		}
		dialog_prompt(t, PROMPT_AT_THE_TOP);
		dialog_ask_again(t);
		break;
	case STATE_GREET:
		dialog_prompt(t, PROMPT_AT_THE_TOP);
		dialog_ask_again(t);
		break;
	default: narrow_to(t, NONE16); break;
	}
}

static void wanted_language(struct turn *t, uint8_t language)
{
	bool first = t->s->asking == ASKING_LANGUAGE;

	t->s->language = language;
	dialog_add(t, EFFECT_LANGUAGE)->language.language = t->s->language;
	if (first && t->s->channel == CHANNEL_LINE)
		greet_notice(t);
	else
		dialog_prompt(t, PROMPT_LANGUAGE_SET);
	if (first)
		narrow_to(t, NONE16);
	else
		dialog_repeat(t);
}

/* One thing at a time: what is open here would be lost in the other conversation. */
static bool has_open_matters(const struct session *s)
{
	return s->act.request != 0 || handover_is_open(s);
}

static void gave_code(struct turn *t)
{
	struct session *s = t->s;

	if (t->meaning->index32 && has_open_matters(s)) {
		dialog_prompt(t, PROMPT_CODE_LATER);
		dialog_ask_again(t);
		return;
	}
	if (t->meaning->index32) {
		quiet_resume(t, t->meaning->index32);
		return;
	}
	core_code_failed(t->core, t->event->time_ms);
	if (s->wrong_codes < WRONG_CODES_MAX) {
		s->wrong_codes++;
		dialog_prompt(t, PROMPT_CODE_UNKNOWN);
		dialog_ask_again(t);
	} else {
		trouble(t); /* guessing ends at a person */
	}
}

static bool took_universal(struct turn *t)
{
	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_PERSON: wanted_person(t); return true;
	case MEANING_START_OVER: survey_start_again(t); return true;
	case MEANING_FINISH:
	case MEANING_GOODBYE: wanted_goodbye(t); return true;
	case MEANING_HELP: wanted_help(t); return true;
	case MEANING_BACK: wanted_back(t); return true;
	case MEANING_REPEAT: dialog_repeat(t); return true;
	case MEANING_LANGUAGE: wanted_language(t, t->meaning->index); return true;
	case MEANING_CODE: gave_code(t); return true;
	case MEANING_MORE_TIME:
		dialog_prompt(t, PROMPT_MORE_TIME);
		dialog_ask_again(t);
		return true;
	default: return false;
	}
}

static void answer(struct turn *t)
{
	switch ((enum asking)t->s->asking) {
	case ASKING_LANGUAGE:
		if (t->meaning->kind == MEANING_CHOICE) {
			wanted_language(t, (uint8_t)t->s->choices.list[t->meaning->index].index);
			break;
		}
		dialog_ask_again(t);
		break;
	case ASKING_MENU:
	case ASKING_WHICH: narrow_answer(t); break;
	case ASKING_SLOT:
	case ASKING_SLOT_CONFIRM:
	case ASKING_REVIEW:
	case ASKING_CHANGE: collect_answer(t); break;
	case ASKING_ACT:
	case ASKING_HELPED:
	case ASKING_STEP:
	case ASKING_THEN:
	case ASKING_AFTER:
	case ASKING_PATIENCE: resolve_answer(t); break;
	case ASKING_WAIT:
	case ASKING_TALK:
	case ASKING_CALLBACK:
	case ASKING_PHONE:
	case ASKING_MESSAGE: handover_answer(t); break;
	default:
		CHECK(t->s->state == STATE_SURVEY);
		survey_answer(t);
		break;
	}
}

/* "No" to "do you need more time?" decides nothing that was asked before. */
static bool is_about_the_countdown(enum meaning_kind kind)
{
	return kind == MEANING_YES || kind == MEANING_NO || kind == MEANING_UNKNOWN || kind == MEANING_MORE_TIME;
}

void answer_understood(struct turn *t)
{
	struct session *s = t->s;
	enum meaning_kind kind = (enum meaning_kind)t->meaning->kind;

	s->last_ms = t->event->time_ms;
	s->no_input = 0;
	s->unheard = false;
	if (s->requests >= REQUESTS_MAX) { /* no person does that */
		survey_end(t, PROMPT_GOODBYE);
		return;
	}
	if (t->event->card_masked)
		dialog_prompt(t, PROMPT_CARD_NUMBER);
	if (s->still_there && is_about_the_countdown(kind)) {
		s->still_there = false;
		if (kind != MEANING_NO) /* who needs no more time is not told to take it */
			dialog_prompt(t, PROMPT_MORE_TIME);
		dialog_repeat(t);
		return;
	}
	s->still_there = false;
	evidence_input(t);
	if (kind == MEANING_NONE) {
		dialog_ask_again(t);
	} else if (kind == MEANING_UNKNOWN && s->state != STATE_SURVEY) {
		no_match(t);
	} else {
		bool goes_on = s->asking == ASKING_WHICH || s->state == STATE_SURVEY;

		if (!goes_on) /* the nearest are looked for, or the survey's own count */
			s->no_match = 0;
		if (took_universal(t))
			return;
		if (kind == MEANING_TOPIC)
			narrow_topic(t, t->meaning->topics[0]);
		else if (kind == MEANING_TOPICS && s->asking == ASKING_WHICH)
			no_which(t);
		else if (kind == MEANING_TOPICS)
			narrow_which(t);
		else
			answer(t);
	}
}

void answer_busy(struct turn *t)
{
	bool asked = t->s->still_there;

	t->s->last_ms = t->event->time_ms;
	t->s->still_there = false;
	t->s->no_input = 0;
	if (asked)
		dialog_repeat(t);
	else
		dialog_wait_for_answer(t);
}
