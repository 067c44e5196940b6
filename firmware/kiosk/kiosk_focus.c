/* Walking over a screen without touching it. Every touchable element is reached by the next key alone; arrows go where
 * they point. */
#include "kiosk/kiosk_parts.h"

enum { ASIDE_WEIGHT = 3, OFF_CENTRE_PART = 8 };

const struct view_element *kiosk_focus(const struct kiosk *kiosk, uint8_t focus)
{
	for (unsigned i = 0; i < kiosk->view.elements_count; i++) {
		if (focus != 0 && kiosk->view.elements[i].focus == focus)
			return &kiosk->view.elements[i];
	}
	return NULL;
}

bool kiosk_can_focus(const struct view_element *e)
{
	return e->focus != 0 && e->action != VIEW_NO_ACTION;
}

void kiosk_move_by(struct kiosk *kiosk, int step)
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
		if (e && kiosk_can_focus(e)) {
			kiosk->focused = (uint8_t)at;
			kiosk->redraw = true;
			kiosk->struck_key.again_at_once = true;
			return;
		}
	}
}

/* Between two stretches; 0 where they stand side by side. */
static int between(int a, int a_length, int b, int b_length)
{
	if (b > a + a_length)
		return b - a - a_length;
	return a > b + b_length ? a - b - b_length : 0;
}

static int off_centre(int a, int a_length, int b, int b_length)
{
	int twice = 2 * b + b_length - 2 * a - a_length;

	return (twice < 0 ? -twice : twice) / 2;
}

/* How far it is in that direction; negative: it is not there. */
static int way(const struct view_element *from, const struct view_element *to, uint32_t direction)
{
	bool across = direction == SCREEN_KEY_LEFT || direction == SCREEN_KEY_RIGHT;
	int ahead;
	int aside;
	int off;

	switch (direction) {
	case SCREEN_KEY_LEFT: ahead = from->x - to->x - to->w; break;
	case SCREEN_KEY_RIGHT: ahead = to->x - from->x - from->w; break;
	case SCREEN_KEY_UP: ahead = from->y - to->y - to->h; break;
	default: ahead = to->y - from->y - from->h; break;
	}
	if (ahead < 0)
		return -1;
	aside = across ? between(from->y, from->h, to->y, to->h) : between(from->x, from->w, to->x, to->w);
	off = across ? off_centre(from->y, from->h, to->y, to->h) : off_centre(from->x, from->w, to->x, to->w);
	return ahead + ASIDE_WEIGHT * aside + off / OFF_CENTRE_PART;
}

void kiosk_move_to(struct kiosk *kiosk, uint32_t direction)
{
	const struct view_element *from = kiosk_focus(kiosk, kiosk->focused);
	const struct view_element *best = NULL;
	int best_way = 0;

	for (unsigned i = 0; from && i < kiosk->view.elements_count; i++) {
		const struct view_element *e = &kiosk->view.elements[i];
		int e_way = way(from, e, direction);

		if (e == from || !kiosk_can_focus(e) || e_way < 0 || (best && e_way >= best_way))
			continue;
		best = e;
		best_way = e_way;
	}
	if (!best) {
		kiosk_move_by(kiosk, direction == SCREEN_KEY_LEFT || direction == SCREEN_KEY_UP ? -1 : 1);
		return;
	}
	kiosk->focused = best->focus;
	kiosk->redraw = true;
	kiosk->struck_key.again_at_once = true;
}
