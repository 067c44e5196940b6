/* What the tests of the actions port share: the real ledger, a folder of its own for each test, and the least content
 * that holds one action. */
#ifndef FOYER_TESTS_ACTIONS_DESK_H
#define FOYER_TESTS_ACTIONS_DESK_H

#include "business/actions.h"

#include "content/content.h"
#include "json.h"
#include "log.h"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATIENCE_MS = 20000, STRINGS_BYTES_MAX = 1024, WORDS_COUNT_MAX = 4 };

/* An action that content might hold: the least of an image that the port reads. */
struct site {
	struct content content;
	struct content_action action;
	uint32_t phrases[WORDS_COUNT_MAX];
	char strings[STRINGS_BYTES_MAX];
};

struct desk {
	char folder[64];
	char ledger[128];
	struct inbox *inbox;
	struct actions actions;
	struct site site;
	pid_t server;
	unsigned port;
};

static struct desk desk;

static inline uint32_t string_add(struct site *site, const char *string)
{
	struct image_table *table = &site->content.strings;
	uint32_t at = table->count;

	assert_true(at + strlen(string) + 1 <= STRINGS_BYTES_MAX);
	memcpy(site->strings + at, string, strlen(string) + 1);
	table->count += (uint32_t)strlen(string) + 1;
	return at;
}

static inline void site_make(struct site *site, enum action_kind kind, uint16_t wait_s)
{
	struct content *c = &site->content;

	memset(site, 0, sizeof(*site));
	c->strings = (struct image_table){offsetof(struct site, strings), 1};
	c->phrases = (struct image_table){offsetof(struct site, phrases), 0};
	c->actions = (struct image_table){offsetof(struct site, action), 1};
	c->site.languages_count = 2;
	c->site.language[0] = string_add(site, "en");
	c->site.language[1] = string_add(site, "it");
	site->action.id = string_add(site, "block_card");
	site->action.kind = (uint16_t)kind;
	site->action.wait_s = wait_s;
}

static inline void site_program(const char *program, const char *argument, uint16_t wait_s)
{
	const char *words[] = {program, argument};

	site_make(&desk.site, ACTION_PROGRAM, wait_s);
	for (uint32_t i = 0; i < 2 && words[i]; i++) {
		desk.site.phrases[i] = string_add(&desk.site, words[i]);
		desk.site.content.phrases.count++;
		desk.site.action.program_count++;
	}
}

static inline void site_url(const char *url, uint16_t wait_s)
{
	site_make(&desk.site, ACTION_HTTP, wait_s);
	desk.site.action.url = string_add(&desk.site, url);
}

static inline void site_http(const char *verb, uint16_t wait_s)
{
	char url[64];

	snprintf(url, sizeof(url), "http://127.0.0.1:%u/%s", desk.port, verb);
	site_url(url, wait_s);
}

static inline struct action_call call_of(uint64_t request, bool ask, const struct values *inputs)
{
	return (struct action_call){
		.content = &desk.site.content, .session = 3, .request = request, .ask = ask, .inputs = inputs};
}

static inline bool wait_event(struct event *out, int wait_ms)
{
	struct pollfd fd = {.fd = inbox_fd(desk.inbox), .events = POLLIN};

	if (inbox_take(desk.inbox, out))
		return true;
	if (poll(&fd, 1, wait_ms) <= 0)
		return false;
	inbox_settle(desk.inbox);
	return inbox_take(desk.inbox, out);
}

static inline struct event started(const struct action_call *call)
{
	struct event event = {0};

	assert_int_equal(desk.actions.ops->start(desk.actions.self, call), ERR_NONE);
	assert_true(wait_event(&event, PATIENCE_MS));
	assert_int_equal(event.request, call->request);
	assert_int_equal(event.session, call->session);
	return event;
}

static inline struct values block_inputs(const char *customer)
{
	struct values values = {0};

	values_set(&values, "customer_number", customer);
	values_set(&values, "card_kind", "debit");
	return values;
}

static inline struct event block(uint64_t request, bool ask, const char *customer)
{
	struct values values = block_inputs(customer);
	struct action_call call = call_of(request, ask, &values);

	return started(&call);
}

static inline void assert_outcome(const struct event *event, enum outcome outcome)
{
	assert_int_equal(event->kind, EVENT_ACTION_DONE);
	assert_int_equal(event->done.outcome, outcome);
}

static inline unsigned ledger_lines(void)
{
	FILE *file = fopen(desk.ledger, "r");
	unsigned lines = 0;
	int c;

	if (!file)
		return 0;
	while ((c = fgetc(file)) != EOF)
		lines += c == '\n';
	fclose(file);
	return lines;
}

static inline void server_start(const char *faults)
{
	int out[2];
	FILE *said;

	setenv("LEDGER_FAULTS", faults, 1);
	assert_int_equal(pipe(out), 0);
	desk.server = fork();
	if (desk.server == 0) {
		dup2(out[1], STDOUT_FILENO);
		execl(FOYER_BUILD_DIR "/ledger", "ledger", "serve", "0", (char *)NULL);
		_exit(127);
	}
	close(out[1]);
	said = fdopen(out[0], "r");
	assert_non_null(said);
	assert_int_equal(fscanf(said, "listening on http://127.0.0.1:%u/", &desk.port), 1);
	fclose(said);
	unsetenv("LEDGER_FAULTS");
}

static inline void server_end(void)
{
	if (desk.server > 0) {
		kill(desk.server, SIGKILL);
		waitpid(desk.server, NULL, 0);
	}
	desk.server = 0;
}

static inline int set_up(void **state)
{
	(void)state;
	memset(&desk, 0, sizeof(desk));
	strcpy(desk.folder, "/tmp/foyer-actions-XXXXXX");
	assert_non_null(mkdtemp(desk.folder));
	snprintf(desk.ledger, sizeof(desk.ledger), "%s/ledger.jsonl", desk.folder);
	setenv("LEDGER_FILE", desk.ledger, 1);
	unsetenv("LEDGER_FAULTS");
	assert_int_equal(inbox_open(&desk.inbox), ERR_NONE);
	assert_int_equal(actions_open(&desk.actions, desk.inbox, "front desk"), ERR_NONE);
	return 0;
}

static inline int tear_down(void **state)
{
	char command[128];

	(void)state;
	if (desk.actions.ops)
		desk.actions.ops->close(desk.actions.self);
	inbox_close(desk.inbox);
	server_end();
	snprintf(command, sizeof(command), "rm -r %s", desk.folder);
	return system(command);
}

/* A program of one's own: a shell script in the folder. */
static inline void site_script(const char *script, uint16_t wait_s)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/program", desk.folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file, "#!/bin/sh\n%s\n", script);
	fclose(file);
	assert_int_equal(chmod(path, 0700), 0);
	site_program(path, NULL, wait_s);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* The ledger is found as an installed one would be: by PATH. The adapters log what goes wrong; here it is on purpose.
 */
static inline int find_ledger(void **state)
{
	char path[4096];
	const char *rest = getenv("PATH");

	(void)state;
	snprintf(path, sizeof(path), "%s:%s", FOYER_BUILD_DIR, rest ? rest : "/usr/bin:/bin");
	log_set_level(LOG_ERROR);
	return setenv("PATH", path, 1);
}

#endif
