/* How fast the store takes steps, and how much it writes: 100 sessions of 30 steps each, 8 at a time, every fifth step
 * durable, each session wiped at its end; no more than 64 steps ahead of the writer, as the runner would be. Argument:
 * a folder on the disk to be measured (default: a new one in /tmp). Prints one JSON line. */
#include "store/store.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { SESSIONS = 100, STEPS = 30, AT_ONCE = 8, AHEAD_MAX = 64 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t moved = PTHREAD_COND_INITIALIZER;

static void progress(void *self)
{
	(void)self;
	pthread_mutex_lock(&lock);
	pthread_cond_broadcast(&moved);
	pthread_mutex_unlock(&lock);
}

static void wait_for(const struct store *store, uint64_t ticket)
{
	pthread_mutex_lock(&lock);
	while (store_written(store) < ticket && store_trouble(store) == ERR_NONE)
		pthread_cond_wait(&moved, &lock);
	pthread_mutex_unlock(&lock);
}

static uint64_t now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

/* What this process has handed to the disk's file system, from the kernel's own account. */
static unsigned long long bytes_written(void)
{
	unsigned long long bytes = 0;
	char line[128];
	FILE *file = fopen("/proc/self/io", "r");

	while (file && fgets(line, sizeof(line), file))
		sscanf(line, "write_bytes: %llu", &bytes);
	if (file)
		fclose(file);
	return bytes;
}

struct made {
	struct record event, effects;
	uint8_t snapshot[1500];
};

/* A turn as a customer makes it: some words, a saying, a screen and a timer. */
static struct store_step make_step(struct made *made, uint32_t session, unsigned number, uint64_t time_ms)
{
	static const uint8_t content[IMAGE_HASH_BYTES] = {1};
	static struct effects effects;
	static struct event event;
	static struct meaning meaning;
	bool last = number + 1 == STEPS;

	event.kind = EVENT_TYPED;
	event.session = session;
	event.time_ms = time_ms;
	snprintf(event.typed.words, sizeof(event.typed.words), "i think i lost my card on step %u", number);
	effects.count = 4;
	for (unsigned i = 0; i < effects.count; i++) {
		static const uint8_t kinds[] = {EFFECT_SAY, EFFECT_SHOW, EFFECT_LISTEN, EFFECT_WAKE_AT};

		effects.list[i].kind = kinds[i];
		effects.list[i].session = session;
	}
	record_event(&event, &meaning, false, &made->event);
	record_effects(&effects, "collect", &made->effects);
	return (struct store_step){.session = session,
		.time_ms = time_ms,
		.event = &made->event,
		.effects = &made->effects,
		.state = "collect",
		.snapshot = last ? NULL : made->snapshot,
		.snapshot_bytes = sizeof(made->snapshot),
		.content = content,
		.durable = number % 5 == 4,
		.wipe = last};
}

/* Eight sessions take turns until all hundred are done. False: the store refused one. */
static bool run_sessions(struct store *store)
{
	static struct made made;
	uint64_t time_ms = 0;

	for (unsigned first = 0; first < SESSIONS; first += AT_ONCE) {
		uint32_t sessions[AT_ONCE];
		unsigned count = SESSIONS - first < AT_ONCE ? SESSIONS - first : AT_ONCE;

		for (unsigned i = 0; i < count; i++)
			sessions[i] = store_session_next(store);
		for (unsigned turn = 0; turn < count * STEPS; turn++) {
			struct store_step step = make_step(&made, sessions[turn % count], turn / count, ++time_ms);

			uint64_t ticket = store_append(store, &step);

			if (ticket == 0 || store_trouble(store))
				return false;
			if (ticket > AHEAD_MAX)
				wait_for(store, ticket - AHEAD_MAX);
		}
	}
	return true;
}

/* What one way of working cost. */
struct cost {
	uint64_t us;
	unsigned long long bytes;
};

static bool measure(struct store_options options, struct cost *cost)
{
	unsigned long long before = bytes_written();
	uint64_t start_us = now_us();
	struct store *store;
	char why[512];
	bool taken;

	if (store_open(&store, &options, why, sizeof(why))) {
		fprintf(stderr, "bench_store: %s\n", why);
		return false;
	}
	taken = run_sessions(store);
	store_close(store);
	*cost = (struct cost){now_us() - start_us, bytes_written() - before};
	if (!taken)
		fprintf(stderr, "bench_store: %s: a step was refused\n", options.folder);
	return taken;
}

int main(int argc, char **argv)
{
	char folder[] = "/tmp/foyer-bench-XXXXXX";
	struct store_options options = {.folder = argc > 1 ? argv[1] : mkdtemp(folder), .progress = progress};
	struct cost grouped, single;

	if (!options.folder) {
		fprintf(stderr, "bench_store: /tmp: no folder can be made there\n");
		return 2;
	}
	if (!measure(options, &grouped))
		return 2;
	options.synchronous = true;
	if (!measure(options, &single))
		return 2;
	printf("{\"bench\":\"store\",\"sessions\":%d,\"steps\":%d,\"steps_per_s_grouped\":%.0f,"
	       "\"steps_per_s_single\":%.0f,\"bytes_per_100_sessions_grouped\":%llu,"
	       "\"bytes_per_100_sessions_single\":%llu}\n",
		SESSIONS, SESSIONS * STEPS, SESSIONS * STEPS * 1e6 / (double)grouped.us,
		SESSIONS * STEPS * 1e6 / (double)single.us, grouped.bytes, single.bytes);
	return 0;
}
