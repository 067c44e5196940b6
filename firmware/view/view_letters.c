/* Letters: the largest that fit their box, where the lines end, and what goes on on the next page. */
#include "view/view_draft.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* The letter heights that are used beside those of the board: few, so that screens look alike and fonts are opened
 * once. */
static const int16_t ladder[] = {
	14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 35, 38, 42, 46, 50, 56, 62, 70, 80, 92, 106, 122, 140, 165, 195, 230};

enum { LADDER_COUNT = sizeof(ladder) / sizeof(ladder[0]), STEPS_COUNT_MAX = LADDER_COUNT + 2, PX_LAST = 7 };

/* How a text is set. */
struct setting {
	struct view_box box;
	bool bold;
	int lines_max;
};

static int lines_max_of(uint8_t role)
{
	switch (role) {
	case VIEW_TILE:
	case VIEW_BUTTON:
	case VIEW_PRIMARY:
	case VIEW_SETTING:
	case VIEW_KEY: return SIZE_LINES_MAX;
	default: return VIEW_TEXT_BYTES_MAX;
	}
}

int draft_width(const struct draft *draft, const char *text, int px, bool bold)
{
	return draft->measure->text_width(draft->measure->self, text, px, bold);
}

/* Breaks `text` (in place: a space becomes a line's end) to the width. Returns the lines; 0: a word is wider. */
static int break_lines(const struct draft *draft, char *text, int px, bool bold, int width)
{
	char *line = text;
	char *space = NULL; /* the last place where the line may end */
	int lines = 1;

	for (char *at = text;; at++) {
		char end = *at;

		if (end != ' ' && end != '\n' && end != '\0')
			continue;
		*at = '\0';
		while (draft_width(draft, line, px, bold) > width) {
			if (!space) {
				*at = end;
				return 0;
			}
			*space = '\n';
			line = space + 1;
			space = NULL;
			lines++;
		}
		*at = end;
		if (end == '\0')
			return lines;
		space = end == ' ' ? at : NULL;
		if (end == '\n') {
			line = at + 1;
			lines++;
		}
	}
}

/* The last resort, for a word wider than its box at the smallest letters: it goes on in the next line. */
static void break_words(
	const struct draft *draft, const char *text, int px, bool bold, int width, char *out, size_t out_bytes)
{
	const char *at = text;
	const char *end = text + strlen(text);
	size_t length = 0;
	size_t line = 0;

	while (at < end) {
		const char *before = at;
		size_t put;

		text_next(&at, end);
		put = (size_t)(at - before);
		if (length + put + 2 > out_bytes)
			break;
		memcpy(out + length, before, put);
		out[length + put] = '\0';
		if (*before == '\n') {
			line = length + 1;
		} else if (draft_width(draft, out + line, px, bold) > width && length > line) {
			out[length] = '\n';
			line = ++length;
			memcpy(out + length, before, put);
		}
		length += put;
	}
	out[length] = '\0';
}

/* In `out` the text broken to its lines. */
static bool fits_at(
	const struct draft *draft, const struct setting *setting, const char *text, int px, char *out, size_t out_bytes)
{
	int lines;

	text_copy(out, out_bytes, text_of(text));
	lines = break_lines(draft, out, px, setting->bold, setting->box.w);
	return lines > 0 && lines <= setting->lines_max && lines * view_line_px(px) <= setting->box.h;
}

/* The heights to try, largest first: from `most` down to the least that can be read. */
static int heights(const struct draft *draft, int most_px, int16_t out[STEPS_COUNT_MAX])
{
	int least = draft->least_px;
	int count = 0;

	if (most_px > least)
		out[count++] = (int16_t)most_px;
	for (int i = LADDER_COUNT - 1; i >= 0; i--) {
		if (ladder[i] < most_px && ladder[i] > least)
			out[count++] = ladder[i];
	}
	out[count++] = (int16_t)least;
	return count;
}

