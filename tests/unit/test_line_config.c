/* line.conf: where a machine's telephone line is. */
#include "line/line_config.h"

#include "board.h"
#include "line/srtp_seal.h"
#include "paths.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { WHY_BYTES_MAX = 1400 };

static char folder[] = "line_config.XXXXXX";
static struct line_config config;
static char why[WHY_BYTES_MAX];

static int begin(void **state)
{
	(void)state;
	strcpy(folder, "line_config.XXXXXX");
	why[0] = '\0';
	return mkdtemp(folder) ? 0 : -1;
}

static void path_of(const char *name, char *out)
{
	snprintf(out, PATH_BYTES_MAX, "%s/%s", folder, name);
}

static int end(void **state)
{
	static const char *const names[] = {"line.conf", "line.password", "line.pem"};
	char path[PATH_BYTES_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		path_of(names[i], path);
		unlink(path);
	}
	return rmdir(folder);
}

static void write_file(const char *name, const char *text, mode_t mode)
{
	char path[PATH_BYTES_MAX];
	FILE *file;

	path_of(name, path);
	file = fopen(path, "we");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, mode), 0);
}

static const char account[] = "account_1_user = 100\naccount_1_registrar = sip:pbx.example.org;transport=tcp\n"
			      "account_1_password_file = line.password\n";

static enum err read_config(void)
{
	return line_config_read(&config, folder, why, sizeof(why));
}

static void without_a_file_there_is_a_line_without_an_account(void **state)
{
	(void)state;
	assert_int_equal(read_config(), ERR_NONE);
	assert_int_equal(config.port, 5060);
	assert_int_equal(config.accounts_count, 0);
	assert_string_equal(config.address, "");
	assert_true(config.media_port_last > config.media_port_first);
}

static void an_account_has_its_password_from_a_file_of_its_own(void **state)
{
	(void)state;
	write_file("line.conf", account, 0644);
	write_file("line.password", "s#cret = 1\n", 0600);
	assert_int_equal(read_config(), ERR_NONE);
	assert_int_equal(config.accounts_count, 1);
	assert_string_equal(config.accounts[0].user, "100");
	assert_string_equal(config.accounts[0].registrar, "sip:pbx.example.org;transport=tcp");
	assert_string_equal(config.accounts[0].password, "s#cret = 1");
	assert_int_equal(config.accounts[0].expires_s, 300);
}

static void sips_is_refused_and_said_how_it_is_written(void **state)
{
	(void)state;
	write_file("line.conf", "account_1_user = 100\naccount_1_registrar = sips:pbx.example.org\n", 0644);
	assert_int_equal(read_config(), ERR_FORMAT);
	assert_non_null(strstr(why, "write sip:pbx.example.org;transport=tls"));
	write_file("line.conf", "operator_1 = * warm SIPS:21@pbx.example.org\n", 0644);
	assert_int_equal(read_config(), ERR_FORMAT);
	assert_non_null(strstr(why, "write sip:21@pbx.example.org;transport=tls"));
}

static void a_password_that_others_may_read_is_refused(void **state)
{
	(void)state;
	write_file("line.conf", account, 0644);
	write_file("line.password", "secret\n", 0640);
	assert_int_equal(read_config(), ERR_FORMAT);
	assert_non_null(strstr(why, "chmod 600"));
	assert_null(strstr(why, "secret"));
	write_file("line.password", "", 0600);
	assert_int_equal(read_config(), ERR_FORMAT);
	assert_non_null(strstr(why, "it is empty"));
}

static void what_an_account_asks_for_beside_is_read(void **state)
{
	char text[512];

	(void)state;
	snprintf(text, sizeof(text), "%saccount_1_srtp = required\naccount_1_probe_s = 45\n", account);
	write_file("line.conf", text, 0644);
	write_file("line.password", "secret\n", 0600);
	assert_int_equal(read_config(), ERR_NONE);
	assert_int_equal(config.accounts[0].srtp, SRTP_REQUIRED);
	assert_int_equal(config.accounts[0].probe_s, 45);
	write_file("line.conf", account, 0644);
	assert_int_equal(read_config(), ERR_NONE);
	assert_int_equal(config.accounts[0].srtp, SRTP_NO);
	assert_int_equal(config.accounts[0].probe_s, 0);
}

