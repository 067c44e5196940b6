/* What every screen has: heading, progress, code, caption and the bar. */
#include "view_draft.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const char *site_name(const struct draft *draft)
{
	return content_text(draft->content, draft->content->site.name, draft->language, 0);
}

static const char *heading_of(const struct draft *draft)
{
	const struct content *c = draft->content;
	const struct effect *show = draft->show;

	if (show->show.screen == SCREEN_LANGUAGE)
		return draft_label(draft, LABEL_LANGUAGE);
	if (show->show.screen == SCREEN_REVIEW)
		return draft_label(draft, LABEL_REVIEW);
	if (show->show.screen == SCREEN_MENU && show->show.parent != NONE16)
		return content_text(c, content_item(c, show->show.parent)->label, draft->language, 0);
	if (show->show.screen != SCREEN_MENU && show->show.topic != NONE16)
		return content_text(c, content_topic(c, show->show.topic)->title, draft->language, 0);
	return site_name(draft);
}

/* A short text at the right end of the strip, which it takes from it. */
static void put_right(struct draft *draft, struct view_box *strip, enum view_role role, const char *text)
{
	int pad = draft->gap_x / 2;
	int w = draft_width(draft, text, draft->small_px, true) + 4 * pad;
	struct view_box box = {strip->x + strip->w - w, strip->y, w, strip->h};

	strip->w -= w + draft->gap_x;
	draft_text(draft, draft_add(draft, role, box), text, draft->small_px);
}

static bool shows_code_large(uint8_t screen)
{
	return screen == SCREEN_HANDOVER || screen == SCREEN_CALLBACK;
}

void draft_header(struct draft *draft)
{
	const struct effect *show = draft->show;
	struct view_box strip = draft->header;
	struct view_element *heading;
	char text[128];

	if (show->show.code[0] != '\0' && !shows_code_large(show->show.screen)) {
		snprintf(text, sizeof(text), "%s %s", draft_label(draft, LABEL_YOUR_CODE), show->show.code);
		put_right(draft, &strip, VIEW_CODE, text);
	}
	if (show->show.steps > 0) {
		struct values values = {0};
		char number[8];

		snprintf(number, sizeof(number), "%d", show->show.step);
		values_set(&values, "step", number);
		snprintf(number, sizeof(number), "%d", show->show.steps);
		values_set(&values, "steps", number);
		content_fill(draft_label(draft, LABEL_STEP_OF), &values, text, sizeof(text));
		put_right(draft, &strip, VIEW_PROGRESS, text);
	}
	heading = draft_add(draft, VIEW_HEADING, strip);
	draft_text(draft, heading, heading_of(draft), draft->heading_px);
}

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

void draft_caption(struct draft *draft, struct view_box box)
{
	/* Where the words are all there is, they may be larger. */
	int most_px = box.h > draft->caption.h ? draft->body_px * 3 / 2 : draft->body_px;
	struct view_element *caption = draft_add(draft, VIEW_CAPTION, box);
	const char *said = draft->said;
	char own[SAID_BYTES_MAX];
	char text[2 * SAID_BYTES_MAX];

	content_say(draft->content, &draft->show->show.caption, own, sizeof(own));
	join(said, own, text, sizeof(text));
	text_copy(caption->spoken, sizeof(caption->spoken), text_of(text));
	own_words(draft, own, sizeof(own));
	join(said, own, text, sizeof(text));
	draft_text(draft, caption, text, most_px);
	/* Rather the last words in letters that can be read than all of them in letters that cannot. */
	while (caption->text_px < draft->least_px && *said != '\0') {
		said += strcspn(said, "\n");
		said += *said == '\n';
		join(said, own, text, sizeof(text));
		draft_text(draft, caption, text, most_px);
	}
}

void draft_caption_beside(struct draft *draft, const struct draft_aside *aside)
{
	struct view_box caption = draft->caption;
	struct view_box side = draft->caption;
	int most = draft_down(draft, SIZE_TILE_MM10 * 6 / 5);

	if (!aside->is) {
		draft_caption(draft, caption);
		return;
	}
	side.w = draft_across(draft, draft->form == DRAFT_COMPACT ? 260 : 450);
	side.h = side.h < most ? side.h : most;
	side.x = caption.x + caption.w - side.w;
	caption.w -= side.w + draft->gap_x;
	draft_caption(draft, caption);
	draft_button(draft, VIEW_BUTTON, side, aside->label, aside->target);
}

