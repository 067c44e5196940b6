/* To whom the digest of an account's password is shown: to its registrar, and to nobody else who asks. */
#include "line_peer.h"

#include "line/srtp_seal.h"

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

enum { PACKET_BYTES = 4096, HEADER_BYTES = 512, WAIT_MS = 5000, NOTHING_MS = 300, UNAVAILABLE = 503 };

/* Speaks SIP from one socket. */
struct party {
	int fd;
	uint16_t port;
	struct sockaddr_in from;
	char last[PACKET_BYTES]; /* what it got */
};

static void party_open(struct party *party)
{
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
	socklen_t bytes = sizeof(at);

	party->fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(party->fd, (struct sockaddr *)&at, sizeof(at)), 0);
	assert_int_equal(getsockname(party->fd, (struct sockaddr *)&at, &bytes), 0);
	party->port = ntohs(at.sin_port);
}

static bool gets(struct party *party, const char *begins, int wait_ms)
{
	struct pollfd fd = {.fd = party->fd, .events = POLLIN};

	while (poll(&fd, 1, wait_ms) > 0) {
		socklen_t bytes = sizeof(party->from);
		ssize_t size = recvfrom(
			party->fd, party->last, sizeof(party->last) - 1, 0, (struct sockaddr *)&party->from, &bytes);

		assert_true(size > 0);
		party->last[size] = '\0';
		if (strncmp(party->last, begins, strlen(begins)) == 0)
			return true;
	}
	return false;
}

static bool is_shown(const struct party *party)
{
	return strstr(party->last, "\r\nAuthorization:") != NULL;
}

static void says(const struct party *party, const char *text)
{
	assert_true(sendto(party->fd, text, strlen(text), 0, (const struct sockaddr *)&party->from,
			    sizeof(party->from)) > 0);
}

/* "Via: ..." with its end. */
static void header(const struct party *party, const char *name, char out[HEADER_BYTES])
{
	char begin[32];
	const char *at;

	snprintf(begin, sizeof(begin), "\r\n%s:", name);
	at = strstr(party->last, begin);
	assert_non_null(at);
	at += 2;
	snprintf(out, HEADER_BYTES, "%.*s", (int)(strstr(at, "\r\n") + 2 - at), at);
}

static void answers(const struct party *party, const char *status, const char *more)
{
	static const char *const names[] = {"Via", "From", "To", "Call-ID", "CSeq"};
	char text[PACKET_BYTES];
	size_t length = (size_t)snprintf(text, sizeof(text), "SIP/2.0 %s\r\n", status);

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char line[HEADER_BYTES];

		header(party, names[i], line);
		length += (size_t)snprintf(text + length, sizeof(text) - length, "%s", line);
	}
	snprintf(text + length, sizeof(text) - length, "%sContent-Length: 0\r\n\r\n", more);
	says(party, text);
}

static void challenges(const struct party *party, const char *realm)
{
	char more[HEADER_BYTES];

	snprintf(more, sizeof(more), "WWW-Authenticate: Digest realm=\"%s\", nonce=\"%s%u\", algorithm=MD5\r\n", realm,
		realm, party->port);
	answers(party, "401 Unauthorized", more);
}

/* --- the line and its office --- */

static struct line_sip_account account_at(const struct party *office)
{
	struct line_sip_account account = {.user = "100", .password = "s#cret", .expires_s = 60};

	snprintf(account.registrar, sizeof(account.registrar), "sip:127.0.0.1:%u", office->port);
	return account;
}

static void open_registered(struct peer_line *line, struct party *office)
{
	struct line_sip_account account;

	party_open(office);
	account = account_at(office);
	peer_line_open_at(line, &account);
	assert_true(gets(office, "REGISTER", WAIT_MS));
	challenges(office, "office");
	assert_true(gets(office, "REGISTER", WAIT_MS));
	assert_true(is_shown(office));
	answers(office, "200 OK", "");
	peer_rests(100); /* the answer arrives */
}

static void close_all(struct peer_line *line, struct party *office)
{
	peer_line_close(line);
	close(office->fd);
}

static void sends(struct party *party, const struct peer_line *line, const char *method, const char *to)
{
	static const char sound[] = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
				    "m=audio 4000 RTP/AVP 8\r\n";
	const bool invites = strcmp(method, "INVITE") == 0;
	char text[PACKET_BYTES];

	party->from = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
	party->from.sin_port = htons((uint16_t)atoi(strchr(line->address, ':') + 1));
	snprintf(text, sizeof(text),
		"%s sip:100@%s SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:%u;branch=z9hG4bK%s%u;rport\r\n"
		"From: <sip:anna@127.0.0.1:%u>;tag=a%u\r\n%sCall-ID: c%u@127.0.0.1\r\nCSeq: 1 %s\r\n"
		"Contact: <sip:anna@127.0.0.1:%u>\r\nMax-Forwards: 70\r\n%sContent-Length: %zu\r\n\r\n%s",
		method, line->address, party->port, method, party->port, party->port, party->port, to, party->port,
		method, party->port, invites ? "Content-Type: application/sdp\r\n" : "",
		invites ? sizeof(sound) - 1 : 0, invites ? sound : "");
	says(party, text);
}

