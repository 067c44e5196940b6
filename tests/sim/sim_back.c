/* The business with its ledger, and the agents at their table: they answer, late, twice, never, and after the customer
 * has gone. */
#include "sim.h"

#include "base/text.h"

#include <string.h>

enum {
	AGAIN_MS = 50,      /* sooner than any first answer */
	AT_ONCE_MS = 10000, /* a slow disk's time */
	KNOCK_MS = 1000,    /* the device takes nothing just now */
};

/* --- the business --- */

static struct begun *ledger_find(struct sim *sim, uint64_t request)
{
	for (uint32_t i = sim->begun_count; i-- > 0;)
		if (sim->begun[i].request == request)
			return &sim->begun[i];
	return NULL;
}

static void answer_later(struct sim *sim, const struct event *event, uint32_t wait_ms)
{
	for (unsigned i = 0; i < ANSWERS_DUE_MAX; i++) {
		if (sim->due[i].at_ms)
			continue;
		sim->due[i].at_ms = sim->now_ms + wait_ms;
		sim->due[i].event = *event;
		return;
	}
	sim_fail(sim, "sim", event->session, "more answers under way than the simulator has places for");
}

/* When it comes, if it comes, and whether it comes again. */
static void answer_somehow(struct sim *sim, const struct event *event, uint32_t wait_s)
{
	bool late = rng_chance(&sim->dice, sim->swarm.often[FAULT_ACTION_LATE]);

	if (rng_chance(&sim->dice, sim->swarm.often[FAULT_ACTION_NEVER]))
		return;
	answer_later(sim, event, late ? sim_between(sim, wait_s, wait_s * 6) * 1000 : sim_between(sim, 100, 6000));
	if (rng_chance(&sim->dice, sim->swarm.often[FAULT_ACTION_TWICE]))
		answer_later(sim, event, sim_between(sim, 100, 30000));
}

static void fill_done(struct sim *sim, const struct begun *begun, bool uncertain, struct event *event)
{
	const struct person *person;

	event->kind = EVENT_ACTION_DONE;
	event->done.outcome = uncertain ? OUTCOME_UNKNOWN : begun->truth;
	if (begun->person == 0)
		return; /* never begun */
	person = sim_person(sim, begun->person);
	if (event->done.outcome == OUTCOME_DONE)
		snprintf(
			event->done.reference, sizeof(event->done.reference), "REF%u%s", begun->session, person->token);
	if (event->done.outcome == OUTCOME_DONE || event->done.outcome == OUTCOME_REFUSED)
		snprintf(event->done.text, sizeof(event->done.text), "as it stands for %s", person->token);
}

static uint8_t draw_truth(struct sim *sim)
{
	if (rng_chance(&sim->dice, sim->swarm.often[FAULT_ACTION_REFUSED]))
		return OUTCOME_REFUSED;
	return rng_chance(&sim->dice, sim->swarm.often[FAULT_ACTION_FAILED]) ? OUTCOME_FAILED : OUTCOME_DONE;
}

static struct begun *ledger_begin(struct sim *sim, const struct action_call *call, const char *action)
{
	struct begun *begun = ledger_find(sim, call->request);
	struct seen *seen = sim_seen(sim, call->session);

	if (begun)
		sim_fail(sim, "at_most_once", call->session,
			"request %llu for %s was given before, for %s of session %u", (unsigned long long)call->request,
			action, begun->action, begun->session);
	if (sim->begun_count == BEGUN_MAX)
		sim_fail(sim, "sim", call->session, "the simulator's ledger is full");
	begun = &sim->begun[sim->begun_count++];
	if (seen->inputs == seen->inputs_begun)
		sim_fail(sim, "at_most_once", call->session,
			"%s #%llu was begun without anything that the customer did", action,
			(unsigned long long)call->request);
	seen->inputs_begun = seen->inputs;
	*begun = (struct begun){
		.request = call->request, .session = call->session, .person = seen->person, .truth = draw_truth(sim)};
	text_copy(begun->action, sizeof(begun->action), text_of(action));
	sim->totals.begun++;
	return begun;
}

