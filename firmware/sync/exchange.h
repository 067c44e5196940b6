/* One question to the hub and all that follows from its answer: the batch is made, signed and sent, the answer judged,
 * marks moved, messages applied. Waits; for the thread of sync.c, for tools and for tests. */
#ifndef FOYER_SYNC_EXCHANGE_H
#define FOYER_SYNC_EXCHANGE_H

#include "port/link.h"
#include "sync/batch.h"
#include "sync/identity.h"
#include "sync/sender.h"

struct json;

/* Applies a message of the hub's: a CloudEvent of `type`, its `data`. Numbers come in order, each once, but for one
 * that was applied just before a power cut. ERR_NONE: applied, or of a kind that is not known here and skipped. */
struct exchange_apply {
	enum err (*apply)(void *self, uint64_t number, const char *type, const struct json *data);
	void *self; /* apply NULL: messages are left at the hub */
};

struct exchange_clock {
	uint64_t (*now_ms)(void *self); /* the device's: goes on over restarts */
	int64_t (*wall_ms)(void *self); /* UTC; 0: nobody has set it */
	void *self;
};

struct exchange {
	struct sender sender;
	struct outbox_source source;
	struct link link;
	struct identity *identity; /* lent */
	struct exchange_clock clock;
	struct exchange_apply apply;
	struct batch_maker *maker;
	uint32_t boot; /* starts, counted */
	char boot_id[PARCEL_BOOT_BYTES_MAX];
	uint8_t instance[PARCEL_TOKEN_BYTES];
	uint8_t token[PARCEL_TOKEN_BYTES];
	int64_t hub_wall_ms; /* the hub's UTC in its last answer, ... */
	uint64_t hub_at_ms;  /* ... and the device's clock then */
	uint32_t timeout_ms;
	int stop_fd;
	/* Around what other threads may read (the sender); NULL: nobody does. */
	void (*lock)(void *self, bool locked);
	void *lock_self;
};

/* source, link, identity, clock and apply are the caller's to fill before; the link is closed with it. */
MUST_USE enum err exchange_open(struct exchange *x);
void exchange_close(struct exchange *x);

/* Does what is due now. Milliseconds until there is more to do; 0: at once. */
uint32_t exchange_turn(struct exchange *x);

/* A stick in `folder`: the hub's answers on it are read and taken away, then all that waits is written to it.
 * ERR_NO_SPACE and the like: it is full, or broken; what was read counts. */
struct exchange_stick {
	unsigned read;    /* answers */
	unsigned strange; /* files that were none */
	unsigned written; /* parcels */
	uint64_t events;  /* in them */
};
MUST_USE enum err exchange_stick(struct exchange *x, const char *folder, struct exchange_stick *told);

#endif
