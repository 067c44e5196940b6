/* Letters: how wide a line of text is, and drawing it. Implementations: adapter/type_harfbuzz.c, tests (letters of one
 * width). Not for several threads at once. */
#ifndef FOYER_PORT_TYPE_H
#define FOYER_PORT_TYPE_H

#include "draw/paint.h"

#include <stdbool.h>

struct type_style {
	int px; /* letter height: the font's em */
	bool bold;
	const char *language; /* BCP 47, for letters that look different by language; NULL or "": unknown */
};

struct type_place {
	int x;        /* where the line begins */
	int baseline; /* where the letters' feet stand */
	uint32_t colour;
};

struct type_ops {
	/* Pixels from the line's beginning to its end, rounded up. Nearly free for words seen before. */
	int (*width)(void *self, const char *line, const struct type_style *style);
	/* One line. What no font has is drawn as an empty box. */
	void (*draw)(void *self, const struct paint *paint, const char *line, const struct type_style *style,
		const struct type_place *place);
	/* False: a character of it would be an empty box. */
	bool (*has_glyphs)(void *self, const char *text);
	/* Forgets every word it has seen: they may be a customer's. */
	void (*forget)(void *self);
	void (*close)(void *self);
};

struct type {
	const struct type_ops *ops; /* NULL: there are no fonts */
	void *self;
};

/* Where the feet of letters of that height stand so that their capitals are in the middle of a line: pixels below it.
 * The same for every sans serif in use, to a pixel. */
static inline int type_baseline(int line_px, int px)
{
	return (line_px + px * 72 / 100) / 2;
}

#endif
