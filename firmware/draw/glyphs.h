/* The shapes of letters as masks, each drawn once and kept. Implementation: adapter/glyphs_freetype.c. */
#ifndef FOYER_GLYPHS_H
#define FOYER_GLYPHS_H

#include "base/check.h"
#include "base/err.h"
#include "draw/paint.h"

#include <stddef.h>

/* Letters as high as this and higher stand on whole pixels; smaller ones on quarters, or words would look uneven. */
enum { GLYPH_PHASES = 4, GLYPH_WHOLE_PX = 48, GLYPH_PX_MAX = 1024 };

struct glyph_key {
	uint8_t font;  /* from glyphs_add() */
	uint8_t phase; /* quarters of a pixel to the right */
	uint16_t px;   /* the em */
	uint32_t glyph;
};

struct glyph_mask {
	struct paint_mask mask;
	int left; /* from the pen to the mask's left side */
	int top;  /* from the baseline up to the mask's upper side */
};

struct glyphs;

MUST_USE enum err glyphs_open(struct glyphs **out);
void glyphs_close(struct glyphs *glyphs); /* accepts NULL */
/* The file's bytes stay the caller's, and must stay. ERR_FORMAT: not a font; ERR_NO_SPACE. */
MUST_USE enum err glyphs_add(struct glyphs *glyphs, const char *bytes, size_t size, uint8_t *font);
/* False: it cannot be drawn, or is larger than all that is kept. The mask is lent until the next call. */
bool glyphs_get(struct glyphs *glyphs, const struct glyph_key *key, struct glyph_mask *out);

#endif
