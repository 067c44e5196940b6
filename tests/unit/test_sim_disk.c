/* The simulator's disk itself is doubted: what it promises, what it may do, and that it does all of it. */
#include "store_help.h"

#include "sim_disk.h"

enum { SEEDS = 300, SECTOR = 512, BYTES = 4 * SECTOR };

struct room {
	struct sim_disk *disk;
	sqlite3_vfs *vfs;
	sqlite3_file *file;
	sqlite3_filename name;
};

static void room_open(struct room *room, uint64_t seed)
{
	room->disk = sim_disk_open(seed);
	room->vfs = sqlite3_vfs_find(sim_disk_vfs(room->disk));
	assert_non_null(room->vfs);
	room->name = sqlite3_create_filename("/a", "", "", 0, NULL);
	room->file = calloc(1, (size_t)room->vfs->szOsFile);
	assert_true(room->name && room->file);
}

static void room_close(struct room *room)
{
	sim_disk_close(room->disk);
	sqlite3_free_filename(room->name);
	free(room->file);
}

static void file_open(struct room *room)
{
	const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MAIN_DB;

	assert_int_equal(room->vfs->xOpen(room->vfs, room->name, room->file, flags, NULL), SQLITE_OK);
}

static void file_close(struct room *room)
{
	assert_int_equal(room->file->pMethods->xClose(room->file), SQLITE_OK);
}

static int file_fill(struct room *room, uint8_t letter, int count, int64_t at)
{
	uint8_t bytes[BYTES];

	memset(bytes, letter, sizeof(bytes));
	return room->file->pMethods->xWrite(room->file, bytes, count, at);
}

static int file_sync(struct room *room)
{
	return room->file->pMethods->xSync(room->file, SQLITE_SYNC_NORMAL);
}

/* With a file of old letters that are on the disk. */
static void room_open_old(struct room *room, uint64_t seed)
{
	room_open(room, seed);
	file_open(room);
	file_fill(room, 'o', BYTES, 0);
	assert_int_equal(file_sync(room), SQLITE_OK);
}

static int64_t file_read(struct room *room, uint8_t bytes[BYTES])
{
	sqlite3_int64 size;

	assert_int_equal(room->file->pMethods->xFileSize(room->file, &size), SQLITE_OK);
	assert_true(size <= BYTES);
	memset(bytes, 0, BYTES);
	if (size > 0)
		assert_int_equal(room->file->pMethods->xRead(room->file, bytes, (int)size, 0), SQLITE_OK);
	return size;
}

static bool file_exists(struct room *room)
{
	int exists = 0;

	assert_int_equal(room->vfs->xAccess(room->vfs, room->name, SQLITE_ACCESS_EXISTS, &exists), SQLITE_OK);
	return exists != 0;
}

static void cut(struct room *room)
{
	sim_disk_halt(room->disk);
	file_close(room);
	sim_disk_start(room->disk, true);
}

/* How many sectors hold this letter, whole; a sector of two letters fails the test. */
static unsigned sectors_of(const uint8_t bytes[BYTES], uint8_t letter)
{
	unsigned count = 0;

	for (unsigned i = 0; i < BYTES / SECTOR; i++) {
		for (unsigned k = 1; k < SECTOR; k++)
			assert_int_equal(bytes[i * SECTOR + k], bytes[i * SECTOR]);
		count += bytes[i * SECTOR] == letter;
	}
	return count;
}

static void what_was_synced_survives_and_what_was_not_is_kept_lost_or_torn(void **state)
{
	unsigned kept = 0, lost = 0, torn = 0;

	(void)state;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		uint8_t bytes[BYTES];
		struct room room;
		unsigned news;

		room_open(&room, seed);
		file_open(&room);
		assert_int_equal(file_fill(&room, 'o', BYTES, 0), SQLITE_OK);
		assert_int_equal(file_sync(&room), SQLITE_OK);
		assert_int_equal(file_fill(&room, 'n', BYTES, 0), SQLITE_OK);
		cut(&room);
		file_open(&room);
		assert_int_equal(file_read(&room, bytes), BYTES);
		news = sectors_of(bytes, 'n');
		assert_int_equal(news + sectors_of(bytes, 'o'), BYTES / SECTOR);
		kept += news == BYTES / SECTOR;
		lost += news == 0;
		torn += news > 0 && news < BYTES / SECTOR;
		file_close(&room);
		room_close(&room);
	}
	assert_true(kept > SEEDS / 20 && lost > SEEDS / 20 && torn > SEEDS / 20);
}

