/* Seen once more before it counts, and asked how it was: the review and the survey. */
#include "view/view_draft.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { SCORES_COUNT = 11 };

/* --- review --- */

/* "Name: Anna Rossi": what it is, and what was answered. */
struct review_line {
	char *label;
	char *value;
};

struct review {
	char text[VALUES_BYTES_MAX];
	struct review_line line[FORM_SLOTS_MAX];
	int count;
	int columns;
	int label_w;
	int value_w;
};

static void read_review(const struct draft *draft, struct review *out)
{
	const char *value = values_get(&draft->show->show.caption.values, "review");
	char *at = out->text;

	text_copy(out->text, sizeof(out->text), text_of(value ? value : ""));
	out->count = 0;
	while (at && *at && out->count < FORM_SLOTS_MAX) {
		struct review_line *line = &out->line[out->count++];
		char *end = strstr(at, "; ");

		if (end)
			*end = '\0';
		line->label = at;
		line->value = strstr(at, ": ");
		if (line->value) {
			*line->value = '\0';
			line->value += 2;
		} else {
			line->value = at + strlen(at);
		}
		at = end ? end + 2 : NULL;
	}
}

/* Lines stand in one column, or in two where that keeps them on one page. */
static void set_columns(const struct draft *draft, struct review *review, struct view_box box, int columns)
{
	int w = draft_column(draft, box, columns, 0).w;

	review->columns = columns;
	review->label_w = w * 34 / 100;
	review->value_w = w - review->label_w - draft->gap_x / 2;
}

static int line_height(const struct draft *draft, const struct review *review, int at, int px)
{
	int label = draft_height(draft, review->line[at].label, px, review->label_w);
	int value = draft_height(draft, review->line[at].value, px, review->value_w);

	if (label == 0 || value == 0)
		return 3 * view_line_px(px); /* a word is wider: it is set smaller */
	return label > value ? label : value;
}

/* The highest of the lines that stand side by side. */
static int row_height(const struct draft *draft, const struct review *review, int first, int px)
{
	int most = 0;

	for (int i = first; i < first + review->columns && i < review->count; i++) {
		int height = line_height(draft, review, i, px);

		most = height > most ? height : most;
	}
	return most;
}

/* The first line behind those that fit a box as high from `first` on; at least one row does. */
static int review_end(const struct draft *draft, const struct review *review, int first, int height, int px)
{
	int at = first;
	int used = 0;

	while (at < review->count) {
		int row = row_height(draft, review, at, px);

		if (at > first && used + row > height)
			break;
		used += row + draft->gap_y / 2;
		at += review->columns;
	}
	return at < review->count ? at : review->count;
}

static void put_line(
	struct draft *draft, const struct review *review, const struct review_line *line, struct view_box box, int px)
{
	struct view_box value = {box.x + box.w - review->value_w, box.y, review->value_w, box.h};

	box.w = review->label_w;
	draft_text(draft, draft_add(draft, VIEW_LABEL, box), line->label, px);
	if (line->value[0] != '\0')
		draft_text(draft, draft_add(draft, VIEW_VALUE, value), line->value, px);
}

static void put_review(
	struct draft *draft, const struct review *review, struct view_box box, int first, int end, int px)
{
	int bottom = box.y + box.h;

	for (int i = first; i < end; i += review->columns) {
		struct view_box row = {box.x, box.y, box.w, row_height(draft, review, i, px)};

		if (row.y + row.h > bottom)
			row.h = bottom - row.y;
		for (int k = 0; k < review->columns && i + k < end; k++)
			put_line(draft, review, &review->line[i + k], draft_column(draft, row, review->columns, k), px);
		box.y += row.h + draft->gap_y / 2;
	}
}

static bool words_fit(const struct draft *draft, const struct review *review)
{
	for (int i = 0; i < review->count; i++) {
		if (draft_height(draft, review->line[i].label, draft->least_px, review->label_w) == 0 ||
			draft_height(draft, review->line[i].value, draft->least_px, review->value_w) == 0)
			return false;
	}
	return true;
}

/* The largest letters in which all lines stand on one page: in one column, in two; otherwise pages of one column. */
static int arrange_review(const struct draft *draft, struct review *review, struct view_box box)
{
	int columns = draft->form == DRAFT_TALL ? 1 : 2;

	for (int i = 1; i <= columns; i++) {
		set_columns(draft, review, box, i);
		if (!words_fit(draft, review))
			continue;
		for (int px = draft->body_px; px >= draft->least_px; px -= 1 + px / 12) {
			if (review_end(draft, review, 0, box.h, px) == review->count)
				return px;
		}
	}
	set_columns(draft, review, box, 1);
	return draft->least_px;
}

static int turn_review(struct draft *draft, const struct review *review, int height, int px)
{
	int first = 0;
	int end = review_end(draft, review, 0, height, px);

	draft->pages = 1;
	while (end < review->count) {
		if (draft->pages <= draft->page)
			first = end;
		draft->pages++;
		end = review_end(draft, review, end, height, px);
	}
	return first;
}

