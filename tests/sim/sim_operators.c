/* People at telephones, and customers who are called back: the production operators over telephones that are busy, ring
 * for nobody, answer late, press a wrong key, vanish. What must hold of them is in sim_operators_check.c. */
#include "sim_line.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
	AT_TELEPHONES_PERMILLE = 500, /* of the lives with calls */
	EVERY_TEAM_PERMILLE = 400,
	BLIND_PERMILLE = 300,
	PEOPLE_MAX_PLACES = 5,
	ANSWER_MS_MAX = 18000,
	SOON_MS_MAX = 2000,
	DECIDES_MS_MAX = 22000, /* from the answer on: some wait for no end of a sentence */
	TALK_MS_MAX = 240000,
	SHORT_TALK_MS_MAX = 4500,
	APART_MS_MAX = 9000,
	MOVES_MS_MAX = 9000,
	LATE_MS_MAX = 60000,
	BUSY = 486,
	GONE = 480
};

static uint32_t between(struct telephones *t, uint32_t from, uint32_t to)
{
	return from + rng_below(&t->dice, to - from + 1);
}

static bool chance(struct telephones *t, uint32_t permille)
{
	return rng_chance(&t->dice, permille);
}

static bool strikes(struct sim_exchange *x, enum fault fault)
{
	uint16_t often = x->sim->swarm.often[fault];
	bool does = often && chance(x->outside, often);

	x->sim->totals.times[fault] += does;
	return does;
}

/* --- this life's people --- */

static void draw_place(struct sim_exchange *x, unsigned at)
{
	const struct content *c = x->sim->sites[x->sim->site_live].content;
	struct telephones *t = x->outside;
	struct operator_place *place = &t->places[at];
	uint16_t team = (uint16_t)between(t, 0, c->teams.count ? c->teams.count - 1U : 0U);

	place->blind = chance(t, BLIND_PERMILLE);
	snprintf(place->place, sizeof(place->place), "sip:person%u@192.0.2.9", at);
	if (c->teams.count == 0 || chance(t, EVERY_TEAM_PERMILLE))
		text_copy(place->team, sizeof(place->team), TEXT("*"));
	else
		text_copy(place->team, sizeof(place->team), text_of(content_string(c, content_team(c, team)->id)));
}

static void draw_rules(struct telephones *t, struct dial_rules *rules)
{
	*rules = (struct dial_rules){0};
	if (chance(t, 600))
		text_copy(rules->country, sizeof(rules->country), TEXT("it"));
	if (chance(t, 300)) /* some of this life's customers, not all */
		text_copy(rules->prefixes, sizeof(rules->prefixes), TEXT("3997000 01 399700001 399700003"));
	if (chance(t, 300))
		rules->per_number = (uint16_t)between(t, 1, 4);
	if (chance(t, 300))
		rules->per_hour = (uint16_t)between(t, 1, 6);
}

void outside_draw(struct sim_exchange *x)
{
	struct rng dice = {x->sim->seed * 0x8ebc6af09c88c6e3U + x->sim->life * 0x589965cc75374cc3U};
	struct telephones *t;

	if (!rng_chance(&dice, AT_TELEPHONES_PERMILLE))
		return;
	t = x->outside = calloc(1, sizeof(*t));
	CHECK(t);
	t->dice = dice;
	t->options.places = t->places;
	t->options.places_count = between(t, 1, PEOPLE_MAX_PLACES);
	t->options.numbers = chance(t, 850);
	draw_rules(t, &t->options.rules);
	for (unsigned i = 0; i < t->options.places_count; i++)
		draw_place(x, i);
}

void outside_end(struct sim_exchange *x)
{
	free(x->outside);
	x->outside = NULL;
}

/* --- on and off, with the machine --- */

void outside_on(struct sim_exchange *x)
{
	struct telephones *t = x->outside;

	if (!t)
		return;
	t->options.line = x->options.line;
	t->options.prompts = x->prompts;
	t->options.clock = x->options.clock;
	t->options.console = back_agents(x->sim);
	CHECK(operators_open(&t->operators, &t->options) == ERR_NONE);
	x->options.beside = operators_beside(t->operators);
	t->dials_count = 0;
}

