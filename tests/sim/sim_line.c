/* The line's places: in most lives with a line several callers at once, by the production calls, callers, prompts,
 * player and digits, from ringing to the end. The linker leads calls' steps here
 * (--wrap), so that it is seen what they give to a conversation. */
#include "sim_line.h"

#include "base/text.h"
#include "line/calls_parts.h"
#include "line/prompts.h"

#include <stdlib.h>
#include <string.h>

enum {
	CALLS_PERMILLE = 800, /* of the lives with a line; in the others one caller stands at a bare surface */
	HEARS_PERMILLE = 500,
	SPEAKS_PERMILLE = 500, /* of callers, where they are heard */
	CALLERS_MAX = 1024,
	PROMPTS_BYTES_MIN = 4000,
	PROMPTS_BYTES_MAX = 200000,
	LONGEST_S_MIN = 120,
	LONGEST_S_MAX = 1800,
	GONE_MS_MAX = 4000,
	DROPPED_MS_MAX = 300 * 1000,
	WORK_MS_MAX = 4000,
	CLOSED_MS_MAX = CALLS_LAST_MS_MAX + 5000
};

void __real_runner_step(struct runner *runner, struct event *event);
void __wrap_runner_step(struct runner *runner, struct event *event);

static struct sim_exchange *exchange; /* of this life; NULL: no calls */

uint32_t line_between(struct sim_exchange *x, uint32_t from, uint32_t to)
{
	return from + rng_below(&x->dice, to - from + 1);
}

bool line_chance(struct sim_exchange *x, uint32_t permille)
{
	return rng_chance(&x->dice, permille);
}

bool line_strikes(struct sim_exchange *x, enum fault fault)
{
	uint16_t often = x->sim->swarm.often[fault];
	bool strikes = often && line_chance(x, often);

	x->sim->totals.times[fault] += strikes;
	return strikes;
}

void line_put(struct sim_exchange *x, const struct line_event *event)
{
	CHECK(x->last - x->first < LINE_EVENTS_MAX);
	x->events[x->last++ % LINE_EVENTS_MAX] = *event;
}

struct phone *phone_of_call(struct sim_exchange *x, uint32_t call)
{
	for (unsigned i = 0; i < x->lines; i++)
		if (x->phones[i].state != PHONE_IDLE && x->phones[i].call == call)
			return &x->phones[i];
	return outside_phone(x, call);
}

struct phone *phone_of_session(struct sim_exchange *x, uint32_t session)
{
	for (unsigned i = 0; session && i < x->lines; i++)
		if (x->phones[i].session == session)
			return &x->phones[i];
	return NULL;
}

static struct phone *phone_at(const struct stand *place)
{
	struct sim_exchange *x = place->sim->exchange;

	for (unsigned i = 0; x && i < x->lines; i++)
		if (x->phones[i].place == place)
			return &x->phones[i];
	return NULL;
}

bool place_has_call(const struct stand *place)
{
	return place->channel == CHANNEL_LINE && place->sim->exchange;
}

/* --- this life's line --- */

/* One place is the bare surface's, too; the others are behind those of the channels. */
static struct stand *line_place(struct sim *sim, unsigned at)
{
	return &sim->places[at == 0 ? CHANNEL_LINE : CHANNEL_COUNT + at - 1];
}

static void draw_limits(struct sim_exchange *x)
{
	static const char *const none[] = {NULL};
	struct calls_options *options = &x->options;
	bool crowded = x->sim->swarm.often[FAULT_LINE_CROWDED] > 0;

	memcpy(x->blocked, none, sizeof(none));
	*options = (struct calls_options){.calls_max = (uint16_t)x->lines,
		.callers_max = CALLERS_MAX,
		.per_caller_max = 10,
		.window_s = 60,
		.longest_s = line_chance(x, 300) ? line_between(x, LONGEST_S_MIN, LONGEST_S_MAX) : LONGEST_S_MAX,
		.prefers = {.heard = x->hears ? HEARD_ALL : 0}};
	if (!crowded)
		return;
	options->calls_max = (uint16_t)line_between(x, 1, x->lines);
	options->per_caller_max = (uint16_t)line_between(x, 1, 3);
	options->window_s = line_between(x, 60, 1200);
	options->per_caller_at_once_max = (uint16_t)line_between(x, 0, 2);
	x->blocked[0] = "3997 000-00*";
	options->blocked = x->blocked;
}

