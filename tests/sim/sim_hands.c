/* A customer's hands: from what is meant to touches and keys, as the screen offers them. */
#include "sim_glass_parts.h"

#include "base/check.h"
#include "base/text.h"

#include <string.h>

enum {
	TRIES_MAX = 3,
	RING_MAX = VIEW_ELEMENTS_MAX, /* of the ring, on the way to an element */
	HAND_MS_MIN = 600,
	HAND_MS_MAX = 1600, /* to look, and to touch */
	LETTER_MS = 250,
	AT_ONCE_MAX = 24, /* letters between two turns of the kiosk: a slow machine, a quick hand */
	CLEAR_MAX = 260,
};

static const struct view *view_of(const struct glass *glass)
{
	return kiosk_view(glass->kiosk);
}

/* --- one finger --- */

static void finger(struct glass *glass, int x, int y)
{
	struct screen_input input = {.kind = SCREEN_DOWN, .x = (int16_t)x, .y = (int16_t)y};

	glass->figures.touches++;
	glass_input(glass, &input);
	if (rng_chance(&glass->dice, 300))
		glass_wait(glass, 40, 200);
	input.kind = SCREEN_UP;
	glass_input(glass, &input);
	glass_poll(glass);
	glass->finger_down = false;
}

static int within(int value, int below)
{
	if (value < 0)
		return 0;
	return value < below ? value : below - 1;
}

static void finger_anywhere(struct glass *glass)
{
	const struct view *view = view_of(glass);
	int x = (int)glass_between(glass, 0, view->width_px - 1U);

	finger(glass, x, (int)glass_between(glass, 0, view->height_px - 1U));
}

static void touch_middle(struct glass *glass, const struct view_element *e)
{
	const struct view *view = view_of(glass);
	int x = e->x + e->w / 2;
	int y = e->y + e->h / 2;

	if (rng_chance(&glass->dice, glass->options.faults.misses)) {
		glass->figures.missed++;
		x += (int)glass_between(glass, 0, 3U * (uint32_t)e->w) - 3 * e->w / 2;
		y += (int)glass_between(glass, 0, 3U * (uint32_t)e->h) - 3 * e->h / 2;
	}
	finger(glass, within(x, view->width_px), within(y, view->height_px));
}

/* --- finding it --- */

static const struct view_element *find(const struct glass *glass, enum view_action action, uint32_t what)
{
	const struct view *view = view_of(glass);

	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (e->action == action && (action == VIEW_ENTRY_KEY ? e->key : e->index) == what)
			return e;
	}
	return NULL;
}

static const struct view_element *find_done(const struct glass *glass)
{
	return find(glass, VIEW_ENTRY_DONE, 0);
}

static const struct view_element *find_target(const struct glass *glass, enum target target, uint8_t index)
{
	const struct view *view = view_of(glass);

	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (e->action == VIEW_TARGET && e->target == target && e->index == index)
			return e;
	}
	return NULL;
}

/* A page that was not seen yet; NULL: that was all. */
static const struct view_element *find_page(const struct glass *glass, uint64_t seen)
{
	const struct view *view = view_of(glass);

	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (e->action == VIEW_PAGE && !(seen >> e->index & 1))
			return e;
	}
	return NULL;
}

/* What lies before it is read first: what became of something. */
static void go_on(struct glass *glass)
{
	const struct view_element *e = find(glass, VIEW_CHANGE, VIEW_GO_ON);

	if (!e)
		return;
	glass_wait(glass, HAND_MS_MIN, HAND_MS_MAX);
	e = find(glass, VIEW_CHANGE, VIEW_GO_ON);
	if (e)
		touch_middle(glass, e);
}

