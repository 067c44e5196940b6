/* What was changed in a menu, why, and what it is expected to bring: numbers first, a sentence from them. */
#ifndef FOYER_LEARN_CHANGE_H
#define FOYER_LEARN_CHANGE_H

#include "learn/plan.h"

enum change_kind {
	CHANGE_ORDER,       /* an item moved within its menu's learned order: from rank, to rank */
	CHANGE_OFTEN,       /* a leaf took an "often" place: from: the leaf before, to: the place */
	CHANGE_OFTEN_AWAY,  /* it lost it */
	CHANGE_RISING,      /* a leaf took the "now" place */
	CHANGE_RISING_AWAY, /* it is no longer asked for so much */
	CHANGE_LEFT_OUT,    /* a prompt is not said any more */
	CHANGE_PUT_BACK,    /* it is said again */
	CHANGE_TRIAL,       /* the learned order is spoken to some, the authored to the others, to find out */
	CHANGE_TRIAL_WON,   /* it helps: spoken to (nearly) all */
	CHANGE_TRIAL_LOST,  /* it does not: the authored order for all */
	CHANGE_REVERTED,    /* the order before the last move: it did not help */
	CHANGE_CONTENT,     /* the business changed the content; learned things were carried over */
	CHANGE_UNDONE,      /* by hand */
	CHANGE_MEASURED,    /* how long it takes to say was measured with the voice */
	CHANGE_KINDS
};

/* All counts are raw (not forgotten, not guessed), so that they can be counted again from the visits:
 *   order, often, often_away: `of` are the visits that were served at a leaf of this tree on the last `days` days, the
 *     day of the night included; `served` are those of them at the subject or below it.
 *   rising, rising_away: `served` are those at the subject among the last `of` believed served visits, up to the one
 * that gave the reason. Not believed are the fourth and later in a row at one leaf, a second one of the same
 * conversation at the same leaf, and on glass what took less than 1.5 s. `share` is served / of; `usual` what a busy
 * day has. left_out: of all visits of the last `days` days since the prompt was last put back, but those that were
 * served and are not believed, `left` ended while it was heard, for `heard_s` seconds together; `left_else` and
 * `heard_else_s` are the same of all other steps of these visits. put_back: the same since it was left out, of the
 * visits that were to keep it (VISIT_KEPT) and heard it. trial, and each order that comes with it: `agree` of `samples`
 * are those of the whole. trial_won, trial_lost, reverted: visits that heard an item of a menu to its end, since the
 * trial's version: `served` with the order, `of` held out, whether or not they were served. The gain is what the walk
 * reckons for their leaves, corrected by what they took beyond it (trial.c). */
struct change {
	uint8_t kind;     /* enum change_kind */
	uint8_t place;    /* of enum place: which reserved place */
	uint16_t subject; /* item or prompt */
	uint16_t other;   /* the item it replaces; TREE_NONE */
	uint16_t from;    /* rank, from 1; 0: none */
	uint16_t to;
	uint16_t days;      /* the window that was counted */
	uint32_t served;    /* visits served at the subject (and below it), in the window */
	uint32_t of;        /* of so many served */
	uint32_t left;      /* visits that ended while the prompt was heard */
	uint32_t heard_s;   /* seconds it was heard */
	uint32_t left_else; /* the same of what surrounds it */
	uint32_t heard_else_s;
	uint32_t usual_permyriad; /* share of the demand that was expected, 1/10000 */
	uint32_t share_permyriad; /* and that was seen */
	int32_t gain_ms;          /* expected, a session, of the whole change it belongs to; > 0 is better */
	int32_t gain_low_ms;      /* trial: 95 % interval of what was measured */
	int32_t gain_high_ms;
	uint16_t agree; /* of `samples` drawn from what is known, so many say that it helps */
	uint16_t samples;
};

enum { CHANGES_MAX = 48, CHANGE_WORDS_BYTES_MAX = 320 };

struct changes {
	uint16_t count;
	struct change list[CHANGES_MAX];
};

/* Names for a sentence: of items and prompts of the tree. */
struct change_names {
	const char *(*item)(void *self, uint16_t item);
	const char *(*prompt)(void *self, uint16_t prompt);
	void *self;
};

const char *change_kind_name(enum change_kind kind); /* "order", "rising_away" */
/* One English sentence with its numbers, for a manager: "moved from 3rd to 1st: 41 of 212 served in 14 days, saves 1.8
 * s a call, 38 of 40 samples agree". `out` always ends with a NUL. */
void change_say(const struct change *change, const struct change_names *names, char *out, size_t out_bytes);

#endif
