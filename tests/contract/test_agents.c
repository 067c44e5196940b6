/* The agents port on its real socket: agents are connections, or the real `foyer agent`. */
#include "adapter/agents_local.h"
#include "business/agents_desk.h"
#include "json.h"
#include "store/store.h"

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATIENCE_MS = 20000 };

struct agent {
	int fd;
	FILE *in;
	char line[DESK_LINE_BYTES_MAX];
	struct json *heard; /* the last line */
};

static struct {
	char folder[160];
	struct inbox *inbox;
	struct agents port;
	struct agent one;
	struct agent two;
} office;

/* --- an agent --- */

static void agent_come(struct agent *agent, const char *name)
{
	assert_int_equal(agents_local_connect(&agent->fd, office.folder, AGENTS_SOCKET), ERR_NONE);
	agent->in = fdopen(agent->fd, "r");
	assert_non_null(agent->in);
	dprintf(agent->fd, "{\"do\":\"name\",\"name\":\"%s\"}\n", name);
}

static void agent_leave(struct agent *agent)
{
	json_close(agent->heard);
	agent->heard = NULL;
	if (agent->in)
		fclose(agent->in);
	agent->in = NULL;
}

static const char *heard(const struct agent *agent, const char *name)
{
	const char *text = json_text(json_member(agent->heard, name));

	return text ? text : "";
}

static int64_t heard_request(const struct agent *agent)
{
	int64_t request = 0;

	return json_whole(json_member(agent->heard, "request"), &request) ? request : 0;
}

/* Reads on until a line of that event, which stays in agent->heard. */
static void agent_hears(struct agent *agent, const char *event)
{
	do {
		json_close(agent->heard);
		agent->heard = NULL;
		alarm(PATIENCE_MS / 1000);
		assert_non_null(fgets(agent->line, sizeof(agent->line), agent->in));
		alarm(0);
		assert_int_equal(json_parse(agent->line, strlen(agent->line), &agent->heard, NULL), ERR_NONE);
	} while (strcmp(heard(agent, "event"), event) != 0);
}

/* True: the desk said ok. */
static bool agent_does(struct agent *agent, const char *order)
{
	const char *what = strstr(order, "\"do\":\"") + 6;
	size_t bytes = strcspn(what, "\"");

	dprintf(agent->fd, "%s\n", order);
	for (;;) {
		const char *event;

		json_close(agent->heard);
		agent->heard = NULL;
		assert_non_null(fgets(agent->line, sizeof(agent->line), agent->in));
		assert_int_equal(json_parse(agent->line, strlen(agent->line), &agent->heard, NULL), ERR_NONE);
		event = heard(agent, "event");
		if (strncmp(heard(agent, "do"), what, bytes) != 0 || heard(agent, "do")[bytes])
			continue;
		if (strcmp(event, "ok") == 0)
			return true;
		if (strcmp(event, "no") == 0)
			return false;
	}
}

/* --- the device --- */

static struct agent_card card_of(uint64_t request)
{
	struct agent_card card = {.request = request, .session = (uint32_t)request + 100, .since_ms = 5};

	snprintf(card.code, sizeof(card.code), "%04u", (unsigned)request % 10000);
	strcpy(card.team, "Cards");
	strcpy(card.summary, "lost card\nsaid: \"i lost it\"");
	return card;
}

static enum err offer(uint64_t request)
{
	struct agent_card card = card_of(request);

	return office.port.ops->offer(office.port.self, &card);
}

static struct event device_hears(void)
{
	struct pollfd fd = {.fd = inbox_fd(office.inbox), .events = POLLIN};
	struct event event;

	while (!inbox_take(office.inbox, &event)) {
		assert_true(poll(&fd, 1, PATIENCE_MS) > 0);
		inbox_settle(office.inbox);
	}
	assert_int_equal(event.kind, EVENT_AGENT_SAID);
	return event;
}

static void assert_event(uint64_t request, enum agent_act act, const char *agent, const char *words)
{
	struct event event = device_hears();

	assert_int_equal(event.request, request);
	assert_int_equal(event.session, request + 100);
	assert_int_equal(event.agent.act, act);
	assert_string_equal(event.agent.agent, agent);
	assert_string_equal(event.agent.words, words);
}

static void port_open(void)
{
	assert_int_equal(agents_local_open(&office.port, office.inbox, office.folder, AGENTS_SOCKET), ERR_NONE);
}

static void port_close(void)
{
	if (office.port.ops)
		office.port.ops->close(office.port.self);
	office.port = (struct agents){0};
}

