/* What must hold after every step, seen through the surfaces, the business and the agents alone. */
#include "sim.h"

#include "store/store.h"

#include "base/text.h"
#include "session.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { SILENT_MS_MAX = 2 * 60 * 60 * 1000, TURNS_MAX = 400, AWAY_EVERY = 16 };

/* --- coming back with a code --- */

static void goes_on_as(struct sim *sim, uint32_t before, uint32_t now)
{
	sim_seen(sim, before)->resumed_as = now;
	for (uint32_t i = 0; i < sim->begun_count; i++) {
		if (sim->begun[i].session != before)
			continue;
		sim->begun[i].session = now;
		sim->begun[i].waits_for_return = 0; /* it was told now, to whoever had the code */
		sim->begun[i].person = sim_seen(sim, now)->person;
	}
	for (uint32_t i = 0; i < sim->cards_count; i++)
		if (sim->cards[i].session_now == before)
			sim->cards[i].session_now = now;
}

/* Whoever else has typed the same code has not been let in, too. */
static void check_once(struct sim *sim, const struct stand *place)
{
	const char *code = place->show.show.code;

	for (unsigned i = 0; i < STANDS_COUNT && code[0]; i++) {
		const struct stand *other = &sim->places[i];

		if (other != place && other->session && strcmp(other->show.show.code, code) == 0)
			sim_fail(sim, "others_data", place->session,
				"code %s led into a conversation that goes on elsewhere, as session %u", code,
				other->session);
	}
}

static struct begun *last_begun(struct sim *sim, uint32_t person)
{
	for (uint32_t i = sim->begun_count; i-- > 0;)
		if (sim->begun[i].person == person)
			return &sim->begun[i];
	return NULL;
}

/* Somebody else who has the same code was here with it before, and was told. */
static bool was_told_to_another(const struct sim *sim, const struct stand *place)
{
	for (uint32_t i = 0; i < sim->seen_count; i++) {
		const struct seen *seen = &sim->seen[i];

		if (seen->took_over && seen->session != place->session && seen->person != place->person->id &&
			strcmp(seen->code, place->person->code) == 0)
			return true;
	}
	return false;
}

/* What came while they were away. A machine that died since may have forgotten it, and asks again. */
static void check_told_on_return(struct sim *sim, struct stand *place)
{
	const struct begun *begun = last_begun(sim, place->person->id);

	if (begun && !was_told_to_another(sim, place) && begun->waits_for_return == 1 + sim->machine.deaths &&
		!begun->told && !begun->carried && content_find_action(place->content, begun->action) != NONE16)
		sim_fail(sim, "forgotten", place->session,
			"the answer to %s #%llu came while they were away, and is "
			"not told on return",
			begun->action, (unsigned long long)begun->request);
}

static void resumed(struct sim *sim, struct stand *place)
{
	const struct content *c = place->content;
	struct person *person = place->person;

	place->let_in = true;
	check_told_on_return(sim, place);
	sim->totals.resumed++;
	sim_seen(sim, place->session)->took_over = true;
	person->answers = person->kept;
	if (person->kept_content)
		answers_move(&person->answers, person->kept_content, c);
	answers_forget_proof(&person->answers, c);
	answers_forget_proof(&person->synced, c);
	for (uint32_t i = 0; i < sim->seen_count; i++) {
		const struct seen *seen = &sim->seen[i];

		if (seen->person && sim_person(sim, seen->person)->self == person->self &&
			seen->state == STATE_DROPPED && seen->session != place->session &&
			strcmp(seen->code, person->code) == 0)
			goes_on_as(sim, seen->session, place->session);
	}
}

static bool is_text(const struct content *c, uint16_t text, enum prompt prompt)
{
	return text == c->prompt[prompt] || text == content_prompt(c, prompt, 0, 0);
}

/* --- what was begun is told, and truly --- */

