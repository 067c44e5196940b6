/* Learns from visits what a menu should look like. Pure: the same visits and nights in the same order propose the same
 * changes on every machine (whole numbers in all that decides). Knows nothing of conversations or stores.
 *
 *   learn_open(memory, tree, standing)
 *   for each visit, oldest first: if (learn_visit(l, v)) -> a rising issue came or went: take learn_proposal()
 *   each night, outside opening hours: if (learn_night(l, day)) -> take learn_proposal()
 *   whoever applies a proposal says learn_applied(); who does not (frozen, refused) says nothing.
 *
 * After a restart the visits of the last LEARN_DAYS are given again with learn_recall(), which proposes nothing. */
#ifndef FOYER_LEARN_LEARN_H
#define FOYER_LEARN_LEARN_H

#include "learn/change.h"
#include "learn/visit.h"

enum { LEARN_DAYS = 90, LEARN_SAMPLES = 40 };

struct proposal {
	struct standing next; /* version still the old one: who applies it gives the new */
	struct changes changes;
};

struct learn;

size_t learn_bytes(void); /* below 2 MB */
/* `memory`: aligned for any type, learn_bytes() long, lent for its life. Tree and standing are copied. */
struct learn *learn_open(void *memory, const struct tree *tree, const struct standing *standing);

/* An old visit, in the order of time: counted as if it had just happened, day after day, but nothing is proposed. */
void learn_recall(struct learn *l, const struct visit *visit);
/* True: there is a proposal. */
bool learn_visit(struct learn *l, const struct visit *visit);
/* `day`: days since 1970-01-01, local. A night that is missed is made up by the next. True: there is a proposal. */
bool learn_night(struct learn *l, uint32_t day);
/* The last one that was announced; good until the next call. */
const struct proposal *learn_proposal(const struct learn *l);
/* It is what customers meet from now on, as this version. */
void learn_applied(struct learn *l, const struct standing *standing);

/* For reports. Shares of the demand by leaf, 1/1,000,000, those who left imputed (EM); `out` has tree->items_count. */
void learn_demand(const struct learn *l, uint32_t *out);

#endif
