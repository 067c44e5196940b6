#include "content/judge.h"

#include <stdio.h>

#define MANDATORY "mandatory"

enum { WHAT_BYTES = READ_NAME_BYTES + 56 };

static uint8_t language_of(const struct judge *j, struct text code)
{
	uint8_t l = 0;

	while (l < j->languages_count && !text_equal(j->language[l], code))
		l++;
	return l;
}

/* "en, it" */
static const char *languages_listed(const struct judge *j, char out[4 * LANGUAGES_MAX])
{
	size_t used = 0;

	out[0] = '\0';
	for (uint8_t l = 0; l < j->languages_count; l++)
		used += (size_t)snprintf(
			out + used, 4 * LANGUAGES_MAX - used, "%s%.2s", l > 0 ? ", " : "", j->language[l].at);
	return out;
}

static void take_language(
	struct judge *j, const char *name, const struct doc_node *child, const struct doc_node *out[LANGUAGES_MAX])
{
	char listed[4 * LANGUAGES_MAX];
	uint8_t l = language_of(j, child->key);

	if (judge_way(child->key) != WAY_COUNT)
		MISTAKE_KEY(j, child,
			"%s has \"%.*s\", which only a prompt and ask and again of a slot may have: take it out", name,
			SHOWN(child->key));
	else if (l == j->languages_count)
		MISTAKE_KEY(j, child,
			"%s is given in \"%.*s\", but the site speaks %s: take it out, or add it to "
			"site.languages",
			name, SHOWN(child->key), languages_listed(j, listed));
	else if (out[l])
		MISTAKE_KEY(j, child, "%s has \"%.*s\" twice: keep one", name, SHOWN(child->key));
	else
		out[l] = child;
}

bool judge_languages(struct judge *j, const struct read *r, const char *what, const struct doc_node *node,
	const struct doc_node *out[LANGUAGES_MAX])
{
	char name[WHAT_BYTES];

	for (unsigned l = 0; l < LANGUAGES_MAX; l++)
		out[l] = NULL;
	snprintf(name, sizeof(name), "%s%s%.40s of %s", judge_way_key((enum way)r->way),
		r->way == WAY_PLAIN ? "" : " of ", what, r->name);
	if (!judge_is(j, node, DOC_MAP, name, "it in each language: {en: ..., it: ...}") || j->languages_count == 0)
		return false;
	for (const struct doc_node *child = judge_first(j, node); child; child = judge_next(j, child)) {
		enum way way = r->way == WAY_PLAIN ? judge_way(child->key) : WAY_COUNT;

		if (r->firm && r->way == WAY_PLAIN && text_equal(child->key, TEXT(MANDATORY)))
			continue;
		if (way == WAY_COUNT || !(r->ways & 1U << way))
			take_language(j, name, child, out);
	}
	for (uint8_t l = 0; l < j->languages_count; l++)
		if (!out[l])
			MISTAKE_KEY(j, node, "%s has no \"%.*s\": add the translation", name, SHOWN(j->language[l]));
	return true;
}

/* False after a report. */
static bool list_has(struct judge *j, const struct read *r, const struct schema_field *field,
	const struct doc_node *node, const char *like)
{
	char name[WHAT_BYTES];

	snprintf(name, sizeof(name), "%s of %s", field->name, r->name);
	return judge_is(j, node, DOC_LIST, name, like);
}

static void wordings_of(struct judge *j, const struct read *r, const struct schema_field *field,
	const struct doc_node *node, uint32_t out[WORDINGS_MAX])
{
	uint32_t count = judge_children(j, node);
	int w = 0;

	if (!list_has(j, r, field, node, "a list of three wordings"))
		return;
	if (count != WORDINGS_MAX) {
		MISTAKE_KEY(j, node, "%s of %s has %u wordings in \"%.*s\": give exactly %d", field->name, r->name,
			count, SHOWN(node->key), WORDINGS_MAX);
		return;
	}
	for (const struct doc_node *child = judge_first(j, node); child; child = judge_next(j, child), w++) {
		out[w] = judge_string(j, r, child, (uint32_t)field->max);
		if (out[w] == 0)
			continue;
		judge_saying(j, r, field, child);
		for (int before = 0; before < w; before++)
			if (out[before] == out[w])
				MISTAKE(j, child, "%s of %s has the same wording twice: word it differently",
					field->name, r->name);
	}
}

