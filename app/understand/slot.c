#include "understand/slot.h"

#include "base/text.h"
#include "understand/amount.h"
#include "understand/phrase.h"
#include "understand/units.h"
#include "understand/when.h"

#include <stdio.h>
#include <string.h>

enum { PHONE_DIGITS_MIN = 6, PHONE_DIGITS_MAX = 15, DIGITS_MAX = 40, NAME_WORDS_MAX = 6, LETTERS_MIN = 2 };

/* ---- digits and telephone numbers ------------------------------------------------------------------------------- */

/* The one run of digits whose length fits: "the last four are 4 2 3 9" names 4239. */
static bool only_run(const struct units *u, size_t min, size_t max, char *out, uint16_t *start)
{
	bool found = false;

	for (uint16_t at = 0; at < u->count;) {
		char run[DIGITS_MAX + 1];
		uint16_t first = at;
		size_t count = units_digits(u, &at, run, DIGITS_MAX);

		if (count == 0) {
			at++;
			continue;
		}
		if (count < min || count > max)
			continue;
		run[count] = '\0';
		if (found && strcmp(run, out) != 0)
			return false;
		found = true;
		*start = first;
		memcpy(out, run, count + 1);
	}
	return found;
}

static bool parse_digits(const struct content_slot *s, const struct units *u, char *out, size_t out_bytes)
{
	char digits[DIGITS_MAX + 1];
	size_t min = s->min > 0 ? (size_t)s->min : 1;
	size_t max = s->max > 0 && s->max < DIGITS_MAX ? (size_t)s->max : DIGITS_MAX;
	uint16_t start;

	if (!only_run(u, min, max, digits, &start))
		return false;
	return (size_t)snprintf(out, out_bytes, "%s", digits) < out_bytes;
}

static bool parse_phone(const struct units *u, char *out, size_t out_bytes)
{
	static const char *const pluses[] = {"plus", "piu", NULL};
	char digits[DIGITS_MAX + 1];
	uint16_t start;
	bool plus;

	if (!only_run(u, PHONE_DIGITS_MIN, PHONE_DIGITS_MAX, digits, &start))
		return false;
	plus = u->tokens.list[u->list[start].first].gap == '+' ||
	       (start > 0 && token_is_one(&u->tokens.list[u->list[start - 1].first], pluses));
	return (size_t)snprintf(out, out_bytes, "%s%s", plus ? "+" : "", digits) < out_bytes;
}

/* ---- amounts, dates, times, choices ----------------------------------------------------------------------------- */

static bool parse_amount(const struct content_slot *s, const struct units *u, char *out, size_t out_bytes)
{
	int64_t cents = amount_cents(u, s->min, s->max);

	if (cents < 0)
		return false;
	if (cents % 100 == 0)
		return (size_t)snprintf(out, out_bytes, "%lld", (long long)(cents / 100)) < out_bytes;
	return (size_t)snprintf(out, out_bytes, "%lld.%02d", (long long)(cents / 100), (int)(cents % 100)) < out_bytes;
}

/* A clock beyond the calendar is as good as none. */
static int32_t today_of(int64_t local_s)
{
	return local_s > 0 && local_s / SECONDS_PER_DAY <= DATE_LAST ? (int32_t)(local_s / SECONDS_PER_DAY) : DATE_NONE;
}

static bool parse_date(
	const struct content_slot *s, const struct units *u, int64_t local_s, char *out, size_t out_bytes)
{
	int32_t today = today_of(local_s);
	int32_t day = when_date(u, today, s->min < 0 && s->max <= 0);
	int32_t y;
	int32_t m;
	int32_t d;

	if (day == DATE_NONE)
		return false;
	if (today != DATE_NONE && (s->min != 0 || s->max != 0) && (day < today + s->min || day > today + s->max))
		return false;
	date_civil(day, &y, &m, &d);
	return (size_t)snprintf(out, out_bytes, "%04d-%02d-%02d", (int)y, (int)m, (int)d) < out_bytes;
}

