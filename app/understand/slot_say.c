#include "understand/slot.h"

#include "base/text.h"
#include "understand/when.h"

#include <stdio.h>
#include <string.h>

enum { GROUP_DIGITS = 3 };

static void say_masked(const char *value, char *out, size_t out_bytes)
{
	size_t chars = text_chars(text_of(value));
	size_t stars = chars < out_bytes ? chars : out_bytes - 1;

	memset(out, '*', stars);
	out[stars] = '\0';
}

/* The first word of the month in the content's list. */
static const char *month_word(const struct content *c, uint8_t language, int32_t month)
{
	for (uint32_t i = 0; i < c->words.count; i++) {
		const struct content_word *w = content_word(c, i);

		if (w->kind == WORDS_MONTHS && w->language == language && w->value == month)
			return content_string(c, w->phrase);
	}
	return NULL;
}

/* English and German write months with a capital, most other languages of Europe do not. */
static bool months_are_upper(const struct content *c, uint8_t language)
{
	const char *code = content_string(c, c->site.language[language]);

	return strcmp(code, "en") == 0 || strcmp(code, "de") == 0;
}

static bool two_digits(const char *at, int32_t *value)
{
	if (at[0] < '0' || at[0] > '9' || at[1] < '0' || at[1] > '9')
		return false;
	*value = (at[0] - '0') * 10 + at[1] - '0';
	return true;
}

bool slot_say_date(const struct content *c, uint8_t language, const char *value, char *out, size_t out_bytes)
{
	int32_t month;
	int32_t day;
	const char *word;
	uint8_t letter;

	if (strlen(value) != 10 || !two_digits(value + 5, &month) || !two_digits(value + 8, &day))
		return false;
	word = month_word(c, language, month);
	if (!word || word[0] == '\0')
		return false;
	letter = (uint8_t)(word[0] - 'a');
	if (!months_are_upper(c, language) || letter > 'z' - 'a')
		snprintf(out, out_bytes, "%d %s %.4s", (int)day, word, value);
	else
		snprintf(out, out_bytes, "%d %c%s %.4s", (int)day, 'A' + letter, word + 1, value);
	return true;
}

/* Length of the country code that the digits begin with (ITU-T E.164, list of assigned country codes). */
static size_t country_digits(const char *digits)
{
	static const char two[] =
		"20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 "
		"64 65 66 81 82 84 86 90 91 92 93 94 95 98 ";

	if (digits[0] == '1' || digits[0] == '7')
		return 1;
	for (const char *at = two; *at; at += 3) {
		if (at[0] == digits[0] && at[1] == digits[1])
			return 2;
	}
	return 3;
}

struct pen {
	char *out;
	size_t out_bytes;
	size_t used;
};

static void pen_put(struct pen *pen, const char *from, size_t count)
{
	for (size_t i = 0; i < count && pen->used + 1 < pen->out_bytes; i++)
		pen->out[pen->used++] = from[i];
	pen->out[pen->used] = '\0';
}

/* Threes; what is left over makes one group of four: in front behind a trunk zero ("0541 555 010", "0541 555 0107"),
 * else at the end
 * ("333 555 0142"). */
static void say_groups(struct pen *pen, const char *digits)
{
	size_t left = strlen(digits);
	bool zero = digits[0] == '0';
	size_t group = left % 3 == 2 ? 2 : 3;

	if (left % 3 != 0 && zero)
		group = 4;
	while (left > 0) {
		if (group > left || left == 4)
			group = left;
		pen_put(pen, digits, group);
		digits += group;
		left -= group;
		group = 3;
		if (left > 0)
			pen_put(pen, " ", 1);
	}
}

static void say_phone(const char *value, char *out, size_t out_bytes)
{
	struct pen pen = {out, out_bytes, 0};

	out[0] = '\0';
	if (value[0] == '+' && strlen(value) > 4) {
		size_t country = country_digits(value + 1);

		pen_put(&pen, value, country + 1);
		pen_put(&pen, " ", 1);
		say_groups(&pen, value + 1 + country);
	} else {
		say_groups(&pen, value);
	}
}

static bool say_choice(
	const struct content *c, uint16_t slot, uint8_t language, const char *value, char *out, size_t out_bytes)
{
	for (uint16_t i = 0; i < content_slot(c, slot)->choices_count; i++) {
		const struct content_choice *choice = content_slot_choice(c, slot, i);

		if (strcmp(content_string(c, choice->id), value) != 0)
			continue;
		text_copy(out, out_bytes, text_of(content_text(c, choice->label, language, 0)));
		return true;
	}
	return false;
}

void slot_say_digits(const struct content *c, uint16_t slot, char *words, size_t words_bytes)
{
	uint16_t type = content_slot(c, slot)->type;
	struct pen pen = {words, words_bytes, 0};
	char from[FREE_TEXT_BYTES_MAX];
	unsigned run = 0; /* digits since the last pause */

	if ((type != SLOT_DIGITS && type != SLOT_PHONE) || strchr(words, '*'))
		return;
	text_copy(from, sizeof(from), text_of(words));
	words[0] = '\0';
	for (const char *at = from; *at; at++) {
		bool pause = *at == ' ' || (type == SLOT_DIGITS && run == GROUP_DIGITS);

		if (pause && run > 0)
			pen_put(&pen, ", ", 2);
		if (pause)
			run = 0;
		if (*at == ' ')
			continue;
		if (run > 0)
			pen_put(&pen, " ", 1);
		pen_put(&pen, at, 1);
		run++;
	}
}

void slot_say(const struct content *c, uint16_t slot, uint8_t language, const char *value, char *out, size_t out_bytes)
{
	const struct content_slot *s = content_slot(c, slot);
	const char *currency = content_string(c, c->site.currency);

	CHECK(out_bytes > 0);
	if (s->flags & SLOT_MASKED) {
		say_masked(value, out, out_bytes);
		return;
	}
	if (s->type == SLOT_DATE && slot_say_date(c, language, value, out, out_bytes))
		return;
	if (s->type == SLOT_CHOICE && say_choice(c, slot, language, value, out, out_bytes))
		return;
	if (s->type == SLOT_PHONE)
		say_phone(value, out, out_bytes);
	else if (s->type == SLOT_AMOUNT && value[0] && currency[0])
		snprintf(out, out_bytes, "%s %s", currency, value);
	else
		text_copy(out, out_bytes, text_of(value));
}
