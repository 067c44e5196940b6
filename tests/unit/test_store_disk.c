/* The store on a disk that forgets, fails, fills up and flips bits: what it said was kept is there, and nothing that
 * never was. */
#include "disk_help.h"

enum { LIVES = 25, FAULTY_LIVES = 12, CUTS = 40 };

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
	unsigned lost = 0, whole = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= LIVES; seed++) {
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
	assert_true(lost > LIVES && whole > LIVES);
}

static void a_start_that_is_cut_off_is_done_again(void **state)
{
	unsigned failed = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 200; seed++) {
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
	assert_true(failed > 100);
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
	uint32_t errors = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= FAULTY_LIVES; seed++) {
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
	assert_true(errors > FAULTY_LIVES * CUTS / 4);
}

/* With a hole in the log on the disk nothing may be moved from it into the file. */
static void a_close_after_a_failed_sync_tears_nothing(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 300; seed++) {
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(after_a_cut_at_any_moment_all_that_was_synced_is_there),
		cmocka_unit_test(a_start_that_is_cut_off_is_done_again),
		cmocka_unit_test(whatever_fails_nothing_is_promised_that_is_not_there),
		cmocka_unit_test(a_close_after_a_failed_sync_tears_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
