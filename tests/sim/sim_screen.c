/* The screen: it keeps no pixels, only what it must to judge what is drawn. */
#include "sim_glass_parts.h"

#include "base/check.h"
#include "view/entry.h"

#include <string.h>

enum { EMPTY_MS_MAX = 2000, TURNS_MIN = 3 };

/* --- letters --- */

/* Of Noto Sans, in thousandths of the letter height, by classes: near enough that texts break where they would. */
static const uint16_t *widths(void)
{
	static uint16_t table[256];
	static const struct {
		const char *letters;
		uint16_t width;
	} classes[] = {{"ijlI.,:;'|!", 265}, {" ()[]-ftr\"/", 340}, {"mwMW@%", 900}, {"sczxkvy", 500},
		{"ACDGHNOQRUVXY&", 680}};

	if (table[0] != 0)
		return table;
	for (unsigned i = 0; i < 256; i++)
		table[i] = i >= 0x80 && i < 0xc0 ? 0 : i >= 0xe0 ? 800 : 580; /* 0x80: goes on with a character */
	for (unsigned c = 0; c < sizeof(classes) / sizeof(classes[0]); c++) {
		for (const char *at = classes[c].letters; *at; at++)
			table[(uint8_t)*at] = classes[c].width;
	}
	return table;
}

static int text_width(void *self, const char *text, int height_px, bool bold)
{
	const uint16_t *width = widths();
	int32_t all = 0;

	(void)self;
	for (; *text; text++)
		all += width[(uint8_t)*text];
	return (int)(((int64_t)all * height_px * (bold ? 106 : 100) + 99999) / 100000);
}

static bool has_glyphs(void *self, const char *text)
{
	(void)self;
	(void)text;
	return true;
}

/* --- what is drawn --- */

static uint64_t mix_words(uint64_t hash, const char *text)
{
	for (; *text; text++)
		hash = (hash ^ (uint8_t)*text) * 0x100000001b3U;
	return (hash ^ 0xff) * 0x100000001b3U;
}

static uint64_t letters_of(const struct view *view)
{
	uint64_t hash = 0xcbf29ce484222325U ^ view->screen ^ (uint64_t)view->page << 8 ^ (uint64_t)view->pages << 16;

	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];
		uint64_t place = (uint64_t)(uint16_t)e->x | (uint64_t)(uint16_t)e->y << 16 |
				 (uint64_t)(uint16_t)e->w << 32 | (uint64_t)(uint16_t)e->h << 48;
		uint64_t what = (uint64_t)e->role | (uint64_t)e->action << 8 | (uint64_t)e->target << 16 |
				(uint64_t)e->index << 24 | (uint64_t)e->key << 32;

		hash = (hash ^ place) * 0x100000001b3U;
		hash = (hash ^ what) * 0x100000001b3U;
		hash = mix_words(mix_words(hash, e->text), e->spoken);
	}
	return hash;
}

static enum err draw(void *self, const struct view *view)
{
	struct glass *glass = self;
	const struct view *meant = kiosk_view(glass->kiosk);
	uint64_t letters;

	glass->undrawn = rng_chance(&glass->dice, glass->options.faults.draw_fails);
	if (glass->undrawn)
		return ERR_IO;
	glass->figures.draws++;
	if (glass->setup.dark && view->elements_count > 0)
		glass_fail(glass, "dark", "the panel is to stay dark, and something is drawn");
	if (!glass->setup.dark && view != meant)
		glass_fail(glass, "drawn", "what is drawn is not the screen that stands");
	glass_check_marks(glass, meant);
	letters = letters_of(meant);
	if (letters == glass->letters)
		return ERR_NONE;
	glass->letters = letters;
	glass->figures.screens++;
	glass_mix(glass, &letters, sizeof(letters));
	glass_check_drawn(glass, meant);
	if (glass->options.seen)
		glass->options.seen(glass->options.self, meant);
	return ERR_NONE;
}

