/* One device for one data folder: two that talk with customers on the same store would each restore the other's
 * conversations. */
#ifndef FOYER_LOCK_H
#define FOYER_LOCK_H

#include "base/check.h"
#include "base/err.h"

#include <stddef.h>

/* Takes FOLDER/lock for as long as *fd is open; the system gives it back when the process ends, however it does.
 * ERR_BUSY: somebody has it. *why: one line that says who, and what to do. */
MUST_USE enum err lock_take(int *fd, const char *folder, char *why, size_t why_bytes);
void lock_give_back(int fd); /* -1 is fine */

#endif
