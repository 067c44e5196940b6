/* Sums of money as people say and write them. */
#ifndef FOYER_UNDERSTAND_AMOUNT_H
#define FOYER_UNDERSTAND_AMOUNT_H

#include "understand/units.h"

/* The one amount in cents: "1.250,50", "1,250.50", "€ 300", "twelve euros fifty"; -1: none, or more than one that could
 * be meant within min..max (whole units; both 0: any). */
int64_t amount_cents(const struct units *u, int32_t min, int32_t max);

#endif
