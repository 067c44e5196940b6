/* The real program reports to a hub over real TLS: what customers did comes home, once, whatever dies meanwhile. */
#include "../unit/hub_help.h"
#include "far_hub.h"

#include "store/outbox.h"
#include "store/seal.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CODE "0123456789ABCDEF"
enum { PATIENCE_MS = 20000, KILLS = 6 };

static char folder[] = "/tmp/foyer-homeward-XXXXXX";
static char data[64];
static struct certificate certificate;
static struct far_hub *hub;
static pid_t foyer;
static int said;

static void rest(unsigned ms)
{
	nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000}, NULL);
}

static int shell(const char *format, ...) __attribute__((format(printf, 1, 2)));
static int shell(const char *format, ...)
{
	char command[1024];
	va_list list;

	va_start(list, format);
	vsnprintf(command, sizeof(command), format, list);
	va_end(list);
	return system(command);
}

static void start_foyer(void)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	foyer = fork();
	assert_true(foyer >= 0);
	if (foyer == 0) {
		dup2(ends[0], STDIN_FILENO);
		close(ends[1]);
		if (!freopen("/dev/null", "w", stdout))
			_exit(126);
		execl(FOYER_BUILD_DIR "/foyer", "foyer", "chat", "--json", "--data", data, (char *)NULL);
		_exit(127);
	}
	close(ends[0]);
	said = ends[1];
}

static void say(const char *line)
{
	assert_int_equal(write(said, line, strlen(line)), strlen(line));
}

static void end_foyer(bool killed)
{
	int status;

	if (killed)
		kill(foyer, SIGKILL);
	close(said);
	assert_int_equal(waitpid(foyer, &status, 0), foyer);
	assert_true(killed || (WIFEXITED(status) && WEXITSTATUS(status) == 0));
	foyer = 0;
}

static uint64_t rows_there(void)
{
	const struct store_options options = {.folder = data, .synchronous = true, .read_only = true, .shared = true};
	struct outbox_lane_state state;
	struct store *store;
	uint64_t rows = 0;
	char why[400];

	assert_int_equal(store_open(&store, &options, why, sizeof(why)), ERR_NONE);
	for (unsigned i = 0; i < LANES; i++) {
		assert_int_equal(outbox_state(store, (enum lane)i, &state), ERR_NONE);
		rows += state.last;
	}
	store_close(store);
	return rows;
}

/* Everything there is at home, each row once, under one epoch. */
static void comes_home(void)
{
	const struct hub_help *help = far_hub_help(hub);

	for (unsigned i = 0; i < PATIENCE_MS / 100 && help->taken < rows_there(); i++)
		rest(100);
	assert_int_equal(help->taken, rows_there());
	assert_in_range(help->marks_count, 1, LANES);
}

static int set_up(void **state)
{
	struct far_hub_options options = {.certificate = &certificate, .code = CODE};

	(void)state;
	if (!mkdtemp(folder) || seal_start() || certificate_make("localhost", &certificate))
		return -1;
	signal(SIGPIPE, SIG_IGN);
	snprintf(data, sizeof(data), "%s/data", folder);
	hub = far_hub_start(&options);
	return hub ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	if (foyer > 0)
		end_foyer(true);
	far_hub_stop(hub);
	return shell("rm -r %s", folder);
}

static void what_customers_do_comes_home_once_whatever_dies(void **state)
{
	(void)state;
	start_foyer(); /* before it is enrolled: what happened then goes home too */
	say("i lost my card\n");
	rest(300);
	end_foyer(false);
	assert_true(rows_there() > 0);
	assert_int_equal(shell("printf '%s\\n' | '%s/foyer' enrol '%s' - --data '%s' >/dev/null", CODE, FOYER_BUILD_DIR,
				 far_hub_url(hub), data),
		0);
	for (unsigned i = 0; i < KILLS; i++) {
		start_foyer();
		say("i lost my card\n");
		rest(100 + 150 * i);
		say("Anna Rossi\n");
		rest(50 * i);
		end_foyer(true);
	}
	start_foyer();
	say("i want to talk to a person\n");
	rest(1500); /* longer than a group waits */
	assert_int_equal(shell("'%s/foyer' sync --now --data '%s' >/dev/null", FOYER_BUILD_DIR, data), 0);
	comes_home();
	end_foyer(false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_customers_do_comes_home_once_whatever_dies),
	};

	return cmocka_run_group_tests_name("homeward", tests, set_up, tear_down);
}
