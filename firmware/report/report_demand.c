/* The demand that learning goes by. */
#include "report/report_gather.h"

#include "learn/learn.h"

#include <stdlib.h>

enum { DAY_S = 24 * 60 * 60 };

struct recall {
	struct learn *learn;
	const struct tree *tree;
	uint32_t day_to;
};

static bool recall(void *self, const struct store_visit_row *row)
{
	const struct recall *recall = self;
	struct visit visit;

	if (visit_unpack(recall->tree, row->packed, row->bytes, &visit) ||
		(recall->day_to > 0 && visit.local_s / DAY_S > recall->day_to))
		return true;
	learn_recall(recall->learn, &visit);
	return true;
}

/* learn_demand() tells of leaves: a menu's share is what all below it have together. */
static void add_up(const struct tree *tree, uint32_t *demand)
{
	for (uint16_t i = 0; i < tree->items_count; i++) {
		if (!tree_is_leaf(tree, i))
			continue;
		for (uint16_t at = tree->items[i].parent; at != TREE_NONE; at = tree->items[at].parent)
			demand[at] += demand[i];
	}
}

bool report_gather_demand(struct menu_report *report)
{
	void *memory = malloc(learn_bytes());
	struct recall to = {.tree = menu_look_tree(report->look), .day_to = report->day_to};
	int64_t since = report->day_to > LEARN_DAYS ? (int64_t)(report->day_to - LEARN_DAYS) * DAY_S : 0;
	enum err err;

	if (!memory)
		return false;
	to.learn = learn_open(memory, to.tree, menu_look_standing(report->look));
	err = store_visits(report->look->store, since, 0, recall, &to);
	(void)learn_night(to.learn, report->day_to + 1); /* the last day counts too; what is proposed is not taken */
	learn_demand(to.learn, report->demand);
	add_up(to.tree, report->demand);
	free(memory);
	return !err;
}
