/* The learning curves: each policy's excess over its oracle, day by day, as one self-contained SVG. */
#ifndef BENCH_MENU_PLOT_H
#define BENCH_MENU_PLOT_H

#include "figures.h"

/* False: said on stderr. */
bool plot_write(const struct table *table, const char *path);

#endif
