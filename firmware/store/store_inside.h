/* What the store's own files share; nobody else includes this.
 *
 * Two locks. `db`: whoever uses the connection; recursive, because a caller's `each` may call the store again. `lock`:
 * queue, marks and wishes; held for moments only, never while the disk works. Order: db before lock. */
#ifndef FOYER_STORE_INSIDE_H
#define FOYER_STORE_INSIDE_H

#include "store/outbox.h"
#include "store/sql.h"
#include "store/store.h"
#include "store/store_queue.h"

#include <pthread.h>
#include <stdatomic.h>

enum {
	STORE_FORMAT = 5,                 /* PRAGMA user_version */
	STORE_APPLICATION = 0x666f7972,   /* "foyr" */
	STORE_LOG_BYTES_MAX = 4 << 20,    /* a checkpoint is made when the log is longer */
	STORE_PROVED_BYTES_MAX = 8 << 20, /* of a larger file only a part is proved at the start: an SD card reads
					     20 MB in a second, and a customer waits */
	STORE_BATCH_STEPS_MAX = 256,      /* in one transaction */
	STORE_RETRY_MS = 250,
	STORE_IDLE_MS = 5000, /* without a step: then the log is moved into the file */
	STORE_CALLERS_WAITING_MAX = 64,
	STORE_CALLERS_MS = STORE_GROUP_MS, /* what is known of a caller waits so long for steps to be written with */
	STORE_WIPE_MS = 1000, /* a destroyed key is gone from the log within this, and what its step waited */
	STORE_GROUP_BYTES_MAX = 128 << 10, /* more than that is written at once */
	SESSION_NUMBERS_RESERVED = 4096,
	SESSION_STEPS_BITS = 24,
	SESSION_STEPS_MAX = (1 << SESSION_STEPS_BITS) - 1,
};

enum query {
	QUERY_SESSION_GET,
	QUERY_SESSION_PUT,
	QUERY_SESSION_WIPED,
	QUERY_KEY_GET,
	QUERY_KEY_PUT,
	QUERY_KEY_KEEP,
	QUERY_KEY_DROP,
	QUERY_JOURNAL_PUT,
	QUERY_COUNT_ADD,
	QUERY_NOTE_PUT,
	QUERY_HANDOVER_PUT,
	QUERY_HANDOVER_LEFT,
	QUERY_VERSION_GET,
	QUERY_VERSION_PUT,
	QUERY_NUMBERS_PUT,
	QUERY_VISIT_PUT,
	QUERY_PHRASE_GET,
	QUERY_PHRASE_PUT,
	QUERY_WAITED_PUT,
	QUERY_OUTBOX_PUT,
	QUERY_LANE_PUT,
	QUERY_COUNT_OF
};

/* How far the hub has it, and whether the database knows. */
struct store_lane {
	uint64_t acked, sent;
	uint8_t chain[OUTBOX_CHAIN_BYTES], sent_chain[OUTBOX_CHAIN_BYTES];
	uint32_t changes, writing,
		kept; /* how often it moved; up to which of them is being written; and is in the database */
};

struct store {
	struct store_options options;
	char path[4096];
	struct sql *sql;
	struct sql_query *queries[QUERY_COUNT_OF];
	uint64_t time_ms_last;
	uint8_t salt[STORE_SALT_BYTES];
	unsigned db_depth;
	uint64_t written_times; /* transactions of ours; of the db's lock */
	uint64_t callers_kept;  /* rows; of the db's lock too */
	pthread_mutex_t db;

