/* What must hold of a picture, whatever happened before it. */
#include "sim_glass_parts.h"

#include "base/check.h"

#include <string.h>

static bool is_touchable(const struct view_element *e)
{
	return e->action != VIEW_NO_ACTION;
}

static void check_place(struct glass *glass, const struct view *view, const struct view_element *e)
{
	if (e->x < 0 || e->y < 0 || e->w <= 0 || e->h <= 0 || e->x + e->w > view->width_px ||
		e->y + e->h > view->height_px)
		glass_fail(glass, "outside", "screen %s: \"%s\" at %d %d, %d by %d, is not all on %u by %u",
			screen_name(view->screen), e->text, e->x, e->y, e->w, e->h, view->width_px, view->height_px);
}

/* The space bar alone is known without a word. */
static void check_label(struct glass *glass, const struct view *view, const struct view_element *e)
{
	bool blank = e->text[0] == '\0' && (e->icon == ICON_COUNT || e->icon == 0);

	/* A caption is empty for the moment between what is said to a promise and the screen behind it. */
	if (blank && e->role != VIEW_LOGO && e->role != VIEW_CAPTION && !(e->action == VIEW_ENTRY_KEY && e->key == ' '))
		glass_fail(glass, "label", "screen %s: an element of role %u has neither words nor a picture",
			screen_name(view->screen), e->role);
	if (is_touchable(e) && e->spoken[0] == '\0')
		glass_fail(glass, "label", "screen %s: \"%s\" can be touched, but is never spoken",
			screen_name(view->screen), e->text);
	if (strchr(e->text, '{') || strchr(e->text, '}'))
		glass_fail(glass, "label", "screen %s: \"%s\" is not filled in", screen_name(view->screen), e->text);
}

static uint16_t text_of_choice(const struct glass *glass, const struct choice *choice)
{
	const struct content *c = glass->content;
	uint16_t slot = glass->show.show.slot;

	switch (choice->kind) {
	case CHOICE_ITEM:
	case CHOICE_OFTEN:
	case CHOICE_NOW:
	case CHOICE_RISING: return choice->index < c->items.count ? content_item(c, choice->index)->label : NONE16;
	case CHOICE_TOPIC: return choice->index < c->topics.count ? content_topic(c, choice->index)->title : NONE16;
	case CHOICE_SLOT: return choice->index < c->slots.count ? content_slot(c, choice->index)->label : NONE16;
	case CHOICE_OPTION:
		if (slot == NONE16 || choice->index >= content_slot(c, slot)->choices_count)
			return NONE16;
		return content_slot_choice(c, slot, choice->index)->label;
	default: return NONE16;
	}
}

/* Each choice that is drawn is of the content to which the conversation is pinned, and is called as it is there. */
static void check_choice(struct glass *glass, const struct view *view, const struct view_element *e)
{
	const struct choices *choices = &glass->show.show.choices;
	const struct choice *choice = &choices->list[e->index];
	const char *words;
	uint16_t text;

	if (e->action != VIEW_TARGET || e->target != TARGET_CHOICE || !glass->shown || view->screen == SCREEN_ATTRACT)
		return;
	if (e->index >= choices->count)
		glass_fail(glass, "choice", "screen %s offers choice %u of %u", screen_name(view->screen), e->index,
			choices->count);
	if (choice->kind == CHOICE_LANGUAGE)
		return;
	text = text_of_choice(glass, choice);
	if (text == NONE16)
		glass_fail(glass, "choice", "\"%s\" is a choice that the content does not have", e->spoken);
	words = content_text(glass->content, text, glass->show.show.language, 0);
	if (!strstr(e->spoken, words))
		glass_fail(glass, "choice", "\"%s\" is drawn where the content has \"%s\"", e->spoken, words);
}

static void check_focus(struct glass *glass, const struct view *view)
{
	bool taken[VIEW_ELEMENTS_MAX + 1] = {false};

	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (!is_touchable(e))
			continue;
		if (e->focus == 0 || e->focus > VIEW_ELEMENTS_MAX || taken[e->focus])
			glass_fail(glass, "focus", "screen %s: \"%s\" has not a place of its own in the focus's order",
				screen_name(view->screen), e->spoken);
		taken[e->focus] = true;
	}
}

static void check_owner(struct glass *glass, const struct view *view, const struct view_element *e)
{
	const char *whose = glass_whose(glass, e->text, glass->present ? glass->customer : 0);

	if (!whose)
		whose = glass_whose(glass, e->spoken, glass->present ? glass->customer : 0);
	if (whose)
		glass_fail(glass, "others_data", "screen %s shows \"%s\", which is somebody else's",
			screen_name(view->screen), whose);
}

void glass_check_drawn(struct glass *glass, const struct view *view)
{
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		check_place(glass, view, e);
		check_label(glass, view, e);
		check_choice(glass, view, e);
		check_owner(glass, view, e);
		if (e->action == VIEW_PAGE && e->index >= view->pages)
			glass_fail(glass, "page", "screen %s leads to page %u of %u", screen_name(view->screen),
				e->index, view->pages);
	}
	check_focus(glass, view);
}

static bool is_shift(const struct view_element *e)
{
	return e->action == VIEW_ENTRY_KEY && e->key == ENTRY_KEY_SHIFT;
}

/* One finger presses one thing at most; the ring stands around something that is there. */
void glass_check_marks(struct glass *glass, const struct view *view)
{
	unsigned pressed = 0;
	bool ring = view->focused == 0;

	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		pressed += e->pressed && !is_shift(e);
		ring = ring || (e->focus == view->focused && is_touchable(e));
	}
	if (pressed > (glass->finger_down ? 1U : 0U))
		glass_fail(glass, "pressed", "screen %s: %u elements are pressed by %s", screen_name(view->screen),
			pressed, glass->finger_down ? "one finger" : "nobody");
	if (!ring)
		glass_fail(glass, "focus", "screen %s: the ring is around element %u, which is not there",
			screen_name(view->screen), view->focused);
}
