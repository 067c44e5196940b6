/* The real program while somebody edits its content: saved files with --watch, and `content apply` from beside. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { OUTPUT_BYTES_MAX = 1 << 16, COMMAND_BYTES_MAX = 1024, PATIENCE_MS = 20000 };

struct talk {
	char folder[64]; /* of this test alone: site/ and data/ */
	pid_t pid;
	int in;
	int out; /* stdout and stderr together */
	char said[OUTPUT_BYTES_MAX];
	size_t said_bytes;
};

static void shell(const char *format, const char *folder)
{
	char command[COMMAND_BYTES_MAX];

	snprintf(command, sizeof(command), format, folder, folder, folder);
	assert_int_equal(system(command), 0);
}

/* Starts `foyer chat --data DATA EXTRA EXTRA EXTRA` with pipes; NULL ends them. */
static void start(struct talk *talk, const char *const extra[3])
{
	char data[128];
	int in[2];
	int out[2];

	snprintf(data, sizeof(data), "%s/data", talk->folder);
	assert_int_equal(pipe(in) | pipe(out), 0);
	talk->pid = fork();
	assert_true(talk->pid >= 0);
	if (talk->pid == 0) {
		dup2(in[0], 0);
		dup2(out[1], 1);
		dup2(out[1], 2);
		close(in[1]);
		close(out[0]);
		execl(FOYER_BUILD_DIR "/foyer", "foyer", "chat", "--data", data, extra[0], extra[1], extra[2], NULL);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	talk->in = in[1];
	talk->out = out[0];
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Reads until the words were said, from now on; false: they never were. */
static bool says(struct talk *talk, const char *words)
{
	int64_t until_ms = now_ms() + PATIENCE_MS;

	while (!strstr(talk->said, words) && now_ms() < until_ms && talk->said_bytes + 1 < OUTPUT_BYTES_MAX) {
		struct pollfd ready = {.fd = talk->out, .events = POLLIN};
		ssize_t got;

		if (poll(&ready, 1, 200) <= 0)
			continue;
		got = read(talk->out, talk->said + talk->said_bytes, OUTPUT_BYTES_MAX - 1 - talk->said_bytes);
		if (got <= 0)
			break;
		talk->said_bytes += (size_t)got;
		talk->said[talk->said_bytes] = '\0';
	}
	if (!strstr(talk->said, words))
		print_message("never said: %s\nsaid: %s\n", words, talk->said);
	return strstr(talk->said, words) != NULL;
}

static void type(struct talk *talk, const char *line)
{
	talk->said_bytes = 0;
	talk->said[0] = '\0';
	assert_int_equal(write(talk->in, line, strlen(line)), (ssize_t)strlen(line));
}

static int set_up(void **state)
{
	struct talk *talk = calloc(1, sizeof(*talk));

	snprintf(talk->folder, sizeof(talk->folder), "/tmp/foyer-watch-XXXXXX");
	if (!mkdtemp(talk->folder))
		return -1;
	shell("cp -r " FOYER_SOURCE_DIR "/assets/content '%s/site'", talk->folder);
	*state = talk;
	return 0;
}

static int tear_down(void **state)
{
	struct talk *talk = *state;
	int status;

	close(talk->in);
	kill(talk->pid, SIGKILL);
	waitpid(talk->pid, &status, 0);
	close(talk->out);
	shell("rm -r '%s'", talk->folder);
	free(talk);
	return 0;
}

static void site_of(const struct talk *talk, char out[128])
{
	snprintf(out, 128, "%s/site", talk->folder);
}

static void a_saved_file_is_met_by_the_next_customer(void **state)
{
	struct talk *talk = *state;
	char site[128];

	site_of(talk, site);
	start(talk, (const char *const[3]){"--watch", "--content", site});
	assert_true(says(talk, "Cards"));
	shell("sed -i 's/{en: \"Cards\",/{en: \"My cards\",/' '%s/site/menu.yaml'", talk->folder);
	for (int i = 0; i < 40; i++) { /* until the file was taken: a new conversation each time */
		type(talk, "start over\n");
		assert_true(says(talk, "#  "));
		if (strstr(talk->said, "My cards"))
			break;
		poll(NULL, 0, 100); /* the program under test is another process: nothing here could be waited for */
	}
	assert_non_null(strstr(talk->said, "My cards"));
}

static void a_bad_save_is_named_and_changes_nothing(void **state)
{
	struct talk *talk = *state;
	char site[128];

	site_of(talk, site);
	start(talk, (const char *const[3]){"--watch", "--content", site});
	assert_true(says(talk, "Cards"));
	shell("sed -i 's/^  - id: cards$/  - idd: cards/' '%s/site/menu.yaml'", talk->folder);
	assert_true(says(talk, "menu.yaml:"));
	type(talk, "start over\n");
	assert_true(says(talk, "1  Cards"));
}

static void what_is_applied_from_beside_goes_live_between_conversations(void **state)
{
	struct talk *talk = *state;
	char site[128];

	site_of(talk, site);
	shell(FOYER_BUILD_DIR "/foyer content apply '%s/site' --data '%s/data' >/dev/null", talk->folder);
	start(talk, (const char *const[3]){"--board", "desk", NULL});
	assert_true(says(talk, "1  Cards"));
	shell("sed -i 's/{en: \"Cards\",/{en: \"All cards\",/' '%s/site/menu.yaml'", talk->folder);
	shell(FOYER_BUILD_DIR "/foyer content apply '%s/site' --data '%s/data' >/dev/null", talk->folder);
	for (int i = 0; i < 40; i++) {
		type(talk, "start over\n");
		assert_true(says(talk, "#  "));
		if (strstr(talk->said, "All cards"))
			break;
		poll(NULL, 0, 200);
	}
	assert_non_null(strstr(talk->said, "All cards"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_saved_file_is_met_by_the_next_customer, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_bad_save_is_named_and_changes_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_is_applied_from_beside_goes_live_between_conversations, set_up, tear_down),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
