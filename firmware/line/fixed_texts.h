/* The texts of a site that are the same whoever hears them: those with no value in them. They can be made before
 * anybody wants them, and a speaker can record them. */
#ifndef FOYER_FIXED_TEXTS_H
#define FOYER_FIXED_TEXTS_H

#include "content/content.h"

/* Both are lent for the call. */
typedef void (*fixed_text)(void *self, const char *language, const char *text);

/* What the machine says of itself on the telephone, and asks: each wording in each language of the site, where callers
 * are understood and where they press keys. */
void fixed_texts_line(const struct content *c, fixed_text each, void *self);
/* All there are, what stands on buttons too; some more than once. */
void fixed_texts_all(const struct content *c, fixed_text each, void *self);

#endif
