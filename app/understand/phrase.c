#include "understand/phrase.h"

#include "understand/units.h"

#include <string.h>

static const uint32_t kinds_universal = (1U << (WORDS_CHANGE + 1)) - 1;

_Static_assert(WORDS_YES == 0 && WORDS_CHANGE < WORDS_DIGITS, "the universal kinds stand first in names.h");

/* "yes, go back" is back: a yes or no in front of an order only leads to it. Two orders, or yes and no, are none. */
static enum words_kind kind_join(enum words_kind before, enum words_kind kind)
{
	if (before == WORDS_COUNT || before == kind)
		return kind;
	if ((before == WORDS_YES || before == WORDS_NO) && kind != WORDS_YES && kind != WORDS_NO)
		return kind;
	return WORDS_COUNT;
}

/* Politeness in front of an order; it carries nothing, as a filler. */
static const char *const polite[] = {"can i", "could i", "may i", "can you", "could you", "will you", "would you",
	"i would like to", "i would like", "i want to", "i want", "i need to", "let me", "posso", "potrei", "può",
	"potrebbe", "vorrei", "voglio", "mi può", "devo"};

static uint16_t lead_say(const struct tokens *tokens, uint16_t at)
{
	uint16_t longest = 0;

	for (size_t i = 0; i < sizeof(polite) / sizeof(polite[0]); i++) {
		uint16_t count = tokens_say(tokens, at, polite[i]);

		if (count > longest)
			longest = count;
	}
	return longest;
}

static enum words_kind kind_in(const struct content *c, uint8_t language, const struct tokens *tokens)
{
	enum words_kind kind = WORDS_COUNT;
	uint16_t at = 0;

	while (at < tokens->count) {
		const struct content_word *word = NULL;
		uint16_t count = lexicon_say(c, language, kinds_universal | 1U << WORDS_FILLER, tokens, at, &word);

		if (count == 0)
			count = lead_say(tokens, at);
		if (count == 0)
			return WORDS_COUNT;
		at = (uint16_t)(at + count);
		if (!word || word->kind == WORDS_FILLER)
			continue;
		kind = kind_join(kind, (enum words_kind)word->kind);
		if (kind == WORDS_COUNT)
			return kind;
	}
	return kind;
}

enum words_kind phrase_kind(const struct content *c, uint8_t language, const char *words)
{
	struct tokens tokens;
	enum words_kind kind;

	tokens_read(&tokens, words);
	if (!tokens.whole)
		return WORDS_COUNT;
	kind = kind_in(c, language, &tokens);
	for (uint8_t l = 0; l < c->site.languages_count && kind == WORDS_COUNT; l++) {
		if (l != language)
			kind = kind_in(c, l, &tokens);
	}
	return kind;
}

/* What one of several things may be called: the choices of a slot, or plain texts. */
struct options {
	const struct content *c;
	const uint16_t *texts; /* NULL: the slot's choices */
	uint16_t slot;
	uint16_t count;
	uint8_t language;
};

/* The n-th name of an option, its label first; NULL: it has no more. */
static const char *option_name(const struct options *o, uint16_t option, uint32_t n)
{
	const struct content_choice *choice;

	if (o->texts)
		return n == 0 ? content_text(o->c, o->texts[option], o->language, 0) : NULL;
	choice = content_slot_choice(o->c, o->slot, option);
	if (n == 0)
		return content_text(o->c, choice->label, o->language, 0);
	if (n > choice->asks[o->language].count)
		return NULL;
	return content_phrase(o->c, choice->asks[o->language], n - 1);
}

/* How an option may be meant, from the surest sign to the weakest. */
typedef bool (*option_test)(const struct units *u, const char *name);

static bool filler_token(const struct units *u, uint16_t token)
{
	const struct unit *unit = u->list; /* each token is of one */

	while (token >= unit->first + unit->count)
		unit++;
	return unit->kind == UNIT_FILLER;
}

/* The whole utterance is the name, fillers around it left aside. */
static bool says_all(const struct units *u, const char *name)
{
	uint16_t from = 0;
	uint16_t said;

	while (from < u->tokens.count) {
		uint16_t to;

		said = tokens_say(&u->tokens, from, name);
		to = (uint16_t)(from + said);
		while (said > 0 && to < u->tokens.count && filler_token(u, to))
			to++;
		if (said > 0 && to == u->tokens.count)
			return true;
		if (!filler_token(u, from))
			return false;
		from++;
	}
	return false;
}

/* The name stands somewhere in the utterance: "the gold card if I may". */
static bool says_within(const struct units *u, const char *name)
{
	for (uint16_t from = 0; from < u->tokens.count; from++) {
		if (tokens_say(&u->tokens, from, name) > 0)
			return true;
	}
	return false;
}

