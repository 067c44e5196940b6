#include "barge_score.h"

#include "adapter/audio_file.h"
#include "base/rng.h"
#include "line/barge.h"
#include "line/codec.h"
#include "speech/resample.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	RATE_HZ = 8000,
	PATH_BYTES = 600,
	PROMPT_SAMPLES_MAX = 120 * RATE_HZ,
	CLIP_SAMPLES_MAX = 30 * AUDIO_RATE_HZ,
	ECHO_DELAY_MS_MAX = 200,
	SMEAR_TAPS = 24, /* 3 ms, as a hybrid does */
	CALL_S = 60,
	LATENCIES_MAX = 2000,
	PERMILLE = 1000
};

static const char *const texts[] = {
	"Welcome to Harbour Bank. This call is answered by a machine. Say what it is about, or press a key.",
	"For cards, press 1. For accounts and statements, press 2. For payments and transfers, press 3. For loans and "
	"mortgages, press 4. For savings, press 5. For the app and online banking, press 6. For a person, press 0.",
	"I did not understand that. Please say it in other words, or press the star key to go back.",
	"Your card is blocked at once. A new one will be with you in five working days. You can collect it at the "
	"branch as well. Is there anything else?",
	"Please enter your customer number, then the hash key. It has six digits and stands on every statement.",
};

enum { TEXTS_COUNT = sizeof(texts) / sizeof(texts[0]) };

static double power_of(const int16_t *samples, size_t count)
{
	double sum = 1;

	for (size_t i = 0; i < count; i++)
		sum += (double)samples[i] * samples[i];
	return sum / (double)(count ? count : 1);
}

/* --- prompts --- */

static struct {
	int16_t samples[PROMPT_SAMPLES_MAX];
	size_t count;
	double power; /* of it where it is loud */
} prompt;

static double loud_power(const int16_t *samples, size_t count)
{
	double all = power_of(samples, count);
	double sum = 0;
	size_t frames = 0;

	for (size_t at = 0; at + BARGE_FRAME_SAMPLES <= count; at += BARGE_FRAME_SAMPLES) {
		double power = power_of(samples + at, BARGE_FRAME_SAMPLES);

		if (power > all / 4) {
			sum += power;
			frames++;
		}
	}
	return frames ? sum / (double)frames : all;
}

static bool speak_all(const struct voice *voice)
{
	if (prompt.count)
		return true;
	for (unsigned i = 0; i < TEXTS_COUNT; i++) {
		struct speech speech;
		struct sound down;

		if (voice->ops->speak(voice->self, "en", 100, texts[i], &speech))
			return false;
		if (resample(&(struct sound){(int16_t *)speech.samples, speech.count, AUDIO_RATE_HZ}, RATE_HZ, &down))
			return false;
		for (size_t at = 0; at < down.count && prompt.count < PROMPT_SAMPLES_MAX; at++)
			prompt.samples[prompt.count++] = down.samples[at];
		sound_free(&down);
	}
	prompt.power = loud_power(prompt.samples, prompt.count);
	return true;
}

const int16_t *barge_score_prompt(const struct voice *voice, size_t *count)
{
	if (!speak_all(voice))
		return NULL;
	*count = prompt.count;
	return prompt.samples;
}

/* --- a line --- */

struct made_line {
	struct rng rng;
	struct barge gate;
	size_t delay; /* samples */
	double smear[SMEAR_TAPS];
	double noise; /* amplitude */
	size_t prompt_at;
	int16_t sent[RATE_HZ]; /* the newest last */
	struct codec_state *codec;
};

static double chance(struct rng *rng)
{
	return rng_below(rng, 1U << 24) / (double)(1U << 24);
}