void outside_serve(struct sim_exchange *x)
{
	if (x->outside)
		operators_serve(x->outside->operators, x->calls);
}

/* The device has closed its operators; who was on the telephone hears nothing any more. */
void outside_off(struct sim_exchange *x)
{
	struct telephones *t = x->outside;

	if (!t)
		return;
	for (unsigned i = 0; i < RUNG_MAX; i++) {
		phone_stop(&t->list[i].phone);
		t->list[i].phone.state = PHONE_IDLE;
	}
	memset(t->moving, 0, sizeof(t->moving));
	memset(t->taken, 0, sizeof(t->taken));
	t->operators = NULL;
	x->spoken[0] = '\0';
}

bool line_agents(const struct sim *sim, struct agents *out)
{
	const struct telephones *t = sim->exchange ? sim->exchange->outside : NULL;

	if (t)
		*out = operators_agents(t->operators);
	return t && t->options.numbers;
}

/* --- ringing --- */

struct phone *outside_phone(struct sim_exchange *x, uint32_t call)
{
	for (unsigned i = 0; x->outside && i < RUNG_MAX; i++)
		if (x->outside->list[i].phone.state != PHONE_IDLE && x->outside->list[i].phone.call == call)
			return &x->outside->list[i].phone;
	return NULL;
}

static struct rung *rung_of(struct sim_exchange *x, const struct phone *phone)
{
	for (unsigned i = 0; x->outside && i < RUNG_MAX; i++)
		if (&x->outside->list[i].phone == phone)
			return &x->outside->list[i];
	return NULL;
}

unsigned outside_plays(const struct sim_exchange *x, const struct line_prompt *prompt)
{
	unsigned count = 0;

	for (unsigned i = 0; x->outside && i < RUNG_MAX; i++)
		for (uint8_t at = 0; at < x->outside->list[i].phone.player.count; at++)
			count += x->outside->list[i].phone.player.list[at].prompt == prompt;
	return count;
}

static void hangs_up(struct sim_exchange *x, struct rung *rung, uint16_t why)
{
	if (rung->phone.state == PHONE_OVER || rung->phone.state == PHONE_IDLE)
		return;
	if (rung->is_agent && !rung->phone.joined)
		rung_left(x, rung);
	sim_trace(x->sim, "[%9.1f] call %u: %s hangs up (%u)\n", (double)x->sim->now_ms / 1000, rung->phone.call,
		rung->is_agent ? "the person" : "who was called", why);
	rung->phone.state = PHONE_OVER;
	rung->phone.answers_ms = rung->acts_ms = 0;
	line_put(x, &(struct line_event){.what = LINE_ENDED, .call = rung->phone.call, .why = why});
}

/* What is pressed once it was answered. */
static void draw_keys(struct sim_exchange *x, struct rung *rung)
{
	static const char *const badly[] = {"2", "5", "#1", "72", "999", "0*1", "1"};
	static const char *const nobody[] = {"2", "59", "#2", "7*9"};
	struct telephones *t = x->outside;
	bool refuses = strikes(x, rung->is_agent ? FAULT_PEOPLE_REFUSE : FAULT_NOT_REACHED);

	rung->goes_badly = rung->is_agent && strikes(x, FAULT_PEOPLE_VANISH);
	text_copy(rung->keys, sizeof(rung->keys), text_of(refuses ? badly[between(t, 0, 6)] : "1"));
	if (rung->goes_badly && chance(t, 500))
		rung->keys[0] = '\0'; /* in the midst of what they hear */
	if (rung->is_answer)          /* the conversation would go on in a call at which nobody of the simulator is */
		text_copy(rung->keys, sizeof(rung->keys), text_of(nobody[between(t, 0, 3)]));
	rung->acts_ms = x->sim->now_ms + between(t, 500, DECIDES_MS_MAX);
	if (refuses && chance(t, 250))
		rung->acts_ms = 0; /* no key ever */
}

