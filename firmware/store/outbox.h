/* What is to go home: rows in lanes, each lane numbered without a gap from 1 within an epoch. A row is written in the
 * same transaction as what it tells of; what stands in another table already is only pointed at (no second copy on an
 * SD card), and read as it is when it is sent. Sent rows stay for OUTBOX_KEPT_DAYS, in case the hub comes back from an
 * old backup. */
#ifndef FOYER_STORE_OUTBOX_H
#define FOYER_STORE_OUTBOX_H

#include "store/store.h"
#include "sync/lane.h"

enum { OUTBOX_KEPT_DAYS = 14, OUTBOX_BODY_BYTES_MAX = 16 << 10, OUTBOX_CHAIN_BYTES = 32 };

/* The kinds of events. Names of CloudEvents types are in sync/event_json.c; a number is never given another meaning. */
enum outbox_kind {
	/* lane promises */
	OUTBOX_HANDOVER = 1, /* begun or changed: the card */
	OUTBOX_ACTION = 2,   /* to be done by the hub's connectors: body */
	/* lane customers */
	OUTBOX_CUSTOMER = 16, /* fields that changed here, each with its hybrid time: body */
	OUTBOX_ERASED = 17,   /* a tombstone was carried out: body */
	/* lane telemetry */
	OUTBOX_STEP = 32,    /* a row of the journal, its skeleton only */
	OUTBOX_VISIT = 33,   /* evidence of one concern */
	OUTBOX_NOTE = 34,    /* feedback: body; its words stay here */
	OUTBOX_BOOT = 35,    /* the device started: body */
	OUTBOX_TROUBLE = 36, /* a row set aside, a file salvaged, rows given up on a full disk: body */
	OUTBOX_LAYOUT = 37   /* another menu is live: body */
};

/* Lent for the call. Of step, visit, card and body at most one is there; none: what it pointed at is gone (its key was
 * destroyed, its time was over), and the row says only that there was one. */
struct outbox_row {
	uint64_t seq;
	uint64_t time_ms;             /* the device's clock */
	uint32_t boot;                /* the device's starts, counted */
	uint32_t session;             /* 0: none */
	uint8_t kind;                 /* enum outbox_kind */
	const struct store_row *step; /* without words */
	const void *visit;            /* as visit_pack() wrote it */
	size_t visit_bytes;
	uint32_t layout; /* visit: version that was met */
	const struct agent_card *card;
	const char *body; /* a JSON map, as it is to be sent */
	size_t body_bytes;
};

struct outbox_lane_state {
	uint64_t first; /* oldest row that is there; 0: none */
	uint64_t last;  /* newest row ever given; 0: none yet */
	uint64_t acked; /* the hub has committed all up to here */
	uint64_t waiting;
	uint64_t waiting_since_ms;              /* the oldest one that waits; device clock */
	uint8_t chain[OUTBOX_CHAIN_BYTES];      /* of the rows up to `acked` (sync/README.md); zeroes: from the start */
	uint64_t sent;                          /* where the last batch ended that went out, ... */
	uint8_t sent_chain[OUTBOX_CHAIN_BYTES]; /* ... as its rows were told then */
};

MUST_USE enum err outbox_state(struct store *store, enum lane lane, struct outbox_lane_state *out);
/* Rows behind `after` that are on the disk, in order, while `each` says true. Reads only; does not make the store write
 * what it groups. */
MUST_USE enum err outbox_rows(struct store *store, enum lane lane, uint64_t after,
	bool (*each)(void *self, const struct outbox_row *row), void *self);
/* The hub's mark; lower than before after a hub came back from a backup. Written with the next group: a mark that is
 * lost costs a repeat, which the hub skips. */
MUST_USE enum err outbox_acked(
	struct store *store, enum lane lane, uint64_t acked, const uint8_t chain[OUTBOX_CHAIN_BYTES]);
/* A batch is about to go out: on the disk when it returns. For lanes whose rows may be told otherwise later (a card
 * changes, a key is destroyed): what became of it can then be asked. */
MUST_USE enum err outbox_sent(
	struct store *store, enum lane lane, uint64_t sent, const uint8_t chain[OUTBOX_CHAIN_BYTES]);
/* A row of its own, with a body (copied). durable: on the disk when it returns. `session`: its body is sealed under
 * that session's key, and gone with it; 0: it is not personal. */
struct outbox_put {
	enum lane lane;
	enum outbox_kind kind;
	uint32_t session;
	uint64_t time_ms;
	const char *body;
	bool durable;
};
MUST_USE enum err outbox_put(struct store *store, const struct outbox_put *put);

/* Random, made with the database: numbers begin again in another one, and must not be taken for repeats. */
MUST_USE enum err outbox_epoch(struct store *store, uint64_t *out);
/* The hub's order: this card's numbers were used by another (a copy, a restored image). Rows not yet acknowledged are
 * numbered anew under it. */
MUST_USE enum err outbox_epoch_renew(struct store *store);
/* The device has started, its clock at `time_ms`: rows from then on are of the boot `*boot`. On the disk at the latest
 * with the first of them. */
MUST_USE enum err outbox_boot(struct store *store, uint64_t time_ms, uint32_t *boot);
/* How far the hub's messages have been applied: with the transaction that applies them, or alone. */
MUST_USE enum err outbox_down_get(struct store *store, uint64_t *mark);
MUST_USE enum err outbox_down_set(struct store *store, uint64_t mark);
/* A row that can never be sent (its encoding failed): a short OUTBOX_TROUBLE stands in its place from now on. */
MUST_USE enum err outbox_set_aside(struct store *store, enum lane lane, uint64_t seq, const char *why);
/* Once a day: rows that were acknowledged OUTBOX_KEPT_DAYS before `day` (since 1970-01-01) go. */
MUST_USE enum err outbox_purge(struct store *store, uint32_t day);

#endif
