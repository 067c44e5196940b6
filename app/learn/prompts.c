#include <string.h>

#include "learn/state.h"

/* Which prompts drive people away. Per prompt: how many left while it was heard and for how long it was, against the
 * same of everything else these visits heard. Given both exposures, each leaver fell to the prompt with a chance that
 * depends on the ratio of the two hazards alone (the conditional test of two Poisson rates: Przyborowski and Wilenski,
 * Biometrika 31, 1940), so the usual hazard need not be known. The likelihood of "much worse" against "hardly worse" is
 * compared with a bound that may be looked at every night (Ville's inequality, as in Wald's sequential test, 1945). */
enum {
	HARDLY_PERCENT = 125, /* of the usual hazard: a prompt that is no worse stays, whatever it brings */
	HARMLESS_PERCENT = 100,
	PROVEN = 5 * Q16 /
		 2,     /* ln 12: so sure is who leaves a prompt out; in simulated years 1 harmless one in 60 was */
	LEFT_LEAST = 4, /* fewer leavers are a mood */
};

static const uint16_t worse_percent[] = {250, 400, 800};

static bool is_out(const struct learn *l, uint16_t prompt)
{
	return l->standing.plan.left_out >> prompt & 1;
}

static bool is_optional(const struct learn *l, uint16_t prompt)
{
	return !(l->tree.prompts[prompt].flags & TREE_MANDATORY);
}

static void add_steps(const struct visit *visit, uint16_t prompt, struct exposure *out)
{
	for (uint8_t i = 0; i < visit->steps_count; i++) {
		const struct visit_step *step = &visit->steps[i];
		bool here = step->kind == SEGMENT_PROMPT && step->index == prompt;
		bool left = step->end == VISIT_LEFT_HERE;

		if (here) {
			out->ms += step->ms;
			out->left += left;
		} else {
			out->else_ms += step->ms;
			out->left_else += left;
		}
	}
}

void prompts_add(struct learn *l, const struct visit *visit)
{
	for (uint16_t i = 0; i < l->tree.prompts_count; i++) {
		struct exposure *day = &l->prompts[i][l->days.index % LEARN_DAYS];
		struct exposure seen = {0};

		if (!is_optional(l, i) || (is_out(l, i) && !(visit->flags & VISIT_KEPT)))
			continue;
		add_steps(visit, i, &seen);
		if (is_out(l, i) && seen.ms == 0)
			continue; /* who heard nothing of it says nothing about it */
		day->ms += seen.ms;
		day->else_ms += seen.else_ms;
		day->left += seen.left;
		day->left_else += seen.left_else;
	}
}

void prompts_day(struct learn *l)
{
	for (uint16_t i = 0; i < TREE_PROMPTS_MAX; i++)
		l->prompts[i][l->days.index % LEARN_DAYS] = (struct exposure){0};
}

static struct exposure sum_of(const struct learn *l, uint16_t prompt)
{
	struct exposure sum = {0};

	for (int i = 0; i < LEARN_DAYS; i++) {
		sum.ms += l->prompts[prompt][i].ms;
		sum.else_ms += l->prompts[prompt][i].else_ms;
		sum.left += l->prompts[prompt][i].left;
		sum.left_else += l->prompts[prompt][i].left_else;
	}
	return sum;
}

/* ln of the likelihood ratio of two ratios of hazards, Q16. */
static int64_t evidence(const struct exposure *count, uint32_t percent, uint32_t against)
{
	uint64_t all = (uint64_t)count->left + count->left_else;
	uint64_t expected = percent * count->ms + 100 * count->else_ms;
	uint64_t expected_against = against * count->ms + 100 * count->else_ms;

	return (int64_t)count->left * whole_ln_ratio(percent, against) -
	       (int64_t)all * whole_ln_ratio(expected, expected_against);
}

static void change(struct learn *l, enum change_kind kind, uint16_t prompt, const struct exposure *count)
{
	struct change *change = learn_change(l, kind, prompt);

	CHECK(change); /* the night begins with the prompts */
	change->left = count->left;
	change->days = (uint16_t)days_known(l);
	change->heard_s = (uint32_t)(count->ms / 1000);
	change->left_else = count->left_else;
	change->heard_else_s = (uint32_t)(count->else_ms / 1000);
	l->proposal.next.plan.left_out ^= (uint8_t)(1U << prompt);
}

static bool is_worse(const struct exposure *count)
{
	if (count->left < LEFT_LEAST)
		return false;
	for (size_t i = 0; i < sizeof(worse_percent) / sizeof(worse_percent[0]); i++)
		if (evidence(count, worse_percent[i], HARDLY_PERCENT) > PROVEN)
			return true;
	return false;
}

void prompts_night(struct learn *l)
{
	for (uint16_t i = 0; i < l->tree.prompts_count; i++) {
		const struct exposure count = sum_of(l, i);

		if (!is_optional(l, i))
			continue;
		if (!is_out(l, i) && is_worse(&count))
			change(l, CHANGE_LEFT_OUT, i, &count);
		else if (is_out(l, i) && evidence(&count, HARMLESS_PERCENT, worse_percent[0]) > PROVEN)
			change(l, CHANGE_PUT_BACK, i, &count);
	}
}

void prompts_applied(struct learn *l, const struct plan *before)
{
	for (uint16_t i = 0; i < l->tree.prompts_count; i++)
		if ((before->left_out ^ l->standing.plan.left_out) >> i & 1)
			memset(l->prompts[i], 0, sizeof(l->prompts[i]));
}
