/* `foyer line`: how the telephone line of the foyer that runs on a data folder stands. */
#include "base/text.h"
#include "command/command.h"
#include "command/options.h"
#include "json.h"
#include "line/line_status.h"
#include "local_socket.h"
#include "paths.h"

#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ANSWER_MS_MAX = 5000, CLOCK_BYTES = 32, ACCOUNTS_SHOWN_MAX = 64 };

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

static bool flag(const struct json *map, const char *name)
{
	return json_flag(json_member(map, name));
}

/* "10:32:05", with the day where it is another one. */
static const char *clock_at(int64_t from_now_s, char out[CLOCK_BYTES])
{
	const time_t now = time(NULL);
	const time_t at = now + (time_t)from_now_s;
	struct tm today;
	struct tm there;

	localtime_r(&now, &today);
	localtime_r(&at, &there);
	(void)strftime(out, CLOCK_BYTES,
		today.tm_yday == there.tm_yday && today.tm_year == there.tm_year ? "%H:%M:%S" : "%Y-%m-%d %H:%M:%S",
		&there);
	return out;
}

/* --- accounts --- */

static const char *remedy(int64_t status)
{
	switch (status) {
	case 401:
	case 403:
	case 407: return "check user and password";
	case 404: return "that registrar does not know this user";
	default: return "ask whoever looks after the registrar";
	}
}

static void print_account(const struct json *account)
{
	const char *state = member(account, "state");
	char at[CLOCK_BYTES];

	printf("  %s at %s: ", member(account, "user"), member(account, "registrar"));
	if (strcmp(state, "registered") == 0)
		printf("registered until %s", clock_at(number(account, "left_s"), at));
	else if (strcmp(state, "refused") == 0)
		printf("refused since %s (%" PRId64 "): %s", clock_at(-number(account, "for_s"), at),
			number(account, "status"), remedy(number(account, "status")));
	else if (strcmp(state, "unreachable") == 0)
		printf("no answer since %s (%s): check its name, the network, and its certificate's signer",
			clock_at(-number(account, "for_s"), at), member(account, "error"));
	else
		printf("trying since %s", clock_at(-number(account, "for_s"), at));
	if (flag(account, "silent"))
		printf("; it does not answer when it is asked between");
	if (strcmp(member(account, "srtp"), "no") != 0)
		printf("; SRTP %s", member(account, "srtp"));
	putchar('\n');
}

static void print_accounts(const struct json *accounts)
{
	if (json_count(accounts) == 0)
		puts("accounts: none; calls come to this machine's address");
	else
		puts("accounts:");
	for (size_t i = 0; i < json_count(accounts) && i < ACCOUNTS_SHOWN_MAX; i++)
		print_account(json_item(accounts, i));
}

/* --- calls --- */

static void print_call(const struct json *call)
{
	const char *codec = member(call, "codec");
	const char *digits = member(call, "number");
	char at[CLOCK_BYTES];

	printf("  %s %s%s: ", flag(call, "outward") ? "to" : "from", digits[0] ? "..." : "somebody", digits);
	printf("%s since %s", member(call, "state"), clock_at(-number(call, "for_s"), at));
	if (codec[0])
		printf(", %s, %s", codec, flag(call, "sealed") ? "sealed (SRTP)" : "in the clear");
	putchar('\n');
}

static void print_status(const struct json *status)
{
	const struct json *calls = json_member(status, "calls");

	printf("calls are taken at sip:foyer@%s", member(status, "place"));
	if (number(status, "tls_port"))
		printf(", and by TLS at port %" PRId64, number(status, "tls_port"));
	putchar('\n');
	print_accounts(json_member(status, "accounts"));
	printf("calls: %zu of %" PRId64 ", %" PRId64 " of each caller\n", json_count(calls),
		number(status, "calls_max"), number(status, "calls_per_caller"));
	for (size_t i = 0; i < json_count(calls); i++)
		print_call(json_item(calls, i));
	printf("prompts kept: %" PRId64 ", %.1f of %" PRId64 " MB; speech: %" PRId64 " at once\n",
		number(status, "prompts"), (double)number(status, "prompts_bytes") / (1 << 20),
		number(status, "prompts_bytes_max") >> 20, number(status, "hearing_max"));
}

/* --- asking --- */

/* What came before the other side closed; it is small, and there at once. */
static size_t read_all(int fd, char *text, size_t room)
{
	struct pollfd waiting = {.fd = fd, .events = POLLIN};
	size_t bytes = 0;

	while (bytes < room && poll(&waiting, 1, ANSWER_MS_MAX) > 0) {
		ssize_t got = read(fd, text + bytes, room - bytes);

		if (got <= 0)
			break;
		bytes += (size_t)got;
	}
	return bytes;
}

static int show(int fd, const char *folder, bool json)
{
	char *text = malloc(LINE_STATUS_BYTES_MAX);
	size_t bytes = text ? read_all(fd, text, LINE_STATUS_BYTES_MAX) : 0;
	struct json *status = NULL;
	bool good = bytes > 0 && json_parse(text, bytes, &status, NULL) == ERR_NONE;

	if (!good)
		fprintf(stderr,
			"foyer line: %s: the foyer that runs here does not answer: ask again, and look into its log\n",
			folder);
	else if (json)
		printf("%.*s\n", (int)bytes, text);
	else
		print_status(status);
	json_close(status);
	free(text);
	return good ? EXIT_GOOD : EXIT_TROUBLE;
}

static int ask(const char *folder, bool json)
{
	int fd;
	enum err err = local_socket_connect(&fd, folder, LINE_STATUS_SOCKET);
	int code;

	if (err) {
		fprintf(stderr,
			"foyer line: %s: %s: start it with this data folder (foyer run --board FILE --data %s); one "
			"that "
			"waits for a network says so in its log\n",
			folder, err == ERR_NOT_FOUND ? "no telephone line runs here" : err_name(err), folder);
		return EXIT_TROUBLE;
	}
	code = show(fd, folder, json);
	close(fd);
	return code;
}

int command_line(int argc, char **argv)
{
	const char *data = NULL;
	bool json = false;
	char folder[PATH_BYTES_MAX];
	const struct option options[] = {{"data", &data, NULL}, {"json", NULL, &json}, {NULL, NULL, NULL}};
	const struct usage usage = {
		.synopsis = "line [--data DIR] [--json]",
		.help = "How the telephone line stands: its accounts, the calls just now, its limits, prompts that are "
			"kept. Of a caller's number the last three digits at most are shown.\n\n"
			"  --data DIR   the data folder of the foyer that runs (otherwise ~/.local/state/foyer)\n"
			"  --json       print one JSON map\n",
		.options = options,
	};
	int words;
	int code = options_read(&usage, argc, argv, &words);

	if (code != OPTIONS_GO_ON)
		return code;
	if (data)
		text_copy(folder, sizeof(folder), text_of(data));
	else if (!paths_state(folder, sizeof(folder))) {
		fputs("foyer line: there is no home folder: name the data folder with --data DIR\n", stderr);
		return EXIT_TROUBLE;
	}
	return ask(folder, json);
}
