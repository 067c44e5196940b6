#include "crowd.h"

#include "base/rng.h"

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum {
	PORTS = 65536,
	CALLS = 2048,
	GONE_TICKS = 50, /* of silence from the line */
	TICKS_PER_S = 1000 / CODEC_FRAME_MS,
	NS_PER_MS = 1000000,
	RTP_HEADER_BYTES = 12,
	PACKET_BYTES = RTP_HEADER_BYTES + CODEC_FRAME_BYTES,
	TYPE_PCMA = 8,
	TYPE_EVENTS = 101,
	EVENT_BYTES = 4,
	KEY_TICKS = 6, /* the last three say that it has ended */
	KEY_ENDS = 3,
	KEYS = 12,
	BATCH = 64,
	SOCKET_BYTES = 4 << 20
};

struct member {
	uint16_t port; /* of the line; 0: a free place */
	uint16_t sequence;
	uint32_t stamp;
	uint32_t heard_tick;
	uint32_t at; /* frame of the speech */
	uint8_t key;
	uint8_t key_ticks; /* that are left of it */
};

struct crowd {
	const struct line_prompt *speech;
	int sound;
	int clock;
	uint16_t port;
	pthread_t thread;
	atomic_bool ends;
	atomic_uint every_s;
	atomic_int pressed;
	atomic_uint count;
	atomic_ullong heard;
	uint32_t tick;
	unsigned members_end; /* behind the last one in use */
	struct rng rng;
	uint16_t places[PORTS]; /* member + 1 of a port */
	struct member members[CALLS];
	uint8_t packets[BATCH][PACKET_BYTES];
};

static void put16(uint8_t *to, uint32_t value)
{
	to[0] = (uint8_t)(value >> 8);
	to[1] = (uint8_t)value;
}

/* --- in --- */

static void newcomer(struct crowd *crowd, uint16_t port)
{
	for (unsigned i = 0; i < CALLS; i++) {
		struct member *member = &crowd->members[i];

		if (member->port)
			continue;
		*member = (struct member){.port = port, .heard_tick = crowd->tick, .at = rng_below(&crowd->rng, 500)};
		crowd->places[port] = (uint16_t)(i + 1);
		if (i >= crowd->members_end)
			crowd->members_end = i + 1;
		return;
	}
}

static void hear_all(struct crowd *crowd)
{
	struct sockaddr_in from[BATCH];
	struct mmsghdr messages[BATCH];
	struct iovec parts[BATCH];
	int count;

	for (unsigned i = 0; i < BATCH; i++) {
		parts[i] = (struct iovec){crowd->packets[i], PACKET_BYTES};
		messages[i].msg_hdr = (struct msghdr){
			.msg_name = &from[i], .msg_namelen = sizeof(from[i]), .msg_iov = &parts[i], .msg_iovlen = 1};
	}
	while ((count = recvmmsg(crowd->sound, messages, BATCH, MSG_DONTWAIT, NULL)) > 0) {
		for (int i = 0; i < count; i++) {
			uint16_t port = ntohs(from[i].sin_port);

			if (crowd->places[port] == 0)
				newcomer(crowd, port);
			if (crowd->places[port])
				crowd->members[crowd->places[port] - 1].heard_tick = crowd->tick;
		}
		atomic_fetch_add(&crowd->heard, (unsigned long long)count);
	}
}

/* --- out --- */

static size_t put_key(struct member *member, uint8_t *payload)
{
	bool ends = member->key_ticks <= KEY_ENDS;

	payload[0] = member->key;
	payload[1] = ends ? 0x8a : 0x0a;
	put16(payload + 2, CODEC_FRAME_BYTES * (ends ? KEY_TICKS - KEY_ENDS : KEY_TICKS - member->key_ticks + 1U));
	member->key_ticks--;
	if (member->key_ticks == 0)
		member->stamp += (uint32_t)KEY_TICKS * CODEC_FRAME_BYTES;
	return EVENT_BYTES;
}

static size_t put_speech(struct crowd *crowd, struct member *member, uint8_t *payload)
{
	const uint8_t *frame = prompt_frame(crowd->speech, member->at);

	if (!frame) {
		member->at = 0;
		frame = prompt_frame(crowd->speech, 0);
	}
	member->at++;
	memcpy(payload, frame, CODEC_FRAME_BYTES);
	member->stamp += CODEC_FRAME_BYTES;
	return CODEC_FRAME_BYTES;
}

