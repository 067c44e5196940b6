/* What kiosk*.c and desk.c share. */
#ifndef FOYER_KIOSK_PARTS_H
#define FOYER_KIOSK_PARTS_H

#include "kiosk/kiosk.h"
#include "speech/ear.h"
#include "speech/speak.h"

#include <stdio.h>

enum { SAID_TEXTS_MAX = 6, RESULTS_MAX = 3 };

/* A text of this step: as it is read on the screen, as it is said into one ear, and as it may be said in a room. */
struct said {
	char text[SAID_BYTES_MAX];
	char to_one[SAID_BYTES_MAX];
	char in_public[SAID_BYTES_MAX];
};

/* Words of the device itself, over whatever else is on the screen. */
enum notice { NOTICE_NONE, NOTICE_FAILURE, NOTICE_KEYS, NOTICE_STICK };

/* How this customer is served; begins anew with the next. */
struct manner {
	struct view_mode mode;
	bool muted;
	uint8_t louder; /* times asked for, 0 again after the last */
	uint8_t slower;
	bool explained;      /* that everything is read aloud now, and with which keys */
	bool told_private;   /* why values are not said */
	bool lifted;         /* the handset began it */
	uint64_t down_ms;    /* since when it lies there again; 0: it does not */
	bool own_keyboard;   /* letters came from a real keyboard: digits are letters too */
	uint64_t changed_ms; /* for the double-strike guard */
};

struct kiosk {
	struct kiosk_options options;
	struct speak *speak;  /* NULL: silent */
	struct ear *ear;      /* NULL: deaf */
	FILE *spoken;         /* NULL: none */
	bool speaking;        /* EVENT_SAID is owed once it has been spoken */
	uint64_t speaking_ms; /* since then */
	uint64_t told_ms;     /* when EVENT_SAID told last that it is being spoken */

	uint32_t session; /* 0: nobody is here */
	const struct content *content;
	uint8_t language;
	struct effect show; /* the last SHOW */
	struct effect listen;
	bool has_show;
	uint64_t shown_ms;
	unsigned shows;                   /* SHOWs so far */
	struct said said[SAID_TEXTS_MAX]; /* of this step, oldest first */
	unsigned said_count;
	unsigned spoken_count;             /* of them, the first so many have been spoken */
	bool said_is_old;                  /* it belongs to a SHOW already: the next SAY begins anew */
	bool said_goodbye;                 /* the last of them: it names nobody */
	bool said_is_waiting;              /* nothing was shown since: the caption alone changes */
	struct saying result[RESULTS_MAX]; /* what became of something: shown until the customer goes on */
	uint8_t result_count;
	bool result_is_new;       /* no SHOW came since */
	struct effect result_was; /* the SHOW that it came with */
	struct entry entry;
	struct entry former;   /* of the question before, should it be the same */
	struct entry question; /* what is typed into the field that is on every screen of a desk */

	struct manner manner;
	uint8_t senses;         /* set of enum kiosk_sense */
	struct prefers told;    /* to the core, of this session */
	uint32_t told_session;  /* whose they are */
	uint8_t notice;         /* enum notice */
	char heading[64];       /* the last one that was read aloud */
	bool unread;            /* in speech mode: this screen has not been read yet */
	uint8_t countdown_said; /* seconds that were last said */
	uint8_t countdown_drawn;
	uint64_t level_ms; /* when the microphone's level was last drawn */
	uint64_t input_ms; /* the last touch or key */

	struct view view;
	bool stale;        /* the view must be built again */
	bool redraw;       /* its marks have changed */
	bool fresh;        /* a new screen: save its picture */
	bool acknowledged; /* a finger's mark was drawn in this poll */
	uint8_t page;
	uint8_t focused;
	uint8_t pressed;      /* focus of the element under the finger; 0: none */
	int64_t attract_turn; /* which the idle screen shows */
	uint64_t goodbye_until_ms;
	uint64_t touched_ms; /* last target sent, for the double-strike guard; 0: none since the last SHOW */
	struct {
		uint64_t ms;
		int16_t x, y;
	} struck; /* where a finger last did something, whatever the screen is now */
	struct {
		uint64_t ms;
		uint32_t key;       /* 0: none yet */
		unsigned shows;     /* the screen that it was struck on */
		bool again_at_once; /* it wrote or walked: who does that strikes a key twice on purpose */
	} struck_key;               /* the last one */
	uint64_t busy_ms;           /* last EVENT_BUSY */
	bool closed;                /* the window */
	unsigned pictures_count;
};

