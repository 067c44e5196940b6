/* The words that are said, on the screen: what was said before, the caption's own without what stands below it, and the
 * pages for what does not fit. */
#include "view/view_draft.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* The sentence around `at`: begins behind the last . ? ! and space, ends behind the next. */
static void sentence_around(const char *text, const char *at, const char **from, const char **to)
{
	*from = at;
	while (*from > text && !((*from)[-1] == ' ' && *from - 2 >= text && strchr(".?!", (*from)[-2])))
		(*from)--;
	*to = at + strcspn(at, ".?!");
	*to += strspn(*to, ".?!");
	*to += strspn(*to, " ");
}

/* A template without the sentence that lists what stands below it. If that was all: what comes before the list. */
static void without_list(const char *template, const char *name, char *out, size_t out_bytes)
{
	const char *at = strstr(template, name);
	const char *from;
	const char *to;
	size_t used;

	if (!at) {
		text_copy(out, out_bytes, text_of(template));
		return;
	}
	sentence_around(template, at, &from, &to);
	used = text_copy(out, out_bytes, (struct text){template, (uint32_t)(from - template)});
	text_copy(out + used, out_bytes - used, text_of(to));
	if (out[strspn(out, " ")] != '\0')
		return;
	used = text_copy(out, out_bytes, (struct text){template, (uint32_t)(at - template)});
	while (used > 0 && strchr(": ", out[used - 1]))
		used--;
	text_copy(out + used, out_bytes - used, TEXT("."));
}

/* The caption's own words without what stands below it. */
static void own_words(const struct draft *draft, char *out, size_t out_bytes)
{
	const struct effect *show = draft->show;
	const struct saying *said = &show->show.caption;
	const char *name = show->show.screen == SCREEN_REVIEW ? "{review}" : "{choices}";
	char template[TEXT_BYTES_MAX];

	if (draft_lead(draft, out, out_bytes))
		return;
	if (said->text == NONE16 || (show->show.screen != SCREEN_REVIEW && show->show.choices.count == 0)) {
		content_say(draft->content, said, out, out_bytes);
		return;
	}
	without_list(content_text(draft->content, said->text, said->language, said->wording), name, template,
		sizeof(template));
	content_fill(template, &said->values, out, out_bytes);
}

bool draft_lead(const struct draft *draft, char *out, size_t out_bytes)
{
	const struct content *c = draft->content;
	const struct effect *show = draft->show;
	const struct content_answer *answer;
	struct saying step = {.text = c->prompt[PROMPT_STEP], .language = draft->language};
	char number[8];

	if (show->show.topic == NONE16 || content_topic(c, show->show.topic)->kind != TOPIC_ANSWER)
		return false;
	answer = content_answer(c, content_topic(c, show->show.topic)->index);
	if (show->show.screen == SCREEN_ANSWER && show->show.caption.text != answer->text) {
		text_copy(out, out_bytes, text_of(content_text(c, answer->text, draft->language, 0)));
		return true;
	}
	if (show->show.screen != SCREEN_STEP || show->show.caption.text == c->prompt[PROMPT_STEP] ||
		show->show.step == 0 || show->show.step > answer->steps_count)
		return false;
	snprintf(number, sizeof(number), "%d", show->show.step);
	values_set(&step.values, "step", number);
	snprintf(number, sizeof(number), "%d", show->show.steps);
	values_set(&step.values, "steps", number);
	values_set(&step.values, "text", content_text(c, answer->steps[show->show.step - 1], draft->language, 0));
	content_say(c, &step, out, out_bytes);
	return true;
}

static void join(const char *said, const char *own, char *out, size_t out_bytes)
{
	size_t length = text_copy(out, out_bytes, text_of(said));

	for (char *at = out; *at; at++)
		*at = *at == '\n' ? ' ' : *at;
	text_copy(out + length, out_bytes - length, text_of(own));
}

/* What has no room elsewhere on a low board: why a tile stands there "right now", what the ends of a scale mean. */
static void add_words(const struct draft *draft, char *out, size_t out_bytes)
{
	const struct content *c = draft->content;
	const struct choices *choices = &draft->show->show.choices;
	size_t length = strlen(out);

	if (draft->strip_says && draft->show->show.screen == SCREEN_SURVEY)
		snprintf(out + length, out_bytes - length, " 0: %s. 10: %s.", draft_label(draft, LABEL_SCORE_LOW),
			draft_label(draft, LABEL_SCORE_HIGH));
	for (uint8_t i = 0; i < choices->count; i++) {
		if (choices->list[i].kind == CHOICE_NOW)
			snprintf(out + length, out_bytes - length, " %s: %s.", draft_label(draft, LABEL_NOW),
				content_text(c, c->site.now_reason, draft->language, 0));
	}
}

