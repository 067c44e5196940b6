/* The strip at the top: what a screen is about, and how it is shown. */
#include "view/view_draft.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

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
	return content_text(c, c->site.name, draft->language, 0);
}

/* --- settings: the header's right end --- */

enum { SETTINGS_MAX = 5 };

/* A button of the header. Its place is as wide as the widest words it ever has. */
struct setting {
	uint8_t role, action, index, icon;
	uint16_t text;      /* of the content; NONE16: a language's name */
	enum label ever[3]; /* all labels that it ever has */
	uint8_t ever_count; /* 0: the names of the languages */
};

/* What the look button gives next. */
static enum view_change next_look(const struct draft *draft)
{
	if (!draft->mode.large)
		return VIEW_LARGE;
	return draft->mode.contrast ? VIEW_LOOK : VIEW_CONTRAST;
}

static struct setting setting_of_look(const struct draft *draft)
{
	static const enum label label_of[] = {[VIEW_LARGE] = LABEL_LARGE_TEXT,
		[VIEW_CONTRAST] = LABEL_HIGH_CONTRAST,
		[VIEW_LOOK] = LABEL_NORMAL_LOOK};
	enum view_change next = next_look(draft);

	return (struct setting){.role = VIEW_SETTING,
		.action = VIEW_CHANGE,
		.index = VIEW_LOOK,
		.icon = next == VIEW_CONTRAST ? VIEW_ICON_CONTRAST : VIEW_ICON_LARGE,
		.text = draft->content->label[label_of[next]],
		.ever = {LABEL_LARGE_TEXT, LABEL_HIGH_CONTRAST, LABEL_NORMAL_LOOK},
		.ever_count = 3};
}

static struct setting setting_of_change(
	const struct draft *draft, enum view_change change, enum label label, uint8_t icon)
{
	return (struct setting){.role = VIEW_SETTING,
		.action = VIEW_CHANGE,
		.index = (uint8_t)change,
		.icon = icon,
		.text = draft->content->label[label],
		.ever = {label},
		.ever_count = 1};
}

static struct setting setting_of_mic(const struct draft *draft)
{
	bool open = draft->mode.mic == VIEW_MIC_OPEN;

	return (struct setting){.role = VIEW_LISTENING,
		.action = VIEW_CHANGE,
		.index = VIEW_MUTE,
		.icon = open || draft->mode.mic == VIEW_MIC_PAUSED ? VIEW_ICON_MIC : VIEW_ICON_MIC_OFF,
		.text = draft->content->label[open ? LABEL_LISTENING : LABEL_NOT_LISTENING],
		.ever = {LABEL_LISTENING, LABEL_NOT_LISTENING},
		.ever_count = 2};
}

/* From right to left. */
static int settings_of(const struct draft *draft, struct setting out[SETTINGS_MAX])
{
	const struct content_site *site = &draft->content->site;
	int count = 0;

	if (site->languages_count > 1)
		out[count++] = (struct setting){.role = VIEW_SETTING,
			.action = VIEW_TARGET,
			.index = (uint8_t)((draft->language + 1U) % site->languages_count),
			.icon = ICON_COUNT,
			.text = NONE16};
	out[count++] = setting_of_look(draft);
	if (draft->mode.mic != VIEW_MIC_NONE)
		out[count++] = setting_of_mic(draft);
	if (draft->mode.aloud && draft->form != DRAFT_COMPACT) {
		out[count++] = setting_of_change(draft, VIEW_LOUDER, LABEL_LOUDER, VIEW_ICON_LOUDER);
		out[count++] = setting_of_change(draft, VIEW_SLOWER, LABEL_SLOWER, VIEW_ICON_SLOWER);
	}
	return count;
}

/* An upright board has the settings in a row of their own, below what it is about. */
static bool has_rows(const struct draft *draft)
{
	return draft->form == DRAFT_TALL;
}

static int setting_height(const struct draft *draft)
{
	if (has_rows(draft))
		return (draft->header.h - draft->gap_y) / 2;
	return draft->strip_says || draft->short_settings ? draft_down(draft, SIZE_BAR_MM10) : draft->header.h;
}

