#include "content/judge.h"

#include <stdio.h>

/* Folded YAML text ends with a line break; nobody wants to hear it. */
struct text judge_trimmed(struct text text)
{
	while (text.length > 0 && (uint8_t)text.at[0] <= ' ') {
		text.at++;
		text.length--;
	}
	while (text.length > 0 && (uint8_t)text.at[text.length - 1] <= ' ')
		text.length--;
	return text;
}

static bool has_control(struct text text)
{
	for (uint32_t i = 0; i < text.length; i++)
		if ((uint8_t)text.at[i] < ' ' && text.at[i] != '\n' && text.at[i] != '\t')
			return true;
	return false;
}

static bool is_null(const struct doc_node *node)
{
	return !node->quoted && (text_equal(node->value, TEXT("null")) || text_equal(node->value, TEXT("~")));
}

uint32_t judge_string(struct judge *j, const struct read *r, const struct doc_node *node, uint32_t chars_max)
{
	struct text text = judge_trimmed(node->value);
	const char *key = node->key.length > 0 ? "key" : "list";
	size_t chars;

	if (!judge_is(j, node, DOC_SCALAR, r->name, "one text in quotes"))
		return 0;
	if (text.length == 0 || is_null(node)) {
		MISTAKE(j, node, "empty text in %s: write it, or take the %s entry out", r->name, key);
		return 0;
	}
	if (has_control(text) || !text_is_utf8(text)) {
		MISTAKE(j, node, "text in %s holds a character that cannot be shown: type it anew", r->name);
		return 0;
	}
	chars = text_chars(text);
	if (chars > chars_max) {
		MISTAKE(j, node, "\"%.*s...\" in %s has %zu characters: shorten it to %u", SHOWN(text), r->name, chars,
			chars_max);
		return 0;
	}
	if (text.length > TEXT_BYTES_MAX) {
		MISTAKE(j, node, "\"%.*s...\" in %s has %u bytes (letters but a-z have two or more): shorten it to %d",
			SHOWN(text), r->name, text.length, TEXT_BYTES_MAX);
		return 0;
	}
	return pool_string(&j->pool, text);
}

/* --- values in braces --- */

static bool is_listed(const char *list, struct text name, struct guess *guess)
{
	while (list && *list) {
		struct text item = {list, (uint32_t)strcspn(list, ",")};

		if (text_equal(item, name))
			return true;
		guess_offer(guess, item);
		list += item.length;
		list += *list == ',';
	}
	return false;
}

static bool is_input(const struct judge *j, const struct read *r, struct text name, struct guess *guess)
{
	const struct doc_node *inputs = judge_child(j, r->node, "inputs");
	const struct doc_node *input = inputs ? judge_first(j, inputs) : NULL;

	for (; input; input = judge_next(j, input)) {
		if (text_equal(input->value, name))
			return true;
		guess_offer(guess, input->value);
	}
	return false;
}

static void judge_value(struct judge *j, const struct read *r, const struct schema_field *field,
	const struct doc_node *node, struct text name)
{
	struct guess guess = guess_for(name);
	char otherwise[128];

	if (is_listed(field->values, name, &guess))
		return;
	if ((field->flags & SCHEMA_INPUTS) && is_input(j, r, name, &guess))
		return;
	if (field->values && *field->values)
		snprintf(otherwise, sizeof(otherwise), "it may hold %s%s", field->values,
			field->flags & SCHEMA_INPUTS ? " and its inputs" : "");
	else
		snprintf(otherwise, sizeof(otherwise), "%s",
			field->flags & SCHEMA_INPUTS ? "it may hold only its inputs"
						     : "this text has no values; write it out");
	MISTAKE(j, node, "unknown value {%.*s} in %s of %s: %s", SHOWN(name), field->name, r->name,
		guess_say(&guess, otherwise));
}

static void judge_values(
	struct judge *j, const struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	const char *at = node->value.at;
	const char *end = at + node->value.length;

	while (at < end) {
		const char *name = at + 1;
		const char *close;

		if (*at != '{' && *at != '}') {
			at++;
			continue;
		}
		close = *at == '{' ? memchr(name, '}', (size_t)(end - name)) : NULL;
		if (!close) {
			MISTAKE(j, node, "a brace without its partner in %s of %s: write {value}, or take it out",
				field->name, r->name);
			return;
		}
		judge_value(j, r, field, node, (struct text){name, (uint32_t)(close - name)});
		at = close + 1;
	}
}

/* --- words --- */

/* The next letter or digit in lower case; a space for any run of others; 0 at the end. */
static uint32_t next_plain(const char **at, const char *end)
{
	bool gap = false;
	uint32_t point;

	for (;;) {
		const char *before = *at;

		point = text_next(at, end);
		if (point == 0)
			return 0;
		if (text_is_word(point)) {
			if (!gap)
				return text_lower(point);
			*at = before;
			return ' ';
		}
		gap = true;
	}
}

static const char *skip_signs(struct text text)
{
	const char *at = text.at;
	const char *end = text.at + text.length;

	while (at < end) {
		const char *before = at;

		if (text_is_word(text_next(&at, end)))
			return before;
	}
	return end;
}

bool judge_same_words(struct text a, struct text b)
{
	const char *left = skip_signs(a);
	const char *right = skip_signs(b);
	uint32_t point;

	do {
		point = next_plain(&left, a.at + a.length);
		if (point != next_plain(&right, b.at + b.length))
			return false;
	} while (point != 0);
	return true;
}

/* True if `words` (lower case) stand at `at`, and end there. */
static bool stands_at(const char *at, const char *end, const char *words)
{
	while (*words) {
		if (next_plain(&at, end) != (uint8_t)*words)
			return false;
		words++;
	}
	return at == end || !text_is_word(text_next(&at, end));
}

bool judge_has_words(struct text text, const char *words)
{
	const char *at = text.at;
	const char *end = text.at + text.length;
	bool inside = false;

	while (at < end) {
		const char *before = at;
		bool word = text_is_word(text_next(&at, end));

		if (word && !inside && stands_at(before, end, words))
			return true;
		inside = word;
	}
	return false;
}

void judge_saying(struct judge *j, const struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	static const char *const blaming[] = {"invalid", "error", "errors", "errore", "errori", "non valido",
		"non valida", "non validi", "non valide"};

	judge_values(j, r, field, node);
	judge_invites(j, r, field, node);
	for (size_t i = 0; i < sizeof(blaming) / sizeof(blaming[0]); i++)
		if (judge_has_words(node->value, blaming[i]))
			MISTAKE(j, node, "\"%s\" in %s of %s: nobody is blamed here; say what is wanted instead",
				blaming[i], field->name, r->name);
}

/* FNV-1a over code points. */
uint32_t judge_words_hash(struct text text)
{
	const char *at = skip_signs(text);
	uint32_t hash = 2166136261U;
	uint32_t point;

	while ((point = next_plain(&at, text.at + text.length)) != 0)
		hash = (hash ^ point) * 16777619U;
	return hash;
}
