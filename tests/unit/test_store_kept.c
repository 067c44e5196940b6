/* Memory that outlives the program: what waited in it is in the database after the next start, once and in order; and
 * while nothing waits for the disk, steps are written in groups. */
#include "store_help.h"

#include "store/kept_memory.h"
#include "store/store_queue.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>

enum { KILLS = 60, LIFE_US_MAX = 30000, SESSIONS = 5, ONE_IN_DURABLE = 40, BUFFER_BYTES = 1 << 20, BREAKS = 400 };

/* A program's life, seen from outside. */
struct told {
	_Atomic uint64_t written; /* as the store said */
	_Atomic uint64_t begun;   /* appends */
};

static int64_t number_in(const struct help *help, const char *text)
{
	char path[300];
	sqlite3_stmt *query;
	sqlite3 *db;
	int64_t number;

	snprintf(path, sizeof(path), "%s/foyer.db", help->folder);
	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, text, -1, &query, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(query), SQLITE_ROW);
	number = sqlite3_column_int64(query, 0);
	sqlite3_finalize(query);
	sqlite3_close(db);
	return number;
}

/* Every step has its own number as its time, from 1 without a gap. */
static uint64_t steps_there(const struct help *help)
{
	int64_t count = number_in(help, "SELECT count(*) FROM journal");

	assert_int_equal(number_in(help, "SELECT coalesce(max(time_ms), 0) FROM journal"), count);
	assert_int_equal(number_in(help, "SELECT count(DISTINCT time_ms) FROM journal"), count);
	return (uint64_t)count;
}

static uint64_t append(struct store *store, uint64_t number, bool durable)
{
	struct help_step step;

	help_step(&step, (uint32_t)(1 + number % SESSIONS), number);
	step.step.durable = durable;
	return store_append(store, &step.step);
}

/* --- a program that is killed --- */

_Noreturn static void live(struct help *help, struct told *told)
{
	struct kept_memory memory;
	struct store *store;
	uint64_t before, base = 0;
	char why[512];

	if (kept_memory_open(&memory, help->folder))
		_exit(1);
	help->kept = memory.kept;
	if (help_try(help, &store, why, sizeof(why)))
		_exit(2);
	before = steps_there(help);
	for (uint64_t number = before + 1;; number++) {
		uint64_t ticket;

		while (!store_has_room(store))
			continue;
		atomic_store(&told->begun, number);
		ticket = append(store, number, number % ONE_IN_DURABLE == 0);
		if (base == 0)
			base = ticket - number;
		atomic_store(&told->written, store_written(store) - base);
	}
}

static void what_was_written_is_there_whenever_it_is_killed(void **state)
{
	struct help *help = *state;
	struct told *told = mmap(NULL, sizeof(*told), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct rng dice = {(uint64_t)time(NULL)};
	uint64_t recalled = 0;

	assert_true(told != MAP_FAILED);
	print_message("seed %llu\n", (unsigned long long)dice.state);
	for (unsigned i = 0; i < KILLS; i++) {
		const struct timespec moment = {.tv_nsec = (long)rng_below(&dice, LIFE_US_MAX) * 1000};
		struct kept_memory memory;
		struct store *store;
		uint64_t stored;
		int status;
		pid_t child = fork();

		if (child == 0)
			live(help, told);
		nanosleep(&moment, NULL);
		kill(child, SIGKILL);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status));
		stored = help_has(help, "foyer.db") && atomic_load(&told->begun) ? steps_there(help) : 0;
		assert_int_equal(kept_memory_open(&memory, help->folder), ERR_NONE);
		help->kept = memory.kept;
		store = help_open(help);
		assert_true(steps_there(help) >= atomic_load(&told->written));
		assert_true(steps_there(help) <= atomic_load(&told->begun));
		recalled += steps_there(help) - stored;
		store_close(store);
		kept_memory_close(&memory);
	}
	/* Otherwise nothing was proved. */
	assert_true(recalled > KILLS);
	munmap(told, sizeof(*told));
}

/* --- memory that is looked at --- */

static void keep_in(struct help *help, uint8_t *buffer)
{
	help->kept = (struct store_kept){.bytes = buffer, .count = BUFFER_BYTES};
}