static void check_outcome(struct sim *sim, struct stand *place, uint16_t text)
{
	const struct content *c = place->content;
	struct begun *begun = last_begun(sim, place->person->id);
	uint16_t action = begun ? content_find_action(c, begun->action) : NONE16;
	const struct content_action *a;
	int said = -1;

	if (action == NONE16)
		return;
	a = content_action(c, action);
	if (text == a->done || is_text(c, text, PROMPT_UNDONE))
		said = OUTCOME_DONE;
	else if (text == a->refused)
		said = OUTCOME_REFUSED;
	else if (is_text(c, text, PROMPT_ACTION_TROUBLE))
		said = OUTCOME_FAILED;
	else if (text == a->unknown)
		said = OUTCOME_UNKNOWN;
	if (said < 0)
		return;
	if ((said == OUTCOME_DONE || said == OUTCOME_REFUSED) && said != begun->truth)
		sim_fail(sim, "truth", place->session, "%s #%llu: outcome %d was told, %u is true", begun->action,
			(unsigned long long)begun->request, said, begun->truth);
	begun->told = true;
}

static void check_code_level(struct stand *place, uint16_t text)
{
	if (is_text(place->content, text, PROMPT_CODE_LEVEL))
		sim_seen(place->sim, place->session)->told_to_prove = true;
}

static void check_survey(struct sim *sim, struct stand *place, uint16_t text)
{
	const struct content *c = place->content;

	if (!is_text(c, text, PROMPT_SURVEY_SCORE) && !is_text(c, text, PROMPT_SURVEY_WHY) &&
		!is_text(c, text, PROMPT_SURVEY_WENT_WRONG))
		return;
	for (uint32_t i = 0; i < sim->cards_count; i++)
		if (sim->cards[i].session_now == place->session && !sim->cards[i].closed &&
			sim->cards[i].card.state != HANDOVER_ANSWER)
			sim_fail(sim, "survey", place->session, "a survey while handover %llu is open",
				(unsigned long long)sim->cards[i].card.request);
}

/* --- the surface --- */

/* A conversation whose end was on its way to the disk when the machine died may come back to an empty place. */
static bool comes_back_to_nobody(struct sim *sim, const struct stand *place, const struct effect *effect)
{
	if (place->person)
		return false;
	sim_fail(sim, "others_data", effect->session,
		"it was over, and is shown again where nobody, or somebody else, is");
}

/* False: it never reaches anybody, the machine is dead. */
static bool meet(struct stand *place, const struct content *theirs, const struct effect *effect)
{
	struct sim *sim = place->sim;
	const struct content *c;
	struct seen *seen;

	if (sim_dies_here(sim) || comes_back_to_nobody(sim, place, effect))
		return false;
	c = sim_content(sim, theirs);
	seen = sim_seen(sim, effect->session);
	place->shown = true;
	place->touched_ms = sim->now_ms;
	if (place->session != effect->session) {
		if (place->session)
			sim_fail(sim, "channel", effect->session, "words of this session on the channel of session %u",
				place->session);
		place->session = effect->session;
	}
	if (!seen->person) {
		seen->person = place->person->id;
		seen->began_ms = place->began_ms;
		seen->channel = place->channel;
	}
	if (seen->person != place->person->id)
		sim_fail(sim, "others_data", effect->session, "this conversation belongs to person %u, %u is here",
			seen->person, place->person->id);
	if (place->content && place->content != c) {
		place->answering[0] = '\0'; /* it was given to a question that may be no more */
		place->escape_inputs = 0;   /* in words that another site may not have */
		answers_move(&place->person->answers, place->content, c);
		answers_move(&place->person->synced, place->content, c);
	}
	place->content = c;
	return true;
}

static void check_words(
	struct sim *sim, struct stand *place, const struct content *c, const struct saying *saying, const char *where)
{
	char text[SAID_BYTES_MAX];
	size_t length;

	if (saying->text == NONE16)
		return;
	length = content_say(c, saying, text, sizeof(text));
	sim_mix(sim, text, length);
	if (sim->plant == PLANT_EMPTY_WORDS && place->questions == 3)
		text[0] = '\0';
	sim_trace(sim, "    %s: %s\n", where, text);
	if (text[0] == '\0')
		sim_fail(sim, "words", place->session, "%s is empty (text %u)", where, saying->text);
	if (strchr(text, '{') || strchr(text, '}'))
		sim_fail(sim, "words", place->session, "%s is not filled in: \"%s\"", where, text);
	if (strstr(text, "  ") || strstr(text, " .") || strstr(text, "  ,"))
		sim_fail(sim, "words", place->session, "%s has a hole: \"%s\"", where, text);
	check_text(sim, place->session, text, where);
}

