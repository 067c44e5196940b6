/* Does learning help? The held-out customers against the others, from the propensities that stand in the visits.
 *
 * Visits of one propensity are one stratum; within it the arms are random, so the difference of their means is fair,
 * and the strata are added by their size. (That is inverse propensity weighting with the weights made to add up: Hajek
 * 1971.) What was drawn is not a visit but a day on a kiosk and a caller on the line, so the spread is that between
 * clusters (a day; a conversation), as in a survey of clusters: Cochran, Sampling Techniques, 1977, chapters 6 and 9.
 * Student's t for few clusters. For reports only: nothing is decided by it. */
#ifndef FOYER_REPORT_EFFECT_H
#define FOYER_REPORT_EFFECT_H

#include "learn/visit.h"

enum effect_metric {
	EFFECT_SECONDS, /* until it was done, of those served */
	EFFECT_LEAVING, /* share of the visits that were left, 0..1 */
	EFFECT_TURNS,   /* wrong turns a visit */
	EFFECT_METRICS
};

enum { EFFECT_STRATA_MAX = 8, EFFECT_ARMS = 2 /* 0: learned, 1: held out */ };

/* Sums over clusters of a ratio y / x. */
struct effect_sums {
	double y, x, yy, xy, xx;
	double open_y, open_x; /* of the cluster that is being counted */
	uint32_t clusters;     /* those with anything in them */
};

struct effect_stratum {
	uint16_t held_permille;
	uint32_t visits[EFFECT_ARMS];
	int64_t cluster[EFFECT_ARMS];
	struct effect_sums sums[EFFECT_ARMS][EFFECT_METRICS];
};

struct effect_counts {
	bool by_day;           /* a kiosk: days were drawn; otherwise callers */
	uint32_t version_from; /* visits of layouts from .. to - 1; to 0: no end */
	uint32_t version_to;
	uint32_t strata_count;
	uint32_t day_first;
	uint32_t day_last;
	struct effect_stratum stratum[EFFECT_STRATA_MAX];
};

/* A difference: learned minus held out; negative is better in all three. */
struct effect_found {
	bool known; /* both arms have enough clusters, and events, for an interval */
	double learned;
	double held;
	double difference;
	double low; /* 95 % */
	double high;
	uint32_t more_days; /* at the pace so far, until it could be told from nothing; 0: it can be, or no pace */
};

void effect_begin(struct effect_counts *counts, bool by_day);
/* Oldest first. */
void effect_add(struct effect_counts *counts, const struct visit *visit);
/* Visits of both arms that were compared. */
void effect_visits(const struct effect_counts *counts, uint32_t out[EFFECT_ARMS]);
void effect_find(const struct effect_counts *counts, enum effect_metric metric, struct effect_found *out);

/* The 95 % interval of `events` in a time (Poisson; Byar's approximation: Rothman & Boice 1979). */
void effect_rate_interval(uint32_t events, double *low, double *high);

#endif
