/* Whether others are still there, and where the device itself is: calls on hold, registrars that fall silent, another
 * address of the machine, and a registrar that is only a name in the DNS. */
#include "line_peer.h"

#include <arpa/inet.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { PACKET_BYTES = 4096, WAIT_MS = 15000, HOLD_PROBE_S = 1, GONE = 408, DNS_HEADER_BYTES = 12, DNS_SRV = 33 };

/* --- an office: what it is asked, and answers if it is there --- */

struct office {
	int fd;
	uint16_t port;
	char last[PACKET_BYTES]; /* the last request */
};

static int bound(const char *address, uint16_t *port)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t bytes = sizeof(at);
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	inet_pton(AF_INET, address, &at.sin_addr);
	assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof(at)), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &bytes), 0);
	*port = ntohs(at.sin_port);
	return fd;
}

static uint64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* The line of the request that begins so, with its end. */
static void copy_header(const char *request, const char *name, char *answer)
{
	char begin[32];
	const char *at;

	snprintf(begin, sizeof(begin), "\r\n%s:", name);
	at = strstr(request, begin);
	assert_non_null(at);
	strncat(answer, at + 2, (size_t)(strstr(at + 2, "\r\n") - at));
}

static void answer(const struct office *office, const struct sockaddr_in *to, const char *status)
{
	static const char *const headers[] = {"Via", "From", "To", "Call-ID", "CSeq"};
	char text[PACKET_BYTES];

	snprintf(text, sizeof(text), "SIP/2.0 %s\r\n", status);
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
		copy_header(office->last, headers[i], text);
	if (strstr(office->last, "\r\nContact:"))
		copy_header(office->last, "Contact", text);
	strcat(text, "Content-Length: 0\r\n\r\n");
	assert_true(sendto(office->fd, text, strlen(text), 0, (const struct sockaddr *)to, sizeof(*to)) > 0);
}

/* Waits for such a request, with those words in it, and gives all that come until then that answer; false: it did not
 * come. */
static bool is_asked_and_says(struct office *office, const char *method, const char *words, const char *status)
{
	const uint64_t until = now_ms() + WAIT_MS;
	struct pollfd fd = {.fd = office->fd, .events = POLLIN};

	while (now_ms() < until && poll(&fd, 1, (int)(until - now_ms())) > 0) {
		struct sockaddr_in from;
		socklen_t bytes = sizeof(from);
		ssize_t size = recvfrom(
			office->fd, office->last, sizeof(office->last) - 1, 0, (struct sockaddr *)&from, &bytes);

		assert_true(size > 0);
		office->last[size] = '\0';
		answer(office, &from, status);
		if (strncmp(office->last, method, strlen(method)) == 0 && strstr(office->last, words))
			return true;
	}
	return false;
}

static bool is_asked(struct office *office, const char *method, const char *words)
{
	return is_asked_and_says(office, method, words, "200 OK");
}

static struct line_sip_account account_at(const char *registrar, uint16_t probe_s)
{
	struct line_sip_account account = {.user = "100", .expires_s = 600, .probe_s = probe_s};

	snprintf(account.registrar, sizeof(account.registrar), "%s", registrar);
	return account;
}

static struct line_sip_account account_of(const struct office *office, uint16_t probe_s)
{
	char registrar[64];

	snprintf(registrar, sizeof(registrar), "sip:127.0.0.1:%u", office->port);
	return account_at(registrar, probe_s);
}

/* --- calls on hold --- */

static void who_is_gone_while_on_hold_is_found(void **state)
{
	const struct line_sip_options options = {.calls_max = 1, .hold_probe_s = HOLD_PROBE_S};
	struct peer_line line;
	struct line_event event;
	struct peer peer;
	uint32_t call;

	(void)state;
	peer_line_open_with(&line, &options);
	peer_begin(&peer, &line, "held_and_gone");
	call = peer_line_expects(&line, LINE_RANG);
	assert_int_equal(line.line.ops->answer(line.line.self, call), ERR_NONE);
	assert_int_equal(peer_line_expects(&line, LINE_ANSWERED), call);
	assert_true(peer_line_next(&line, &event, WAIT_MS));
	assert_int_equal(event.what, LINE_ENDED);
	assert_int_equal(event.why, GONE);
	assert_int_equal(peer_end(&peer), 0); /* it was asked three times, and told that it is over */
	peer_line_close(&line);
}

/* --- registrars --- */

