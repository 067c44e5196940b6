/* Where things lie: beside the source while building, in ../share/foyer beside an installed program. */
#ifndef FOYER_PATHS_H
#define FOYER_PATHS_H

#include "base/check.h"

#include <stdbool.h>
#include <stddef.h>

enum { PATH_BYTES_MAX = 1024 };

/* The first of what is there: assets/`name` or board/... beside the source (`source`), else share/foyer/`name`. False:
 * neither; `out` is then the place where it would be installed. */
bool paths_share(const char *source, const char *name, char *out, size_t out_bytes);
/* $XDG_STATE_HOME/foyer, or ~/.local/state/foyer. False: there is no home. */
bool paths_state(char *out, size_t out_bytes);
/* True if it is a folder. */
bool paths_is_folder(const char *path);
/* Makes the folder and those above it, 0700. False: errno says why. */
MUST_USE bool paths_make_folder(const char *path);

#endif
