/* One life: a new device, a row of customers while things go wrong (safety), then the faults stop and everything that
 * was begun or promised must come to its end (liveness). */
#include "sim.h"

#include <stddef.h>
#include <string.h>

enum {
	FEW_SESSIONS = 12,
	DRAIN_STEP_MS = 10 * 60 * 1000,
	DRAIN_RINGS_MS = 1000,
	DRAIN_MS = 9 * 24 * 60 * 60 * 1000, /* whoever left has a week to come back */
	/* Off, or hung: mostly for moments, one time in eight for long. */
	LONG_PERMILLE = 125,
	DEAD_S_MAX = 30,
	DEAD_LONG_S_MAX = 300,
	LEAP_S_MIN = 20,
	LEAP_S_MAX = 120,
	LEAP_LONG_S_MAX = 7200,
	GAP_S_MIN = 5, /* with these, twenty conversations an hour and more come over many lives */
	GAP_S_MAX = 60,
	ALL_OPEN_PERMILLE = 167,
	CORRECTED_PERMILLE = 500,
	CORRECTED_S_MAX = 30,
	DEATHS = 300000, /* of so many moments as many are the last as the fault is often */
	DEATHS_IN_TROUBLE = 15000,
	DEATHS_AT_PROMISE = 60000,
	DEATHS_WHERE_IT_HURTS = 3000,
	HURTS_AGAIN_MS = 60 * 1000, /* or it never gets anywhere */
};

/* --- everything that follows at once --- */

static uint32_t often_short_s(struct sim *sim, uint32_t from, uint32_t to, uint32_t to_long)
{
	return sim_between(sim, from, rng_chance(&sim->dice, LONG_PERMILLE) ? to_long : to);
}

/* It is off, with nobody's connection to the disk left, for so long. */
static void goes_off(struct sim *sim, uint32_t dead_ms)
{
	struct machine *m = &sim->machine;

	check_who_is_over(sim);
	machine_off(sim);
	sim_disk_halt(m->disk);
	sim_disk_start(m->disk, m->cut);
	back_power_cut(sim);
	sim->now_ms += dead_ms;
	if (m->cut && rng_chance(&sim->dice, 700))
		m->boot_ms = sim->now_ms; /* this machine's clock begins at its start */
	people_see_it_die(sim);
	m->start_ms = sim->now_ms;
}

/* Tries to start it; what must hold after a start is checked once it runs. */
static void come_back(struct sim *sim)
{
	sim->restoring = true;
	if (machine_on(sim)) {
		sim->machine.start_ms = 0;
		(void)machine_turn(sim);
	}
	sim->restoring = false;
	if (sim->machine.on && !sim->machine.dead)
		check_after_start(sim);
}

/* Milliseconds until there is more to do. */
uint32_t sim_settle(struct sim *sim)
{
	struct machine *m = &sim->machine;
	uint32_t wait_ms;
	uint32_t dead_ms;

	if (!m->on)
		return START_LOOK_MS;
	wait_ms = machine_turn(sim);
	if (m->dead) {
		dead_ms = m->cut ? often_short_s(sim, 1, DEAD_S_MAX, DEAD_LONG_S_MAX) * 1000
				 : sim_between(sim, 100, 2000);
		goes_off(sim, dead_ms);
		return 0;
	}
	check_states(sim);
	for (unsigned i = 0; i < STANDS_COUNT; i++)
		check_step_done(sim, &sim->places[i]);
	return wait_ms;
}

/* --- faults that come by themselves --- */

static void strike_again(struct sim *sim, enum fault fault)
{
	uint16_t often = sim->swarm.often[fault];
	uint32_t wait_s;

	sim->next_ms[fault] = 0;
	if (!often)
		return;
	wait_s = swarm_wait_s(&sim->dice, often);
	/* What was applied is often corrected at once, so that more versions are in use than there are places for. */
	if (fault == FAULT_CONTENT && rng_chance(&sim->crowd_dice, CORRECTED_PERMILLE))
		wait_s = 1 + rng_below(&sim->crowd_dice, CORRECTED_S_MAX);
	sim->next_ms[fault] = sim->now_ms + wait_s * 1000;
}

static void restart(struct sim *sim)
{
	/* What it still had to do it does as it stops, and perhaps in time for nobody. */
	sim->machine.died_idle = false;
	sim->machine.cut = false;
	goes_off(sim, sim_between(sim, 500, 5000));
}

