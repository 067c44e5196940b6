/* Every length of the screen in one place, in tenths of a millimetre on the glass, so that a tile is as large under a
 * finger on each board. */
#ifndef FOYER_SIZES_H
#define FOYER_SIZES_H

/* Tenths of a millimetre. Tile, gap and capital height: design conventions 2.1 (CEUD 1.3; Section 508 402.4). */
enum size {
	SIZE_TILE_MM10 = 200,
	SIZE_GAP_MM10 = 25,
	SIZE_BAR_MM10 = 120,    /* least height of a button; in the bar it is as wide as a tile at least */
	SIZE_KEY_MM10 = 85,     /* least side of a key: a whole keyboard must fit a 7 inch board */
	SIZE_CAP_MM10 = 48,     /* capitals of body text, where it fits */
	SIZE_CAP_7IN_MM10 = 30, /* the same on a 7 inch board */
	SIZE_CAP_LARGE_MM10 =
		48,              /* large text: no capital is smaller (Section 508 402.4; EN 301 549 5.1.4 at 400 mm) */
	SIZE_CAP_LEAST_MM10 = 26 /* no text is ever smaller: 20 to 22 arc minutes at 400 mm (ISO 9241-303) */
};

/* Glass smaller than this is served with everything smaller in the same measure, so that no control is lost; letters
 * stay as large as can be read at all. */
enum { SIZE_GLASS_LEAST_MM = 150, SIZE_GLASS_LOW_LEAST_MM = 84, SIZE_LETTERS_LEAST_PX = 13 };

/* Capital height of the fonts we look for, in permille of the em (Noto Sans 714, DejaVu Sans 729). */
enum { SIZE_CAP_PERMILLE = 714 };

/* No tile or button has more lines than this. */
enum { SIZE_LINES_MAX = 3 };

#endif
