/* Two lines in 20 ms of sound, every 10 ms. First roughly, in whole numbers, at the eight frequencies: that is all that
 * speech costs. Where two of them are most of what is heard, exactly: where each stands, and what else there is. */
#include "line/tones.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
	RATE_HZ = 8000,
	GROUP = 4, /* frequencies in each of the two */
	FREQUENCIES = 2 * GROUP,
	HOP = 80,
	SPAN = 2 * HOP,
	STEP = HOP / 2, /* between two parts of a span whose phases tell a frequency: up to 100 Hz off is told */
	PART = SPAN - STEP,
	BEGIN_HOPS = 2,   /* a key of 40 ms fills two spans, wherever it begins */
	END_HOPS = 4,     /* rides over 20 ms that are lost or out of phase, and never over a pause of 40 ms */
	SCALE = 256,      /* of the waves, whose window goes to 2: 32768 * SCALE * SPAN still fits 32 bits */
	QUIET_PEAK = 400, /* two tones of -29 dBm0, one of them 8 dB below, reach 1100 */
};

/* Power of a sine of -40 dBm0; 3.14 dBm0 is as loud as a sample can be. */
static const float power_min = 2560;
/* Q.24: the column's tone up to 8 dB below and 4 dB above the row's is a key; the rest is for noise. */
static const float twist_min = 0.1F;
static const float twist_max = 4;
/* Q.24: up to 1.5 % off is a key, 3.5 % is none. */
static const float off_max = 0.025F;
/* Of what is heard, so much is the two tones. With 15 dB of noise it is 0.97; roughly, and 1.5 % off, 0.7. */
static const float share_min = 0.9F;
static const float share_min_roughly = 0.55F;

static const char names[] = "123A456B789C*0#D";
static const float frequencies_hz[FREQUENCIES] = {697, 770, 852, 941, 1209, 1336, 1477, 1633};

struct waves {
	int16_t cosine[SPAN];
	int16_t sine[SPAN];
};

static struct waves waves[FREQUENCIES];
static float whole_window[SPAN]; /* a raised cosine; its sum is SPAN */
static float part_window[PART];
static pthread_once_t waves_once = PTHREAD_ONCE_INIT;

struct tones {
	int16_t span[SPAN]; /* what was heard last */
	unsigned filled;    /* of its last hop */
	unsigned quiet;     /* hops without sound in a row */
	char last;          /* what the last span was; '\0': no key */
	char held;
	unsigned missed; /* spans in a row that were not the held key */
};

static void make_window(float *window, int count)
{
	for (int i = 0; i < count; i++)
		window[i] = 1 - cosf(2 * (float)M_PI * ((float)i + 0.5F) / (float)count);
}

static void make_waves(void)
{
	make_window(whole_window, SPAN);
	make_window(part_window, PART);
	for (int i = 0; i < SPAN; i++) {
		for (int f = 0; f < FREQUENCIES; f++) {
			float angle = 2 * (float)M_PI * frequencies_hz[f] / RATE_HZ * (float)i;

			waves[f].cosine[i] = (int16_t)lrintf(SCALE * whole_window[i] * cosf(angle));
			waves[f].sine[i] = (int16_t)lrintf(SCALE * whole_window[i] * sinf(angle));
		}
	}
}

enum err tones_open(struct tones **out)
{
	pthread_once(&waves_once, make_waves);
	*out = calloc(1, sizeof(**out));
	return *out ? ERR_NONE : ERR_NO_SPACE;
}

void tones_close(struct tones *tones)
{
	free(tones);
}

/* --- roughly --- */

/* Of a constant length: both compilers multiply eight at once. */
static int32_t product(const int16_t *samples, const int16_t *wave)
{
	int32_t sum = 0;

	for (int i = 0; i < SPAN; i++)
		sum += samples[i] * wave[i];
	return sum;
}

static float power_roughly(const int16_t *span, unsigned f)
{
	const float re = (float)product(span, waves[f].cosine) / SCALE;
	const float im = (float)product(span, waves[f].sine) / SCALE;

	return 2 * (re * re + im * im) / (SPAN * SPAN);
}

/* The loudest of a group. */
static unsigned loudest(const int16_t *span, unsigned first, float *power)
{
	unsigned best = first;

	*power = 0;
	for (unsigned f = first; f < first + GROUP; f++) {
		float other = power_roughly(span, f);

		if (other > *power) {
			*power = other;
			best = f;
		}
	}
	return best;
}

static float power_in_all(const int16_t *span)
{
	int64_t sum = 0;

	for (int i = 0; i < SPAN; i++)
		sum += span[i] * span[i];
	return (float)sum / SPAN;
}

/* --- exactly --- */

struct line_of_sound {
	float re;
	float im;
};

static struct line_of_sound line_at(const int16_t *samples, const float *window, int count, float hz)
{
	const float turn = 2 * (float)M_PI * hz / RATE_HZ;
	const struct line_of_sound step = {cosf(turn), -sinf(turn)};
	struct line_of_sound wave = {1, 0};
	struct line_of_sound line = {0};

	for (int i = 0; i < count; i++) {
		const float sample = (float)samples[i] * window[i];
		const float re = wave.re * step.re - wave.im * step.im;

		line.re += sample * wave.re;
		line.im += sample * wave.im;
		wave.im = wave.re * step.im + wave.im * step.re;
		wave.re = re;
	}
	return line;
}

/* How far the line near this frequency stands from it, as a share: a step later its phase has turned on by what its own
 * frequency says. */
