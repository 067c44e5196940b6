/* Small sentences that mean the same everywhere: yes, no, help, back, a person. From the content's `words`. */
#ifndef FOYER_UNDERSTAND_PHRASE_H
#define FOYER_UNDERSTAND_PHRASE_H

#include "content/content.h"

/* The kind (WORDS_YES ... WORDS_CHANGE) that the whole utterance says, fillers left aside ("yes please" is yes, "help
 * me choose a loan" is not help); WORDS_COUNT: none. Tries the given language first, then the site's others. */
enum words_kind phrase_kind(const struct content *c, uint8_t language, const char *words);

/* The option of a choice slot, or the label of one of several texts, that the words say: by label, by its asks, by
 * number words and ordinals ("two"). NONE16: none or more than one. */
uint16_t phrase_option(const struct content *c, uint16_t slot, uint8_t language, const char *words);
uint16_t phrase_text(
	const struct content *c, const uint16_t *texts, uint16_t texts_count, uint8_t language, const char *words);

/* A number 0..999999 said or written as the whole utterance; -1: none. */
int32_t phrase_number(const struct content *c, uint8_t language, const char *words);

enum { PHRASE_DIGITS_MAX = 20 };

/* The digits that the whole utterance says or writes, in a row ("four one double zero", "41 00"); small words are left
 * aside. Returns how many; 0: none, other words among them, or more than fit. */
size_t phrase_digits(const struct content *c, uint8_t language, const char *words, char *out, size_t out_bytes);

/* True, and the digits as phrase_digits() gives them, where a sentence names a code by the site's words for it and
 * gives its digits, the only number in it ("I was here before, my code is 4110", "il mio codice è 4110"). In any
 * language of the site, the given one first. "My PIN code is 4110" is about another code. */
bool phrase_code(const struct content *c, uint8_t language, const char *words, char *out, size_t out_bytes);

#endif