/* The letter height at which the text stands in `out`, broken. */
static int fit(const struct draft *draft, const struct setting *setting, const char *text, int most_px, char *out,
	size_t out_bytes)
{
	int16_t px[STEPS_COUNT_MAX];
	int low = 0;
	int high = heights(draft, most_px, px) - 1;
	int last = high;

	while (low < high) {
		int middle = (low + high) / 2;

		if (fits_at(draft, setting, text, px[middle], out, out_bytes))
			high = middle;
		else
			low = middle + 1;
	}
	if (fits_at(draft, setting, text, px[low], out, out_bytes))
		return px[low];
	for (int small = px[last] - 1; small > PX_LAST; small--) {
		if (fits_at(draft, setting, text, small, out, out_bytes))
			return small;
	}
	break_words(draft, text, PX_LAST, setting->bold, setting->box.w, out, out_bytes);
	return PX_LAST;
}

void draft_text(struct draft *draft, struct view_element *element, const char *text, int most_px)
{
	struct setting setting = {.bold = view_bold(element), .lines_max = lines_max_of(element->role)};

	element->reason[0] = '\0';
	text_copy(element->text, sizeof(element->text), text_of(text));
	if (element->spoken[0] == '\0')
		text_copy(element->spoken, sizeof(element->spoken), text_of(text));
	setting.box = view_text_room(element);
	element->text_px = (int16_t)fit(draft, &setting, text, most_px, element->text, sizeof(element->text));
}

static int reason_px_of(const struct draft *draft, int text_px)
{
	int px = text_px * 3 / 4;

	return px > draft->least_px ? px : text_px < draft->least_px ? text_px : draft->least_px;
}

/* Both at letter heights that fit the room together. */
static bool both_fit(const struct draft *draft, struct view_element *element, const char *text, const char *reason,
	struct view_box room)
{
	bool bold = view_bold(element);
	int lines_max = lines_max_of(element->role);
	int text_lines;
	int reason_lines;

	text_copy(element->text, sizeof(element->text), text_of(text));
	text_copy(element->reason, sizeof(element->reason), text_of(reason));
	text_lines = break_lines(draft, element->text, element->text_px, bold, room.w);
	reason_lines = break_lines(draft, element->reason, element->reason_px, false, room.w);
	return text_lines > 0 && reason_lines > 0 && text_lines <= lines_max && reason_lines <= lines_max &&
	       text_lines * view_line_px(element->text_px) + reason_lines * view_line_px(element->reason_px) <= room.h;
}

void draft_text_reason(
	struct draft *draft, struct view_element *element, const char *text, const char *reason, int most_px)
{
	int16_t px[STEPS_COUNT_MAX];
	int count = heights(draft, most_px, px);
	struct view_box room;

	element->reason[0] = '\0';
	text_copy(element->text, sizeof(element->text), text_of(text));
	room = view_text_room(element);
	if (element->spoken[0] == '\0')
		snprintf(element->spoken, sizeof(element->spoken), "%s. %s.", text, reason);
	for (int i = 0; i < count; i++) {
		element->text_px = px[i];
		element->reason_px = (int16_t)reason_px_of(draft, px[i]);
		if (both_fit(draft, element, text, reason, room))
			return;
	}
	for (int small = px[count - 1] - 1; small >= PX_LAST; small--) {
		element->text_px = (int16_t)small;
		element->reason_px = (int16_t)small;
		if (both_fit(draft, element, text, reason, room))
			return;
	}
	draft_text(draft, element, text, most_px); /* without it rather than cut; it is spoken */
}

bool draft_fits(const struct draft *draft, const struct view_element *element, const char *text, const char *reason)
{
	struct view_element probe = *element;
	struct setting setting = {.bold = view_bold(element), .lines_max = lines_max_of(element->role)};

	probe.reason[0] = '\0';
	text_copy(probe.text, sizeof(probe.text), text_of(text));
	setting.box = view_text_room(&probe);
	if (reason[0] == '\0')
		return fits_at(draft, &setting, text, draft->least_px, probe.text, sizeof(probe.text));
	probe.text_px = (int16_t)draft->least_px;
	probe.reason_px = (int16_t)draft->least_px;
	return both_fit(draft, &probe, text, reason, setting.box);
}

