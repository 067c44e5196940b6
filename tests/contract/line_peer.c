/* Another telephone for tests. */
#include "line_peer.h"

#include "line/hangup_tone.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum {
	RTP_HEADER_BYTES = 12,
	PACKET_BYTES_MAX = 2048,
	MEDIA_PORT_FIRST = 20000,
	MEDIA_PORT_LAST = 40000,
	FRAME_STAMPS = 160,
	EXPECT_MS = 10000
};

/* --- the line --- */

static void wake(void *self)
{
	const struct peer_line *line = self;
	const uint64_t one = 1;

	assert_int_equal(write(line->woken, &one, sizeof(one)), sizeof(one));
}

void peer_line_open_with(struct peer_line *line, const struct line_sip_options *wanted)
{
	struct line_sip_options options = *wanted;
	char why[LINE_SIP_REASON_BYTES_MAX] = "";

	options.address = "127.0.0.1";
	options.media_port_first = MEDIA_PORT_FIRST;
	options.media_port_last = MEDIA_PORT_LAST;
	options.wake = wake;
	options.wake_self = line;
	line->woken = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	assert_true(line->woken >= 0);
	if (line_sip_open(&line->line, &options, why))
		fail_msg("%s", why);
	snprintf(line->address, sizeof(line->address), "%s", line_sip_place(&line->line));
}

static void open_line(
	struct peer_line *line, uint16_t calls_max, const struct line_sip_account *account, const char *ca_file)
{
	const struct line_sip_options options = {.accounts = account,
		.accounts_count = account != NULL,
		.tls = {.ca_file = ca_file},
		.calls_max = calls_max,
		.hangup = hangup_country("it")};

	peer_line_open_with(line, &options);
}

void peer_line_open(struct peer_line *line, uint16_t calls_max)
{
	open_line(line, calls_max, NULL, NULL);
}

void peer_line_open_at(struct peer_line *line, const struct line_sip_account *account)
{
	open_line(line, 1, account, NULL);
}

void peer_line_open_secured(struct peer_line *line, const struct line_sip_account *account, const char *ca_file)
{
	open_line(line, 1, account, ca_file);
}

void peer_line_close(struct peer_line *line)
{
	line->line.ops->close(line->line.self);
	close(line->woken);
}

bool peer_line_next(struct peer_line *line, struct line_event *out, unsigned wait_ms)
{
	struct pollfd fd = {.fd = line->woken, .events = POLLIN};
	uint64_t count;

	if (line->line.ops->next(line->line.self, out))
		return true;
	if (poll(&fd, 1, (int)wait_ms) <= 0)
		return false;
	assert_int_equal(read(line->woken, &count, sizeof(count)), sizeof(count));
	return line->line.ops->next(line->line.self, out) || peer_line_next(line, out, wait_ms);
}

uint32_t peer_line_expects(struct peer_line *line, enum line_what what)
{
	struct line_event event;

	do
		if (!peer_line_next(line, &event, EXPECT_MS))
			fail_msg("%d was expected, nothing came", what);
	while (event.what == LINE_PLAYED && what != LINE_PLAYED);
	if (event.what != what)
		fail_msg("%d was expected, %u came (why %u)", what, event.what, event.why);
	return event.call;
}

/* --- sipp --- */

static int bound_socket(uint16_t *port)
{
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
	socklen_t bytes = sizeof(at);
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	assert_true(fd >= 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof(at)), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &bytes), 0);
	*port = ntohs(at.sin_port);
	return fd;
}

void peer_rests(unsigned ms)
{
	const struct timespec rest = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};

	nanosleep(&rest, NULL);
}

uint16_t peer_free_port(void)
{
	uint16_t port;

	close(bound_socket(&port));
	return port;
}

static void run(char *const *arguments)
{
	int out = open("sipp.log", O_WRONLY | O_CREAT | O_APPEND, 0600);

	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	execvp(arguments[0], arguments);
	_exit(127);
}

struct telephones {        /* as many as sipp speaks for */
	const char *place; /* of the line; NULL: they wait there to be called */
	const char *count;
	const char *per_second;
	const char *stays_ms; /* where the scenario has a pause of no length */
};

static void start(struct peer *peer, const char *name, uint16_t port, const struct telephones *telephones)
{
	char file[512];
	char rtp[8];
	char at[8];
	char *arguments[] = {(char *)"sipp", (char *)"-sf", file, (char *)"-m", (char *)telephones->count, (char *)"-r",
		(char *)telephones->per_second, (char *)"-i", (char *)"127.0.0.1", (char *)"-p", at, (char *)"-key",
		(char *)"rtp", rtp, (char *)"-nostdin", (char *)"-timeout", (char *)"30", (char *)"-timeout_error",
		(char *)"-d", (char *)telephones->stays_ms, (char *)telephones->place, NULL};

	memset(peer, 0, sizeof(*peer));
	peer->sound = bound_socket(&peer->port);
	snprintf(file, sizeof(file), "%s/tests/contract/sipp/%s.xml", FOYER_SOURCE_DIR, name);
	snprintf(rtp, sizeof(rtp), "%u", peer->port);
	snprintf(at, sizeof(at), "%u", port);
	peer->sipp = fork();
	assert_true(peer->sipp >= 0);
	if (peer->sipp == 0)
		run(arguments);
}

