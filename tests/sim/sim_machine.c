/* The machine under the device: switched on, cut off, killed and started again, with the disk's own time, a clock that
 * others set, and content that is applied beside it. What runs on it is firmware/device.c as in the product. */
#include "sim.h"

#include <string.h>

enum {
	TURNS_AT_ONCE_MAX = 2000,
	START_AGAIN_MS = 5000, /* a service manager's patience */
	STAFF_COME_MS = 3600 * 1000,
	RETRY_MS = 250, /* the writer's, after an error */
	DISK_EVERY_MS_MAX = 3000,
};

/* --- time --- */

static uint64_t clock_ms(void *self)
{
	const struct sim *sim = self;

	return sim->now_ms - sim->machine.boot_ms;
}

int64_t machine_wall_s(const struct sim *sim)
{
	return sim->machine.wall_s ? sim->machine.wall_s + (int64_t)(sim->now_ms / 1000) : 0;
}

static int64_t wall_s(void *self)
{
	return machine_wall_s(self);
}

struct clock machine_clock(struct sim *sim)
{
	static const struct clock_ops clock = {clock_ms, wall_s};

	return (struct clock){&clock, sim};
}

/* --- the disk's own time --- */

static uint32_t disk_takes_ms(struct sim *sim)
{
	return rng_chance(&sim->dice, sim->swarm.often[FAULT_DISK_SLOW]) ? sim_between(sim, 1, DISK_EVERY_MS_MAX) : 0;
}

/* True: a mark has moved, so that the device has something to do. */
static bool disk_works(struct sim *sim)
{
	struct machine *m = &sim->machine;
	struct store *store = m->whole.device.store;
	uint64_t stored = store_stored(store);
	uint64_t before = stored + store_synced(store);

	if (m->write_ms <= sim->now_ms) {
		store_hand_write(store, clock_ms(sim));
		m->write_ms = sim->now_ms + (store_trouble(store) ? RETRY_MS : disk_takes_ms(sim));
		m->half_written = store_stored(store) > stored && store_trouble(store) && store_hand_waits(store);
		if (m->half_written && sim_dies_here(sim))
			return false;
		m->half_written = false;
		if (store_stored(store) + store_synced(store) != before)
			return true; /* a sync takes longer than a write: what need not wait for it is met before */
	}
	if (m->promised && sim_dies_here(sim))
		return false;
	if (m->sync_ms <= sim->now_ms) {
		store_hand_sync(store);
		m->sync_ms = sim->now_ms + (store_trouble(store) ? RETRY_MS : disk_takes_ms(sim));
	}
	if (store_stored(store) + store_synced(store) == before)
		return false;
	if (store_synced(store) == store_stored(store) && !store_hand_waits(store))
		check_all_synced(sim);
	return true;
}

/* --- on and off --- */

static bool open_store(struct sim *sim)
{
	struct machine *m = &sim->machine;
	const struct store_options options = {.folder = "data",
		.by_hand = true,
		.vfs = sim_disk_vfs(m->disk),
		.kept = {.bytes = m->kept, .count = sizeof(m->kept)}};
	char why[1024] = "";
	enum err err = store_open(&m->whole.device.store, &options, why, sizeof(why));

	if (why[0])
		sim_trace(sim, "    %s%s\n", err ? "no store: " : "", why);
	if (strstr(why, "damaged; kept as"))
		m->new_store = true;
	return !err;
}

static void give_ports(struct sim *sim)
{
	struct device *device = &sim->machine.whole.device;

	device->clock = machine_clock(sim);
	device->actions = back_actions(sim);
	device->agents = back_agents(sim);
	device->calls_back = line_agents(sim, &device->agents);
	device->sessions_max = DEVICE_SESSIONS;
	device->seed = rng_next(&sim->dice);
	for (unsigned i = 0; i < CHANNEL_COUNT; i++)
		device->surface[i] = place_surface(&sim->places[i]);
}

/* As `foyer content apply` does it. */
static enum err make_live(struct sim *sim, struct store *store)
{
	const struct content *c = sim->sites[sim->site_live].content;
	enum err err = store_image_put(store, c);

