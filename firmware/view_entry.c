/* Entering: keypad in the telephone's order, keyboard with the letters of the language, and the field above them. */
#include "view_draft.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { KEYBOARD_ROWS = 4, KEYBOARD_COLUMNS_MAX = 13 };

/* Letters are lower case here. In the last row U+21E7 is the shift, U+232B deletes, U+2423 is the space and U+23CE is
 * done; the last two are twice as wide. */
struct keyboard {
	const char *language;
	uint8_t columns;
	const char *rows[KEYBOARD_ROWS];
	char point; /* between whole numbers and cents */
	const char *date;
};

#define SHIFT "\xe2\x87\xa7"
#define DELETE "\xe2\x8c\xab"
#define SPACE "\xe2\x90\xa3"
#define DONE "\xe2\x8f\x8e"

/* The first is also for languages that have none of their own. */
static const struct keyboard keyboards[] = {
	{"en", 12, {"1234567890'" DELETE, "qwertyuiop-@", "asdfghjkl,./", SHIFT "zxcvbnm" SPACE DONE}, '.',
		"DD / MM / YYYY"},
	{"it", 13, {"1234567890'." DELETE, "qwertyuiopèéì", "asdfghjklòàù-", SHIFT "zxcvbnm," SPACE DONE}, ',',
		"GG / MM / AAAA"},
};

enum { KEYBOARDS_COUNT = sizeof(keyboards) / sizeof(keyboards[0]), KEY_SHIFT = 0x21e7, KEY_DELETE = 0x232b };
enum { KEY_SPACE = 0x2423, KEY_DONE = 0x23ce };

static const struct keyboard *keyboard_of(const struct draft *draft)
{
	const struct content *c = draft->content;
	const char *code = content_string(c, c->site.language[draft->language]);

	for (int i = 0; i < KEYBOARDS_COUNT; i++) {
		if (strcmp(keyboards[i].language, code) == 0)
			return &keyboards[i];
	}
	return &keyboards[0];
}

static struct view_element *put_key(struct draft *draft, struct view_box box, uint32_t key)
{
	struct view_element *element = draft_add(draft, VIEW_KEY, box);
	char text[8] = "";

	element->action = VIEW_ENTRY_KEY;
	element->key = key;
	if (key == ENTRY_KEY_DELETE || key == ENTRY_KEY_SHIFT) {
		bool deletes = key == ENTRY_KEY_DELETE;

		element->icon = deletes ? VIEW_ICON_DELETE : VIEW_ICON_SHIFT;
		element->pressed = !deletes && draft->entry->capitals;
		draft_text(draft, element, "", draft->body_px);
		text_copy(element->spoken, sizeof(element->spoken),
			text_of(draft_label(draft, deletes ? LABEL_DELETE : LABEL_SHIFT)));
		return element;
	}
	text[text_put(text, sizeof(text) - 1, key)] = '\0';
	draft_text(draft, element, text, draft->body_px);
	return element;
}

static void put_done(struct draft *draft, struct view_box box)
{
	struct view_element *done = draft_add(draft, VIEW_PRIMARY, box);

	done->action = VIEW_ENTRY_DONE;
	draft_text(draft, done, draft_label(draft, LABEL_DONE), draft->body_px);
}

static void put_keypad(struct draft *draft, struct view_box box)
{
	static const char keys[] = "123456789\b0";
	char extra = '\0';

	if (draft->entry->kind == ENTRY_PHONE)
		extra = '+';
	if (draft->entry->kind == ENTRY_AMOUNT)
		extra = keyboard_of(draft)->point;
	for (int i = 0; keys[i]; i++)
		put_key(draft, draft_cell(draft, box, 3, 4, i), (uint32_t)keys[i]);
	if (extra != '\0')
		put_key(draft, draft_cell(draft, box, 3, 4, 11), (uint32_t)extra);
}

static uint32_t shifted(const struct draft *draft, uint32_t key)
{
	struct entry probe = {.kind = ENTRY_LETTERS, .length_max = 1, .capitals = true};
	const char *at = probe.text;

	if (!draft->entry->capitals || !entry_key(&probe, key))
		return key;
	return text_next(&at, probe.text + strlen(probe.text));
}

static void put_keyboard_key(struct draft *draft, struct view_box box, uint32_t key)
{
	struct view_element *space;

	switch (key) {
	case KEY_DONE: put_done(draft, box); break;
	case KEY_SHIFT: put_key(draft, box, ENTRY_KEY_SHIFT); break;
	case KEY_DELETE: put_key(draft, box, ENTRY_KEY_DELETE); break;
	case KEY_SPACE:
		space = draft_add(draft, VIEW_KEY, box);
		space->action = VIEW_ENTRY_KEY;
		space->key = ' ';
		draft_text(draft, space, draft_label(draft, LABEL_SPACE), draft->small_px);
		break;
	default: put_key(draft, box, shifted(draft, key)); break;
	}
}

