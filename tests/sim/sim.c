/* The whole device under random customers, on a virtual clock, from one seed. Usage and what is checked: README.md. */
#include "sim.h"

#include "log.h"
#include "session.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TURNS_AT_ONCE_MAX = 1000, DRAIN_STEP_MS = 10 * 60 * 1000, DRAIN_MS = 9 * 24 * 60 * 60 * 1000 };

static const char *const plant_names[PLANT_COUNT] = {"none", "others_name", "forgotten_slot", "done_twice",
	"deaf_to_person", "card_echo", "lost_question", "empty_words", "long_visit"};

/* --- what the parts need --- */

static void print_figures(const struct sim *sim, unsigned failures)
{
	const struct totals *t = &sim->totals;
	uint32_t ended = 0;
	uint32_t below = 0;
	uint32_t median = 0;

	for (unsigned i = 0; i < 64; i++)
		ended += t->turns[i];
	while (median < 63 && (below += t->turns[median]) * 2 < ended)
		median++;
	fflush(stderr);
	printf("{\"seed\": %" PRIu64 ", \"steps\": %" PRIu64 ", \"sessions\": %u, \"virtual_hours\": %" PRIu64
	       ", \"turns_median\": %u, \"with_form_pct\": %u, \"with_handover_pct\": %u, \"states\": {",
		sim->seed, t->steps, t->sessions, t->virtual_ms / 3600000, median, ended ? t->forms * 100 / ended : 0,
		ended ? t->handovers * 100 / ended : 0);
	for (unsigned i = 0; i < STATE_COUNT; i++)
		printf("%s\"%s\": %" PRIu64, i ? ", " : "", state_name((enum state)i), t->states[i]);
	printf("}, \"power_cuts\": %u, \"swaps\": %u, \"resumed\": %u, \"visits\": %u, \"actions\": %u, \"escapes\": "
	       "%u, "
	       "\"answers_taken\": %u, \"answers_not_understood\": %u, \"hash\": \"%016" PRIx64
	       "\", \"failures\": %u}\n",
		t->power_cuts, t->swaps, t->resumed, t->visits, t->begun, t->escapes, t->accepted, t->rejected,
		sim->hash, failures);
	fflush(stdout);
}

void sim_fail(struct sim *sim, const char *check, uint32_t session, const char *format, ...)
{
	va_list list;

	fprintf(stderr, "\n%s: seed %" PRIu64 ", life %u, step %" PRIu64 ", session %u, %.1f s: ", check, sim->seed,
		sim->life, sim->totals.steps, session, (double)sim->now_ms / 1000);
	va_start(list, format);
	vfprintf(stderr, format, list);
	va_end(list);
	fprintf(stderr, "\nreplay: build/sim --seed %" PRIu64 " --life %u --sessions %u --trace%s%s\n", sim->seed,
		sim->life, (unsigned)LIFE_SESSIONS, sim->plant ? " --plant " : "",
		sim->plant ? plant_names[sim->plant] : "");
	print_figures(sim, 1);
	exit(1);
}

void sim_trace(struct sim *sim, const char *format, ...)
{
	va_list list;

	if (!sim->trace)
		return;
	va_start(list, format);
	vfprintf(sim->trace, format, list);
	va_end(list);
}

void sim_mix(struct sim *sim, const void *bytes, size_t count)
{
	const uint8_t *at = bytes;

	for (size_t i = 0; i < count; i++)
		sim->hash = (sim->hash ^ at[i]) * 0x100000001b3U;
}

void sim_mix_number(struct sim *sim, uint64_t number)
{
	for (int i = 0; i < 8; i++, number >>= 8)
		sim->hash = (sim->hash ^ (number & 0xff)) * 0x100000001b3U;
}

uint32_t sim_between(struct sim *sim, uint32_t from, uint32_t to)
{
	return from + rng_below(&sim->dice, to - from + 1);
}

const struct content *sim_content(const struct sim *sim, const struct content *theirs)
{
	for (unsigned i = 0; i < sim->sites_count; i++)
		if (memcmp(sim->sites[i].content->header.hash, theirs->header.hash, IMAGE_HASH_BYTES) == 0)
			return sim->sites[i].content;
	CHECK(false);
	return NULL;
}

