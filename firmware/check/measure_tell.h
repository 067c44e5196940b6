/* What was measured, for who must act: "menu.yaml:12: what: what to do". */
#ifndef FOYER_MEASURE_TELL_H
#define FOYER_MEASURE_TELL_H

#include "check/content_place.h"
#include "check/measure_site.h"
#include "content/problem.h"
#include "draw/look.h"

enum { MEASURE_TOLD_MAX = 20 /* of each fault */ };

/* One problem for each, the worst MEASURE_TOLD_MAX of each fault (`site` is sorted for that); at its line where the
 * words are those of a file. `places` may be NULL: nowhere. */
void measure_tell(struct measure_site *site, const struct content_places *places, struct problems *out);
/* Pairs of the look's colours that cannot be told apart. */
void measure_tell_look(const struct look *look, struct problems *out);
/* Its logo and fonts that are not there, and a logo that is no picture. */
void measure_tell_look_files(const struct look *look, struct problems *out);

#endif
