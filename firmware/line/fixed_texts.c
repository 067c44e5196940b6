#include "line/fixed_texts.h"

#include "event.h"

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

static void line_wordings(const struct walk_of *walk, uint16_t text, uint8_t language)
{
	const uint16_t keyed = content_text_line(walk->content, text, language, 0);
	const uint16_t spoken = content_text_line(walk->content, text, language, HEARD_ALL);

	wordings(walk, keyed, language);
	if (spoken != keyed)
		wordings(walk, spoken, language);
}

void fixed_texts_line(const struct content *c, fixed_text each, void *self)
{
	const struct walk_of walk = {c, each, self};

	for (uint8_t language = 0; language < c->site.languages_count; language++) {
		for (unsigned prompt = 0; prompt < PROMPT_COUNT; prompt++)
			line_wordings(&walk, c->prompt[prompt], language);
		for (uint16_t i = 0; i < c->slots.count; i++) {
			line_wordings(&walk, content_slot(c, i)->ask, language);
			line_wordings(&walk, content_slot(c, i)->again, language);
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