/* The widest that this button ever is, in two lines at most. */
static int setting_width(const struct draft *draft, const struct setting *setting)
{
	const struct content *c = draft->content;
	int h = setting_height(draft);
	int least = draft_across(draft, SIZE_BAR_MM10);
	int lines = 2 * view_line_px(draft->small_px) <= h * 6 / 7 ? 2 : 1;
	int words = 0;

	if (draft->short_settings)
		return least;
	for (uint8_t l = 0; l < c->site.languages_count; l++) {
		int count = setting->ever_count == 0 ? 1 : setting->ever_count;

		for (int i = 0; i < count; i++) {
			const char *text = setting->ever_count == 0 ? content_string(c, c->site.language_name[l])
								    : content_text(c, c->label[setting->ever[i]], l, 0);
			int w = draft_narrowest(draft, text, draft->small_px, lines);

			words = w > words ? w : words;
		}
	}
	if (setting->icon != ICON_COUNT)
		words += h * 9 / 10; /* what view_icon_box() takes, with the room beside it */
	words += draft->gap_x + h / 7;
	return words > least ? words : least;
}

static struct view_box setting_box(const struct draft *draft, const struct setting *settings, int at)
{
	struct view_box box = {draft->header.x + draft->header.w, draft->header.y, 0, setting_height(draft)};

	if (has_rows(draft))
		box.y += draft->header.h - box.h;
	for (int i = 0; i <= at; i++) {
		box.w = setting_width(draft, &settings[i]);
		box.x -= box.w + (i > 0 ? draft->gap_x : 0);
	}
	return box;
}

static void short_name(const struct draft *draft, uint8_t language, char out[4])
{
	const char *code = content_string(draft->content, draft->content->site.language[language]);

	text_copy(out, 3, text_of(code));
	for (; *out; out++)
		*out = *out >= 'a' && *out <= 'z' ? (char)(*out - 'a' + 'A') : *out;
}

static void put_setting(struct draft *draft, const struct setting *setting, struct view_box box)
{
	struct view_element *element = draft_add(draft, (enum view_role)setting->role, box);
	bool is_short = draft->short_settings;

	element->action = setting->action;
	element->index = setting->index;
	if (setting->text == NONE16) {
		const char *name = content_string(draft->content, draft->content->site.language_name[setting->index]);
		char letters[4];

		element->target = TARGET_LANGUAGE;
		short_name(draft, setting->index, letters);
		text_copy(element->spoken, sizeof(element->spoken), text_of(name));
		draft_text(draft, element, is_short ? letters : name, draft->small_px);
		return;
	}
	draft_words(draft, element, setting->text, setting->icon, is_short ? DRAFT_ICON : DRAFT_WORDS_ICON,
		draft->small_px);
}

static void put_settings(struct draft *draft)
{
	struct setting settings[SETTINGS_MAX];
	int count = settings_of(draft, settings);

	for (int i = count - 1; i >= 0; i--)
		put_setting(draft, &settings[i], setting_box(draft, settings, i));
}

/* With large letters on a low board, and on narrow glass, the words have no room. */
void draft_header_begin(struct draft *draft)
{
	struct setting settings[SETTINGS_MAX];
	int count;
	int left;

	draft->short_settings = draft->form == DRAFT_COMPACT && (draft->mode.large || draft->glass_pct < 100);
	if (draft->short_settings || !draft->content)
		return;
	count = settings_of(draft, settings);
	left = setting_box(draft, settings, count - 1).x - draft->header.x;
	if (!has_rows(draft)) /* the caption's own "more" stands in what they leave */
		left -= 2 * draft->gap_x + draft_header_more(draft);
	if (draft->mode.typing && draft->form == DRAFT_COMPACT) /* and so does the field, beside code and "undo" */
		left -= draft_across(draft, 3 * SIZE_TILE_MM10);
	draft->short_settings = left < 0;
}

struct view_box draft_header_left(const struct draft *draft)
{
	struct setting settings[SETTINGS_MAX];
	struct view_box left = draft->header;
	int count = settings_of(draft, settings);

	if (has_rows(draft))
		left.h = setting_height(draft);
	else
		left.w = setting_box(draft, settings, count - 1).x - 2 * draft->gap_x - left.x;
	return left;
}

struct view_box draft_header_aside(struct draft *draft, const struct draft_aside *aside)
{
	struct view_box left = draft_header_left(draft);
	int w = draft_aside_width(draft, aside, left.w / 3);

	draft->header_used = w + 2 * draft->gap_x;
	return (struct view_box){left.x + left.w - w, left.y, w, setting_height(draft)};
}

int draft_header_more(const struct draft *draft)
{
	int words = draft_narrowest(draft, draft_label(draft, LABEL_MORE), draft->small_px, 1) + draft->gap_x;
	int least = draft_across(draft, SIZE_BAR_MM10);

	if (draft->short_settings || draft->mode.large)
		return least;
	return words > least ? words : least;
}

/* --- the header's left end --- */

