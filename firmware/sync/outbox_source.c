#include "sync/outbox_source.h"

static enum err state(void *self, enum lane lane, struct outbox_lane_state *out)
{
	return outbox_state(self, lane, out);
}

static enum err rows(void *self, enum lane lane, uint64_t after,
	bool (*each)(void *each_self, const struct outbox_row *row), void *each_self)
{
	return outbox_rows(self, lane, after, each, each_self);
}

static enum err acked(void *self, enum lane lane, uint64_t mark, const uint8_t chain[OUTBOX_CHAIN_BYTES])
{
	return outbox_acked(self, lane, mark, chain);
}

static enum err sent(void *self, enum lane lane, uint64_t until, const uint8_t chain[OUTBOX_CHAIN_BYTES])
{
	return outbox_sent(self, lane, until, chain);
}

static enum err epoch(void *self, uint64_t *out)
{
	return outbox_epoch(self, out);
}

static enum err epoch_renew(void *self)
{
	return outbox_epoch_renew(self);
}

static enum err down_get(void *self, uint64_t *mark)
{
	return outbox_down_get(self, mark);
}

static enum err down_set(void *self, uint64_t mark)
{
	return outbox_down_set(self, mark);
}

static enum err set_aside(void *self, enum lane lane, uint64_t seq, const char *why)
{
	return outbox_set_aside(self, lane, seq, why);
}

struct outbox_source outbox_source_of_store(struct store *store)
{
	return (struct outbox_source){.state = state,
		.rows = rows,
		.acked = acked,
		.sent = sent,
		.epoch = epoch,
		.epoch_renew = epoch_renew,
		.down_get = down_get,
		.down_set = down_set,
		.set_aside = set_aside,
		.self = store};
}
