/* A speaker's recordings of a site's texts, for telephones: SITE/voice/LANGUAGE-HASH.wav (line/prompts.h). A text
 * that is changed has another name, so that an old recording never says what is no longer meant. */
#ifndef FOYER_RECORDINGS_H
#define FOYER_RECORDINGS_H

#include "content/content.h"
#include "content/problem.h"

#include <stdio.h>

enum { RECORDING_QUIET_PEAK = 300 /* of 32767: below it a recording is silence */ };

/* One problem for each that belongs to no text of the site, that cannot be played, or in which nothing is said. No
 * folder, no problem. */
void recordings_check(const char *site, const struct content *c, struct problems *out);
/* One line for each text that can be recorded: its file's name, "+" where that is there and "-" where it is not, the
 * words; between them a tab. */
void recordings_list(const char *site, const struct content *c, FILE *out);

#endif
