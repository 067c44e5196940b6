/* Events, meanings and effects as bytes for the journal, in two halves: the skeleton (kinds, indices, lengths: nothing
 * personal) and the words (everything a customer said, typed or was told by name). Little-endian, a format number
 * first, the same on every machine. */
#ifndef FOYER_RECORD_H
#define FOYER_RECORD_H

#include "base/err.h"
#include "effect.h"
#include "event.h"
#include "meaning.h"

enum { RECORD_SKELETON_BYTES_MAX = 1024, RECORD_WORDS_BYTES_MAX = 8192 };

struct record {
	uint16_t skeleton_bytes;
	uint16_t words_bytes;
	uint8_t skeleton[RECORD_SKELETON_BYTES_MAX];
	uint8_t words[RECORD_WORDS_BYTES_MAX];
};

/* The event and what was understood of it. `masked`: the session was listening for a masked slot; the words' half then
 * holds the length only. */
void record_event(const struct event *event, const struct meaning *meaning, bool masked, struct record *out);

/* Back again. words_bytes 0 (destroyed or masked): texts are empty, and the meaning's value too. */
MUST_USE enum err record_read_event(const struct record *record, struct event *event, struct meaning *meaning);

/* The effects of one step: kinds, session, request, prompt and screen numbers, flags in the skeleton; a 64-bit FNV-1a
 * hash of everything in the words. Two steps with the same bytes had the same effects (skeleton: the same kinds).
 * RELEASE and the WIPE of who gave way are left out: they depend on who else was there. */
void record_effects(const struct effects *effects, const char *state, struct record *out);

#endif