static void input(void *self, struct screen_input *out)
{
	struct glass *glass = self;

	*out = (struct screen_input){0};
	if (glass->inputs_at < glass->inputs_count)
		*out = glass->inputs[glass->inputs_at++];
	else
		glass->inputs_at = glass->inputs_count = 0;
}

void glass_input(struct glass *glass, const struct screen_input *input)
{
	CHECK(glass->inputs_count < GLASS_INPUTS_MAX);
	glass->inputs[glass->inputs_count++] = *input;
	if (input->kind == SCREEN_DOWN && input->finger == 0)
		glass->finger_down = true;
}

static enum err save_png(void *self, const char *path)
{
	(void)self;
	(void)path;
	return ERR_ABSENT;
}

static bool wait_for_input(void *self, uint32_t wait_ms)
{
	(void)self;
	(void)wait_ms;
	return false;
}

static void nothing(void *self)
{
	(void)self;
}

struct screen glass_screen(struct glass *glass)
{
	static const struct screen_ops ops = {.draw = draw,
		.input = input,
		.wait = wait_for_input,
		.wake = nothing,
		.save_png = save_png,
		.text_width = text_width,
		.has_glyphs = has_glyphs,
		.close = nothing};

	return (struct screen){&ops, glass};
}

/* --- a screen that stands --- */

static bool has_action(const struct view *view, enum view_action action)
{
	for (unsigned i = 0; i < view->elements_count; i++) {
		if (view->elements[i].action == action)
			return true;
	}
	return false;
}

static bool can_be_touched(const struct view *view)
{
	for (unsigned i = 0; i < view->elements_count; i++) {
		if (view->elements[i].action != VIEW_NO_ACTION)
			return true;
	}
	return false;
}

/* For longer than it may, and the kiosk had its turns meanwhile: the simulator's clock leaps. */
static bool too_long(const struct glass *glass, bool is, uint64_t *since_ms, unsigned *turns)
{
	uint64_t now = glass_now_ms(glass);

	if (!is) {
		*since_ms = 0;
		*turns = 0;
		return false;
	}
	if (*since_ms == 0)
		*since_ms = now;
	return ++*turns > TURNS_MIN && now - *since_ms > EMPTY_MS_MAX;
}

static bool is_result(const struct view *view)
{
	for (unsigned i = 0; i < view->elements_count; i++) {
		if (view->elements[i].action == VIEW_CHANGE && view->elements[i].index == VIEW_GO_ON)
			return true;
	}
	return false;
}

/* Where letters or figures are asked for, there are keys for them and one that ends them. */
static void check_keyboard(struct glass *glass, const struct view *view)
{
	struct entry entry = {0};

	if (!glass->asked || !glass->shown || glass->undrawn || view->page != 0 || is_result(view) ||
		view->screen != glass->show.show.screen || view->screen == SCREEN_STILL_THERE)
		return;
	entry_begin(&entry, glass->content, &glass->listen);
	if (entry.kind == ENTRY_NONE)
		return;
	if (!has_action(view, VIEW_ENTRY_KEY) || !has_action(view, VIEW_ENTRY_DONE))
		glass_fail(glass, "keyboard", "screen %s asks for something that must be entered, and has no keys",
			screen_name(view->screen));
}

void glass_check_turn(struct glass *glass)
{
	const struct view *view = kiosk_view(glass->kiosk);
	bool empty = view->elements_count == 0 || (glass->undrawn && glass->figures.screens == 0);

	if (too_long(glass, empty, &glass->empty_since_ms, &glass->empty_turns))
		glass_fail(glass, "empty", "nothing is on the screen for more than 2 s");
	if (too_long(glass, glass->asked && !can_be_touched(view), &glass->mute_since_ms, &glass->mute_turns))
		glass_fail(glass, "empty", "a question waits on screen %s, and nothing can be touched",
			screen_name(view->screen));
	check_keyboard(glass, view);
}
