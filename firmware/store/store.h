/* What the device remembers: sqlite3 in WAL mode, one file `foyer.db` in the data folder, numbered migrations. One
 * thread of its own writes; callers hand over whole steps and are told later how far the disk is. Nothing is
 * half-written: a step is in or not.
 *
 * Two marks, both ticket numbers: `written` (survives kill -9: it is in kept memory, or in the database) and `synced`
 * (on the disk: survives a power cut). With kept memory steps are written to the database in groups, because each
 * transaction costs as much as ten steps, and an SD card as many pages: a step that must be synced at once with all
 * before it, others within STORE_GROUP_MS. The runner carries out a step's effects once it is written; what follows a
 * SAVE once it is synced. Syncing one step holds back no other: the writer goes on meanwhile. */
#ifndef FOYER_STORE_H
#define FOYER_STORE_H

#include "base/check.h"
#include "base/err.h"
#include "content/image.h"
#include "effect.h"
#include "learn/change.h"
#include "learn/visit.h"
#include "limits.h"
#include "port/agents.h"
#include "record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store;

/* Memory that outlives the process, though not the power: store/kept_memory.h, or a simulated machine's. What waited in
 * it is taken up when the store is opened. Lent for the store's life, aligned to 8. */
enum { STORE_GROUP_MS = 1000, STORE_KEPT_HEAD_BYTES = 64 };
struct store_kept {
	void *bytes; /* NULL: there is none */
	uint32_t count;
	/* Before any of its first `count` bytes are used; false: they cannot be had. Fewer than before: what lies
	 * behind may go back to the system. NULL: they all can be used. */
	bool (*reserve)(void *self, uint32_t count);
	void *self;
};

struct store_options {
	const char *folder; /* made if missing (0700) */
	/* Called from the store's thread whenever a mark has moved; may only wake the runner. */
	void (*progress)(void *self);
	void *progress_self;
	/* True: no thread, no waiting; every call returns when it is done (simulator, tools). `memory`: nothing on
	 * disk. */
	bool synchronous;
	/* True: no thread either, but store_append() only queues, and the caller says when the writer and the syncer
	 * do their work (store_hand_*). No clock but the caller's is read. */
	bool by_hand;
	bool memory;
	bool read_only;
	bool shared; /* another program may have it open: a damaged one is left where it is (ERR_FORMAT) */
	/* Of sqlite, by name; NULL: the operating system's. The folder is then the VFS's own business and is not made.
	 * For the simulator and tests. */
	const char *vfs;
	/* Room for the steps that wait for the disk, a multiple of 8; 0: STORE_WAITING_BYTES_MAX. With less the ring
	 * goes round sooner: for the simulator and tests. */
	uint32_t waiting_bytes;
	struct store_kept kept; /* its size counts instead of waiting_bytes */
};

/* *why: one line for the person who must act, when it fails ("…/foyer.db: disk full: free some space and start again").
 * A damaged database is set aside as foyer.db.damaged-N, named in *why, and a new one begun: ERR_NONE. Not so where it
 * is shared or only read. */
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

/* The evidence of one concern, as visit_pack() wrote it; what is asked for often beside it. */
struct store_visit {
	uint32_t session;
	uint32_t layout; /* version that was met */
	int64_t local_s; /* when it began; 0: unknown */
	uint64_t leaf;   /* tree_id(); 0: none */
	uint8_t outcome; /* enum visit_outcome */
	uint16_t packed_bytes;
	uint8_t packed[VISIT_BYTES_MAX];
};
void store_visit_pack(const struct tree *tree, const struct visit *visit, struct store_visit *out);

enum { LANGUAGE_BYTES_MAX = 12 };

/* What a customer said in own words, and where it led. Only how often it was said is kept, under a hash with the
 * device's key, until it came in STORE_PHRASE_SESSIONS conversations: then it is nobody's own, and the words are kept
 * too. */
enum { STORE_PHRASE_SESSIONS = 3 };
struct store_phrase {
	char language[LANGUAGE_BYTES_MAX]; /* "en" */
	char topic[STORE_ID_BYTES_MAX];    /* "": nobody understood it */
	char words[WORDS_BYTES_MAX];       /* brought into one form (tokens.h) by the store */
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
	const uint8_t *content; /* hashes the session is pinned to; NULL: none */
	const uint8_t *layout;
	bool durable;   /* a SAVE is among the effects */
	bool wipe;      /* destroy the session's key after this step */
	bool wipe_keep; /* a promise is open: destroy it when the handover is closed instead */
	bool more;      /* another session's part of the same event follows: both are in, or neither */
	uint8_t counts_count;
	uint8_t notes_count;
	uint8_t visits_count;
	uint8_t phrases_count;
	struct store_count counts[EFFECTS_MAX];
	const struct store_note *notes; /* without their hour: the step's own is taken */
	const struct store_visit *visits;
	const struct store_phrase *phrases;
	const struct agent_card *handover; /* a handover begun or changed in this step; NULL: none */
};

