/* Screens that are mostly words: answers, steps, questions, waiting, handover, review, survey. */
#include "view_draft.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { TALK_BUTTONS_MAX = 4, SCORES_COUNT = 11 };

struct talk_button {
	enum label label;
	enum target target;
	enum view_role role;
};

static int button_height(const struct draft *draft)
{
	static const int mm10[] = {[DRAFT_COMPACT] = SIZE_TILE_MM10, [DRAFT_WIDE] = 240, [DRAFT_TALL] = 400};

	return draft_down(draft, mm10[draft->form]);
}

/* From the caption's corner down to the bar. */
static struct view_box whole(const struct draft *draft)
{
	struct view_box box = draft->caption;

	box.h = draft->body.y + draft->body.h - box.y;
	return box;
}

static int buttons_of(const struct draft *draft, struct talk_button out[TALK_BUTTONS_MAX])
{
	const struct effect *show = draft->show;
	int count = 0;

	switch (show->show.screen) {
	case SCREEN_STEP:
		out[count++] = (struct talk_button){LABEL_STEPS_DID_WORK, TARGET_YES, VIEW_PRIMARY};
		out[count++] = (struct talk_button){LABEL_STEPS_NOT_WORK, TARGET_NO, VIEW_BUTTON};
		break;
	case SCREEN_ANSWER:
	case SCREEN_QUESTION:
		out[count++] = (struct talk_button){LABEL_YES, TARGET_YES, VIEW_PRIMARY};
		out[count++] = (struct talk_button){LABEL_NO, TARGET_NO, VIEW_BUTTON};
		break;
	case SCREEN_HANDOVER:
	case SCREEN_CALLBACK:
		out[count++] = (struct talk_button){LABEL_CALL_ME, TARGET_CALL_ME, VIEW_PRIMARY};
		out[count++] = (struct talk_button){LABEL_MESSAGE, TARGET_MESSAGE, VIEW_BUTTON};
		break;
	case SCREEN_STILL_THERE:
		out[count++] = (struct talk_button){LABEL_STILL_THERE, TARGET_MORE_TIME, VIEW_PRIMARY};
		break;
	default: break;
	}
	if (show->show.can_undo)
		out[count++] = (struct talk_button){LABEL_UNDO, TARGET_UNDO, VIEW_BUTTON};
	if (show->show.can_skip && count < TALK_BUTTONS_MAX)
		out[count++] = (struct talk_button){LABEL_SKIP, TARGET_SKIP, VIEW_BUTTON};
	return count;
}

static void put_buttons(struct draft *draft, struct view_box row, const struct talk_button *buttons, int count)
{
	unsigned first = draft->view->elements_count;

	for (int i = 0; i < count; i++)
		draft_button(draft, buttons[i].role, draft_column(draft, row, count, i), buttons[i].label,
			buttons[i].target);
	draft_even(draft, first, VIEW_BUTTON);
}

/* The question that an answer or a step ends with, in front of its buttons. */
static void put_asked(struct draft *draft, struct view_box *row)
{
	const struct content *c = draft->content;
	struct view_box left = *row;
	char asked[SAID_BYTES_MAX];

	text_copy(asked, sizeof(asked), text_of(draft->asked));
	if (draft_lead(draft, asked, sizeof(asked)))
		content_say(c, &draft->show->show.caption, asked, sizeof(asked));
	else if (draft->asked[0] == '\0' && draft->show->show.screen == SCREEN_ANSWER)
		text_copy(asked, sizeof(asked),
			text_of(content_text(c, c->prompt[PROMPT_DID_THAT_HELP], draft->language, 0)));
	if (asked[0] == '\0')
		return;
	left.w = row->w * 36 / 100;
	row->x += left.w + draft->gap_x;
	row->w -= left.w + draft->gap_x;
	draft_text(draft, draft_add(draft, VIEW_TEXT, left), asked, draft->body_px);
}

/* Code and team, large, for somebody who has to remember them. */
static void put_code(struct draft *draft, struct view_box box)
{
	const struct effect *show = draft->show;
	const char *team = values_get(&show->show.caption.values, "team");
	struct view_box left = box;
	struct view_box right = box;
	struct view_element *code;
	char text[96];

	left.w = draft->form == DRAFT_TALL ? box.w : box.w * 45 / 100;
	if (draft->form == DRAFT_TALL) {
		left.h = box.h * 60 / 100;
		right.y += left.h + draft->gap_y;
		right.h -= left.h + draft->gap_y;
	} else {
		right.x += left.w + 2 * draft->gap_x;
		right.w -= left.w + 2 * draft->gap_x;
	}
	code = draft_add(draft, VIEW_CODE, left);
	snprintf(code->spoken, sizeof(code->spoken), "%s: %c %c %c %c", draft_label(draft, LABEL_YOUR_CODE),
		show->show.code[0], show->show.code[1], show->show.code[2], show->show.code[3]);
	draft_text(draft, code, show->show.code, 3 * draft->heading_px);
	snprintf(text, sizeof(text), "%s%s%s", draft_label(draft, LABEL_YOUR_CODE), team ? "\n" : "", team ? team : "");
	draft_text(draft, draft_add(draft, VIEW_TEXT, right), text, draft->body_px);
}