void line_draw(struct sim *sim)
{
	struct rng dice = {sim->seed * 0xd6e8feb86659fd93U + sim->life * 0xa0761d6478bd642fU};
	struct sim_exchange *x;

	if (!rng_chance(&dice, CALLS_PERMILLE) || sim->places[CHANNEL_LINE].next_ms == 0)
		return;
	x = exchange = sim->exchange = calloc(1, sizeof(*x));
	CHECK(x);
	x->sim = sim;
	x->dice = dice;
	x->lines = line_between(x, 1, LINES_MAX);
	x->hears = line_chance(x, HEARS_PERMILLE);
	draw_limits(x);
	outside_draw(x);
	for (unsigned i = 0; i < x->lines; i++) {
		x->phones[i].place = line_place(sim, i);
		if (i > 0)
			*line_place(sim, i) =
				(struct stand){.sim = sim, .channel = CHANNEL_LINE, .next_ms = sim->now_ms + i * 9000};
	}
}

void line_end(struct sim *sim)
{
	if (sim->exchange)
		outside_end(sim->exchange);
	free(sim->exchange);
	exchange = sim->exchange = NULL;
}

/* As many callers an hour, however many lines there are, and a few less: calls cost more than a bare place. */
uint32_t line_gap_times(const struct stand *place)
{
	return place_has_call(place) ? 1 + place->sim->exchange->lines : 1;
}

/* --- what calls give to a conversation --- */

void __wrap_runner_step(struct runner *runner, struct event *event)
{
	struct phone *phone = exchange && exchange->in_turn ? phone_of_session(exchange, event->session) : NULL;

	if (exchange && exchange->in_turn && event->kind == EVENT_AGENT_SAID)
		outside_said(exchange, event);
	if (phone && event->kind == EVENT_HUNG_UP)
		phone->told_end = true;
	if (phone)
		keys_given(exchange, phone, event);
	__real_runner_step(runner, event);
}

/* --- on and off, with the machine --- */

void line_on(struct sim *sim)
{
	struct sim_exchange *x = sim->exchange;
	struct prompts_options prompts = {.by_hand = true};

	if (!x)
		return;
	prompts.voice = prompts_voice(x);
	prompts.bytes_max = line_between(x, PROMPTS_BYTES_MIN, PROMPTS_BYTES_MAX);
	CHECK(prompts_open(&x->prompts, &prompts) == ERR_NONE);
	x->options.line = line_port(x);
	x->options.prompts = x->prompts;
	x->options.clock = machine_clock(sim);
	outside_on(x);
	CHECK(calls_open(&x->calls, &x->options) == ERR_NONE);
	outside_serve(x);
	x->accepted_count = 0;
	x->work_ms = 0;
}

/* No call outlives the program. */
static void forget_phone(struct phone *phone)
{
	struct stand *place = phone->place;

	phone_stop(phone);
	*phone = (struct phone){.place = place};
}

void line_off(struct sim *sim)
{
	struct sim_exchange *x = sim->exchange;

	if (!x)
		return;
	calls_close(x->calls);
	x->calls = NULL;
	x->first = x->last = 0;
	for (unsigned i = 0; i < x->lines; i++)
		forget_phone(&x->phones[i]);
	outside_off(x);
	prompts_close(x->prompts);
	x->prompts = NULL;
	x->spoke_own = false;
	prompts_check_none(x);
}

/* The machine died: their call with it. What they were told stands. */
void line_cut(struct sim *sim, struct stand *place)
{
	struct person *person = place->person;
	const struct content *content = place->content;
	uint32_t session = place->session;
	struct answers answers;

	if (!person)
		return;
	if (!sim->machine.died_idle)
		person->answers = person->synced;
	answers = person->answers;
	people_leave(sim, place);
	if (!session)
		return;
	person->kept = answers;
	person->kept_content = content;
	if (content)
		answers_keep_moving(person, sim->sites[sim->site_live].content);
	else
		person->code[0] = '\0';
	sim_seen(sim, session)->waits_to_end = true;
	sim_seen(sim, session)->asked = 0;
}