/* As a number of its own: 4072 is not in 40721. */
static bool has_code(const char *text, const char *code)
{
	size_t length = strlen(code);

	for (const char *at = length ? strstr(text, code) : NULL; at; at = strstr(at + 1, code))
		if ((at == text || !isdigit((uint8_t)at[-1])) && !isdigit((uint8_t)at[length]))
			return true;
	return false;
}

/* A loudspeaker tells nobody's name, words or code. */
static void check_aloud(
	struct sim *sim, const struct stand *place, const struct content *c, const struct saying *saying)
{
	const struct person *person = place->person;
	const char *authored; /* a year may be somebody's code */
	char text[SAID_BYTES_MAX];

	content_say_aloud(c, saying, false, text, sizeof(text));
	if (text[0] == '\0' || strstr(text, "  ") || strstr(text, " .") || strstr(text, " ,") || strchr(text, '{'))
		sim_fail(sim, "aloud", place->session, "on a loudspeaker it has a hole: \"%s\"", text);
	authored = content_text(c, saying->text, saying->language, saying->wording);
	if (strstr(text, person->token) || (has_code(text, person->code) && !has_code(authored, person->code)))
		sim_fail(sim, "aloud", place->session, "a loudspeaker tells what is one's own: \"%s\"", text);
}

static void on_say(void *self, const struct content *c, const struct effect *effect)
{
	struct stand *place = self;
	struct sim *sim = place->sim;

	if (!meet(place, c, effect))
		return;
	if (effect->say.text == NONE16)
		sim_fail(sim, "words", place->session, "a SAY without a text");
	if (values_get(&effect->say.values, "code"))
		code_told(sim, place, values_get(&effect->say.values, "code"));
	check_words(sim, place, c, &effect->say, "say");
	check_aloud(sim, place, c, &effect->say);
	if (sim->plant == PLANT_CARD_ECHO)
		check_text(sim, place->session, place->person->card, "say");
	check_code_level(place, effect->say.text);
	check_outcome(sim, place, effect->say.text);
	check_survey(sim, place, effect->say.text);
}

static void on_show(void *self, const struct content *c, const struct effect *effect)
{
	struct stand *place = self;
	struct sim *sim = place->sim;

	if ((sim->restoring && sim->plant == PLANT_LOST_QUESTION) || !meet(place, c, effect))
		return;
	if (effect->show.screen >= SCREEN_COUNT)
		sim_fail(sim, "words", place->session, "a SHOW without a screen");
	if (effect->show.screen == SCREEN_SURVEY && effect->show.topic != NONE16)
		sim_fail(sim, "heading", place->session, "the survey is about the whole visit, not about one topic");
	check_words(sim, place, c, &effect->show.caption, "show");
	sim_mix(sim, &effect->show.screen, sizeof(effect->show.screen));
	sim_trace(sim, "    show %s slot %d code %s\n", screen_name(effect->show.screen),
		effect->show.slot == NONE16 ? -1 : effect->show.slot, effect->show.code);
	if (place->code_given[0] && strcmp(effect->show.code, place->code_given) == 0 &&
		strcmp(effect->show.code, place->show.show.code) != 0) {
		place->code_given[0] = '\0';
		resumed(sim, place);
	}
	code_told(sim, place, effect->show.code);
	if (effect->show.screen == SCREEN_SLOT)
		sim_seen(sim, place->session)->form = true;
	place->show = *effect;
	place->listened = false;
	if (effect->show.screen != SCREEN_STILL_THERE)
		place->question = *effect;
}

static void on_listen(void *self, const struct content *c, const struct effect *effect)
{
	struct stand *place = self;

	if ((place->sim->restoring && place->sim->plant == PLANT_LOST_QUESTION) || !meet(place, c, effect))
		return;
	sim_mix(place->sim, &effect->listen.expect, sizeof(effect->listen.expect));
	if (!(effect->listen.expect & EXPECT_UNIVERSAL))
		sim_fail(place->sim, "trapped", place->session, "a question that does not listen for the ways out");
	place->listen = *effect;
	place->language = effect->listen.language;
	place->listened = true;
	place->waits = false;
	answers_check_slot(place->sim, place);
	place->questions++;
	place->blank = false;
}

