#include <string.h>

#include "learn/state.h"

/* Whether the learned order may be spoken out of key order: no source known measures what a key out of its row costs,
 * so this device's own callers do. Some keep the key order, by lot; what each costs is compared, less what their leaf
 * costs anyway (a control variate: seconds between leaves differ far more than within one).
 *
 * Looked at each night, so the interval must hold at all times: the mixture of Robbins (1970), as in Johari, Pekelis
 * and Walsh, "Always valid inference" (2015): |mean| < sqrt(V (V + t) / t * (2 ln(1/a) + ln((V + t) / t... ))). */
enum {
	SERVED_LEAST = 150,  /* before a trial begins */
	GAIN_LEAST_MS = 500, /* expected: a smaller one would take months to prove */
	AGREE_LEAST = 34,
	HELD_PERMILLE = 500,
	HELD_AFTER_PERMILLE = 10,
	GONE_MS = 30000,      /* who leaves without being served has lost so much, besides what was spent */
	WRONG_MS = 5000,      /* a wrong turn costs more than its seconds */
	COST_MS_MAX = 180000, /* a call that was put down beside the telephone */
	MISHAP_DS = 400, /* what one call may differ from what was reckoned: who is lost counts in full; more is luck */
	MIXTURE_DS = 20, /* gains of about 2 s are looked for; tenths of a second */
	TWO_LN_20 = 392606, /* 2 ln(1 / 0.05), Q16 */
	VISITS_MAX = 6000,  /* not proven by then: it does not help enough to matter */
	AGAIN_DAYS = 120,
};

static bool is_on(const struct standing *standing)
{
	return standing->held_permille > 0;
}

static uint32_t mean_ms(const struct learn *l, const uint32_t *ms)
{
	return expect_ms(&l->tree, &l->demand, ms);
}

void trial_lay_out(struct learn *l)
{
	const struct standing *standing = &l->standing;
	const struct expect_of of[2] = {{&l->tree, &standing->plan}, {&l->tree, &standing->held}};

	if (l->tree.touch || !is_on(standing))
		return;
	for (int i = 0; i < 2; i++) {
		expect_times(&of[i], &l->scratch);
		memcpy(l->trial.ms[i], l->scratch.times, sizeof(l->trial.ms[i]));
		l->trial.mean_ms[i] = mean_ms(l, l->trial.ms[i]);
	}
}

/* True if the menu was heard until an item was over: earlier, the key was remembered, whatever the order. */
static bool has_listened(const struct visit *visit)
{
	for (uint8_t i = 0; i < visit->steps_count; i++)
		if (visit->steps[i].kind != SEGMENT_PROMPT && visit->steps[i].kind != SEGMENT_HEADER)
			return visit->steps[i].end != VISIT_BARGED && visit->steps[i].ms > 0;
	return false;
}

static uint32_t cost_ms(const struct visit *visit)
{
	uint64_t ms = (uint64_t)visit->wrong * WRONG_MS;

	for (uint8_t i = 0; i < visit->steps_count; i++)
		if (visit->steps[i].kind != SEGMENT_PROMPT)
			ms += visit->steps[i].ms;
	if (visit->outcome != VISIT_SERVED)
		ms += GONE_MS;
	return ms < COST_MS_MAX ? (uint32_t)ms : COST_MS_MAX;
}

static void put(struct sample *sample, int64_t ds)
{
	sample->count++;
	sample->sum += ds;
	sample->squares += (uint64_t)(ds * ds);
}

void trial_add(struct learn *l, const struct visit *visit)
{
	struct trial *trial = &l->trial;
	bool served = visit->outcome == VISIT_SERVED && visit->leaf < l->tree.items_count &&
		      tree_is_leaf(&l->tree, visit->leaf);
	bool held = visit->held != 0;
	int64_t ds;

	if (l->tree.touch || !is_on(&l->standing) || visit->layout < l->standing.trial_version ||
		visit->held_permille == 0 || !has_listened(visit))
		return;
	ds = ((int64_t)cost_ms(visit) - (served ? trial->ms[held][visit->leaf] : trial->mean_ms[held])) / 100;
	if (ds > MISHAP_DS)
		ds = MISHAP_DS;
	put(&trial->arm[held], ds > -MISHAP_DS ? ds : -MISHAP_DS);
	if (served)
		put(&trial->reckoned, ((int64_t)trial->ms[1][visit->leaf] - trial->ms[0][visit->leaf]) / 100);
}

/* The mean in tenths of a second times 256, and its variance times 256. */
static void mean_of(const struct sample *sample, int64_t *mean, int64_t *variance)
{
	int64_t n = sample->count;

	*mean = sample->sum * 256 / n;
	*variance = ((int64_t)sample->squares - sample->sum * sample->sum / n) * 256 / (n - 1) / n;
}

