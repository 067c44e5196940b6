#include "view/view_draft.h"

#include "base/check.h"
#include "base/text.h"

#include <string.h>

/* The strips and letters of a screen, in tenths of a millimetre; `at_height` is the board for which they are right. A
 * letter height is that of its capitals. */
struct strips {
	int margin, header, caption, bar;
	int heading_cap, body_cap, small_cap, least_cap;
	int at_height;
};

static const struct strips strips_of[2][DRAFT_FORMS] = {
	{
		[DRAFT_COMPACT] = {11, SIZE_BAR_MM10, 96, SIZE_BAR_MM10, 34, SIZE_CAP_7IN_MM10, SIZE_CAP_LEAST_MM10,
			SIZE_CAP_LEAST_MM10, 860},
		[DRAFT_WIDE] = {30, 135, 185, 165, 52, SIZE_CAP_MM10, 34, 30, 1360},
		[DRAFT_TALL] = {80, 480, 430, 290, 90, 80, 54, 44, 4760},
	},
	{
		[DRAFT_COMPACT] = {11, 212, 0, SIZE_BAR_MM10, SIZE_CAP_LARGE_MM10, SIZE_CAP_LARGE_MM10,
			SIZE_CAP_LARGE_MM10, SIZE_CAP_LARGE_MM10, 860},
		[DRAFT_WIDE] = {25, 202, 150, 202, 58, 58, SIZE_CAP_LARGE_MM10, SIZE_CAP_LARGE_MM10, 1360},
		[DRAFT_TALL] = {70, 660, 520, 340, 115, 105, 68, 58, 4760},
	},
};

enum { COMPACT_HEIGHT_MM = 115, ROUNDS_PER_MM10 = 10 };

static const struct strips *strips_for(const struct draft *draft)
{
	return &strips_of[draft->mode.large][draft->form];
}

static int as_px(int mm10, int px, int mm, int glass_pct)
{
	int per = mm * ROUNDS_PER_MM10 * 100;

	return (int)(((int64_t)mm10 * px * glass_pct + per - 1) / per);
}

int draft_across(const struct draft *draft, int mm10)
{
	return as_px(mm10, draft->board->width_px, draft->board->width_mm, draft->glass_pct);
}

int draft_down(const struct draft *draft, int mm10)
{
	return as_px(mm10, draft->board->height_px, draft->board->height_mm, draft->glass_pct);
}

/* The em of letters whose capitals are so high. */
static int letters_of(const struct draft *draft, int cap_mm10)
{
	int px = draft_down(draft, cap_mm10 * 1000 / SIZE_CAP_PERMILLE);

	return px < SIZE_LETTERS_LEAST_PX ? SIZE_LETTERS_LEAST_PX : px;
}

/* Boards between the sizes we draw for: in the same measure, but never below `least`. */
static int scaled(const struct draft *draft, int mm10, int least)
{
	int pct = draft->board->height_mm * 10 * 100 / strips_for(draft)->at_height;

	if (draft->form == DRAFT_COMPACT)
		return mm10;
	if (pct > 160)
		pct = 160;
	if (pct < 40)
		pct = 40;
	mm10 = mm10 * pct / 100;
	return mm10 < least ? least : mm10;
}

/* The nearest pixel: one more would cost a 7 inch board its menu of one page. */
static int nearest(const struct draft *draft, int cap_mm10)
{
	return (letters_of(draft, 10 * cap_mm10) + 5) / 10;
}

static void set_letters(struct draft *draft)
{
	const struct strips *s = strips_for(draft);
	int least = draft->mode.large ? SIZE_CAP_LARGE_MM10 : SIZE_CAP_LEAST_MM10;
	int body = draft->mode.large ? SIZE_CAP_LARGE_MM10 : SIZE_CAP_7IN_MM10;

	draft->least_px = letters_of(draft, scaled(draft, s->least_cap, least));
	if (!draft->mode.large && draft->least_px > SIZE_LETTERS_LEAST_PX)
		draft->least_px = nearest(draft, scaled(draft, s->least_cap, least));
	draft->usual_px = nearest(draft, SIZE_CAP_LEAST_MM10);
	draft->small_px = letters_of(draft, scaled(draft, s->small_cap, least));
	draft->body_px = letters_of(draft, scaled(draft, s->body_cap, body));
	draft->heading_px = letters_of(draft, scaled(draft, s->heading_cap, body));
}

