#include "figures.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { SETTLED_FIRST = 14, SETTLED_LAST = 59, SMOOTH_DAYS = 3, SMOOTH_BINS = 10, ATTACK_DAYS = 7 };

static const double NEAR = 0.05;        /* "at the oracle" */
static const double LARGE_SHARE = 0.15; /* of the demand: a spike that is worth everybody's seconds */
static const double DISLIKED_FACTOR = 1.5;

typedef double (*of_run)(const struct run *run);

static const struct run *run_of(const struct table *table, int policy, int seed)
{
	return table->runs[seed][policy];
}

/* Sums over the chosen seeds. */
static double sum(const struct table *table, const struct chosen *chosen, of_run of)
{
	double total = 0;

	for (int i = chosen->first; i < chosen->first + chosen->count; i++)
		total += of(run_of(table, chosen->policy, i));
	return total;
}

#define OF_RUN(field)                                                                                                  \
	static double of_##field(const struct run *run)                                                                \
	{                                                                                                              \
		return run->field;                                                                                     \
	}

OF_RUN(days)
OF_RUN(calls)
OF_RUN(seconds)
OF_RUN(abandoned)
OF_RUN(wrong)
OF_RUN(repeats)
OF_RUN(repeats_wrong)
OF_RUN(pressed)
OF_RUN(pressed_wrong)
OF_RUN(key_moves)
OF_RUN(spoken_moves)
OF_RUN(place_moves)
OF_RUN(place_reuses)
OF_RUN(promotions)
OF_RUN(false_promotions)
OF_RUN(versions)

static double of_left_out(const struct run *run)
{
	return run->left_out_day >= 0;
}

static double of_left_out_day(const struct run *run)
{
	return run->left_out_day >= 0 ? run->left_out_day : 0;
}

static double ratio(const struct table *table, const struct chosen *chosen, of_run above, of_run below)
{
	return sum(table, chosen, above) / sum(table, chosen, below);
}

/* --- beside the oracle --- */

int figures_oracle(const struct table *table, const struct policy *policy)
{
	const struct setting *s = table->setting;
	bool disliked = s->promo_s > 0 && s->promo_factor > DISLIKED_FACTOR && s->promo_mandatory <= 0;

	return policy->ends && disliked ? TABLE_ORACLE_NOAD : TABLE_ORACLE;
}

double figures_excess(const struct table *table, const struct chosen *chosen, int from, int to)
{
	double own = 0;
	double best = 0;

	for (int i = chosen->first; i < chosen->first + chosen->count; i++)
		for (int day = from < 0 ? 0 : from; day <= to && day < run_of(table, chosen->oracle, i)->days; day++) {
			own += run_of(table, chosen->policy, i)->day_seconds[day];
			best += run_of(table, chosen->oracle, i)->day_seconds[day];
		}
	return best > 0 ? own / best - 1 : NAN;
}

static double bins_excess(const struct table *table, const struct chosen *chosen, int from)
{
	double own = 0;
	double best = 0;

	for (int i = chosen->first; i < chosen->first + chosen->count; i++)
		for (int bin = from; bin < from + SMOOTH_BINS && bin < run_of(table, chosen->oracle, i)->bins; bin++) {
			own += run_of(table, chosen->policy, i)->bin_seconds[bin];
			best += run_of(table, chosen->oracle, i)->bin_seconds[bin];
		}
	return best > 0 ? own / best - 1 : NAN;
}

/* From this session on, 300 together are near the oracle. */
static double sessions_until_near(const struct table *table, const struct chosen *chosen)
{
	int bins = run_of(table, chosen->policy, chosen->first)->bins;

	for (int bin = 0; bin + SMOOTH_BINS <= bins && bin < RUN_BINS_MAX; bin++)
		if (bins_excess(table, chosen, bin) <= NEAR)
			return bin * BIN_CALLS;
	return NAN;
}

