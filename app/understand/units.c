#include "understand/units.h"

#include <string.h>

enum { COMPOUND_BYTES_MIN = 5, ORDINALS_COUNT = 20 };

static const uint32_t kinds_numbers =
	1U << WORDS_DIGITS | 1U << WORDS_NUMBERS | 1U << WORDS_REPEATS | 1U << WORDS_FILLER;
static const uint32_t kinds_dates = 1U << WORDS_MONTHS | 1U << WORDS_WEEKDAYS | 1U << WORDS_DAYS | 1U << WORDS_NEXT;

/* What the content has no list for. A site in another language does without: its numbers and dates still work. */
static const char *const ordinals[][ORDINALS_COUNT] = {
	{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
		"twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
		"nineteenth", "twentieth"},
	{"primo", "secondo", "terzo", "quarto", "quinto", "sesto", "settimo", "ottavo", "nono", "decimo", "undicesimo",
		"dodicesimo", "tredicesimo", "quattordicesimo", "quindicesimo", "sedicesimo", "diciassettesimo",
		"diciottesimo", "diciannovesimo", "ventesimo"},
	{"prima", "seconda", "terza", "quarta", "quinta", "sesta", "settima", "ottava", "nona", "decima", "undicesima",
		"dodicesima", "tredicesima", "quattordicesima", "quindicesima", "sedicesima", "diciassettesima",
		"diciottesima", "diciannovesima", "ventesima"},
};
static const char *const lasts[] = {"last", "ultimo", "ultima", NULL};
static const char *const joins[] = {"and", "e", "ed", NULL};
static const char *const smalls[] = {"the", "a", "an", "one", "number", "option", "choice", "of", "to", "i", "my", "is",
	"it", "would", "will", "want", "for", "with", "in", "on", "that", "this", "take", "il", "lo", "la", "le", "i",
	"gli", "l", "un", "una", "uno", "numero", "opzione", "scelta", "di", "del", "della", "vorrei", "voglio", "per",
	"con", "quello", "quella", "prendo", "scelgo", NULL};

static uint8_t unit_kind_of(enum words_kind kind)
{
	switch (kind) {
	case WORDS_DIGITS: return UNIT_DIGIT;
	case WORDS_NUMBERS: return UNIT_NUMBER;
	case WORDS_REPEATS: return UNIT_REPEAT;
	case WORDS_MONTHS: return UNIT_MONTH;
	case WORDS_WEEKDAYS: return UNIT_WEEKDAY;
	case WORDS_DAYS: return UNIT_DAY;
	case WORDS_NEXT: return UNIT_NEXT;
	default: return UNIT_FILLER; /* nothing else is looked for */
	}
}

static int32_t written_value(const struct token *token)
{
	int32_t value = 0;

	if (token->length > 9)
		return -1;
	for (uint16_t i = 0; i < token->length; i++)
		value = value * 10 + (token->at[i] - '0');
	return value;
}

static bool is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* Length of the piece at `at` of a compound that this number word makes: whole ("cento|trenta"), or without its last
 * vowel before another one ("vent|uno"). */
static uint16_t piece_length(const struct token *token, uint16_t at, const struct token *word)
{
	uint16_t left = (uint16_t)(token->length - at);

	if (word->length > left)
		return 0;
	if (memcmp(token->at + at, word->at, word->length) == 0)
		return word->length;
	if (word->length < 4 || !is_vowel(word->at[word->length - 1]))
		return 0;
	if (memcmp(token->at + at, word->at, word->length - 1U) == 0 && is_vowel(token->at[at + word->length - 1]))
		return (uint16_t)(word->length - 1);
	return 0;
}

/* The longest number word that is a piece of the token at `at`. */
static uint16_t piece_find(
	const struct content *c, uint8_t language, const struct token *token, uint16_t at, int32_t *value)
{
	uint16_t longest = 0;

	for (uint32_t i = 0; i < c->words.count; i++) {
		const struct content_word *w = content_word(c, i);
		const char *phrase = content_string(c, w->phrase);
		struct tokens t;
		uint16_t length;

		if (w->language != language || (w->kind != WORDS_DIGITS && w->kind != WORDS_NUMBERS))
			continue;
		if ((uint8_t)phrase[0] < 0x80 && phrase[0] != token->at[at])
			continue; /* number words are lower case: most differ here */
		tokens_read(&t, phrase);
		if (t.count != 1 || t.list[0].length < 3)
			continue;
		length = piece_length(token, at, &t.list[0]);
		if (length > longest) {
			longest = length;
			*value = w->value;
		}
	}
	return longest;
}

/* A running cardinal: thousands done, and what stands below them. -1 in `low`: nothing yet, and it has no value. */
struct cardinal {
	int32_t thousands;
	int32_t low;
};

