/* The site's zone is the clock's, whatever the machine's is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adapter/clock_linux.h"
#include "zone.h"

#include <stdlib.h>
#include <time.h>

enum { WINTER_S = 1768478400, SUMMER_S = 1784116800 }; /* 2026-01-15 and 2026-07-15, 12:00 UTC */

static long ahead_s(time_t at)
{
	struct tm local;

	assert_non_null(localtime_r(&at, &local));
	return local.tm_gmtoff;
}

static void a_machine_in_utc_shows_the_time_of_rome(void **state)
{
	int64_t utc_s;

	(void)state;
	setenv("TZ", "UTC", 1);
	tzset();
	assert_int_equal(ahead_s(SUMMER_S), 0);
	assert_true(zone_set("Europe/Rome"));
	assert_int_equal(ahead_s(WINTER_S), 3600);
	assert_int_equal(ahead_s(SUMMER_S), 7200);
	utc_s = time(NULL);
	assert_in_range(clock_local_s(clock_linux()) - utc_s, 3600, 7202);
}

static void a_zone_that_the_machine_does_not_have_changes_nothing(void **state)
{
	(void)state;
	assert_true(zone_set("Europe/Rome"));
	assert_false(zone_set("Europe/Porto_Sereno"));
	assert_false(zone_set(""));
	assert_false(zone_set("../zoneinfo/UTC"));
	assert_false(zone_set("Europe"));
	assert_int_equal(ahead_s(WINTER_S), 3600);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_machine_in_utc_shows_the_time_of_rome),
		cmocka_unit_test(a_zone_that_the_machine_does_not_have_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
