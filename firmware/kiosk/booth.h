/* The kiosk with all that belongs to it: what `run` and `demo` stand on. The device's own threads come with it; the
 * loop is booth_turn(). */
#ifndef FOYER_BOOTH_H
#define FOYER_BOOTH_H

#include "device.h"
#include "kiosk/kiosk.h"

struct booth {
	struct whole whole;
	struct kiosk *kiosk;
	/* Opened by the caller or by booth_open_senses(), closed by booth_close(). */
	struct screen screen;
	struct kiosk_senses senses;
	struct voice pronouncing; /* the recogniser's own: it works on another thread than the voice */
	struct opening *opening;  /* the sound card, on a thread of its own */
	bool desk;
};

/* As in struct kiosk_options. */
struct booth_options {
	const char *pictures;
	const char *spoken;
	bool aloud;
	bool dark;
	bool desk;
};

/* The kiosk becomes the surface of CHANNEL_SCREEN; device_start() is next. False: said on stderr. */
MUST_USE bool booth_open_kiosk(struct booth *booth, const struct booth_options *options);

/* Voice and recogniser, beside the audio that is there. What is missing is said in a line each. */
void booth_open_voice(struct booth *booth);
/* Sound card, voice and recogniser, meanwhile; the kiosk gets them when they are ready. Without a sound card the
 * recogniser is there for recordings. */
void booth_open_senses(struct booth *booth);

/* One round: what happened, what is due, what is to be drawn. Milliseconds that may be waited for more. */
uint32_t booth_turn(struct booth *booth, bool *closed);
/* Sleeps that long, or until there is an input or another thread has news. */
void booth_wait(struct booth *booth, uint32_t wait_ms);
/* What was begun is brought to its end, but nobody waits for ever on a broken disk. */
void booth_finish(struct booth *booth);
void booth_close(struct booth *booth); /* also after a failed open */

#endif