static int set_up(void **state)
{
	(void)state;
	memset(&office, 0, sizeof(office));
	strcpy(office.folder, "/tmp/foyer-agents-XXXXXX");
	assert_non_null(mkdtemp(office.folder));
	assert_int_equal(inbox_open(&office.inbox), ERR_NONE);
	port_open();
	return 0;
}

static int tear_down(void **state)
{
	char command[200];

	(void)state;
	agent_leave(&office.one);
	agent_leave(&office.two);
	port_close();
	inbox_close(office.inbox);
	snprintf(command, sizeof(command), "rm -r %.40s", office.folder);
	return system(command);
}

/* --- --- */

static void an_agent_sees_what_is_open_and_what_comes(void **state)
{
	(void)state;
	assert_int_equal(offer(7), ERR_ABSENT);
	agent_come(&office.one, "Giulia");
	assert_true(agent_does(&office.one, "{\"do\":\"name\",\"name\":\"Giulia\"}"));
	dprintf(office.one.fd, "{\"do\":\"list\"}\n");
	agent_hears(&office.one, "card");
	assert_int_equal(heard_request(&office.one), 7);
	assert_string_equal(heard(&office.one, "code"), "0007");
	assert_string_equal(heard(&office.one, "team"), "Cards");
	assert_string_equal(heard(&office.one, "state"), "open");
	assert_string_equal(heard(&office.one, "summary"), "lost card\nsaid: \"i lost it\"");
	agent_hears(&office.one, "ok");
	assert_int_equal(offer(8), ERR_NONE);
	agent_hears(&office.one, "card");
	assert_int_equal(heard_request(&office.one), 8);
}

static void a_conversation_goes_both_ways_and_ends_with_an_answer(void **state)
{
	(void)state;
	offer(7);
	agent_come(&office.one, "Giulia");
	assert_true(agent_does(&office.one, "{\"do\":\"take\",\"request\":7}"));
	assert_event(7, AGENT_ACCEPTED, "Giulia", "");
	assert_int_equal(office.port.ops->tell(office.port.self, 7, "è \"urgente\"\x1b[2J"), ERR_NONE);
	agent_hears(&office.one, "said");
	assert_int_equal(heard_request(&office.one), 7);
	assert_string_equal(heard(&office.one, "words"), "è \"urgente\"\x1b[2J");
	assert_true(agent_does(&office.one, "{\"do\":\"say\",\"words\":\"I am here\\u001b[2J\"}"));
	assert_event(7, AGENT_SAYS, "Giulia", "I am here [2J");
	assert_true(agent_does(&office.one, "{\"do\":\"close\",\"words\":\"a new one is on its way\"}"));
	assert_event(7, AGENT_CLOSED, "Giulia", "a new one is on its way");
	assert_int_equal(office.port.ops->tell(office.port.self, 7, "thanks"), ERR_ABSENT);
}

static void the_first_take_wins(void **state)
{
	(void)state;
	offer(7);
	agent_come(&office.one, "Giulia");
	agent_come(&office.two, "Marco");
	assert_true(agent_does(&office.two, "{\"do\":\"take\"}"));
	assert_event(7, AGENT_ACCEPTED, "Marco", "");
	assert_false(agent_does(&office.one, "{\"do\":\"take\",\"request\":7}"));
	assert_string_equal(heard(&office.one, "text"), "Marco has taken it");
	assert_false(agent_does(&office.one, "{\"do\":\"say\",\"words\":\"hello\"}"));
	assert_false(agent_does(&office.one, "{\"do\":\"refuse\",\"request\":7}"));
}

static void the_oldest_is_taken_first_and_one_at_a_time(void **state)
{
	(void)state;
	offer(9);
	offer(7);
	agent_come(&office.one, "Giulia");
	assert_true(agent_does(&office.one, "{\"do\":\"take\"}"));
	assert_event(9, AGENT_ACCEPTED, "Giulia", "");
	assert_false(agent_does(&office.one, "{\"do\":\"take\",\"request\":7}"));
}

static void one_agents_no_is_not_the_offices(void **state)
{
	(void)state;
	offer(7);
	agent_come(&office.one, "Giulia");
	agent_come(&office.two, "Marco");
	assert_true(agent_does(&office.two, "{\"do\":\"name\",\"name\":\"Marco\"}"));
	assert_true(agent_does(&office.one, "{\"do\":\"refuse\",\"request\":7}"));
	assert_true(agent_does(&office.two, "{\"do\":\"refuse\",\"request\":7}"));
	assert_event(7, AGENT_REFUSED, "Marco", "");
	/* It is still open to both. */
	assert_true(agent_does(&office.one, "{\"do\":\"take\",\"request\":7}"));
	assert_event(7, AGENT_ACCEPTED, "Giulia", "");
}

