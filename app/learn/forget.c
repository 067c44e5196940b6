#include "learn/state.h"

/* What has changed for good is learned from the days since: for each leaf, the last days are compared with all before
 * (likelihood ratio of two Poisson rates, over where the change may lie), and where they differ beyond doubt the days
 * before no longer count. All other leaves keep their long memory. */
enum {
	DAYS_MAX = 21,          /* later, ordinary forgetting has done it */
	PROVEN_WEEK = 7 * Q16,  /* ln of the likelihood ratio, once a whole week speaks */
	PROVEN_DAYS = 10 * Q16, /* earlier, it may be the weekday */
	WEEK_DAYS = 7,
	FRESH_DAYS = 10,    /* a change so young is news for the order */
	MOVED_PERCENT = 15, /* of the demand has gone elsewhere: it is another time, not another leaf */
	KEEP_SESSIONS = 20, /* so many sessions of the time before are kept, against overshooting */
};

struct rates {
	uint64_t recent; /* of the leaf, in 1/256 of a session */
	uint64_t recent_all;
	uint64_t before;
	uint64_t before_all;
};

/* What one day says. */
struct vote {
	uint64_t leaf;
	uint64_t all;
};

/* ln, Q16, of how much likelier two rates are than one. */
static int64_t evidence(const struct rates *r)
{
	uint64_t leaf = r->recent + r->before;
	uint64_t all = r->recent_all + r->before_all;
	int64_t recent = (int64_t)r->recent * whole_ln_ratio(whole_part(r->recent, all, r->recent_all), leaf);
	int64_t before = (int64_t)r->before * whole_ln_ratio(whole_part(r->before, all, r->before_all), leaf);

	return (recent + before) / 256;
}

static uint32_t renewed(const struct rates *r, uint64_t all)
{
	uint64_t keep = KEEP_SESSIONS * 256;
	uint64_t count = r->recent + whole_part(r->before, keep, r->before_all);

	return (uint32_t)whole_part(count, all, r->recent_all + keep);
}

/* A day is one vote: what rose must have risen without its best day. */
static struct rates without_best(const struct rates *r, const struct vote *best)
{
	struct rates left = *r;
	bool rose = whole_part(r->recent, r->before_all, r->recent_all) > r->before; /* before_all has the prior */

	if (rose) {
		left.recent -= best->leaf;
		left.recent_all -= best->all;
	}
	return left;
}

uint32_t forget_leaf(struct learn *l, uint16_t leaf, uint32_t count)
{
	const struct memory *memory = &l->memory;
	struct rates r = {0, 0, count, memory->all};
	struct vote most = {0, 0};
	uint32_t changed = count;
	uint32_t since = DAYS_MAX;
	int64_t best = 0;

	for (uint32_t age = 0; age < DAYS_MAX && age + 1 < days_known(l); age++) {
		uint64_t credit = l->days.credit[(l->days.index - age) % LEARN_DAYS][leaf] * (256 / CREDIT);
		struct rates left;
		int64_t found;

		r.recent += credit;
		r.before -= credit * memory->weight[age] / Q16;
		r.recent_all += memory->day[age];
		r.before_all -= whole_part(memory->day[age], memory->weight[age], Q16);
		if (credit >= most.leaf)
			most = (struct vote){credit, memory->day[age]};
		left = without_best(&r, &most);
		if (left.recent_all == 0)
			continue; /* nothing yet, or one day */
		found = evidence(&left) - (age + 1 < WEEK_DAYS ? PROVEN_DAYS : PROVEN_WEEK);
		if (found <= best)
			continue;
		best = found;
		changed = renewed(&left, memory->all);
		since = age;
	}
	if (since < FRESH_DAYS)
		l->memory.moved += changed > count ? changed - count : count - changed;
	return changed;
}

bool forget_is_new_time(const struct learn *l)
{
	return l->memory.moved > l->memory.all * MOVED_PERCENT / 100;
}
