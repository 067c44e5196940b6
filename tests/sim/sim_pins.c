/* Keys that stick and bounce, and what is lifted, plugged in or comes near. */
#include "sim_glass_parts.h"

enum { REPEATS = 4, BOUNCES_MAX = 3, BOUNCE_MS_MAX = 40 };

static void put_key(struct glass *glass, uint32_t key, bool repeated)
{
	struct screen_input input = {.kind = SCREEN_KEY, .key = key, .repeated = repeated};

	glass_input(glass, &input);
}

static bool is_letter(uint32_t key)
{
	return key > ' ' && key < SCREEN_KEY_UP && !(key >= '0' && key <= '9') && key != '*' && key != '#';
}

/* Letters' own bouncing is the keyboard's: it only makes words wrong. */
void glass_press(struct glass *glass, uint32_t key)
{
	glass->bounce_key = 0; /* a contact that would close later than the next key bounces no more */
	put_key(glass, key, false);
	glass_poll(glass);
	if (!rng_chance(&glass->dice, glass->options.faults.key_sticks) || is_letter(key))
		return;
	if (rng_chance(&glass->dice, 500)) {
		glass->bounce_key = key;
		return;
	}
	glass->figures.stuck++;
	glass->stuck_key = key;
	glass->stuck_until_ms = glass_now_ms(glass) + glass_between(glass, 500, 10000);
}

/* Its contact opens and closes again, mostly when what it did has been answered already. */
void glass_bounce(struct glass *glass)
{
	if (glass->bounce_key == 0)
		return;
	glass->hands_ms = glass_now_ms(glass) + glass_between(glass, 1, BOUNCE_MS_MAX);
	glass->figures.bounces++;
	glass->pin_is_the_cause = true;
	put_key(glass, glass->bounce_key, false);
	glass_poll(glass);
	glass->pin_is_the_cause = false;
	glass->bounce_key = 0;
}

static void repeat(struct glass *glass)
{
	if (glass->stuck_key == 0)
		return;
	glass->pin_is_the_cause = true;
	for (int i = 0; i < REPEATS; i++)
		put_key(glass, glass->stuck_key, true);
	glass_poll(glass);
	glass->pin_is_the_cause = false;
	if (glass_now_ms(glass) > glass->stuck_until_ms)
		glass->stuck_key = 0;
}

void glass_pins_turn(struct glass *glass)
{
	glass_bounce(glass);
	repeat(glass);
}

/* --- sensors --- */

static void sense(struct glass *glass, enum kiosk_sense which, bool is)
{
	uint32_t bounces = 0;

	if (rng_chance(&glass->dice, glass->options.faults.sensor_bounces))
		bounces = glass_between(glass, 1, BOUNCES_MAX);
	kiosk_sense(glass->kiosk, which, is);
	for (; bounces > 0; bounces--) {
		glass->figures.bounces++;
		glass->hands_ms = glass_now_ms(glass) + glass_between(glass, 1, 20);
		kiosk_sense(glass->kiosk, which, !is);
		if (rng_chance(&glass->dice, 500))
			glass_poll(glass);
		glass->hands_ms = glass_now_ms(glass) + glass_between(glass, 1, 20);
		kiosk_sense(glass->kiosk, which, is);
	}
	glass->pin_is_the_cause = true;
	glass_poll(glass);
	glass->pin_is_the_cause = false;
}

void glass_come_near(struct glass *glass)
{
	glass->near = true;
	sense(glass, KIOSK_NEAR, true);
}

/* However often its hook bounces, it is one customer. */
void glass_lift(struct glass *glass)
{
	uint32_t before = glass->figures.begun;

	glass->handset = true;
	sense(glass, KIOSK_HANDSET, true);
	if (glass->figures.begun > before + 1)
		glass_fail(glass, "pins", "one handset was lifted, and %u conversations began",
			glass->figures.begun - before);
}

void glass_plug(struct glass *glass, bool in)
{
	glass->headset = in;
	sense(glass, KIOSK_HEADSET, in);
}

bool glass_is_alone(const struct glass *glass)
{
	return glass->headset || glass->handset;
}

/* In the midst of the close: the kiosk has its turn later. */
void glass_go_away(struct glass *glass)
{
	if (glass->near)
		kiosk_sense(glass->kiosk, KIOSK_NEAR, false);
	if (glass->headset)
		kiosk_sense(glass->kiosk, KIOSK_HEADSET, false);
	if (glass->handset)
		kiosk_sense(glass->kiosk, KIOSK_HANDSET, false);
	glass->near = glass->headset = glass->handset = false;
}
