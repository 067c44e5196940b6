#include "check/measure.h"

#include "base/text.h"
#include "view/sizes.h"

#include <string.h>

/* A letter height is one of a few, and a whole pixel: so much below the least may the usual letters stay. Large ones
 * may not. */
enum { LETTERS_NEAR_PCT = 95, BAD_PERMILLE = 5000 /* what is wrong without a figure */, BAD_PERMILLE_MAX = 60000 };

struct judge_view { /* what the judges of one view share */
	const struct view *view;
	const struct measure_by *by;
	struct measure_list *out;
};

static uint16_t permille(int64_t part, int64_t of)
{
	int64_t ratio = of > 0 ? part * 1000 / of : BAD_PERMILLE_MAX;

	return (uint16_t)(ratio > BAD_PERMILLE_MAX ? BAD_PERMILLE_MAX : ratio);
}

static void put(struct judge_view *j, struct measure_found found)
{
	if (j->out->count < MEASURE_FOUND_MAX)
		j->out->list[j->out->count++] = found;
}

static struct measure_found found_at(enum measure_fault fault, unsigned element)
{
	return (struct measure_found){
		.fault = (uint8_t)fault, .element = (uint8_t)element, .bad_permille = BAD_PERMILLE};
}

static struct measure_found too_small(enum measure_fault fault, unsigned element, int is, int least)
{
	struct measure_found found = found_at(fault, element);

	found.is = is;
	found.least = least;
	found.bad_permille = permille(least, is);
	return found;
}

static struct measure_found too_large(enum measure_fault fault, unsigned element, int is, int most)
{
	struct measure_found found = found_at(fault, element);

	found.is = is;
	found.least = most;
	found.bad_permille = permille(is, most);
	return found;
}

static int across_mm10(const struct judge_view *j, int px)
{
	return px * j->by->board->width_mm * 10 / j->by->board->width_px;
}

static int down_mm10(const struct judge_view *j, int px)
{
	return px * j->by->board->height_mm * 10 / j->by->board->height_px;
}

static bool is_touched(const struct view_element *e)
{
	return e->action != VIEW_NO_ACTION;
}

/* --- text in its box --- */

struct extent {
	int w, h, lines;
};

static struct extent extent_of(const struct judge_view *j, const char *text, int px, bool bold)
{
	char line[VIEW_TEXT_BYTES_MAX];
	struct extent extent = {0, 0, 0};

	while (*text) {
		size_t length = strcspn(text, "\n");
		int w;

		text_copy(line, sizeof(line), (struct text){text, (uint32_t)length});
		w = j->by->width->text_width(j->by->width->self, line, px, bold);
		extent.w = w > extent.w ? w : extent.w;
		extent.lines++;
		text += length + (text[length] == '\n');
	}
	extent.h = extent.lines * view_line_px(px);
	return extent;
}

static bool lies_inside(struct view_box box, const struct view_element *e)
{
	return box.x >= e->x && box.y >= e->y && box.x + box.w <= e->x + e->w && box.y + box.h <= e->y + e->h;
}

static void judge_box(struct judge_view *j, unsigned at, const struct extent *extent, struct view_box box, bool reason)
{
	const struct view_element *e = &j->view->elements[at];
	struct measure_found found;

	if (extent->w > box.w)
		found = too_large(MEASURE_CUT, at, extent->w, box.w);
	else if (extent->h > box.h)
		found = too_large(MEASURE_CUT, at, extent->h, box.h);
	else if (!lies_inside(box, e))
		found = too_large(MEASURE_CUT, at, box.h, e->h);
	else
		return;
	found.reason = reason;
	put(j, found);
}

static void judge_letters(struct judge_view *j, unsigned at, int px, bool reason)
{
	const struct view_element *e = &j->view->elements[at];
	bool large = j->by->mode.large && !(e->role == VIEW_BUTTON && e->icon != ICON_COUNT); /* the picture is */
	int least = large ? SIZE_CAP_LARGE_MM10 : SIZE_CAP_LEAST_MM10;
	int near_pct = large ? 100 : LETTERS_NEAR_PCT;
	const struct board_screen *board = j->by->board;
	struct measure_found found;
	int64_t is = (int64_t)px * SIZE_CAP_PERMILLE * board->height_mm * 10;

	if (is * 100 >= (int64_t)least * near_pct * 1000 * board->height_px)
		return;
	found = too_small(MEASURE_LETTERS, at, (int)(is / 1000 / board->height_px), least);
	found.reason = reason;
	put(j, found);
}

static void judge_glyphs(struct judge_view *j, unsigned at, const char *text, bool reason)
{
	uint32_t missing = measure_missing(j->by, text);
	struct measure_found found = found_at(MEASURE_GLYPH, at);

	if (missing == 0)
		return;
	found.is = (int32_t)missing;
	found.reason = reason;
	put(j, found);
}

static bool has_few_lines(const struct view_element *e)
{
	return is_touched(e) && e->role != VIEW_KEY;
}