/* Days after the last change until three together are near the oracle. */
static double recovery_days(const struct table *table, const struct chosen *chosen)
{
	const struct setting *s = table->setting;
	int days = run_of(table, chosen->policy, chosen->first)->days;
	int change;

	if (s->changes_count == 0)
		return NAN;
	change = (int)s->changes[s->changes_count - 1].day;
	for (int day = change; day + SMOOTH_DAYS <= days; day++)
		if (figures_excess(table, chosen, day, day + SMOOTH_DAYS - 1) <= NEAR)
			return day - change;
	return NAN;
}

/* By how many points the week after the first attack is worse than it would have been. */
static double attack_rise_points(const struct table *table, const struct chosen *chosen)
{
	double own = 0;
	double quiet = 0;
	double best = 0;

	if (table->setting->attacks_count == 0)
		return NAN;
	for (int i = chosen->first; i < chosen->first + chosen->count; i++)
		for (int d = 1; d <= ATTACK_DAYS; d++) {
			int day = table->setting->attacks[0].day + d;

			if (day >= run_of(table, chosen->oracle, i)->days)
				continue;
			own += table->runs[i][chosen->policy]->day_seconds[day];
			quiet += table->quiet[i][chosen->policy]->day_seconds[day];
			best += table->runs[i][chosen->oracle]->day_seconds[day];
		}
	return best > 0 ? 100 * (own - quiet) / best : NAN;
}

static double abandon_cut(const struct table *table, const struct chosen *chosen)
{
	struct chosen authored = *chosen;
	struct chosen oracle = *chosen;
	double from;

	authored.policy = TABLE_AUTHORED;
	oracle.policy = chosen->oracle;
	from = ratio(table, &authored, of_abandoned, of_calls);
	return (from - ratio(table, chosen, of_abandoned, of_calls)) /
	       (from - ratio(table, &oracle, of_abandoned, of_calls));
}

/* --- spikes --- */

struct spikes {
	int count;
	double calls[TABLE_SEEDS_MAX * SETTING_SPIKES_MAX]; /* rising; INFINITY: never */
	double reached;                                     /* share of them */
	double cut;                                         /* of its callers' seconds beside authored */
	double callers_reached;                             /* share of them for whom it was one step away */
};

