/* Screens as pictures, for `foyer snapshot`: one of them, or all of a site with a sheet that shows them beside each
 * other. What goes wrong is said on stderr. */
#ifndef FOYER_SNAPSHOT_H
#define FOYER_SNAPSHOT_H

#include "content/content.h"
#include "paths.h"
#include "port/screen.h"
#include "view/view.h"

/* The options as they were given; NULL: not. */
struct snapshot {
	const char *size;
	const char *mm;
	const char *out;
	const char *content; /* the site's folder; never NULL once it was loaded */
	const char *language;
	const char *item;
	const char *answer;
	const char *slot;
	const char *page;
	bool large;
	bool contrast;
	bool aloud;
	char demonstration[PATH_BYTES_MAX]; /* where its site lies; for `content` when none is named */
};

/* False: the size is no panel's. */
bool snapshot_board(const struct snapshot *snapshot, struct board_screen *out);
/* A screen that draws pictures of that size in the site's look. False: the screen said why. */
bool snapshot_open(const struct snapshot *snapshot, const struct board_screen *board, struct screen *out);
/* LANGUAGES_MAX: the site does not speak it; the first language if none is named. */
uint8_t snapshot_language(const struct content *c, const struct snapshot *snapshot);
/* Every screen in each size, theme and language that the options leave, into the folder `out`. Returns the exit code.
 */
int snapshot_all(const struct content *c, const struct snapshot *snapshot);

#endif
