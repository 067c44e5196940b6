/* Visits of made-up customers of a real menu, for the tests of what counts them: each wants a leaf, hears or sees its
 * way there, and is served, leaves, goes back or asks for a person. Not a model of people (that is tests/bench): it
 * only leaves every kind of trace, the same for the same seed. */
#ifndef FOYER_TESTS_UNIT_VISITS_HELP_H
#define FOYER_TESTS_UNIT_VISITS_HELP_H

#include "base/rng.h"
#include "learn/visit.h"

#include <string.h>

enum { VISITS_DAY_S = 24 * 60 * 60, VISITS_FIRST_DAY = 20700 /* a Friday in 2026 */, VISITS_WALKS_MAX = 12 };

struct visits_maker {
	const struct tree *tree;
	const struct plan *plan;
	const struct standing *standing; /* where not NULL it says plan, version and who is held out */
	struct rng rng;
	uint32_t a_day;  /* so many a day */
	uint32_t made;   /* so far */
	uint32_t layout; /* version they went through */
	uint16_t held_permille;
	uint32_t faster_ms;      /* who is not held out is served so much sooner */
	uint32_t leave_permille; /* at each prompt or menu */
	uint16_t rush;           /* a leaf that so many want just now; TREE_NONE: none */
	uint32_t rush_permille;
	uint16_t hated; /* a prompt at which so many leave; TREE_NONE: none */
	uint32_t hated_permille;
};

static inline struct visits_maker visits_begin(const struct tree *tree, const struct plan *plan, uint64_t seed)
{
	return (struct visits_maker){
		.tree = tree, .plan = plan, .rng = {seed}, .a_day = 100, .layout = 1, .leave_permille = 40};
}

/* Leaf n with weight 1 / (n + 1). */
static inline uint16_t visits_want(struct visits_maker *m)
{
	uint32_t sum = 0;
	uint32_t n = 0;
	uint32_t dice;

	if (m->rush != TREE_NONE && rng_below(&m->rng, 1000) < m->rush_permille)
		return m->rush;
	for (uint16_t i = 0; i < m->tree->items_count; i++)
		sum += tree_is_leaf(m->tree, i) ? 100000 / ++n : 0;
	dice = rng_below(&m->rng, sum);
	n = 0;
	for (uint16_t i = 0; i < m->tree->items_count; i++) {
		uint32_t weight = tree_is_leaf(m->tree, i) ? 100000 / ++n : 0;

		if (dice < weight)
			return i;
		dice -= weight;
	}
	return TREE_NONE;
}

static inline uint8_t visits_choose(const struct tree *tree, const struct segment *walk, uint8_t count, uint16_t leaf)
{
	for (uint8_t i = 0; i < count; i++)
		if (walk_leads_to(tree, &walk[i], leaf))
			return i;
	return count;
}

/* One menu; false: it ends here. *parent moves to what was taken. */
static inline bool visits_menu(struct visits_maker *m, struct visit *v, uint16_t *parent, uint16_t leaf)
{
	struct segment walk[WALK_MAX];
	const struct walk_of of = {m->tree, m->plan, *parent, m->tree->touch};
	uint8_t count = walk_menu(&of, walk);
	uint8_t chosen = visits_choose(m->tree, walk, count, leaf);
	struct visit_walked walked = {walk, count, chosen, VISIT_CHOSEN, m->tree->touch, 0};
	bool leaves = rng_below(&m->rng, 1000) < m->leave_permille;
	uint32_t dice = rng_below(&m->rng, 100);

	for (uint8_t i = 0; i <= chosen && i < count; i++)
		walked.ms += walk[i].ms;
	if (leaves || dice < 8)
		walked.chosen = count;
	if (leaves)
		walked.end = VISIT_LEFT_HERE;
	else if (dice < 3)
		walked.end = VISIT_SILENT;
	else if (dice < 6)
		walked.end = VISIT_UNKNOWN;
	else if (dice < 8)
		walked.end = *parent == TREE_NONE ? VISIT_SILENT : VISIT_BACK;
	visit_add_walk(v, &walked);
	v->ms += walked.ms;
	if (walked.end == VISIT_BACK) {
		*parent = m->tree->items[*parent].parent;
		v->wrong++;
	} else if (walked.end == VISIT_CHOSEN) {
		*parent = walk[chosen].index;
	}
	return !leaves;
}

static inline bool visits_opening(struct visits_maker *m, struct visit *v)
{
	struct segment walk[TREE_PROMPTS_MAX];
	uint8_t count = walk_opening(m->tree, m->plan, v->flags & VISIT_KEPT, walk);

	for (uint8_t i = 0; i < count; i++) {
		bool hated = walk[i].index == m->hated;
		bool leaves = rng_below(&m->rng, 1000) < (hated ? m->hated_permille : m->leave_permille);
		uint32_t ms = leaves ? rng_below(&m->rng, walk[i].ms + 1) : walk[i].ms;

		visit_add(v, &(struct visit_step){
				     SEGMENT_PROMPT, leaves ? VISIT_LEFT_HERE : VISIT_HEARD, walk[i].index, ms});
		v->ms += ms;
		if (leaves)
			return false;
	}
	return true;
}

static inline void visits_end(struct visits_maker *m, struct visit *v, uint16_t leaf)
{
	uint32_t dice = rng_below(&m->rng, 100);

	v->leaf = leaf;
	v->outcome = dice < 88   ? VISIT_SERVED
		     : dice < 93 ? VISIT_NOT_HELPED
		     : dice < 98 ? VISIT_HANDED_OVER
				 : VISIT_LEFT;
	v->flags |= dice < 96 && dice >= 93 ? VISIT_ASKED_PERSON : 0;
	v->ms += 2000 + rng_below(&m->rng, 6000);
	if (m->held_permille && v->held)
		v->ms += m->faster_ms;
}

static inline struct visit visits_next(struct visits_maker *m)
{
	uint32_t day = VISITS_FIRST_DAY + m->made / m->a_day;
	uint32_t second = 9 * 3600 + m->made % m->a_day * (uint32_t)(8 * 3600 / m->a_day);

	if (m->standing) {
		m->layout = m->standing->version;
		m->held_permille = m->standing->held_permille;
	}
	struct visit v = {.session = m->made + 1,
		.layout = m->layout,
		.local_s = (int64_t)day * VISITS_DAY_S + second,
		.leaf = TREE_NONE,
		.held_permille = m->held_permille,
		.channel = m->tree->touch ? 0 : 2,
		.outcome = VISIT_LEFT,
		.flags = VISIT_FIRST};
	uint16_t leaf = visits_want(m);
	uint16_t parent = TREE_NONE;

	m->made++;
	v.held = rng_below(&m->rng, 1000) < m->held_permille;
	if (m->standing)
		m->plan = v.held ? &m->standing->held : &m->standing->plan;
	v.flags |= rng_below(&m->rng, 1000) < KEEP_PERMILLE ? VISIT_KEPT : 0;
	if (!visits_opening(m, &v))
		return v;
	for (int i = 0; i < VISITS_WALKS_MAX; i++) {
		if (!visits_menu(m, &v, &parent, leaf))
			return v;
		if (parent != TREE_NONE && tree_is_leaf(m->tree, parent)) {
			visits_end(m, &v, leaf);
			return v;
		}
	}
	v.outcome = VISIT_NO_MATCH;
	return v;
}

#endif
