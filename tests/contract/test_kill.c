/* kill -9 at any moment of a conversation in the real program: what comes back is the question that was due, and the
 * rest of the conversation ends as if nothing had happened. FOYER_KILLS: how many (30); FOYER_SEED: which. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/rng.h"
#include "store/kept_memory.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	KILLS_DEFAULT = 30,
	LINE_BYTES_MAX = 8192,
	SIGN_BYTES_MAX = LINE_BYTES_MAX,
	STEP_US_MAX = 2000,
	START_US_MAX = 90000
};

static const char *const lines[] = {"i lost my card", "Anna Rossi", "100007", "debit card", "in the street",
	"0541 555 0107", "no", "2", "100015", "yes"};

enum { LINES_COUNT = sizeof(lines) / sizeof(lines[0]) };

struct chat { /* a running program */
	pid_t pid;
	int in;
	int out;
	unsigned listened; /* questions that were put to the end */
	char sign[SIGN_BYTES_MAX];
	char line[LINE_BYTES_MAX];
	size_t used;
};

struct trial {
	struct rng rng;
	uint64_t seed;
	unsigned kills;
	char folder[256];
	size_t bytes;                              /* that the whole conversation prints */
	char due[LINES_COUNT + 1][SIGN_BYTES_MAX]; /* the screen after so many lines */
};

/* --- the program --- */

