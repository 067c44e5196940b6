/* Whatever customers do, a visit is true: random hands on keys and glass, and what each visit must keep. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bank_help.h"

#include "base/rng.h"
#include "core.h"
#include "learn/layout.h"
#include "learn/walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 6000, INPUTS_MAX = 24, PAUSE_MS_MAX = 9000, CLOCK_S = 1796032800 /* 30 November 2026, ten o'clock */ };

static _Alignas(8) struct layout layout;

/* One conversation as it looks from outside. */
struct talk {
	struct core *core;
	struct rng *rng;
	uint32_t session;
	uint8_t channel;
	uint64_t now_ms;
	uint64_t began_ms;
	uint8_t choices; /* offered last */
	unsigned firsts;
	unsigned visits;
	bool over;
};

static int open_layout(void **state)
{
	open_bank(state);
	return layout_build(bank, &layout, sizeof(layout)) == sizeof(layout) ? 0 : -1;
}

/* --- what each visit must keep --- */

static const struct plan *plan_of(const struct visit *visit)
{
	return visit->held ? &layout.standing.held : &layout.standing.plan;
}

static bool is_place(const struct visit *visit, const struct visit_step *step)
{
	for (int i = 0; i < PLACES_COUNT; i++)
		if (plan_of(visit)->places[i].item == step->index)
			return true;
	return false;
}

/* Items stand in the menu whose header was met last; shortcuts stand at the start. */
static void steps_stand_where_they_were_met(const struct visit *visit)
{
	uint16_t menu = TREE_NONE;

	if (visit->flags & VISIT_CUT)
		return; /* a header may be among the steps that did not fit */
	for (uint8_t i = 0; i < visit->steps_count; i++) {
		const struct visit_step *step = &visit->steps[i];

		switch (step->kind) {
		case SEGMENT_PROMPT: assert_in_range(step->index, 0, layout.tree.prompts_count - 1); break;
		case SEGMENT_HEADER: menu = step->index; break;
		case SEGMENT_ITEM:
			if (step->end != VISIT_CHOSEN && step->end != VISIT_BACK)
				assert_int_equal(layout.tree.items[step->index].parent, menu);
			break;
		case SEGMENT_OFTEN:
		case SEGMENT_NOW: assert_true(is_place(visit, step)); break;
		default: assert_int_equal(step->end, VISIT_BACK); break; /* what was offered after an answer */
		}
	}
}

static int64_t clock_at(uint64_t ms)
{
	return CLOCK_S + (int64_t)(ms / 1000);
}

static void times_add_up(const struct talk *talk, const struct visit *visit)
{
	uint64_t sum = 0;

	for (uint8_t i = 0; i < visit->steps_count; i++) {
		const struct visit_step *step = &visit->steps[i];

		sum += step->ms;
		if (step->end == VISIT_HEARD && step->kind == SEGMENT_PROMPT)
			assert_int_equal(step->ms, layout.tree.prompts[step->index].ms);
		if (step->end == VISIT_HEARD && step->kind == SEGMENT_ITEM)
			assert_int_equal(step->ms, layout.tree.items[step->index].ms);
	}
	assert_in_range(sum, 0, visit->ms);
	if (visit->flags & VISIT_FIRST)
		assert_int_equal(visit->ms, talk->now_ms - talk->began_ms);
	else
		assert_in_range(visit->ms, 0, talk->now_ms - talk->began_ms);
	/* It is told when it began, by the wall's clock. */
	assert_in_range(visit->local_s, clock_at(talk->now_ms - visit->ms), clock_at(talk->now_ms - visit->ms) + 1);
}

static void ends_fit_the_outcome(const struct visit *visit)
{
	unsigned backs = 0;

	for (uint8_t i = 0; i < visit->steps_count; i++) {
		const struct visit_step *step = &visit->steps[i];

		backs += step->end == VISIT_BACK;
		if (step->end != VISIT_LEFT_HERE)
			continue;
		assert_int_equal(i, visit->steps_count - 1);
		assert_int_equal(visit->outcome, VISIT_LEFT);
	}
	if (!(visit->flags & VISIT_CUT))
		assert_in_range(backs, 0, visit->wrong);
	if (visit->outcome == VISIT_LEFT && visit->leaf == TREE_NONE && (visit->flags & VISIT_FIRST))
		assert_int_equal(visit->steps[visit->steps_count - 1].end, VISIT_LEFT_HERE);
	if (visit->outcome == VISIT_SERVED || visit->outcome == VISIT_NOT_HELPED)
		assert_true(visit->leaf != TREE_NONE && tree_is_leaf(&layout.tree, visit->leaf));
}

/* What led to the leaf is the last that was taken. */
static void the_way_leads_to_the_leaf(const struct visit *visit)
{
	for (uint8_t i = visit->steps_count; i-- > 0 && visit->leaf != TREE_NONE;) {
		if (visit->steps[i].end != VISIT_CHOSEN)
			continue;
		assert_int_equal(visit->steps[i].index, visit->leaf);
		return;
	}
}

static void check_visit(struct talk *talk, const struct visit *visit)
{
	talk->visits++;
	talk->firsts += (visit->flags & VISIT_FIRST) != 0;
	assert_int_equal(visit->session, talk->session);
	assert_int_equal(visit->channel, talk->channel);
	steps_stand_where_they_were_met(visit);
	times_add_up(talk, visit);
	ends_fit_the_outcome(visit);
	the_way_leads_to_the_leaf(visit);
}

