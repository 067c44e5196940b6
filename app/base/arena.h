/* Memory that is taken once and given back whole. No single piece is ever freed. */
#ifndef FOYER_BASE_ARENA_H
#define FOYER_BASE_ARENA_H

#include "base/check.h"

#include <stddef.h>
#include <stdint.h>

struct arena {
	uint8_t *base; /* lent by the caller for the arena's life */
	size_t size;
	size_t used;
};

/* Zeroed, aligned for any type. NULL means full: the caller reports ERR_NO_SPACE and names what was too large. */
void *arena_take(struct arena *arena, size_t size);

static inline void arena_reset(struct arena *arena)
{
	arena->used = 0;
}

#endif
