/* Keys of one call, each reported once, though they come as RTP events (RFC 4733: lost, doubled, late, out of order,
 * without a beginning or an end) and as sound beside them. Pure: no clock, no memory. */
#ifndef FOYER_DIGITS_H
#define FOYER_DIGITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	DIGITS_SAME_MS = 250, /* the same key by both ways within this is one */
	DIGITS_EVENT_BYTES = 4,
	DIGITS_REPORTED_MAX = 8 /* in DIGITS_SAME_MS; nobody's telephone sends more */
};

/* A telephone-event packet, as it came. */
struct digits_packet {
	uint32_t timestamp; /* RTP: the same in all packets of one event */
	uint8_t payload[DIGITS_EVENT_BYTES];
};

struct digits_reported {
	char key; /* '\0': it has come by the other way as well */
	bool tone;
	uint64_t at_ms;
};

struct digits {
	bool any;           /* a telephone-event has been seen */
	uint32_t timestamp; /* of the newest one */
	char key;           /* its key */
	bool ended;         /* its end has been seen */
	struct digits_reported reported[DIGITS_REPORTED_MAX];
	unsigned reported_next;
};

void digits_begin(struct digits *digits);
/* The key that this packet reports; '\0': none, or known already, or older than one that was reported: keys never come
 * out of order. now_ms: of any clock that does not run backwards. */
char digits_event(struct digits *digits, const struct digits_packet *packet, uint64_t now_ms);
/* The same for a key that was heard as sound. */
char digits_tone(struct digits *digits, char key, uint64_t now_ms);

#endif
