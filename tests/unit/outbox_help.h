/* An outbox in memory, with notes that have a number in them: what the sender, batches and carriers are tried with. */
#ifndef FOYER_TEST_OUTBOX_HELP_H
#define FOYER_TEST_OUTBOX_HELP_H

#include "sync/outbox_source.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { OUTBOX_HELP_ROWS = 4000 };

struct outbox_help {
	uint64_t last[LANES];
	uint64_t first[LANES]; /* 0 as 1: the oldest that is there */
	uint64_t acked[LANES];
	uint8_t chain[LANES][OUTBOX_CHAIN_BYTES];
	uint64_t sent[LANES];
	uint8_t sent_chain[LANES][OUTBOX_CHAIN_BYTES];
	uint64_t down;
	uint64_t epoch;
	unsigned renewed;
	uint64_t broken;                          /* a row of a kind that nobody knows */
	uint64_t set_aside;                       /* the last one */
	unsigned body_bytes;                      /* of each; 0: a few */
	uint8_t changed[LANES][OUTBOX_HELP_ROWS]; /* another text than at first: a restored card */
};

static inline enum err outbox_help_state(void *self, enum lane lane, struct outbox_lane_state *out)
{
	const struct outbox_help *o = self;

	*out = (struct outbox_lane_state){.first = o->first[lane] ? o->first[lane] : (o->last[lane] > 0),
		.last = o->last[lane],
		.acked = o->acked[lane],
		.waiting = o->last[lane] > o->acked[lane] ? o->last[lane] - o->acked[lane] : 0,
		.waiting_since_ms = 1000};
	memcpy(out->chain, o->chain[lane], sizeof(out->chain));
	out->sent = o->sent[lane];
	memcpy(out->sent_chain, o->sent_chain[lane], sizeof(out->sent_chain));
	return ERR_NONE;
}

static inline enum err outbox_help_sent(
	void *self, enum lane lane, uint64_t sent, const uint8_t chain[OUTBOX_CHAIN_BYTES])
{
	struct outbox_help *o = self;

	o->sent[lane] = sent;
	memcpy(o->sent_chain[lane], chain, OUTBOX_CHAIN_BYTES);
	return ERR_NONE;
}

static inline enum err outbox_help_rows(void *self, enum lane lane, uint64_t after,
	bool (*each)(void *each_self, const struct outbox_row *row), void *each_self)
{
	const struct outbox_help *o = self;
	static const uint8_t kinds[LANES] = {OUTBOX_ACTION, OUTBOX_CUSTOMER, OUTBOX_NOTE};
	static char body[OUTBOX_BODY_BYTES_MAX];
	bool more = true;

	for (uint64_t seq = after + 1; more && seq <= o->last[lane]; seq++) {
		struct outbox_row row = {
			.seq = seq, .time_ms = 1000 * seq, .boot = 3, .kind = kinds[lane], .body = body};
		uint32_t noise = (uint32_t)seq * 2654435761u;
		size_t used = (size_t)snprintf(body, sizeof(body), "{\"n\":%" PRIu64 ",\"v\":%u,\"t\":\"", seq,
			seq < OUTBOX_HELP_ROWS ? o->changed[lane][seq] : 0);

		if (seq < o->first[lane])
			continue;
		for (unsigned i = 0; i < o->body_bytes && used < sizeof(body) - 3; i++) {
			noise = noise * 1664525u + 1013904223u;
			body[used++] = (char)('#' + (noise >> 16) % 57);
		}
		memcpy(body + used, "\"}", 3);
		row.body_bytes = used + 2;
		if (seq == o->set_aside || seq == o->broken)
			row.kind = seq == o->set_aside ? OUTBOX_TROUBLE : 255;
		more = each(each_self, &row);
	}
	return ERR_NONE;
}

static inline enum err outbox_help_acked(
	void *self, enum lane lane, uint64_t acked, const uint8_t chain[OUTBOX_CHAIN_BYTES])
{
	struct outbox_help *o = self;

	o->acked[lane] = acked;
	memcpy(o->chain[lane], chain, OUTBOX_CHAIN_BYTES);
	return ERR_NONE;
}

static inline enum err outbox_help_epoch(void *self, uint64_t *out)
{
	*out = ((struct outbox_help *)self)->epoch;
	return ERR_NONE;
}

static inline enum err outbox_help_epoch_renew(void *self)
{
	struct outbox_help *o = self;

	o->epoch++;
	o->renewed++;
	for (unsigned lane = 0; lane < LANES; lane++) {
		o->last[lane] -= o->acked[lane];
		o->acked[lane] = 0;
		o->first[lane] = 0;
		memset(o->chain[lane], 0, sizeof(o->chain[lane]));
		o->sent[lane] = 0;
	}
	return ERR_NONE;
}

static inline enum err outbox_help_down_get(void *self, uint64_t *mark)
{
	*mark = ((struct outbox_help *)self)->down;
	return ERR_NONE;
}

static inline enum err outbox_help_down_set(void *self, uint64_t mark)
{
	((struct outbox_help *)self)->down = mark;
	return ERR_NONE;
}

static inline enum err outbox_help_set_aside(void *self, enum lane lane, uint64_t seq, const char *why)
{
	(void)lane;
	(void)why;
	((struct outbox_help *)self)->set_aside = seq;
	return ERR_NONE;
}

static inline struct outbox_source outbox_help_source(struct outbox_help *outbox)
{
	return (struct outbox_source){.state = outbox_help_state,
		.rows = outbox_help_rows,
		.acked = outbox_help_acked,
		.sent = outbox_help_sent,
		.epoch = outbox_help_epoch,
		.epoch_renew = outbox_help_epoch_renew,
		.down_get = outbox_help_down_get,
		.down_set = outbox_help_down_set,
		.set_aside = outbox_help_set_aside,
		.self = outbox};
}

#endif