static uint8_t *buffer_new(void)
{
	uint8_t *buffer = aligned_alloc(8, BUFFER_BYTES);

	assert_non_null(buffer);
	memset(buffer, 0, BUFFER_BYTES);
	return buffer;
}

/* So many wait; what a kill leaves of them is in `left`. */
static void wait_in(struct help *help, uint8_t *buffer, uint8_t *left, unsigned steps)
{
	struct store_options options = {.folder = help->folder, .by_hand = true};
	uint64_t last = 0;
	struct store *store;
	char why[512];

	keep_in(help, buffer);
	options.kept = help->kept;
	assert_int_equal(store_open(&store, &options, why, sizeof(why)), ERR_NONE);
	for (unsigned i = 1; i <= steps; i++)
		last = append(store, i, false);
	assert_true(store_written(store) == last && store_stored(store) < last);
	memcpy(left, buffer, BUFFER_BYTES);
	store_hand_write(store, 0);
	assert_true(store_stored(store) == last);
	assert_null(memmem(buffer, BUFFER_BYTES, HELP_WORDS, strlen(HELP_WORDS)));
	store_close(store);
	assert_true(buffer[0] == 0);
}

static void what_is_in_the_database_is_not_taken_up_again(void **state)
{
	struct help *help = *state;
	uint8_t *buffer = buffer_new(), *left = buffer_new();

	wait_in(help, buffer, left, 7);
	assert_non_null(memmem(left, BUFFER_BYTES, HELP_WORDS, strlen(HELP_WORDS)));
	keep_in(help, left);
	store_close(help_open(help));
	assert_int_equal(steps_there(help), 7);
	assert_null(memmem(left, BUFFER_BYTES, HELP_WORDS, strlen(HELP_WORDS)));
	free(buffer);
	free(left);
}

static void what_waited_for_another_store_is_not_taken_up(void **state)
{
	struct help *help = *state;
	uint8_t *buffer = buffer_new(), *left = buffer_new();

	wait_in(help, buffer, left, 7);
	help_empty(help->folder);
	keep_in(help, left);
	store_close(help_open(help));
	assert_int_equal(steps_there(help), 0);
	free(buffer);
	free(left);
}

/* A program that wrote where it must not: what is sound up to there is taken, and nothing else happens. */
static void whatever_stands_in_it_the_store_opens(void **state)
{
	struct help *help = *state;
	uint8_t *buffer = buffer_new(), *left = buffer_new(), *broken = buffer_new();
	struct rng dice = {(uint64_t)time(NULL)};

	print_message("seed %llu\n", (unsigned long long)dice.state);
	wait_in(help, buffer, left, 20);
	for (unsigned i = 0; i < BREAKS; i++) {
		uint32_t until = rng_chance(&dice, 500) ? STORE_KEPT_HEAD_BYTES : 16384;
		struct store_queue queue = {0};
		struct store_kept kept = {.bytes = broken, .count = BUFFER_BYTES};
		struct store_place place;
		uint64_t ticket, last;

		memcpy(broken, left, BUFFER_BYTES);
		memcpy(&ticket, left + STORE_KEPT_HEAD_BYTES + offsetof(struct waiting, ticket), sizeof(ticket));
		for (unsigned flips = 1 + rng_below(&dice, 4); flips > 0; flips--)
			broken[rng_below(&dice, until)] = (uint8_t)rng_below(&dice, 256);
		assert_int_equal(store_queue_open(&queue, 8, &kept), ERR_NONE);
		last = ticket - 1;
		if (store_queue_recall(&queue, last, 1)) {
			place = store_queue_first(&queue);
			for (const struct waiting *w; (w = store_queue_next(&queue, &place, queue.whole)) != NULL;)
				assert_true(w->ticket == ++last);
			assert_true(last <= ticket + 19);
		}
		store_queue_close(&queue);
	}
	free(buffer);
	free(left);
	free(broken);
}

/* --- groups --- */

static bool is_stored(void *self)
{
	struct help_mark *mark = self;

	return store_stored(mark->store) >= mark->ticket;
}

