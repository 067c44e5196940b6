/* A text of the content with its values filled in: carried as {text, wording, values} through effects and the journal,
 * put into words here, once. */
#ifndef FOYER_CONTENT_SAY_H
#define FOYER_CONTENT_SAY_H

#include "base/text.h"
#include "content/content.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* name NUL value NUL name NUL value NUL ... */
struct values {
	uint16_t bytes;
	char list[VALUES_BYTES_MAX];
};

enum saying_flag {
	SAYING_MASKED = 1,
	SAYING_MANDATORY = 2,
	SAYING_INTERRUPTIBLE = 4,
	SAYING_RESULT = 8,      /* what became of something: it is seen until the customer goes on */
	SAYING_AFTER_PAUSE = 16 /* heard: LINE_MORE_PAUSE_MS behind what was said before; keys count in it */
};

struct saying {
	uint16_t text; /* of the session's content; NONE16: nothing is said */
	uint8_t wording;
	uint8_t language;
	uint8_t flags; /* set of enum saying_flag */
	struct values values;
};

/* Adds or replaces. A value that does not fit any more is cut at a character's border; names are short constants. */
void values_set(struct values *values, const char *name, const char *value);
/* NULL: not there. */
const char *values_get(const struct values *values, const char *name);
/* Walks: pass *at = 0 first; false at the end. */
bool values_next(const struct values *values, uint16_t *at, const char **name, const char **value);

/* The text with {name} replaced; unknown names become "". Cut at a character's border if out is too small. Returns
 * strlen(out). */
size_t content_fill(const char *text, const struct values *values, char *out, size_t out_bytes);
/* The saying as words; same rules. A saying whose text is NONE16 is "". */
size_t content_say(const struct content *c, const struct saying *saying, char *out, size_t out_bytes);

/* What everybody may hear, by the value's name: a title, a team, a choice, a number of minutes. Whatever else is the
 * customer's own; a resume code and a reference too: with them one gets at what was answered. No slot has such a name,
 * or its answer would be told to all. */
bool value_is_everybodys(struct text name);

/* The saying as it is spoken; same rules. `alone`: into a headset or a handset. Otherwise what is the customer's own is
 * said to be "shown on the screen" (the label); where it begins behind a colon, one such remark stands for all of it up
 * to the last value of that sentence. A name that somebody is addressed with is left out. What is masked is spoken as
 * "asterisk" (the label) for each character, to whomever. A code or a reference of digits alone is said digit by digit.
 */
size_t content_say_aloud(const struct content *c, const struct saying *saying, bool alone, char *out, size_t out_bytes);

#endif
