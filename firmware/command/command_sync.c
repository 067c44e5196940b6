/* `foyer sync`: what of the foyer that runs on a data folder still has to go home, and why it waits. */
#include "base/text.h"
#include "command/command.h"
#include "command/options.h"
#include "json.h"
#include "local_socket.h"
#include "paths.h"
#include "sync/sync.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ANSWER_MS_MAX = 60000 /* a stick is slow */, SPAN_BYTES = 24 };

struct wanted {
	bool status;
	bool now;
	bool explain;
	bool json;
	char *stick; /* its folder; NULL: none */
};

static const char *member(const struct json *map, const char *name)
{
	const char *text = json_text(json_member(map, name));

	return text ? text : "";
}

static int64_t number(const struct json *map, const char *name)
{
	int64_t value = 0;

	return json_whole(json_member(map, name), &value) ? value : 0;
}

/* "42 s", "7 min", "3 h", "2 days" */
static const char *span(int64_t seconds, char out[SPAN_BYTES])
{
	if (seconds < 120)
		snprintf(out, SPAN_BYTES, "%" PRId64 " s", seconds);
	else if (seconds < 7200)
		snprintf(out, SPAN_BYTES, "%" PRId64 " min", seconds / 60);
	else if (seconds < 172800)
		snprintf(out, SPAN_BYTES, "%" PRId64 " h", seconds / 3600);
	else
		snprintf(out, SPAN_BYTES, "%" PRId64 " days", seconds / 86400);
	return out;
}

static void print_lane(const struct json *lane)
{
	int64_t next_s = number(lane, "next_s");
	char text[SPAN_BYTES];

	if (number(lane, "waiting") == 0) {
		printf("  %-10s nothing waits; %" PRId64 " are at the hub\n", member(lane, "lane"),
			number(lane, "acked"));
		return;
	}
	printf("  %-10s %" PRId64 " wait, the oldest for %s: %s", member(lane, "lane"), number(lane, "waiting"),
		span(number(lane, "for_s"), text), member(lane, "words"));
	if (next_s > 0)
		printf("; next try in %s", span(next_s, text));
	putchar('\n');
}

static void print_status(const struct json *status)
{
	const struct json *lanes = json_member(status, "lanes");
	int64_t heard_s = number(status, "heard_for_s");
	char text[SPAN_BYTES];

	printf("%s reports to %s", member(status, "device"), member(status, "hub"));
	if (heard_s < 0)
		puts(", which has not answered since this start");
	else
		printf(", which answered %s ago\n", span(heard_s, text));
	if (strcmp(member(status, "link"), "none") == 0)
		puts("there is no network");
	else if (strcmp(member(status, "link"), "metered") == 0)
		puts("the network costs money: promises and customers go, telemetry waits");
	for (size_t i = 0; i < json_count(lanes); i++)
		print_lane(json_item(lanes, i));
	if (member(status, "stick")[0])
		printf("the stick: %s\n", member(status, "stick"));
	if (member(status, "error")[0])
		printf("the last error, %s ago: %s\n", span(number(status, "error_for_s"), text),
			member(status, "error"));
}

static void print_explanation(void)
{
	puts("\nWhat each lane is, and what its words mean:\n"
	     "  promises    handovers, callbacks, actions that were promised: they go at once, before all others, on "
	     "any link\n"
	     "  customers   what changed about customers: after two seconds\n"
	     "  telemetry   what happened, without words: every five minutes, or a thousand at a time; on a link that "
	     "costs\n"
	     "              money after a day\n"
	     "A row leaves the list only when the hub has signed that it is in its database. After a failed try the "
	     "next one\n"
	     "comes after a random time, at most 1 s, 2 s, 4 s ... 5 min. `foyer sync --now` tries at once.");
}

static size_t ask_running(int fd, const char *line, char *text, size_t room)
{
	struct pollfd waiting = {.fd = fd, .events = POLLIN};
	size_t bytes = 0;

	if (write(fd, line, strlen(line)) != (ssize_t)strlen(line))
		return 0;
	while (bytes < room && poll(&waiting, 1, ANSWER_MS_MAX) > 0) {
		ssize_t got = read(fd, text + bytes, room - bytes);

		if (got <= 0)
			break;
		bytes += (size_t)got;
	}
	return bytes;
}

