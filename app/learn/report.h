/* What a manager wants to know about a menu, counted from visits: who came to which place, how it went on, where people
 * left, and when. Pure counting in whole numbers; it decides nothing, and knows no names.
 *   report_begin(r, tree); for each visit, oldest first: report_add(r, visit)
 * The columns follow the waterfall of a "logging strategy" for telephone menus: entered, next, transferred (asked or
 * forced), hung up, no input, no match, mean and spread of the seconds. */
#ifndef FOYER_LEARN_REPORT_H
#define FOYER_LEARN_REPORT_H

#include "learn/visit.h"

enum {
	REPORT_MENU = TREE_ITEMS_MAX,     /* the start menu among the nodes, behind the items */
	REPORT_PROMPTS = REPORT_MENU + 1, /* and then the prompts */
	REPORT_NODES_MAX = REPORT_PROMPTS + TREE_PROMPTS_MAX,
	REPORT_SECONDS_MAX = 40, /* of a prompt, and of the start menu; the last one: that or later */
	REPORT_DAYS_MAX = 400,
	REPORT_WEEKDAYS = 7, /* Monday first */
	REPORT_HOURS = 24,
};

enum report_end {       /* how one stay at a node ended */
	REPORT_WENT_ON, /* to a child, by a shortcut, by own words; behind a prompt: to what follows */
	REPORT_SERVED,
	REPORT_NOT_HELPED,
	REPORT_ASKED,  /* to a person, who was asked for */
	REPORT_FORCED, /* to a person, because we did not get any further */
	REPORT_LEFT,
	REPORT_BACK,
	REPORT_GIVEN_UP, /* not understood, to the end */
	REPORT_ENDS
};

/* An item (inner: the menu behind it; leaf: what is done there), the start menu, or a prompt. A menu said again after a
 * silence is still the same stay. */
struct report_node {
	uint32_t entered;
	uint32_t by_place; /* of them by a shortcut of the start menu */
	uint32_t by_words; /* and in own words */
	uint32_t ended[REPORT_ENDS];
	uint32_t silent;  /* during a stay: nothing came */
	uint32_t unknown; /* something came that nobody understood */
	uint64_t ds;      /* seconds of the stays, in tenths; a leaf's are not known */
	uint64_t ds_squared;
};

/* What is said: how often, how long in all, and how often somebody left while it was. */
struct report_said {
	uint32_t times;
	uint32_t left;
	uint64_t ms;
};

/* How many were still there when second s began, and left before it was over. */
struct report_leaving {
	uint32_t there[REPORT_SECONDS_MAX];
	uint32_t left[REPORT_SECONDS_MAX];
};

struct report_day {
	uint32_t visits;
	uint32_t left;
	uint32_t served;
	uint64_t served_ds; /* tenths of a second until the outcome, of the served */
};

struct report {
	const struct tree *tree; /* lent */
	uint32_t visits;
	uint32_t conversations; /* visits that were a conversation's first */
	uint32_t undated;
	uint32_t gone; /* stays at items that this tree has no more */
	uint32_t outcome[VISIT_OUTCOMES];
	uint32_t asked;     /* of the handed over */
	uint64_t served_ds; /* as in a day */
	struct report_node node[REPORT_NODES_MAX];
	struct report_said prompt[TREE_PROMPTS_MAX];
	struct report_said start; /* the start menu: header, items and shortcuts together */
	struct report_said menus; /* all menus, the start menu too */
	uint32_t place_taken[SEGMENT_KINDS];
	struct report_leaving leaving[TREE_PROMPTS_MAX + 1]; /* of the prompts; the last: of the start menu */
	uint32_t day_first; /* days since 1970-01-01, of the first dated visit; 0: none */
	uint32_t days_count;
	struct report_day day[REPORT_DAYS_MAX]; /* from day_first; later ones are in the sums only */
	uint32_t weekday[REPORT_WEEKDAYS];
	uint32_t weekday_days[REPORT_WEEKDAYS]; /* so many such days were counted */
	uint32_t hour[REPORT_HOURS];
};

/* About 70 kB: not for a small stack. The tree is lent until the last visit. */
void report_begin(struct report *r, const struct tree *tree);
void report_add(struct report *r, const struct visit *visit);

/* Fewer must not leave the house: a cell is shown if it is nothing, or at least so much. */
enum { REPORT_CELL_MIN = 5 };

/* True: it is something, and too few to be shown. */
static inline bool report_is_small(uint64_t count)
{
	return count > 0 && count < REPORT_CELL_MIN;
}

/* Which of the cells, that add up to something shown, must be hidden: the small ones, and the next larger
 * where one alone could be reckoned from the others. Bit i: cells[i]; count <= 32. */
uint32_t report_hidden(const uint32_t *cells, uint32_t count);

/* Monday 0 .. Sunday 6. */
static inline uint32_t report_weekday(uint32_t day)
{
	return (day + 3) % REPORT_WEEKDAYS; /* 1970-01-01 was a Thursday */
}

#endif
