/* Made keys in noise, and people's speech, given to the receiver of keys as a telephone would bring them. */
#ifndef FOYER_TONE_SCORE_H
#define FOYER_TONE_SCORE_H

#include "base/rng.h"
#include "line/hangup_tone.h"
#include "line/tones.h"
#include "port/voice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ITU-T Q.24: what one key may be like. */
struct tone_key {
	char key;
	unsigned ms;
	int row_dbm0;
	int twist_db; /* the column's tone above the row's */
	int row_off_permille;
	int column_off_permille;
	int snr_db; /* of both tones together to noise from 0 to 4 kHz */
};

/* Whoever hears keys: tones_hear(), or a peer. */
struct tone_ear {
	char (*hear)(void *self, const int16_t *samples, size_t count);
	void *self;
};

struct tone_tally {
	unsigned keys;
	unsigned right; /* heard once, as what it was */
	unsigned wrong; /* heard, but as something else or more than once */
};

struct speech_tally {
	uint64_t samples; /* at 8 kHz */
	unsigned files;
	unsigned false_keys;
	unsigned false_hangups; /* of any country's tone */
};

/* Whether it is a key that must be heard, drawn from the edges of what is allowed; or one whose row, column or both are
 * so far off that it must not. */
struct tone_key tone_draw_good(struct rng *rng);
struct tone_key tone_draw_off(struct rng *rng);

struct tone_ear tone_ear_of(struct tones *tones);

/* Plays it, at any moment of a frame and through G.711, to the receiver. */
void tone_try(const struct tone_ear *ear, struct rng *rng, const struct tone_key *key, struct tone_tally *tally);

/* False: there is nothing at that place. Goes into folders, takes .flac and .wav. */
bool speech_of_folder(const char *path, struct speech_tally *tally);
/* Made speech, until the tally has so many samples more. */
void speech_of_voice(const struct voice *voice, uint64_t samples, struct speech_tally *tally);

#endif
