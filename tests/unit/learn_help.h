/* A made-up menu of two floors, and a learner that is fed by hand: served visits, nights, what came of them. */
#ifndef FOYER_TESTS_LEARN_HELP_H
#define FOYER_TESTS_LEARN_HELP_H

#include <stdbool.h>
#include <string.h>

#include "base/check.h"
#include "base/rng.h"
#include "learn/learn.h"

enum { STAND_BYTES = 2 << 20, STAND_DAY = 20000, STAND_MORNING_S = 9 * 3600 };

struct learn_site {
	uint16_t menus;
	uint16_t leaves; /* in each */
	bool touch;
};

struct learn_stand {
	struct tree tree;
	struct standing standing;
	struct learn *learn;
	uint64_t memory[STAND_BYTES / 8];
	uint32_t day;
	uint32_t second; /* of the day */
	uint32_t session;
	uint32_t proposals;
};

static inline uint16_t menu_at(const struct learn_stand *s, uint16_t menu)
{
	return s->tree.children[menu];
}

static inline uint16_t leaf_at(const struct learn_stand *s, uint16_t menu, uint16_t leaf)
{
	return s->tree.children[tree_first(&s->tree, menu_at(s, menu)) + leaf];
}

static inline void learn_reopen(struct learn_stand *s)
{
	CHECK(tree_sound(&s->tree) && plan_sound(&s->tree, &s->standing.plan));
	s->learn = learn_open(s->memory, &s->tree, &s->standing);
}

static inline void learn_put(struct learn_stand *s, uint16_t item, uint16_t parent, uint8_t place)
{
	s->tree.items[item] = (struct tree_item){.id = item + 1U, .ms = 2800, .parent = parent, .place = place};
}

static inline void learn_stand_up(struct learn_stand *s, const struct learn_site *site)
{
	uint16_t at = site->menus;

	memset(s, 0, sizeof(*s));
	s->tree.touch = site->touch;
	s->tree.header_ms = 1500;
	s->tree.top_count = site->menus;
	for (uint16_t m = 0; m < site->menus; m++) {
		learn_put(s, m, TREE_NONE, (uint8_t)m);
		s->tree.children[m] = m;
		s->tree.items[m].header_ms = 1500;
		s->tree.items[m].first = at;
		s->tree.items[m].count = (uint8_t)site->leaves;
		for (uint16_t i = 0; i < site->leaves; i++, at++) {
			learn_put(s, at, m, (uint8_t)i);
			s->tree.children[at] = at;
		}
	}
	for (uint16_t i = 0; i < at; i++)
		if (s->tree.items[i].count == 0)
			s->tree.items[i].first = at;
	s->tree.items_count = at;
	plan_authored(&s->tree, &s->standing.plan);
	s->standing.held = s->standing.plan;
	memcpy(s->standing.usual, s->standing.plan.places, sizeof(s->standing.usual));
	s->standing.version = 1;
	s->day = STAND_DAY;
	s->second = STAND_MORNING_S;
	learn_reopen(s);
}

/* Takes what is proposed, as the house would. */
static inline void learn_take(struct learn_stand *s)
{
	s->proposals++;
	s->standing = learn_proposal(s->learn)->next;
	s->standing.version++;
	CHECK(plan_sound(&s->tree, &s->standing.plan));
	learn_applied(s->learn, &s->standing);
}

static inline struct visit learn_visit_of(struct learn_stand *s, uint16_t leaf)
{
	return (struct visit){
		.session = ++s->session,
		.layout = s->standing.version,
		.local_s = (int64_t)s->day * 86400 + s->second++,
		.ms = 12000,
		.leaf = leaf,
		.outcome = VISIT_SERVED,
		.flags = VISIT_FIRST,
	};
}

/* True: a proposal came of it, and was taken. */
static inline bool learn_serve(struct learn_stand *s, uint16_t leaf)
{
	struct visit visit = learn_visit_of(s, leaf);

	if (!learn_visit(s->learn, &visit))
		return false;
	learn_take(s);
	return true;
}

static inline bool learn_sleep(struct learn_stand *s)
{
	bool proposed = learn_night(s->learn, s->day);

	s->day++;
	s->second = STAND_MORNING_S;
	if (proposed)
		learn_take(s);
	return proposed;
}

/* True: the spoken order moved. */
static inline bool learn_sleep_moves(struct learn_stand *s)
{
	struct plan before = s->standing.plan;

	learn_sleep(s);
	return memcmp(before.spoken, s->standing.plan.spoken, sizeof(before.spoken)) != 0;
}

/* A customer who wants what is usual: leaf 0 of menu 0 most, the others less and less. */
static inline uint16_t learn_usual(const struct learn_stand *s, struct rng *rng)
{
	uint16_t leaves = (uint16_t)(s->tree.items_count - s->tree.top_count);
	uint32_t a = rng_below(rng, leaves);
	uint32_t b = rng_below(rng, leaves);

	return (uint16_t)(s->tree.top_count + (a < b ? a : b));
}

/* A day of them, `gap_s` apart. Returns how many proposals came of it. */
static inline uint32_t learn_live(struct learn_stand *s, struct rng *rng, uint32_t customers, uint32_t gap_s)
{
	uint32_t proposed = 0;

	for (uint32_t i = 0; i < customers; i++) {
		s->second += gap_s;
		proposed += learn_serve(s, learn_usual(s, rng));
	}
	return proposed;
}

static inline bool learn_is_live(const struct learn_stand *s, uint16_t leaf)
{
	for (int i = 0; i < PLACES_COUNT; i++)
		if (place_is_live(&s->standing.plan.places[i]) && s->standing.plan.places[i].item == leaf)
			return true;
	return false;
}

#endif
