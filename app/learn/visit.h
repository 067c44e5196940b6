/* The evidence of one concern: what was heard or seen on the way, for how long, and how it ended. No identity, no
 * words. A conversation with two concerns leaves two visits. Indices are of the tree of the layout it went through. */
#ifndef FOYER_LEARN_VISIT_H
#define FOYER_LEARN_VISIT_H

#include "learn/walk.h"

enum { VISIT_STEPS_MAX = 32, VISIT_BYTES_MAX = 512 };

enum visit_end {       /* how a step ended */
	VISIT_HEARD,   /* to its end; the next one followed */
	VISIT_CHOSEN,  /* this one was taken */
	VISIT_BARGED,  /* interrupted by a key, a touch or a word that took something else */
	VISIT_BACK,    /* the customer went back from here: it was not what was wanted */
	VISIT_SILENT,  /* nothing came */
	VISIT_UNKNOWN, /* something came that nobody understood */
	VISIT_LEFT_HERE,
	VISIT_ENDS
};

enum visit_outcome {
	VISIT_SERVED,      /* `leaf` was what was wanted, and was done */
	VISIT_NOT_HELPED,  /* `leaf` was reached, and did not help */
	VISIT_LEFT,        /* gone before anything was reached; or from `leaf`, unfinished */
	VISIT_NO_MATCH,    /* not understood, and given up on */
	VISIT_HANDED_OVER, /* a person took over: asked for, or we offered */
	VISIT_OUTCOMES
};

enum visit_flag {
	VISIT_ASKED_PERSON = 1, /* handed over because the customer asked for a person */
	VISIT_FIRST = 2,        /* the conversation's first concern: the opening was heard */
	VISIT_CUT = 4,          /* more steps than fit: the first and the last are there */
	VISIT_KEPT = 8,         /* it heard the prompts that are left out (struct arm) */
};

struct visit_step {
	uint8_t kind;   /* enum segment_kind */
	uint8_t end;    /* enum visit_end */
	uint16_t index; /* as in the segment; TREE_NONE: an item that is gone */
	uint32_t ms;    /* how long it was heard; on glass, the menu's header has the time its screen was looked at */
};

struct visit {
	uint32_t session;
	uint32_t layout;        /* version; 0: not known */
	int64_t local_s;        /* when it began; 0: unknown */
	uint32_t ms;            /* from the beginning to the outcome */
	uint16_t leaf;          /* TREE_NONE: none */
	uint16_t held_permille; /* how likely this session was held out when the dice fell; 0: nobody was */
	uint8_t channel;        /* enum channel of event.h */
	uint8_t held;           /* 1: it met the held-out plan */
	uint8_t outcome;        /* enum visit_outcome */
	uint8_t flags;          /* set of enum visit_flag */
	uint8_t wrong;          /* wrong turns: menus and leaves that were left again by going back */
	uint8_t steps_count;
	struct visit_step steps[VISIT_STEPS_MAX];
};

/* Adds a step; a full visit keeps its first half and its last. */
void visit_add(struct visit *visit, const struct visit_step *step);

/* What of a walk was heard in `ms`: a step for each segment that began, the last of them with `end`. `chosen`: index in
 * `walk` of the segment that was taken, `walk_count` if none. On glass all that stands there was seen. */
struct visit_walked {
	const struct segment *walk;
	uint8_t walk_count;
	uint8_t chosen;
	uint8_t end; /* enum visit_end */
	bool touch;
	uint32_t ms;
};

void visit_add_walk(struct visit *visit, const struct visit_walked *walked);

/* As bytes with ids instead of indices, little-endian, the same on every machine: for the store. Returns the bytes, at
 * most VISIT_BYTES_MAX. The layout's bytes: 1 format (1), 1 outcome, 1 channel, 1 held, 2 held_permille, 1 flags,
 * 1 wrong, 4 session, 4 layout, 8 local_s, 4 ms, 8 leaf id (0: none), 1 steps; each step: 1 kind, 1 end, 8 id (0: the
 * start menu, none), 2 deciseconds (65535: that or longer). */
size_t visit_pack(const struct tree *tree, const struct visit *visit, uint8_t out[VISIT_BYTES_MAX]);
/* Back again, for this tree: what it has no more becomes TREE_NONE. ERR_FORMAT: damaged. */
MUST_USE enum err visit_unpack(const struct tree *tree, const void *bytes, size_t size, struct visit *out);

#endif
