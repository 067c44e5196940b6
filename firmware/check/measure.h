/* The judge of a screen that was laid out: what would keep somebody from reading, touching or hearing it. Pure: the
 * view, the board, the mode and the fonts in, faults out. */
#ifndef FOYER_MEASURE_H
#define FOYER_MEASURE_H

#include "view/view.h"

enum measure_fault {
	MEASURE_CUT,       /* is, least: pixels of text, of the box */
	MEASURE_GLYPH,     /* is: the code point that would be an empty box */
	MEASURE_LINES,     /* of what can be touched; is, least: lines, MEASURE_LINES_MAX */
	MEASURE_LETTERS,   /* is, least: capitals in 1/10 mm */
	MEASURE_TARGET,    /* is, least: the side of what can be touched, in 1/10 mm */
	MEASURE_GAP,       /* between two of them, the same */
	MEASURE_OVERLAP,   /* with `other` */
	MEASURE_OUTSIDE,   /* of the glass */
	MEASURE_FOCUS,     /* it has no place of its own in the order of the focus */
	MEASURE_SILENT,    /* what is shown is not all spoken */
	MEASURE_UNSEEN,    /* what is spoken is not all shown, on any page of the screen */
	MEASURE_PAGED,     /* a menu has not all tiles on one page; `element` has the longest word */
	MEASURE_PRIMARIES, /* is, least: which main button of the screen it is, 1 */
	MEASURE_FAULTS_COUNT
};

enum { MEASURE_LINES_MAX = 3, MEASURE_FOUND_MAX = 128, MEASURE_PAGES_BYTES_MAX = 16384 };

struct measure_found {
	uint8_t fault; /* enum measure_fault */
	uint8_t element;
	uint8_t other;         /* MEASURE_GAP, MEASURE_OVERLAP: the other element */
	bool reason;           /* it is about the element's reason, not its text */
	uint16_t bad_permille; /* how bad, to find the worst of equal ones: 1000 is the border */
	int32_t is;
	int32_t least; /* or most */
};

struct measure_by {
	const struct board_screen *board;
	const struct view_measure *width;
	bool (*has_glyphs)(void *self, const char *text); /* NULL: nobody knows */
	void *glyphs;                                     /* its self */
	struct view_mode mode;
};

/* The faults of one view; those beyond MEASURE_FOUND_MAX are left out. */
struct measure_list {
	uint16_t count;
	struct measure_found list[MEASURE_FOUND_MAX];
};

void measure_view(const struct view *view, const struct measure_by *by, struct measure_list *out);

/* What the pages of one screen show together, to be compared with what is said. */
struct measure_pages {
	size_t length;
	char shown[MEASURE_PAGES_BYTES_MAX]; /* words only, without spaces */
};

/* Page after page, from the first. */
void measure_pages_add(struct measure_pages *pages, const struct view *view);
/* Judges the last page's caption against all of them. Where tiles or lines show a list, the sentence that speaks it
 * need not be written: menus, languages and the review are not judged. */
void measure_pages_end(const struct measure_pages *pages, const struct view *view, struct measure_list *out);

/* Judges the first page of a menu of so many choices, in usual letters: whoever knows where a tile stands must not look
 * for it on pages because of one long word. */
void measure_menu(const struct view *view, const struct measure_by *by, unsigned choices, struct measure_list *out);

/* The first code point that the fonts lack; 0: none. */
uint32_t measure_missing(const struct measure_by *by, const char *text);
/* True if each word that is shown is among those spoken; spaces and signs do not count, so that "4071" may be spoken
 * digit by digit. */
bool measure_is_spoken(const char *shown, const char *spoken);

#endif
