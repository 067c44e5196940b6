/* What the device remembers: sqlite3 in WAL mode, one file `foyer.db` in the data folder, numbered migrations. One
 * thread of its own writes; callers hand over whole steps and are told later how far the disk is. Nothing is
 * half-written: a step is in or not.
 *
 * Two marks, both ticket numbers: `written` (in the database: survives kill -9) and `synced` (on the disk: survives a
 * power cut). The runner carries out a step's effects once it is written; what follows a SAVE once it is synced.
 * Syncing one step holds back no other: the writer goes on meanwhile. */
#ifndef FOYER_STORE_H
#define FOYER_STORE_H

#include "base/check.h"
#include "base/err.h"
#include "content/image.h"
#include "effect.h"
#include "limits.h"
#include "port/agents.h"
#include "record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store;

struct store_options {
	const char *folder; /* made if missing (0700) */
	/* Called from the store's thread whenever a mark has moved; may only wake the runner. */
	void (*progress)(void *self);
	void *progress_self;
	/* True: no thread, no waiting; every call returns when it is done (simulator, tools). `memory`: nothing on
	 * disk. */
	bool synchronous;
	bool memory;
	bool read_only;
	const char *vfs; /* of sqlite, by name; NULL: the operating system's. For the simulator and tests */
};

/* *why: one line for the person who must act, when it fails ("…/foyer.db: disk full: free some space and start again").
 * A damaged database is set aside as foyer.db.damaged-N, named in *why, and a new one begun: ERR_NONE. */
MUST_USE enum err store_open(struct store **out, const struct store_options *options, char *why, size_t why_bytes);
void store_close(struct store *store); /* writes all that waits; NULL is fine */

enum { STORE_ID_BYTES_MAX = ID_BYTES_MAX + 16 }; /* of a topic, an item or a state: "form:lost_card" */

struct store_count {
	uint8_t kind; /* enum count */
	int32_t value;
	char id[STORE_ID_BYTES_MAX];
};

/* What a customer thinks of it. Kept for the manager when the conversation's own words are long destroyed, so it names
 * no conversation and no moment: the hour only. */
struct store_note {
	int64_t local_s;                /* on the hour; 0: unknown */
	uint8_t what;                   /* enum note */
	uint8_t score;                  /* NOTE_NO_SCORE: none given */
	char topic[STORE_ID_BYTES_MAX]; /* "" : not known */
	char words[WORDS_BYTES_MAX];
};

/* One step of one session. Copied; the caller keeps its memory. */
struct store_step {
	uint32_t session;
	uint64_t time_ms;
	int64_t local_s;
	const struct record *event;
	const struct record *effects;
	const char *state;    /* after the step */
	const void *snapshot; /* sealed under the session's key; NULL: the session has ended */
	size_t snapshot_bytes;
	const uint8_t *content; /* hash the session is pinned to */
	bool durable;           /* a SAVE is among the effects */
	bool wipe;              /* destroy the session's key after this step */
	bool wipe_keep;         /* a promise is open: destroy it when the handover is closed instead */
	bool more;              /* another session's part of the same event follows: both are in, or neither */
	uint8_t counts_count;
	uint8_t notes_count;
	struct store_count counts[EFFECTS_MAX];
	const struct store_note *notes;    /* without their hour: the step's own is taken */
	const struct agent_card *handover; /* a handover begun or changed in this step; NULL: none */
};

/* The ticket of the step, from 1. 0: it could not be taken (full disk): the runner apologises and offers a person;
 * store_trouble() says why. */
uint64_t store_append(struct store *store, const struct store_step *step);
uint64_t store_written(const struct store *store);
uint64_t store_synced(const struct store *store);
/* ERR_NONE, or what is wrong at the moment (ERR_NO_SPACE, ERR_DENIED, ERR_IO). Steps wait in memory and are tried
 * again. */
enum err store_trouble(const struct store *store);
/* Synchronous: tries now what waits. With threads the store does so by itself, a few times a second. */
void store_retry(struct store *store);

/* A session number never given before, also after a crash. Never 0. */
uint32_t store_session_next(struct store *store);
/* The largest time_ms in the journal: the device's clock goes on from here. */
uint64_t store_last_time_ms(struct store *store);

/* Sessions that had not ended: for core_restore(). `each` gets the unsealed snapshot. */
enum err store_sessions(struct store *store,
	void (*each)(void *self, uint32_t session, const void *snapshot, size_t bytes), void *self);

/* Compiled images, kept by hash so that a session can go on with the version it was pinned to. */
enum err store_image_put(struct store *store, const void *image);
/* *out is malloc'ed, for the caller to free. */
enum err store_image_get(struct store *store, const uint8_t hash[IMAGE_HASH_BYTES], void **out, size_t *bytes);
/* Which content is live, and the ones before it: `foyer content apply` and --undo. */
enum err store_live_set(struct store *store, const uint8_t hash[IMAGE_HASH_BYTES]);
enum err store_live_get(struct store *store, unsigned ago, uint8_t hash[IMAGE_HASH_BYTES]);

enum handover_state { HANDOVER_OPEN, HANDOVER_TAKEN, HANDOVER_CALLBACK, HANDOVER_MESSAGE, HANDOVER_CLOSED };

enum err store_handovers(
	struct store *store, bool closed_too, void (*each)(void *self, const struct agent_card *card), void *self);

/* The journal, for `foyer replay`. words_bytes 0 where the key was destroyed. */
struct store_row {
	uint32_t session;
	uint32_t seq;
	uint64_t time_ms;
	int64_t local_s;
	struct record event;
	struct record effects;
	char state[24];
	char program[24]; /* version that wrote it */
	uint8_t content[IMAGE_HASH_BYTES];
};
enum err store_journal(
	struct store *store, uint32_t session, bool (*each)(void *self, const struct store_row *row), void *self);
/* Sessions in the journal, newest first, for lists. */
enum err store_journal_sessions(struct store *store,
	void (*each)(void *self, uint32_t session, uint64_t first_ms, uint32_t steps, bool wiped), void *self);

/* Newest first. */
enum err store_feedback(struct store *store, void (*each)(void *self, const struct store_note *note), void *self);

enum err store_counts(struct store *store,
	void (*each)(void *self, uint8_t kind, const char *id, int64_t times, int64_t sum), void *self);

#endif
