#include "view/view.h"

#include "view/view_draft.h"

#include "base/check.h"
#include "base/text.h"

#include <string.h>

bool view_bold(const struct view_element *element)
{
	switch (element->role) {
	case VIEW_HEADING:
	case VIEW_LOGO:
	case VIEW_BUTTON:
	case VIEW_PRIMARY:
	case VIEW_SETTING:
	case VIEW_LISTENING:
	case VIEW_VALUE:
	case VIEW_COUNTDOWN:
	case VIEW_CODE: return true;
	default: return false;
	}
}

static bool has_icon(const struct view_element *element)
{
	return element->icon != ICON_COUNT;
}

/* Words too long for their place leave the picture alone. */
static bool icon_is_alone(const struct view_element *element)
{
	return element->text[0] == '\0';
}

/* A wide box has its icon on the left, a high one above the text. */
static bool icon_is_left(const struct view_element *element)
{
	if (element->role == VIEW_SETTING || element->role == VIEW_LISTENING)
		return true;
	return element->role != VIEW_BUTTON && 2 * element->w >= 5 * element->h;
}

bool view_centred(const struct view_element *element)
{
	switch (element->role) {
	case VIEW_TILE:
	case VIEW_BUTTON:
	case VIEW_SETTING:
	case VIEW_LISTENING:
	case VIEW_PRIMARY: return !has_icon(element) || !icon_is_left(element);
	case VIEW_KEY:
	case VIEW_CODE:
	case VIEW_COUNTDOWN:
	case VIEW_PROGRESS: return true;
	default: return false;
	}
}

int view_line_px(int text_px)
{
	return text_px * 5 / 4;
}

static int smaller(int a, int b)
{
	return a < b ? a : b;
}

enum { TILE_ROOMY_PX = 200 }; /* a narrower one gives its words all of its width */

static struct view_box inside(const struct view_element *element)
{
	struct view_box box = {element->x, element->y, element->w, element->h};
	int pad = smaller(box.w, box.h) / 14;
	int side;

	switch (element->role) {
	case VIEW_HEADING:
	case VIEW_LOGO:
	case VIEW_TEXT:
	case VIEW_CAPTION:
	case VIEW_LABEL:
	case VIEW_VALUE:
	case VIEW_PROGRESS: return box;
	case VIEW_KEY: pad = 2; break;
	case VIEW_SETTING: pad = 3; break;
	case VIEW_TILE:
		pad = smaller(box.w, box.h) / 36; /* its words are short and centred */
		pad = pad < 3 ? 3 : smaller(pad, 12);
		break;
	default: pad = pad < 4 ? 4 : smaller(pad, 18); break;
	}
	side = pad;
	if (element->role == VIEW_TILE && box.w > TILE_ROOMY_PX)
		side = smaller(box.w / 24, 18);
	if (element->role == VIEW_FIELD)
		side = 2 * pad;
	if (element->role == VIEW_BUTTON)
		side = pad + box.w / 60;
	return (struct view_box){box.x + side, box.y + pad, box.w - 2 * side, box.h - 2 * pad};
}

static int lines_height(const char *text, int px)
{
	int lines = 1;

	for (; *text; text++)
		lines += *text == '\n';
	return lines * view_line_px(px);
}

/* --- where icon, text and reason stand --- */

enum {
	ICON_FIT_PCT = 36,   /* of the inside's height: what words are fitted beside */
	ICON_SHOWN_PCT = 40, /* of the element's height: what it grows to where they left room */
	ICON_GAP_PX = 2,
	ICON_AIR_PARTS = 6 /* so much of the inside stays empty, above and below the block together */
};

/* Of an icon above the words, while these are being fitted. */
static int icon_fit_side(struct view_box box)
{
	return smaller(box.h * ICON_FIT_PCT / 100, box.w / 2);
}

/* What text and reason take, of each as many lines as they are broken to. */
static int words_height(const struct view_element *element)
{
	int all = lines_height(element->text, element->text_px);

	if (element->reason[0] != '\0' && element->reason_px > 0)
		all += lines_height(element->reason, element->reason_px);
	return all;
}

/* Of an icon above the words, once these are set. */
static int icon_shown_side(const struct view_element *element, struct view_box box)
{
	int least = icon_fit_side(box);
	int most = smaller(element->h * ICON_SHOWN_PCT / 100, box.w / 2);

	most = smaller(most, box.h - box.h / ICON_AIR_PARTS - ICON_GAP_PX - words_height(element));
	return most > least ? most : least;
}

