/* What a customer is entering by keypad or keyboard, before it is an answer: kept on this side of the core and never
 * journalled key by key. */
#ifndef FOYER_ENTRY_H
#define FOYER_ENTRY_H

#include "core.h"

#include <stdbool.h>

enum entry_kind { ENTRY_NONE, ENTRY_DIGITS, ENTRY_PHONE, ENTRY_AMOUNT, ENTRY_DATE, ENTRY_TIME, ENTRY_LETTERS };

/* Keys of the on-screen keyboard beside the characters, delete being 8. */
enum { ENTRY_KEY_DELETE = 8, ENTRY_KEY_SHIFT = 14 };

/* What is shown instead of a character that is nobody's business: U+2022. */
#define ENTRY_DOT "\xe2\x80\xa2"

struct entry {
	uint8_t kind; /* enum entry_kind: which keys are offered */
	bool masked;
	bool capitals;       /* the next letter key is a capital */
	bool is_name;        /* each word begins with one by itself */
	uint16_t length_max; /* characters */
	char text[WORDS_BYTES_MAX];
};

/* Begins anew for what a LISTEN expects. */
void entry_begin(struct entry *entry, const struct content *content, const struct effect *listen);
/* The keys for a slot's type; ENTRY_NONE for choices. */
enum entry_kind entry_kind_of(const struct content *content, uint16_t slot);
/* A key by code point; 8 deletes, 14 changes to capitals and back. Dates and times get their separators by themselves.
 * False: it does not belong here and was not taken. */
bool entry_key(struct entry *entry, uint32_t key);
/* As it may be shown: masked fields as dots, card numbers too. */
void entry_shown(const struct entry *entry, char *out, size_t out_bytes);
/* Overwrites and empties. */
void entry_wipe(struct entry *entry);

#endif
