/* Where nobody is heard, nobody may be asked to speak: a text that invites to speak needs touch wordings, and those
 * invite to touch and type only. Which words invite is the site's own list, words.speak. */
#include "content/judge.h"

#include <string.h>

static const struct doc_node *find_invites(const struct judge *j, uint8_t language)
{
	for (uint16_t f = 0; f < j->doc->files_count; f++) {
		const struct doc_node *root = judge_node(j, j->doc->files[f].root);
		const struct doc_node *words = root ? judge_child(j, root, schema_rules[SECTION_WORDS].name) : NULL;
		const struct doc_node *speak = words ? judge_child(j, words, "speak") : NULL;

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

void judge_invites(struct judge *j, const struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	const struct doc_node *invites = find_invites(j, r->language);

	if (!(field->flags & SCHEMA_TOUCH) || r->touch == TOUCH_GIVEN || !invites)
		return;
	for (const struct doc_node *words = judge_first(j, invites); words; words = judge_next(j, words)) {
		if (words->value.length == 0 || !holds(node->value, words->value))
			continue;
		if (r->touch == TOUCH_ITSELF)
			MISTAKE(j, node,
				"\"%.*s\" in touch of %s of %s invites to speak where nobody is heard: say what to "
				"touch or type",
				SHOWN(words->value), field->name, r->name);
		else
			MISTAKE(j, node,
				"\"%.*s\" in %s of %s invites to speak: write it once more under \"touch:\", for where "
				"nobody is heard",
				SHOWN(words->value), field->name, r->name);
		return;
	}
}

const struct doc_node *judge_touch(const struct judge *j, const struct schema_field *field, const struct doc_node *node)
{
	if (!(field->flags & SCHEMA_TOUCH) || node->kind != DOC_MAP)
		return NULL;
	return judge_child(j, node, TOUCH_KEY);
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
