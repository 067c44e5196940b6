/* What is sent from: the store's outbox (store/outbox.h), or a test's. The functions are that header's, without the
 * store. */
#ifndef FOYER_SYNC_OUTBOX_SOURCE_H
#define FOYER_SYNC_OUTBOX_SOURCE_H

#include "store/outbox.h"

struct outbox_source {
	enum err (*state)(void *self, enum lane lane, struct outbox_lane_state *out);
	enum err (*rows)(void *self, enum lane lane, uint64_t after,
		bool (*each)(void *each_self, const struct outbox_row *row), void *each_self);
	enum err (*acked)(void *self, enum lane lane, uint64_t acked, const uint8_t chain[OUTBOX_CHAIN_BYTES]);
	enum err (*sent)(void *self, enum lane lane, uint64_t sent, const uint8_t chain[OUTBOX_CHAIN_BYTES]);
	enum err (*epoch)(void *self, uint64_t *out);
	enum err (*epoch_renew)(void *self);
	enum err (*down_get)(void *self, uint64_t *mark);
	enum err (*down_set)(void *self, uint64_t mark);
	enum err (*set_aside)(void *self, enum lane lane, uint64_t seq, const char *why);
	void *self;
};

/* The store's own. */
struct outbox_source outbox_source_of_store(struct store *store);

#endif
