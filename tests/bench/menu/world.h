/* One world drawn from a setting and a seed: its menu, what is truly wanted on each day, and who calls for what. The
 * same for every policy. */
#ifndef BENCH_MENU_WORLD_H
#define BENCH_MENU_WORLD_H

#include "setting.h"

#include "learn/tree.h"

struct call {
	uint16_t leaf;   /* number of the leaf, from 0 */
	uint16_t repeat; /* 1: this caller has asked for the same before */
	uint32_t caller;
};

struct world {
	const struct setting *setting;
	uint64_t seed;
	struct tree tree;
	int days;
	int leaves;
	int callers;
	int calls_count;
	uint16_t leaf_item[SETTING_LEAVES_MAX];
	uint16_t item_leaf[TREE_ITEMS_MAX];  /* TREE_NONE: an inner item */
	uint16_t ranked[SETTING_LEAVES_MAX]; /* leaves by their first popularity */
	double *share;                       /* [days][leaves]: the truth of each day */
	struct call *calls;
	int *first_call; /* [days + 1] */
};

/* False: said on stderr; *absent: because the data is not there. */
bool world_open(const struct setting *setting, uint64_t seed, struct world *out, bool *absent);
void world_close(struct world *world);

/* The leaf of a spike, or of an attack's rank. */
int world_spike_leaf(const struct world *world, const struct spike *spike);
/* True if that leaf is asked for more than usual on this day, by the setting; or things settle after a change. */
bool world_is_labelled(const struct world *world, int leaf, int day);
/* The mean share of a spike's leaf while it lasts. */
double world_spike_share(const struct world *world, const struct spike *spike);

/* Shares of one day. */
static inline const double *world_shares(const struct world *world, int day)
{
	return world->share + (long)day * world->leaves;
}

#endif
