#include "sync/batch.h"

#include "sync/pack.h"

#include <stdlib.h>
#include <string.h>

struct batch_maker {
	struct pack *pack;
	char plain[PARCEL_PLAIN_BYTES_MAX];
	char packed[PARCEL_BODY_BYTES_MAX];
	char event[EVENT_JSON_BYTES_MAX];
};

enum err batch_open(struct batch_maker **out)
{
	enum err err;

	*out = malloc(sizeof(**out)); /* not zeroed: what is never written needs no memory */
	if (!*out)
		return ERR_NO_SPACE;
	(*out)->pack = NULL;
	err = pack_open(&(*out)->pack);
	if (err) {
		batch_close(*out);
		*out = NULL;
	}
	return err;
}

void batch_close(struct batch_maker *maker)
{
	if (!maker)
		return;
	pack_close(maker->pack);
	free(maker);
}

struct filling {
	struct batch_maker *maker;
	const struct batch_wish *wish;
	struct batch *batch;
	size_t used;
	uint32_t events_max;
	enum err err;
};

/* False: it does not fit any more, or is the last. */
static bool add_row(void *self, const struct outbox_row *row)
{
	struct filling *f = self;
	char *plain = f->maker->plain;
	size_t room = sizeof(f->maker->plain) - f->used - 2; /* its comma, and the end */
	size_t bytes;
	enum err err;

	if (f->wish->until > 0 && row->seq > f->wish->until)
		return false;
	if (row->seq != f->wish->after + f->batch->count + 1) {
		f->err = ERR_NOT_FOUND; /* a gap: older rows are gone */
		return false;
	}
	if (room > EVENT_JSON_BYTES_MAX)
		room = EVENT_JSON_BYTES_MAX; /* what is longer could not be chained anew */
	err = event_json(&f->wish->source, row, plain + f->used + 1, room, &bytes);
	if (err) {
		f->err = f->batch->count > 0 ? ERR_NONE : ERR_FORMAT;
		f->batch->broken = row->seq;
		return false;
	}
	plain[f->used] = f->batch->count == 0 ? '[' : ',';
	parcel_chain(f->batch->chain, plain + f->used + 1, bytes);
	f->used += bytes + 1;
	return ++f->batch->count < f->events_max;
}

static enum err fill(struct filling *f, const struct outbox_source *source)
{
	enum err err;

	f->used = 0;
	f->err = ERR_NONE;
	*f->batch = (struct batch){0};
	memcpy(f->batch->chain, f->wish->chain_before, PARCEL_CHAIN_BYTES);
	err = source->rows(source->self, f->wish->source.lane, f->wish->after, add_row, f);
	if (err || f->err || f->batch->count == 0)
		return err ? err : f->err;
	f->maker->plain[f->used++] = ']';
	f->batch->plain_bytes = f->used;
	return ERR_NONE;
}

/* False: more than a parcel takes. */
static bool compress(struct batch_maker *maker, struct batch *batch)
{
	const struct pack_plain plain = {maker->plain, batch->plain_bytes};
	size_t bytes;

	batch->encoding = PARCEL_ZSTD;
	if (pack_bytes(maker->pack, &plain, maker->packed, sizeof(maker->packed), &bytes))
		return false;
	batch->body = (struct parcel_body){maker->packed, bytes};
	return true;
}

enum err batch_make(
	struct batch_maker *maker, const struct outbox_source *source, const struct batch_wish *wish, struct batch *out)
{
	struct filling f = {.maker = maker, .wish = wish, .batch = out, .events_max = wish->events_max};

	CHECK(f.events_max > 0 && f.events_max <= PARCEL_EVENTS_MAX);
	for (;;) {
		enum err err = fill(&f, source);

		if (err || out->count == 0 || compress(maker, out))
			return err;
		if (out->count == 1) {
			out->broken = wish->after + 1;
			return ERR_FORMAT;
		}
		f.events_max = out->count / 2;
	}
}

struct chaining {
	struct batch_maker *maker;
	const struct batch_wish *wish;
	uint8_t *chain;
	uint64_t at;
	enum err err;
};

static bool chain_row(void *self, const struct outbox_row *row)
{
	struct chaining *c = self;
	size_t bytes;

	if (c->at == c->wish->until)
		return false;
	if (row->seq != c->at + 1)
		c->err = ERR_NOT_FOUND;
	else
		c->err = event_json(&c->wish->source, row, c->maker->event, sizeof(c->maker->event), &bytes);
	if (c->err)
		return false;
	parcel_chain(c->chain, c->maker->event, bytes);
	return ++c->at < c->wish->until;
}

enum err batch_chain(struct batch_maker *maker, const struct outbox_source *source, const struct batch_wish *wish,
	uint8_t chain[PARCEL_CHAIN_BYTES])
{
	struct chaining c = {.maker = maker, .wish = wish, .chain = chain, .at = wish->after};
	enum err err;

	memcpy(chain, wish->chain_before, PARCEL_CHAIN_BYTES);
	if (wish->until == wish->after)
		return ERR_NONE;
	err = source->rows(source->self, wish->source.lane, wish->after, chain_row, &c);
	if (err || c.err)
		return err ? err : c.err;
	return c.at == wish->until ? ERR_NONE : ERR_NOT_FOUND;
}

enum err batch_read(struct batch_maker *maker, uint8_t encoding, struct parcel_body body, struct parcel_body *plain)
{
	const struct pack_packed packed = {.encoding = encoding, .bytes = body.bytes, .count = body.count};
	size_t bytes = 0;
	enum err err = pack_undo(maker->pack, &packed, maker->plain, sizeof(maker->plain), &bytes);

	*plain = (struct parcel_body){maker->plain, bytes};
	return err;
}
