/* Tells when files of a folder were saved. */
#ifndef FOYER_WATCH_H
#define FOYER_WATCH_H

#include "base/check.h"
#include "base/err.h"

#include <stdbool.h>

/* Watches the folder and its direct subfolders; *out is a descriptor to poll. */
MUST_USE enum err watch_open(int *out, const char *folder);
/* Takes all news; true if a .yaml file was written, moved or removed. */
bool watch_take(int watch);

#endif