/* Adds the next part; false if it cannot follow ("twenty" after "two"). */
static bool cardinal_add(struct cardinal *n, int32_t value)
{
	int32_t low = n->low < 0 ? 0 : n->low;

	if (value == 1000) {
		if (n->thousands > 0 || low > 999)
			return false;
		n->thousands = n->low < 0 ? 1 : low;
		n->low = 0;
		return n->thousands > 0;
	}
	if (value == 100) {
		if (low > 9)
			return false;
		n->low = low == 0 ? 100 : low * 100;
		return true;
	}
	if (n->low > 0 || (n->low == 0 && n->thousands == 0)) {
		int32_t room = value < 10 ? 10 : value < 100 ? 100 : 1000;

		if (low == 0 || low % room != 0 || value == 0 || (value < 10 && low % 100 == 10))
			return false;
	}
	if (value > 999 && n->low >= 0)
		return false;
	n->low = low + value;
	return true;
}

static int32_t cardinal_value(const struct cardinal *n)
{
	return n->thousands * 1000 + n->low;
}

/* "duecentotrenta": number words written together; one that stands alone is found as a word. -1: it is not one. */
static int32_t compound_value(const struct content *c, uint8_t language, const struct token *token)
{
	struct cardinal n = {0, -1};
	uint16_t at = 0;

	if (token->length < COMPOUND_BYTES_MIN)
		return -1;
	while (at < token->length) {
		int32_t value = 0;
		uint16_t length = piece_find(c, language, token, at, &value);

		if (length == 0 || !cardinal_add(&n, value))
			return -1;
		at = (uint16_t)(at + length);
		/* "Centotto": the two vowels are one letter, which belongs to the next piece. */
		if (at < token->length && is_vowel(token->at[at - 1]) &&
			piece_find(c, language, token, at, &value) == 0)
			at--;
	}
	return cardinal_value(&n);
}

static bool ordinal_find(const struct token *token, int32_t *value)
{
	for (size_t row = 0; row < sizeof(ordinals) / sizeof(ordinals[0]); row++) {
		for (int32_t i = 0; i < ORDINALS_COUNT; i++) {
			if (token_is(token, ordinals[row][i])) {
				*value = i + 1;
				return true;
			}
		}
	}
	return false;
}

static void unit_read_other(struct unit *unit, const struct content *c, uint8_t language, const struct token *token)
{
	int32_t compound;

	if (ordinal_find(token, &unit->value)) {
		unit->kind = UNIT_ORDINAL;
	} else if (token_is_one(token, lasts)) {
		unit->kind = UNIT_LAST;
	} else if (token_is_one(token, joins)) {
		unit->kind = UNIT_JOIN;
	} else if ((compound = compound_value(c, language, token)) >= 0) {
		unit->kind = UNIT_NUMBER;
		unit->compound = true;
		unit->value = compound;
	}
}

static void unit_read(
	struct unit *unit, const struct units *u, const struct content *c, uint8_t language, uint32_t kinds)
{
	const struct token *token = &u->tokens.list[unit->first];
	const struct content_word *word = NULL;

	if (token->digits) {
		unit->kind = UNIT_WRITTEN;
		unit->value = written_value(token);
		return;
	}
	unit->count = lexicon_say(c, language, kinds, &u->tokens, unit->first, &word);
	if (unit->count > 0) {
		unit->kind = unit_kind_of(word->kind);
		unit->value = word->value;
		return;
	}
	unit->count = 1;
	unit_read_other(unit, c, language, token);
}

bool units_read(struct units *u, const struct content *c, uint8_t language, const char *words, bool with_dates)
{
	uint32_t kinds = kinds_numbers | (with_dates ? kinds_dates : 0);
	uint16_t at = 0;

	tokens_read(&u->tokens, words);
	u->count = 0;
	while (at < u->tokens.count) {
		struct unit *unit = &u->list[u->count++];

		*unit = (struct unit){.first = at, .count = 1};
		unit_read(unit, u, c, language, kinds);
		at = (uint16_t)(at + unit->count);
	}
	return u->tokens.whole;
}

static bool is_number(const struct unit *unit)
{
	return unit->kind == UNIT_WRITTEN || unit->kind == UNIT_DIGIT || unit->kind == UNIT_NUMBER;
}

/* A written number that stands by itself may open a cardinal ("2 thousand") but never go on with one. */
static bool cardinal_goes_on(const struct units *u, uint16_t at, uint16_t first)
{
	const struct unit *unit = &u->list[at];

	if (unit->kind == UNIT_WRITTEN)
		return at == first && unit->value >= 0;
	return unit->kind == UNIT_DIGIT || unit->kind == UNIT_NUMBER;
}

