/* Fourteen days of made-up callers through the real program: what the menu makes of them, and back again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "run_help.h"

#define SITE FOYER_SOURCE_DIR "/assets/content"

enum { DAYS = 14 };

static void foyer(struct run *run, const char *words)
{
	char line[1200];

	snprintf(line, sizeof(line), FOYER " %s --data '%s/data'", words, run->folder);
	run_line(run, line);
	assert_int_equal(run->code, 0);
}

/* "day  3  173 calls, 149 served after 38.4 s, 24 gave up": calls and who gave up. */
static void read_day(const char *out, unsigned day, unsigned *calls, unsigned *gave_up)
{
	char head[16];
	const char *at;

	snprintf(head, sizeof(head), "day %2u  ", day);
	at = strstr(out, head);
	assert_non_null(at);
	assert_int_equal(sscanf(at + strlen(head), "%u calls, %*u served after %*f s, %u gave up", calls, gave_up), 2);
}

static unsigned permille_gave_up(const char *out, unsigned first, unsigned last)
{
	unsigned calls_all = 0;
	unsigned gave_up_all = 0;

	for (unsigned day = first; day <= last; day++) {
		unsigned calls;
		unsigned gave_up;

		read_day(out, day, &calls, &gave_up);
		calls_all += calls;
		gave_up_all += gave_up;
	}
	return gave_up_all * 1000 / calls_all;
}

/* The first words of the live version's line: "live: version 7". */
static unsigned live_version(struct run *run)
{
	unsigned version;

	foyer(run, "menu --history");
	assert_int_equal(sscanf(run->out, "live: version %u", &version), 1);
	return version;
}

static void callers_are_served_sooner_and_an_issue_comes_and_goes(void **state)
{
	struct run *run = *state;
	const char *came;
	const char *went;
	char line[64];
	static char phone[RUN_OUTPUT_BYTES_MAX];
	unsigned version;

	foyer(run, "learn --content " SITE);
	assert_non_null(strstr(run->out, "no longer said, but to 5 %"));
	assert_non_null(strstr(run->out, "the learned order is tried on half of the callers"));
	came = strstr(run->out, "asked for much more than usual, one step away now");
	went = strstr(run->out, "no longer asked for so much");
	assert_true(came && went && came < went);
	assert_true(permille_gave_up(run->out, DAYS / 2, DAYS) < permille_gave_up(run->out, 1, 1));

	version = live_version(run);
	foyer(run, "menu --line");
	strcpy(phone, run->out);
	foyer(run, "menu --undo");
	assert_int_equal(live_version(run), version + 1);
	snprintf(line, sizeof(line), "menu --to %u", version);
	foyer(run, line);
	foyer(run, "menu --line");
	assert_string_equal(run->out, phone);
}

static void no_folder_is_asked_for(void **state)
{
	struct run *run = *state;

	run_line(run, FOYER " learn --content " SITE);
	assert_int_equal(run->code, 2);
	assert_non_null(strstr(run->err, "--data DIR"));
	run_line(run, FOYER " learn --seed many --data /nowhere");
	assert_int_equal(run->code, 2);
	assert_non_null(strstr(run->err, "--seed many"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			callers_are_served_sooner_and_an_issue_comes_and_goes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(no_folder_is_asked_for, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
