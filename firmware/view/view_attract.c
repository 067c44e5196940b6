/* The screen that waits for somebody: who we are, what to do, the hours, what is new, and that this is a machine. */
#include "view/view_draft.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { OFFERS_SHOWN = 2, LANGUAGE_TURN_S = 12, DAY_S = 86400, DAYS_AHEAD_MAX = 8 };

/* 1970-01-01 was a Thursday; Monday is 0. */
static unsigned weekday_of(int64_t day)
{
	return (unsigned)((day + 3) % DAYS_COUNT);
}

/* Whether somebody is here on that day, from that minute on. */
static bool opens_on(const struct draft *draft, int64_t day, int from_min)
{
	uint16_t hours = draft->content->site.hours;
	const struct content_span *spans = content_hours(draft->content, hours)->day[weekday_of(day)];

	for (int i = 0; i < SPANS_MAX; i++) {
		int64_t from_s = day * DAY_S + spans[i].from_min * 60;

		if (spans[i].from_min < spans[i].to_min && spans[i].to_min > from_min &&
			content_is_open(draft->content, hours, from_s))
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

static void capital(char *text)
{
	if (text[0] >= 'a' && text[0] <= 'z')
		text[0] = (char)(text[0] - 'a' + 'A');
}

/* "Today 08:20-13:20, 14:30-16:00", or that it is closed, and the next day on which somebody is here. */
static void hours_text(const struct draft *draft, int64_t local_s, char *out, size_t out_bytes)
{
	const struct content_span *spans;
	int64_t today = local_s / DAY_S;
	int64_t day = today;
	int from_min = (int)(local_s % DAY_S / 60);
	const char *name;
	size_t length = 0;

	while (day < today + DAYS_AHEAD_MAX && !opens_on(draft, day, day == today ? from_min : 0))
		day++;
	out[0] = '\0';
	if (local_s == 0 || day == today + DAYS_AHEAD_MAX)
		return;
	if (day != today) {
		length = text_copy(out, out_bytes / 2, text_of(draft_label(draft, LABEL_CLOSED_NOW)));
		length += text_copy(out + length, out_bytes - length, TEXT(". "));
	}
	name = day == today ? draft_label(draft, LABEL_TODAY) : weekday_name(draft, weekday_of(day));
	text_copy(out + length, out_bytes - length, text_of(name));
	capital(out + length);
	length += strlen(out + length);
	spans = content_hours(draft->content, draft->content->site.hours)->day[weekday_of(day)];
	for (int i = 0; i < SPANS_MAX && length + 16 < out_bytes; i++) {
		if (spans[i].from_min < spans[i].to_min)
			length += (size_t)snprintf(out + length, out_bytes - length, "%s%02d:%02d\xe2\x80\x93%02d:%02d",
				i > 0 ? ", " : " ", spans[i].from_min / 60, spans[i].from_min % 60,
				spans[i].to_min / 60, spans[i].to_min % 60);
	}
}

/* --- what is new --- */

/* Title and text at `box`, which begins below them then; false: there is no room for it. */
static bool put_offer(struct draft *draft, struct view_box *box, const struct content_offer *offer)
{
	const char *title = content_text(draft->content, offer->title, draft->language, 0);
	const char *text = content_text(draft->content, offer->text, draft->language, 0);
	int px = draft->body_px * 8 / 10 > draft->least_px ? draft->body_px * 8 / 10 : draft->least_px;
	struct view_box head = {box->x, box->y, box->w, view_line_px(px)};
	struct view_box rest = {box->x, box->y + head.h, box->w, draft_height(draft, text, px, box->w)};
	int all = head.h + rest.h;

	if (rest.h == 0 || all > box->h || draft_width(draft, title, px, true) > box->w)
		return false;
	draft_text(draft, draft_add(draft, VIEW_HEADING, head), title, px);
	draft_text(draft, draft_add(draft, VIEW_TEXT, rest), text, px);
	box->y += all + 2 * draft->gap_y;
	box->h -= all + 2 * draft->gap_y;
	return true;
}

static void put_offers(struct draft *draft, struct view_box box, int64_t local_s)
{
	const struct content *c = draft->content;
	uint32_t today = (uint32_t)(local_s / DAY_S);
	int count = 0;

	for (uint16_t i = 0; i < c->offers.count && count < OFFERS_SHOWN; i++) {
		const struct content_offer *offer = content_offer(c, i);

		if (local_s != 0 && (offer->from_day > today || today > offer->until_day))
			continue;
		if (!put_offer(draft, &box, offer))
			return;
		count++;
	}
}

/* --- buttons: the languages, and how the screen is shown --- */

enum { CHANGES_COUNT = 3 };

static const struct change {
	enum view_change change;
	enum label label;
	uint8_t icon;
} changes[CHANGES_COUNT] = {
	{VIEW_LARGE, LABEL_LARGE_TEXT, VIEW_ICON_LARGE},
	{VIEW_CONTRAST, LABEL_HIGH_CONTRAST, VIEW_ICON_CONTRAST},
	{VIEW_READ_ALOUD, LABEL_READ_ALOUD, VIEW_ICON_ALOUD},
};

static void put_languages(struct draft *draft, struct view_box row)
{
	const struct content_site *site = &draft->content->site;
	unsigned first = draft->view->elements_count;

	for (uint8_t l = 0; l < site->languages_count; l++) {
		struct view_element *button = draft_add_target(draft, VIEW_BUTTON,
			draft_column(draft, row, (int)site->languages_count, l), TARGET_LANGUAGE, l);

		draft_text(draft, button, content_string(draft->content, site->language_name[l]), draft->body_px);
	}
	draft_even(draft, first, VIEW_BUTTON);
}

static void put_changes(struct draft *draft, struct view_box row, enum draft_style style)
{
	unsigned first = draft->view->elements_count;

	for (int i = 0; i < CHANGES_COUNT; i++) {
		struct view_element *button = draft_add(draft, VIEW_BUTTON, draft_column(draft, row, CHANGES_COUNT, i));

		button->action = VIEW_CHANGE;
		button->index = (uint8_t)changes[i].change;
		draft_words(draft, button, draft->content->label[changes[i].label], changes[i].icon, style,
			draft->small_px);
	}
	draft_even(draft, first, VIEW_BUTTON);
}

/* All three the same: words and picture, words, pictures. */
static enum draft_style changes_style(const struct draft *draft, struct view_box row)
{
	enum draft_style style = DRAFT_WORDS_ICON;

	for (int i = 0; i < CHANGES_COUNT; i++) {
		struct view_box box = draft_column(draft, row, CHANGES_COUNT, i);
		struct view_element probe = {
			.role = VIEW_BUTTON, .icon = changes[i].icon, .w = (int16_t)box.w, .h = (int16_t)box.h};
		enum draft_style one =
			draft_style_of(draft, &probe, draft->content->label[changes[i].label], changes[i].icon);

		style = one > style ? one : style;
	}
	return style;
}

/* As wide as the languages' names need, but no wider than their share. */
static int languages_width(const struct draft *draft, struct view_box bar)
{
	const struct content_site *site = &draft->content->site;
	int count = (int)site->languages_count;
	int share = draft_column(draft, bar, count + CHANGES_COUNT, 0).w;
	int most = draft_across(draft, SIZE_TILE_MM10);

	for (int l = 0; l < count; l++) {
		const char *name = content_string(draft->content, site->language_name[l]);
		int w = draft_width(draft, name, draft->body_px, true) + 2 * draft->gap_x;

		most = w > most ? w : most;
	}
	return count * (most < share ? most : share) + (count - 1) * draft->gap_x;
}

/* Side by side; where that is too narrow for a finger one row above the other. */
static void put_buttons(struct draft *draft, struct view_box bar, bool two_rows)
{
	int least = draft_across(draft, SIZE_TILE_MM10);
	struct view_box left = bar;
	struct view_box right = bar;
	enum draft_style style;

	if (two_rows) {
		left.h = (bar.h - draft->gap_y) / 2;
		right = draft_take_below(draft, &bar, left.h);
	} else {
		left.w = languages_width(draft, bar);
		right.w = bar.w - left.w - draft->gap_x;
	}
	style = changes_style(draft, right);
	if (!two_rows) {
		if (style == DRAFT_ICON)
			right.w = CHANGES_COUNT * least + (CHANGES_COUNT - 1) * draft->gap_x;
		left.w = bar.w - right.w - draft->gap_x;
		right.x = left.x + left.w + draft->gap_x;
	}
	put_languages(draft, left);
	put_changes(draft, right, style);
}

/* --- the whole --- */

/* The column at the right: the clock, when somebody is here, what is new. */
static struct view_box right_column(const struct draft *draft, struct view_box box)
{
	int w = box.w * (draft->form == DRAFT_COMPACT && draft->mode.large ? 34 : 38) / 100;

	return (struct view_box){box.x + box.w - w, box.y, w, box.h};
}

static void put_name(struct draft *draft, struct view_box name, int64_t local_s)
{
	const struct content *c = draft->content;
	int px = draft->heading_px * (draft->form == DRAFT_COMPACT ? 3 : 4) / 2;
	struct view_box clock = name;
	char text[16];

	clock.w = draft_width(draft, "00:00", px, true) + draft->gap_x / 2;
	clock.x = name.x + name.w - clock.w;
	if (draft->form == DRAFT_WIDE)
		clock = right_column(draft, name);
	name.w = clock.x - draft->gap_x - name.x;
	draft_text(draft, draft_add(draft, VIEW_LOGO, name), content_text(c, c->site.name, draft->language, 0),
		draft->heading_px * 5 / 4);
	if (local_s == 0)
		return;
	snprintf(text, sizeof(text), "%02d:%02d", (int)(local_s % DAY_S / 3600), (int)(local_s % 3600 / 60));
	draft_text(draft, draft_add(draft, VIEW_HEADING, clock), text, px);
}

static void first_sentence(char *text)
{
	size_t end = strcspn(text, ".?!");

	if (text[end] != '\0')
		text[end + 1] = '\0';
}

/* That it is a machine, above the buttons. Where all of it would take more than its lines the first sentence says the
 * most needful; the rest is said when somebody begins. */
static void put_notice(struct draft *draft, struct view_box *rest)
{
	const struct content *c = draft->content;
	const char *whole = content_text(c, c->site.notice, draft->language, 0);
	char text[VIEW_TEXT_BYTES_MAX];
	struct view_element *notice;
	int lines = draft->form == DRAFT_COMPACT && draft->mode.large ? 1 : 2;
	int height;

	text_copy(text, sizeof(text), text_of(whole));
	if (draft_height(draft, text, draft->least_px, rest->w) > lines * view_line_px(draft->least_px))
		first_sentence(text);
	height = draft_height(draft, text, draft->small_px, rest->w);
	if (height == 0 || height > lines * view_line_px(draft->small_px))
		height = lines * view_line_px(draft->least_px);
	notice = draft_add(draft, VIEW_TEXT, draft_take_below(draft, rest, height));
	rest->h += draft->gap_y / 2;
	text_copy(notice->spoken, sizeof(notice->spoken), text_of(whole));
	draft_text(draft, notice, text, draft->small_px);
}

static bool rising_fits(const struct draft *draft, const struct view_element *tile, uint16_t item)
{
	const struct content *c = draft->content;

	for (uint8_t l = 0; l < c->site.languages_count; l++)
		if (!draft_fits(draft, tile, content_text(c, content_item(c, item)->label, l, 0),
			    content_text(c, c->label[LABEL_RISING], l, 0)))
			return false;
	return true;
}

/* How high the tile must be at the lower end of the box, the picture with it where there is room; 0: it has none. */
static int rising_height(const struct draft *draft, struct view_box box, uint16_t item, uint8_t *icon)
{
	int step = draft_down(draft, SIZE_TILE_MM10) / 4;

	for (int pictured = 1; pictured >= 0; pictured--) {
		*icon = pictured ? (uint8_t)content_item(draft->content, item)->icon : ICON_COUNT;
		for (int height = (draft->form == DRAFT_TALL ? 7 : 4) * step + 4; height <= box.h; height += step) {
			struct view_element probe = {
				.role = VIEW_TILE, .icon = *icon, .w = (int16_t)box.w, .h = (int16_t)height};

			if (rising_fits(draft, &probe, item))
				return height;
		}
	}
	return 0;
}

struct rising {
	struct view_box box; /* h 0: there is no room, or nothing rises */
	uint16_t item;
	uint8_t icon;
};

/* Takes its place at the lower end of the box; it is drawn later, in the order of reading. */
static struct rising take_rising(const struct draft *draft, struct view_box *box, const struct view_idle *idle)
{
	struct rising rising = {.item = (uint16_t)(idle->rising - 1)};
	int height = idle->rising ? rising_height(draft, *box, rising.item, &rising.icon) : 0;

	if (height > 0)
		rising.box = draft_take_below(draft, box, height);
	return rising;
}

/* In the style of the menu's tiles: it stands in the place of "right now" there. */
static void put_rising(struct draft *draft, const struct rising *rising)
{
	const struct content *c = draft->content;
	struct view_element *tile;

	if (rising->box.h == 0)
		return;
	tile = draft_add_target(draft, VIEW_TILE, rising->box, TARGET_RISING, draft->language);
	tile->icon = rising->icon;
	draft_text_reason(draft, tile, content_text(c, content_item(c, rising->item)->label, draft->language, 0),
		draft_label(draft, LABEL_RISING), draft->body_px);
}

static void put_start(struct draft *draft, struct view_box box)
{
	struct view_element *start = draft_add_target(draft, VIEW_PRIMARY, box, TARGET_START_AGAIN, draft->language);

	draft_text(draft, start, draft_label(draft, LABEL_TOUCH_TO_START), 2 * draft->heading_px);
}

/* As high as its words at that letter height. */
static struct view_box text_place(const struct draft *draft, struct view_box box, const char *text, int px)
{
	int height = draft_height(draft, text, px, box.w);

	box.h = height > 0 && height < box.h ? height : box.h;
	return box;
}

/* "Good morning. "; shortly before the doors close, when they do; nothing where nobody knows the time. */
static void greeting(const struct draft *draft, int64_t local_s, char *out, size_t out_bytes)
{
	enum { NOON_H = 12, EVENING_H = 18, NIGHT_H = 4, SOON_S = 30 * 60 };
	const struct content *c = draft->content;
	int64_t closes_s = content_closes_at(c, c->site.hours, local_s);
	int hour = (int)(local_s % DAY_S / 3600);
	struct values values = {0};
	char time[8];

	out[0] = '\0';
	if (local_s == 0)
		return;
	if (closes_s != 0 && closes_s - local_s <= SOON_S) {
		snprintf(time, sizeof(time), "%02d:%02d", (int)(closes_s % DAY_S / 3600), (int)(closes_s % 3600 / 60));
		values_set(&values, "time", time);
		content_fill(draft_label(draft, LABEL_CLOSING_AT), &values, out, out_bytes - 2);
	} else if (hour >= NIGHT_H && hour < NOON_H) {
		text_copy(out, out_bytes - 2, text_of(draft_label(draft, LABEL_GOOD_MORNING)));
	} else {
		text_copy(out, out_bytes - 2,
			text_of(draft_label(draft,
				hour >= NOON_H && hour < EVENING_H ? LABEL_GOOD_AFTERNOON : LABEL_GOOD_EVENING)));
	}
	text_copy(out + strlen(out), out_bytes - strlen(out), TEXT(". "));
}

/* Where not all of it has room it begins without a greeting, or its first sentence invites; the button below says what
 * to do. */
static void put_invitation(struct draft *draft, struct view_box box, const struct view_idle *idle)
{
	const struct content *c = draft->content;
	const char *whole =
		content_text(c, content_prompt(c, PROMPT_ATTRACT, draft->language, idle->heard), draft->language, 0);
	struct view_element *caption = draft_add(draft, VIEW_CAPTION, box);
	char text[VIEW_TEXT_BYTES_MAX];
	size_t greets;

	greeting(draft, idle->local_s, text, sizeof(text));
	greets = strlen(text);
	text_copy(text + greets, sizeof(text) - greets, text_of(whole));
	if (!draft_fits(draft, caption, text, ""))
		text_copy(text, sizeof(text), text_of(whole));
	text_copy(caption->spoken, sizeof(caption->spoken), text_of(text));
	if (!draft_fits(draft, caption, text, ""))
		first_sentence(text);
	draft_text(draft, caption, text, 2 * draft->body_px);
}

/* At the upper end of the box; w 0: nobody knows. */
static struct view_box hours_place(
	const struct draft *draft, struct view_box box, int64_t local_s, char *text, size_t text_bytes)
{
	hours_text(draft, local_s, text, text_bytes);
	if (text[0] == '\0')
		return (struct view_box){box.x, box.y, 0, 0};
	return text_place(draft, box, text, draft->body_px);
}

static void put_hours(struct draft *draft, struct view_box *box, int64_t local_s)
{
	char text[160];
	struct view_box place = hours_place(draft, *box, local_s, text, sizeof(text));

	if (place.w == 0)
		return;
	draft_text(draft, draft_add(draft, VIEW_TEXT, place), text, draft->body_px);
	box->y += place.h + 2 * draft->gap_y;
	box->h -= place.h + 2 * draft->gap_y;
}

/* When somebody is here, what is new, and what many ask for. Where there is not room for all, what many ask for goes
 * before the hours: these stand in the menu, too. */
static void put_news(struct draft *draft, struct view_box box, const struct view_idle *idle)
{
	char text[160];
	struct view_box below = box;
	struct rising rising;

	below.y += hours_place(draft, box, idle->local_s, text, sizeof(text)).h + 2 * draft->gap_y;
	below.h = box.y + box.h - below.y;
	rising = take_rising(draft, &below, idle);
	if (rising.box.h > 0 || !idle->rising)
		box.h = below.y + below.h - box.y;
	else
		rising = take_rising(draft, &box, idle);
	if (rising.box.h == 0 || rising.box.y > below.y) {
		put_hours(draft, &box, idle->local_s);
		put_offers(draft, box, idle->local_s);
	}
	put_rising(draft, &rising);
}

/* Two columns: the invitation and where to begin; when somebody is here and what is new. */
static void lay_wide(struct draft *draft, struct view_box box, const struct view_idle *idle)
{
	struct view_box left = box;
	struct view_box right = right_column(draft, box);
	struct view_box start;
	bool narrow = draft->form == DRAFT_COMPACT && draft->mode.large;

	left.w = right.x - 2 * draft->gap_x - left.x;
	start = draft_take_below(draft, &left, left.h * (narrow ? 32 : 50) / 100);
	put_invitation(draft, left, idle);
	put_start(draft, start);
	put_news(draft, right, idle);
}

/* One below the other, the place to begin low, where every arm reaches. */
static void lay_tall(struct draft *draft, struct view_box box, const struct view_idle *idle)
{
	struct view_box start = draft_take_below(draft, &box, box.h * 26 / 100);
	struct view_box above = box;
	struct rising rising = take_rising(draft, &above, idle);

	if (above.h > 3 * rising.box.h)
		box = above;
	else
		rising.box.h = 0; /* a small panel invites before all else */
	put_hours(draft, &box, idle->local_s);
	put_invitation(draft, (struct view_box){box.x, box.y, box.w, box.h * 45 / 100}, idle);
	box.y += box.h * 45 / 100 + 2 * draft->gap_y;
	box.h -= box.h * 45 / 100 + 2 * draft->gap_y;
	put_offers(draft, box, idle->local_s);
	put_rising(draft, &rising);
	put_start(draft, start);
}

void draft_attract(struct draft *draft, const struct view_idle *idle)
{
	const struct content_site *site = &draft->content->site;
	struct view_box rest = draft->header;
	struct view_box bar = draft->bar;
	int least = draft_across(draft, SIZE_TILE_MM10);
	bool two_rows = draft_column(draft, bar, (int)site->languages_count + CHANGES_COUNT, 0).w < least ||
			draft->form == DRAFT_TALL;
	int height = draft_down(draft, draft->form == DRAFT_COMPACT && !draft->mode.large ? 172 : SIZE_BAR_MM10);
	struct view_box name = draft->header;

	/* The languages take turns, so that everybody is invited in their own. */
	draft->language = (uint8_t)(idle->local_s / LANGUAGE_TURN_S % (int64_t)site->languages_count);
	if (draft->form != DRAFT_COMPACT)
		height = draft->form == DRAFT_TALL ? bar.h * 8 / 5 : bar.h;
	if (two_rows && height < 2 * draft_down(draft, SIZE_BAR_MM10) + draft->gap_y)
		height = 2 * draft_down(draft, SIZE_BAR_MM10) + draft->gap_y;
	bar.y += bar.h - height;
	bar.h = height;
	if (draft->form == DRAFT_TALL)
		name.h = 2 * view_line_px(draft->heading_px);
	if (draft->mode.large && draft->form == DRAFT_COMPACT)
		name.h = 2 * view_line_px(draft->least_px);
	put_name(draft, name, idle->local_s);
	rest.y = name.y + name.h + draft->gap_y / 2;
	rest.h = bar.y - draft->gap_y - rest.y;
	put_notice(draft, &rest);
	if (draft->form == DRAFT_TALL)
		lay_tall(draft, rest, idle);
	else
		lay_wide(draft, rest, idle);
	put_buttons(draft, bar, two_rows);
}
