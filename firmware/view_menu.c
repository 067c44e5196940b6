/* Tiles: the menu with its fixed places, choices of a slot or of topics, languages. */
#include "view_draft.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* Where a menu's tiles stand: as many columns for the items, in rows; the places with a reason beside or below them.
 * The places are there on every menu, used or not, so that nothing ever moves. */
struct places {
	struct view_box item[MENU_CHILDREN_MAX];
	struct view_box often[OFTEN_COUNT];
	struct view_box now;
};

/* 7 inch: two rows of five. The right column and the last place before it are for the reasons. */
static void places_compact(const struct draft *draft, struct places *out)
{
	static const uint8_t cell_of_item[MENU_CHILDREN_MAX] = {0, 1, 2, 3, 5, 6, 7};

	for (int i = 0; i < MENU_CHILDREN_MAX; i++)
		out->item[i] = draft_cell(draft, draft->body, 5, 2, cell_of_item[i]);
	out->often[0] = draft_cell(draft, draft->body, 5, 2, 4);
	out->often[1] = draft_cell(draft, draft->body, 5, 2, 9);
	out->now = draft_cell(draft, draft->body, 5, 2, 8);
}

/* Items in rows of `columns`, below them one row for the three reasons, or two. */
static void places_rows(const struct draft *draft, int columns, int reason_rows, struct places *out)
{
	int item_rows = (MENU_CHILDREN_MAX + columns - 1) / columns;
	int rows = item_rows + reason_rows;
	struct view_box items = draft->body;
	struct view_box row;

	items.h = (draft->body.h - (rows - 1) * draft->gap_y) / rows * item_rows + (item_rows - 1) * draft->gap_y;
	for (int i = 0; i < MENU_CHILDREN_MAX; i++)
		out->item[i] = draft_cell(draft, items, columns, item_rows, i);
	row = (struct view_box){items.x, items.y + items.h + draft->gap_y, items.w, out->item[0].h};
	for (int i = 0; i < OFTEN_COUNT; i++)
		out->often[i] = draft_column(draft, row, reason_rows == 1 ? 3 : 2, i);
	if (reason_rows == 1) {
		out->now = draft_column(draft, row, 3, 2);
		return;
	}
	row.y += row.h + draft->gap_y;
	out->now = row;
}

static bool large_enough(const struct draft *draft, const struct places *places)
{
	int w = draft_across(draft, SIZE_TILE_MM10);
	int h = draft_down(draft, SIZE_TILE_MM10);

	return places->item[0].w >= w && places->item[0].h >= h && places->often[0].w >= w && places->now.w >= w;
}

static void find_places(const struct draft *draft, struct places *out)
{
	static const uint8_t tall[][2] = {{2, 2}, {3, 1}};
	static const uint8_t wide[][2] = {{4, 1}, {5, 1}};
	const uint8_t(*tries)[2] = draft->form == DRAFT_TALL ? tall : wide;

	for (int i = 0; i < 2; i++) {
		places_rows(draft, tries[i][0], tries[i][1], out);
		if (large_enough(draft, out))
			return;
	}
	places_compact(draft, out);
}

/* The item's place among its brothers as authored: the spoken order may change, the place may not. */
static int authored_place(const struct content *c, uint16_t item)
{
	uint16_t parent = content_item(c, item)->parent;
	const uint16_t *brothers = parent == NONE16 ? c->top : content_item(c, parent)->children;
	int count = parent == NONE16 ? c->top_count : content_item(c, parent)->children_count;

	for (int i = 0; i < count; i++) {
		if (brothers[i] == item)
			return i;
	}
	return 0;
}

static uint16_t choice_text(const struct draft *draft, const struct choice *choice)
{
	const struct content *c = draft->content;

	switch (choice->kind) {
	case CHOICE_ITEM:
	case CHOICE_OFTEN:
	case CHOICE_NOW: return content_item(c, choice->index)->label;
	case CHOICE_TOPIC: return content_topic(c, choice->index)->title;
	case CHOICE_SLOT: return content_slot(c, choice->index)->label;
	case CHOICE_OPTION: return content_slot_choice(c, draft->show->show.slot, choice->index)->label;
	default: return NONE16;
	}
}

static const char *choice_reason(const struct draft *draft, const struct choice *choice)
{
	if (choice->kind == CHOICE_OFTEN)
		return draft_label(draft, LABEL_OFTEN);
	if (choice->kind == CHOICE_NOW)
		return content_text(draft->content, draft->content->site.now_reason, draft->language, 0);
	return "";
}

