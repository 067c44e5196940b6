/* The real kiosk (firmware/kiosk with its views, entry, voice and ears) at a place of the simulator: on a screen in
 * memory that is touched where its elements stand, with keys that may stick and a presence sensor that may bounce, a
 * voice that is slow or fails and a recogniser that hears what is said. Nothing has a thread; time is the simulator's.
 */
#ifndef FOYER_SIM_GLASS_H
#define FOYER_SIM_GLASS_H

#include "base/rng.h"
#include "kiosk/kiosk.h"

#include <stdbool.h>
#include <stdint.h>

struct glass;

/* In a thousand. */
struct glass_faults {
	uint16_t voice_fails; /* a text is not spoken */
	uint16_t voice_slow;  /* takes as long to make as to say, or longer */
	uint16_t key_sticks;  /* a key that was pressed stays down and repeats for seconds, or bounces */
	uint16_t sensor_bounces;
	uint16_t misses; /* a finger lands beside */
	uint16_t draw_fails;
};

struct glass_options {
	struct clock clock; /* may begin anew only with another glass: a kiosk does not outlive its machine */
	struct inbox *inbox;
	const struct content *(*content)(void *self);
	uint16_t (*rising)(void *self); /* NULL: never anything */
	uint32_t (*begin)(void *self, uint8_t language, struct prefers prefers);
	/* What must hold does not: says so and does not return. */
	__attribute__((noreturn)) void (*fail)(void *self, const char *check, const char *what);
	/* All letters of the screen, whenever they changed: for whose words are these? Lent for the call. NULL: nobody
	 * asks. */
	void (*seen)(void *self, const struct view *view);
	void *self;
	struct glass_faults faults;
	uint64_t seed; /* also of the panel, and of how the kiosk is set up: aloud, dark, at a desk */
};

struct glass *glass_open(const struct glass_options *options); /* CHECKs its memory */
void glass_close(struct glass *glass);                         /* NULL is fine */
struct surface glass_surface(struct glass *glass);             /* the kiosk's, seen on the way */

/* A customer's hands: what is meant, as touches where it stands on the screen (through its pages, if it has more than
 * one). False: the screen does not offer it just now. True: something was touched; what came of it is in the inbox,
 * and where a finger slipped it is something else. */
bool glass_touch(struct glass *glass, enum target target, uint8_t index);
/* Letter by letter, on the screen's keyboard or keypad or (by dice) on real keys, and "done". False: it asks for no
 * letters, or has not these. */
bool glass_type(struct glass *glass, const char *words);
bool glass_key(struct glass *glass, char key); /* of the keypad: 0-9 * #. False: nothing was sent */
/* Into its microphone; false: nobody is listened to just now. */
bool glass_say(struct glass *glass, const char *words, uint8_t confidence_pct);
void glass_strike(struct glass *glass); /* a child: anything, anywhere */
void glass_hammer(struct glass *glass); /* the same, many times, fast */
/* Somebody touches the idle screen, comes near, lifts the handset or presses a key; false: nothing began. */
bool glass_begin(struct glass *glass);
/* How long the hands were busy since then, beyond the simulator's clock: it may catch up. */
uint32_t glass_ahead_ms(const struct glass *glass);

/* This text is the present customer's own. Spoken on a loudspeaker, or anywhere in the kiosk after the wipe, it fails.
 * At least OWN_CHARS_MIN characters; forgotten when the next but one begins. */
enum { GLASS_OWN_CHARS_MIN = 5 };
void glass_own(struct glass *glass, const char *text);

/* The loop's share: kiosk, voice, ears, pins. Milliseconds until there is more to do. Checks what must hold of a
 * screen: README.md, "The glass". */
uint32_t glass_turn(struct glass *glass);

/* Of all that was drawn, said and sent: the same seed gives the same. */
uint64_t glass_hash(const struct glass *glass);

struct glass_figures {
	uint32_t draws, screens, spoken, touches, letters, heard, changed, bounces, stuck, missed, begun;
};
struct glass_figures glass_figures(const struct glass *glass);

#endif
