/* Bytes made fewer, for the wire. zstd with a dictionary of our own events (sync/dictionary.c), so that a batch of
 * fifty is as good as one of a thousand. Implementation: adapter/pack_zstd.c. */
#ifndef FOYER_SYNC_PACK_H
#define FOYER_SYNC_PACK_H

#include "base/check.h"
#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

struct pack; /* keeps what is prepared; one thread at a time */

MUST_USE enum err pack_open(struct pack **out);
void pack_close(struct pack *pack); /* NULL is fine */

/* `out` must not overlap. ERR_NO_SPACE: it does not fit. */
struct pack_plain {
	const void *bytes;
	size_t count;
};
MUST_USE enum err pack_bytes(
	struct pack *pack, const struct pack_plain *plain, void *out, size_t out_bytes, size_t *used);
/* By enum parcel_encoding, plain and zstd. ERR_NO_SPACE: more than fits; ERR_FORMAT: damaged; ERR_VERSION: with a
 * dictionary, or in an encoding, that this program does not have. */
struct pack_packed {
	uint8_t encoding; /* enum parcel_encoding */
	const void *bytes;
	size_t count;
};
MUST_USE enum err pack_undo(
	struct pack *pack, const struct pack_packed *packed, void *out, size_t out_bytes, size_t *used);

/* sync/dictionary.c, made by toolchain/train-dictionary. */
extern const unsigned char pack_dictionary[];
extern const size_t pack_dictionary_bytes;

#endif
