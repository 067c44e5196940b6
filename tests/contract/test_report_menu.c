/* `foyer report menu` run for real over a store that production code wrote. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report_help.h"
#include "run_help.h"

#include <time.h>

enum { LINE_COLUMNS_MAX = 100, MANY_VISITS = 27000, MANY_MS_MAX = 2000 };

#define FOYER FOYER_BUILD_DIR "/foyer"

static void report_run(struct run *run, const char *environment, const char *options)
{
	char line[1024];

	snprintf(line, sizeof(line), "%s " FOYER " report menu --data '%s/data' %s", environment, run->folder, options);
	run_line(run, line);
}

static void fill_usual(const struct run *run)
{
	struct fill fill;
	char folder[300];

	snprintf(folder, sizeof(folder), "%s/data", run->folder);
	fill_open(&fill, folder, SITE_BANK);
	fill_weeks(&fill);
	fill_close(&fill);
}

static void assert_has(const char *text, const char *words)
{
	if (!strstr(text, words))
		fail_msg("it does not say \"%s\":\n%s", words, text);
}

static void assert_lacks(const char *text, const char *words)
{
	if (strstr(text, words))
		fail_msg("it says \"%s\":\n%s", words, text);
}

static uint32_t widest(const char *text)
{
	uint32_t most = 0;

	while (*text) {
		uint32_t length = (uint32_t)strcspn(text, "\n");
		uint32_t chars = (uint32_t)text_chars((struct text){text, length});

		most = chars > most ? chars : most;
		text += length + (text[length] == '\n');
	}
	return most;
}

static void nothing_happened_yet_is_said_so(void **state)
{
	struct run *run = *state;

	report_run(run, "LC_ALL=C.UTF-8", "");
	assert_int_equal(run->code, 0);
	assert_has(run->out, "Nobody was served in these days");
	report_run(run, "LC_ALL=C.UTF-8", "--json");
	assert_int_equal(run->code, 0);
	assert_has(run->out, "\"visits\":0");
}

static void a_manager_reads_all_of_it_in_a_terminal(void **state)
{
	struct run *run = *state;

	fill_usual(run);
	report_run(run, "LC_ALL=C.UTF-8", "");
	assert_int_equal(run->code, 0);
	assert_string_equal(run->err, "");
	assert_true(widest(run->out) <= LINE_COLUMNS_MAX);
	assert_has(run->out, "4 Sep 2026 to 24 Sep 2026: 2,100 concerns");
	assert_has(run->out, "Seconds until it was done: learning helps");
	assert_has(run->out, "412 of 1,203 served in 14 days");
	assert_has(run->out, "34.2 %");
	assert_has(run->out, "“can i pay with my phone”");
	assert_has(run->out, "11");
	assert_lacks(run->out, "bernardo");
	report_run(run, "LC_ALL=C", "");
	assert_true(widest(run->out) <= LINE_COLUMNS_MAX);
	for (const char *at = run->out; *at; at++)
		assert_true((unsigned char)*at < 0x80);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing_happened_yet_is_said_so, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_manager_reads_all_of_it_in_a_terminal, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
