/* Every length of the screen in one place, in tenths of a millimetre on the glass, so that a tile is as large under a
 * finger on each board. */
#ifndef FOYER_SIZES_H
#define FOYER_SIZES_H

/* Tenths of a millimetre. Tile, gap and capital height: design conventions 2.1 (CEUD 1.3; Section 508 402.4). */
enum size {
	SIZE_TILE_MM10 = 200,
	SIZE_GAP_MM10 = 25,
	SIZE_BAR_MM10 = 120, /* least height of a bar button */
	SIZE_KEY_MM10 = 85,  /* least side of a key: a whole keyboard must fit a 7 inch board */
	SIZE_CAP_MM10 = 48,  /* capitals of body text, where it fits */
	SIZE_CAP_LARGE_MM10 =
		48, /* large text: no capital is smaller (Section 508 402.4; EN 301 549 5.1.4 at 400 mm) */
	SIZE_CAP_LEAST_MM10 = 21,  /* no text of the demonstration sites is ever smaller */
	SIZE_CAP_REASON_MM10 = 15, /* no reason in a tile either */
};

/* Capital height of the fonts we look for, in permille of the em (Noto Sans 714, DejaVu Sans 729). */
enum { SIZE_CAP_PERMILLE = 714 };

#endif
