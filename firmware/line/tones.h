/* Keys heard as sound (ITU-T Q.23, Q.24), at 8 kHz: 40 ms and longer, down to -29 dBm0, the column's tone 8 dB below to
 * 4 dB above the row's, up to 1.5 % off, in noise of 15 dB; none that is 3.5 % off, none in speech. Pure. It is our
 * own: spandsp's receiver takes 75 % of such keys, and 4 % of those that are 3.5 % off (tests/bench/bench_tones.c). */
#ifndef FOYER_TONES_H
#define FOYER_TONES_H

#include "base/check.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tones;

MUST_USE enum err tones_open(struct tones **out);
void tones_close(struct tones *tones); /* NULL is fine */
/* The next sound of the call, in turn, about one frame; what was lost is left out, or silence for up to 20 ms. The key
 * that began in it; '\0': none. A held key is reported once. */
char tones_hear(struct tones *tones, const int16_t *samples, size_t count);
/* Whether a key is being held just now: it is cut out of what is recorded or recognised. */
bool tones_held(const struct tones *tones);

struct tones_key {
	char key;
	uint32_t rate_hz;
	int16_t amplitude; /* of each of its two tones */
};

/* The key's sound from its sample `from` on. */
void tones_make(const struct tones_key *key, size_t from, int16_t *samples, size_t count);

/* At the start: sixteen made keys must be heard as what they are. ERR_FORMAT: they are not (this build's arithmetic is
 * broken); nobody should be served. */
MUST_USE enum err tones_self_test(void);

#endif
