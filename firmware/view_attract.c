/* The screen that waits for somebody: who we are, what to do, the hours, what is new, and that this is a machine. */
#include "view_draft.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { OFFERS_SHOWN = 2, LANGUAGE_TURN_S = 12, DAY_S = 86400, DAYS_AHEAD_MAX = 8 };

/* 1970-01-01 was a Thursday; Monday is 0. */
static unsigned weekday_of(int64_t day)
{
	return (unsigned)((day + 3) % DAYS_COUNT);
}

static bool opens_on(const struct draft *draft, int64_t day)
{
	uint16_t hours = draft->content->site.hours;
	const struct content_span *spans = content_hours(draft->content, hours)->day[weekday_of(day)];

	for (int i = 0; i < SPANS_MAX; i++) {
		int64_t from_s = day * DAY_S + spans[i].from_min * 60;

		if (spans[i].from_min < spans[i].to_min && content_is_open(draft->content, hours, from_s))
			return true;
	}
	return false;
}

static const char *weekday_name(const struct draft *draft, unsigned weekday)
{
	const struct content *c = draft->content;

	for (uint32_t i = 0; i < c->words.count; i++) {
		const struct content_word *word = content_word(c, i);

		if (word->kind == WORDS_WEEKDAYS && word->language == draft->language &&
			word->value == (int32_t)weekday + 1)
			return content_string(c, word->phrase);
	}
	return "";
}

/* "Monday 08:20-13:20, 14:30-16:00": today, or the next day on which somebody is here. */
static void hours_text(const struct draft *draft, int64_t local_s, char *out, size_t out_bytes)
{
	const struct content_span *spans;
	int64_t day = local_s / DAY_S;
	int64_t last = day + DAYS_AHEAD_MAX;
	size_t length;

	while (day < last && !opens_on(draft, day))
		day++;
	out[0] = '\0';
	if (day == last)
		return;
	length = text_copy(out, out_bytes, text_of(weekday_name(draft, weekday_of(day))));
	if (out[0] >= 'a' && out[0] <= 'z')
		out[0] = (char)(out[0] - 'a' + 'A');
	spans = content_hours(draft->content, draft->content->site.hours)->day[weekday_of(day)];
	for (int i = 0; i < SPANS_MAX && length + 16 < out_bytes; i++) {
		if (spans[i].from_min < spans[i].to_min)
			length += (size_t)snprintf(out + length, out_bytes - length, "%s%02d:%02d\xe2\x80\x93%02d:%02d",
				i > 0 ? ", " : " ", spans[i].from_min / 60, spans[i].from_min % 60,
				spans[i].to_min / 60, spans[i].to_min % 60);
	}
}

static void put_top(struct draft *draft, int64_t local_s)
{
	const struct content *c = draft->content;
	struct view_box name = draft->header;
	struct view_box clock = draft->header;
	char text[16];

	clock.w = draft->header.w * 15 / 100;
	clock.x = draft->header.x + draft->header.w - clock.w;
	name.w -= clock.w + draft->gap_x;
	draft_text(draft, draft_add(draft, VIEW_HEADING, name), content_text(c, c->site.name, draft->language, 0),
		draft->heading_px);
	if (local_s == 0)
		return;
	snprintf(text, sizeof(text), "%02d:%02d", (int)(local_s % DAY_S / 3600), (int)(local_s % 3600 / 60));
	draft_text(draft, draft_add(draft, VIEW_PROGRESS, clock), text, draft->heading_px);
}

/* Right below its title: the box is made as high as the lines are. */
static void put_offer_text(struct draft *draft, struct view_box box, const char *text)
{
	struct view_element *element = draft_add(draft, VIEW_TEXT, box);
	int lines = 1;

	draft_text(draft, element, text, draft->body_px * 8 / 10);
	for (const char *at = element->text; *at; at++)
		lines += *at == '\n';
	element->h = (int16_t)(lines * view_line_px(element->text_px));
}

