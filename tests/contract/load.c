/* The customers, the program they talk to, and the agent: load.h. */
#include "load_parts.h"

#include "adapter/agents_local.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	START_US_MAX = 90000, /* after this the first question stands */
	LIFE_US_MAX = 600000,
	LIFE_LONG_US_MAX = 4000000, /* the log is moved 2 s after a conversation was wiped */
	LONG_PERMILLE = 25,
	AGENT_PERMILLE = 500,
	ANSWER_US_MAX = 3000,
	LEAVE_US_MAX = 4000,
	ANSWERS_MAX = 30,
	TURNS_MAX = 30, /* then the customer has had enough */
	PATIENCE_MS = 20000,
	QUIET_MS = 200, /* after this the agent does not come, or has seen everything */
	SETTLE_RUNS = 2,
	AGENT_NONE = -1,
	AGENT_COMES = -2, /* as soon as foyer is there */
};

/* What came and went last, for whoever looks into a finding. */
void load_note(struct load *load, const char *who, const char *text, size_t bytes)
{
	snprintf(load->notes[load->notes_count++ % LOAD_NOTES_MAX], LOAD_NOTE_BYTES_MAX, "%s %.*s", who, (int)bytes,
		text);
}

uint64_t load_now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

/* --- the program --- */

static void become_foyer(const struct load *load, const int in[2], const int out[2])
{
	dup2(in[0], STDIN_FILENO);
	dup2(out[1], STDOUT_FILENO);
	if (load->become)
		load->become(load->become_self);
	setenv("LC_ALL", "C", 1);
	execl(FOYER_BUILD_DIR "/foyer", "foyer", "chat", "--json", "--data", load->data, (char *)NULL);
	_exit(127);
}

/* What a slow start may be due to, other than foyer. */
static void measure_machine(struct load *load)
{
	char path[LOAD_PATH_BYTES_MAX + 16];
	uint64_t before;
	int file;

	if (getloadavg(&load->load_average, 1) != 1)
		load->load_average = 0;
	snprintf(path, sizeof(path), "%s/flushed", load->data);
	file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	assert_true(file >= 0);
	assert_int_equal(write(file, "x", 1), 1);
	before = load_now_us();
	assert_int_equal(fdatasync(file), 0);
	load->flush_us = (uint32_t)(load_now_us() - before);
	close(file);
}

static void start(struct load *load, bool with_agent)
{
	int in[2];
	int out[2];

	assert_int_equal(pipe2(in, O_CLOEXEC), 0);
	assert_int_equal(pipe2(out, O_CLOEXEC), 0);
	if (load->after_death && !load->become)
		measure_machine(load);
	load->started_us = load_now_us();
	load->pid = fork();
	assert_true(load->pid >= 0);
	if (load->pid == 0)
		become_foyer(load, in, out);
	close(in[0]);
	close(out[1]);
	load->in = in[1];
	load->out = out[0];
	load->agent = with_agent ? AGENT_COMES : AGENT_NONE;
	load->orders_left = 0;
	load->used = load->agent_used = 0;
	load->first = true;
	load->asks = load->taken = false;
	load->take = 0;
}

static void agent_goes(struct load *load)
{
	if (load->agent >= 0)
		close(load->agent);
	load->agent = AGENT_NONE;
}

static void hang_up(struct load *load)
{
	if (load->in >= 0)
		close(load->in);
	load->in = -1;
}

static void put(struct load *load, const char *line)
{
	char text[256];
	int bytes = snprintf(text, sizeof(text), "%s\n", line);

	load_note(load, "<", line, strlen(line));
	load->asks = false;
	load->now.turns++;
	if (load->answers_left > 0)
		load->answers_left--;
	/* A program that has just ended takes no more: its end is read next. */
	if (write(load->in, text, (size_t)bytes) != bytes)
		assert_int_equal(errno, EPIPE);
}

/* --- the agent --- */

void load_order(struct load *load, const char *line)
{
	if (load->agent < 0)
		return;
	load_note(load, "agent <", line, strlen(line));
	for (const char *p = line; *p; p++)
		load->orders_left += *p == '\n';
	if (send(load->agent, line, strlen(line), MSG_NOSIGNAL) < 0)
		agent_goes(load);
}

void load_agent_comes(struct load *load)
{
	if (load->agent != AGENT_COMES || agents_local_connect(&load->agent, load->data, AGENTS_SOCKET))
		return;
	load_order(load, "{\"do\":\"name\",\"name\":\"Marco\"}\n{\"do\":\"list\"}\n");
}