static void on_language(void *self, uint32_t session, const struct content *c, uint8_t language)
{
	struct stand *place = self;

	(void)session;
	if (sim_dies_here(place->sim))
		return;
	if (language >= c->site.languages_count)
		sim_fail(place->sim, "language", place->session, "language %u is not one of the site's", language);
	place->language = language;
}

static void on_wipe(void *self, uint32_t session)
{
	struct stand *place = self;

	(void)session;
	if (sim_dies_here(place->sim))
		return;
	memset(&place->show, 0, sizeof(place->show));
}

/* It is over, or waits for who has the code; known here, because the machine may die before anybody looks again. */
static void note_close(struct stand *place)
{
	struct seen *seen = sim_seen(place->sim, place->session);

	seen->closed = true;
	if (strcmp(runner_state(place->sim->machine.whole.runner, place->session), "dropped") != 0)
		seen->waits_to_end = true;
}

static void on_close(void *self, uint32_t session, bool again)
{
	struct stand *place = self;

	(void)session;
	if (sim_dies_here(place->sim))
		return;
	sim_trace(place->sim, "    close\n");
	note_close(place);
	gone_from_place(place->sim, place);
	if (again)
		people_start_again(place->sim, place);
	else
		people_leave(place->sim, place);
}

struct surface check_surface(struct stand *place)
{
	static const struct surface_ops ops = {.say = on_say,
		.show = on_show,
		.listen = on_listen,
		.language = on_language,
		.wipe = on_wipe,
		.close = on_close};

	return (struct surface){.ops = &ops, .self = place};
}

/* --- after a step --- */

static uint8_t state_number(const char *name)
{
	for (uint8_t i = 0; i < STATE_COUNT; i++)
		if (strcmp(state_name((enum state)i), name) == 0)
			return i;
	return STATE_COUNT;
}

/* One step may make several moves of the table; what no chain of them may do is judged here. */
static bool may_follow(enum state before, enum state now)
{
	switch (before) {
	case STATE_FREE: return false;
	case STATE_DROPPED: return now == STATE_FREE; /* its conversation goes on under another number */
	case STATE_SURVEY: return now != STATE_GREET && now != STATE_COLLECT && now != STATE_RESOLVE;
	default: return now != STATE_GREET;
	}
}

static void ended(struct sim *sim, uint32_t session, const struct seen *seen)
{
	if (sim->machine.flipped && !seen->closed) /* no step ended it: a start found it damaged */
		return;
	if (code_leads_on(sim, seen)) /* elsewhere, and the disk keeps its first words back */
		return;
	for (uint32_t i = 0; i < sim->begun_count; i++) {
		const struct begun *begun = &sim->begun[i];

		if (begun->session == session && !seen->resumed_as && !begun->told && !begun->carried &&
			!(begun->answered && begun->truth == OUTCOME_DONE))
			sim_fail(sim, "forgotten", session,
				"%s #%llu was begun; its result was neither told nor given to a person", begun->action,
				(unsigned long long)begun->request);
	}
}

static void check_state(struct sim *sim, struct seen *seen)
{
	uint8_t now = state_number(runner_state(sim->machine.whole.runner, seen->session));

	if (now == STATE_COUNT)
		sim_fail(sim, "states", seen->session, "there is no such state");
	if (seen->entered && now == seen->state)
		return;
	if (seen->entered && !may_follow((enum state)seen->state, (enum state)now))
		sim_fail(sim, "states", seen->session, "%s came after %s", state_name((enum state)now),
			state_name((enum state)seen->state));
	seen->entered = true;
	seen->state = now;
	seen->was_away = seen->was_away || now == STATE_DROPPED;
	sim->totals.states[now]++;
	if (now != STATE_FREE)
		return;
	seen->freed_ms = sim->now_ms;
	ended(sim, seen->session, seen);
}