static void a_later_write_may_be_there_without_an_earlier_one(void **state)
{
	unsigned later_only = 0, earlier_only = 0;

	(void)state;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		uint8_t bytes[BYTES];
		struct room room;

		room_open_old(&room, seed);
		file_fill(&room, 'e', SECTOR, 0);
		file_fill(&room, 'l', SECTOR, SECTOR);
		cut(&room);
		file_open(&room);
		file_read(&room, bytes);
		later_only += sectors_of(bytes, 'l') == 1 && sectors_of(bytes, 'e') == 0;
		earlier_only += sectors_of(bytes, 'l') == 0 && sectors_of(bytes, 'e') == 1;
		file_close(&room);
		room_close(&room);
	}
	assert_true(later_only > SEEDS / 20 && earlier_only > SEEDS / 20);
}

static void a_truncate_that_was_not_synced_may_be_undone(void **state)
{
	unsigned cut_short = 0, undone = 0;

	(void)state;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		uint8_t bytes[BYTES];
		struct room room;

		room_open_old(&room, seed);
		assert_int_equal(room.file->pMethods->xTruncate(room.file, SECTOR), SQLITE_OK);
		cut(&room);
		file_open(&room);
		if (file_read(&room, bytes) == BYTES)
			undone += sectors_of(bytes, 'o') == BYTES / SECTOR;
		else
			cut_short += bytes[SECTOR - 1] == 'o' && bytes[SECTOR] == 0;
		file_close(&room);
		room_close(&room);
	}
	assert_int_equal(cut_short + undone, SEEDS);
	assert_true(cut_short > SEEDS / 20 && undone > SEEDS / 20);
}

static void a_delete_that_was_not_synced_may_be_undone(void **state)
{
	unsigned there = 0;

	(void)state;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		uint8_t bytes[BYTES];
		struct room room;

		room_open_old(&room, seed);
		file_close(&room);
		assert_int_equal(room.vfs->xDelete(room.vfs, room.name, seed % 2 == 0), SQLITE_OK);
		assert_false(file_exists(&room));
		sim_disk_start(room.disk, true);
		if (file_exists(&room)) {
			assert_int_equal(seed % 2, 1);
			file_open(&room);
			assert_int_equal(file_read(&room, bytes), BYTES);
			assert_int_equal(sectors_of(bytes, 'o'), BYTES / SECTOR);
			file_close(&room);
			there++;
		}
		room_close(&room);
	}
	assert_true(there > SEEDS / 20 && there < SEEDS / 2);
}

static void a_kill_loses_nothing_and_syncs_nothing(void **state)
{
	unsigned lost = 0;

	(void)state;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		uint8_t bytes[BYTES];
		struct room room;

		room_open_old(&room, seed);
		file_fill(&room, 'n', BYTES, 0);
		sim_disk_halt(room.disk);
		assert_int_equal(file_fill(&room, 'x', BYTES, 0), SQLITE_IOERR_WRITE);
		assert_int_equal(file_sync(&room), SQLITE_IOERR_FSYNC);
		file_close(&room);
		sim_disk_start(room.disk, false);
		file_open(&room);
		file_read(&room, bytes);
		assert_int_equal(sectors_of(bytes, 'n'), BYTES / SECTOR);
		cut(&room);
		file_open(&room);
		file_read(&room, bytes);
		lost += sectors_of(bytes, 'o') > 0;
		file_close(&room);
		room_close(&room);
	}
	assert_true(lost > SEEDS / 20);
}

