/* How foyer looks, as data: a folder with foyer.look (`key = value`), its logo, and its fonts if they are its own. What
 * a file leaves out is as in look_default(), which is assets/look/foyer.look compiled in. */
#ifndef FOYER_LOOK_H
#define FOYER_LOOK_H

#include "base/check.h"
#include "base/err.h"
#include "keyfile.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LOOK_NAME_BYTES_MAX = 200, LOOK_PATH_BYTES_MAX = 1024, LOOK_FONTS_MORE_MAX = 4, LOOK_PAIRS_MAX = 32 };

/* Colours as 0xRRGGBB. One accent; nothing is told by colour alone. */
struct look_colours {
	uint32_t paper;         /* behind everything */
	uint32_t bar;           /* behind the bar */
	uint32_t surface;       /* tiles, keys, fields */
	uint32_t tint;          /* tiles with a reason, the code */
	uint32_t pressed;       /* under the finger */
	uint32_t accent;        /* the primary button, icons, headings, the focus ring */
	uint32_t accent_deep;   /* the primary button under the finger */
	uint32_t edge;          /* round what can be touched */
	uint32_t ink;           /* text */
	uint32_t ink_soft;      /* reasons, progress */
	uint32_t ink_on_accent; /* on the primary button */
};

enum look_theme { LOOK_LIGHT, LOOK_CONTRAST, LOOK_THEMES };

struct look {
	struct look_colours colours[LOOK_THEMES];
	/* Files, searched for in the look's folder, then below the system's fonts; "": none. */
	char font_regular[LOOK_NAME_BYTES_MAX];
	char font_bold[LOOK_NAME_BYTES_MAX];
	char font_more[LOOK_FONTS_MORE_MAX][LOOK_NAME_BYTES_MAX]; /* for letters that those lack */
	char logo[LOOK_NAME_BYTES_MAX];                           /* PNG in the look's folder; "": none */
	bool motion;                                              /* a new screen comes gently */
	uint16_t corner;                  /* how round: thousandths of the screen's shorter side */
	char folder[LOOK_PATH_BYTES_MAX]; /* where it was read; "": nowhere */
};

/* The look that is compiled in; `folder` is where assets/look lies, so that its logo is found. */
void look_default(struct look *out);
/* Where the look of a site is: its own `site`/look, else assets/look. `site`: a folder, or NULL. False: there is none;
 * then *out is where it should be. */
bool look_find(const char *site, char *out, size_t out_bytes);
/* `folder`/foyer.look over the default. On an error *out is the default and *why one line "file:line: what: what to
 * do". */
MUST_USE enum err look_read(struct look *out, const char *folder, char *why, size_t why_bytes);
/* The same; every wrong line is told. */
MUST_USE enum err look_read_telling(
	struct look *out, const char *folder, const struct keyfile_tell *tell, char *why, size_t why_bytes);
/* Where a font or the logo lies; false: nowhere, and *out is where it was looked for last. */
bool look_file(const struct look *look, const char *name, char *out, size_t out_bytes);
/* The Debian package that brings a font file; NULL: none that is known. */
const char *look_package(const char *font);

/* A text, or the edge of a control, on its ground: what is judged (WCAG 2.2: 1.4.3 text 4.5:1, 1.4.11 controls 3:1; in
 * high contrast 1.4.6 text 7:1). */
struct look_pair {
	const char *what;
	uint32_t front;
	uint32_t ground;
	uint16_t least_permille; /* 4500: 4.5:1 */
};

/* Every pair that is drawn in that theme; returns how many, at most LOOK_PAIRS_MAX. */
unsigned look_pairs(const struct look *look, enum look_theme theme, struct look_pair *out);
/* WCAG's contrast ratio of two colours, 1000 (the same) .. 21000. */
uint16_t look_contrast_permille(uint32_t a, uint32_t b);

#endif