/* What did not fit into the element ends where its room ends. */
static bool is_full(const char *text, size_t bytes)
{
	return strlen(text) >= bytes - 4;
}

static void judge_text(struct judge_view *j, unsigned at)
{
	const struct view_element *e = &j->view->elements[at];
	struct extent extent;

	if (e->text[0]) {
		extent = extent_of(j, e->text, e->text_px, view_bold(e));
		judge_box(j, at, &extent, view_text_box(e), false);
		judge_letters(j, at, e->text_px, false);
		judge_glyphs(j, at, e->text, false);
		if (has_few_lines(e) && extent.lines > MEASURE_LINES_MAX)
			put(j, too_large(MEASURE_LINES, at, extent.lines, MEASURE_LINES_MAX));
	}
	if (e->reason[0]) {
		extent = extent_of(j, e->reason, e->reason_px, false);
		judge_box(j, at, &extent, view_reason_box(e), true);
		judge_letters(j, at, e->reason_px, true);
		judge_glyphs(j, at, e->reason, true);
	}
	if (is_full(e->text, sizeof(e->text)) || is_full(e->spoken, sizeof(e->spoken)))
		put(j, too_large(MEASURE_CUT, at, VIEW_TEXT_BYTES_MAX, VIEW_TEXT_BYTES_MAX));
}

uint32_t measure_missing(const struct measure_by *by, const char *text)
{
	const char *at = text;
	const char *end = text + strlen(text);
	char one[8];
	uint32_t point;

	if (!by->has_glyphs || by->has_glyphs(by->glyphs, text))
		return 0;
	while ((point = text_next(&at, end)) != 0) {
		one[text_put(one, sizeof(one) - 1, point)] = '\0';
		if (!by->has_glyphs(by->glyphs, one))
			return point;
	}
	return 0;
}

/* --- places --- */

static void least_sides(const struct view_element *e, int *across, int *down)
{
	*across = SIZE_TILE_MM10;
	*down = SIZE_BAR_MM10;
	if (e->role == VIEW_TILE)
		*down = SIZE_TILE_MM10;
	if (e->role == VIEW_SETTING || e->role == VIEW_LISTENING)
		*across = SIZE_BAR_MM10;
	if (e->role == VIEW_KEY)
		*across = SIZE_KEY_MM10;
	if (e->role == VIEW_KEY || e->action == VIEW_ENTRY_DONE)
		*down = SIZE_KEY_MM10;
}

static void judge_size(struct judge_view *j, unsigned at)
{
	const struct view_element *e = &j->view->elements[at];
	int across;
	int down;

	if (e->x < 0 || e->y < 0 || e->w < 1 || e->h < 1 || e->x + e->w > j->view->width_px ||
		e->y + e->h > j->view->height_px)
		put(j, found_at(MEASURE_OUTSIDE, at));
	if (!is_touched(e))
		return;
	least_sides(e, &across, &down);
	if (across_mm10(j, e->w) < across)
		put(j, too_small(MEASURE_TARGET, at, across_mm10(j, e->w), across));
	else if (down_mm10(j, e->h) < down)
		put(j, too_small(MEASURE_TARGET, at, down_mm10(j, e->h), down));
}

/* Below zero: they lie over each other. */
static int apart(int a, int a_size, int b, int b_size)
{
	return a < b ? b - a - a_size : a - b - b_size;
}

static void judge_pair(struct judge_view *j, unsigned first, unsigned second)
{
	const struct view_element *a = &j->view->elements[first];
	const struct view_element *b = &j->view->elements[second];
	int x = apart(a->x, a->w, b->x, b->w);
	int y = apart(a->y, a->h, b->y, b->h);
	int gap = across_mm10(j, x) > down_mm10(j, y) ? across_mm10(j, x) : down_mm10(j, y);
	struct measure_found found = found_at(MEASURE_OVERLAP, second);

	if (x >= 0 || y >= 0) {
		if (!is_touched(a) || !is_touched(b) || gap >= SIZE_GAP_MM10)
			return;
		found = too_small(MEASURE_GAP, second, gap, SIZE_GAP_MM10);
	}
	found.other = (uint8_t)first;
	put(j, found);
}

static bool is_drawn(const struct view_element *e)
{
	return is_touched(e) || e->text[0] != '\0' || e->icon != ICON_COUNT;
}

static void judge_pairs(struct judge_view *j)
{
	for (unsigned a = 0; a < j->view->elements_count; a++)
		for (unsigned b = a + 1; b < j->view->elements_count; b++)
			if (is_drawn(&j->view->elements[a]) && is_drawn(&j->view->elements[b]))
				judge_pair(j, a, b);
}

/* --- without eyes --- */

static size_t words_only(const char *text, char *out, size_t out_bytes)
{
	const char *end = text + strlen(text);
	size_t length = 0;
	uint32_t point;

	while ((point = text_next(&text, end)) != 0) {
		if (text_is_word(point))
			length += text_put(out + length, out_bytes - 1 - length, text_lower(point));
	}
	out[length] = '\0';
	return length;
}

