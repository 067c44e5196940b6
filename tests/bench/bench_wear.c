/* What a day at a kiosk writes to its SD card: 100 conversations, one after the other, a turn in five seconds, fifteen
 * turns each; in two of five a promise is made on the way; each is wiped at its end, and leaves its evidence. On
 * virtual time, the store written by hand as its threads would do it. Counted is what the program hands to the system
 * (wchar of /proc/self/io); `data` is what stays of it in the tables. Prints one JSON line. */
#include "store/sql.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	SESSIONS = 100,
	TURNS = 15,
	TURN_S = 5,
	AWAY_S = 60, /* until the next customer */
	PROMISE_TURN = 9,
	SNAPSHOT_BYTES = 1500,
	VISIT_BYTES = 70,
	KEPT_BYTES = 4 << 20,
	MS = 1000,
	KB = 1024
};

struct day {
	struct store *store;
	char folder[32];
	uint64_t now_ms;
};

static unsigned long long handed_over(void)
{
	unsigned long long bytes = 0;
	char line[128];
	FILE *file = fopen("/proc/self/io", "re");

	while (file && fgets(line, sizeof(line), file))
		if (sscanf(line, "wchar: %llu", &bytes) == 1)
			break;
	if (file)
		fclose(file);
	return bytes;
}

static bool begin(struct day *day)
{
	static _Alignas(8) uint8_t kept[KEPT_BYTES];
	struct store_options options = {
		.folder = day->folder, .by_hand = true, .kept = {.bytes = kept, .count = KEPT_BYTES}};
	char why[512];

	snprintf(day->folder, sizeof(day->folder), "/tmp/foyer-wear-XXXXXX");
	if (!mkdtemp(day->folder) || store_open(&day->store, &options, why, sizeof(why))) {
		fprintf(stderr, "bench_wear: no store in /tmp: is there room?\n");
		return false;
	}
	return true;
}

/* As the store's threads do it: once a second. */
static void passes(struct day *day, unsigned seconds)
{
	for (unsigned i = 0; i < seconds; i++) {
		day->now_ms += MS;
		store_hand_write(day->store, day->now_ms);
		store_hand_sync(day->store);
	}
}

static void say_and_ask(struct effects *effects, uint32_t session)
{
	static const uint8_t kinds[] = {EFFECT_SAY, EFFECT_SHOW, EFFECT_LISTEN, EFFECT_WAKE_AT};

	effects->count = sizeof(kinds);
	for (unsigned i = 0; i < effects->count; i++) {
		effects->list[i].kind = kinds[i];
		effects->list[i].session = session;
	}
}

static void end_with(struct store_step *step, struct store_visit *visit)
{
	*visit = (struct store_visit){.session = step->session, .leaf = 7, .packed_bytes = VISIT_BYTES};
	step->snapshot = NULL;
	step->wipe = true;
	step->visits = visit;
	step->visits_count = 1;
}

static bool turn(struct day *day, uint32_t session, unsigned number, bool promises)
{
	static const uint8_t content[IMAGE_HASH_BYTES] = {1};
	static uint8_t snapshot[SNAPSHOT_BYTES];
	static struct record event_record, effects_record;
	static struct effects effects;
	struct meaning meaning = {0};
	struct store_visit visit;
	struct event event = {.kind = EVENT_TOUCHED, .session = session, .time_ms = day->now_ms};
	struct store_step step = {.session = session,
		.time_ms = day->now_ms,
		.event = &event_record,
		.effects = &effects_record,
		.state = "collect",
		.snapshot = snapshot,
		.snapshot_bytes = SNAPSHOT_BYTES,
		.content = content,
		.durable = promises && number == PROMISE_TURN,
		.counts_count = 1};

	if (number % 3 == 0) {
		event.kind = EVENT_TYPED;
		snprintf(event.typed.words, sizeof(event.typed.words), "i lost my card, and it is turn %u", number);
	}
	say_and_ask(&effects, session);
	record_event(&event, &meaning, false, &event_record);
	record_effects(&effects, "collect", &effects_record);
	step.counts[0] = (struct store_count){.kind = 1, .value = 1, .id = "cards.lost"};
	if (number + 1 == TURNS)
		end_with(&step, &visit);
	return store_append(day->store, &step) != 0;
}

static bool live(struct day *day)
{
	for (unsigned i = 0; i < SESSIONS; i++) {
		uint32_t session = store_session_next(day->store);

		for (unsigned number = 0; number < TURNS; number++) {
			if (!turn(day, session, number, i % 5 < 2))
				return false;
			passes(day, TURN_S);
		}
		passes(day, AWAY_S);
	}
	return true;
}

static int64_t data_bytes(const struct day *day)
{
	char path[64];
	const struct sql_options options = {.path = path, .read_only = true};
	struct sql *sql;
	int64_t bytes = -1;

	snprintf(path, sizeof(path), "%s/foyer.db", day->folder);
	if (sql_open(&sql, &options))
		return -1;
	if (sql_number(sql,
		    "SELECT (SELECT sum(length(event) + coalesce(length(event_words), 0) + length(effects) +"
		    " coalesce(length(effects_words), 0) + length(state) + 24) FROM journal) +"
		    " (SELECT sum(length(packed) + 40) FROM visit)",
		    0, &bytes))
		bytes = -1;
	sql_close(sql);
	return bytes;
}

int main(void)
{
	struct day day = {.now_ms = MS};
	unsigned long long written;
	int64_t data;

	if (!begin(&day))
		return 2;
	written = handed_over();
	if (!live(&day))
		return 2;
	store_close(day.store);
	written = handed_over() - written;
	data = data_bytes(&day);
	printf("{\"bench\":\"wear\",\"sessions\":%d,\"turns\":%d,\"written_kb\":%llu,\"data_kb\":%lld,\"beyond_kb\":%"
	       "lld}\n",
		SESSIONS, SESSIONS * TURNS, written / KB, (long long)data / KB, ((long long)written - data) / KB);
	return data > 0 ? 0 : 2;
}
