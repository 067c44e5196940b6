/* From fingers and keys to events. */
#include "kiosk/kiosk_parts.h"

#include "base/text.h"
#include "kiosk/desk.h"
#include "log.h"

#include <stdlib.h>
#include <string.h>

enum {
	DOUBLE_STRIKE_MS = 1500, /* for the same screen */
	STRIKE_MS = 500,         /* for the same place, whatever stands there now */
	STRIKE_MM = 12,
	KEY_BOUNCE_MS = 60, /* for a key that neither wrote nor walked; a contact is quiet sooner than that */
	BUSY_EVERY_MS = 1000
};

void kiosk_put(struct kiosk *kiosk, struct event *event)
{
	event->session = kiosk->session;
	if (inbox_put(kiosk->options.inbox, event))
		log_warn("kiosk: too much at once: one %s was left out", event_kind_name(event->kind));
}

void kiosk_put_busy(struct kiosk *kiosk)
{
	struct event event = {.kind = EVENT_BUSY};
	uint64_t now_ms = kiosk_now_ms(kiosk);

	if (kiosk->session == 0 || (kiosk->busy_ms != 0 && now_ms - kiosk->busy_ms < BUSY_EVERY_MS))
		return;
	kiosk->busy_ms = now_ms;
	kiosk_put(kiosk, &event);
}

void kiosk_put_touched(struct kiosk *kiosk, uint8_t target, uint8_t index)
{
	struct event event = {.kind = EVENT_TOUCHED};
	uint64_t now_ms = kiosk_now_ms(kiosk);

	/* A trembling hand touches twice; the second is meant for a screen that is already going. */
	if (kiosk->session == 0 || (kiosk->touched_ms != 0 && now_ms - kiosk->touched_ms < DOUBLE_STRIKE_MS))
		return;
	kiosk->touched_ms = now_ms;
	event.touched.target = target;
	event.touched.index = index;
	kiosk_put(kiosk, &event);
}

void kiosk_put_entry(struct kiosk *kiosk, struct entry *entry)
{
	struct event event = {.kind = EVENT_TYPED};

	if (entry->text[0] == '\0')
		return;
	text_copy(event.typed.words, sizeof(event.typed.words), text_of(entry->text));
	event.typed.source = entry->kind == ENTRY_LETTERS ? SOURCE_KEYBOARD : SOURCE_KEYPAD;
	event.masked = entry->masked;
	kiosk_put(kiosk, &event);
	explicit_bzero(&event, sizeof(event));
	explicit_bzero(entry->text, sizeof(entry->text));
	kiosk->stale = true;
}

/* One key into it, heard where everything is heard. False: it does not belong there. */
bool kiosk_enter_key(struct kiosk *kiosk, struct entry *entry, uint32_t key)
{
	bool deletes = key == ENTRY_KEY_DELETE;
	char letter[8] = "";

	if (deletes)
		kiosk_last_letter(entry, letter, sizeof(letter));
	if (!entry_key(entry, key))
		return false;
	/* Where nothing is left, the key that deletes goes back. */
	kiosk->struck_key.again_at_once = !deletes || entry->text[0] != '\0';
	kiosk->stale = true;
	kiosk_result_forget(kiosk); /* who types has gone on */
	kiosk_put_busy(kiosk);
	if (!kiosk->manner.mode.aloud)
		return true;
	if (!deletes)
		kiosk_last_letter(entry, letter, sizeof(letter));
	if (kiosk_is_number_in_public(kiosk, entry))
		snprintf(letter, sizeof(letter), "%s", ENTRY_DOT);
	if (key == ENTRY_KEY_SHIFT)
		kiosk_say_label(kiosk, LABEL_SHIFT);
	else
		kiosk_say_letter(kiosk, letter, deletes);
	return true;
}

void kiosk_put_key(struct kiosk *kiosk, uint32_t key)
{
	(void)kiosk_enter_key(kiosk, &kiosk->entry, key);
}

void kiosk_turn_page(struct kiosk *kiosk, uint8_t page)
{
	kiosk->page = page;
	kiosk->focused = 0;
	kiosk->stale = true;
	kiosk->unread = kiosk->manner.mode.aloud;
	kiosk_put_busy(kiosk);
}