/* Each word of the text stands in `all`, which has words only. */
static bool has_words(const char *all, const char *text)
{
	char word[VIEW_TEXT_BYTES_MAX];
	char part[VIEW_TEXT_BYTES_MAX];

	while (*text) {
		size_t length = strcspn(text, " \n");

		text_copy(part, sizeof(part), (struct text){text, (uint32_t)length});
		words_only(part, word, sizeof(word));
		if (!strstr(all, word))
			return false;
		text += length + (text[length] != '\0');
	}
	return true;
}

bool measure_is_spoken(const char *shown, const char *spoken)
{
	char all[VIEW_TEXT_BYTES_MAX];

	words_only(spoken, all, sizeof(all));
	return has_words(all, shown);
}

static void add_words(struct measure_pages *pages, const char *text)
{
	pages->length += words_only(text, pages->shown + pages->length, sizeof(pages->shown) - pages->length);
}

void measure_pages_add(struct measure_pages *pages, const struct view *view)
{
	if (view->page == 0) {
		pages->length = 0;
		pages->shown[0] = '\0';
	}
	for (unsigned i = 0; i < view->elements_count; i++) {
		add_words(pages, view->elements[i].text);
		add_words(pages, view->elements[i].reason);
	}
}

void measure_pages_end(const struct measure_pages *pages, const struct view *view, struct measure_list *out)
{
	struct judge_view j = {view, NULL, out};

	if (view->screen == SCREEN_MENU || view->screen == SCREEN_LANGUAGE || view->screen == SCREEN_REVIEW)
		return;
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (e->role == VIEW_CAPTION && !has_words(pages->shown, e->spoken))
			put(&j, found_at(MEASURE_UNSEEN, i));
	}
}

static void judge_voice(struct judge_view *j, unsigned at)
{
	const struct view_element *e = &j->view->elements[at];
	bool needed = is_touched(e) || e->text[0];
	struct measure_found silent = found_at(MEASURE_SILENT, at);

	if ((needed && e->spoken[0] == '\0') || !measure_is_spoken(e->text, e->spoken))
		put(j, silent);
	silent.reason = true;
	if (e->reason[0] && !measure_is_spoken(e->reason, e->spoken))
		put(j, silent);
}

/* Whoever walks from one to the next meets everything, once. */
static void judge_focus(struct judge_view *j)
{
	bool seen[UINT8_MAX + 1] = {false};
	unsigned in_order = 0;

	for (unsigned i = 0; i < j->view->elements_count; i++)
		in_order += j->view->elements[i].focus != 0;
	for (unsigned i = 0; i < j->view->elements_count; i++) {
		const struct view_element *e = &j->view->elements[i];
		bool needed = is_touched(e) || e->text[0];

		if ((needed && e->focus == 0) || e->focus > in_order || (e->focus != 0 && seen[e->focus]))
			put(j, found_at(MEASURE_FOCUS, i));
		seen[e->focus] = true;
	}
}

static void judge_primaries(struct judge_view *j)
{
	int count = 0;

	for (unsigned i = 0; i < j->view->elements_count; i++) {
		if (j->view->elements[i].role == VIEW_PRIMARY && ++count > 1)
			put(j, too_large(MEASURE_PRIMARIES, i, count, 1));
	}
}

static int longest_word(const struct judge_view *j, const struct view_element *e)
{
	const char *text = e->text;
	char word[VIEW_TEXT_BYTES_MAX];
	int most = 0;

	while (*text) {
		size_t length = strcspn(text, " \n");
		int w;

		text_copy(word, sizeof(word), (struct text){text, (uint32_t)length});
		w = j->by->width->text_width(j->by->width->self, word, e->text_px, view_bold(e));
		most = w > most ? w : most;
		text += length + (text[length] != '\0');
	}
	return most;
}

void measure_menu(const struct view *view, const struct measure_by *by, unsigned choices, struct measure_list *out)
{
	struct judge_view j = {view, by, out};
	unsigned longest = 0;
	unsigned tiles = 0;
	int most = 0;

	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];
		int w;

		if (e->action != VIEW_TARGET || e->target != TARGET_CHOICE)
			continue;
		tiles++;
		w = longest_word(&j, e);
		longest = w > most ? i : longest;
		most = w > most ? w : most;
	}
	if (tiles > 0 && tiles < choices) {
		struct measure_found found = found_at(MEASURE_PAGED, longest);

		found.bad_permille = permille(most, view->width_px);
		put(&j, found);
	}
}

void measure_view(const struct view *view, const struct measure_by *by, struct measure_list *out)
{
	struct judge_view j = {view, by, out};

	out->count = 0;
	for (unsigned i = 0; i < view->elements_count; i++) {
		judge_text(&j, i);
		judge_size(&j, i);
		judge_voice(&j, i);
	}
	judge_pairs(&j);
	judge_focus(&j);
	judge_primaries(&j);
}