static void put_seconds(struct draft *draft, struct view_box box)
{
	char text[8];

	snprintf(text, sizeof(text), "%d", draft->show->show.seconds);
	draft_text(draft, draft_add(draft, VIEW_CODE, box), text, 3 * draft->heading_px);
}

static struct view_box lower_part(struct draft *draft, struct view_box *box, int pct)
{
	return draft_take_below(draft, box, box->h * pct / 100);
}

void draft_talk(struct draft *draft)
{
	const struct effect *show = draft->show;
	struct talk_button buttons[TALK_BUTTONS_MAX];
	int count = buttons_of(draft, buttons);
	struct view_box box = whole(draft);
	struct view_box row = {0};
	struct view_box code = {0};
	bool has_code = show->show.code[0] != '\0' &&
			(show->show.screen == SCREEN_HANDOVER || show->show.screen == SCREEN_CALLBACK);
	bool tiles = show->show.choices.count > 0;

	if (tiles && show->show.screen != SCREEN_ANSWER) {
		draft_caption(draft, draft->caption);
		draft_choices(draft, draft->body);
		return;
	}
	if (count > 0)
		row = draft_take_below(draft, &box, button_height(draft));
	if (has_code || show->show.screen == SCREEN_STILL_THERE)
		code = lower_part(draft, &box, 40);
	draft_caption(draft, box);
	if (has_code)
		put_code(draft, code);
	else if (code.w > 0)
		put_seconds(draft, code);
	if (show->show.screen == SCREEN_ANSWER || show->show.screen == SCREEN_STEP)
		put_asked(draft, &row);
	put_buttons(draft, row, buttons, count);
}

enum { REVIEW_LINES_MAX = FORM_SLOTS_MAX };

/* "Name: Anna Rossi; Phone: 0541 555 010": the lines of it. */
static int review_lines(char *text, const char *out[REVIEW_LINES_MAX])
{
	int count = 0;

	while (text && *text && count < REVIEW_LINES_MAX) {
		char *end = strstr(text, "; ");

		out[count++] = text;
		if (!end)
			break;
		*end = '\0';
		text = end + 2;
	}
	return count;
}

static void put_review(struct draft *draft, struct view_box box)
{
	const char *value = values_get(&draft->show->show.caption.values, "review");
	char text[VALUES_BYTES_MAX];
	const char *lines[REVIEW_LINES_MAX];
	unsigned first = draft->view->elements_count;
	int columns;
	int count;
	int rows;
	int most;

	text_copy(text, sizeof(text), text_of(value ? value : ""));
	count = review_lines(text, lines);
	if (count == 0)
		return;
	columns = draft->form == DRAFT_TALL || count <= 3 ? 1 : 2;
	rows = (count + columns - 1) / columns;
	most = rows * 3 * view_line_px(draft->body_px);
	box.h = box.h < most ? box.h : most;
	for (int i = 0; i < count; i++)
		draft_text(draft, draft_add(draft, VIEW_TEXT, draft_cell(draft, box, columns, rows, i)), lines[i],
			draft->body_px);
	draft_even(draft, first, VIEW_TEXT);
}

void draft_review(struct draft *draft)
{
	static const struct talk_button buttons[] = {
		{LABEL_YES, TARGET_YES, VIEW_PRIMARY}, {LABEL_CHANGE, TARGET_NO, VIEW_BUTTON}};
	struct view_box box = draft->body;
	struct view_box row;

	draft_caption(draft, draft->caption);
	if (draft->show->show.choices.count > 0) {
		draft_choices(draft, box);
		return;
	}
	row = draft_take_below(draft, &box, button_height(draft));
	put_review(draft, box);
	put_buttons(draft, row, buttons, 2);
}

static void put_score(struct draft *draft, struct view_box box, uint8_t score)
{
	struct view_element *tile = draft_add(draft, VIEW_TILE, box);
	const char *reason = "";
	char text[4];

	snprintf(text, sizeof(text), "%d", score);
	tile->action = VIEW_TARGET;
	tile->target = TARGET_SCORE;
	tile->index = score;
	if (score == 0)
		reason = draft_label(draft, LABEL_SCORE_LOW);
	if (score == SCORES_COUNT - 1)
		reason = draft_label(draft, LABEL_SCORE_HIGH);
	if (reason[0] != '\0')
		draft_text_reason(draft, tile, text, reason, draft->heading_px * 3 / 2);
	else
		draft_text(draft, tile, text, draft->heading_px * 3 / 2);
}

void draft_survey(struct draft *draft)
{
	static const struct draft_aside skip = {LABEL_SKIP, TARGET_SKIP, true};
	struct view_box box = draft->body;
	int columns = SCORES_COUNT;
	int rows = 1;
	int most = draft_down(draft, 3 * SIZE_TILE_MM10 / 2);

	if (draft_column(draft, box, columns, 0).w < draft_across(draft, SIZE_TILE_MM10 * 5 / 4)) {
		columns = (SCORES_COUNT + 1) / 2;
		rows = 2;
	}
	box = draft_low(draft, box, rows * most + (rows - 1) * draft->gap_y);
	draft_caption_beside(draft, &skip);
	for (uint8_t score = 0; score < SCORES_COUNT; score++)
		put_score(draft, draft_cell(draft, box, columns, rows, score), score);
}
