/* A picture in few colours: with at most 256 its file is a third as large, and of a screen nobody sees the difference.
 */
#ifndef FOYER_FEWER_COLOURS_H
#define FOYER_FEWER_COLOURS_H

#include "base/check.h"
#include "base/err.h"
#include "draw/paint.h"

/* Changes the picture's pixels. ERR_NO_SPACE: memory is short, it is as it was. */
MUST_USE enum err fewer_colours(const struct paint *picture, int colours_max);

#endif
