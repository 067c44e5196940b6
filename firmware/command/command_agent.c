/* `foyer agent`: a person's console on this machine. One command a line on stdin, so that a script can be an agent too.
 */
#include "adapter/agents_local.h"
#include "base/text.h"
#include "business/agents_desk.h"
#include "command/command.h"
#include "command/options.h"
#include "json.h"
#include "json_write.h"
#include "paths.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { TYPED_BYTES_MAX = 4 << 10, SENT_BYTES_MAX = 32 << 10 };

struct lines { /* of a stream that comes in pieces */
	int fd;
	bool ended;
	size_t bytes;
	size_t room;
	char *text;
};

struct console {
	bool json;
	bool quit;
	unsigned owed; /* orders that were not answered yet */
	struct lines typed;
	struct lines heard;
	char typed_text[TYPED_BYTES_MAX];
	char heard_text[DESK_LINE_BYTES_MAX];
};

static const char usage_help[] =
	"Handovers of the foyer that runs on this data folder come here; one agent each. Commands, one a line:\n"
	"  list             what is open\n"
	"  take [N]         talk with the customer of handover N, or of the oldest one\n"
	"  refuse N         not for me; or, once taken, back to the others\n"
	"  close [ANSWER]   it is settled, with a last word to the customer\n"
	"  quit             leave; what was taken is open again\n"
	"Any other line goes to the customer as it is (say TEXT for one that looks like a command).\n"
	"\n"
	"  --data DIR   the data folder (otherwise ~/.local/state/foyer)\n"
	"  --name NAME  what customers read\n"
	"  --json       print one JSON map a line\n";

/* --- what is printed --- */

/* A customer's words on a terminal: no escape sequence gets through. */
static void print_plain(const char *text, const char *indent)
{
	const char *end = text + strlen(text);
	uint32_t code_point;
	char bytes[4];

	fputs(indent, stdout);
	while ((code_point = text_next(&text, end)) != 0) {
		if (code_point == '\n' && text < end)
			printf("\n%s", indent);
		else if (code_point >= 0x20 && !(code_point >= 0x7f && code_point < 0xa0))
			fwrite(bytes, 1, text_put(bytes, sizeof(bytes), code_point), stdout);
		else
			fputc(' ', stdout);
	}
	fputc('\n', stdout);
}

static const char *member(const struct json *map, const char *name)
{
	const char *text = json_text(json_member(map, name));

	return text ? text : "";
}

static int64_t number(const struct json *map)
{
	int64_t request = 0;

	return json_whole(json_member(map, "request"), &request) ? request : 0;
}

static void print_card(const struct json *card)
{
	const char *agent = member(card, "agent");
	const char *phone = member(card, "phone");

	printf("\n%" PRId64 ": code %s, %s, %s%s%s%s%s\n", number(card), member(card, "code"), member(card, "team"),
		member(card, "state"), *agent ? " by " : "", agent, *phone ? ", phone " : "", phone);
	print_plain(member(card, "summary"), "    ");
	if (*member(card, "note"))
		print_plain(member(card, "note"), "    note: ");
}

static void print_ok(const struct json *line)
{
	const char *what = member(line, "do");

	if (strcmp(what, "take") == 0)
		printf("You have %" PRId64 ": what you type goes to the customer; close [ANSWER] settles it.\n",
			number(line));
	else if (strcmp(what, "refuse") == 0)
		printf("%" PRId64 " is left to others.\n", number(line));
	else if (strcmp(what, "list") == 0)
		puts("That is all for now.");
}

static void print_line(const struct json *line)
{
	const char *event = member(line, "event");

	if (strcmp(event, "card") == 0)
		print_card(line);
	else if (strcmp(event, "said") == 0)
		print_plain(member(line, "words"), "customer: ");
	else if (strcmp(event, "gone") == 0)
		printf("%" PRId64 " is over (%s).\n", number(line), member(line, "note"));
	else if (strcmp(event, "no") == 0)
		print_plain(member(line, "text"), "not done: ");
	else if (strcmp(event, "ok") == 0)
		print_ok(line);
}