static bool name_has(const struct tokens *name, const struct token *token)
{
	for (uint16_t i = 0; i < name->count; i++) {
		const struct token *n = &name->list[i];

		if (n->length == token->length && memcmp(n->at, token->at, n->length) == 0)
			return true;
	}
	return false;
}

/* All that the utterance says is part of the name: "the gold one" of "Gold card". */
static bool says_part(const struct units *u, const char *name)
{
	struct tokens n;
	uint16_t found = 0;

	tokens_read(&n, name);
	for (uint16_t i = 0; i < u->count; i++) {
		const struct unit *unit = &u->list[i];

		if (unit_is_small(u, i))
			continue;
		for (uint16_t t = unit->first; t < unit->first + unit->count; t++) {
			if (!name_has(&n, &u->tokens.list[t]))
				return false;
			found++;
		}
	}
	return found > 0;
}

/* The one option that passes; NONE16: none, or more than one. */
static uint16_t option_only(const struct options *o, const struct units *u, option_test test)
{
	uint16_t only = NONE16;

	for (uint16_t i = 0; i < o->count; i++) {
		bool fits = false;
		const char *name;

		for (uint32_t n = 0; !fits && (name = option_name(o, i, n)) != NULL; n++)
			fits = test(u, name);
		if (fits && only != NONE16)
			return NONE16;
		if (fits)
			only = i;
	}
	return only;
}

static bool stands_alone(const struct units *u, uint16_t at)
{
	for (uint16_t i = 0; i < u->count; i++)
		if (i != at && u->list[i].kind != UNIT_FILLER)
			return false;
	return true;
}

/* "Number one", "one": here the word is a place, in "the second one" it is not. */
static bool small_is_place(const struct units *u, uint16_t at)
{
	static const char *const leads[] = {"number", "option", "choice", "numero", "opzione", "scelta", NULL};

	if (u->list[at].kind != UNIT_DIGIT)
		return false;
	return stands_alone(u, at) || (at > 0 && token_is_one(&u->tokens.list[u->list[at - 1].first], leads));
}

/* "two", "the second one", "number 2", "the last": the place among `count`, from 1; 0: none. */
static uint16_t place_said(const struct units *u, uint16_t count)
{
	uint16_t place = 0;

	for (uint16_t i = 0; i < u->count; i++) {
		const struct unit *unit = &u->list[i];
		int32_t value = 0;

		if ((unit_is_small(u, i) && !small_is_place(u, i)) || unit_is_ordinal_tail(u, i))
			continue;
		if (unit->kind == UNIT_WRITTEN || unit->kind == UNIT_DIGIT || unit->kind == UNIT_NUMBER ||
			unit->kind == UNIT_ORDINAL)
			value = unit->value;
		else if (unit->kind == UNIT_LAST)
			value = count;
		if (value < 1 || value > count || place > 0)
			return 0;
		place = (uint16_t)value;
	}
	return place;
}

static uint16_t option_said(const struct options *o, const char *words)
{
	struct units u;
	uint16_t option;
	uint16_t place;

	if (!units_read(&u, o->c, o->language, words, false))
		return NONE16;
	option = option_only(o, &u, says_all);
	if (option != NONE16)
		return option;
	place = place_said(&u, o->count);
	if (place > 0)
		return (uint16_t)(place - 1);
	option = option_only(o, &u, says_within);
	return option != NONE16 ? option : option_only(o, &u, says_part);
}

static uint16_t option_in_any_language(struct options o, uint8_t language, const char *words)
{
	uint16_t option;

	o.language = language;
	option = option_said(&o, words);
	for (uint8_t l = 0; l < o.c->site.languages_count && option == NONE16; l++) {
		o.language = l;
		if (l != language)
			option = option_said(&o, words);
	}
	return option;
}

uint16_t phrase_option(const struct content *c, uint16_t slot, uint8_t language, const char *words)
{
	struct options o = {.c = c, .slot = slot, .count = content_slot(c, slot)->choices_count};

	return option_in_any_language(o, language, words);
}

uint16_t phrase_text(
	const struct content *c, const uint16_t *texts, uint16_t texts_count, uint8_t language, const char *words)
{
	struct options o = {.c = c, .texts = texts, .count = texts_count};

	return texts_count > 0 ? option_in_any_language(o, language, words) : NONE16;
}