struct seen *sim_seen(struct sim *sim, uint32_t session)
{
	CHECK(session < SEEN_MAX);
	return &sim->seen[session];
}

struct person *sim_person(struct sim *sim, uint32_t id)
{
	CHECK(id > 0 && id <= PEOPLE_MAX);
	return &sim->people[id - 1];
}

/* --- time --- */

static uint64_t now_ms(void *self)
{
	const struct sim *sim = self;

	return sim->now_ms - sim->boot_ms;
}

static int64_t local_s(void *self)
{
	const struct sim *sim = self;

	return sim->local_s ? sim->local_s + (int64_t)(sim->now_ms / 1000) : 0;
}

/* Everything that follows at once; returns milliseconds until there is more. */
static uint32_t settle(struct sim *sim)
{
	uint32_t wait_ms = 0;
	unsigned turns = 0;

	while ((wait_ms = runner_turn(sim->runner)) == 0)
		if (++turns > TURNS_AT_ONCE_MAX)
			sim_fail(sim, "ends", 0, "the device is busy for ever");
	check_states(sim);
	for (unsigned i = 0; i < CHANNEL_COUNT; i++)
		check_step_done(sim, &sim->places[i]);
	return wait_ms;
}

static const char *words_of(const struct event *event)
{
	if (event->kind == EVENT_TYPED)
		return event->typed.words;
	return event->kind == EVENT_HEARD ? event->heard.list[0].words : "";
}

static void trace_event(struct sim *sim, const struct stand *place, const struct event *event)
{
	static const char *const targets[] = {"choice", "back", "start_again", "help", "person", "yes", "no", "skip",
		"more_time", "language", "score", "call_me", "message", "finish", "undo", "repeat"};
	const char *more = words_of(event);
	char key[2] = {event->kind == EVENT_KEYED ? event->keyed.key : '\0', '\0'};

	if (!sim->trace)
		return;
	if (event->kind == EVENT_TOUCHED)
		more = targets[event->touched.target];
	if (event->kind == EVENT_KEYED)
		more = key;
	fprintf(sim->trace, "[%9.1f] #%u %s of person %u: %s %u (%u %%)%s\n", (double)sim->now_ms / 1000,
		event->session, event_kind_name((enum event_kind)event->kind), place->person->id, more,
		event->kind == EVENT_TOUCHED ? event->touched.index : 0,
		event->kind == EVENT_HEARD ? event->heard.confidence_pct : 100, place->escape ? " wants out" : "");
}

/* A bug of ours on purpose: the device goes back behind the customer's back. */
static void plant_back(struct sim *sim, struct stand *place)
{
	struct event back = {.kind = EVENT_TOUCHED, .session = place->session};

	if (sim->plant != PLANT_FORGOTTEN_SLOT || !place->session || place->person->answers.count < 2)
		return;
	back.touched.target = TARGET_BACK;
	runner_step(sim->runner, &back);
	settle(sim);
}

void sim_step(struct sim *sim, struct stand *place, struct event *event)
{
	event->session = place->session;
	sim->totals.steps++;
	trace_event(sim, place, event);
	sim_mix(sim, event, sizeof(*event));
	if (sim->plant != PLANT_DEAF_TO_PERSON || place->escape != ESCAPE_PERSON)
		runner_step(sim->runner, event);
	settle(sim);
	place->code_given = false;
	place->said_yes = false;
	plant_back(sim, place);
	if (place->session)
		sim_trace(sim, "    -> %s\n", runner_state(sim->runner, place->session));
	check_escape(sim, place);
}

/* --- the device --- */

static void content_give(struct sim *sim, unsigned site)
{
	void *copy = malloc(sim->sites[site].bytes);
	enum err err;

	CHECK(copy);
	memcpy(copy, sim->sites[site].content, sim->sites[site].bytes);
	err = runner_content(sim->runner, copy, NULL);
	if (err && err != ERR_NO_SPACE) /* one waits already */
		sim_fail(sim, "content", 0, "the device refused content %u: %s", site, err_name(err));
}

static void device_on(struct sim *sim)
{
	CHECK(inbox_open(&sim->device.inbox) == ERR_NONE);
	CHECK(runner_open(&sim->runner, &sim->device) == ERR_NONE);
	content_give(sim, sim->site_now);
	runner_restore(sim->runner);
}

