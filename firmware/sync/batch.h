/* Rows as one body: a JSON array of events, compressed, with the chain through it. */
#ifndef FOYER_SYNC_BATCH_H
#define FOYER_SYNC_BATCH_H

#include "sync/event_json.h"
#include "sync/outbox_source.h"
#include "sync/parcel.h"

struct batch_maker; /* its buffers, 1.2 MB; one thread at a time */

MUST_USE enum err batch_open(struct batch_maker **out);
void batch_close(struct batch_maker *maker); /* NULL is fine */

struct batch_wish {
	struct event_source source;
	uint64_t after;
	uint64_t until;      /* no row behind this one; 0: as many as there are */
	uint32_t events_max; /* at most PARCEL_EVENTS_MAX */
	const uint8_t *chain_before;
};

struct batch {
	uint32_t count;
	uint8_t encoding; /* enum parcel_encoding */
	uint8_t chain[PARCEL_CHAIN_BYTES];
	size_t plain_bytes;
	struct parcel_body body; /* lent until the maker's next batch */
	uint64_t broken;         /* ERR_FORMAT: this row cannot be written */
};

/* As many rows as fit into PARCEL_BODY_BYTES_MAX, in order and without a gap; none: count is 0 and the body empty.
 * ERR_FORMAT: the first row cannot be written (what stood before such a row is a batch of its own); or what the source
 * says. */
MUST_USE enum err batch_make(struct batch_maker *maker, const struct outbox_source *source,
	const struct batch_wish *wish, struct batch *out);
/* The chain over the rows behind `after` to `until`, as the hub reckons it: how to see whether it has what we have. */
MUST_USE enum err batch_chain(struct batch_maker *maker, const struct outbox_source *source,
	const struct batch_wish *wish, uint8_t chain[PARCEL_CHAIN_BYTES]);
/* A body that came: lent until the next call. */
MUST_USE enum err batch_read(
	struct batch_maker *maker, uint8_t encoding, struct parcel_body body, struct parcel_body *plain);

#endif
