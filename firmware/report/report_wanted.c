#include "report/report_wanted.h"

#include <string.h>

enum { ROUNDS = 40 };

/* A leaf that nobody asked for is not impossible. */
static const double prior = 0.1;

void wanted_begin(struct wanted *w, const struct tree *tree)
{
	memset(w, 0, sizeof(*w));
	w->tree = tree;
}

static void add_pattern(struct wanted *w, uint16_t menu, uint16_t heard)
{
	struct wanted_pattern *pattern;

	for (uint32_t i = 0; i < w->patterns_count; i++) {
		pattern = &w->pattern[i];
		if (pattern->menu == menu && pattern->heard == heard) {
			pattern->times++;
			return;
		}
	}
	if (w->patterns_count == WANTED_PATTERNS_MAX)
		return; /* what is so rare changes no share that is shown */
	w->pattern[w->patterns_count++] = (struct wanted_pattern){menu, heard, 1};
}

/* The menu in which it ended, and what of it had been heard to its end. */
static void add_left(struct wanted *w, const struct visit *visit)
{
	uint16_t menu = TREE_NONE;
	uint16_t heard = 0;
	uint16_t count;
	bool any = false;

	for (uint8_t i = 0; i < visit->steps_count; i++) {
		const struct visit_step *step = &visit->steps[i];

		if (step->kind == SEGMENT_HEADER) {
			heard = any && step->index == menu ? heard : 0;
			menu = step->index;
			any = true;
		}
		if (step->kind == SEGMENT_ITEM && step->end == VISIT_HEARD && step->index != TREE_NONE)
			heard |= (uint16_t)(1U << w->tree->items[step->index].place);
	}
	tree_children(w->tree, menu, &count);
	if (!any) {
		w->early++;
		return;
	}
	if (heard == (1U << count) - 1)
		heard = 0; /* all of it was heard: it was missed, or called by another name */
	add_pattern(w, menu, heard);
}

void wanted_add(struct wanted *w, const struct visit *visit)
{
	bool reached = visit->leaf != TREE_NONE && tree_is_leaf(w->tree, visit->leaf);

	if (reached && (visit->outcome == VISIT_SERVED || visit->outcome == VISIT_LEFT))
		w->got[visit->leaf]++;
	else if (visit->outcome == VISIT_LEFT)
		add_left(w, visit);
}

/* The leaf may have been what they wanted. */
static bool is_possible(const struct wanted *w, const struct wanted_pattern *pattern, uint16_t leaf)
{
	uint16_t at = tree_towards(w->tree, pattern->menu, leaf);

	return at != TREE_NONE && !(pattern->heard >> w->tree->items[at].place & 1);
}

static void share_out(struct wanted *w, const struct wanted_pattern *pattern)
{
	double sum = 0;

	for (uint16_t i = 0; i < w->tree->items_count; i++)
		if (tree_is_leaf(w->tree, i) && is_possible(w, pattern, i))
			sum += w->share[i];
	for (uint16_t i = 0; i < w->tree->items_count && sum > 0; i++)
		if (tree_is_leaf(w->tree, i) && is_possible(w, pattern, i))
			w->missed[i] += pattern->times * w->share[i] / sum;
}

static void take_shares(struct wanted *w)
{
	double sum = 0;

	for (uint16_t i = 0; i < w->tree->items_count; i++)
		sum += tree_is_leaf(w->tree, i) ? w->got[i] + w->missed[i] + prior : 0;
	for (uint16_t i = 0; i < w->tree->items_count; i++)
		w->share[i] = tree_is_leaf(w->tree, i) ? (w->got[i] + w->missed[i] + prior) / sum : 0;
}

void wanted_find(struct wanted *w)
{
	memset(w->missed, 0, sizeof(w->missed));
	take_shares(w);
	for (int round = 0; round < ROUNDS; round++) {
		memset(w->missed, 0, sizeof(w->missed));
		for (uint32_t i = 0; i < w->patterns_count; i++)
			share_out(w, &w->pattern[i]);
		take_shares(w);
	}
}