static void a_sync_that_failed_may_leave_a_lie_behind(void **state)
{
	unsigned lies = 0, honest = 0;

	(void)state;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		uint8_t bytes[BYTES];
		struct room room;

		room_open_old(&room, seed);
		file_fill(&room, 'n', BYTES, 0);
		sim_disk_faults(room.disk, &(struct sim_disk_faults){.sync_fails = 1000});
		assert_int_equal(file_sync(&room), SQLITE_IOERR_FSYNC);
		sim_disk_faults(room.disk, &(struct sim_disk_faults){0});
		assert_int_equal(file_sync(&room), SQLITE_OK);
		file_read(&room, bytes);
		assert_int_equal(sectors_of(bytes, 'n'), BYTES / SECTOR);
		cut(&room);
		file_open(&room);
		file_read(&room, bytes);
		lies += sectors_of(bytes, 'o') > 0;
		honest += sectors_of(bytes, 'o') == 0;
		assert_int_equal(sim_disk_figures(room.disk).errors, 1);
		file_close(&room);
		room_close(&room);
	}
	assert_true(lies > SEEDS / 20 && honest > SEEDS / 20);
}

static void a_full_disk_takes_a_part_and_says_so(void **state)
{
	uint8_t bytes[BYTES];
	struct room room;

	(void)state;
	room_open(&room, 1);
	file_open(&room);
	sim_disk_faults(room.disk, &(struct sim_disk_faults){.bytes_max = 3 * SECTOR});
	assert_int_equal(file_fill(&room, 'n', BYTES, 0), SQLITE_FULL);
	assert_int_equal(file_read(&room, bytes), 3 * SECTOR);
	assert_int_equal(file_fill(&room, 'm', 3 * SECTOR, 0), SQLITE_OK);
	assert_int_equal(file_fill(&room, 'x', SECTOR, 3 * SECTOR), SQLITE_FULL);
	sim_disk_faults(room.disk, &(struct sim_disk_faults){0});
	assert_int_equal(file_fill(&room, 'x', SECTOR, 3 * SECTOR), SQLITE_OK);
	assert_int_equal(sim_disk_figures(room.disk).bytes, BYTES);
	file_close(&room);
	room_close(&room);
}

static void reads_and_writes_fail_as_often_as_asked(void **state)
{
	unsigned reads = 0, writes = 0, parts = 0;
	uint8_t bytes[BYTES];
	struct room room;

	(void)state;
	room_open(&room, 3);
	file_open(&room);
	file_fill(&room, 'o', BYTES, 0);
	sim_disk_faults(room.disk, &(struct sim_disk_faults){.write_fails = 200, .read_fails = 100});
	for (unsigned i = 0; i < 1000; i++) {
		int code = file_fill(&room, (uint8_t)(i & 1 ? 'n' : 'o'), BYTES, 0);

		writes += code == SQLITE_IOERR_WRITE;
		reads += room.file->pMethods->xRead(room.file, bytes, BYTES, 0) == SQLITE_IOERR_READ;
		parts += code != SQLITE_OK && sectors_of(bytes, 'n') % (BYTES / SECTOR) != 0;
	}
	assert_in_range(writes, 150, 250);
	assert_in_range(reads, 60, 140);
	assert_true(parts > 20);
	assert_int_equal(sim_disk_figures(room.disk).errors, writes + reads);
	file_close(&room);
	room_close(&room);
}

static void a_flip_is_one_bit_of_what_was_synced(void **state)
{
	uint8_t bytes[BYTES], seen = 0;
	struct room room;

	(void)state;
	room_open(&room, 5);
	assert_false(sim_disk_flip(room.disk));
	file_open(&room);
	for (unsigned i = 0; i < 100; i++) {
		unsigned bits = 0;

		file_fill(&room, 0, BYTES, 0);
		assert_int_equal(file_sync(&room), SQLITE_OK);
		assert_true(sim_disk_flip(room.disk));
		file_read(&room, bytes);
		for (unsigned k = 0; k < BYTES; k++) {
			bits += (unsigned)__builtin_popcount(bytes[k]);
			seen |= bytes[k];
		}
		assert_int_equal(bits, 1);
	}
	assert_int_equal(seen, 0xff);
	file_close(&room);
	room_close(&room);
}