static void device_off(struct sim *sim)
{
	const struct content *newest = runner_content_newest(sim->runner);

	for (unsigned i = 0; i < sim->sites_count; i++)
		if (sim->sites[i].content == sim_content(sim, newest))
			sim->site_now = i;
	runner_close(sim->runner);
	inbox_close(sim->device.inbox);
	sim->runner = NULL;
}

static void power_cut(struct sim *sim)
{
	static struct stand before[CHANNEL_COUNT];

	memcpy(before, sim->places, sizeof(before));
	sim->totals.power_cuts++;
	sim->totals.steps++;
	sim_trace(sim, "[%9.1f] power cut\n", (double)sim->now_ms / 1000);
	device_off(sim);
	back_power_cut(sim);
	sim->now_ms += sim_between(sim, 1, 300) * 1000;
	if (rng_chance(&sim->dice, 500))
		sim->boot_ms = sim->now_ms; /* this machine's clock begins at its start */
	sim->device.seed = rng_next(&sim->dice);
	sim->restoring = true;
	device_on(sim);
	settle(sim);
	sim->restoring = false;
	for (unsigned i = 0; i < CHANNEL_COUNT; i++) {
		check_after_cut(sim, &before[i]);
		if (sim->places[i].session && !sim->places[i].gone)
			people_think(sim, &sim->places[i]);
	}
}

static void swap(struct sim *sim)
{
	unsigned site = rng_below(&sim->dice, sim->sites_count);

	sim->totals.swaps++;
	sim->totals.steps++;
	if (rng_chance(&sim->dice, 500)) {
		sim_trace(sim, "[%9.1f] menu\n", (double)sim->now_ms / 1000);
		sim_menu_change(sim);
		settle(sim);
		return;
	}
	sim_trace(sim, "[%9.1f] content %u\n", (double)sim->now_ms / 1000, site);
	content_give(sim, site);
	settle(sim);
	for (unsigned i = 0; i < sim->sites_count; i++)
		if (sim->sites[i].content == sim_content(sim, runner_content_newest(sim->runner)))
			sim->site_now = i;
}

/* --- one life --- */

static uint16_t maybe(struct sim *sim, uint32_t most)
{
	return rng_chance(&sim->dice, 500) ? (uint16_t)sim_between(sim, 1, most) : 0;
}

static void choose_faults(struct sim *sim)
{
	sim->faults = (struct faults){
		.power_cut = maybe(sim, 1000),
		.swap = maybe(sim, 1000),
		.hang_up = maybe(sim, 15),
		.silence = maybe(sim, 40),
		.garbled = maybe(sim, 300),
		.agents_absent = maybe(sim, 600),
		.agents_refuse = maybe(sim, 300),
		.agents_never = maybe(sim, 400),
		.action_refused = maybe(sim, 200),
		.action_failed = maybe(sim, 150),
		.action_unknown = maybe(sim, 300),
		.action_late = maybe(sim, 300),
		.action_twice = maybe(sim, 300),
		.action_never = maybe(sim, 200),
		.action_not_started = maybe(sim, 60),
		.escape = 15,
		.clock_unknown = rng_chance(&sim->dice, 100),
	};
}

/* The rarer, the longer until the next; 0: never. */
static uint64_t next_fault(struct sim *sim, uint16_t often)
{
	return often ? sim->now_ms + sim_between(sim, 120, 120 + 8 * (1100U - often)) * 1000 : 0;
}

