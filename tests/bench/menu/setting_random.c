#include "dice.h"
#include "setting.h"

#include <math.h>
#include <stdio.h>

static double between(struct rng *rng, double low, double high)
{
	return low + (high - low) * dice_uniform(rng);
}

/* For what spans magnitudes. */
static double times_between(struct rng *rng, double low, double high)
{
	return exp(between(rng, log(low), log(high)));
}

static double rounded(double value, double step)
{
	return round(value / step) * step;
}

static void draw_people(struct rng *rng, struct setting *out)
{
	out->repeat = rounded(between(rng, 0.15, 0.7), 0.01);
	out->memory = rounded(between(rng, 0.5, 0.95), 0.01);
	out->miss = rounded(between(rng, 0.02, 0.1), 0.005);
	out->wrong = rounded(between(rng, 0.004, 0.02), 0.001);
	out->mispress = rounded(between(rng, 0.002, 0.05), 0.002);
	out->hazard = rounded(times_between(rng, 0.002, 0.012) * (out->touch > 0 ? 2 : 1), 0.0005);
	out->frailty = rounded(between(rng, 0.2, 1), 0.1);
	out->follow = rounded(between(rng, 0.3, 0.8), 0.05);
	/* One promotion in three is neutral. */
	out->promo_factor = rng_chance(rng, 333) ? 1 : rounded(between(rng, 2.5, 6), 0.5);
}

static void draw_demand(struct rng *rng, struct setting *out)
{
	out->skew = rounded(between(rng, 0.5, 1.3), 0.05);
	out->drift = rounded(between(rng, 0, 0.06), 0.005);
	out->weekly = rounded(between(rng, 0, 0.7), 0.05);
	out->author_noise = rounded(between(rng, 0.4, 2.5), 0.1);
	out->sessions =
		out->touch > 0 ? rounded(times_between(rng, 25, 120), 5) : rounded(times_between(rng, 60, 600), 10);
}

static void draw_events(struct rng *rng, struct setting *out)
{
	out->changes_count = 1;
	out->changes[0] =
		(struct change_day){rounded(between(rng, 100, 140), 1), rounded(between(rng, 0.1, 0.4), 0.05)};
	out->spikes_count = 3;
	for (int i = 0; i < out->spikes_count; i++) {
		double first = rounded(between(rng, 30, 60) + 45 * i, 1);
		double ramp = rng_chance(rng, 500) ? 0 : rounded(between(rng, 1, 4), 1);

		out->spikes[i] = (struct spike){first, first + rounded(between(rng, 3, 9), 1),
			rounded(between(rng, 0.1, 0.9), 0.05), rounded(times_between(rng, 8, 60), 1), ramp, -1};
	}
}

void setting_random(uint64_t seed, int n, struct setting *out)
{
	struct rng rng = {dice_hash(dice_hash(seed, 31337), (uint64_t)n)};

	setting_default(out);
	snprintf(out->name, sizeof(out->name), "random-%llu-%d", (unsigned long long)seed, n + 1);
	if (n == 2 || n == 4) {
		out->touch = 1;
		out->greeting_s = 0;
		out->promo_s = 1;
		out->press_s = out->screen_s;
		out->wrong_leaf_s = 3;
		out->wrong_branch_s = 0.8;
	}
	out->branches = 5 + rng_below(&rng, 3);
	out->groups = n == 1 ? 3 : 0;
	out->leaves = out->branches * (out->groups > 0 ? out->groups : 1) *
		      (out->groups > 0 ? 3 + rng_below(&rng, 3) : 5 + rng_below(&rng, 4));
	draw_demand(&rng, out);
	draw_people(&rng, out);
	draw_events(&rng, out);
}