/* --- a call from its beginning to its end --- */

static void number_of(struct sim_exchange *x, const struct person *person, struct line_event *rang)
{
	const struct phone *other = &x->phones[line_between(x, 0, x->lines - 1)];
	const char *number = person->phone;

	if (line_chance(x, 30) || line_strikes(x, FAULT_LINE_CROWDED))
		number = line_chance(x, 500) ? "" : other->number;
	if (number[0] && line_chance(x, 300))
		snprintf(rang->number, sizeof(rang->number), "sip:%.32s@192.0.2.7;user=phone", number);
	else if (number[0] && line_chance(x, 300))
		snprintf(rang->number, sizeof(rang->number), "(%.4s) %.32s", number,
			number + (strlen(number) > 4 ? 4 : 0));
	else
		text_copy(rang->number, sizeof(rang->number), text_of(number));
	text_copy(rang->name, sizeof(rang->name), text_of(person->name));
}

/* Somebody rings up. What becomes of it is seen when the line has its turn. */
void line_ring(struct sim *sim, struct stand *place)
{
	struct sim_exchange *x = sim->exchange;
	struct phone *phone = phone_at(place);
	struct line_event rang = {.what = LINE_RANG, .call = ++x->last_call};

	forget_phone(phone);
	player_begin(&phone->player);
	phone->state = PHONE_RINGS;
	phone->call = rang.call;
	phone->listen.listen.slot = NONE16;
	number_of(x, place->person, &rang);
	number_plain(rang.number, phone->number);
	phone->keys_only = !x->hears || !line_chance(x, SPEAKS_PERMILLE);
	phone->no_keys = line_strikes(x, FAULT_LINE_ONE_WAY);
	phone->no_played = line_strikes(x, FAULT_LINE_ONE_WAY);
	sim_trace(sim, "[%9.1f] call %u of person %u rings%s%s\n", (double)sim->now_ms / 1000, rang.call,
		place->person->id, phone->keys_only ? ", keys only" : "", phone->no_keys ? ", which are lost" : "");
	line_put(x, &rang);
	if (line_strikes(x, FAULT_LINE_DROPS))
		phone->gone_ms = sim->now_ms + line_between(x, 1, DROPPED_MS_MAX);
	if (line_strikes(x, FAULT_LINE_GONE))
		phone->gone_ms = sim->now_ms + line_between(x, 0, GONE_MS_MAX);
	if (phone->gone_ms == sim->now_ms)
		line_hang_up(sim, place);
}

void line_hang_up(struct sim *sim, struct stand *place)
{
	struct phone *phone = phone_at(place);

	if (phone->state == PHONE_IDLE || phone->state == PHONE_OVER)
		return;
	sim_trace(sim, "[%9.1f] call %u: hung up\n", (double)sim->now_ms / 1000, phone->call);
	phone->state = PHONE_OVER;
	phone->answers_ms = phone->gone_ms = 0;
	phone->presses_count = 0;
	line_put(sim->exchange, &(struct line_event){.what = LINE_ENDED, .call = phone->call});
}

bool line_is_free(const struct stand *place)
{
	return !place_has_call(place) || phone_at(place)->state == PHONE_IDLE;
}

/* Whoever talks with a person does nothing else: until that is over, or they hang up. */
bool line_talks(struct sim *sim, struct stand *place)
{
	const struct phone *phone = place_has_call(place) ? phone_at(place) : NULL;

	if (!phone || !phone->joined)
		return false;
	place->next_ms = sim->now_ms + line_between(sim->exchange, 2, 60) * 1000;
	if (line_chance(sim->exchange, 150))
		people_hang_up(sim, place);
	return true;
}

bool line_is_keyed(const struct stand *place)
{
	return place_has_call(place) && phone_at(place)->keys_only;
}