/* Icons help to find a thing again; on a small tile the words need the room. */
static uint8_t choice_icon(const struct draft *draft, const struct choice *choice, struct view_box box)
{
	bool small = box.h < draft_down(draft, 170) || box.w < draft_across(draft, 260);

	if (choice->kind > CHOICE_NOW || small)
		return ICON_COUNT;
	if (choice->kind != CHOICE_ITEM && box.w < 2 * box.h)
		return ICON_COUNT;
	return (uint8_t)content_item(draft->content, choice->index)->icon;
}

static void put_choice(struct draft *draft, uint8_t at, struct view_box box)
{
	const struct choice *choice = &draft->show->show.choices.list[at];
	struct view_element *tile = draft_add(draft, VIEW_TILE, box);
	const char *reason = choice_reason(draft, choice);
	const char *text;

	if (choice->kind == CHOICE_LANGUAGE)
		text = content_string(draft->content, draft->content->site.language_name[choice->index]);
	else
		text = content_text(draft->content, choice_text(draft, choice), draft->language, 0);
	tile->action = VIEW_TARGET;
	tile->target = TARGET_CHOICE;
	tile->index = at;
	tile->key = choice->key;
	tile->icon = choice_icon(draft, choice, box);
	if (reason[0] != '\0')
		draft_text_reason(draft, tile, text, reason, draft->body_px);
	else
		draft_text(draft, tile, text, draft->body_px);
}

static bool has_place(uint8_t kind)
{
	return kind == CHOICE_ITEM || kind == CHOICE_OFTEN || kind == CHOICE_NOW;
}

void draft_menu(struct draft *draft)
{
	const struct choices *choices = &draft->show->show.choices;
	struct draft_aside undo = {LABEL_UNDO, TARGET_UNDO, draft->show->show.can_undo};
	struct places places;
	unsigned first;
	int often = 0;

	draft_caption_beside(draft, &undo);
	for (uint8_t i = 0; i < choices->count; i++) {
		if (!has_place(choices->list[i].kind)) {
			draft_choices(draft, draft->body);
			return;
		}
	}
	find_places(draft, &places);
	first = draft->view->elements_count;
	for (uint8_t i = 0; i < choices->count; i++) {
		const struct choice *choice = &choices->list[i];

		if (choice->kind == CHOICE_ITEM)
			put_choice(draft, i, places.item[authored_place(draft->content, choice->index)]);
	}
	draft_even(draft, first, VIEW_TILE);
	first = draft->view->elements_count;
	for (uint8_t i = 0; i < choices->count; i++) {
		const struct choice *choice = &choices->list[i];

		if (choice->kind == CHOICE_OFTEN && often < OFTEN_COUNT)
			put_choice(draft, i, places.often[often++]);
		if (choice->kind == CHOICE_NOW)
			put_choice(draft, i, places.now);
	}
	draft_even(draft, first, VIEW_TILE);
}

/* Columns so that the tiles are large enough and more wide than high. */
static int columns_for(const struct draft *draft, struct view_box box, int count)
{
	int most = draft->form == DRAFT_TALL ? 2 : 5;

	for (int columns = draft->form == DRAFT_TALL && count <= 4 ? 1 : 2; columns < most; columns++) {
		int rows = (count + columns - 1) / columns;
		int h = (box.h - (rows - 1) * draft->gap_y) / rows;

		if (h >= draft_down(draft, SIZE_TILE_MM10))
			return columns;
	}
	return most;
}

void draft_choices(struct draft *draft, struct view_box box)
{
	const struct choices *choices = &draft->show->show.choices;
	int columns = columns_for(draft, box, choices->count);
	int rows = (choices->count + columns - 1) / columns;
	int most = draft_down(draft, (draft->form == DRAFT_TALL ? 5 : 3) * SIZE_TILE_MM10 / 2);
	unsigned first = draft->view->elements_count;

	if (rows == 0)
		return;
	box = draft_low(draft, box, most * rows + (rows - 1) * draft->gap_y);
	for (uint8_t i = 0; i < choices->count; i++)
		put_choice(draft, i, draft_cell(draft, box, columns, rows, i));
	draft_even(draft, first, VIEW_TILE);
}

void draft_languages(struct draft *draft)
{
	const struct content_site *site = &draft->content->site;
	struct view_box box = draft->body;
	int most = draft_down(draft, 2 * SIZE_TILE_MM10);

	draft_caption(draft, draft->caption);
	if (draft->show->show.choices.count > 0) {
		draft_choices(draft, box);
		return;
	}
	box = draft_low(draft, box, most);
	for (uint8_t l = 0; l < site->languages_count; l++) {
		struct view_element *tile =
			draft_add(draft, VIEW_TILE, draft_column(draft, box, (int)site->languages_count, l));

		tile->action = VIEW_TARGET;
		tile->target = TARGET_LANGUAGE;
		tile->index = l;
		draft_text(draft, tile, content_string(draft->content, site->language_name[l]), draft->heading_px);
	}
}
