#include <string.h>

#include "learn/state.h"

/* What is asked for much more than usual, just now. After a served visit at a leaf, each stretch of the last visits
 * that begins with one at that leaf is judged: how much likelier is its share if it has changed than if it is as usual
 * (the generalised likelihood ratio over where a change began: Lorden, Annals of Mathematical Statistics 42, 1971).
 * Long stretches find slow ramps, short ones sharp spikes. "Usual" is that of a busy day, so that what comes in bursts
 * anyway must come in a larger one. */
enum {
	PROVEN = 10 * Q16, /* ln of the likelihood ratio */
	KNOWN_LEAST = 250, /* visits, and a day: before, nobody knows what is usual */
	HAND_HITS = 3,     /* already these show that it is one hand */
	HITS_LEAST = 4,
	SHARE_LEAST = SHARE_ONE / 12,
	TIMES_LEAST = 3, /* of its usual share */
	SMOOTH = 6,      /* visits at the usual share that a stretch is diluted with */
	HARM_MS = 300,   /* all others may be kept so much longer; glass a tenth */
	OLD_DAYS = 5,
	NEWS_DAYS = 3,   /* so long it is no part of the usual demand */
	WATCH_HITS = 24, /* it is watched over as many visits as brought it so often when it rose */
	WATCH_LEAST = 60,
	GONE_PERCENT = 35, /* of its share when it rose: it is over */
	STRONGER_PERCENT = 150,
	USUAL_PERCENT = 70,       /* of its share, as the demand that is expected: it is news no more */
	PATIENCE = 50,            /* visits until what nobody applied is proposed again */
	HAND_TOUCH_PERCENT = 125, /* of all usual sessions: a leaf that comes faster is one hand */
	HAND_LINE_PERCENT = 800,  /* callers dial one by one, and a power cut brings all of them */
};

struct stretch {
	uint32_t hits;
	uint32_t visits;
	uint32_t seconds;
	uint32_t share;
};

static const struct recent *recent_at(const struct learn *l, uint32_t index)
{
	return &l->recent[index % RECENT_COUNT];
}

static uint32_t oldest(const struct learn *l, uint16_t leaf)
{
	uint32_t from = l->recent_count > RECENT_COUNT / 2 ? l->recent_count - RECENT_COUNT / 2 : 0;

	return from > l->rising.quiet[leaf] ? from : l->rising.quiet[leaf];
}

/* ln of the likelihood ratio: share hits/visits against p, both of SHARE_ONE. */
static int64_t evidence(const struct stretch *s, uint32_t usual)
{
	uint64_t missed = s->visits - s->hits;
	int64_t sum = (int64_t)s->hits * whole_ln_ratio((uint64_t)s->hits * SHARE_ONE, (uint64_t)usual * s->visits);

	if (missed > 0)
		sum += (int64_t)missed * whole_ln_ratio(missed * SHARE_ONE, (uint64_t)(SHARE_ONE - usual) * s->visits);
	return sum;
}

/* It comes faster than people do. */
static bool is_hand(const struct learn *l, const struct stretch *s)
{
	uint64_t limit = l->tree.touch ? HAND_TOUCH_PERCENT : HAND_LINE_PERCENT;
	uint32_t gap_ms = days_gap_ms(l);

	/* So many sessions in the time in which `seconds / gap` usually come. */
	return gap_ms > 0 && (uint64_t)s->hits * gap_ms * 100 > limit * ((uint64_t)s->seconds * 1000 + gap_ms);
}

/* The stretch of the last visits that speaks most for a change; false: none does. */
static bool find(struct learn *l, uint16_t leaf, struct stretch *out)
{
	uint32_t usual = l->rising.usual[leaf];
	uint32_t last_s = recent_at(l, l->recent_count - 1)->second;
	struct stretch s = {0};
	int64_t best = PROVEN;
	bool found = false;

	for (uint32_t i = l->recent_count; i > oldest(l, leaf); i--) {
		const struct recent *visit = recent_at(l, i - 1);
		int64_t ln;

		s.visits++;
		if (visit->leaf != leaf)
			continue;
		s.hits++;
		s.seconds = last_s - visit->second;
		if (s.hits == HAND_HITS && is_hand(l, &s)) {
			l->rising.quiet[leaf] = l->recent_count;
			return false;
		}
		s.share = (uint32_t)(((uint64_t)s.hits * SHARE_ONE + (uint64_t)SMOOTH * usual) / (s.visits + SMOOTH));
		if (s.hits < HITS_LEAST || s.share < SHARE_LEAST || s.share / TIMES_LEAST < usual)
			continue;
		/* A stretch that begins with a hit owes it to that: it does not count. */
		ln = evidence(&(struct stretch){s.hits - 1, s.visits - 1, 0, 0}, usual);
		if (ln <= best)
			continue;
		if (is_hand(l, &s)) {
			l->rising.quiet[leaf] = l->recent_count; /* nor will it tomorrow, when hours have gone by */
			return false;
		}
		best = ln;
		*out = s;
		found = true;
	}
	return found;
}

