/* People at telephones: who is rung for whom, and what becomes of it. */
#include "line/operators_parts.h"

#include "log.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TURN_MS = 1000 };

static const struct line *line_of(const struct operators *o)
{
	return &o->options.line;
}

static struct runner *runner_of(const struct operators *o)
{
	return o->calls ? calls_runner(o->calls) : NULL;
}

/* --- errands --- */

struct errand *errand_of(struct operators *o, uint64_t request)
{
	for (unsigned i = 0; i < OPERATOR_ERRANDS_MAX; i++)
		if (o->errands[i].state != ERRAND_NONE && o->errands[i].request == request)
			return &o->errands[i];
	return NULL;
}

struct errand *errand_take(struct operators *o, const struct agent_card *card)
{
	for (unsigned i = 0; i < OPERATOR_ERRANDS_MAX; i++) {
		if (o->errands[i].state != ERRAND_NONE)
			continue;
		o->errands[i] =
			(struct errand){.state = ERRAND_WAITS, .session = card->session, .request = card->request};
		return &o->errands[i];
	}
	log_warn("operators: too many handovers at once; one is left to the console and to a callback");
	return NULL;
}

static void leg_end(const struct operators *o, struct leg *leg)
{
	if (leg->call)
		line_of(o)->ops->end(line_of(o)->self, leg->call, 0, 0);
	*leg = (struct leg){0};
}

/* A caller's own call is the conversation's to end. */
void errand_free(struct operators *o, struct errand *errand)
{
	bool hears = errand->state == ERRAND_ASKS || errand->state == ERRAND_DIALS || errand->state == ERRAND_CONFIRMS;

	if (hears)
		leg_leaves(o, &errand->agent, 0, PROMPT_OPERATOR_NOBODY);
	else
		leg_end(o, &errand->agent);
	if (errand->promised)
		leg_end(o, &errand->customer);
	*errand = (struct errand){0};
}

void leg_leaves(struct operators *o, struct leg *leg, uint8_t language, enum prompt prompt)
{
	for (unsigned i = 0; leg->call && i < OPERATOR_ERRANDS_MAX; i++) {
		struct leg *last = &o->farewells[i];

		if (last->call)
			continue;
		line_of(o)->ops->stop(line_of(o)->self, leg->call);
		leg->heard = leg->mark;
		*last = *leg;
		last->since_ms = operators_now_ms(o);
		leg_hears(o, last, language, prompt);
		*leg = (struct leg){0};
		return;
	}
	leg_end(o, leg);
}

/* --- the core --- */

void errand_says(struct operators *o, const struct errand *errand, enum agent_act act)
{
	struct event event = {.kind = EVENT_AGENT_SAID, .session = errand->session, .request = errand->request};
	const struct agent_card *card = runner_handover(runner_of(o), errand->request);

	event.agent.act = (uint8_t)act;
	text_copy(event.agent.agent, sizeof(event.agent.agent), text_of(team_name_of(o, card ? card->team : "")));
	runner_step(runner_of(o), &event);
	explicit_bzero(&event, sizeof(event));
}

/* --- whom to ring --- */

static bool is_of(const struct operator_place *place, const char *team)
{
	return strcmp(place->team, "*") == 0 || strcmp(place->team, team) == 0;
}

bool team_has_places(const struct operators *o, const char *team, bool blind_too)
{
	for (unsigned i = 0; i < o->options.places_count; i++)
		if (is_of(&o->places[i], team) && (blind_too || !o->places[i].blind))
			return true;
	return false;
}

bool team_is_open(const struct operators *o, const char *team)
{
	const struct content *c = runner_of(o) ? runner_content_newest(runner_of(o)) : NULL;
	uint16_t at = c ? content_find_team(c, team) : NONE16;

	return at != NONE16 && content_is_open(c, content_team(c, at)->hours, clock_local_s(o->options.clock));
}