/* The icon on the left, or alone. */
static struct view_box icon_beside(const struct view_element *element, struct view_box box)
{
	int side;

	if (icon_is_alone(element)) {
		side = smaller(box.w, box.h) * 3 / 4;
		return (struct view_box){box.x + (box.w - side) / 2, box.y + (box.h - side) / 2, side, side};
	}
	side = smaller(box.h * 6 / 10, box.w / 4);
	return (struct view_box){box.x + side / 6, box.y + (box.h - side) / 2, side, side};
}

static bool icon_is_above(const struct view_element *element)
{
	return has_icon(element) && !icon_is_alone(element) && !icon_is_left(element);
}

struct view_box view_icon_box(const struct view_element *element)
{
	struct view_box box = inside(element);
	int side;

	if (!has_icon(element))
		return (struct view_box){box.x, box.y, 0, 0};
	if (!icon_is_above(element))
		return icon_beside(element, box);
	side = icon_shown_side(element, box);
	box.y += (box.h - side - ICON_GAP_PX - words_height(element)) / 2;
	return (struct view_box){box.x + (box.w - side) / 2, box.y, side, side};
}

struct view_box view_text_room(const struct view_element *element)
{
	struct view_box box = inside(element);
	struct view_box icon;
	int taken;

	if (!has_icon(element))
		return box;
	if (icon_is_above(element)) {
		taken = icon_fit_side(box) + ICON_GAP_PX;
		return (struct view_box){box.x, box.y + taken, box.w, box.h - taken};
	}
	icon = icon_beside(element, box);
	taken = icon.x + icon.w + icon.w / 3 - box.x;
	return (struct view_box){box.x + taken, box.y, box.w - taken, box.h};
}

/* Icon, text and reason stand as one block in the middle of their room. */
struct view_box view_text_box(const struct view_element *element)
{
	struct view_box box = view_text_room(element);
	bool has_reason = element->reason[0] != '\0' && element->reason_px > 0;
	struct view_box icon;

	if (!icon_is_above(element) && !has_reason)
		return box;
	if (icon_is_above(element)) {
		icon = view_icon_box(element);
		box.y = icon.y + icon.h + ICON_GAP_PX;
	} else {
		box.y += (box.h - words_height(element)) / 2;
	}
	box.h = lines_height(element->text, element->text_px);
	return box;
}

struct view_box view_reason_box(const struct view_element *element)
{
	struct view_box box = view_text_box(element);

	box.y += box.h;
	box.h = lines_height(element->reason, element->reason_px);
	return box;
}

bool view_covers(const struct view_element *e, int x, int y)
{
	return x >= e->x && x < e->x + e->w && y >= e->y && y < e->y + e->h;
}

const struct view_element *view_at(const struct view *view, int x, int y)
{
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (e->action != VIEW_NO_ACTION && view_covers(e, x, y))
			return e;
	}
	return NULL;
}

static void clear(struct view *view, const struct board_screen *board, uint8_t screen)
{
	memset(view, 0, offsetof(struct view, elements)); /* an element is cleared when it is taken */
	view->width_px = board->width_px;
	view->height_px = board->height_px;
	view->screen = screen;
}

/* A screen whose entry nobody gave yet is shown with an empty one. */
static struct entry entry_for(const struct view_of *of)
{
	const struct content *content = of->content;
	const struct effect *show = of->show;
	struct entry empty = {0};

	if (of->entry)
		return *of->entry;
	if (show->show.screen == SCREEN_SLOT && show->show.slot != NONE16)
		empty.kind = (uint8_t)entry_kind_of(content, show->show.slot);
	if (show->show.screen == SCREEN_WHY)
		empty.kind = ENTRY_LETTERS;
	return empty;
}