void kiosk_activate(struct kiosk *kiosk, const struct view_element *e)
{
	if (e->action == VIEW_CHANGE) {
		kiosk_put_busy(kiosk);
		kiosk_change(kiosk, (enum view_change)e->index);
		return;
	}
	if (kiosk->session == 0) {
		if (e->action == VIEW_TARGET)
			kiosk_begin(kiosk, e->target == TARGET_SCORE ? 0 : e->index);
		if (e->target == TARGET_RISING && kiosk->session != 0)
			kiosk_put_touched(kiosk, TARGET_RISING, 0);
		return;
	}
	switch (e->action) {
	case VIEW_TARGET: kiosk_put_touched(kiosk, e->target, e->index); break;
	case VIEW_ENTRY_KEY: kiosk_put_key(kiosk, e->key); break;
	case VIEW_ENTRY_DONE:
		if (desk_has_field(kiosk))
			desk_put_question(kiosk);
		else
			kiosk_put_entry(kiosk, &kiosk->entry);
		break;
	case VIEW_PAGE: kiosk_turn_page(kiosk, e->index); break;
	default: break;
	}
}

/* --- fingers --- */

/* The same place again, at once: the same touch of a trembling hand, even where the screen has changed under it. Keys
 * of an entry are struck quickly on purpose. */
static bool is_same_strike(struct kiosk *kiosk, const struct screen_input *input, const struct view_element *e)
{
	const struct board_screen *board = &kiosk->options.board;
	int x_px = STRIKE_MM * board->width_px / (board->width_mm ? board->width_mm : board->width_px);
	int y_px = STRIKE_MM * board->height_px / (board->height_mm ? board->height_mm : board->height_px);
	uint64_t now_ms = kiosk_now_ms(kiosk);
	bool same = kiosk->struck.ms != 0 && now_ms - kiosk->struck.ms < STRIKE_MS &&
		    abs(input->x - kiosk->struck.x) < x_px && abs(input->y - kiosk->struck.y) < y_px;

	if (e && e->action == VIEW_ENTRY_KEY)
		return false;
	if (same)
		return true;
	kiosk->struck.ms = now_ms;
	kiosk->struck.x = input->x;
	kiosk->struck.y = input->y;
	return false;
}

/* The finger is answered before anything else happens, even where it is lifted in the same moment. */
static void acknowledge(struct kiosk *kiosk)
{
	kiosk->redraw = true;
	if (kiosk->acknowledged)
		return;
	kiosk->acknowledged = true;
	kiosk_draw(kiosk);
}

static void touch_down(struct kiosk *kiosk, const struct screen_input *input)
{
	const struct view_element *e = view_at(&kiosk->view, input->x, input->y);

	kiosk->focused = 0;
	kiosk->pressed = e ? e->focus : 0;
	acknowledge(kiosk);
	kiosk_hush(kiosk);
}

/* Who types with both thumbs has the second one down before the first is up. Nothing but keys is meant by it. */
static void second_down(struct kiosk *kiosk, const struct screen_input *input)
{
	const struct view_element *e = view_at(&kiosk->view, input->x, input->y);

	if (e && e->action == VIEW_ENTRY_KEY)
		kiosk_activate(kiosk, e);
}

static bool is_countdown(const struct kiosk *kiosk)
{
	return kiosk->has_show && kiosk->show.show.screen == SCREEN_STILL_THERE;
}

bool kiosk_is_entering(const struct kiosk *kiosk)
{
	return kiosk->entry.kind != ENTRY_NONE && !is_countdown(kiosk);
}

static void close_notice(struct kiosk *kiosk)
{
	kiosk->notice = NOTICE_NONE;
	kiosk->stale = true;
}

/* Between a conversation and the one that starts again there is no screen for a moment, and nothing to touch. */
static bool has_screen(const struct kiosk *kiosk)
{
	return kiosk->view.elements_count > 0;
}

