/* One direction between two calls that talk with each other: what the one says becomes the other's next 20 ms, in its
 * own codec. What comes unevenly is evened out by 40 ms; sound that piles up is left out, so that nobody talks into the
 * past. Pure. */
#ifndef FOYER_BRIDGE_H
#define FOYER_BRIDGE_H

#include "line/codec.h"

struct bridge;

enum { BRIDGE_BEGIN_MS = 40, BRIDGE_HOLD_MS = 120 };

/* `to`: of whoever listens. */
MUST_USE enum err bridge_open(struct bridge **out, enum codec to);
void bridge_close(struct bridge *bridge); /* NULL is fine */
/* At 8,000 or 16,000 Hz, at most two frames at once. */
void bridge_put(struct bridge *bridge, const int16_t *samples, size_t count, uint32_t rate_hz);
/* The next 20 ms, lent until the next call; NULL: silence. */
const uint8_t *bridge_frame(struct bridge *bridge);

#endif
