/* One screen laid out: boxes and texts in pixels, without any library. Pure: the same SHOW, content and board give the
 * same view, so that snapshots can be tests. Every element carries what is spoken for it and its place in the focus
 * order. */
#ifndef FOYER_VIEW_H
#define FOYER_VIEW_H

#include "core.h"
#include "view/entry.h"

#include <stdbool.h>
#include <stdint.h>

enum { VIEW_ELEMENTS_MAX = 96, VIEW_TEXT_BYTES_MAX = 640, VIEW_LANGUAGE_BYTES = 12, VIEW_SPOKEN_BYTES_MAX = 1400 };

/* Pictures that only the bar, the keys and the screen's own buttons have. */
enum view_icon {
	VIEW_ICON_BACK = ICON_COUNT + 1,
	VIEW_ICON_AGAIN,
	VIEW_ICON_FINISH,
	VIEW_ICON_DELETE,
	VIEW_ICON_SHIFT,
	VIEW_ICON_MIC,
	VIEW_ICON_MIC_OFF,
	VIEW_ICON_LARGE,    /* Aa: larger letters */
	VIEW_ICON_CONTRAST, /* half a disc */
	VIEW_ICON_ALOUD,    /* an ear: the screen is read aloud */
	VIEW_ICON_LOUDER,
	VIEW_ICON_SLOWER,
	VIEW_ICON_MORE, /* there is another page */
	VIEW_ICON_CLOCK,
	VIEW_ICONS_END
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
	VIEW_LISTENING, /* the sign of the open microphone, with its level; a touch shuts and opens it */
	VIEW_LOGO,
	VIEW_SETTING,   /* a small button in the header: how the screen is shown */
	VIEW_LABEL,     /* what stands beside it is called so; in soft ink */
	VIEW_VALUE,     /* what was answered */
	VIEW_COUNTDOWN, /* seconds, in a ring of which value/of is left */
};

/* What a touch on it does. A target is an event for the conversation; everything else stays on this side. */
enum view_action {
	VIEW_NO_ACTION,
	VIEW_TARGET,
	VIEW_ENTRY_KEY,
	VIEW_ENTRY_DONE,
	VIEW_PAGE,  /* index: the page of the same screen to turn to */
	VIEW_CHANGE /* index: enum view_change */
};

/* What a customer may change about the screen itself; forgotten with the customer. */
enum view_change {
	VIEW_LOOK, /* the next of: as it is, large text, large text with high contrast */
	VIEW_LARGE,
	VIEW_CONTRAST,
	VIEW_READ_ALOUD,
	VIEW_MUTE, /* shuts the microphone, opens it again */
	VIEW_LOUDER,
	VIEW_SLOWER,
	VIEW_GO_ON,    /* from what became of something to what may be done next */
	VIEW_TRY_AGAIN /* after a failure of this device */
};

enum view_mic {
	VIEW_MIC_NONE, /* none is there, or none that understands this language: nothing is drawn */
	VIEW_MIC_OPEN, /* what is said now is heard */
	VIEW_MIC_PAUSED /* it opens again by itself: foyer is speaking */,
	VIEW_MIC_MUTED
};

/* How this customer wants it, and what there is to serve with. */
struct view_mode {
	bool large;    /* all capitals at least SIZE_CAP_LARGE_MM10 */
	bool contrast; /* white and yellow on black */
	bool aloud;    /* every screen is read; "louder" and "slower" are offered */
	bool typing;   /* a real keyboard is at hand: where anything may be asked there is a field for it */
	uint8_t mic;   /* enum view_mic */
};

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
	bool bright;                    /* often wanted: it catches the eye first */
	uint16_t value, of;             /* VIEW_PROGRESS, VIEW_COUNTDOWN: how far; of 0: no matter */
	char text[VIEW_TEXT_BYTES_MAX]; /* broken into lines by '\n' */
	char reason[96];                /* why it stands here ("often asked"); drawn small */
	char spoken[VIEW_SPOKEN_BYTES_MAX];
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
	uint8_t page;    /* 0..pages-1: what does not fit in readable letters goes on after "more" */
	uint8_t pages;
	uint8_t level_pct; /* what the open microphone hears just now; set after view_build() */
	bool contrast;
	char language[VIEW_LANGUAGE_BYTES]; /* "en"; "": several: for letters that look different by language */
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
	const char *said;   /* what was said in this step before the show's caption, each with '\n' behind it; NULL:
			       nothing */
	const char *asked;  /* the question that was said after it; NULL: none */
	const char *result; /* what became of something: shown alone until the customer goes on; NULL: nothing */
	struct view_mode mode;
	uint8_t page; /* wanted; beyond the last: the last */
};

/* The attract screen, which belongs to no session. */
struct view_idle {
	const struct content *content;
	int64_t local_s; /* clock, today's hours, and whose language's turn it is; 0: unknown */
	uint8_t heard;   /* bit l: speech in the site's language l is understood: it may be invited */
	uint16_t rising; /* 1 + the menu item that is asked for a lot just now; 0: none */
	struct view_mode mode;
};

/* A few words of the device's own, outside any conversation: out of order, the list of a desk's function keys. */
struct view_notice {
	const char *title;
	const char *text;   /* lines end with '\n' */
	const char *button; /* NULL: none */
	uint8_t change;     /* enum view_change: what the button does */
	struct view_mode mode;
};

void view_build(struct view *view, const struct board_screen *board, const struct view_measure *measure,
	const struct view_of *of);
void view_build_attract(struct view *view, const struct board_screen *board, const struct view_measure *measure,
	const struct view_idle *idle);
void view_build_notice(struct view *view, const struct board_screen *board, const struct view_measure *measure,
	const struct view_notice *notice);

bool view_covers(const struct view_element *element, int x, int y);
/* The touchable element at that place, NULL: none. */
const struct view_element *view_at(const struct view *view, int x, int y);

/* Where inside its element the text, the reason and the icon stand (in pixels of the view), and how the text is set:
 * for the screen that draws it and the tests that doubt it. An icon box of width 0: there is none. */
struct view_box {
	int x, y, w, h;
};

struct view_box view_text_box(const struct view_element *element);
/* What a text may take while its letters are being chosen; the text box lies in it once they are. */
struct view_box view_text_room(const struct view_element *element);
struct view_box view_reason_box(const struct view_element *element);
struct view_box view_icon_box(const struct view_element *element);
bool view_bold(const struct view_element *element);
bool view_centred(const struct view_element *element);
int view_line_px(int text_px);

#endif
