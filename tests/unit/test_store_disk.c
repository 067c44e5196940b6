/* The store on a disk that forgets, fails, fills up and flips bits: what it said was kept is there, and nothing that
 * never was. */
#include "disk_help.h"

enum { LIVES = 25, CUTS = 40 };

/* In the middle of whatever it does then, or between two things. */
static void live_until_cut(struct life *life)
{
	unsigned acts = 1 + rng_below(&life->dice, 300);

	sim_disk_halt_after(life->disk, 1 + rng_below(&life->dice, 300));
	while (acts-- > 0 && !sim_disk_halted(life->disk))
		life_act(life);
}

static void after_a_cut_at_any_moment_all_that_was_synced_is_there(void **state)
{
	unsigned lives = life_times("FOYER_LIVES", LIVES), lost = 0, whole = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= lives; seed++) {
		struct life life;

		life_begin(&life, seed);
		life_comes_back(&life, 0);
		for (unsigned i = 0; i < CUTS; i++) {
			bool power = rng_below(&life.dice, 4) > 0;
			uint64_t appended;

			live_until_cut(&life);
			appended = life.step;
			life_end(&life, false, power);
			life_comes_back(&life, power ? life.synced : life.written);
			lost += life.base < appended;
			whole += life.base == appended;
		}
		store_close(life.store);
		sim_disk_close(life.disk);
	}
	assert_true(lost > lives && whole > lives);
}

static void a_start_that_is_cut_off_is_done_again(void **state)
{
	unsigned failed = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 100; seed++) {
		struct life life;

		life_begin(&life, seed);
		for (unsigned i = 0; i < 4; i++) {
			sim_disk_halt_after(life.disk, 1 + rng_below(&life.dice, 80));
			failed += life_try(&life) != ERR_NONE;
			if (life.store)
				life_act(&life);
			life_end(&life, false, true);
			life_comes_back(&life, life.synced);
			life_end(&life, false, false);
		}
		sim_disk_close(life.disk);
	}
	assert_true(failed > 50);
}

/* --- a disk that fails --- */

static const struct sim_disk_faults healthy;

static void live_with_faults(struct life *life)
{
	const struct sim_disk_faults faults = {.write_fails = (uint16_t)(rng_below(&life->dice, 2) * 20),
		.read_fails = (uint16_t)(rng_below(&life->dice, 2) * 5),
		.sync_fails = (uint16_t)(rng_below(&life->dice, 2) * 300)};

	sim_disk_faults(life->disk, &faults);
	live_until_cut(life);
}

static void whatever_fails_nothing_is_promised_that_is_not_there(void **state)
{
	unsigned lives = life_times("FOYER_LIVES", LIVES) / 3;
	uint32_t errors = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= lives; seed++) {
		struct life life;

		life_begin(&life, seed);
		life_comes_back(&life, 0);
		for (unsigned i = 0; i < CUTS; i++) {
			bool power = rng_below(&life.dice, 4) > 0;

			live_with_faults(&life);
			life_end(&life, rng_below(&life.dice, 3) == 0, power);
			sim_disk_faults(life.disk, &healthy);
			life_comes_back(&life, power ? life.synced : life.written);
		}
		errors += sim_disk_figures(life.disk).errors;
		store_close(life.store);
		sim_disk_close(life.disk);
	}
	assert_true(errors > lives * CUTS / 4);
}

/* With a hole in the log on the disk nothing may be moved from it into the file. */
static void a_close_after_a_failed_sync_tears_nothing(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 150; seed++) {
		struct life life;

		life_begin(&life, seed);
		life_comes_back(&life, 0);
		for (unsigned i = 0; i < 60; i++)
			life_act(&life);
		sim_disk_faults(life.disk, &(struct sim_disk_faults){.sync_fails = 500});
		for (unsigned i = 0; i < 20; i++)
			life_act(&life);
		sim_disk_halt_after(life.disk, 1 + rng_below(&life.dice, 60));
		life_end(&life, true, true);
		sim_disk_faults(life.disk, &healthy);
		life_comes_back(&life, life.synced);
		life_end(&life, true, false);
		sim_disk_close(life.disk);
	}
}

