#include "content/names.h"

#include "base/check.h"

#define NAME(upper, name, values) #name,
#define VALUES(upper, name, values) values,
#define WORD(upper, name) #name,

const char *prompt_name(enum prompt prompt)
{
	static const char *const names[PROMPT_COUNT] = {PROMPTS(NAME)};

	CHECK(prompt < PROMPT_COUNT);
	return names[prompt];
}

const char *label_name(enum label label)
{
	static const char *const names[LABEL_COUNT] = {LABELS(NAME)};

	CHECK(label < LABEL_COUNT);
	return names[label];
}

const char *words_kind_name(enum words_kind kind)
{
	static const char *const names[WORDS_COUNT] = {WORDS_KINDS(WORD)};

	CHECK(kind < WORDS_COUNT);
	return names[kind];
}

const char *icon_name(enum icon icon)
{
	static const char *const names[ICON_COUNT] = {ICONS(WORD)};

	CHECK(icon < ICON_COUNT);
	return names[icon];
}

const char *prompt_values(enum prompt prompt)
{
	static const char *const values[PROMPT_COUNT] = {PROMPTS(VALUES)};

	CHECK(prompt < PROMPT_COUNT);
	return values[prompt];
}

const char *label_values(enum label label)
{
	static const char *const values[LABEL_COUNT] = {LABELS(VALUES)};

	CHECK(label < LABEL_COUNT);
	return values[label];
}