/* One line again. */
static void unbreak(const char *text, char out[VIEW_TEXT_BYTES_MAX])
{
	text_copy(out, VIEW_TEXT_BYTES_MAX, text_of(text));
	for (; *out; out++)
		*out = *out == '\n' ? ' ' : *out;
}

void draft_even(struct draft *draft, unsigned first, enum view_role role)
{
	struct view *view = draft->view;
	int least_px = 0;

	for (unsigned i = first; i < view->elements_count; i++) {
		const struct view_element *element = &view->elements[i];

		if (element->role == role && element->text[0] != '\0' && (least_px == 0 || element->text_px < least_px))
			least_px = element->text_px;
	}
	for (unsigned i = first; i < view->elements_count; i++) {
		struct view_element *element = &view->elements[i];
		char whole[VIEW_TEXT_BYTES_MAX];
		char reason[VIEW_TEXT_BYTES_MAX];

		if (element->role != role || element->text_px <= least_px)
			continue;
		unbreak(element->text, whole);
		unbreak(element->reason, reason);
		if (reason[0] != '\0')
			draft_text_reason(draft, element, whole, reason, least_px);
		else
			draft_text(draft, element, whole, least_px);
	}
}

int draft_narrowest(const struct draft *draft, const char *text, int px, int lines)
{
	char broken[VIEW_TEXT_BYTES_MAX];
	int low = 1;
	int high = draft_width(draft, text, px, true);

	while (low < high) {
		int middle = (low + high) / 2;
		int got;

		text_copy(broken, sizeof(broken), text_of(text));
		got = break_lines(draft, broken, px, true, middle);
		if (got > 0 && got <= lines)
			high = middle;
		else
			low = middle + 1;
	}
	return high;
}

int draft_height(const struct draft *draft, const char *text, int px, int width)
{
	char broken[2 * SAID_BYTES_MAX];

	text_copy(broken, sizeof(broken), text_of(text));
	return break_lines(draft, broken, px, false, width) * view_line_px(px);
}

/* Where a page that may hold so many lines of the broken text ends. */
static size_t lines_end(const char *broken, int lines)
{
	const char *at = broken;

	for (int i = 0; i < lines; i++) {
		at += strcspn(at, "\n");
		if (*at == '\0')
			break;
		at++;
	}
	return (size_t)(at - broken);
}

/* The end of the last sentence in text[0..end), unless that would leave more than half the page empty: then `end`. */
static size_t sentence_end(const char *text, size_t end)
{
	for (size_t at = end; at > end / 2; at--) {
		if (at >= 2 && strchr(" \n", text[at - 1]) && strchr(".?!:;", text[at - 2]))
			return at;
	}
	return end;
}

static size_t spaces_at_end(const char *text, size_t end)
{
	size_t count = 0;

	while (count < end && strchr(" \n", text[end - count - 1]))
		count++;
	return count;
}

int draft_part(
	const struct draft *draft, const char *text, int px, struct view_box box, int page, char *out, size_t out_bytes)
{
	char broken[2 * SAID_BYTES_MAX];
	int lines = box.h / view_line_px(px);
	const char *at = text;
	int pages = 0;

	lines = lines < 1 ? 1 : lines;
	for (;;) {
		size_t end;
		int got;

		text_copy(broken, sizeof(broken), text_of(at));
		got = break_lines(draft, broken, px, false, box.w);
		end = got > lines ? sentence_end(at, lines_end(broken, lines)) : strlen(at);
		if (pages <= page)
			text_copy(out, out_bytes, (struct text){at, (uint32_t)(end - spaces_at_end(at, end))});
		pages++;
		at += end;
		if (*at == '\0')
			return pages;
	}
}