static bool parse_time(const struct units *u, char *out, size_t out_bytes)
{
	int32_t minutes = when_time(u);

	if (minutes < 0)
		return false;
	return (size_t)snprintf(out, out_bytes, "%02d:%02d", (int)(minutes / 60), (int)(minutes % 60)) < out_bytes;
}

static bool parse_choice(
	const struct content *c, uint16_t slot, uint8_t language, const char *words, char *out, size_t out_bytes)
{
	uint16_t option = phrase_option(c, slot, language, words);
	const char *id;

	if (option == NONE16)
		return false;
	id = content_string(c, content_slot_choice(c, slot, option)->id);
	return (size_t)snprintf(out, out_bytes, "%s", id) < out_bytes;
}

/* ---- free text and names ---------------------------------------------------------------------------------------- */

static bool is_blank(uint32_t point)
{
	return point <= ' ' || point == 0x7f || point == 0xa0;
}

/* Trimmed, spaces single, no control characters. A piece of words that is too long for out is cut. Returns the number
 * of characters. */
static size_t put_clean(const char *from, const char *to, char *out, size_t out_bytes)
{
	size_t used = 0;
	size_t chars = 0;
	bool gap = false;

	while (from < to) {
		uint32_t point = text_next(&from, to);
		size_t put;

		if (is_blank(point)) {
			gap = used > 0;
			continue;
		}
		if (used + (gap ? 1 : 0) + 5 > out_bytes)
			break;
		if (gap)
			out[used++] = ' ';
		gap = false;
		put = text_put(out + used, out_bytes - used, point);
		used += put;
		chars++;
	}
	out[used] = '\0';
	return chars;
}

static bool parse_text(const char *words, char *out, size_t out_bytes)
{
	return put_clean(words, words + strlen(words), out, out_bytes) >= LETTERS_MIN;
}

/* What people say in front of their name. Languages that the list has not are taken as they come. */
static const char *const name_leads[] = {"my name is", "the name is", "the name's", "name is", "my full name is",
	"i am", "this is", "it is", "call me", "im", "mi chiamo", "io mi chiamo", "il mio nome è", "il nome è", "nome",
	"io sono", "sono", "è", "si chiama"};

static uint16_t name_from(const struct units *u)
{
	uint16_t at = 0;
	uint16_t before;

	do {
		before = at;
		for (size_t i = 0; i < sizeof(name_leads) / sizeof(name_leads[0]); i++)
			at = (uint16_t)(at + tokens_say(&u->tokens, at, name_leads[i]));
		for (uint16_t i = 0; i < u->count; i++) {
			if (u->list[i].first == at && u->list[i].kind == UNIT_FILLER)
				at = (uint16_t)(at + u->list[i].count);
		}
	} while (at != before);
	return at;
}

static uint16_t name_to(const struct units *u)
{
	uint16_t units = u->count;

	while (units > 0 && u->list[units - 1].kind == UNIT_FILLER)
		units--;
	return units == 0 ? 0 : (uint16_t)(u->list[units - 1].first + u->list[units - 1].count);
}

/* The inverse of text_lower for its simple pairs. */
static uint32_t upper(uint32_t c)
{
	static const uint32_t distances[] = {32, 1, 80};

	for (size_t i = 0; i < sizeof(distances) / sizeof(distances[0]); i++) {
		uint32_t larger = c - distances[i];

		if (c > distances[i] && text_lower(larger) == c)
			return larger;
	}
	return c;
}

/* "ROSSI" becomes "Rossi"; "McDonald" and "de Luca" keep what their owner typed after the first letter. */
static bool all_upper(const char *from, const char *to)
{
	while (from < to) {
		uint32_t point = text_next(&from, to);

		if (text_is_word(point) && text_lower(point) == point)
			return false;
	}
	return true;
}

