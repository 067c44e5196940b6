#include "packets.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { CALLS_MAX = 200, PACKET_BYTES = 12 + 160, TICK_MS = 20, TICKS_PER_S = 1000 / TICK_MS, RTP_VERSION = 0x80 };

static uint64_t used_us(void)
{
	struct timespec used;

	if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used))
		return 0;
	return (uint64_t)used.tv_sec * 1000000 + (uint64_t)used.tv_nsec / 1000;
}

static unsigned open_all(int *fds, unsigned calls, uint16_t to_port)
{
	const struct sockaddr_in to = {
		.sin_family = AF_INET, .sin_port = htons(to_port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
	unsigned count = 0;

	while (count < calls && count < CALLS_MAX) {
		int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

		if (fd < 0)
			break;
		fds[count++] = fd;
		if (connect(fd, (const struct sockaddr *)&to, sizeof(to)))
			break;
	}
	return count;
}

/* As little as there can be: connected sockets, read once a tick. */
static bool tick(const int *fds, unsigned calls, uint16_t number)
{
	uint8_t packet[PACKET_BYTES] = {RTP_VERSION, 8, (uint8_t)(number >> 8), (uint8_t)number};
	uint8_t came[PACKET_BYTES * 2];

	for (unsigned i = 0; i < calls; i++) {
		while (recv(fds[i], came, sizeof(came), 0) > 0)
			continue;
		if (send(fds[i], packet, sizeof(packet), 0) < 0 && errno != ECONNREFUSED)
			return false;
	}
	return true;
}

static bool run(int clock, const int *fds, unsigned calls, unsigned seconds)
{
	uint64_t due = 0;

	for (unsigned ticks = 0; ticks < seconds * TICKS_PER_S; ticks += (unsigned)due) {
		if (read(clock, &due, sizeof(due)) != sizeof(due))
			return false;
		for (uint64_t i = 0; i < due; i++)
			if (!tick(fds, calls, (uint16_t)(ticks + i)))
				return false;
	}
	return true;
}

double packets_load_pct(uint16_t to_port, unsigned calls, unsigned seconds)
{
	const struct itimerspec every = {{0, TICK_MS * 1000000L}, {0, TICK_MS * 1000000L}};
	int fds[CALLS_MAX];
	unsigned count = open_all(fds, calls, to_port);
	int clock = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
	uint64_t before_us;
	double pct = -1;

	if (count == calls && clock >= 0 && timerfd_settime(clock, 0, &every, NULL) == 0 && run(clock, fds, calls, 1)) {
		before_us = used_us();
		if (run(clock, fds, calls, seconds))
			pct = (double)(used_us() - before_us) / 1e4 / seconds / calls;
	}
	while (count > 0)
		close(fds[--count]);
	if (clock >= 0)
		close(clock);
	return pct;
}
