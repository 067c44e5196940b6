/* Entering: the field, and where it, its keys and the way past it stand. */
#include "view/view_draft.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { CUT_CHARS = 12 };

/* Characters one by one, as they are spoken: "0 4 2 3", "asterisk asterisk". */
static void spell(const struct draft *draft, const char *text, bool hidden, char *out, size_t out_bytes)
{
	const char *at = text;
	const char *end = at + strlen(at);
	size_t length = 0;

	out[0] = '\0';
	while (at < end) {
		uint32_t point = text_next(&at, end);
		char one[8] = "";

		one[text_put(one, sizeof(one) - 1, point)] = '\0';
		length += text_copy(out + length, out_bytes - length, text_of(length > 0 ? " " : ""));
		length += text_copy(
			out + length, out_bytes - length, text_of(hidden ? draft_label(draft, LABEL_ASTERISK) : one));
	}
}

static void field_spoken(const struct draft *draft, const char *shown, char *out, size_t out_bytes)
{
	const struct entry *entry = draft->entry;
	bool hidden = entry->masked || strstr(shown, ENTRY_DOT) != NULL;

	if (entry->text[0] == '\0')
		text_copy(out, out_bytes,
			text_of(draft_label(draft, draft->field.w > 0 ? LABEL_TYPE_HERE : LABEL_ANSWER)));
	else if (entry->kind == ENTRY_LETTERS && !hidden)
		text_copy(out, out_bytes, text_of(shown));
	else
		spell(draft, shown, hidden, out, out_bytes);
	if (entry->kind == ENTRY_DATE) {
		size_t length = strlen(out);

		snprintf(out + length, out_bytes - length, ". %s", draft_date_hint(draft));
	}
}

/* So many characters later. */
static const char *skip_chars(const char *text, int count)
{
	const char *end = text + strlen(text);

	while (count-- > 0 && text < end)
		(void)text_next(&text, end);
	return text;
}

/* A long text shows its end, where the customer is writing. */
static void put_end(struct draft *draft, struct view_element *field, const char *shown)
{
	char text[WORDS_BYTES_MAX + 16];
	const char *from = shown;

	text_copy(text, sizeof(text), text_of(shown));
	while (!draft_fits(draft, field, text, "") && text_chars(text_of(from)) > 2 * (size_t)CUT_CHARS) {
		from = skip_chars(from, CUT_CHARS);
		snprintf(text, sizeof(text), "\xe2\x80\xa6%s", from);
	}
	draft_text(draft, field, text, draft->body_px * 6 / 5);
	explicit_bzero(text, sizeof(text));
}

void draft_field(struct draft *draft, struct view_box box)
{
	const struct entry *entry = draft->entry;
	struct view_element *field = draft_add(draft, VIEW_FIELD, box);
	char shown[WORDS_BYTES_MAX + 8];

	entry_shown(entry, shown, sizeof(shown) - 2);
	field_spoken(draft, shown, field->spoken, sizeof(field->spoken));
	if (shown[0] == '\0' && draft->field.w > 0 && entry->kind == ENTRY_NONE) {
		draft_text(draft, field, draft_label(draft, LABEL_TYPE_HERE), draft->body_px);
		return;
	}
	if (entry->length_max == 0 || text_chars(text_of(shown)) < entry->length_max)
		memcpy(shown + strlen(shown), "_", 2);
	if (entry->kind == ENTRY_DATE && draft_fits(draft, field, shown, draft_date_hint(draft)))
		draft_text_reason(draft, field, shown, draft_date_hint(draft), draft->body_px * 6 / 5);
	else
		put_end(draft, field, shown);
	explicit_bzero(shown, sizeof(shown));
}

/* --- where it all stands --- */

/* The way past the question, and "done" beside it. */
static void put_ways(struct draft *draft, struct view_box row, const struct draft_aside *aside)
{
	if (aside->is)
		draft_button(draft, VIEW_BUTTON, draft_column(draft, row, 2, 0), aside->label, aside->target);
	draft_done(draft, aside->is ? draft_column(draft, row, 2, 1) : row);
}

/* Left: caption, field, buttons. Right: the keypad over the whole height, so that its keys are large. */
static void lay_keypad_wide(struct draft *draft, const struct draft_aside *aside)
{
	struct view_box all = draft->strip_says ? draft->body : draft_whole(draft);
	struct view_box left = all;
	struct view_box keys = all;
	struct view_box row;
	int row_h = draft_down(draft, draft->form == DRAFT_COMPACT ? 130 : SIZE_TILE_MM10);

	if (draft->form == DRAFT_COMPACT && !draft->strip_says) { /* as far from the header as fingers need */
		keys.y += draft->gap_y - draft_down(draft, 10);
		keys.h -= draft->gap_y - draft_down(draft, 10);
	}
	keys.w = all.w * 43 / 100;
	keys.x = all.x + all.w - keys.w;
	left.w = all.w - keys.w - 2 * draft->gap_x;
	row = draft_take_below(draft, &left, row_h);
	if (draft->strip_says) {
		struct view_box strip = draft->caption;

		strip.w = draft_header_left(draft).w;
		draft_caption(draft, strip);
		left.h = left.h < row_h ? left.h : row_h;
		draft_field(draft, left);
	} else {
		draft_caption(draft, (struct view_box){left.x, left.y, left.w, left.h - row_h - draft->gap_y});
		draft_field(draft, draft_take_below(draft, &left, row_h));
	}
	draft_keypad(draft, keys);
	put_ways(draft, row, aside);
}