static void leap(struct sim *sim)
{
	sim->now_ms += often_short_s(sim, LEAP_S_MIN, LEAP_S_MAX, LEAP_LONG_S_MAX) * 1000;
	for (unsigned i = 0; i < STANDS_COUNT; i++)
		sim->places[i].touched_ms = sim->now_ms; /* nobody could have done anything */
	line_leapt(sim);
}

static void another_content(struct sim *sim)
{
	machine_apply(sim, rng_below(&sim->dice, sim->sites_count));
}

/* The n-th allocation of a start, or of what is applied beside it, fails. */
static void memory_short(struct sim *sim)
{
	uint32_t most = rng_chance(&sim->dice, 500) ? 60 : 1500;
	uint32_t n = sim_between(sim, 1, most);

	if (rng_chance(&sim->dice, 300)) {
		memory_fail_at(n);
		another_content(sim);
		memory_fail_at(0);
		return;
	}
	restart(sim);
	sim->machine.fail_at = n;
}

static void strike(struct sim *sim, enum fault fault)
{
	sim->totals.times[fault]++;
	sim->totals.steps++;
	sim_trace(sim, "[%9.1f] %s\n", (double)sim->now_ms / 1000, fault_name(fault));
	switch (fault) {
	case FAULT_POWER_CUT: machine_dies(sim, true); break;
	case FAULT_KILL: machine_dies(sim, false); break;
	case FAULT_RESTART: restart(sim); break;
	case FAULT_DISK_FULL: machine_disk_trouble(sim, true); break;
	case FAULT_DISK_ERROR: machine_disk_trouble(sim, false); break;
	case FAULT_DISK_FLIP: machine_flip(sim); break;
	case FAULT_CLOCK_STEP: machine_set_clock(sim); break;
	case FAULT_CLOCK_LEAP: leap(sim); break;
	case FAULT_MEMORY: memory_short(sim); break;
	case FAULT_CONTENT: another_content(sim); break;
	case FAULT_MENU: sim_menu_change(sim); break;
	default: CHECK(false);
	}
}

static void strike_all(struct sim *sim)
{
	for (int i = 0; i < FAULT_COMES_BY_ITSELF; i++) {
		if (sim->next_ms[i] == 0 || sim->next_ms[i] > sim->now_ms || !sim->machine.on)
			continue;
		strike_again(sim, (enum fault)i);
		strike(sim, (enum fault)i);
		(void)sim_settle(sim);
	}
}

static uint32_t deaths_of(const struct sim *sim)
{
	const struct machine *m = &sim->machine;

	if ((m->half_written || m->promised_early || (m->promised && sim_disk_owes(m->disk))) &&
		sim->now_ms > m->died_ms + HURTS_AGAIN_MS)
		return DEATHS_WHERE_IT_HURTS;
	if (m->promised)
		return DEATHS_AT_PROMISE;
	return m->trouble_ms ? DEATHS_IN_TROUBLE : DEATHS;
}

/* A cut or a kill also comes where it hurts most: between two of the things that follow from a step, between writing
 * and syncing, and rather while the disk fails, as what lets it fail often takes the power too, between two
 * transactions of one batch, or just after something was promised while the disk had more to sync, or had forgotten a
 * part. */
bool sim_dies_here(struct sim *sim)
{
	static const enum fault deaths[] = {FAULT_POWER_CUT, FAULT_KILL};
	uint32_t of = deaths_of(sim);

	for (unsigned i = 0; i < 2 && sim->machine.on && !sim->machine.dead; i++) {
		if (rng_below(&sim->dice, of) >= sim->swarm.often[deaths[i]])
			continue;
		sim->totals.times[deaths[i]]++;
		sim_trace(sim, "    (%s, here)\n", fault_name(deaths[i]));
		machine_dies(sim, deaths[i] == FAULT_POWER_CUT);
	}
	return sim->machine.dead;
}

/* --- one life --- */

/* One device in six has every channel; of the others some have a screen only, some a line only. */
static void begin_places(struct sim *sim)
{
	unsigned all = (1U << CHANNEL_COUNT) - 1;
	unsigned open = rng_chance(&sim->dice, ALL_OPEN_PERMILLE) ? all : 1 + rng_below(&sim->dice, all);

	for (unsigned i = 0; i < CHANNEL_COUNT; i++) {
		sim->places[i] = (struct stand){.sim = sim, .channel = (uint8_t)i};
		if (open >> i & 1)
			sim->places[i].next_ms = sim->now_ms + i * 5000;
	}
}

