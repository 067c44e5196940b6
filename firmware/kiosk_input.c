/* From fingers and keys to events. */
#include "kiosk_parts.h"

#include "base/text.h"
#include "log.h"

#include <string.h>

enum { DOUBLE_STRIKE_MS = 1500, BUSY_EVERY_MS = 1000 };

void kiosk_put(struct kiosk *kiosk, struct event *event)
{
	event->session = kiosk->session;
	if (inbox_put(kiosk->options.inbox, event))
		log_warn("kiosk: too much at once: one %s was left out", event_kind_name(event->kind));
}

const struct view_element *kiosk_focus(const struct kiosk *kiosk, uint8_t focus)
{
	for (unsigned i = 0; i < kiosk->view.elements_count; i++) {
		if (focus != 0 && kiosk->view.elements[i].focus == focus)
			return &kiosk->view.elements[i];
	}
	return NULL;
}

static void begin(struct kiosk *kiosk, uint8_t language)
{
	kiosk->goodbye_until_ms = 0;
	kiosk->language = language;
	kiosk->focused = 0;
	kiosk->session = kiosk->options.begin(kiosk->options.self, language);
}

void kiosk_put_busy(struct kiosk *kiosk)
{
	struct event event = {.kind = EVENT_BUSY};
	uint64_t now_ms = kiosk_now_ms(kiosk);

	if (kiosk->busy_ms != 0 && now_ms - kiosk->busy_ms < BUSY_EVERY_MS)
		return;
	kiosk->busy_ms = now_ms;
	kiosk_put(kiosk, &event);
}

static void put_touched(struct kiosk *kiosk, uint8_t target, uint8_t index)
{
	struct event event = {.kind = EVENT_TOUCHED};
	uint64_t now_ms = kiosk_now_ms(kiosk);

	/* A trembling hand touches twice; the second is meant for a screen that is already going. */
	if (kiosk->touched_ms != 0 && now_ms - kiosk->touched_ms < DOUBLE_STRIKE_MS)
		return;
	kiosk->touched_ms = now_ms;
	event.touched.target = target;
	event.touched.index = index;
	kiosk_put(kiosk, &event);
}

static void put_entry(struct kiosk *kiosk)
{
	struct event event = {.kind = EVENT_TYPED};

	if (kiosk->entry.text[0] == '\0')
		return;
	text_copy(event.typed.words, sizeof(event.typed.words), text_of(kiosk->entry.text));
	event.typed.source = kiosk->entry.kind == ENTRY_LETTERS ? SOURCE_KEYBOARD : SOURCE_KEYPAD;
	kiosk_put(kiosk, &event);
	explicit_bzero(&event, sizeof(event));
	explicit_bzero(kiosk->entry.text, sizeof(kiosk->entry.text));
	kiosk->stale = true;
}

static void put_key(struct kiosk *kiosk, uint32_t key)
{
	if (!entry_key(&kiosk->entry, key))
		return;
	kiosk->stale = true;
	kiosk_put_busy(kiosk);
}

static void activate(struct kiosk *kiosk, const struct view_element *e)
{
	if (kiosk->session == 0) {
		begin(kiosk, e->action == VIEW_TARGET && e->target != TARGET_SCORE ? e->index : 0);
		return;
	}
	switch (e->action) {
	case VIEW_TARGET: put_touched(kiosk, e->target, e->index); break;
	case VIEW_ENTRY_KEY: put_key(kiosk, e->key); break;
	case VIEW_ENTRY_DONE: put_entry(kiosk); break;
	default: break;
	}
}

/* The language in which the idle screen invites just now. */
static uint8_t attract_language(const struct kiosk *kiosk)
{
	for (unsigned i = 0; i < kiosk->view.elements_count; i++) {
		if (kiosk->view.elements[i].role == VIEW_PRIMARY)
			return kiosk->view.elements[i].index;
	}
	return 0;
}

static bool interrupt(struct kiosk *kiosk)
{
	return kiosk->speak && speak_stop(kiosk->speak);
}

