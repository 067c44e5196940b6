#include "understand/tokens.h"

#include "base/text.h"

#include <string.h>

/* Base letters of U+00E0..U+00FF and U+0100..U+017F (Unicode 15, decompositions; ae, oe, thorn by their first letter).
 */
static const char base_latin1[] = "aaaaaaaceeeeiiiidnooooo/ouuuuypy";
static const char base_latin_a[] = "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllll"
				   "llnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

_Static_assert(sizeof(base_latin1) == 33 && sizeof(base_latin_a) == 129, "one base letter for each code point");

enum { MODIFIER_APOSTROPHE = 0x2bc }; /* a letter by its class, but what people type is a sign */

enum char_class { CLASS_GAP, CLASS_MARK, CLASS_LETTER, CLASS_DIGIT, CLASS_ALONE };

static uint32_t fold(uint32_t c)
{
	c = text_lower(c);
	if (c < 0x80)
		return c;
	if (c == 0xdf)
		return 's';
	if (c >= 0xe0 && c <= 0xff)
		return (uint8_t)base_latin1[c - 0xe0];
	if (c >= 0x100 && c <= 0x17f)
		return (uint8_t)base_latin_a[c - 0x100];
	if (c >= 0xff10 && c <= 0xff19)
		return c - 0xff10 + '0';              /* full-width digits */
	return c == 0xba ? 'o' : c == 0xaa ? 'a' : c; /* 1º, 1ª */
}

static enum char_class class_of(uint32_t c)
{
	if (c >= 0x300 && c <= 0x36f)
		return CLASS_MARK; /* an accent that stands by itself: the letter was there already */
	if (!text_is_word(c) || c == MODIFIER_APOSTROPHE)
		return CLASS_GAP;
	if (c <= '9') /* no word begins before '0' */
		return CLASS_DIGIT;
	return c >= 0x2e80 ? CLASS_ALONE : CLASS_LETTER;
}

static char gap_sign(uint32_t c)
{
	if (c == 0x2019 || c == MODIFIER_APOSTROPHE || c == 0x60)
		return '\'';
	if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
		return '-';
	if (c == '$' || c == 0xa3 || c == 0xa5 || (c >= 0x20a0 && c <= 0x20cf))
		return '$';
	return c < 0x80 ? (char)c : '?';
}

static bool is_space(uint32_t c)
{
	return c <= ' ' || c == 0xa0 || (c >= 0x2000 && c <= 0x200b) || c == 0x202f || c == 0x3000;
}

bool token_is(const struct token *token, const char *word)
{
	size_t length = strlen(word);

	return token->length == length && memcmp(token->at, word, length) == 0;
}

bool token_is_one(const struct token *token, const char *const *words)
{
	for (; *words; words++) {
		if (token_is(token, *words))
			return true;
	}
	return false;
}

static void token_becomes(struct token *token, const char *word)
{
	token->at = word;
	token->length = (uint16_t)strlen(word);
}

static void spell_not(struct token *before, struct token *token)
{
	if (before->length < 2 || before->at[before->length - 1] != 'n')
		return;
	if (token_is(before, "won"))
		token_becomes(before, "will");
	else if (!token_is(before, "can"))
		before->length--;
	token_becomes(token, "not");
}

/* "that's" is "that is", so that neither a customer nor an author has to write both. */
static void spell_out(struct token *before, struct token *token)
{
	static const char *const tails[][2] = {
		{"s", "is"}, {"m", "am"}, {"re", "are"}, {"ll", "will"}, {"ve", "have"}, {"d", "would"}};

	if (token->gap != '\'' || token->spaced)
		return;
	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		if (token_is(token, tails[i][0])) {
			token_becomes(token, tails[i][1]);
			return;
		}
	}
	if (token_is(token, "t"))
		spell_not(before, token);
}

static void token_close(struct tokens *t)
{
	if (t->count >= 2)
		spell_out(&t->list[t->count - 2], &t->list[t->count - 1]);
}

static struct token *token_open(struct tokens *t, enum char_class class, uint32_t from)
{
	struct token *token = &t->list[t->count++];

	*token = (struct token){.at = t->bytes + t->used, .digits = class == CLASS_DIGIT, .from = from};
	return token;
}

/* One code point. False: there is no room for it. */
static bool take(struct tokens *t, uint32_t c, uint32_t from, enum char_class *last, struct token *gap)
{
	enum char_class class = class_of(c);
	size_t put;

	if (class == CLASS_GAP) {
		if (*last != CLASS_GAP)
			token_close(t);
		*last = class;
		if (is_space(c))
			gap->spaced = true;
		else
			gap->gap = gap_sign(c);
		return true;
	}
	if (class == CLASS_MARK)
		return true;
	if (t->used + 4U > TOKENS_BYTES_MAX || (t->count == TOKENS_MAX && (class != *last || class == CLASS_ALONE)))
		return false;
	if (class != *last || class == CLASS_ALONE) {
		struct token *token;

		if (*last != CLASS_GAP)
			token_close(t);
		token = token_open(t, class, from);
		token->gap = gap->gap;
		token->spaced = gap->spaced;
		*gap = (struct token){0};
	}
	put = text_put(t->bytes + t->used, 4, c);
	t->used = (uint16_t)(t->used + put);
	t->list[t->count - 1].length = (uint16_t)(t->list[t->count - 1].length + put);
	*last = class;
	return true;
}

void tokens_read(struct tokens *t, const char *words)
{
	const char *at = words;
	const char *end = words + strlen(words);
	enum char_class last = CLASS_GAP;
	struct token gap = {0};

	t->count = 0;
	t->used = 0;
	t->whole = true;
	while (at < end) {
		const char *before = at;
		uint32_t c = fold(text_next(&at, end));

		if (!take(t, c, (uint32_t)(before - words), &last, &gap)) {
			t->whole = false;
			at = before;
			break;
		}
		if (last != CLASS_GAP)
			t->list[t->count - 1].to = (uint32_t)(at - words);
	}
	if (last != CLASS_GAP)
		token_close(t);
	t->end = (uint32_t)(at - words);
	t->tail_gap = gap.gap;
}

/* Most phrases differ in their first letter: that is seen without reading them as tokens. */
static bool may_begin(const struct token *token, const char *phrase)
{
	const char *at = phrase;
	const char *end = phrase + strlen(phrase);
	char first[4];
	size_t put;

	while (at < end) {
		uint32_t c = fold(text_next(&at, end));

		if (class_of(c) == CLASS_GAP || class_of(c) == CLASS_MARK)
			continue;
		put = text_put(first, sizeof(first), c);
		return put <= token->length && memcmp(first, token->at, put) == 0;
	}
	return false;
}

uint16_t tokens_say(const struct tokens *t, uint16_t at, const char *phrase)
{
	struct tokens p;

	if (at >= t->count || !may_begin(&t->list[at], phrase))
		return 0;
	tokens_read(&p, phrase);
	if (!p.whole || p.count > t->count - at)
		return 0;
	for (uint16_t i = 0; i < p.count; i++) {
		const struct token *a = &t->list[at + i];

		if (a->length != p.list[i].length || memcmp(a->at, p.list[i].at, a->length) != 0)
			return 0;
	}
	return p.count;
}
