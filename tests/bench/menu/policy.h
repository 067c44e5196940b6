/* Who decides what stands in the menu: foyer's own learning, the peers, and the oracle that knows the truth. They see
 * what a device logs, and nothing else; only the oracle sees the world. */
#ifndef BENCH_MENU_POLICY_H
#define BENCH_MENU_POLICY_H

#include "world.h"

#include "learn/visit.h"

struct policy {
	const char *name;
	bool renumbers; /* keys follow the spoken order */
	bool forgiving; /* see struct met */
	bool ends;      /* may leave prompts out: it is measured against the oracle that does */
	size_t bytes;   /* of its own state, zeroed before open() */
	void (*open)(void *self, const struct world *world, struct standing *standing);
	/* Before the first customer of a day. */
	void (*morning)(void *self, int day, struct standing *standing);
	/* After each visit; true: the standing has changed. */
	bool (*visit)(void *self, const struct visit *visit, struct standing *standing);
	/* After the last customer of a day; true: the standing has changed. */
	bool (*night)(void *self, int day, struct standing *standing);
	void (*close)(void *self);
};

/* Ends with NULL. The first is "authored", then "oracle" and "oracle-noad". */
extern const struct policy *const policies[];

const struct policy *policy_find(const char *name);

/* In the files of their own. */
extern const struct policy policy_oracle;
extern const struct policy policy_oracle_noad;
extern const struct policy policy_foyer;

/* The first simulated day, counted from 1970-01-01: a Monday. */
enum { FIRST_DAY = 20458 };

/* Sorts a menu's run of `spoken` by falling score; equal ones stay. Returns whether something moved. */
bool policy_sort(const struct tree *tree, uint16_t parent, const double *score, uint16_t *spoken);
/* The same for every menu. */
bool policy_sort_all(const struct tree *tree, const double *score, uint16_t *spoken);

#endif
