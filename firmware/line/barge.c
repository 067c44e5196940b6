/* Whether a caller is speaking. */
#include "line/barge.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

enum {
	MIDDLE = BARGE_FILTER_SAMPLES / 2,
	DOWN = BARGE_FRAME_SAMPLES / BARGE_LOW_SAMPLES,
	SURE_FRAMES = 5,    /* 100 ms of voice: less is a click */
	PITCHED_FRAMES = 2, /* of them: hiss has none */
	SOFT_FRAMES = 6,    /* a soft beginning before them, where what is older is the prompt's echo */
	PITCH_LAG_MIN = 5,  /* 400 Hz */
	PITCH_LAG_MAX = 33, /* 60 Hz */
	PITCH_WINDOW = BARGE_PITCH_SAMPLES - PITCH_LAG_MAX,
	TONE_ORDER = 4 /* two tones at once, as keys are */
};

/* Decibels of the mean square of 16-bit samples: 90 is the loudest there is. */
static const float voice_over_floor_db = 5;
static const float voice_db_min = 33;     /* -57 dB of full scale, as on a kiosk */
static const float floor_db_max = 52;     /* louder is a voice from the first frame on */
static const float floor_rise_db = 0.02F; /* 1 dB a second */
static const float sent_rms_min = 100;    /* of a frame: quieter, it has no echo worth a thought */
static const float error_first = 0.02F;   /* of each frame that was sent, before anything is known */
static const float error_up = 0.2F;
static const float error_down = 0.1F;
static const float error_db_worst = 6;
static const float error_db_best = -4;
static const float error_fall_db = 0.05F; /* 6 dB a second */
static const float voice_over_error_db = 1.5F;
static const float pitch_min = 0.45F;
static const float tone_gain_min = 150; /* 20 dB are foretold of keys through G.711, of voices 10 to 20 */
static const float worse_max = 2; /* by so much more is left than came, once in a while, of a filter that learns */
static const float step = 0.15F;
static const float step_power = 100; /* of each sample: the filter stands still in silence */

/* 850 Hz at 8 kHz, symmetric. */
static const float low_pass[MIDDLE + 1] = {-0.00094F, 0.00016F, 0.00199F, 0.00440F, 0.00586F, 0.00377F, -0.00382F,
	-0.01583F, -0.02671F, -0.02750F, -0.00956F, 0.03061F, 0.08785F, 0.14853F, 0.19499F, 0.21240F};
/* 180 Hz at 2 kHz, Butterworth of order 2: hum is no voice. */
static const float high_pass_gain = 0.668774F;
static const float high_pass_back[2] = {-1.224652F, 0.450445F};

/* --- down to 2 kHz --- */

static float filtered(const int16_t *at)
{
	float sum = low_pass[MIDDLE] * (float)at[MIDDLE];

	for (int i = 0; i < MIDDLE; i++)
		sum += low_pass[i] * (float)(at[i] + at[BARGE_FILTER_SAMPLES - 1 - i]);
	return sum;
}

static float passed(float *memory, float sample)
{
	float out = high_pass_gain * (sample - 2 * memory[0] + memory[1]) - high_pass_back[0] * memory[2] -
		    high_pass_back[1] * memory[3];

	memory[1] = memory[0];
	memory[0] = sample;
	memory[3] = memory[2];
	memory[2] = out;
	return out;
}

static void go_down(struct barge_band *band, const int16_t *samples, float *out)
{
	int16_t all[BARGE_FILTER_SAMPLES - 1 + BARGE_FRAME_SAMPLES];

	memcpy(all, band->before, sizeof(band->before));
	if (samples)
		memcpy(all + BARGE_FILTER_SAMPLES - 1, samples, BARGE_FRAME_SAMPLES * sizeof(*samples));
	else
		memset(all + BARGE_FILTER_SAMPLES - 1, 0, BARGE_FRAME_SAMPLES * sizeof(*samples));
	memcpy(band->before, all + BARGE_FRAME_SAMPLES, sizeof(band->before));
	for (int i = 0; i < BARGE_LOW_SAMPLES; i++)
		out[i] = passed(band->pass, filtered(all + (ptrdiff_t)i * DOWN));
	explicit_bzero(all, sizeof(all));
}

static float rms(const float *samples)
{
	float sum = 0;

	for (int i = 0; i < BARGE_LOW_SAMPLES; i++)
		sum += samples[i] * samples[i];
	return sqrtf(sum / BARGE_LOW_SAMPLES);
}

static float decibels(float rms_of)
{
	return 20 * log10f(rms_of + 1);
}

/* --- what was sent, and its echo --- */

static int16_t to_sample(float value)
{
	return (int16_t)(value > INT16_MAX ? INT16_MAX : value < INT16_MIN ? INT16_MIN : value);
}

