#include "view/entry.h"

#include "base/text.h"
#include "understand/slot.h"

#include <stdio.h>
#include <string.h>

enum { PHONE_CHARS = 16, AMOUNT_CHARS = 9, DATE_CHARS = 10, TIME_CHARS = 5, LETTERS_CHARS = 240, CARD_DIGITS_MIN = 13 };

static const char dot[] = ENTRY_DOT;

enum entry_kind entry_kind_of(const struct content *content, uint16_t slot)
{
	switch (content_slot(content, slot)->type) {
	case SLOT_DIGITS: return ENTRY_DIGITS;
	case SLOT_AMOUNT: return ENTRY_AMOUNT;
	case SLOT_DATE: return ENTRY_DATE;
	case SLOT_TIME: return ENTRY_TIME;
	case SLOT_PHONE: return ENTRY_PHONE;
	case SLOT_CHOICE: return ENTRY_NONE;
	default: return ENTRY_LETTERS;
	}
}

static uint16_t length_for(const struct content *content, uint16_t slot, uint8_t kind)
{
	switch (kind) {
	case ENTRY_DIGITS: return slot == NONE16 ? CODE_DIGITS : (uint16_t)content_slot(content, slot)->max;
	case ENTRY_PHONE: return PHONE_CHARS;
	case ENTRY_AMOUNT: return AMOUNT_CHARS;
	case ENTRY_DATE: return DATE_CHARS;
	case ENTRY_TIME: return TIME_CHARS;
	case ENTRY_LETTERS:
		if (slot != NONE16 && content_slot(content, slot)->type == SLOT_NAME)
			return NAME_BYTES_MAX - 1;
		return LETTERS_CHARS;
	default: return 0;
	}
}

void entry_begin(struct entry *entry, const struct content *content, const struct effect *listen)
{
	uint16_t slot = listen->listen.slot;

	entry_wipe(entry);
	if (listen->listen.expect & EXPECT_YES_NO)
		return; /* "is that right?": keys mean what they mean everywhere */
	if ((listen->listen.expect & EXPECT_SLOT) && slot != NONE16) {
		entry->kind = (uint8_t)entry_kind_of(content, slot);
		entry->masked = content_slot(content, slot)->flags & SLOT_MASKED;
	} else if (listen->listen.expect & EXPECT_SLOT) {
		entry->kind = ENTRY_PHONE; /* no slot of the site's: the number to call back */
	} else if (listen->listen.expect & EXPECT_FREE) {
		entry->kind = ENTRY_LETTERS;
	}
	entry->length_max = length_for(content, slot, entry->kind);
	entry->is_name = entry->kind == ENTRY_LETTERS && (listen->listen.expect & EXPECT_SLOT) && slot != NONE16 &&
			 content_slot(content, slot)->type == SLOT_NAME;
	entry->capitals = entry->is_name;
}

static bool is_digit(uint32_t key)
{
	return key >= '0' && key <= '9';
}

static size_t digits_in(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += *text >= '0' && *text <= '9';
	return count;
}

static bool amount_takes(const struct entry *entry, uint32_t key)
{
	const char *point = strpbrk(entry->text, ".,");

	if (key == '.' || key == ',')
		return !point && entry->text[0] != '\0';
	return is_digit(key) && (!point || strlen(point) <= 2);
}

static bool takes(const struct entry *entry, uint32_t key)
{
	switch (entry->kind) {
	case ENTRY_DIGITS: return is_digit(key);
	case ENTRY_DATE:
	case ENTRY_TIME: return is_digit(key);
	case ENTRY_PHONE: return is_digit(key) || (key == '+' && entry->text[0] == '\0');
	case ENTRY_AMOUNT: return amount_takes(entry, key);
	case ENTRY_LETTERS: return key >= ' ' && key != 127 && key < 0x110000 && (key != ' ' || entry->text[0] != '\0');
	default: return false;
	}
}

static bool append(struct entry *entry, uint32_t key)
{
	size_t length = strlen(entry->text);
	size_t put;

	if (text_chars(text_of(entry->text)) >= entry->length_max)
		return false;
	put = text_put(entry->text + length, sizeof(entry->text) - 1 - length, key);
	entry->text[length + put] = '\0';
	return put > 0;
}

