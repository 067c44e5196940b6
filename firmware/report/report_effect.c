#include "report/report_effect.h"

#include <math.h>
#include <string.h>

enum { DAY_S = 24 * 60 * 60, CLUSTERS_MIN = 2, EVENTS_MIN = 5, MORE_DAYS_MAX = 9999, ARM_LEARNED = 0, ARM_HELD = 1 };

static const double normal_95 = 1.959964;

/* What a manager would call a difference: so much is to be seen before "not enough yet" ends. */
static const double worth[EFFECT_METRICS] = {[EFFECT_SECONDS] = 1.0, [EFFECT_LEAVING] = 0.02, [EFFECT_TURNS] = 0.05};

void effect_begin(struct effect_counts *counts, bool by_day)
{
	memset(counts, 0, sizeof(*counts));
	counts->by_day = by_day;
}

/* --- counting --- */

static struct effect_stratum *stratum_of(struct effect_counts *counts, uint16_t held_permille)
{
	struct effect_stratum *stratum;

	for (uint32_t i = 0; i < counts->strata_count; i++)
		if (counts->stratum[i].held_permille == held_permille)
			return &counts->stratum[i];
	if (counts->strata_count == EFFECT_STRATA_MAX)
		return NULL;
	stratum = &counts->stratum[counts->strata_count++];
	stratum->held_permille = held_permille;
	stratum->cluster[ARM_LEARNED] = -1;
	stratum->cluster[ARM_HELD] = -1;
	return stratum;
}

static void close_cluster(struct effect_sums *s)
{
	if (s->open_x == 0)
		return;
	s->y += s->open_y;
	s->x += s->open_x;
	s->yy += s->open_y * s->open_y;
	s->xy += s->open_x * s->open_y;
	s->xx += s->open_x * s->open_x;
	s->clusters++;
	s->open_y = 0;
	s->open_x = 0;
}

static void count(struct effect_sums sums[EFFECT_METRICS], const struct visit *visit)
{
	bool served = visit->outcome == VISIT_SERVED;

	sums[EFFECT_SECONDS].open_x += served;
	sums[EFFECT_SECONDS].open_y += served ? visit->ms / 1000.0 : 0;
	sums[EFFECT_LEAVING].open_x += 1;
	sums[EFFECT_LEAVING].open_y += visit->outcome == VISIT_LEFT;
	sums[EFFECT_TURNS].open_x += 1;
	sums[EFFECT_TURNS].open_y += visit->wrong;
}

void effect_add(struct effect_counts *counts, const struct visit *visit)
{
	int64_t day = visit->local_s / DAY_S;
	int64_t cluster = counts->by_day ? day : (int64_t)visit->session;
	bool in_versions = visit->layout >= counts->version_from &&
			   (counts->version_to == 0 || visit->layout < counts->version_to);
	struct effect_stratum *stratum;

	if (!in_versions || visit->held_permille == 0 || visit->held_permille >= 1000 || visit->local_s <= 0)
		return; /* nobody was drawn, or nobody knows when */
	stratum = stratum_of(counts, visit->held_permille);
	if (!stratum)
		return; /* of more propensities than there is room for */
	if (stratum->cluster[visit->held] != cluster)
		for (int m = 0; m < EFFECT_METRICS; m++)
			close_cluster(&stratum->sums[visit->held][m]);
	stratum->cluster[visit->held] = cluster;
	stratum->visits[visit->held]++;
	count(stratum->sums[visit->held], visit);
	if (counts->day_first == 0)
		counts->day_first = (uint32_t)day;
	if (day > counts->day_last)
		counts->day_last = (uint32_t)day;
}

void effect_visits(const struct effect_counts *counts, uint32_t out[EFFECT_ARMS])
{
	out[ARM_LEARNED] = 0;
	out[ARM_HELD] = 0;
	for (uint32_t i = 0; i < counts->strata_count; i++)
		for (int arm = 0; arm < EFFECT_ARMS; arm++)
			out[arm] += counts->stratum[i].visits[arm];
}

/* --- finding --- */

struct mean {
	double mean;
	double variance; /* of the mean */
	double clusters;
};

/* Where hardly anybody left, their spread says nothing: no interval is better than a wrong one. */
static bool is_enough(const struct effect_sums *s, enum effect_metric metric)
{
	return s->clusters >= CLUSTERS_MIN && (metric == EFFECT_SECONDS || s->y >= EVENTS_MIN);
}

