/* The real program heard, not seen: the panel is dark, and what to do next is decided from the spoken lines alone. Keys
 * of a telephone, then a real keyboard. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stand.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void the_idle_screen_is_left_with_the_key_that_a_finger_finds(void **state)
{
	struct stand *stand = *state;

	if (stand->watch == SKIPPED)
		skip();
	stand->options[0] = "--dark";
	start_foyer(stand, "attract");
	press(stand, "5");
	listen_for(stand, "Choices: ");
	assert_int_equal(stop_foyer(stand, SIGTERM), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			the_idle_screen_is_left_with_the_key_that_a_finger_finds, open_stand, close_stand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
