/* `foyer line`: the real program asks the real program, while accounts and a caller are there. */
#include "line_peer.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "run_help.h"

enum { PATH_BYTES = 300, TRIES = 100, TRY_MS = 100 };

static struct run asked;
static struct peer_line place; /* of the device: only where it is */
static struct peer registrar;
static pid_t device;

static void write_file(const char *name, const char *text)
{
	char path[PATH_BYTES];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", asked.folder, name);
	file = fopen(path, "we");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	assert_int_equal(chmod(path, 0600), 0);
}

static void run_device(void)
{
	char log[PATH_BYTES];

	snprintf(log, sizeof(log), "%s/device.log", asked.folder);
	dup2(open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600), STDOUT_FILENO);
	dup2(STDOUT_FILENO, STDERR_FILENO);
	execl(FOYER, FOYER, "run", "--board", FOYER_SOURCE_DIR "/board/line/line.board", "--content",
		FOYER_SOURCE_DIR "/assets/content", "--data", asked.folder, NULL);
	_exit(127);
}

static void ask(const char *more)
{
	char line[2 * PATH_BYTES];

	snprintf(line, sizeof(line), FOYER " line --data %s %s", asked.folder, more);
	run_line(&asked, line);
}

static bool comes_to_show(const char *words)
{
	for (unsigned i = 0; i < TRIES; i++) {
		ask("");
		if (strstr(asked.out, words))
			return true;
		peer_rests(TRY_MS);
	}
	print_message("it shows: %s%s", asked.out, asked.err);
	return false;
}

/* One account that is taken, one whose registrar is not there. */
static int begin(void **state)
{
	uint16_t port = peer_free_port();
	uint16_t office = peer_free_port();
	uint16_t nobody = peer_free_port();
	char text[1024];

	(void)state;
	strcpy(asked.folder, "/tmp/foyer-line-status.XXXXXX");
	if (!mkdtemp(asked.folder))
		return -1;
	snprintf(text, sizeof(text),
		"address = 127.0.0.1\nport = %u\naccount_1_user = 100\naccount_1_registrar = sip:127.0.0.1:%u\n"
		"account_1_password_file = password\naccount_1_expires_s = 120\naccount_1_srtp = offered\n"
		"account_2_user = 200\naccount_2_registrar = sip:127.0.0.1:%u;transport=tcp\n",
		port, office, nobody);
	write_file("line.conf", text);
	write_file("password", "s#cret\n");
	snprintf(place.address, sizeof(place.address), "127.0.0.1:%u", port);
	peer_waits(&registrar, "registrar", office);
	device = fork();
	if (device == 0)
		run_device();
	return comes_to_show("registered until") ? 0 : -1;
}

static int end(void **state)
{
	char command[2 * PATH_BYTES];
	int status = 0;

	(void)state;
	if (device) {
		kill(device, SIGTERM);
		(void)waitpid(device, &status, 0);
		(void)peer_end(&registrar);
	}
	snprintf(command, sizeof(command), "rm -r %s", asked.folder);
	return system(command) || status;
}

static void accounts_are_shown_as_they_stand(void **state)
{
	(void)state;
	assert_true(comes_to_show("no answer since"));
	assert_int_equal(asked.code, 0);
	assert_string_equal(asked.err, "");
	assert_non_null(strstr(asked.out, place.address));
	assert_non_null(strstr(asked.out, "  100 at sip:127.0.0.1"));
	assert_non_null(strstr(asked.out, ": registered until "));
	assert_non_null(strstr(asked.out, "SRTP offered"));
	assert_non_null(strstr(asked.out, "Connection refused"));
	assert_non_null(strstr(asked.out, "calls: 0 of "));
	assert_non_null(strstr(asked.out, "prompts kept: "));
	assert_null(strstr(asked.out, "s#cret"));
}

static void a_call_is_shown_without_its_number(void **state)
{
	struct peer peer;

	(void)state;
	peer_begin(&peer, &place, "hung_up_there");
	assert_true(comes_to_show("from ...058: stands since "));
	assert_non_null(strstr(asked.out, "PCMA, in the clear"));
	assert_non_null(strstr(asked.out, "calls: 1 of "));
	assert_null(strstr(asked.out, "0058"));
	ask("--json");
	assert_int_equal(asked.code, 0);
	assert_non_null(strstr(asked.out, "\"number\":\"058\""));
	assert_null(strstr(asked.out, "0058"));
	assert_null(strstr(asked.out, "Anna"));
	kill(peer.sipp, SIGKILL);
	(void)peer_end(&peer);
}

static void only_its_owner_may_ask(void **state)
{
	char path[PATH_BYTES];
	struct stat about;

	(void)state;
	snprintf(path, sizeof(path), "%s/line.sock", asked.folder);
	assert_int_equal(stat(path, &about), 0);
	assert_true(S_ISSOCK(about.st_mode));
	assert_int_equal(about.st_mode & 0777, 0600);
}

static void where_none_runs_it_is_said(void **state)
{
	int status;

	(void)state;
	kill(device, SIGTERM);
	assert_int_equal(waitpid(device, &status, 0), device);
	device = 0;
	assert_int_equal(status, 0);
	assert_int_equal(peer_end(&registrar), 0); /* it was given back */
	ask("");
	assert_int_equal(asked.code, 1);
	assert_string_equal(asked.out, "");
	assert_non_null(strstr(asked.err, "no telephone line runs here"));
	assert_non_null(strstr(asked.err, "foyer run --board"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accounts_are_shown_as_they_stand),
		cmocka_unit_test(a_call_is_shown_without_its_number),
		cmocka_unit_test(only_its_owner_may_ask),
		cmocka_unit_test(where_none_runs_it_is_said),
	};

	return cmocka_run_group_tests_name("line_status", tests, begin, end);
}