static void what_an_agent_leaves_is_open_again_with_a_note(void **state)
{
	(void)state;
	offer(7);
	agent_come(&office.one, "Giulia");
	agent_come(&office.two, "Marco");
	assert_true(agent_does(&office.two, "{\"do\":\"name\",\"name\":\"Marco\"}"));
	assert_true(agent_does(&office.one, "{\"do\":\"take\",\"request\":7}"));
	assert_event(7, AGENT_ACCEPTED, "Giulia", "");
	agent_hears(&office.two, "card");
	assert_string_equal(heard(&office.two, "state"), "taken");
	assert_string_equal(heard(&office.two, "agent"), "Giulia");
	agent_leave(&office.one);
	assert_event(7, AGENT_REFUSED, "Giulia", "");
	agent_hears(&office.two, "card");
	assert_string_equal(heard(&office.two, "state"), "open");
	assert_string_equal(heard(&office.two, "note"), "Giulia has left");
	assert_true(agent_does(&office.two, "{\"do\":\"take\",\"request\":7}"));
	assert_event(7, AGENT_ACCEPTED, "Marco", "");
}

static void a_full_inbox_delays_the_news_of_a_left_customer_and_loses_it_not(void **state)
{
	struct event event = {.kind = EVENT_BUSY};
	unsigned filled = 0;

	(void)state;
	offer(7);
	agent_come(&office.one, "Giulia");
	assert_true(agent_does(&office.one, "{\"do\":\"take\",\"request\":7}"));
	assert_event(7, AGENT_ACCEPTED, "Giulia", "");
	while (inbox_put(office.inbox, &event) == ERR_NONE)
		filled++;
	assert_false(agent_does(&office.one, "{\"do\":\"say\",\"words\":\"hello\"}"));
	agent_leave(&office.one);
	while (filled > 0)
		filled -= inbox_take(office.inbox, &event);
	assert_event(7, AGENT_REFUSED, "Giulia", "");
}

static void a_callback_is_shown_with_its_phone_and_can_be_settled(void **state)
{
	struct agent_card card = card_of(7);

	(void)state;
	agent_come(&office.one, "Giulia");
	assert_true(agent_does(&office.one, "{\"do\":\"name\",\"name\":\"Giulia\"}"));
	offer(7);
	agent_hears(&office.one, "card");
	card.state = HANDOVER_CALLBACK;
	strcpy(card.phone, "0541555010");
	assert_int_equal(office.port.ops->change(office.port.self, &card), ERR_NONE);
	agent_hears(&office.one, "card");
	assert_string_equal(heard(&office.one, "state"), "callback");
	assert_string_equal(heard(&office.one, "phone"), "0541555010");
	assert_true(agent_does(&office.one, "{\"do\":\"take\"}"));
	assert_event(7, AGENT_ACCEPTED, "Giulia", "");
	assert_true(agent_does(&office.one, "{\"do\":\"close\"}"));
	assert_event(7, AGENT_CLOSED, "Giulia", "");
}

static void what_is_withdrawn_or_closed_is_gone_for_everybody(void **state)
{
	struct agent_card card = card_of(8);

	(void)state;
	agent_come(&office.one, "Giulia");
	assert_true(agent_does(&office.one, "{\"do\":\"name\",\"name\":\"Giulia\"}"));
	offer(7);
	offer(8);
	office.port.ops->withdraw(office.port.self, 7);
	agent_hears(&office.one, "gone");
	assert_int_equal(heard_request(&office.one), 7);
	card.state = HANDOVER_CLOSED;
	assert_int_equal(office.port.ops->change(office.port.self, &card), ERR_NONE);
	agent_hears(&office.one, "gone");
	assert_int_equal(heard_request(&office.one), 8);
	assert_false(agent_does(&office.one, "{\"do\":\"take\"}"));
}

static void after_a_restart_what_was_taken_is_open_and_the_device_hears_it(void **state)
{
	struct agent_card card = card_of(7);

	(void)state;
	offer(7);
	agent_come(&office.one, "Giulia");
	assert_true(agent_does(&office.one, "{\"do\":\"take\",\"request\":7}"));
	assert_event(7, AGENT_ACCEPTED, "Giulia", "");
	port_close();
	while (fgets(office.one.line, sizeof(office.one.line), office.one.in))
		;
	agent_leave(&office.one);

	port_open();
	card.state = HANDOVER_TAKEN; /* as the store kept it */
	assert_int_equal(office.port.ops->offer(office.port.self, &card), ERR_ABSENT);
	assert_event(7, AGENT_REFUSED, "", "");
	agent_come(&office.two, "Marco");
	assert_true(agent_does(&office.two, "{\"do\":\"take\"}"));
	assert_event(7, AGENT_ACCEPTED, "Marco", "");
}

