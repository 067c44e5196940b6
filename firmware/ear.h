/* Hearing: the microphone's frames are cut into utterances on the loop's thread, and put into words on a thread of its
 * own. Callers never wait. */
#ifndef FOYER_EAR_H
#define FOYER_EAR_H

#include "base/check.h"
#include "base/err.h"
#include "effect.h"
#include "inbox.h"
#include "port/audio.h"
#include "port/recogniser.h"

#include <stdbool.h>

struct ear;

struct ear_options {
	struct audio audio; /* lent, as the others */
	struct recogniser recogniser;
	struct inbox *inbox;
};

MUST_USE enum err ear_open(struct ear **out, const struct ear_options *options);
void ear_close(struct ear *ear); /* NULL is fine */

/* From now on this is expected; its words come as EVENT_HEARD of its session. What was said before is forgotten. */
void ear_listen(struct ear *ear, const struct content *content, const struct effect *listen);
/* Nobody is listened to any more. */
void ear_stop(struct ear *ear);
/* Takes what the microphone has. `deaf`: the machine itself is speaking, the frames are thrown away. True while
 * somebody speaks: the caller says EVENT_BUSY. */
bool ear_poll(struct ear *ear, bool deaf);
/* Something is being put into words. */
bool ear_busy(struct ear *ear);

#endif