static int show(int fd, const char *folder, const struct wanted *wanted)
{
	char text[SYNC_STATUS_BYTES_MAX];
	char line[SYNC_LINE_BYTES_MAX];
	struct json *status = NULL;
	size_t bytes;

	if (wanted->stick)
		snprintf(line, sizeof(line), "stick %.*s\n", PATH_BYTES_MAX, wanted->stick);
	else
		snprintf(line, sizeof(line), "%s\n", wanted->now ? "now" : "status");
	bytes = ask_running(fd, line, text, sizeof(text));

	if (bytes == 0 || json_parse(text, bytes, &status, NULL)) {
		fprintf(stderr,
			"foyer sync: %s: the foyer that runs here does not answer: ask again, and look into its log\n",
			folder);
		return EXIT_TROUBLE;
	}
	if (wanted->json)
		printf("%.*s\n", (int)bytes, text);
	else
		print_status(status);
	if (wanted->explain && !wanted->json)
		print_explanation();
	json_close(status);
	return EXIT_GOOD;
}

static int ask(const char *folder, const struct wanted *wanted)
{
	char why[PATH_BYTES_MAX + 200];
	struct identity identity;
	bool enrolled;
	int fd;
	int code;

	if (local_socket_connect(&fd, folder, SYNC_SOCKET) == ERR_NONE) {
		code = show(fd, folder, wanted);
		close(fd);
		return code;
	}
	enrolled = !identity_open(&identity, folder, false, why, sizeof(why)) && identity.enrolled;
	identity_close(&identity);
	if (enrolled)
		fprintf(stderr, "foyer sync: %s: no foyer runs here: start it (foyer run --data %s)\n", folder, folder);
	else
		fprintf(stderr,
			"foyer sync: %s: this device reports to no hub: have the hub give a code, then foyer enrol "
			"https://HUB CODE\n",
			folder);
	return EXIT_TROUBLE;
}

int command_sync(int argc, char **argv)
{
	const char *data = NULL;
	const char *stick = NULL;
	struct wanted wanted = {0};
	char folder[PATH_BYTES_MAX];
	const struct option options[] = {{"data", &data, NULL}, {"status", NULL, &wanted.status},
		{"now", NULL, &wanted.now}, {"explain", NULL, &wanted.explain}, {"stick", &stick, NULL},
		{"json", NULL, &wanted.json}, {NULL, NULL, NULL}};
	const struct usage usage = {
		.synopsis = "sync [--status|--now|--explain|--stick DIR] [--data DIR] [--json]",
		.help = "What still has to go home to the hub: how much waits, since when, why, the last error, the "
			"next "
			"try.\n\n"
			"  --status     that (as without it)\n"
			"  --now        try at once, whatever it costs, and show it\n"
			"  --explain    show it, and say what the words mean\n"
			"  --stick DIR  read the hub's answers from a stick, then write to it all that waits\n"
			"  --data DIR   the data folder of the foyer that runs (otherwise ~/.local/state/foyer)\n"
			"  --json       print one JSON map\n",
		.options = options,
	};
	int words;
	int code = options_read(&usage, argc, argv, &words);

	if (code != OPTIONS_GO_ON)
		return code;
	/* The foyer that runs has another working folder. */
	wanted.stick = stick ? realpath(stick, NULL) : NULL;
	if (stick && !wanted.stick) {
		fprintf(stderr, "foyer sync: %s: %s: name the folder where the stick is\n", stick, strerror(errno));
		return EXIT_TROUBLE;
	}
	if (data)
		text_copy(folder, sizeof(folder), text_of(data));
	else if (!paths_state(folder, sizeof(folder))) {
		fputs("foyer sync: there is no home folder: name the data folder with --data DIR\n", stderr);
		return EXIT_TROUBLE;
	}
	code = ask(folder, &wanted);
	free(wanted.stick);
	return code;
}