/* Half of the interval, in tenths times 256, around a mean of this variance (times 256). */
static int64_t half_width(int64_t variance)
{
	int64_t mixture = (int64_t)MIXTURE_DS * MIXTURE_DS * 256;
	int64_t times = TWO_LN_20 + whole_ln_ratio((uint64_t)(variance + mixture), (uint64_t)variance);
	int64_t square = variance * (variance + mixture) / mixture;

	return whole_sqrt((uint64_t)square * (uint64_t)times / 256);
}

struct effect_of {
	int32_t gain_ms;
	int32_t low_ms;
	int32_t high_ms;
};

static bool measure(const struct trial *trial, struct effect_of *out)
{
	enum { LEAST = 20 };
	int64_t mean[3];
	int64_t variance[3];
	int64_t gain;
	int64_t half;

	if (trial->arm[0].count < LEAST || trial->arm[1].count < LEAST || trial->reckoned.count < LEAST)
		return false;
	mean_of(&trial->arm[0], &mean[0], &variance[0]);
	mean_of(&trial->arm[1], &mean[1], &variance[1]);
	mean_of(&trial->reckoned, &mean[2], &variance[2]);
	gain = mean[2] + mean[1] - mean[0];
	half = half_width(variance[0] + variance[1] + variance[2] + 1);
	out->gain_ms = (int32_t)(gain * 100 / 256);
	out->low_ms = (int32_t)((gain - half) * 100 / 256);
	out->high_ms = (int32_t)((gain + half) * 100 / 256);
	return true;
}

static void tell(struct learn *l, enum change_kind kind, const struct effect_of *effect)
{
	struct change *change = learn_change(l, kind, TREE_NONE);

	change->gain_ms = effect->gain_ms;
	change->gain_low_ms = effect->low_ms;
	change->gain_high_ms = effect->high_ms;
	change->served = l->trial.arm[0].count;
	change->of = l->trial.arm[1].count;
}

static void end(struct learn *l, uint32_t day, bool won)
{
	struct standing *next = &l->proposal.next;

	next->trial = 0;
	next->trial_day = day;
	next->trial_version = next->version + 1;
	next->held_permille = won ? HELD_AFTER_PERMILLE : 0;
	next->plan.free_order = won;
	if (!won)
		next->moved_day = day;
}

void trial_judge(struct learn *l, uint32_t day)
{
	uint32_t count = l->trial.arm[0].count + l->trial.arm[1].count;
	bool trial = l->standing.trial != 0;
	struct effect_of effect;

	if (l->tree.touch || !is_on(&l->standing) || !measure(&l->trial, &effect))
		return;
	if (trial && effect.low_ms > 0) {
		tell(l, CHANGE_TRIAL_WON, &effect);
		end(l, day, true);
	} else if (effect.high_ms < 0 || (trial && count > VISITS_MAX)) {
		tell(l, trial ? CHANGE_TRIAL_LOST : CHANGE_REVERTED, &effect);
		end(l, day, false);
	}
}

/* --- whether to begin --- */

void trial_begin(struct learn *l, uint32_t day)
{
	struct standing *next = &l->proposal.next;
	struct plan free_plan = next->plan;
	struct change about = {0};
	struct change *change;
	uint32_t of;

	if (l->tree.touch || is_on(&l->standing) || l->standing.plan.free_order)
		return;
	days_served(l, TREE_NONE, LEARN_DAYS, &of);
	if (of < SERVED_LEAST || (next->trial_day != 0 && day < next->trial_day + AGAIN_DAYS))
		return;
	free_plan.free_order = 1;
	order_best(l, &free_plan);
	places_fit(l, &free_plan);
	about.gain_ms = expect_gain(l, &next->plan, &free_plan, &about.agree);
	if (about.gain_ms < GAIN_LEAST_MS || about.agree < AGREE_LEAST)
		return;
	change = learn_change(l, CHANGE_TRIAL, TREE_NONE);
	change->gain_ms = about.gain_ms;
	change->agree = about.agree;
	change->samples = LEARN_SAMPLES;
	order_tell(l, &next->plan, &free_plan, &about);
	next->plan = free_plan;
	next->trial = 1;
	next->held_permille = HELD_PERMILLE;
	next->trial_version = next->version + 1;
	next->moved_day = day;
}

void trial_applied(struct learn *l, const struct standing *before)
{
	if (before->trial_version != l->standing.trial_version)
		memset(&l->trial, 0, sizeof(l->trial));
	trial_lay_out(l);
}