static bool mean_of(const struct effect_sums *counted, enum effect_metric metric, struct mean *out)
{
	struct effect_sums s = *counted;
	double rest;

	close_cluster(&s);
	if (!is_enough(&s, metric))
		return false;
	out->mean = s.y / s.x;
	out->clusters = s.clusters;
	rest = s.yy - 2 * out->mean * s.xy + out->mean * out->mean * s.xx;
	out->variance = fmax(rest, 0) / (s.x * s.x) * out->clusters / (out->clusters - 1);
	return true;
}

/* The 97.5th percentile of Student's t (Cornish-Fisher, Abramowitz & Stegun 26.7.5); for one degree the exact one. */
static double student_95(double degrees)
{
	const double z = normal_95;
	const double z3 = z * z * z;
	const double z5 = z3 * z * z;

	if (degrees < 1.5)
		return 12.706;
	return z + (z3 + z) / (4 * degrees) + (5 * z5 + 16 * z3 + 3 * z) / (96 * degrees * degrees) +
	       (3 * z5 * z * z + 19 * z5 + 17 * z3 - 15 * z) / (384 * degrees * degrees * degrees);
}

struct summed { /* over strata, each by its size */
	double weight;
	double learned;
	double held;
	double variance;
	double spread; /* for the degrees of freedom: Satterthwaite 1946 */
};

static void add_stratum(struct summed *sum, const struct effect_stratum *stratum, enum effect_metric metric)
{
	double weight = (double)stratum->visits[ARM_LEARNED] + stratum->visits[ARM_HELD];
	struct mean learned;
	struct mean held;

	if (!mean_of(&stratum->sums[ARM_LEARNED][metric], metric, &learned) ||
		!mean_of(&stratum->sums[ARM_HELD][metric], metric, &held))
		return;
	sum->weight += weight;
	sum->learned += weight * learned.mean;
	sum->held += weight * held.mean;
	sum->variance += weight * weight * (learned.variance + held.variance);
	sum->spread += pow(weight, 4) * (learned.variance * learned.variance / (learned.clusters - 1) +
						held.variance * held.variance / (held.clusters - 1));
}

static uint32_t days_more(const struct effect_counts *counts, double half, double difference, double worth_it)
{
	double days = counts->day_last - counts->day_first + 1.0;
	double wanted = fmax(fabs(difference), worth_it);
	double more = ceil(days * (half * half / (wanted * wanted) - 1));

	return more <= 0 ? 1 : (uint32_t)fmin(more, MORE_DAYS_MAX);
}

/* At the pace so far, until the rarer arm has what an interval needs. 0: there is no pace. */
static uint32_t days_until_enough(const struct effect_counts *counts, enum effect_metric metric)
{
	double days = counts->day_last - counts->day_first + 1.0;
	double part = HUGE_VAL;

	for (int arm = 0; arm < EFFECT_ARMS; arm++) {
		double seen = 0;

		for (uint32_t i = 0; i < counts->strata_count; i++) {
			const struct effect_sums *s = &counts->stratum[i].sums[arm][metric];
			double clusters = s->clusters + (s->open_x > 0);
			double events = metric == EFFECT_SECONDS ? EVENTS_MIN : s->y + s->open_y;

			seen = fmax(seen, fmin(clusters / CLUSTERS_MIN, events / EVENTS_MIN));
		}
		part = fmin(part, seen);
	}
	if (part == 0 || counts->strata_count == 0)
		return 0;
	return part >= 1 ? 1 : (uint32_t)fmin(ceil(days * (1 / part - 1)), MORE_DAYS_MAX);
}

void effect_find(const struct effect_counts *counts, enum effect_metric metric, struct effect_found *out)
{
	struct summed sum = {0};
	double half;

	memset(out, 0, sizeof(*out));
	for (uint32_t i = 0; i < counts->strata_count; i++)
		add_stratum(&sum, &counts->stratum[i], metric);
	if (sum.weight == 0 || sum.variance == 0) {
		out->more_days = days_until_enough(counts, metric);
		return;
	}
	half = student_95(sum.variance * sum.variance / sum.spread) * sqrt(sum.variance) / sum.weight;
	out->known = true;
	out->learned = sum.learned / sum.weight;
	out->held = sum.held / sum.weight;
	out->difference = out->learned - out->held;
	out->low = out->difference - half;
	out->high = out->difference + half;
	if (out->low <= 0 && out->high >= 0 && half > worth[metric])
		out->more_days = days_more(counts, half, out->difference, worth[metric]);
}

static double byar(double events, double sign)
{
	return events * pow(1 - 1 / (9 * events) + sign * normal_95 / (3 * sqrt(events)), 3);
}

void effect_rate_interval(uint32_t events, double *low, double *high)
{
	*low = events > 0 ? fmax(byar(events, -1), 0) : 0;
	*high = byar(events + 1.0, 1);
}
