/* A customer's words as one slot's value, and that value as words again. */
#ifndef FOYER_UNDERSTAND_SLOT_H
#define FOYER_UNDERSTAND_SLOT_H

#include "content/content.h"

/* Canonical values: digits "0423" · amount "1250" or "1250.50" · date "2026-12-01" · time "14:30" · choice: its id ·
 * name "Anna Rossi" (first letters upper case, spaces single) · phone "+390541555010" or "0541555010" (6..15 digits) ·
 * text: trimmed, spaces single. local_s: the site's wall clock, for "tomorrow" and for the date's bounds; 0 unknown:
 * then only full dates fit and bounds are not judged. Understands digits, number words ("forty two", "double four"),
 * months, weekdays and days of the content's `words`, in that language. False: the words do not fit; `out` is then "".
 * `out` has room for FREE_TEXT_BYTES_MAX. */
bool slot_parse(const struct content *c, uint16_t slot, uint8_t language, int64_t local_s, const char *words, char *out,
	size_t out_bytes);

/* For people: "1 December 2026", "14:30", "0541 555 010", the choice's label, "€ 1250.50"; a masked slot gives one * a
 * character. */
void slot_say(const struct content *c, uint16_t slot, uint8_t language, const char *value, char *out, size_t out_bytes);

/* What slot_say() gave, for the ear: digits that are no quantity one by one, in groups of three with a pause between
 * them ("0 5 4 1, 5 5 5, 0 1 0" as they are grouped already). In place; other slots stay as they are. */
void slot_say_digits(const struct content *c, uint16_t slot, char *words, size_t words_bytes);

/* "1 December 2026" of "2026-12-01"; false: it is no date, or the content has no word for the month. */
bool slot_say_date(const struct content *c, uint8_t language, const char *value, char *out, size_t out_bytes);

/* Takes full card numbers (13..19 digits that pass the Luhn check, ISO/IEC 7812-1; grouped by spaces, dots or dashes,
 * or spoken as the content's digit words) out of the words in place: every digit becomes '*', spoken ones too. True if
 * there was one. c may be NULL: then only written digits. */
bool card_mask(const struct content *c, char *words, size_t words_bytes);

#endif
