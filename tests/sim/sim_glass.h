/* The real kiosk (firmware/kiosk with its views, entry, voice and ears) at a place of the simulator: on a screen in
 * memory that is touched where its elements stand, with keys that may stick and a presence sensor that may bounce, a
 * voice that is slow or fails and a recogniser that mishears. Nothing has a thread; time is the simulator's. */
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
	uint16_t key_sticks;  /* a key that was pressed stays down and repeats for seconds */
	uint16_t sensor_bounces;
	uint16_t misses; /* a finger lands beside */
	uint16_t draw_fails;
};

struct glass_options {
	struct clock clock;
	struct inbox *inbox;
	const struct content *(*content)(void *self);
	uint16_t (*rising)(void *self);
	uint32_t (*begin)(void *self, uint8_t language, struct prefers prefers);
	/* What must hold does not: says so and does not return. */
	__attribute__((noreturn)) void (*fail)(void *self, const char *check, const char *what);
	/* All letters of the screen, whenever it changed: for whose words are these? Lent for the call. */
	void (*seen)(void *self, const struct view *view);
	void *self;
	struct glass_faults faults;
	uint64_t seed;
};

struct glass *glass_open(const struct glass_options *options); /* CHECKs its memory */
void glass_close(struct glass *glass);                         /* NULL is fine */
struct surface glass_surface(struct glass *glass);             /* the kiosk's */

/* A customer's hands: what is meant, as touches where it stands on the screen (through its pages, if it has more than
 * one). False: the screen does not offer it just now. What comes of it is in the inbox. */
bool glass_touch(struct glass *glass, enum target target, uint8_t index);
/* Letter by letter, on the screen's keyboard or keypad or (by dice) on real keys, and "done". False: it asks for no
 * letters. */
bool glass_type(struct glass *glass, const char *words);
bool glass_key(struct glass *glass, char key);                                  /* of the keypad: 0-9 * # */
bool glass_say(struct glass *glass, const char *words, uint8_t confidence_pct); /* into its microphone */
void glass_hammer(struct glass *glass);                                         /* a child: anything, anywhere, fast */
bool glass_begin(struct glass *glass); /* somebody touches the idle screen; false: a conversation is under way */

/* The loop's share: kiosk, voice, ears, pins. Milliseconds until there is more to do. Checks what must hold of a
 * screen: never empty for more than 2 s, nothing on it after the wipe, every item shown in the live content. */
uint32_t glass_turn(struct glass *glass);

#endif