static void touch_nothing(struct kiosk *kiosk)
{
	if (!has_screen(kiosk))
		return;
	if (kiosk->notice == NOTICE_KEYS || kiosk->notice == NOTICE_STICK)
		close_notice(kiosk);
	else if (kiosk->session == 0 && kiosk->view.screen == SCREEN_ATTRACT)
		kiosk_begin(kiosk, kiosk_attract_language(kiosk)); /* anywhere will do */
	else if (is_countdown(kiosk))
		kiosk_put_busy(kiosk); /* "yes, I am" */
}

static void touch_up(struct kiosk *kiosk, const struct screen_input *input)
{
	const struct view_element *e = view_at(&kiosk->view, input->x, input->y);
	uint8_t pressed = kiosk->pressed;

	kiosk->pressed = 0;
	kiosk->redraw = true;
	if ((e && e->focus != pressed) || (!e && pressed != 0) || is_same_strike(kiosk, input, e))
		return;
	desk_clicked(kiosk, input->x, input->y);
	if (e)
		kiosk_activate(kiosk, e);
	else
		touch_nothing(kiosk);
}

/* --- keys --- */

static void enter(struct kiosk *kiosk)
{
	const struct view_element *focused = kiosk_focus(kiosk, kiosk->focused);

	if (focused) {
		kiosk_activate(kiosk, focused);
		return;
	}
	if (kiosk_is_entering(kiosk)) {
		kiosk_put_entry(kiosk, &kiosk->entry);
		return;
	}
	for (unsigned i = 0; i < kiosk->view.elements_count; i++) {
		if (kiosk->view.elements[i].role == VIEW_PRIMARY) {
			kiosk_activate(kiosk, &kiosk->view.elements[i]);
			return;
		}
	}
}

static void put_keyed(struct kiosk *kiosk, uint32_t key)
{
	struct event event = {.kind = EVENT_KEYED};

	event.keyed.key = (char)key;
	kiosk_put(kiosk, &event);
}

static void character(struct kiosk *kiosk, uint32_t key)
{
	const struct view_element *focused = kiosk_focus(kiosk, kiosk->focused);

	if (key == ' ' && focused && focused->role != VIEW_KEY) {
		kiosk_activate(kiosk, focused);
	} else if (kiosk->manner.mode.aloud && kiosk_aloud_key(kiosk, key)) {
		return;
	} else if (is_countdown(kiosk)) {
		kiosk_put_busy(kiosk); /* "yes, I am" */
	} else if (kiosk_is_entering(kiosk)) {
		kiosk->manner.own_keyboard = kiosk->manner.own_keyboard || kiosk->entry.kind == ENTRY_LETTERS;
		kiosk->focused = 0;
		kiosk_put_key(kiosk, key);
	} else if ((key >= '0' && key <= '9') || key == '*' || key == '#') {
		put_keyed(kiosk, key);
	}
}

static bool walks(struct kiosk *kiosk, uint32_t key)
{
	switch (key) {
	case SCREEN_KEY_TAB: kiosk_move_by(kiosk, 1); break;
	case SCREEN_KEY_DOWN:
	case SCREEN_KEY_RIGHT:
	case SCREEN_KEY_UP:
	case SCREEN_KEY_LEFT: kiosk_move_to(kiosk, key); break;
	default: return false;
	}
	kiosk_put_busy(kiosk);
	kiosk_say_focused(kiosk);
	return true;
}

static void idle_key(struct kiosk *kiosk, uint32_t key)
{
	const struct view_element *focused = kiosk_focus(kiosk, kiosk->focused);

	if (key == '5' && !focused) { /* the one key with a mark that a finger finds */
		if (!kiosk->manner.mode.aloud)
			kiosk_change(kiosk, VIEW_READ_ALOUD);
		kiosk_begin(kiosk, 0);
	} else if (focused && (key == SCREEN_KEY_ENTER || key == ' ' || key == '5')) {
		kiosk_activate(kiosk, focused);
	} else if (kiosk->manner.mode.aloud && (key == '4' || key == '2' || key == '6' || key == '8')) {
		kiosk_move_by(kiosk, key == '4' || key == '2' ? -1 : 1);
		kiosk_say_focused(kiosk);
	} else if (kiosk->notice == NOTICE_NONE) {
		kiosk_begin(kiosk, kiosk_attract_language(kiosk));
	} else if (key == SCREEN_KEY_ENTER || key == ' ') {
		kiosk_change(kiosk, VIEW_TRY_AGAIN);
	}
}

