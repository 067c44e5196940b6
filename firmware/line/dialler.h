/* A call that this machine makes for a test: it presses keys when the other side has stopped speaking, and keeps both
 * sides' sound. */
#ifndef FOYER_DIALLER_H
#define FOYER_DIALLER_H

#include "port/clock.h"
#include "port/line.h"

#include <stddef.h>

enum { DIALLER_RATE_HZ = 8000, DIALLER_SECONDS_MAX = 600, DIALLER_NOBODY = 408 /* nobody answered in time */ };

struct dialler;
struct media_sound;

struct dialler_options {
	const char *place; /* "sip:..." */
	const char *
		keys; /* groups with commas between them: "1,2,100042#"; each waits for its turn to speak. NULL: none */
	struct clock clock;
	uint32_t longest_s;                                            /* then it is hung up */
	void (*pressed)(void *self, uint32_t at_ms, const char *keys); /* NULL: nobody wants to know */
	void *self;
};

struct dialler_sound { /* both as long as the call; lent until dialler_close() */
	const int16_t *heard;
	const int16_t *said;
	size_t count;
};

MUST_USE enum err dialler_open(struct dialler **out, const struct dialler_options *options);
void dialler_close(struct dialler *dialler); /* NULL is fine; behind the line's own end */
/* For line_sip_options: the line's thread brings what is heard. */
void dialler_heard(void *self, uint32_t call, const struct media_sound *sound);
/* The whole call, over that line; `wait` sleeps so many milliseconds or until something happened. *why: the SIP status
 * of a call that did not come to stand; 0: it stood. */
MUST_USE enum err dialler_call(
	struct dialler *dialler, struct line line, void (*wait)(void *self, uint32_t wait_ms), uint16_t *why);
struct dialler_sound dialler_sound(const struct dialler *dialler);

#endif
