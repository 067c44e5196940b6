/* The port under the production calls, which judges what they do with it, and the surface above them: what reaches a
 * caller is judged first, then told to the calls. */
#include "sim_line.h"

#include "base/text.h"

#include <string.h>

enum { LATE_MS_MAX = 2000, WINDOWS_AT_ONCE = 2 /* a window may begin in the midst of what is looked at */ };

/* --- the port --- */

static bool port_next(void *self, struct line_event *out)
{
	struct sim_exchange *x = self;
	struct phone *phone;

	if (x->first == x->last)
		return false;
	*out = x->events[x->first++ % LINE_EVENTS_MAX];
	phone = phone_of_call(x, out->call);
	if (out->what == LINE_ENDED && phone) {
		outside_ended(x, phone);
		phone_stop(phone);
		phone->state = PHONE_IDLE; /* before calls know: what they do for it now is done for nobody */
	}
	return true;
}

uint32_t line_standing(const struct sim_exchange *x)
{
	uint32_t count = 0;

	for (unsigned i = 0; i < x->lines; i++)
		count += x->phones[i].was_taken;
	return count;
}

static uint32_t standing_of_number(const struct sim_exchange *x, const struct phone *phone)
{
	uint32_t count = 0;

	for (unsigned i = 0; i < x->lines; i++)
		count += x->phones[i].was_taken && &x->phones[i] != phone &&
			 strcmp(x->phones[i].number, phone->number) == 0;
	return count;
}

static void check_accepted(struct sim_exchange *x, const struct phone *phone)
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

static void check_taken(struct sim_exchange *x, const struct phone *phone)
{
	if (line_standing(x) >= x->options.calls_max)
		sim_fail(x->sim, "calls_max", 0, "%u calls stand, and one more is taken", line_standing(x));
	if (number_is_listed(x->options.blocked, phone->number))
		sim_fail(x->sim, "callers", 0, "a blocked number is taken");
	if (phone->number[0] && x->options.per_caller_at_once_max &&
		standing_of_number(x, phone) >= x->options.per_caller_at_once_max)
		sim_fail(x->sim, "callers", 0, "one number has %u calls at once", 1 + standing_of_number(x, phone));
	check_accepted(x, phone);
}

static enum err port_answer(void *self, uint32_t call)
{
	struct sim_exchange *x = self;
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
	phone->answers_ms = x->sim->now_ms + (line_chance(x, 100) ? line_between(x, 1, LATE_MS_MAX) : 0);
	phone_due(x, phone);
	return ERR_NONE;
}

/* Those that were taken and have no conversation yet need a place each. */
static bool is_room(const struct sim_exchange *x, const struct phone *phone)
{
	uint32_t wanted = 0;

	for (unsigned i = 0; i < x->lines; i++)
		wanted += x->phones[i].was_taken && !x->phones[i].session;
	return line_standing(x) < x->options.calls_max && runner_places(x->sim->machine.whole.runner) > wanted &&
	       !(x->options.per_caller_at_once_max &&
		       standing_of_number(x, phone) >= x->options.per_caller_at_once_max);
}

static void check_refusal(struct sim_exchange *x, const struct phone *phone, uint16_t status, uint32_t retry_s)
{
	bool declined = status == CALLS_DECLINED;

	if (status != CALLS_BUSY && status != CALLS_UNAVAILABLE && !declined)
		sim_fail(x->sim, "refusal", 0, "a call is refused with %u", status);
	if (declined != number_is_listed(x->options.blocked, phone->number))
		sim_fail(x->sim, "refusal", 0, "%u for a number that is%s blocked", status, declined ? " not" : "");
	if (!declined && retry_s == 0)
		sim_fail(x->sim, "refusal", 0, "%u, and nothing says when to try again", status);
	if (status == CALLS_BUSY && is_room(x, phone))
		sim_fail(x->sim, "refusal", 0, "busy, though %u of %u calls stand", line_standing(x),
			x->options.calls_max);
}

static void port_end(void *self, uint32_t call, uint16_t status, uint16_t retry_s)
{
	struct sim_exchange *x = self;
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

static enum err port_dial(void *self, const char *place, uint32_t *call)
{
	return outside_dial(self, place, call);
}

static enum err port_transfer(void *self, uint32_t call, const char *place)
{
	return outside_transfer(self, call, place);
}

static enum err port_join(void *self, uint32_t one, uint32_t other)
{
	return outside_join(self, one, other);
}

static void port_part(void *self, uint32_t call)
{
	outside_part(self, call);
}

static enum err port_play(void *self, uint32_t call, struct line_prompt *prompt, uint32_t mark, bool firm)
{
	struct sim_exchange *x = self;
	struct phone *phone = phone_of_call(x, call);

	if (!phone || phone->state != PHONE_STANDS)
		return ERR_NOT_FOUND;
	outside_hears(x, phone);
	if (line_strikes(x, FAULT_LINE_MUTE))
		return ERR_NO_SPACE;
	return player_play(&phone->player, &(struct player_prompt){prompt, mark, firm});
}

static void port_stop(void *self, uint32_t call)
{
	struct sim_exchange *x = self;
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

struct line line_port(struct sim_exchange *x)
{
	static const struct line_ops ops = {.next = port_next,
		.answer = port_answer,
		.end = port_end,
		.dial = port_dial,
		.transfer = port_transfer,
		.play = port_play,
		.stop = port_stop,
		.join = port_join,
		.part = port_part,
		.close = port_close};

	return (struct line){&ops, x};
}

/* --- the surface --- */

/* Who is there may have hung up already, and the disk has not let the close through yet. */
static struct stand *place_of(const struct sim_exchange *x, uint32_t session)
{
	for (unsigned i = 0; session && i < x->lines; i++)
		if (x->phones[i].place->session == session)
			return x->phones[i].place;
	return NULL;
}

/* NULL: nobody is there any more, and nobody hears it. */
static struct stand *judged_at(struct sim_exchange *x, uint32_t session)
{
	struct stand *place = place_of(x, session);

	if (!place)
		(void)sim_dies_here(x->sim);
	return place;
}

static void on_say(void *self, const struct content *c, const struct effect *effect)
{
	struct sim_exchange *x = self;
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
	struct sim_exchange *x = self;
	struct surface calls = calls_surface(x->calls);
	struct stand *place = judged_at(x, effect->session);

	if (place)
		check_surface(place).ops->show(place, c, effect);
	if (!x->sim->machine.dead)
		calls.ops->show(calls.self, c, effect);
}

static void on_listen(void *self, const struct content *c, const struct effect *effect)
{
	struct sim_exchange *x = self;
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
	struct sim_exchange *x = self;
	struct surface calls = calls_surface(x->calls);
	struct stand *place = judged_at(x, session);

	if (place)
		check_surface(place).ops->language(place, session, c, language);
	if (!x->sim->machine.dead)
		calls.ops->language(calls.self, session, c, language);
}

static void on_wipe(void *self, uint32_t session)
{
	struct sim_exchange *x = self;
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
	/* Who says goodbye, or is told it, comes back to an answer at most. */
	const struct phone *phone = phone_of_session(sim->exchange, session);
	bool dropped =
		phone && phone->told_end && strcmp(runner_state(sim->machine.whole.runner, session), "dropped") == 0;

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
	struct sim_exchange *x = self;
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
