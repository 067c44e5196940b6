/* A hub in memory that keeps the rules of sync/README.md, and breaks one of them when it is told to: the far end of the
 * exchange's tests, however its parcels come. */
#ifndef FOYER_TEST_HUB_HELP_H
#define FOYER_TEST_HUB_HELP_H

#include "sync/batch.h"
#include "sync/parcel.h"
#include "sync/signing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum hub_fault {
	HUB_GOOD,
	HUB_STATUS,     /* `status`, with retry_after_s */
	HUB_POISON,     /* 400, naming `poison` */
	HUB_REPLY_LOST, /* takes it, and nobody hears of it */
	HUB_PART,       /* takes only the first `part` */
	HUB_RENEW,      /* 409, orders a new epoch */
	HUB_STRANGER,   /* signed with another key */
	HUB_OLD_NONCE,  /* an answer to another question */
	HUB_UNSIGNED,   /* a page that wants a sign-in */
};

struct hub_mark {
	uint64_t epoch;
	uint8_t lane;
	uint64_t acked;
	uint8_t chain[PARCEL_CHAIN_BYTES];
};

enum { HUB_MARKS_MAX = 32, HUB_REPLY_BYTES = 4096 };

struct hub_help {
	uint8_t public_key[SIGNING_PUBLIC_BYTES];
	uint8_t secret[SIGNING_SECRET_BYTES];
	uint8_t device_key[SIGNING_PUBLIC_BYTES];
	struct hub_mark marks[HUB_MARKS_MAX];
	size_t marks_count;
	enum hub_fault fault; /* of the next answers, ... */
	unsigned faults;      /* ... so many */
	uint16_t status;
	uint32_t retry_after_s;
	uint64_t poison;
	uint32_t part;
	unsigned asked;
	unsigned taken; /* events, each once */
	unsigned skipped;
	uint32_t count_max;          /* larger ones get a 413; 0: all are taken */
	uint64_t down_last;          /* messages 1.. wait */
	uint64_t down_applied;       /* as the device says */
	struct parcel_up last;       /* the last question */
	char reply[HUB_REPLY_BYTES]; /* head, then body */
	size_t reply_head;
	size_t reply_bytes;
};

static inline void hub_help_sign(void *self, const void *bytes, size_t count, uint8_t signature[SIGNING_BYTES])
{
	struct hub_help *hub = self;
	uint8_t other_public[SIGNING_PUBLIC_BYTES];
	uint8_t other[SIGNING_SECRET_BYTES];

	signing_keys_make(other_public, other);
	signing_sign(hub->faults > 0 && hub->fault == HUB_STRANGER ? other : hub->secret, bytes, count, signature);
}

static inline bool hub_help_verify(void *self, const void *bytes, size_t count, const uint8_t signature[SIGNING_BYTES])
{
	return signing_holds(((struct hub_help *)self)->device_key, bytes, count, signature);
}

static inline void hub_help_begin(struct hub_help *hub, const uint8_t device_key[SIGNING_PUBLIC_BYTES])
{
	*hub = (struct hub_help){0};
	signing_keys_make(hub->public_key, hub->secret);
	memcpy(hub->device_key, device_key, SIGNING_PUBLIC_BYTES);
}

static inline struct hub_mark *hub_help_mark(struct hub_help *hub, uint64_t epoch, uint8_t lane)
{
	for (size_t i = 0; i < hub->marks_count; i++)
		if (hub->marks[i].epoch == epoch && hub->marks[i].lane == lane)
			return &hub->marks[i];
	if (hub->marks_count == HUB_MARKS_MAX)
		abort();
	hub->marks[hub->marks_count] = (struct hub_mark){.epoch = epoch, .lane = lane};
	return &hub->marks[hub->marks_count++];
}

/* The end of the JSON map that begins there; NULL: it has none. */
static inline const char *hub_help_map_end(const char *at, const char *end)
{
	unsigned depth = 0;
	bool quoted = false;

	for (; at < end; at++) {
		if (quoted && *at == '\\')
			at++;
		else if (*at == '"')
			quoted = !quoted;
		else if (!quoted && *at == '{')
			depth++;
		else if (!quoted && *at == '}' && --depth == 0)
			return at + 1;
	}
	return NULL;
}

/* Through the events `skip` + 1 ... `take`; the chain after `skip`, too. */
static inline bool hub_help_walk(
	const struct parcel_body *plain, uint32_t skip, uint32_t take, uint8_t chain[2][PARCEL_CHAIN_BYTES])
{
	const char *at = plain->bytes;
	const char *end = at + plain->count;

	for (uint32_t i = 0; i < take; i++) {
		const char *stop = hub_help_map_end(at + 1, end);

		if (!stop)
			return false;
		parcel_chain(chain[1], at + 1, (size_t)(stop - at - 1));
		if (i + 1 == skip)
			memcpy(chain[0], chain[1], PARCEL_CHAIN_BYTES);
		at = stop;
	}
	return true;
}

static inline void hub_help_take(
	struct hub_help *hub, const struct parcel_up *up, const struct parcel_body *plain, struct parcel_down *down)
{
	struct hub_mark *mark = hub_help_mark(hub, up->epoch, up->lane);
	uint64_t last = up->after + up->count;
	uint8_t chain[2][PARCEL_CHAIN_BYTES];
	uint32_t skip = 0;