/* Words to a machine that does not hear, or from somebody who does not speak to one, are nobody's. */
void line_input(struct sim *sim, struct stand *place, struct event *event)
{
	static const char entries[] = "0123456789";
	struct sim_exchange *x = sim->exchange;
	struct phone *phone = phone_at(place);
	bool is_code = strcmp(event->kind == EVENT_TYPED ? event->typed.words : "", place->code_given) == 0;
	char keys[PRESSES_MAX] = "";
	size_t used = 0;

	if (event->kind == EVENT_HEARD && x->hears && !phone->keys_only) {
		runner_step(sim->machine.whole.runner, event);
		return;
	}
	if (event->kind == EVENT_TYPED && is_code && place->code_given[0])
		keys[used++] = '*';
	for (const char *at = event->kind == EVENT_TYPED ? event->typed.words : ""; *at && used < 40; at++)
		if (strchr(entries, *at))
			keys[used++] = *at;
	if (event->kind == EVENT_KEYED)
		keys[used++] = event->keyed.key;
	if (phone->told_count || phone->presses_count) /* what was keyed before may stand in the same entry */
		place->answering_value[0] = '\0';
	if ((place->listen.listen.expect & EXPECT_SLOT) && used && !is_code && line_chance(x, 600))
		keys[used++] = '#';                      /* else it is given by a pause */
	if (used && line_strikes(x, FAULT_KEYS_AHEAD)) { /* they know what comes, or slip */
		place->answering[0] = '\0';
		if ((place->listen.listen.expect & EXPECT_SLOT) && keys[used - 1] != '#')
			keys[used++] = '#'; /* a slip in a number would be somebody else's */
		for (uint32_t more = line_between(x, 1, 4); more > 0; more--) {
			keys[used++] = "0123456789*#"[line_between(x, 0, 11)];
			sim_excuse(place);
		}
	}
	phone_press(x, phone, keys);
	if (used && phone->presses_count)
		place->next_ms += phone->presses[phone->presses_count - 1].at_ms - sim->now_ms +
				  (keys[used - 1] == '#' || line_chance(x, 200) ? 0 : CALLS_KEYS_APART_MS);
}

/* --- turns --- */

static uint32_t session_of_call(const struct sim_exchange *x, uint32_t call)
{
	for (uint32_t i = 0; i < x->calls->calls_max; i++)
		if (x->calls->list[i].state != CALL_NONE && x->calls->list[i].call == call)
			return x->calls->list[i].session;
	return 0;
}

static void begins(struct sim *sim, struct phone *phone, uint32_t session)
{
	struct stand *place = phone->place;

	phone->session = session;
	phone->had_session = true;
	keys_forget(phone);
	if (!place->person || place->session)
		sim_fail(sim, "place", session, "a call begins a conversation for nobody");
	place->session = session;
	place->began_ms = place->touched_ms = sim->now_ms;
	if (sim->machine.flipped) /* what followed the bit in the log is lost, its numbers too */
		*sim_seen(sim, session) = (struct seen){.session = session};
	crowd_arrives(sim, place);
}

/* Nobody rings a machine that is over: who is still at the place goes. */
static void call_is_over(struct sim *sim, struct phone *phone)
{
	struct stand *place = phone->place;
	struct person *person = place->person;

	if (phone->session && !phone->told_end)
		sim_fail(sim, "hang_up", phone->session, "the call has ended, and its conversation was not told");
	phone->session = phone->call = 0;
	phone->was_taken = false;
	phone->closed_ms = 0;
	keys_forget(phone);
	if (!person || place->session)
		return;            /* people_hang_up() sees to the rest */
	if (!phone->had_session) { /* it was none */
		struct answers kept = person->kept;

		sim->begun_sessions--;
		sim->totals.sessions--;
		people_leave(sim, place);
		person->kept = kept;
		return;
	}
	people_leave(sim, place);
}

