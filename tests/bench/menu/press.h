/* A key or a tile that was known before it was said or found: what a device logs of it, as app/dialog/evidence.c does.
 */
#ifndef BENCH_MENU_PRESS_H
#define BENCH_MENU_PRESS_H

#include "learn/visit.h"

struct press {
	const struct tree *tree;
	const struct plan *plan;
	uint16_t menu; /* TREE_NONE: the start menu, and what is said before it */
	uint16_t item; /* where it led; TREE_NONE: nowhere */
	bool keeps;    /* the prompts that are left out are said */
	bool left;     /* they went before they pressed */
	uint32_t ms;   /* until then */
};

void press_log(struct visit *visit, const struct press *press);

#endif