static void a_registrar_that_comes_back_is_registered_with_again(void **state)
{
	struct office office;
	struct line_sip_account account;
	struct line_sip_options options = {.calls_max = 1, .accounts = &account, .accounts_count = 1};
	struct peer_line line;

	(void)state;
	office.fd = bound("127.0.0.1", &office.port);
	account = account_of(&office, 1);
	peer_line_open_with(&line, &options);
	assert_true(is_asked(&office, "REGISTER", "Contact: <sip:100@"));
	assert_true(is_asked(&office, "OPTIONS", "From: <sip:100@"));
	assert_true(is_asked(&office, "OPTIONS", ""));
	assert_true(is_asked_and_says(&office, "OPTIONS", "", "503 Service Unavailable"));
	assert_true(is_asked(&office, "REGISTER", "Contact: <sip:100-1@"));
	peer_line_close(&line);
	close(office.fd);
}

/* --- where the device is --- */

static atomic_uint machine; /* its address's last number; 0: it has none */

static bool where(void *self, char out[LINE_NUMBER_BYTES_MAX])
{
	unsigned number = atomic_load(&machine);

	(void)self;
	snprintf(out, LINE_NUMBER_BYTES_MAX, "127.0.0.%u", number);
	return number != 0;
}

static void another_address_is_told_to_the_registrar_and_calls_come_there(void **state)
{
	struct office office;
	struct line_sip_account account;
	struct line_sip_options options = {.calls_max = 1, .accounts = &account, .accounts_count = 1, .where = where};
	struct peer_line line;
	struct peer peer;
	char *at;
	uint32_t call;

	(void)state;
	office.fd = bound("127.0.0.1", &office.port);
	account = account_of(&office, 0);
	atomic_store(&machine, 1);
	peer_line_open_with(&line, &options);
	assert_true(is_asked(&office, "REGISTER", "Contact: <sip:100@127.0.0.1:"));
	atomic_store(&machine, 2);
	assert_true(is_asked(&office, "REGISTER", "Contact: <sip:100-1@127.0.0.2:"));
	at = strstr(office.last, "@127.0.0.2:") + 1;
	snprintf(line.address, sizeof(line.address), "%.*s", (int)strcspn(at, ";>"), at);
	peer_begin(&peer, &line, "hung_up_here");
	call = peer_line_expects(&line, LINE_RANG);
	assert_int_equal(line.line.ops->answer(line.line.self, call), ERR_NONE);
	assert_int_equal(peer_line_expects(&line, LINE_ANSWERED), call);
	assert_int_equal(peer_line_expects(&line, LINE_ENDED), call);
	assert_int_equal(peer_end(&peer), 0);
	peer_line_close(&line);
	close(office.fd);
}

static void a_network_that_went_and_came_is_registered_in_again(void **state)
{
	struct office office;
	struct line_sip_account account;
	struct line_sip_options options = {.calls_max = 1, .accounts = &account, .accounts_count = 1, .where = where};
	struct peer_line line;

	(void)state;
	office.fd = bound("127.0.0.1", &office.port);
	account = account_of(&office, 0);
	atomic_store(&machine, 1);
	peer_line_open_with(&line, &options);
	assert_true(is_asked(&office, "REGISTER", "Contact: <sip:100@127.0.0.1:"));
	atomic_store(&machine, 0);
	peer_rests(2500); /* it looks every two seconds */
	atomic_store(&machine, 1);
	assert_true(is_asked(&office, "REGISTER", "Contact: <sip:100-1@127.0.0.1:"));
	peer_line_close(&line);
	close(office.fd);
}

/* How often the line's own log says so. */
static unsigned times_said(FILE *log, const char *words)
{
	unsigned times = 0;
	char text[PACKET_BYTES];

	rewind(log);
	while (fgets(text, sizeof(text), log))
		times += strstr(text, words) != NULL;
	return times;
}

static void a_port_that_is_taken_is_said_once_and_taken_when_it_is_free(void **state)
{
	struct office office;
	struct line_sip_account account;
	struct line_sip_options options = {.calls_max = 1, .accounts = &account, .accounts_count = 1, .where = where};
	const int before = dup(STDERR_FILENO);
	FILE *log = tmpfile();
	struct peer_line line;
	int taken;

	(void)state;
	assert_non_null(log);
	office.fd = bound("127.0.0.1", &office.port);
	account = account_of(&office, 0);
	taken = bound("127.0.0.3", &options.port);
	atomic_store(&machine, 1);
	dup2(fileno(log), STDERR_FILENO);
	peer_line_open_with(&line, &options);
	assert_true(is_asked(&office, "REGISTER", "Contact: <sip:100@127.0.0.1:"));
	atomic_store(&machine, 3);
	peer_rests(4500); /* it looks every two seconds */
	assert_int_equal(times_said(log, "nothing can be listened at"), 1);
	close(taken);
	assert_true(is_asked(&office, "REGISTER", "Contact: <sip:100-1@127.0.0.3:"));
	peer_line_close(&line);
	dup2(before, STDERR_FILENO);
	close(before);
	fclose(log);
	close(office.fd);
}

