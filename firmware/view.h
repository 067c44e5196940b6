/* One screen laid out: boxes and texts in pixels, without any library. Pure: the same SHOW, content and board give the
 * same view, so that snapshots can be tests. Every element carries what is spoken for it and its place in the focus
 * order. */
#ifndef FOYER_VIEW_H
#define FOYER_VIEW_H

#include "core.h"
#include "entry.h"

#include <stdbool.h>
#include <stdint.h>

enum { VIEW_ELEMENTS_MAX = 96, VIEW_TEXT_BYTES_MAX = 640 };

/* Pictures that only the bar and the keys have. */
enum view_icon {
	VIEW_ICON_BACK = ICON_COUNT + 1,
	VIEW_ICON_AGAIN,
	VIEW_ICON_FINISH,
	VIEW_ICON_DELETE,
	VIEW_ICON_SHIFT
};

enum view_role {
	VIEW_HEADING,
	VIEW_TEXT,    /* wrapped, not touchable */
	VIEW_CAPTION, /* the words being said */
	VIEW_TILE,
	VIEW_BUTTON,  /* in the bar, or an answer */
	VIEW_PRIMARY, /* the one main button of a screen */
	VIEW_KEY,     /* of keypad or keyboard */
	VIEW_FIELD,   /* what has been entered so far */
	VIEW_PROGRESS,
	VIEW_CODE,
};

/* What a touch on it does. Keys change the entry on this side; everything else is an event. */
enum view_action { VIEW_NO_ACTION, VIEW_TARGET, VIEW_ENTRY_KEY, VIEW_ENTRY_DONE };

struct view_element {
	uint8_t role;   /* enum view_role */
	uint8_t action; /* enum view_action */
	uint8_t target; /* enum target */
	uint8_t index;
	uint32_t key; /* code point; 8: delete */
	int16_t x, y, w, h;
	int16_t text_px;   /* letter height: the font's em */
	int16_t reason_px; /* the same for the reason */
	uint8_t icon;      /* enum icon or view_icon; ICON_COUNT: none */
	uint8_t focus;     /* 1..; 0: not in the focus order */
	bool pressed;
	char text[VIEW_TEXT_BYTES_MAX]; /* broken into lines by '\n' */
	char reason[96];                /* why it stands here ("often asked"); drawn small */
	char spoken[VIEW_TEXT_BYTES_MAX];
};

struct board_screen { /* from the board file */
	uint16_t width_px;
	uint16_t height_px;
	uint16_t width_mm;
	uint16_t height_mm;
};

struct view {
	uint16_t width_px;
	uint16_t height_px;
	uint8_t screen; /* enum screen_kind */
	uint8_t elements_count;
	uint8_t focused; /* the element with this focus wears the ring; 0: none does */
	struct view_element elements[VIEW_ELEMENTS_MAX];
};

/* How wide a text is drawn: the screen port's, or a fixed rule in tests. */
struct view_measure {
	int (*text_width)(void *self, const char *text, int height_px, bool bold);
	void *self;
};

/* What a screen is of. */
struct view_of {
	const struct content *content;
	const struct effect *show;
	const struct entry *entry; /* NULL: an empty one */
	const char *said;  /* what was said in this step before the show's caption, each with '\n' behind it; NULL:
			      nothing */
	const char *asked; /* the question that was said after it; NULL: none */
};

void view_build(struct view *view, const struct board_screen *board, const struct view_measure *measure,
	const struct view_of *of);
/* The attract screen, which belongs to no session. local_s: clock and today's hours. */
void view_build_attract(struct view *view, const struct board_screen *board, const struct view_measure *measure,
	const struct content *content, int64_t local_s);

/* The touchable element at that place, NULL: none. */
const struct view_element *view_at(const struct view *view, int x, int y);

/* Where inside its element the text, the reason and the icon stand (in pixels of the view), and how the text is set:
 * for the screen that draws it and the tests that doubt it. An icon box of width 0: there is none. */
struct view_box {
	int x, y, w, h;
};

struct view_box view_text_box(const struct view_element *element);
struct view_box view_reason_box(const struct view_element *element);
struct view_box view_icon_box(const struct view_element *element);
bool view_bold(const struct view_element *element);
bool view_centred(const struct view_element *element);
int view_line_px(int text_px);

#endif
