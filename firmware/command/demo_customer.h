/* The customer of the demonstration: looks at the screen, and decides what to do next as a person would. What they want
 * comes from the content, so that another site has one too: two questions asked aloud, then a form by touch, and the
 * survey. */
#ifndef FOYER_DEMO_CUSTOMER_H
#define FOYER_DEMO_CUSTOMER_H

#include "content/content.h"
#include "effect.h"
#include "view/view.h"

#include <stdbool.h>

enum { WISHES_MAX = 3 };

enum deed_kind {
	DEED_NOTHING, /* waits */
	DEED_TOUCH,   /* `element` */
	DEED_ENTER,   /* `words` on keypad or keyboard, then done */
	DEED_ASK,     /* `words` aloud */
	DEED_LOST     /* this screen was not expected */
};

struct deed {
	uint8_t kind;
	const struct view_element *element; /* of the view, lent */
	char words[WORDS_BYTES_MAX];
};

/* Something the customer came for: asked aloud first, by touch if that was not understood. */
struct wish {
	uint16_t topic;
	uint16_t path[MENU_DEPTH_MAX]; /* menu items down to it */
	uint8_t path_count;
	bool aloud;
	bool tried_aloud;
	bool met; /* it has come to its screen */
};

struct customer {
	const struct content *content;
	uint8_t language;
	int64_t today_s; /* the site's clock, for dates */
	struct wish wishes[WISHES_MAX];
	uint8_t wishes_count;
	uint8_t wish;         /* the one in work */
	bool said_yes;        /* "did that help?" was answered aloud once */
	bool awaits_answer;   /* something was asked aloud, and the next screen tells whether it was understood */
	uint8_t asked_screen; /* the screen it was asked on */
	uint16_t slot_aloud;  /* asked aloud already; NONE16: none */
	unsigned misheard;
	unsigned turns;
	bool done; /* has said that it is all */
};

/* False: the site has no form that can be filled in here with an action behind it. */
bool customer_begin(struct customer *customer, const struct content *content, uint8_t language, int64_t today_s);
/* Looks at what came. True: what was asked aloud was not understood. */
bool customer_sees(struct customer *customer, const struct effect *show);
/* What next. `show`: the last SHOW; NULL: nobody has begun. */
void customer_decides(struct customer *customer, const struct view *view, const struct effect *show, struct deed *out);

#endif