static float off_by(const int16_t *span, float hz)
{
	const struct line_of_sound before = line_at(span, part_window, PART, hz);
	const struct line_of_sound after = line_at(span + STEP, part_window, PART, hz);
	const float turned = atan2f(after.im, after.re) - atan2f(before.im, before.re);
	const float expected = 2 * (float)M_PI * hz / RATE_HZ * STEP;

	return remainderf(turned - expected, 2 * (float)M_PI) / expected;
}

static float power_at(const int16_t *span, float hz)
{
	const struct line_of_sound line = line_at(span, whole_window, SPAN, hz);

	return 2 * (line.re * line.re + line.im * line.im) / (SPAN * SPAN);
}

static float power_windowed(const int16_t *span)
{
	float sum = 0;

	for (int i = 0; i < SPAN; i++)
		sum += (float)span[i] * (float)span[i] * whole_window[i];
	return sum / SPAN;
}

static bool is_key(const int16_t *span, float row_hz, float column_hz)
{
	const float row_off = off_by(span, row_hz);
	const float column_off = off_by(span, column_hz);
	float row, column;

	if (fabsf(row_off) > off_max || fabsf(column_off) > off_max)
		return false;
	row = power_at(span, row_hz * (1 + row_off));
	column = power_at(span, column_hz * (1 + column_off));
	return fminf(row, column) >= power_min && column >= twist_min * row && column <= twist_max * row &&
	       row + column >= share_min * power_windowed(span);
}

/* --- in turn --- */

/* That a key is still held needs no exact look. */
static char key_of(const int16_t *span, char held)
{
	float row_power, column_power;
	const unsigned row = loudest(span, 0, &row_power);
	const unsigned column = loudest(span, GROUP, &column_power);
	const char key = names[row * GROUP + column - GROUP];

	if (row_power + column_power < share_min_roughly * power_in_all(span))
		return '\0';
	return key == held || is_key(span, frequencies_hz[row], frequencies_hz[column]) ? key : '\0';
}

static bool is_quiet(const int16_t *hop)
{
	for (int i = 0; i < HOP; i++)
		if (hop[i] > QUIET_PEAK || hop[i] < -QUIET_PEAK)
			return false;
	return true;
}

/* The key that begins with this span. */
static char begins(struct tones *tones, char now)
{
	const bool again = now && now == tones->last;

	tones->last = now;
	tones->missed = now == tones->held ? 0 : tones->missed + 1;
	if (again && now != tones->held) {
		tones->held = now;
		tones->missed = 0;
		return now;
	}
	if (tones->missed >= END_HOPS)
		tones->held = '\0';
	return '\0';
}

static char hear_hop(struct tones *tones)
{
	tones->quiet = is_quiet(tones->span + HOP) ? tones->quiet + 1 : 0;
	return begins(tones, tones->quiet < SPAN / HOP ? key_of(tones->span, tones->held) : '\0');
}

char tones_hear(struct tones *tones, const int16_t *samples, size_t count)
{
	char began = '\0';

	while (count > 0) {
		size_t part = HOP - tones->filled < count ? HOP - tones->filled : count;

		memcpy(tones->span + HOP + tones->filled, samples, part * sizeof(*samples));
		tones->filled += (unsigned)part;
		samples += part;
		count -= part;
		if (tones->filled == HOP) {
			char key = hear_hop(tones);

			if (key)
				began = key;
			memcpy(tones->span, tones->span + HOP, HOP * sizeof(*samples));
			tones->filled = 0;
		}
	}
	return began;
}

bool tones_held(const struct tones *tones)
{
	return tones->held != '\0';
}

/* --- made --- */

void tones_make(const struct tones_key *key, size_t from, int16_t *samples, size_t count)
{
	const char *name = key->key ? strchr(names, key->key) : NULL;
	const size_t place = name ? (size_t)(name - names) : 0;
	const float row = frequencies_hz[place / GROUP];
	const float column = frequencies_hz[GROUP + place % GROUP];

	for (size_t i = 0; i < count; i++) {
		float at = 2 * (float)M_PI / (float)key->rate_hz * (float)(from + i);

		samples[i] = (int16_t)((float)key->amplitude * (sinf(at * row) + sinf(at * column)));
	}
}

/* --- at the start --- */

enum { TEST_HOPS = 12, TEST_TONE_HOPS = 6, TEST_AMPLITUDE = 4000 };

/* Whether a tone of 60 ms, and a silence as long, is this key once. */
static bool hears(struct tones *tones, size_t key)
{
	const struct tones_key made = {names[key], RATE_HZ, TEST_AMPLITUDE};
	int16_t samples[HOP];
	unsigned times = 0;
	bool right = true;

	for (size_t hop = 0; hop < TEST_HOPS; hop++) {
		char began;

		memset(samples, 0, sizeof(samples));
		if (hop < TEST_TONE_HOPS)
			tones_make(&made, hop * HOP, samples, HOP);
		began = tones_hear(tones, samples, HOP);
		times += began != '\0';
		right = right && (!began || began == names[key]);
	}
	return right && times == 1 && !tones_held(tones);
}

enum err tones_self_test(void)
{
	struct tones *tones;
	enum err err = tones_open(&tones);

	for (size_t key = 0; key < sizeof(names) - 1 && !err; key++)
		if (!hears(tones, key))
			err = ERR_FORMAT;
	tones_close(tones);
	return err;
}