static size_t put_packet(struct crowd *crowd, struct member *member, uint8_t *packet)
{
	unsigned every_s = atomic_load(&crowd->every_s);
	bool keys = member->key_ticks > 0;

	if (!keys && every_s && rng_below(&crowd->rng, every_s * TICKS_PER_S) == 0) {
		int key = atomic_load(&crowd->pressed);

		member->key = (uint8_t)(key == CROWD_KEY_ANY ? rng_below(&crowd->rng, KEYS) : (uint32_t)key);
		member->key_ticks = KEY_TICKS;
		keys = true;
	}
	memset(packet, 0, RTP_HEADER_BYTES);
	packet[0] = 0x80;
	packet[1] = keys ? TYPE_EVENTS : TYPE_PCMA;
	put16(packet + 2, ++member->sequence);
	put16(packet + 4, member->stamp >> 16);
	put16(packet + 6, member->stamp);
	put16(packet + 10, member->port);
	return RTP_HEADER_BYTES + (keys ? put_key(member, packet + RTP_HEADER_BYTES)
					: put_speech(crowd, member, packet + RTP_HEADER_BYTES));
}

static bool is_gone(struct crowd *crowd, struct member *member)
{
	if (member->port && crowd->tick - member->heard_tick > GONE_TICKS) {
		crowd->places[member->port] = 0;
		member->port = 0;
	}
	return member->port == 0;
}

static void say_all(struct crowd *crowd)
{
	struct sockaddr_in to[BATCH];
	struct mmsghdr messages[BATCH];
	struct iovec parts[BATCH];
	unsigned filled = 0;
	unsigned count = 0;

	for (unsigned i = 0; i < crowd->members_end; i++) {
		struct member *member = &crowd->members[i];

		if (!is_gone(crowd, member)) {
			to[filled] = (struct sockaddr_in){.sin_family = AF_INET,
				.sin_addr = {htonl(INADDR_LOOPBACK)},
				.sin_port = htons(member->port)};
			parts[filled] = (struct iovec){
				crowd->packets[filled], put_packet(crowd, member, crowd->packets[filled])};
			messages[filled].msg_hdr = (struct msghdr){.msg_name = &to[filled],
				.msg_namelen = sizeof(to[0]),
				.msg_iov = &parts[filled],
				.msg_iovlen = 1};
			filled++;
			count++;
		}
		if (filled == BATCH || (filled && i + 1 == crowd->members_end)) {
			(void)sendmmsg(crowd->sound, messages, filled, 0);
			filled = 0;
		}
	}
	atomic_store(&crowd->count, count);
}

static void *talk(void *self)
{
	struct crowd *crowd = self;
	uint64_t ticks;

	while (!atomic_load(&crowd->ends)) {
		if (read(crowd->clock, &ticks, sizeof(ticks)) != sizeof(ticks))
			continue;
		crowd->tick++; /* who was late stays so: it is the line that is measured */
		hear_all(crowd);
		say_all(crowd);
	}
	return NULL;
}

/* --- from the start to the end --- */

static bool take_socket(struct crowd *crowd)
{
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
	const struct timespec each = {.tv_nsec = (long)CODEC_FRAME_MS * NS_PER_MS};
	const struct itimerspec times = {each, each};
	const int room = SOCKET_BYTES;
	socklen_t bytes = sizeof(at);

	crowd->sound = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	crowd->clock = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
	if (crowd->sound < 0 || bind(crowd->sound, (struct sockaddr *)&at, sizeof(at)) ||
		getsockname(crowd->sound, (struct sockaddr *)&at, &bytes))
		return false;
	crowd->port = ntohs(at.sin_port);
	if (setsockopt(crowd->sound, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room)))
		(void)setsockopt(crowd->sound, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room));
	return timerfd_settime(crowd->clock, 0, &times, NULL) == 0;
}

struct crowd *crowd_open(const struct line_prompt *speech)
{
	struct crowd *crowd = calloc(1, sizeof(*crowd));

	if (!crowd)
		return NULL;
	crowd->speech = speech;
	crowd->rng.state = 2912;
	if (take_socket(crowd) && pthread_create(&crowd->thread, NULL, talk, crowd) == 0)
		return crowd;
	free(crowd);
	return NULL;
}

void crowd_close(struct crowd *crowd)
{
	if (!crowd)
		return;
	atomic_store(&crowd->ends, true);
	pthread_join(crowd->thread, NULL);
	close(crowd->sound);
	close(crowd->clock);
	free(crowd);
}

uint16_t crowd_port(const struct crowd *crowd)
{
	return crowd->port;
}

void crowd_presses(struct crowd *crowd, unsigned every_s, int key)
{
	atomic_store(&crowd->pressed, key);
	atomic_store(&crowd->every_s, every_s);
}

unsigned crowd_count(struct crowd *crowd)
{
	return atomic_load(&crowd->count);
}

uint64_t crowd_heard(struct crowd *crowd)
{
	return atomic_load(&crowd->heard);
}