/* Where many want to stand side by side on narrow glass, the bar has two rows. */
static int bar_rows(const struct draft *draft)
{
	return draft->form == DRAFT_TALL && draft->board->width_mm < COMPACT_HEIGHT_MM ? 2 : 1;
}

static void lay_strips(struct draft *draft)
{
	const struct strips *s = strips_for(draft);
	int x = draft_across(draft, scaled(draft, s->margin, 11));
	int y = draft_down(draft, scaled(draft, s->margin, 11));
	int w = draft->board->width_px - 2 * x;
	int bar = draft_down(draft, scaled(draft, s->bar, SIZE_BAR_MM10));
	int caption = draft_down(draft, scaled(draft, s->caption, 0));
	int header_least = draft->form == DRAFT_TALL ? 2 * SIZE_BAR_MM10 + SIZE_GAP_MM10 : SIZE_BAR_MM10;

	bar = bar * bar_rows(draft) + (bar_rows(draft) - 1) * draft->gap_y;
	draft->header = (struct view_box){x, y, w, draft_down(draft, scaled(draft, s->header, header_least))};
	if (draft->mode.large && draft->form == DRAFT_COMPACT && !draft->strip_says)
		draft->header.h = draft_down(draft, SIZE_BAR_MM10);
	draft->bar = (struct view_box){x, draft->board->height_px - y - bar, w, bar};
	if (caption > 0 && caption < 2 * view_line_px(draft->least_px))
		caption = 2 * view_line_px(draft->least_px);
	draft->caption = (struct view_box){x,
		y + draft->header.h + (draft->form == DRAFT_COMPACT ? draft_down(draft, 10) : draft->gap_y), w,
		caption};
	if (draft->strip_says) {
		draft->caption.y = y;
		draft->caption.h = draft->header.h;
	}
	y = draft->caption.y + draft->caption.h;
	y += draft->form == DRAFT_COMPACT && !draft->strip_says ? draft_down(draft, 10) : draft->gap_y;
	draft->body = (struct view_box){x, y, w, draft->bar.y - draft->gap_y - y};
}

static bool says_in_strip(const struct draft *draft)
{
	if (draft->form != DRAFT_COMPACT || !draft->mode.large || !draft->show)
		return false;
	switch (draft->show->show.screen) {
	case SCREEN_LANGUAGE:
	case SCREEN_MENU:
	case SCREEN_REVIEW:
	case SCREEN_SURVEY: return true;
	default: return draft->entry->kind != ENTRY_NONE || draft->show->show.choices.count > 0;
	}
}

bool draft_is_slot_of_tiles(const struct draft *draft)
{
	return draft->show->show.screen == SCREEN_SLOT && draft->show->show.slot != NONE16 &&
	       entry_kind_of(draft->content, draft->show->show.slot) == ENTRY_NONE;
}

static bool may_have_field(const struct draft *draft)
{
	switch (draft->show->show.screen) {
	case SCREEN_MENU:
	case SCREEN_ANSWER:
	case SCREEN_STEP:
	case SCREEN_QUESTION: return true;
	default: return draft_is_slot_of_tiles(draft);
	}
}

/* Where anything may be asked and there is a keyboard: between body and bar, or where the heading would stand. */
static void lay_field(struct draft *draft)
{
	const struct effect *show = draft->show;
	int line;

	draft->field = (struct view_box){0};
	if (!draft->mode.typing || !show || !may_have_field(draft))
		return;
	if (draft->form == DRAFT_WIDE && show->show.screen == SCREEN_MENU) { /* the tiles need the whole body */
		draft->field = draft_column(draft, draft->caption, 5, 3);
		draft->field.w = draft->caption.x + draft->caption.w - draft->field.x;
		draft->field.h = draft_down(draft, SIZE_BAR_MM10 + 20);
		draft->caption.w = draft->field.x - draft->gap_x - draft->caption.x;
		return;
	}
	if (draft->form != DRAFT_COMPACT) {
		draft->field = draft_take_below(draft, &draft->body, draft_down(draft, SIZE_BAR_MM10 + 20));
		return;
	}
	draft->field = draft_header_left(draft);
	if (!draft->strip_says)
		return;
	line = view_line_px(draft->least_px) + draft->gap_y / 4;
	draft->field.y += line;
	draft->field.h -= line;
	if (draft->entry->text[0] == '\0')
		draft->field.w = 0; /* the caption needs the room until something is typed */
}

