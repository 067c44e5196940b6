#include "view_draft.h"

#include "base/check.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* The letter heights that are used: few, so that screens look alike and fonts are opened once. */
static const int16_t ladder[] = {8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 24, 26, 28, 30, 32, 35, 38,
	42, 46, 50, 56, 62, 70, 80, 92, 106, 122, 140};

enum { LADDER_COUNT = sizeof(ladder) / sizeof(ladder[0]) };

/* The strips of a screen, in tenths of a millimetre; `at_height` is the board for which they are right. */
struct strips {
	int margin, header, caption, bar, heading_cap, small_cap, at_height;
};

static const struct strips strips_of[] = {
	[DRAFT_COMPACT] = {15, 62, 150, SIZE_BAR_MM10, 34, 24, 860},
	[DRAFT_WIDE] = {30, 95, 220, 160, 48, 32, 1360},
	[DRAFT_TALL] = {70, 200, 480, 280, 75, 50, 4760},
};

enum { COMPACT_HEIGHT_MM = 115 };

int draft_across(const struct draft *draft, int mm10)
{
	int per = draft->board->width_mm * 10;

	return (mm10 * draft->board->width_px + per - 1) / per;
}

int draft_down(const struct draft *draft, int mm10)
{
	int per = draft->board->height_mm * 10;

	return (mm10 * draft->board->height_px + per - 1) / per;
}

static int letters_of(const struct draft *draft, int cap_mm10)
{
	return draft_down(draft, cap_mm10 * 1000 / SIZE_CAP_PERMILLE);
}

static int scaled(const struct draft *draft, const struct strips *strips, int mm10)
{
	int height = draft->board->height_mm * 10;
	int pct = height * 100 / strips->at_height;

	if (draft->form == DRAFT_COMPACT)
		return mm10;
	if (pct > 160)
		pct = 160;
	if (pct < 40)
		pct = 40;
	return mm10 * pct / 100;
}

static void lay_strips(struct draft *draft, const struct strips *strips)
{
	int x = draft_across(draft, scaled(draft, strips, strips->margin));
	int y = draft_down(draft, scaled(draft, strips, strips->margin));
	int w = draft->board->width_px - 2 * x;
	int bar = draft_down(draft, scaled(draft, strips, strips->bar));

	if (bar < draft_down(draft, SIZE_BAR_MM10))
		bar = draft_down(draft, SIZE_BAR_MM10);
	draft->header = (struct view_box){x, y, w, draft_down(draft, scaled(draft, strips, strips->header))};
	draft->caption = (struct view_box){x, y + draft->header.h + draft_down(draft, 8), w,
		draft_down(draft, scaled(draft, strips, strips->caption))};
	draft->bar = (struct view_box){x, draft->board->height_px - y - bar, w, bar};
	y = draft->caption.y + draft->caption.h + draft->gap_y;
	draft->body = (struct view_box){x, y, w, draft->bar.y - draft->gap_y - y};
}

