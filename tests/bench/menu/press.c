#include "press.h"

/* Returns what is left of the time behind the opening. */
static uint32_t log_opening(struct visit *visit, const struct press *press, bool *ended)
{
	struct segment walk[TREE_PROMPTS_MAX];
	uint8_t count = walk_opening(press->tree, press->plan, press->keeps, walk);
	uint32_t left_ms = press->ms;

	*ended = false;
	for (uint8_t i = 0; i < count && !*ended; i++) {
		struct visit_step step = {SEGMENT_PROMPT, VISIT_HEARD, walk[i].index, walk[i].ms};

		*ended = left_ms < walk[i].ms;
		if (*ended) {
			step.end = press->left ? VISIT_LEFT_HERE : VISIT_BARGED;
			step.ms = left_ms;
		}
		visit_add(visit, &step);
		left_ms -= step.ms;
	}
	return left_ms;
}

void press_log(struct visit *visit, const struct press *press)
{
	const struct walk_of of = {press->tree, press->plan, press->menu, press->tree->touch != 0};
	struct segment walk[WALK_MAX];
	struct visit_walked walked = {.walk = walk, .touch = of.touch, .ms = press->ms};
	uint8_t count = walk_menu(&of, walk);
	uint8_t chosen = 1;
	bool ended = false;

	visit->ms += press->ms;
	if (press->menu == TREE_NONE)
		walked.ms = log_opening(visit, press, &ended);
	while (chosen < count && walk[chosen].index != press->item)
		chosen++;
	/* On glass the menu stood there all the same. */
	walked.walk_count = ended && (press->left || !of.touch) ? 0 : count;
	walked.chosen = press->left ? count : chosen;
	walked.end = press->left ? VISIT_LEFT_HERE : chosen < count ? VISIT_CHOSEN : VISIT_BARGED;
	visit_add_walk(visit, &walked);
	if (!press->left && press->item != TREE_NONE && (walked.walk_count == 0 || chosen == count))
		visit_add(visit, &(struct visit_step){chosen < count ? walk[chosen].kind : SEGMENT_ITEM, VISIT_CHOSEN,
					 press->item, 0});
}
