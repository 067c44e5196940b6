/* The real program in a real window under Xvfb, for tests that touch it with a real pointer, press its keys and read
 * what it speaks. Where things stand is read from `foyer run --elements`, what is spoken from `--spoken`; nothing
 * sleeps for luck, the folder of both files tells when they have changed. */
#ifndef FOYER_TEST_STAND_H
#define FOYER_TEST_STAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
	ELEMENTS_MAX = 96,
	TEXT_BYTES = 700,
	OPTIONS_MAX = 8,
	SCREENSHOT_BYTES_MAX = 16 << 20,
	SKIPPED = -1,
};

struct element {
	unsigned role, action, target, index, key;
	int x, y, w, h;
	char text[TEXT_BYTES];
};

struct stand {
	const char *options[OPTIONS_MAX]; /* more of `foyer run`; before start_foyer() */
	const char *sound;                /* SDL's driver; NULL: there is no sound card */
	char folder[200];                 /* Xvfb's picture is there too, as Xvfb_screen0 */
	char pictures[300];
	char display[32];
	char window[32];
	pid_t xvfb;
	pid_t foyer;
	int watch; /* of the folder; SKIPPED: this machine has not what the test needs */
	char screen[32];
	struct element elements[ELEMENTS_MAX];
	unsigned count;
	long heard; /* so many bytes of the spoken lines have been listened to */
	struct {
		int x, y;
		int64_t ms;
	} clicked;
};

int open_stand(void **state);
int close_stand(void **state);
/* Until its first screen, which is that one. */
void start_foyer(struct stand *stand, const char *screen);
/* Ends it with that signal; the status as waitpid() gives it. */
int stop_foyer(struct stand *stand, int number);
/* It ended by itself; its status. */
int wait_for_end(struct stand *stand);
/* Before another start: what the former run showed and said. */
void forget_files(struct stand *stand);

const struct element *with_text(const struct stand *stand, const char *text);
const struct element *with_key(const struct stand *stand, unsigned key);
const struct element *with_target(const struct stand *stand, unsigned target);
const struct element *with_role(const struct stand *stand, unsigned role);
const struct element *with_change(const struct stand *stand, unsigned change);

/* Waits for a screen on which `is` finds something. */
const struct element *wait_for(
	struct stand *stand, const char *what, const struct element *(*is)(const struct stand *, const char *));
const struct element *is_screen(const struct stand *stand, const char *name);
const struct element *has_tile(const struct stand *stand, const char *text);
const struct element *has_words(const struct stand *stand, const char *words);
/* The entry field begins with these letters. */
const struct element *has_entered(const struct stand *stand, const char *letters);

/* A finger. */
void click(struct stand *stand, const struct element *e);
void touch(struct stand *stand, const char *label);
/* Key by key on the screen, and each is seen before the next. */
void enter(struct stand *stand, const char *text);
void enter_done(struct stand *stand);

/* A keyboard: names as X has them ("Return", "F9", "asterisk"), or letters to type. */
void press(struct stand *stand, const char *key);
void type(struct stand *stand, const char *text);
/* Waits until a line with these words is spoken, from where the last one was; gives it back, until the next call. */
const char *listen_for(struct stand *stand, const char *words);
/* The next line, whatever it is. */
const char *listen_on(struct stand *stand);

/* The window itself, as an XWD picture; returns its size. */
size_t screenshot(struct stand *stand, const char *name, unsigned char *out);
uint32_t pixel(const unsigned char *xwd, size_t size, int x, int y);

int64_t now_ms(void);

#endif