static void conversation_key(struct kiosk *kiosk, uint32_t key)
{
	if (desk_field_key(kiosk, key))
		return;
	switch (key) {
	case SCREEN_KEY_ENTER: enter(kiosk); break;
	case SCREEN_KEY_ESCAPE: kiosk_put_touched(kiosk, TARGET_BACK, 0); break;
	case SCREEN_KEY_BACKSPACE:
		if (kiosk_is_entering(kiosk))
			kiosk_put_key(kiosk, ENTRY_KEY_DELETE);
		break;
	default:
		if (key < SCREEN_KEY_UP)
			character(kiosk, key);
		break;
	}
}

/* The keys for everybody stand where the desk's stand. */
static bool mode_key(struct kiosk *kiosk, uint32_t key)
{
	switch (key) {
	case SCREEN_KEY_F1 + 6: kiosk_change(kiosk, VIEW_LARGE); return true;
	case SCREEN_KEY_F1 + 7: kiosk_change(kiosk, VIEW_CONTRAST); return true;
	case SCREEN_KEY_F1 + 8: kiosk_change(kiosk, VIEW_READ_ALOUD); return true;
	default: return key >= SCREEN_KEY_F1;
	}
}

static bool is_arrow(uint32_t key)
{
	return key >= SCREEN_KEY_UP && key <= SCREEN_KEY_RIGHT;
}

/* What the key did has been answered meanwhile, or is its first half: its contact must not answer the next question
 * too, nor do the second. Another key between them is no bounce. */
static bool is_bounce(const struct kiosk *kiosk, uint32_t key)
{
	bool on_purpose = kiosk->struck_key.again_at_once && kiosk->struck_key.shows == kiosk->shows;

	return kiosk->struck_key.key == key && !on_purpose && key != SCREEN_KEY_TAB && !is_arrow(key) &&
	       kiosk_now_ms(kiosk) - kiosk->struck_key.ms < KEY_BOUNCE_MS;
}

static void remember_key(struct kiosk *kiosk, uint32_t key)
{
	kiosk->struck_key.key = key;
	kiosk->struck_key.ms = kiosk_now_ms(kiosk);
	kiosk->struck_key.shows = kiosk->shows;
	kiosk->struck_key.again_at_once = false;
}

static void use_key(struct kiosk *kiosk, uint32_t key)
{
	if (walks(kiosk, key))
		return;
	if (kiosk->session == 0 && has_screen(kiosk))
		idle_key(kiosk, key);
	else if (kiosk->session != 0)
		conversation_key(kiosk, key);
}

static void key_pressed(struct kiosk *kiosk, const struct screen_input *input)
{
	bool bounces = is_bounce(kiosk, input->key);

	/* A key that is stuck, or a hand that rests on it. */
	if (input->repeated && !is_arrow(input->key))
		return;
	remember_key(kiosk, input->key); /* also one that bounces: until its contact is quiet */
	if (bounces)
		return;
	kiosk_hush(kiosk);
	if ((kiosk->options.desk && desk_function_key(kiosk, input->key)) || mode_key(kiosk, input->key))
		return;
	if (kiosk->notice == NOTICE_KEYS || kiosk->notice == NOTICE_STICK) {
		close_notice(kiosk);
		return;
	}
	use_key(kiosk, input->key);
}

void kiosk_input(struct kiosk *kiosk, const struct screen_input *input)
{
	if (input->kind != SCREEN_NOTHING)
		kiosk->input_ms = kiosk_now_ms(kiosk);
	switch (input->kind) {
	case SCREEN_DOWN:
		if (input->finger == 0)
			touch_down(kiosk, input);
		else
			second_down(kiosk, input);
		break;
	case SCREEN_UP:
		if (input->finger == 0)
			touch_up(kiosk, input);
		break;
	case SCREEN_KEY: key_pressed(kiosk, input); break;
	case SCREEN_DROPPED: desk_dropped(kiosk, input->path); break;
	case SCREEN_CLOSED: kiosk->closed = true; break;
	default: break;
	}
}