/* The ticket of the step, from 1. 0: it could not be taken (full disk): the runner apologises and offers a person;
 * store_trouble() says why. */
uint64_t store_append(struct store *store, const struct store_step *step);
/* False: so much waits for the disk that the steps of one more event might not be taken. Let the event wait. */
bool store_has_room(struct store *store);
uint64_t store_written(const struct store *store);
/* In the database: what others who open it can read. */
uint64_t store_stored(const struct store *store);
uint64_t store_synced(const struct store *store);
/* ERR_NONE, or what is wrong at the moment (ERR_NO_SPACE, ERR_DENIED, ERR_IO). Steps wait in memory and are tried
 * again. */
enum err store_trouble(const struct store *store);
/* Synchronous: tries now what waits. With threads the store does so by itself, a few times a second. */
void store_retry(struct store *store);

/* By hand only. What the writer's thread does once: writes all that waits, and moves the log into the file if that is
 * due at `now_ms`, on the caller's clock. After an error it is tried again at the next call. */
void store_hand_write(struct store *store, uint64_t now_ms);
/* What the syncer's thread does once: makes `synced` catch up, if a written step waits for it. */
void store_hand_sync(struct store *store);
/* There is something to do for one of the two. */
bool store_hand_waits(const struct store *store);

/* A session number never given before, also after a crash. Never 0. */
uint32_t store_session_next(struct store *store);
/* The largest time_ms in the journal: the device's clock goes on from here. */
uint64_t store_last_time_ms(struct store *store);

/* Sessions that had not ended: for core_restore(). `each` gets the unsealed snapshot; NULL: it is damaged. */
enum err store_sessions(struct store *store,
	void (*each)(void *self, uint32_t session, const void *snapshot, size_t bytes), void *self);

/* Compiled images, kept by hash so that a session can go on with the version it was pinned to. */
enum err store_image_put(struct store *store, const void *image);
/* *out is malloc'ed, for the caller to free. */
enum err store_image_get(struct store *store, const uint8_t hash[IMAGE_HASH_BYTES], void **out, size_t *bytes);
/* Which content is live, and the ones before it: `foyer content apply` and --undo. */
enum err store_live_set(struct store *store, const uint8_t hash[IMAGE_HASH_BYTES]);
enum err store_live_get(struct store *store, unsigned ago, uint8_t hash[IMAGE_HASH_BYTES]);

enum handover_state {
	HANDOVER_OPEN,
	HANDOVER_TAKEN,
	HANDOVER_CALLBACK,
	HANDOVER_MESSAGE,
	HANDOVER_CLOSED,
	HANDOVER_ANSWER /* a person has answered; the customer is still to be rung */
};

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
	uint8_t layout[IMAGE_HASH_BYTES];
	bool has_layout; /* false: of a time when menus did not move */
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

/* --- the menu, and what it is learned from --- */

/* Menus are layouts (learn/layout.h) with numbers. The live one is the one with the highest number: whatever happens,
 * there is exactly one. A version that was returned to is a new row with the old bytes. */
enum menu_actor {
	MENU_BY_START,   /* the first one: as authored */
	MENU_BY_CONTENT, /* the content changed; learned things were carried over */
	MENU_BY_NIGHT,
	MENU_BY_RISING, /* between two customers */
	MENU_BY_HAND,   /* undone, or another version chosen */
	MENU_ACTORS
};

struct store_menu_version {
	uint32_t version; /* from 1 */
	uint32_t before;  /* the one that was live; 0: none */
	uint32_t same_as; /* the version whose bytes these are; `version` itself where they are new */
	int64_t local_s;  /* 0: unknown */
	uint8_t actor;    /* enum menu_actor */
	uint8_t layout[IMAGE_HASH_BYTES];
	uint8_t content[IMAGE_HASH_BYTES]; /* that it was made for */
};

/* The numbers in `change`, without its indices: items and prompts are named by id. */
struct store_menu_change {
	uint32_t version;
	uint16_t number;                  /* within the version, from 1; in put the store gives it */
	char subject[STORE_ID_BYTES_MAX]; /* "cards.lost"; "" : none */
	char other[STORE_ID_BYTES_MAX];
	struct change change;
	char sentence[CHANGE_WORDS_BYTES_MAX];
};

struct store_menu {
	const void *layout; /* image, with its hash; its standing names the version */
	struct store_menu_version version;
	const struct store_menu_change *changes;
	uint16_t changes_count;
	uint16_t names_count;
	uint32_t night;           /* this was the work of that night, which is done with it; 0: of none */
	const char *const *names; /* ids of items and prompts, so that visits can be read without the content */
};

/* All of it or nothing, on the disk when it returns. ERR_BUSY: `before` is not the live one any more, somebody was
 * faster: look again. */