/* What was over in its memory need not come back, whether the disk has heard of it or not. */
void check_who_is_over(struct sim *sim)
{
	for (uint32_t i = 0; i < sim->seen_count && sim->machine.whole.runner; i++)
		if (strcmp(runner_state(sim->machine.whole.runner, sim->seen[i].session), "ended") == 0)
			sim->seen[i].waits_to_end = true;
}

/* Those who are away are many, and rarely anything happens to them. */
void check_states(struct sim *sim)
{
	bool all = ++sim->settled % AWAY_EVERY == 0;

	for (uint32_t i = 0; i < sim->seen_count; i++) {
		struct seen *seen = &sim->seen[i];

		if (seen->person && (!seen->entered || seen->state != STATE_FREE) &&
			(all || seen->state != STATE_DROPPED))
			check_state(sim, seen);
	}
}

void check_step_done(struct sim *sim, struct stand *place)
{
	const struct seen *seen = place->session ? sim_seen(sim, place->session) : NULL;

	if (!seen)
		return;
	if (place->shown && !place->listened && place->show.show.screen != SCREEN_STILL_THERE && place->questions &&
		runner_idle(sim->machine.whole.runner)) /* else the disk has it still */
		sim_fail(sim, "words", place->session, "%s was shown and nobody listens",
			screen_name(place->show.show.screen));
	place->shown = false;
	if (place->let_in) /* not sooner: what closes the other place may be carried out behind it in the same turn */
		check_once(sim, place);
	place->let_in = false;
	if (place->touched_ms + SILENT_MS_MAX < sim->now_ms)
		sim_fail(sim, "ends", place->session, "nothing has happened for two hours in state %s",
			runner_state(sim->machine.whole.runner, place->session));
	if (seen->turns > TURNS_MAX)
		sim_fail(sim, "ends", place->session, "%u turns and no end", seen->turns);
}

static bool escaped(const struct sim *sim, const struct stand *place, uint32_t session)
{
	const char *state = runner_state(sim->machine.whole.runner, session);

	switch ((enum escape)place->escape) {
	case ESCAPE_PERSON:
		return strcmp(state, "handover") == 0 || sim->cards_count + sim->cards_changed > place->escape_carried;
	case ESCAPE_START_OVER:
		return strcmp(state, "narrow") == 0 && place->show.show.screen == SCREEN_MENU &&
		       place->show.show.parent == NONE16;
	case ESCAPE_GOODBYE: return place->session != session;
	case ESCAPE_NONE: break;
	}
	return true;
}

/* Called after each input of somebody who wants out; `place` may be free by now. */
void check_escape(struct sim *sim, struct stand *place)
{
	static const char *const names[] = {"", "a person", "start over", "goodbye"};

	if (place->escape == ESCAPE_NONE || place->session == 0)
		return;
	if (place->waits && place_has_call(place))
		return;     /* keys take their time */
	if (place->waits) { /* the disk is slow: it has not been answered yet */
		place->escape_inputs = 0;
		return;
	}
	if (escaped(sim, place, place->session))
		place->escape = ESCAPE_NONE;
	else if (place->escape_inputs >= 2)
		sim_fail(sim, "trapped", place->session, "%s was wanted twice; state %s, screen %s",
			names[place->escape], runner_state(sim->machine.whole.runner, place->session),
			screen_name(place->show.show.screen));
}

void check_life_over(struct sim *sim)
{
	for (uint32_t i = 0; i < sim->seen_count; i++)
		if (sim->seen[i].person && sim->seen[i].state != STATE_FREE)
			sim_fail(sim, "ends", sim->seen[i].session,
				"a week after the last customer it is still in state %s",
				state_name((enum state)sim->seen[i].state));
	if (sim->machine.flipped)
		return; /* a conversation whose version cannot be read any more is over; its card stays with the team */
	for (uint32_t i = 0; i < sim->cards_count; i++) {
		const struct card *card = &sim->cards[i];

		if (!card->taken && !card->promised && !card->closed)
			sim_fail(sim, "handover", card->card.session, "handover %llu ended in silence",
				(unsigned long long)card->card.request);
	}
}
