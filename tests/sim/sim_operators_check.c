/* What must hold of people at telephones and of those who are called back. */
#include "sim_line.h"

#include "base/text.h"
#include "line/calls_parts.h"
#include "line/operators_parts.h"

#include <string.h>

enum {
	BACK_MS_MAX = 2000,   /* until who is left hears something */
	LATE_MS = 3000,       /* turns, and a disk between them */
	HELD_MS_MAX = 240000, /* rung, told, and a customer rung and asked */
	OVER_MS_MAX = 30000,
	HOUR_MS = 3600 * 1000,
	DAY_MS = 24 * HOUR_MS
};

static const struct agent_card *card_of(struct sim_exchange *x, uint64_t request)
{
	return runner_handover(x->sim->machine.whole.runner, request);
}

/* --- who is rung --- */

static void check_open(struct sim_exchange *x, const struct errand *errand)
{
	const struct content *c = runner_content_newest(x->sim->machine.whole.runner);
	const struct agent_card *card = card_of(x, errand->request);
	uint16_t team = card && c ? content_find_team(c, card->team) : NONE16;

	if (team != NONE16 && !content_is_open(c, content_team(c, team)->hours, clock_local_s(x->options.clock)))
		sim_fail(x->sim, "people_hours", errand->session, "%s: somebody is rung out of hours", card->team);
}

void rung_check_hours(struct sim_exchange *x)
{
	const struct operators *o = x->outside->operators;

	for (unsigned i = 0; i < OPERATOR_ERRANDS_MAX; i++) {
		const struct errand *errand = &o->errands[i];

		if ((errand->state == ERRAND_RINGS && errand->agent.call == 0) ||
			(errand->state == ERRAND_MOVES && errand->customer.since_ms == operators_now_ms(o)))
			check_open(x, errand);
	}
}

/* Of the customer who is about to be dialled; NULL: of nobody. */
static const struct errand *errand_dialled(struct sim_exchange *x, const char *number, const struct agent_card **card)
{
	const struct operators *o = x->outside->operators;
	char wanted[NUMBER_BYTES_MAX];

	for (unsigned i = 0; i < OPERATOR_ERRANDS_MAX; i++) {
		const struct errand *errand = &o->errands[i];

		if (!errand->promised || errand->state != ERRAND_DIALS || errand->customer.call)
			continue;
		*card = card_of(x, errand->request);
		if (!*card)
			continue;
		number_plain((*card)->phone, wanted);
		if (strcmp(wanted, number) == 0)
			return errand;
	}
	return NULL;
}

static void check_rules(struct sim_exchange *x, const char *number)
{
	const struct dial_rules *rules = &x->outside->options.rules;
	bool listed = rules->prefixes[0] == '\0';

	for (const char *at = rules->prefixes; *at; at += strspn(at, " ")) {
		size_t length = strcspn(at, " ");

		listed = listed || strncmp(at, number, length) == 0;
		at += length;
	}
	if (!listed)
		sim_fail(x->sim, "dial_rules", 0, "%s is dialled, and only \"%s\" may be", number, rules->prefixes);
}

static void check_often(struct sim_exchange *x, const char *number)
{
	struct telephones *t = x->outside;
	const struct dial_rules *rules = &t->options.rules;
	unsigned per_hour = rules->per_hour ? rules->per_hour : DIAL_PER_HOUR;
	unsigned per_number = rules->per_number ? rules->per_number : DIAL_PER_NUMBER;
	unsigned hour = 1;
	unsigned day = 1;

	for (unsigned i = 0; i < t->dials_count && i < DIALS_MAX; i++) {
		uint64_t ago_ms = x->sim->now_ms - t->dials[i].at_ms;

		hour += ago_ms < HOUR_MS;
		day += ago_ms < DAY_MS && strcmp(t->dials[i].number, number) == 0;
	}
	if (hour > per_hour || day > per_number)
		sim_fail(x->sim, "dial_rules", 0, "%u calls in this hour, %u to %s today; %u and %u may be", hour, day,
			number, per_hour, per_number);
	text_copy(t->dials[t->dials_count % DIALS_MAX].number, NUMBER_BYTES_MAX, text_of(number));
	t->dials[t->dials_count++ % DIALS_MAX].at_ms = x->sim->now_ms;
}

