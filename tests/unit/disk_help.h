/* A store by hand on the simulator's disk, that lives, is cut off at a random moment, and is looked at. Every step has
 * its own number as its time, from 1 without a gap, so that what came back is counted by its numbers. */
#ifndef FOYER_TEST_DISK_HELP_H
#define FOYER_TEST_DISK_HELP_H

#include "store_help.h"

#include "sim_disk.h"

enum { LIFE_SESSIONS = 6 };

struct life {
	struct sim_disk *disk;
	struct store *store;
	struct rng dice;
	uint64_t now_ms;
	uint64_t base;        /* steps that were there when it was opened: ticket n is step base + n */
	uint64_t step;        /* the last one appended */
	uint64_t written;     /* steps told to be, at the most */
	uint64_t synced;      /* the same */
	uint32_t number_last; /* of sessions */
	char why[512];
};

/* How many; fewer where each takes longer (toolchain/test, under the sanitisers). */
static inline unsigned life_times(const char *variable, unsigned usual)
{
	const char *asked = getenv(variable);

	return asked ? (unsigned)strtoul(asked, NULL, 10) : usual;
}

static inline enum err life_try(struct life *life)
{
	const struct store_options options = {.folder = "/data", .by_hand = true, .vfs = sim_disk_vfs(life->disk)};

	return store_open(&life->store, &options, life->why, sizeof(life->why));
}

static inline void life_begin(struct life *life, uint64_t seed)
{
	*life = (struct life){.disk = sim_disk_open(seed), .dice = {seed}};
}

static inline void life_marks(struct life *life)
{
	if (life->written < life->base + store_written(life->store))
		life->written = life->base + store_written(life->store);
	if (life->synced < life->base + store_synced(life->store))
		life->synced = life->base + store_synced(life->store);
	assert_true(life->synced <= life->written && life->written <= life->step);
}

static inline void life_append(struct life *life)
{
	struct help_step step;

	help_step(&step, 1 + rng_below(&life->dice, LIFE_SESSIONS), life->step + 1);
	step.step.durable = rng_below(&life->dice, 4) == 0;
	step.step.wipe = rng_below(&life->dice, 12) == 0;
	if (step.step.wipe)
		step.step.snapshot = NULL;
	if (store_append(life->store, &step.step) != 0)
		life->step++;
}

static inline void life_act(struct life *life)
{
	struct help_cards cards = {0};
	uint32_t number;

	switch (rng_below(&life->dice, 12)) {
	case 0:
	case 1:
	case 2: store_hand_write(life->store, life->now_ms); break;
	case 3:
	case 4: store_hand_sync(life->store); break;
	case 5: life->now_ms += rng_below(&life->dice, 3000); break;
	case 6: store_handovers(life->store, true, help_card_row, &cards); break;
	case 7:
		number = store_session_next(life->store);
		assert_true(number > life->number_last);
		life->number_last = number;
		break;
	default: life_append(life); break;
	}
	life_marks(life);
}

/* The machine stops, or only the program. `in_order`: it was closed before, as far as the disk let it. */
static inline void life_end(struct life *life, bool in_order, bool power_cut)
{
	if (!in_order)
		sim_disk_halt(life->disk);
	store_close(life->store);
	life->store = NULL;
	sim_disk_start(life->disk, power_cut);
}

static inline int64_t life_number(struct life *life, const char *text)
{
	sqlite3_stmt *query;
	int64_t number;
	sqlite3 *db;

	assert_int_equal(
		sqlite3_open_v2("/data/foyer.db", &db, SQLITE_OPEN_READONLY, sim_disk_vfs(life->disk)), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, text, -1, &query, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(query), SQLITE_ROW);
	number = sqlite3_column_int64(query, 0);
	sqlite3_finalize(query);
	sqlite3_close(db);
	return number;
}

/* It is opened again: sound, a whole beginning of what was appended, and at least what was promised. */
static inline void life_comes_back(struct life *life, uint64_t promised)
{
	assert_int_equal(life_try(life), ERR_NONE);
	assert_string_equal(life->why, "");
	assert_int_equal(
		life_number(life, "SELECT group_concat(integrity_check) = 'ok' FROM pragma_integrity_check"), 1);
	life->base = (uint64_t)life_number(life, "SELECT count(*) FROM journal");
	assert_int_equal(life_number(life, "SELECT coalesce(max(time_ms), 0) FROM journal"), life->base);
	assert_int_equal(life_number(life, "SELECT count(DISTINCT time_ms) FROM journal"), life->base);
	assert_true(life->base >= promised);
	assert_true(life->base <= life->step);
	/* What is there after a start counts as promised: whoever reads it goes on with it. */
	life->step = life->written = life->synced = life->base;
}

#endif
