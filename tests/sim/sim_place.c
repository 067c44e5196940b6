/* The screen's place. In some lives it is a bare surface, which is fast; in the others the real kiosk stands there
 * (sim_glass.h), and what a customer has decided is touched, typed or said on it. What is checked stays the same. */
#include "sim.h"

#include <string.h>

enum { GLASS_LIVES_PERMILLE = 250, IDLE_TURNS_MAX = 12, IDLE_EVERY_MS = 10000 };

static struct stand *place_of(struct sim *sim)
{
	return &sim->places[CHANNEL_SCREEN];
}

/* Of its own dice, so that a life without a glass is the same one as ever. */
void place_draw(struct sim *sim)
{
	struct rng dice = {sim->seed * 0xbf58476d1ce4e5b9U + sim->life * 0x94d049bb133111ebU};

	sim->has_glass = rng_chance(&dice, GLASS_LIVES_PERMILLE) && place_of(sim)->next_ms != 0;
	sim->glass_dice.state = rng_next(&dice);
}

/* --- what the kiosk asks for --- */

static const struct content *content_now(void *self)
{
	struct sim *sim = self;

	return sim->machine.whole.runner ? runner_content_newest(sim->machine.whole.runner) : NULL;
}

static uint16_t rising_now(void *self)
{
	struct sim *sim = self;
	uint16_t item = runner_rising(sim->machine.whole.runner);

	return item == NONE16 ? 0 : (uint16_t)(item + 1);
}

/* As in firmware/kiosk/booth.c. */
static uint32_t begin(void *self, uint8_t language, struct prefers prefers)
{
	struct sim *sim = self;
	struct stand *place = place_of(sim);

	if (!place->person || place->session)
		sim_fail(sim, "place", place->session, "the kiosk begins a conversation for nobody");
	if (store_trouble(sim->machine.whole.device.store))
		return 0;
	sim->now_ms += glass_ahead_ms(sim->machine.glass);
	place->session = runner_begin(sim->machine.whole.runner, CHANNEL_SCREEN, language, prefers);
	return place->session;
}

__attribute__((noreturn)) static void fail(void *self, const char *check, const char *what)
{
	struct sim *sim = self;

	sim_fail(sim, check, place_of(sim)->session, "on the glass: %s", what);
}

static void seen(void *self, const struct view *view)
{
	struct sim *sim = self;
	const struct stand *place = place_of(sim);

	if (!place->session || !sim_seen(sim, place->session)->person) /* nothing was said to them yet */
		return;
	for (unsigned i = 0; i < view->elements_count; i++) {
		if (view->elements[i].role == VIEW_FIELD)
			continue; /* still being typed, also a card number; another's would be found by the glass itself
				   */
		check_text(sim, place->session, view->elements[i].text, "a screen");
		check_text(sim, place->session, view->elements[i].spoken, "a screen's words");
	}
}

static void tell_own(struct sim *sim)
{
	const struct stand *place = place_of(sim);

	if (!place->person)
		return;
	glass_own(sim->machine.glass, place->person->token);
	glass_own(sim->machine.glass, place->person->phone);
}

/* --- on and off, with its machine --- */

static struct glass_faults glass_faults(struct sim *sim)
{
	struct rng *dice = &sim->glass_dice;
	struct glass_faults faults = {0};

	if (sim->mask != UINT64_MAX)
		return faults;
	/* No finger slips here: the people know what they did. The glass alone has that. */
	faults.voice_fails = (uint16_t)rng_below(dice, 100);
	faults.voice_slow = (uint16_t)rng_below(dice, 400);
	faults.key_sticks = (uint16_t)rng_below(dice, 300);
	faults.sensor_bounces = (uint16_t)rng_below(dice, 500);
	faults.draw_fails = (uint16_t)rng_below(dice, 200);
	return faults;
}

void place_on(struct sim *sim)
{
	struct machine *m = &sim->machine;
	struct glass_options options = {.clock = machine_clock(sim),
		.content = content_now,
		.rising = rising_now,
		.begin = begin,
		.fail = fail,
		.seen = seen,
		.self = sim};

	if (!sim->has_glass)
		return;
	CHECK(inbox_open(&m->glass_inbox) == ERR_NONE);
	options.inbox = m->glass_inbox;
	options.faults = glass_faults(sim);
	options.seed = rng_next(&sim->glass_dice);
	m->glass = glass_open(&options);
	tell_own(sim);
}

void place_off(struct sim *sim)
{
	struct machine *m = &sim->machine;
	uint64_t hash;

	if (!m->glass)
		return;
	hash = glass_hash(m->glass);
	sim_mix(sim, &hash, sizeof(hash));
	glass_close(m->glass);
	inbox_close(m->glass_inbox);
	m->glass = NULL;
	m->glass_inbox = NULL;
}

/* --- what the customer meets: judged first, then shown --- */

static struct surface glass_of(struct stand *place)
{
	struct machine *m = &place->sim->machine;

	return m->glass && !m->dead ? glass_surface(m->glass) : (struct surface){0};
}

static void on_say(void *self, const struct content *content, const struct effect *effect)
{
	struct surface glass;

	check_surface(self).ops->say(self, content, effect);
	glass = glass_of(self);
	if (glass.ops)
		glass.ops->say(glass.self, content, effect);
}

static void on_show(void *self, const struct content *content, const struct effect *effect)
{
	struct surface glass;

	check_surface(self).ops->show(self, content, effect);
	glass = glass_of(self);
	if (glass.ops)
		glass.ops->show(glass.self, content, effect);
}