/* A sign that may stand in a name; a full stop or comma only parts words. */
static bool name_sign(uint32_t point, char *sign)
{
	if (is_blank(point) || point == '.' || point == ',')
		*sign = ' ';
	else if (point == '\'' || point == 0x2019 || point == 0x60)
		*sign = '\'';
	else if (point == '-' || point == 0x2010 || point == 0x2011)
		*sign = '-';
	else
		return false;
	return true;
}

struct name_pen {
	char *out;
	size_t out_bytes;
	size_t used;
	size_t letters;
	size_t words;
	char sign; /* stands before the next letter; 0: none */
	bool lower_rest;
};

static bool name_put(struct name_pen *pen, uint32_t point)
{
	bool first = pen->used == 0 || pen->sign != 0;

	if (pen->used + 6 > pen->out_bytes)
		return false;
	if (pen->sign) /* never before the first letter: a token begins with one */
		pen->out[pen->used++] = pen->sign;
	if (pen->used == 0 || pen->sign == ' ')
		pen->words++;
	if (first)
		point = upper(point);
	else if (pen->lower_rest)
		point = text_lower(point);
	pen->used += text_put(pen->out + pen->used, pen->out_bytes - pen->used, point);
	pen->sign = 0;
	pen->letters++;
	return true;
}

static bool put_name(const char *from, const char *to, char *out, size_t out_bytes)
{
	struct name_pen pen = {.out = out, .out_bytes = out_bytes, .lower_rest = all_upper(from, to)};

	while (from < to) {
		uint32_t point = text_next(&from, to);
		char sign;

		if (name_sign(point, &sign)) {
			pen.sign = pen.sign && sign == ' ' ? pen.sign : sign;
			continue;
		}
		if (!text_is_word(point) || point <= '9' || !name_put(&pen, point)) /* no word begins before '0' */
			return false;
	}
	out[pen.used] = '\0';
	return pen.letters >= LETTERS_MIN && pen.words <= NAME_WORDS_MAX;
}

static bool parse_name(const struct units *u, const char *words, char *out, size_t out_bytes)
{
	uint16_t from = name_from(u);
	uint16_t to = name_to(u);

	if (from >= to)
		return false;
	return put_name(words + u->tokens.list[from].from, words + u->tokens.list[to - 1].to, out,
		out_bytes < NAME_BYTES_MAX ? out_bytes : NAME_BYTES_MAX);
}

/* ---- all together ----------------------------------------------------------------------------------------------- */

static bool parse(const struct content *c, uint16_t slot, uint8_t language, int64_t local_s, const char *words,
	char *out, size_t out_bytes)
{
	const struct content_slot *s = content_slot(c, slot);
	struct units u;

	if (s->type == SLOT_TEXT)
		return parse_text(words, out, out_bytes);
	if (s->type == SLOT_CHOICE)
		return parse_choice(c, slot, language, words, out, out_bytes);
	if (!units_read(&u, c, language, words, s->type == SLOT_DATE))
		return false;
	switch (s->type) {
	case SLOT_DIGITS: return parse_digits(s, &u, out, out_bytes);
	case SLOT_AMOUNT: return parse_amount(s, &u, out, out_bytes);
	case SLOT_DATE: return parse_date(s, &u, local_s, out, out_bytes);
	case SLOT_TIME: return parse_time(&u, out, out_bytes);
	case SLOT_NAME: return parse_name(&u, words, out, out_bytes);
	default: return parse_phone(&u, out, out_bytes);
	}
}

bool slot_parse(const struct content *c, uint16_t slot, uint8_t language, int64_t local_s, const char *words, char *out,
	size_t out_bytes)
{
	CHECK(out_bytes > 0);
	out[0] = '\0';
	if (parse(c, slot, language, local_s, words, out, out_bytes))
		return true;
	out[0] = '\0';
	return false;
}