/* --- what customers do --- */

/* A ticket that its customer gives up may go; only what is left for later is firm. */
static void give_up(struct load *load)
{
	for (unsigned i = load->promises_count; i > 0; i--) {
		struct load_promise *p = &load->promises[i - 1];

		if (!p->firm && p->request == 0 && strcmp(p->code, load->now.code) == 0)
			*p = load->promises[--load->promises_count];
	}
}

static void leave(struct load *load)
{
	static const char *const words[] = {"goodbye", "start over"};

	load->now.leaving = true;
	if (rng_chance(&load->rng, 700)) {
		load->now.took_leave = true;
		give_up(load);
		put(load, words[rng_chance(&load->rng, 500)]);
		return;
	}
	load_note(load, "<", "(hangs up)", 10);
	load->now.hung_up = true;
	load->asks = false;
	hang_up(load);
}

/* Within the two months that may be booked. */
static void put_date(struct load *load)
{
	time_t then = time(NULL) + (time_t)(1 + rng_below(&load->rng, 55)) * 86400;
	char words[64];
	struct tm day;

	assert_non_null(localtime_r(&then, &day));
	assert_true(strftime(words, sizeof(words), "%d %B", &day) > 0);
	put(load, words);
}

static void answer_slot(struct load *load)
{
	char words[64];

	if (strcmp(load->slot, "name") == 0)
		put(load, "Anna Rossi");
	else if (strcmp(load->slot, "phone") == 0)
		put(load, load->now.phone);
	else if (strcmp(load->slot, "customer_number") == 0)
		snprintf(words, sizeof(words), "1000%02u", 1 + rng_below(&load->rng, 50)), put(load, words);
	else if (strcmp(load->slot, "appointment_date") == 0)
		put_date(load);
	else if (strcmp(load->slot, "appointment_time") == 0)
		snprintf(words, sizeof(words), "%u:%02u", 8 + rng_below(&load->rng, 5), rng_below(&load->rng, 60)),
			put(load, words);
	else if (load->key[0])
		put(load, load->key);
	else
		put(load, "the queue was too long");
}

/* When places are short, those who were promised something come and ask, which ends their conversation. */
static bool asks_again(struct load *load)
{
	const struct load_promise *p;

	if (!load->crowded || load->promises_count == 0 || rng_chance(&load->rng, 700))
		return false;
	p = &load->promises[rng_below(&load->rng, load->promises_count)];
	for (unsigned i = 0; i < load->away_count; i++)
		if (strcmp(load->away[i].code, p->code) == 0)
			return false;
	memcpy(load->now.code, p->code, sizeof(load->now.code));
	load->now.settled = load->now.returning = load->now.may_give_way = true;
	put(load, load->now.code);
	return true;
}

static void wish(struct load *load)
{
	static const char *const words[WISHES_COUNT] = {[WISH_BLOCK] = "i lost my card",
		[WISH_BOOK] = "book an appointment",
		[WISH_PERSON] = "i want to talk to a person",
		[WISH_CALL] = "call me back",
		[WISH_COMPLAINT] = "i have a complaint",
		[WISH_QUESTION] = "my iban"};
	bool fresh = load->now.code[0] == '\0' && !load->now.asked;

	if (load->now.settled || load->now.turns > TURNS_MAX) {
		leave(load);
	} else if (fresh && asks_again(load)) {
		load->now.asked = true;
	} else if (fresh && load->away_count > 0 &&
		   rng_chance(&load->rng, load->away_count == LOAD_AWAY_MAX ? 1000 : 300)) {
		load->now = load->away[--load->away_count];
		load->now.turns = 0;
		load->now.returning = true;
		put(load, load->now.code);
	} else if (load->now.asked) {
		put(load, load->key[0] ? load->key : "goodbye");
	} else {
		load->now.asked = true;
		put(load, words[load->now.wish]);
	}
}

static void confirm(struct load *load)
{
	if (strncmp(load->topic, "form:", 5) != 0) {
		put(load, "no");
		return;
	}
	load_read_ledger(load);
	load->now.before = load->done_count;
	load->now.confirming = true;
	put(load, "yes");
}

/* With an agent there the customer waits, says something and is told that it is settled. */
static void at_the_handover(struct load *load)
{
	char line[64];

	if (!load->take)
		load->take = load_request_seen(load, load->now.code);
	if (load->agent < 0) {
		leave(load);
	} else if (load->taken) {
		put(load, "thank you");
		load_order(load, "{\"do\":\"close\",\"words\":\"It is settled.\"}\n");
	} else if (load->take) {
		snprintf(line, sizeof(line), "{\"do\":\"take\",\"request\":%llu}\n", (unsigned long long)load->take);
		load_order(load, line);
		load->take = 0;
		load->asks = false;
	}
}

