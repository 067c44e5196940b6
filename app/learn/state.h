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
	uint32_t fair[TREE_ITEMS_MAX];   /* today, without what one hand tapped again and again */
	uint32_t before[TREE_ITEMS_MAX]; /* the same of the last day that had visits */
	uint32_t run_session;
	uint16_t run_leaf; /* the last sessions were all served there */
	uint16_t run_count;
};

/* One of the last served visits. */
struct recent {
	uint32_t session;
	uint16_t leaf;
	uint16_t listened; /* 1: did not know the key before hearing the menu */
};

struct demand {
	uint32_t share[TREE_ITEMS_MAX]; /* of an item and all below it, in 1/SHARE_ONE */
};

struct expect_scratch {
	uint32_t in_menu[TREE_ITEMS_MAX]; /* from the beginning of its menu */
	uint32_t times[TREE_ITEMS_MAX];
};

struct learn {
	struct tree tree;
	struct standing standing;
	struct proposal proposal;
	struct days days;
	struct recent recent[RECENT_COUNT];
	uint32_t recent_count;           /* ever */
	struct demand demand;            /* last computed */
	uint32_t counts[TREE_ITEMS_MAX]; /* the pseudo-counts behind it, in 1/256 of a session */
	struct demand samples[LEARN_SAMPLES];
	struct expect_scratch scratch;
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
/* Raw counts of the last `days` days, today included, at an item and below it. */
uint32_t days_served(const struct learn *l, uint16_t item, uint16_t days, uint32_t *of);
/* Fair sessions on a usual day; 0: not known. */
uint32_t days_usual(const struct learn *l);

/* guard.c: how much of a day is believed. */
void guard_credit(const struct learn *l, uint32_t *credit);

/* demand.c */
void demand_update(struct learn *l); /* counts and demand */
void demand_sample(struct learn *l);
void demand_of_counts(const struct tree *tree, const uint32_t *counts, struct demand *out);

/* expect.c: milliseconds from the first word of the start menu. */
struct expect_of {
	const struct tree *tree;
	const struct plan *plan;
};
/* times: until each leaf is chosen by who takes the first that leads there; inner items 0. */
void expect_times(const struct expect_of *of, struct expect_scratch *scratch);
uint32_t expect_ms(const struct tree *tree, const struct demand *demand, const uint32_t *times);

/* order.c: proposes a learned order for each menu. */
void order_night(struct learn *l, uint32_t day);

/* learn.c */
struct change *learn_change(struct learn *l, enum change_kind kind, uint16_t subject);

#endif