/* kiosk.c */
/* A conversation begins, or a notice says why it cannot. */
void kiosk_begin(struct kiosk *kiosk, uint8_t language);
/* Silence at once. */
void kiosk_hush(struct kiosk *kiosk);
const struct content *kiosk_content(const struct kiosk *kiosk);

/* kiosk_result.c: of each SAY and SHOW; as one text, "" for none. */
void kiosk_result_said(struct kiosk *kiosk, const struct saying *say);
void kiosk_result_shown(struct kiosk *kiosk, const struct effect *show);
void kiosk_result_words(const struct kiosk *kiosk, char *out, size_t out_bytes);
void kiosk_result_forget(struct kiosk *kiosk);

/* kiosk_draw.c */
void kiosk_draw(struct kiosk *kiosk);
void kiosk_goodbye(struct kiosk *kiosk);
/* The language in which the idle screen invites just now. */
uint8_t kiosk_attract_language(const struct kiosk *kiosk);
/* Seconds that are left of a countdown. */
uint8_t kiosk_seconds_left(const struct kiosk *kiosk);

/* kiosk_input.c */
void kiosk_put_busy(struct kiosk *kiosk);
void kiosk_put(struct kiosk *kiosk, struct event *event);
void kiosk_put_touched(struct kiosk *kiosk, uint8_t target, uint8_t index);
void kiosk_put_entry(struct kiosk *kiosk, struct entry *entry);
bool kiosk_enter_key(struct kiosk *kiosk, struct entry *entry, uint32_t key);
void kiosk_put_key(struct kiosk *kiosk, uint32_t key);
/* The screen in front has an entry; behind the countdown it only waits. */
bool kiosk_is_entering(const struct kiosk *kiosk);
void kiosk_turn_page(struct kiosk *kiosk, uint8_t page);
void kiosk_activate(struct kiosk *kiosk, const struct view_element *e);

/* kiosk_focus.c */
const struct view_element *kiosk_focus(const struct kiosk *kiosk, uint8_t focus);
bool kiosk_can_focus(const struct view_element *e);
/* The nearest element in that direction (SCREEN_KEY_UP ...); where there is none, the next or the one before. */
void kiosk_move_to(struct kiosk *kiosk, uint32_t direction);
/* The next element in reading order, round and round; step is 1 or -1. */
void kiosk_move_by(struct kiosk *kiosk, int step);

/* kiosk.c: two SHOWs of the same question, in whatever language. */
bool kiosk_asks_the_same(const struct effect *a, const struct effect *b);

/* kiosk_mode.c */
/* There are ears, and they know that language. */
bool kiosk_understands(const struct kiosk *kiosk, const struct content *content, uint8_t language);
void kiosk_begin_anew(struct kiosk *kiosk); /* for the next customer */
void kiosk_change(struct kiosk *kiosk, enum view_change change);
/* What is heard and how patient the core should be, as it stands now. */
struct prefers kiosk_prefers(const struct kiosk *kiosk);
void kiosk_poll_mode(struct kiosk *kiosk);
/* Only this customer hears what is said. */
bool kiosk_is_alone(const struct kiosk *kiosk);

/* kiosk_aloud.c */
void kiosk_speak(struct kiosk *kiosk, uint8_t language, const char *text);
/* What of this step has not been spoken yet. */
void kiosk_speak_said(struct kiosk *kiosk);
void kiosk_read_screen(struct kiosk *kiosk); /* all of it */
void kiosk_poll_aloud(struct kiosk *kiosk);
void kiosk_say_failure(struct kiosk *kiosk);
void kiosk_say_focused(struct kiosk *kiosk);
void kiosk_say_label(struct kiosk *kiosk, enum label which);
/* The last character of the entry as it may be heard, before and after a key. */
void kiosk_last_letter(const struct entry *entry, char *out, size_t out_bytes);
void kiosk_say_letter(struct kiosk *kiosk, const char *letter, bool deleted);
bool kiosk_is_number_in_public(const struct kiosk *kiosk, const struct entry *entry);
/* A keypad's key in speech mode. False: it means what it always means. */
bool kiosk_aloud_key(struct kiosk *kiosk, uint32_t key);

static inline uint64_t kiosk_now_ms(const struct kiosk *kiosk)
{
	return clock_now_ms(kiosk->options.clock);
}

#endif