static void hear_line(struct console *console, const char *text, size_t bytes)
{
	struct json *line;
	const char *event;

	if (json_parse(text, bytes, &line, NULL) != ERR_NONE)
		return;
	event = member(line, "event");
	if ((strcmp(event, "ok") == 0 || strcmp(event, "no") == 0) && console->owed > 0)
		console->owed--;
	if (console->json)
		printf("%.*s\n", (int)bytes, text);
	else
		print_line(line);
	fflush(stdout);
	json_close(line);
}

/* --- what is sent --- */

/* False: foyer is gone. */
static bool send_all(int fd, const char *text, size_t bytes)
{
	while (bytes > 0) {
		ssize_t sent = send(fd, text, bytes, MSG_NOSIGNAL);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0)
			return false;
		text += sent;
		bytes -= (size_t)sent;
	}
	return true;
}

/* request -1: none; text_name NULL: no text. */
static bool order(struct console *console, const char *what, int64_t request, const char *text_name, const char *text)
{
	char line[SENT_BYTES_MAX];
	struct json_out out;

	json_to_buffer(&out, line, sizeof(line) - 1);
	json_put_map(&out, NULL);
	json_put_text(&out, "do", what);
	if (request >= 0)
		json_put_whole(&out, "request", request);
	if (text_name)
		json_put_text(&out, text_name, text);
	json_put_end(&out);
	CHECK(!out.full);
	line[out.used] = '\n';
	console->owed++;
	return send_all(console->heard.fd, line, out.used + 1);
}

/* A whole number alone; -1: it is not. */
static int64_t read_number(const char *text)
{
	char *end;
	long long value = strtoll(text, &end, 10);

	return end != text && *end == '\0' && value >= 0 ? value : -1;
}

/* The word's argument if the line begins with it: "" if it stands alone; NULL: another line. */
static const char *after(const char *line, const char *word)
{
	size_t bytes = strlen(word);

	if (strncmp(line, word, bytes) != 0 || (line[bytes] != '\0' && line[bytes] != ' '))
		return NULL;
	return line + bytes + strspn(line + bytes, " ");
}

static bool typed_line(struct console *console, const char *line)
{
	const char *rest;

	if (line[strspn(line, " ")] == '\0')
		return true;
	if (strcmp(line, "quit") == 0) {
		console->quit = true;
		return true;
	}
	if (strcmp(line, "help") == 0) {
		fputs(usage_help, console->json ? stderr : stdout);
		return true;
	}
	if (strcmp(line, "list") == 0)
		return order(console, "list", -1, NULL, NULL);
	rest = after(line, "take");
	if (rest && (*rest == '\0' || read_number(rest) >= 0))
		return order(console, "take", read_number(rest), NULL, NULL);
	rest = after(line, "refuse");
	if (rest && read_number(rest) >= 0)
		return order(console, "refuse", read_number(rest), NULL, NULL);
	rest = after(line, "close");
	if (rest)
		return order(console, "close", -1, "words", rest);
	rest = after(line, "say");
	return order(console, "say", -1, "words", rest ? rest : line);
}

/* --- reading pieces --- */

static void lines_read(struct lines *lines)
{
	ssize_t bytes = read(lines->fd, lines->text + lines->bytes, lines->room - lines->bytes);

	if (bytes > 0)
		lines->bytes += (size_t)bytes;
	else if (bytes == 0 || errno != EINTR)
		lines->ended = true;
}

/* The next whole line, its end made a NUL; NULL: none yet. A line longer than the room is cut there, and the last one
 * needs no end. */
static char *lines_next(struct lines *lines, size_t *start)
{
	char *text = lines->text + *start;
	size_t left = lines->bytes - *start;
	char *end = memchr(text, '\n', left);

	if (!end && left > 0 && (lines->ended || (*start == 0 && lines->bytes == lines->room)))
		end = text + left; /* there is room for the NUL behind the room */
	if (!end)
		return NULL;
	*end = '\0';
	*start = (size_t)(end - lines->text) + 1;
	if (*start > lines->bytes)
		*start = lines->bytes;
	return text;
}

