#include "understand/slot.h"

#include "understand/units.h"

#include <string.h>

enum {
	CARD_DIGITS_MIN = 13,
	CARD_DIGITS_MAX = 19,
	LOOKAHEAD_TOKENS = 8, /* the longest phrase of the word lists, with room */
	GONE = 0x01           /* a byte that leaves the sentence when all is masked */
};

/* One digit of a number that may be a card's, and the bytes that said it. */
struct digit {
	uint32_t from;
	uint32_t to;
	uint8_t value;
	bool opens; /* first of a group: a card number starts there and never inside "1234" */
};

struct chain {
	char *words;
	uint32_t count; /* digits seen; the last CARD_DIGITS_MAX are kept */
	bool masked;
	struct digit last[CARD_DIGITS_MAX];
};

static struct digit *chain_at(struct chain *chain, uint32_t index)
{
	return &chain->last[index % CARD_DIGITS_MAX];
}

/* ISO/IEC 7812-1, annex B: every second digit from the right doubled, digit sums, a multiple of ten. */
static bool luhn(struct chain *chain, uint32_t first, uint32_t count)
{
	uint32_t sum = 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t value = chain_at(chain, first + count - 1 - i)->value;

		if (i % 2 == 1)
			value = value > 4 ? value * 2 - 9 : value * 2;
		sum += value;
	}
	return sum % 10 == 0;
}

static void mask_digit(char *words, const struct digit *digit)
{
	if (digit->from >= digit->to)
		return; /* said by fewer bytes than it has digits: those before it have all of them */
	memset(words + digit->from, GONE, digit->to - digit->from);
	words[digit->from] = '*';
}

/* A group has ended: is a card number one that ends here? Every run that passes is masked, not only the longest:
 * better a digit too many than a card in the journal. */
static void chain_judge(struct chain *chain)
{
	for (uint32_t count = CARD_DIGITS_MIN; count <= CARD_DIGITS_MAX && count <= chain->count; count++) {
		uint32_t first = chain->count - count;

		if (!chain_at(chain, first)->opens || !luhn(chain, first, count))
			continue;
		chain->masked = true;
		for (uint32_t i = first; i < chain->count; i++)
			mask_digit(chain->words, chain_at(chain, i));
	}
}

static void chain_break(struct chain *chain)
{
	chain_judge(chain);
	chain->count = 0;
}

static void chain_put(struct chain *chain, uint8_t value, uint32_t from, uint32_t to, bool opens)
{
	if (opens)
		chain_judge(chain);
	*chain_at(chain, chain->count++) = (struct digit){from, to, value, opens};
}

static void put_written(struct chain *chain, const struct token *token, uint32_t from)
{
	uint32_t step = (token->to - token->from) / token->length; /* 3 for full-width digits */

	for (uint16_t i = 0; i < token->length; i++)
		chain_put(chain, (uint8_t)(token->at[i] - '0'), from + token->from + i * step,
			from + token->from + (i + 1) * step, i == 0);
}

/* A word that says several digits ("double four", "forty two"): the first byte for the first digit, and so on. */
static void put_said(struct chain *chain, int32_t value, int32_t times, uint32_t from, uint32_t to)
{
	for (int32_t i = 0; i < times; i++) {
		uint32_t at = from + (uint32_t)i;

		chain_put(chain, (uint8_t)value, at, i + 1 == times || at >= to ? to : at + 1, i == 0);
	}
}

static void put_tens(struct chain *chain, int32_t value, uint32_t from, uint32_t to)
{
	chain_put(chain, (uint8_t)(value / 10), from, from + 1, true);
	chain_put(chain, (uint8_t)(value % 10), from + 1, to, false);
}

struct reader {
	const struct content *c; /* NULL: written digits only */
	const struct tokens *tokens;
	uint32_t from; /* of the tokens in the whole sentence */
	struct chain *chain;
};

static uint16_t word_at(const struct reader *r, uint16_t at, uint32_t kinds, const struct content_word **word)
{
	return r->c ? lexicon_say(r->c, LANGUAGES_MAX, kinds, r->tokens, at, word) : 0;
}

static void say(const struct reader *r, uint16_t at, uint16_t count, int32_t value, int32_t times)
{
	put_said(r->chain, value, times, r->from + r->tokens->list[at].from,
		r->from + r->tokens->list[at + count - 1].to);
}

