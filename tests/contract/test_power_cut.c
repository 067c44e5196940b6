/* The power of a busy branch goes at random moments, with a disk that forgets or tears what was not flushed: nothing
 * promised is lost, nothing is done twice, the store stays whole. FOYER_CUTS: how many (20); FOYER_SEED: which. */
#include "load.h"
#include "power_disk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { CUTS_DEFAULT = 20 };

struct trial {
	struct load load;
	struct rng dice; /* the disk's own */
	uint64_t seed;
	unsigned cuts;
	char folder[LOAD_PATH_BYTES_MAX / 2];
	struct power_disk *disk;
	bool passed;
};

static unsigned long number_from(const char *name, unsigned long otherwise)
{
	const char *value = getenv(name);

	return value ? strtoul(value, NULL, 10) : otherwise;
}

static void cut(void *self)
{
	power_disk_cut(self);
}

static void print_disk(struct power_disk *disk)
{
	struct power_disk_figures f = power_disk_figures(disk);

	print_message(
		"{\"cuts\":%u,\"busy\":%u,\"torn\":%u,\"flushes\":%u,\"sectors_unsynced\":%zu,\"sectors_lost\":%zu}\n",
		f.cuts, f.busy, f.torn, f.flushes, f.sectors, f.lost);
}

static void whatever_moment_the_power_goes_at_every_promise_is_kept(void **state)
{
	struct trial *t = *state;
	char data[LOAD_PATH_BYTES_MAX];

	snprintf(data, sizeof(data), "%s/data", power_disk_mounted(t->disk));
	load_open(&t->load, t->seed, t->folder, data);
	sync();
	t->load.cut = cut;
	t->load.cut_self = t->disk;
	for (unsigned i = 0; i < t->cuts; i++) {
		load_live(&t->load);
		power_disk_on(t->disk);
		load_check(&t->load);
	}
	load_settle(&t->load);
	load_print(&t->load);
	print_disk(t->disk);
	/* A disk that never had anything to forget would prove nothing. */
	assert_true(t->cuts < CUTS_DEFAULT || power_disk_figures(t->disk).lost > 0);
	t->passed = true;
}

static int set_up(void **state)
{
	struct trial *t = calloc(1, sizeof(*t));
	const char *temporary = getenv("TMPDIR");
	const char *why;

	assert_non_null(t);
	*state = t;
	t->seed = number_from("FOYER_SEED", (unsigned long)time(NULL));
	t->cuts = (unsigned)number_from("FOYER_CUTS", CUTS_DEFAULT);
	t->dice.state = t->seed + 1;
	snprintf(t->folder, sizeof(t->folder), "%s/foyer-power-XXXXXX", temporary ? temporary : "/tmp");
	assert_non_null(mkdtemp(t->folder));
	t->disk = power_disk_open(t->folder, &t->dice, &why);
	if (t->disk)
		print_message("FOYER_SEED=%llu FOYER_CUTS=%u\n", (unsigned long long)t->seed, t->cuts);
	else
		print_message("skipped: test_power_cut: %s\n", why);
	return 0;
}

/* The disk goes with the test; whoever looks into what it found needs the store. */
static void save_data(const struct trial *t)
{
	char command[2 * LOAD_PATH_BYTES_MAX];

	snprintf(command, sizeof(command), "cp -r '%s/data' '%s-found'", power_disk_mounted(t->disk), t->folder);
	if (system(command) == 0)
		print_error("the data is kept in %s-found\n", t->folder);
}

static int tear_down(void **state)
{
	struct trial *t = *state;
	char command[LOAD_PATH_BYTES_MAX];

	load_close(&t->load);
	if (t->disk && !t->passed)
		save_data(t);
	if (t->disk)
		power_disk_close(t->disk);
	snprintf(command, sizeof(command), "rm -r '%s'", t->folder);
	if (system(command) != 0)
		print_error("%s stays until this program has ended\n", t->folder);
	free(t);
	return 0;
}

static void run(void **state)
{
	if (!((struct trial *)*state)->disk)
		skip();
	whatever_moment_the_power_goes_at_every_promise_is_kept(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		{"whatever_moment_the_power_goes_at_every_promise_is_kept", run, set_up, tear_down, NULL},
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