static void put_keyboard(struct draft *draft, struct view_box box)
{
	const struct keyboard *keyboard = keyboard_of(draft);

	for (int row = 0; row < KEYBOARD_ROWS; row++) {
		const char *at = keyboard->rows[row];
		const char *end = at + strlen(at);
		int column = 0;

		while (at < end) {
			uint32_t key = text_next(&at, end);
			int place = row * keyboard->columns + column;
			struct view_box cell = draft_cell(draft, box, keyboard->columns, KEYBOARD_ROWS, place);

			if (key == KEY_SPACE || key == KEY_DONE) {
				cell.w = 2 * cell.w + draft->gap_x;
				column++;
			}
			column++;
			put_keyboard_key(draft, cell, key);
		}
	}
}

/* Characters one by one, as they are spoken: "0 4 2 3", "* * * *". */
static void spell(const struct entry *entry, char *out, size_t out_bytes)
{
	const char *at = entry->text;
	const char *end = at + strlen(at);
	size_t length = 0;

	while (at < end && length + 6 < out_bytes) {
		uint32_t point = text_next(&at, end);

		length += text_put(out + length, out_bytes - 1 - length, entry->masked ? '*' : point);
		out[length++] = ' ';
	}
	out[length > 0 ? length - 1 : 0] = '\0';
}

static void field_spoken(const struct draft *draft, const char *shown, char *out, size_t out_bytes)
{
	bool hidden = strstr(shown, "\xe2\x80\xa2") != NULL;
	struct entry as_shown = *draft->entry;

	as_shown.masked = as_shown.masked || hidden;
	if (as_shown.text[0] == '\0')
		text_copy(out, out_bytes, text_of(draft_label(draft, LABEL_ANSWER)));
	else if (as_shown.kind == ENTRY_LETTERS && !as_shown.masked)
		text_copy(out, out_bytes, text_of(shown));
	else
		spell(&as_shown, out, out_bytes);
	entry_wipe(&as_shown);
}

/* A long text shows its end, where the customer is writing. */
static void put_field(struct draft *draft, struct view_box box)
{
	static const char ellipsis[] = {'\xe2', '\x80', '\xa6'}; /* in front of what stays */
	struct view_element *field = draft_add(draft, VIEW_FIELD, box);
	char shown[WORDS_BYTES_MAX + 8];
	const char *from = shown + 3;
	int most_px = draft->body_px * 6 / 5;

	entry_shown(draft->entry, shown + 3, sizeof(shown) - 8);
	field_spoken(draft, from, field->spoken, sizeof(field->spoken));
	if (text_chars(text_of(from)) < draft->entry->length_max || draft->entry->length_max == 0)
		memcpy(shown + 3 + strlen(from), "_", 2);
	if (draft->entry->kind == ENTRY_DATE) {
		draft_text_reason(draft, field, from, keyboard_of(draft)->date, most_px);
		return;
	}
	draft_text(draft, field, from, most_px);
	while (field->text_px < draft->small_px && strlen(from) > 24) {
		char *cut = shown + (from - shown) + 16;

		while (((uint8_t)*cut & 0xc0) == 0x80)
			cut++;
		from = memcpy(cut - sizeof(ellipsis), ellipsis, sizeof(ellipsis));
		draft_text(draft, field, from, most_px);
	}
}

/* Left: caption, field, buttons. Right: the keypad over the whole height, so that its keys are large. */
static void lay_keypad_wide(struct draft *draft, const struct draft_aside *aside)
{
	int top = draft->caption.y;
	struct view_box whole = {draft->caption.x, top, draft->caption.w, draft->body.y + draft->body.h - top};
	struct view_box left = whole;
	struct view_box keys = whole;
	struct view_box row;
	int row_h = draft_down(draft, draft->form == DRAFT_COMPACT ? 130 : SIZE_TILE_MM10);

	keys.w = whole.w * 43 / 100;
	keys.x = whole.x + whole.w - keys.w;
	left.w = whole.w - keys.w - 2 * draft->gap_x;
	row = draft_take_below(draft, &left, row_h);
	draft_caption(draft, (struct view_box){left.x, left.y, left.w, left.h - row_h - draft->gap_y});
	put_field(draft, draft_take_below(draft, &left, row_h));
	put_keypad(draft, keys);
	if (aside->is)
		draft_button(draft, VIEW_BUTTON, draft_column(draft, row, 2, 0), aside->label, aside->target);
	put_done(draft, aside->is ? draft_column(draft, row, 2, 1) : row);
}