static void draw_ringing(struct sim_exchange *x, struct rung *rung)
{
	struct telephones *t = x->outside;
	bool away = strikes(x, rung->is_agent ? FAULT_PEOPLE_AWAY : FAULT_NOT_REACHED);

	if (away && chance(t, 500))
		return; /* it rings for nobody */
	if (away || (rung->is_agent && strikes(x, FAULT_PEOPLE_VANISH)))
		rung->phone.gone_ms = x->sim->now_ms + between(t, 100, away ? SOON_MS_MAX : ANSWER_MS_MAX);
	else
		rung->phone.answers_ms = x->sim->now_ms + between(t, 500, ANSWER_MS_MAX);
}

enum err outside_dial(struct sim_exchange *x, const char *place, uint32_t *call)
{
	struct telephones *t = x->outside;
	bool is_agent = strncmp(place, "sip:", 4) == 0;
	uint8_t state = 0;
	struct rung *rung = NULL;

	*call = 0;
	if (sim_dies_here(x->sim) || x->sim->machine.dead)
		return ERR_ABSENT;
	if (is_agent)
		rung_check_hours(x);
	else
		state = rung_check_dialled(x, place);
	for (unsigned i = 0; i < RUNG_MAX && !rung; i++)
		rung = t->list[i].phone.state == PHONE_IDLE ? &t->list[i] : NULL;
	if (!rung || strikes(x, FAULT_NOT_JOINED))
		return ERR_IO;
	memset(rung, 0, sizeof(*rung));
	player_begin(&rung->phone.player);
	rung->is_agent = is_agent;
	rung->is_answer = state == HANDOVER_ANSWER;
	rung->phone.state = PHONE_TAKEN;
	rung->phone.call = *call = ++x->last_call;
	rung->rang_ms = x->sim->now_ms;
	x->sim->totals.rung += is_agent;
	x->sim->totals.called += !is_agent;
	sim_trace(x->sim, "[%9.1f] call %u: %s is rung\n", (double)x->sim->now_ms / 1000, *call, place);
	draw_ringing(x, rung);
	return ERR_NONE;
}

/* --- two who talk --- */

static uint32_t talk_ms(struct telephones *t)
{
	return chance(t, 250) ? between(t, 200, SHORT_TALK_MS_MAX) : between(t, SHORT_TALK_MS_MAX, TALK_MS_MAX);
}

enum err outside_join(struct sim_exchange *x, uint32_t one, uint32_t other)
{
	struct phone *customer = phone_of_call(x, one);
	struct phone *agent = phone_of_call(x, other);
	struct rung *rung;

	if (sim_dies_here(x->sim) || x->sim->machine.dead)
		return ERR_ABSENT;
	if (!customer || !agent || customer->state != PHONE_STANDS || agent->state != PHONE_STANDS)
		return ERR_NOT_FOUND; /* one is gone in this moment */
	rung_check_joined(x, customer, agent);
	if (strikes(x, FAULT_NOT_JOINED)) {
		if (chance(x->outside, 500))
			return ERR_NO_SPACE;
		line_put(x, &(struct line_event){.what = LINE_PARTED, .call = one});
		return ERR_NONE;
	}
	phone_stop(customer);
	phone_stop(agent);
	keys_forget(customer);
	customer->presses_count = 0;
	customer->back_ms = 0;
	customer->joined = other;
	agent->joined = one;
	rung = rung_of(x, agent);
	rung->acts_ms = x->sim->now_ms + talk_ms(x->outside);
	text_copy(rung->keys, sizeof(rung->keys), text_of(chance(x->outside, 300) ? "12#" : ""));
	x->sim->totals.joined++;
	sim_trace(x->sim, "[%9.1f] calls %u and %u talk\n", (double)x->sim->now_ms / 1000, one, other);
	return ERR_NONE;
}

void outside_part(struct sim_exchange *x, uint32_t call)
{
	struct phone *phone = phone_of_call(x, call);
	struct phone *other = phone && phone->joined ? phone_of_call(x, phone->joined) : NULL;

	if (phone)
		phone->joined = 0;
	if (other)
		other->joined = 0;
}

/* Whoever is left waits to hear something. */
void outside_ended(struct sim_exchange *x, struct phone *phone)
{
	struct phone *other = phone->joined ? phone_of_call(x, phone->joined) : NULL;

	phone->joined = 0;
	if (!other)
		return;
	other->joined = 0;
	if (rung_of(x, other)) /* last words are on their way to it */
		rung_of(x, other)->rang_ms = x->sim->now_ms;
	if (other->place)
		other->back_ms = x->sim->now_ms;
}