static void steps_that_nobody_waits_for_are_written_together(void **state)
{
	struct help *help = *state;
	uint8_t *buffer = buffer_new();
	struct store *store;
	uint64_t ticket = 0;

	keep_in(help, buffer);
	store = help_open(help);
	for (uint64_t i = 1; i <= 50; i++) {
		ticket = append(store, i, false);
		assert_true(store_written(store) == ticket);
	}
	assert_int_equal(number_in(help, "SELECT count(*) FROM journal"), 0);
	help_wait(is_stored, &(struct help_mark){store, ticket});
	assert_int_equal(steps_there(help), 50);
	store_close(store);
	free(buffer);
}

static void a_promise_takes_all_before_it_to_the_disk_at_once(void **state)
{
	struct help *help = *state;
	uint8_t *buffer = buffer_new();
	struct timespec began, now;
	struct store *store;
	uint64_t ticket;

	keep_in(help, buffer);
	store = help_open(help);
	for (uint64_t i = 1; i < 9; i++)
		(void)append(store, i, false);
	clock_gettime(CLOCK_MONOTONIC, &began);
	ticket = append(store, 9, true);
	help_wait_synced(store, ticket);
	clock_gettime(CLOCK_MONOTONIC, &now);
	assert_true((now.tv_sec - began.tv_sec) * 1000 + (now.tv_nsec - began.tv_nsec) / 1000000 < STORE_GROUP_MS / 2);
	assert_int_equal(steps_there(help), 9);
	store_close(store);
	free(buffer);
}

/* --- the file --- */

static void a_file_that_others_can_read_is_not_used(void **state)
{
	const struct help *help = *state;
	struct kept_memory memory, again;
	char path[64];

	assert_int_equal(kept_memory_open(&memory, help->folder), ERR_NONE);
	snprintf(path, sizeof(path), "/dev/shm%s", memory.name);
	assert_int_equal(chmod(path, 0644), 0);
	assert_int_equal(kept_memory_open(&again, help->folder), ERR_DENIED);
	assert_null(again.kept.bytes);
	kept_memory_close(&memory);
	assert_int_equal(access(path, F_OK), -1);
}

static long kilobytes_of(const struct kept_memory *memory)
{
	struct stat file;

	assert_int_equal(fstat(memory->fd, &file), 0);
	return file.st_blocks / 2;
}

static void what_a_rush_took_goes_back(void **state)
{
	const struct help *help = *state;
	struct kept_memory memory;
	struct store_options options = {.folder = help->folder, .by_hand = true};
	struct store *store;
	char why[512];

	assert_int_equal(kept_memory_open(&memory, help->folder), ERR_NONE);
	options.kept = memory.kept;
	assert_int_equal(store_open(&store, &options, why, sizeof(why)), ERR_NONE);
	for (uint64_t i = 1; i <= 6000; i++)
		assert_true(append(store, i, false) != 0);
	assert_in_range(kilobytes_of(&memory), 1500, 4200);
	store_hand_write(store, 0);
	assert_in_range(kilobytes_of(&memory), 0, 300);
	assert_true(append(store, 6001, false) != 0);
	store_close(store);
	assert_int_equal(steps_there(help), 6001);
	kept_memory_close(&memory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			what_was_written_is_there_whenever_it_is_killed, help_threads, help_down),
		cmocka_unit_test_setup_teardown(
			what_is_in_the_database_is_not_taken_up_again, help_synchronous, help_down),
		cmocka_unit_test_setup_teardown(
			what_waited_for_another_store_is_not_taken_up, help_synchronous, help_down),
		cmocka_unit_test_setup_teardown(whatever_stands_in_it_the_store_opens, help_synchronous, help_down),
		cmocka_unit_test_setup_teardown(
			steps_that_nobody_waits_for_are_written_together, help_threads, help_down),
		cmocka_unit_test_setup_teardown(
			a_promise_takes_all_before_it_to_the_disk_at_once, help_threads, help_down),
		cmocka_unit_test_setup_teardown(what_a_rush_took_goes_back, help_synchronous, help_down),
		cmocka_unit_test_setup_teardown(a_file_that_others_can_read_is_not_used, help_synchronous, help_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