bool rising_is_news(const struct learn *l, uint16_t leaf, uint32_t *usual)
{
	for (int i = 0; i < PLACES_COUNT; i++) {
		if (l->standing.plan.places[i].why != PLACE_RISING || l->standing.plan.places[i].item != leaf)
			continue;
		*usual = l->rising.watch[i].usual;
		return l->days.index < l->rising.watch[i].day + NEWS_DAYS;
	}
	return false;
}

void rising_demand(struct learn *l)
{
	uint64_t risen = 0;
	uint64_t usual = 0;

	for (int i = 0; i < PLACES_COUNT; i++) {
		if (l->standing.plan.places[i].why != PLACE_RISING)
			continue;
		risen += l->rising.watch[i].share;
		usual += l->demand.share[l->rising.watch[i].leaf];
	}
	if (risen > SHARE_ONE)
		risen = SHARE_ONE;
	for (uint16_t i = 0; i < l->tree.items_count; i++)
		l->risen.share[i] = (uint32_t)whole_part(l->demand.share[i], SHARE_ONE - risen, SHARE_ONE - usual + 1);
	for (int i = 0; i < PLACES_COUNT; i++)
		if (l->standing.plan.places[i].why == PLACE_RISING)
			l->risen.share[l->rising.watch[i].leaf] = l->rising.watch[i].share;
}

/* --- where it goes --- */

static bool is_free(const struct place *place)
{
	return place->why == PLACE_EMPTY || place->why == PLACE_RETIRED;
}

/* The "now" place, then an "often" place that stands empty; what rises strongly takes "now" from what rises less.
 * PLACES_COUNT: none. */
static int place_for(const struct learn *l, uint32_t share)
{
	const struct place *places = l->standing.plan.places;

	if (places[PLACE_NOW].why != PLACE_PINNED && places[PLACE_NOW].why != PLACE_RISING)
		return PLACE_NOW;
	for (int i = 0; i < plan_often_count(l->tree.touch); i++)
		if (is_free(&places[i]))
			return i;
	if (places[PLACE_NOW].why == PLACE_RISING &&
		share > (uint64_t)l->rising.watch[PLACE_NOW].share * STRONGER_PERCENT / 100)
		return PLACE_NOW;
	return PLACES_COUNT;
}

/* The demand as it is while the leaf has this share. */
static uint64_t risen_ms(const struct learn *l, uint16_t leaf, uint32_t share, uint32_t all_ms)
{
	uint64_t leaf_ms = l->scratch.times[leaf];
	uint64_t part = l->demand.share[leaf];
	uint64_t others = all_ms * (uint64_t)SHARE_ONE - (uint64_t)part * leaf_ms;

	return (others / (SHARE_ONE - part) * (SHARE_ONE - share) + leaf_ms * share) / SHARE_ONE;
}

static uint64_t plan_ms(struct learn *l, const struct plan *plan, uint16_t leaf, uint32_t share)
{
	uint32_t ms = expect_plan(l, plan, &l->demand);

	return risen_ms(l, leaf, share, ms);
}

/* The best position for the leaf at this place; the gain in ms, in a session, may be negative. */
static int64_t best_after(struct learn *l, struct plan *plan, int place, uint32_t share)
{
	uint16_t leaf = plan->places[place].item;
	uint64_t before = plan_ms(l, &l->standing.plan, leaf, share);
	uint64_t best = UINT64_MAX;
	uint8_t best_at = (uint8_t)l->tree.top_count;

	for (uint8_t after = l->tree.touch ? best_at : 0; after <= l->tree.top_count; after++) {
		uint64_t ms;

		plan->places[place].after = after;
		ms = plan_ms(l, plan, leaf, share);
		if (ms < best) {
			best = ms;
			best_at = after;
		}
	}
	plan->places[place].after = best_at;
	return (int64_t)before - (int64_t)best;
}

/* About the leaf at that place; `usual`: its share of the demand, as it was expected. */
static struct change *tell(struct learn *l, enum change_kind kind, int place, const struct stretch *s, uint32_t usual)
{
	struct change *change = learn_change(l, kind, l->proposal.next.plan.places[place].item);

	CHECK(change); /* three places at most, and prompts, are told before */
	change->place = (uint8_t)place;
	change->days = 0;
	change->served = s->hits;
	change->of = s->visits;
	change->share_permyriad = (uint32_t)((uint64_t)s->hits * 10000 / s->visits);
	change->usual_permyriad = (uint32_t)((uint64_t)usual * 10000 / SHARE_ONE);
	return change;
}

