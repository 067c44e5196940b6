/* One call on its way to its recording: both sides frame by frame, without any key. What the caller keyed is cut out
 * before it leaves this file, with the tenths of a second in which it was not known yet for a key. Pure but for the
 * recording. */
#ifndef FOYER_TAPE_H
#define FOYER_TAPE_H

#include "line/recorder.h"

#include <stdbool.h>

enum { TAPE_WAITS_FRAMES = 10, TAPE_BEHIND_FRAMES = 5 }; /* cut out before a key is known, and behind it */

struct tape;

/* `heard`: the codec of what the caller hears. The recording is the tape's from now on. */
MUST_USE enum err tape_open(struct tape **out, struct recording *recording, enum codec heard);
/* From now on the caller hears another one. */
MUST_USE enum err tape_codec(struct tape *tape, enum codec heard);
void tape_close(struct tape *tape); /* NULL is fine */
/* The caller says. */
void tape_says(struct tape *tape, const int16_t *samples, size_t count, uint32_t rate_hz);
/* The caller presses a key, or still does. */
void tape_keyed(struct tape *tape);
/* Every 20 ms: what the caller hears, NULL: silence. */
void tape_frame(struct tape *tape, const uint8_t *heard);
/* Silence instead of both sides, from what is just being said on. */
void tape_mute(struct tape *tape, bool muted);

#endif
