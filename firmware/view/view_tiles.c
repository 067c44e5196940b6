/* Tiles: as large as a finger needs, in letters that can be read, on as few pages as that takes. Where a tile stands
 * follows from its place in the list and from the longest words of all languages, never from what is shown just now. */
#include "view/view_draft.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { SIDE_MAX = 7, SHAPE_PCT = 200 /* the width of a handsome tile to its height */, EMPTY_COSTS = 30 };

struct grid {
	int columns, rows; /* 0: none was found */
};

static const char *tile_text(const struct draft *draft, const struct draft_tile *tile, uint8_t language)
{
	const struct content *c = draft->content;

	if (tile->text == NONE16)
		return content_string(c, c->site.language_name[tile->language]);
	return content_text(c, tile->text, language, 0);
}

static bool is_there(const struct draft_tile *tile)
{
	return tile->choice < CHOICES_MAX;
}

static bool tile_fits(const struct draft *draft, const struct draft_tile *tile, struct view_box box, bool icons)
{
	struct view_element probe = {.role = VIEW_TILE,
		.x = (int16_t)box.x,
		.y = (int16_t)box.y,
		.w = (int16_t)box.w,
		.h = (int16_t)box.h,
		.icon = icons ? tile->icon : ICON_COUNT};

	for (uint8_t l = 0; l < draft->content->site.languages_count && is_there(tile); l++) {
		const char *reason = content_text(draft->content, tile->reason, l, 0);

		if (!draft_fits(draft, &probe, tile_text(draft, tile, l), reason))
			return false;
	}
	return true;
}

static const struct draft_tile *usual_of(const struct draft_tile *tile)
{
	return tile->usual ? tile->usual : tile;
}

static bool large_enough(const struct draft *draft, struct view_box box)
{
	return box.w >= draft_across(draft, SIZE_TILE_MM10) && box.h >= draft_down(draft, SIZE_TILE_MM10);
}

bool draft_tiles_fit(const struct draft *draft, const struct draft_tile *tiles, int count)
{
	for (int i = 0; i < count; i++) {
		if (!large_enough(draft, tiles[i].at) || !tile_fits(draft, usual_of(&tiles[i]), tiles[i].at, false))
			return false;
	}
	return true;
}

static void put_tile(struct draft *draft, const struct draft_tile *tile, bool icons)
{
	const struct content *c = draft->content;
	struct view_element *element = draft_add_target(draft, VIEW_TILE, tile->at, TARGET_CHOICE, tile->choice);
	const char *reason = content_text(c, tile->reason, draft->language, 0);
	const char *text = tile_text(draft, tile, draft->language);

	element->key = draft->show->show.choices.list[tile->choice].key;
	element->icon = icons ? tile->icon : ICON_COUNT;
	element->bright = draft->show->show.choices.list[tile->choice].bright;
	if (tile->text == NONE16 && draft->show->show.choices.count == 0) {
		element->target = TARGET_LANGUAGE; /* the first screen: nothing is offered yet but the languages */
		element->index = tile->language;
		element->key = 0;
	}
	if (reason[0] == '\0') {
		draft_text(draft, element, text, draft->body_px);
		return;
	}
	if (tile->reason == c->label[LABEL_NOW]) /* the screen has the whole sentence in its caption */
		snprintf(element->spoken, sizeof(element->spoken), "%s. %s: %s.", text, reason,
			content_text(c, c->site.now_reason, draft->language, 0));
	if (!draft_fits(draft, element, text, reason) && draft_fits(draft, element, text, "")) {
		if (element->spoken[0] == '\0')
			snprintf(element->spoken, sizeof(element->spoken), "%s. %s.", text, reason);
		draft_text(draft, element, text, draft->body_px); /* learned into a place that is small for both */
		return;
	}
	draft_text_reason(draft, element, text, reason, draft->body_px);
}

/* Some of a list whose places are all known. Those with a reason are set by themselves: their smaller letters should
 * not make all others small. Pictures if all of the kind have room for one. */
static void put_some(struct draft *draft, const struct draft_tile *tiles, int count, int first, int end)
{
	for (int reasons = 0; reasons < 2; reasons++) {
		unsigned begin = draft->view->elements_count;
		bool icons = true;

		for (int i = 0; i < count; i++) {
			if ((tiles[i].reason != NONE16) == (reasons == 1))
				icons = icons && tile_fits(draft, &tiles[i], tiles[i].at, true);
		}
		for (int i = first; i < end; i++) {
			if (is_there(&tiles[i]) && (tiles[i].reason != NONE16) == (reasons == 1))
				put_tile(draft, &tiles[i], icons);
		}
		draft_even(draft, begin, VIEW_TILE);
	}
}

void draft_put_tiles(struct draft *draft, const struct draft_tile *tiles, int count)
{
	put_some(draft, tiles, count, 0, count);
}

/* --- a grid of equal tiles --- */

static struct view_box grid_box(const struct draft *draft, struct view_box box, int rows)
{
	int most = draft_down(draft, (draft->form == DRAFT_TALL ? 5 : 3) * SIZE_TILE_MM10 / 2);

	if (draft->form == DRAFT_TALL)
		most = box.h / 5 > most ? box.h / 5 : most;
	return draft_low(draft, box, most * rows + (rows - 1) * draft->gap_y);
}

static bool grid_fits(
	const struct draft *draft, struct view_box box, struct grid grid, const struct draft_tile *tiles, int count)
{
	struct view_box cell = draft_cell(draft, grid_box(draft, box, grid.rows), grid.columns, grid.rows, 0);

	if (!large_enough(draft, cell))
		return false;
	for (int i = 0; i < count; i++) {
		if (!tile_fits(draft, usual_of(&tiles[i]), cell, false))
			return false;
	}
	return true;
}

