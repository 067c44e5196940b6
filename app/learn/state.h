/* Inside learn: what is remembered, and who does what with it. Everything lies in one struct in the caller's memory. */
#ifndef FOYER_LEARN_STATE_H
#define FOYER_LEARN_STATE_H

#include <assert.h>

#include "learn/learn.h"
#include "learn/whole.h"

/* --- days: what was served, day by day --- */

enum {
	SHARE_ONE = 1 << 24, /* of the demand */
	CREDIT = 16,         /* what one fair session counts */
	RECENT_COUNT = 1024, /* served visits that are kept one by one */
	SECONDS_A_DAY = 86400,
};

struct days {
	uint32_t today;                           /* since 1970, by the latest visit or night; 0: nothing yet */
	uint32_t index;                           /* days that were lived, for the rings: clocks leap, this does not */
	uint16_t raw[LEARN_DAYS][TREE_ITEMS_MAX]; /* served at a leaf; slot: day % LEARN_DAYS */
	uint32_t credit[LEARN_DAYS][TREE_ITEMS_MAX]; /* of it what is believed, in 1/CREDIT */
	uint32_t served[LEARN_DAYS];
	uint32_t timed[LEARN_DAYS];    /* of them those whose time is known */
	uint32_t opened_s[LEARN_DAYS]; /* of the day: the first of these, the last */
	uint32_t closed_s[LEARN_DAYS];
	uint32_t fair[TREE_ITEMS_MAX];   /* today, without what one hand tapped again and again */
	uint32_t before[TREE_ITEMS_MAX]; /* the same of the last day that had visits */
	uint32_t run_session;
	uint16_t run_leaf; /* the last sessions were all served there */
	uint16_t run_count;
};

/* One of the last served visits. */
struct recent {
	uint32_t session;
	uint32_t second; /* local, modulo 2^32; only differences are used */
	uint16_t leaf;
};

struct demand {
	uint32_t share[TREE_ITEMS_MAX]; /* of an item and all below it, in 1/SHARE_ONE */
};

struct expect_scratch {
	uint32_t in_menu[TREE_ITEMS_MAX]; /* from the beginning of its menu */
	uint32_t times[TREE_ITEMS_MAX];
};

/* How much each day weighs, by its age. */
struct memory {
	uint32_t weight[LEARN_DAYS]; /* Q16 */
	uint64_t day[LEARN_DAYS];    /* believed sessions of the day, in 1/256 */
	uint64_t all;                /* with the prior, weighed */
	uint64_t moved;              /* of it, what has changed leaves of late */
};

/* Milliseconds at a prompt and elsewhere, and how many left meanwhile: of a visit, of a day. */
struct exposure {
	uint64_t ms;
	uint64_t else_ms;
	uint32_t left;
	uint32_t left_else;
};

enum { COUNT_ONE = 256 }; /* of what is forgotten bit by bit */

/* A way of leaving a menu. */
struct leaver {
	uint16_t menu;
	uint16_t heard;  /* bit p: its child at place p had been heard */
	uint32_t weight; /* so many left so, in 1/COUNT_ONE; 0: free */
};

enum { LEAVERS_MAX = 256 };

struct sample {
	uint32_t count;
	int64_t sum; /* in tenths of a second */
	uint64_t squares;
};

struct trial {                          /* [0]: the plan, [1]: the held-out plan */
	uint32_t ms[2][TREE_ITEMS_MAX]; /* what each leaf is reckoned to take */
	uint32_t mean_ms[2];
	struct sample arm[2];   /* what a visit cost beyond what was reckoned */
	struct sample reckoned; /* what the plan should save, by leaf */
};

/* An issue that stands as rising. */
struct watch {
	uint32_t since; /* index of the visit */
	uint32_t share; /* when it rose */
	uint32_t usual; /* before */
	uint32_t day;   /* index of the day */
	uint16_t leaf;
};

enum { SHARE_UNKNOWN = SHARE_ONE / 10 }; /* of a rising issue of which nothing but its place is remembered */

struct rising {
	struct watch watch[PLACES_COUNT];
	uint32_t asked;                 /* index of the visit at which something was proposed; 0: nothing is open */
	uint32_t asked_share;           /* of it; SHARE_UNKNOWN where nothing is open */
	uint32_t usual[TREE_ITEMS_MAX]; /* share of a busy day */
	uint32_t quiet[TREE_ITEMS_MAX]; /* visits before this index have had their say */
};

struct learn {
	struct tree tree;
	struct standing standing;
	struct standing before; /* the last one */
	struct standing safe;   /* the proposal before anything moves */
	struct proposal proposal;
	struct days days;
	struct recent recent[RECENT_COUNT];
	uint32_t recent_count;           /* ever */
	struct demand demand;            /* last computed */
	struct demand risen;             /* the same with what rises just now; of leaves only */
	uint32_t counts[TREE_ITEMS_MAX]; /* the pseudo-counts behind it, in 1/256 of a session */
	uint64_t counts_sum;
	uint32_t prior[TREE_ITEMS_MAX]; /* shares by the authored order */
	struct memory memory;
	uint32_t new_time; /* index of the day on which another time was seen to have begun; 0: none */
	struct demand samples[LEARN_SAMPLES];
	struct exposure prompts[TREE_PROMPTS_MAX][LEARN_DAYS]; /* since it was left out, or put back */
	struct leaver leavers[LEAVERS_MAX];
	struct trial trial;
	struct rising rising;
	struct expect_scratch scratch;
	struct expect_scratch scratch_other;
	uint32_t sampled[TREE_ITEMS_MAX];
};