static void remember_sent(struct barge *b, const int16_t *sent)
{
	float low[BARGE_LOW_SAMPLES];

	go_down(&b->out, sent, low);
	memmove(b->sent, b->sent + BARGE_LOW_SAMPLES, BARGE_ECHO_SAMPLES * sizeof(*b->sent));
	for (int i = 0; i < BARGE_LOW_SAMPLES; i++)
		b->sent[BARGE_ECHO_SAMPLES + i] = to_sample(low[i]);
	memmove(b->sent_rms, b->sent_rms + 1, BARGE_ECHO_FRAMES * sizeof(*b->sent_rms));
	b->sent_rms[BARGE_ECHO_FRAMES] = rms(low);
}

static bool may_echo(const struct barge *b)
{
	for (int i = 0; i <= BARGE_ECHO_FRAMES; i++)
		if (b->sent_rms[i] >= sent_rms_min)
			return true;
	return false;
}

/* What the filter will leave of our own voice, as far as is known. */
static float expected_rms(const struct barge *b)
{
	float sum = 0;

	for (int i = 0; i <= BARGE_ECHO_FRAMES; i++)
		sum += b->error[i] * b->sent_rms[i];
	return sum;
}

/* Rather too much is expected than too little. */
static void expect(struct barge *b, float more_rms)
{
	float by = more_rms > 0 ? error_up : error_down;
	float squares = sent_rms_min * sent_rms_min;

	for (int i = 0; i <= BARGE_ECHO_FRAMES; i++)
		squares += b->sent_rms[i] * b->sent_rms[i];
	for (int i = 0; i <= BARGE_ECHO_FRAMES; i++) {
		b->error[i] += by * more_rms * b->sent_rms[i] / squares;
		if (b->error[i] < 0)
			b->error[i] = 0;
	}
}

static float echo_of(const struct barge *b, const int16_t *sent, float *power)
{
	float sum = 0;
	float squares = 0;

	for (int i = 0; i < BARGE_ECHO_SAMPLES; i++) {
		float sample = sent[i];

		sum += b->taps[i] * sample;
		squares += sample * sample;
	}
	*power = squares;
	return sum;
}

static void take_echo_out(struct barge *b, float *heard)
{
	for (int i = 0; i < BARGE_LOW_SAMPLES; i++) {
		const int16_t *sent = b->sent + i + 1;
		float power;
		float by;

		heard[i] -= echo_of(b, sent, &power);
		by = step * heard[i] / (power + step_power * BARGE_ECHO_SAMPLES);
		for (int k = 0; k < BARGE_ECHO_SAMPLES; k++)
			b->taps[k] += by * (float)sent[k];
	}
}

/* --- what is no voice --- */

/* Solves for what foretells each sample from those before (covariance method); returns the part that it does not
 * foretell. */
static float unforetold(double c[TONE_ORDER + 1][TONE_ORDER + 1])
{
	for (int k = 1; k <= TONE_ORDER; k++) { /* elimination towards c[0][0] */
		double pivot = c[k][k];

		if (pivot <= 1)
			continue;
		for (int i = 0; i <= TONE_ORDER; i++) {
			double by = c[i][k] / pivot;

			if (i != 0 && i <= k)
				continue;
			for (int j = 0; j <= TONE_ORDER; j++)
				c[i][j] -= by * c[k][j];
		}
	}
	return (float)c[0][0];
}

/* One or two steady tones: keys, a busy line, a fax. */
static bool is_tone(const int16_t *samples)
{
	double c[TONE_ORDER + 1][TONE_ORDER + 1] = {{0}};
	double all;
	float left;

	for (int n = TONE_ORDER; n < BARGE_FRAME_SAMPLES; n++)
		for (int i = 0; i <= TONE_ORDER; i++)
			for (int j = i; j <= TONE_ORDER; j++)
				c[i][j] += (double)samples[n - i] * samples[n - j];
	for (int i = 1; i <= TONE_ORDER; i++)
		for (int j = 0; j < i; j++)
			c[i][j] = c[j][i];
	all = c[0][0];
	left = unforetold(c);
	return all > (double)tone_gain_min * (left > 1 ? left : 1);
}

static bool has_pitch(const struct barge *b)
{
	const float *now = b->left + PITCH_LAG_MAX;
	float own = 1;
	float best = 0;

	for (int i = 0; i < PITCH_WINDOW; i++)
		own += now[i] * now[i];
	for (int lag = PITCH_LAG_MIN; lag <= PITCH_LAG_MAX; lag++) {
		float both = 0;
		float before = 1;

		for (int i = 0; i < PITCH_WINDOW; i++) {
			both += now[i] * now[i - lag];
			before += now[i - lag] * now[i - lag];
		}
		if (both > 0 && both * both > best * own * before)
			best = both * both / (own * before);
	}
	return best > pitch_min * pitch_min;
}

/* --- a caller --- */