static void a_socket_left_by_a_hard_end_is_taken_over(void **state)
{
	char path[200];
	FILE *file;

	(void)state;
	port_close();
	snprintf(path, sizeof(path), "%.60s/%s", office.folder, AGENTS_SOCKET);
	file = fopen(path, "w");
	assert_non_null(file);
	fclose(file);
	port_open();
	agent_come(&office.one, "Giulia");
	assert_true(agent_does(&office.one, "{\"do\":\"name\",\"name\":\"Giulia\"}"));
}

static void a_second_foyer_on_the_folder_is_refused(void **state)
{
	struct agents second;

	(void)state;
	assert_int_equal(agents_local_open(&second, office.inbox, office.folder, AGENTS_SOCKET), ERR_BUSY);
	assert_null(second.ops);
}

static void the_socket_is_for_its_owner_only_and_gone_after_the_end(void **state)
{
	struct stat stat_;
	char path[200];
	int fd;

	(void)state;
	snprintf(path, sizeof(path), "%.60s/%s", office.folder, AGENTS_SOCKET);
	assert_int_equal(stat(path, &stat_), 0);
	assert_int_equal(stat_.st_mode & 0777, 0600);
	port_close();
	assert_int_equal(stat(path, &stat_), -1);
	assert_int_equal(agents_local_connect(&fd, office.folder, AGENTS_SOCKET), ERR_NOT_FOUND);
}

static void a_folder_with_a_long_name_is_no_trouble(void **state)
{
	char name[121];
	size_t bytes = strlen(office.folder);

	(void)state;
	port_close();
	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	snprintf(office.folder + bytes, sizeof(office.folder) - bytes, "/%s", name);
	assert_int_equal(mkdir(office.folder, 0700), 0);
	port_open();
	agent_come(&office.one, "Giulia");
	assert_true(agent_does(&office.one, "{\"do\":\"name\",\"name\":\"Giulia\"}"));
	agent_leave(&office.one);
	port_close();
	office.folder[bytes] = '\0';
}

static void nonsense_is_answered_and_a_line_without_an_end_is_cut_off(void **state)
{
	static char endless[64 << 10];

	(void)state;
	agent_come(&office.one, "Giulia");
	assert_true(agent_does(&office.one, "{\"do\":\"name\",\"name\":\"Giulia\"}"));
	dprintf(office.one.fd, "}{\n");
	agent_hears(&office.one, "no");
	dprintf(office.one.fd, "{\"do\":17}\n");
	agent_hears(&office.one, "no");
	assert_false(agent_does(&office.one, "{\"do\":\"take\",\"request\":\"7\"}"));
	assert_false(agent_does(&office.one, "{\"do\":\"name\",\"name\":\"\"}"));
	memset(endless, 'x', sizeof(endless));
	(void)!send(office.one.fd, endless, sizeof(endless), MSG_NOSIGNAL);
	assert_null(fgets(office.one.line, sizeof(office.one.line), office.one.in));
}

static void more_agents_than_places_are_told_so(void **state)
{
	static struct agent agents[AGENTS_MAX];

	(void)state;
	for (int i = 0; i < AGENTS_MAX; i++) {
		agent_come(&agents[i], "Agent");
		assert_true(agent_does(&agents[i], "{\"do\":\"name\",\"name\":\"Agent\"}"));
	}
	assert_int_equal(agents_local_connect(&office.one.fd, office.folder, AGENTS_SOCKET), ERR_NONE);
	office.one.in = fdopen(office.one.fd, "r");
	agent_hears(&office.one, "no");
	for (int i = 0; i < AGENTS_MAX; i++)
		agent_leave(&agents[i]);
}

static void a_list_of_everything_reaches_an_agent_who_reads_slowly(void **state)
{
	struct agent_card card = card_of(0);

	(void)state;
	memset(card.summary, '\n', sizeof(card.summary) - 1);
	for (uint64_t i = 0; i < HANDOVERS_MAX; i++) {
		card.request = i;
		assert_int_equal(office.port.ops->offer(office.port.self, &card), ERR_ABSENT);
	}
	card.request = HANDOVERS_MAX;
	assert_int_equal(office.port.ops->offer(office.port.self, &card), ERR_NO_SPACE);
	agent_come(&office.one, "Giulia");
	dprintf(office.one.fd, "{\"do\":\"list\"}\n");
	for (uint64_t i = 0; i < HANDOVERS_MAX; i++) {
		agent_hears(&office.one, "card");
		assert_int_equal(heard_request(&office.one), i);
	}
	agent_hears(&office.one, "ok");
}