/* "Double four", "double 4": tokens used; 0: no single digit follows. */
static uint16_t read_repeat(const struct reader *r, uint16_t at, uint16_t count, int32_t times)
{
	const struct content_word *word = NULL;
	uint16_t next = (uint16_t)(at + count);
	uint16_t used = word_at(r, next, 1U << WORDS_DIGITS, &word);

	if (used > 0) {
		say(r, at, (uint16_t)(count + used), word->value, times);
		return (uint16_t)(count + used);
	}
	if (next < r->tokens->count && r->tokens->list[next].digits && r->tokens->list[next].length == 1) {
		say(r, at, (uint16_t)(count + 1), r->tokens->list[next].at[0] - '0', times);
		return (uint16_t)(count + 1);
	}
	return 0;
}

/* "Forty two": 42; "forty" alone: 40. */
static uint16_t read_tens(const struct reader *r, uint16_t at, uint16_t count, int32_t value)
{
	const struct content_word *word = NULL;
	uint16_t used = 0;

	if (value >= 100)
		return 0;
	if (value >= 20 && value % 10 == 0)
		used = word_at(r, (uint16_t)(at + count), 1U << WORDS_DIGITS, &word);
	if (used > 0 && word->value > 0)
		value += word->value;
	else
		used = 0;
	put_tens(r->chain, value, r->from + r->tokens->list[at].from,
		r->from + r->tokens->list[at + count + used - 1].to);
	return (uint16_t)(count + used);
}

/* Tokens that belong to a number; 0: another word, which ends it. */
static uint16_t read_word(const struct reader *r, uint16_t at)
{
	static const uint32_t kinds =
		1U << WORDS_DIGITS | 1U << WORDS_NUMBERS | 1U << WORDS_REPEATS | 1U << WORDS_FILLER;
	const struct content_word *word = NULL;
	uint16_t count = word_at(r, at, kinds, &word);

	if (count == 0)
		return 0;
	switch (word->kind) {
	case WORDS_DIGITS: say(r, at, count, word->value, 1); return count;
	case WORDS_REPEATS: return read_repeat(r, at, count, word->value);
	case WORDS_NUMBERS: return read_tens(r, at, count, word->value);
	default: return count; /* a breath: "um" */
	}
}

/* Dates, times and telephone numbers begin anew at these. */
static bool gap_breaks(char gap)
{
	return gap == '/' || gap == ':' || gap == '+' || gap == '$';
}

static uint16_t read_token(const struct reader *r, uint16_t at)
{
	const struct token *token = &r->tokens->list[at];
	uint16_t used;

	if (gap_breaks(token->gap))
		chain_break(r->chain);
	if (token->digits) {
		put_written(r->chain, token, r->from);
		return 1;
	}
	used = read_word(r, at);
	if (used > 0)
		return used;
	chain_break(r->chain);
	return 1;
}

/* As many tokens as are surely whole; the rest is read again with what follows. */
static uint32_t read_tokens(struct reader *r)
{
	uint16_t end = r->tokens->whole ? r->tokens->count : (uint16_t)(r->tokens->count - LOOKAHEAD_TOKENS);
	uint16_t at = 0;

	if (!r->tokens->whole && r->tokens->count <= 2 * LOOKAHEAD_TOKENS)
		end = r->tokens->count; /* a few giant words */
	while (at < end)
		at = (uint16_t)(at + read_token(r, at));
	if (at >= r->tokens->count)
		return r->tokens->end;
	return r->tokens->list[at].from;
}

static void close_gaps(char *words)
{
	char *to = words;

	for (const char *from = words; *from; from++) {
		if (*from != GONE)
			*to++ = *from;
	}
	*to = '\0';
}

bool card_mask(const struct content *c, char *words, size_t words_bytes)
{
	struct chain chain = {.words = words};
	struct tokens tokens;
	uint32_t from = 0;

	CHECK(memchr(words, '\0', words_bytes) != NULL);
	do {
		struct reader reader = {c, &tokens, from, &chain};

		tokens_read(&tokens, words + from);
		from += read_tokens(&reader);
	} while (!tokens.whole);
	chain_break(&chain);
	if (chain.masked)
		close_gaps(words);
	return chain.masked;
}
