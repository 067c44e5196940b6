/* Screens that are mostly words: answers, steps, questions, waiting, handover, the countdown, goodbye. */
#include "view/view_draft.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { TALK_BUTTONS_MAX = 4 };

struct talk_button {
	enum label label;
	enum target target;
	enum view_role role;
};

int draft_row_height(const struct draft *draft)
{
	static const int mm10[2][DRAFT_FORMS] = {{SIZE_TILE_MM10, 240, 400}, {SIZE_BAR_MM10, 240, 400}};
	int height = mm10[draft->mode.large][draft->form];

	if (draft->form == DRAFT_TALL && draft->board->height_mm < 300)
		height = SIZE_TILE_MM10;
	return draft_down(draft, height);
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
	case SCREEN_GOODBYE:
		out[count++] = (struct talk_button){LABEL_TOUCH_TO_START, TARGET_START_AGAIN, VIEW_PRIMARY};
		break;
	default: break;
	}
	if (show->show.can_undo)
		out[count++] = (struct talk_button){LABEL_UNDO, TARGET_UNDO, VIEW_BUTTON};
	if (show->show.can_skip && count < TALK_BUTTONS_MAX)
		out[count++] = (struct talk_button){LABEL_SKIP, TARGET_SKIP, VIEW_BUTTON};
	return count;
}

/* As high as the screen's buttons need to be for their words in every language. */
static int buttons_height(const struct draft *draft, const struct talk_button *buttons, int count)
{
	const struct content *c = draft->content;
	int height = draft_row_height(draft);
	struct view_box row = {0, 0, draft->bar.w, height};

	for (int i = 0; i < count; i++) {
		struct view_box box = draft_column(draft, row, count, i);
		struct view_element probe = {
			.role = (uint8_t)buttons[i].role, .icon = ICON_COUNT, .w = (int16_t)box.w, .h = (int16_t)box.h};

		if (draft_style_of(draft, &probe, c->label[buttons[i].label], VIEW_ICON_MORE) >= DRAFT_ICON_WORDS)
			return height < draft_down(draft, SIZE_TILE_MM10) ? draft_down(draft, SIZE_TILE_MM10) : height;
	}
	return height;
}

static void put_buttons(struct draft *draft, struct view_box row, const struct talk_button *buttons, int count)
{
	unsigned first = draft->view->elements_count;
	int least_px = draft->heading_px * 5 / 4;

	for (int i = 0; i < count; i++) {
		struct view_element *button = draft_add_target(
			draft, buttons[i].role, draft_column(draft, row, count, i), buttons[i].target, 0);

		draft_text(draft, button, draft_label(draft, buttons[i].label),
			count == 1 ? draft->heading_px * 5 / 4 : draft->body_px * 6 / 5);
		least_px = button->text_px < least_px ? button->text_px : least_px;
	}
	for (unsigned i = first; i < draft->view->elements_count; i++) {
		if (draft->view->elements[i].text_px > least_px)
			draft_text(draft, &draft->view->elements[i], draft_label(draft, buttons[i - first].label),
				least_px);
	}
}

/* --- words in pages, and what stands below the last of them --- */

/* The question that an answer or a step ends with. */
static void asked_of(const struct draft *draft, char *out, size_t out_bytes)
{
	const struct content *c = draft->content;
	uint8_t screen = draft->show->show.screen;

	out[0] = '\0';
	if (screen != SCREEN_ANSWER && screen != SCREEN_STEP)
		return;
	text_copy(out, out_bytes, text_of(draft->asked));
	if (draft_lead(draft, out, out_bytes))
		content_say(c, &draft->show->show.caption, out, out_bytes);
	else if (draft->asked[0] == '\0' && screen == SCREEN_ANSWER)
		text_copy(
			out, out_bytes, text_of(content_text(c, c->prompt[PROMPT_DID_THAT_HELP], draft->language, 0)));
}

/* In front of the buttons, where there is room for it in letters that can be read. */
static bool put_asked(struct draft *draft, const char *asked, struct view_box *row)
{
	struct view_box left = *row;
	struct view_element *element;

	left.w = row->w * 36 / 100;
	element = draft_add(draft, VIEW_TEXT, left);
	if (!draft_fits(draft, element, asked, "")) {
		draft->view->elements_count--;
		return false;
	}
	draft_text(draft, element, asked, draft->body_px);
	row->x += left.w + draft->gap_x;
	row->w -= left.w + draft->gap_x;
	return true;
}

/* Whether the question has room beside the buttons in every wording that fits at all. */
static bool asks_beside(const struct draft *draft, const char *asked, struct view_box row)
{
	struct view_element probe = {.role = VIEW_TEXT, .w = (int16_t)(row.w * 36 / 100), .h = (int16_t)row.h};

	return asked[0] != '\0' && draft->form != DRAFT_TALL && !(draft->form == DRAFT_COMPACT && draft->mode.large) &&
	       draft_fits(draft, &probe, asked, "");
}

/* One page of the words; true: it is the last, and what stands below follows. */
static bool put_words(struct draft *draft, struct view_box box, const char *words)
{
	struct view_element *caption = draft_add(draft, VIEW_CAPTION, box);
	char part[VIEW_TEXT_BYTES_MAX];
	int page;

	if (draft->page == 0)
		text_copy(caption->spoken, sizeof(caption->spoken), text_of(words));
	if (draft_fits(draft, caption, words, "")) {
		draft_text(draft, caption, words, draft->body_px * 3 / 2);
		return true;
	}
	draft->pages = draft_part(draft, words, draft->body_px, box, 0, part, sizeof(part));
	page = draft->page < draft->pages ? draft->page : draft->pages - 1;
	(void)draft_part(draft, words, draft->body_px, box, page, part, sizeof(part));
	draft_text(draft, caption, part, draft->body_px);
	return page + 1 == draft->pages;
}

