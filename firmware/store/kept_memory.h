/* Memory that outlives this program, though not the machine's power: POSIX shared memory of this account alone, named
 * after the data folder. Who has that folder's lock (lock.h) has it. Written to it nothing reaches the disk, so that an
 * SD card is spared; but what a customer has just said lies in it unsealed, as in any memory, for a second or so. */
#ifndef FOYER_KEPT_MEMORY_H
#define FOYER_KEPT_MEMORY_H

#include "base/check.h"
#include "base/err.h"
#include "store/store.h"

struct kept_memory {
	struct store_kept kept; /* for store_options; bytes NULL: there is none, and the store does without */
	int fd;
	uint32_t reserved;
	char name[32];
};

/* ERR_DENIED: somebody else's is in its place. ERR_NO_SPACE, ERR_IO: the system has none. `memory` is lent for as long
 * as it is open. */
MUST_USE enum err kept_memory_open(struct kept_memory *memory, const char *folder);
/* After store_close(). It stays for the next one if steps still wait in it: an empty store leaves its first byte 0. */
void kept_memory_close(struct kept_memory *memory);

#endif
