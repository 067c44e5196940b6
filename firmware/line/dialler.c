/* A call that this machine makes for a test. */
#include "line/dialler.h"

#include "line/media.h"
#include "line/prompt.h"
#include "line/tones.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
	SAMPLES_MAX = DIALLER_RATE_HZ * DIALLER_SECONDS_MAX,
	SAMPLES_PER_MS = DIALLER_RATE_HZ / 1000,
	KEY_FRAMES = 5, /* 100 ms */
	GAP_FRAMES = 5,
	AMPLITUDE = 6000, /* of each of a key's two tones: -14 dBm together */
	SOUND_LEVEL = 150,
	QUIET_MS = 900,      /* so long a pause is the end of what is said */
	PATIENCE_MS = 20000, /* where nothing is said at all */
	STEP_MS = 20,
	GROUP_KEYS_MAX = 24
};

struct dialler {
	struct dialler_options options;
	pthread_mutex_t lock;
	int16_t *heard;
	int16_t *said;
	size_t count;      /* of both */
	size_t sounded_at; /* the last sample of a frame with sound in it */
	bool spoke;        /* since the last keys */
	uint32_t call;
	enum codec codec;
	bool stands;
	bool over;
	uint16_t why;
	const char *next; /* of options.keys */
	size_t turn_at;   /* sample at which the other side's turn began */
};

/* --- sound --- */

static bool has_sound(const int16_t *samples, size_t count)
{
	long sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += labs((long)samples[i]);
	return count && sum / (long)count > SOUND_LEVEL;
}

/* Wide sound is made narrow: what lies above would be heard as noise. */
static int16_t mean(const int16_t *samples, size_t count)
{
	int32_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += samples[i];
	return (int16_t)(count ? sum / (int32_t)count : 0);
}

void dialler_heard(void *self, uint32_t call, const struct media_sound *sound)
{
	struct dialler *dialler = self;
	size_t step = sound->rate_hz / DIALLER_RATE_HZ;

	(void)call;
	pthread_mutex_lock(&dialler->lock);
	if (has_sound(sound->samples, sound->count)) {
		dialler->sounded_at = dialler->count;
		dialler->spoke = true;
	}
	for (size_t i = 0; i + step <= sound->count && dialler->count < SAMPLES_MAX; i += step)
		dialler->heard[dialler->count++] = mean(sound->samples + i, step);
	pthread_mutex_unlock(&dialler->lock);
}

struct dialler_sound dialler_sound(const struct dialler *dialler)
{
	return (struct dialler_sound){dialler->heard, dialler->said, dialler->count};
}

/* --- keys --- */

static struct line_prompt *keys_prompt(struct dialler *dialler, const char *keys, size_t count)
{
	size_t frames_count = count * (KEY_FRAMES + GAP_FRAMES);
	size_t samples_count = codec_frame_samples(dialler->codec);
	uint8_t *frames = malloc(frames_count * CODEC_FRAME_BYTES);
	struct line_prompt *prompt = prompt_new(dialler->codec);
	struct codec_state *encoder = NULL;
	int16_t samples[2 * CODEC_FRAME_BYTES];

	if (!frames || !prompt || codec_open(&encoder, dialler->codec)) {
		free(frames);
		prompt_drop(prompt);
		return NULL;
	}
	for (size_t i = 0; i < frames_count; i++) {
		size_t in_key = i % (KEY_FRAMES + GAP_FRAMES);

		memset(samples, 0, sizeof(samples));
		if (in_key < KEY_FRAMES)
			tones_make(&(struct tones_key){keys[i / (KEY_FRAMES + GAP_FRAMES)],
					   codec_rate_hz(dialler->codec), AMPLITUDE},
				in_key * samples_count, samples, samples_count);
		codec_encode(encoder, samples, frames + i * CODEC_FRAME_BYTES);
	}
	codec_close(encoder);
	prompt_finish(prompt, frames, frames_count);
	return prompt;
}

/* In the recording it stands at the moment at which it is pressed. */
static void record_keys(struct dialler *dialler, const char *keys, size_t count)
{
	const size_t key_samples = KEY_FRAMES * STEP_MS * SAMPLES_PER_MS;
	const size_t all_samples = key_samples + GAP_FRAMES * STEP_MS * SAMPLES_PER_MS;

	for (size_t i = 0; i < count; i++) {
		size_t at = dialler->count + i * all_samples;

		if (at + key_samples < SAMPLES_MAX)
			tones_make(&(struct tones_key){keys[i], DIALLER_RATE_HZ, AMPLITUDE}, 0, dialler->said + at,
				key_samples);
	}
}

