/* How was it? One question, skippable, to a share of the conversations; after a failure "what went wrong?" instead;
 * never while a handover is open. */
#include "dialog/dialog.h"

#include "base/rng.h"
#include "base/text.h"

static bool is_chosen(const struct turn *t)
{
	struct rng rng = {t->s->seed};

	return rng_below(&rng, t->c->site.survey_one_in) == 0;
}

static void end(struct turn *t, bool again)
{
	struct session *s = t->s;
	bool promise_open = handover_is_open(s) || s->act.request != 0;
	struct effect *effect;

	evidence_left(t);
	handover_let_go(t, true);
	effect = dialog_add(t, EFFECT_WIPE);
	effect->wipe.keep = promise_open;
	effect->wipe.state = s->state;
	session_clear_issue(s);
	if (!s->act.request)
		session_clear_customer(s); /* the code leads back to the answer; nothing else is kept here */
	if (promise_open)
		quiet_keep(t);
	else
		dialog_add(t, EFFECT_WAKE_AT);
	dialog_save(t); /* else a power cut could bring it back, before the next customer's eyes */
	effect = dialog_add(t, EFFECT_CLOSE);
	effect->close.again = again;
	effect->close.language = s->language;
	effect->close.prefers = s->prefers;
	if (!promise_open)
		core_free(t->core, s, t->out);
}

void survey_end(struct turn *t, enum prompt prompt)
{
	dialog_prompt(t, prompt);
	end(t, false);
}

void survey_start_again(struct turn *t)
{
	dialog_prompt(t, PROMPT_START_AGAIN);
	end(t, true);
}

void survey_begin(struct turn *t)
{
	struct session *s = t->s;

	evidence_left(t);
	if (s->survey_done || handover_is_open(s) || s->act.request || s->issue == 0 || !is_chosen(t)) {
		survey_end(t, PROMPT_GOODBYE);
		return;
	}
	session_move(s, STATE_SURVEY);
	s->survey_done = true;
	s->no_match = 0;
	dialog_ask(t, s->failures > 0 && !by_phone_keys_alone(t) ? ASKING_WENT_WRONG : ASKING_SCORE);
}

/* The customer's own words, for the manager: apart from the conversation, which is forgotten. */
static void note(struct turn *t)
{
	bool wrong = t->s->asking == ASKING_WENT_WRONG;
	struct effect *effect = dialog_add(t, EFFECT_NOTE);

	effect->note.what = wrong ? NOTE_WENT_WRONG : NOTE_SURVEY_WHY;
	effect->note.score = wrong ? UINT8_MAX : t->s->score;
	CHECK(t->s->trail_count > 0); /* who was about nothing is not asked */
	effect->note.topic = t->s->trail[t->s->trail_count - 1];
	text_copy(effect->note.words, sizeof(effect->note.words), text_of(t->meaning->value));
}

void survey_answer(struct turn *t)
{
	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_SCORE:
		t->s->score = t->meaning->index;
		dialog_count(t, COUNT_SURVEY, t->meaning->index);
		if (by_phone_keys_alone(t)) {
			dialog_prompt(t, PROMPT_SURVEY_THANKS);
			survey_end(t, PROMPT_GOODBYE);
			break;
		}
		dialog_ask(t, ASKING_WHY);
		break;
	case MEANING_FREE:
		note(t);
		dialog_prompt(t, PROMPT_SURVEY_THANKS);
		survey_end(t, PROMPT_GOODBYE);
		break;
	case MEANING_SKIP:
	case MEANING_NO: survey_end(t, PROMPT_GOODBYE); break;
	default:
		if (++t->s->no_match > 1)
			survey_end(t, PROMPT_GOODBYE);
		else
			dialog_ask_again(t);
		break;
	}
}