/* How far from handsome a grid is for so many tiles. */
static int grid_costs(const struct draft *draft, struct view_box box, struct grid grid, int count)
{
	struct view_box cell = draft_cell(draft, grid_box(draft, box, grid.rows), grid.columns, grid.rows, 0);
	int pct = cell.w * 100 / (cell.h > 0 ? cell.h : 1);
	int empty = grid.columns * grid.rows - count;
	int costs = pct > SHAPE_PCT ? pct * 100 / SHAPE_PCT : SHAPE_PCT * 100 / (pct > 0 ? pct : 1);

	return costs + (empty > 0 ? empty * EMPTY_COSTS : 0);
}

/* For all of them at once. */
static struct grid find_grid(const struct draft *draft, struct view_box box, const struct draft_tile *tiles, int count)
{
	struct grid best = {0};
	int least = 0;

	for (int columns = 1; columns <= SIDE_MAX; columns++) {
		struct grid grid = {columns, (count + columns - 1) / columns};
		int costs;

		if (columns > count || !grid_fits(draft, box, grid, tiles, count))
			continue;
		costs = grid_costs(draft, box, grid, count);
		if (best.columns == 0 || costs < least) {
			best = grid;
			least = costs;
		}
	}
	return best;
}

/* For pages of them: the grid with the most places. If words fit none, the one with the fewest. */
static struct grid find_page_grid(
	const struct draft *draft, struct view_box box, const struct draft_tile *tiles, int count)
{
	struct grid best = {0};
	int least = 0;

	for (int columns = 1; columns <= SIDE_MAX; columns++) {
		for (int rows = 1; rows <= SIDE_MAX; rows++) {
			struct grid grid = {columns, rows};
			int places = columns * rows;
			int costs = grid_costs(draft, box, grid, places);
			bool better = places > best.columns * best.rows ||
				      (places == best.columns * best.rows && costs < least);

			if (!better || !grid_fits(draft, box, grid, tiles, count))
				continue;
			best = grid;
			least = costs;
		}
	}
	return best.columns > 0 ? best : (struct grid){1, 2};
}

/* Page by page from the first place on. */
static void set_places(
	const struct draft *draft, struct view_box box, struct grid grid, struct draft_tile *tiles, int count)
{
	int places = grid.columns * grid.rows;

	box = grid_box(draft, box, grid.rows);
	for (int i = 0; i < count; i++)
		tiles[i].at = draft_cell(draft, box, grid.columns, grid.rows, i % places);
}

/* --- pages --- */

/* The place of "more": the same on every page. On a wide board a column at the right, else a row below. */
static struct view_box take_more(const struct draft *draft, struct view_box *box)
{
	struct view_box more = *box;
	int words = draft_narrowest(draft, draft_label(draft, LABEL_MORE), draft->least_px, 1) + draft->gap_x;

	for (uint8_t l = 0; l < draft->content->site.languages_count; l++) {
		const char *text = content_text(draft->content, draft->content->label[LABEL_MORE], l, 0);
		int w = draft_narrowest(draft, text, draft->least_px, 1) + draft->gap_x;

		words = w > words ? w : words;
	}
	if (draft->form == DRAFT_TALL)
		return draft_take_below(draft, box, draft_row_height(draft));
	more.w = draft_across(draft, SIZE_TILE_MM10);
	more.w = words > more.w && words < box->w / 4 ? words : more.w;
	more.x = box->x + box->w - more.w;
	box->w -= more.w + draft->gap_x;
	return more;
}

struct group {
	struct draft_tile *tiles;
	int count;
	struct grid grid;
	int pages;
};

static struct group group_of(const struct draft *draft, struct view_box box, struct draft_tile *tiles, int count)
{
	struct group group = {tiles, count, {0}, 0};
	int places;

	if (count == 0)
		return group;
	group.grid = find_page_grid(draft, box, tiles, count);
	places = group.grid.columns * group.grid.rows;
	group.pages = (count + places - 1) / places;
	return group;
}

static void put_page(struct draft *draft, struct view_box box, const struct group *group, int page)
{
	int places = group->grid.columns * group->grid.rows;
	int first = page * places;
	int end = group->count < first + places ? group->count : first + places;

	set_places(draft, box, group->grid, group->tiles, group->count);
	put_some(draft, group->tiles, group->count, first, end);
}

static void lay_pages(struct draft *draft, struct view_box box, struct draft_tile *tiles, int count)
{
	struct view_box more = take_more(draft, &box);
	struct group plain;
	struct group reasons;
	int split = 0;
	int page;

	while (split < count && usual_of(&tiles[split])->reason == NONE16)
		split++;
	plain = group_of(draft, box, tiles, split);
	reasons = group_of(draft, box, tiles + split, count - split);
	draft->pages = plain.pages + reasons.pages;
	page = draft->page < draft->pages ? draft->page : draft->pages - 1;
	if (page < plain.pages)
		put_page(draft, box, &plain, page);
	else
		put_page(draft, box, &reasons, page - plain.pages);
	if (page + 1 < draft->pages)
		draft_more(draft, VIEW_BUTTON, more);
}

void draft_lay_tiles(struct draft *draft, struct view_box box, struct draft_tile *tiles, int count)
{
	struct grid grid = find_grid(draft, box, tiles, count);

	if (count == 0)
		return;
	if (grid.columns == 0) {
		lay_pages(draft, box, tiles, count);
		return;
	}
	set_places(draft, box, grid, tiles, count);
	draft_put_tiles(draft, tiles, count);
}
