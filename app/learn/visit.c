#include "learn/visit.h"

#include "learn/walk.h"

#include <assert.h>
#include <string.h>

enum {
	FORMAT = 1,
	HEAD_BYTES = 37,
	STEP_BYTES = 12,
	DECISECONDS_MAX = 65535,
};

static_assert(HEAD_BYTES + VISIT_STEPS_MAX * STEP_BYTES <= VISIT_BYTES_MAX, "a visit must fit its bytes");

void visit_add(struct visit *visit, const struct visit_step *step)
{
	enum { HALF = VISIT_STEPS_MAX / 2 };

	if (visit->steps_count == VISIT_STEPS_MAX) {
		memmove(&visit->steps[HALF], &visit->steps[HALF + 1], (HALF - 1) * sizeof(*step));
		visit->steps_count--;
		visit->flags |= VISIT_CUT;
	}
	visit->steps[visit->steps_count++] = *step;
}

static void add_taken(struct visit *visit, const struct segment *taken, uint8_t end)
{
	visit_add(visit, &(struct visit_step){taken->kind, end, taken->index, 0});
}

static void add_glass(struct visit *visit, const struct visit_walked *w, const struct segment *taken)
{
	struct visit_step screen = {SEGMENT_HEADER, taken ? VISIT_HEARD : w->end, w->walk[0].index, w->ms};

	visit_add(visit, &screen);
	if (taken)
		add_taken(visit, taken, w->end);
}

/* Returns the segment during which it ended. */
static const struct segment *add_heard(struct visit *visit, const struct visit_walked *w, const struct segment *taken)
{
	uint32_t left_ms = w->ms;
	uint8_t i = 0;
	uint8_t end;

	for (; i + 1 < w->walk_count && left_ms > w->walk[i].ms; i++) {
		visit_add(visit, &(struct visit_step){w->walk[i].kind, VISIT_HEARD, w->walk[i].index, w->walk[i].ms});
		left_ms -= w->walk[i].ms;
	}
	end = taken && taken != &w->walk[i] ? VISIT_BARGED : w->end;
	visit_add(visit, &(struct visit_step){w->walk[i].kind, end, w->walk[i].index, left_ms});
	return &w->walk[i];
}

void visit_add_walk(struct visit *visit, const struct visit_walked *w)
{
	const struct segment *taken = w->chosen < w->walk_count ? &w->walk[w->chosen] : NULL;

	if (w->walk_count == 0)
		return;
	CHECK(w->walk); /* else clang's analyzer believes that it may be NULL */
	if (w->touch)
		add_glass(visit, w, taken);
	else if (add_heard(visit, w, taken) != taken && taken)
		add_taken(visit, taken, w->end); /* by a key that was remembered, or on second thoughts */
}

/* --- as bytes --- */

static uint8_t *put(uint8_t *at, uint64_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		*at++ = (uint8_t)(value >> 8 * i);
	return at;
}

static uint64_t get(const uint8_t **at, int bytes)
{
	uint64_t value = 0;

	for (int i = 0; i < bytes; i++)
		value |= (uint64_t) * (*at)++ << 8 * i;
	return value;
}

static uint64_t id_of(const struct tree *tree, uint8_t kind, uint16_t index)
{
	if (index == TREE_NONE)
		return 0;
	return kind == SEGMENT_PROMPT ? tree->prompts[index].id : tree->items[index].id;
}

static uint16_t index_of(const struct tree *tree, uint8_t kind, uint64_t id)
{
	if (id == 0)
		return TREE_NONE;
	return kind == SEGMENT_PROMPT ? tree_find_prompt(tree, id) : tree_find(tree, id);
}

size_t visit_pack(const struct tree *tree, const struct visit *visit, uint8_t out[VISIT_BYTES_MAX])
{
	uint8_t *at = out;

	at = put(at, FORMAT, 1);
	at = put(at, visit->outcome, 1);
	at = put(at, visit->channel, 1);
	at = put(at, visit->held, 1);
	at = put(at, visit->held_permille, 2);
	at = put(at, visit->flags, 1);
	at = put(at, visit->wrong, 1);
	at = put(at, visit->session, 4);
	at = put(at, visit->layout, 4);
	at = put(at, (uint64_t)visit->local_s, 8);
	at = put(at, visit->ms, 4);
	at = put(at, id_of(tree, SEGMENT_ITEM, visit->leaf), 8);
	at = put(at, visit->steps_count, 1);
	for (uint8_t i = 0; i < visit->steps_count; i++) {
		const struct visit_step *step = &visit->steps[i];
		uint32_t deciseconds = step->ms / 100;

		at = put(at, step->kind, 1);
		at = put(at, step->end, 1);
		at = put(at, id_of(tree, step->kind, step->index), 8);
		at = put(at, deciseconds < DECISECONDS_MAX ? deciseconds : DECISECONDS_MAX, 2);
	}
	return (size_t)(at - out);
}

static bool head_sound(const struct visit *visit, uint8_t format, size_t size)
{
	return format == FORMAT && visit->outcome < VISIT_OUTCOMES && visit->held <= 1 &&
	       visit->held_permille <= 1000 && visit->steps_count <= VISIT_STEPS_MAX &&
	       size == HEAD_BYTES + (size_t)visit->steps_count * STEP_BYTES;
}

enum err visit_unpack(const struct tree *tree, const void *bytes, size_t size, struct visit *out)
{
	const uint8_t *at = bytes;
	uint8_t format;

	memset(out, 0, sizeof(*out));
	if (size < HEAD_BYTES)
		return ERR_FORMAT;
	format = (uint8_t)get(&at, 1);
	out->outcome = (uint8_t)get(&at, 1);
	out->channel = (uint8_t)get(&at, 1);
	out->held = (uint8_t)get(&at, 1);
	out->held_permille = (uint16_t)get(&at, 2);
	out->flags = (uint8_t)get(&at, 1);
	out->wrong = (uint8_t)get(&at, 1);
	out->session = (uint32_t)get(&at, 4);
	out->layout = (uint32_t)get(&at, 4);
	out->local_s = (int64_t)get(&at, 8);
	out->ms = (uint32_t)get(&at, 4);
	out->leaf = index_of(tree, SEGMENT_ITEM, get(&at, 8));
	out->steps_count = (uint8_t)get(&at, 1);
	if (!head_sound(out, format, size))
		return ERR_FORMAT;
	for (uint8_t i = 0; i < out->steps_count; i++) {
		struct visit_step *step = &out->steps[i];

		step->kind = (uint8_t)get(&at, 1);
		step->end = (uint8_t)get(&at, 1);
		if (step->kind >= SEGMENT_KINDS || step->end >= VISIT_ENDS)
			return ERR_FORMAT;
		step->index = index_of(tree, step->kind, get(&at, 8));
		step->ms = (uint32_t)get(&at, 2) * 100;
	}
	return ERR_NONE;
}
