/* A row of the outbox as a CloudEvents 1.0 JSON text. The same row gives the same text whenever it is written: the
 * chain stands on it. So it has no time, only boot and device clock; the hub reckons the rest (README.md, "Time"). */
#ifndef FOYER_SYNC_EVENT_JSON_H
#define FOYER_SYNC_EVENT_JSON_H

#include "base/check.h"
#include "base/err.h"
#include "store/outbox.h"

#include <stddef.h>
#include <stdint.h>

/* The largest: a card of 4 kB, each byte escaped. */
enum { EVENT_JSON_BYTES_MAX = 32 << 10 };

struct event_source {
	const char *device;
	uint64_t epoch;
	enum lane lane;
};

/* *used: without a NUL; there is none. ERR_NO_SPACE: it does not fit; ERR_FORMAT: nobody knows this kind of row, or its
 * visit is damaged. */
MUST_USE enum err event_json(
	const struct event_source *source, const struct outbox_row *row, char *out, size_t out_bytes, size_t *used);

/* "foyer.step"; NULL: no such kind. */
const char *event_json_type(enum outbox_kind kind);

#endif