static void lay_keypad_tall(struct draft *draft, const struct draft_aside *aside)
{
	struct view_box body = draft->body;
	int row_h = draft_row_height(draft) * 3 / 4;
	int key_h = draft_down(draft, 5 * SIZE_TILE_MM10 / 2);
	struct view_box row;

	draft_caption(draft, draft->caption);
	row = draft_take_below(draft, &body, row_h);
	body = draft_low(draft, body, 4 * key_h + row_h);
	draft_field(draft, (struct view_box){body.x, body.y, body.w, row_h});
	body.y += row_h + draft->gap_y;
	body.h -= row_h + draft->gap_y;
	draft_keypad(draft, body);
	put_ways(draft, row, aside);
}

/* A button beside the field. */
static struct view_box take_side(const struct draft *draft, struct view_box *field, const struct draft_aside *aside)
{
	struct view_box side = *field;

	side.w = draft_aside_width(draft, aside, field->w * 2 / 5);
	side.x = field->x + field->w - side.w;
	field->w -= side.w + draft->gap_x;
	return side;
}

/* On a low board the field stands beside the caption, so that the keys keep the body for themselves; with large letters
 * below it. */
static void lay_keyboard_compact(struct draft *draft, const struct draft_aside *aside)
{
	struct view_box caption = draft->caption;
	struct view_box field = draft->caption;
	struct view_box side = {0};

	if (draft->strip_says) {
		caption = draft_header_left(draft);
		field = caption;
		field.y += view_line_px(draft->least_px) + draft->gap_y / 4;
		field.h -= view_line_px(draft->least_px) + draft->gap_y / 4;
		caption.h = view_line_px(draft->least_px);
	} else {
		caption.w = draft->caption.w * 48 / 100;
		field.x = caption.x + caption.w + draft->gap_x;
		field.w = draft->caption.w - caption.w - draft->gap_x;
	}
	draft_caption(draft, caption);
	if (draft->strip_says && draft->has_more_said)
		field.w -= draft_header_more(draft) + draft->gap_x;
	if (aside->is && draft->strip_says)
		side = take_side(draft, &field, aside);
	else if (aside->is)
		side = draft_header_aside(draft, aside);
	draft_field(draft, field);
	draft_keyboard(draft, draft->body);
	if (aside->is)
		draft_put_aside(draft, side, aside);
}

static void lay_keyboard(struct draft *draft, const struct draft_aside *aside)
{
	struct view_box field = draft->body;
	struct view_box keys = draft->body;
	struct view_box side = {0};
	int key_h = draft_down(draft, 3 * SIZE_TILE_MM10 / 2);
	int field_h = draft_down(draft, draft->form == DRAFT_TALL ? 2 * SIZE_TILE_MM10 : SIZE_TILE_MM10);

	if (draft->body.h < field_h + 4 * draft_down(draft, SIZE_TILE_MM10))
		field_h = draft_down(draft, SIZE_BAR_MM10);
	field.h = field_h;
	keys.y += field_h + draft->gap_y;
	keys.h -= field_h + draft->gap_y;
	if (keys.h > 4 * key_h) { /* low, where arms need not be lifted */
		field.y += keys.h - 4 * key_h;
		keys.y += keys.h - 4 * key_h;
		keys.h = 4 * key_h;
	}
	if (aside->is)
		side = take_side(draft, &field, aside);
	draft_caption(draft, draft->caption);
	draft_field(draft, field);
	draft_keyboard(draft, keys);
	if (aside->is)
		draft_put_aside(draft, side, aside);
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

	if (draft_is_slot_of_tiles(draft)) { /* what is entered here is in the field for questions */
		draft_caption_beside(draft, &aside);
		draft_choices(draft, draft->body);
	} else if (draft->entry->kind == ENTRY_NONE)
		draft_talk(draft);
	else if (draft->entry->kind == ENTRY_LETTERS && draft->form == DRAFT_COMPACT)
		lay_keyboard_compact(draft, &aside);
	else if (draft->entry->kind == ENTRY_LETTERS)
		lay_keyboard(draft, &aside);
	else if (draft->form == DRAFT_TALL)
		lay_keypad_tall(draft, &aside);
	else
		lay_keypad_wide(draft, &aside);
}
