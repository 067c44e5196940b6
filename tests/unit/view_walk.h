/* For the tests of the view: walk.h with letters that are the same on every machine. */
#ifndef FOYER_TESTS_VIEW_WALK_H
#define FOYER_TESTS_VIEW_WALK_H

#include "base/text.h"
#include "check/walk.h"

#include <stdio.h>
#include <string.h>

enum { BOARDS_COUNT = WALK_BOARDS_COUNT };

/* Letters as wide as those of a common sans serif, the same on every machine. */
static inline int walk_fixed_width(void *self, const char *text, int height_px, bool bold)
{
	const char *end = text + strlen(text);
	uint32_t point;
	int permille = 0;

	(void)self;
	while ((point = text_next(&text, end)) != 0) {
		if (point < 0x80 && strchr("il.,:;'!|", (int)point))
			permille += 300;
		else if (point < 0x80 && strchr("mwMW", (int)point))
			permille += 900;
		else if (point < 0x80 && strchr("tfrj()- ", (int)point))
			permille += 390;
		else
			permille += point >= 'A' && point <= 'Z' ? 680 : 590;
	}
	return (permille * (bold ? 107 : 100) / 100 * height_px + 999) / 1000;
}

static const struct view_measure walk_fixed = {walk_fixed_width, NULL};

#endif