static void a_key_that_others_may_read_is_refused(void **state)
{
	(void)state;
	write_file("line.conf", "tls_certificate_file = line.pem\n", 0644);
	assert_int_equal(read_config(), ERR_FORMAT);
	assert_non_null(strstr(why, "line.pem"));
	write_file("line.pem", "a key\n", 0640);
	assert_int_equal(read_config(), ERR_FORMAT);
	assert_non_null(strstr(why, "chmod 600"));
	write_file("line.pem", "a key\n", 0600);
	assert_int_equal(read_config(), ERR_NONE);
	assert_non_null(strstr(config.certificate_file, "/line.pem"));
	assert_int_equal(config.tls_port, 5061);
}

static void a_mistake_is_named_with_its_line(void **state)
{
	static const struct {
		const char *text;
		const char *said;
	} mistakes[] = {
		{"port = 5060\nport = 5061\n", "line.conf:2: "},
		{"port = many\n", "line.conf:1: port must be a whole number"},
		{"pasword = x\n", "line.conf:1: its keys are those of board/line/line.conf.example"},
		{"account_1_srtp = sometimes\n", "line.conf:1: account_1_srtp must be no, offered or required"},
		{"account_1_user = 100\n", "needs a registrar"},
		{"callback_country = zz\n", "line.conf:1: callback_country must be one of the countries"},
		{"callback_prefixes = 0 anna\n", "line.conf:1: callback_prefixes must be what numbers begin with"},
		{"callbacks_per_hour = 0\n", "line.conf:1: callbacks_per_hour must be a whole number"},
		{"media_port_first = 5000\nmedia_port_last = 5001\n", "each call takes two"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++) {
		write_file("line.conf", mistakes[i].text, 0644);
		assert_int_equal(read_config(), ERR_FORMAT);
		if (!strstr(why, mistakes[i].said))
			fail_msg("\"%s\" is not said of: %s", mistakes[i].said, why);
	}
}

static void a_country_s_busy_tone_is_listened_for(void **state)
{
	(void)state;
	write_file("line.conf", "hangup_tone = it\n", 0644);
	assert_int_equal(read_config(), ERR_NONE);
	assert_ptr_equal(config.hangup, hangup_country("it"));
	write_file("line.conf", "port = 5061\n", 0644);
	assert_int_equal(read_config(), ERR_NONE);
	assert_null(config.hangup);
	write_file("line.conf", "hangup_tone = zz\n", 0644);
	assert_int_equal(read_config(), ERR_FORMAT);
	assert_non_null(strstr(why, "\"zz\""));
	assert_non_null(strstr(why, " za"));
}

static void what_may_be_dialled_is_read(void **state)
{
	(void)state;
	write_file("line.conf",
		"callback_country = it\ncallback_prefixes = 0 3 +41\ncallbacks_per_number = 2\ncallbacks_per_hour = "
		"9\n",
		0644);
	assert_int_equal(read_config(), ERR_NONE);
	assert_string_equal(config.callbacks.country, "it");
	assert_string_equal(config.callbacks.prefixes, "0 3 +41");
	assert_int_equal(config.callbacks.per_number, 2);
	assert_int_equal(config.callbacks.per_hour, 9);
}

/* What the message names as the example is one, and its board has no screen. */
static void the_example_and_its_board_are_good(void **state)
{
	char text[4096];
	FILE *file = fopen(FOYER_SOURCE_DIR "/board/line/line.conf.example", "re");
	struct board board;
	size_t bytes;

	(void)state;
	assert_non_null(file);
	bytes = fread(text, 1, sizeof(text) - 1, file);
	text[bytes] = '\0';
	fclose(file);
	write_file("line.conf", text, 0644);
	write_file("line.password", "secret\n", 0600);
	write_file("line.pem", "a certificate and a key\n", 0600);
	if (read_config())
		fail_msg("%s", why);
	if (board_read(&board, FOYER_SOURCE_DIR "/board/line/line.board", why, sizeof(why)))
		fail_msg("%s", why);
	assert_false(board_has_screen(&board));
	assert_true(board.calls_max > 0 && board.calls_max <= board.sessions_max);
	assert_true(board.menu_heard);
}

static void a_board_without_a_line_needs_all_of_its_screen(void **state)
{
	struct board board;
	char path[PATH_BYTES_MAX];

	(void)state;
	path_of("line.conf", path);
	write_file("line.conf",
		"screen_width_px = 800\nscreen_height_px = 480\nscreen_width_mm = 154\nsessions_max = 1\n"
		"audio = no\nagents_socket =\n",
		0644);
	assert_int_equal(board_read(&board, path, why, sizeof(why)), ERR_FORMAT);
	assert_non_null(strstr(why, "screen_height_mm is missing"));
	write_file("line.conf", "sessions_max = 1\naudio = no\nagents_socket =\n", 0644);
	assert_int_equal(board_read(&board, path, why, sizeof(why)), ERR_FORMAT);
	assert_non_null(strstr(why, "screen_width_px is missing"));
}

static void operators_are_rung_in_the_order_of_their_numbers(void **state)
{
	(void)state;
	write_file("line.conf",
		"operator_3 = * blind sip:9@pbx.example.org\noperator_1 = cards warm sip:21@pbx.example.org\n", 0644);
	assert_int_equal(read_config(), ERR_NONE);
	assert_int_equal(config.operators_count, 2);
	assert_string_equal(config.operators[0].team, "cards");
	assert_string_equal(config.operators[0].place, "sip:21@pbx.example.org");
	assert_false(config.operators[0].blind);
	assert_string_equal(config.operators[1].team, "*");
	assert_true(config.operators[1].blind);
}

static void an_operator_who_could_not_be_rung_is_named(void **state)
{
	static const char *const wrong[] = {"operator_1 = cards\n", "operator_1 = cards warm\n",
		"operator_1 = cards later sip:21@pbx\n", "operator_1 = cards warm sip:21@pbx and more\n",
		"operator_1 = cards warm <sip:21@pbx>\n", "operator_1 = cards warm 21\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		write_file("line.conf", wrong[i], 0644);
		assert_int_equal(read_config(), ERR_FORMAT);
		assert_non_null(strstr(why, "operator"));
	}
}

static void nothing_is_recorded_unless_it_says_so(void **state)
{
	(void)state;
	write_file("line.conf", "port = 5060\n", 0644);
	assert_int_equal(read_config(), ERR_NONE);
	assert_false(config.asks_to_record);
	write_file("line.conf", "record_calls = ask\nrecord_keep_days = 7\n", 0644);
	assert_int_equal(read_config(), ERR_NONE);
	assert_true(config.asks_to_record);
	assert_int_equal(config.record_keep_days, 7);
	write_file("line.conf", "record_calls = yes\n", 0644);
	assert_int_equal(read_config(), ERR_FORMAT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(without_a_file_there_is_a_line_without_an_account, begin, end),
		cmocka_unit_test_setup_teardown(an_account_has_its_password_from_a_file_of_its_own, begin, end),
		cmocka_unit_test_setup_teardown(sips_is_refused_and_said_how_it_is_written, begin, end),
		cmocka_unit_test_setup_teardown(a_password_that_others_may_read_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(what_an_account_asks_for_beside_is_read, begin, end),
		cmocka_unit_test_setup_teardown(a_key_that_others_may_read_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(a_mistake_is_named_with_its_line, begin, end),
		cmocka_unit_test_setup_teardown(a_country_s_busy_tone_is_listened_for, begin, end),
		cmocka_unit_test_setup_teardown(what_may_be_dialled_is_read, begin, end),
		cmocka_unit_test_setup_teardown(the_example_and_its_board_are_good, begin, end),
		cmocka_unit_test_setup_teardown(a_board_without_a_line_needs_all_of_its_screen, begin, end),
		cmocka_unit_test_setup_teardown(operators_are_rung_in_the_order_of_their_numbers, begin, end),
		cmocka_unit_test_setup_teardown(an_operator_who_could_not_be_rung_is_named, begin, end),
		cmocka_unit_test_setup_teardown(nothing_is_recorded_unless_it_says_so, begin, end),
	};

	return cmocka_run_group_tests_name("line_config", tests, NULL, NULL);
}
