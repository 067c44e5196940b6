/* Every screen of a site, one after the other, laid out with typical data: for `foyer check`, `foyer snapshot all` and
 * the tests of the view. One walk for all of them, so that none of them looks at less than the others. */
#ifndef FOYER_WALK_H
#define FOYER_WALK_H

#include "check/sample.h"
#include "view/view.h"

enum { WALK_BOARDS_COUNT = 3, WALK_THEMES_COUNT = 3, WALK_MODES_COUNT, WALK_NAME_BYTES_MAX = 96 };

/* The panels that a site must fit: 7 inch, 10 inch, 21 inch upright. */
extern const struct board_screen walk_boards[WALK_BOARDS_COUNT];

struct walk_theme {
	const char *name; /* "light" */
	struct view_mode mode;
};

/* First the three looks, then the mode that has the most on a screen: large, read aloud, at a desk with a keyboard. */
extern const struct walk_theme walk_themes[WALK_MODES_COUNT];

struct walk { /* the first seven are the caller's */
	const struct content *content;
	const struct board_screen *board;
	const struct view_measure *measure;
	/* `name`: "menu cards", "step app_install 2", "slot phone page 2"; each page of a screen by itself. All lent
	 * for the call. */
	void (*each)(void *self, const struct walk *walk, const char *name, const struct view *view);
	void *self;
	struct view_mode mode;
	uint8_t language;
	unsigned views_count; /* how many there were */
	struct sample sample; /* what the view is of; not of attract and notice */
	struct view view;
};

/* One screen; the wish's language is the walk's. */
void walk_screen(struct walk *walk, const struct sample_wish *wish);
/* Each kind of screen once, as a customer typically sees it. */
void walk_screens(struct walk *walk);
/* Each menu, answer, step, slot, form, action, team and prompt, in each wording. */
void walk_all(struct walk *walk);

#endif
