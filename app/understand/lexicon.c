#include "understand/units.h"

#include "base/text.h"

uint16_t lexicon_say(const struct content *c, uint8_t language, uint32_t kinds, const struct tokens *tokens,
	uint16_t at, const struct content_word **word)
{
	uint16_t longest = 0;

	for (uint32_t i = 0; i < c->words.count; i++) {
		const struct content_word *w = content_word(c, i);
		uint16_t count;

		if (!(kinds & 1U << w->kind) || (language != LANGUAGES_MAX && w->language != language))
			continue;
		count = tokens_say(tokens, at, content_string(c, w->phrase));
		/* Strictly longer: of two meanings the kind that stands first in names.h wins. */
		if (count > longest) {
			longest = count;
			*word = w;
		}
	}
	return longest;
}