/* Who it is: the business knows its customers by the number that begins with 7. */
static void fill_known(struct sim *sim, const struct action_call *call, struct event *event)
{
	const struct person *person = sim_person(sim, sim_seen(sim, call->session)->person);

	event->kind = EVENT_CUSTOMER_KNOWN;
	event->known.language = LANGUAGES_MAX;
	if (!person->known)
		return;
	if (sim->plant == PLANT_OTHERS_NAME)
		person = sim_person(sim, person->id > 1 ? person->id - 1 : 2);
	event->known.level = call->level;
	text_copy(event->known.name, sizeof(event->known.name), text_of(person->name));
}

static void ask_ledger(struct sim *sim, const struct action_call *call, struct event *event)
{
	const struct begun *begun = ledger_find(sim, call->request);
	struct begun never = {.truth = OUTCOME_FAILED};

	fill_done(sim, begun ? begun : &never, begun && rng_chance(&sim->dice, sim->swarm.often[FAULT_ACTION_UNKNOWN]),
		event);
}

/* The answer to the one before, once more, now of all times. */
static void answer_again(struct sim *sim, const struct begun *now)
{
	struct event event = {.session = now->session};

	if (!sim->swarm.often[FAULT_ACTION_TWICE] || now->request % 2) /* no dice: other lives stay what they are */
		return;
	for (const struct begun *begun = now; begun-- > sim->begun;) {
		if (begun->session != now->session || !begun->answered)
			continue;
		event.request = begun->request;
		fill_done(sim, begun, false, &event);
		answer_later(sim, &event, AGAIN_MS);
		return;
	}
}

static void begin_action(struct sim *sim, const struct action_call *call, const char *id, struct event *event)
{
	const struct begun *begun = ledger_begin(sim, call, id);

	answer_again(sim, begun);
	fill_done(sim, begun, rng_chance(&sim->dice, sim->swarm.often[FAULT_ACTION_UNKNOWN]), event);
}

static enum err start(void *self, const struct action_call *call)
{
	struct sim *sim = self;
	struct event event = {.session = call->session, .request = call->request};
	const struct content_action *action = content_action(call->content, call->action);
	const char *id = content_string(call->content, action->id);

	if (sim_dies_here(sim))
		return ERR_ABSENT;
	sim_trace(sim, "    business: %s #%llu%s%s\n", id, (unsigned long long)call->request, call->ask ? " ask" : "",
		call->known ? " known" : "");
	sim_mix_number(sim, call->request * 4 + call->ask * 2U + call->known);
	check_values(sim, call->session, call->inputs, "an action's inputs");
	check_inputs(sim, call->session, call->content, call->inputs);
	if (!call->known)
		sim_seen(sim, call->session)->called = true;
	if (!call->ask)
		answers_check_proof(sim, call->session, call->known ? call->level : (uint8_t)action->level);
	if (rng_chance(&sim->dice, sim->swarm.often[FAULT_ACTION_NOT_STARTED]))
		return ERR_ABSENT;
	if (call->known)
		fill_known(sim, call, &event);
	else if (call->ask)
		ask_ledger(sim, call, &event);
	else
		begin_action(sim, call, id, &event);
	if (sim->plant == PLANT_DONE_TWICE && !call->ask && !call->known)
		ledger_begin(sim, call, id);
	answer_somehow(sim, &event, action->wait_s);
	return ERR_NONE;
}

static void close_nothing(void *self)
{
	(void)self;
}

struct actions back_actions(struct sim *sim)
{
	static const struct actions_ops ops = {.start = start, .close = close_nothing};

	return (struct actions){&ops, sim};
}

/* --- agents --- */

static struct card *card_find(struct sim *sim, uint64_t request)
{
	for (uint32_t i = sim->cards_count; i-- > 0;)
		if (sim->cards[i].card.request == request)
			return &sim->cards[i];
	return NULL;
}

