/* Every screen of a site judged, on each board, in each theme and language; each fault of a text once, where it is
 * worst. */
#ifndef FOYER_MEASURE_SITE_H
#define FOYER_MEASURE_SITE_H

#include "base/check.h"
#include "base/err.h"
#include "check/measure.h"
#include "check/walk.h"
#include "port/screen.h"

enum { MEASURE_WORST_MAX = 1000, MEASURE_VIEW_BYTES_MAX = WALK_NAME_BYTES_MAX + 32, MEASURE_OTHER_BYTES_MAX = 64 };

struct measure_worst {
	uint64_t key; /* of fault and text */
	struct measure_found found;
	uint32_t more; /* how many other views have it too */
	struct board_screen board;
	uint8_t mode; /* of walk_themes */
	uint8_t language;
	char view[MEASURE_VIEW_BYTES_MAX]; /* the walk's name of it; "": in a text that need not be on a screen */
	char text[VIEW_TEXT_BYTES_MAX];    /* of the element: what is shown, or spoken where nothing is */
	char other[MEASURE_OTHER_BYTES_MAX];
};

struct measure_site {
	const struct content *content;
	const struct board_screen *boards;
	unsigned boards_count;
	const struct screen *fonts; /* an open screen: what its fonts measure */
	unsigned views_count;       /* out: how many were judged */
	uint16_t worst_count;       /* out */
	uint32_t left_out;          /* out: findings that had no place in the list */
	struct measure_worst worst[MEASURE_WORST_MAX];
};

/* ERR_NO_SPACE: memory is short. */
MUST_USE enum err measure_site(struct measure_site *site);

#endif
