#include "event_score.h"

#include "line/digits.h"

#include <stdlib.h>
#include <string.h>

enum { PACKETS_A_KEY_MAX = 64, ENDS = 3, TICKS_A_MS = 8, TONE_AFTER_MS = 40, TONE_LATE_MS = 110 };

struct arrival {
	uint64_t at_ms;
	uint32_t order; /* of those at the same moment */
	uint32_t key;   /* which press */
	bool tone;
	struct digits_packet packet;
};

struct arrivals {
	struct arrival *list;
	uint32_t count;
};

struct press {
	uint8_t code;
	unsigned held_ms;
	unsigned every_ms; /* between its packets */
	uint64_t from_ms;
	uint32_t timestamp;
};

static void put(struct arrivals *out, struct rng *rng, const struct event_network *network, struct arrival arrival)
{
	unsigned times = rng_chance(rng, network->loss_permille) ? 0 : 1 + rng_chance(rng, network->double_permille);
	uint64_t sent_ms = arrival.at_ms;

	while (times--) {
		arrival.at_ms = sent_ms + rng_below(rng, network->jitter_ms + 1);
		arrival.order = out->count;
		out->list[out->count++] = arrival;
	}
}

static void send_press(struct arrivals *out, struct rng *rng, const struct event_network *network,
	const struct press *press, uint32_t number)
{
	struct arrival arrival = {.key = number, .packet = {.timestamp = press->timestamp}};
	unsigned held_ms = press->every_ms;
	unsigned ends = 0;

	for (uint64_t at_ms = press->from_ms; ends < ENDS; at_ms += press->every_ms) {
		const bool ended = held_ms >= press->held_ms;
		const unsigned duration = (ended ? press->held_ms : held_ms) * TICKS_A_MS;

		arrival.at_ms = at_ms;
		arrival.packet.payload[0] = press->code;
		arrival.packet.payload[1] = ended ? 0x8a : 0x0a;
		arrival.packet.payload[2] = (uint8_t)(duration >> 8);
		arrival.packet.payload[3] = (uint8_t)duration;
		put(out, rng, network, arrival);
		ends += ended;
		held_ms += press->every_ms;
	}
	if (network->with_tones) {
		arrival.tone = true;
		arrival.at_ms = press->from_ms + TONE_AFTER_MS + rng_below(rng, TONE_LATE_MS);
		arrival.order = out->count;
		out->list[out->count++] = arrival;
	}
}

static int earlier(const void *left, const void *right)
{
	const struct arrival *a = left;
	const struct arrival *b = right;

	if (a->at_ms != b->at_ms)
		return a->at_ms < b->at_ms ? -1 : 1;
	return a->order < b->order ? -1 : 1;
}

struct hearing {
	struct digits digits;
	uint8_t *codes;    /* of each press */
	uint8_t *reported; /* how often each was */
	uint8_t *arrived;
	uint32_t newest; /* press of which a packet has come, + 1 */
};

static void hear(struct hearing *hearing, const struct arrival *arrival, struct event_tally *tally)
{
	static const char keys[] = "0123456789*#ABCD";
	const char expected = keys[hearing->codes[arrival->key]];
	char key;

	if (arrival->tone)
		key = digits_tone(&hearing->digits, expected, arrival->at_ms);
	else
		key = digits_event(&hearing->digits, &arrival->packet, arrival->at_ms);
	if (key) {
		tally->strange += key != expected || hearing->reported[arrival->key] > 0 ||
				  (!arrival->tone && arrival->key + 1 < hearing->newest);
		hearing->reported[arrival->key]++;
	}
	if (arrival->tone || arrival->key + 1 >= hearing->newest)
		hearing->arrived[arrival->key] = 1;
	else if (!hearing->arrived[arrival->key])
		hearing->arrived[arrival->key] = 2;
	if (!arrival->tone && arrival->key + 1 > hearing->newest)
		hearing->newest = arrival->key + 1;
}

static void send_all(struct arrivals *out, struct rng *rng, const struct event_network *network,
	struct hearing *hearing, unsigned keys)
{
	struct press press = {.from_ms = 1000, .timestamp = 0xfff00000u};

	for (uint32_t i = 0; i < keys; i++) {
		press.code = (uint8_t)rng_below(rng, 16);
		/* The same key twice in a row is what people find hardest to tell apart, and so do receivers. */
		if (i > 0 && rng_chance(rng, 300))
			press.code = hearing->codes[i - 1];
		press.held_ms = 40 + rng_below(rng, 360);
		press.every_ms = 20 + rng_below(rng, 4) * 10;
		hearing->codes[i] = press.code;
		send_press(out, rng, network, &press, i);
		press.from_ms += press.held_ms + 50 + rng_below(rng, 300);
		press.timestamp = 0xfff00000u + (uint32_t)(press.from_ms - 1000) * TICKS_A_MS;
	}
}

void event_try(struct rng *rng, const struct event_network *network, unsigned keys, struct event_tally *tally)
{
	struct arrivals arrivals = {.list = calloc((size_t)keys * PACKETS_A_KEY_MAX, sizeof(struct arrival))};
	struct hearing hearing = {.codes = calloc(keys, 1), .reported = calloc(keys, 1), .arrived = calloc(keys, 1)};

	if (!arrivals.list || !hearing.codes || !hearing.reported || !hearing.arrived)
		abort();
	digits_begin(&hearing.digits);
	send_all(&arrivals, rng, network, &hearing, keys);
	qsort(arrivals.list, arrivals.count, sizeof(*arrivals.list), earlier);
	for (uint32_t i = 0; i < arrivals.count; i++)
		hear(&hearing, &arrivals.list[i], tally);
	for (uint32_t i = 0; i < keys; i++) {
		tally->keys++;
		tally->arrived += hearing.arrived[i] == 1;
		tally->once += hearing.arrived[i] == 1 && hearing.reported[i] == 1;
		tally->late += hearing.arrived[i] == 2;
		tally->strange += hearing.arrived[i] != 1 && hearing.reported[i] > 0;
	}
	free(arrivals.list);
	free(hearing.codes);
	free(hearing.reported);
	free(hearing.arrived);
}
