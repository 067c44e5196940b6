#include "line/digits.h"

#include <string.h>

static const char keys[] = "0123456789*#ABCD";

enum {
	/* RFC 4733, 2.5.1.3: a key held longer goes on as another event, which begins where this one is full. */
	DURATION_MAX = 0xffff,
	/* No packet is later than that (10 s at 8 kHz): what seems older is of another stream that has begun. */
	LATE_MAX = 80000,
	END_BIT = 0x80
};

void digits_begin(struct digits *digits)
{
	*digits = (struct digits){0};
}

/* The oldest that the other way has reported and that this may be. */
static struct digits_reported *reported_by_other(struct digits *digits, const struct digits_reported *now)
{
	for (unsigned i = 0; i < DIGITS_REPORTED_MAX; i++) {
		unsigned place = (digits->reported_next + i) % DIGITS_REPORTED_MAX;
		struct digits_reported *before = &digits->reported[place];

		if (before->key == now->key && before->tone != now->tone &&
			now->at_ms - before->at_ms <= DIGITS_SAME_MS)
			return before;
	}
	return NULL;
}

/* One press by both ways is reported by the first; each report answers for one of the other way only, so that two quick
 * presses stay two. */
static char report(struct digits *digits, const struct digits_reported *now)
{
	struct digits_reported *before = reported_by_other(digits, now);

	if (before) {
		before->key = '\0';
		return '\0';
	}
	digits->reported[digits->reported_next] = *now;
	digits->reported_next = (digits->reported_next + 1) % DIGITS_REPORTED_MAX;
	return now->key;
}

char digits_event(struct digits *digits, const struct digits_packet *packet, uint64_t now_ms)
{
	const uint32_t later = packet->timestamp - digits->timestamp;
	const uint32_t earlier = digits->timestamp - packet->timestamp;
	const bool ended = (packet->payload[1] & END_BIT) != 0;
	char key;
	bool goes_on;

	if (packet->payload[0] >= sizeof(keys) - 1)
		return '\0';
	if (digits->any && earlier <= LATE_MAX) {
		digits->ended = digits->ended || (earlier == 0 && ended);
		return '\0';
	}
	key = keys[packet->payload[0]];
	goes_on = digits->any && later == DURATION_MAX && key == digits->key && !digits->ended;
	digits->any = true;
	digits->timestamp = packet->timestamp;
	digits->key = key;
	digits->ended = ended;
	return goes_on ? '\0' : report(digits, &(struct digits_reported){key, false, now_ms});
}

char digits_tone(struct digits *digits, char key, uint64_t now_ms)
{
	if (key == '\0' || !strchr(keys, key))
		return '\0';
	return report(digits, &(struct digits_reported){key, true, now_ms});
}