static void line_begin(struct made_line *line, uint64_t seed, size_t prompt_at)
{
	double loss_db;
	double sum = 0;

	memset(line, 0, sizeof(*line));
	line->rng.state = seed;
	barge_begin(&line->gate);
	line->delay = rng_below(&line->rng, ECHO_DELAY_MS_MAX + 1) * (RATE_HZ / 1000);
	loss_db = 12 + 18 * chance(&line->rng);
	line->smear[0] = 1;
	for (unsigned i = 1; i < SMEAR_TAPS; i++)
		line->smear[i] = (2 * chance(&line->rng) - 1) * exp(-(double)i / 6);
	for (unsigned i = 0; i < SMEAR_TAPS; i++)
		sum += line->smear[i] * line->smear[i];
	for (unsigned i = 0; i < SMEAR_TAPS; i++)
		line->smear[i] *= pow(10, -loss_db / 20) / sqrt(sum);
	line->noise = 32768 * pow(10, -(48 + 20 * chance(&line->rng)) / 20) * sqrt(3);
	line->prompt_at = prompt_at % prompt.count;
	if (codec_open(&line->codec, rng_chance(&line->rng, PERMILLE / 2) ? CODEC_PCMA : CODEC_PCMU))
		abort();
}

static int16_t clipped(double value)
{
	return (int16_t)(value > INT16_MAX ? INT16_MAX : value < INT16_MIN ? INT16_MIN : value);
}

static void over_the_line(const struct made_line *line, int16_t *samples)
{
	uint8_t bytes[CODEC_FRAME_BYTES];

	codec_encode(line->codec, samples, bytes);
	codec_decode(line->codec, bytes, sizeof(bytes), samples);
}

/* 20 ms: `voice` is what the caller says, NULL: nothing. */
static enum barge_says line_frame(struct made_line *line, const int16_t *voice, double gain)
{
	int16_t heard[BARGE_FRAME_SAMPLES];
	int16_t *sent = line->sent + RATE_HZ - BARGE_FRAME_SAMPLES;

	memmove(line->sent, line->sent + BARGE_FRAME_SAMPLES, sizeof(line->sent) - sizeof(heard));
	for (unsigned i = 0; i < BARGE_FRAME_SAMPLES; i++)
		sent[i] = prompt.samples[line->prompt_at++ % prompt.count];
	over_the_line(line, sent);
	for (unsigned i = 0; i < BARGE_FRAME_SAMPLES; i++) {
		double sum = (2 * chance(&line->rng) - 1) * line->noise + (voice ? gain * voice[i] : 0);
		const int16_t *from = sent + i - line->delay;

		for (unsigned k = 0; k < SMEAR_TAPS; k++)
			sum += line->smear[k] * from[-(ptrdiff_t)k];
		heard[i] = clipped(sum);
	}
	over_the_line(line, heard);
	return barge_frame(&line->gate, sent, heard);
}

static void line_end(struct made_line *line)
{
	codec_close(line->codec);
}

/* --- nobody interrupts --- */

bool barge_score_prompts(const struct voice *voice, uint64_t seed, uint32_t minutes, struct barge_tally *tally)
{
	static struct made_line line;

	if (!speak_all(voice))
		return false;
	for (uint32_t minute = 0; minute < minutes; minute++) {
		line_begin(&line, seed + minute, (size_t)minute * RATE_HZ * 7);
		for (unsigned i = 0; i < CALL_S * RATE_HZ / BARGE_FRAME_SAMPLES; i++) {
			if (line_frame(&line, NULL, 0) == BARGE_NOBODY)
				continue;
			tally->false_starts++;
			barge_forget(&line.gate);
		}
		tally->prompts_s += CALL_S;
		line_end(&line);
	}
	return true;
}

/* --- somebody does --- */

static int is_clip(const struct dirent *entry)
{
	return strstr(entry->d_name, ".flac") != NULL && strncmp(entry->d_name, "noise", 5) != 0;
}

static bool read_clip(const char *path, struct sound *out)
{
	static int16_t samples[CLIP_SAMPLES_MAX];
	struct audio_why why;
	struct audio audio;
	size_t count;

	if (audio_file_open(&audio, path, NULL, &why)) {
		fprintf(stderr, "%s: %s\n", path, why.text);
		return false;
	}
	count = audio.ops->record(audio.self, samples, CLIP_SAMPLES_MAX);
	audio.ops->close(audio.self);
	return resample(&(struct sound){samples, count, AUDIO_RATE_HZ}, RATE_HZ, out) == ERR_NONE;
}

