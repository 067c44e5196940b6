/* How was it? One question, skippable, to a share of the conversations; after a failure "what went wrong?" instead;
 * never while a handover is open. */
#include "dialog/dialog.h"

#include "base/rng.h"

static bool is_chosen(const struct turn *t)
{
	struct rng rng = {t->s->seed};

	return rng_below(&rng, t->c->site.survey_one_in) == 0;
}

void survey_end(struct turn *t, enum prompt prompt)
{
	struct session *s = t->s;
	bool promise_open = handover_is_open(s) || s->act.request != 0;
	struct effect *effect;

	s->handover_deadline_ms = 0; /* nobody waits any more */
	handover_away(t);
	dialog_prompt(t, prompt);
	effect = dialog_add(t, EFFECT_WIPE);
	effect->wipe.keep = promise_open;
	effect->wipe.state = s->state;
	session_clear_issue(s);
	if (!s->act.request)
		session_clear_customer(
			s); /* the code leads back to the answer; nothing else of the customer is kept here */
	if (promise_open)
		quiet_keep(t);
	else
		dialog_add(t, EFFECT_WAKE_AT);
	dialog_add(t, EFFECT_CLOSE);
	if (!promise_open)
		core_free(t->core, s, t->out);
}

void survey_begin(struct turn *t)
{
	struct session *s = t->s;

	if (s->survey_done || handover_is_open(s) || s->issue == 0 || !is_chosen(t)) {
		survey_end(t, PROMPT_GOODBYE);
		return;
	}
	session_move(s, STATE_SURVEY);
	s->survey_done = true;
	dialog_ask(t, s->failures > 0 ? ASKING_WENT_WRONG : ASKING_SCORE);
}

void survey_answer(struct turn *t)
{
	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_SCORE:
		dialog_count(t, COUNT_SURVEY, t->meaning->index);
		dialog_ask(t, ASKING_WHY);
		break;
	case MEANING_FREE:
		dialog_prompt(t, PROMPT_SURVEY_THANKS);
		survey_end(t, PROMPT_GOODBYE);
		break;
	case MEANING_SKIP:
	case MEANING_NO:
	case MEANING_FINISH: survey_end(t, PROMPT_GOODBYE); break;
	default:
		if (++t->s->no_match > 1)
			survey_end(t, PROMPT_GOODBYE);
		else
			dialog_ask_again(t);
		break;
	}
}
