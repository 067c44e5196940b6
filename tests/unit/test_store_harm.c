/* The store under accidents: killed, full, read-only, damaged, a slow or failing disk. */
#include "store_help.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>

/* A disk whose log syncs when told to: sqlite's own files with one function replaced. */
static struct {
	pthread_mutex_t lock;
	pthread_cond_t moved;
	bool shut, fails;
	unsigned waiting;
	const sqlite3_io_methods *real;
	sqlite3_io_methods methods;
	sqlite3_vfs vfs;
} slow = {.lock = PTHREAD_MUTEX_INITIALIZER, .moved = PTHREAD_COND_INITIALIZER};

static int slow_sync(sqlite3_file *file, int flags)
{
	bool fails;

	pthread_mutex_lock(&slow.lock);
	slow.waiting++;
	pthread_cond_broadcast(&slow.moved);
	while (slow.shut)
		pthread_cond_wait(&slow.moved, &slow.lock);
	slow.waiting--;
	fails = slow.fails;
	pthread_mutex_unlock(&slow.lock);
	return fails ? SQLITE_IOERR_FSYNC : slow.real->xSync(file, flags);
}

static int slow_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out)
{
	sqlite3_vfs *real = vfs->pAppData;
	int code = real->xOpen(real, name, file, flags, flags_out);

	if (code == SQLITE_OK && (flags & SQLITE_OPEN_WAL)) {
		slow.real = file->pMethods;
		slow.methods = *file->pMethods;
		slow.methods.xSync = slow_sync;
		file->pMethods = &slow.methods;
	}
	return code;
}

static void slow_set(bool shut, bool fails)
{
	pthread_mutex_lock(&slow.lock);
	slow.shut = shut;
	slow.fails = fails;
	pthread_cond_broadcast(&slow.moved);
	pthread_mutex_unlock(&slow.lock);
}

static int slow_up(void **state)
{
	sqlite3_vfs *real = sqlite3_vfs_find(NULL);

	slow.vfs = *real;
	slow.vfs.zName = "slow";
	slow.vfs.pAppData = real;
	slow.vfs.xOpen = slow_open;
	slow.vfs.pNext = NULL;
	slow_set(false, false);
	if (sqlite3_vfs_register(&slow.vfs, 0) != SQLITE_OK || help_threads(state) != 0)
		return -1;
	((struct help *)*state)->vfs = "slow";
	return 0;
}

static int slow_down(void **state)
{
	sqlite3_vfs_unregister(&slow.vfs);
	return help_down(state);
}

static uint64_t append_durable(struct store *store, uint32_t session)
{
	struct help_step step;

	help_step(&step, session, 1);
	step.step.durable = true;
	return store_append(store, &step.step);
}

static void one_sessions_save_holds_back_no_other(void **state)
{
	struct store *store = help_open(*state);
	struct help_rows rows = {0};

	slow_set(true, false);
	assert_int_equal(append_durable(store, 1), 1);
	pthread_mutex_lock(&slow.lock);
	while (slow.waiting == 0)
		pthread_cond_wait(&slow.moved, &slow.lock);
	pthread_mutex_unlock(&slow.lock);

	for (uint64_t i = 2; i <= 100; i++)
		assert_int_equal(help_append(store, 2, i), i);
	help_wait_written(store, 100);
	assert_int_equal(store_synced(store), 0);
	assert_int_equal(store_journal(store, 2, help_row, &rows), ERR_NONE);
	assert_int_equal(rows.count, 99);

	slow_set(false, false);
	help_wait_synced(store, 1);
	store_close(store);
}

static bool has_trouble(void *self)
{
	return store_trouble(self) != ERR_NONE;
}

static bool has_no_trouble(void *self)
{
	return store_trouble(self) == ERR_NONE;
}

static void a_failed_sync_is_trouble_until_all_is_written_once_more(void **state)
{
	struct store *store = help_open(*state);

	slow_set(false, true);
	assert_int_equal(append_durable(store, 1), 1);
	help_wait(has_trouble, store);
	assert_int_equal(store_trouble(store), ERR_IO);
	assert_int_equal(store_written(store), 1);
	assert_int_equal(store_synced(store), 0);
	slow_set(false, false);
	help_wait_synced(store, 1);
	help_wait(has_no_trouble, store);
	store_close(store);
	assert_int_equal(help_steps(*state), 1);
}

/* Killed at any moment: a whole beginning of what was appended is there, at least as far as reported. */
struct killed {
	uint32_t session;
	uint64_t reported;
};

static void child_report(int pipe_end, uint64_t value)
{
	ssize_t size = write(pipe_end, &value, sizeof(value));

	(void)size; /* nobody listens any more: we are about to be killed */
}