/* Turns pages until it is there; NULL: it is on none. */
static const struct view_element *reach(struct glass *glass, enum target target, uint8_t index)
{
	const struct view_element *e;
	uint64_t seen = 0;

	go_on(glass);
	while (!(e = find_target(glass, target, index))) {
		seen |= 1ULL << view_of(glass)->page;
		e = find_page(glass, seen);
		if (!e)
			return NULL;
		seen |= 1ULL << e->index; /* and not again, should the finger slip */
		glass_wait(glass, HAND_MS_MIN, HAND_MS_MAX);
		e = find_page(glass, seen & ~(1ULL << e->index));
		if (e)
			touch_middle(glass, e);
	}
	return e;
}

/* --- by keys: the desk's, or a telephone's where the screen is read aloud --- */

/* Also behind the page that has all of a question's words. */
static bool is_entering(const struct glass *glass)
{
	struct entry entry = {0};

	if (glass->asked)
		entry_begin(&entry, glass->content, &glass->listen);
	return entry.kind != ENTRY_NONE;
}

/* "Slower" is offered where it is read; figures belong to what is entered, where something is. */
static bool is_walked(const struct glass *glass)
{
	return glass->setup.desk || (find(glass, VIEW_CHANGE, VIEW_SLOWER) && !is_entering(glass));
}

static void walk_to(struct glass *glass, enum target target, uint8_t index)
{
	for (int i = 0; i < RING_MAX; i++) {
		const struct view_element *e = find_target(glass, target, index);

		if (!e)
			return;
		if (view_of(glass)->focused == e->focus) {
			glass_press(glass, glass->setup.desk ? SCREEN_KEY_ENTER : '5');
			return;
		}
		glass_press(glass, glass->setup.desk ? SCREEN_KEY_TAB : '6');
	}
	glass_fail(glass, "focus", "screen %s: target %u, %u is not reached by the keys",
		screen_name(view_of(glass)->screen), target, index);
}

/* --- what a customer changes for themselves --- */

static void change_something(struct glass *glass)
{
	static const uint8_t changes[] = {
		VIEW_LOOK, VIEW_LARGE, VIEW_CONTRAST, VIEW_READ_ALOUD, VIEW_MUTE, VIEW_LOUDER, VIEW_SLOWER};
	const struct view_element *e = find(glass, VIEW_CHANGE, changes[glass_between(glass, 0, sizeof(changes) - 1)]);

	if (!rng_chance(&glass->dice, 40))
		return;
	if (rng_chance(&glass->dice, 100) && !glass->handset)
		glass_plug(glass, !glass->headset);
	if (!e)
		return;
	glass->figures.changed++;
	touch_middle(glass, e);
	glass_wait(glass, HAND_MS_MIN, HAND_MS_MAX);
}

/* --- the customer --- */

bool glass_touch(struct glass *glass, enum target target, uint8_t index)
{
	uint32_t before = glass->acted;

	glass_poll(glass);
	change_something(glass);
	for (int tries = 0; tries < TRIES_MAX && glass->acted == before; tries++) {
		const struct view_element *e = reach(glass, target, index);

		if (!e || glass->acted != before)
			break;
		glass_wait(glass, HAND_MS_MIN, HAND_MS_MAX);
		e = find_target(glass, target, index);
		if (e && is_walked(glass) && rng_chance(&glass->dice, 500))
			walk_to(glass, target, index);
		else if (e)
			touch_middle(glass, e);
	}
	return glass->acted != before;
}

bool glass_key(struct glass *glass, char key)
{
	uint32_t before = glass->acted;

	glass_wait(glass, HAND_MS_MIN, HAND_MS_MAX);
	glass_press(glass, (uint32_t)key);
	return glass->acted != before;
}

/* --- letters --- */

static const struct view_element *field(const struct glass *glass)
{
	const struct view *view = view_of(glass);

	for (unsigned i = 0; i < view->elements_count; i++) {
		if (view->elements[i].role == VIEW_FIELD)
			return &view->elements[i];
	}
	return NULL;
}

