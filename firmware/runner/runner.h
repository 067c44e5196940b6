/* The loop's one step: takes an event, lets the core think, has the store keep it, and carries the effects out when the
 * store says so. Knows ports and the store, no library. Runs on one thread; only the inbox is touched by others. */
#ifndef FOYER_RUNNER_H
#define FOYER_RUNNER_H

#include "core.h"
#include "port/actions.h"
#include "port/agents.h"
#include "port/clock.h"
#include "port/surface.h"
#include "runner/inbox.h"
#include "store/store.h"

struct runner;

struct device {
	struct clock clock;
	struct actions actions;
	struct agents agents;
	struct surface surface[CHANNEL_COUNT]; /* ops NULL: this device has no such channel */
	struct inbox *inbox;
	struct store *store;
	uint16_t sessions_max;
	uint64_t seed; /* of the dice for codes and surveys: from the system's entropy; fixed in a simulation */
	uint8_t salt[STORE_SALT_BYTES]; /* for hashes of a day or a caller: the store's; fixed in a simulation */
	bool calls_back;        /* who was promised a call and is away is told by telephone what a person answered */
	const char *trace_path; /* NULL: no trace. "-": stderr */
};

MUST_USE enum err runner_open(struct runner **out, const struct device *device);
void runner_close(struct runner *runner);

/* Places compiled content with the layout of its menu, builds the model, and makes it the newest; both images are
 * malloc'ed, 8-byte aligned, and the runner's from now on, whatever is returned. layout NULL: the one before carried
 * over, or as authored. If three versions are in use it waits, in the place of one that waited before. ERR_NO_SPACE: no
 * memory. */
MUST_USE enum err runner_content(struct runner *runner, void *content_image, void *layout);
/* Another layout for the newest content (for the one that waits, if one does), met by conversations from the next one
 * on. It is kept by the store already, and taken over in any case. While three versions are in use it waits, and a
 * newer one replaces it. ERR_FORMAT: it is not of that content. */
MUST_USE enum err runner_layout(struct runner *runner, void *layout);
const struct content *runner_content_newest(const struct runner *runner);
/* What was given last: the newest, or what waits to be it. NULL: nothing yet. */
const struct content *runner_content_next(const struct runner *runner);
/* The menu item that rises just now, for those who come today; NONE16: none. */
uint16_t runner_rising(const struct runner *runner);
const void *runner_layout_newest(const struct runner *runner); /* NULL: none yet */

/* Takes back the sessions that had not ended; call once, after the first content. Their images come from the store. An
 * error: none was; nobody's is ended, and another start may find them. */
MUST_USE enum err runner_restore(struct runner *runner);

/* The session that occupies the channel; 0: free. Of a surface that carries many, one of them. */
uint32_t runner_session(const struct runner *runner, enum channel channel);
/* The device's clock: goes on over restarts, and never runs backwards. */
uint64_t runner_now_ms(struct runner *runner);
/* How many visits were given to the store since runner_open(): when it grows there is something to learn. */
uint64_t runner_visits(const struct runner *runner);
/* An action or a look-up of that session is under way. */
bool runner_waits(const struct runner *runner, uint32_t session);
/* The state's name; "ended" if there is no such session. */
const char *runner_state(const struct runner *runner, uint32_t session);
/* Begins one: a fresh number, EVENT_CAME_NEAR. 0: there is no place for one more. `prefers`: as the surface stands now;
 * a change is told with EVENT_PREFERS. Who starts again is served as before. */
uint32_t runner_begin(struct runner *runner, enum channel channel, uint8_t language, struct prefers prefers);
/* The same for somebody who is known by that number (of runner_caller()), whose lot is theirs whenever they call. 0:
 * not known. */
uint32_t runner_begin_caller(
	struct runner *runner, enum channel channel, uint8_t language, struct prefers prefers, uint64_t caller);
/* What stands for a caller's telephone number, which goes no further; it means nothing on another device. Never 0. */
uint64_t runner_caller(const struct runner *runner, const char *number);
/* How many more conversations can begin now. */
uint32_t runner_places(const struct runner *runner);

/* The card of a handover as the last step left it, lent until the next one: whoever has the customer's promise looks
 * here whether it stands. NULL: there is none, or it cannot be read just now. */
const struct agent_card *runner_handover(struct runner *runner, uint64_t request);

/* One event, now. */
void runner_step(struct runner *runner, struct event *event);

/* Everything that is due: inbox, timers, effects whose step the store has written. Returns milliseconds until there is
 * more to do (at most 1,000). */
uint32_t runner_turn(struct runner *runner);

/* Nothing waits for the store, no event, no effect. */
bool runner_idle(const struct runner *runner);

#endif