MUST_USE enum err store_menu_put(struct store *store, const struct store_menu *menu);
/* ERR_NOT_FOUND: there is none yet. */
MUST_USE enum err store_menu_live(struct store *store, struct store_menu_version *out);
MUST_USE enum err store_menu_get(struct store *store, uint32_t version, struct store_menu_version *out);
/* Newest first, while `each` says true. */
enum err store_menu_versions(
	struct store *store, bool (*each)(void *self, const struct store_menu_version *version), void *self);
/* Of one version, or of all (0): newest version first, each in its order. */
enum err store_menu_changes(struct store *store, uint32_t version,
	bool (*each)(void *self, const struct store_menu_change *change), void *self);
/* Of every version: hash as in visits, and id. */
enum err store_menu_names(struct store *store, void (*each)(void *self, uint64_t id, const char *name), void *self);

/* Whether there is anything new to read: *mark is another one after each transaction of this program, and after those
 * of others ("foyer menu", "foyer content"). Much cheaper than to read it all. It means nothing to another open store.
 */
MUST_USE enum err store_changes(struct store *store, uint64_t *mark);

/* Frozen: nothing is proposed or applied; what happens is still counted. */
MUST_USE enum err store_frozen_set(struct store *store, bool frozen);
MUST_USE enum err store_frozen_get(struct store *store, bool *frozen);
/* The last night that was worked through, in days since 1970-01-01; 0: none yet. */
MUST_USE enum err store_night_set(struct store *store, uint32_t day);
MUST_USE enum err store_night_get(struct store *store, uint32_t *day);

/* The content whose menu was measured with the voice, as the first 8 bytes of its hash; 0: none yet. */
MUST_USE enum err store_measured_set(struct store *store, uint64_t content);
MUST_USE enum err store_measured_get(struct store *store, uint64_t *content);

/* The most that is ever read of it at once, so that ten million do no harm: the newest. */
enum { STORE_VISITS_MAX = 200000 };
struct store_visit_row {
	uint64_t id; /* in the order in which they ended */
	const void *packed;
	size_t bytes;
};
/* Oldest first, those with a number above `since_id` that began at `since_local_s` or later or at an unknown time,
 * while `each` says true. */
enum err store_visits(struct store *store, int64_t since_local_s, uint64_t since_id,
	bool (*each)(void *self, const struct store_visit_row *row), void *self);

/* When the last visit whose time is known began; 0: there is none. */
MUST_USE enum err store_visits_newest(struct store *store, int64_t *local_s);

enum phrase_decision { PHRASE_UNDECIDED, PHRASE_ACCEPTED, PHRASE_DECLINED };
struct store_phrase_row {
	int64_t id; /* for store_phrase_decide() */
	uint32_t times;
	uint32_t day;               /* of the last time, days since 1970-01-01; 0: unknown */
	uint8_t decision;           /* enum phrase_decision */
	struct store_phrase phrase; /* words "": too few have said it */
};
/* The most frequent first, while `each` says true. */
enum err store_phrases(struct store *store, bool (*each)(void *self, const struct store_phrase_row *row), void *self);
MUST_USE enum err store_phrase_decide(struct store *store, int64_t id, enum phrase_decision decision);

/* The device's own random key, made with the store: for hashes that must mean nothing elsewhere. */
enum { STORE_SALT_BYTES = 32 };
MUST_USE enum err store_salt(struct store *store, uint8_t out[STORE_SALT_BYTES]);

/* Callers, known by a hash with the device's key of their number, never by the number: what they need not be asked or
 * told again. Those who have not called for STORE_CALLER_DAYS are forgotten, and the longest silent beyond
 * STORE_CALLERS_MAX: not with each one that is kept, but every now and then. With threads it is written within half a
 * second, and known at once. */
enum { STORE_CALLERS_MAX = 20000, STORE_CALLER_DAYS = 180 };
struct store_caller {
	uint64_t who; /* never 0 */
	uint32_t day; /* of the last call, days since 1970-01-01; 0: unknown */
	bool greeted;
	bool knows_keys;
	char language[LANGUAGE_BYTES_MAX]; /* that was chosen: "en"; "": none yet */
};
MUST_USE enum err store_caller_put(struct store *store, const struct store_caller *caller);
/* ERR_NOT_FOUND: nobody who is remembered. */
MUST_USE enum err store_caller_get(struct store *store, uint64_t who, struct store_caller *out);

/* What nobody needs any more goes: phrases that too few have said within PHRASE_DAYS of `day`, visits older than
 * VISIT_DAYS, two days of them at most, so that a wrong clock wipes out little. Once a night. */
enum { STORE_PHRASE_DAYS = 90, STORE_VISIT_DAYS = 400 };
MUST_USE enum err store_menu_purge(struct store *store, uint32_t day);

#endif