/* --- the console --- */

/* Runs the real console on a script; returns its exit code. */
static int console(const char *script, const char *options, char *out, size_t out_bytes)
{
	char command[1024];
	FILE *pipe;
	size_t used;

	snprintf(command, sizeof(command), "printf '%s' | %s/foyer agent --data %.60s --name Giulia %s 2>&1", script,
		FOYER_BUILD_DIR, office.folder, options);
	pipe = popen(command, "r");
	assert_non_null(pipe);
	used = fread(out, 1, out_bytes - 1, pipe);
	out[used] = '\0';
	return WEXITSTATUS(pclose(pipe));
}

static void a_script_can_be_an_agent(void **state)
{
	char out[8192];

	(void)state;
	offer(7);
	assert_int_equal(console("take 7\\nhello\\nsay quit\\nclose all is well\\n", "", out, sizeof(out)), 0);
	assert_event(7, AGENT_ACCEPTED, "Giulia", "");
	assert_event(7, AGENT_SAYS, "Giulia", "hello");
	assert_event(7, AGENT_SAYS, "Giulia", "quit");
	assert_event(7, AGENT_CLOSED, "Giulia", "all is well");
	assert_non_null(strstr(out, "7: code 0007, Cards, open\n    lost card\n    said: \"i lost it\"\n"));
	assert_non_null(strstr(out, "You have 7:"));
}

static void a_console_that_ends_without_closing_puts_its_handover_back(void **state)
{
	char out[8192];

	(void)state;
	offer(7);
	assert_int_equal(console("take\\nquit\\nclose never read\\n", "", out, sizeof(out)), 0);
	assert_event(7, AGENT_ACCEPTED, "Giulia", "");
	assert_event(7, AGENT_REFUSED, "Giulia", "");
}

static void with_json_every_line_is_a_map(void **state)
{
	char out[8192];
	unsigned lines = 0;

	(void)state;
	offer(7);
	assert_int_equal(console("take 8\\nlist", "--json", out, sizeof(out)), 0);
	for (char *line = strtok(out, "\n"); line; line = strtok(NULL, "\n")) {
		struct json *root;

		assert_int_equal(json_parse(line, strlen(line), &root, NULL), ERR_NONE);
		assert_non_null(json_text(json_member(root, "event")));
		json_close(root);
		lines++;
	}
	assert_true(lines >= 5); /* ok name; card, ok list; no take; card, ok list */
}

static void a_console_without_a_foyer_says_so_in_one_line(void **state)
{
	char out[8192];

	(void)state;
	port_close();
	assert_int_equal(console("list\\n", "", out, sizeof(out)), 1);
	assert_non_null(strstr(out, "foyer is not running here"));
	assert_ptr_equal(strchr(out, '\n'), out + strlen(out) - 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_agent_sees_what_is_open_and_what_comes),
		TEST(a_conversation_goes_both_ways_and_ends_with_an_answer),
		TEST(the_first_take_wins),
		TEST(the_oldest_is_taken_first_and_one_at_a_time),
		TEST(one_agents_no_is_not_the_offices),
		TEST(what_an_agent_leaves_is_open_again_with_a_note),
		TEST(a_full_inbox_delays_the_news_of_a_left_customer_and_loses_it_not),
		TEST(a_callback_is_shown_with_its_phone_and_can_be_settled),
		TEST(what_is_withdrawn_or_closed_is_gone_for_everybody),
		TEST(after_a_restart_what_was_taken_is_open_and_the_device_hears_it),
		TEST(a_socket_left_by_a_hard_end_is_taken_over),
		TEST(a_second_foyer_on_the_folder_is_refused),
		TEST(the_socket_is_for_its_owner_only_and_gone_after_the_end),
		TEST(a_folder_with_a_long_name_is_no_trouble),
		TEST(nonsense_is_answered_and_a_line_without_an_end_is_cut_off),
		TEST(more_agents_than_places_are_told_so),
		TEST(a_list_of_everything_reaches_an_agent_who_reads_slowly),
		TEST(a_script_can_be_an_agent),
		TEST(a_console_that_ends_without_closing_puts_its_handover_back),
		TEST(with_json_every_line_is_a_map),
		TEST(a_console_without_a_foyer_says_so_in_one_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
