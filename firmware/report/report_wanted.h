/* What was wanted, also by those who left before they got it. Who leaves in a menu after hearing some of it wanted,
 * most likely, something that was still to come there: what each of them wanted is shared out by how often that is
 * wanted, again and again until nothing changes (expectation maximisation for censored counts: Dempster, Laird and
 * Rubin, 1977). For reports only: nothing is decided by it. */
#ifndef FOYER_REPORT_WANTED_H
#define FOYER_REPORT_WANTED_H

#include "learn/visit.h"

enum { WANTED_PATTERNS_MAX = 1024 };

/* So many left in that menu having heard those of its items. */
struct wanted_pattern {
	uint16_t menu;  /* TREE_NONE: the start menu */
	uint16_t heard; /* bit: place among the menu's items */
	uint32_t times;
};

struct wanted {
	const struct tree *tree;       /* lent */
	uint32_t got[TREE_ITEMS_MAX];  /* leaves: served, or left when they were reached */
	double missed[TREE_ITEMS_MAX]; /* leaves: so many who left are likely to have wanted it; by wanted_find() */
	double share[TREE_ITEMS_MAX];  /* of all that was wanted, 0..1; by wanted_find() */
	uint32_t early;                /* left before the menu: what they wanted nobody knows */
	uint32_t patterns_count;
	struct wanted_pattern pattern[WANTED_PATTERNS_MAX];
};

void wanted_begin(struct wanted *w, const struct tree *tree);
void wanted_add(struct wanted *w, const struct visit *visit);
void wanted_find(struct wanted *w);

#endif