static void lay_keypad_tall(struct draft *draft, const struct draft_aside *aside)
{
	struct view_box body = draft->body;
	int row_h = draft_down(draft, 3 * SIZE_TILE_MM10 / 2);
	int key_h = draft_down(draft, 5 * SIZE_TILE_MM10 / 2);
	struct view_box row;

	draft_caption(draft, draft->caption);
	row = draft_take_below(draft, &body, row_h);
	if (body.h > 4 * key_h + row_h)
		body = (struct view_box){body.x, body.y + body.h - 4 * key_h - row_h, body.w, 4 * key_h + row_h};
	put_field(draft, (struct view_box){body.x, body.y, body.w, row_h});
	body.y += row_h + draft->gap_y;
	body.h -= row_h + draft->gap_y;
	put_keypad(draft, body);
	if (aside->is)
		draft_button(draft, VIEW_BUTTON, draft_column(draft, row, 2, 0), aside->label, aside->target);
	put_done(draft, aside->is ? draft_column(draft, row, 2, 1) : row);
}

/* On a low board the field stands beside the caption, so that the keys keep the body for themselves. */
static void lay_keyboard_compact(struct draft *draft, const struct draft_aside *aside)
{
	struct view_box right = draft->caption;
	struct view_box left = draft->caption;
	struct view_box side;

	left.w = draft->caption.w * 48 / 100;
	right.x = left.x + left.w + draft->gap_x;
	right.w = draft->caption.w - left.w - draft->gap_x;
	side = right;
	if (aside->is) {
		side.w = draft_across(draft, SIZE_TILE_MM10);
		side.x = right.x + right.w - side.w;
		right.w -= side.w + draft->gap_x;
	}
	draft_caption(draft, left);
	put_field(draft, right);
	put_keyboard(draft, draft->body);
	if (aside->is)
		draft_button(draft, VIEW_BUTTON, side, aside->label, aside->target);
}

static void lay_keyboard(struct draft *draft, const struct draft_aside *aside)
{
	struct view_box field = draft->body;
	struct view_box keys = draft->body;
	struct view_box side;
	int key_h = draft_down(draft, 3 * SIZE_TILE_MM10 / 2);
	int field_h = draft_down(draft, draft->form == DRAFT_TALL ? 2 * SIZE_TILE_MM10 : SIZE_TILE_MM10);

	field.h = field_h;
	keys.y += field_h + draft->gap_y;
	keys.h -= field_h + draft->gap_y;
	if (keys.h > 4 * key_h) { /* low, where arms need not be lifted */
		field.y += keys.h - 4 * key_h;
		keys.y += keys.h - 4 * key_h;
		keys.h = 4 * key_h;
	}
	side = field;
	if (aside->is) {
		side.w = draft_across(draft, 2 * SIZE_TILE_MM10);
		side.x = field.x + field.w - side.w;
		field.w -= side.w + draft->gap_x;
	}
	draft_caption(draft, draft->caption);
	put_field(draft, field);
	put_keyboard(draft, keys);
	if (aside->is)
		draft_button(draft, VIEW_BUTTON, side, aside->label, aside->target);
}

static struct draft_aside aside_of(const struct draft *draft)
{
	const struct effect *show = draft->show;
	bool letters = draft->entry->kind == ENTRY_LETTERS;

	switch (show->show.screen) {
	case SCREEN_WHY: return (struct draft_aside){LABEL_SKIP, TARGET_SKIP, true};
	case SCREEN_HANDOVER: return (struct draft_aside){LABEL_CALL_ME, TARGET_CALL_ME, true};
	case SCREEN_CALLBACK:
		return letters ? (struct draft_aside){LABEL_CALL_ME, TARGET_CALL_ME, true}
			       : (struct draft_aside){LABEL_MESSAGE, TARGET_MESSAGE, true};
	default: return (struct draft_aside){LABEL_SKIP, TARGET_SKIP, show->show.can_skip};
	}
}

void draft_slot(struct draft *draft)
{
	struct draft_aside aside = aside_of(draft);

	if (draft->entry->kind == ENTRY_NONE && draft->show->show.screen != SCREEN_SLOT)
		draft_talk(draft);
	else if (draft->entry->kind == ENTRY_NONE) {
		draft_caption_beside(draft, &aside);
		draft_choices(draft, draft->body);
	} else if (draft->entry->kind == ENTRY_LETTERS && draft->form == DRAFT_COMPACT)
		lay_keyboard_compact(draft, &aside);
	else if (draft->entry->kind == ENTRY_LETTERS)
		lay_keyboard(draft, &aside);
	else if (draft->form == DRAFT_TALL)
		lay_keypad_tall(draft, &aside);
	else
		lay_keypad_wide(draft, &aside);
}