static bool rise(struct learn *l, uint16_t leaf, const struct stretch *s)
{
	struct plan *next = &l->proposal.next.plan;
	int place = place_for(l, s->share);
	const struct place *was;
	struct change *change;
	int64_t gain;

	if (place == PLACES_COUNT)
		return false;
	next->places[place] = (struct place){leaf, PLACE_RISING, 0};
	gain = best_after(l, next, place, s->share);
	if (gain < -(l->tree.touch ? HARM_MS / 10 : HARM_MS))
		return false;
	l->proposal.next.now_session = recent_at(l, l->recent_count - 1)->session;
	was = &l->standing.plan.places[place];
	change = tell(l, CHANGE_RISING, place, s, l->rising.usual[leaf]);
	change->gain_ms = (int32_t)gain;
	change->other = place_is_live(was) ? was->item : TREE_NONE;
	l->rising.asked = l->recent_count;
	l->rising.asked_share = s->share;
	return true;
}

/* --- when it goes --- */

static_assert((int)WATCH_HITS * ((int)SHARE_ONE / SHARE_LEAST + 1) <= (int)RECENT_COUNT / 2 &&
		      (int)SHARE_UNKNOWN >= (int)SHARE_LEAST,
	"what rose is watched over visits that are still known");

/* What it is asked for lately; false: too early to say. */
static bool watch_lately(const struct learn *l, const struct watch *watch, struct stretch *out)
{
	uint32_t visits;

	CHECK(watch->share >= SHARE_LEAST);
	visits = (uint32_t)((uint64_t)WATCH_HITS * SHARE_ONE / watch->share);
	if (visits < WATCH_LEAST)
		visits = WATCH_LEAST;
	if (l->recent_count - watch->since < visits)
		return false;
	*out = (struct stretch){.visits = visits};
	for (uint32_t i = 0; i < visits; i++)
		if (recent_at(l, l->recent_count - 1 - i)->leaf == watch->leaf)
			out->hits++;
	out->share = (uint32_t)((uint64_t)out->hits * SHARE_ONE / visits);
	return true;
}

static void leave(struct learn *l, int place, const struct stretch *s)
{
	struct standing *next = &l->proposal.next;

	(void)tell(l, CHANGE_RISING_AWAY, place, s, l->demand.share[l->rising.watch[place].leaf]);
	if (next->usual[place].why == PLACE_AUTHORED &&
		!plan_offers(&next->plan, next->usual[place].item, PLACES_COUNT))
		next->plan.places[place] = next->usual[place];
	else
		next->plan.places[place].why = PLACE_RETIRED;
	if (place == PLACE_NOW)
		next->now_session = 0;
	l->rising.asked = l->recent_count;
}

static bool is_over(const struct learn *l, const struct watch *watch, const struct stretch *s)
{
	(void)l;
	return s->share < (uint64_t)watch->share * GONE_PERCENT / 100;
}

/* What has been asked for so much for long is usual now: the night finds it a place of its own. */
static bool is_usual(const struct learn *l, const struct watch *watch, const struct stretch *s)
{
	return l->days.index >= watch->day + OLD_DAYS &&
	       l->demand.share[watch->leaf] >= (uint64_t)s->share * USUAL_PERCENT / 100;
}

/* True: one of those that stand as rising does so no longer. */
static bool leave_where(
	struct learn *l, bool (*ends)(const struct learn *l, const struct watch *watch, const struct stretch *s))
{
	bool any = false;

	for (int i = 0; i < PLACES_COUNT; i++) {
		const struct watch *watch = &l->rising.watch[i];
		struct stretch s;

		if (l->standing.plan.places[i].why != PLACE_RISING || !watch_lately(l, watch, &s) ||
			!ends(l, watch, &s))
			continue;
		leave(l, i, &s);
		any = true;
	}
	return any;
}

void rising_night(struct learn *l)
{
	(void)leave_where(l, is_usual);
}

bool rising_visit(struct learn *l, uint16_t leaf)
{
	struct stretch s;

	if (l->recent_count < KNOWN_LEAST || days_known(l) < 2 ||
		(l->rising.asked != 0 && l->recent_count < l->rising.asked + PATIENCE))
		return false;
	if (leave_where(l, is_over))
		return true;
	if (l->tree.items[leaf].parent == TREE_NONE || plan_offers(&l->standing.plan, leaf, PLACES_COUNT))
		return false;
	return find(l, leaf, &s) && rise(l, leaf, &s);
}

void rising_applied(struct learn *l, const struct standing *before)
{
	for (int i = 0; i < PLACES_COUNT; i++) {
		const struct place *was = &before->plan.places[i];
		const struct place *now = &l->standing.plan.places[i];
		bool same = was->item == now->item && was->why == now->why;

		if (same)
			continue;
		if (was->why == PLACE_RISING)
			l->rising.quiet[was->item] = l->recent_count;
		if (now->why == PLACE_RISING)
			l->rising.watch[i] = (struct watch){l->recent_count, l->rising.asked_share,
				l->demand.share[now->item], l->days.index, now->item};
	}
	l->rising.asked = 0;
	l->rising.asked_share = SHARE_UNKNOWN;
}