/* Calls, is answered and hung up on, and asks who that is; whether it was told. */
static bool is_told_at_the_end(struct peer_line *line, struct party *caller)
{
	char to[HEADER_BYTES];
	uint32_t call;

	snprintf(to, sizeof(to), "To: <sip:100@%s>\r\n", line->address);
	sends(caller, line, "INVITE", to);
	call = peer_line_expects(line, LINE_RANG);
	assert_int_equal(line->line.ops->answer(line->line.self, call), ERR_NONE);
	assert_true(gets(caller, "SIP/2.0 200", WAIT_MS));
	header(caller, "To", to);
	sends(caller, line, "ACK", to);
	assert_int_equal(peer_line_expects(line, LINE_ANSWERED), call);
	line->line.ops->end(line->line.self, call, 0, 0);
	assert_int_equal(peer_line_expects(line, LINE_ENDED), call);
	assert_true(gets(caller, "BYE", WAIT_MS));
	assert_false(is_shown(caller));
	challenges(caller, "office");
	return gets(caller, "BYE", NOTHING_MS) && is_shown(caller);
}

static void a_stranger_is_told_nothing_in_whatever_name_they_ask(void **state)
{
	struct peer_line line;
	struct party office;
	struct party stranger;

	(void)state;
	open_registered(&line, &office);
	party_open(&stranger);
	assert_false(is_told_at_the_end(&line, &stranger));
	close(stranger.fd);
	close_all(&line, &office);
}

static void the_office_that_calls_is_told_who_hangs_up(void **state)
{
	struct peer_line line;
	struct party office;

	(void)state;
	open_registered(&line, &office);
	assert_true(is_told_at_the_end(&line, &office));
	answers(&office, "200 OK", "");
	close_all(&line, &office);
}

/* --- calls out --- */

static bool is_told_when_called(struct peer_line *line, struct party *called, const char *place, const char *realm)
{
	uint32_t call;
	bool told;

	assert_int_equal(line->line.ops->dial(line->line.self, place, &call), ERR_NONE);
	assert_true(gets(called, "INVITE", WAIT_MS));
	assert_false(is_shown(called));
	challenges(called, realm);
	told = gets(called, "INVITE", NOTHING_MS) && is_shown(called);
	if (told)
		answers(called, "486 Busy Here", "");
	assert_int_equal(peer_line_expects(line, LINE_ENDED), call);
	return told;
}

static void a_call_over_the_registrar_says_who_calls(void **state)
{
	struct peer_line line;
	struct party office;

	(void)state;
	open_registered(&line, &office);
	assert_true(is_told_when_called(&line, &office, "21", "office"));
	close_all(&line, &office);
}

static void in_another_name_nobody_who_is_called_is_told(void **state)
{
	char place[LINE_PLACE_BYTES_MAX];
	struct peer_line line;
	struct party office;
	struct party other;

	(void)state;
	open_registered(&line, &office);
	party_open(&other);
	snprintf(place, sizeof(place), "sip:anna@127.0.0.1:%u", other.port);
	assert_false(is_told_when_called(&line, &other, place, "elsewhere"));
	close(other.fd);
	close_all(&line, &office);
}

/* Some registrars ask only who calls. */
static void a_registrar_that_did_not_ask_before_may_ask_in_a_call(void **state)
{
	struct line_sip_account account;
	struct peer_line line;
	struct party office;

	(void)state;
	party_open(&office);
	account = account_at(&office);
	peer_line_open_at(&line, &account);
	assert_true(gets(&office, "REGISTER", WAIT_MS));
	answers(&office, "200 OK", "");
	assert_true(is_told_when_called(&line, &office, "21", "calls"));
	assert_false(is_told_when_called(&line, &office, "21", "elsewhere"));
	close_all(&line, &office);
}

/* --- keys in the clear --- */

static void keys_that_must_stay_secret_are_not_sent_in_the_clear(void **state)
{
	struct line_sip_account account;
	struct line_event event;
	struct peer_line line;
	struct party office;
	uint32_t call;

	(void)state;
	party_open(&office);
	account = account_at(&office);
	account.srtp = SRTP_REQUIRED;
	peer_line_open_at(&line, &account);
	assert_int_equal(line.line.ops->dial(line.line.self, "21", &call), ERR_NONE);
	assert_true(peer_line_next(&line, &event, WAIT_MS));
	assert_int_equal(event.what, LINE_ENDED);
	assert_int_equal(event.why, UNAVAILABLE);
	assert_false(gets(&office, "INVITE", NOTHING_MS));
	close_all(&line, &office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_stranger_is_told_nothing_in_whatever_name_they_ask),
		cmocka_unit_test(the_office_that_calls_is_told_who_hangs_up),
		cmocka_unit_test(a_call_over_the_registrar_says_who_calls),
		cmocka_unit_test(in_another_name_nobody_who_is_called_is_told),
		cmocka_unit_test(a_registrar_that_did_not_ask_before_may_ask_in_a_call),
		cmocka_unit_test(keys_that_must_stay_secret_are_not_sent_in_the_clear),
	};

	return cmocka_run_group_tests_name("login", tests, NULL, NULL);
}
