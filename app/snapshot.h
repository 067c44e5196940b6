/* A conversation as bytes, for the store: what it is pinned to, by hash, and all of it. Holds personal data. */
#ifndef FOYER_SNAPSHOT_H
#define FOYER_SNAPSHOT_H

#include "core.h"
#include "session.h"

/* Returns the bytes written, at most SESSION_BYTES_MAX. */
size_t snapshot_write(const struct session *s, const struct images *images, void *out, size_t out_bytes);
/* ERR_VERSION: another program made it; ERR_FORMAT: damaged, or pinned to another content than this one. */
MUST_USE enum err snapshot_read(const void *snapshot, size_t bytes, const struct content *content, struct session *out);

#endif
