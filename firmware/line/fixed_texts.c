#include "line/fixed_texts.h"

#include <string.h>

struct walk_of {
	const struct content *content;
	fixed_text each;
	void *self;
};

static void wordings(const struct walk_of *walk, uint16_t text, uint8_t language)
{
	const struct content *c = walk->content;

	for (uint8_t i = 0; i < content_wordings(c, text, language); i++) {
		const char *words = content_text(c, text, language, i);

		if (words[0] && !strchr(words, '{'))
			walk->each(walk->self, content_string(c, c->site.language[language]), words);
	}
}

void fixed_texts_prompts(const struct content *c, uint8_t heard, fixed_text each, void *self)
{
	const struct walk_of walk = {c, each, self};

	for (uint8_t language = 0; language < c->site.languages_count; language++) {
		for (unsigned prompt = 0; prompt < PROMPT_COUNT; prompt++)
			wordings(&walk, content_prompt(c, (enum prompt)prompt, language, heard), language);
		for (uint16_t i = 0; i < c->slots.count; i++) {
			const struct content_slot *slot = content_slot(c, i);

			wordings(&walk, content_text_heard(c, slot->ask, language, heard), language);
			wordings(&walk, content_text_heard(c, slot->again, language, heard), language);
		}
	}
}

void fixed_texts_all(const struct content *c, fixed_text each, void *self)
{
	const struct walk_of walk = {c, each, self};

	for (uint8_t language = 0; language < c->site.languages_count; language++)
		for (uint16_t text = 0; text < c->texts.count; text++)
			wordings(&walk, text, language);
}
