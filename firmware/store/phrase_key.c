#include "store/phrase_key.h"

#include "base/text.h"
#include "understand/units.h"

#include <string.h>

/* What opens a question in every trade; the site's own fillers stand in its words. */
static const char *const small[] = {"a", "an", "the", "i", "my", "me", "is", "it", "to", "do", "does", "you", "of",
	"for", "on", "in", "and", "with", "how", "can", "could", "would", "want", "have", "has", "am", "are", "was",
	"be", "been", "il", "lo", "la", "le", "gli", "un", "una", "mi", "mio", "mia", "di", "da", "del", "della", "che",
	"ho", "ha", "per", "con", "si", "come", "posso", "vorrei", "voglio", NULL};

struct words {
	uint16_t count;
	struct text list[TOKENS_MAX];
};

static int compare(struct text a, struct text b)
{
	uint32_t shorter = a.length < b.length ? a.length : b.length;
	int order = memcmp(a.at, b.at, shorter);

	return order ? order : (a.length > b.length) - (a.length < b.length);
}

/* In its place; once. */
static void put(struct words *words, struct text word)
{
	uint16_t at = words->count;

	for (uint16_t i = 0; i < words->count; i++)
		if (text_equal(words->list[i], word))
			return;
	while (at > 0 && compare(words->list[at - 1], word) > 0) {
		words->list[at] = words->list[at - 1];
		at--;
	}
	words->list[at] = word;
	words->count++;
}

static void gather(const struct content *c, uint8_t language, const struct tokens *tokens, struct words *out)
{
	uint16_t at = 0;

	out->count = 0;
	while (at < tokens->count) {
		const struct token *token = &tokens->list[at];
		const struct content_word *filler;
		uint16_t said = 0;

		if (language < LANGUAGES_MAX)
			said = lexicon_say(c, language, 1U << WORDS_FILLER, tokens, at, &filler);
		if (said == 0 && language < LANGUAGES_MAX && token_is_one(token, small))
			said = 1;
		if (said == 0)
			put(out, (struct text){token->at, token->length});
		at = (uint16_t)(at + (said > 0 ? said : 1));
	}
}

void phrase_key(const struct content *c, uint8_t language, const char *words, char *out)
{
	struct tokens tokens;
	struct words kept;
	size_t used = 0;

	tokens_read(&tokens, words);
	gather(c, language, &tokens, &kept);
	if (kept.count == 0)
		gather(c, LANGUAGES_MAX, &tokens, &kept);
	for (uint16_t i = 0; i < kept.count && used + kept.list[i].length + 2 <= WORDS_BYTES_MAX; i++) {
		if (used > 0)
			out[used++] = ' ';
		memcpy(out + used, kept.list[i].at, kept.list[i].length);
		used += kept.list[i].length;
	}
	out[used] = '\0';
}

bool phrase_keys_meet(const char *a, const char *b)
{
	while (*a) {
		size_t length = strcspn(a, " ");
		const char *in = b;

		while (*in) {
			size_t other = strcspn(in, " ");

			if (other == length && memcmp(a, in, length) == 0)
				return true;
			in += other + (in[other] == ' ');
		}
		a += length + (a[length] == ' ');
	}
	return false;
}
