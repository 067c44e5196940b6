/* `foyer menu` run for real: the live menu, its history, the hand that undoes and freezes, the night's work. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report_help.h"
#include "run_help.h"

#include <sqlite3.h>

static void menu(struct run *run, const char *options)
{
	char line[1024];

	snprintf(line, sizeof(line), FOYER " menu --data '%s/data' %s", run->folder, options);
	run_line(run, line);
}

static void good_menu(struct run *run, const char *options)
{
	menu(run, options);
	if (run->code != 0)
		fail_msg("menu %s: exit code %d: %s", options, run->code, run->err);
}

static void fill(const struct run *run, bool weeks)
{
	struct fill f;

	fill_open(&f, run->folder, SITE_BANK);
	if (weeks)
		fill_weeks(&f);
	fill_close(&f);
}

/* The bytes of that version's layout, as they lie in the store; the live one's with 0. */
static size_t bytes_of(const struct run *run, unsigned version, uint8_t out[FILL_LAYOUT_BYTES])
{
	char path[300];
	char text[300];
	sqlite3_stmt *query;
	sqlite3 *db;
	size_t bytes;

	snprintf(path, sizeof(path), "%s/data/foyer.db", run->folder);
	snprintf(text, sizeof(text),
		"SELECT i.bytes FROM menu_version v JOIN image i ON i.hash = v.layout WHERE %u = 0 OR v.version = %u"
		" ORDER BY v.version DESC LIMIT 1",
		version, version);
	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, text, -1, &query, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(query), SQLITE_ROW);
	bytes = (size_t)sqlite3_column_bytes(query, 0);
	assert_true(bytes <= FILL_LAYOUT_BYTES);
	memcpy(out, sqlite3_column_blob(query, 0), bytes);
	sqlite3_finalize(query);
	sqlite3_close(db);
	return bytes;
}

static void assert_same_bytes(const struct run *run, unsigned a, unsigned b)
{
	static uint8_t of_a[FILL_LAYOUT_BYTES], of_b[FILL_LAYOUT_BYTES];
	size_t bytes = bytes_of(run, a, of_a);

	assert_int_equal(bytes, bytes_of(run, b, of_b));
	assert_memory_equal(of_a, of_b, bytes);
}

static void before_anything_was_kept_the_menu_is_as_authored(void **state)
{
	struct run *run = *state;

	good_menu(run, "");
	assert_has(run->out, "1  Cards");
	assert_has(run->out, "(often: authored)");
	assert_null(strstr(run->out, "version"));
	good_menu(run, "--history");
	assert_has(run->out, "as authored");
	menu(run, "--undo");
	assert_int_equal(run->code, 1);
	assert_has(run->err, "no version before");
}

static void the_live_version_is_shown_and_its_history(void **state)
{
	struct run *run = *state;
	const char *newest, *oldest;

	fill(run, true);
	good_menu(run, "");
	assert_has(run->out, "version 4\n");
	good_menu(run, "--history");
	newest = strstr(run->out, "live: version 4");
	oldest = strstr(run->out, "\nversion 1  ");
	assert_ptr_equal(newest, run->out);
	assert_true(oldest > newest);
	assert_has(run->out, "moved from 3rd to 1st: 412 of 1203 served in 14 days, with what moves beside it saves "
			     "1.8 s a session, 38 of 40");
	good_menu(run, "--history --json");
	assert_has(run->out, "\"version\":4,\"before\":3,\"same_as\":4");
	assert_has(run->out, "\"kind\":\"order\"");
	assert_has(run->out, "\"gain_ms\":1800");
}

static void the_line_is_said_in_order_with_keys_and_seconds(void **state)
{
	struct run *run = *state;

	fill(run, true);
	good_menu(run, "--line");
	assert_has(run->out, "   0.0 s     Greeting");
	assert_has(run->out, "1  Cards");
	assert_has(run->out, "(now)");
	assert_true(strstr(run->out, "1  Cards") < strstr(run->out, "2  Accounts"));
	assert_true(strstr(run->out, "7  Talk to us") < strstr(run->out, "1  Lost or stolen card"));
	good_menu(run, "--line --language it");
	assert_has(run->out, "1  Carte");
	good_menu(run, "--line --json");
	assert_has(run->out, "{\"version\":4,\"said\":[{\"kind\":\"prompt\"");
	menu(run, "--line --language xx");
	assert_int_equal(run->code, 2);
}

static void undo_restores_the_same_bytes_and_says_what_it_did(void **state)
{
	struct run *run = *state;

	fill(run, true);
	good_menu(run, "--undo");
	assert_has(run->out, "back to version 3");
	assert_has(run->out, "It is version 5 now");
	assert_same_bytes(run, 0, 3);
	good_menu(run, "--undo");
	assert_same_bytes(run, 0, 2);
	good_menu(run, "--to 4");
	assert_same_bytes(run, 0, 4);
	good_menu(run, "--undo --json");
	assert_has(run->out, "\"version\":8,\"before\":7,\"same_as\":3");
	good_menu(run, "--history");
	assert_has(run->out, "live: version 8");
	assert_has(run->out, "by hand, the same as version 3");
	assert_has(run->out, "by hand: back to version 2, instead of version 5");
	menu(run, "--to 99");
	assert_int_equal(run->code, 1);
	assert_has(run->err, "no version 99");
	menu(run, "--to x");
	assert_int_equal(run->code, 2);
}

static void while_it_is_frozen_no_night_changes_it(void **state)
{
	struct run *run = *state;

	fill(run, true);
	good_menu(run, "--freeze");
	menu(run, "--night");
	assert_int_equal(run->code, 1);
	assert_has(run->err, "frozen");
	good_menu(run, "");
	assert_has(run->out, "version 4, frozen");
	good_menu(run, "--undo"); /* the hand still may */
	good_menu(run, "--thaw");
	good_menu(run, "--night --day 2026-11-23");
	good_menu(run, "");
	assert_null(strstr(run->out, "frozen"));
}

static void one_thing_at_a_time(void **state)
{
	static const char *const wrong[] = {
		"--undo --freeze", "--day 2026-11-22", "--night --day tomorrow", "--history --line", "--freeze --thaw"};
	struct run *run = *state;

	fill(run, false);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		menu(run, wrong[i]);
		assert_int_equal(run->code, 2);
		assert_string_not_equal(run->err, "");
	}
}

static void a_customer(struct run *run)
{
	char line[1024];

	snprintf(line, sizeof(line), "printf 'goodbye\\ngoodbye\\n' | " FOYER " chat --data '%s/data'", run->folder);
	run_line(run, line);
	assert_int_equal(run->code, 0);
}

static void a_device_meets_the_menu_that_was_chosen(void **state)
{
	struct run *run = *state;

	a_customer(run);
	good_menu(run, "--to 1");
	assert_has(run->out, "It is version 2 now");
	a_customer(run);
	good_menu(run, "--history");
	assert_has(run->out, "live: version 2"); /* nothing was made anew */
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(before_anything_was_kept_the_menu_is_as_authored),
		TEST(the_live_version_is_shown_and_its_history),
		TEST(the_line_is_said_in_order_with_keys_and_seconds),
		TEST(undo_restores_the_same_bytes_and_says_what_it_did),
		TEST(while_it_is_frozen_no_night_changes_it),
		TEST(one_thing_at_a_time),
		TEST(a_device_meets_the_menu_that_was_chosen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
