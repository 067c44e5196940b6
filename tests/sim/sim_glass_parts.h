/* What the files of the glass share. */
#ifndef FOYER_SIM_GLASS_PARTS_H
#define FOYER_SIM_GLASS_PARTS_H

#include "sim_glass.h"

enum { GLASS_INPUTS_MAX = 64, GLASS_OWN_MAX = 32, GLASS_OWN_BYTES_MAX = 64 };

struct glass {
	struct glass_options options;
	struct rng dice;
	uint64_t hash;
	struct glass_figures figures;

	struct kiosk_options setup;
	struct kiosk *kiosk;
	struct surface behind; /* the kiosk's */
	struct inbox *inbox;   /* the kiosk's: each event is looked at before it goes on */
	uint64_t hands_ms;     /* the kiosk's clock while hands are busy, ahead of the simulator's */
	uint32_t acted;        /* events that decide something, so far: touched, typed, keyed, heard */
	uint32_t customer;     /* 1..; of `own` */
	bool pin_is_the_cause; /* what happens now comes of a stuck or bouncing key: it must decide nothing */

	/* what the kiosk was given last */
	bool present; /* a conversation is under way */
	bool asked;   /* it waits for an answer to `listen` */
	bool shown;   /* and this is on the screen */
	const struct content *content;
	struct effect show;
	struct effect listen;

	/* sim_screen.c */
	struct screen_input inputs[GLASS_INPUTS_MAX];
	unsigned inputs_at, inputs_count;
	bool finger_down;
	bool undrawn;            /* the last picture did not get to the panel */
	uint64_t letters;        /* what the screen says, as a number: to see that it changed */
	uint64_t empty_since_ms; /* 0: something is there */
	unsigned empty_turns;
	uint64_t mute_since_ms; /* nothing can be touched while a question waits; 0: something can */
	unsigned mute_turns;

	/* sim_voice.c */
	uint64_t sounds_until_ms; /* the loudspeaker; in the kiosk's clock */
	uint64_t voice_ready_ms;  /* before it nothing is made */
	bool microphone;
	char words[RECOGNISED_WORDS_BYTES_MAX]; /* on their way through the air; "": none */
	uint8_t words_pct;
	uint32_t air_frames; /* of them, to be delivered */

	/* sim_pins.c */
	bool near, headset, handset;
	bool lifted; /* the handset began it */
	uint32_t stuck_key;
	uint64_t stuck_until_ms;
	uint32_t bounce_key; /* comes once more at the next moment; 0: none */

	struct {
		uint32_t customer;
		char text[GLASS_OWN_BYTES_MAX];
	} own[GLASS_OWN_MAX];
	unsigned own_at;
};

/* sim_glass.c */
uint64_t glass_now_ms(const struct glass *glass);
void glass_mix(struct glass *glass, const void *bytes, size_t count);
uint32_t glass_between(struct glass *glass, uint32_t from, uint32_t to);
__attribute__((format(printf, 3, 4), noreturn)) void glass_fail(
	struct glass *glass, const char *check, const char *format, ...);
/* The kiosk's turn, and its voice's and ears'; what it sent goes on. */
void glass_poll(struct glass *glass);
/* Somebody takes so long; then the kiosk has its turn. */
void glass_wait(struct glass *glass, uint32_t from_ms, uint32_t to_ms);
/* The first own text of another customer (`of` 0: of anybody, else of that one) in it; NULL: none. */
const char *glass_whose(const struct glass *glass, const char *text, uint32_t but);

/* sim_screen.c */
struct screen glass_screen(struct glass *glass);
void glass_input(struct glass *glass, const struct screen_input *input); /* waits for the next poll */
void glass_check_turn(struct glass *glass);                              /* what must hold of a screen that stands */

/* sim_screen_check.c: what must hold of a picture. */
void glass_check_drawn(struct glass *glass, const struct view *view);
void glass_check_marks(struct glass *glass, const struct view *view);

/* sim_voice.c */
void glass_attach(struct glass *glass);
bool glass_is_sounding(const struct glass *glass);
bool glass_voice_is_slow(const struct glass *glass); /* just now */
bool glass_hears(const struct glass *glass);

/* sim_pins.c */
void glass_pins_turn(struct glass *glass);
void glass_bounce(struct glass *glass);              /* the key that was pressed last, if it does */
void glass_press(struct glass *glass, uint32_t key); /* a real key; the kiosk has its turn */
void glass_come_near(struct glass *glass);
void glass_lift(struct glass *glass);
void glass_plug(struct glass *glass, bool in);
void glass_go_away(struct glass *glass);        /* after the conversation */
bool glass_is_alone(const struct glass *glass); /* headset or handset: nobody else hears it */

#endif
