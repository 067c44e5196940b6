#include "learn/state.h"

/* A day is one vote: a leaf is believed to be asked for a few times more than usual, and more than that only when the
 * day before said the same. What lasts passes on its second day; one day's hand does not. */
enum {
	LEAF_TIMES = 4,    /* of what is usual */
	LEAF_SPARE = 3,    /* and so many sessions more, for leaves that are rare */
	DAY_PERCENT = 150, /* all of a day, of a usual day: a Monday, not a hundred hands */
};

static uint64_t leaf_most(const struct learn *l, uint16_t leaf, uint64_t usual)
{
	uint64_t most = LEAF_SPARE + LEAF_TIMES * usual * l->demand.share[leaf] / SHARE_ONE;
	uint32_t before = 0;
	uint64_t again = (uint64_t)l->days.before[leaf] * 3 / 2;

	if (rising_is_news(l, leaf, &before))
		return 1 + usual * before * 5 / 4 / SHARE_ONE;
	return most > again ? most : again;
}

void guard_credit(const struct learn *l, uint32_t *credit)
{
	uint64_t usual = days_usual(l);
	uint64_t sum = 0;

	for (uint16_t i = 0; i < l->tree.items_count; i++) {
		uint64_t fair = l->days.fair[i];
		uint64_t most = usual ? leaf_most(l, i, usual) : fair;

		credit[i] = (uint32_t)((fair < most ? fair : most) * CREDIT);
		sum += credit[i];
	}
	if (usual == 0 || sum <= DAY_PERCENT * usual * CREDIT / 100)
		return;
	for (uint16_t i = 0; i < l->tree.items_count; i++)
		credit[i] = (uint32_t)(credit[i] * (DAY_PERCENT * usual * CREDIT / 100) / sum);
}
