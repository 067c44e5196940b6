/* A pronunciation dictionary in CMU's form, one word a line: "zero Z IH R OW", further ways as "zero(2) Z IY R OW".
 * The file is mapped, not read: only the words in use cost memory. */
#ifndef FOYER_DICTIONARY_H
#define FOYER_DICTIONARY_H

#include "base/check.h"
#include "base/err.h"
#include "base/text.h"

#include <stdbool.h>

struct dictionary {
	const char *bytes; /* NULL: none */
	size_t size;
};

struct dictionary_word {
	const char *word; /* lower case; lent */
	bool found;
};

/* Called for each way of saying each word that is there, in the file's order: name is "zero" or "zero(2)". */
typedef void (*dictionary_say)(void *self, const char *name, const char *phones);

MUST_USE enum err dictionary_open(struct dictionary *out, const char *path);
/* Accepts an empty one. */
void dictionary_close(struct dictionary *dictionary);

/* Looks all words up in one pass. Sorts `words` by name; sets `found`. */
void dictionary_find(const struct dictionary *dictionary, struct dictionary_word *words, size_t count,
	dictionary_say say, void *self);

#endif