void draft_review(struct draft *draft)
{
	struct review review;
	struct view_box box = draft->body;
	struct view_box row;
	int first;
	int end;
	int px;

	draft_caption_beside(draft, &(struct draft_aside){.is = false});
	if (draft->show->show.choices.count > 0) {
		draft_choices(draft, box);
		return;
	}
	read_review(draft, &review);
	row = draft_take_below(draft, &box, draft_row_height(draft));
	px = arrange_review(draft, &review, box);
	first = turn_review(draft, &review, box.h, px);
	end = review_end(draft, &review, first, box.h, px);
	put_review(draft, &review, box, first, end, px);
	if (end < review.count) {
		draft_more(draft, VIEW_PRIMARY, draft_column(draft, row, 2, 1));
		return;
	}
	draft_button(draft, VIEW_PRIMARY, draft_column(draft, row, 2, 0), LABEL_YES, TARGET_YES);
	draft_button(draft, VIEW_BUTTON, draft_column(draft, row, 2, 1), LABEL_CHANGE, TARGET_NO);
}

/* --- survey --- */

static const char *score_reason(const struct draft *draft, int score, uint8_t language)
{
	const struct content *c = draft->content;

	if (score == 0)
		return content_text(c, c->label[LABEL_SCORE_LOW], language, 0);
	if (score == SCORES_COUNT - 1)
		return content_text(c, c->label[LABEL_SCORE_HIGH], language, 0);
	return "";
}

static void put_score(struct draft *draft, struct view_box box, uint8_t score, bool with_reason)
{
	struct view_element *tile = draft_add_target(draft, VIEW_TILE, box, TARGET_SCORE, score);
	const char *reason = score_reason(draft, score, draft->language);
	char text[4];

	snprintf(text, sizeof(text), "%d", score);
	if (reason[0] != '\0')
		snprintf(tile->spoken, sizeof(tile->spoken), "%s: %s", text, reason);
	if (reason[0] != '\0' && with_reason)
		draft_text_reason(draft, tile, text, reason, draft->heading_px);
	else
		draft_text(draft, tile, text, draft->heading_px * 5 / 4);
}

static bool ends_fit(const struct draft *draft, struct view_box cell)
{
	struct view_element probe = {.role = VIEW_TILE, .icon = ICON_COUNT, .w = (int16_t)cell.w, .h = (int16_t)cell.h};

	for (uint8_t l = 0; l < draft->content->site.languages_count; l++) {
		if (!draft_fits(draft, &probe, "0", score_reason(draft, 0, l)) ||
			!draft_fits(draft, &probe, "10", score_reason(draft, SCORES_COUNT - 1, l)))
			return false;
	}
	return true;
}

/* One row, or two that break after 5; on narrow glass more. */
static int survey_columns(const struct draft *draft, struct view_box box)
{
	static const int columns[] = {SCORES_COUNT, 6, 4, 3};
	int least = draft_across(draft, SIZE_TILE_MM10);

	for (int i = draft->form == DRAFT_TALL; i < 3; i++) {
		if (draft_column(draft, box, columns[i], 0).w >= least)
			return columns[i];
	}
	return columns[3];
}

/* What the ends of the scale mean, below the scale's own ends. */
static void put_ends(struct draft *draft, struct view_box row)
{
	for (int end = 0; end < 2; end++) {
		struct view_box half = draft_column(draft, row, 2, end);
		char text[96];

		snprintf(text, sizeof(text), "%d: %s", end == 0 ? 0 : SCORES_COUNT - 1,
			draft_label(draft, end == 0 ? LABEL_SCORE_LOW : LABEL_SCORE_HIGH));
		draft_text(draft, draft_add(draft, VIEW_TEXT, half), text, draft->body_px);
	}
}

static bool ends_fit_below(const struct draft *draft, struct view_box half)
{
	struct view_element probe = {.role = VIEW_TEXT, .icon = ICON_COUNT, .w = (int16_t)half.w, .h = (int16_t)half.h};

	for (uint8_t l = 0; l < draft->content->site.languages_count; l++) {
		char text[96];

		snprintf(text, sizeof(text), "10: %s", score_reason(draft, 0, l));
		if (!draft_fits(draft, &probe, text, ""))
			return false;
	}
	return true;
}

void draft_survey(struct draft *draft)
{
	struct draft_aside skip = {LABEL_SKIP, TARGET_SKIP, true};
	struct view_box box = draft->body;
	struct view_box words = box;
	int columns = survey_columns(draft, box);
	int rows = (SCORES_COUNT + columns - 1) / columns;
	int most = draft_down(draft, 3 * SIZE_TILE_MM10 / 2);
	int row_h = 2 * view_line_px(draft->least_px);
	bool last_is_free = rows * columns > SCORES_COUNT;
	bool inside;

	words.h = row_h;
	skip.is = !last_is_free;
	inside = ends_fit(draft, draft_cell(draft, draft_low(draft, box, rows * most), columns, rows, 0));
	draft_caption_beside(draft, &skip);
	if (!inside && box.h - row_h - draft->gap_y >= rows * (draft_down(draft, SIZE_TILE_MM10) + draft->gap_y) &&
		ends_fit_below(draft, draft_column(draft, words, 2, 0)))
		words = draft_take_below(draft, &box, row_h);
	else
		words.h = 0;
	box = draft_low(draft, box, rows * most + (rows - 1) * draft->gap_y);
	for (uint8_t score = 0; score < SCORES_COUNT; score++)
		put_score(draft, draft_cell(draft, box, columns, rows, score), score, inside);
	if (words.h > 0)
		put_ends(draft, words);
	if (last_is_free) {
		struct view_element *button = draft_add_target(
			draft, VIEW_BUTTON, draft_cell(draft, box, columns, rows, rows * columns - 1), TARGET_SKIP, 0);

		draft_label_icon(draft, button, LABEL_SKIP, VIEW_ICON_MORE, draft->body_px);
	}
}
