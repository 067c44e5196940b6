/* Widths of texts, asked of the fonts once: whoever lays out all screens asks for the same ones again and again. */
#ifndef FOYER_WIDTH_MEMO_H
#define FOYER_WIDTH_MEMO_H

#include "view/view.h"

struct width_memo;

/* `of` is lent until the close. NULL: memory is short. */
struct width_memo *width_memo_open(const struct view_measure *of);
/* The same measure, quicker; good until the close. */
struct view_measure width_memo_measure(struct width_memo *memo);
void width_memo_close(struct width_memo *memo);

#endif
