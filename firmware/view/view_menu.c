/* The menu with its fixed places, choices of a slot or of topics, languages. */
#include "view/view_draft.h"

#include "base/text.h"
#include "learn/walk.h"

#include <string.h>

/* What a menu has at most: its items, and on the start screen the places with a reason. */
enum {
	MENU_TILES_MAX = MENU_CHILDREN_MAX + OFTEN_COUNT + 1,
	MENU_OFTEN = MENU_CHILDREN_MAX,
	MENU_NOW = MENU_OFTEN + OFTEN_COUNT
};

/* --- what stands on a tile --- */

static uint16_t choice_text(const struct draft *draft, const struct choice *choice)
{
	const struct content *c = draft->content;

	switch (choice->kind) {
	case CHOICE_ITEM:
	case CHOICE_OFTEN:
	case CHOICE_NOW:
	case CHOICE_RISING: return content_item(c, choice->index)->label;
	case CHOICE_TOPIC: return content_topic(c, choice->index)->title;
	case CHOICE_SLOT: return content_slot(c, choice->index)->label;
	case CHOICE_OPTION: return content_slot_choice(c, draft->show->show.slot, choice->index)->label;
	default: return NONE16;
	}
}

/* On a low board the tile says that there is a reason; the caption says which. */
static uint16_t choice_reason(const struct draft *draft, const struct choice *choice)
{
	if (choice->kind == CHOICE_OFTEN)
		return draft->content->label[LABEL_OFTEN];
	if (choice->kind == CHOICE_RISING)
		return draft->content->label[LABEL_RISING];
	if (choice->kind == CHOICE_NOW)
		return draft->form == DRAFT_COMPACT ? draft->content->label[LABEL_NOW]
						    : draft->content->site.now_reason;
	return NONE16;
}

static struct draft_tile tile_of(const struct draft *draft, uint8_t at)
{
	const struct choice *choice = &draft->show->show.choices.list[at];
	struct draft_tile tile = {.text = choice_text(draft, choice),
		.reason = choice_reason(draft, choice),
		.language = (uint8_t)choice->index,
		.icon = ICON_COUNT,
		.choice = at};

	if (choice->kind <= CHOICE_RISING)
		tile.icon = (uint8_t)content_item(draft->content, choice->index)->icon;
	return tile;
}

/* --- the menu --- */

/* 7 inch: two rows of five. The right column and the last place before it are for the reasons. */
static void places_compact(const struct draft *draft, struct view_box out[MENU_TILES_MAX])
{
	static const uint8_t cell_of[MENU_TILES_MAX] = {0, 1, 2, 3, 5, 6, 7, 4, 9, 8};

	for (int i = 0; i < MENU_TILES_MAX; i++)
		out[i] = draft_cell(draft, draft->body, 5, 2, cell_of[i]);
}

/* Items in rows of `columns`, below them one row for the three reasons, or two. */
static void places_rows(const struct draft *draft, int columns, int reason_rows, struct view_box out[MENU_TILES_MAX])
{
	int item_rows = (MENU_CHILDREN_MAX + columns - 1) / columns;
	int rows = item_rows + reason_rows;
	struct view_box items = draft->body;
	struct view_box row;

	items.h = (draft->body.h - (rows - 1) * draft->gap_y) / rows * item_rows + (item_rows - 1) * draft->gap_y;
	for (int i = 0; i < MENU_CHILDREN_MAX; i++)
		out[i] = draft_cell(draft, items, columns, item_rows, i);
	row = (struct view_box){items.x, items.y + items.h + draft->gap_y, items.w, out[0].h};
	for (int i = 0; i < OFTEN_COUNT; i++)
		out[MENU_OFTEN + i] = draft_column(draft, row, reason_rows == 1 ? 3 : 2, i);
	if (reason_rows == 1) {
		out[MENU_NOW] = draft_column(draft, row, 3, 2);
		return;
	}
	row.y += row.h + draft->gap_y;
	out[MENU_NOW] = row;
}