/* "out of ten", "su dieci", "/10" behind a score. */
static bool scale_said(const struct units *u, uint16_t *at)
{
	static const char *const overs[] = {"out", "of", "su", "over", NULL};
	uint16_t i = *at;

	while (i < u->count && token_is_one(&u->tokens.list[u->list[i].first], overs))
		i++;
	if (i == u->count || (i == *at && u->tokens.list[u->list[i].first].gap != '/'))
		return false;
	if (units_cardinal(u, &i) < 0)
		return false;
	*at = i;
	return true;
}

int32_t phrase_number(const struct content *c, uint8_t language, const char *words)
{
	struct units u;
	int32_t number = -1;

	if (!units_read(&u, c, language, words, false))
		return -1;
	for (uint16_t at = 0; at < u.count;) {
		uint16_t start = at;
		int32_t value;

		if (number >= 0 && scale_said(&u, &at))
			continue;
		value = units_cardinal(&u, &at);
		/* "Un 9", "a nine": the article before a number is none itself. */
		if (value == 1 && at < u.count && unit_is_small(&u, start))
			continue;
		if (value >= 0 && number >= 0)
			return -1;
		if (value >= 0)
			number = value;
		else if (!unit_is_small(&u, at++))
			return -1;
	}
	return number;
}

size_t phrase_digits(const struct content *c, uint8_t language, const char *words, char *out, size_t out_bytes)
{
	struct units u;
	size_t used = 0;

	out[0] = '\0';
	if (!units_read(&u, c, language, words, false))
		return 0;
	for (uint16_t at = 0; at < u.count;) {
		char run[PHRASE_DIGITS_MAX];
		size_t count = units_digits(&u, &at, run, sizeof(run));

		if (count == 0 && unit_is_small(&u, at++))
			continue;
		if (count == 0 || count > sizeof(run) || used + count >= out_bytes) {
			out[0] = '\0';
			return 0;
		}
		memcpy(out + used, run, count);
		used += count;
		out[used] = '\0';
	}
	return used;
}

/* --- a code by its name --- */

/* Where the units begin and end that call a code so: "my code"; to == 0: none do. */
struct span {
	uint16_t from, to;
};

/* A bare "code" belongs to the word before it: "PIN code". */
static bool is_called_otherwise(const struct units *u, uint16_t at, uint16_t tokens)
{
	return tokens == 1 && at > 0 && u->tokens.list[u->list[at].first].gap == 0 &&
	       u->list[at - 1].kind != UNIT_JOIN && !unit_is_small(u, (uint16_t)(at - 1));
}

static struct span code_called(const struct units *u, const struct content *c, uint8_t language)
{
	for (uint16_t at = 0; at < u->count; at++) {
		const struct content_word *word;
		uint16_t first = u->list[at].first;
		uint16_t tokens = lexicon_say(c, language, 1U << WORDS_CODE, &u->tokens, first, &word);
		uint16_t to = at;

		while (to < u->count && u->list[to].first < first + tokens)
			to++;
		if (tokens > 0 && !is_called_otherwise(u, at, tokens))
			return (struct span){at, to};
	}
	return (struct span){0, 0};
}

static bool has_number(const struct units *u, uint16_t from, uint16_t to)
{
	for (uint16_t at = from; at < to; at++) {
		uint8_t kind = u->list[at].kind;

		if (!unit_is_small(u, at) && (kind == UNIT_WRITTEN || kind == UNIT_DIGIT || kind == UNIT_NUMBER))
			return true;
	}
	return false;
}

/* "is", "è", which without its accent is "e". */
static bool leads_to_code(const struct units *u, uint16_t at)
{
	return u->list[at].kind == UNIT_JOIN || (u->list[at].kind != UNIT_DIGIT && unit_is_small(u, at));
}

static bool code_in(const struct content *c, uint8_t language, const char *words, char *out, size_t out_bytes)
{
	struct units u;
	struct span called;
	uint16_t at;
	size_t count;

	if (!units_read(&u, c, language, words, false))
		return false;
	called = code_called(&u, c, language);
	at = called.to;
	while (at > 0 && at < u.count && leads_to_code(&u, at))
		at++;
	if (at == 0 || at == u.count || has_number(&u, 0, called.from))
		return false;
	count = units_digits(&u, &at, out, out_bytes - 1);
	if (count == 0 || count >= out_bytes || has_number(&u, at, u.count))
		return false;
	out[count] = '\0';
	return true;
}

bool phrase_code(const struct content *c, uint8_t language, const char *words, char *out, size_t out_bytes)
{
	bool is = code_in(c, language, words, out, out_bytes);

	for (uint8_t l = 0; l < c->site.languages_count && !is; l++)
		is = l != language && code_in(c, l, words, out, out_bytes);
	return is;
}
