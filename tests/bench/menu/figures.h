/* Figures of one policy over one seed or several, beside authored and the oracle in the same worlds. */
#ifndef BENCH_MENU_FIGURES_H
#define BENCH_MENU_FIGURES_H

#include "run.h"

enum { TABLE_POLICIES_MAX = 12, TABLE_SEEDS_MAX = 200, TABLE_AUTHORED = 0, TABLE_ORACLE, TABLE_ORACLE_NOAD };

/* Every run of a setting; all seeds have the same days. */
struct table {
	const struct setting *setting;
	int policies_count;
	const struct policy *policies[TABLE_POLICIES_MAX]; /* the first three are authored and the oracles */
	int seeds_count;
	uint64_t seeds[TABLE_SEEDS_MAX];
	struct run *runs[TABLE_SEEDS_MAX][TABLE_POLICIES_MAX];
	struct run *quiet[TABLE_SEEDS_MAX][TABLE_POLICIES_MAX]; /* without attacks; NULL: the setting has none */
};

/* Runs all its policies in one more world. False: said on stderr; *absent: because the data is not there. */
bool table_add(struct table *table, uint64_t seed, bool *absent);
void table_close(struct table *table);

/* Which of them: one policy beside one of the oracles, and seeds from `first`, so many. */
struct chosen {
	int policy;
	int oracle;
	int first;
	int count;
};

/* One JSON line on stdout; `seed` as it stands there: a number, or "\"mean\"". */
void figures_print(const struct table *table, const struct chosen *chosen, const char *seed);
/* How much slower than that oracle on days from..to, both included; 0.05: 5 %. NAN: no calls. */
double figures_excess(const struct table *table, const struct chosen *chosen, int from, int to);
/* The oracle that a policy is measured against: may it leave out what the oracle does? */
int figures_oracle(const struct table *table, const struct policy *policy);

#endif