	down->status = 409;
	if (up->after <= mark->acked && mark->acked <= last)
		skip = (uint32_t)(mark->acked - up->after);
	memcpy(chain[0], up->chain_before, PARCEL_CHAIN_BYTES);
	memcpy(chain[1], up->chain_before, PARCEL_CHAIN_BYTES);
	if (hub->faults > 0 && hub->fault == HUB_PART && hub->part < up->count)
		last = up->after + hub->part;
	if (up->after > mark->acked || mark->acked > last)
		return; /* the mark tells */
	if (!hub_help_walk(plain, skip, (uint32_t)(last - up->after), chain))
		return;
	down->epoch_renew = memcmp(chain[0], mark->chain, PARCEL_CHAIN_BYTES) != 0;
	if (down->epoch_renew)
		return;
	hub->skipped += skip;
	hub->taken += (unsigned)(last - mark->acked);
	mark->acked = last;
	memcpy(mark->chain, chain[1], PARCEL_CHAIN_BYTES);
	down->status = 200;
}

static inline void hub_help_faulty(struct hub_help *hub, struct parcel_down *down)
{
	if (hub->fault == HUB_RENEW) {
		down->status = 409;
		down->epoch_renew = true;
	} else {
		down->status = hub->fault == HUB_POISON ? 400 : hub->status;
		down->poison = hub->fault == HUB_POISON ? hub->poison : 0;
		down->retry_after_s = hub->retry_after_s;
	}
}

static inline size_t hub_help_messages(
	struct hub_help *hub, const struct parcel_up *up, struct parcel_down *down, char *out, size_t room)
{
	size_t used = (size_t)snprintf(out, room, "[");

	hub->down_applied = up->down;
	down->down_last = hub->down_last;
	down->down_after = up->down;
	for (uint64_t n = up->down + 1; !up->down_none && n <= hub->down_last && down->down_count < 3; n++)
		used += (size_t)snprintf(out + used, room - used,
			"%s{\"specversion\":\"1.0\",\"id\":\"down-%llu\",\"source\":\"/"
			"hub\",\"type\":\"foyer.setting\","
			"\"data\":{\"n\":%llu}}",
			down->down_count++ > 0 ? "," : "", (unsigned long long)n, (unsigned long long)n);
	return used + (size_t)snprintf(out + used, room - used, "]");
}

/* False: nothing comes back. The answer is in reply. */
static inline bool hub_help_answer(
	struct hub_help *hub, struct batch_maker *maker, const char *head, struct parcel_body body)
{
	const struct parcel_signer signer = {hub_help_sign, hub_help_verify, hub};
	struct parcel_down down = {.status = 403, .wall_ms = 1700000000000};
	struct parcel_up up;
	struct parcel_body plain = {"[]", 2};
	struct parcel_body back = {0};
	char messages[2048];
	bool faulty = hub->faults > 0;

	hub->asked++;
	if (parcel_up_read(head, strlen(head), body, &signer, &up) == ERR_NONE &&
		(up.count == 0 || batch_read(maker, up.encoding, body, &plain) == ERR_NONE)) {
		struct hub_mark *mark = hub_help_mark(hub, up.epoch, up.lane);

		hub->last = up;
		if (faulty && (hub->fault == HUB_STATUS || hub->fault == HUB_POISON || hub->fault == HUB_RENEW))
			hub_help_faulty(hub, &down);
		else if (hub->count_max > 0 && up.count > hub->count_max)
			down.status = 413;
		else
			hub_help_take(hub, &up, &plain, &down);
		down.has_acked = down.status == 200 || down.status == 409;
		down.acked = mark->acked;
		memcpy(down.chain, mark->chain, sizeof(down.chain));
		down.lane = up.lane;
		down.epoch = up.epoch;
		memset(down.token, 0x11, sizeof(down.token));
		snprintf(down.nonce, sizeof(down.nonce), "%s",
			faulty && hub->fault == HUB_OLD_NONCE ? "another" : up.nonce);
		if (down.status == 200)
			back = (struct parcel_body){
				messages, hub_help_messages(hub, &up, &down, messages, sizeof(messages))};
	}
	if (parcel_down_write(&down, back, &signer, hub->reply, sizeof(hub->reply)))
		abort();
	hub->reply_head = strlen(hub->reply);
	if (faulty && hub->fault == HUB_UNSIGNED)
		hub->reply_head = 0;
	if (back.count > 0)
		memcpy(hub->reply + hub->reply_head, back.bytes, back.count);
	hub->reply_bytes = hub->reply_head + back.count;
	hub->faults -= faulty;
	return !(faulty && hub->fault == HUB_REPLY_LOST);
}

/* The answer as one message: HUB_REPLY_BYTES + 3 are enough. */
static inline size_t hub_help_message(const struct hub_help *hub, char *out)
{
	size_t head = (size_t)snprintf(out, HUB_REPLY_BYTES + 3, "%.*s\r\n", (int)hub->reply_head, hub->reply);
	size_t body = hub->reply_bytes - hub->reply_head;

	for (size_t i = 0; i < body; i++)
		out[head + i] = hub->reply[hub->reply_head + i];
	return head + body;
}

#endif