static void floor_follow(struct barge *b, float left_db, bool echoes)
{
	if (!b->heard_any)
		b->floor_db = left_db < floor_db_max ? left_db : floor_db_max;
	else if (left_db < b->floor_db)
		b->floor_db -= (b->floor_db - left_db) / 4;
	else if (!echoes)
		b->floor_db += floor_rise_db;
	b->heard_any = true;
}

static void error_follow(struct barge *b, float error_db)
{
	b->error_db -= error_fall_db;
	if (b->error_db < error_db)
		b->error_db = error_db;
	if (b->error_db < error_db_best)
		b->error_db = error_db_best;
	if (b->error_db > error_db_worst)
		b->error_db = error_db_worst;
	for (int i = 0; i <= BARGE_ECHO_FRAMES; i++)
		b->error[i] = error_first;
}

static enum barge_says wait_for_voice(struct barge *b, bool may_be, bool echoes)
{
	if (!may_be) {
		b->run = (uint16_t)(b->run - (b->run > 0));
		if (b->run == 0)
			b->pitched = 0;
		return BARGE_NOBODY;
	}
	b->run++;
	b->pitched = (uint16_t)(b->pitched + has_pitch(b));
	if (b->run < SURE_FRAMES || b->pitched < PITCHED_FRAMES)
		return BARGE_NOBODY;
	b->speaking = true;
	b->frames = 0;
	b->quiet = 0;
	b->before = echoes && b->run + SOFT_FRAMES < BARGE_PREROLL_FRAMES ? (uint16_t)(b->run + SOFT_FRAMES)
									  : BARGE_PREROLL_FRAMES;
	return BARGE_SPEAKING;
}

void barge_forget(struct barge *b)
{
	b->speaking = false;
	b->run = b->pitched = b->frames = b->quiet = 0;
	explicit_bzero(b->left, sizeof(b->left));
}

static enum barge_says wait_for_quiet(struct barge *b, bool may_be, float left_db)
{
	bool endless = b->frames >= BARGE_FRAMES_MAX;

	b->frames++;
	b->quiet = (uint16_t)(may_be ? 0 : b->quiet + 1);
	if (b->quiet < BARGE_QUIET_FRAMES && !endless)
		return BARGE_SPEAKING;
	if (endless) /* nobody speaks that long: the line itself has become louder */
		b->floor_db = left_db;
	b->speaking = false;
	b->run = b->pitched = 0;
	return BARGE_SPOKEN;
}

void barge_begin(struct barge *b)
{
	memset(b, 0, sizeof(*b));
	b->error_db = error_db_worst;
	for (int i = 0; i <= BARGE_ECHO_FRAMES; i++)
		b->error[i] = error_first;
}

enum barge_says barge_frame(struct barge *b, const int16_t *sent, const int16_t *heard)
{
	float low[BARGE_LOW_SAMPLES];
	float came[BARGE_LOW_SAMPLES];
	float before[BARGE_ECHO_SAMPLES];
	float came_db;
	float left_rms;
	float left_db;
	float floor_rms;
	float expected_db;
	bool echoes;
	bool may_be;
	bool worse;
	const bool tone = is_tone(heard);

	remember_sent(b, sent);
	go_down(&b->in, heard, low);
	echoes = may_echo(b);
	memcpy(before, b->taps, sizeof(before));
	memcpy(came, low, sizeof(came));
	came_db = decibels(rms(came));
	if (echoes)
		take_echo_out(b, low);
	left_rms = rms(low);
	worse = left_rms > rms(came) * worse_max && decibels(left_rms) >= voice_db_min;
	if (worse)
		left_rms = rms(came);
	left_db = decibels(left_rms);
	floor_rms = powf(10, b->floor_db / 20) * 1.3F;
	expected_db = decibels(hypotf(expected_rms(b), floor_rms));
	memmove(b->left, b->left + BARGE_LOW_SAMPLES, sizeof(b->left) - sizeof(low));
	memcpy(b->left + BARGE_PITCH_SAMPLES - BARGE_LOW_SAMPLES, low, sizeof(low));
	may_be = left_db >= voice_db_min && came_db >= voice_db_min && left_db >= b->floor_db + voice_over_floor_db &&
		 (!echoes || left_db >= expected_db + b->error_db + voice_over_error_db) && !tone;
	floor_follow(b, left_db, echoes);
	if (echoes && !may_be && b->run == 0 && !b->speaking) {
		error_follow(b, left_db - expected_db);
		expect(b, (left_rms > floor_rms ? sqrtf(left_rms * left_rms - floor_rms * floor_rms) : 0) -
				  expected_rms(b));
	}
	/* Whoever speaks at the same time teaches the filter nonsense; what it makes a voice of is unlearnt in any
	 * case. */
	if (!worse && (may_be || tone || b->speaking))
		memcpy(b->taps, before, sizeof(before));
	if (b->speaking)
		return wait_for_quiet(b, may_be, left_db);
	return wait_for_voice(b, may_be, echoes);
}