static void check_card(struct sim *sim, const struct agent_card *card)
{
	struct seen *seen = sim_seen(sim, card->session);

	check_text(sim, card->session, card->summary, "an agent's card");
	check_text(sim, card->session, card->phone[0] ? card->phone : "-", "an agent's card's phone");
	seen->handover = true;
	for (uint32_t i = 0; i < sim->begun_count; i++)
		if (sim->begun[i].person == seen->person)
			sim->begun[i].carried = true;
}

/* After a power cut. What an agent did with it and the device forgot is done again. */
static enum err shown_again(struct sim *sim, struct card *card, const struct agent_card *offered)
{
	sim_trace(sim, "    agents: card %llu again, as %u\n", (unsigned long long)offered->request, offered->state);
	check_card(sim, offered);
	card->card = *offered;
	card->called = card->closed = false;
	card->taken = offered->state == HANDOVER_TAKEN;
	card->promised = offered->state == HANDOVER_CALLBACK || offered->state == HANDOVER_MESSAGE;
	if (offered->state == HANDOVER_ANSWER) { /* it waits for its customer, and for nobody at the table */
		card->closed = true;
		card->next_ms = 0;
	} else if (!card->next_ms && rng_chance(&sim->dice, 700)) {
		card->next_ms = sim->now_ms + sim_between(sim, 60, 7200) * 1000;
	}
	return ERR_NONE;
}

static enum err offer(void *self, const struct agent_card *offered)
{
	struct sim *sim = self;
	struct card *card = card_find(sim, offered->request);

	if (sim_dies_here(sim))
		return ERR_ABSENT;
	if (card && card->card.session == offered->session && card->card.since_ms == offered->since_ms)
		return shown_again(sim, card, offered);
	if (card && (card->taken || card->promised || card->closed))
		sim_fail(sim, "request_number", offered->session, "handover %llu was given before",
			(unsigned long long)offered->request);
	if (!card && sim->cards_count == CARDS_MAX)
		sim_fail(sim, "sim", offered->session, "the agents' table is full");
	if (!card) {
		card = &sim->cards[sim->cards_count++];
		memset(card, 0, sizeof(*card));
	}
	sim_trace(sim, "    agents: card %llu code %s\n", (unsigned long long)offered->request, offered->code);
	sim_mix(sim, offered->summary, strlen(offered->summary));
	promise_made(sim, &(struct sim_promise){.kind = PROMISE_CARD,
				  .session = offered->session,
				  .request = offered->request,
				  .words = offered->summary[0] != '\0'});
	check_card(sim, offered);
	card->card = *offered;
	/* A kill came before the agents heard of it: they hear of it as it stands by now. */
	card->taken = offered->state == HANDOVER_TAKEN;
	card->promised = offered->state == HANDOVER_CALLBACK || offered->state == HANDOVER_MESSAGE;
	card->session_now = offered->session;
	card->person = sim_seen(sim, offered->session)->person;
	card->says_left = (uint8_t)sim_between(sim, 0, 3);
	sim_seen(sim, offered->session)->handover_request = offered->request;
	if (rng_chance(&sim->dice, sim->swarm.often[FAULT_AGENTS_ABSENT]))
		return ERR_ABSENT;
	if (!rng_chance(&sim->dice, sim->swarm.often[FAULT_AGENTS_NEVER]))
		card->next_ms = sim->now_ms + sim_between(sim, 3, 400) * 1000;
	return ERR_NONE;
}

static enum err tell(void *self, uint64_t request, const char *words)
{
	struct sim *sim = self;
	struct card *card = card_find(sim, request);

	if (sim_dies_here(sim))
		return ERR_ABSENT;
	if (!card)
		sim_fail(sim, "tell", 0, "words for an agent of a handover that was never offered");
	check_text(sim, card->card.session, words, "words to an agent");
	if (card->closed)
		return ERR_ABSENT;
	card->next_ms = sim->now_ms + sim_between(sim, 3, 60) * 1000;
	return ERR_NONE;
}

