#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../bench/hear_score.h"
#include "adapter/recogniser_pocketsphinx.h"
#include "adapter/voice_espeak.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct voice voice;
static struct recogniser recogniser;

static int open_both(void **state)
{
	const struct recogniser_settings settings = {.voice = &voice};

	(void)state;
	return voice_espeak_open(&voice) || recogniser_pocketsphinx_open(&recogniser, &settings);
}

static int close_both(void **state)
{
	(void)state;
	recogniser.ops->close(recogniser.self);
	voice.ops->close(voice.self);
	return 0;
}

static void people_are_there(void)
{
	if (access(HEAR_DATA "/orders/labels.json", R_OK) == 0)
		return;
	print_message(HEAR_DATA " is not there: skipped\n");
	skip();
}

/* The whole folder is the benchmark's: 78 of 100. */
static void seven_of_ten_telephone_digits_are_heard(void **state)
{
	struct hear_tally tally;

	(void)state;
	people_are_there();
	assert_true(hear_digits(&recogniser, 23, &tally));
	print_message("%u of %u digits\n", tally.right, tally.files);
	assert_true(tally.right * 10 >= tally.files * 7);
}

static void nine_of_ten_orders_are_heard_in_every_detail(void **state)
{
	struct hear_tally tally;

	(void)state;
	people_are_there();
	assert_true(hear_orders(&recogniser, 10, &tally));
	print_message("%u of %u orders\n", tally.right, tally.files);
	assert_true(tally.right * 10 >= tally.files * 9);
}

/* The command: its output and errors into `said`, its exit code back. */
static int foyer_hear(const char *arguments, char *said, size_t said_bytes)
{
	char line[600];
	FILE *pipe;
	size_t count;

	snprintf(line, sizeof(line), FOYER_BUILD_DIR "/foyer hear %s 2>&1", arguments);
	pipe = popen(line, "r");
	assert_non_null(pipe);
	count = fread(said, 1, said_bytes - 1, pipe);
	said[count] = 0;
	return WEXITSTATUS(pclose(pipe));
}

static unsigned lines_of(const char *text)
{
	unsigned count = 0;

	for (; *text; text++)
		count += *text == '\n';
	return count;
}

static void a_bad_file_has_one_line_and_the_others_are_heard(void **state)
{
	char said[4000];

	(void)state;
	people_are_there();
	assert_int_equal(
		foyer_hear("/nowhere.wav " HEAR_DATA "/digits/4_lucas_2.flac /dev/null", said, sizeof(said)), 1);
	assert_int_equal(lines_of(said), 3);
	assert_non_null(strstr(said, "hear: /nowhere.wav: "));
	assert_non_null(strstr(said, "hear: /dev/null: "));
	assert_non_null(strstr(said, "digits/4_lucas_2.flac\",\"words\":\"four\",\"confidence\":"));
}

static void a_grammar_that_is_none_is_named(void **state)
{
	char said[4000];

	(void)state;
	assert_int_equal(foyer_hear("--grammar /nowhere.jsgf x.wav", said, sizeof(said)), 1);
	assert_non_null(strstr(said, "hear: /nowhere.jsgf: "));
	assert_int_equal(lines_of(said), 1);
}

static void no_file_is_wrong_use(void **state)
{
	char said[4000];

	(void)state;
	assert_int_equal(foyer_hear("", said, sizeof(said)), 2);
	assert_int_equal(foyer_hear("--help", said, sizeof(said)), 0);
	assert_non_null(strstr(said, "otherwise the digits"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(seven_of_ten_telephone_digits_are_heard),
		cmocka_unit_test(nine_of_ten_orders_are_heard_in_every_detail),
		cmocka_unit_test(a_bad_file_has_one_line_and_the_others_are_heard),
		cmocka_unit_test(a_grammar_that_is_none_is_named),
		cmocka_unit_test(no_file_is_wrong_use),
	};

	return cmocka_run_group_tests(tests, open_both, close_both);
}