static void child_run(struct help *help, int pipe_end)
{
	struct help_step step;
	struct store *store;
	char why[512];
	uint64_t reported = 0;

	if (help_try(help, &store, why, sizeof(why)) != ERR_NONE)
		_exit(1);
	help_step(&step, store_session_next(store), 0);
	child_report(pipe_end, step.step.session);
	for (uint64_t i = 1;; i++) {
		uint64_t written;

		help_step(&step, step.step.session, i);
		snprintf(step.snapshot, sizeof(step.snapshot), "after step %llu", (unsigned long long)i);
		step.step.snapshot_bytes = strlen(step.snapshot) + 1;
		step.step.durable = i % 16 == 0;
		step.step.counts_count = 1;
		step.step.counts[0].kind = COUNT_SURVEY;
		step.step.counts[0].value = 1;
		strcpy(step.step.counts[0].id, "answer:card_arrival");
		if (store_append(store, &step.step) != i)
			_exit(1);
		if (i % 32 == 0)
			help_wait_written(store, i);
		written = store_written(store);
		if (written > reported)
			child_report(pipe_end, reported = written);
	}
}

static struct killed child_kill(struct help *help, uint32_t reports)
{
	struct killed killed = {0, 0};
	uint64_t value;
	int ends[2], status;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(ends[0]);
		child_run(help, ends[1]);
	}
	close(ends[1]);
	for (uint32_t i = 0; read(ends[0], &value, sizeof(value)) == sizeof(value); i++) {
		if (i == 0)
			killed.session = (uint32_t)value;
		else
			killed.reported = value;
		if (i == reports)
			kill(child, SIGKILL);
	}
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	return killed;
}

struct last_snapshot {
	uint32_t session;
	char text[64];
};

static void keep_snapshot(void *self, uint32_t session, const void *snapshot, size_t bytes)
{
	struct last_snapshot *last = self;

	assert_true(bytes < sizeof(last->text));
	if (session == last->session)
		memcpy(last->text, snapshot, bytes);
}

static void killed_at_any_moment_nothing_is_half_written(void **state)
{
	struct help *help = *state;
	struct rng rng = {20261122};
	uint32_t session_before = 0;
	int64_t all = 0;

	for (unsigned round = 0; round < 50; round++) {
		struct killed killed = child_kill(help, rng_below(&rng, 60));
		struct help_rows rows = {0};
		struct help_counts counts = {0};
		struct last_snapshot last = {killed.session, ""};
		struct store *store = help_open(help);
		char expected[64] = "";

		assert_true(killed.session > session_before);
		session_before = killed.session;
		assert_int_equal(store_journal(store, killed.session, help_row, &rows), ERR_NONE);
		assert_true(rows.count >= killed.reported);
		if (rows.count > 0) {
			assert_int_equal(rows.last.time_ms, rows.count);
			assert_string_equal(rows.words, HELP_WORDS);
			snprintf(expected, sizeof(expected), "after step %u", rows.count);
		}
		assert_int_equal(store_sessions(store, keep_snapshot, &last), ERR_NONE);
		assert_string_equal(last.text, expected);
		all += rows.count;
		assert_int_equal(store_counts(store, help_count, &counts), ERR_NONE);
		assert_int_equal(counts.times, all);
		store_close(store);
	}
	assert_true(all > 1000);
}

/* Appends steps as large as they get until nothing is taken any more; returns how many were. */
static uint64_t append_until_refused(struct store *store)
{
	static const char snapshot[SESSION_BYTES_MAX];
	struct help_step step;
	uint64_t ticket, last = 0;

	do {
		help_step(&step, 1, last + 1);
		step.step.snapshot = snapshot;
		step.step.snapshot_bytes = sizeof(snapshot);
		ticket = store_append(store, &step.step);
		last += ticket != 0;
	} while (ticket != 0);
	return last;
}

static void all_is_there(struct help *help, uint64_t steps)
{
	struct help_rows rows = {0};
	struct store *store = help_open(help);

	assert_int_equal(store_journal(store, 1, help_row, &rows), ERR_NONE);
	assert_int_equal(rows.count, steps);
	store_close(store);
}

static void past_a_files_limit_steps_wait_and_none_is_lost(void **state)
{
	struct store *store = help_open(*state);
	struct rlimit before, small;
	uint64_t taken, written;

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 200000;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	taken = append_until_refused(store);
	written = store_written(store);
	assert_int_equal(store_trouble(store), ERR_NO_SPACE);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);

	assert_true(written > 0 && written < taken);
	store_retry(store);
	assert_int_equal(store_trouble(store), ERR_NONE);
	assert_int_equal(store_written(store), taken);
	assert_int_equal(help_append(store, 1, taken + 1), taken + 1);
	store_close(store);
	all_is_there(*state, taken + 1);
}