static void it_holds_what_was_written_until_that_is_deleted(void **state)
{
	struct room room;

	(void)state;
	room_open(&room, 7);
	file_open(&room);
	assert_false(sim_disk_holds(room.disk, "needle", 6));
	assert_int_equal(room.file->pMethods->xWrite(room.file, "a needle", 8, 4093), SQLITE_OK);
	assert_true(sim_disk_holds(room.disk, "needle", 6));
	file_sync(&room);
	/* Overwritten, but not on the disk. */
	assert_int_equal(room.file->pMethods->xWrite(room.file, "no......", 8, 4093), SQLITE_OK);
	assert_true(sim_disk_holds(room.disk, "needle", 6));
	file_sync(&room);
	assert_false(sim_disk_holds(room.disk, "needle", 6));
	assert_true(sim_disk_holds(room.disk, "no..", 4));
	file_close(&room);
	assert_int_equal(room.vfs->xDelete(room.vfs, room.name, 1), SQLITE_OK);
	assert_false(sim_disk_holds(room.disk, "no..", 4));
	room_close(&room);
}

static void it_stops_in_the_middle_of_what_it_was_asked(void **state)
{
	uint8_t bytes[BYTES];
	struct room room;

	(void)state;
	room_open(&room, 9);
	file_open(&room);
	sim_disk_halt_after(room.disk, 3);
	assert_int_equal(file_fill(&room, 'a', SECTOR, 0), SQLITE_OK);
	assert_int_equal(file_fill(&room, 'b', SECTOR, SECTOR), SQLITE_OK);
	assert_false(sim_disk_halted(room.disk));
	assert_int_equal(file_fill(&room, 'c', SECTOR, 0), SQLITE_IOERR_WRITE);
	assert_true(sim_disk_halted(room.disk));
	assert_int_equal(file_sync(&room), SQLITE_IOERR_FSYNC);
	file_close(&room);
	sim_disk_start(room.disk, false);
	file_open(&room);
	assert_int_equal(file_read(&room, bytes), 2 * SECTOR);
	assert_int_equal(bytes[0], 'a');
	file_close(&room);
	room_close(&room);
}

/* --- with sqlite above --- */

static sqlite3 *db_open(void)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open_v2("/b", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "sim"), SQLITE_OK);
	sqlite3_extended_result_codes(db, 1);
	return db;
}

static int run(sqlite3 *db, const char *text)
{
	return sqlite3_exec(db, text, NULL, NULL, NULL);
}