/* --- a disk that is full --- */

static void on_a_full_disk_steps_wait_and_all_come_through(void **state)
{
	struct sim_disk_faults full = {0};
	struct help_step step;
	struct life life;
	uint64_t refused = 0;

	(void)state;
	life_begin(&life, 1);
	life_comes_back(&life, 0);
	for (unsigned i = 0; i < 50; i++)
		life_append(&life);
	store_hand_write(life.store, 0);
	life_marks(&life);
	full.bytes_max = sim_disk_figures(life.disk).bytes + 20000;
	sim_disk_faults(life.disk, &full);
	/* The queue takes them until it is full itself; then a step has no ticket. */
	for (uint64_t i = 0; refused == 0; i++) {
		uint64_t before = life.step;
		bool room = store_has_room(life.store);

		life_append(&life);
		refused += life.step == before;
		assert_true(!room || refused == 0); /* whoever asks before is never refused */
		if (i % 50 == 0)
			store_hand_write(life.store, i);
		life_marks(&life);
	}
	assert_int_equal(store_trouble(life.store), ERR_NO_SPACE);
	assert_true(life.step - life.written > 1000);
	help_step(&step, 1, life.step + 1);
	assert_int_equal(store_append(life.store, &step.step), 0);
	assert_false(store_has_room(life.store));
	assert_true(sim_disk_figures(life.disk).bytes <= full.bytes_max);

	sim_disk_faults(life.disk, &healthy);
	store_hand_write(life.store, 0);
	assert_int_equal(store_trouble(life.store), ERR_NONE);
	life_marks(&life);
	assert_int_equal(life.written, life.step);
	assert_true(store_has_room(life.store));
	store_hand_sync(life.store);
	life_marks(&life);
	assert_int_equal(life.synced, life.step);
	life_end(&life, false, true);
	life_comes_back(&life, life.step);
	store_close(life.store);
	sim_disk_close(life.disk);
}

static void a_power_cut_on_a_full_disk_loses_nothing_promised(void **state)
{
	unsigned in_trouble = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 100; seed++) {
		struct life life;

		life_begin(&life, seed);
		life_comes_back(&life, 0);
		for (unsigned i = 0; i < 3; i++) {
			sim_disk_faults(
				life.disk, &(struct sim_disk_faults){.bytes_max = sim_disk_figures(life.disk).bytes +
										  rng_below(&life.dice, 300000)});
			live_until_cut(&life);
			in_trouble += store_trouble(life.store) == ERR_NO_SPACE;
			life_end(&life, rng_below(&life.dice, 2) == 0, true);
			sim_disk_faults(life.disk, &healthy);
			life_comes_back(&life, life.synced);
		}
		store_close(life.store);
		sim_disk_close(life.disk);
	}
	assert_true(in_trouble > 50);
}

/* --- bounds --- */

static int64_t log_bytes(const struct life *life)
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(sim_disk_vfs(life->disk));
	sqlite3_filename name = sqlite3_create_filename("/data/foyer.db-wal", "", "", 0, NULL);
	sqlite3_file *file = calloc(1, (size_t)vfs->szOsFile);
	sqlite3_int64 bytes = 0;

	assert_non_null(file);
	if (vfs->xOpen(vfs, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_WAL, NULL) == SQLITE_OK) {
		assert_int_equal(file->pMethods->xFileSize(file, &bytes), SQLITE_OK);
		file->pMethods->xClose(file);
	}
	free(file);
	sqlite3_free_filename(name);
	return bytes;
}