/* One telephone rings for one caller at a time; a transfer rings where many may be. */
static bool is_rung(const struct operators *o, unsigned at)
{
	for (unsigned i = 0; i < OPERATOR_ERRANDS_MAX; i++)
		if (o->errands[i].state > ERRAND_WAITS && o->errands[i].at == at && !o->places[at].blind)
			return true;
	return false;
}

static bool ring(struct operators *o, struct errand *errand, unsigned at)
{
	const struct operator_place *place = &o->places[at];
	struct leg *leg = place->blind ? &errand->customer : &errand->agent;
	enum err err;

	errand->at = (uint8_t)at;
	errand->tried |= (uint16_t)(1u << at);
	errand->state = place->blind ? ERRAND_MOVES : ERRAND_RINGS;
	leg->since_ms = operators_now_ms(o);
	if (place->blind) {
		err = line_of(o)->ops->transfer(line_of(o)->self, errand->customer.call, place->place);
	} else {
		errand->agent = (struct leg){.since_ms = leg->since_ms};
		err = line_of(o)->ops->dial(line_of(o)->self, place->place, &errand->agent.call);
		if (err)
			errand->agent.call = 0;
	}
	if (err)
		log_warn("operators: %s could not be rung (%s); the next one is", place->place, err_name(err));
	return !err;
}

enum err console_shows(struct operators *o, const struct agent_card *card, bool is_new)
{
	const struct agents *console = &o->options.console;
	enum dial_verdict verdict = promise_verdict(o, card);
	struct agent_card with_why = *card;
	size_t used = strlen(with_why.summary);
	enum err err;

	if (!console->ops)
		return ERR_ABSENT;
	if (verdict != DIAL_ALLOWED)
		snprintf(with_why.summary + used, sizeof(with_why.summary) - used, "Not dialled: %s\n",
			dial_verdict_words(verdict));
	err = is_new ? console->ops->offer(console->self, &with_why) : console->ops->change(console->self, &with_why);
	explicit_bzero(&with_why, sizeof(with_why));
	return err;
}

/* Nobody at a telephone: whoever sits at the console may still take it, otherwise the customer hears of it. */
static void give_up(struct operators *o, struct errand *errand)
{
	const struct agent_card *card = runner_handover(runner_of(o), errand->request);
	struct errand gone = *errand;
	bool somebody = card && console_shows(o, card, false) == ERR_NONE;

	errand_free(o, errand);
	if (!somebody && !gone.promised)
		errand_says(o, &gone, AGENT_NOBODY);
}

bool errand_next(struct operators *o, struct errand *errand)
{
	const struct agent_card *card = runner_handover(runner_of(o), errand->request);
	bool in_vain = errand->tried != 0;
	bool open =
		card && team_is_open(o, card->team); /* whoever waited while others were rung waited past its hours */
	bool waits = false;

	leg_end(o, &errand->agent);
	errand->state = ERRAND_WAITS;
	for (unsigned i = 0; open && i < o->options.places_count; i++) {
		if ((errand->tried & (1u << i)) || !is_of(&o->places[i], card->team) ||
			(errand->promised && o->places[i].blind))
			continue;
		if (is_rung(o, i))
			waits = true;
		else if (ring(o, errand, i)) {
			if (in_vain)
				caller_hears_next(o, errand);
			return true;
		}
	}
	errand->state = ERRAND_WAITS;
	if (waits)
		return true;
	give_up(o, errand);
	return false;
}

/* --- somebody takes it --- */

static void console_forgets(struct operators *o, struct errand *errand)
{
	const struct agents *console = &o->options.console;

	if (console->ops && !errand->taken)
		console->ops->withdraw(console->self, errand->request);
	errand->taken = true;
}