void outside_hears(struct sim_exchange *x, struct phone *phone)
{
	struct rung *rung = rung_of(x, phone);

	phone->back_ms = 0;
	if (phone->joined && !x->sim->machine.dead)
		sim_fail(x->sim, "joined", phone->session, "call %u talks with a person, and the device speaks too",
			phone->call);
	if (!rung || !x->spoken[0] || x->sim->machine.dead) {
		x->spoken[0] = '\0';
		return;
	}
	text_copy(rung->spoken, sizeof(rung->spoken), text_of(x->spoken));
	x->spoken[0] = '\0';
	rung_check_told(x, rung);
}

/* --- given away --- */

enum err outside_transfer(struct sim_exchange *x, uint32_t call, const char *place)
{
	struct telephones *t = x->outside;
	struct phone *phone = phone_of_call(x, call);
	struct moving *moving = NULL;

	if (sim_dies_here(x->sim) || x->sim->machine.dead)
		return ERR_ABSENT;
	if (!phone || phone->state != PHONE_STANDS)
		return ERR_NOT_FOUND;
	for (unsigned i = 0; i < MOVING_MAX && !moving; i++)
		moving = t->moving[i].at_ms == 0 ? &t->moving[i] : NULL;
	sim_trace(x->sim, "[%9.1f] call %u: to %s\n", (double)x->sim->now_ms / 1000, call, place);
	rung_check_hours(x);
	*moving = (struct moving){.call = call, .at_ms = x->sim->now_ms + between(t, 200, MOVES_MS_MAX)};
	if (!strikes(x, FAULT_NOT_MOVED))
		return ERR_NONE;
	moving->stays = chance(t, 500);
	if (!moving->stays)
		moving->at_ms = chance(t, 500) ? 0 : x->sim->now_ms + between(t, MOVES_MS_MAX, LATE_MS_MAX);
	return ERR_NONE;
}

static void moves(struct sim_exchange *x, struct moving *moving)
{
	struct phone *phone = phone_of_call(x, moving->call);

	moving->at_ms = 0;
	if (!phone || phone->state != PHONE_STANDS)
		return;
	x->sim->totals.moved += !moving->stays;
	sim_trace(x->sim, "[%9.1f] call %u: %s\n", (double)x->sim->now_ms / 1000, moving->call,
		moving->stays ? "the other place refuses" : "the other place has it");
	line_put(x, &(struct line_event){.what = moving->stays ? LINE_STAYED : LINE_MOVED,
			    .call = moving->call,
			    .why = moving->stays ? BUSY : 0});
}

/* --- what its time has come for --- */

/* A key of either side in a talk is nobody's. */
static void key_in_talk(struct sim_exchange *x, struct rung *rung)
{
	struct phone *other = phone_of_call(x, rung->phone.joined);

	if (x->first == x->last && other && other->state == PHONE_STANDS)
		phone_key(x, other, rung->keys[0]);
	phone_key(x, &rung->phone, rung->keys[0]);
}

static void acts(struct sim_exchange *x, struct rung *rung)
{
	struct telephones *t = x->outside;

	if (!rung->keys[0]) {
		hangs_up(x, rung, rung->goes_badly && chance(t, 500) ? GONE : 0);
		return;
	}
	if (rung->phone.joined)
		key_in_talk(x, rung);
	else
		phone_key(x, &rung->phone, rung->keys[0]);
	memmove(rung->keys, rung->keys + 1, strlen(rung->keys));
	rung->acts_ms = x->sim->now_ms + between(t, 150, APART_MS_MAX);
	if (!rung->keys[0] && !rung->phone.joined) /* what was pressed is enough: they wait for what comes of it */
		rung->acts_ms = chance(t, 100) ? rung->acts_ms : 0;
}