/* However long nobody pauses, and when all that can wait is written in one go. */
static void the_log_stays_short(void **state)
{
	enum { LOG_BYTES_MAX = (4 << 20) + (2 << 20) }; /* cut where it is longer than 4 MB; one batch on top */
	struct life life;
	uint64_t before;

	(void)state;
	life_begin(&life, 1);
	life_comes_back(&life, 0);
	for (unsigned i = 0; i < 3000; i++) {
		life_append(&life);
		if (rng_below(&life.dice, 4) == 0)
			store_hand_write(life.store, 0);
		if (rng_below(&life.dice, 8) == 0)
			store_hand_sync(life.store);
		assert_true(log_bytes(&life) <= LOG_BYTES_MAX);
	}
	assert_true(log_bytes(&life) > 0);
	do {
		before = life.step;
		life_append(&life);
	} while (life.step > before);
	store_hand_write(life.store, 0);
	store_hand_write(life.store, 100000);
	assert_int_equal(log_bytes(&life), 0);
	assert_true(sim_disk_figures(life.disk).bytes_most <= sim_disk_figures(life.disk).bytes + LOG_BYTES_MAX);
	store_close(life.store);
	sim_disk_close(life.disk);
}

/* --- forgetting --- */

static void key_of(struct life *life, uint32_t session, uint8_t key[32])
{
	char text[96];
	sqlite3_stmt *query;
	sqlite3 *db;

	snprintf(text, sizeof(text), "SELECT substr(key, 1501, 32) FROM session_key WHERE session = %u", session);
	assert_int_equal(
		sqlite3_open_v2("/data/foyer.db", &db, SQLITE_OPEN_READONLY, sim_disk_vfs(life->disk)), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, text, -1, &query, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(query), SQLITE_ROW);
	memcpy(key, sqlite3_column_blob(query, 0), 32);
	sqlite3_finalize(query);
	sqlite3_close(db);
}

/* A log that was cut and not synced would come back with it. */
static void a_destroyed_key_does_not_come_back_with_a_power_cut(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 100; seed++) {
		struct life life;
		uint8_t key[32];

		life_begin(&life, seed);
		life_comes_back(&life, 0);
		for (unsigned i = 0; i < 10; i++)
			life_append(&life);
		help_append(life.store, 77, ++life.step);
		store_hand_write(life.store, 1000);
		key_of(&life, 77, key);
		assert_true(sim_disk_holds(life.disk, key, sizeof(key)));
		help_wipe(life.store, 77, ++life.step, false);
		store_hand_write(life.store, 1000);
		store_hand_write(life.store, 3000);
		assert_false(sim_disk_holds(life.disk, key, sizeof(key)));
		life_end(&life, false, true);
		assert_false(sim_disk_holds(life.disk, key, sizeof(key)));
		sim_disk_close(life.disk);
	}
}

/* --- one seed --- */

static uint64_t digest_after(uint64_t seed)
{
	struct life life;
	uint64_t digest;

	life_begin(&life, seed);
	life_comes_back(&life, 0);
	for (unsigned i = 0; i < 10; i++) {
		live_with_faults(&life);
		life_end(&life, false, true);
		sim_disk_faults(life.disk, &healthy);
		life_comes_back(&life, life.synced);
	}
	store_close(life.store);
	digest = sim_disk_digest(life.disk);
	sim_disk_close(life.disk);
	return digest;
}

static void one_seed_leaves_the_same_bytes(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 5; seed++) {
		uint64_t digest = digest_after(seed);

		assert_int_equal(digest, digest_after(seed));
		assert_int_not_equal(digest, digest_after(seed + 100));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(after_a_cut_at_any_moment_all_that_was_synced_is_there),
		cmocka_unit_test(a_start_that_is_cut_off_is_done_again),
		cmocka_unit_test(whatever_fails_nothing_is_promised_that_is_not_there),
		cmocka_unit_test(a_close_after_a_failed_sync_tears_nothing),
		cmocka_unit_test(on_a_full_disk_steps_wait_and_all_come_through),
		cmocka_unit_test(a_power_cut_on_a_full_disk_loses_nothing_promised),
		cmocka_unit_test(the_log_stays_short),
		cmocka_unit_test(a_destroyed_key_does_not_come_back_with_a_power_cut),
		cmocka_unit_test(one_seed_leaves_the_same_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