static void touch_down(struct kiosk *kiosk, const struct screen_input *input)
{
	const struct view_element *e = view_at(&kiosk->view, input->x, input->y);

	interrupt(kiosk);
	kiosk->focused = 0;
	kiosk->pressed = e ? e->focus : 0;
}

static void touch_up(struct kiosk *kiosk, const struct screen_input *input)
{
	const struct view_element *e = view_at(&kiosk->view, input->x, input->y);
	uint8_t pressed = kiosk->pressed;

	kiosk->pressed = 0;
	if (kiosk->session == 0 && kiosk->view.screen == SCREEN_ATTRACT && !e)
		begin(kiosk, attract_language(kiosk)); /* anywhere will do */
	else if (e && e->focus == pressed)
		activate(kiosk, e);
}

/* The next touchable element in reading order, round and round; step is 1 or -1. */
static void move_focus(struct kiosk *kiosk, int step)
{
	int count = kiosk->view.elements_count;
	int at = kiosk->focused;

	for (int tries = 0; tries < count; tries++) {
		const struct view_element *e;

		at += step;
		if (at < 1)
			at = count;
		if (at > count)
			at = 1;
		e = kiosk_focus(kiosk, (uint8_t)at);
		if (e && e->action != VIEW_NO_ACTION) {
			kiosk->focused = (uint8_t)at;
			return;
		}
	}
}

static void enter(struct kiosk *kiosk)
{
	const struct view_element *focused = kiosk_focus(kiosk, kiosk->focused);

	if (focused) {
		activate(kiosk, focused);
		return;
	}
	if (kiosk->entry.kind != ENTRY_NONE) {
		put_entry(kiosk);
		return;
	}
	for (unsigned i = 0; i < kiosk->view.elements_count; i++) {
		if (kiosk->view.elements[i].role == VIEW_PRIMARY) {
			activate(kiosk, &kiosk->view.elements[i]);
			return;
		}
	}
}

static void character(struct kiosk *kiosk, uint32_t key)
{
	const struct view_element *focused = kiosk_focus(kiosk, kiosk->focused);
	struct event event = {.kind = EVENT_KEYED};

	if (key == ' ' && focused && kiosk->entry.kind != ENTRY_LETTERS) {
		activate(kiosk, focused);
	} else if (kiosk->entry.kind != ENTRY_NONE) {
		put_key(kiosk, key);
	} else if ((key >= '0' && key <= '9') || key == '*' || key == '#') {
		event.keyed.key = (char)key;
		kiosk_put(kiosk, &event);
	}
}

static void key_pressed(struct kiosk *kiosk, uint32_t key)
{
	switch (key) {
	case SCREEN_KEY_TAB:
	case SCREEN_KEY_DOWN:
	case SCREEN_KEY_RIGHT: move_focus(kiosk, 1); return;
	case SCREEN_KEY_UP:
	case SCREEN_KEY_LEFT: move_focus(kiosk, -1); return;
	default: break;
	}
	interrupt(kiosk);
	if (kiosk->session == 0) {
		const struct view_element *focused = kiosk_focus(kiosk, kiosk->focused);

		begin(kiosk, focused ? focused->index : attract_language(kiosk));
		return;
	}
	switch (key) {
	case SCREEN_KEY_ENTER: enter(kiosk); break;
	case SCREEN_KEY_ESCAPE: put_touched(kiosk, TARGET_BACK, 0); break;
	case SCREEN_KEY_BACKSPACE: put_key(kiosk, ENTRY_KEY_DELETE); break;
	default: character(kiosk, key); break;
	}
}

void kiosk_input(struct kiosk *kiosk, const struct screen_input *input)
{
	switch (input->kind) {
	case SCREEN_DOWN: touch_down(kiosk, input); break;
	case SCREEN_UP: touch_up(kiosk, input); break;
	case SCREEN_KEY: key_pressed(kiosk, input->key); break;
	case SCREEN_CLOSED: kiosk->closed = true; break;
	default: break;
	}
}