void errand_join(struct operators *o, struct errand *errand)
{
	const struct line *line = line_of(o);

	errand->state = ERRAND_JOINED;
	errand->agent.since_ms = operators_now_ms(o);
	calls_with_person(o->calls, errand->session);
	errand_says(o, errand, AGENT_ACCEPTED);
	if (!line->ops->join(line->self, errand->customer.call, errand->agent.call))
		return;
	log_error("operators: two could not be brought together: is there memory?");
	errand_breaks(o, errand);
}

/* A form that was being filled in is left for the person, and goes on behind. */
static void lead_to_person(struct operators *o, const struct errand *errand)
{
	struct event event = {.kind = EVENT_TOUCHED, .session = errand->session, .touched = {.target = TARGET_PERSON}};

	if (strcmp(runner_state(runner_of(o), errand->session), "handover") != 0)
		runner_step(runner_of(o), &event);
}

static void accepted(struct operators *o, struct errand *errand)
{
	console_forgets(o, errand);
	if (errand->promised) {
		promise_dial(o, errand);
		return;
	}
	errand_join(o, errand);
	if (errand->state == ERRAND_JOINED)
		lead_to_person(o, errand);
}

/* The other place has the caller; nobody here hears how it ends. */
static void moved(struct operators *o, struct errand *errand)
{
	struct errand gone = *errand;

	console_forgets(o, errand);
	*errand = (struct errand){0};
	calls_with_person(o->calls, gone.session);
	errand_says(o, &gone, AGENT_ACCEPTED);
	errand_says(o, &gone, AGENT_CLOSED);
	calls_gone(o->calls, gone.session);
}

/* --- the end of a talk --- */

/* Whoever talked for a while and hung up has served the customer, who is asked what else there is. Whoever vanished has
 * not: the customer hears that, and a callback is offered. */
static void agent_left(struct operators *o, struct errand *errand, uint16_t why)
{
	struct errand gone = *errand;
	bool served = why == 0 && operators_now_ms(o) - errand->agent.since_ms >= OPERATOR_TALKED_MS;

	*errand = (struct errand){0};
	if (gone.promised) {
		leg_leaves(o, &gone.customer, gone.language, served ? PROMPT_GOODBYE : PROMPT_HANDOVER_BROKEN);
	} else {
		line_of(o)->ops->part(line_of(o)->self, gone.customer.call);
		calls_back(o->calls, gone.session);
		if (!served)
			calls_tell(o->calls, gone.session, PROMPT_HANDOVER_BROKEN);
	}
	if (gone.promised && !served)
		promise_missed(o, &gone);
	else
		errand_says(o, &gone, served ? AGENT_CLOSED : AGENT_REFUSED);
}

void errand_breaks(struct operators *o, struct errand *errand)
{
	leg_end(o, &errand->agent);
	agent_left(o, errand, CALLS_UNAVAILABLE);
}

static void customer_left(struct operators *o, struct errand *errand)
{
	struct errand gone = *errand;

	errand->customer.call = 0;
	errand_free(o, errand);
	if (gone.state == ERRAND_JOINED)
		errand_says(o, &gone, AGENT_CLOSED);
}

/* --- what happens --- */

static void ask(struct operators *o, struct errand *errand)
{
	const struct agent_card *card = runner_handover(runner_of(o), errand->request);

	errand->agent.asked++;
	errand->agent.since_ms = operators_now_ms(o);
	if (card)
		agent_hears_summary(o, errand, card);
}

static void ask_again(struct operators *o, struct errand *errand)
{
	line_of(o)->ops->stop(line_of(o)->self, errand->agent.call);
	errand->agent.heard = errand->agent.mark;
	if (errand->agent.asked < OPERATOR_ASKED_MAX)
		ask(o, errand);
	else
		(void)errand_next(o, errand);
}

static void agent_keyed(struct operators *o, struct errand *errand, char key)
{
	if (errand->state != ERRAND_ASKS)
		return;
	if (key == '1')
		accepted(o, errand);
	else if (key == '2')
		(void)errand_next(o, errand);
	else
		ask_again(o, errand);
}

