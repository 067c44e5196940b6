/* What a start reads and flushes before the first customer: counted, not timed, for a disk that is slower than any
 * machine that builds. And that a start which does not read everything still finds the damage that matters. */
#include "store_help.h"

#include <signal.h>
#include <sys/wait.h>

enum {
	JOURNAL_ROWS = 6000,        /* of a few weeks, more than is proved at once */
	READ_BYTES_MAX = 512 << 10, /* of a file twenty times that large */
	SYNCS_MAX = 1,              /* for the numbers of sessions */
};

/* sqlite's own files, counted: the database's, and those beside it, which have other functions. */
enum { FILE_MAIN, FILE_BESIDE, FILES_COUNT };
static struct {
	uint64_t bytes_read;
	unsigned syncs;
	const sqlite3_io_methods *real[FILES_COUNT];
	sqlite3_io_methods methods[FILES_COUNT];
	sqlite3_vfs vfs;
} counted;

static const sqlite3_io_methods *real_of(const sqlite3_file *file)
{
	return counted.real[file->pMethods == &counted.methods[FILE_MAIN] ? FILE_MAIN : FILE_BESIDE];
}

static int counted_read(sqlite3_file *file, void *out, int bytes, sqlite3_int64 at)
{
	counted.bytes_read += (uint64_t)bytes;
	return real_of(file)->xRead(file, out, bytes, at);
}

static int counted_sync(sqlite3_file *file, int flags)
{
	counted.syncs++;
	return real_of(file)->xSync(file, flags);
}

static int counted_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out)
{
	sqlite3_vfs *real = vfs->pAppData;
	int code = real->xOpen(real, name, file, flags, flags_out);
	int which = flags & SQLITE_OPEN_MAIN_DB ? FILE_MAIN : FILE_BESIDE;

	if (code == SQLITE_OK && file->pMethods) {
		counted.real[which] = file->pMethods;
		counted.methods[which] = *file->pMethods;
		counted.methods[which].xRead = counted_read;
		counted.methods[which].xSync = counted_sync;
		file->pMethods = &counted.methods[which];
	}
	return code;
}

static int counted_up(void **state)
{
	sqlite3_vfs *real = sqlite3_vfs_find(NULL);

	counted.vfs = *real;
	counted.vfs.zName = "counted";
	counted.vfs.pAppData = real;
	counted.vfs.xOpen = counted_open;
	counted.vfs.pNext = NULL;
	if (sqlite3_vfs_register(&counted.vfs, 0) != SQLITE_OK || help_synchronous(state) != 0)
		return -1;
	((struct help *)*state)->vfs = "counted";
	return 0;
}

static int counted_down(void **state)
{
	sqlite3_vfs_unregister(&counted.vfs);
	return help_down(state);
}

static sqlite3 *database(const struct help *help)
{
	char path[600];
	sqlite3 *db;

	snprintf(path, sizeof(path), "%s/foyer.db", help->folder);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	return db;
}

/* Somebody is here, and much was said before; the program was killed. */
static void busy_weeks(struct help *help)
{
	struct store *store = help_open(help);
	char text[400];
	sqlite3 *db;
	pid_t pid;

	help_append(store, 1, 1);
	store_close(store);
	db = database(help);
	snprintf(text, sizeof(text),
		"WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
		" INSERT INTO journal SELECT (1 << 24) | i, 1, 0, 1, 'collect', randomblob(60), randomblob(700),"
		" randomblob(200), randomblob(700) FROM n",
		JOURNAL_ROWS);
	assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	pid = fork();
	if (pid == 0) {
		store = help_open(help);
		_exit(help_append(store, 2, 2) == 0);
	}
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	assert_true(help_has(help, "foyer.db-wal"));
}

