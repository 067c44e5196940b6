/* A parcel: what travels between a device and its hub, the same bytes on every carrier (sync/README.md). A head of text
 * lines, then a body: a CloudEvents 1.0 JSON batch, compressed. HTTPS sends the head's lines as headers; MQTT and the
 * stick send head, empty line and body as one message. */
#ifndef FOYER_SYNC_PARCEL_H
#define FOYER_SYNC_PARCEL_H

#include "base/check.h"
#include "base/err.h"
#include "sync/lane.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PARCEL_DEVICE_BYTES_MAX = 40, /* "d-" and 26 letters and digits */
	PARCEL_BOOT_BYTES_MAX = 40,   /* the kernel's boot id */
	PARCEL_CHAIN_BYTES = 32,
	PARCEL_TOKEN_BYTES = 16,
	PARCEL_SIGNATURE_BYTES = 64,
	PARCEL_HEAD_BYTES_MAX = 2048,
	PARCEL_BODY_BYTES_MAX = 100 << 10, /* compressed: brokers take no more than 128 kB */
	PARCEL_PLAIN_BYTES_MAX = 1 << 20,
	PARCEL_EVENTS_MAX = 1000,
};

enum parcel_encoding { PARCEL_PLAIN, PARCEL_GZIP, PARCEL_ZSTD };

/* Device to hub. */
struct parcel_up {
	char device[PARCEL_DEVICE_BYTES_MAX];
	uint64_t epoch;
	uint8_t lane;     /* enum lane */
	uint64_t after;   /* the events' numbers are after + 1 ... after + count */
	uint32_t count;   /* 0: nothing but a question: what is my mark, what is there for me? */
	uint8_t encoding; /* enum parcel_encoding */
	uint8_t chain_before[PARCEL_CHAIN_BYTES];
	uint8_t chain[PARCEL_CHAIN_BYTES];
	uint8_t instance[PARCEL_TOKEN_BYTES]; /* random, made at each start */
	uint8_t token[PARCEL_TOKEN_BYTES];    /* the last one the hub gave to this card; zeroes: none yet */
	char boot_id[PARCEL_BOOT_BYTES_MAX];
	uint32_t boot;                          /* starts, counted */
	uint64_t time_ms;                       /* the device's clock now, ... */
	int64_t wall_ms;                        /* ... and UTC, as it believes; 0: nobody has set it */
	uint64_t down;                          /* the hub's messages are applied up to here */
	bool down_none;                         /* send none now: metered, or busy */
	char nonce[2 * PARCEL_TOKEN_BYTES + 1]; /* random letters and digits: the answer repeats them */
};

/* Hub to device. */
struct parcel_down {
	uint16_t status; /* as HTTP's: 200, 400, 403, 409, 413, 429, 5xx */
	bool has_acked;
	uint64_t acked;                    /* committed up to here, of this epoch and lane */
	uint8_t chain[PARCEL_CHAIN_BYTES]; /* at acked */
	uint8_t lane;
	uint64_t epoch;
	bool epoch_renew; /* an order: begin a new epoch */
	uint8_t token[PARCEL_TOKEN_BYTES];
	int64_t wall_ms; /* the hub's UTC when it answered */
	uint64_t poison; /* this event's number cannot be taken; 0: none */
	uint32_t retry_after_s;
	uint64_t down_after; /* the messages in the body are down_after + 1 ... */
	uint32_t down_count;
	uint64_t down_last; /* the newest message that waits at the hub */
	uint8_t encoding;
	char nonce[2 * PARCEL_TOKEN_BYTES + 1]; /* of the question, so that an old answer is none */
};

struct parcel_signer {
	void (*sign)(void *self, const void *bytes, size_t count, uint8_t signature[PARCEL_SIGNATURE_BYTES]);
	bool (*verify)(void *self, const void *bytes, size_t count, const uint8_t signature[PARCEL_SIGNATURE_BYTES]);
	void *self;
};
struct parcel_body {
	const void *bytes;
	size_t count;
};
/* Writes the head's lines, each ended by \r\n, and a NUL; a zero that may be left out is. Signed: those lines without
 * the signature's, in the order of the tables in parcel.c, then BLAKE2b-256 of the body as sent. ERR_NO_SPACE: `out` is
 * too small (PARCEL_HEAD_BYTES_MAX + 1 is enough). */
MUST_USE enum err parcel_up_write(const struct parcel_up *up, struct parcel_body body,
	const struct parcel_signer *signer, char *out, size_t out_bytes);
MUST_USE enum err parcel_down_write(const struct parcel_down *down, struct parcel_body body,
	const struct parcel_signer *signer, char *out, size_t out_bytes);

/* A head's lines in any order, names in any case, others skipped. ERR_FORMAT: malformed; ERR_DENIED: the signature is
 * not of these bytes. signer NULL: not verified (the device is not known yet: read `device` first, then again). */
MUST_USE enum err parcel_up_read(const char *head, size_t head_bytes, struct parcel_body body,
	const struct parcel_signer *signer, struct parcel_up *up);
MUST_USE enum err parcel_down_read(const char *head, size_t head_bytes, struct parcel_body body,
	const struct parcel_signer *signer, struct parcel_down *down);

/* One message: head, empty line, body. Where the body begins; 0: no whole head. */
size_t parcel_split(const char *message, size_t bytes);

/* The next link: BLAKE2b-256 over the chain before and the event's JSON text as it stands in the batch. */
void parcel_chain(uint8_t chain[PARCEL_CHAIN_BYTES], const void *event, size_t bytes);

#endif