static void rung_due(struct sim_exchange *x, struct rung *rung)
{
	uint64_t now_ms = x->sim->now_ms;
	bool rings = rung->phone.state == PHONE_TAKEN;

	if (rung->phone.gone_ms && rung->phone.gone_ms <= now_ms && rings) {
		rung->phone.gone_ms = 0;
		hangs_up(x, rung, BUSY);
	}
	phone_due(x, &rung->phone);
	if (rings && rung->phone.state == PHONE_STANDS)
		draw_keys(x, rung);
	if (rung->phone.state == PHONE_STANDS && rung->acts_ms && rung->acts_ms <= now_ms)
		acts(x, rung);
}

void outside_due(struct sim_exchange *x)
{
	struct telephones *t = x->outside;

	for (unsigned i = 0; t && i < RUNG_MAX; i++)
		if (t->list[i].phone.state != PHONE_IDLE)
			rung_due(x, &t->list[i]);
	for (unsigned i = 0; t && i < MOVING_MAX; i++)
		if (t->moving[i].at_ms && t->moving[i].at_ms <= x->sim->now_ms)
			moves(x, &t->moving[i]);
}

static uint64_t sooner(uint64_t a, uint64_t b)
{
	if (!a || !b)
		return a ? a : b;
	return a < b ? a : b;
}

uint64_t outside_next_ms(const struct sim_exchange *x)
{
	const struct telephones *t = x->outside;
	uint64_t next_ms = 0;

	for (unsigned i = 0; t && i < RUNG_MAX; i++) {
		const struct rung *rung = &t->list[i];

		if (rung->phone.state == PHONE_IDLE)
			continue;
		next_ms = sooner(next_ms, phone_due_ms(&rung->phone, x->sim->now_ms));
		if (rung->phone.state == PHONE_STANDS)
			next_ms = sooner(next_ms, rung->acts_ms);
	}
	for (unsigned i = 0; t && i < MOVING_MAX; i++)
		next_ms = sooner(next_ms, t->moving[i].at_ms);
	return next_ms;
}

bool line_rings(const struct sim *sim)
{
	const struct telephones *t = sim->exchange ? sim->exchange->outside : NULL;

	for (unsigned i = 0; t && i < RUNG_MAX; i++)
		if (t->list[i].phone.state != PHONE_IDLE)
			return true;
	return false;
}

/* It is told in up to four calls of its own; and once the customer has heard it the card's words are not needed. */
void line_answered(struct sim *sim, uint64_t request)
{
	struct telephones *t = sim->exchange ? sim->exchange->outside : NULL;

	for (unsigned at = 0; t && at < t->tries_count; at++)
		if (t->tries[at].request == request)
			t->tries[at].times = 0;
	for (uint32_t i = 0; t && i < sim->promises_count; i++)
		if (sim->promises[i].request == request)
			sim->promises[i].words = false;
}

/* --- what operators do --- */

void outside_said(struct sim_exchange *x, const struct event *event)
{
	if (!x->outside || x->sim->machine.dead)
		return;
	sim_trace(x->sim, "    operators: %u on %llu\n", event->agent.act, (unsigned long long)event->request);
	back_said(x->sim, event);
	rung_check_said(x, event);
}

void outside_follow(struct sim_exchange *x)
{
	struct telephones *t = x->outside;

	if (!t || x->sim->machine.dead)
		return;
	for (unsigned i = 0; i < RUNG_MAX; i++)
		if (t->list[i].phone.state == PHONE_TAKEN || t->list[i].phone.state == PHONE_STANDS)
			rung_check_held(x, &t->list[i]);
	rung_check_taken(x);
}

void outside_leapt(struct sim_exchange *x)
{
	for (unsigned i = 0; x->outside && i < x->lines; i++)
		x->phones[i].back_ms = 0;
	for (unsigned i = 0; x->outside && i < RUNG_MAX; i++)
		x->outside->list[i].rang_ms = x->sim->now_ms;
}

void outside_check_over(struct sim_exchange *x)
{
	for (unsigned i = 0; x->outside && i < RUNG_MAX; i++)
		if (x->outside->list[i].phone.state != PHONE_IDLE)
			sim_fail(x->sim, "people_end", 0, "a week after the last customer the call of %s still stands",
				x->outside->list[i].is_agent ? "a person" : "who was called");
}