/* --- names --- */

static size_t put_name(uint8_t *to, const char *name)
{
	size_t at = 0;

	while (*name) {
		size_t length = strcspn(name, ".");

		to[at++] = (uint8_t)length;
		memcpy(to + at, name, length);
		at += length;
		name += length + (name[length] == '.');
	}
	to[at++] = 0;
	return at;
}

/* The question's end: type and class follow it. */
static size_t name_end(const uint8_t *query)
{
	size_t at = DNS_HEADER_BYTES;

	while (query[at])
		at += query[at] + 1U;
	return at + 1;
}

/* SRV: office.test at that port; A: 127.0.0.1; of anything else there is nothing. */
static size_t put_answer(const uint8_t *query, uint8_t *reply, uint16_t port)
{
	const size_t end = name_end(query);
	const uint16_t type = (uint16_t)(query[end] << 8 | query[end + 1]);
	const bool udp = memcmp(query + DNS_HEADER_BYTES, "\4_sip\4_udp\6office\4test", 23) == 0;
	const bool host = memcmp(query + DNS_HEADER_BYTES, "\3pbx\6office\4test", 17) == 0;
	size_t at = end + 4;
	uint8_t data[64];
	size_t bytes = 0;

	memcpy(reply, query, at);
	memcpy(reply + 2, (const uint8_t[]){0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0}, 10);
	if (type == DNS_SRV && udp) {
		memcpy(data, (const uint8_t[]){0, 10, 0, 10, (uint8_t)(port >> 8), (uint8_t)port}, 6);
		bytes = 6 + put_name(data + 6, "pbx.office.test");
	} else if (type == 1 && host) {
		memcpy(data, (const uint8_t[]){127, 0, 0, 1}, 4);
		bytes = 4;
	}
	if (bytes == 0)
		return at;
	reply[7] = 1;
	memcpy(reply + at,
		(const uint8_t[]){0xc0, DNS_HEADER_BYTES, 0, (uint8_t)type, 0, 1, 0, 0, 0, 60, 0, (uint8_t)bytes}, 12);
	memcpy(reply + at + 12, data, bytes);
	return at + 12 + bytes;
}

/* Answers names until the office is asked. */
static bool is_found(int names, struct office *office)
{
	const uint64_t until = now_ms() + WAIT_MS;

	while (now_ms() < until) {
		struct pollfd fds[2] = {{.fd = names, .events = POLLIN}, {.fd = office->fd, .events = POLLIN}};
		struct sockaddr_in from;
		socklen_t bytes = sizeof(from);
		uint8_t query[512] = {0};
		uint8_t reply[640];

		assert_true(poll(fds, 2, WAIT_MS) >= 0);
		if (fds[1].revents)
			return is_asked(office, "REGISTER", "sip:100@office.test");
		if (!fds[0].revents)
			continue;
		assert_true(recvfrom(names, query, sizeof(query) - 1, 0, (struct sockaddr *)&from, &bytes) > 0);
		assert_true(sendto(names, reply, put_answer(query, reply, office->port), 0, (struct sockaddr *)&from,
				    bytes) > 0);
	}
	return false;
}

static void a_registrar_is_found_where_its_domain_says(void **state)
{
	const struct line_sip_account account = account_at("sip:office.test", 0);
	struct line_sip_options options = {.calls_max = 1, .accounts = &account, .accounts_count = 1};
	struct office office;
	struct peer_line line;
	char server[32];
	uint16_t port;
	int names;

	(void)state;
	office.fd = bound("127.0.0.1", &office.port);
	names = bound("127.0.0.1", &port);
	snprintf(server, sizeof(server), "127.0.0.1:%u", port);
	options.name_server = server;
	peer_line_open_with(&line, &options);
	assert_true(is_found(names, &office));
	peer_line_close(&line);
	close(office.fd);
	close(names);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_is_gone_while_on_hold_is_found),
		cmocka_unit_test(a_registrar_that_comes_back_is_registered_with_again),
		cmocka_unit_test(another_address_is_told_to_the_registrar_and_calls_come_there),
		cmocka_unit_test(a_network_that_went_and_came_is_registered_in_again),
		cmocka_unit_test(a_port_that_is_taken_is_said_once_and_taken_when_it_is_free),
		cmocka_unit_test(a_registrar_is_found_where_its_domain_says),
	};

	return cmocka_run_group_tests_name("there", tests, NULL, NULL);
}
