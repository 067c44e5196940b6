/* The view's own tools: a screen while it is being laid out. Used by view*.c only. */
#ifndef FOYER_VIEW_DRAFT_H
#define FOYER_VIEW_DRAFT_H

#include "view/sizes.h"
#include "view/view.h"

enum draft_form { DRAFT_COMPACT /* a low wide board: 7 inch */, DRAFT_WIDE, DRAFT_TALL, DRAFT_FORMS };

struct draft {
	struct view *view;
	const struct board_screen *board;
	const struct view_measure *measure;
	const struct content *content;
	const struct effect *show; /* NULL: the attract screen */
	const struct entry *entry; /* never NULL */
	const char *said;          /* never NULL, as in struct view_of */
	const char *asked;
	const char *result; /* never NULL */
	struct view_mode mode;
	uint8_t language;
	uint8_t form;        /* enum draft_form */
	bool strip_says;     /* large letters on a low board: tiles and keys have their caption in the header */
	bool short_settings; /* no room for the words of the header's buttons: pictures, and two letters of a language
			      */
	int header_used;     /* of the header's left part, from its right end: a button of the screen stands there */
	bool has_more_said;  /* the caption is shortened: its whole words stand on pages of their own */
	int glass_pct;       /* below 100: smaller than any size we draw for */
	int page;            /* wanted; the body takes it modulo nothing: beyond its last it shows its last */
	int pages;           /* of the body */
	int gap_x;           /* between what can be touched */
	int gap_y;
	int body_px; /* letter heights of this board */
	int heading_px;
	int small_px;
	int least_px;
	int usual_px; /* the least without large text */
	struct view_box header;
	struct view_box caption; /* its upper left corner is the same on every screen of a kind */
	struct view_box body;
	struct view_box bar;
	struct view_box field; /* where anything may be typed; w 0: nowhere */
};

void draft_begin(struct draft *draft);

/* Lengths of the glass as pixels, rounded up. */
int draft_across(const struct draft *draft, int mm10);
int draft_down(const struct draft *draft, int mm10);

/* Next in reading order. Never NULL: VIEW_ELEMENTS_MAX is enough for every screen. */
struct view_element *draft_add(struct draft *draft, enum view_role role, struct view_box box);
/* The same, on which a touch does something. */
struct view_element *draft_add_target(
	struct draft *draft, enum view_role role, struct view_box box, enum target target, uint8_t index);
/* Turns to another page of the same screen. */
struct view_element *draft_add_page(struct draft *draft, enum view_role role, struct view_box box, int page);

/* --- letters (view_letters.c) --- */

/* Breaks the text to its box at the largest letter height that fits, at most `most_px`; also what is spoken. Below the
 * least height only where not even that fits: then the layout should have asked draft_fits() before. */
void draft_text(struct draft *draft, struct view_element *element, const char *text, int most_px);
/* The same with a reason below, in smaller letters. */
void draft_text_reason(
	struct draft *draft, struct view_element *element, const char *text, const char *reason, int most_px);
/* Whether the text, and the reason unless it is "", fit the element in letters that can be read. */
bool draft_fits(const struct draft *draft, const struct view_element *element, const char *text, const char *reason);
/* Sets all elements from `first` on with that role in the smallest letter height among them: a calm picture. */
void draft_even(struct draft *draft, unsigned first, enum view_role role);
int draft_width(const struct draft *draft, const char *text, int px, bool bold);
/* How wide a box must be for the text in at most so many lines. */
int draft_narrowest(const struct draft *draft, const char *text, int px, int lines);
/* How high the text is at that letter height in that width; 0: a word is wider. */
int draft_height(const struct draft *draft, const char *text, int px, int width);
/* The part of a long text that stands on that page (beyond the last: the last) when each is such a box; ends with a
 * sentence where it can. Returns the pages. */
int draft_part(const struct draft *draft, const char *text, int px, struct view_box box, int page, char *out,
	size_t out_bytes);

/* --- words with a picture (view_words.c) --- */

enum draft_style { DRAFT_WORDS_ICON, DRAFT_WORDS, DRAFT_ICON_WORDS /* the picture is large, not they */, DRAFT_ICON };

const char *draft_label(const struct draft *draft, enum label label);
/* The most that fits the element in every language, so that nothing changes with the language: words with the picture,
 * words alone, the picture with words in the usual letters although the text is large, the picture alone. `text` is of
 * the content. */
enum draft_style draft_style_of(
	const struct draft *draft, const struct view_element *element, uint16_t text, uint8_t icon);
void draft_words(struct draft *draft, struct view_element *element, uint16_t text, uint8_t icon, enum draft_style style,
	int most_px);
/* A label; where its words have no room the picture stands for them. */
void draft_label_icon(struct draft *draft, struct view_element *element, enum label label, uint8_t icon, int most_px);
/* A button with a label that sends a target. */
struct view_element *draft_button(
	struct draft *draft, enum view_role role, struct view_box box, enum label label, enum target target);
/* "More", to the page behind this. */
void draft_more(struct draft *draft, enum view_role role, struct view_box box);

