/* Hearing: the microphone's frames are cut into utterances on the loop's thread, and put into words on a thread of its
 * own. Callers never wait. */
#ifndef FOYER_EAR_H
#define FOYER_EAR_H

#include "base/check.h"
#include "base/err.h"
#include "effect.h"
#include "port/audio.h"
#include "port/recogniser.h"
#include "runner/inbox.h"

#include <stdbool.h>

struct ear;

struct ear_options {
	struct audio audio; /* lent, as the others; ops NULL: only recordings are heard */
	struct recogniser recogniser;
	struct inbox *inbox;
	bool by_hand; /* no thread: ear_work() does what it would, whenever the caller says so */
};

MUST_USE enum err ear_open(struct ear **out, const struct ear_options *options);
void ear_close(struct ear *ear); /* NULL is fine */

/* From now on this is expected; its words come as EVENT_HEARD of its session. What was said before is forgotten. */
void ear_listen(struct ear *ear, const struct content *content, const struct effect *listen);
/* Nobody is listened to any more. */
void ear_stop(struct ear *ear);
/* The same, and nothing of what this customer said is left. */
void ear_forget(struct ear *ear);

/* Opened only while it is wanted; not before the first call. From the moment it is not wanted nothing of it is read,
 * even while the card takes its time to shut it. */
void ear_microphone(struct ear *ear, bool wanted);
/* A recording, heard once instead of the microphone as soon as somebody is listened to. `samples`: malloc'ed, at
 * AUDIO_RATE_HZ; kept and freed here. */
void ear_give(struct ear *ear, int16_t *samples, size_t count);

/* By hand only: what the thread would do next, without waiting. False: there is nothing to put into words. */
bool ear_work(struct ear *ear);

/* There is a microphone, open or not. */
bool ear_has_microphone(const struct ear *ear);
/* Speech in that language ("en") can be put into words. */
bool ear_knows(const struct ear *ear, const char *language);
/* The microphone is open, and what is said now is understood. */
bool ear_hears(struct ear *ear);
/* How loud it is in front of the microphone; 0 while it is shut. */
uint8_t ear_level(const struct ear *ear);
/* ear_poll() is to be called often. */
bool ear_active(struct ear *ear);
/* Takes what the microphone has. `deaf`: the machine itself is speaking, the frames are thrown away. True while
 * somebody speaks: the caller says EVENT_BUSY. */
bool ear_poll(struct ear *ear, bool deaf);
/* Something is being put into words. */
bool ear_busy(struct ear *ear);

#endif
