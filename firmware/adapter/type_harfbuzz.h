/* Letters with HarfBuzz (which glyphs, where) and FreeType (their shapes). */
#ifndef FOYER_ADAPTER_TYPE_HARFBUZZ_H
#define FOYER_ADAPTER_TYPE_HARFBUZZ_H

#include "base/check.h"
#include "base/err.h"
#include "port/type.h"

#include <stddef.h>

enum { TYPE_FILES_MAX = 8 };

/* The files of one weight in order of preference: each character is drawn from the first that has it. */
struct type_files {
	const char *path[2][TYPE_FILES_MAX]; /* regular, bold; NULL ends a list. Lent for the opening */
};

/* A file is read only when a character asks for it; one that is no font is passed over, said in one line. ERR_ABSENT: a
 * list has no good one; ERR_NO_SPACE. On an error *out->ops is NULL. */
MUST_USE enum err type_harfbuzz_open(struct type *out, const struct type_files *files);

#endif
