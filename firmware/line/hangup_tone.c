/* Frame by frame: is this the tone, silence, or neither? Then how long each lasted, against what the country plays. */
#include "line/hangup_tone.h"

#include <math.h>
#include <string.h>

enum {
	RATE_HZ = 8000,
	FRAME_MS = 20,
	ASTRAY_FRAMES = 1, /* a frame in which a run begins or ends is neither */
	NEAR_SHARE = 10    /* a tenth: what exchanges are off by, beside the frame in which a run begins or ends */
};

enum heard { HEARD_NOTHING, HEARD_TONE, HEARD_SILENCE };

/* Power of a sine of -40 dBm0; 3.14 dBm0 is as loud as a sample can be. */
static const float power_min = 2560;
/* Of what is heard, so much is the tone. The frequencies may be 2 % off: each is then 0.9 of itself. */
static const float share_min = 0.75F;
/* Silence of the line it comes from, against the tone: 10 dB below it. */
static const float silence_share = 0.1F;

void hangup_tone_begin(struct hangup_tone *tone, const struct hangup_country *country)
{
	*tone = (struct hangup_tone){.country = country};
}

/* --- one frame --- */

static float power_in_all(const int16_t *frame)
{
	int64_t sum = 0;

	for (int i = 0; i < HANGUP_TONE_FRAME; i++)
		sum += frame[i] * frame[i];
	return (float)sum / HANGUP_TONE_FRAME;
}

/* Goertzel. */
static float power_at(const int16_t *frame, uint16_t hz)
{
	const float turn = 2 * (float)M_PI * (float)hz / RATE_HZ;
	const float coefficient = 2 * cosf(turn);
	float before = 0;
	float last = 0;

	for (int i = 0; i < HANGUP_TONE_FRAME; i++) {
		const float now = (float)frame[i] + coefficient * last - before;

		before = last;
		last = now;
	}
	return 2 * (last * last + before * before - coefficient * last * before) /
	       (HANGUP_TONE_FRAME * HANGUP_TONE_FRAME);
}

/* All of it is these frequencies; where they are two, both are there. */
static bool is_at(const int16_t *frame, const uint16_t *hz, float power)
{
	const float first = power_at(frame, hz[0]);
	const float second = hz[1] ? power_at(frame, hz[1]) : first;
	const float both = hz[1] ? first + second : first;

	return both >= share_min * power && first >= 0.2F * both && second >= 0.2F * both;
}

static enum heard heard_in(const struct hangup_tone *tone, const int16_t *frame, float power)
{
	if (power >= power_min && is_at(frame, tone->country->hz, power))
		return HEARD_TONE;
	if (power < power_min || power < silence_share * tone->power)
		return HEARD_SILENCE;
	return HEARD_NOTHING;
}

/* --- what the runs say --- */

static bool is_near(uint32_t run_ms, uint32_t ms)
{
	const uint32_t off_ms = run_ms > ms ? run_ms - ms : ms - run_ms;

	return off_ms <= FRAME_MS + ms / NEAR_SHARE;
}

/* The last `count` runs are this cadence over and over, from its place `from` on. */
static bool repeats(const struct hangup_tone *tone, const uint16_t *cadence_ms, unsigned length, unsigned from)
{
	for (unsigned i = 0; i < tone->runs_count; i++)
		if (!is_near(tone->runs_ms[i], cadence_ms[(from + i) % length]))
			return false;
	return true;
}

static unsigned length_of(const uint16_t *cadence_ms)
{
	unsigned length = 0;

	while (length < HANGUP_TONE_RUNS && cadence_ms[length])
		length++;
	return length;
}

/* Runs that are of no cadence are left out from the oldest on: what is kept is, or may become, one. */
static bool begins_like(const struct hangup_tone *tone, unsigned *length)
{
	for (unsigned c = 0; c < HANGUP_TONE_CADENCES; c++) {
		const uint16_t *cadence_ms = tone->country->cadence_ms[c];

		*length = length_of(cadence_ms);
		for (unsigned from = 0; from < *length; from += 2)
			if (repeats(tone, cadence_ms, *length, from))
				return true;
	}
	return false;
}