	return err ? err : store_live_set(store, c->header.hash);
}

static bool start(struct sim *sim)
{
	struct machine *m = &sim->machine;
	const struct device_options options = {.board = NULL};
	uint8_t live[IMAGE_HASH_BYTES];

	memset(&m->whole, 0, sizeof(m->whole));
	m->whole.watch = -1;
	m->whole.lock = -1;
	give_ports(sim);
	if (inbox_open(&m->whole.device.inbox) || !open_store(sim) ||
		store_salt(m->whole.device.store, m->whole.device.salt))
		return false;
	/* A device without content (a new one, or its store was damaged) gets it from the office first. */
	if (store_live_get(m->whole.device.store, 0, live) == ERR_NOT_FOUND && make_live(sim, m->whole.device.store))
		return false;
	return device_start(&m->whole, &options);
}

/* A disk whose very beginning is damaged may keep it from starting: then the staff put in a new one. */
static void does_not_start(struct sim *sim)
{
	struct machine *m = &sim->machine;

	if (!m->failed_since_ms)
		m->failed_since_ms = sim->now_ms;
	if (sim->now_ms < m->failed_since_ms + STAFF_COME_MS)
		return;
	if (!m->flipped)
		sim_fail(sim, "starts", 0, "the device has not started for an hour");
	sim_disk_close(m->disk);
	m->disk = sim_disk_open(rng_next(&sim->dice));
	m->new_store = true;
	m->failed_since_ms = 0;
}

bool machine_on(struct sim *sim)
{
	struct machine *m = &sim->machine;

	m->dead = m->half_written = false;
	m->write_ms = m->sync_ms = 0;
	memcpy(m->kept, m->kept_then, sizeof(m->kept));
	place_on(sim);
	line_on(sim);
	memory_fail_at(m->fail_at);
	m->fail_at = 0;
	m->on = start(sim);
	memory_fail_at(0);
	if (!m->on) {
		machine_off(sim);
		m->start_ms = sim->now_ms + START_AGAIN_MS;
		does_not_start(sim);
	} else {
		m->failed_since_ms = 0;
		link_on(sim);
	}
	return m->on;
}

void machine_off(struct sim *sim)
{
	bool died = sim->machine.dead;

	sim->machine.on = false;
	sim->machine.deaths++;
	sim->machine.dead = true; /* what it says while it closes reaches nobody */
	link_off(sim);
	device_close(&sim->machine.whole);
	if (!died)
		memcpy(sim->machine.kept_then, sim->machine.kept, sizeof(sim->machine.kept));
	sim->machine.whole.runner = NULL; /* whoever still asks it is found out in each build */
	place_off(sim);
	line_off(sim);
	sim->machine.dead = false;
}

void machine_dies(struct sim *sim, bool power)
{
	struct machine *m = &sim->machine;
	const struct store *store = m->whole.device.store;

	if (!m->on || m->dead)
		return;
	m->dead = true;
	m->cut = power;
	m->died_ms = sim->now_ms;
	m->died_idle = !m->in_turn && !store_hand_waits(store) && !store_trouble(store) &&
		       (!power || store_synced(store) == store_stored(store));
	memcpy(m->kept_then, m->kept, sizeof(m->kept));
	if (power)
		memset(m->kept_then, 0, sizeof(m->kept_then));
	sim_disk_halt(m->disk);
}

/* --- turns --- */

uint32_t machine_turn(struct sim *sim)
{
	struct machine *m = &sim->machine;
	uint32_t wait_ms = 0;
	unsigned turns = 0;

	m->in_turn = true;
	while (!m->dead && wait_ms == 0) {
		uint32_t line_ms;

		line_turn(sim);
		wait_ms = device_turn(&m->whole);
		line_ms = line_wait_ms(sim);
		wait_ms = line_ms < wait_ms ? line_ms : wait_ms;
		if (!m->dead && disk_works(sim))
			wait_ms = 0;
		wait_ms = place_turn(sim, wait_ms);
		if (wait_ms > 0)
			wait_ms = link_turn(sim, wait_ms);
		if (++turns > TURNS_AT_ONCE_MAX)
			sim_fail(sim, "ends", 0, "the device is busy for ever");
	}
	m->in_turn = false;
	return wait_ms;
}