static void lay_body(struct draft *draft)
{
	if (draft->result[0] != '\0') {
		draft_result(draft);
		return;
	}
	switch (draft->show->show.screen) {
	case SCREEN_LANGUAGE: draft_languages(draft); break;
	case SCREEN_MENU: draft_menu(draft); break;
	case SCREEN_SLOT:
	case SCREEN_WHY:
	case SCREEN_HANDOVER:
	case SCREEN_CALLBACK: draft_slot(draft); break;
	case SCREEN_REVIEW: draft_review(draft); break;
	case SCREEN_SURVEY: draft_survey(draft); break;
	default: draft_talk(draft); break;
	}
	if (draft->field.w == 0 || draft->field.y == draft->header.y)
		return; /* there is none, or it stands in the header */
	if (draft->strip_says)
		draft->field.w -= draft->header_used;
	if (draft->strip_says && draft->has_more_said)
		draft->field.w -= draft_header_more(draft) + 2 * draft->gap_x;
	draft_field(draft, draft->field);
}

/* The pages of the body come first, then those of a caption that had to be shortened. */
static void lay_page(struct draft *draft, int wanted)
{
	int pages;

	draft->page = wanted;
	lay_body(draft);
	pages = draft->pages + (draft->has_more_said ? draft_said_pages(draft) : 0);
	if (draft->page >= pages)
		draft->page = pages - 1;
	if (draft->page >= draft->pages) {
		draft->view->elements_count = 0;
		draft_said_page(draft, draft->page - draft->pages);
	}
	draft->view->page = (uint8_t)draft->page;
	draft->view->pages = (uint8_t)pages;
}

void view_build(struct view *view, const struct board_screen *board, const struct view_measure *measure,
	const struct view_of *of)
{
	const struct effect *show = of->show;
	struct entry own = entry_for(of);
	struct draft draft = {.view = view,
		.board = board,
		.measure = measure,
		.content = of->content,
		.show = show,
		.entry = &own,
		.said = of->said ? of->said : "",
		.asked = of->asked ? of->asked : "",
		.result = of->result ? of->result : "",
		.mode = of->mode,
		.language = show->show.language};

	CHECK(show->kind == EFFECT_SHOW);
	if (show->show.screen == SCREEN_ATTRACT) {
		view_build_attract(view, board, measure, &(struct view_idle){.content = of->content, .mode = of->mode});
		return;
	}
	clear(view, board, show->show.screen);
	view->contrast = of->mode.contrast;
	if (show->show.language < of->content->site.languages_count)
		text_copy(view->language, sizeof(view->language),
			text_of(content_string(of->content, of->content->site.language[show->show.language])));
	draft_begin(&draft);
	if (show->show.screen == SCREEN_GOODBYE) /* no bar: there is nothing to go on with */
		draft.body.h = draft.bar.y + draft.bar.h - draft.body.y;
	lay_page(&draft, of->page);
	draft_header(&draft);
	if (show->show.screen != SCREEN_GOODBYE)
		draft_bar(&draft);
	entry_wipe(&own);
}

void view_build_attract(struct view *view, const struct board_screen *board, const struct view_measure *measure,
	const struct view_idle *idle)
{
	static const struct entry nothing = {0};
	struct draft draft = {.view = view,
		.board = board,
		.measure = measure,
		.content = idle->content,
		.entry = &nothing,
		.said = "",
		.asked = "",
		.result = "",
		.mode = idle->mode};

	clear(view, board, SCREEN_ATTRACT);
	view->contrast = idle->mode.contrast;
	view->pages = 1;
	draft_begin(&draft);
	draft_attract(&draft, idle);
}

void view_build_notice(struct view *view, const struct board_screen *board, const struct view_measure *measure,
	const struct view_notice *notice)
{
	static const struct entry nothing = {0};
	struct draft draft = {.view = view,
		.board = board,
		.measure = measure,
		.entry = &nothing,
		.said = "",
		.asked = "",
		.result = "",
		.mode = notice->mode};
	struct view_element *button;
	struct view_box row;

	clear(view, board, SCREEN_NOTICE);
	view->contrast = notice->mode.contrast;
	view->pages = 1;
	draft_begin(&draft);
	draft_text(&draft, draft_add(&draft, VIEW_HEADING, draft.header), notice->title, draft.heading_px * 5 / 4);
	draft_text(&draft, draft_add(&draft, VIEW_CAPTION, draft_whole(&draft)), notice->text, draft.body_px * 3 / 2);
	if (!notice->button)
		return;
	row = draft.bar;
	row.w = draft_column(&draft, row, 2, 0).w;
	button = draft_add(&draft, VIEW_PRIMARY, row);
	button->action = VIEW_CHANGE;
	button->index = notice->change;
	draft_text(&draft, button, notice->button, draft.body_px);
}