static void agent_ended(struct operators *o, struct errand *errand, uint16_t why)
{
	errand->agent.call = 0;
	if (errand->state == ERRAND_JOINED)
		agent_left(o, errand, why);
	else if (errand->state == ERRAND_DIALS || errand->state == ERRAND_CONFIRMS)
		promise_agent_left(o, errand);
	else
		(void)errand_next(o, errand);
}

static void of_agent(struct operators *o, struct errand *errand, const struct line_event *event)
{
	struct leg *leg = &errand->agent;

	switch ((enum line_what)event->what) {
	case LINE_ANSWERED:
		leg->codec = event->codec;
		errand->state = ERRAND_ASKS;
		ask(o, errand);
		break;
	case LINE_KEYED: agent_keyed(o, errand, event->key); break;
	case LINE_ENDED: agent_ended(o, errand, event->why); break;
	default: break;
	}
}

static void of_caller(struct operators *o, struct errand *errand, const struct line_event *event)
{
	switch ((enum line_what)event->what) {
	case LINE_MOVED: moved(o, errand); break;
	case LINE_STAYED:
		if (errand->state == ERRAND_MOVES)
			(void)errand_next(o, errand);
		break;
	case LINE_PARTED:
		if (errand->state == ERRAND_JOINED)
			errand_breaks(o, errand);
		break;
	case LINE_ENDED: customer_left(o, errand); break;
	default: break;
	}
}

static void heard(struct operators *o, struct leg *leg, uint32_t mark)
{
	if (mark > leg->heard && mark <= leg->mark)
		leg->heard = mark;
	leg->since_ms = operators_now_ms(o);
}

static void of_farewell(struct operators *o, struct leg *leg, const struct line_event *event)
{
	if (event->what == LINE_ENDED)
		*leg = (struct leg){0};
	else if (event->what == LINE_PLAYED && event->mark >= leg->mark)
		leg_end(o, leg);
}

static void happened(void *self, const struct line_event *event)
{
	struct operators *o = self;

	for (unsigned i = 0; i < OPERATOR_ERRANDS_MAX; i++) {
		struct errand *errand = &o->errands[i];

		if (o->farewells[i].call == event->call) {
			of_farewell(o, &o->farewells[i], event);
			return;
		}
		if (errand->state == ERRAND_NONE)
			continue;
		if (errand->agent.call == event->call) {
			if (event->what == LINE_PLAYED && errand->state != ERRAND_JOINED)
				heard(o, &errand->agent, event->mark);
			else
				of_agent(o, errand, event);
			return;
		}
		if (errand->customer.call == event->call) {
			if (errand->promised)
				promise_happened(o, errand, event);
			else
				of_caller(o, errand, event);
			return;
		}
	}
}

/* --- what is due --- */

/* Somebody at the console was faster, or the customer wanted it otherwise. */
static bool is_over(const struct operators *o, const struct errand *errand)
{
	const struct agent_card *card;

	if (errand->state == ERRAND_JOINED || errand->taken)
		return false;
	card = runner_handover(runner_of(o), errand->request);
	return !card || card->state != (errand->answer            ? HANDOVER_ANSWER
					       : errand->promised ? HANDOVER_CALLBACK
								  : HANDOVER_OPEN);
}

static void errand_due(struct operators *o, struct errand *errand)
{
	uint64_t agent_ms = operators_now_ms(o) - errand->agent.since_ms;
	uint64_t customer_ms = operators_now_ms(o) - errand->customer.since_ms;

	if (is_over(o, errand))
		errand_free(o, errand);
	else if (errand->state == ERRAND_WAITS)
		(void)errand_next(o, errand);
	else if (errand->state == ERRAND_RINGS && agent_ms >= OPERATOR_RINGS_MS)
		(void)errand_next(o, errand);
	else if (errand->state == ERRAND_MOVES && customer_ms >= OPERATOR_MOVES_MS)
		(void)errand_next(o, errand);
	else if (errand->state == ERRAND_ASKS && leg_is_silent(&errand->agent, agent_ms))
		ask_again(o, errand);
	else if (errand->state == ERRAND_DIALS || errand->state == ERRAND_CONFIRMS)
		promise_due(o, errand);
}

