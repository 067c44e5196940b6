/* A few recognisers for many callers: each is leased for one utterance, on a thread of its own. Who has spoken first is
 * put into words first; who would have to wait for too long is told soon that nothing was understood, rather than
 * answered late. Sound is overwritten as soon as it is not needed, at once when its caller leaves. Safe from several
 * threads. */
#ifndef FOYER_DECODERS_H
#define FOYER_DECODERS_H

#include "base/check.h"
#include "base/err.h"
#include "port/clock.h"
#include "port/recogniser.h"
#include "speech/resample.h"

enum {
	DECODERS_MAX = 64,
	DECODERS_WAIT_MS_MAX = 4000, /* for a decoder; later nobody knows any more what they are answered to */
	DECODERS_LANGUAGE_BYTES_MAX = 8
};

/* What may be said, shared by all who may say the same. */
struct grammar;

/* One hold. NULL: no memory. */
struct grammar *grammar_new(const char *language, const char *jsgf);
struct grammar *grammar_keep(struct grammar *grammar);
void grammar_drop(struct grammar *grammar); /* NULL is fine */
bool grammar_is(const struct grammar *grammar, const char *language, const char *jsgf);

struct utterance {
	uint32_t call;
	uint32_t turn;           /* the giver's, to know it again */
	uint8_t language;        /* of the site */
	struct grammar *grammar; /* a hold of its own */
	struct sound sound;      /* its own, of any rate */
};

struct decoded {
	uint32_t call;
	uint32_t turn;
	uint8_t language;
	bool late; /* it waited for too long, or could not be heard: recognised is empty */
	struct recognised recognised;
};

struct decoders;

struct decoders_options {
	const struct recogniser *list; /* lent; `count` of them, each used by one thread */
	uint8_t count;
	struct clock clock;
	void (*wake)(void *self); /* from a decoder's thread: there is something for decoders_next() */
	void *wake_self;
	bool by_hand; /* no threads: decoders_work() does what they would */
};

MUST_USE enum err decoders_open(struct decoders **out, const struct decoders_options *options);
void decoders_close(struct decoders *decoders); /* NULL is fine; waits for what is being decoded */

/* Takes it over, whatever becomes of it; it is empty afterwards. ERR_NO_SPACE: no memory. */
MUST_USE enum err decoders_give(struct decoders *decoders, struct utterance *utterance);
/* Nothing of this caller's is put into words any more. */
void decoders_forget(struct decoders *decoders, uint32_t call);
/* What was put into words, or came too late to be. False: nothing since. */
bool decoders_next(struct decoders *decoders, struct decoded *out);
/* By hand only: the next one, on the first decoder. False: nobody waits. */
bool decoders_work(struct decoders *decoders);

#endif
