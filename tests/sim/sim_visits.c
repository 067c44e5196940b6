/* What learning gets: one visit for each concern, true to the clock, without a word of anybody. */
#include "sim.h"

#include "session.h"

#include <string.h>

enum { STEP_MS = 100 /* steps are kept in so many milliseconds */ };

static void check_times(struct sim *sim, const struct visit *visit, const struct seen *seen)
{
	uint64_t lived_ms = seen->freed_ms - seen->began_ms;
	uint64_t steps_ms = 0;

	for (uint8_t i = 0; i < visit->steps_count; i++)
		steps_ms += visit->steps[i].ms;
	if (steps_ms > visit->ms)
		sim_fail(sim, "visits", visit->session, "its steps take %llu ms, the visit %u",
			(unsigned long long)steps_ms, visit->ms);
	if (visit->ms > lived_ms + STEP_MS)
		sim_fail(sim, "visits", visit->session, "a visit of %u ms in a conversation of %llu", visit->ms,
			(unsigned long long)lived_ms);
}

static void check_words(struct sim *sim, const struct store_visit_row *row, const struct seen *seen)
{
	const char *token = sim_person(sim, seen->person)->token;
	const char *bytes = row->packed;

	for (size_t i = 0; i + TOKEN_LETTERS <= row->bytes; i++)
		if (memcmp(bytes + i, token, TOKEN_LETTERS) == 0)
			sim_fail(sim, "visits", 0, "a visit holds what a customer said");
}

/* Only the numbers are looked at: whatever tree, ids that it has not become "none". */
static bool each_visit(void *self, const struct store_visit_row *row)
{
	static struct tree no_tree;
	struct sim *sim = self;
	struct visit visit;
	struct seen *seen;

	if (visit_unpack(&no_tree, row->packed, row->bytes, &visit))
		sim_fail(sim, "visits", 0, "visit %llu cannot be read", (unsigned long long)row->id);
	seen = sim_seen(sim, visit.session);
	if (!seen->person)
		return true;
	if (sim->plant == PLANT_LONG_VISIT)
		visit.ms += (uint32_t)(seen->freed_ms - seen->began_ms) + STEP_MS;
	sim->totals.visits++;
	if (visit.flags & VISIT_FIRST)
		seen->first_visits++;
	check_times(sim, &visit, seen);
	check_words(sim, row, seen);
	return true;
}

static bool each_phrase(void *self, const struct store_phrase_row *row)
{
	struct sim *sim = self;

	for (uint32_t i = 0; i < sim->people_count; i++)
		if (strstr(row->phrase.words, sim->people[i].token))
			sim_fail(sim, "visits", 0, "a phrase names a customer: \"%s\"", row->phrase.words);
	return true;
}

void check_visits(struct sim *sim)
{
	if (sim->machine.flipped)
		return; /* the learner passes over what cannot be read */
	if (store_visits(sim->machine.whole.device.store, INT64_MIN, 0, each_visit, sim) ||
		store_phrases(sim->machine.whole.device.store, each_phrase, sim))
		sim_fail(sim, "visits", 0, "the store cannot read them");
	for (uint32_t i = 0; i < sim->seen_count; i++) {
		const struct seen *seen = &sim->seen[i];

		/* With a code somebody goes on with what they came for before. */
		if (seen->person && seen->closed && !seen->took_over && seen->first_visits != 1)
			sim_fail(sim, "visits", seen->session, "the first concern left %u visits", seen->first_visits);
	}
}
