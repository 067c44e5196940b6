#include "draw/changed.h"

#include <string.h>

static void add(struct changed *out, const struct view *view, struct paint_rect rect)
{
	unsigned i = 0;

	rect = paint_meet(rect, (struct paint_rect){0, 0, view->width_px, view->height_px});
	if (rect.w == 0 || rect.h == 0)
		return;
	while (i < out->count) {
		if (paint_meet(out->rects[i], rect).w == 0 || paint_meet(out->rects[i], rect).h == 0) {
			i++;
			continue;
		}
		rect = paint_join(out->rects[i], rect);
		out->rects[i] = out->rects[--out->count];
		i = 0; /* grown, it may meet one that it did not meet before */
	}
	if (out->count == CHANGED_RECTS_MAX)
		rect = paint_join(out->rects[--out->count], rect);
	out->rects[out->count++] = rect;
}

static bool wears_ring(const struct view *view, const struct view_element *e)
{
	return view->focused != 0 && e->focus == view->focused;
}

static bool is_same_place(const struct view_element *a, const struct view_element *b)
{
	return a->x == b->x && a->y == b->y && a->w == b->w && a->h == b->h;
}

static bool looks_the_same(const struct view_element *a, const struct view_element *b)
{
	return is_same_place(a, b) && a->role == b->role && a->icon == b->icon && a->pressed == b->pressed &&
	       a->value == b->value && a->of == b->of && a->text_px == b->text_px && a->reason_px == b->reason_px &&
	       strcmp(a->text, b->text) == 0 && strcmp(a->reason, b->reason) == 0;
}

static const char *heading(const struct view *view)
{
	for (unsigned i = 0; i < view->elements_count; i++) {
		if (view->elements[i].role == VIEW_HEADING)
			return view->elements[i].text;
	}
	return "";
}

static bool is_another_ground(const struct draw *draw, const struct view *before, const struct view *after)
{
	return before->width_px != after->width_px || before->height_px != after->height_px ||
	       before->contrast != after->contrast || strcmp(before->language, after->language) != 0 ||
	       draw_bar_rect(draw, before).y != draw_bar_rect(draw, after).y;
}

void changed_between(const struct draw *draw, const struct view *before, const struct view *after, struct changed *out)
{
	unsigned most = before->elements_count > after->elements_count ? before->elements_count : after->elements_count;

	memset(out, 0, sizeof(*out));
	out->is_another_screen = before->screen != after->screen || before->page != after->page ||
				 strcmp(heading(before), heading(after)) != 0;
	if (is_another_ground(draw, before, after)) {
		add(out, after, (struct paint_rect){0, 0, after->width_px, after->height_px});
		return;
	}
	for (unsigned i = 0; i < most; i++) {
		const struct view_element *a = &before->elements[i];
		const struct view_element *b = &after->elements[i];
		bool both = i < before->elements_count && i < after->elements_count;

		if (both && looks_the_same(a, b) && wears_ring(before, a) == wears_ring(after, b)) {
			if (before->level_pct != after->level_pct)
				add(out, after, draw_level(b));
			continue;
		}
		if (i < before->elements_count)
			add(out, after, draw_reach(draw, before, a));
		if (i < after->elements_count)
			add(out, after, draw_reach(draw, after, b));
	}
}
