/* Promises: what somebody was told must be on the disk from that moment on. Noted where it reaches people, looked for
 * after each start. */
#include "sim.h"

#include "dialog/dialog.h"
#include "runner/runner_parts.h"

#include "session.h"

#include <stdlib.h>
#include <string.h>

/* Of the same conversation's steps something still waits for the disk. */
static bool early(const struct runner *r, uint32_t session, uint64_t synced)
{
	for (uint32_t i = 0; i < r->talks_count; i++)
		if (r->talks[i].session == session)
			for (uint32_t at = r->talks[i].first; at; at = r->held[at].next)
				if (r->held[at].synced && r->held[at].ticket > synced)
					return true;
	return false;
}

void promise_made(struct sim *sim, const struct sim_promise *promise)
{
	const struct store *store = sim->machine.whole.device.store;

	for (uint32_t i = sim->promises_count; i-- > 0;)
		if (sim->promises[i].kind == promise->kind && sim->promises[i].session == promise->session &&
			sim->promises[i].request == promise->request)
			return;
	if (sim->promises_count == SIM_PROMISES_MAX)
		sim_fail(sim, "sim", promise->session, "more promises than the simulator has places for");
	sim->promises[sim->promises_count] = *promise;
	sim->promises[sim->promises_count++].inputs = sim_seen(sim, promise->session)->inputs;
	sim->machine.promised = store_synced(store) < store_stored(store) || sim_disk_owes(sim->machine.disk);
	sim->machine.promised_early =
		sim->machine.promised && early(sim->machine.whole.runner, promise->session, store_synced(store));
}

void code_told(struct sim *sim, struct stand *place, const char *code)
{
	struct person *person = place->person;
	uint32_t number;

	if (!code[0])
		return;
	number = (uint32_t)strtoul(code, NULL, 10);
	if (number < 1000 || number > 9999)
		sim_fail(sim, "code", place->session, "\"%s\" is no code of four digits", code);
	sim->codes[number] = person->id;
	memcpy(person->code, code, CODE_DIGITS + 1);
	memcpy(sim_seen(sim, place->session)->code, code, CODE_DIGITS + 1);
	promise_made(sim, &(struct sim_promise){.kind = PROMISE_CODE, .session = place->session});
}

uint32_t code_owner(const struct sim *sim, const char *code)
{
	return sim->codes[strtoul(code, NULL, 10) % 10000];
}

static void find_card(void *self, const struct agent_card *card)
{
	struct sim *sim = self;

	for (uint32_t i = 0; i < sim->promises_count; i++) {
		struct sim_promise *promise = &sim->promises[i];

		if (promise->request == card->request &&
			(promise->kind == PROMISE_CARD ||
				(promise->kind == PROMISE_CALL && card->state != HANDOVER_OPEN)))
			promise->found = true;
		if (promise->request == card->request && promise->words && card->state != HANDOVER_CLOSED)
			promise->mute = card->summary[0] == '\0';
	}
}

/* More are away than the device has places for: whoever left first gives way (what was promised to them stays). */
static bool places_are_full(const struct sim *sim)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < sim->seen_count; i++)
		count += sim->seen[i].state != STATE_FREE;
	return count >= core_places(DEVICE_SESSIONS);
}

static bool code_is_used(const struct sim *sim, const struct seen *seen)
{
	return seen->code[0] && core_code_used(sim->machine.whole.runner->core, seen->code);
}

bool code_leads_on(struct sim *sim, const struct seen *seen)
{
	uint32_t owner = code_owner(sim, seen->code);

	return code_is_used(sim, seen) && owner && seen->person &&
	       sim_person(sim, owner)->self == sim_person(sim, seen->person)->self;
}

/* The code still leads to somebody's conversation, unless its own is over. */
static bool code_holds(struct sim *sim, const struct sim_promise *promise)
{
	const struct seen *seen = sim_seen(sim, promise->session);
	bool may_be_over = seen->waits_to_end && seen->asked != promise->inputs + 1;

	return seen->state == STATE_FREE || may_be_over || seen->resumed_as || places_are_full(sim) ||
	       code_is_used(sim, seen);
}

void check_promises(struct sim *sim)
{
	static const char *const names[] = {
		"the code was told", "an agent has been given its card", "a call or a message was promised"};

	if (sim->machine.flipped || sim->machine.new_store)
		return; /* what the disk itself forgot */
	for (uint32_t i = 0; i < sim->promises_count; i++)
		sim->promises[i].found = sim->promises[i].mute = false;
	if (store_handovers(sim->machine.whole.device.store, true, find_card, sim))
		return; /* the disk is in trouble just now */
	for (uint32_t i = 0; i < sim->promises_count; i++) {
		const struct sim_promise *promise = &sim->promises[i];
		bool kept = promise->kind == PROMISE_CODE ? code_holds(sim, promise) : promise->found;

		if (!kept)
			sim_fail(sim, "promise", promise->session,
				"%s (request %llu), and after the start nothing knows of it", names[promise->kind],
				(unsigned long long)promise->request);
		if (promise->mute)
			sim_fail(sim, "promise", promise->session,
				"the card of request %llu is open, and after the start all its words are gone",
				(unsigned long long)promise->request);
		sim->totals.promises++;
	}
}
