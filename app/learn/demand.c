#include <string.h>

#include "learn/state.h"

enum {
	PRIOR_SESSIONS = 30, /* the authored order is worth so many */
	FEW_A_DAY = 50,      /* sessions; up to here: */
	FEW_KEEP = 64039,    /* 2^(-1/30 days), Q16 */
	USUAL_KEEP = 61147,  /* 10 days: 7 to 14 are equally good; fewer move more */
	MANY_KEEP = 59358,   /* 7 days */
	MANY_A_DAY = 1000,
	BUSY_DAYS = 28,
};

/* The authored order as pseudo-sessions: in each menu by 1 / (1 + rank), in 1/SHARE_ONE of all. */
static void put_prior(const struct tree *tree, uint16_t parent, uint32_t share, uint32_t *out)
{
	uint16_t count;
	const uint16_t *children = tree_children(tree, parent, &count);
	uint64_t sum = 0;

	for (uint16_t i = 0; i < count; i++)
		sum += (uint64_t)Q16 / (i + 1U);
	for (uint16_t i = 0; i < count; i++) {
		uint16_t child = children[i];

		out[child] = (uint32_t)(share * ((uint64_t)Q16 / (i + 1U)) / sum);
		if (!tree_is_leaf(tree, child))
			put_prior(tree, child, out[child], out);
	}
}

static uint32_t keep_of(const struct learn *l)
{
	uint32_t usual = days_usual(l);

	if (usual >= MANY_A_DAY)
		return MANY_KEEP;
	return usual <= FEW_A_DAY ? FEW_KEEP : USUAL_KEEP;
}

static uint64_t prior_of(const struct learn *l, uint16_t leaf)
{
	return (uint64_t)l->prior[leaf] * PRIOR_SESSIONS * 256 / SHARE_ONE;
}

static void remember(struct learn *l)
{
	struct memory *memory = &l->memory;
	uint64_t keep = keep_of(l);
	uint64_t weight = Q16;

	memory->all = PRIOR_SESSIONS * 256;
	for (uint32_t age = 0; age < days_known(l); age++, weight = weight * keep / Q16) {
		const uint32_t *credit = l->days.credit[(l->days.index - age) % LEARN_DAYS];

		memory->weight[age] = (uint32_t)weight;
		memory->day[age] = 0;
		for (uint16_t i = 0; i < l->tree.items_count; i++)
			memory->day[age] += credit[i] * (256 / CREDIT);
		memory->all += memory->day[age] * weight / Q16;
	}
}

static_assert((uint64_t)(LEARN_DAYS * UINT16_MAX + PRIOR_SESSIONS) * 256 <= UINT32_MAX, "a leaf has so many at most");

static uint32_t count_of(const struct learn *l, uint16_t leaf)
{
	uint64_t sum = prior_of(l, leaf);

	for (uint32_t age = 0; age < days_known(l); age++) {
		uint64_t credit = l->days.credit[(l->days.index - age) % LEARN_DAYS][leaf];

		sum += credit * (256 / CREDIT) * l->memory.weight[age] / Q16;
	}
	return (uint32_t)sum;
}

void demand_of_counts(const struct tree *tree, const uint32_t *counts, struct demand *out)
{
	uint64_t sum = 0;

	memset(out->share, 0, sizeof(out->share));
	for (uint16_t i = 0; i < tree->items_count; i++)
		sum += tree_is_leaf(tree, i) ? counts[i] : 0;
	for (uint16_t i = 0; i < tree->items_count && sum > 0; i++) {
		uint32_t share = tree_is_leaf(tree, i) ? (uint32_t)(counts[i] * (uint64_t)SHARE_ONE / sum) : 0;

		for (uint16_t at = i; share > 0 && at != TREE_NONE; at = tree->items[at].parent)
			out->share[at] += share;
	}
}

/* What a leaf's share is on a busy day: its mean, and twice by how much days differ more than dice would (the variance
 * of a day's count beyond the Poisson's). What is not known yet is on the safe side: a deviation more. */
static uint32_t busy_share(const struct learn *l, uint16_t leaf)
{
	uint64_t sessions = 0;
	uint64_t squares = 0;
	uint64_t expected_squares = 0;
	uint64_t mean;
	uint64_t spread;

	for (uint32_t age = 1; age <= BUSY_DAYS && age < days_known(l); age++) {
		uint32_t slot = (l->days.index - age) % LEARN_DAYS;
		uint64_t expected = (uint64_t)l->demand.share[leaf] * l->days.served[slot] / (SHARE_ONE / CREDIT);
		uint64_t credit = l->days.credit[slot][leaf];
		uint64_t off = credit > expected ? credit - expected : expected - credit;

		sessions += l->days.served[slot];
		squares += off * off;
		expected_squares += expected * CREDIT;
	}
	if (sessions == 0)
		return l->demand.share[leaf];
	mean = l->demand.share[leaf] +
	       (uint64_t)whole_sqrt((uint64_t)l->counts[leaf] * 256) * SHARE_ONE / l->counts_sum;
	if (squares <= expected_squares)
		return (uint32_t)mean;
	/* Root of the mean square of the days, over the mean of the days' sessions. */
	spread = (uint64_t)whole_sqrt((squares - expected_squares) / days_with_visits(l, BUSY_DAYS)) *
		 (SHARE_ONE / CREDIT) * days_with_visits(l, BUSY_DAYS) / sessions;
	return (uint32_t)(mean + 2 * spread < SHARE_ONE / 2 ? mean + 2 * spread : SHARE_ONE / 2);
}

void demand_open(struct learn *l)
{
	put_prior(&l->tree, TREE_NONE, SHARE_ONE, l->prior);
	demand_update(l);
}

void demand_update(struct learn *l)
{
	remember(l);
	l->memory.moved = 0;
	l->counts_sum = 1;
	for (uint16_t i = 0; i < l->tree.items_count; i++) {
		if (!tree_is_leaf(&l->tree, i))
			continue;
		l->counts[i] = forget_leaf(l, i, count_of(l, i));
		l->counts_sum += l->counts[i];
	}
	demand_of_counts(&l->tree, l->counts, &l->demand);
	for (uint16_t i = 0; i < l->tree.items_count; i++)
		if (tree_is_leaf(&l->tree, i))
			l->rising.usual[i] = busy_share(l, i);
}

void demand_sample(struct learn *l)
{
	struct rng rng = {l->days.today};
	uint32_t *counts = l->sampled;

	for (int s = 0; s < LEARN_SAMPLES; s++) {
		for (uint16_t i = 0; i < l->tree.items_count; i++)
			counts[i] = tree_is_leaf(&l->tree, i) ? (uint32_t)whole_gamma(&rng, l->counts[i]) : 0;
		demand_of_counts(&l->tree, counts, &l->samples[s]);
	}
}