static unsigned tries_at(struct telephones *t, const struct agent_card *card, uint64_t deaths)
{
	unsigned at = 0;

	while (at < t->tries_count && (t->tries[at].request != card->request || t->tries[at].state != card->state))
		at++;
	if (at == t->tries_count && t->tries_count < DIALS_MAX) {
		t->tries_count++;
		t->tries[at].request = card->request;
		t->tries[at].state = card->state;
		t->tries[at].times = 0;
		t->tries[at].deaths = deaths;
	}
	return at;
}

/* A death may have come before the one that was in vain was on the disk. */
static void check_tries(struct sim_exchange *x, const struct agent_card *card)
{
	struct telephones *t = x->outside;
	unsigned at = tries_at(t, card, x->sim->machine.deaths);

	if (at == DIALS_MAX || x->sim->machine.flipped || x->sim->machine.new_store)
		return;
	if (++t->tries[at].times > PROMISE_TRIES_MAX + (x->sim->machine.deaths - t->tries[at].deaths))
		sim_fail(x->sim, "called_back", card->session, "handover %llu is dialled for the %uth time",
			(unsigned long long)card->request, t->tries[at].times);
}

uint8_t rung_check_dialled(struct sim_exchange *x, const char *number)
{
	const struct agent_card *card = NULL;
	const struct errand *errand = errand_dialled(x, number, &card);

	if (!errand)
		sim_fail(x->sim, "called_back", 0, "%s is dialled, and nobody was promised that", number);
	if (card->state != HANDOVER_CALLBACK && card->state != HANDOVER_ANSWER)
		sim_fail(x->sim, "called_back", card->session, "handover %llu is dialled, and stands at %u",
			(unsigned long long)card->request, card->state);
	for (unsigned i = 0; i < x->lines; i++)
		if (x->phones[i].session && x->phones[i].session == card->session)
			sim_fail(x->sim, "called_back", card->session, "who is called back is on the line");
	if (card->state == HANDOVER_ANSWER) /* nobody is rung before it */
		check_open(x, errand);
	check_rules(x, number);
	check_often(x, number);
	check_tries(x, card);
	return card->state;
}

/* A person who left while the customer's telephone rang: that call was not in vain for want of the customer. */
void rung_left(struct sim_exchange *x, const struct rung *rung)
{
	struct telephones *t = x->outside;

	for (unsigned i = 0; i < OPERATOR_ERRANDS_MAX; i++) {
		const struct errand *errand = &t->operators->errands[i];

		if (errand->agent.call != rung->phone.call ||
			(errand->state != ERRAND_DIALS && errand->state != ERRAND_CONFIRMS))
			continue;
		for (unsigned at = 0; at < t->tries_count; at++)
			if (t->tries[at].request == errand->request && t->tries[at].times)
				t->tries[at].times--;
	}
}

/* --- who hears what --- */

void rung_check_told(struct sim_exchange *x, const struct rung *rung)
{
	const struct operators *o = x->outside->operators;

	for (unsigned i = 0; i < OPERATOR_ERRANDS_MAX; i++)
		if (o->errands[i].state != ERRAND_NONE && o->errands[i].agent.call == rung->phone.call)
			check_text(x->sim, o->errands[i].session, rung->spoken, "what a person hears");
}

static const struct rung *rung_of_phone(const struct sim_exchange *x, const struct phone *phone)
{
	for (unsigned i = 0; i < RUNG_MAX; i++)
		if (&x->outside->list[i].phone == phone)
			return &x->outside->list[i];
	return NULL;
}

void rung_check_joined(struct sim_exchange *x, const struct phone *customer, const struct phone *agent)
{
	const struct rung *rung = rung_of_phone(x, agent);

	if (customer->joined || agent->joined)
		sim_fail(x->sim, "joined", customer->session, "calls %u and %u are to talk, and one does already",
			customer->call, agent->call);
	if (!rung || !rung->is_agent)
		sim_fail(x->sim, "joined", customer->session, "call %u is joined with no person", customer->call);
	if (customer->session && rung->spoken[0]) /* the person was told of this customer, not of another */
		check_text(x->sim, customer->session, rung->spoken, "what the person heard before");
}

/* --- no call without an end --- */

static bool is_known(const struct sim_exchange *x, uint32_t call)
{
	const struct operators *o = x->outside->operators;

	for (unsigned i = 0; i < OPERATOR_ERRANDS_MAX; i++)
		if (o->errands[i].agent.call == call || o->errands[i].customer.call == call ||
			o->farewells[i].call == call)
			return true;
	for (uint32_t i = 0; i < x->calls->calls_max; i++)
		if (x->calls->list[i].state != CALL_NONE && x->calls->list[i].call == call)
			return true;
	return false;
}

