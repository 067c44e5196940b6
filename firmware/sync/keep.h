/* Small files that are whole or not there, for their owner only (0600). */
#ifndef FOYER_SYNC_KEEP_H
#define FOYER_SYNC_KEEP_H

#include "base/check.h"
#include "base/err.h"

#include <stddef.h>

/* On the disk when it returns; what was there before is there until then. */
MUST_USE enum err keep_file(const char *folder, const char *name, const void *bytes, size_t count);
/* With a NUL behind it. ERR_NO_SPACE: longer than fits. */
MUST_USE enum err keep_read(const char *folder, const char *name, void *out, size_t out_bytes, size_t *count);

#endif