void peer_begin(struct peer *peer, const struct peer_line *line, const char *name)
{
	peer_begin_for(peer, line, name, "27000");
}

void peer_begin_for(struct peer *peer, const struct peer_line *line, const char *name, const char *stays_ms)
{
	start(peer, name, peer_free_port(), &(struct telephones){line->address, "1", "1", stays_ms});
}

void peer_floods(struct peer *peer, const struct peer_line *line, const char *name)
{
	start(peer, name, peer_free_port(), &(struct telephones){line->address, "1000", "500", "0"});
}

void peer_waits(struct peer *peer, const char *name, uint16_t at_port)
{
	peer_waits_for(peer, name, at_port, "1");
}

void peer_waits_for(struct peer *peer, const char *name, uint16_t at_port, const char *dialogs)
{
	const struct timespec moment = {
		.tv_nsec = 300000000}; /* until sipp listens; a call before is repeated anyway */

	start(peer, name, at_port, &(struct telephones){NULL, dialogs, "1", "0"});
	nanosleep(&moment, NULL);
}

int peer_end(struct peer *peer)
{
	int status;

	while (waitpid(peer->sipp, &status, 0) < 0)
		assert_int_equal(errno, EINTR);
	close(peer->sound);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* --- sound --- */

bool peer_hears(struct peer *peer, uint8_t *type, uint8_t payload[CODEC_FRAME_BYTES], unsigned wait_ms)
{
	struct pollfd fd = {.fd = peer->sound, .events = POLLIN};
	uint8_t packet[PACKET_BYTES_MAX];
	struct sockaddr_in from;
	socklen_t bytes = sizeof(from);
	ssize_t size;

	if (poll(&fd, 1, (int)wait_ms) <= 0)
		return false;
	size = recvfrom(peer->sound, packet, sizeof(packet), 0, (struct sockaddr *)&from, &bytes);
	assert_int_equal(size, RTP_HEADER_BYTES + CODEC_FRAME_BYTES);
	memcpy(peer->to_ip, &from.sin_addr, sizeof(peer->to_ip));
	peer->to_port = ntohs(from.sin_port);
	*type = packet[1] & 0x7f;
	memcpy(payload, packet + RTP_HEADER_BYTES, CODEC_FRAME_BYTES);
	return true;
}

void peer_forgets(struct peer *peer)
{
	uint8_t payload[CODEC_FRAME_BYTES];
	uint8_t type;

	while (peer_hears(peer, &type, payload, 0))
		;
}

static void put16(uint8_t *to, uint16_t value)
{
	to[0] = (uint8_t)(value >> 8);
	to[1] = (uint8_t)value;
}

static void send_packet(struct peer *peer, uint8_t type, const uint8_t *payload, size_t bytes)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(peer->to_port)};
	uint8_t packet[RTP_HEADER_BYTES + CODEC_FRAME_BYTES] = {0x80, type};

	assert_true(peer->to_port != 0);
	memcpy(&to.sin_addr, peer->to_ip, sizeof(peer->to_ip));
	put16(packet + 2, ++peer->sequence);
	put16(packet + 4, (uint16_t)(peer->stamp >> 16));
	put16(packet + 6, (uint16_t)peer->stamp);
	packet[11] = 77;
	memcpy(packet + RTP_HEADER_BYTES, payload, bytes);
	assert_true(sendto(peer->sound, packet, RTP_HEADER_BYTES + bytes, 0, (struct sockaddr *)&to, sizeof(to)) > 0);
}

void peer_sounds(struct peer *peer, uint8_t type, const uint8_t *frame)
{
	uint8_t quiet[CODEC_FRAME_BYTES];

	memset(quiet, 0xd5, sizeof(quiet));
	send_packet(peer, type, frame ? frame : quiet, CODEC_FRAME_BYTES);
	peer->stamp += FRAME_STAMPS;
}

void peer_keys(struct peer *peer, uint8_t type, char key)
{
	static const char keys[] = "0123456789*#";

	peer_event(peer, type, (uint8_t)(strchr(keys, key) - keys));
}

void peer_event(struct peer *peer, uint8_t type, uint8_t number)
{
	uint8_t event[4] = {number, 10};

	for (uint16_t i = 1; i <= 7; i++) {
		put16(event + 2, (uint16_t)((i < 5 ? i : 5) * FRAME_STAMPS));
		event[1] = i < 5 ? 10 : 0x8a;
		send_packet(peer, type, event, sizeof(event));
	}
	peer->stamp += 10 * FRAME_STAMPS;
}
