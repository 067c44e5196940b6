/* A sentence as the things that slots are made of: numbers, ordinals, months, weekdays, fillers, and other words. */
#ifndef FOYER_UNDERSTAND_UNITS_H
#define FOYER_UNDERSTAND_UNITS_H

#include "content/content.h"
#include "understand/tokens.h"

enum unit_kind {
	UNIT_OTHER,
	UNIT_FILLER,
	UNIT_JOIN,    /* "and", "e": may stand inside a number */
	UNIT_WRITTEN, /* digits; value: -1 if it does not fit */
	UNIT_DIGIT,   /* a word for 0..9 */
	UNIT_NUMBER,  /* a word for 10 and more, or several as one word ("duecentotrenta") */
	UNIT_REPEAT,  /* "double" */
	UNIT_ORDINAL, /* "third"; "3rd" stays WRITTEN */
	UNIT_LAST,    /* "the last one" */
	UNIT_MONTH,
	UNIT_WEEKDAY,
	UNIT_DAY, /* value: days from today */
	UNIT_NEXT
};

struct unit {
	uint8_t kind; /* enum unit_kind */
	bool compound;
	uint16_t first; /* token */
	uint16_t count;
	int32_t value;
};

struct units {
	uint16_t count;
	struct unit list[TOKENS_MAX];
	struct tokens tokens;
};

/* False: the sentence is longer than fits. Kinds other than numbers and fillers are found only if `with_dates`. */
bool units_read(struct units *u, const struct content *c, uint8_t language, const char *words, bool with_dates);

/* The longest word or phrase of the given kinds (bit k: enum words_kind k) that the tokens say from `at` on. Returns
 * its tokens; 0: none. language LANGUAGES_MAX: any. */
uint16_t lexicon_say(const struct content *c, uint8_t language, uint32_t kinds, const struct tokens *tokens,
	uint16_t at, const struct content_word **word);

/* The number that starts at unit *at ("two hundred and five", "2 thousand", "42"), 0..999999; *at moves behind it. -1:
 * there is none, and *at stays. */
int32_t units_cardinal(const struct units *u, uint16_t *at);

/* The digits that start at unit *at ("four four double two", "04 23", "forty two"); *at moves behind them. Returns how
 * many, at most `digits_max` are written; 0: none. */
size_t units_digits(const struct units *u, uint16_t *at, char *digits, size_t digits_max);

/* True for articles and the like that carry nothing beside a position or a label ("the", "number", "one"). */
bool unit_is_small(const struct units *u, uint16_t at);

/* "3rd", "1º": the letters behind a written number. */
bool unit_is_ordinal_tail(const struct units *u, uint16_t at);

#endif