static void tap(struct glass *glass, const struct view_element *e)
{
	struct screen_input down = {.kind = SCREEN_DOWN};

	down.x = (int16_t)(e->x + e->w / 2);
	down.y = (int16_t)(e->y + e->h / 2);
	glass->figures.letters++;
	glass->hands_ms = glass_now_ms(glass) + LETTER_MS;
	glass_input(glass, &down);
	down.kind = SCREEN_UP;
	glass_input(glass, &down);
	if (glass->inputs_count + 2 <= GLASS_INPUTS_MAX && glass->inputs_count < 2 * AT_ONCE_MAX &&
		!rng_chance(&glass->dice, 50))
		return;
	glass_poll(glass);
	glass->finger_down = false;
}

static void lift(struct glass *glass)
{
	glass_poll(glass);
	glass->finger_down = false;
}

/* Half an answer of before. */
static void empty_field(struct glass *glass)
{
	for (int i = 0; i < CLEAR_MAX; i++) {
		const struct view_element *e = field(glass);
		const struct view_element *key = find(glass, VIEW_ENTRY_KEY, ENTRY_KEY_DELETE);

		if (!e || !key || e->text[0] == '\0' || e->text[0] == '_')
			return;
		tap(glass, key);
		lift(glass);
	}
	glass_fail(glass, "keyboard", "the field is not emptied by its own key: \"%s\"",
		field(glass) ? field(glass)->text : "");
}

static const struct view_element *find_letter(const struct glass *glass, uint32_t point)
{
	const struct view_element *e = find(glass, VIEW_ENTRY_KEY, point);

	if (!e)
		e = find(glass, VIEW_ENTRY_KEY, text_lower(point));
	if (!e && point == '.')
		e = find(glass, VIEW_ENTRY_KEY, ',');
	return e;
}

/* To the letters or the signs, where that key is. */
static const struct view_element *reach_letter(struct glass *glass, uint32_t point)
{
	const struct view_element *e = find_letter(glass, point);
	const struct view *view = view_of(glass);

	if (e)
		return e;
	lift(glass);
	for (unsigned i = 0; i < view->elements_count; i++) {
		if (view->elements[i].action == VIEW_PAGE && view->elements[i].role == VIEW_KEY) {
			glass_wait(glass, HAND_MS_MIN, HAND_MS_MAX);
			touch_middle(glass, &view->elements[i]);
			return find_letter(glass, point);
		}
	}
	return NULL;
}

static void want_capital(struct glass *glass, bool capital)
{
	const struct view_element *shift;

	lift(glass);
	shift = find(glass, VIEW_ENTRY_KEY, ENTRY_KEY_SHIFT);
	if (!shift || shift->pressed == capital)
		return;
	tap(glass, shift);
	lift(glass);
}

/* Where dates and times have their separators by themselves. */
static bool comes_by_itself(const struct glass *glass, uint32_t point)
{
	return (point == '/' || point == ':') && !find(glass, VIEW_ENTRY_KEY, ENTRY_KEY_SHIFT) &&
	       !find_letter(glass, point);
}

static bool tap_letters(struct glass *glass, const char *words)
{
	const char *at = words;
	const char *end = words + strlen(words);
	bool begins = true;

	while (at < end) {
		uint32_t point = text_next(&at, end);
		bool capital = text_lower(point) != point;
		const struct view_element *e;

		if (comes_by_itself(glass, point))
			continue;
		if (begins || capital)
			want_capital(glass, capital);
		e = reach_letter(glass, point);
		if (!e)
			return false;
		tap(glass, e);
		begins = point == ' ';
	}
	lift(glass);
	return true;
}

/* On a keyboard of one's own. In speech mode its figures walk until a letter was typed. */
static bool press_letters(struct glass *glass, const char *words)
{
	const char *at = words;
	const char *end = words + strlen(words);

	while (at < end) {
		uint32_t point = text_next(&at, end);

		if (!comes_by_itself(glass, point)) {
			glass->hands_ms = glass_now_ms(glass) + LETTER_MS;
			glass_press(glass, point);
		}
	}
	return true;
}

