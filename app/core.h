/* The only door of app/: an event goes in, effects come out. Same core, same event, same effects, every time.
 *
 * The runner's order for one event:
 *   core_mask(core, &event);                 before anything is journalled, shown or logged
 *   core_step(core, &event, &meaning, &effects);
 *   journal(event, meaning, effects, core_snapshot(...));   one transaction
 *   carry the effects out, in order. */
#ifndef FOYER_CORE_H
#define FOYER_CORE_H

#include "base/err.h"
#include "content/content.h"
#include "effect.h"
#include "event.h"
#include "meaning.h"

#include <stddef.h>

struct core; /* memory given by the caller, laid out by the core */

/* One version of what sessions are pinned to. Lent until EFFECT_RELEASE names its slot. Where only the layout is
 * another one, conversations that are under way keep theirs to their end; nobody hears of it. */
struct images {
	const struct content *content;
	const void *layout; /* learn/layout.h */
	const void *model;  /* understand/model.h */
};

/* Places for conversations: those of people who are here, and of those who left something to come back to. */
uint16_t core_places(uint16_t sessions_max);

/* How many bytes core_open() needs for that many sessions. */
size_t core_bytes(uint16_t sessions_max);

/* `memory`: aligned for any type, core_bytes() long, lent for the core's life. sessions_max <= SESSIONS_MAX. */
struct core *core_open(void *memory, uint16_t sessions_max);
/* The same in memory that is zero already: it is not touched where no conversation is yet. */
struct core *core_open_zeroed(void *memory, uint16_t sessions_max);

/* Puts images, whose layout is made for that content, into a free slot; then send EVENT_CONTENT_SWAPPED with it.
 * IMAGES_COUNT: none is free, the version must wait for a RELEASE. */
uint8_t core_place(struct core *core, const struct images *images);

/* The opposite, before anybody is pinned to them. The newest: there is none then, until the next EVENT_CONTENT_SWAPPED.
 */
void core_displace(struct core *core, uint8_t slot);

/* Takes card numbers out of the event's words (card_masked says so) and is called before anything else sees them. */
void core_mask(const struct core *core, struct event *event);

/* `effects` is cleared first. `meaning`: what the core understood; the journal keeps it so that a replay needs no
 * words. */
void core_step(struct core *core, const struct event *event, struct meaning *meaning, struct effects *effects);

/* The same with the understanding given: for replays after the words were destroyed. */
void core_step_meant(
	struct core *core, const struct event *event, const struct meaning *meaning, struct effects *effects);

/* A session as bytes, at most SESSION_BYTES_MAX; 0: there is no such session (any more). Holds personal data: seal it.
 */
size_t core_snapshot(const struct core *core, uint32_t session, void *out, size_t out_bytes);

/* Takes a session back, pinned to image slot `images`, of the same content; its layout may be another one if the old
 * one is gone. ERR_VERSION: another program made it; ERR_FORMAT: damaged; ERR_NO_SPACE: no free place. Then send
 * EVENT_STARTED for it. */
MUST_USE enum err core_restore(struct core *core, const void *snapshot, size_t bytes, uint8_t images);

/* The same for a customer who is away, where no slot is left for what the conversation was pinned to, which is lent for
 * the call (its model is not looked at): it waits with the newest, as when the content changes. ERR_NO_SPACE also:
 * somebody is there. */
MUST_USE enum err core_restore_moved(struct core *core, const void *snapshot, size_t bytes, const struct images *from);

/* The content hash a snapshot is pinned to (IMAGE_HASH_BYTES), NULL if damaged. */
const uint8_t *core_snapshot_content(const void *snapshot, size_t bytes);
/* Its layout's, likewise. */
const uint8_t *core_snapshot_layout(const void *snapshot, size_t bytes);
/* Its customer had left in the middle. */
bool core_snapshot_away(const void *snapshot, size_t bytes);

/* What the last step's indices mean: the images of the conversation it was about, also when it ended there. NULL: of
 * none. Good until the next step. */
const struct images *core_stepped(const struct core *core);

/* For the runner and the tests. */
const char *core_state_name(const struct core *core, uint32_t session); /* "ended" if there is none */
const char *core_code(const struct core *core, uint32_t session);       /* "": it has none */
/* For a replay: no conversation draws this code, as if another one had it. At most CORE_CODES_TAKEN_MAX; further ones
 * are left out. */
enum { CORE_CODES_TAKEN_MAX = 4 };
void core_take_code(struct core *core, const char *code);
uint8_t core_channel(const struct core *core, uint32_t session); /* CHANNEL_COUNT: there is no such session */
const struct images *core_images(
	const struct core *core, uint32_t session); /* what it is pinned to; session 0: the newest; NULL: none */

#endif