/* How wide a short text is at the right end of the strip, in at most so many lines. */
static int right_width(const struct draft *draft, enum view_role role, const char *text, int lines)
{
	int room = role == VIEW_CODE ? 3 * draft->gap_x / 2 : draft->gap_x / 2;

	return draft_narrowest(draft, text, draft->small_px, lines) + room;
}

/* Takes its place from the strip, smaller where there is not enough. NULL: there is none. */
static struct view_element *put_right(
	struct draft *draft, struct view_box *strip, enum view_role role, const char *text, int lines_most)
{
	int lines = 2 * view_line_px(draft->small_px) <= strip->h * 9 / 10 ? lines_most : 1;
	int w = right_width(draft, role, text, lines);
	struct view_element *element;

	w = w < strip->w ? w : strip->w;
	if (w <= 0)
		return NULL;
	element = draft_add(draft, role, (struct view_box){strip->x + strip->w - w, strip->y, w, strip->h});
	strip->w -= w + draft->gap_x;
	draft_text(draft, element, text, draft->small_px);
	return element;
}

static bool shows_code_large(uint8_t screen)
{
	return screen == SCREEN_HANDOVER || screen == SCREEN_CALLBACK || screen == SCREEN_GOODBYE;
}

/* In full if that leaves half of the strip, else in brief; what is spoken is in full. */
static struct view_element *put_brief(
	struct draft *draft, struct view_box *strip, enum view_role role, const char *full, const char *brief)
{
	bool in_full = !draft->short_settings && right_width(draft, role, full, 2) <= strip->w / 2;
	struct view_element *element = put_right(draft, strip, role, in_full ? full : brief, in_full ? 2 : 1);

	if (element)
		text_copy(element->spoken, sizeof(element->spoken), text_of(full));
	return element;
}

static void put_code(struct draft *draft, struct view_box *strip)
{
	const struct effect *show = draft->show;
	char text[128];

	if (show->show.code[0] == '\0' || shows_code_large(show->show.screen))
		return;
	snprintf(text, sizeof(text), "%s %s", draft_label(draft, LABEL_YOUR_CODE), show->show.code);
	(void)put_brief(draft, strip, VIEW_CODE, text, show->show.code);
}

static void put_progress(struct draft *draft, struct view_box *strip)
{
	const struct effect *show = draft->show;
	struct values values = {0};
	struct view_element *progress;
	char text[128];
	char brief[24];
	char step[8];
	char steps[8];

	if (show->show.steps == 0)
		return;
	snprintf(step, sizeof(step), "%d", show->show.step);
	snprintf(steps, sizeof(steps), "%d", show->show.steps);
	snprintf(brief, sizeof(brief), "%s / %s", step, steps);
	values_set(&values, "step", step);
	values_set(&values, "steps", steps);
	content_fill(draft_label(draft, LABEL_STEP_OF), &values, text, sizeof(text));
	progress = put_brief(draft, strip, VIEW_PROGRESS, text, brief);
	if (!progress)
		return;
	progress->value = show->show.step;
	progress->of = show->show.steps;
}

/* To the whole of a caption that had to be shortened. */
static void put_more_said(struct draft *draft, struct view_box *strip)
{
	int w = draft_header_more(draft);
	struct view_box box = {strip->x + strip->w - w, strip->y, w, setting_height(draft)};

	if (!draft->has_more_said || draft->page >= draft->pages)
		return;
	strip->w -= w + 2 * draft->gap_x;
	draft_label_icon(draft, draft_add_page(draft, VIEW_SETTING, box, draft->pages), LABEL_MORE, VIEW_ICON_MORE,
		draft->small_px);
}

static void put_heading(struct draft *draft, struct view_box box)
{
	struct view_element *heading = draft_add(draft, VIEW_HEADING, box);
	const char *text = heading_of(draft);

	if (box.w > 0 && draft_fits(draft, heading, text, ""))
		draft_text(draft, heading, text, draft->heading_px);
	else
		draft->view->elements_count--; /* no room for it in letters that can be read */
}

void draft_header(struct draft *draft)
{
	struct view_box strip = draft_header_left(draft);

	strip.w -= draft->header_used;
	put_more_said(draft, &strip);
	if (!draft->strip_says || draft->page >= draft->pages) {
		if (draft->short_settings)
			strip.h = setting_height(draft);
		put_code(draft, &strip);
		put_progress(draft, &strip);
		if (draft->field.w > 0 && draft->field.y == draft->header.y)
			draft_field(draft, strip);
		else
			put_heading(draft, strip);
	}
	put_settings(draft);
}
