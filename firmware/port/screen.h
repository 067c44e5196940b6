/* A window or panel with touch. Draws what firmware/view laid out; knows nothing of the conversation. Implementations:
 * adapter/screen_sdl.c (window, or in memory for pictures), tests/sim. */
#ifndef FOYER_PORT_SCREEN_H
#define FOYER_PORT_SCREEN_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct view; /* firmware/view/view.h */

enum screen_input_kind {
	SCREEN_NOTHING,
	SCREEN_DOWN,
	SCREEN_UP,
	SCREEN_KEY,
	SCREEN_DROPPED, /* a file was dropped on the window */
	SCREEN_CLOSED
};

struct screen_input {
	uint8_t kind;
	uint8_t finger; /* SCREEN_DOWN, SCREEN_UP: which of several; 0: the first, or the mouse */
	bool repeated;  /* SCREEN_KEY: it is being held down */
	int16_t x;      /* pixels of the view */
	int16_t y;
	uint32_t key;     /* SCREEN_KEY: a code point, or one of enum screen_key */
	const char *path; /* SCREEN_DROPPED; lent until the next call */
};

enum screen_key {
	SCREEN_KEY_ENTER = 13,
	SCREEN_KEY_BACKSPACE = 8,
	SCREEN_KEY_TAB = 9,
	SCREEN_KEY_ESCAPE = 27,
	SCREEN_KEY_UP = 0x110000,
	SCREEN_KEY_DOWN,
	SCREEN_KEY_LEFT,
	SCREEN_KEY_RIGHT,
	SCREEN_KEY_F1, /* F1 .. F12 in a row */
	SCREEN_KEY_F12 = SCREEN_KEY_F1 + 11
};

struct screen_ops {
	enum err (*draw)(void *self, const struct view *view);
	/* The next input, at once; SCREEN_NOTHING if there is none. */
	void (*input)(void *self, struct screen_input *out);
	/* Sleeps until there is an input, wake() was called, a new screen that comes gently has its next step to take
	 * (input() takes it) or the time is over. False, at once: this screen cannot say
	 * when there is one; it must be asked. */
	bool (*wait)(void *self, uint32_t wait_ms);
	/* Ends a wait(), now or the next one. From any thread. */
	void (*wake)(void *self);
	/* The picture as it stands, as a PNG file. */
	enum err (*save_png)(void *self, const char *path);
	/* How wide a text would be at that letter height (pixels), for the view's line breaks. */
	int (*text_width)(void *self, const char *text, int height_px, bool bold);
	/* False: a character of it would be an empty box. */
	bool (*has_glyphs)(void *self, const char *text);
	void (*close)(void *self);
};

struct screen {
	const struct screen_ops *ops; /* NULL: no display */
	void *self;
};

#endif
