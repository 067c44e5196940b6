/* One caller, or one customer at a kiosk: hears the production walk, slips, loses patience, and leaves the visit a
 * device would log. Knows the setting, never what a policy thinks. */
#ifndef BENCH_MENU_CALLER_H
#define BENCH_MENU_CALLER_H

#include "world.h"

#include "learn/visit.h"

/* What one session meets. */
struct met {
	const struct plan *plan;
	bool keeps;      /* hears the prompts that are left out */
	bool renumbered; /* keys (tiles) are numbered in the spoken order: a peer's; otherwise they are the tree's */
	bool forgiving;  /* a remembered shortcut leads where it led: the oracle's */
};

enum { MEMORY_MAX = 6, CODE_PLACE = 64 };

/* How a caller came to the leaf the last time: item keys from 1, CODE_PLACE + place. */
struct memory {
	uint8_t count;
	uint8_t codes[MEMORY_MAX];
};

struct story {
	double seconds; /* until served, as if infinitely patient */
	bool abandoned; /* gone before, or given up */
	bool pressed;   /* used remembered keys */
	uint8_t wrong;  /* wrong places entered */
};

struct who {
	int call; /* number in the world */
	struct memory *memory;
};

/* Fills the outcome, steps, seconds and wrong turns of the visit; the rest is the device's. */
void caller_call(const struct world *world, const struct who *who, const struct met *met, struct story *out,
	struct visit *visit);

#endif