static void life_begin(struct sim *sim)
{
	memset((char *)sim + offsetof(struct sim, dice), 0, sizeof(*sim) - offsetof(struct sim, dice));
	sim->dice.state = sim->seed * 0x9e3779b97f4a7c15U + sim->life * 0xd1b54a32d192ed03U;
	sim->swarm = swarm_draw(&sim->dice, sim->mask);
	sim->now_ms = 1000;
	sim->life_sessions = sim_between(sim, LIFE_SESSIONS_MIN, LIFE_SESSIONS_MAX);
	sim->content_changes = sim->swarm.often[FAULT_CONTENT] > 0;
	sim->gap_s = sim_between(sim, GAP_S_MIN, GAP_S_MAX);
	sim->site_live = rng_below(&sim->dice, sim->sites_count);
	/* A Monday, some hour of it. */
	sim->machine.wall_s = sim->swarm.often[FAULT_CLOCK_UNKNOWN]
				      ? 0
				      : SIM_MONDAY_S + (int64_t)sim_between(sim, 7 * 3600, 19 * 3600);
	sim->machine.disk = sim_disk_open(rng_next(&sim->dice));
	begin_places(sim);
	place_draw(sim);
	line_draw(sim);
	link_draw(sim);
	crowd_draw(sim);
	for (int i = 0; i < FAULT_COMES_BY_ITSELF; i++)
		strike_again(sim, (enum fault)i);
	come_back(sim);
	if (!sim->machine.on)
		sim_fail(sim, "sim", 0, "the device does not start");
}

static bool anybody(const struct sim *sim)
{
	for (unsigned i = 0; i < STANDS_COUNT; i++)
		if (sim->places[i].session || !line_is_free(&sim->places[i]))
			return true;
	return false;
}

static bool more_may_come(const struct sim *sim)
{
	return sim->begun_sessions < sim->life_sessions && sim->people_count < PEOPLE_MAX;
}

static uint64_t sooner(uint64_t a, uint64_t b)
{
	if (!a || !b)
		return a ? a : b;
	return a < b ? a : b;
}

static uint64_t next_ms(const struct sim *sim, uint32_t wait_ms)
{
	uint64_t next = sooner(sim->now_ms + wait_ms, back_next_ms(sim));

	if (!sim->machine.on) /* nothing else happens to it meanwhile */
		return sooner(sim->machine.start_ms, sim->machine.trouble_ms);
	next = sooner(next, machine_next_ms(sim));
	next = sooner(next, sim->machine.trouble_ms);
	for (int i = 0; i < FAULT_COMES_BY_ITSELF; i++)
		next = sooner(next, sim->next_ms[i]);
	next = sooner(next, line_next_ms(sim));
	for (unsigned i = 0; i < STANDS_COUNT; i++)
		if (sim->places[i].session || (more_may_come(sim) && line_is_free(&sim->places[i])))
			next = sooner(next, sim->places[i].next_ms);
	return next;
}

static void place_acts(struct sim *sim, struct stand *place)
{
	if (place->next_ms == 0 || place->next_ms > sim->now_ms || !sim->machine.on)
		return;
	(void)sim_settle(sim); /* they see what a timer shows in this very moment, and answer that */
	if (!sim->machine.on || place->next_ms > sim->now_ms)
		return;
	if (place->session && line_talks(sim, place))
		return;
	if (place->session) {
		people_act(sim, place);
	} else if (more_may_come(sim) && line_is_free(place)) {
		people_arrive(sim, place);
		(void)sim_settle(sim);
	}
}

static void one_moment(struct sim *sim, uint32_t wait_ms)
{
	uint64_t next = next_ms(sim, wait_ms);

	if (next > sim->now_ms)
		sim->now_ms = next;
	if (sim->machine.trouble_ms && sim->machine.trouble_ms <= sim->now_ms)
		machine_disk_well(sim);
	if (!sim->machine.on && sim->machine.start_ms <= sim->now_ms)
		come_back(sim);
	strike_all(sim);
	back_act(sim);
	line_act(sim);
	for (unsigned i = 0; i < STANDS_COUNT; i++)
		place_acts(sim, &sim->places[i]);
}

