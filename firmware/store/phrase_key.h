/* Which sentences mean the same to who reads a list of them: the same words besides the small ones, in any order. */
#ifndef FOYER_PHRASE_KEY_H
#define FOYER_PHRASE_KEY_H

#include "content/content.h"

/* The sentence's words in the order of the alphabet, each once, without the site's fillers and without what only opens
 * a question; all of them where nothing else would be left. language LANGUAGES_MAX: of none, then only the form
 * changes. `out` has room for WORDS_BYTES_MAX. */
void phrase_key(const struct content *c, uint8_t language, const char *words, char *out);

/* True if the two have a word in common besides the small ones. */
bool phrase_keys_meet(const char *a, const char *b);

#endif