static void promised(struct sim *sim, struct card *card)
{
	card->promised = true;
	promise_made(sim, &(struct sim_promise){
				  .kind = PROMISE_CALL, .session = card->card.session, .request = card->card.request});
}

static enum err change(void *self, const struct agent_card *changed)
{
	struct sim *sim = self;
	struct card *card = card_find(sim, changed->request);

	if (sim_dies_here(sim))
		return ERR_ABSENT;
	if (!card)
		sim_fail(sim, "handover", changed->session, "a handover was changed that was never offered");
	if (card->called && changed->state == HANDOVER_CALLBACK && card->put_back_ms &&
		sim->now_ms < card->put_back_ms + AT_ONCE_MS &&
		card->put_back_inputs == sim_seen(sim, card->session_now)->inputs)
		sim_fail(sim, "handover", changed->session,
			"callback %llu stood, was put back, and is promised again unasked",
			(unsigned long long)changed->request);
	sim->cards_changed++;
	sim_trace(sim, "    agents: card %llu is now %u\n", (unsigned long long)changed->request, changed->state);
	check_card(sim, changed);
	card->card = *changed;
	card->called = changed->state == HANDOVER_CALLBACK;
	if (changed->state == HANDOVER_CALLBACK || changed->state == HANDOVER_MESSAGE)
		promised(sim, card);
	else
		card->customer_gone = true;
	if (!card->next_ms && !card->closed && rng_chance(&sim->dice, 700)) /* who has it open already is quick */
		card->next_ms =
			sim->now_ms +
			(rng_chance(&sim->dice, 300) ? sim_between(sim, 2, 40) : sim_between(sim, 60, 7200)) * 1000;
	return ERR_NONE;
}

static void withdraw(void *self, uint64_t request)
{
	struct card *card = card_find(self, request);

	if (card)
		card->next_ms = 0;
}

struct agents back_agents(struct sim *sim)
{
	static const struct agents_ops ops = {
		.offer = offer, .tell = tell, .change = change, .withdraw = withdraw, .close = close_nothing};

	return (struct agents){&ops, sim};
}

/* The next thing an agent does with a card. */
static void agent_acts(struct sim *sim, struct card *card, struct event *event)
{
	const struct person *person = sim_person(sim, card->person);

	text_copy(event->agent.agent, sizeof(event->agent.agent), TEXT("Giulia Ferri"));
	card->next_ms = sim->now_ms + sim_between(sim, 2, 90) * 1000;
	if (!card->taken && !card->refused && rng_chance(&sim->dice, sim->swarm.often[FAULT_AGENTS_REFUSE])) {
		event->agent.act = rng_chance(&sim->dice, 500) ? AGENT_REFUSED : AGENT_NOBODY;
		card->refused = true;
		/* While something waits for the disk, a customer's own "call me" may be on its way. */
		card->put_back_ms = card->called && runner_idle(sim->machine.whole.runner) ? sim->now_ms : 0;
		card->put_back_inputs = sim_seen(sim, card->session_now)->inputs;
		card->next_ms += sim_between(sim, 60, 3600) * 1000;
		return;
	}
	if (!card->taken) {
		event->agent.act = AGENT_ACCEPTED;
		card->taken = true;
		if (rng_chance(&sim->dice, sim->swarm.often[FAULT_AGENTS_VANISH]))
			card->next_ms = 0;
		return;
	}
	snprintf(event->agent.words, sizeof(event->agent.words), "All is well with your matter, %s", person->token);
	event->agent.act = AGENT_SAYS;
	if (card->says_left-- > 0)
		return;
	event->agent.act = AGENT_CLOSED;
	line_answered(sim, card->card.request);
	card->closed = true;
	card->next_ms = 0;
	sim_seen(sim, card->session_now)->waits_to_end = true;
	if (rng_chance(&sim->dice, 200))
		event->agent.words[0] = '\0';
}

