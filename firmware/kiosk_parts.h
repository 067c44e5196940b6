/* What kiosk*.c share. */
#ifndef FOYER_KIOSK_PARTS_H
#define FOYER_KIOSK_PARTS_H

#include "ear.h"
#include "kiosk.h"
#include "speak.h"

enum { SAID_TEXTS_MAX = 6 };

struct kiosk {
	struct kiosk_options options;
	struct speak *speak; /* NULL: silent */
	struct ear *ear;     /* NULL: deaf */
	bool speaking;       /* EVENT_SAID is owed once it has been spoken */

	uint32_t session; /* 0: nobody is here */
	const struct content *content;
	uint8_t language;
	struct effect show; /* the last SHOW */
	struct effect listen;
	bool has_show;
	uint64_t shown_ms;
	char said[SAID_TEXTS_MAX][SAID_BYTES_MAX]; /* of this step, oldest first */
	unsigned said_count;
	bool said_is_old;     /* it belongs to a SHOW already: the next SAY begins anew */
	bool said_is_waiting; /* nothing was shown since: the caption alone changes */
	struct entry entry;

	struct view view;
	bool stale; /* the view must be built again */
	bool fresh; /* a new screen: save its picture */
	uint8_t focused;
	uint8_t pressed;      /* focus of the element under the finger; 0: none */
	int64_t attract_turn; /* which the idle screen shows */
	uint64_t goodbye_until_ms;
	uint64_t touched_ms; /* last target sent, for the double-strike guard; 0: none since the last SHOW */
	uint64_t busy_ms;    /* last EVENT_BUSY */
	bool closed;         /* the window */
	unsigned pictures_count;
};

/* kiosk_draw.c */
void kiosk_draw(struct kiosk *kiosk);
void kiosk_goodbye(struct kiosk *kiosk);

/* kiosk_input.c */
void kiosk_put_busy(struct kiosk *kiosk);
void kiosk_put(struct kiosk *kiosk, struct event *event);
const struct view_element *kiosk_focus(const struct kiosk *kiosk, uint8_t focus);

static inline uint64_t kiosk_now_ms(const struct kiosk *kiosk)
{
	return clock_now_ms(kiosk->options.clock);
}

#endif
