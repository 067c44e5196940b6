/* Drives what learns (learn/learn.h) on a device: gives it the visits of the store, applies what it proposes as a new
 * version of the menu, on the disk before anybody meets it, and notices what was decided by hand beside it. Works in
 * slices of some milliseconds, while nothing else is to be done. */
#ifndef FOYER_LEARNER_H
#define FOYER_LEARNER_H

#include "content/content.h"
#include "port/clock.h"
#include "port/voice.h"
#include "store/store.h"

struct learner;

struct learner_options {
	struct store *store;
	struct clock clock;
	uint8_t way; /* enum menu_way: how customers meet the menu here */
	/* A new layout for whoever comes next; malloc'ed, taken over. NULL: nobody comes (command line). */
	enum err (*place)(void *self, void *layout);
	void *self;
};

MUST_USE enum err learner_open(struct learner **out, const struct learner_options *options);
void learner_close(struct learner *learner); /* NULL is fine */

/* The content that is placed next, and its menu: the live one, or the one before carried over and kept as a new
 * version. malloc'ed, the caller's. NULL: no memory. The content is looked at during the call only. */
void *learner_content(struct learner *learner, const struct content *c);

/* Says how long a menu takes, measured once for each content, at night. Lent until learner_close(); no other thread may
 * use it meanwhile. */
void learner_voice(struct learner *learner, const struct voice *voice);

/* How things stand, for one turn. */
struct learner_now {
	const struct content *content; /* the newest: its opening hours count */
	uint64_t visits;               /* runner_visits() */
	bool nobody;                   /* no conversation is under way */
};

/* One slice. True: there is more to do at once. */
bool learner_turn(struct learner *learner, const struct learner_now *now);

/* Everything that was missed, then the night of that day, at once: for the command line. *changed: there is a new
 * version. ERR_DENIED: the menu is frozen. */
MUST_USE enum err learner_night(struct learner *learner, uint32_t day, bool *changed);

/* It is outside opening hours and before noon, so that a morning finds the night's work done; a site that never closes:
 * between 3 and 5. */
bool learner_is_night(const struct content *c, int64_t local_s);

/* For the demand in reports. NULL: no content yet. */
struct learn;
const struct learn *learner_learn(const struct learner *learner);

#endif