/* One text, or its wordings for one way. False: it cannot be read at all. */
static bool words_by_language(struct judge *j, struct read *r, const struct schema_field *field,
	const struct doc_node *node, struct content_text *out)
{
	const struct doc_node *by_language[LANGUAGES_MAX];
	uint32_t chars_max = field->type == SCHEMA_TEXTS ? field->chars : (uint32_t)field->max;

	*out = (struct content_text){.touch = NONE16};
	if (!judge_languages(j, r, field->name, node, by_language))
		return false;
	for (uint8_t l = 0; l < LANGUAGES_MAX; l++) {
		r->language = l;
		if (by_language[l] && field->type == SCHEMA_WORDINGS)
			wordings_of(j, r, field, by_language[l], out->wording[l]);
		else if (by_language[l] && (out->wording[l][0] = judge_string(j, r, by_language[l], chars_max)))
			judge_saying(j, r, field, by_language[l]);
	}
	return true;
}

/* The node of that way's wordings, which are read next; NULL: there are none. */
static const struct doc_node *turn_to(
	struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node, enum way way)
{
	r->way = (uint8_t)way;
	return judge_way_of(j, field, node, way);
}

/* What the telephone says: its own wordings, otherwise the plain ones; where nobody is heard, its keys' wordings,
 * otherwise those of the screen. That is one text more than there are maps. 0: nothing of its own. */
static uint16_t line_of(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node,
	const struct content_text *plain)
{
	struct content_text line;
	struct content_text press;
	const struct doc_node *own = turn_to(j, r, field, node, WAY_LINE);
	bool has_line = own && words_by_language(j, r, field, own, &line);
	bool has_press;

	own = turn_to(j, r, field, node, WAY_PRESS);
	has_press = own && words_by_language(j, r, field, own, &press);
	if (!has_line && !has_press)
		return 0;
	if (!has_line)
		line = *plain;
	line.touch = has_press ? pool_text(&j->pool, &press) : plain->touch;
	return (uint16_t)(pool_text(&j->pool, &line) + 1);
}

/* "mandatory: true" beside the languages. */
static uint16_t firmness(struct judge *j, const struct read *r, const struct doc_node *node)
{
	const struct doc_node *said = r->firm ? judge_child(j, node, MANDATORY) : NULL;

	return said && judge_true(j, r, MANDATORY, said);
}

static uint16_t text_of_node(
	struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	struct content_text text;
	struct content_text touch;
	const struct doc_node *own;
	bool has_touch;
	bool good;

	r->ways = 0;
	r->firm = field->flags & SCHEMA_FIRM;
	for (enum way way = WAY_TOUCH; way < WAY_COUNT; way++)
		if (judge_way_of(j, field, node, way))
			r->ways |= (uint8_t)(1U << way);
	own = turn_to(j, r, field, node, WAY_TOUCH);
	has_touch = own && words_by_language(j, r, field, own, &touch);
	r->way = WAY_PLAIN;
	good = words_by_language(j, r, field, node, &text);
	if (good)
		text.mandatory = firmness(j, r, node);
	if (good && has_touch)
		text.touch = pool_text(&j->pool, &touch);
	if (good)
		text.line = line_of(j, r, field, node, &text);
	r->way = WAY_PLAIN;
	r->ways = 0;
	r->firm = false;
	return good ? pool_text(&j->pool, &text) : NONE16;
}

void read_text(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	uint16_t text = text_of_node(j, r, field, node);

	memcpy(r->base + field->at, &text, sizeof(text));
}

void read_texts(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	uint32_t count = judge_children(j, node);
	uint16_t stored = 0;

	if (!list_has(j, r, field, node, "a list, each with - {en: ..., it: ...}"))
		return;
	if (count < (uint32_t)field->min || count > (uint32_t)field->max) {
		MISTAKE_KEY(
			j, node, "%s has %u %s: give %d to %d", r->name, count, field->name, field->min, field->max);
		return;
	}
	for (const struct doc_node *child = judge_first(j, node); child; child = judge_next(j, child)) {
		uint16_t text = text_of_node(j, r, field, child);

		memcpy(r->base + field->at + stored * sizeof(text), &text, sizeof(text));
		stored++;
	}
	memcpy(r->base + field->count_at, &stored, sizeof(stored));
}

