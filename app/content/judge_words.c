/* The section `words`: how people say things, as rows of {phrase, kind, language, value}. */
#include "content/judge.h"

#include <stdio.h>

enum { WORD_CHARS_MAX = 60 };

struct rows { /* where a list's words belong */
	const struct schema_field *field;
	uint16_t language;
	int32_t value;
};

bool judge_is_lower(struct text text)
{
	const char *at = text.at;
	uint32_t point;

	while ((point = text_next(&at, text.at + text.length)) != 0)
		if (text_lower(point) != point)
			return false;
	return true;
}

static void read_list(struct judge *j, const struct read *r, struct rows rows, const struct doc_node *node)
{
	uint32_t count = judge_children(j, node);

	if (!judge_is(j, node, DOC_LIST, rows.field->name, "a list of words: [\"...\", \"...\"]"))
		return;
	if (count == 0 || count > SCHEMA_LIST_MAX) {
		MISTAKE(j, node, "%s of %s has %u words in one list: give 1 to %d", rows.field->name, r->name, count,
			SCHEMA_LIST_MAX);
		return;
	}
	for (const struct doc_node *child = judge_first(j, node); child; child = judge_next(j, child)) {
		uint32_t phrase = judge_string(j, r, child, WORD_CHARS_MAX);

		if (phrase == 0)
			continue;
		if (!judge_is_lower(child->value))
			MISTAKE(j, child, "\"%.*s\" in %s has capitals: write words in lower case", SHOWN(child->value),
				rows.field->name);
		j->pool.words[j->pool.words_count++] =
			(struct content_word){phrase, rows.field->at, rows.language, rows.value};
	}
}

void read_words(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	const struct doc_node *by_language[LANGUAGES_MAX];

	if (!judge_languages(j, r, field->name, node, by_language))
		return;
	for (uint16_t l = 0; l < LANGUAGES_MAX; l++)
		if (by_language[l])
			read_list(j, r, (struct rows){field, l, 0}, by_language[l]);
}

static void read_rows(struct judge *j, const struct read *r, struct rows rows, const struct doc_node *node)
{
	uint32_t count = judge_children(j, node);

	if (!judge_is(j, node, DOC_LIST, rows.field->name, "a list of lists: [[\"...\"], [\"...\"]]"))
		return;
	if (count != (uint32_t)rows.field->max) {
		MISTAKE_KEY(j, node, "%s has %u lists in \"%.*s\": give exactly %d", rows.field->name, count,
			SHOWN(node->key), rows.field->max);
		return;
	}
	for (const struct doc_node *child = judge_first(j, node); child; child = judge_next(j, child)) {
		read_list(j, r, rows, child);
		rows.value++;
	}
}

void read_word_rows(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	const struct doc_node *by_language[LANGUAGES_MAX];

	if (!judge_languages(j, r, field->name, node, by_language))
		return;
	for (uint16_t l = 0; l < LANGUAGES_MAX; l++)
		if (by_language[l])
			read_rows(j, r, (struct rows){field, l, field->min}, by_language[l]);
}

static bool stands_before(const struct judge *j, const struct doc_node *map, const struct doc_node *child)
{
	const struct doc_node *other = judge_first(j, map);

	while (other != child && !text_equal(other->key, child->key))
		other = judge_next(j, other);
	return other != child;
}

static void read_numbers(struct judge *j, const struct read *r, struct rows rows, const struct doc_node *node)
{
	const struct schema_field *field = rows.field;

	if (!judge_is(j, node, DOC_MAP, field->name, "numbers with their words: {20: [\"twenty\"]}"))
		return;
	if (judge_children(j, node) > SCHEMA_KEYS_MAX) {
		MISTAKE_KEY(j, node, "%s has more than %d numbers: take some out", field->name, SCHEMA_KEYS_MAX);
		return;
	}
	for (const struct doc_node *child = judge_first(j, node); child; child = judge_next(j, child)) {
		if (!judge_number(child->key, field->min, field->max, &rows.value))
			MISTAKE_KEY(j, child, "\"%.*s\" in %s: the key must be a whole number from %d to %d",
				SHOWN(child->key), field->name, field->min, field->max);
		else if (stands_before(j, node, child))
			MISTAKE_KEY(j, child, "%.*s stands twice in %s: keep one", SHOWN(child->key), field->name);
		else
			read_list(j, r, rows, child);
	}
}

void read_word_numbers(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	const struct doc_node *by_language[LANGUAGES_MAX];

	if (!judge_languages(j, r, field->name, node, by_language))
		return;
	for (uint16_t l = 0; l < LANGUAGES_MAX; l++)
		if (by_language[l])
			read_numbers(j, r, (struct rows){field, l, 0}, by_language[l]);
}
