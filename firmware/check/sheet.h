/* Many pictures on one: thumbnails in a grid, with names for its rows and columns. */
#ifndef FOYER_SHEET_H
#define FOYER_SHEET_H

#include <stdbool.h>

enum { SHEET_LABEL_BYTES_MAX = 64, SHEET_ROWS_MAX = 72, SHEET_COLUMNS_MAX = 16 };

struct sheet;

/* NULL: memory is short. */
struct sheet *sheet_open(void);
/* A new column at the right; -1: there are SHEET_COLUMNS_MAX already. */
int sheet_column(struct sheet *sheet, const char *label);
/* The PNG file at `path` as a thumbnail, in the row of that name, which is made if there is none; beyond
 * SHEET_ROWS_MAX it is left out. False: it cannot be read, which was said. */
bool sheet_put(struct sheet *sheet, const char *row, unsigned column, const char *path);
/* False: it could not be drawn or written, which was said. */
bool sheet_save(const struct sheet *sheet, const char *path);
void sheet_close(struct sheet *sheet);

#endif
