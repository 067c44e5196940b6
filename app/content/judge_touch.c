/* Where nobody is heard, nobody may be asked to speak: a text that invites to speak needs touch wordings, and those
 * invite to touch and type only. On the telephone nothing is seen or touched: a text that speaks of a screen needs line
 * wordings, and its touch wordings need press wordings. Which words do so are the site's own lists, words.speak and
 * words.touch. */
#include "content/judge.h"

#include <string.h>

static const char *const way_keys[WAY_COUNT] = {"", "touch", "line", "press"};

enum way judge_way(struct text key)
{
	for (enum way way = WAY_TOUCH; way < WAY_COUNT; way++)
		if (text_equal(key, text_of(way_keys[way])))
			return way;
	return WAY_COUNT;
}

const char *judge_way_key(enum way way)
{
	return way_keys[way];
}

/* The list of that name in words, of that language. */
static const struct doc_node *find_invites(const struct judge *j, const char *name, uint8_t language)
{
	for (uint16_t f = 0; f < j->doc->files_count; f++) {
		const struct doc_node *root = judge_node(j, j->doc->files[f].root);
		const struct doc_node *words = root ? judge_child(j, root, schema_rules[SECTION_WORDS].name) : NULL;
		const struct doc_node *speak = words ? judge_child(j, words, name) : NULL;

		for (const struct doc_node *list = speak ? judge_first(j, speak) : NULL; list;
			list = judge_next(j, list))
			if (list->kind == DOC_LIST && text_equal(list->key, j->language[language]))
				return list;
	}
	return NULL;
}

/* Signs count: "di'" is no "di". */
static bool begins_with(const char *at, const char *end, struct text words)
{
	const char *word = words.at;
	const char *words_end = words.at + words.length;
	uint32_t last = 0;

	while (word < words_end) {
		last = text_next(&word, words_end);
		if (text_lower(text_next(&at, end)) != last)
			return false;
	}
	return !text_is_word(last) || at == end || !text_is_word(text_next(&at, end));
}

static bool holds(struct text text, struct text words)
{
	const char *end = text.at + text.length;
	bool inside = false;

	for (const char *at = text.at; at < end;) {
		const char *before = at;

		if (!inside && begins_with(before, end, words))
			return true;
		inside = text_is_word(text_next(&at, end));
	}
	return false;
}

/* The first word of that list that the text holds; NULL: none. */
static const struct doc_node *invite_in(
	const struct judge *j, const char *list, uint8_t language, const struct doc_node *node)
{
	const struct doc_node *invites = find_invites(j, list, language);

	for (const struct doc_node *words = invites ? judge_first(j, invites) : NULL; words;
		words = judge_next(j, words))
		if (words->value.length > 0 && holds(node->value, words->value))
			return words;
	return NULL;
}

static bool has_way(const struct read *r, enum way way)
{
	return r->ways & 1U << way;
}

static void judge_speaks(
	struct judge *j, const struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	bool beside = r->way == WAY_PLAIN && has_way(r, WAY_TOUCH);
	bool beside_line = r->way == WAY_LINE && (has_way(r, WAY_PRESS) || has_way(r, WAY_TOUCH));
	const struct doc_node *words = beside || beside_line ? NULL : invite_in(j, "speak", r->language, node);

	if (!words)
		return;
	if (r->way == WAY_TOUCH)
		MISTAKE(j, node,
			"\"%.*s\" in touch of %s of %s invites to speak where nobody is heard: say what to "
			"touch or type",
			SHOWN(words->value), field->name, r->name);
	else if (r->way == WAY_PRESS)
		MISTAKE(j, node,
			"\"%.*s\" in press of %s of %s invites to speak where nobody is heard: say what to "
			"press",
			SHOWN(words->value), field->name, r->name);
	else
		MISTAKE(j, node,
			"\"%.*s\" in %s of %s invites to speak: write it once more under \"%s:\", for where "
			"nobody is heard",
			SHOWN(words->value), field->name, r->name,
			way_keys[r->way == WAY_LINE ? WAY_PRESS : WAY_TOUCH]);
}

/* Never on the telephone; of the explained keys it has its own. */
static bool is_of_screens(const struct read *r, const struct schema_field *field)
{
	static const uint8_t prompts[] = {PROMPT_ATTRACT, PROMPT_PRIVATE, PROMPT_READ_ALOUD_ON, PROMPT_READ_ALOUD_KEYS};

	for (unsigned i = 0; i < sizeof(prompts); i++)
		if (r->section == SECTION_PROMPTS && field->at == prompts[i] * sizeof(uint16_t))
			return true;
	return false;
}

static void judge_touches(
	struct judge *j, const struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	bool of_line = r->way == WAY_LINE || r->way == WAY_PRESS;
	enum way beside = r->way == WAY_PLAIN ? WAY_LINE : WAY_PRESS;
	const struct doc_node *words;

	if (!of_line && (is_of_screens(r, field) || has_way(r, beside)))
		return;
	words = invite_in(j, "touch", r->language, node);
	if (words && of_line)
		MISTAKE(j, node,
			"\"%.*s\" in %s of %s of %s speaks of a screen, and a telephone has none: say what to press",
			SHOWN(words->value), way_keys[r->way], field->name, r->name);
	else if (words)
		MISTAKE(j, node,
			"\"%.*s\" in %s%s%s of %s speaks of a screen: write it once more under \"%s:\", for the "
			"telephone",
			SHOWN(words->value), way_keys[r->way], r->way == WAY_PLAIN ? "" : " of ", field->name, r->name,
			way_keys[beside]);
}

void judge_invites(struct judge *j, const struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	if (!(field->flags & SCHEMA_TOUCH))
		return;
	judge_speaks(j, r, field, node);
	judge_touches(j, r, field, node);
}

const struct doc_node *judge_way_of(
	const struct judge *j, const struct schema_field *field, const struct doc_node *node, enum way way)
{
	if (!(field->flags & SCHEMA_TOUCH) || node->kind != DOC_MAP)
		return NULL;
	return judge_child(j, node, way_keys[way]);
}

void read_invites(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	const struct doc_node *by_language[LANGUAGES_MAX];

	if (!judge_languages(j, r, field->name, node, by_language))
		return;
	for (unsigned l = 0; l < LANGUAGES_MAX; l++) {
		if (!by_language[l] || !judge_is(j, by_language[l], DOC_LIST, field->name, "a list of words"))
			continue;
		for (const struct doc_node *child = judge_first(j, by_language[l]); child; child = judge_next(j, child))
			if (judge_string(j, r, child, (uint32_t)field->max) && !judge_is_lower(child->value))
				MISTAKE(j, child, "\"%.*s\" in %s has capitals: write words in lower case",
					SHOWN(child->value), field->name);
	}
}