static void put_done(struct glass *glass, bool by_key)
{
	const struct view_element *done;

	glass_wait(glass, HAND_MS_MIN, HAND_MS_MAX);
	done = find_done(glass);
	if (by_key)
		glass_press(glass, SCREEN_KEY_ENTER);
	else if (done)
		touch_middle(glass, done);
}

bool glass_type(struct glass *glass, const char *words)
{
	uint32_t before = glass->acted;
	bool by_key;
	bool typed;

	glass_poll(glass);
	go_on(glass);
	if (!glass->asked || !find_done(glass) || words[0] == '\0')
		return false;
	empty_field(glass);
	by_key = glass->setup.desk && !glass->setup.aloud && rng_chance(&glass->dice, 500);
	typed = by_key ? press_letters(glass, words) : tap_letters(glass, words);
	for (int tries = 0; typed && tries < TRIES_MAX && glass->acted == before; tries++)
		put_done(glass, by_key);
	return glass->acted != before;
}

/* --- a child --- */

static uint32_t any_key(struct glass *glass)
{
	static const uint32_t keys[] = {SCREEN_KEY_ENTER, SCREEN_KEY_BACKSPACE, SCREEN_KEY_TAB, SCREEN_KEY_ESCAPE,
		SCREEN_KEY_UP, SCREEN_KEY_DOWN, SCREEN_KEY_LEFT, SCREEN_KEY_RIGHT, SCREEN_KEY_F1 + 6, SCREEN_KEY_F1 + 7,
		SCREEN_KEY_F1 + 8, '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#', ' ', 'a', 'Z', 0xe8,
		0x1f600};

	return keys[glass_between(glass, 0, sizeof(keys) / sizeof(keys[0]) - 1)];
}

static void strike(struct glass *glass)
{
	const struct view *view = view_of(glass);
	struct screen_input second = {.finger = 1};

	if (rng_chance(&glass->dice, 200)) {
		glass_press(glass, any_key(glass));
	} else if (rng_chance(&glass->dice, 500) && view->elements_count > 0) {
		touch_middle(glass, &view->elements[glass_between(glass, 0, view->elements_count - 1U)]);
	} else {
		second.kind = rng_chance(&glass->dice, 500) ? SCREEN_DOWN : SCREEN_UP;
		second.x = (int16_t)glass_between(glass, 0, view->width_px);
		second.y = (int16_t)glass_between(glass, 0, view->height_px);
		glass_input(glass, &second);
		finger_anywhere(glass);
	}
}

void glass_hammer(struct glass *glass)
{
	uint32_t count = glass_between(glass, 5, 20);

	for (uint32_t i = 0; i < count; i++) {
		glass_wait(glass, 5, 150);
		strike(glass);
	}
}

void glass_strike(struct glass *glass)
{
	strike(glass);
	glass_bounce(glass);
}

/* --- somebody comes --- */

static void touch_idle(struct glass *glass)
{
	const struct view *view = view_of(glass);

	if (view->elements_count > 0 && rng_chance(&glass->dice, 700))
		touch_middle(glass, &view->elements[glass_between(glass, 0, view->elements_count - 1U)]);
	else
		finger_anywhere(glass);
}

bool glass_begin(struct glass *glass)
{
	uint32_t before = glass->figures.begun;

	if (glass->present)
		return false;
	glass_wait(glass, HAND_MS_MIN, HAND_MS_MAX);
	for (int tries = 0; tries < TRIES_MAX && glass->figures.begun == before; tries++) {
		switch (glass_between(glass, 0, 7)) {
		case 0: glass_come_near(glass); break;
		case 1: glass_lift(glass); break;
		case 2: glass_press(glass, rng_chance(&glass->dice, 500) ? '5' : SCREEN_KEY_ENTER); break;
		case 3: glass_plug(glass, true); break;
		default: touch_idle(glass); break;
		}
		glass_wait(glass, HAND_MS_MIN, HAND_MS_MAX);
	}
	return glass->figures.begun != before;
}
