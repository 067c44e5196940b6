/* The line's places: in most lives with a line several callers at once, by the production calls, callers, prompts,
 * player and digits; this is the port under them, and what must hold of calls. The linker leads calls' steps here
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
	LATE_MS_MAX = 2000,
	WORK_MS_MAX = 4000,
	CLOSED_MS_MAX = CALLS_LAST_MS_MAX + 5000,
	WINDOWS_AT_ONCE = 2 /* a window may begin in the midst of what is looked at */
};

void __real_runner_step(struct runner *runner, struct event *event);
void __wrap_runner_step(struct runner *runner, struct event *event);

static struct exchange *exchange; /* of this life; NULL: no calls */

uint32_t line_between(struct exchange *x, uint32_t from, uint32_t to)
{
	return from + rng_below(&x->dice, to - from + 1);
}

static bool chance(struct exchange *x, uint32_t permille)
{
	return rng_chance(&x->dice, permille);
}

bool line_strikes(struct exchange *x, enum fault fault)
{
	uint16_t often = x->sim->swarm.often[fault];
	bool strikes = often && chance(x, often);

	x->sim->totals.times[fault] += strikes;
	return strikes;
}

void line_put(struct exchange *x, const struct line_event *event)
{
	CHECK(x->last - x->first < LINE_EVENTS_MAX);
	x->events[x->last++ % LINE_EVENTS_MAX] = *event;
}

struct phone *phone_of_call(struct exchange *x, uint32_t call)
{
	for (unsigned i = 0; i < x->lines; i++)
		if (x->phones[i].state != PHONE_IDLE && x->phones[i].call == call)
			return &x->phones[i];
	return NULL;
}

struct phone *phone_of_session(struct exchange *x, uint32_t session)
{
	for (unsigned i = 0; session && i < x->lines; i++)
		if (x->phones[i].session == session)
			return &x->phones[i];
	return NULL;
}

/* Who is there may have hung up already, and the disk has not let the close through yet. */
static struct stand *place_of(const struct exchange *x, uint32_t session)
{
	for (unsigned i = 0; session && i < x->lines; i++)
		if (x->phones[i].place->session == session)
			return x->phones[i].place;
	return NULL;
}

