#include "draw/fingers.h"

#include <stdlib.h>

enum { SAME_PLACE_PX = 40 };

static int find(const struct fingers *f, int64_t id)
{
	for (int i = 0; i < FINGERS_MAX; i++) {
		if (f->touch[i].down && f->touch[i].id == id)
			return i;
	}
	return FINGERS_NONE;
}

static int count_down(const struct fingers *f)
{
	int count = 0;

	for (int i = 0; i < FINGERS_MAX; i++)
		count += f->touch[i].down;
	return count;
}

static bool is_too_soon(const struct fingers *f, const struct finger_touch *touch)
{
	return f->has_last && touch->time_ms - f->last_ms < FINGERS_AGAIN_MS &&
	       abs(touch->x - f->last_x) < SAME_PLACE_PX && abs(touch->y - f->last_y) < SAME_PLACE_PX;
}

static void forget_old(struct fingers *f, uint32_t now_ms)
{
	for (int i = 0; i < FINGERS_MAX; i++) {
		if (f->touch[i].down && now_ms - f->touch[i].since_ms > FINGERS_FORGET_MS)
			f->touch[i].down = false;
	}
	f->palm = f->palm && count_down(f) > 0;
}

int fingers_down(struct fingers *f, const struct finger_touch *touch)
{
	int at;
	bool again;

	forget_old(f, touch->time_ms);
	at = find(f, touch->id);
	again = at != FINGERS_NONE; /* a panel that lost its end */
	for (int i = 0; at == FINGERS_NONE && i < FINGERS_MAX; i++)
		at = f->touch[i].down ? FINGERS_NONE : i;
	if (at == FINGERS_NONE) {
		f->palm = true;
		return FINGERS_NONE;
	}
	f->touch[at].id = touch->id;
	f->touch[at].since_ms = touch->time_ms;
	f->touch[at].down = true;
	if (count_down(f) > FINGERS_MEANT)
		f->palm = true;
	f->touch[at].counts = !f->palm && !again && !is_too_soon(f, touch);
	if (!f->touch[at].counts)
		return FINGERS_NONE;
	f->has_last = true;
	f->last_ms = touch->time_ms;
	f->last_x = touch->x;
	f->last_y = touch->y;
	return at;
}

int fingers_up(struct fingers *f, int64_t id)
{
	int at = find(f, id);
	bool counts;

	if (at == FINGERS_NONE)
		return FINGERS_NONE;
	counts = f->touch[at].counts;
	f->touch[at].down = false;
	if (count_down(f) == 0)
		f->palm = false;
	return counts ? at : FINGERS_NONE;
}