/* A file system of its own; needs the right to mount. */
static bool small_disk(const struct help *help, unsigned long flags, const char *options)
{
	return mount("none", help->folder, "tmpfs", flags, options) == 0;
}

static int small_disk_down(void **state)
{
	struct help *help = *state;

	umount2(help->folder, MNT_DETACH);
	return help_down(state);
}

static void fill_disk(const struct help *help)
{
	static const char block[4096];
	char path[600];
	int fd;

	snprintf(path, sizeof(path), "%s/ballast", help->folder);
	fd = open(path, O_WRONLY | O_CREAT, 0600);
	assert_true(fd >= 0);
	while (write(fd, block, sizeof(block)) > 0)
		continue;
	assert_int_equal(errno, ENOSPC);
	close(fd);
}

static void empty_disk(const struct help *help)
{
	char path[600];

	snprintf(path, sizeof(path), "%s/ballast", help->folder);
	assert_int_equal(unlink(path), 0);
}

static void on_a_full_disk_steps_wait_and_none_is_lost(void **state)
{
	struct help *help = *state;
	struct store *store;
	uint64_t taken;

	if (!small_disk(help, 0, "size=32m")) {
		print_message("skipped: no right to mount a small disk here\n");
		skip();
	}
	store = help_open(help);
	fill_disk(help);
	taken = append_until_refused(store);
	help_wait(has_trouble, store);
	assert_int_equal(store_trouble(store), ERR_NO_SPACE);
	assert_true(store_session_next(store) > 0);
	empty_disk(help);
	help_wait_written(store, taken);
	help_wait(has_no_trouble, store);
	store_close(store);
	all_is_there(help, taken);
}

static void a_disk_full_at_the_start_is_said(void **state)
{
	struct help *help = *state;
	struct store *store;
	char why[512];

	if (!small_disk(help, 0, "size=1m")) {
		print_message("skipped: no right to mount a small disk here\n");
		skip();
	}
	fill_disk(help);
	assert_int_equal(help_try(help, &store, why, sizeof(why)), ERR_NO_SPACE);
	assert_null(store);
	assert_non_null(strstr(why, "foyer.db: disk full"));
}

static void a_read_only_folder_is_said(void **state)
{
	struct help *help = *state;
	struct store *store;
	char why[512];

	if (!small_disk(help, MS_RDONLY, "size=1m")) {
		print_message("skipped: no right to mount a small disk here\n");
		skip();
	}
	assert_int_equal(help_try(help, &store, why, sizeof(why)), ERR_DENIED);
	assert_null(store);
	assert_non_null(strstr(why, "foyer.db: cannot be written"));
}

static void a_database_on_a_read_only_folder_is_said(void **state)
{
	struct help *help = *state;
	struct store *store;
	char why[512];

	if (!small_disk(help, 0, "size=4m")) {
		print_message("skipped: no right to mount a small disk here\n");
		skip();
	}
	store_close(help_open(help));
	assert_int_equal(mount("none", help->folder, "tmpfs", MS_REMOUNT | MS_RDONLY, "size=4m"), 0);
	assert_int_equal(help_try(help, &store, why, sizeof(why)), ERR_DENIED);
	assert_non_null(strstr(why, "foyer.db: cannot be written"));
}

static void write_file(const struct help *help, const char *name, const void *bytes, size_t count)
{
	char path[600];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", help->folder, name);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, count, file), count);
	fclose(file);
}

static void a_file_in_the_folders_place_is_said(void **state)
{
	struct help *help = *state;
	struct help inside = *help;
	struct store *store;
	char why[512];

	write_file(help, "data", "x", 1);
	snprintf(inside.folder, sizeof(inside.folder), "%.200s/data", help->folder);
	assert_int_equal(help_try(&inside, &store, why, sizeof(why)), ERR_DENIED);
	assert_non_null(strstr(why, "data: not a folder"));
	snprintf(inside.folder, sizeof(inside.folder), "%.200s/data/deeper", help->folder);
	assert_int_equal(help_try(&inside, &store, why, sizeof(why)), ERR_DENIED);
	assert_non_null(strstr(why, "not a folder"));
}

static uint8_t *read_database(const struct help *help, size_t *count)
{
	char path[600];
	struct stat there;
	uint8_t *bytes;
	FILE *file;

	snprintf(path, sizeof(path), "%s/foyer.db", help->folder);
	assert_int_equal(stat(path, &there), 0);
	*count = (size_t)there.st_size;
	bytes = malloc(*count);
	file = fopen(path, "rb");
	assert_true(bytes && file);
	assert_int_equal(fread(bytes, 1, *count, file), *count);
	fclose(file);
	return bytes;
}