void rung_check_held(struct sim_exchange *x, const struct rung *rung)
{
	uint64_t since_ms = x->sim->now_ms - rung->rang_ms;
	uint32_t rings_ms = rung->is_agent ? OPERATOR_RINGS_MS : PROMISE_RINGS_MS;

	if (rung->phone.joined)
		since_ms = 0;
	if (!is_known(x, rung->phone.call))
		sim_fail(x->sim, "people_end", 0, "call %u to %s is nobody's any more, and goes on", rung->phone.call,
			rung->is_agent ? "a person" : "a customer");
	if (rung->phone.state == PHONE_TAKEN && since_ms > rings_ms + LATE_MS)
		sim_fail(
			x->sim, "people_end", 0, "call %u rings for %.0f s", rung->phone.call, (double)since_ms / 1000);
	if (rung->phone.state == PHONE_STANDS && !rung->phone.joined && since_ms > HELD_MS_MAX)
		sim_fail(x->sim, "people_end", 0, "call %u is held for %.0f s, and talks with nobody", rung->phone.call,
			(double)since_ms / 1000);
}

/* --- what the core is told --- */

static struct taken_by_phone *taken_of(struct telephones *t, uint64_t request)
{
	for (unsigned i = 0; i < TAKEN_MAX; i++)
		if (t->taken[i].request == request)
			return &t->taken[i];
	return NULL;
}

void rung_check_said(struct sim_exchange *x, const struct event *event)
{
	struct telephones *t = x->outside;
	struct taken_by_phone *taken = taken_of(t, event->request);

	if (event->agent.act != AGENT_ACCEPTED) {
		if (taken && event->agent.act == AGENT_CLOSED)
			taken->over_ms = x->sim->now_ms;
		else if (taken)
			taken->request = 0;
		return;
	}
	if (taken && !taken->over_ms)
		sim_fail(x->sim, "taken_once", event->session, "handover %llu is taken at a second telephone",
			(unsigned long long)event->request);
	if (!taken)
		taken = &t->taken[t->taken_at++ % TAKEN_MAX];
	*taken = (struct taken_by_phone){.request = event->request, .since_ms = x->sim->now_ms};
}

static bool talks(const struct operators *o, uint64_t request)
{
	for (unsigned i = 0; i < OPERATOR_ERRANDS_MAX; i++)
		if (o->errands[i].state != ERRAND_NONE && o->errands[i].request == request)
			return true;
	return false;
}

static bool is_quiet(const struct sim *sim)
{
	return !sim->machine.trouble_ms && runner_idle(sim->machine.whole.runner);
}

static void check_one_taken(struct sim_exchange *x, struct taken_by_phone *taken)
{
	const struct agent_card *card = card_of(x, taken->request);

	if (!taken->over_ms && talks(x->outside->operators, taken->request)) {
		taken->since_ms = x->sim->now_ms;
		return;
	}
	if (!card || (card->state != HANDOVER_TAKEN && is_quiet(x->sim)))
		taken->request = 0;
	else if (is_quiet(x->sim) && x->sim->now_ms > taken->since_ms + OVER_MS_MAX &&
		 x->sim->now_ms > taken->over_ms + OVER_MS_MAX)
		sim_fail(x->sim, "taken_once", card->session,
			"the talk about handover %llu is over, and it is still somebody's",
			(unsigned long long)taken->request);
}

static void check_back(struct sim_exchange *x, struct phone *phone)
{
	if (!phone->back_ms)
		return;
	if (phone->state != PHONE_STANDS || !phone->session)
		phone->back_ms = 0;
	else if (!is_quiet(x->sim))
		phone->back_ms = x->sim->now_ms;
	else if (x->sim->now_ms > phone->back_ms + BACK_MS_MAX)
		sim_fail(x->sim, "back", phone->session, "the person is gone for %.1f s, and the caller hears nothing",
			(double)(x->sim->now_ms - phone->back_ms) / 1000);
}

void rung_check_taken(struct sim_exchange *x)
{
	for (unsigned i = 0; i < TAKEN_MAX; i++)
		if (x->outside->taken[i].request)
			check_one_taken(x, &x->outside->taken[i]);
	for (unsigned i = 0; i < x->lines; i++)
		check_back(x, &x->phones[i]);
}