enum { BAR_FIXED = 5, BAR_MAX = BAR_FIXED + LANGUAGES_MAX - 1 };

struct bar_button {
	enum target target;
	uint16_t label; /* text; NONE16: a language */
	uint8_t language;
	uint8_t icon;
};

/* The widest the button's text is in any language: so that the bar stays where it is when the language changes. */
static int widest(const struct draft *draft, const struct bar_button *button)
{
	const struct content_site *site = &draft->content->site;
	int most = 0;

	for (uint8_t l = 0; l < site->languages_count; l++) {
		const char *text = button->label == NONE16 ? content_string(draft->content, site->language_name[l])
							   : content_text(draft->content, button->label, l, 0);
		int w = draft_width(draft, text, draft->small_px, true);

		most = w > most ? w : most;
	}
	return most;
}

static int bar_buttons(const struct draft *draft, struct bar_button out[BAR_MAX])
{
	const struct content *c = draft->content;
	int room = (draft->bar.w + draft->gap_x) / (draft_across(draft, SIZE_TILE_MM10) + draft->gap_x);
	int others = (int)c->site.languages_count - 1;
	int shown = others > 0; /* where there is no room for all of them: the next one */
	int count = BAR_FIXED;

	out[0] = (struct bar_button){TARGET_BACK, c->label[LABEL_BACK], 0, VIEW_ICON_BACK};
	out[1] = (struct bar_button){TARGET_START_AGAIN, c->label[LABEL_START_AGAIN], 0, VIEW_ICON_AGAIN};
	out[2] = (struct bar_button){TARGET_HELP, c->label[LABEL_HELP], 0, ICON_QUESTION};
	out[3] = (struct bar_button){TARGET_PERSON, c->label[LABEL_PERSON], 0, ICON_PERSON};
	out[4] = (struct bar_button){TARGET_FINISH, c->label[LABEL_FINISH], 0, VIEW_ICON_FINISH};
	if (BAR_FIXED + others <= room)
		shown = others;
	for (uint8_t i = 0; i < shown; i++) {
		uint8_t l = (uint8_t)((draft->language + 1 + i) % (others + 1));

		out[count++] = (struct bar_button){TARGET_LANGUAGE, NONE16, l, ICON_COUNT};
	}
	return count;
}

static void put_bar_button(struct draft *draft, const struct bar_button *button, struct view_box box)
{
	struct view_element *element = draft_add(draft, VIEW_BUTTON, box);
	const char *text = button->label == NONE16 ? content_string(draft->content,
							     draft->content->site.language_name[button->language])
						   : content_text(draft->content, button->label, draft->language, 0);

	element->action = VIEW_TARGET;
	element->target = (uint8_t)button->target;
	element->index = button->language;
	element->icon = draft->form == DRAFT_COMPACT ? ICON_COUNT : button->icon;
	draft_text(draft, element, text, draft->body_px * 3 / 4);
}

/* Turns what the buttons want into what they get: each at least `least`, the longer words more, `whole` in all. */
static void share_width(int *widths, int count, int whole, int least)
{
	bool fixed[BAR_MAX] = {false};
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

void draft_bar(struct draft *draft)
{
	struct bar_button buttons[BAR_MAX];
	int wants[BAR_MAX];
	int count = bar_buttons(draft, buttons);
	int least = draft_across(draft, SIZE_TILE_MM10);
	unsigned first = draft->view->elements_count;
	struct view_box box = draft->bar;

	for (int i = 0; i < count; i++) {
		wants[i] = widest(draft, &buttons[i]) + draft->bar.h / 6;
	}
	share_width(wants, count, draft->bar.w - (count - 1) * draft->gap_x, least);
	for (int i = 0; i < count; i++) {
		box.w = wants[i];
		put_bar_button(draft, &buttons[i], box);
		box.x += box.w + draft->gap_x;
	}
	draft_even(draft, first, VIEW_BUTTON);
}
