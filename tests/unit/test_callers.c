/* Which calls are taken, and what of a caller is remembered. */
#include "calls_help.h"

/* --- admission --- */

static void who_calls_too_often_is_asked_to_wait(void **state)
{
	(void)state;
	for (uint32_t i = 1; i <= 3; i++) {
		calls_in(i, i == 2 ? "sip:+39061@carrier.example" : "+39 (06) 1");
		hangs_up(i);
	}
	x.desk->now_ms += 10000;
	rings(4, "+39061");
	assert_int_equal(x.call[4].status, CALLS_UNAVAILABLE);
	assert_in_range(x.call[4].retry_s, WINDOW_S - 20, WINDOW_S - 9);
	assert_false(x.call[4].answered);
	rings(5, "+39062"); /* others are welcome */
	assert_true(x.call[5].answered);
	x.desk->now_ms += (uint64_t)x.call[4].retry_s * 1000;
	rings(6, "+39061");
	assert_true(x.call[6].answered);
}

static void one_number_does_not_take_every_place(void **state)
{
	(void)state;
	power_off();
	x.options.per_caller_at_once_max = 2;
	power_on();
	rings(1, "+39061");
	calls_in(2, "+39061");
	rings(3, "+39061");
	assert_int_equal(x.call[3].status, CALLS_BUSY);
	rings(4, "+39062");
	assert_true(x.call[4].answered);
	hangs_up(1);
	rings(5, "+39061");
	assert_true(x.call[5].answered);
}

static void a_number_is_written_nowhere(void **state)
{
	(void)state;
	x.desk->store.never = "3906123";
	calls_in(1, "+39 06 123");
	keys(1, "110");
	hangs_up(1);
	assert_false(x.desk->store.has_never);
	assert_int_equal(runner_caller(x.desk->runner, "+3906123"), runner_caller(x.desk->runner, "+3906123"));
	assert_int_not_equal(runner_caller(x.desk->runner, "+3906123"), runner_caller(x.desk->runner, "+3906124"));
}

static void withheld_numbers_wait_together_and_nobody_else_for_them(void **state)
{
	const uint32_t welcome = 3 * CALLS_WITHHELD_TIMES;

	(void)state;
	for (uint32_t i = 1; i <= welcome; i++)
		rings(i, "");
	assert_true(x.call[welcome].answered);
	rings(welcome + 1, "");
	assert_int_equal(x.call[welcome + 1].status, CALLS_UNAVAILABLE);
	rings(welcome + 2, "+39062");
	assert_true(x.call[welcome + 2].answered);
}

static void blocked_numbers_are_declined_and_a_list_of_the_allowed_is_the_whole_list(void **state)
{
	static const char *const blocked[] = {"+39 06 666", "+44*", NULL};
	static const char *const allowed[] = {"+39*", NULL};

	(void)state;
	power_off();
	x.options.blocked = blocked;
	power_on();
	rings(1, "+3906666");
	assert_int_equal(x.call[1].status, CALLS_DECLINED);
	rings(2, "+44123");
	assert_int_equal(x.call[2].status, CALLS_DECLINED);
	rings(3, "+4912");
	assert_true(x.call[3].answered);
	power_off();
	x.options.allowed = allowed;
	power_on();
	rings(4, "+4912");
	assert_int_equal(x.call[4].status, CALLS_DECLINED);
	rings(5, "");
	assert_int_equal(x.call[5].status, CALLS_DECLINED);
	rings(6, "+3907");
	assert_true(x.call[6].answered);
	rings(7, "+3906666"); /* blocked all the same */
	assert_int_equal(x.call[7].status, CALLS_DECLINED);
}

static void a_full_device_is_busy_before_it_answers(void **state)
{
	(void)state;
	power_off();
	x.desk->device.sessions_max = 2;
	power_on();
	rings(1, "1");
	rings(2, "2"); /* both were promised a place */
	rings(3, "3");
	assert_int_equal(x.call[3].status, CALLS_BUSY);
	assert_int_equal(x.call[3].retry_s, CALLS_RETRY_S);
	stands(1);
	stands(2);
	assert_true(x.call[1].heard[0]);
	assert_true(x.call[2].heard[0]);
	hangs_up(1);
	rings(4, "4");
	assert_true(x.call[4].answered);
}

static void who_lost_the_place_to_the_kiosk_is_told_so(void **state)
{
	(void)state;
	power_off();
	x.desk->device.sessions_max = 1;
	power_on();
	rings(1, "1");
	begins(x.desk, CHANNEL_SCREEN);
	stands(1);
	passes(CALLS_BEGIN_MS_MAX + STEP_MS);
	assert_true(x.call[1].heard[0]);
	assert_false(x.call[1].ended);
	hears_all(1);
	assert_true(x.call[1].ended);
	assert_int_equal(x.desk->place[CHANNEL_SCREEN].closed, 0);
}

static void nobody_is_taken_while_the_disk_cannot_follow_or_the_program_ends(void **state)
{
	(void)state;
	x.desk->store.full = true;
	rings(1, "1");
	assert_int_equal(x.call[1].status, CALLS_BUSY);
	x.desk->store.full = false;
	calls_refuse_all(x.calls);
	rings(2, "2");
	assert_int_equal(x.call[2].status, CALLS_UNAVAILABLE);
}

/* --- who calls again --- */

static void who_calls_again_is_greeted_shortly_in_their_language(void **state)
{
	(void)state;
	calls_in(1, "+39061");
	keys(1, "2");
	hangs_up(1);
	calls_in(2, "+39061");
	assert_string_equal(x.call[2].language, "it");
	assert_true(strncmp(x.call[2].heard, "Cassa", 5) == 0 || !heard(2, "Benvenuti"));
	assert_true(heard(2, "Questa è una macchina.")); /* that is never left out */
	assert_true(heard(2, "Carte"));
	calls_in(3, "+39062");
	assert_true(heard(3, "Welcome") || heard(3, "Hello") || heard(3, "Good to have you here"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CALLS(who_calls_too_often_is_asked_to_wait),
		CALLS(one_number_does_not_take_every_place),
		CALLS(a_number_is_written_nowhere),
		CALLS(withheld_numbers_wait_together_and_nobody_else_for_them),
		CALLS(blocked_numbers_are_declined_and_a_list_of_the_allowed_is_the_whole_list),
		CALLS(a_full_device_is_busy_before_it_answers),
		CALLS(who_lost_the_place_to_the_kiosk_is_told_so),
		CALLS(nobody_is_taken_while_the_disk_cannot_follow_or_the_program_ends),
		CALLS(who_calls_again_is_greeted_shortly_in_their_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
