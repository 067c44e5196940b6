/* The messages of RFC 4475 against the real line: each gets what this table says, and afterwards the line still
 * answers. They lie outside the project; without them this test says so. */
#include "line_peer.h"

#include <arpa/inet.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

enum {
	MESSAGE_BYTES_MAX = 65536,
	ANSWER_MS = 250, /* a first answer comes at once or never */
	ALIVE_MS = 5000,
	SIP_PORT = 5060, /* where answers go: the messages name no other */
	RINGS = 180,
	REFUSED = 603, /* our own refusal of one before, said again */
	NOTHING = 0
};

/* Not the loopback address that everybody uses: this port there may be somebody's. */
static const char own_address[] = "127.0.0.77";

struct verdict {
	const char *name;
	int status; /* of the first answer; NOTHING: none may come, it cannot be addressed */
};

/* libre is laxer than the RFC with clerr, ncl, multi01 and baddate, which ring though they could be refused, and silent
 * where others say 400: what it cannot read it does not answer. Registering, and methods nobody knows, are 501; wsinv
 * names a dialog that is none (481). */
static const struct verdict verdicts[] = {
	{"badaspec", 200},
	{"badbranch", 200},
	{"baddate", RINGS},
	{"baddn", NOTHING},
	{"badinv01", NOTHING},
	{"badvers", NOTHING},
	{"bcast", NOTHING},
	{"bext01", 420},
	{"bigcode", NOTHING},
	{"clerr", RINGS},
	{"cparam01", 501},
	{"cparam02", 501},
	{"dblreq", NOTHING},
	{"esc01", RINGS},
	{"esc02", 501},
	{"escnull", 501},
	{"escruri", RINGS},
	{"insuf", 503},
	{"intmeth", 501},
	{"inv2543", NOTHING},
	{"invut", RINGS},
	{"longreq", NOTHING},
	{"ltgtruri", NOTHING},
	{"lwsdisp", 200},
	{"lwsruri", NOTHING},
	{"lwsstart", NOTHING},
	{"mcl01", 200},
	{"mismatch01", NOTHING},
	{"mismatch02", 501},
	{"mpart01", 405},
	{"multi01", RINGS},
	{"ncl", RINGS},
	{"noreason", NOTHING},
	{"novelsc", 200},
	{"quotbal", NOTHING},
	{"regaut01", 501},
	{"regbadct", 501},
	{"regescrt", 501},
	{"scalar02", 501},
	{"scalarlg", NOTHING},
	{"sdp01", RINGS},
	{"semiuri", 200},
	{"test", NOTHING},
	{"transports", 200},
	{"trws", NOTHING},
	{"unkscm", NOTHING},
	{"unksm2", NOTHING},
	{"unreason", NOTHING},
	{"wsinv", 481},
	{"zeromf", 200},
};

static struct peer_line line;
static int fd;

static int begin(void **state)
{
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(SIP_PORT)};

	(void)state;
	peer_line_open(&line, 64);
	fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	inet_pton(AF_INET, own_address, &at.sin_addr);
	return fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof(at));
}

static int end(void **state)
{
	(void)state;
	close(fd);
	peer_line_close(&line);
	return 0;
}

static void send_bytes(const char *bytes, size_t count)
{
	struct sockaddr_in to = {.sin_family = AF_INET};
	char address[32];
	char *colon;

	snprintf(address, sizeof(address), "%s", line.address);
	colon = strchr(address, ':');
	*colon = '\0';
	to.sin_port = htons((uint16_t)atoi(colon + 1));
	inet_pton(AF_INET, address, &to.sin_addr);
	assert_int_equal(sendto(fd, bytes, count, 0, (struct sockaddr *)&to, sizeof(to)), (ssize_t)count);
}

