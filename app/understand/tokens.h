/* A sentence as comparable pieces: lower case, accents taken off, letters and digits apart, English contractions
 * spelled out ("don't" -> "do not"), and what stood between them. */
#ifndef FOYER_UNDERSTAND_TOKENS_H
#define FOYER_UNDERSTAND_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TOKENS_MAX = 128, TOKENS_BYTES_MAX = 640 };

struct token {
	const char *at; /* into `bytes`, or a constant; not ended by a NUL */
	uint16_t length;
	bool digits;
	bool spaced; /* white space stood before it */
	char gap; /* the last sign before it: 0 none; '\'' and '-' in all their shapes, '$' any currency, '?' others */
	uint32_t from; /* bytes of the sentence */
	uint32_t to;
};

/* Must not be copied: tokens point into it. */
struct tokens {
	uint16_t count;
	bool whole;    /* false: the sentence goes on after `end`, there was no room */
	char tail_gap; /* after the last token, as `gap` */
	uint32_t end;  /* bytes read */
	uint16_t used;
	struct token list[TOKENS_MAX];
	char bytes[TOKENS_BYTES_MAX];
};

void tokens_read(struct tokens *tokens, const char *words);

/* How many tokens from `at` on say exactly this phrase; 0: they do not. */
uint16_t tokens_say(const struct tokens *tokens, uint16_t at, const char *phrase);

bool token_is(const struct token *token, const char *word);

/* True if the token is one of the words, which end with a NULL. */
bool token_is_one(const struct token *token, const char *const *words);

#endif
