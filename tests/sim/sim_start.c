/* What must hold when the machine is up again: customers find the question that was due, promises are known, and what
 * was over stays over. */
#include "sim.h"

#include <string.h>

/* Off for longer, and their silence counts when it comes back. */
enum { AWAY_MS_MAX = 310 * 1000 };

static void check_same_question(struct sim *sim, const struct stand *before, const struct stand *now)
{
	const struct effect *was = &before->question;
	const struct effect *is = &now->question;

	if (now->questions == before->questions) {
		if (store_trouble(sim->machine.whole.device.store))
			return; /* what must be on the disk first waits, and the question behind it */
		sim_fail(sim, "power_cut", before->session, "nothing was asked after the start");
	}
	if (was->show.screen == SCREEN_WAIT)
		return; /* the answer may come at once: it was asked for */
	if (was->show.screen == SCREEN_HANDOVER && is->show.screen == SCREEN_CALLBACK)
		return; /* the minutes that were named are over */
	if (is->show.screen != was->show.screen || is->show.slot != was->show.slot)
		sim_fail(sim, "power_cut", before->session, "%s (slot %d) was due, %s (slot %d) was asked",
			screen_name(was->show.screen), (int16_t)was->show.slot, screen_name(is->show.screen),
			(int16_t)is->show.slot);
}

static void check_place(struct sim *sim, const struct stand *before, struct stand *now)
{
	const struct machine *m = &sim->machine;
	bool strict = m->died_idle && sim->now_ms < m->died_ms + AWAY_MS_MAX && !before->waits && !m->flipped &&
		      !m->new_store;
	uint32_t session = runner_session(m->whole.runner, (enum channel)before->channel);

	if (!before->session)
		return;
	if (session == before->session) {
		if (strict && before->listened)
			check_same_question(sim, before, now);
		if (!now->gone && now->session)
			people_think(sim, now);
		return;
	}
	if (strict)
		sim_fail(sim, "power_cut", before->session, "the conversation did not go on");
	if (now->session == before->session)
		people_leave(sim, now); /* the machine has forgotten them */
}

/* Its store was damaged and set aside: this is a new device, under another name, whose numbers begin again. */
static void forget_device(struct sim *sim)
{
	for (unsigned i = 0; i < STANDS_COUNT; i++)
		if (sim->places[i].person)
			people_leave(sim, &sim->places[i]);
	memset(sim->seen, 0, sizeof(sim->seen));
	sim->seen_count = 0;
	memset(sim->before, 0, sizeof(sim->before));
	for (uint32_t i = 0; i < sim->people_count; i++)
		sim->people[i].code[0] = '\0';
	sim->promises_count = sim->begun_count = sim->cards_count = 0;
	back_power_cut(sim);
}

/* The device runs again: customers find the question that was due, promises are known. */
void check_after_start(struct sim *sim)
{
	if (sim->machine.new_store)
		forget_device(sim);
	for (unsigned i = 0; i < STANDS_COUNT; i++)
		check_place(sim, &sim->before[i], &sim->places[i]);
	for (unsigned i = 0; i < STANDS_COUNT; i++) { /* whom the machine has forgotten goes away */
		struct stand *place = &sim->places[i];

		if (place->session &&
			runner_session(sim->machine.whole.runner, (enum channel)place->channel) != place->session)
			people_leave(sim, place);
	}
	check_promises(sim);
	for (uint32_t i = 0; i < sim->seen_count; i++)
		sim->seen[i].asked = 0;
	gone_after_start(sim);
	memset(sim->before, 0, sizeof(sim->before));
	sim->machine.new_store = false;
	sim->machine.promised = sim->machine.promised_early = false;
}

/* All that has happened so far is on the disk: no power cut can take it away. */
void check_all_synced(struct sim *sim)
{
	sim->machine.promised = sim->machine.promised && sim_disk_owes(sim->machine.disk);
	sim->machine.promised_early = false;
	for (unsigned i = 0; i < STANDS_COUNT; i++) {
		struct stand *place = &sim->places[i];

		if (!place->session || !place->person)
			continue;
		place->person->synced = place->person->answers;
	}
}
