/* The view's own tools: a screen while it is being laid out. Used by view*.c only. */
#ifndef FOYER_VIEW_DRAFT_H
#define FOYER_VIEW_DRAFT_H

#include "sizes.h"
#include "view.h"

enum draft_form { DRAFT_COMPACT /* a low wide board: 7 inch */, DRAFT_WIDE, DRAFT_TALL };

struct draft {
	struct view *view;
	const struct board_screen *board;
	const struct view_measure *measure;
	const struct content *content;
	const struct effect *show; /* NULL: the attract screen */
	const struct entry *entry; /* never NULL */
	const char *said;          /* never NULL, as in struct view_of */
	const char *asked;
	uint8_t language;
	uint8_t form; /* enum draft_form */
	int gap_x;    /* between what can be touched */
	int gap_y;
	int body_px; /* letter heights of this board */
	int heading_px;
	int small_px;
	int least_px;
	struct view_box header;
	struct view_box caption; /* its upper left corner is the same on every screen */
	struct view_box body;
	struct view_box bar;
};

void draft_begin(struct draft *draft);

/* Lengths of the glass as pixels, rounded up. */
int draft_across(const struct draft *draft, int mm10);
int draft_down(const struct draft *draft, int mm10);

/* Next in reading order. Never NULL: VIEW_ELEMENTS_MAX is enough for every screen. */
struct view_element *draft_add(struct draft *draft, enum view_role role, struct view_box box);
/* Breaks the text to its box at the largest letter height that fits, at most `most_px`; also what is spoken. */
void draft_text(struct draft *draft, struct view_element *element, const char *text, int most_px);
/* The same with a reason below, in smaller letters. */
void draft_text_reason(
	struct draft *draft, struct view_element *element, const char *text, const char *reason, int most_px);
/* Sets all elements from `first` on with that role in the smallest letter height among them: a calm picture. */
void draft_even(struct draft *draft, unsigned first, enum view_role role);
int draft_width(const struct draft *draft, const char *text, int px, bool bold);

/* A button or tile with a label that sends a target. */
struct view_element *draft_button(
	struct draft *draft, enum view_role role, struct view_box box, enum label label, enum target target);
const char *draft_label(const struct draft *draft, enum label label);

/* The caption, in the box that begins where every caption begins. What stands in tiles or lines below is not repeated
 * in it; what was said before it comes first. */
void draft_caption(struct draft *draft, struct view_box box);
/* The same at its usual place, with a button at its right end. */
struct draft_aside {
	enum label label;
	enum target target;
	bool is; /* there is one */
};
void draft_caption_beside(struct draft *draft, const struct draft_aside *aside);
/* An answer or a step whose question alone was said again: the words that belong on its screen, and the question. */
bool draft_lead(const struct draft *draft, char *out, size_t out_bytes);
/* Heading, progress and resume code along the top; Back, Start again, Help, a person and languages below. */
void draft_header(struct draft *draft);
void draft_bar(struct draft *draft);

/* Boxes. A row of `count` equal columns; a cell of a grid; the lowest `height` of a box, taken away from it. */
struct view_box draft_column(const struct draft *draft, struct view_box box, int count, int at);
struct view_box draft_cell(const struct draft *draft, struct view_box box, int columns, int rows, int at);
struct view_box draft_take_below(const struct draft *draft, struct view_box *box, int height);
/* At most so high; on a tall board its lower end, where arms need not be lifted. */
struct view_box draft_low(const struct draft *draft, struct view_box box, int height_max);

/* Screens. */
void draft_menu(struct draft *draft); /* view_menu.c */
void draft_choices(struct draft *draft, struct view_box box);
void draft_languages(struct draft *draft);
void draft_slot(struct draft *draft); /* view_entry.c */
void draft_talk(struct draft *draft); /* view_talk.c: all screens that are mostly words */
void draft_review(struct draft *draft);
void draft_survey(struct draft *draft);
void draft_attract(struct draft *draft, int64_t local_s); /* view_attract.c */

#endif
