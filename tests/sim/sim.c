/* The whole device under random customers and faults, on a virtual clock, from one seed. Usage and what is checked:
 * README.md. */
#include "sim.h"

#include "commit.h"
#include "log.h"
#include "session.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

static const char *const plant_names[PLANT_COUNT] = {"none", "others_name", "forgotten_slot", "done_twice",
	"deaf_to_person", "card_echo", "lost_question", "empty_words", "long_visit"};

/* Where a CHECK of the product fails there is no other way to the seed. */
static struct sim *running;

/* --- what the parts need --- */

static uint32_t median_turns(const struct totals *t, uint32_t *ended)
{
	uint32_t below = 0;
	uint32_t median = 0;

	*ended = 0;
	for (unsigned i = 0; i < 64; i++)
		*ended += t->turns[i];
	while (median < 63 && (below += t->turns[median]) * 2 < *ended)
		median++;
	return median;
}

static void print_states(const struct totals *t)
{
	printf(", \"states\": {");
	for (unsigned i = 0; i < STATE_COUNT; i++)
		printf("%s\"%s\": %" PRIu64, i ? ", " : "", state_name((enum state)i), t->states[i]);
	printf("}, \"struck\": {");
	for (unsigned i = 0; i < FAULT_COUNT; i++)
		if (i < FAULT_COMES_BY_ITSELF || i >= FAULT_WITH_OWN_DICE) /* the others are not counted */
			printf("%s\"%s\": %u", i ? ", " : "", fault_name((enum fault)i), t->times[i]);
	putchar('}');
}

/* Only to be printed: nothing is decided by it. */
static void print_pace(const struct totals *t)
{
	double processor_s = (double)clock() / CLOCKS_PER_SEC;
	double hours = (double)t->open_ms / 3600000;

	if (processor_s > 0 && hours > 0)
		printf(", \"sessions_per_hour\": %.1f, \"processor_s\": %.2f, \"hours_per_minute\": %.0f"
		       ", \"steps_per_s\": %.0f",
			t->sessions / hours, processor_s, hours * 60 / processor_s, (double)t->steps / processor_s);
}

static void print_figures(const struct sim *sim, unsigned failures)
{
	const struct totals *t = &sim->totals;
	uint32_t ended;
	uint32_t median = median_turns(t, &ended);

	fflush(stderr);
	printf("{\"seed\": %" PRIu64 ", \"commit\": \"%s\", \"sessions\": %u, \"steps\": %" PRIu64
	       ", \"virtual_hours\": %.1f, \"failures\": %u",
		sim->seed, FOYER_COMMIT, t->sessions, t->steps, (double)t->open_ms / 3600000, failures);
	printf(", \"lives\": %u, \"with_quiet_days_hours\": %.0f, \"turns_median\": %u, \"with_form_pct\": %u"
	       ", \"with_handover_pct\": %u",
		t->lives, (double)t->virtual_ms / 3600000, median, ended ? t->forms * 100 / ended : 0,
		ended ? t->handovers * 100 / ended : 0);
	print_pace(t);
	print_states(t);
	printf(", \"resumed\": %u, \"visits\": %u, \"menus\": %u, \"actions\": %u, \"escapes\": %u, \"answers_taken\": "
	       "%u"
	       ", \"answers_not_understood\": %u, \"by_hand\": %u, \"replayed\": %u, \"promises_found\": %u"
	       ", \"rung\": %u, \"joined\": %u, \"moved\": %u, \"called_back\": %u, \"came_home\": %" PRIu64,
		t->resumed, t->visits, t->menus, t->begun, t->escapes, t->accepted, t->rejected, t->by_hand,
		t->replayed, t->promises, t->rung, t->joined, t->moved, t->called, sim->totals.came_home);
	if (t->starts)
		printf(", \"allocations\": {\"start\": %u, \"apply\": %u, \"compile\": %u}", t->starts, t->applied,
			t->compiled);
	printf(", \"hash\": \"%016" PRIx64 "\"}\n", sim->hash);
	fflush(stdout);
}

static void say_replay(const struct sim *sim)
{
	journal_tail(sim);
	fprintf(sim->out, "\nreplay: build/sim --seed %" PRIu64 " --life %u --lives 1 --faults %s --trace%s%s\n",
		sim->seed, sim->life, sim->faults_list, sim->plant ? " --plant " : "",
		sim->plant ? plant_names[sim->plant] : "");
	fflush(sim->out);
	print_figures(sim, 1);
}

void sim_fail(struct sim *sim, const char *check, uint32_t session, const char *format, ...)
{
	va_list list;

	fprintf(sim->out, "\n%s: seed %" PRIu64 ", commit %s, life %u, step %" PRIu64 ", session %u, %.1f s: ", check,
		sim->seed, FOYER_COMMIT, sim->life, sim->totals.steps, session, (double)sim->now_ms / 1000);
	va_start(list, format);
	vfprintf(sim->out, format, list);
	va_end(list);
	say_replay(sim);
	exit(1);
}