static void on_listen(void *self, const struct content *content, const struct effect *effect)
{
	struct surface glass;

	check_surface(self).ops->listen(self, content, effect);
	glass = glass_of(self);
	if (glass.ops)
		glass.ops->listen(glass.self, content, effect);
}

static void on_language(void *self, uint32_t session, const struct content *content, uint8_t language)
{
	struct surface glass;

	check_surface(self).ops->language(self, session, content, language);
	glass = glass_of(self);
	if (glass.ops)
		glass.ops->language(glass.self, session, content, language);
}

static void on_wipe(void *self, uint32_t session)
{
	struct surface glass;

	check_surface(self).ops->wipe(self, session);
	glass = glass_of(self);
	if (glass.ops)
		glass.ops->wipe(glass.self, session);
}

static void on_close(void *self, uint32_t session, bool again)
{
	struct surface glass;

	check_surface(self).ops->close(self, session, again);
	glass = glass_of(self);
	if (glass.ops)
		glass.ops->close(glass.self, session, again);
}

struct surface place_surface(struct stand *place)
{
	static const struct surface_ops ops = {.say = on_say,
		.show = on_show,
		.listen = on_listen,
		.language = on_language,
		.wipe = on_wipe,
		.close = on_close};

	if (place_has_call(place))
		return line_surface(place->sim);
	if (!place->sim->machine.glass || place->channel != CHANNEL_SCREEN)
		return check_surface(place);
	return (struct surface){.ops = &ops, .self = place};
}

/* --- what the customer does --- */

bool place_has_glass(const struct stand *place)
{
	return place->channel == CHANNEL_SCREEN && place->sim->machine.glass;
}

static bool decides(const struct event *event)
{
	return event->kind == EVENT_TOUCHED || event->kind == EVENT_TYPED || event->kind == EVENT_KEYED ||
	       event->kind == EVENT_HEARD;
}

static bool do_by_hand(struct glass *glass, const struct event *meant)
{
	switch (meant->kind) {
	case EVENT_TOUCHED: return glass_touch(glass, (enum target)meant->touched.target, meant->touched.index);
	case EVENT_TYPED: return glass_type(glass, meant->typed.words);
	case EVENT_KEYED: return glass_key(glass, meant->keyed.key);
	case EVENT_HEARD: return glass_say(glass, meant->heard.list[0].words, meant->heard.confidence_pct);
	default: return false;
	}
}

static bool is_as_meant(const struct event *meant, const struct event *is)
{
	if (meant->kind != is->kind)
		return false;
	if (is->kind == EVENT_TYPED)
		return strcmp(is->typed.words, meant->typed.words) == 0;
	return is->kind != EVENT_TOUCHED ||
	       (is->touched.target == meant->touched.target && is->touched.index == meant->touched.index);
}

/* Full: it is lost, as on a device. */
static void pass_on(struct sim *sim, const struct event *event)
{
	if (inbox_put(sim->machine.whole.device.inbox, event))
		sim_trace(
			sim, "    (too much at once: %s is left out)\n", event_kind_name((enum event_kind)event->kind));
}

/* Hands took their time. False: nothing was decided. */
static bool deliver(struct sim *sim, struct stand *place, const struct event *meant)
{
	struct machine *m = &sim->machine;
	bool any = false;
	struct event event;

	sim->now_ms += glass_ahead_ms(m->glass);
	while (m->glass && inbox_take(m->glass_inbox, &event)) {
		if (!decides(&event)) {
			pass_on(sim, &event);
			continue;
		}
		if (!is_as_meant(meant, &event)) {
			place->answering[0] = '\0';
			if (!place->excused)
				place->excused = 1;
		}
		any = true;
		if (place->session)
			sim_step(sim, place, &event);
	}
	return any;
}

/* Where the screen has no place for it, it comes as it would from a bare one: a word that is typed on a menu. */
void place_input(struct sim *sim, struct stand *place, struct event *event)
{
	if (!place_has_glass(place)) {
		sim_step(sim, place, event);
		return;
	}
	if (do_by_hand(sim->machine.glass, event))
		sim->totals.by_hand++;
	if (!deliver(sim, place, event) && place->session && sim->machine.on)
		sim_step(sim, place, event);
}

void place_blow(struct sim *sim, struct stand *place)
{
	static const struct event nothing = {.kind = EVENT_KIND_COUNT};

	glass_strike(sim->machine.glass);
	sim->totals.by_hand += deliver(sim, place, &nothing);
}

void place_begin(struct sim *sim)
{
	struct event event;

	tell_own(sim);
	if (!glass_begin(sim->machine.glass))
		sim_trace(sim, "    (the kiosk does not begin)\n");
	while (inbox_take(sim->machine.glass_inbox, &event))
		pass_on(sim, &event);
}

/* The kiosk's share of a turn. While nobody is there a few are enough. */
uint32_t place_turn(struct sim *sim, uint32_t wait_ms)
{
	struct machine *m = &sim->machine;
	struct event event;
	uint32_t glass_ms;

	if (!m->glass || m->dead)
		return wait_ms;
	if (place_of(sim)->session)
		m->idle_turns = 0;
	else if (m->idle_turns >= IDLE_TURNS_MAX || sim->now_ms < m->idle_ms)
		return wait_ms;
	else
		m->idle_turns++;
	m->idle_ms = sim->now_ms + IDLE_EVERY_MS;
	glass_ms = glass_turn(m->glass);
	if (inbox_take(m->glass_inbox, &event)) {
		do
			pass_on(sim, &event);
		while (inbox_take(m->glass_inbox, &event));
		return 0;
	}
	return wait_ms == 0 || wait_ms < glass_ms ? wait_ms : glass_ms;
}
