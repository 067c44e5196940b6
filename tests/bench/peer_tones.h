/* spandsp's receiver of keys, as it comes but for the limits of twist and level. */
#ifndef FOYER_PEER_TONES_H
#define FOYER_PEER_TONES_H

#include <stddef.h>
#include <stdint.h>

/* NULL: this build has no spandsp to link, or no memory. */
void *peer_tones_open(void);
void peer_tones_close(void *peer); /* NULL is fine */
char peer_tones_hear(void *peer, const int16_t *samples, size_t count);

#endif
