/* Where in a site's files the words on a screen were written. The image keeps no lines: they are found again by the
 * words themselves, the values in them left aside. */
#ifndef FOYER_CONTENT_PLACE_H
#define FOYER_CONTENT_PLACE_H

#include "content/content.h"
#include "content/doc.h"

struct content_places; /* owns its list; the doc and the content are lent until the close */

struct content_place {
	const char *path; /* as in the doc */
	uint32_t line;
};

/* NULL: memory is short. */
struct content_places *content_places_open(const struct doc *doc, const struct content *content);
/* `shown`: as it stands in an element, line ends and all. False: no file has these words. */
bool content_place_of(
	const struct content_places *places, const char *shown, uint8_t language, struct content_place *out);
void content_places_close(struct content_places *places);

#endif