	pthread_mutex_t lock;
	pthread_cond_t work;  /* for the writer */
	pthread_cond_t dirty; /* for the syncer */
	pthread_cond_t moved; /* for who waits for a mark */
	pthread_t writer, syncer;
	bool threads;
	bool closing;
	bool writer_done;
	struct store_queue queue;
	bool kept;         /* what waits in the queue survives kill -9 */
	uint64_t hurry;    /* a ticket: somebody waits for all up to there, */
	uint64_t group_ms; /* and otherwise it is written then */
	struct store_caller callers_waiting[STORE_CALLERS_WAITING_MAX]; /* the newest last; only with threads */
	unsigned callers_waiting_count;
	uint64_t callers_due_ms;
	struct store_lane lanes[LANES];
	_Atomic bool loose;                       /* a transaction was committed and not synced */
	uint64_t sync_wanted;                     /* a ticket */
	uint32_t number_last;                     /* session numbers given, */
	uint32_t number_limit;                    /* and reserved on the disk */
	enum err write_err, sync_err;             /* trouble's two sources */
	uint64_t hand_ms;                         /* by hand: the time of the last call */
	_Atomic uint64_t checkpoint_ms;           /* when one is due, by store_now_ms(); 0: nothing to move */
	uint64_t checkpoint_held_ms;              /* the last one failed: not again before; 0: it did not */
	bool checkpoint_wiped;                    /* because a key was destroyed: later steps do not put it off */
	bool wiped_now;                           /* a key was destroyed in this transaction */
	_Atomic uint64_t written, stored, synced; /* stored: in the database */
	_Atomic unsigned trouble;                 /* enum err */
	atomic_flag suspected;                    /* damage was met, and is written down */
};

/* store.c: what the file's tables are asked at the start; ERR_FORMAT: they are not what they should be. */
MUST_USE enum err store_tables_ready(struct store *store);

/* store_schema.c: opens, proves and migrates the file; sets a damaged one aside. */
MUST_USE enum err store_file_open(struct store *store, char *why, size_t why_bytes);

/* store_prove.c. How much of the file is to be proved is asked before it is opened: a log tells of an unclean end. */
enum store_proof { PROVE_NOTHING, PROVE_NEEDED, PROVE_ALL };
enum store_proof store_proof_due(const struct store *store);
/* ERR_FORMAT: it is damaged. */
MUST_USE enum err store_prove(struct store *store, enum store_proof proof);
/* What `err` of sqlite means for the next start: after damage, it proves all. */
void store_suspect(struct store *store, enum err err);

/* store_kept.c: writes what waited when the process before was killed, and lets this one's steps survive likewise. An
 * error: it still waits, and conversations would be read as they were before it. */
MUST_USE enum err store_recall(struct store *store);
/* Inside a transaction: up to which ticket it has everything. */
MUST_USE enum err store_waited_write(struct store *store, uint64_t ticket);
/* When what waits is to be written; UINT64_MAX: nothing does. With `lock` held. */
uint64_t store_group_due_ms(const struct store *store);

/* store_step.c: what one step means in tables; inside a transaction. */
MUST_USE enum err store_step_write(struct store *store, const struct waiting *w);

/* store_learned.c: what a step leaves to learn from. */
MUST_USE enum err store_visits_write(struct store *store, const struct waiting *w);
MUST_USE enum err store_phrases_write(struct store *store, const struct waiting *w);

/* store_callers.c: what waits, inside a transaction; once it is committed, drops so many, with `lock` held. */
MUST_USE enum err store_callers_write(struct store *store, unsigned *count);
void store_callers_written(struct store *store, unsigned count);

/* store_outbox.c. Inside a transaction: a row that points at `ref`, or at the row that was inserted last (OUTBOX_LAST).
 */
enum { OUTBOX_LAST = -1, LANE_SEQ_BITS = 48 };
struct outbox_point {
	enum lane lane;
	enum outbox_kind kind;
	int64_t ref;
	uint64_t time_ms; /* 0: of what it points at */
};
MUST_USE enum err store_outbox_write(struct store *store, const struct outbox_point *point);
MUST_USE enum err store_lanes_read(struct store *store);
/* Inside a transaction: marks that moved; and once it is committed, with `lock` held. */
MUST_USE enum err store_lanes_write(struct store *store);
void store_lanes_written(struct store *store);
/* Marks that moved are written now, if there are any. */
MUST_USE enum err store_lanes_keep(struct store *store);
/* The place of a body that is sealed under a session's key: its row's number may change, its time does not. */
static inline uint64_t sealed_body_place(uint64_t time_ms)
{
	return (uint64_t)1 << 62 | time_ms;
}