static void follow(struct sim *sim, struct phone *phone)
{
	uint32_t session;

	if (phone->call == 0)
		return;
	if (phone->state == PHONE_IDLE) {
		call_is_over(sim, phone);
		return;
	}
	if (phone->state == PHONE_RINGS)
		sim_fail(sim, "calls_end", 0, "call %u rings, and is neither taken nor refused", phone->call);
	session = session_of_call(sim->exchange, phone->call);
	if (session && session != phone->session)
		begins(sim, phone, session);
	if (phone->closed_ms && sim->now_ms > phone->closed_ms + CLOSED_MS_MAX && phone->state == PHONE_STANDS)
		sim_fail(sim, "calls_end", 0, "call %u stands %.0f s after its last words", phone->call,
			(double)(sim->now_ms - phone->closed_ms) / 1000);
	keys_check(sim->exchange, phone);
}

static void make_prompts(struct sim_exchange *x)
{
	while (x->work_ms <= x->sim->now_ms && prompts_work(x->prompts))
		if (line_strikes(x, FAULT_LINE_MUTE))
			x->work_ms = x->sim->now_ms + line_between(x, 1, WORK_MS_MAX);
}

/* Before the device's own turn. */
void line_turn(struct sim *sim)
{
	struct sim_exchange *x = sim->exchange;

	if (!x || !x->calls)
		return;
	make_prompts(x);
	for (unsigned i = 0; i < x->lines; i++)
		phone_due(x, &x->phones[i]);
	outside_due(x);
	x->in_turn = true;
	calls_turn(x->calls, sim->machine.whole.runner);
	x->in_turn = false;
	for (unsigned i = 0; i < x->lines; i++)
		follow(sim, &x->phones[i]);
	outside_follow(x);
	prompts_check(x);
	if (x->first == x->last && calls_count(x->calls) != line_standing(x))
		sim_fail(sim, "calls_end", 0, "%u calls are counted, and %u stand", calls_count(x->calls),
			line_standing(x));
}

uint32_t line_wait_ms(const struct sim *sim)
{
	const struct sim_exchange *x = sim->exchange;

	if (!x || !x->calls)
		return UINT32_MAX;
	return x->first == x->last ? calls_wait_ms(x->calls) : 0;
}

uint64_t line_next_ms(const struct sim *sim)
{
	const struct sim_exchange *x = sim->exchange;
	uint64_t next_ms = x && x->work_ms > sim->now_ms ? x->work_ms : 0;

	for (unsigned i = 0; x && i < x->lines; i++) {
		uint64_t due_ms = phone_due_ms(&x->phones[i], sim->now_ms);

		if (due_ms && (!next_ms || due_ms < next_ms))
			next_ms = due_ms;
	}
	if (x && outside_next_ms(x) && (!next_ms || outside_next_ms(x) < next_ms))
		next_ms = outside_next_ms(x);
	return next_ms;
}

/* Who hangs up by themselves, or whose call is dropped; and who was answered in the meantime. */
void line_act(struct sim *sim)
{
	struct sim_exchange *x = sim->exchange;

	for (unsigned i = 0; x && i < x->lines && sim->machine.on; i++) {
		struct phone *phone = &x->phones[i];

		if (!phone->gone_ms || phone->gone_ms > sim->now_ms)
			continue;
		phone->gone_ms = 0;
		if (phone->place->session) {
			people_hang_up(sim, phone->place);
			continue;
		}
		line_hang_up(sim, phone->place);
		(void)sim_settle(sim);
	}
}

/* The machine slept: nobody could have done anything. */
void line_leapt(struct sim *sim)
{
	struct sim_exchange *x = sim->exchange;

	for (unsigned i = 0; x && i < x->lines; i++) {
		x->phones[i].closed_ms = x->phones[i].closed_ms ? sim->now_ms : 0;
		keys_forget(&x->phones[i]);
	}
	if (x)
		outside_leapt(x);
}

void line_check_over(struct sim *sim)
{
	const struct sim_exchange *x = sim->exchange;

	if (!x || !x->calls)
		return;
	if (calls_count(x->calls))
		sim_fail(sim, "calls_end", 0, "a week after the last customer %u calls stand", calls_count(x->calls));
	outside_check_over(sim->exchange);
}