void draft_begin(struct draft *draft)
{
	const struct board_screen *board = draft->board;
	const struct strips *strips;

	CHECK(board->width_px > 0 && board->height_px > 0 && board->width_mm > 0 && board->height_mm > 0);
	draft->form = DRAFT_WIDE;
	if (board->height_mm > board->width_mm)
		draft->form = DRAFT_TALL;
	else if (board->height_mm < COMPACT_HEIGHT_MM)
		draft->form = DRAFT_COMPACT;
	strips = &strips_of[draft->form];

	draft->gap_x = draft_across(draft, SIZE_GAP_MM10);
	draft->gap_y = draft_down(draft, SIZE_GAP_MM10);
	draft->body_px = letters_of(draft, scaled(draft, strips, SIZE_CAP_MM10));
	if (draft->form == DRAFT_TALL)
		draft->body_px = letters_of(draft, scaled(draft, strips, SIZE_CAP_MM10 * 9 / 5));
	draft->heading_px = letters_of(draft, scaled(draft, strips, strips->heading_cap));
	draft->small_px = letters_of(draft, scaled(draft, strips, strips->small_cap));
	draft->least_px = letters_of(draft, SIZE_CAP_LEAST_MM10);
	lay_strips(draft, strips);
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

int draft_width(const struct draft *draft, const char *text, int px, bool bold)
{
	return draft->measure->text_width(draft->measure->self, text, px, bold);
}

/* Breaks `text` (in place: a space becomes a line's end) to the width. Returns the lines; 0: a word is wider. */
static int break_lines(const struct draft *draft, char *text, int px, bool bold, int width)
{
	char *line = text;
	char *space = NULL; /* the last place where the line may end */
	int lines = 1;

	for (char *at = text;; at++) {
		char end = *at;

		if (end != ' ' && end != '\n' && end != '\0')
			continue;
		*at = '\0';
		while (draft_width(draft, line, px, bold) > width) {
			if (!space) {
				*at = end;
				return 0;
			}
			*space = '\n';
			line = space + 1;
			space = NULL;
			lines++;
		}
		*at = end;
		if (end == '\0')
			return lines;
		space = end == ' ' ? at : NULL;
		if (end == '\n') {
			line = at + 1;
			lines++;
		}
	}
}

/* The last resort, for a word wider than its box at the smallest letters: it goes on in the next line. */
static void break_words(
	const struct draft *draft, const char *text, int px, bool bold, int width, char *out, size_t out_bytes)
{
	const char *at = text;
	const char *end = text + strlen(text);
	size_t length = 0;
	size_t line = 0;

	while (at < end) {
		const char *before = at;
		size_t put;

		text_next(&at, end);
		put = (size_t)(at - before);
		if (length + put + 2 > out_bytes)
			break;
		memcpy(out + length, before, put);
		out[length + put] = '\0';
		if (*before == '\n') {
			line = length + 1;
		} else if (draft_width(draft, out + line, px, bold) > width && length > line) {
			out[length] = '\n';
			line = ++length;
			memcpy(out + length, before, put);
		}
		length += put;
	}
	out[length] = '\0';
}

static bool fits_at(const struct draft *draft, char *text, int px, bool bold, struct view_box box)
{
	int lines = break_lines(draft, text, px, bold, box.w);

	return lines > 0 && lines * view_line_px(px) <= box.h;
}

static int fit(const struct draft *draft, const char *text, int most_px, bool bold, struct view_box box, char *out,
	size_t out_bytes)
{
	int low = 0;
	int high = LADDER_COUNT - 1;
	int best = -1;

	while (high > 0 && ladder[high] > most_px)
		high--;
	while (low <= high) {
		int middle = (low + high + 1) / 2;

		text_copy(out, out_bytes, text_of(text));
		if (fits_at(draft, out, ladder[middle], bold, box)) {
			best = middle;
			low = middle + 1;
		} else {
			high = middle - 1;
		}
	}
	if (best < 0) {
		break_words(draft, text, ladder[0], bold, box.w, out, out_bytes);
		return ladder[0];
	}
	text_copy(out, out_bytes, text_of(text));
	(void)fits_at(draft, out, ladder[best], bold, box);
	return ladder[best];
}

void draft_text(struct draft *draft, struct view_element *element, const char *text, int most_px)
{
	text_copy(element->text, sizeof(element->text), text_of(text));
	if (element->spoken[0] == '\0')
		text_copy(element->spoken, sizeof(element->spoken), text_of(text));
	element->text_px = (int16_t)fit(
		draft, text, most_px, view_bold(element), view_text_box(element), element->text, sizeof(element->text));
}

/* Both at letter heights that fit the box together. */
static bool both_fit(
	struct draft *draft, struct view_element *element, const char *text, const char *reason, struct view_box box)
{
	bool bold = view_bold(element);
	int text_lines;
	int reason_lines;

	text_copy(element->text, sizeof(element->text), text_of(text));
	text_copy(element->reason, sizeof(element->reason), text_of(reason));
	text_lines = break_lines(draft, element->text, element->text_px, bold, box.w);
	reason_lines = break_lines(draft, element->reason, element->reason_px, false, box.w);
	return text_lines > 0 && reason_lines > 0 &&
	       text_lines * view_line_px(element->text_px) + reason_lines * view_line_px(element->reason_px) <= box.h;
}

void draft_text_reason(
	struct draft *draft, struct view_element *element, const char *text, const char *reason, int most_px)
{
	struct view_box box;

	element->reason[0] = '\0';
	box = view_text_box(element);
	if (element->spoken[0] == '\0')
		snprintf(element->spoken, sizeof(element->spoken), "%s. %s.", text, reason);
	for (int i = LADDER_COUNT - 1; i >= 0; i--) {
		int small = i;

		while (small > 0 && ladder[small] > ladder[i] * 3 / 4)
			small--;
		element->text_px = ladder[i];
		element->reason_px = ladder[small];
		if (ladder[i] <= most_px && both_fit(draft, element, text, reason, box))
			return;
	}
}

/* One line again. */
static void unbreak(const char *text, char out[VIEW_TEXT_BYTES_MAX])
{
	text_copy(out, VIEW_TEXT_BYTES_MAX, text_of(text));
	for (; *out; out++)
		*out = *out == '\n' ? ' ' : *out;
}

void draft_even(struct draft *draft, unsigned first, enum view_role role)
{
	struct view *view = draft->view;
	int least_px = 0;

	for (unsigned i = first; i < view->elements_count; i++) {
		const struct view_element *element = &view->elements[i];

		if (element->role == role && (least_px == 0 || element->text_px < least_px))
			least_px = element->text_px;
	}
	for (unsigned i = first; i < view->elements_count; i++) {
		struct view_element *element = &view->elements[i];
		char whole[VIEW_TEXT_BYTES_MAX];
		char reason[VIEW_TEXT_BYTES_MAX];

		if (element->role != role || element->text_px == least_px)
			continue;
		unbreak(element->text, whole);
		if (element->reason[0] != '\0') {
			unbreak(element->reason, reason);
			draft_text_reason(draft, element, whole, reason, least_px);
		} else {
			draft_text(draft, element, whole, least_px);
		}
	}
}

const char *draft_label(const struct draft *draft, enum label label)
{
	return content_text(draft->content, draft->content->label[label], draft->language, 0);
}

struct view_element *draft_button(
	struct draft *draft, enum view_role role, struct view_box box, enum label label, enum target target)
{
	struct view_element *element = draft_add(draft, role, box);

	element->action = VIEW_TARGET;
	element->target = (uint8_t)target;
	draft_text(draft, element, draft_label(draft, label), draft->body_px);
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
