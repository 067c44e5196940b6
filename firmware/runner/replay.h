/* A journalled conversation, run again through a fresh core with the images of that time. While its words are there the
 * effects must be the same to the last value; after the wipe the same states and kinds of effects. */
#ifndef FOYER_REPLAY_H
#define FOYER_REPLAY_H

#include "store/store.h"

#include <stdio.h>

struct replay_result {
	uint32_t steps;     /* run again */
	uint32_t whole;     /* of them compared with every value; the others by kind */
	uint32_t different; /* steps that differ */
	uint32_t first;     /* number of the first that differs, from 1; 0: none */
	bool other_version; /* another program version wrote a part of it */
	char program[24];   /* which */
};

/* Each step as a line to `out` (NULL: none). ERR_NOT_FOUND: no such conversation, or its content is no longer kept. */
MUST_USE enum err replay(struct store *store, uint32_t session, FILE *out, struct replay_result *result);

#endif