static int glass_pct_of(const struct draft *draft)
{
	const struct board_screen *board = draft->board;
	int longer = board->width_mm > board->height_mm ? board->width_mm : board->height_mm;
	int shorter = board->width_mm > board->height_mm ? board->height_mm : board->width_mm;
	int pct = 100;

	if (longer < SIZE_GLASS_LEAST_MM)
		pct = longer * 100 / SIZE_GLASS_LEAST_MM;
	if (shorter < SIZE_GLASS_LOW_LEAST_MM && shorter * 100 / SIZE_GLASS_LOW_LEAST_MM < pct)
		pct = shorter * 100 / SIZE_GLASS_LOW_LEAST_MM;
	return pct < 1 ? 1 : pct;
}

void draft_begin(struct draft *draft)
{
	const struct board_screen *board = draft->board;

	CHECK(board->width_px > 0 && board->height_px > 0 && board->width_mm > 0 && board->height_mm > 0);
	draft->form = DRAFT_WIDE;
	if (board->height_mm > board->width_mm)
		draft->form = DRAFT_TALL;
	else if (board->height_mm < COMPACT_HEIGHT_MM)
		draft->form = DRAFT_COMPACT;
	draft->glass_pct = glass_pct_of(draft);
	draft->gap_x = draft_across(draft, SIZE_GAP_MM10);
	draft->gap_y = draft_down(draft, SIZE_GAP_MM10);
	draft->pages = 1;
	draft->has_more_said = false;
	draft->header_used = 0;
	draft->strip_says = says_in_strip(draft);
	set_letters(draft);
	lay_strips(draft);
	draft_header_begin(draft);
	lay_field(draft);
}

struct view_element *draft_add(struct draft *draft, enum view_role role, struct view_box box)
{
	struct view *view = draft->view;
	struct view_element *element = &view->elements[view->elements_count];

	CHECK(view->elements_count < VIEW_ELEMENTS_MAX);
	view->elements_count++;
	memset(element, 0, sizeof(*element));
	element->role = (uint8_t)role;
	element->x = (int16_t)box.x;
	element->y = (int16_t)box.y;
	element->w = (int16_t)box.w;
	element->h = (int16_t)box.h;
	element->icon = ICON_COUNT;
	element->focus = view->elements_count;
	return element;
}

struct view_element *draft_add_target(
	struct draft *draft, enum view_role role, struct view_box box, enum target target, uint8_t index)
{
	struct view_element *element = draft_add(draft, role, box);

	element->action = VIEW_TARGET;
	element->target = (uint8_t)target;
	element->index = index;
	return element;
}

struct view_element *draft_add_page(struct draft *draft, enum view_role role, struct view_box box, int page)
{
	struct view_element *element = draft_add(draft, role, box);

	element->action = VIEW_PAGE;
	element->index = (uint8_t)page;
	return element;
}

struct view_box draft_column(const struct draft *draft, struct view_box box, int count, int at)
{
	int w = (box.w - (count - 1) * draft->gap_x) / count;

	return (struct view_box){box.x + at * (w + draft->gap_x), box.y, w, box.h};
}

struct view_box draft_cell(const struct draft *draft, struct view_box box, int columns, int rows, int at)
{
	int h = (box.h - (rows - 1) * draft->gap_y) / rows;
	struct view_box row = {box.x, box.y + at / columns * (h + draft->gap_y), box.w, h};

	return draft_column(draft, row, columns, at % columns);
}

struct view_box draft_take_below(const struct draft *draft, struct view_box *box, int height)
{
	struct view_box below = {box->x, box->y + box->h - height, box->w, height};

	box->h -= height + draft->gap_y;
	return below;
}

struct view_box draft_low(const struct draft *draft, struct view_box box, int height_max)
{
	if (box.h <= height_max)
		return box;
	if (draft->form == DRAFT_TALL)
		box.y += box.h - height_max;
	box.h = height_max;
	return box;
}

struct view_box draft_whole(const struct draft *draft)
{
	struct view_box box = draft->caption;

	box.h = draft->body.y + draft->body.h - box.y;
	return box;
}
