/* One direction between two calls. */
#include "line/bridge.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
	NARROW_HZ = 8000,
	WIDE_HZ = 16000,
	MS_PER_S = 1000,
	TAPS = 23,
	MIDDLE = TAPS / 2,
	ONE_BITS = 15,
	PUT_SAMPLES_MAX = 4 * CODEC_FRAME_BYTES,
	HELD_SAMPLES_MAX = WIDE_HZ / MS_PER_S * (BRIDGE_HOLD_MS + 2 * CODEC_FRAME_MS)
};

struct bridge {
	enum codec to;
	struct codec_state *encoder;
	bool flows; /* enough was held once: until it runs dry */
	size_t held;
	int16_t samples[HELD_SAMPLES_MAX];
	int16_t past[TAPS - 1]; /* of what came in, for the filter */
	uint8_t frame[CODEC_FRAME_BYTES];
};

/* Half of the band, by a Hamming window; all others are 0. Times 2^15. */
static const int32_t taps[TAPS] = {
	-91, 0, 249, 0, -628, 0, 1377, 0, -3013, 0, 10284, 16412, 10284, 0, -3013, 0, 1377, 0, -628, 0, 249, 0, -91};

static int16_t clipped(int32_t value)
{
	if (value > INT16_MAX)
		return INT16_MAX;
	return value < INT16_MIN ? INT16_MIN : (int16_t)value;
}

/* `line`: what came before, then what came now. Every second sample of the filtered sound. */
static size_t narrow(const int16_t *line, size_t count, int16_t *out)
{
	for (size_t n = 0; n < count / 2; n++) {
		int32_t sum = 0;

		for (size_t k = 0; k < TAPS; k++)
			sum += taps[k] * line[TAPS - 1 + 2 * n - k];
		out[n] = clipped(sum >> ONE_BITS);
	}
	return count / 2;
}

/* Between every two samples one that the filter makes: at the odd places only its middle is left of it. */
static size_t widen(const int16_t *line, size_t count, int16_t *out)
{
	for (size_t n = 0; n < count; n++) {
		int32_t sum = 0;

		for (size_t k = 0; k < TAPS; k += 2)
			sum += taps[k] * line[TAPS - 1 + n - k / 2];
		out[2 * n] = clipped(sum >> (ONE_BITS - 1));
		out[2 * n + 1] = line[TAPS - 1 + n - MIDDLE / 2];
	}
	return 2 * count;
}

/* Returns the samples at the listener's rate. */
static size_t convert(struct bridge *bridge, const int16_t *samples, size_t count, int16_t *out)
{
	int16_t line[TAPS - 1 + PUT_SAMPLES_MAX];

	memcpy(line, bridge->past, sizeof(bridge->past));
	memcpy(line + TAPS - 1, samples, count * sizeof(*samples));
	memcpy(bridge->past, line + count, sizeof(bridge->past));
	return bridge->to == CODEC_G722 ? widen(line, count, out) : narrow(line, count, out);
}

static size_t samples_of_ms(const struct bridge *bridge, unsigned ms)
{
	return codec_rate_hz(bridge->to) * ms / MS_PER_S;
}

static void drop_oldest(struct bridge *bridge, size_t count)
{
	bridge->held -= count;
	memmove(bridge->samples, bridge->samples + count, bridge->held * sizeof(*bridge->samples));
}

void bridge_put(struct bridge *bridge, const int16_t *samples, size_t count, uint32_t rate_hz)
{
	int16_t converted[2 * PUT_SAMPLES_MAX];
	size_t most = samples_of_ms(bridge, BRIDGE_HOLD_MS);

	CHECK(count <= PUT_SAMPLES_MAX);
	if (rate_hz != codec_rate_hz(bridge->to)) {
		count = convert(bridge, samples, count, converted);
		samples = converted;
	}
	if (count > most) {
		samples += count - most;
		count = most;
	}
	if (bridge->held + count > most)
		drop_oldest(bridge, bridge->held + count - most);
	memcpy(bridge->samples + bridge->held, samples, count * sizeof(*samples));
	bridge->held += count;
	bridge->flows = bridge->flows || bridge->held >= samples_of_ms(bridge, BRIDGE_BEGIN_MS);
}

const uint8_t *bridge_frame(struct bridge *bridge)
{
	size_t count = codec_frame_samples(bridge->to);

	if (!bridge->flows || bridge->held < count) {
		bridge->flows = false;
		return NULL;
	}
	codec_encode(bridge->encoder, bridge->samples, bridge->frame);
	drop_oldest(bridge, count);
	return bridge->frame;
}

enum err bridge_open(struct bridge **out, enum codec to)
{
	struct bridge *bridge = calloc(1, sizeof(*bridge));
	enum err err;

	*out = NULL;
	if (!bridge)
		return ERR_NO_SPACE;
	bridge->to = to;
	err = codec_open(&bridge->encoder, to);
	if (err)
		bridge_close(bridge);
	else
		*out = bridge;
	return err;
}

void bridge_close(struct bridge *bridge)
{
	if (!bridge)
		return;
	codec_close(bridge->encoder);
	explicit_bzero(bridge, sizeof(*bridge));
	free(bridge);
}
