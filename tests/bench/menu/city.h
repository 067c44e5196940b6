/* Real demand: a tree of names and one line of counts a day, as ../shared/data/demand/README.md describes them. */
#ifndef BENCH_MENU_CITY_H
#define BENCH_MENU_CITY_H

#include "setting.h"

#include "learn/tree.h"

struct city {
	int days;
	int leaves;
	int nodes;
	int parent[TREE_ITEMS_MAX + 1]; /* node 0 is the root */
	int leaf[TREE_ITEMS_MAX + 1];   /* -1: an inner node */
	int *counts;                    /* [days][leaves] */
};

/* False: said on stderr; *absent: because the files are not there. */
bool city_read(const char *prefix, struct city *out, bool *absent);
void city_close(struct city *city);

#endif