static void on_check(const char *file, int line, const char *what)
{
	sim_fail(running, "check", 0, "%s:%d: CHECK(%s)", file, line, what);
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
	for (uint32_t i = sim->seen_count; i-- > 0;)
		if (sim->seen[i].session == session)
			return &sim->seen[i];
	CHECK(session != 0 && sim->seen_count < SEEN_MAX);
	sim->seen[sim->seen_count].session = session;
	return &sim->seen[sim->seen_count++];
}

struct person *sim_person(struct sim *sim, uint32_t id)
{
	CHECK(id > 0 && id <= PEOPLE_MAX);
	return &sim->people[id - 1];
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
	if (!sim->machine.on)
		return;
	back.touched.target = TARGET_BACK;
	runner_step(sim->machine.whole.runner, &back);
	(void)sim_settle(sim);
}

/* Each of them may bring questions of its own, a good while later. */
void sim_excuse(struct stand *place)
{
	if (place->excused < UINT8_MAX - EXCUSED_AT_ONCE)
		place->excused = (uint8_t)(place->excused + EXCUSED_AT_ONCE);
}

/* By the keys of a telephone, or at once. */
static void take_in(struct sim *sim, struct stand *place, struct event *event)
{
	if (place_has_call(place))
		line_input(sim, place, event);
	else
		runner_step(sim->machine.whole.runner, event);
}

static void step_begin(struct sim *sim, struct stand *place, struct event *event)
{
	event->session = place->session;
	sim->totals.steps++;
	/* Said before the last answer came: who knows to which question. */
	if (place->waits || (sim->machine.on && !runner_idle(sim->machine.whole.runner))) {
		place->answering[0] = '\0';
		sim_excuse(place);
	}
	place->alone = !place->waits;
	place->waits = true;
	sim_seen(sim, place->session)->inputs += event->kind == EVENT_HEARD || event->kind == EVENT_TYPED ||
						 event->kind == EVENT_KEYED || event->kind == EVENT_TOUCHED;
	trace_event(sim, place, event);
	gone_note(place, event);
	sim_mix(sim, event, sizeof(*event));
	if (sim->plant != PLANT_DEAF_TO_PERSON || place->escape != ESCAPE_PERSON)
		take_in(sim, place, event);
	else
		place->waits = false; /* as if it had been answered */
}

static void step_end(struct sim *sim, struct stand *place)
{
	if (!place->waits) /* else it is answered later: the disk is slow, or the machine off */
		place->said_yes = false;
	plant_back(sim, place);
	if (place->session && sim->machine.on)
		sim_trace(sim, "    -> %s\n", runner_state(sim->machine.whole.runner, place->session));
	if (sim->machine.on && !sim->machine.dead)
		check_escape(sim, place);
}

void sim_step(struct sim *sim, struct stand *place, struct event *event)
{
	step_begin(sim, place, event);
	(void)sim_settle(sim);
	step_end(sim, place);
}

void sim_step_both(struct sim *sim, struct stand *places[2], struct event events[2])
{
	step_begin(sim, places[0], &events[0]);
	step_begin(sim, places[1], &events[1]);
	(void)sim_settle(sim);
	step_end(sim, places[0]);
	step_end(sim, places[1]);
}

/* --- the whole run --- */

struct wanted {
	uint64_t seed;
	bool seed_given;
	uint64_t steps;
	uint32_t sessions;
	uint32_t minutes;
	uint32_t lives;
	uint32_t life;
	bool trace;
	bool twice;
	bool allocations;
	enum plant plant;
	const char *faults;
	uint64_t mask;
};

static void progress(const struct sim *sim)
{
	static time_t last;
	time_t now = time(NULL); /* only for the line on the terminal; nothing is decided by it */

	if (now == last || sim->trace)
		return;
	last = now;
	fprintf(sim->out, "sim: seed %" PRIu64 ", life %u, %u conversations, %.1f hours\r", sim->seed, sim->life,
		sim->totals.sessions, (double)sim->totals.open_ms / 3600000);
	fflush(sim->out);
}

static bool goes_on(const struct sim *sim, const struct wanted *wanted, time_t until)
{
	const struct totals *t = &sim->totals;

	return (!wanted->lives || t->lives < wanted->lives) && (!wanted->sessions || t->sessions < wanted->sessions) &&
	       (!wanted->steps || t->steps < wanted->steps) && (!until || time(NULL) < until);
}