/* When the disk's share is due, or the next start; 0: nothing waits. What was due by now has been done: a sync that
 * comes after a write which still has to be tried again has nothing to do before it. */
uint64_t machine_next_ms(const struct sim *sim)
{
	const struct machine *m = &sim->machine;
	uint64_t first = m->write_ms < m->sync_ms ? m->write_ms : m->sync_ms;
	uint64_t last = m->write_ms < m->sync_ms ? m->sync_ms : m->write_ms;

	if (!m->on)
		return m->start_ms;
	if (!store_hand_waits(m->whole.device.store))
		return 0;
	return first > sim->now_ms ? first : last;
}

/* --- what is done to it from outside --- */

void machine_apply(struct sim *sim, unsigned site)
{
	struct machine *m = &sim->machine;
	const struct store_options options = {
		.folder = "data", .synchronous = true, .shared = true, .vfs = sim_disk_vfs(m->disk)};
	struct store *beside = NULL;
	char why[1024] = "";
	unsigned before = sim->site_live;

	sim->site_live = site;
	if (store_open(&beside, &options, why, sizeof(why)) || make_live(sim, beside)) {
		sim_trace(sim, "    not applied: %s\n", why);
		sim->site_live = before; /* it says so, and the staff try again */
	} else {
		answers_applied(sim, sim->sites[site].content);
	}
	store_close(beside);
}

void machine_set_clock(struct sim *sim)
{
	static const int64_t steps_s[] = {-86400 * 400, -86400, -7200, -3600, -60, 30, 600, 3600, 86400, 86400 * 30};
	struct machine *m = &sim->machine;

	if (!m->wall_s)
		m->wall_s = SIM_MONDAY_S + (int64_t)sim_between(sim, 7 * 3600, 19 * 3600);
	else
		m->wall_s += steps_s[rng_below(&sim->dice, sizeof(steps_s) / sizeof(steps_s[0]))];
}

static struct sim_disk_faults failing_disk(struct sim *sim)
{
	struct sim_disk_faults faults = {0};

	/* With few failing writes some transactions get through, and the one behind them does not. */
	faults.write_fails = (uint16_t)sim_between(sim, 0, rng_chance(&sim->dice, 500) ? 500 : 80);
	faults.read_fails = (uint16_t)sim_between(sim, 0, 20);
	faults.sync_fails = (uint16_t)sim_between(sim, 0, 800);
	return faults;
}

void machine_disk_trouble(struct sim *sim, bool full)
{
	struct machine *m = &sim->machine;
	struct sim_disk_faults faults = {0};

	if (full)
		faults.bytes_max = sim_disk_figures(m->disk).bytes + sim_between(sim, 0, 20000);
	else
		faults = failing_disk(sim);
	sim_disk_faults(m->disk, &faults);
	m->trouble_ms = sim->now_ms + sim_between(sim, 1, 240) * 1000;
}

/* What is written next belongs to two conversations, or is a promise: where a disk fails at all it fails here, too, and
 * perhaps only its syncs do. */
void machine_trouble_now(struct sim *sim)
{
	struct sim_disk_faults faults;

	if (sim->machine.trouble_ms || !rng_chance(&sim->dice, sim->swarm.often[FAULT_DISK_ERROR] / 5))
		return;
	faults = failing_disk(sim);
	if (rng_chance(&sim->dice, 500))
		faults.write_fails = faults.read_fails = 0;
	sim_disk_faults(sim->machine.disk, &faults);
	sim->machine.trouble_ms = sim->now_ms + sim_between(sim, 1, 6000);
}

/* Later nothing can be held against the device that the bit may have changed. */
void machine_flip(struct sim *sim)
{
	sim->machine.flipped = sim_disk_flip(sim->machine.disk) || sim->machine.flipped;
}

void machine_disk_well(struct sim *sim)
{
	const struct sim_disk_faults none = {0};

	sim_disk_faults(sim->machine.disk, &none);
	sim->machine.trouble_ms = 0;
}