/* The status of the first answer whose text has those words; NOTHING: none in that time. */
static int answer(const char *words, int wait_ms)
{
	char text[MESSAGE_BYTES_MAX];
	struct pollfd ready = {.fd = fd, .events = POLLIN};

	while (poll(&ready, 1, wait_ms) > 0) {
		ssize_t size = recv(fd, text, sizeof(text) - 1, 0);

		assert_true(size > 0);
		text[size] = '\0';
		if (strncmp(text, "SIP/2.0 ", 8) == 0 && strstr(text, words) && atoi(text + 8) != 100 &&
			atoi(text + 8) != REFUSED)
			return atoi(text + 8);
	}
	return NOTHING;
}

static void still_answers(unsigned number)
{
	char text[1024];
	char id[32];
	int length;

	snprintf(id, sizeof(id), "alive-%u@foyer", number);
	length = snprintf(text, sizeof(text),
		"OPTIONS sip:foyer@%s SIP/2.0\r\nVia: SIP/2.0/UDP %s:%d;branch=z9hG4bKalive%u\r\n"
		"From: <sip:test@%s>;tag=t\r\nTo: <sip:foyer@%s>\r\nCall-ID: %s\r\nCSeq: 1 OPTIONS\r\n"
		"Max-Forwards: 70\r\nContent-Length: 0\r\n\r\n",
		line.address, own_address, SIP_PORT, number, own_address, line.address, id);
	send_bytes(text, (size_t)length);
	assert_int_equal(answer(id, ALIVE_MS), 200);
}

/* A part of the message that its answers have and no other's: what stands behind Call-ID. "": it names none. */
static void call_id_of(const char *message, char *out, size_t out_bytes)
{
	const char *at = strcasestr(message, "\ncall-id");
	size_t length;

	if (!at)
		at = strcasestr(message, "\ni:");
	at = at ? strchr(at, ':') : NULL;
	out[0] = '\0';
	if (!at)
		return;
	at += 1 + strspn(at + 1, " \t\r\n");
	length = strcspn(at, " \t\r\n");
	snprintf(out, out_bytes, "%.*s", (int)length, at);
}

/* Whoever rings is refused, as the device does with a caller whom it does not take. */
static void refuse_all(void)
{
	struct line_event event;

	while (peer_line_next(&line, &event, 0))
		if (event.what == LINE_RANG)
			line.line.ops->end(line.line.self, event.call, REFUSED, 0);
}

static bool read_message(const char *name, char *out, size_t *bytes)
{
	char path[512];
	FILE *file;

	snprintf(path, sizeof(path), "%s/../shared/data/sip/rfc4475/%s.dat", FOYER_SOURCE_DIR, name);
	file = fopen(path, "re");
	if (!file)
		return false;
	*bytes = fread(out, 1, MESSAGE_BYTES_MAX, file);
	fclose(file);
	return *bytes > 0;
}

static void each_message_gets_its_verdict_and_harms_nobody(void **state)
{
	static char message[MESSAGE_BYTES_MAX + 1];
	size_t bytes;

	(void)state;
	if (!read_message("wsinv", message, &bytes)) {
		print_message("skipped: ../shared/data/sip/rfc4475 is not here\n");
		skip();
	}
	still_answers(0);
	for (unsigned i = 0; i < sizeof(verdicts) / sizeof(verdicts[0]); i++) {
		char id[256];
		int status;

		if (!read_message(verdicts[i].name, message, &bytes))
			fail_msg("%s is not among the messages", verdicts[i].name);
		message[bytes] = '\0';
		call_id_of(message, id, sizeof(id));
		send_bytes(message, bytes);
		status = answer(id, ANSWER_MS);
		if (getenv("FOYER_VERDICTS"))
			printf("\t{\"%s\", %d},\n", verdicts[i].name, status);
		else if (status != verdicts[i].status)
			fail_msg("%s was answered %d, not %d", verdicts[i].name, status, verdicts[i].status);
		refuse_all();
		still_answers(i + 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_message_gets_its_verdict_and_harms_nobody, begin, end),
	};

	return cmocka_run_group_tests_name("torture", tests, NULL, NULL);
}
