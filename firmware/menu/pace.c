#include "menu/pace.h"

#include "port/audio.h"

#include <stdlib.h>
#include <string.h>

enum { TEXTS_MAX = (2 * TREE_ITEMS_MAX + TREE_PROMPTS_MAX + 4) * LANGUAGES_MAX };

struct said {
	const char *text;
	uint8_t language;
	uint32_t ms;
};

struct pace {
	const struct content *content;
	const struct voice *voice;
	uint32_t count;
	uint32_t measured;
	uint32_t at; /* while a tree is made: the next one */
	struct said texts[TEXTS_MAX];
};

static uint32_t note(void *self, uint8_t language, const char *text)
{
	struct pace *pace = self;

	if (pace->count < TEXTS_MAX)
		pace->texts[pace->count++] = (struct said){text, language, 0};
	return tree_spoken_ms(text);
}

struct pace *pace_open(const struct content *c, const struct voice *voice)
{
	struct pace *pace = calloc(1, sizeof(*pace));
	struct tree *tree = malloc(sizeof(*tree));
	const struct tree_pace noting = {.spoken_ms = note, .self = pace};

	if (pace && tree) {
		pace->content = c;
		pace->voice = voice;
		(void)tree_of_content(c, &noting, tree); /* only for what it asks */
	} else {
		free(pace);
		pace = NULL;
	}
	free(tree);
	return pace;
}

void pace_close(struct pace *pace)
{
	free(pace);
}

static uint32_t spoken_ms(const struct pace *pace, const struct said *said)
{
	const struct voice *voice = pace->voice;
	const char *language = content_string(pace->content, pace->content->site.language[said->language]);
	struct speech speech;
	uint32_t ms = tree_spoken_ms(said->text);

	if (voice->ops->speak(voice->self, language, 100, said->text, &speech) == ERR_NONE)
		ms = (uint32_t)(speech.count * 1000 / AUDIO_RATE_HZ);
	if (voice->ops->forget)
		voice->ops->forget(voice->self);
	return ms;
}

bool pace_some(struct pace *pace)
{
	if (pace->measured == pace->count)
		return false;
	pace->texts[pace->measured].ms = spoken_ms(pace, &pace->texts[pace->measured]);
	pace->measured++;
	return true;
}

/* A tree asks for the same texts in the same order each time. */
static uint32_t tell(void *self, uint8_t language, const char *text)
{
	struct pace *pace = self;
	const struct said *said = &pace->texts[pace->at];

	if (pace->at >= pace->measured || said->text != text || said->language != language)
		return tree_spoken_ms(text);
	pace->at++;
	return said->ms;
}

bool pace_tree(struct pace *pace, bool touch, struct tree *out)
{
	const struct tree_pace telling = {.spoken_ms = tell, .self = pace, .touch = touch};

	pace->at = 0;
	return tree_of_content(pace->content, &telling, out);
}