static void forget_oldest(struct hangup_tone *tone, unsigned count)
{
	tone->runs_count = (uint8_t)(tone->runs_count - count);
	memmove(tone->runs_ms, tone->runs_ms + count, tone->runs_count * sizeof(tone->runs_ms[0]));
}

static bool is_believed(struct hangup_tone *tone)
{
	uint32_t all_ms = 0;
	unsigned length = 0;

	while (tone->runs_count > 0 && !begins_like(tone, &length))
		forget_oldest(tone, tone->runs_count > 1 ? 2 : 1);
	for (unsigned i = 0; i < tone->runs_count; i++)
		all_ms += tone->runs_ms[i];
	return tone->runs_count > 0 && tone->runs_count >= HANGUP_TONE_TIMES * length && all_ms >= HANGUP_TONE_HELD_MS;
}

/* A run is over. It is looked at behind each silence: the sound before it was there in full. */
static bool run_ends(struct hangup_tone *tone)
{
	const bool silence = tone->heard == HEARD_SILENCE;

	if (silence && tone->runs_count == 0)
		return false; /* they begin with sound */
	if (tone->runs_count == HANGUP_TONE_RUNS_KEPT)
		forget_oldest(tone, 2);
	tone->runs_ms[tone->runs_count++] = (uint16_t)(tone->run_ms < UINT16_MAX ? tone->run_ms : UINT16_MAX);
	return silence && is_believed(tone);
}

/* --- in turn --- */

static bool is_astray(struct hangup_tone *tone)
{
	tone->run_ms += FRAME_MS / 2; /* half of it was still of the run */
	if (++tone->astray > ASTRAY_FRAMES) {
		tone->runs_count = 0;
		tone->heard = HEARD_NOTHING;
	}
	return false;
}

static bool cadence_hears(struct hangup_tone *tone, enum heard now)
{
	const bool strayed = tone->astray > 0;
	bool gone = false;

	if (now == HEARD_NOTHING)
		return is_astray(tone);
	tone->astray = 0;
	if (now != tone->heard) {
		gone = tone->heard != HEARD_NOTHING && run_ends(tone);
		tone->heard = (uint8_t)now;
		tone->run_ms = strayed ? FRAME_MS / 2 : 0;
	}
	tone->run_ms += FRAME_MS;
	return gone;
}

static bool steady_hears(struct hangup_tone *tone, const int16_t *frame, float power)
{
	const bool dials = power >= power_min && is_at(frame, tone->country->dial_hz, power);

	tone->steady_ms = dials ? tone->steady_ms + FRAME_MS : 0;
	return tone->steady_ms >= HANGUP_TONE_STEADY_MS;
}

static bool hear_frame(struct hangup_tone *tone)
{
	const float power = power_in_all(tone->frame);
	const enum heard now = heard_in(tone, tone->frame, power);
	const bool steady = steady_hears(tone, tone->frame, power);

	if (now == HEARD_TONE)
		tone->power = power;
	return cadence_hears(tone, now) || steady;
}

bool hangup_tone_hear(struct hangup_tone *tone, const int16_t *samples, size_t count)
{
	bool gone = false;

	while (tone->country && count > 0) {
		const size_t left = HANGUP_TONE_FRAME - (size_t)tone->filled;
		const size_t part = left < count ? left : count;

		memcpy(tone->frame + tone->filled, samples, part * sizeof(*samples));
		tone->filled = (uint16_t)(tone->filled + part);
		samples += part;
		count -= part;
		if (tone->filled == HANGUP_TONE_FRAME) {
			gone = hear_frame(tone) || gone;
			tone->filled = 0;
		}
	}
	return gone;
}