static void judge_repeated_phrase(
	struct judge *j, const struct read *r, const struct doc_node *list, const struct doc_node *phrase)
{
	for (const struct doc_node *other = judge_first(j, list); other != phrase; other = judge_next(j, other)) {
		if (judge_same_words(judge_trimmed(other->value), judge_trimmed(phrase->value))) {
			MISTAKE(j, phrase, "\"%.*s\" stands twice in asks of %s: keep one", SHOWN(phrase->value),
				r->name);
			return;
		}
	}
}

static struct content_phrases phrases_of(
	struct judge *j, const struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	struct content_phrases run = {j->pool.phrases_count, 0};
	uint32_t count = judge_children(j, node);

	if (!list_has(j, r, field, node, "a list of ways to say it"))
		return run;
	if (count < (uint32_t)field->min || count > SCHEMA_LIST_MAX) {
		MISTAKE_KEY(j, node, "%s of %s has %u phrasings in \"%.*s\": give %d to %d", field->name, r->name,
			count, SHOWN(node->key), field->min, SCHEMA_LIST_MAX);
		return run;
	}
	for (const struct doc_node *child = judge_first(j, node); child; child = judge_next(j, child)) {
		uint32_t string = judge_string(j, r, child, PHRASE_CHARS_MAX);

		if (string == 0)
			continue;
		judge_repeated_phrase(j, r, node, child);
		pool_phrase(&j->pool, string);
	}
	run.count = j->pool.phrases_count - run.first;
	return run;
}

void read_phrasings(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	const struct doc_node *by_language[LANGUAGES_MAX];
	struct content_phrases asks[LANGUAGES_MAX] = {0};

	if (judge_languages(j, r, field->name, node, by_language))
		for (int l = 0; l < LANGUAGES_MAX; l++)
			if (by_language[l])
				asks[l] = phrases_of(j, r, field, by_language[l]);
	memcpy(r->base + field->at, asks, sizeof(asks));
}

/* --- which languages there are --- */

static bool is_code(const struct doc_node *node)
{
	struct text t = node->value;

	return node->kind == DOC_SCALAR && t.length == 2 && t.at[0] >= 'a' && t.at[0] <= 'z' && t.at[1] >= 'a' &&
	       t.at[1] <= 'z';
}

void read_languages(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	uint32_t count = judge_children(j, node);
	bool good = true;

	if (!list_has(j, r, field, node, "a list of codes: [en, it]"))
		return;
	if (count == 0 || count > LANGUAGES_MAX) {
		MISTAKE_KEY(j, node, "%s has %u languages: give 1 to %d", r->name, count, LANGUAGES_MAX);
		return;
	}
	for (const struct doc_node *child = judge_first(j, node); child; child = judge_next(j, child)) {
		if (!is_code(child)) {
			MISTAKE(j, child, "\"%.*s\" is no language code: write two small letters, as en",
				SHOWN(child->value));
			good = false;
		} else if (language_of(j, child->value) < j->languages_count) {
			MISTAKE(j, child, "language \"%.*s\" stands twice: keep one", SHOWN(child->value));
			good = false;
		} else {
			j->site.language[j->languages_count] = pool_string(&j->pool, child->value);
			j->language[j->languages_count++] = child->value;
		}
	}
	if (!good)
		j->languages_count = 0;
	j->site.languages_count = j->languages_count;
}

void read_language_names(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	const struct doc_node *by_language[LANGUAGES_MAX];

	if (!judge_languages(j, r, field->name, node, by_language))
		return;
	for (int l = 0; l < LANGUAGES_MAX; l++)
		if (by_language[l])
			j->site.language_name[l] = judge_string(j, r, by_language[l], (uint32_t)field->max);
}

void read_spoken(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	char listed[4 * LANGUAGES_MAX];
	uint16_t spoken = 0;

	if (!list_has(j, r, field, node, "a list of codes: [en, it]") || j->languages_count == 0)
		return;
	for (const struct doc_node *child = judge_first(j, node); child; child = judge_next(j, child)) {
		uint8_t l = child->kind == DOC_SCALAR ? language_of(j, child->value) : j->languages_count;

		if (l == j->languages_count)
			MISTAKE(j, child, "\"%.*s\" is none of the site's languages: use %s", SHOWN(child->value),
				languages_listed(j, listed));
		else
			spoken |= (uint16_t)(1U << l);
	}
	if (judge_children(j, node) == 0)
		MISTAKE_KEY(j, node, "%s speaks no language: give at least one of %s", r->name,
			languages_listed(j, listed));
	memcpy(r->base + field->at, &spoken, sizeof(spoken));
}
