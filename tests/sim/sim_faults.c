#include "sim_faults.h"

#include <assert.h>
#include <string.h>

#define OWN_DICE UINT64_C(0x9fb21c651e98df25)

/* `most`: in a thousand; `lives`: of a thousand lives it exists in so many. */
static const struct {
	const char *name;
	uint16_t most;
	uint16_t lives;
} kinds[FAULT_COUNT] = {
	[FAULT_POWER_CUT] = {"power_cut", 1000, 500},
	[FAULT_KILL] = {"kill", 1000, 400},
	[FAULT_RESTART] = {"restart", 1000, 300},
	[FAULT_DISK_FULL] = {"disk_full", 600, 250},
	[FAULT_DISK_ERROR] = {"disk_error", 800, 350},
	[FAULT_DISK_FLIP] = {"disk_flip", 200, 60},
	[FAULT_CLOCK_STEP] = {"clock_step", 900, 300},
	[FAULT_CLOCK_LEAP] = {"clock_leap", 600, 200},
	[FAULT_MEMORY] = {"memory", 800, 250},
	[FAULT_CONTENT] = {"content", 1000, 500},
	[FAULT_MENU] = {"menu", 1000, 500},
	[FAULT_DISK_SLOW] = {"disk_slow", 1000, 400},
	[FAULT_CLOCK_UNKNOWN] = {"clock_unknown", 1, 100},
	[FAULT_HANG_UP] = {"hang_up", 15, 500},
	[FAULT_LEAVE] = {"leave", 8, 600},
	[FAULT_SILENCE] = {"silence", 40, 500},
	[FAULT_GARBLED] = {"garbled", 300, 500},
	[FAULT_ESCAPE] = {"escape", 15, 900},
	[FAULT_AGENTS_ABSENT] = {"agents_absent", 600, 500},
	[FAULT_AGENTS_REFUSE] = {"agents_refuse", 300, 500},
	[FAULT_AGENTS_NEVER] = {"agents_never", 400, 500},
	[FAULT_AGENTS_VANISH] = {"agents_vanish", 200, 300},
	[FAULT_ACTION_REFUSED] = {"action_refused", 200, 500},
	[FAULT_ACTION_FAILED] = {"action_failed", 150, 500},
	[FAULT_ACTION_UNKNOWN] = {"action_unknown", 300, 500},
	[FAULT_ACTION_LATE] = {"action_late", 300, 500},
	[FAULT_ACTION_TWICE] = {"action_twice", 300, 500},
	[FAULT_ACTION_NEVER] = {"action_never", 200, 500},
	[FAULT_ACTION_NOT_STARTED] = {"action_not_started", 60, 500},
	[FAULT_HAMMER] = {"hammer", 20, 200},
	[FAULT_ANGRY] = {"angry", 400, 300},
	[FAULT_TWO_AT_ONCE] = {"two_at_once", 300, 200},
	[FAULT_HURRY] = {"hurry", 800, 200},
	[FAULT_LINE_DROPS] = {"line_drops", 300, 400},
	[FAULT_LINE_GONE] = {"line_gone", 200, 400},
	[FAULT_LINE_ONE_WAY] = {"line_one_way", 100, 300},
	[FAULT_LINE_PACKETS] = {"line_packets", 1000, 500},
	[FAULT_LINE_PLAYED] = {"line_played", 500, 400},
	[FAULT_LINE_MUTE] = {"line_mute", 200, 300},
	[FAULT_LINE_CROWDED] = {"line_crowded", 500, 300},
	[FAULT_KEYS_AHEAD] = {"keys_ahead", 300, 400},
	[FAULT_PEOPLE_AWAY] = {"people_away", 500, 500},
	[FAULT_PEOPLE_REFUSE] = {"people_refuse", 500, 500},
	[FAULT_PEOPLE_VANISH] = {"people_vanish", 300, 500},
	[FAULT_NOT_MOVED] = {"not_moved", 500, 500},
	[FAULT_NOT_JOINED] = {"not_joined", 200, 300},
	[FAULT_NOT_REACHED] = {"not_reached", 800, 700},
	[FAULT_LINK_DOWN] = {"link_down", 300, 500},
	[FAULT_LINK_LOSES] = {"link_loses", 400, 600},
	[FAULT_LINK_REPEATS] = {"link_repeats", 600, 500},
	[FAULT_LINK_WRONG] = {"link_wrong", 400, 500},
	[FAULT_HUB_OLD] = {"hub_old", 40, 300},
};

static_assert(FAULT_COUNT <= 64, "a mask has a bit for each");

const char *fault_name(enum fault fault)
{
	return kinds[fault].name;
}

static int fault_named(const char *name, size_t length)
{
	for (int i = 0; i < FAULT_COUNT; i++)
		if (strlen(kinds[i].name) == length && memcmp(kinds[i].name, name, length) == 0)
			return i;
	return -1;
}

bool faults_read(const char *list, uint64_t *mask)
{
	*mask = strcmp(list, "all") == 0 ? UINT64_MAX : 0;
	if (*mask || strcmp(list, "none") == 0)
		return true;
	for (size_t length; *list; list += length + (list[length] == ',')) {
		int fault;

		length = strcspn(list, ",");
		fault = fault_named(list, length);
		if (fault < 0)
			return false;
		*mask |= UINT64_C(1) << fault;
	}
	return *mask != 0;
}

/* The same number of dice whatever the mask, so that a life with fewer faults is otherwise the same one. Own dice: see
 * FAULT_WITH_OWN_DICE. */
struct swarm swarm_draw(struct rng *dice, uint64_t mask)
{
	struct rng own = {dice->state ^ OWN_DICE};
	struct swarm swarm = {0};

	for (int i = 0; i < FAULT_COUNT; i++) {
		struct rng *of = i < FAULT_WITH_OWN_DICE ? dice : &own;
		bool exists = rng_chance(of, kinds[i].lives);
		uint16_t often = (uint16_t)(1 + rng_below(of, kinds[i].most));

		if (exists && mask >> i & 1)
			swarm.often[i] = often;
	}
	return swarm;
}

uint32_t swarm_wait_s(struct rng *dice, uint16_t often)
{
	return 60 + rng_below(dice, 60 + 8 * (1060U - often));
}
