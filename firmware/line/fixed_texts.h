/* The texts of a site that are the same whoever hears them: those with no value in them. They can be made before
 * anybody wants them, and a speaker can record them. */
#ifndef FOYER_FIXED_TEXTS_H
#define FOYER_FIXED_TEXTS_H

#include "content/content.h"

/* Both are lent for the call. */
typedef void (*fixed_text)(void *self, const char *language, const char *text);

/* What the machine says of itself, and asks, as it does where speech in the languages `heard` is understood: each
 * wording in each language of the site. */
void fixed_texts_prompts(const struct content *c, uint8_t heard, fixed_text each, void *self);
/* All there are, what stands on buttons too; some more than once. */
void fixed_texts_all(const struct content *c, fixed_text each, void *self);

#endif