int32_t units_cardinal(const struct units *u, uint16_t *at)
{
	struct cardinal n = {0, -1};
	uint16_t i = *at;

	while (i < u->count) {
		const struct unit *unit = &u->list[i];

		if (unit->kind == UNIT_JOIN && i > *at && i + 1 < u->count &&
			cardinal_goes_on(u, (uint16_t)(i + 1), *at)) {
			struct cardinal after = n;

			if (!cardinal_add(&after, u->list[i + 1].value))
				break;
			i++;
			continue;
		}
		if (!cardinal_goes_on(u, i, *at) || !cardinal_add(&n, unit->value))
			break;
		i++;
	}
	if (i == *at || cardinal_value(&n) > 999999)
		return -1;
	*at = i;
	return cardinal_value(&n);
}

struct digit_run {
	char *digits;
	size_t max;
	size_t count;
};

static void run_put(struct digit_run *run, char digit, int32_t times)
{
	for (int32_t i = 0; i < times; i++) {
		if (run->count < run->max)
			run->digits[run->count] = digit;
		run->count++;
	}
}

static void run_put_value(struct digit_run *run, int32_t value)
{
	char back[10];
	size_t count = 0;

	do {
		back[count++] = (char)('0' + value % 10);
		value /= 10;
	} while (value > 0);
	while (count > 0)
		run_put(run, back[--count], 1);
}

/* "double four", "double 4": 0 units if what follows is no single digit. */
static uint16_t run_repeat(struct digit_run *run, const struct units *u, uint16_t at)
{
	const struct unit *next = at + 1 < u->count ? &u->list[at + 1] : NULL;
	bool single = next && (next->kind == UNIT_DIGIT ||
				      (next->kind == UNIT_WRITTEN && u->tokens.list[next->first].length == 1));

	if (!single)
		return 0;
	run_put(run, (char)('0' + next->value), u->list[at].value);
	return 2;
}

/* Of a power of ten; 0: it is none. */
static int32_t zeros_of(int32_t value)
{
	int32_t zeros = 0;

	for (; value >= 10 && value % 10 == 0; value /= 10)
		zeros++;
	return value == 1 ? zeros : 0;
}

/* "forty two" is 42, "five hundred" is 500, and "cento" by itself 100: how people group digits. */
static uint16_t run_number(struct digit_run *run, const struct units *u, uint16_t at)
{
	const struct unit *unit = &u->list[at];
	const struct unit *next = at + 1 < u->count ? &u->list[at + 1] : NULL;

	if (!unit->compound && run->count > 0 && zeros_of(unit->value) > 1) {
		run_put(run, '0', zeros_of(unit->value));
		return 1;
	}
	if (unit->value >= 20 && unit->value < 100 && unit->value % 10 == 0 && next && next->kind == UNIT_DIGIT &&
		next->value > 0) {
		run_put_value(run, unit->value + next->value);
		return 2;
	}
	run_put_value(run, unit->value);
	return 1;
}

static uint16_t run_unit(struct digit_run *run, const struct units *u, uint16_t at)
{
	const struct unit *unit = &u->list[at];
	const struct token *token = &u->tokens.list[unit->first];

	switch (unit->kind) {
	case UNIT_WRITTEN:
		for (uint16_t i = 0; i < token->length; i++)
			run_put(run, token->at[i], 1);
		return 1;
	case UNIT_DIGIT: run_put(run, (char)('0' + unit->value), 1); return 1;
	case UNIT_NUMBER: return run_number(run, u, at);
	case UNIT_REPEAT: return run_repeat(run, u, at);
	default: return 0;
	}
}

size_t units_digits(const struct units *u, uint16_t *at, char *digits, size_t digits_max)
{
	struct digit_run run = {digits, digits_max, 0};
	uint16_t i = *at;

	while (i < u->count) {
		uint16_t used = run_unit(&run, u, i);
		uint16_t skip = i;

		if (used > 0) {
			i = (uint16_t)(i + used);
			*at = i;
			continue;
		}
		/* "four, um, two": fillers and "and" between digits are breath. */
		while (skip < u->count && (u->list[skip].kind == UNIT_FILLER || u->list[skip].kind == UNIT_JOIN))
			skip++;
		if (run.count == 0 || skip == i || skip == u->count ||
			!(is_number(&u->list[skip]) || u->list[skip].kind == UNIT_REPEAT))
			break;
		i = skip;
	}
	return run.count;
}

bool unit_is_small(const struct units *u, uint16_t at)
{
	const struct unit *unit = &u->list[at];

	return unit->kind == UNIT_FILLER || token_is_one(&u->tokens.list[unit->first], smalls);
}

bool unit_is_ordinal_tail(const struct units *u, uint16_t at)
{
	const struct token *token = &u->tokens.list[u->list[at].first];

	return at > 0 && u->list[at - 1].kind == UNIT_WRITTEN && token->length <= 2 && !token->spaced &&
	       token->gap == 0;
}