static int rows(sqlite3 *db)
{
	sqlite3_stmt *query;
	int count;

	assert_int_equal(sqlite3_prepare_v2(db, "SELECT count(*) FROM t", -1, &query, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(query), SQLITE_ROW);
	count = sqlite3_column_int(query, 0);
	sqlite3_finalize(query);
	return count;
}

static void connections_lock_each_other(const char *mode)
{
	struct sim_disk *disk = sim_disk_open(11);
	sqlite3 *a = db_open(), *b = db_open();

	assert_int_equal(run(a, mode), SQLITE_OK);
	assert_int_equal(run(a, "CREATE TABLE t (x); INSERT INTO t VALUES (1)"), SQLITE_OK);
	assert_int_equal(rows(b), 1);

	/* One writes at a time; who reads meanwhile sees what was there before. */
	assert_int_equal(run(a, "BEGIN IMMEDIATE; INSERT INTO t VALUES (2)"), SQLITE_OK);
	assert_int_equal(run(b, "BEGIN IMMEDIATE"), SQLITE_BUSY);
	assert_int_equal(rows(b), 1);
	assert_int_equal(run(a, "COMMIT"), SQLITE_OK);
	assert_int_equal(rows(b), 2);

	assert_int_equal(run(b, "BEGIN IMMEDIATE; INSERT INTO t VALUES (3); COMMIT"), SQLITE_OK);
	assert_int_equal(rows(a), 3);
	sqlite3_close(a);
	assert_int_equal(rows(b), 3);
	sqlite3_close(b);
	sim_disk_close(disk);
}

static void connections_lock_each_other_with_a_log(void **state)
{
	(void)state;
	connections_lock_each_other("PRAGMA journal_mode=WAL");
}

static void connections_lock_each_other_with_a_journal(void **state)
{
	(void)state;
	connections_lock_each_other("PRAGMA journal_mode=DELETE");
}

static void a_reader_holds_back_a_checkpoint_and_a_commit_of_a_journal(void **state)
{
	struct sim_disk *disk = sim_disk_open(13);
	sqlite3 *a = db_open(), *b = db_open();

	(void)state;
	assert_int_equal(run(a, "CREATE TABLE t (x); INSERT INTO t VALUES (1)"), SQLITE_OK);
	assert_int_equal(run(b, "BEGIN; SELECT * FROM t"), SQLITE_OK);
	assert_int_equal(run(a, "INSERT INTO t VALUES (2)"), SQLITE_BUSY);
	assert_int_equal(run(b, "COMMIT"), SQLITE_OK);

	assert_int_equal(run(a, "PRAGMA journal_mode=WAL; INSERT INTO t VALUES (2)"), SQLITE_OK);
	assert_int_equal(run(b, "BEGIN; SELECT * FROM t"), SQLITE_OK);
	assert_int_equal(run(a, "INSERT INTO t VALUES (3)"), SQLITE_OK);
	assert_int_equal(sqlite3_wal_checkpoint_v2(a, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL), SQLITE_BUSY);
	assert_int_equal(rows(b), 2);
	assert_int_equal(run(b, "COMMIT"), SQLITE_OK);
	assert_int_equal(sqlite3_wal_checkpoint_v2(a, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL), SQLITE_OK);
	assert_int_equal(rows(b), 3);
	sqlite3_close(b);
	sqlite3_close(a);
	sim_disk_close(disk);
}

/* A transaction of a journal is whole or not there, on a disk that keeps no order: sqlite's own promise, so that who
 * breaks it here is the disk. */
static void a_journal_and_a_log_hold_on_it(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		struct sim_disk *disk = sim_disk_open(seed);
		struct rng dice = {seed};
		int done = 0;
		sqlite3 *db = db_open();

		if (seed & 1)
			assert_int_equal(run(db, "PRAGMA journal_mode=WAL"), SQLITE_OK);
		assert_int_equal(run(db, "PRAGMA synchronous=EXTRA; CREATE TABLE t (x)"), SQLITE_OK);
		sim_disk_halt_after(disk, 1 + rng_below(&dice, 200));
		while (run(db, "BEGIN; INSERT INTO t VALUES (randomblob(3000)); INSERT INTO t VALUES (1); COMMIT") ==
			SQLITE_OK)
			done++;
		sqlite3_close(db);
		sim_disk_start(disk, true);
		db = db_open();
		assert_in_range(rows(db), 2 * done, 2 * done + 2);
		assert_int_equal(rows(db) % 2, 0);
		sqlite3_close(db);
		sim_disk_close(disk);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_synced_survives_and_what_was_not_is_kept_lost_or_torn),
		cmocka_unit_test(a_later_write_may_be_there_without_an_earlier_one),
		cmocka_unit_test(a_truncate_that_was_not_synced_may_be_undone),
		cmocka_unit_test(a_delete_that_was_not_synced_may_be_undone),
		cmocka_unit_test(a_kill_loses_nothing_and_syncs_nothing),
		cmocka_unit_test(a_sync_that_failed_may_leave_a_lie_behind),
		cmocka_unit_test(a_full_disk_takes_a_part_and_says_so),
		cmocka_unit_test(reads_and_writes_fail_as_often_as_asked),
		cmocka_unit_test(a_flip_is_one_bit_of_what_was_synced),
		cmocka_unit_test(it_holds_what_was_written_until_that_is_deleted),
		cmocka_unit_test(it_stops_in_the_middle_of_what_it_was_asked),
		cmocka_unit_test(connections_lock_each_other_with_a_log),
		cmocka_unit_test(connections_lock_each_other_with_a_journal),
		cmocka_unit_test(a_reader_holds_back_a_checkpoint_and_a_commit_of_a_journal),
		cmocka_unit_test(a_journal_and_a_log_hold_on_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
