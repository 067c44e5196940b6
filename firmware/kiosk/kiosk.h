/* The touchscreen as a place where conversations happen: screen, voice and ears behind port/surface.h. Everything here
 * runs on the loop's thread and never waits; speaking and recognising have a thread each of their own, unless the
 * caller turns them by hand. */
#ifndef FOYER_KIOSK_H
#define FOYER_KIOSK_H

#include "base/check.h"
#include "port/audio.h"
#include "port/clock.h"
#include "port/recogniser.h"
#include "port/screen.h"
#include "port/surface.h"
#include "port/voice.h"
#include "runner/inbox.h"
#include "view/view.h"

struct kiosk;

/* What it speaks and hears with. */
struct kiosk_senses {
	struct voice voice;           /* ops NULL: it does not speak */
	struct audio audio;           /* ops NULL: no sound; recordings that are dropped on the window are heard */
	struct audio record;          /* gets all that is said too (a WAV file); ops NULL: none */
	struct recogniser recogniser; /* ops NULL: it does not hear */
	bool by_hand;                 /* without threads: kiosk_work() does what they would */
};

/* What is known of who stands in front of it. */
enum kiosk_sense {
	KIOSK_HEADSET = 1, /* is plugged in */
	KIOSK_HANDSET = 2, /* is lifted */
	KIOSK_NEAR = 4     /* somebody is there */
};

struct kiosk_options {
	struct screen screen;
	struct board_screen board;
	struct clock clock;
	struct inbox *inbox;
	/* What is shown while nobody is there; lent for the call. Never NULL once the runner has content. */
	const struct content *(*content)(void *self);
	/* What is asked for a lot just now: 1 + the menu item of that content, 0: nothing. NULL: never anything. */
	uint16_t (*rising)(void *self);
	/* Somebody is there: begins a conversation in that language and returns its session, 0 if it could not. */
	uint32_t (*begin)(void *self, uint8_t language, struct prefers prefers);
	void *self;
	const char *pictures; /* a folder for NN-screen.png of every screen; NULL: none */
	const char *spoken;   /* a file that gets all that is spoken, "en<TAB>words" a line, with a voice or without;
				 NULL:   none */
	bool aloud;           /* speech mode for everybody: every screen is read, keys and keypad walk it */
	bool dark;            /* the panel stays dark; everything else works */
	bool desk; /* a real keyboard is at hand, and its function keys stand for what happens at a machine */
};

/* Ports are lent; they are closed by who opened them, after kiosk_close(). */
MUST_USE enum err kiosk_open(struct kiosk **out, const struct kiosk_options *options);
void kiosk_close(struct kiosk *kiosk); /* NULL is fine */

/* Once, at any time: opening a sound card may take a while, and nobody waits for it to see the first screen. What was
 * said already on the screen in front is spoken now. */
MUST_USE enum err kiosk_attach(struct kiosk *kiosk, const struct kiosk_senses *senses);

/* By hand only: what the threads of voice and ears would do next. False: they would wait. */
bool kiosk_work(struct kiosk *kiosk);

struct surface kiosk_surface(struct kiosk *kiosk);

/* Takes input and redraws what changed. Call it when there is input and after kiosk_wait_ms(). False: the window was
 * closed. */
bool kiosk_poll(struct kiosk *kiosk);
/* Until kiosk_poll() has something to do by itself. */
uint32_t kiosk_wait_ms(struct kiosk *kiosk);

/* Something was plugged in, lifted, came near, or is not so any more. A headset or handset switches speech mode on and
 * lets the customer's own values be said. A handset that began the conversation ends it. */
void kiosk_sense(struct kiosk *kiosk, enum kiosk_sense sense, bool is);

/* An input as if it had come from the screen: for tests and the demonstration. */
void kiosk_input(struct kiosk *kiosk, const struct screen_input *input);
/* The screen as it stands, for tests and the demonstration; lent until the next kiosk_poll(). */
const struct view *kiosk_view(const struct kiosk *kiosk);
/* A picture of it now, as NN-name.png beside the others; nothing without a pictures folder. */
void kiosk_picture(struct kiosk *kiosk, const char *name);
/* Nothing is being said, recognised or waited for on this side. */
bool kiosk_quiet(struct kiosk *kiosk);

#endif
