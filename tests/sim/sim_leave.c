/* How customers go: a goodbye, a hang-up, without a word, or because the machine died. */
#include "sim.h"

#include "session.h"

#include <string.h>

enum { GONE_MS = 2 * 3600 * 1000 };

void people_leave(struct sim *sim, struct stand *place)
{
	if (place->person)
		place->person->kept.count =
			0; /* who says goodbye is forgotten; who hangs up keeps it (people_hang_up) */
	place->session = 0;
	place->person = NULL;
	place->gone = false;
	place->escape = ESCAPE_NONE;
	place->answering[0] = '\0';
	place->excused = 0;
	place->code_given[0] = '\0';
	place->content = NULL;
	memset(&place->show, 0, sizeof(place->show));
	memset(&place->question, 0, sizeof(place->question));
	memset(&place->listen, 0, sizeof(place->listen));
	place->waits = false;
	place->blows = place->rants = 0;
	place->second_waits = place->couple = false;
	place->other = 0;
	place->waits_for_other = false;
	place->next_ms = sim->now_ms + sim_between(sim, 2, sim->gap_s) * 1000 * line_gap_times(place);
}

static void dies_over_input(struct seen *seen, bool alone)
{
	if (alone && !seen->waits_to_end)
		seen->asked = seen->inputs + 1;
	seen->waits_to_end = true;
}

/* What the disk did not have for certain may be asked again; those who were promised something wait. */
void people_see_it_die(struct sim *sim)
{
	memcpy(sim->before, sim->places, sizeof(sim->before));
	for (uint32_t i = 0; i < sim->seen_count; i++)
		if ((sim->seen[i].state != STATE_FREE || !sim->seen[i].closed) && !sim->machine.died_idle)
			sim->seen[i].entered = false; /* it may come back as it was before */
	for (unsigned i = 0; i < STANDS_COUNT; i++) {
		struct stand *place = &sim->places[i];

		if (place_has_call(place)) {
			line_cut(sim, place);
			memset(&sim->before[i], 0, sizeof(sim->before[i]));
			continue;
		}
		place->touched_ms = sim->now_ms;
		place->shown = false;
		place->blank = true;
		place->answering[0] = '\0';
		place->escape = ESCAPE_NONE;
		place->rants = 0;
		place->second_waits = false;
		if (!place->session)
			continue;
		if (place->waits)
			dies_over_input(sim_seen(sim, place->session), place->alone);
		if (!sim->machine.died_idle)
			place->person->answers = place->person->synced;
		if (place->waits)
			sim_excuse(place);
	}
}

/* A disk that is slow, full or fails keeps the place until what ended is on it. */
static bool disk_is_bad(const struct sim *sim)
{
	return sim->swarm.often[FAULT_DISK_SLOW] || sim->swarm.often[FAULT_DISK_FULL] ||
	       sim->swarm.often[FAULT_DISK_ERROR];
}

void people_hang_up(struct sim *sim, struct stand *place)
{
	struct event event = {.kind = EVENT_HUNG_UP};
	struct person *person = place->person;
	const struct content *content = place->content;
	uint32_t session = place->session;

	if (place_has_call(place)) {
		line_hang_up(sim, place);
		(void)sim_settle(sim);
	} else {
		sim_step(sim, place, &event);
	}
	person->kept = person->answers;
	person->kept_content = content;
	if (content) /* one that was applied before may take it over any time */
		answers_keep_moving(person, sim->sites[sim->site_live].content);
	if (!sim->machine.on || strcmp(runner_state(sim->machine.whole.runner, session), "dropped") != 0)
		person->code[0] = '\0';
	if (place->session != session)
		return;
	if (sim->machine.on && !disk_is_bad(sim) && !store_hand_waits(sim->machine.whole.device.store) &&
		!store_trouble(sim->machine.whole.device.store))
		sim_fail(sim, "hang_up", session, "the customer hung up and the channel is still taken");
	place->gone = true; /* the disk is not yet there */
	place->next_ms = sim->now_ms + GONE_MS;
}

void people_walk_off(struct sim *sim, struct stand *place)
{
	place->gone = true;
	place->next_ms = sim->now_ms + GONE_MS;
}
