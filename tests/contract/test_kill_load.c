/* kill -9 at a random moment of a busy branch, again and again, on one data folder: nothing promised is lost, nothing
 * is done twice, the store stays whole, and foyer asks the question that was due within a second.
 * FOYER_KILLS: how many (40); FOYER_SEED: which. */
#include "load.h"
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	KILLS_DEFAULT = 40,
	READY_MS_ABSURD = 10000, /* the figure is 1000 on a calm machine; it is printed */
	KILLS_A_NIGHT = 40,      /* one of so many more kills comes while a menu learns */
	LEARN_US_MAX = 4000000,
	LEARN_BYTES_MAX = 1 << 18,
};

static unsigned long number_from(const char *name, unsigned long otherwise)
{
	const char *value = getenv(name);

	return value ? strtoul(value, NULL, 10) : otherwise;
}

static void make_folder(char folder[LOAD_PATH_BYTES_MAX / 2])
{
	const char *temporary = getenv("TMPDIR");

	snprintf(folder, LOAD_PATH_BYTES_MAX / 2, "%s/foyer-load-XXXXXX", temporary ? temporary : "/tmp");
	assert_non_null(mkdtemp(folder));
}

static void remove_folder(const char *folder)
{
	char command[LOAD_PATH_BYTES_MAX];

	snprintf(command, sizeof(command), "rm -r '%s'", folder);
	assert_int_equal(system(command), 0);
}

/* --- customers --- */

static void whatever_moment_it_is_killed_at_every_promise_is_kept(void **state)
{
	struct load *load = calloc(1, sizeof(*load));
	unsigned kills = (unsigned)number_from("FOYER_KILLS", KILLS_DEFAULT);
	uint64_t seed = number_from("FOYER_SEED", (unsigned long)time(NULL));
	char folder[LOAD_PATH_BYTES_MAX / 2];
	char data[LOAD_PATH_BYTES_MAX];

	(void)state;
	assert_non_null(load);
	make_folder(folder);
	snprintf(data, sizeof(data), "%s/data", folder);
	print_message("FOYER_SEED=%llu FOYER_KILLS=%u\n", (unsigned long long)seed, kills);
	load_open(load, seed, folder, data);
	for (unsigned i = 0; i < kills; i++) {
		load_live(load);
		load_check(load);
	}
	load_settle(load);
	load_print(load);
	assert_true(kills < KILLS_DEFAULT || load->done_count > 0);
	for (unsigned i = 0; i < load->ready_count; i++)
		assert_true(load->ready[i].ready_us < READY_MS_ABSURD * 1000);
	remove_folder(folder);
	free(load);
}

/* --- the night's learning --- */

/* Days of made-up callers and the nights between them, until the moment. Returns the newest menu that was told. */
static unsigned learn_until(const char *data, uint32_t us)
{
	const struct timespec moment = {.tv_sec = us / 1000000, .tv_nsec = (long)(us % 1000000) * 1000};
	char line[1024];
	unsigned version = 0;
	int out[2];
	FILE *said;
	pid_t pid;

	assert_int_equal(pipe2(out, O_CLOEXEC), 0);
	assert_true(fcntl(out[0], F_SETPIPE_SZ, LEARN_BYTES_MAX) >= LEARN_BYTES_MAX); /* nobody reads meanwhile */
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(out[1], STDOUT_FILENO);
		execl(FOYER_BUILD_DIR "/foyer", "foyer", "learn", "--data", data, "--content",
			FOYER_SOURCE_DIR "/assets/content", (char *)NULL);
		_exit(127);
	}
	close(out[1]);
	nanosleep(&moment, NULL);
	kill(pid, SIGKILL);
	said = fdopen(out[0], "r");
	assert_non_null(said);
	while (fgets(line, sizeof(line), said)) {
		const char *at = strstr(line, "menu version ");

		if (at)
			version = (unsigned)strtoul(at + strlen("menu version "), NULL, 10);
	}
	fclose(said);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	return version;
}

static void check_menu(const char *data, unsigned told)
{
	struct store_options options = {.folder = data, .synchronous = true, .read_only = true};
	struct store_menu_version live;
	char path[LOAD_PATH_BYTES_MAX];
	struct store *store;
	char why[1024] = "";

	snprintf(path, sizeof(path), "%s/foyer.db", data);
	if (told == 0 && (access(path, F_OK) || store_open(&store, &options, why, sizeof(why))))
		return; /* killed before the database was made */
	if (told > 0)
		assert_int_equal(store_open(&store, &options, why, sizeof(why)), ERR_NONE);
	if (told > 0) {
		assert_int_equal(store_menu_live(store, &live), ERR_NONE);
		assert_true(live.version >= told);
	}
	store_close(store);
	load_check_whole(data);
}

static void whatever_moment_of_learning_it_is_killed_at_the_menu_that_was_told_is_live(void **state)
{
	struct rng rng = {number_from("FOYER_SEED", (unsigned long)time(NULL))};
	unsigned kills = 1 + (unsigned)number_from("FOYER_KILLS", KILLS_DEFAULT) / KILLS_A_NIGHT;
	char folder[LOAD_PATH_BYTES_MAX / 2];
	char command[2 * LOAD_PATH_BYTES_MAX];
	unsigned most = 0;

	(void)state;
	make_folder(folder);
	for (unsigned i = 0; i < kills; i++) {
		char data[LOAD_PATH_BYTES_MAX];
		unsigned told;

		snprintf(data, sizeof(data), "%s/%u", folder, i);
		told = learn_until(data, rng_below(&rng, LEARN_US_MAX));
		check_menu(data, told);
		/* It goes on with it, in peace. */
		snprintf(command, sizeof(command), "'%s/foyer' chat --data '%s' </dev/null >/dev/null", FOYER_BUILD_DIR,
			data);
		assert_int_equal(system(command), 0);
		check_menu(data, told);
		most = told > most ? told : most;
	}
	print_message("%u kills while learning, up to menu version %u\n", kills, most);
	remove_folder(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whatever_moment_it_is_killed_at_every_promise_is_kept),
		cmocka_unit_test(whatever_moment_of_learning_it_is_killed_at_the_menu_that_was_told_is_live),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