/* store_step.c: false: the session has none (any more). */
MUST_USE enum err store_session_key(struct store *store, uint32_t session, uint8_t key[], bool *has_key);

/* store_read.c: the rows of a query, numbers put where its text has ?1 and ?2. */
struct store_ask {
	const char *text;
	int64_t first, second;
};
/* Calls `row` for each one; false from it ends the walk. */
struct store_walk {
	bool (*row)(struct sql_query *query, void *self);
	void *self;
};
enum err store_walk(struct store *store, const struct store_ask *ask, const struct store_walk *walk);
/* One number out of one row; 0 if there is none. */
MUST_USE enum err store_number(struct store *store, const char *text, int64_t *out);

/* A handover out of seven columns, from `at` on: request, session, since_ms, state, team, card, the session's key. */
void store_card_read(struct sql_query *query, int at, struct agent_card *out);

/* store_images.c; inside a transaction. */
MUST_USE enum err store_image_insert(struct store *store, void *image);

/* store_writer.c */
MUST_USE enum err store_queries_make(struct store *store);
void store_queries_drop(struct store *store);
enum err store_numbers_reserve(struct store *store);
void store_numbers_give_back(struct store *store); /* those not used */
/* Everything that waits, in as many transactions as it takes. Takes both locks itself. */
void store_drain(struct store *store);
/* Makes `synced` catch up with what is wanted. Not under a lock: the disk may take its time. */
void store_sync(struct store *store);
/* The checkpoint, if one is due. */
void store_move_log(struct store *store, bool now);
/* One transaction around `write`, with the connection held; durable: on the disk when it returns. */
MUST_USE enum err store_write_now(
	struct store *store, enum err (*write)(struct store *store, void *self), void *self, bool durable);

/* store_menu.c: reads the device's key, or makes it. */
MUST_USE enum err store_salt_ready(struct store *store);

/* store_threads.c */
void store_locks_init(struct store *store);
void store_locks_close(struct store *store);
MUST_USE enum err store_threads_start(struct store *store);
void store_threads_stop(struct store *store);
uint64_t store_now_ms(const struct store *store); /* monotonic; by hand: the caller's */
bool store_sync_due(const struct store *store);   /* with `lock` held, or without threads */
void store_tell(struct store *store);             /* that a mark or the trouble has moved; without `lock` */

/* For everything but the writer: waits for what was appended before, then holds the connection. */
void store_enter(struct store *store);
/* The same without waiting: what is in the database already. */
void store_enter_now(struct store *store);
void store_leave(struct store *store);

/* A key lies in a row of its own that fills most of a page, away from the row's ends. Smaller rows sqlite moves from
 * page to page as the tree grows and shrinks, and it leaves old copies in the space between; a row like this is
 * overwritten whole by the next one in its place, or zeroed with its page. tests/unit/test_store.c looks for copies. */
enum { KEY_ROW_BYTES = 3000, KEY_ROW_AT = 1500 };

/* NULL: there is none (any more). */
const uint8_t *key_column(struct sql_query *query, int column);

static inline int64_t journal_id(uint32_t session, uint64_t seq)
{
	CHECK(seq <= SESSION_STEPS_MAX);
	return (int64_t)((uint64_t)session << SESSION_STEPS_BITS | seq);
}

/* The places of sealed bytes: one for each part of a step, one for a card. */
static inline uint64_t sealed_place(uint32_t session, uint64_t seq, enum waiting_part part)
{
	return (uint64_t)journal_id(session, seq) << 3 | part;
}

#endif