static void is_set_aside(struct help *help)
{
	struct store *store;
	char why[1024];

	assert_int_equal(help_try(help, &store, why, sizeof(why)), ERR_NONE);
	assert_non_null(strstr(why, "foyer.db: damaged"));
	assert_non_null(strstr(why, "foyer.db.damaged-1"));
	assert_true(help_has(help, "foyer.db.damaged-1"));
	help_append(store, 1, 1);
	store_close(store);
	assert_int_equal(help_steps(help), 1);
	help_empty(help->folder);
}

static void a_damaged_database_is_set_aside_and_named(void **state)
{
	struct help *help = *state;
	uint8_t garbage[20000], *bytes;
	struct rng rng = {7};
	struct store *store;
	size_t count;

	for (size_t i = 0; i < sizeof(garbage); i++)
		garbage[i] = (uint8_t)rng_next(&rng);
	write_file(help, "foyer.db", garbage, sizeof(garbage));
	is_set_aside(help);
	write_file(help, "foyer.db", garbage, 100);
	is_set_aside(help);

	store = help_open(help);
	for (uint32_t i = 1; i <= 100; i++)
		help_append(store, i, i);
	store_close(store);
	bytes = read_database(help, &count);
	for (size_t at = 0; at < 24; at += 4) { /* magic and page size */
		bytes[at] ^= 0x5a;
		write_file(help, "foyer.db", bytes, count);
		is_set_aside(help);
		bytes[at] ^= 0x5a;
	}
	for (size_t cut = 600; cut < count - 4096; cut += 9973) {
		write_file(help, "foyer.db", bytes, cut);
		is_set_aside(help);
	}
	free(bytes);
}

static void bytes_flipped_anywhere_never_stop_the_program(void **state)
{
	struct help *help = *state;
	struct rng rng = {11};
	struct store *store = help_open(help);
	unsigned aside = 0;
	uint8_t *bytes;
	size_t count;

	for (uint32_t i = 1; i <= 100; i++)
		help_append(store, i, i);
	store_close(store);
	bytes = read_database(help, &count);
	for (unsigned round = 0; round < 60; round++) {
		/* Half of them where a page says what it holds. */
		size_t at = round % 2 ? rng_below(&rng, (uint32_t)count)
				      : 4096 * rng_below(&rng, (uint32_t)(count / 4096)) + rng_below(&rng, 8);
		char why[1024];
		enum err err;

		bytes[at] ^= 0xff;
		write_file(help, "foyer.db", bytes, count);
		err = help_try(help, &store, why, sizeof(why));
		assert_true(err == ERR_NONE || why[0] != '\0');
		aside += why[0] != '\0';
		if (err == ERR_NONE)
			help_append(store, 500, 1);
		store_close(store);
		help_empty(help->folder);
		bytes[at] ^= 0xff;
	}
	assert_true(aside > 0);
	free(bytes);
}

static void a_newer_programs_database_is_refused_and_left_alone(void **state)
{
	struct help *help = *state;
	struct store *store = help_open(help);
	char why[512];

	help_append(store, 1, 1);
	store_close(store);
	help_change(help, "PRAGMA user_version=99");
	assert_int_equal(help_try(help, &store, why, sizeof(why)), ERR_VERSION);
	assert_non_null(strstr(why, "newer foyer"));
	assert_false(help_has(help, "foyer.db.damaged-1"));
	assert_int_equal(help_steps(help), 1);
}

static void another_programs_database_is_set_aside(void **state)
{
	help_change(*state, "CREATE TABLE songs (title TEXT)");
	is_set_aside(*state);
}

#define TEST(test, up, down)                                                                                           \
	{                                                                                                              \
#test, test, up, down, NULL                                                                            \
	}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_sessions_save_holds_back_no_other, slow_up, slow_down),
		TEST(a_failed_sync_is_trouble_until_all_is_written_once_more, slow_up, slow_down),
		TEST(killed_at_any_moment_nothing_is_half_written, help_threads, help_down),
		TEST(past_a_files_limit_steps_wait_and_none_is_lost, help_synchronous, help_down),
		TEST(on_a_full_disk_steps_wait_and_none_is_lost, help_threads, small_disk_down),
		TEST(a_disk_full_at_the_start_is_said, help_threads, small_disk_down),
		TEST(a_read_only_folder_is_said, help_threads, small_disk_down),
		TEST(a_database_on_a_read_only_folder_is_said, help_threads, small_disk_down),
		TEST(a_file_in_the_folders_place_is_said, help_threads, help_down),
		TEST(a_damaged_database_is_set_aside_and_named, help_threads, help_down),
		TEST(bytes_flipped_anywhere_never_stop_the_program, help_threads, help_down),
		TEST(a_newer_programs_database_is_refused_and_left_alone, help_threads, help_down),
		TEST(another_programs_database_is_set_aside, help_threads, help_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