/* --- the caption (view_caption.c) --- */

/* The caption, in the box that begins where every caption begins. What stands in tiles or lines below is not repeated
 * in it; what was said before it comes first. What does not fit goes to pages of its own. */
void draft_caption(struct draft *draft, struct view_box box);
/* All of it: as it is shown where there is room. */
void draft_caption_words(const struct draft *draft, char *out, size_t out_bytes);
/* The same with a button at its right end; on a low board in the header. */
struct draft_aside {
	enum label label;
	enum target target;
	bool is; /* there is one */
};
void draft_caption_beside(struct draft *draft, const struct draft_aside *aside);
/* A place for that button at the right end of the header, as high as its other buttons. */
struct view_box draft_header_aside(struct draft *draft, const struct draft_aside *aside);
/* As wide as the button's words need in each language, at most `most`; then its picture will do. */
int draft_aside_width(const struct draft *draft, const struct draft_aside *aside, int most);
void draft_put_aside(struct draft *draft, struct view_box box, const struct draft_aside *aside);
/* Page `page` of the words that did not fit the caption; how many there are. */
int draft_said_pages(const struct draft *draft);
/* All between header and bar, with a row of buttons at its lower end. */
struct view_box draft_words_box(const struct draft *draft, struct view_box *row);
void draft_said_page(struct draft *draft, int page);
/* An answer or a step whose question alone was said again: the words that belong on its screen, and the question. */
bool draft_lead(const struct draft *draft, char *out, size_t out_bytes);

/* --- the strips (view_header.c, view_bar.c) --- */

/* Heading, progress, code, the open microphone's sign and the settings along the top; Back, Start again, Help, a
 * person and Finish below. Both come last in the reading order. */
void draft_header(struct draft *draft);
void draft_bar(struct draft *draft);
/* What is left of the header's strip to the left of the settings. */
struct view_box draft_header_left(const struct draft *draft);
/* Whether the words of its buttons have room; once, before anything else is asked of it. */
void draft_header_begin(struct draft *draft);
/* How wide its button "more" is. */
int draft_header_more(const struct draft *draft);

/* --- boxes --- */

/* A row of `count` equal columns; a cell of a grid; the lowest `height` of a box, taken away from it. */
struct view_box draft_column(const struct draft *draft, struct view_box box, int count, int at);
struct view_box draft_cell(const struct draft *draft, struct view_box box, int columns, int rows, int at);
struct view_box draft_take_below(const struct draft *draft, struct view_box *box, int height);
/* At most so high; on a tall board its lower end, where arms need not be lifted. */
struct view_box draft_low(const struct draft *draft, struct view_box box, int height_max);
/* From below the header down to the bar, for screens that are mostly words. */
struct view_box draft_whole(const struct draft *draft);

/* --- tiles in pages (view_tiles.c) --- */

/* One tile of many: what stands on it in each language. */
struct draft_tile {
	uint16_t text;      /* of the content; NONE16: the name of a language */
	uint16_t reason;    /* of the content; NONE16: none */
	uint8_t language;   /* whose name */
	uint8_t icon;       /* ICON_COUNT: none */
	uint8_t choice;     /* its place in the show's choices; CHOICES_MAX: its place stays empty */
	struct view_box at; /* for draft_put_tiles() */
	/* As which it is given its place, so that what is learned moves nothing; NULL: as itself. */
	const struct draft_tile *usual;
};

/* Whether each fits its box `at` in every language. */
bool draft_tiles_fit(const struct draft *draft, const struct draft_tile *tiles, int count);
/* Draws them where they are. */
void draft_put_tiles(struct draft *draft, const struct draft_tile *tiles, int count);
/* Gives them their places in as few pages as can be, and draws those of this page. A tile's place follows from its
 * place in the list only. Those with a reason stand on pages behind the others if they need more room. */
void draft_lay_tiles(struct draft *draft, struct view_box box, struct draft_tile *tiles, int count);

/* --- screens --- */

void draft_menu(struct draft *draft); /* view_menu.c */
void draft_choices(struct draft *draft, struct view_box box);
void draft_languages(struct draft *draft);
/* A question that one of several tiles answers. */
bool draft_is_slot_of_tiles(const struct draft *draft);
void draft_slot(struct draft *draft); /* view_entry.c */
void draft_field(struct draft *draft, struct view_box box);
void draft_keypad(struct draft *draft, struct view_box box); /* view_keys.c */
void draft_keyboard(struct draft *draft, struct view_box box);
void draft_done(struct draft *draft, struct view_box box);
/* The hint beside a date's field: "DD / MM / YYYY". */
const char *draft_date_hint(const struct draft *draft);
void draft_result(struct draft *draft); /* what became of something: alone, calm and large */
void draft_talk(struct draft *draft);   /* view_talk.c: all screens that are mostly words */
int draft_row_height(const struct draft *draft);
void draft_review(struct draft *draft); /* view_review.c */
void draft_survey(struct draft *draft);
void draft_attract(struct draft *draft, const struct view_idle *idle); /* view_attract.c */

#endif
