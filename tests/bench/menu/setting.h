/* The setting of a simulation: the menu, the demand, the people and the events, every number of it. Read from a file of
 * "key = value" lines; tests/bench/README.md describes each key. */
#ifndef BENCH_MENU_SETTING_H
#define BENCH_MENU_SETTING_H

#include <stdbool.h>
#include <stdint.h>

enum {
	SETTING_SPIKES_MAX = 12,
	SETTING_CHANGES_MAX = 4,
	SETTING_ATTACKS_MAX = 4,
	SETTING_NAME_BYTES = 64,
	SETTING_PATH_BYTES = 256,
	SETTING_DAYS_MAX = 400,
	SETTING_LEAVES_MAX = 400,
};

struct spike {
	double first; /* days, the last one belongs to it */
	double last;
	double rank;   /* of the leaf by its first popularity: below 1 a share of the leaves, otherwise from 1 */
	double factor; /* its demand times so much */
	double ramp;   /* days until the factor is reached; 0: at once */
	double leaf;   /* real demand: the leaf itself, and nothing is added; -1: by rank */
};

enum attack_kind { ATTACK_ONE_HAND, ATTACK_SPREAD, ATTACK_MIXED, ATTACK_KINDS };

struct attack {
	int kind; /* enum attack_kind */
	int day;
	int taps;
	double rank; /* of the leaf, as in a spike; 1: the rarest of all when below 0 */
};

struct change_day {
	double day;
	double share; /* of the leaves: so many random swaps of popularity */
};

struct setting {
	char name[SETTING_NAME_BYTES];
	char demand[SETTING_PATH_BYTES]; /* "" : drawn; otherwise real demand, FILE.tree and FILE.days from the source's
					    folder */
	double sample;                   /* of the real demand, so much of it comes */

	double touch; /* 1: a kiosk */
	double days;
	double sessions;
	double weekday;
	double weekend;
	double open_h;
	double close_h;

	double leaves;
	double branches;
	double groups; /* in each branch; 0: its leaves directly */
	double skew;
	double drift;
	double weekly;
	double author_noise;
	double author_reversed;

	double item_s;
	double item_spread;
	double item_min_s;
	double item_max_s;
	double item_pause_s;
	double greeting_s;
	double promo_s;
	double promo_factor;
	double promo_mandatory;
	double header_s;
	double top_header_s;

	double reaction_s;
	double miss;
	double wrong;
	double wrong_leaf_s;
	double wrong_branch_items;
	double wrong_branch_s;
	double error_hazard;
	double passes;
	double give_up_s;
	double restart; /* 1: a failed try begins again with the greeting; 0: with the menu */

	double hazard;
	double hazard_rise_s;
	double frailty;
	double wrong_factor;

	double repeat;
	double memory;
	double last_callers;
	double press_s;
	double moved_min_s;
	double moved_max_s;
	double mispress;

	double screen_s;
	double tile_s;
	double tap_s;
	double moved_tile_s;
	double moved_wrong;
	double follow;
	double follow_items;

	double restart_days; /* the device is started anew every so many days; 0: never */
	double settle_days;
	double oracle_days; /* real demand: the oracle's truth of a day is the mean of so many days around it */

	int spikes_count;
	int changes_count;
	int attacks_count;
	struct spike spikes[SETTING_SPIKES_MAX];
	struct change_day changes[SETTING_CHANGES_MAX];
	struct attack attacks[SETTING_ATTACKS_MAX];
};

/* The document's telephone line S1 without events. */
void setting_default(struct setting *out);
/* A file, or the name of one in tests/bench/settings/. False: said on stderr, with file and line. */
bool setting_read(const char *file_or_name, struct setting *out);
/* Number `n` of those drawn from a seed: within what is plausible, tuned for by nobody. */
void setting_random(uint64_t seed, int n, struct setting *out);
/* As a file has it, on one line of JSON: {"key": value, ...}. */
void setting_print(const struct setting *s);
/* Which leaf by popularity a rank means, from 0. */
int setting_rank(double rank, int leaves);

#endif
