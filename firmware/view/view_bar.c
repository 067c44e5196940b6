/* The strip at the bottom: five ways on that stand where they always stand. */
#include "view/view_draft.h"

enum { BAR_COUNT = 5 };

struct bar_button {
	enum target target;
	enum label label;
	uint8_t icon;
};

static const struct bar_button bar_buttons[BAR_COUNT] = {
	{TARGET_BACK, LABEL_BACK, VIEW_ICON_BACK},
	{TARGET_START_AGAIN, LABEL_START_AGAIN, VIEW_ICON_AGAIN},
	{TARGET_HELP, LABEL_HELP, ICON_QUESTION},
	{TARGET_PERSON, LABEL_PERSON, ICON_PERSON},
	{TARGET_FINISH, LABEL_FINISH, VIEW_ICON_FINISH},
};

/* The widest the button's text is in any language: so that the bar stays where it is when the language changes. */
static int widest(const struct draft *draft, const struct bar_button *button)
{
	const struct content *c = draft->content;
	int lines = draft->bar.h / view_line_px(draft->small_px) >= 4 || draft->mode.large ? 2 : 1;
	int most = 0;

	for (uint8_t l = 0; l < c->site.languages_count; l++) {
		const char *text = content_text(c, c->label[button->label], l, 0);
		int w = draft_narrowest(draft, text, draft->least_px, lines);

		most = w > most ? w : most;
	}
	return most;
}

/* Turns what the buttons want into what they get: each at least `least`, the longer words more, `whole` in all. */
static void share_width(int *widths, int count, int whole, int least)
{
	bool fixed[BAR_COUNT] = {false};
	int left = whole;
	int all = 0;
	bool again = true;

	for (int i = 0; i < count; i++)
		all += widths[i];
	while (again) {
		again = false;
		for (int i = 0; i < count; i++) {
			if (fixed[i] || (int64_t)widths[i] * left / all >= least)
				continue;
			fixed[i] = true;
			again = true;
			all -= widths[i];
			left -= least;
			widths[i] = least;
			if (all == 0)
				return;
		}
	}
	for (int i = 0; i < count; i++) {
		if (!fixed[i])
			widths[i] = (int)((int64_t)widths[i] * left / all);
	}
}

/* Buttons `from` to `from + count` in a row. */
static void lay_bar_row(const struct draft *draft, struct view_box row, int from, int count, struct view_box *out)
{
	int wants[BAR_COUNT];
	int least = draft_across(draft, SIZE_TILE_MM10);

	for (int i = 0; i < count; i++)
		wants[i] = widest(draft, &bar_buttons[from + i]) + row.h / 5;
	if (least * count + (count - 1) * draft->gap_x > row.w)
		least = draft_column(draft, row, count, 0).w;
	share_width(wants, count, row.w - (count - 1) * draft->gap_x, least);
	for (int i = 0; i < count; i++) {
		out[i] = row;
		out[i].w = wants[i];
		row.x += wants[i] + draft->gap_x;
	}
}

static void lay_bar(const struct draft *draft, struct view_box out[BAR_COUNT])
{
	struct view_box row = draft->bar;

	if (row.h < 2 * draft_down(draft, SIZE_BAR_MM10) || draft->form != DRAFT_TALL ||
		draft_column(draft, row, BAR_COUNT, 0).w >= draft_across(draft, SIZE_TILE_MM10)) {
		lay_bar_row(draft, row, 0, BAR_COUNT, out);
		return;
	}
	row.h = (row.h - draft->gap_y) / 2;
	lay_bar_row(draft, row, 0, 3, out);
	row.y += row.h + draft->gap_y;
	lay_bar_row(draft, row, 3, 2, out + 3);
}

/* On a later page Back turns to the page before; from the whole of a caption to where that caption stands. */
static void set_back(const struct draft *draft, struct view_element *back)
{
	int before = draft->page - 1;

	if (draft->page == 0)
		return;
	back->action = VIEW_PAGE;
	back->index = (uint8_t)(draft->page == draft->pages ? 0 : before);
}

/* All five the same. */
static enum draft_style bar_style(const struct draft *draft, const struct view_box boxes[BAR_COUNT])
{
	enum draft_style style = DRAFT_WORDS_ICON;

	for (int i = 0; i < BAR_COUNT; i++) {
		const struct bar_button *button = &bar_buttons[i];
		struct view_element probe = {.role = VIEW_BUTTON, .w = (int16_t)boxes[i].w, .h = (int16_t)boxes[i].h};
		enum draft_style one =
			draft_style_of(draft, &probe, draft->content->label[button->label], button->icon);

		style = one > style ? one : style;
	}
	return style;
}

/* Where large words have no room, the widths are shared as the usual words need them. */
static enum draft_style lay_bar_words(const struct draft *draft, struct view_box boxes[BAR_COUNT])
{
	struct draft usual = *draft;
	enum draft_style style;

	lay_bar(draft, boxes);
	style = bar_style(draft, boxes);
	if (style < DRAFT_ICON_WORDS)
		return style;
	usual.mode.large = false;
	usual.least_px = draft->usual_px;
	lay_bar(&usual, boxes);
	return bar_style(draft, boxes);
}

void draft_bar(struct draft *draft)
{
	unsigned first = draft->view->elements_count;
	struct view_box boxes[BAR_COUNT];
	enum draft_style style = lay_bar_words(draft, boxes);
	int least_px = draft->least_px;

	for (int i = 0; i < BAR_COUNT; i++) {
		const struct bar_button *button = &bar_buttons[i];
		struct view_element *element = draft_add_target(draft, VIEW_BUTTON, boxes[i], button->target, 0);

		draft_words(draft, element, draft->content->label[button->label], button->icon, style,
			draft->body_px * 3 / 4);
	}
	set_back(draft, &draft->view->elements[first]);
	draft->least_px = style == DRAFT_ICON_WORDS ? draft->usual_px : least_px;
	draft_even(draft, first, VIEW_BUTTON);
	draft->least_px = least_px;
}
