/* What can be said now, as a JSGF grammar for the recogniser: made from the content and what a LISTEN expects. */
#ifndef FOYER_LISTEN_H
#define FOYER_LISTEN_H

#include "base/check.h"
#include "base/err.h"
#include "content/content.h"
#include "effect.h"

#include <stddef.h>

enum { LISTEN_GRAMMAR_BYTES_MAX = 96 << 10 };

/* Pure. The way out (universal words) stands first; what does not fit into `out` any more is left out whole, the
 * phrasings of topics last of all. ERR_NOT_FOUND: nothing of this can be said (free words, a name); ERR_NO_SPACE: not
 * even the frame fits; `out` is then "". */
MUST_USE enum err listen_grammar(const struct content *c, const struct effect *listen, char *out, size_t out_bytes);

#endif
