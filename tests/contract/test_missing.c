/* Machines on which something is not there: one clear line, and on with what is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "run_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static void foyer(struct run *run, const char *environment, const char *arguments)
{
	char command[2048];

	snprintf(command, sizeof(command),
		"env -u DISPLAY -u WAYLAND_DISPLAY -u SDL_VIDEODRIVER -u XDG_RUNTIME_DIR LC_ALL=C %s %s/foyer %s "
		"--data '%s/data' </dev/null",
		environment, FOYER_BUILD_DIR, arguments, run->folder);
	run_line(run, command);
}

static void without_a_display_it_goes_on_in_the_terminal(void **state)
{
	struct run *run = *state;

	foyer(run, "", "run");
	assert_int_equal(run->code, 0);
	assert_non_null(strstr(run->err, "no display"));
	assert_int_equal(lines(run->err), 1);
	assert_non_null(strstr(run->out, "foyer: "));
}

static void without_a_display_there_is_no_first_frame_to_measure(void **state)
{
	struct run *run = *state;

	foyer(run, "", "run --once");
	assert_int_equal(run->code, 1);
	assert_int_equal(lines(run->err), 1);
	assert_string_equal(run->out, "");
}

static void the_first_frame_is_measured_where_there_is_a_display(void **state)
{
	struct run *run = *state;

	foyer(run, "SDL_VIDEODRIVER=dummy", "run --once");
	assert_int_equal(run->code, 0);
	assert_string_equal(run->err, "");
	assert_int_equal(strncmp(run->out, "{\"first_frame_ms\":", 18), 0);
	assert_non_null(strstr(run->out, ",\"rss_kb\":"));
	assert_int_equal(lines(run->out), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(without_a_display_it_goes_on_in_the_terminal, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			without_a_display_there_is_no_first_frame_to_measure, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			the_first_frame_is_measured_where_there_is_a_display, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
