/* One policy in one world, from the first day to the last: the figures of tests/bench/README.md. */
#ifndef BENCH_MENU_RUN_H
#define BENCH_MENU_RUN_H

#include "policy.h"

enum { BIN_CALLS = 30, RUN_BINS_MAX = 20000 };

struct spike_run {
	double share;   /* of the demand, while it lasts */
	int calls;      /* for it until it was one step away; -1: never */
	double seconds; /* of all its callers */
	int callers;
	int reached_callers; /* who came when it was one step away */
};

struct run {
	int days;
	int calls;
	double seconds;
	double abandoned;
	double wrong; /* calls with a wrong turn */
	double repeats;
	double repeats_wrong;
	double pressed;
	double pressed_wrong;
	double key_moves;
	double spoken_moves;
	double place_moves;
	double place_reuses;
	double promotions;
	double false_promotions;
	double versions;
	double left_out_day; /* the day on which a promotion was first left out; -1: never */
	double day_seconds[SETTING_DAYS_MAX];
	double day_calls[SETTING_DAYS_MAX];
	int bins;
	double bin_seconds[RUN_BINS_MAX]; /* of each BIN_CALLS calls */
	struct spike_run spikes[SETTING_SPIKES_MAX];
};

/* `attacked`: with the setting's attacks. */
void run_policy(const struct world *world, const struct policy *policy, bool attacked, struct run *out);

#endif