static enum err press(struct dialler *dialler, struct line line, const char *keys, size_t count)
{
	struct line_prompt *prompt = keys_prompt(dialler, keys, count);
	char group[GROUP_KEYS_MAX + 1] = "";
	enum err err;

	if (!prompt)
		return ERR_NO_SPACE;
	pthread_mutex_lock(&dialler->lock);
	record_keys(dialler, keys, count);
	dialler->spoke = false;
	dialler->turn_at = dialler->count + count * (KEY_FRAMES + GAP_FRAMES) * STEP_MS * SAMPLES_PER_MS;
	pthread_mutex_unlock(&dialler->lock);
	memcpy(group, keys, count < GROUP_KEYS_MAX ? count : GROUP_KEYS_MAX);
	if (dialler->options.pressed)
		dialler->options.pressed(dialler->options.self, (uint32_t)(dialler->count / SAMPLES_PER_MS), group);
	err = line.ops->play(line.self, dialler->call, prompt, 0, true);
	prompt_drop(prompt);
	return err;
}

/* --- the call --- */

static void take(struct dialler *dialler, const struct line_event *event)
{
	if (event->call != dialler->call)
		return;
	if (event->what == LINE_ANSWERED) {
		dialler->stands = true;
		dialler->codec = (enum codec)event->codec;
	} else if (event->what == LINE_ENDED) {
		dialler->over = true;
		dialler->why = dialler->stands ? 0 : event->why;
	}
}

/* It has said something and is quiet again, or says nothing for long. */
static bool is_my_turn(struct dialler *dialler)
{
	size_t quiet;
	bool turn;

	pthread_mutex_lock(&dialler->lock);
	quiet = dialler->count - (dialler->spoke ? dialler->sounded_at : dialler->turn_at);
	turn = dialler->count > dialler->turn_at &&
	       quiet > (size_t)(dialler->spoke ? QUIET_MS : PATIENCE_MS) * SAMPLES_PER_MS;
	pthread_mutex_unlock(&dialler->lock);
	return turn;
}

/* False: there is nothing more to press. */
static bool press_next(struct dialler *dialler, struct line line, enum err *err)
{
	size_t count = dialler->next ? strcspn(dialler->next, ",") : 0;

	if (count == 0)
		return false;
	*err = press(dialler, line, dialler->next, count);
	dialler->next += count;
	dialler->next += *dialler->next == ',';
	return true;
}

enum err dialler_call(
	struct dialler *dialler, struct line line, void (*wait)(void *self, uint32_t wait_ms), uint16_t *why)
{
	struct line_event event;
	enum err err = line.ops->dial(line.self, dialler->options.place, &dialler->call);
	uint64_t last_ms = clock_now_ms(dialler->options.clock) + (uint64_t)dialler->options.longest_s * 1000;
	bool ending = false;

	while (!err && !dialler->over) {
		while (line.ops->next(line.self, &event))
			take(dialler, &event);
		if (dialler->stands && !dialler->over && !ending && is_my_turn(dialler))
			ending = !press_next(dialler, line, &err);
		if (ending || clock_now_ms(dialler->options.clock) > last_ms) {
			dialler->why = dialler->stands ? 0 : DIALLER_NOBODY;
			line.ops->end(line.self, dialler->call, 0, 0);
			break;
		}
		wait(dialler->options.self, STEP_MS);
	}
	*why = dialler->why;
	return err;
}

enum err dialler_open(struct dialler **out, const struct dialler_options *options)
{
	struct dialler *dialler = calloc(1, sizeof(*dialler));

	*out = NULL;
	if (!dialler)
		return ERR_NO_SPACE;
	dialler->options = *options;
	dialler->next = options->keys;
	pthread_mutex_init(&dialler->lock, NULL);
	dialler->heard = calloc(SAMPLES_MAX, sizeof(*dialler->heard));
	dialler->said = calloc(SAMPLES_MAX, sizeof(*dialler->said));
	if (!dialler->heard || !dialler->said) {
		dialler_close(dialler);
		return ERR_NO_SPACE;
	}
	*out = dialler;
	return ERR_NONE;
}

void dialler_close(struct dialler *dialler)
{
	if (!dialler)
		return;
	pthread_mutex_destroy(&dialler->lock);
	free(dialler->heard);
	free(dialler->said);
	free(dialler);
}