/* The frame in which it is first as loud as a voice; before it, the room. */
static size_t voice_begins(const struct sound *clip, double loud)
{
	size_t frame = 0;
	unsigned run = 0;

	for (; (frame + 1) * BARGE_FRAME_SAMPLES <= clip->count; frame++) {
		bool voice = power_of(clip->samples + frame * BARGE_FRAME_SAMPLES, BARGE_FRAME_SAMPLES) > loud / 32;

		run = voice ? run + 1 : 0;
		if (run == 3)
			return frame - 2;
	}
	return frame;
}

struct
try {
	const struct sound *clip;
	size_t wait; /* frames of the prompt before the recording begins */
	size_t begins;
	double gain;
};

/* Milliseconds from the first voice until it was noticed; INT32_MAX: never. */
static int32_t noticed_ms(struct made_line *line, const struct try *try)
{
	size_t frames = try->clip->count / BARGE_FRAME_SAMPLES;

	for (size_t i = 0; i < try->wait + frames; i++) {
		bool speaks = i >= try->wait;
		const int16_t *voice = speaks ? try->clip->samples + (i - try->wait) * BARGE_FRAME_SAMPLES : NULL;

		if (line_frame(line, voice, try->gain) != BARGE_NOBODY)
			return ((int32_t)i + 1 - (int32_t)(try->wait + try->begins)) * CODEC_FRAME_MS;
	}
	return INT32_MAX;
}

static int32_t latencies[LATENCIES_MAX];

static void count_try(struct barge_tally *tally, int32_t ms)
{
	tally->tried++;
	if (ms == INT32_MAX) {
		tally->never++;
		return;
	}
	if (ms < -2 * CODEC_FRAME_MS)
		tally->early++;
	else if (ms <= BARGE_IN_TIME_MS)
		tally->in_time++;
	else
		tally->late++;
}

static void interrupt(struct sound *clip, uint64_t seed, struct barge_tally *tally)
{
	static struct made_line line;
	struct rng rng = {.state = seed * 31};
	double loud = loud_power(clip->samples, clip->count);
	double gain = sqrt(prompt.power / loud) * pow(10, -10 * chance(&rng) / 20);
	struct try try = {clip, 50 + rng_below(&rng, 250), voice_begins(clip, loud), gain};
	int32_t ms;

	line_begin(&line, seed, (size_t)(chance(&rng) * (double)prompt.count));
	ms = noticed_ms(&line, &try);
	line_end(&line);
	if (ms != INT32_MAX && tally->tried < LATENCIES_MAX)
		latencies[tally->tried - tally->never] = ms;
	count_try(tally, ms);
}

static int by_size(const void *a, const void *b)
{
	int32_t one = *(const int32_t *)a;
	int32_t other = *(const int32_t *)b;

	return one < other ? -1 : one > other;
}

bool barge_score_people(
	const struct voice *voice, uint64_t seed, const char *folder, unsigned every, struct barge_tally *tally)
{
	struct dirent **clips = NULL;
	char path[PATH_BYTES];
	bool good = speak_all(voice);
	int count;

	snprintf(path, sizeof(path), BARGE_DATA "/%s", folder);
	count = scandir(path, &clips, is_clip, alphasort);
	if (count <= 0)
		fprintf(stderr, "%s is not there\n", path);
	for (int i = 0; i < count; i++) {
		struct sound clip;

		snprintf(path, sizeof(path), BARGE_DATA "/%s/%s", folder, clips[i]->d_name);
		free(clips[i]);
		if (!good || (unsigned)i % every)
			continue;
		good = read_clip(path, &clip);
		if (good)
			interrupt(&clip, seed + (uint64_t)i, tally);
		sound_free(&clip);
	}
	free(clips);
	if (tally->tried > tally->never) {
		qsort(latencies, tally->tried - tally->never, sizeof(latencies[0]), by_size);
		tally->median_ms = (unsigned)latencies[(tally->tried - tally->never) / 2];
	}
	return good && count > 0;
}