/* --- the hands --- */

static void happen(struct talk *talk, struct event *event)
{
	static struct effects effects;
	struct meaning meaning;

	event->session = talk->session;
	event->time_ms = talk->now_ms;
	event->local_s = clock_at(talk->now_ms);
	core_step(talk->core, event, &meaning, &effects);
	for (uint16_t i = 0; i < effects.count; i++) {
		const struct effect *effect = &effects.list[i];

		if (effect->kind == EFFECT_VISIT)
			check_visit(talk, &effect->visit);
		if (effect->kind == EFFECT_LISTEN)
			talk->choices = effect->listen.choices.count;
		if (effect->kind == EFFECT_CLOSE)
			talk->over = true;
	}
}

static void touch(struct talk *talk, enum target target, uint8_t index)
{
	struct event event = {.kind = EVENT_TOUCHED};

	event.touched.target = (uint8_t)target;
	event.touched.index = index;
	happen(talk, &event);
}

static void any_touch(struct talk *talk)
{
	static const uint8_t targets[] = {TARGET_BACK, TARGET_YES, TARGET_NO, TARGET_HELP, TARGET_REPEAT, TARGET_PERSON,
		TARGET_FINISH, TARGET_START_AGAIN};

	if (talk->choices > 0 && rng_below(talk->rng, 3) > 0)
		touch(talk, TARGET_CHOICE, (uint8_t)rng_below(talk->rng, talk->choices));
	else
		touch(talk, (enum target)targets[rng_below(talk->rng, sizeof(targets))], 0);
}

static void any_key(struct talk *talk)
{
	static const char keys[] = "123456789#**1234567890";
	struct event event = {.kind = EVENT_KEYED};

	event.keyed.key = keys[rng_below(talk->rng, sizeof(keys) - 1)];
	happen(talk, &event);
}

static void any_input(struct talk *talk)
{
	struct event event = {.kind = EVENT_WAKE};

	talk->now_ms += rng_below(talk->rng, PAUSE_MS_MAX);
	if (rng_below(talk->rng, 8) == 0)
		happen(talk, &event);
	else if (talk->channel == CHANNEL_LINE || rng_below(talk->rng, 4) == 0)
		any_key(talk);
	else
		any_touch(talk);
}

static unsigned converse(struct core *core, struct rng *rng, uint32_t session, uint64_t now_ms)
{
	struct talk talk = {.core = core, .rng = rng, .session = session, .now_ms = now_ms, .began_ms = now_ms};
	struct event event = {.kind = EVENT_CAME_NEAR};
	unsigned inputs = rng_below(rng, INPUTS_MAX);

	talk.channel = (uint8_t)rng_below(rng, CHANNEL_COUNT);
	event.came_near.channel = talk.channel;
	event.came_near.seed = session;
	event.came_near.who = rng_next(rng);
	event.came_near.prefers = (struct prefers){false, HEARD_ALL};
	happen(&talk, &event);
	for (unsigned i = 0; i < inputs && !talk.over; i++)
		any_input(&talk);
	event = (struct event){.kind = EVENT_HUNG_UP};
	if (!talk.over)
		happen(&talk, &event);
	/* What is under way in the business ends the concern later. */
	if (core_images(core, session) == NULL)
		assert_int_equal(talk.firsts, 1);
	return talk.visits;
}

/* Any leaf in the places, any order, held out or not: as learning might leave them. */
static void shuffle(struct rng *rng)
{
	struct plan *plan = &layout.standing.plan;

	standing_authored(bank, &layout.tree, &layout.standing);
	for (int i = 0; i < PLACES_COUNT; i++) {
		uint16_t item = (uint16_t)rng_below(rng, layout.tree.items_count);

		if (!tree_is_leaf(&layout.tree, item))
			continue;
		plan->places[i] = (struct place){item, (uint8_t)(PLACE_LEARNED + rng_below(rng, 3)),
			(uint8_t)rng_below(rng, layout.tree.top_count + 1U)};
	}
	for (uint16_t i = 1; i < layout.tree.top_count; i++) {
		uint16_t j = (uint16_t)rng_below(rng, i + 1U);
		uint16_t item = plan->spoken[i];

		plan->spoken[i] = plan->spoken[j];
		plan->spoken[j] = item;
	}
	plan->free_order = (uint8_t)rng_below(rng, 2);
	plan->left_out = rng_below(rng, 2) ? 1U << 2 : 0; /* the offer */
	layout.standing.held_permille = 300;
}

static void every_visit_of_random_hands_is_true(void **state)
{
	struct rng rng = {20261122};
	struct images images = {.content = bank, .layout = &layout};
	struct event swapped = {.kind = EVENT_CONTENT_SWAPPED};
	static struct effects effects;
	struct meaning meaning;
	void *memory = malloc(core_bytes(4));
	unsigned visits = 0;

	(void)state;
	assert_non_null(memory);
	for (uint32_t round = 1; round <= ROUNDS; round++) {
		struct core *core = core_open(memory, 4);

		shuffle(&rng);
		swapped.swapped.slot = core_place(core, &images);
		core_step(core, &swapped, &meaning, &effects);
		visits += converse(core, &rng, round, 1000 + rng_below(&rng, 100000));
	}
	assert_in_range(visits, ROUNDS / 2, 3 * ROUNDS);
	free(memory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(every_visit_of_random_hands_is_true)};

	return cmocka_run_group_tests(tests, open_layout, close_bank);
}
