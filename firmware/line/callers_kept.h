/* Callers kept in the store, over a restart: their language, and that they know the keys. */
#ifndef FOYER_CALLERS_KEPT_H
#define FOYER_CALLERS_KEPT_H

#include "line/callers.h"
#include "port/clock.h"
#include "store/store.h"

struct callers_kept {
	struct store *store; /* lent */
	struct clock clock;
	bool told; /* that it cannot be written */
};

struct caller_memory callers_kept(struct callers_kept *kept);

#endif
