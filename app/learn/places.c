#include <string.h>

#include "learn/state.h"

/* The two "often" places: what shortens the way of all together, by the walk in which everybody takes the first that
 * leads to what they want. So a shortcut behind its own branch is worth nothing, and comes out as nothing. */
enum {
	ENTER_MS = 120,     /* a session: what it must bring to take an empty place */
	INSTEAD_MS = 150,   /* to take the place of another: people know that one's key */
	AUTHORED_MS = 500,  /* to take the place of what the business put there */
	STAY_MS = 25,       /* what brings less is taken away */
	TOUCH_DIVISOR = 10, /* on glass all of this is so much less */
	CANDIDATES = 12,
	AGREE_LEAST = 34,
};

struct pick {
	uint16_t leaf;
	uint8_t after;
	uint32_t ms;
};

/* The likeliest leaves that are more than one step away. */
static uint8_t likeliest(const struct learn *l, uint16_t out[CANDIDATES])
{
	uint8_t count = 0;

	for (uint16_t i = 0; i < l->tree.items_count; i++) {
		uint8_t k = count;

		if (!tree_is_leaf(&l->tree, i) || l->tree.items[i].parent == TREE_NONE)
			continue;
		if (count < CANDIDATES)
			count++;
		else if (l->demand.share[i] <= l->demand.share[out[--k]])
			continue;
		for (; k > 0 && l->demand.share[out[k - 1]] < l->demand.share[i]; k--)
			out[k] = out[k - 1];
		out[k] = i;
	}
	return count;
}

static uint8_t best_after(struct learn *l, struct plan *plan, int place, uint32_t *best_ms)
{
	uint8_t best = (uint8_t)l->tree.top_count;

	*best_ms = UINT32_MAX;
	for (uint8_t after = l->tree.touch ? best : 0; after <= l->tree.top_count; after++) {
		uint32_t ms;

		plan->places[place].after = after;
		ms = expect_plan(l, plan, &l->risen);
		if (ms < *best_ms) {
			*best_ms = ms;
			best = after;
		}
	}
	plan->places[place].after = best;
	return best;
}

void places_fit(struct learn *l, struct plan *plan)
{
	for (int i = 0; i < PLACES_COUNT && !l->tree.touch; i++) {
		uint32_t ms;

		if (plan->places[i].why == PLACE_LEARNED || plan->places[i].why == PLACE_RISING)
			best_after(l, plan, i, &ms);
	}
}

static struct pick best_pick(struct learn *l, const struct plan *plan, int place)
{
	uint16_t leaves[CANDIDATES];
	uint8_t count = likeliest(l, leaves);
	struct pick best = {TREE_NONE, 0, UINT32_MAX};
	struct plan next = *plan;

	for (uint8_t i = 0; i < count; i++) {
		uint32_t ms;
		uint8_t after;

		if (plan_offers(plan, leaves[i], place))
			continue;
		next.places[place] = (struct place){leaves[i], PLACE_LEARNED, 0};
		after = best_after(l, &next, place, &ms);
		if (ms < best.ms)
			best = (struct pick){leaves[i], after, ms};
	}
	return best;
}

static int32_t least_gain(const struct learn *l, const struct place *now)
{
	int32_t ms = ENTER_MS;

	if (now->why == PLACE_LEARNED)
		ms = INSTEAD_MS;
	else if (now->why == PLACE_AUTHORED)
		ms = AUTHORED_MS;
	return l->tree.touch ? ms / TOUCH_DIVISOR : ms;
}

static void tell(struct learn *l, enum change_kind kind, int place, int32_t gain)
{
	const struct place *was = &l->standing.plan.places[place];
	const struct place *now = &l->proposal.next.plan.places[place];
	struct change *change = learn_change(l, kind, kind == CHANGE_OFTEN ? now->item : was->item);

	if (!change)
		return;
	change->place = (uint8_t)place;
	change->to = (uint16_t)(place + 1);
	change->gain_ms = gain;
	change->served = days_served(l, change->subject, change->days, &change->of);
	if (kind == CHANGE_OFTEN && place_is_live(was))
		change->other = was->item;
}

static bool fill(struct learn *l, int place)
{
	struct plan *plan = &l->proposal.next.plan;
	struct plan next = *plan;
	struct pick pick = best_pick(l, plan, place);
	uint16_t agree;
	int32_t gain;

	if (pick.leaf == TREE_NONE || (place_is_live(&plan->places[place]) && plan->places[place].item == pick.leaf))
		return false;
	next.places[place] = (struct place){pick.leaf, PLACE_LEARNED, pick.after};
	gain = expect_gain(l, plan, &next, &agree);
	if (gain < least_gain(l, &plan->places[place]) || agree < AGREE_LEAST)
		return false;
	plan->places[place] = next.places[place];
	tell(l, CHANGE_OFTEN, place, gain);
	return true;
}

/* What was learned and brings nothing any more gives way to what the business had there. */
static bool empty(struct learn *l, int place)
{
	struct standing *to = &l->proposal.next;
	struct plan next = to->plan;
	uint16_t agree;
	int32_t loss;

	if (to->plan.places[place].why != PLACE_LEARNED)
		return false;
	next.places[place].why = PLACE_RETIRED;
	loss = -expect_gain(l, &to->plan, &next, &agree);
	if (loss >= (l->tree.touch ? STAY_MS / TOUCH_DIVISOR : STAY_MS))
		return false;
	if (to->usual[place].why == PLACE_AUTHORED && !plan_offers(&next, to->usual[place].item, place))
		next.places[place] = to->usual[place];
	to->plan.places[place] = next.places[place];
	tell(l, CHANGE_OFTEN_AWAY, place, -loss);
	return true;
}

void places_night(struct learn *l, uint32_t day)
{
	struct standing *next = &l->proposal.next;
	bool moved = false;

	if (order_waits(l, day))
		return;
	for (int i = 0; i < plan_often_count(l->tree.touch) && l->recent_count > 0; i++) {
		uint8_t why = next->plan.places[i].why;

		if (why != PLACE_PINNED && why != PLACE_RISING)
			moved |= fill(l, i) || empty(l, i);
	}
	if (moved)
		next->moved_day = day;
}
