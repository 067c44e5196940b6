/* What may move in a menu: the order of speaking (on glass: what is drawn brighter), three reserved places, and which
 * prompts are left out. Keys and tiles are the tree's and never move. Plain data; indices are of the tree it was made
 * for. */
#ifndef FOYER_LEARN_PLAN_H
#define FOYER_LEARN_PLAN_H

#include "learn/tree.h"

enum place_why {
	PLACE_EMPTY,
	PLACE_AUTHORED, /* the business put it there */
	PLACE_PINNED,   /* the same, and learning never takes it away: an emergency */
	PLACE_LEARNED,  /* it is often asked for */
	PLACE_RISING,   /* it is asked for much more than usual just now */
	PLACE_RETIRED,  /* no longer spoken or shown; its key still leads there until the place is used again */
};

/* One of the reserved places of the start menu. */
struct place {
	uint16_t item; /* a leaf; TREE_NONE where the place is empty */
	uint8_t why;   /* enum place_why */
	uint8_t after; /* it is spoken after so many items of the start menu; on glass its tile stands where it stands
			*/
};

enum { PLACE_NOW = OFTEN_COUNT, PLACES_COUNT = OFTEN_COUNT + 1 };

/* How many "often" places are used: on the telephone one, because 9 is "repeat" wherever one is. */
static inline int plan_often_count(bool touch)
{
	return touch ? OFTEN_COUNT : 1;
}

struct plan {
	/* Each menu's items in the learned order, in runs as tree.children. A pinned item stands at its authored rank.
	 */
	uint16_t spoken[TREE_ITEMS_MAX];
	struct place places[PLACES_COUNT]; /* "often" (plan_often_count()), then "now" */
	uint8_t left_out;                  /* bit p: the tree's prompt p is not said */
	uint8_t free_order; /* 1: spoken as in `spoken`, keys out of numeric order; 0: spoken as authored. On glass the
			       learned order is only a matter of brightness and needs no leave */
	uint16_t reserved;
};

/* How many of a menu's items are drawn brighter: the first of the learned order, once it differs from the authored. */
enum { PLAN_BRIGHT_MAX = 2 };

/* As authored: nothing left out, places empty. */
void plan_authored(const struct tree *tree, struct plan *out);
/* A leaf in each place, each menu's run a permutation of its children, pinned items at their ranks, no mandatory prompt
 * left out: for a plan that came from a file. */
bool plan_sound(const struct tree *tree, const struct plan *plan);
bool place_sound(const struct tree *tree, const struct place *place);
bool plan_same(const struct tree *tree, const struct plan *a, const struct plan *b);
/* Takes over from a plan of another tree what still is there, by ids; items that are new stand as authored. */
void plan_carry(const struct tree *from, const struct plan *old, const struct tree *to, struct plan *out);
/* A live place other than `but` (PLACES_COUNT: any) leads to the leaf. */
bool plan_offers(const struct plan *plan, uint16_t leaf, int but);
/* The learned order draws this item brighter than its brothers. */
bool plan_is_bright(const struct tree *tree, const struct plan *plan, uint16_t item);

/* What customers meet at present: of the layout that is live. */
struct standing {
	struct plan plan;
	struct plan held;       /* what the held-out meet */
	uint16_t held_permille; /* of the sessions: by caller on the line, by day on the kiosk */
	uint16_t trial;         /* 1: the held-out prove whether the spoken order may leave the key order */
	uint32_t version;       /* of the layout; visits name it */
	uint32_t trial_version; /* since this version the trial goes on */
	uint32_t moved_day;     /* when the spoken order last moved, for "at most once a week"; 0: never */
	uint32_t now_session;   /* the rising issue stands since this session; 0: none stands */
	uint32_t trial_day;     /* when the last trial ended; 0: none did */
	/* What the business put into the places: it comes back when what was learned there goes. */
	struct place usual[PLACES_COUNT];
};

/* So many sessions hear what is left out, so that a change in people is noticed and it can come back. */
enum { KEEP_PERMILLE = 50 };

/* Which of it one session meets. */
struct arm {
	bool held;  /* `held` instead of `plan` */
	bool keeps; /* it hears the prompts that are left out */
};

/* `who`: a hash of the caller on the line, of the day on the kiosk, with the device's own salt; `session`: dice of this
 * conversation. The same numbers meet the same arm. */
struct arm standing_arm(const struct standing *standing, uint64_t who, uint64_t session);
const struct plan *standing_plan(const struct standing *standing, struct arm arm);

static inline bool place_is_live(const struct place *place)
{
	return place->why != PLACE_EMPTY && place->why != PLACE_RETIRED;
}

#endif
