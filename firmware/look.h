/* How foyer looks: every colour of the screen, in one place, as 0xRRGGBB. */
#ifndef FOYER_LOOK_H
#define FOYER_LOOK_H

#include <stdint.h>

/* One accent colour on warm paper; nothing is black, nothing is told by colour alone. */
enum look_colour {
	LOOK_PAPER = 0xf5f2ec,       /* behind everything */
	LOOK_BAR = 0xe6e0d5,         /* behind the bar */
	LOOK_SURFACE = 0xffffff,     /* tiles, keys, fields */
	LOOK_TINT = 0xe1eff0,        /* tiles with a reason, the code */
	LOOK_PRESSED = 0xbfdde0,     /* under the finger */
	LOOK_ACCENT = 0x0b5a66,      /* the primary button, icons, the focus ring */
	LOOK_ACCENT_DEEP = 0x083f48, /* the primary button under the finger */
	LOOK_EDGE = 0x77726a,        /* round what can be touched */
	LOOK_INK = 0x1e2a33,         /* text */
	LOOK_INK_SOFT = 0x4b5661,    /* reasons, progress */
	LOOK_INK_ON_ACCENT = 0xffffff
};

/* Every pair in which text, or the edge of a control, stands on a ground: what the contrast test judges (WCAG 2.2:
 * 1.4.3 text 4.5:1, 1.4.11 controls 3:1). */
struct look_pair {
	const char *what;
	uint32_t front;
	uint32_t ground;
	uint16_t least_permille; /* 4500: 4.5:1 */
};

/* clang-format off */
#define LOOK_PAIRS { \
	{"text on paper", LOOK_INK, LOOK_PAPER, 4500}, \
	{"text on a tile", LOOK_INK, LOOK_SURFACE, 4500}, \
	{"text on a tinted tile", LOOK_INK, LOOK_TINT, 4500}, \
	{"text on a pressed tile", LOOK_INK, LOOK_PRESSED, 4500}, \
	{"text on the bar", LOOK_INK, LOOK_BAR, 4500}, \
	{"soft text on paper", LOOK_INK_SOFT, LOOK_PAPER, 4500}, \
	{"soft text on a tile", LOOK_INK_SOFT, LOOK_SURFACE, 4500}, \
	{"soft text on a tinted tile", LOOK_INK_SOFT, LOOK_TINT, 4500}, \
	{"soft text on a pressed tile", LOOK_INK_SOFT, LOOK_PRESSED, 4500}, \
	{"icon on a tile", LOOK_ACCENT, LOOK_SURFACE, 3000}, \
	{"icon on a tinted tile", LOOK_ACCENT, LOOK_TINT, 3000}, \
	{"icon on a pressed tile", LOOK_ACCENT, LOOK_PRESSED, 3000}, \
	{"heading on paper", LOOK_ACCENT, LOOK_PAPER, 4500}, \
	{"text on the primary button", LOOK_INK_ON_ACCENT, LOOK_ACCENT, 4500}, \
	{"text on the pressed primary button", LOOK_INK_ON_ACCENT, LOOK_ACCENT_DEEP, 4500}, \
	{"a tile's edge on paper", LOOK_EDGE, LOOK_PAPER, 3000}, \
	{"a tile's edge on a tile", LOOK_EDGE, LOOK_SURFACE, 3000}, \
	{"a button's edge on the bar", LOOK_EDGE, LOOK_BAR, 3000}, \
	{"the focus ring on paper", LOOK_ACCENT, LOOK_PAPER, 3000}, \
}
/* clang-format on */

#endif