/* Lives are whole: a run ends after the one in which what was wanted is reached. */
static void run(struct sim *sim, const struct wanted *wanted)
{
	time_t until = wanted->minutes ? time(NULL) + (time_t)wanted->minutes * 60 : 0;

	memset(&sim->totals, 0, sizeof(sim->totals));
	sim->hash = 0xcbf29ce484222325U;
	for (sim->life = wanted->life; goes_on(sim, wanted, until); sim->life++) {
		if (wanted->allocations)
			sim_each_allocation(sim);
		else
			sim_life(sim);
		progress(sim);
	}
}

static int usage(void)
{
	fputs("use: sim [--seed N] (--minutes N | --steps N | --sessions N | --lives N) [--faults all|none|LIST] "
	      "[--life N]\n"
	      "           [--trace] [--twice] [--allocations] [--plant NAME]\n"
	      "faults:",
		stderr);
	for (int i = 0; i < FAULT_COUNT; i++)
		fprintf(stderr, " %s", fault_name((enum fault)i));
	fputs("\nplants:", stderr);
	for (unsigned i = 1; i < PLANT_COUNT; i++)
		fprintf(stderr, " %s", plant_names[i]);
	fputc('\n', stderr);
	return 2;
}

static bool plant_named(const char *name, enum plant *plant)
{
	for (unsigned i = 0; i < PLANT_COUNT; i++)
		if (strcmp(name, plant_names[i]) == 0) {
			*plant = (enum plant)i;
			return true;
		}
	return false;
}

static bool read_number(const char *text, uint64_t *out)
{
	char *end;

	*out = strtoull(text, &end, 10);
	return text[0] >= '0' && text[0] <= '9' && !*end;
}

static bool read_value(const char *option, const char *value, struct wanted *wanted)
{
	uint64_t number;

	if (strcmp(option, "--plant") == 0)
		return plant_named(value, &wanted->plant);
	if (strcmp(option, "--faults") == 0) {
		wanted->faults = value;
		return faults_read(value, &wanted->mask);
	}
	if (!read_number(value, &number))
		return false;
	if (strcmp(option, "--seed") == 0) {
		wanted->seed = number;
		wanted->seed_given = true;
	} else if (strcmp(option, "--steps") == 0) {
		wanted->steps = number;
	} else if (strcmp(option, "--sessions") == 0) {
		wanted->sessions = (uint32_t)number;
	} else if (strcmp(option, "--minutes") == 0) {
		wanted->minutes = (uint32_t)number;
	} else if (strcmp(option, "--lives") == 0) {
		wanted->lives = (uint32_t)number;
	} else if (strcmp(option, "--life") == 0) {
		wanted->life = (uint32_t)number;
	} else {
		return false;
	}
	return true;
}

static bool read_options(int count, char **list, struct wanted *wanted)
{
	for (int i = 1; i < count; i++) {
		if (strcmp(list[i], "--trace") == 0)
			wanted->trace = true;
		else if (strcmp(list[i], "--twice") == 0)
			wanted->twice = true;
		else if (strcmp(list[i], "--allocations") == 0)
			wanted->allocations = true;
		else if (i + 1 == count || !read_value(list[i], list[i + 1], wanted))
			return false;
		else
			i++;
	}
	return wanted->steps || wanted->sessions || wanted->minutes || wanted->lives;
}

/* The same lives once more must leave the same trace. */
static void run_again(struct sim *sim, const struct wanted *wanted)
{
	struct wanted again = *wanted;
	uint64_t first = sim->hash;

	again.minutes = 0;
	again.steps = again.sessions = 0;
	again.lives = sim->totals.lives;
	run(sim, &again);
	if (sim->hash != first)
		sim_fail(sim, "same_trace", 0, "the same seed gave another trace: %016" PRIx64 ", then %016" PRIx64,
			first, sim->hash);
}

int main(int argc, char **argv)
{
	struct wanted wanted = {.faults = "all", .mask = UINT64_MAX};
	struct sim *sim;

	if (!read_options(argc, argv, &wanted))
		return usage();
	if (!wanted.seed_given && getrandom(&wanted.seed, sizeof(wanted.seed), 0) != sizeof(wanted.seed))
		return 2;
	sim = calloc(1, sizeof(*sim));
	CHECK(sim);
	running = sim;
	sim->seed = wanted.seed_given ? wanted.seed : wanted.seed % 1000000000;
	sim->mask = wanted.mask;
	sim->faults_list = wanted.faults;
	sim->plant = wanted.plant;
	if (!wanted.seed_given)
		printf("seed %" PRIu64 ", commit %s\n", sim->seed, FOYER_COMMIT);
	fflush(stdout);
	sim_sites_load(sim);
	journal_open(sim);
	sim->trace = wanted.trace ? sim->out : NULL;
	check_set_hook(on_check);
	run(sim, &wanted);
	if (wanted.twice)
		run_again(sim, &wanted);
	fputc('\n', sim->out);
	print_figures(sim, 0);
	sim_sites_free(sim);
	free(sim);
	return 0;
}