static void lines_drop(struct lines *lines, size_t start)
{
	lines->bytes -= start;
	memmove(lines->text, lines->text + start, lines->bytes);
}

static bool read_typed(struct console *console)
{
	size_t start = 0;
	bool there = true;
	char *line;

	lines_read(&console->typed);
	while (there && !console->quit && (line = lines_next(&console->typed, &start)) != NULL)
		there = typed_line(console, line);
	lines_drop(&console->typed, start);
	return there;
}

static void read_heard(struct console *console)
{
	size_t start = 0;
	char *line;

	lines_read(&console->heard);
	while ((line = lines_next(&console->heard, &start)) != NULL)
		hear_line(console, line, strlen(line));
	lines_drop(&console->heard, start);
}

/* --- the conversation --- */

static bool is_over(const struct console *console)
{
	return console->heard.ended || (console->owed == 0 && (console->quit || console->typed.ended));
}

/* False: foyer is gone. */
static bool converse(struct console *console, const char *name)
{
	bool there = order(console, "name", -1, "name", name) && order(console, "list", -1, NULL, NULL);

	while (there && !is_over(console)) {
		bool typing = !console->typed.ended && !console->quit;
		struct pollfd fds[2] = {
			{.fd = typing ? console->typed.fd : -1, .events = POLLIN},
			{.fd = console->heard.fd, .events = POLLIN},
		};

		if (poll(fds, 2, -1) < 0 && errno != EINTR)
			return false;
		if (fds[1].revents)
			read_heard(console);
		if (fds[0].revents)
			there = read_typed(console);
	}
	return there && !console->heard.ended;
}

static const char *own_name(void)
{
	const struct passwd *entry = getpwuid(getuid());

	return entry && entry->pw_name[0] ? entry->pw_name : "Agent";
}

static int open_and_converse(const char *folder, const char *name, bool json)
{
	static struct console console;
	enum err err = agents_local_connect(&console.heard.fd, folder, AGENTS_SOCKET);
	bool there;

	if (err) {
		fprintf(stderr, "foyer agent: %s: %s: start foyer with this data folder first (foyer run --data %s)\n",
			folder, err == ERR_NOT_FOUND ? "foyer is not running here" : err_name(err), folder);
		return EXIT_TROUBLE;
	}
	console.json = json;
	console.typed.fd = STDIN_FILENO;
	console.typed.text = console.typed_text;
	console.typed.room = sizeof(console.typed_text) - 1;
	console.heard.text = console.heard_text;
	console.heard.room = sizeof(console.heard_text) - 1;
	if (!json)
		printf("You are %s. take N, refuse N, close [ANSWER], list, help, quit; any other line goes to the "
		       "customer.\n",
			name);
	fflush(stdout);
	there = converse(&console, name);
	close(console.heard.fd);
	if (!there)
		fprintf(stderr,
			"foyer agent: %s: foyer has ended or closed this console: start it again when foyer "
			"runs\n",
			folder);
	return there ? EXIT_GOOD : EXIT_TROUBLE;
}

int command_agent(int argc, char **argv)
{
	const char *data = NULL;
	const char *name = NULL;
	bool json = false;
	char folder[PATH_BYTES_MAX];
	int words;
	const struct option options[] = {
		{"data", &data, NULL}, {"name", &name, NULL}, {"json", NULL, &json}, {NULL, NULL, NULL}};
	const struct usage usage = {
		.synopsis = "agent [--data DIR] [--name NAME] [--json]", .help = usage_help, .options = options};
	int code = options_read(&usage, argc, argv, &words);

	if (code != OPTIONS_GO_ON)
		return code;
	if (data)
		text_copy(folder, sizeof(folder), text_of(data));
	else if (!paths_state(folder, sizeof(folder))) {
		fputs("foyer agent: there is no home folder: name the data folder with --data DIR\n", stderr);
		return EXIT_TROUBLE;
	}
	return open_and_converse(folder, name && *name ? name : own_name(), json);
}
