/* From a folder of files to a proved image, in one call: for `check`, `run`, `apply` and the tests. */
#ifndef FOYER_CONTENT_LOAD_H
#define FOYER_CONTENT_LOAD_H

#include "base/check.h"
#include "content/content.h"
#include "content/problem.h"

/* Reads, judges, compiles, hashes and proves. On ERR_NONE *image is the caller's, to be given to free(); its size
 * stands in its header. ERR_FORMAT: `problems` (emptied first) says why, sorted; *image is NULL. ERR_NO_SPACE: memory
 * is short. */
MUST_USE enum err content_load(const char *folder, void **image, struct problems *problems);

/* The same for one file in memory that is the whole site: for fuzzing and tests. */
MUST_USE enum err content_load_text(
	const char *name, const void *bytes, size_t size, void **image, struct problems *problems);

#endif
