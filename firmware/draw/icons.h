/* The icons drawn for this product: outlines as data, one weight of stroke, round ends and joins. No library. */
#ifndef FOYER_ICONS_H
#define FOYER_ICONS_H

#include <stdbool.h>
#include <stdint.h>

/* How much of each pixel of a square the icon (enum icon or view_icon) covers. `cover`: side * side bytes. False: there
 * is no such icon, and nothing is covered. */
bool icon_draw(unsigned icon, int side, uint8_t *cover);

#endif