static bool screen_is(const struct load *load, const char *name)
{
	return strcmp(load->screen, name) == 0;
}

static void answer(struct load *load)
{
	if (load->now.turns > 2 * TURNS_MAX)
		leave(load);
	else if (screen_is(load, "menu"))
		wish(load);
	else if (screen_is(load, "slot"))
		rng_chance(&load->rng, 60) ? leave(load) : answer_slot(load);
	else if (screen_is(load, "review"))
		put(load, "yes");
	else if (screen_is(load, "question"))
		confirm(load);
	else if (screen_is(load, "handover"))
		at_the_handover(load);
	else if (screen_is(load, "survey"))
		load->now.leaving = true, put(load, "9");
	else if (screen_is(load, "answer"))
		load->now.settled = true, put(load, "yes");
	else if (screen_is(load, "why"))
		load->now.leaving = true, put(load, "the queue was too long");
	else if (!screen_is(load, "wait"))
		leave(load);
}

/* --- a life and its end --- */

static void pause_until(uint64_t time_us)
{
	const struct timespec until = {
		.tv_sec = (time_t)(time_us / 1000000), .tv_nsec = (long)(time_us % 1000000) * 1000};

	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR)
		;
}

/* From now on, below that many microseconds of a machine like this one. */
static uint64_t moment_within(struct load *load, uint32_t us)
{
	return load_now_us() + rng_below(&load->rng, us * (load->slower ? load->slower : 1));
}

static void draw_death(struct load *load)
{
	uint32_t dice = rng_below(&load->rng, 1000);
	uint32_t life_us = rng_chance(&load->rng, LONG_PERMILLE) ? LIFE_LONG_US_MAX : LIFE_US_MAX;

	load->moment = dice < 200 ? MOMENT_START : dice < 550 ? MOMENT_ANY : dice < 850 ? MOMENT_ANSWER : MOMENT_LEAVE;
	load->answers_left = 1 + rng_below(&load->rng, ANSWERS_MAX);
	load->death_us = 0;
	if (load->moment == MOMENT_START)
		load->death_us = load->boot_us + moment_within(load, START_US_MAX);
	if (load->moment == MOMENT_ANY)
		load->death_us = load->boot_us + moment_within(load, life_us);
}

/* The end by itself: everybody who is named as gone is, and it went well. */
static void bury(struct load *load, bool killed)
{
	int status;

	load_note(load, killed ? "dies" : "ends", "", 0);
	agent_goes(load);
	hang_up(load);
	close(load->out);
	assert_int_equal(waitpid(load->pid, &status, 0), load->pid);
	if (!killed && !(WIFEXITED(status) && WEXITSTATUS(status) == 0))
		LOAD_FAIL(load, "foyer ended with status %d", status);
	load->pid = 0;
}

void load_close(struct load *load)
{
	if (load->pid == 0)
		return;
	kill(load->pid, SIGKILL);
	waitpid(load->pid, NULL, 0);
	load->pid = 0;
}

static void die(struct load *load)
{
	if (load->cut)
		load->cut(load->cut_self);
	kill(load->pid, SIGKILL);
	/* What came out before counts; it is in the pipe. */
	while (load_take_bytes(load, load->out, false))
		;
	bury(load, true);
	load->deaths[load->moment]++;
	load->after_death = true;
}

/* Milliseconds to wait for a word; 0: the moment has come, or is so near that it is waited for here. */
static int wait_ms(struct load *load)
{
	uint64_t now = load_now_us();

	if (load->death_us == 0)
		return PATIENCE_MS;
	if (load->death_us <= now + 1000) {
		pause_until(load->death_us);
		return 0;
	}
	return (int)((load->death_us - now) / 1000);
}

/* A moment that depends on what is done: soon after the answer, or after the line was dropped. */
static void draw_near(struct load *load)
{
	if (load->death_us || load->pid == 0)
		return;
	if (load->moment == MOMENT_ANSWER && load->answers_left == 0)
		load->death_us = moment_within(load, ANSWER_US_MAX);
	if (load->moment == MOMENT_LEAVE && load->in < 0)
		load->death_us = moment_within(load, LEAVE_US_MAX);
}

