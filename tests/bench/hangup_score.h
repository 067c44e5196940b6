/* Made tones of networks, in noise and through G.711, given to the receiver of hang-up tones. */
#ifndef FOYER_HANGUP_SCORE_H
#define FOYER_HANGUP_SCORE_H

#include "base/rng.h"
#include "line/hangup_tone.h"

struct hangup_made {
	const struct hangup_country *country; /* that is listened for; its frequencies are made. NULL: Italy's are */
	const uint16_t *cadence_ms;           /* HANGUP_TONE_RUNS of them; NULL: it does not stop */
	bool dials;                           /* its dial tone's frequencies */
	int dbm0;
	int off_permille;  /* in frequency */
	int slow_permille; /* each run longer by so much */
	int snr_db;
};

/* Whoever hears hang-up tones: hangup_tone_hear(), or a peer. */
struct hangup_ear {
	void *(*begin)(const struct hangup_country *country);
	bool (*hear)(void *self, const int16_t *frame);
	void (*end)(void *self);
};

extern const struct hangup_ear hangup_ear;
/* spandsp's super_tone_rx; begin() gives NULL where it is not linked. */
extern const struct hangup_ear peer_hangup_ear;

/* One as networks play it, within what E.180 allows them. */
struct hangup_made hangup_draw(struct rng *rng, const struct hangup_country *country, unsigned cadence);
/* After how many milliseconds of it it is heard; 0: not within half a minute. */
uint32_t hangup_heard_ms(const struct hangup_ear *ear, struct rng *rng, const struct hangup_made *made);
/* A frame of these frequencies, from sample `from` on; amplitude of all of it. */
void hangup_make(const uint16_t *hz, float amplitude, size_t from, int16_t *frame);

#endif
