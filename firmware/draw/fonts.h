/* From a look to letters: which font files there are, and what is missing. */
#ifndef FOYER_FONTS_H
#define FOYER_FONTS_H

#include "draw/look.h"
#include "port/type.h"

/* The look's fonts, behind them Noto Sans and DejaVu Sans, then the look's others: each character comes from the first
 * that has it. A missing one is said in one line. ERR_ABSENT: no font at all is on this machine (said, too). */
MUST_USE enum err fonts_open(struct type *out, const struct look *look);

#endif