/* The separator that follows so many characters of a date or a time; 0: none. */
static char separator_after(uint8_t kind, size_t length)
{
	if (kind == ENTRY_DATE && (length == 2 || length == 5))
		return '/';
	return kind == ENTRY_TIME && length == 2 ? ':' : '\0';
}

static bool delete_last(struct entry *entry)
{
	size_t length = strlen(entry->text);

	if (length == 0)
		return false;
	do {
		length--;
	} while (length > 0 && ((uint8_t)entry->text[length] & 0xc0) == 0x80);
	if (length > 0 && separator_after(entry->kind, length - 1) != '\0')
		length--; /* it came by itself, so it goes by itself */
	memset(entry->text + length, 0, sizeof(entry->text) - length);
	return true;
}

static uint32_t upper(uint32_t key)
{
	for (uint32_t step = 1; step <= 32 && key >= step; step += 31) {
		if (text_lower(key - step) == key && key - step != key)
			return key - step;
	}
	return key;
}

static bool begins_word(const struct entry *entry)
{
	size_t length = strlen(entry->text);

	return length == 0 || entry->text[length - 1] == ' ';
}

bool entry_key(struct entry *entry, uint32_t key)
{
	char separator;

	if (key == ENTRY_KEY_DELETE) {
		if (!delete_last(entry))
			return false;
		entry->capitals = entry->is_name && begins_word(entry);
		return true;
	}
	if (key == ENTRY_KEY_SHIFT && entry->kind == ENTRY_LETTERS) {
		entry->capitals = !entry->capitals;
		return true;
	}
	if (!takes(entry, key))
		return false;
	separator = separator_after(entry->kind, strlen(entry->text));
	if (separator != '\0' && !append(entry, (uint32_t)separator))
		return false;
	if (!append(entry, entry->capitals ? upper(key) : key))
		return false;
	entry->capitals = entry->is_name && begins_word(entry);
	return true;
}

/* The separators that come by themselves stay: so many dots as keys were pressed. */
static void put_dots(const struct entry *entry, char *out, size_t out_bytes)
{
	bool separated = entry->kind == ENTRY_DATE || entry->kind == ENTRY_TIME;
	const char *at = entry->text;
	const char *end = at + strlen(at);
	size_t length = 0;
	uint32_t point;

	while ((point = text_next(&at, end)) != 0 && length + sizeof(dot) <= out_bytes) {
		if (separated && (point == '/' || point == ':')) {
			out[length++] = (char)point;
			continue;
		}
		memcpy(out + length, dot, sizeof(dot) - 1);
		length += sizeof(dot) - 1;
	}
	out[length] = '\0';
}

/* card_mask() leaves '*' where the digits stood; on the screen these are dots too. */
static void put_stars_as_dots(const char *text, char *out, size_t out_bytes)
{
	size_t length = 0;

	for (; *text && length + sizeof(dot) <= out_bytes; text++) {
		if (*text == '*') {
			memcpy(out + length, dot, sizeof(dot) - 1);
			length += sizeof(dot) - 1;
		} else {
			out[length++] = *text;
		}
	}
	out[length] = '\0';
}

/* One figure too many makes it no card number any more; who stands behind the customer reads it all the same. So what
 * was one while it was typed stays hidden. False: it never was. */
static bool hide_card(const char *typed, char *out, size_t out_bytes)
{
	char text[WORDS_BYTES_MAX];
	bool hidden = false;

	for (size_t length = strlen(typed); length >= CARD_DIGITS_MIN && !hidden; length--) {
		memcpy(text, typed, length);
		text[length] = '\0';
		if (digits_in(text) < CARD_DIGITS_MIN)
			break;
		hidden = card_mask(NULL, text, sizeof(text));
		if (hidden) {
			size_t used = strlen(text);

			text_copy(text + used, sizeof(text) - used, text_of(typed + length));
			put_stars_as_dots(text, out, out_bytes);
		}
	}
	explicit_bzero(text, sizeof(text));
	return hidden;
}

void entry_shown(const struct entry *entry, char *out, size_t out_bytes)
{
	if (out_bytes == 0)
		return;
	if (entry->masked)
		put_dots(entry, out, out_bytes);
	else if (!hide_card(entry->text, out, out_bytes))
		text_copy(out, out_bytes, text_of(entry->text));
}

void entry_wipe(struct entry *entry)
{
	explicit_bzero(entry, sizeof(*entry));
}