static void shown_words(const struct draft *draft, char *out, size_t out_bytes)
{
	char own[SAID_BYTES_MAX];

	own_words(draft, own, sizeof(own));
	join(draft->said, own, out, out_bytes);
}

void draft_caption_words(const struct draft *draft, char *out, size_t out_bytes)
{
	shown_words(draft, out, out_bytes);
	if (draft->form == DRAFT_COMPACT)
		add_words(draft, out, out_bytes);
}

/* Everything, lists too: for whoever only listens. */
static void all_words(const struct draft *draft, char *out, size_t out_bytes)
{
	char own[SAID_BYTES_MAX];
	char lead[SAID_BYTES_MAX];
	char both[2 * SAID_BYTES_MAX];

	content_say(draft->content, &draft->show->show.caption, own, sizeof(own));
	if (draft_lead(draft, lead, sizeof(lead))) {
		join(lead, " ", both, sizeof(both));
		text_copy(both + strlen(both), sizeof(both) - strlen(both), text_of(own));
		join(draft->said, both, out, out_bytes);
		return;
	}
	join(draft->said, own, out, out_bytes);
	if (draft->form == DRAFT_COMPACT)
		add_words(draft, out, out_bytes);
}

/* Behind the next sentence's end; NULL: there is no other sentence. */
static const char *next_sentence(const char *at)
{
	const char *from;
	const char *to;

	sentence_around(at, at, &from, &to);
	return *to == '\0' || to == at ? NULL : to;
}

/* The last sentences that fit; if not even the last one does, the first words of the caption's own. */
static void put_last(struct draft *draft, struct view_element *caption, const char *words, const char *own, int most_px)
{
	static const char goes_on[] = " \xe2\x80\xa6";
	char cut[VIEW_TEXT_BYTES_MAX];

	for (const char *from = words; from; from = next_sentence(from)) {
		if (draft_fits(draft, caption, from, "")) {
			draft_text(draft, caption, from, most_px);
			return;
		}
	}
	text_copy(cut, sizeof(cut) - sizeof(goes_on), text_of(own));
	for (;;) {
		char *space = strrchr(cut, ' ');

		if (!space)
			break;
		memcpy(space, goes_on, sizeof(goes_on));
		if (draft_fits(draft, caption, cut, ""))
			break;
		*space = '\0';
	}
	draft_text(draft, caption, cut, most_px);
}

/* Leaves of the words the sentence that asks: figures without it would say nothing. */
static void question_only(char *words)
{
	char *mark = strrchr(words, '?');
	const char *from;
	const char *to;

	if (!mark)
		return;
	sentence_around(words, mark, &from, &to);
	mark[1] = '\0';
	memmove(words, from, strlen(from) + 1);
}

/* Where the header is the caption's, code and progress stand on the pages of its whole words. */
static bool hides_header(const struct draft *draft)
{
	return draft->strip_says && (draft->show->show.code[0] != '\0' || draft->show->show.steps > 0);
}

void draft_caption(struct draft *draft, struct view_box box)
{
	/* Where the words are all there is, they may be larger. */
	int most_px = box.h > draft->caption.h * 3 / 2 ? draft->body_px * 3 / 2 : draft->body_px;
	struct view_element *caption = draft_add(draft, VIEW_CAPTION, box);
	char words[2 * SAID_BYTES_MAX];
	const char *own;

	all_words(draft, words, sizeof(words));
	if (draft->page == 0)
		text_copy(caption->spoken, sizeof(caption->spoken), text_of(words));
	draft_caption_words(draft, words, sizeof(words));
	draft->has_more_said = hides_header(draft) || !draft_fits(draft, caption, words, "");
	if (draft->has_more_said && draft->strip_says)
		caption->w = (int16_t)(caption->w - draft_header_more(draft) - draft->gap_x);
	if (draft_fits(draft, caption, words, "")) {
		draft_text(draft, caption, words, most_px);
		return;
	}
	if (draft->strip_says)
		shown_words(draft, words, sizeof(words)); /* what was added is on the pages */
	own = words + strlen(draft->said);
	if (draft->strip_says && draft->show->show.screen == SCREEN_SURVEY) {
		question_only(words);
		own = words;
	}
	put_last(draft, caption, words, own, most_px);
}