/* People at telephones said it to the core: the table knows. */
void back_said(struct sim *sim, const struct event *event)
{
	struct card *card = card_find(sim, event->request);

	if (!card)
		return;
	card->called = false;
	card->taken = event->agent.act == AGENT_ACCEPTED || (card->taken && event->agent.act != AGENT_REFUSED);
	card->closed = card->closed || event->agent.act == AGENT_CLOSED || event->agent.act == AGENT_TOLD;
	if (event->agent.act == AGENT_CLOSED)
		sim_seen(sim, card->session_now)->waits_to_end = true;
	if (event->agent.act == AGENT_ACCEPTED || event->agent.act == AGENT_CLOSED)
		card->next_ms = 0;
}

/* The business and the agents' desk try again where nothing is taken. */
static bool put(struct sim *sim, const struct event *event)
{
	if (inbox_put(sim->machine.whole.device.inbox, event)) {
		answer_later(sim, event, KNOCK_MS);
		return false;
	}
	sim_mix(sim, &event->kind, sizeof(event->kind));
	sim_mix_number(sim, event->request);
	sim->totals.steps++;
	for (unsigned i = 0; i < STANDS_COUNT; i++)
		sim->places[i].waits = sim->places[i].waits || sim->places[i].session;
	return true;
}

static void answer_given(struct sim *sim, const struct event *event)
{
	struct begun *begun = event->kind == EVENT_ACTION_DONE ? ledger_find(sim, event->request) : NULL;

	if (!begun || event->done.outcome == OUTCOME_UNKNOWN)
		return;
	begun->answered++;
	if (begun->answered == 1 && !begun->told &&
		content_find_action(sim->sites[sim->site_live].content, begun->action) != NONE16 &&
		strcmp(runner_state(sim->machine.whole.runner, begun->session), "dropped") == 0)
		begun->waits_for_return = 1 + sim->machine.deaths;
}

uint64_t back_next_ms(const struct sim *sim)
{
	uint64_t next_ms = 0;

	for (unsigned i = 0; i < ANSWERS_DUE_MAX; i++)
		if (sim->due[i].at_ms && (!next_ms || sim->due[i].at_ms < next_ms))
			next_ms = sim->due[i].at_ms;
	for (uint32_t i = 0; i < sim->cards_count; i++)
		if (sim->cards[i].next_ms && (!next_ms || sim->cards[i].next_ms < next_ms))
			next_ms = sim->cards[i].next_ms;
	return next_ms;
}

static void card_acts(struct sim *sim, struct card *card)
{
	struct event event = {.kind = EVENT_AGENT_SAID, .session = card->card.session, .request = card->card.request};

	agent_acts(sim, card, &event);
	sim_trace(sim, "[%9.1f] agent %u on %llu\n", (double)sim->now_ms / 1000, event.agent.act,
		(unsigned long long)event.request);
	put(sim, &event);
}

void back_act(struct sim *sim)
{
	struct event event;

	if (!sim->machine.on)
		return; /* nobody answers when it is called */
	for (unsigned i = 0; i < ANSWERS_DUE_MAX; i++) {
		if (!sim->due[i].at_ms || sim->due[i].at_ms > sim->now_ms)
			continue;
		sim->due[i].at_ms = 0;
		sim_trace(sim, "[%9.1f] business answers #%llu kind %u outcome %u\n", (double)sim->now_ms / 1000,
			(unsigned long long)sim->due[i].event.request, sim->due[i].event.kind,
			sim->due[i].event.kind == EVENT_ACTION_DONE ? sim->due[i].event.done.outcome : 0);
		event = sim->due[i].event; /* its place may be given to another */
		if (put(sim, &event))
			answer_given(sim, &event);
	}
	for (uint32_t i = 0; i < sim->cards_count; i++)
		if (sim->cards[i].next_ms && sim->cards[i].next_ms <= sim->now_ms)
			card_acts(sim, &sim->cards[i]);
}

void back_power_cut(struct sim *sim)
{
	memset(sim->due, 0, sizeof(sim->due));
}