/* Page 1 of a table's tree says no more what it is. */
static void damage(const struct help *help, const char *table)
{
	sqlite3 *db = database(help);
	sqlite3_stmt *statement;
	char text[600];
	long at;
	FILE *file;

	snprintf(text, sizeof(text), "SELECT rootpage FROM sqlite_schema WHERE name='%s'", table);
	assert_int_equal(sqlite3_prepare_v2(db, text, -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	at = (sqlite3_column_int(statement, 0) - 1L) * 4096;
	sqlite3_finalize(statement);
	assert_int_equal(sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	snprintf(text, sizeof(text), "%s/foyer.db", help->folder);
	file = fopen(text, "r+b");
	assert_non_null(file);
	assert_int_equal(fseek(file, at, SEEK_SET), 0);
	assert_int_equal(fputc(0xff, file), 0xff);
	fclose(file);
}

/* As after a power cut: something stands in the log. */
static void leave_a_log(const struct help *help)
{
	char path[600];
	FILE *file;

	snprintf(path, sizeof(path), "%s/foyer.db-wal", help->folder);
	file = fopen(path, "wb");
	assert_non_null(file);
	fputc(0, file);
	fclose(file);
}

static void after_a_kill_a_large_store_is_not_read_through(void **state)
{
	struct help *help = *state;
	struct help_sessions sessions = {0};
	struct store *store;

	busy_weeks(help);
	counted.bytes_read = 0;
	counted.syncs = 0;
	store = help_open(help);
	assert_int_equal(store_sessions(store, help_session, &sessions), ERR_NONE);
	print_message("%u kB read, %u flushes\n", (unsigned)(counted.bytes_read >> 10), counted.syncs);
	assert_int_equal(sessions.count, 2);
	assert_true(counted.bytes_read < READ_BYTES_MAX);
	assert_true(counted.syncs <= SYNCS_MAX);
	store_close(store);
}

static bool is_set_aside(struct help *help)
{
	struct store *store;
	char why[1024];

	assert_int_equal(help_try(help, &store, why, sizeof(why)), ERR_NONE);
	help_append(store, 9, 9);
	store_close(store);
	return help_has(help, "foyer.db.damaged-1");
}

static void what_promises_stand_on_is_proved_however_large_the_rest_is(void **state)
{
	static const char *const tables[] = {"session_key", "handover", "device"};

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		busy_weeks(*state);
		damage(*state, tables[i]);
		leave_a_log(*state);
		assert_true(is_set_aside(*state));
		help_empty(((struct help *)*state)->folder);
	}
}

/* Else every start would serve from it, and no step would ever be kept again. */
static void damage_that_is_met_later_is_found_at_the_next_start(void **state)
{
	struct help *help = *state;
	struct store *store;

	busy_weeks(help);
	damage(help, "journal");
	leave_a_log(help);
	store = help_open(help);
	help_append(store, 3, 3);
	assert_int_equal(store_trouble(store), ERR_FORMAT);
	assert_int_equal(store_written(store), 0);
	store_close(store);
	assert_true(is_set_aside(help));
	assert_false(help_has(help, "foyer.db-suspect"));
	store = help_open(help);
	assert_int_equal(help_append(store, 4, 4), 1);
	assert_int_equal(store_written(store), 1);
	store_close(store);
}

static void a_suspicion_that_proves_wrong_is_forgotten(void **state)
{
	struct help *help = *state;
	char path[600];
	FILE *file;

	busy_weeks(help);
	snprintf(path, sizeof(path), "%s/foyer.db-suspect", help->folder);
	file = fopen(path, "wb");
	assert_non_null(file);
	fclose(file);
	assert_false(is_set_aside(help));
	assert_false(help_has(help, "foyer.db-suspect"));
}

#define TEST(test, up, down)                                                                                           \
	{                                                                                                              \
#test, test, up, down, NULL                                                                            \
	}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(after_a_kill_a_large_store_is_not_read_through, counted_up, counted_down),
		TEST(what_promises_stand_on_is_proved_however_large_the_rest_is, help_synchronous, help_down),
		TEST(damage_that_is_met_later_is_found_at_the_next_start, help_synchronous, help_down),
		TEST(a_suspicion_that_proves_wrong_is_forgotten, help_synchronous, help_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