int draft_aside_width(const struct draft *draft, const struct draft_aside *aside, int most)
{
	const struct content *c = draft->content;
	int least = draft_across(draft, SIZE_TILE_MM10);
	int words = least;

	for (uint8_t l = 0; l < c->site.languages_count; l++) {
		const char *text = content_text(c, c->label[aside->label], l, 0);
		int w = draft_narrowest(draft, text, draft->small_px, 2) + 2 * draft->gap_x;

		words = w > words ? w : words;
	}
	return words < most ? words : least;
}

void draft_put_aside(struct draft *draft, struct view_box box, const struct draft_aside *aside)
{
	uint8_t icon = aside->target == TARGET_CALL_ME ? ICON_PHONE : VIEW_ICON_MORE;
	struct view_element *button = draft_add_target(draft, VIEW_BUTTON, box, aside->target, 0);

	draft_label_icon(
		draft, button, aside->label, aside->target == TARGET_UNDO ? VIEW_ICON_AGAIN : icon, draft->body_px);
}

void draft_caption_beside(struct draft *draft, const struct draft_aside *aside)
{
	struct view_box caption = draft->caption;
	struct view_box side = draft->caption;
	int most = draft_down(draft, SIZE_TILE_MM10 * 6 / 5);

	if (draft->strip_says)
		caption = draft_header_left(draft);
	if (draft->strip_says && draft->field.w > 0)
		caption.h = view_line_px(draft->least_px);
	if (!aside->is) {
		draft_caption(draft, caption);
		return;
	}
	if (draft->form == DRAFT_COMPACT) {
		side = draft_header_aside(draft, aside);
		if (draft->strip_says)
			caption.w -= draft->header_used;
	} else {
		side.w = draft_aside_width(draft, aside, caption.w / 3);
		side.h = side.h < most ? side.h : most;
		side.x = caption.x + caption.w - side.w;
		caption.w -= side.w + draft->gap_x;
	}
	draft_caption(draft, caption);
	draft_put_aside(draft, side, aside);
}

/* --- pages of their own --- */

struct view_box draft_words_box(const struct draft *draft, struct view_box *row)
{
	struct view_box box = {draft->bar.x, draft->header.y + draft->header.h, draft->bar.w, 0};
	int height = draft_row_height(draft);

	if (draft->strip_says)
		box.y = draft->header.y + draft_down(draft, SIZE_BAR_MM10);
	box.y += draft_down(draft, 10);
	box.h = draft->bar.y - draft->gap_y - box.y;
	*row = draft_take_below(draft, &box, height);
	return box;
}

/* The whole of what was said, and on which boxes. Where the header has no room for the code it stands here. */
static struct view_box said_box(const struct draft *draft, char *words, size_t words_bytes, struct view_box *row)
{
	draft_caption_words(draft, words, words_bytes);
	return draft_words_box(draft, row);
}

int draft_said_pages(const struct draft *draft)
{
	char words[2 * SAID_BYTES_MAX];
	char part[VIEW_TEXT_BYTES_MAX];
	struct view_box row;
	struct view_box box = said_box(draft, words, sizeof(words), &row);

	return draft_part(draft, words, draft->body_px, box, 0, part, sizeof(part));
}

void draft_said_page(struct draft *draft, int page)
{
	char words[2 * SAID_BYTES_MAX];
	char part[VIEW_TEXT_BYTES_MAX];
	struct view_box row;
	struct view_box box = said_box(draft, words, sizeof(words), &row);
	int pages = draft_part(draft, words, draft->body_px, box, page, part, sizeof(part));
	struct view_element *button;

	draft_text(draft, draft_add(draft, VIEW_CAPTION, box), part, draft->body_px);
	row = draft_column(draft, row, 2, 1);
	if (page + 1 < pages) {
		draft_more(draft, VIEW_PRIMARY, row);
		return;
	}
	button = draft_add_page(draft, VIEW_PRIMARY, row, 0);
	draft_label_icon(draft, button, LABEL_BACK, VIEW_ICON_BACK, draft->body_px);
}