static void talk_in_pages(struct draft *draft, const struct talk_button *buttons, int count)
{
	struct view_box box = draft_whole(draft);
	struct view_box row = draft_take_below(draft, &box, buttons_height(draft, buttons, count));
	char asked[SAID_BYTES_MAX];
	char words[2 * SAID_BYTES_MAX];
	bool beside;

	asked_of(draft, asked, sizeof(asked));
	beside = asks_beside(draft, asked, row);
	draft_caption_words(draft, words, sizeof(words));
	if (asked[0] != '\0' && !beside) {
		size_t length = strlen(words);

		snprintf(words + length, sizeof(words) - length, "\n%s", asked);
	}
	if (!put_words(draft, box, words)) {
		draft_more(draft, VIEW_PRIMARY, draft_column(draft, row, 2, 1));
		return;
	}
	if (beside)
		(void)put_asked(draft, asked, &row);
	put_buttons(draft, row, buttons, count);
}

/* --- code and countdown --- */

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

/* The seconds that are left; the bar below them shrinks with them. */
static void put_seconds(struct draft *draft, struct view_box box)
{
	struct view_element *seconds;
	int side = box.h < box.w ? box.h : box.w;
	char text[8];

	snprintf(text, sizeof(text), "%d", draft->show->show.seconds);
	box.x += (box.w - side) / 2;
	box.y += (box.h - side) / 2;
	box.w = side;
	box.h = side;
	seconds = draft_add(draft, VIEW_COUNTDOWN, box);
	seconds->value = draft->show->show.seconds;
	seconds->of = draft->content->site.countdown_s;
	draft_text(draft, seconds, text, 3 * draft->heading_px);
}

static bool has_code(const struct draft *draft)
{
	const struct effect *show = draft->show;

	return show->show.code[0] != '\0' &&
	       (show->show.screen == SCREEN_HANDOVER || show->show.screen == SCREEN_CALLBACK);
}

/* Words above, a large thing in the middle, buttons below. */
static void talk_around(struct draft *draft, const struct talk_button *buttons, int count)
{
	struct view_box box = draft_whole(draft);
	struct view_box row = draft_take_below(draft, &box, buttons_height(draft, buttons, count));
	struct view_box middle = draft_take_below(draft, &box, box.h * 45 / 100);

	draft_caption(draft, box);
	if (has_code(draft))
		put_code(draft, middle);
	else
		put_seconds(draft, middle);
	put_buttons(draft, row, buttons, count);
}

/* On glass too low for all of it at once: the seconds, or the code, beside the words. */
static void talk_beside(struct draft *draft, const struct talk_button *buttons, int count)
{
	struct view_box box = draft_whole(draft);
	struct view_box row = draft_take_below(draft, &box, buttons_height(draft, buttons, count));
	struct view_box side = box;
	struct view_element *code;

	side.w = box.w * 26 / 100;
	side.x = box.x + box.w - side.w;
	box.w -= side.w + 2 * draft->gap_x;
	draft_caption(draft, box);
	if (has_code(draft)) {
		code = draft_add(draft, VIEW_CODE, side);
		snprintf(code->spoken, sizeof(code->spoken), "%s: %s", draft_label(draft, LABEL_YOUR_CODE),
			draft->show->show.code);
		draft_text(draft, code, draft->show->show.code, 3 * draft->heading_px);
	} else {
		put_seconds(draft, side);
	}
	put_buttons(draft, row, buttons, count);
}

void draft_talk(struct draft *draft)
{
	const struct effect *show = draft->show;
	struct talk_button buttons[TALK_BUTTONS_MAX];
	int count = buttons_of(draft, buttons);

	if (show->show.choices.count > 0 && show->show.screen != SCREEN_ANSWER) {
		draft_caption_beside(draft, &(struct draft_aside){.is = false});
		draft_choices(draft, draft->body);
	} else if (!has_code(draft) && show->show.screen != SCREEN_STILL_THERE) {
		talk_in_pages(draft, buttons, count);
	} else if (draft->form == DRAFT_COMPACT || (draft->form == DRAFT_WIDE && !has_code(draft))) {
		talk_beside(draft, buttons, count);
	} else {
		talk_around(draft, buttons, count);
	}
}

/* --- what became of something --- */

static void put_ways_on(struct draft *draft, struct view_box row)
{
	bool can_undo = draft->show->show.can_undo;
	struct view_element *on = draft_add(draft, VIEW_PRIMARY, draft_column(draft, row, 2, can_undo ? 0 : 1));

	on->action = VIEW_CHANGE;
	on->index = VIEW_GO_ON;
	draft_text(draft, on, draft_label(draft, LABEL_GO_ON), draft->body_px * 6 / 5);
	if (can_undo)
		draft_button(draft, VIEW_BUTTON, draft_column(draft, row, 2, 1), LABEL_UNDO, TARGET_UNDO);
}

void draft_result(struct draft *draft)
{
	struct view_box row;
	struct view_box box = draft_words_box(draft, &row);

	if (put_words(draft, box, draft->result))
		put_ways_on(draft, row);
	else
		draft_more(draft, VIEW_PRIMARY, draft_column(draft, row, 2, 1));
}
