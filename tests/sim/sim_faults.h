/* What may go wrong, by name. The seed chooses for each life which faults exist at all and how often they strike (swarm
 * testing: Groce et al., ISSTA 2012), so that a rare one is not drowned by the frequent ones. */
#ifndef FOYER_SIM_FAULTS_H
#define FOYER_SIM_FAULTS_H

#include "base/rng.h"

#include <stdbool.h>
#include <stdint.h>

enum fault {
	/* the machine; these strike by themselves */
	FAULT_POWER_CUT,  /* what the disk was not asked to keep is kept, lost or torn */
	FAULT_KILL,       /* the program alone, as by kill -9 */
	FAULT_RESTART,    /* orderly: stopped and started */
	FAULT_DISK_FULL,  /* for a while */
	FAULT_DISK_ERROR, /* writes and syncs fail for a while */
	FAULT_DISK_FLIP,  /* a bit of what it keeps */
	FAULT_CLOCK_STEP, /* the wall clock is set, forwards or back */
	FAULT_CLOCK_LEAP, /* the machine slept, or hung */
	FAULT_MEMORY,     /* a start for which memory does not suffice */
	FAULT_CONTENT,    /* another version is applied beside the running device */
	FAULT_MENU,       /* another layout, as learning might leave it */
	FAULT_COMES_BY_ITSELF,
	/* the machine; these are a way of being */
	FAULT_DISK_SLOW = FAULT_COMES_BY_ITSELF,
	FAULT_CLOCK_UNKNOWN, /* nobody has set it */
	/* customers */
	FAULT_HANG_UP,
	FAULT_LEAVE, /* without a word */
	FAULT_SILENCE,
	FAULT_GARBLED,
	FAULT_ESCAPE, /* wants out, to a person, to the beginning or away */
	/* agents */
	FAULT_AGENTS_ABSENT,
	FAULT_AGENTS_REFUSE,
	FAULT_AGENTS_NEVER,
	FAULT_AGENTS_VANISH, /* after they took it */
	/* the business */
	FAULT_ACTION_REFUSED,
	FAULT_ACTION_FAILED,
	FAULT_ACTION_UNKNOWN,
	FAULT_ACTION_LATE,
	FAULT_ACTION_TWICE,
	FAULT_ACTION_NEVER,
	FAULT_ACTION_NOT_STARTED,
	FAULT_WITH_OWN_DICE,
	/* customers, with dice of their own, so that a life without
	 * them is the same one as before there were any */
	FAULT_HAMMER = FAULT_WITH_OWN_DICE, /* a child strikes whatever is there */
	FAULT_ANGRY,                        /* swears, demands, interrupts */
	FAULT_TWO_AT_ONCE,                  /* two at one place, or one code at two places */
	FAULT_HURRY,                        /* leaves while the business works, and comes back for the answer */
	/* the telephone line, with its own dice, too */
	FAULT_LINE_DROPS,    /* the network ends calls */
	FAULT_LINE_GONE,     /* rings and is gone, cannot be taken, ends late */
	FAULT_LINE_ONE_WAY,  /* keys do not arrive, or nothing is reported as heard */
	FAULT_LINE_PACKETS,  /* of keys: lost, doubled, out of order, as sound too */
	FAULT_LINE_PLAYED,   /* reported late, never, or of what was stopped before */
	FAULT_LINE_MUTE,     /* what is said cannot be played or made, or late */
	FAULT_LINE_CROWDED,  /* more than may; one number twice; none told */
	FAULT_KEYS_AHEAD,    /* customers key before they are asked, and slip */
	FAULT_PEOPLE_AWAY,   /* a person's telephone is busy, rings for nobody, cannot be reached */
	FAULT_PEOPLE_REFUSE, /* 2, no key at all, wrong ones */
	FAULT_PEOPLE_VANISH, /* while it rings, while they are told who it is, while they talk */
	FAULT_NOT_MOVED,     /* a transfer is refused, late, or nothing is heard of it */
	FAULT_NOT_JOINED,    /* two cannot be brought together */
	FAULT_NOT_REACHED,   /* who is called back is busy, out, or somebody else answers */
	/* the way home, with its own dice */
	FAULT_LINK_DOWN,    /* for up to two hours */
	FAULT_LINK_LOSES,   /* a question, or its answer: a time-out either way */
	FAULT_LINK_REPEATS, /* a question comes once more, later */
	FAULT_LINK_WRONG,   /* the hub is busy, or who answers is not the hub */
	FAULT_HUB_OLD,      /* it comes back from a backup */
	FAULT_COUNT
};

struct swarm {
	uint16_t often[FAULT_COUNT]; /* in a thousand; 0: it does not exist in this life */
};

const char *fault_name(enum fault fault);
/* "all", "none", or names with commas between. False: a name that is none; *mask bit f: fault f may exist. */
bool faults_read(const char *list, uint64_t *mask);

struct swarm swarm_draw(struct rng *dice, uint64_t mask);
/* The rarer, the longer until the next strike of a fault that comes by itself, in virtual seconds from now. */
uint32_t swarm_wait_s(struct rng *dice, uint16_t often);

#endif