static void put_offers(struct draft *draft, struct view_box box, int64_t local_s)
{
	const struct content *c = draft->content;
	uint32_t today = (uint32_t)(local_s / DAY_S);
	uint16_t shown[OFFERS_SHOWN];
	int count = 0;

	for (uint16_t i = 0; i < c->offers.count && count < OFFERS_SHOWN; i++) {
		const struct content_offer *offer = content_offer(c, i);

		if (local_s == 0 || (offer->from_day <= today && today <= offer->until_day))
			shown[count++] = i;
	}
	for (int i = 0; i < count; i++) {
		const struct content_offer *offer = content_offer(c, shown[i]);
		struct view_box text = draft_cell(draft, box, 1, count, i);
		struct view_box title = text;

		title.h = view_line_px(draft->heading_px * 8 / 10) + 2;
		text.y += title.h;
		text.h -= title.h;
		draft_text(draft, draft_add(draft, VIEW_HEADING, title),
			content_text(c, offer->title, draft->language, 0), draft->heading_px * 8 / 10);
		put_offer_text(draft, text, content_text(c, offer->text, draft->language, 0));
	}
}

static void put_bottom(struct draft *draft)
{
	const struct content *c = draft->content;
	struct view_box notice = draft->bar;
	struct view_box buttons = draft->bar;
	int count = (int)c->site.languages_count;
	unsigned first;

	buttons.w = draft->bar.w * (count > 2 ? 60 : 42) / 100;
	buttons.x = draft->bar.x + draft->bar.w - buttons.w;
	notice.w = draft->bar.w - buttons.w - draft->gap_x;
	draft_text(draft, draft_add(draft, VIEW_TEXT, notice), content_text(c, c->site.notice, draft->language, 0),
		draft->small_px);
	first = draft->view->elements_count;
	for (uint8_t l = 0; l < count; l++) {
		struct view_element *button = draft_add(draft, VIEW_BUTTON, draft_column(draft, buttons, count, l));

		button->action = VIEW_TARGET;
		button->target = TARGET_LANGUAGE;
		button->index = l;
		draft_text(draft, button, content_string(c, c->site.language_name[l]), draft->body_px * 8 / 10);
	}
	draft_even(draft, first, VIEW_BUTTON);
}

static void put_start(struct draft *draft, struct view_box box)
{
	struct view_element *start = draft_button(draft, VIEW_PRIMARY, box, LABEL_TOUCH_TO_START, TARGET_START_AGAIN);

	start->index = draft->language;
	draft_text(draft, start, draft_label(draft, LABEL_TOUCH_TO_START), 2 * draft->heading_px);
}

void draft_attract(struct draft *draft, int64_t local_s)
{
	const struct content *c = draft->content;
	struct view_box left = draft->body;
	struct view_box right = draft->body;
	struct view_box hours;
	struct view_element *line;
	char text[160];

	/* The languages take turns, so that everybody is invited in their own. */
	draft->language = (uint8_t)(local_s / LANGUAGE_TURN_S % (int64_t)c->site.languages_count);
	put_top(draft, local_s);
	line = draft_add(draft, VIEW_CAPTION, draft->caption);
	draft_text(draft, line, content_text(c, c->prompt[PROMPT_ATTRACT], draft->language, 0), 2 * draft->body_px);
	if (draft->form == DRAFT_TALL) {
		right.h = draft->body.h / 2;
		left.y += right.h + draft->gap_y;
		left.h -= right.h + draft->gap_y;
	} else {
		left.w = draft->body.w * 48 / 100;
		right.x += left.w + 3 * draft->gap_x;
		right.w -= left.w + 3 * draft->gap_x;
	}
	hours = draft_take_below(draft, &left, draft->heading_px * 3 / 2);
	put_start(draft, left);
	hours_text(draft, local_s, text, sizeof(text));
	if (local_s != 0)
		draft_text(draft, draft_add(draft, VIEW_TEXT, hours), text, draft->body_px);
	put_offers(draft, right, local_s);
	put_bottom(draft);
}