static void life_begin(struct sim *sim)
{
	static const struct clock_ops clock = {now_ms, local_s};
	struct store_options options = {.folder = "", .synchronous = true, .memory = true};
	char why[256];

	sim->dice.state = sim->seed * 0x9e3779b97f4a7c15U + sim->life * 0xd1b54a32d192ed03U;
	choose_faults(sim);
	memset(sim->places, 0, sizeof(sim->places));
	memset(sim->people, 0, sizeof(sim->people));
	memset(sim->seen, 0, sizeof(sim->seen));
	memset(sim->codes, 0, sizeof(sim->codes));
	memset(sim->due, 0, sizeof(sim->due));
	sim->people_count = sim->begun_count = sim->cards_count = sim->begun_sessions = 0;
	sim->now_ms = sim->boot_ms = 0;
	sim->now_ms = 1000;
	/* A Monday in November 2026, some hour of it. */
	sim->local_s = sim->faults.clock_unknown ? 0 : 1795392000 + (int64_t)sim_between(sim, 7 * 3600, 19 * 3600);
	sim->site_now = rng_below(&sim->dice, sim->sites_count);
	if (store_open(&sim->store, &options, why, sizeof(why)))
		sim_fail(sim, "sim", 0, "no store: %s", why);
	sim->device = (struct device){.clock = {&clock, sim},
		.actions = back_actions(sim),
		.agents = back_agents(sim),
		.store = sim->store,
		.sessions_max = DEVICE_SESSIONS,
		.trace_path = sim->trace ? "-" : NULL,
		.seed = rng_next(&sim->dice)};
	for (unsigned i = 0; i < CHANNEL_COUNT; i++) {
		sim->places[i] = (struct stand){.sim = sim, .channel = (uint8_t)i, .next_ms = sim->now_ms + i * 5000};
		sim->device.surface[i] = check_surface(&sim->places[i]);
	}
	device_on(sim);
	sim->cut_ms = next_fault(sim, sim->faults.power_cut);
	sim->swap_ms = next_fault(sim, sim->faults.swap);
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
	for (uint32_t i = 0; i < SEEN_MAX; i++)
		if (sim->seen[i].person)
			CHECK(store_journal(sim->store, i, mix_row, sim) == ERR_NONE);
}

static void count_life(struct sim *sim)
{
	for (uint32_t i = 1; i < SEEN_MAX; i++) {
		const struct seen *seen = &sim->seen[i];

		if (!seen->person)
			continue;
		sim->totals.turns[seen->turns < 63 ? seen->turns : 63]++;
		sim->totals.forms += seen->form;
		sim->totals.handovers += seen->handover;
	}
	sim->totals.virtual_ms += sim->now_ms;
}

static bool anybody(const struct sim *sim)
{
	for (unsigned i = 0; i < CHANNEL_COUNT; i++)
		if (sim->places[i].session)
			return true;
	return false;
}

static bool more_may_come(const struct sim *sim)
{
	return sim->begun_sessions < sim->life_sessions && sim->totals.steps < sim->steps_max &&
	       sim->people_count < PEOPLE_MAX;
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

	next = sooner(next, sim->cut_ms);
	next = sooner(next, sim->swap_ms);
	for (unsigned i = 0; i < CHANNEL_COUNT; i++)
		if (sim->places[i].session || more_may_come(sim))
			next = sooner(next, sim->places[i].next_ms);
	return next;
}

static void place_acts(struct sim *sim, struct stand *place)
{
	if (place->next_ms == 0 || place->next_ms > sim->now_ms)
		return;
	if (place->session) {
		people_act(sim, place);
	} else if (more_may_come(sim)) {
		people_arrive(sim, place);
		settle(sim);
	}
}

static void one_moment(struct sim *sim, uint32_t wait_ms)
{
	uint64_t next = next_ms(sim, wait_ms);

	if (next > sim->now_ms)
		sim->now_ms = next;
	if (sim->cut_ms && sim->cut_ms <= sim->now_ms) {
		sim->cut_ms = next_fault(sim, sim->faults.power_cut);
		power_cut(sim);
	}
	if (sim->swap_ms && sim->swap_ms <= sim->now_ms) {
		sim->swap_ms = next_fault(sim, sim->faults.swap);
		swap(sim);
	}
	back_act(sim);
	for (unsigned i = 0; i < CHANNEL_COUNT; i++)
		place_acts(sim, &sim->places[i]);
}

/* Faults are over: everything begun must come to its end. */
static void drain(struct sim *sim)
{
	uint64_t until_ms = sim->now_ms + DRAIN_MS;

	while (sim->now_ms < until_ms) {
		uint32_t wait_ms = settle(sim);
		uint64_t due = back_next_ms(sim);

		sim->now_ms += wait_ms < DRAIN_STEP_MS ? DRAIN_STEP_MS : wait_ms;
		if (due && due <= sim->now_ms)
			back_act(sim);
	}
	settle(sim);
	check_life_over(sim);
	check_visits(sim);
}

