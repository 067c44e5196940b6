/* What callers say. Each who is listened to has an ear: the line's own thread leaves 20 ms there at a time, and takes
 * from it whether somebody interrupts; what was spoken goes to the decoders. Nothing is kept of what is said where
 * nobody listens, and nothing is cut out or put into words of it: the answer to a masked question, for one. */
#ifndef FOYER_HEARING_H
#define FOYER_HEARING_H

#include "content/content.h"
#include "effect.h"
#include "line/decoders.h"
#include "line/media.h"

struct hearing;

struct hearing_options {
	struct decoders_options decoders; /* its wake is also called when somebody begins to speak */
};

MUST_USE enum err hearing_open(struct hearing **out, const struct hearing_options *options);
void hearing_close(struct hearing *hearing); /* NULL is fine; the line is closed before */

/* --- for the line's thread, as struct line_sip_options has them --- */

void hearing_heard(void *self, uint32_t call, const struct media_sound *sound);
bool hearing_interrupts(void *self, uint32_t call);
void hearing_sent(void *self, uint32_t call, const struct media_frame *frame);

/* --- for the runner's thread --- */

/* Bit l: there is a decoder for the site's language l, as in struct prefers. */
uint8_t hearing_languages(const struct hearing *hearing, const struct content *content);
/* This may be said from now on. Whoever is in the middle of an answer to the very same may go on. */
void hearing_listen(struct hearing *hearing, uint32_t call, const struct content *content, const struct effect *listen);
/* What is said does not stop prompts any more: keys are better here. */
void hearing_waits(struct hearing *hearing, uint32_t call);
/* What was said just now is not wanted: a key came. */
void hearing_forget(struct hearing *hearing, uint32_t call);
/* Nobody listens to the caller until the next hearing_listen(). */
void hearing_deaf(struct hearing *hearing, uint32_t call);
/* The call is over: its ear, and all that was said into it. */
void hearing_leave(struct hearing *hearing, uint32_t call);
/* The caller speaks, or has spoken and is being put into words. */
bool hearing_speaks(struct hearing *hearing, uint32_t call);
/* The next words of anybody. False: none since. */
bool hearing_next(struct hearing *hearing, struct decoded *out);
/* By hand only. */
bool hearing_work(struct hearing *hearing);

#endif