/* Faults are over. */
static void drain(struct sim *sim)
{
	uint64_t until_ms = sim->now_ms + DRAIN_MS;

	memset(sim->next_ms, 0, sizeof(sim->next_ms));
	memset(&sim->swarm, 0, sizeof(sim->swarm));
	machine_disk_well(sim);
	while (sim->now_ms < until_ms) {
		uint32_t wait_ms = sim_settle(sim);
		uint64_t due = back_next_ms(sim);

		if (line_rings(sim)) /* who is called back in these days acts in seconds, too */
			sim->now_ms += wait_ms < DRAIN_RINGS_MS && wait_ms > 0 ? wait_ms : DRAIN_RINGS_MS;
		else
			sim->now_ms += wait_ms < DRAIN_STEP_MS ? DRAIN_STEP_MS : wait_ms;
		if (!sim->machine.on)
			come_back(sim);
		if (due && due <= sim->now_ms)
			back_act(sim);
	}
	(void)sim_settle(sim);
	check_life_over(sim);
	line_check_over(sim);
	link_check_over(sim);
	gone_when_over(sim);
	check_visits(sim);
	journal_check_secrets(sim);
}

static bool mix_row(void *self, const struct store_row *row)
{
	struct sim *sim = self;

	sim_mix(sim, row->event.skeleton, row->event.skeleton_bytes);
	sim_mix(sim, row->effects.skeleton, row->effects.skeleton_bytes);
	sim_mix(sim, row->state, strlen(row->state));
	return true;
}

/* Every event and effect of every conversation, as the device itself journalled them. */
static void mix_journal(struct sim *sim)
{
	for (uint32_t i = 0; i < sim->seen_count; i++)
		if (!sim->machine.flipped &&
			store_journal(sim->machine.whole.device.store, sim->seen[i].session, mix_row, sim))
			sim_fail(sim, "replay", sim->seen[i].session, "its journal cannot be read");
}

static void count_life(struct sim *sim)
{
	for (uint32_t i = 0; i < sim->seen_count; i++) {
		const struct seen *seen = &sim->seen[i];

		if (!seen->person)
			continue;
		sim->totals.turns[seen->turns < 63 ? seen->turns : 63]++;
		sim->totals.forms += seen->form;
		sim->totals.handovers += seen->handover;
	}
	sim->totals.lives++;
	sim->totals.virtual_ms += sim->now_ms;
}

static void life_end(struct sim *sim)
{
	sim->totals.open_ms += sim->now_ms;
	drain(sim);
	count_life(sim);
	mix_journal(sim);
	machine_off(sim);
	line_end(sim);
	link_end(sim);
	sim_disk_close(sim->machine.disk);
}

/* What follows is what must always hold: it starts in the end, and nobody who was there or away has lost anything. */
static bool start_without(struct sim *sim, uint32_t n)
{
	struct machine *m = &sim->machine;

	restart(sim);
	m->fail_at = n;
	come_back(sim);
	for (unsigned tries = 0; !m->on; tries++) {
		if (tries == 3)
			sim_fail(
				sim, "starts", 0, "with allocation %u of the first start failing it does not start", n);
		sim->now_ms = m->start_ms;
		come_back(sim);
	}
	(void)sim_settle(sim);
	return memory_failed();
}

static bool apply_without(struct sim *sim, uint32_t n)
{
	memory_fail_at(n);
	machine_apply(sim, n % sim->sites_count);
	memory_fail_at(0);
	sim->now_ms += 1000;
	(void)sim_settle(sim);
	return memory_failed();
}

void sim_each_allocation(struct sim *sim)
{
	uint32_t n = 1;

	life_begin(sim);
	sim->life_sessions = FEW_SESSIONS;
	while (more_may_come(sim))
		one_moment(sim, sim_settle(sim));
	(void)memory_failed();
	while (start_without(sim, n))
		n++;
	sim->totals.starts = n - 1;
	for (n = 1; apply_without(sim, n);)
		n++;
	sim->totals.applied = n - 1;
	for (n = 1; sim_site_without(sim, n);)
		n++;
	sim->totals.compiled = n - 1;
	life_end(sim);
}

void sim_life(struct sim *sim)
{
	life_begin(sim);
	while (more_may_come(sim) || anybody(sim))
		one_moment(sim, sim_settle(sim));
	life_end(sim);
}