static void progress(const struct sim *sim)
{
	static time_t last;
	time_t now = time(NULL); /* only for the line on the terminal; nothing is decided by it */

	if (now == last || sim->trace)
		return;
	last = now;
	fprintf(stderr, "sim: seed %" PRIu64 ", life %u, %u conversations, %" PRIu64 " steps\r", sim->seed, sim->life,
		sim->totals.sessions, sim->totals.steps);
}

static void life(struct sim *sim)
{
	life_begin(sim);
	while (more_may_come(sim) || anybody(sim)) {
		one_moment(sim, settle(sim));
		progress(sim);
	}
	drain(sim);
	count_life(sim);
	mix_journal(sim);
	device_off(sim);
	store_close(sim->store);
}

/* --- the whole run --- */

struct wanted {
	uint64_t seed;
	uint64_t steps;
	uint32_t sessions;
	uint32_t life;
	bool trace;
	bool twice;
	enum plant plant;
};

static void run(struct sim *sim, const struct wanted *wanted)
{
	memset(&sim->totals, 0, sizeof(sim->totals));
	sim->seed = wanted->seed;
	sim->steps_max = wanted->steps;
	sim->sessions_max = wanted->sessions;
	sim->plant = wanted->plant;
	sim->trace = wanted->trace ? stderr : NULL;
	sim->hash = 0xcbf29ce484222325U;
	for (sim->life = wanted->life; sim->totals.sessions < sim->sessions_max && sim->totals.steps < sim->steps_max;
		sim->life++) {
		uint32_t left = sim->sessions_max - sim->totals.sessions;

		sim->life_sessions = left < LIFE_SESSIONS ? left : LIFE_SESSIONS;
		life(sim);
	}
}

static int usage(void)
{
	fputs("use: sim --seed N (--sessions N | --steps N) [--life N] [--trace] [--twice] [--plant NAME]\nplants:",
		stderr);
	for (unsigned i = 1; i < PLANT_COUNT; i++)
		fprintf(stderr, " %s", plant_names[i]);
	fputc('\n', stderr);
	return 2;
}

static bool plant_named(const char *name, struct wanted *wanted)
{
	for (unsigned i = 0; i < PLANT_COUNT; i++)
		if (strcmp(name, plant_names[i]) == 0) {
			wanted->plant = (enum plant)i;
			return true;
		}
	return false;
}

static bool read_options(int count, char **list, struct wanted *wanted)
{
	for (int i = 1; i < count; i++) {
		const char *option = list[i];
		const char *value = i + 1 < count ? list[i + 1] : "";
		bool takes_value = true;

		if (strcmp(option, "--seed") == 0)
			wanted->seed = strtoull(value, NULL, 10);
		else if (strcmp(option, "--steps") == 0)
			wanted->steps = strtoull(value, NULL, 10);
		else if (strcmp(option, "--sessions") == 0)
			wanted->sessions = (uint32_t)strtoul(value, NULL, 10);
		else if (strcmp(option, "--life") == 0)
			wanted->life = (uint32_t)strtoul(value, NULL, 10);
		else if (strcmp(option, "--plant") == 0 && plant_named(value, wanted))
			;
		else
			takes_value = false;
		if (strcmp(option, "--trace") == 0)
			wanted->trace = true;
		else if (strcmp(option, "--twice") == 0)
			wanted->twice = true;
		else if (!takes_value || !value[0])
			return false;
		i += takes_value;
	}
	return wanted->steps || wanted->sessions;
}

int main(int argc, char **argv)
{
	struct wanted wanted = {.seed = 1};
	struct sim *sim;
	uint64_t first;

	if (!read_options(argc, argv, &wanted))
		return usage();
	wanted.steps = wanted.steps ? wanted.steps : UINT64_MAX;
	wanted.sessions = wanted.sessions ? wanted.sessions : UINT32_MAX;
	log_set_level(wanted.trace ? LOG_WARN : LOG_ERROR);
	sim = calloc(1, sizeof(*sim));
	CHECK(sim);
	sim_sites_load(sim);
	run(sim, &wanted);
	first = sim->hash;
	if (wanted.twice)
		run(sim, &wanted);
	if (sim->hash != first)
		sim_fail(sim, "same_trace", 0, "the same seed gave another trace: %016" PRIx64 ", then %016" PRIx64,
			first, sim->hash);
	fputc('\n', stderr);
	print_figures(sim, 0);
	sim_sites_free(sim);
	free(sim);
	return 0;
}