static int rising(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Spikes with so large a share; `only`: that one of the setting, -1: all of them. */
static void collect(
	const struct table *table, const struct chosen *chosen, double share_min, int only, struct spikes *out)
{
	double seconds = 0;
	double authored = 0;
	double callers = 0;
	double reached_callers = 0;

	*out = (struct spikes){0};
	for (int i = chosen->first; i < chosen->first + chosen->count; i++)
		for (int k = 0; k < table->setting->spikes_count; k++) {
			const struct spike_run *spike = &table->runs[i][chosen->policy]->spikes[k];

			if (spike->share < share_min || (only >= 0 && k != only) || spike->callers == 0)
				continue;
			out->calls[out->count++] = spike->calls < 0 ? (double)INFINITY : spike->calls;
			out->reached += spike->calls >= 0;
			seconds += spike->seconds;
			authored += table->runs[i][TABLE_AUTHORED]->spikes[k].seconds;
			callers += spike->callers;
			reached_callers += spike->reached_callers;
		}
	qsort(out->calls, (size_t)out->count, sizeof(out->calls[0]), rising);
	out->reached = out->count ? out->reached / out->count : NAN;
	out->cut = authored > 0 ? 1 - seconds / authored : NAN;
	out->callers_reached = callers > 0 ? reached_callers / callers : NAN;
}

/* Nearest rank: the smallest of which so large a share is not larger. */
static double quantile(const struct spikes *spikes, double share)
{
	int at = (int)ceil(share * spikes->count) - 1;

	return spikes->count ? spikes->calls[at < 0 ? 0 : at] : NAN;
}

/* --- the line --- */

static void put(const char *name, double value, int decimals)
{
	if (isfinite(value))
		printf(", \"%s\": %.*f", name, decimals, value);
	else
		printf(", \"%s\": null", name);
}

static void put_spikes(const struct table *table, const struct chosen *chosen)
{
	static struct spikes spikes;

	printf(", \"spikes\": [");
	for (int k = 0; k < table->setting->spikes_count; k++) {
		double share = 0;

		for (int i = chosen->first; i < chosen->first + chosen->count; i++)
			share += table->runs[i][chosen->policy]->spikes[k].share / chosen->count;
		collect(table, chosen, 0, k, &spikes);
		printf("%s{\"first_day\": %g", k ? ", " : "", table->setting->spikes[k].first);
		put("share", share, 3);
		put("reached", spikes.reached, 3);
		put("calls_median", quantile(&spikes, 0.5), 0);
		put("calls_p90", quantile(&spikes, 0.9), 0);
		put("callers_reached", spikes.callers_reached, 3);
		put("seconds_cut", spikes.cut, 3);
		printf("}");
	}
	printf("]");
}

static void put_goals(const struct table *table, const struct chosen *chosen)
{
	static struct spikes large;
	double weeks = sum(table, chosen, of_days) / 7;
	double calls = sum(table, chosen, of_calls);
	int last = run_of(table, chosen->policy, chosen->first)->days - 1;

	collect(table, chosen, LARGE_SHARE, -1, &large);
	put("mean_s", sum(table, chosen, of_seconds) / calls, 3);
	put("abandon", sum(table, chosen, of_abandoned) / calls, 4);
	put("wrong_branch", sum(table, chosen, of_wrong) / calls, 4);
	put("key_moves_week", sum(table, chosen, of_key_moves) / weeks, 2);
	put("spoken_moves_week", (sum(table, chosen, of_spoken_moves) + sum(table, chosen, of_place_moves)) / weeks, 2);
	put("excess_over_oracle", figures_excess(table, chosen, 0, last), 4);
	put("spike_calls_median", quantile(&large, 0.5), 0);
	put("spike_calls_p90", quantile(&large, 0.9), 0);
	/* Nobody has labelled real demand. */
	put("false_promotions_per_10000",
		table->setting->demand[0] ? (double)NAN : sum(table, chosen, of_false_promotions) * 10000 / calls, 3);
	put("recovery_days", recovery_days(table, chosen), 0);
	put("excess_14_59", last >= SETTLED_LAST ? figures_excess(table, chosen, SETTLED_FIRST, SETTLED_LAST) : NAN, 4);
	put("sessions_until_5pct", sessions_until_near(table, chosen), 0);
	put("abandon_cut_of_oracle", abandon_cut(table, chosen), 3);
	put("spike_reached", large.reached, 3);
	put("spike_seconds_cut", large.cut, 3);
	put("repeat_wrong", ratio(table, chosen, of_repeats_wrong, of_repeats), 4);
	put("attack_rise_points", attack_rise_points(table, chosen), 2);
}

static void put_details(const struct table *table, const struct chosen *chosen)
{
	double weeks = sum(table, chosen, of_days) / 7;

	put("press_wrong", ratio(table, chosen, of_pressed_wrong, of_pressed), 4);
	put("place_moves_week", sum(table, chosen, of_place_moves) / weeks, 2);
	put("place_reuses_week", sum(table, chosen, of_place_reuses) / weeks, 2);
	put("promotions_fortnight", sum(table, chosen, of_promotions) / (weeks / 2), 2);
	put("versions_week", sum(table, chosen, of_versions) / weeks, 2);
	put("left_out", sum(table, chosen, of_left_out) / chosen->count, 2);
	put("left_out_day", ratio(table, chosen, of_left_out_day, of_left_out), 1);
}

void figures_print(const struct table *table, const struct chosen *chosen, const char *seed)
{
	printf("{\"setting\": \"%s\", \"seed\": %s, \"policy\": \"%s\"", table->setting->name, seed,
		table->policies[chosen->policy]->name);
	put_goals(table, chosen);
	put("calls", sum(table, chosen, of_calls), 0);
	printf(", \"oracle\": \"%s\"", table->policies[chosen->oracle]->name);
	put_details(table, chosen);
	put_spikes(table, chosen);
	printf("}\n");
	fflush(stdout);
}