/* days.c */
/* Moves on to that day; clocks that go back stay, clocks that leap make a small step. */
void days_reach(struct learn *l, uint32_t day);
/* A served visit. True: it is believed. */
bool days_add(struct learn *l, const struct visit *visit);
/* What today is worth so far, and the demand with it. */
void days_settle(struct learn *l);
/* Days in the rings, today included. */
uint32_t days_known(const struct learn *l);
/* Of the last so many before today, those that had visits. */
uint32_t days_with_visits(const struct learn *l, uint32_t days);
/* Raw counts of the last `days` days, today included, at an item and below it. */
uint32_t days_served(const struct learn *l, uint16_t item, uint16_t days, uint32_t *of);
/* Fair sessions on a usual day; 0: not known. */
uint32_t days_usual(const struct learn *l);
/* Milliseconds from one to the next while the house is open; 0: not known. */
uint32_t days_gap_ms(const struct learn *l);

/* guard.c: how much of a day is believed. */
void guard_credit(const struct learn *l, uint32_t *credit);

/* demand.c */
void demand_open(struct learn *l);
void demand_update(struct learn *l); /* counts and demand */
void demand_sample(struct learn *l);
void demand_of_counts(const struct tree *tree, const uint32_t *counts, struct demand *out);

/* forget.c: the count of a leaf, in 1/256 of a session, without days that no longer hold. */
uint32_t forget_leaf(struct learn *l, uint16_t leaf, uint32_t count);
/* Much of the demand has gone elsewhere of late. */
bool forget_is_new_time(const struct learn *l);

/* expect.c: milliseconds from the first word of the start menu. */
struct expect_of {
	const struct tree *tree;
	const struct plan *plan;
};
/* times: until each leaf is chosen by who takes the first that leads there; inner items 0. */
void expect_times(const struct expect_of *of, struct expect_scratch *scratch);
uint32_t expect_ms(const struct tree *tree, const struct demand *demand, const uint32_t *times);

/* Of the whole tree; l->scratch has the times. */
uint32_t expect_plan(struct learn *l, const struct plan *plan, const struct demand *demand);
/* What is won a session by another plan; *agree: how many samples find so. */
int32_t expect_gain(struct learn *l, const struct plan *from, const struct plan *to, uint16_t *agree);

/* order.c: proposes a learned order for each menu. */
void order_night(struct learn *l, uint32_t day);
/* The last reordering is less than a week ago. */
bool order_waits(struct learn *l, uint32_t day);
/* Each menu in its best order, at once. */
void order_best(const struct learn *l, struct plan *plan);
/* A change for each item that is spoken earlier in `then`. */
void order_tell(struct learn *l, const struct plan *now, const struct plan *then, const struct change *about);

/* places.c */
void places_night(struct learn *l, uint32_t day);
/* What is learned or rising stands where it helps most in this plan. */
void places_fit(struct learn *l, struct plan *plan);

/* rising.c. True: proposed. */
bool rising_visit(struct learn *l, uint16_t leaf);
void rising_night(struct learn *l);
/* It stands as rising, and has not for long: what is asked for is not what usually will be. */
bool rising_is_news(const struct learn *l, uint16_t leaf, uint32_t *usual);
/* l->risen, from the demand. */
void rising_demand(struct learn *l);
void rising_applied(struct learn *l, const struct standing *before);

/* prompts.c */
void prompts_add(struct learn *l, const struct visit *visit);
/* A new day begins. */
void prompts_day(struct learn *l);
void prompts_night(struct learn *l);
void prompts_applied(struct learn *l, const struct plan *before);

/* leavers.c */
void leavers_add(struct learn *l, const struct visit *visit);
void leavers_day(struct learn *l);
/* Shares of the leaves with those who left, in 1/SHARE_ONE. */
void leavers_demand(const struct learn *l, uint32_t *out);

/* rehearse.c. True: the last customers would have been served as fast or faster, without more wrong turns. */
bool rehearse(const struct learn *l, const struct plan *now, const struct plan *then);

/* trial.c */
void trial_add(struct learn *l, const struct visit *visit);
/* Whether it is decided. */
void trial_judge(struct learn *l, uint32_t day);
/* Whether one should begin. */
void trial_begin(struct learn *l, uint32_t day);
void trial_lay_out(struct learn *l);
void trial_applied(struct learn *l, const struct standing *before);

/* learn.c. NULL: as many as can be told are there; the change is made all the same. What comes first in a night, or
 * alone, always finds room. */
struct change *learn_change(struct learn *l, enum change_kind kind, uint16_t subject);

#endif
