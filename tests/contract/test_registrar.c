/* Accounts at a real registrar (kamailio) by TLS, with certificates that are believed and others. */
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

enum { PATH_BYTES = 128, LOG_BYTES = 1 << 16, TRIES = 100, TRY_MS = 100 };

static char folder[] = "/tmp/foyer-registrar.XXXXXX";
static uint16_t port;
static pid_t kamailio;

static const char config[] =
	"#!KAMAILIO\n"
	"log_stderror=yes\nchildren=1\ndisable_tcp=no\nenable_tls=yes\nlisten=tls:127.0.0.1:%u\n"
	"mpath=\"/usr/lib/x86_64-linux-gnu/kamailio/modules/:/usr/lib/aarch64-linux-gnu/kamailio/modules/\"\n"
	"loadmodule \"sl.so\"\nloadmodule \"pv.so\"\nloadmodule \"usrloc.so\"\nloadmodule \"registrar.so\"\n"
	"loadmodule \"auth.so\"\nloadmodule \"kex.so\"\nloadmodule \"tls.so\"\n"
	"modparam(\"tls\", \"certificate\", \"%s/server.pem\")\nmodparam(\"tls\", \"private_key\", \"%s/server.key\")\n"
	"modparam(\"tls\", \"tls_method\", \"TLSv1.2+\")\n"
	"request_route {\n"
	"	if (method != \"REGISTER\") { sl_send_reply(\"405\", \"Method Not Allowed\"); exit; }\n"
	"	if (!pv_auth_check(\"office\", \"s#cret\", \"0\", \"0\")) { auth_challenge(\"office\", \"0\"); exit; "
	"}\n"
	"	save(\"location\");\n"
	"}\n";

static bool is_installed(void)
{
	return access("/usr/sbin/kamailio", X_OK) == 0 && access("/usr/bin/openssl", X_OK) == 0;
}

static int shell(const char *format, const char *a, const char *b)
{
	char command[8 * PATH_BYTES];

	snprintf(command, sizeof(command), format, a, b, a, b);
	return system(command);
}

/* Somebody who signs, and a registrar's certificate for 127.0.0.1. */
static bool make_certificates(void)
{
	return shell("cd %s && openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=office -keyout ca.key -out "
		     "ca.pem "
		     "2>/dev/null%s",
		       folder, "") == 0 &&
	       shell("cd %s && openssl req -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -keyout server.key -out "
		     "server.csr "
		     "2>/dev/null && printf 'subjectAltName=IP:127.0.0.1\\n' > san && openssl x509 -req -in server.csr "
		     "-CA "
		     "ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile san -out server.pem 2>/dev/null%s",
		       folder, "") == 0 &&
	       shell("cd %s && openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=stranger -keyout other.key "
		     "-out "
		     "other.pem 2>/dev/null%s",
		       folder, "") == 0;
}

static bool start_registrar(void)
{
	char path[PATH_BYTES];
	char log[PATH_BYTES];
	FILE *file;

	port = peer_free_port();
	snprintf(path, sizeof(path), "%s/kamailio.cfg", folder);
	snprintf(log, sizeof(log), "%s/kamailio.log", folder);
	file = fopen(path, "we");
	if (!file)
		return false;
	fprintf(file, config, port, folder, folder);
	fclose(file);
	kamailio = fork();
	if (kamailio == 0) {
		setpgid(0, 0);
		dup2(open(log, O_WRONLY | O_CREAT | O_CLOEXEC, 0600), STDERR_FILENO);
		execl("/usr/sbin/kamailio", "kamailio", "-DD", "-E", "-m", "16", "-M", "4", "-Y", folder, "-f", path,
			NULL);
		_exit(127);
	}
	return kamailio > 0;
}

static bool log_says(const char *name, const char *words)
{
	static char text[LOG_BYTES];
	char path[PATH_BYTES];
	FILE *file;
	size_t bytes;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "re");
	if (!file)
		return false;
	bytes = fread(text, 1, sizeof(text) - 1, file);
	fclose(file);
	text[bytes] = '\0';
	return strstr(text, words) != NULL;
}

static int begin(void **state)
{
	(void)state;
	if (!is_installed())
		return 0;
	if (!mkdtemp(folder) || !make_certificates() || !start_registrar())
		return -1;
	peer_rests(1500); /* it says nothing when it is ready; who comes sooner is tried again */
	return 0;
}

static int end(void **state)
{
	(void)state;
	if (!is_installed())
		return 0;
	kill(-kamailio, SIGTERM);
	(void)waitpid(kamailio, NULL, 0);
	return shell("rm -r %s%s", folder, "");
}

/* Whether the line's own log says so in time. */
static bool comes_to_say(const char *ca, const char *password, const char *words)
{
	struct line_sip_account account = {.user = "100", .expires_s = 60};
	char ca_file[PATH_BYTES];
	char log[PATH_BYTES];
	struct peer_line line;
	int before = dup(STDERR_FILENO);
	bool says = false;

	snprintf(account.registrar, sizeof(account.registrar), "sip:127.0.0.1:%u;transport=tls", port);
	snprintf(account.password, sizeof(account.password), "%s", password);
	snprintf(ca_file, sizeof(ca_file), "%s/%s", folder, ca);
	snprintf(log, sizeof(log), "%s/line.log", folder);
	unlink(log);
	dup2(open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600), STDERR_FILENO);
	peer_line_open_secured(&line, &account, ca_file);
	for (unsigned i = 0; i < TRIES && !says; i++) {
		peer_rests(TRY_MS);
		says = log_says("line.log", words);
	}
	peer_line_close(&line);
	dup2(before, STDERR_FILENO);
	close(before);
	return says;
}

static void an_account_registers_by_tls(void **state)
{
	(void)state;
	if (!is_installed())
		skip();
	assert_true(comes_to_say("ca.pem", "s#cret", "100 is registered at"));
}

static void a_wrong_password_is_said(void **state)
{
	(void)state;
	if (!is_installed())
		skip();
	assert_true(comes_to_say("ca.pem", "secret", "check user and password"));
	assert_false(log_says("line.log", "secret"));
}

static void a_certificate_that_nobody_vouches_for_is_not_believed(void **state)
{
	(void)state;
	if (!is_installed())
		skip();
	assert_true(comes_to_say("other.pem", "s#cret", "tls_ca_file"));
	assert_false(log_says("line.log", "is registered"));
}

static void without_a_file_of_signers_it_is_said(void **state)
{
	(void)state;
	if (!is_installed())
		skip();
	assert_true(comes_to_say("nothing.pem", "s#cret", "TLS cannot begin"));
	assert_false(log_says("line.log", "is registered"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_account_registers_by_tls),
		cmocka_unit_test(a_wrong_password_is_said),
		cmocka_unit_test(a_certificate_that_nobody_vouches_for_is_not_believed),
		cmocka_unit_test(without_a_file_of_signers_it_is_said),
	};

	return cmocka_run_group_tests_name("registrar", tests, begin, end);
}
