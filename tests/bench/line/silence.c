/* From a key's first packet to the first silent frame, at a telephone that hears a prompt. */
#include "figures.h"

#include "../../contract/line_peer.h"

#include "base/rng.h"
#include "line/tones.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	TYPE_PCMA = 8,
	TYPE_EVENTS = 101,
	TRIALS = 200,
	TRIALS_BRIEF = 20,
	HEAR_MS = 500,
	FRAMES = 500,
	TONE_FRAMES = 5, /* 100 ms */
	TONE_AMPLITUDE = 6000,
	SILENT = 0xd5,
	RATE_HZ = 8000
};

static const char names[] = "0123456789*#";

struct trial {
	struct peer_line line;
	struct peer peer;
	struct rng rng;
	struct line_prompt *prompt;
	uint32_t call;
	struct codec_state *encoder;
};

static uint64_t now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static bool hears(struct trial *trial, bool *silent)
{
	uint8_t payload[CODEC_FRAME_BYTES];
	uint8_t type;

	if (!peer_hears(&trial->peer, &type, payload, HEAR_MS))
		return false;
	*silent = payload[0] == SILENT;
	return true;
}

/* The prompt is heard for some frames; then some of a frame's time passes, as people do not wait for its beginning. */
static bool listens(struct trial *trial)
{
	const struct timespec part = {.tv_nsec = (long)rng_below(&trial->rng, CODEC_FRAME_MS * 1000) * 1000};
	unsigned wanted = 5 + rng_below(&trial->rng, 10);
	bool silent;

	while (wanted && hears(trial, &silent)) {
		peer_sounds(&trial->peer, TYPE_PCMA, NULL);
		wanted -= !silent;
	}
	nanosleep(&part, NULL);
	return wanted == 0;
}

static void sound_key(struct trial *trial, char key, unsigned frame)
{
	const struct tones_key sound = {key, RATE_HZ, TONE_AMPLITUDE};
	int16_t samples[CODEC_FRAME_BYTES];
	uint8_t bytes[CODEC_FRAME_BYTES];

	tones_make(&sound, (size_t)frame * CODEC_FRAME_BYTES, samples, CODEC_FRAME_BYTES);
	codec_encode(trial->encoder, samples, bytes);
	peer_sounds(&trial->peer, TYPE_PCMA, bytes);
}

/* A frame of the tone for each that is heard, at the same distance to it as the first. */
static int64_t until_silent_us(struct trial *trial, char key, bool tone)
{
	uint64_t began_us = now_us();
	uint64_t took_us = 0;
	bool silent = false;

	if (tone)
		sound_key(trial, key, 0);
	else
		peer_keys(&trial->peer, TYPE_EVENTS, key);
	for (unsigned frame = 1; !silent && hears(trial, &silent); frame++) {
		uint64_t next_us = began_us + (uint64_t)frame * CODEC_FRAME_MS * 1000;
		uint64_t at_us = now_us();
		const struct timespec rest = {.tv_nsec = next_us > at_us ? (long)(next_us - at_us) * 1000 : 0};

		took_us = at_us - began_us;
		if (silent)
			break;
		nanosleep(&rest, NULL);
		if (tone && frame < TONE_FRAMES)
			sound_key(trial, key, frame);
		else
			peer_sounds(&trial->peer, TYPE_PCMA, NULL);
	}
	return silent ? (int64_t)took_us : -1;
}

/* So that the next key is a new one, whatever this one is still in. */
static void pauses(struct trial *trial)
{
	struct line_event event;
	bool silent;

	for (unsigned i = 0; i < 10 && hears(trial, &silent); i++)
		peer_sounds(&trial->peer, TYPE_PCMA, NULL);
	while (peer_line_next(&trial->line, &event, 0))
		;
}

static int by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a;
	int64_t y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* -1: one of them stopped nothing. */
static double p99_ms(struct trial *trial, unsigned trials, bool tone)
{
	const unsigned middle = trials / 2;
	const unsigned last = trials * 99 / 100;
	int64_t took_us[TRIALS];

	for (unsigned i = 0; i < trials; i++) {
		const struct line *line = &trial->line.line;
		char key = names[i % (sizeof(names) - 1)];

		if (line->ops->play(line->self, trial->call, trial->prompt, 1, false) || !listens(trial))
			return -1;
		took_us[i] = until_silent_us(trial, key, tone);
		if (took_us[i] < 0) {
			fprintf(stderr, "bench-line: key %c of %u stopped nothing\n", key, i);
			return -1;
		}
		pauses(trial);
	}
	qsort(took_us, trials, sizeof(took_us[0]), by_size);
	fprintf(stderr, "%s: median %.1f ms, longest %.1f ms\n", tone ? "as sound" : "as events",
		(double)took_us[middle] / 1000, (double)took_us[trials - 1] / 1000);
	return (double)took_us[last] / 1000;
}

static struct line_prompt *loud(void)
{
	struct line_prompt *prompt = prompt_new(CODEC_PCMA);
	uint8_t *frames = malloc((size_t)FRAMES * CODEC_FRAME_BYTES);

	if (frames)
		memset(frames, 1, (size_t)FRAMES * CODEC_FRAME_BYTES);
	if (prompt && frames)
		prompt_finish(prompt, frames, FRAMES);
	return prompt && frames ? prompt : NULL;
}

bool figure_silence(const struct line_prompt *speech, bool brief, struct figures *out)
{
	struct trial trial = {.rng = {.state = 40}, .prompt = loud()};
	const struct line *line = &trial.line.line;
	unsigned trials = brief ? TRIALS_BRIEF : TRIALS;

	(void)speech;
	if (!trial.prompt || codec_open(&trial.encoder, CODEC_PCMA))
		return false;
	peer_line_open(&trial.line, 1);
	peer_begin(&trial.peer, &trial.line, "hung_up_there");
	trial.call = peer_line_expects(&trial.line, LINE_RANG);
	if (line->ops->answer(line->self, trial.call) || peer_line_expects(&trial.line, LINE_ANSWERED) != trial.call)
		return false;
	out->silence_event_p99_ms = p99_ms(&trial, trials, false);
	out->silence_tone_p99_ms = p99_ms(&trial, trials, true);
	line->ops->end(line->self, trial.call, 0, 0);
	(void)peer_end(&trial.peer);
	peer_line_close(&trial.line);
	codec_close(trial.encoder);
	prompt_drop(trial.prompt);
	return out->silence_event_p99_ms > 0 && out->silence_tone_p99_ms > 0;
}