static uint32_t operators_turn(void *self)
{
	struct operators *o = self;

	for (unsigned i = 0; i < OPERATOR_ERRANDS_MAX; i++) {
		struct leg *last = &o->farewells[i];

		if (o->errands[i].state != ERRAND_NONE)
			errand_due(o, &o->errands[i]);
		if (last->call && operators_now_ms(o) - last->since_ms >= OPERATOR_LAST_MS)
			leg_end(o, last);
	}
	promises_due(o);
	return TURN_MS;
}

/* --- the agents port --- */

/* Only for a caller who is on the line now. */
static bool begin(struct operators *o, const struct agent_card *card)
{
	uint32_t call = o->calls && runner_of(o) ? calls_call(o->calls, card->session) : 0;
	struct errand *errand;

	if (!call || card->state != HANDOVER_OPEN || errand_of(o, card->request) || !team_is_open(o, card->team) ||
		!team_has_places(o, card->team, true))
		return false;
	errand = errand_take(o, card);
	if (!errand)
		return false;
	errand->customer.call = call;
	return errand_next(o, errand);
}

static enum err operators_offer(void *self, const struct agent_card *card)
{
	struct operators *o = self;
	enum err err;

	promise_look(o, card);
	err = console_shows(o, card, true);
	return begin(o, card) ? ERR_NONE : err;
}

static enum err operators_tell(void *self, uint64_t request, const char *words)
{
	struct operators *o = self;
	const struct agents *console = &o->options.console;
	const struct errand *errand = errand_of(o, request);

	if (errand && errand->state == ERRAND_JOINED)
		return ERR_NONE; /* they hear each other */
	return console->ops ? console->ops->tell(console->self, request, words) : ERR_ABSENT;
}

static enum err operators_change(void *self, const struct agent_card *card)
{
	struct operators *o = self;
	struct errand *errand = errand_of(o, card->request);

	if (errand && is_over(o, errand))
		errand_free(o, errand);
	promise_look(o, card);
	return console_shows(o, card, false);
}

static void operators_withdraw(void *self, uint64_t request)
{
	struct operators *o = self;
	const struct agents *console = &o->options.console;
	struct errand *errand = errand_of(o, request);

	if (errand)
		errand_free(o, errand);
	if (console->ops)
		console->ops->withdraw(console->self, request);
}

static void operators_close(void *self)
{
	struct operators *o = self;

	if (o->options.console.ops)
		o->options.console.ops->close(o->options.console.self);
	explicit_bzero(o, sizeof(*o));
	free(o);
}

/* --- from the start on --- */

enum err operators_open(struct operators **out, const struct operators_options *options)
{
	struct operators *o = calloc(1, sizeof(*o));

	*out = o;
	if (!o)
		return ERR_NO_SPACE;
	CHECK(options->places_count <= OPERATOR_PLACES_MAX);
	o->options = *options;
	memcpy(o->places, options->places, options->places_count * sizeof(*options->places));
	o->options.places = o->places;
	return ERR_NONE;
}

struct agents operators_agents(struct operators *operators)
{
	static const struct agents_ops ops = {
		.offer = operators_offer,
		.tell = operators_tell,
		.change = operators_change,
		.withdraw = operators_withdraw,
		.close = operators_close,
	};

	return (struct agents){.ops = &ops, .self = operators};
}

struct calls_beside operators_beside(struct operators *operators)
{
	return (struct calls_beside){happened, operators_turn, operators};
}

void operators_serve(struct operators *operators, struct calls *calls)
{
	operators->calls = calls;
}