static void start(struct chat *chat, const char *data)
{
	int in[2];
	int out[2];

	memset(chat, 0, sizeof(*chat));
	assert_int_equal(pipe2(in, O_CLOEXEC), 0);
	assert_int_equal(pipe2(out, O_CLOEXEC), 0);
	chat->pid = fork();
	assert_true(chat->pid >= 0);
	if (chat->pid == 0) {
		dup2(in[0], STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		setenv("LC_ALL", "C", 1);
		execl(FOYER_BUILD_DIR "/foyer", "foyer", "chat", "--json", "--data", data, "--content",
			FOYER_SOURCE_DIR "/assets/content", (char *)NULL);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	chat->in = in[1];
	chat->out = out[0];
}

static int stop(struct chat *chat, int with_signal)
{
	int status;

	if (with_signal)
		kill(chat->pid, with_signal);
	close(chat->in);
	if (!with_signal) { /* it may still want to say goodbye */
		char rest[4096];

		while (read(chat->out, rest, sizeof(rest)) > 0)
			;
	}
	close(chat->out);
	assert_int_equal(waitpid(chat->pid, &status, 0), chat->pid);
	return status;
}

static void put(struct chat *chat, const char *line)
{
	assert_int_equal(write(chat->in, line, strlen(line)), strlen(line));
	assert_int_equal(write(chat->in, "\n", 1), 1);
}

/* What a screen asks, without the code, which is drawn anew for each conversation. */
static void sign(char *out, const char *show)
{
	const char *code = strstr(show, "\"code\":\"");
	const char *after = code ? strchr(code + 8, '"') : NULL;

	if (after)
		snprintf(out, SIGN_BYTES_MAX, "%.*s%s", (int)(code - show), show, after);
	else
		snprintf(out, SIGN_BYTES_MAX, "%s", show);
}

static void take_line(struct chat *chat)
{
	if (strncmp(chat->line, "{\"kind\":\"show\"", 14) == 0)
		sign(chat->sign, chat->line);
	if (strncmp(chat->line, "{\"kind\":\"listen\"", 16) == 0)
		chat->listened++;
}

/* One byte at a time, so that a kill can come after any of them. False: the program has ended. */
static bool take_byte(struct chat *chat)
{
	char c;

	if (read(chat->out, &c, 1) != 1)
		return false;
	if (c != '\n') {
		assert_true(chat->used < LINE_BYTES_MAX - 1);
		chat->line[chat->used++] = c;
		return true;
	}
	chat->line[chat->used] = '\0';
	chat->used = 0;
	take_line(chat);
	return true;
}

static size_t take_question(struct chat *chat)
{
	unsigned listened = chat->listened;
	size_t bytes = 0;

	while (chat->listened == listened) {
		assert_true(take_byte(chat));
		bytes++;
	}
	return bytes;
}

/* --- what the store has --- */

static void count_steps(void *self, uint32_t session, uint64_t first_ms, uint32_t steps, bool wiped)
{
	(void)first_ms;
	(void)wiped;
	if (session == 1)
		*(uint32_t *)self = steps;
}

/* Steps of the first conversation that are written, with those that waited in memory. */
static uint32_t steps_written(const char *data)
{
	struct store_options options = {.folder = data, .synchronous = true};
	struct kept_memory kept;
	char path[600];
	char why[1024] = "";
	struct store *store;
	uint32_t steps = 0;

	snprintf(path, sizeof(path), "%s/foyer.db", data);
	if (access(path, F_OK))
		return 0; /* killed before the database was made */
	assert_int_equal(kept_memory_open(&kept, data), ERR_NONE);
	options.kept = kept.kept;
	assert_int_equal(store_open(&store, &options, why, sizeof(why)), ERR_NONE);
	assert_int_equal(store_journal_sessions(store, count_steps, &steps), ERR_NONE);
	store_close(store);
	kept_memory_close(&kept);
	return steps;
}

/* --- the trial --- */

static void data_folder(const struct trial *t, unsigned number, char *out, size_t out_bytes)
{
	snprintf(out, out_bytes, "%s/%u", t->folder, number);
}

/* Without a kill: what is due after each line. */
static void learn_what_is_due(struct trial *t)
{
	struct chat chat;
	char data[300];

	data_folder(t, 0, data, sizeof(data));
	start(&chat, data);
	t->bytes = take_question(&chat);
	memcpy(t->due[0], chat.sign, SIGN_BYTES_MAX);
	for (unsigned i = 0; i < LINES_COUNT; i++) {
		put(&chat, lines[i]);
		t->bytes += take_question(&chat);
		memcpy(t->due[i + 1], chat.sign, SIGN_BYTES_MAX);
	}
	assert_int_equal(stop(&chat, 0), 0);
}

static void pause_a_moment(struct rng *rng, uint32_t us_max)
{
	struct timespec moment = {.tv_nsec = (long)rng_below(rng, us_max) * 1000};

	nanosleep(&moment, NULL);
}

/* Everything is typed at once; the kill comes after a random byte of what is said. */
static void type_ahead(struct trial *t, struct chat *chat)
{
	size_t after = rng_below(&t->rng, (uint32_t)t->bytes + 1);

	for (unsigned i = 0; i < LINES_COUNT; i++)
		put(chat, lines[i]);
	for (size_t i = 0; i < after && take_byte(chat); i++)
		;
	pause_a_moment(&t->rng, STEP_US_MAX);
}

/* Line for line; the kill comes while a random one is being understood, said or written, or during the start. */
static void type_in_turn(struct trial *t, struct chat *chat)
{
	unsigned last = rng_below(&t->rng, LINES_COUNT + 1);

	if (last == 0) {
		pause_a_moment(&t->rng, START_US_MAX);
		return;
	}
	for (unsigned i = 0; i < last; i++) {
		take_question(chat);
		put(chat, lines[i]);
	}
	pause_a_moment(&t->rng, STEP_US_MAX);
}

/* Returns how many questions had been put to their end. */
static unsigned kill_somewhere(struct trial *t, const char *data)
{
	struct chat chat;
	int status;

	start(&chat, data);
	if (rng_chance(&t->rng, 300))
		type_ahead(t, &chat);
	else
		type_in_turn(t, &chat);
	status = stop(&chat, SIGKILL);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	return chat.listened;
}

static void go_on(struct trial *t, const char *data, uint32_t steps)
{
	uint32_t done = steps > 0 ? steps - 1 : 0; /* the first step is the greeting */
	struct chat chat;

	start(&chat, data);
	take_question(&chat);
	if (strcmp(chat.sign, t->due[done]) != 0)
		fail_msg("seed %llu, after %u lines\n due:  %s\n came: %s", (unsigned long long)t->seed, done,
			t->due[done], chat.sign);
	for (uint32_t i = done; i < LINES_COUNT; i++) {
		put(&chat, lines[i]);
		take_question(&chat);
	}
	assert_string_equal(chat.sign, t->due[LINES_COUNT]);
	assert_int_equal(stop(&chat, 0), 0);
}

static void after_a_kill_the_question_that_was_due_comes_back(void **state)
{
	struct trial *t = *state;
	unsigned spread[LINES_COUNT + 2] = {0};

	learn_what_is_due(t);
	for (unsigned i = 1; i <= t->kills; i++) {
		char data[300];
		unsigned listened;
		uint32_t steps;

		data_folder(t, i, data, sizeof(data));
		listened = kill_somewhere(t, data);
		steps = steps_written(data);
		assert_true(listened <= steps); /* nothing is said that is not written */
		assert_true(steps <= LINES_COUNT + 1);
		spread[steps]++;
		go_on(t, data, steps);
	}
	for (unsigned i = 0; i <= LINES_COUNT + 1; i++)
		print_message("%u steps written: %u kills\n", i, spread[i]);
}

static unsigned long number_from(const char *name, unsigned long otherwise)
{
	const char *value = getenv(name);

	return value ? strtoul(value, NULL, 10) : otherwise;
}

static int set_up(void **state)
{
	struct trial *t = calloc(1, sizeof(*t));
	const char *temporary = getenv("TMPDIR");

	assert_non_null(t);
	t->seed = number_from("FOYER_SEED", (unsigned long)time(NULL));
	t->kills = (unsigned)number_from("FOYER_KILLS", KILLS_DEFAULT);
	t->rng.state = t->seed;
	print_message("FOYER_SEED=%llu FOYER_KILLS=%u\n", (unsigned long long)t->seed, t->kills);
	snprintf(t->folder, sizeof(t->folder), "%s/foyer-kill-XXXXXX", temporary ? temporary : "/tmp");
	*state = t;
	return mkdtemp(t->folder) ? 0 : -1;
}

static int tear_down(void **state)
{
	struct trial *t = *state;
	char command[512];

	snprintf(command, sizeof(command), "rm -rf '%s'", t->folder);
	assert_int_equal(system(command), 0);
	free(t);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(after_a_kill_the_question_that_was_due_comes_back, set_up, tear_down),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
