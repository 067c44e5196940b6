#include "learn/state.h"

/* A candidate is rehearsed before it is proposed: what the last customers of this very device wanted, once through the
 * menu as it stands and once through the candidate, by the walk that customers meet. No estimate and no prior is
 * between, so an error in either is seen here. */
enum {
	VISITS_MAX = 1000,
	VISITS_WEEK_LEAST = 100, /* beyond a week only for so many: what people wanted before that is another matter */
	WEEK_S = 7 * SECONDS_A_DAY,
	VISITS_LEAST = 30, /* fewer say nothing */
	WRONG_MORE_PERCENT =
		15, /* so much more may be heard that is not wanted: each of it is a chance of a wrong turn */
};

struct rehearsal {
	uint64_t ms;
	uint64_t passed; /* items heard that lead elsewhere */
};

static void walk_to(const struct learn *l, const struct plan *plan, uint16_t leaf, struct rehearsal *sum)
{
	struct walk_of of = {&l->tree, plan, TREE_NONE, l->tree.touch};

	for (;;) {
		struct segment walk[WALK_MAX];
		uint8_t count = walk_menu(&of, walk);
		uint8_t i = 0;

		for (; !walk_leads_to(&l->tree, &walk[i], leaf); i++) {
			CHECK(i + 1 < count); /* a tree has no leaf that nothing leads to */
			sum->ms += walk[i].ms;
			sum->passed += i > 0;
		}
		sum->ms += walk[i].ms;
		if (walk[i].index == leaf)
			return;
		of.parent = walk[i].index;
	}
}

/* How many of the last visits are played. */
static uint32_t visits_count(const struct learn *l)
{
	uint32_t all = l->recent_count < VISITS_MAX ? l->recent_count : VISITS_MAX;
	uint32_t last_s = l->recent[(l->recent_count - 1) % RECENT_COUNT].second;
	uint32_t count = 0;

	while (count < all &&
		(count < VISITS_WEEK_LEAST ||
			last_s - l->recent[(l->recent_count - 1 - count) % RECENT_COUNT].second <= WEEK_S))
		count++;
	return count;
}

bool rehearse(const struct learn *l, const struct plan *now, const struct plan *then)
{
	uint32_t visits = visits_count(l);
	struct rehearsal before = {0, 0};
	struct rehearsal after = {0, 0};

	if (visits < VISITS_LEAST)
		return false;
	for (uint32_t i = 0; i < visits; i++) {
		uint16_t leaf = l->recent[(l->recent_count - 1 - i) % RECENT_COUNT].leaf;

		walk_to(l, now, leaf, &before);
		walk_to(l, then, leaf, &after);
	}
	return after.ms <= before.ms && after.passed * 100 <= before.passed * (100 + WRONG_MORE_PERCENT);
}