/* Words that come, and what is answered, until a moment has passed or the program has ended. */
static bool turn(struct load *load, int patience_ms)
{
	struct pollfd fds[2] = {{.fd = load->out, .events = POLLIN}, {.fd = load->agent, .events = POLLIN}};
	bool waits = load->in >= 0 && patience_ms > QUIET_MS &&
		     (load->settling ? !load->first && load->orders_left == 0 : screen_is(load, "handover"));
	int ready = poll(fds, load->agent >= 0 ? 2 : 1, waits ? QUIET_MS : patience_ms);

	if (ready == 0 && waits)
		load->settling ? hang_up(load)
			       : leave(load); /* nothing more on the list; the agent has somebody else */
	else if (ready == 0 && patience_ms == PATIENCE_MS)
		LOAD_FAIL(load, "nothing came for %d s on screen %s", PATIENCE_MS / 1000, load->screen);
	if (fds[1].revents && load->agent >= 0 && !load_take_bytes(load, load->agent, true))
		agent_goes(load);
	if (fds[0].revents && !load_take_bytes(load, load->out, false)) {
		bury(load, false);
		return false;
	}
	if (load->asks && load->in >= 0 && !load->settling)
		answer(load);
	return true;
}

void load_live(struct load *load)
{
	draw_death(load);
	start(load, rng_chance(&load->rng, AGENT_PERMILLE));
	for (;;) {
		int patience_ms;

		draw_near(load);
		patience_ms = wait_ms(load);
		if (patience_ms == 0 && load->death_us) {
			die(load);
			return;
		}
		if (!turn(load, patience_ms))
			start(load, rng_chance(&load->rng, AGENT_PERMILLE));
	}
}

/* One run of the program to its own end. */
static void serve(struct load *load)
{
	load->death_us = 0;
	load->moment = MOMENTS_COUNT;
	start(load, true);
	while (turn(load, PATIENCE_MS))
		;
}

/* Nobody says anything; the agent answers everything that is on the list. */
static void answer_all(struct load *load)
{
	load->settling = true;
	serve(load);
	load->settling = false;
}

void load_finish(struct load *load)
{
	serve(load); /* who was there when the power went goes on, and leaves */
	while (load->away_count > 0)
		serve(load);
	for (unsigned i = 0; i < SETTLE_RUNS; i++)
		answer_all(load);
}

/* --- the branch is opened --- */

static void run(const struct load *load, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void run(const struct load *load, const char *format, ...)
{
	char command[4 * LOAD_PATH_BYTES_MAX];
	va_list list;

	va_start(list, format);
	vsnprintf(command, sizeof(command), format, list);
	va_end(list);
	if (system(command) != 0)
		LOAD_FAIL(load, "this failed: %s", command);
}

/* The phone desk never closes and the offices nearly never open, whatever the day is. */
static void make_site(const struct load *load, const char *folder)
{
	run(load, "mkdir -p '%s/site' && cp -r '%s/assets/content/.' '%s/site'", folder, FOYER_SOURCE_DIR, folder);
	run(load,
		"sed -E -i -e '/id: phone_desk/,$ s/^( +(mon|tue|wed|thu|fri|sat|sun)): .*/\\1: [\"00:00-24:00\"]/' "
		"-e '/id: (saturday_)?office/,/id: phone_desk/ s/^( +(mon|tue|wed|thu|fri|sat|sun)): .*/\\1: "
		"[\"00:00-00:01\"]/' -e '/^    closed:/d' '%s/site/people.yaml'",
		folder);
	run(load, "'%s/foyer' content apply '%s/site' --data '%s' >'%s/applied'", FOYER_BUILD_DIR, folder, load->data,
		folder);
}

static void find_ledger(const struct load *load)
{
	char path[4096];
	const char *rest = getenv("PATH");

	snprintf(path, sizeof(path), "%s:%s", FOYER_BUILD_DIR, rest ? rest : "/usr/bin:/bin");
	setenv("PATH", path, 1);
	setenv("LEDGER_FILE", load->ledger, 1);
	unsetenv("LEDGER_FAULTS");
}

void load_open(struct load *load, uint64_t seed, const char *folder, const char *data)
{
	memset(load, 0, sizeof(*load));
	load->rng.state = load->seed = seed;
	load->agent = AGENT_NONE;
	snprintf(load->data, sizeof(load->data), "%s", data);
	snprintf(load->ledger, sizeof(load->ledger), "%s/ledger.jsonl", folder);
	signal(SIGPIPE, SIG_IGN);
	find_ledger(load);
	make_site(load, folder);
	load_new_customer(load);
}
