/* Speaking, on a thread of its own: texts wait in a short queue, the voice makes sound of them, the audio port plays
 * it. Callers never wait. */
#ifndef FOYER_SPEAK_H
#define FOYER_SPEAK_H

#include "base/check.h"
#include "base/err.h"
#include "port/audio.h"
#include "port/clock.h"
#include "port/voice.h"

#include <stdbool.h>

enum {
	SPEAK_TEXTS_MAX = 16,
	SPEAK_RATE_PCT = 95 /* a little slower than espeak-ng's own: people are standing in a hall */
};

struct speak;

struct speak_options {
	struct voice voice; /* lent, as the others */
	struct audio audio;
	struct audio record; /* gets all that is said too, for a file; ops NULL: none */
	bool by_hand;        /* no thread: speak_work() does what it would, whenever the caller says so */
	struct clock clock;  /* by hand only: how long it has been quiet */
};

/* How fast and how loud; never so loud that it is cut off. */
struct speak_manner {
	unsigned rate_pct; /* 100: the voice's own */
	unsigned gain_pct; /* 100: as the voice makes it */
};

MUST_USE enum err speak_open(struct speak **out, const struct speak_options *options);
void speak_close(struct speak *speak); /* NULL is fine; what is being said is cut off */

/* From the next text on. */
void speak_set(struct speak *speak, const struct speak_manner *manner);
/* Next in the queue; the oldest waiting text gives way when it is full. */
void speak_say(struct speak *speak, const char *language, const char *text);
/* Silence at once. True: something was cut off. */
bool speak_stop(struct speak *speak);
/* As soon as all that waits is spoken, nothing of it is kept for another time. */
void speak_forget(struct speak *speak);
/* By hand only: what the thread would do next, without waiting. False: there is nothing to speak. */
bool speak_work(struct speak *speak);
/* Something is being made or heard, or waits. */
bool speak_busy(struct speak *speak);
/* It is to be heard in the room just now. */
bool speak_sounding(struct speak *speak);

#endif