static struct phone *phone_at(const struct stand *place)
{
	struct exchange *x = place->sim->exchange;

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

static void draw_limits(struct exchange *x)
{
	static const char *const none[] = {NULL};
	struct calls_options *options = &x->options;
	bool crowded = x->sim->swarm.often[FAULT_LINE_CROWDED] > 0;

	memcpy(x->blocked, none, sizeof(none));
	*options = (struct calls_options){.calls_max = (uint16_t)x->lines,
		.callers_max = CALLERS_MAX,
		.per_caller_max = 10,
		.window_s = 60,
		.longest_s = chance(x, 300) ? line_between(x, LONGEST_S_MIN, LONGEST_S_MAX) : LONGEST_S_MAX,
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
	struct exchange *x;

	if (!rng_chance(&dice, CALLS_PERMILLE) || sim->places[CHANNEL_LINE].next_ms == 0)
		return;
	x = exchange = sim->exchange = calloc(1, sizeof(*x));
	CHECK(x);
	x->sim = sim;
	x->dice = dice;
	x->lines = line_between(x, 1, LINES_MAX);
	x->hears = chance(x, HEARS_PERMILLE);
	draw_limits(x);
	for (unsigned i = 0; i < x->lines; i++) {
		x->phones[i].place = line_place(sim, i);
		if (i > 0)
			*line_place(sim, i) =
				(struct stand){.sim = sim, .channel = CHANNEL_LINE, .next_ms = sim->now_ms + i * 9000};
	}
}

void line_end(struct sim *sim)
{
	free(sim->exchange);
	exchange = sim->exchange = NULL;
}

/* As many callers an hour, however many lines there are. */
uint32_t line_gap_times(const struct stand *place)
{
	return place_has_call(place) ? place->sim->exchange->lines : 1;
}

/* --- the port --- */

static bool port_next(void *self, struct line_event *out)
{
	struct exchange *x = self;
	struct phone *phone;

	if (x->first == x->last)
		return false;
	*out = x->events[x->first++ % LINE_EVENTS_MAX];
	phone = phone_of_call(x, out->call);
	if (out->what == LINE_ENDED && phone) {
		phone_stop(phone);
		phone->state = PHONE_IDLE; /* before calls know: what they do for it now is done for nobody */
	}
	return true;
}

static uint32_t standing(const struct exchange *x)
{
	uint32_t count = 0;

	for (unsigned i = 0; i < x->lines; i++)
		count += x->phones[i].was_taken;
	return count;
}

static uint32_t standing_of_number(const struct exchange *x, const struct phone *phone)
{
	uint32_t count = 0;

	for (unsigned i = 0; i < x->lines; i++)
		count += x->phones[i].was_taken && &x->phones[i] != phone &&
			 strcmp(x->phones[i].number, phone->number) == 0;
	return count;
}

static void check_accepted(struct exchange *x, const struct phone *phone)
{
	uint64_t window_ms = (uint64_t)x->options.window_s * 1000;
	uint32_t most = x->options.per_caller_max * (phone->number[0] ? 1U : CALLS_WITHHELD_TIMES);
	uint32_t count = 1;

	for (unsigned i = 0; i < x->accepted_count && i < ACCEPTED_MAX; i++)
		count += strcmp(x->accepted[i].number, phone->number) == 0 &&
			 x->sim->now_ms - x->accepted[i].at_ms < window_ms;
	if (count > WINDOWS_AT_ONCE * most)
		sim_fail(x->sim, "callers", 0, "%u calls of one number in %u s, and %u may be", count,
			x->options.window_s, most);
	text_copy(x->accepted[x->accepted_count % ACCEPTED_MAX].number, NUMBER_BYTES_MAX, text_of(phone->number));
	x->accepted[x->accepted_count++ % ACCEPTED_MAX].at_ms = x->sim->now_ms;
}

static void check_taken(struct exchange *x, const struct phone *phone)
{
	if (standing(x) >= x->options.calls_max)
		sim_fail(x->sim, "calls_max", 0, "%u calls stand, and one more is taken", standing(x));
	if (number_is_listed(x->options.blocked, phone->number))
		sim_fail(x->sim, "callers", 0, "a blocked number is taken");
	if (phone->number[0] && x->options.per_caller_at_once_max &&
		standing_of_number(x, phone) >= x->options.per_caller_at_once_max)
		sim_fail(x->sim, "callers", 0, "one number has %u calls at once", 1 + standing_of_number(x, phone));
	check_accepted(x, phone);
}

static enum err port_answer(void *self, uint32_t call)
{
	struct exchange *x = self;
	struct phone *phone = phone_of_call(x, call);

	CHECK(phone);
	check_taken(x, phone);
	phone->was_taken = true;
	if (phone->state != PHONE_RINGS)
		return ERR_IO; /* gone in this moment: LINE_ENDED is on its way */
	phone->state = PHONE_TAKEN;
	if (line_strikes(x, FAULT_LINE_GONE)) {
		phone->state = PHONE_OVER;
		phone->ended_ms = x->sim->now_ms + line_between(x, 1, LATE_MS_MAX);
		return ERR_IO;
	}
	phone->answers_ms = x->sim->now_ms + (chance(x, 100) ? line_between(x, 1, LATE_MS_MAX) : 0);
	phone_due(x, phone);
	return ERR_NONE;
}

/* Those that were taken and have no conversation yet need a place each. */
static bool is_room(const struct exchange *x, const struct phone *phone)
{
	uint32_t wanted = 0;

	for (unsigned i = 0; i < x->lines; i++)
		wanted += x->phones[i].was_taken && !x->phones[i].session;
	return standing(x) < x->options.calls_max && runner_places(x->sim->machine.whole.runner) > wanted &&
	       !(x->options.per_caller_at_once_max &&
		       standing_of_number(x, phone) >= x->options.per_caller_at_once_max);
}

static void check_refusal(struct exchange *x, const struct phone *phone, uint16_t status, uint32_t retry_s)
{
	bool declined = status == CALLS_DECLINED;

	if (status != CALLS_BUSY && status != CALLS_UNAVAILABLE && !declined)
		sim_fail(x->sim, "refusal", 0, "a call is refused with %u", status);
	if (declined != number_is_listed(x->options.blocked, phone->number))
		sim_fail(x->sim, "refusal", 0, "%u for a number that is%s blocked", status, declined ? " not" : "");
	if (!declined && retry_s == 0)
		sim_fail(x->sim, "refusal", 0, "%u, and nothing says when to try again", status);
	if (status == CALLS_BUSY && is_room(x, phone))
		sim_fail(x->sim, "refusal", 0, "busy, though %u of %u calls stand", standing(x), x->options.calls_max);
}

static void port_end(void *self, uint32_t call, uint16_t status, uint16_t retry_s)
{
	struct exchange *x = self;
	struct phone *phone = phone_of_call(x, call);

	if (!phone || phone->state == PHONE_OVER || x->sim->machine.dead)
		return;
	if (phone->state == PHONE_RINGS)
		check_refusal(x, phone, status, retry_s);
	sim_trace(x->sim, "[%9.1f] call %u: ended by the device (%u)\n", (double)x->sim->now_ms / 1000, call, status);
	phone->state = PHONE_OVER;
	phone->answers_ms = phone->gone_ms = 0;
	phone->ended_ms = x->sim->now_ms;
	if (line_strikes(x, FAULT_LINE_GONE))
		phone->ended_ms += line_between(x, 1, LATE_MS_MAX);
	phone_due(x, phone);
}

/* Who is rung up, and where callers are given to, comes with the agents' telephones. */
static enum err port_dial(void *self, const char *place, uint32_t *call)
{
	(void)self;
	(void)place;
	(void)call;
	return ERR_ABSENT;
}

static enum err port_transfer(void *self, uint32_t call, const char *place)
{
	(void)self;
	(void)call;
	(void)place;
	return ERR_ABSENT;
}

static enum err port_play(void *self, uint32_t call, struct line_prompt *prompt, uint32_t mark, bool firm)
{
	struct exchange *x = self;
	struct phone *phone = phone_of_call(x, call);

	if (!phone || phone->state != PHONE_STANDS)
		return ERR_NOT_FOUND;
	if (line_strikes(x, FAULT_LINE_MUTE))
		return ERR_NO_SPACE;
	return player_play(&phone->player, &(struct player_prompt){prompt, mark, firm});
}

static void port_stop(void *self, uint32_t call)
{
	struct exchange *x = self;
	struct phone *phone = phone_of_call(x, call);

	if (!phone)
		return;
	if (phone_plays_firm(phone))
		sim_fail(x->sim, "firm", phone->session, "what must be heard to its end is stopped");
	phone_stop(phone);
}

static void port_close(void *self)
{
	(void)self;
}

/* --- what calls give to a conversation --- */

void __wrap_runner_step(struct runner *runner, struct event *event)
{
	struct phone *phone = exchange && exchange->in_turn ? phone_of_session(exchange, event->session) : NULL;

	if (phone && event->kind == EVENT_HUNG_UP)
		phone->told_end = true;
	if (phone)
		keys_given(exchange, phone, event);
	__real_runner_step(runner, event);
}

/* --- the surface: judged first, then told to the calls --- */

/* NULL: nobody is there any more, and nobody hears it. */
static struct stand *judged_at(struct exchange *x, uint32_t session)
{
	struct stand *place = place_of(x, session);

	if (!place)
		(void)sim_dies_here(x->sim);
	return place;
}

static void on_say(void *self, const struct content *c, const struct effect *effect)
{
	struct exchange *x = self;
	struct surface calls = calls_surface(x->calls);
	struct phone *phone = phone_of_session(x, effect->session);
	struct stand *place = judged_at(x, effect->session);

	if (place)
		check_surface(place).ops->say(place, c, effect);
	if (x->sim->machine.dead)
		return;
	if (phone)
		keys_said(x, phone, c, &effect->say);
	x->says_session = effect->session;
	calls.ops->say(calls.self, c, effect);
	x->says_session = 0;
}

static void on_show(void *self, const struct content *c, const struct effect *effect)
{
	struct exchange *x = self;
	struct surface calls = calls_surface(x->calls);
	struct stand *place = judged_at(x, effect->session);

	if (place)
		check_surface(place).ops->show(place, c, effect);
	if (!x->sim->machine.dead)
		calls.ops->show(calls.self, c, effect);
}

static void on_listen(void *self, const struct content *c, const struct effect *effect)
{
	struct exchange *x = self;
	struct surface calls = calls_surface(x->calls);
	struct phone *phone = phone_of_session(x, effect->session);
	struct stand *place = judged_at(x, effect->session);

	if (place)
		check_surface(place).ops->listen(place, c, effect);
	if (x->sim->machine.dead)
		return;
	if (phone)
		keys_asked(x, phone, effect);
	calls.ops->listen(calls.self, c, effect);
}

static void on_language(void *self, uint32_t session, const struct content *c, uint8_t language)
{
	struct exchange *x = self;
	struct surface calls = calls_surface(x->calls);
	struct stand *place = judged_at(x, session);

	if (place)
		check_surface(place).ops->language(place, session, c, language);
	if (!x->sim->machine.dead)
		calls.ops->language(calls.self, session, c, language);
}

static void on_wipe(void *self, uint32_t session)
{
	struct exchange *x = self;
	struct surface calls = calls_surface(x->calls);
	struct phone *phone = phone_of_session(x, session);

	struct stand *place = judged_at(x, session);

	if (place)
		check_surface(place).ops->wipe(place, session);
	if (phone)
		keys_forget(phone);
	if (!x->sim->machine.dead)
		calls.ops->wipe(calls.self, session);
}

/* A line that ends the call itself leaves what was begun under its code, as who hangs up does. */
static void close_place(struct sim *sim, struct stand *place, uint32_t session, bool again)
{
	struct person *person = place->person;
	const struct content *content = place->content;
	struct answers answers = person->answers;
	bool dropped = strcmp(runner_state(sim->machine.whole.runner, session), "dropped") == 0;

	check_surface(place).ops->close(place, session, again);
	if (!dropped || place->session == session)
		return;
	person->kept = answers;
	person->kept_content = content;
	if (content)
		answers_keep_moving(person, sim->sites[sim->site_live].content);
}

static void on_close(void *self, uint32_t session, bool again)
{
	struct exchange *x = self;
	struct surface calls = calls_surface(x->calls);
	struct phone *phone = phone_of_session(x, session);

	struct stand *place = judged_at(x, session);

	if (place)
		close_place(x->sim, place, session, again);
	if (x->sim->machine.dead)
		return;
	if (phone) {
		phone->closed_ms = again ? 0 : x->sim->now_ms;
		phone->session = 0;
		keys_forget(phone);
	}
	calls.ops->close(calls.self, session, again);
}

struct surface line_surface(struct sim *sim)
{
	static const struct surface_ops ops = {.say = on_say,
		.show = on_show,
		.listen = on_listen,
		.language = on_language,
		.wipe = on_wipe,
		.close = on_close};

	return (struct surface){.ops = &ops, .self = sim->exchange, .many = true};
}

/* --- on and off, with the machine --- */

void line_on(struct sim *sim)
{
	static const struct line_ops ops = {.next = port_next,
		.answer = port_answer,
		.end = port_end,
		.dial = port_dial,
		.transfer = port_transfer,
		.play = port_play,
		.stop = port_stop,
		.close = port_close};
	struct exchange *x = sim->exchange;
	struct prompts_options prompts = {.by_hand = true};

	if (!x)
		return;
	prompts.voice = prompts_voice(x);
	prompts.bytes_max = line_between(x, PROMPTS_BYTES_MIN, PROMPTS_BYTES_MAX);
	CHECK(prompts_open(&x->prompts, &prompts) == ERR_NONE);
	x->options.line = (struct line){&ops, x};
	x->options.prompts = x->prompts;
	x->options.clock = machine_clock(sim);
	CHECK(calls_open(&x->calls, &x->options) == ERR_NONE);
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
	struct exchange *x = sim->exchange;

	if (!x)
		return;
	calls_close(x->calls);
	x->calls = NULL;
	x->first = x->last = 0;
	for (unsigned i = 0; i < x->lines; i++)
		forget_phone(&x->phones[i]);
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

static void number_of(struct exchange *x, const struct person *person, struct line_event *rang)
{
	const struct phone *other = &x->phones[line_between(x, 0, x->lines - 1)];
	const char *number = person->phone;

	if (chance(x, 30) || line_strikes(x, FAULT_LINE_CROWDED))
		number = chance(x, 500) ? "" : other->number;
	if (number[0] && chance(x, 300))
		snprintf(rang->number, sizeof(rang->number), "sip:%s@192.0.2.7;user=phone", number);
	else if (number[0] && chance(x, 300))
		snprintf(rang->number, sizeof(rang->number), "(%.4s) %s", number, number + 4);
	else
		text_copy(rang->number, sizeof(rang->number), text_of(number));
	text_copy(rang->name, sizeof(rang->name), text_of(person->name));
}

/* Somebody rings up. What becomes of it is seen when the line has its turn. */
void line_ring(struct sim *sim, struct stand *place)
{
	struct exchange *x = sim->exchange;
	struct phone *phone = phone_at(place);
	struct line_event rang = {.what = LINE_RANG, .call = ++x->last_call};

	forget_phone(phone);
	player_begin(&phone->player);
	phone->state = PHONE_RINGS;
	phone->call = rang.call;
	phone->listen.listen.slot = NONE16;
	number_of(x, place->person, &rang);
	number_plain(rang.number, phone->number);
	phone->keys_only = !x->hears || !chance(x, SPEAKS_PERMILLE);
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

bool line_is_keyed(const struct stand *place)
{
	return place_has_call(place) && phone_at(place)->keys_only;
}

/* Words to a machine that does not hear, or from somebody who does not speak to one, are nobody's. */
void line_input(struct sim *sim, struct stand *place, struct event *event)
{
	static const char entries[] = "0123456789";
	struct exchange *x = sim->exchange;
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
	if ((place->listen.listen.expect & EXPECT_SLOT) && used && !is_code && chance(x, 600))
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
				  (keys[used - 1] == '#' || chance(x, 200) ? 0 : CALLS_KEYS_APART_MS);
}

/* --- turns --- */

static uint32_t session_of_call(const struct exchange *x, uint32_t call)
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

static void make_prompts(struct exchange *x)
{
	while (x->work_ms <= x->sim->now_ms && prompts_work(x->prompts))
		if (line_strikes(x, FAULT_LINE_MUTE))
			x->work_ms = x->sim->now_ms + line_between(x, 1, WORK_MS_MAX);
}

/* Before the device's own turn. */
uint32_t line_turn(struct sim *sim)
{
	struct exchange *x = sim->exchange;
	uint32_t wait_ms;

	if (!x || !x->calls)
		return UINT32_MAX;
	make_prompts(x);
	for (unsigned i = 0; i < x->lines; i++)
		phone_due(x, &x->phones[i]);
	x->in_turn = true;
	wait_ms = calls_turn(x->calls, sim->machine.whole.runner);
	x->in_turn = false;
	for (unsigned i = 0; i < x->lines; i++)
		follow(sim, &x->phones[i]);
	prompts_check(x);
	if (x->first == x->last && calls_count(x->calls) != standing(x))
		sim_fail(sim, "calls_end", 0, "%u calls are counted, and %u stand", calls_count(x->calls), standing(x));
	return x->first == x->last ? wait_ms : 0;
}

uint64_t line_next_ms(const struct sim *sim)
{
	const struct exchange *x = sim->exchange;
	uint64_t next_ms = x && x->work_ms > sim->now_ms ? x->work_ms : 0;

	for (unsigned i = 0; x && i < x->lines; i++) {
		uint64_t due_ms = phone_due_ms(&x->phones[i]);

		if (due_ms && (!next_ms || due_ms < next_ms))
			next_ms = due_ms;
	}
	return next_ms;
}

/* Who hangs up by themselves, or whose call is dropped; and who was answered in the meantime. */
void line_act(struct sim *sim)
{
	struct exchange *x = sim->exchange;

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
	struct exchange *x = sim->exchange;

	for (unsigned i = 0; x && i < x->lines; i++) {
		x->phones[i].closed_ms = x->phones[i].closed_ms ? sim->now_ms : 0;
		keys_forget(&x->phones[i]);
	}
}

void line_check_over(struct sim *sim)
{
	const struct exchange *x = sim->exchange;

	if (!x || !x->calls)
		return;
	if (calls_count(x->calls))
		sim_fail(sim, "calls_end", 0, "a week after the last customer %u calls stand", calls_count(x->calls));
}
