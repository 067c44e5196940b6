/* The device's own messenger: a thread that asks the hub when there is reason to, and one that answers `foyer sync`. */
#ifndef FOYER_SYNC_SYNC_H
#define FOYER_SYNC_SYNC_H

#include "sync/exchange.h"

struct json_out;
struct sync;

/* What `foyer sync` asks: one connection to a socket in the data folder, one line there ("status", "now" or
 * "stick FOLDER"), one JSON map back: {"device", "hub", "link" ("up", "metered", "none"), "error" ("": the last try was
 * good), "error_for_s", "heard_for_s" (since the hub's last good answer; -1: none yet), "lanes": [{"lane", "waiting",
 * "for_s", "why", "words", "next_s", "acked", "last"}], "stick": what became of it, in words} */
#define SYNC_SOCKET "sync.sock"
enum { SYNC_STATUS_BYTES_MAX = 8 << 10, SYNC_LINE_BYTES_MAX = PATH_BYTES_MAX + 16 };

struct sync_options {
	struct outbox_source source;
	struct link link; /* given away, also on an error */
	struct identity *identity;
	struct exchange_clock clock;
	struct exchange_apply apply;
	uint32_t boot;
	const char *folder; /* where the socket is; NULL: nobody asks */
};

MUST_USE enum err sync_open(struct sync **out, const struct sync_options *options);
void sync_close(struct sync *sync); /* NULL is fine; what is under way is broken off */

/* All of these from any thread; NULL is fine. */
void sync_wake(struct sync *sync); /* there may be new rows */
void sync_link(struct sync *sync, const struct sender_link *link);
void sync_hurry(struct sync *sync);
/* Waits until it is done. *words: one line for a person, also on an error. */
MUST_USE enum err sync_stick(struct sync *sync, const char *folder, char *words, size_t words_bytes);
void sync_tell(struct sync *sync, struct json_out *out); /* one map, as above, without "stick" */

#endif