/* Arrangement number `at` of the boards of this form; false: there are no more. */
static bool arrange(const struct draft *draft, int at, struct view_box out[MENU_TILES_MAX])
{
	static const uint8_t tall[][2] = {{2, 2}, {3, 1}};
	static const uint8_t wide[][2] = {{4, 1}, {5, 1}};
	const uint8_t(*tries)[2] = draft->form == DRAFT_TALL ? tall : wide;

	if (draft->form == DRAFT_COMPACT ? at > 0 : at > 1)
		return false;
	if (draft->form == DRAFT_COMPACT)
		places_compact(draft, out);
	else
		places_rows(draft, tries[at][0], tries[at][1], out);
	return true;
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

/* The tiles in the order of their places. A place nobody offers just now stays empty. */
static int menu_tiles(const struct draft *draft, struct draft_tile out[MENU_TILES_MAX])
{
	const struct choices *choices = &draft->show->show.choices;
	int items = 0;

	for (int i = 0; i < MENU_TILES_MAX; i++)
		out[i] = (struct draft_tile){.choice = CHOICES_MAX, .reason = NONE16};
	for (uint8_t i = 0; i < choices->count; i++) {
		int place = MENU_NOW;

		if (choices->list[i].kind == CHOICE_ITEM)
			place = authored_place(draft->content, choices->list[i].index);
		else if (choices->list[i].kind == CHOICE_OFTEN)
			place = choices->list[i].key == KEY_OFTEN ? MENU_OFTEN : MENU_OFTEN + 1; /* it never moves */
		out[place] = tile_of(draft, i);
		if (place < MENU_OFTEN && place >= items)
			items = place + 1;
	}
	return items;
}

/* Behind the items' places, also the empty ones, those with a reason: empty or not, so that none moves up. */
static int in_a_row(const struct draft *draft, struct draft_tile tiles[MENU_TILES_MAX], int items)
{
	for (int i = MENU_OFTEN; i < MENU_TILES_MAX && draft->show->show.parent == NONE16; i++)
		tiles[items++] = tiles[i];
	return items;
}

/* What the business put into a reserved place. */
static struct draft_tile usual_tile(const struct draft *draft, uint16_t item, enum choice_kind kind)
{
	const struct choice choice = {.kind = (uint8_t)kind, .index = item};

	return (struct draft_tile){.text = choice_text(draft, &choice), .reason = choice_reason(draft, &choice)};
}

/* The arrangement is chosen by what the business put there, not by what is learned: no tile moves for that. */
static void set_usual(
	const struct draft *draft, struct draft_tile tiles[MENU_TILES_MAX], struct draft_tile usual[OFTEN_COUNT + 1])
{
	const struct content_site *site = &draft->content->site;

	for (int i = 0; i < OFTEN_COUNT; i++)
		usual[i] = usual_tile(draft, site->often[i], CHOICE_OFTEN);
	if (site->now_item == NONE16)
		usual[OFTEN_COUNT] = usual_tile(draft, site->often[0], CHOICE_RISING);
	else
		usual[OFTEN_COUNT] = usual_tile(draft, site->now_item, CHOICE_NOW);
	for (int i = 0; i <= OFTEN_COUNT; i++)
		tiles[MENU_OFTEN + i].usual = &usual[i];
}

static void lay_menu(struct draft *draft)
{
	struct draft_tile tiles[MENU_TILES_MAX];
	struct draft_tile usual[OFTEN_COUNT + 1];
	struct view_box places[MENU_TILES_MAX];
	int items = menu_tiles(draft, tiles);

	if (draft->show->show.parent == NONE16)
		set_usual(draft, tiles, usual);
	for (int at = 0; arrange(draft, at, places); at++) {
		for (int i = 0; i < MENU_TILES_MAX; i++)
			tiles[i].at = places[i];
		if (draft_tiles_fit(draft, tiles, MENU_TILES_MAX)) {
			draft_put_tiles(draft, tiles, MENU_TILES_MAX);
			return;
		}
	}
	draft_lay_tiles(draft, draft->body, tiles, in_a_row(draft, tiles, items));
}

static bool has_place(uint8_t kind)
{
	return kind == CHOICE_ITEM || kind == CHOICE_OFTEN || kind == CHOICE_NOW || kind == CHOICE_RISING;
}

void draft_menu(struct draft *draft)
{
	const struct choices *choices = &draft->show->show.choices;
	struct draft_aside undo = {LABEL_UNDO, TARGET_UNDO, draft->show->show.can_undo};

	draft_caption_beside(draft, &undo);
	for (uint8_t i = 0; i < choices->count; i++) {
		if (!has_place(choices->list[i].kind)) {
			draft_choices(draft, draft->body);
			return;
		}
	}
	lay_menu(draft);
}

/* --- other choices --- */

void draft_choices(struct draft *draft, struct view_box box)
{
	struct draft_tile tiles[CHOICES_MAX];
	int count = draft->show->show.choices.count;

	for (uint8_t i = 0; i < count; i++)
		tiles[i] = tile_of(draft, i);
	draft_lay_tiles(draft, box, tiles, count);
}

void draft_languages(struct draft *draft)
{
	const struct content_site *site = &draft->content->site;
	struct draft_tile tiles[LANGUAGES_MAX];

	draft_caption_beside(draft, &(struct draft_aside){.is = false});
	if (draft->show->show.choices.count > 0) {
		draft_choices(draft, draft->body);
		return;
	}
	for (uint8_t l = 0; l < site->languages_count; l++)
		tiles[l] = (struct draft_tile){.text = NONE16, .reason = NONE16, .language = l, .icon = ICON_COUNT};
	draft_lay_tiles(draft, draft->body, tiles, (int)site->languages_count);
}
