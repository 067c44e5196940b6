/* Takes each key of a record once, by the schema; what the schema does not know is a mistake. */
#include "content/judge.h"

#include "content/say.h"

#include <stdio.h>

static void read_id(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	uint32_t string;

	if (node->kind != DOC_SCALAR || !judge_is_id(node->value)) {
		MISTAKE(j, node, "id \"%.*s\" of %s: write at most %d small letters, digits, _ and ., a letter first",
			SHOWN(node->value), schema_rules[r->section].one, ID_BYTES_MAX);
		return;
	}
	if (r->section == SECTION_SLOTS && value_is_everybodys(node->value))
		MISTAKE(j, node,
			"id \"%.*s\" of slot stands for words that everybody may hear: a loudspeaker would tell its "
			"answer; "
			"choose another id",
			SHOWN(node->value));
	string = pool_string(&j->pool, node->value);
	memcpy(r->base + field->at, &string, sizeof(string));
}

/* Something that may have referred to records was reported. */
static void loosen(struct judge *j, const struct schema_field *field)
{
	if (field->type == SCHEMA_REF || field->type == SCHEMA_REFS || field->type == SCHEMA_OPTIONAL)
		j->unresolved[field->section] = true;
	if (field->type == SCHEMA_MAP)
		for (uint16_t i = 0; i < field->record->fields_count; i++)
			loosen(j, &field->record->fields[i]);
}

static uint16_t ref_of(
	struct judge *j, const struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	const struct judge_section *section = &j->sections[field->section];
	const struct schema_rule *rule = &schema_rules[field->section];
	struct guess guess = guess_for(node->value);
	char otherwise[64];
	uint16_t found;

	if (!judge_is(j, node, DOC_SCALAR, field->name, "one id")) {
		loosen(j, field);
		return NONE16;
	}
	found = judge_find(j, field->section, node->value);
	if (found != NONE16 || j->partial)
		return found;
	for (uint32_t i = 0; i < section->count; i++)
		guess_offer(&guess, section->ids[i]);
	loosen(j, field);
	snprintf(otherwise, sizeof(otherwise), "add it to \"%s\", or name one that is there", rule->name);
	MISTAKE(j, node, "%s of %s: there is no %s \"%.*s\": %s", field->name, r->name, rule->one, SHOWN(node->value),
		guess_say(&guess, otherwise));
	return NONE16;
}

static void read_ref(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	uint16_t index = ref_of(j, r, field, node);

	memcpy(r->base + field->at, &index, sizeof(index));
}

/* The list's references, without those that were reported; returns how many. */
static uint16_t refs_of(struct judge *j, const struct read *r, const struct schema_field *field,
	const struct doc_node *node, uint16_t out[FORM_SLOTS_MAX])
{
	char name[READ_NAME_BYTES + 48];
	uint32_t count = judge_children(j, node);
	uint16_t stored = 0;

	snprintf(name, sizeof(name), "%s of %s", field->name, r->name);
	if (!judge_is(j, node, DOC_LIST, name, "a list of ids: [..., ...]")) {
		loosen(j, field);
		return 0;
	}
	if (count < (uint32_t)field->min || count > (uint32_t)field->max) {
		MISTAKE_KEY(j, node, "%s has %u entries: give %d to %d", name, count, field->min, field->max);
		loosen(j, field);
		return 0;
	}
	for (const struct doc_node *child = judge_first(j, node); child; child = judge_next(j, child)) {
		uint16_t index = ref_of(j, r, field, child);
		uint16_t before = 0;

		while (before < stored && out[before] != index)
			before++;
		if (index != NONE16 && before < stored)
			MISTAKE(j, child, "\"%.*s\" stands twice in %s: keep one", SHOWN(child->value), name);
		else if (index != NONE16)
			out[stored++] = index;
	}
	return stored;
}

_Static_assert((int)ACTION_INPUTS_MAX <= (int)FORM_SLOTS_MAX && (int)OFTEN_COUNT <= (int)FORM_SLOTS_MAX,
	"one buffer for all lists");

static void read_refs(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	uint16_t list[FORM_SLOTS_MAX];
	uint16_t count = refs_of(j, r, field, node, list);

	memcpy(r->base + field->at, list, count * sizeof(list[0]));
	if (field->count_at != NONE16)
		memcpy(r->base + field->count_at, &count, sizeof(count));
}

static void read_optional(
	struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	struct content_form *form = &((struct read_form *)(void *)r->base)->form;
	uint16_t list[FORM_SLOTS_MAX];
	uint16_t count = refs_of(j, r, field, node, list);

	for (uint16_t i = 0; i < count; i++) {
		uint16_t place = 0;

		while (place < form->slots_count && form->slots[place] != list[i])
			place++;
		if (place < form->slots_count)
			form->optional |= (uint16_t)(1U << place);
		else if (form->slots_count > 0)
			MISTAKE_KEY(j, node,
				"optional of %s names %.*s, which is none of its slots: take it out, or add it to "
				"slots",
				r->name, SHOWN(j->sections[SECTION_SLOTS].ids[list[i]]));
	}
}

static void read_record(struct judge *j, struct read *r, const struct doc_node *node);

static void read_map(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	struct read inner = {.record = field->record, .base = r->base + field->at, .node = node, .section = r->section};

	snprintf(inner.name, sizeof(inner.name), "%s of %.40s", field->name, r->name);
	if (judge_is(j, node, DOC_MAP, inner.name, "its keys, indented below"))
		read_record(j, &inner, node);
}

static void judge_choice_id(struct judge *j, const struct doc_node *list, const struct doc_node *choice)
{
	const struct doc_node *id = judge_child(j, choice, "id");
	const struct doc_node *other = judge_first(j, list);

	for (; id && other != choice; other = judge_next(j, other)) {
		const struct doc_node *other_id = judge_child(j, other, "id");

		if (other_id && text_equal(other_id->value, id->value)) {
			MISTAKE(j, id, "two choices of one slot have the id \"%.*s\": rename one", SHOWN(id->value));
			return;
		}
	}
}

static void read_choices(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	uint32_t first = j->pool.choices_count;
	uint32_t count = judge_children(j, node);
	uint16_t stored;

	if (!judge_is(j, node, DOC_LIST, r->name, "its choices, each with - id:"))
		return;
	if (count < (uint32_t)field->min || count > (uint32_t)field->max) {
		MISTAKE_KEY(j, node, "%s has %u choices: give %d to %d", r->name, count, field->min, field->max);
		return;
	}
	for (const struct doc_node *child = judge_first(j, node); child; child = judge_next(j, child)) {
		struct read inner = {.record = field->record, .node = child, .section = r->section};
		const struct doc_node *id = judge_child(j, child, "id");

		snprintf(inner.name, sizeof(inner.name), "choice %.*s of %.24s", id ? judge_shown(id->value) : 0,
			id ? id->value.at : "", r->name);
		if (!judge_is(j, child, DOC_MAP, inner.name, "{id: ..., label: ..., asks: ...}"))
			continue;
		inner.base = (uint8_t *)&j->pool.choices[j->pool.choices_count++];
		judge_choice_id(j, node, child);
		read_record(j, &inner, child);
	}
	stored = (uint16_t)(j->pool.choices_count - first);
	memcpy(r->base + field->at, &first, sizeof(first));
	memcpy(r->base + field->count_at, &stored, sizeof(stored));
}

/* The children are records of the section themselves; here only that there are some. */
static void read_items(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	if (judge_is(j, node, DOC_LIST, field->name, "its items, each with - id:") && node->first == 0)
		MISTAKE_KEY(
			j, node, "%s has no items below it: add some, or give it a form, an answer or a team", r->name);
}

static const field_reader readers[] = {
	[SCHEMA_ID] = read_id,
	[SCHEMA_STRING] = read_string,
	[SCHEMA_TEXT] = read_text,
	[SCHEMA_WORDINGS] = read_text,
	[SCHEMA_TEXTS] = read_texts,
	[SCHEMA_PHRASINGS] = read_phrasings,
	[SCHEMA_WHOLE] = read_whole,
	[SCHEMA_FLAG] = read_flag,
	[SCHEMA_ENUM] = read_enum,
	[SCHEMA_REF] = read_ref,
	[SCHEMA_REFS] = read_refs,
	[SCHEMA_OPTIONAL] = read_optional,
	[SCHEMA_DATE] = read_date,
	[SCHEMA_DATES] = read_dates,
	[SCHEMA_SPANS] = read_spans,
	[SCHEMA_NAMES] = read_names,
	[SCHEMA_STRINGS] = read_strings,
	[SCHEMA_LANGUAGES] = read_languages,
	[SCHEMA_LANGUAGE_NAMES] = read_language_names,
	[SCHEMA_SPOKEN] = read_spoken,
	[SCHEMA_RANGE] = read_range,
	[SCHEMA_MAP] = read_map,
	[SCHEMA_CHOICES] = read_choices,
	[SCHEMA_ITEMS] = read_items,
	[SCHEMA_WORDS] = read_words,
	[SCHEMA_INVITES] = read_invites,
	[SCHEMA_WORD_ROWS] = read_word_rows,
	[SCHEMA_WORD_NUMBERS] = read_word_numbers,
};

/* What is not read stays "none", so that the relations can tell. */
static void blank(const struct schema_record *record, uint8_t *base)
{
	const uint16_t none = NONE16;

	for (uint16_t i = 0; i < record->fields_count; i++) {
		const struct schema_field *field = &record->fields[i];

		if (field->type == SCHEMA_TEXT || field->type == SCHEMA_WORDINGS || field->type == SCHEMA_REF ||
			field->type == SCHEMA_ENUM)
			memcpy(base + field->at, &none, sizeof(none));
		if (field->type == SCHEMA_MAP)
			blank(field->record, base + field->at);
	}
}

static void unknown_key(struct judge *j, struct read *r, const struct doc_node *node)
{
	struct guess guess = guess_for(node->key);

	for (uint16_t i = 0; i < r->record->fields_count; i++)
		guess_offer(&guess, text_of(r->record->fields[i].name));
	for (uint16_t i = 0; i < r->record->fields_count; i++) {
		if (!text_equal(guess.best, text_of(r->record->fields[i].name)))
			continue;
		r->meant[i] = true;
		loosen(j, &r->record->fields[i]);
	}
	MISTAKE_KEY(
		j, node, "unknown key \"%.*s\" in %s: %s", SHOWN(node->key), r->name, guess_say(&guess, "take it out"));
}

static void take(struct judge *j, struct read *r, const struct doc_node *map)
{
	uint32_t keys = 0;

	for (const struct doc_node *node = judge_first(j, map); node; node = judge_next(j, node)) {
		uint16_t i = 0;

		if (++keys > SCHEMA_KEYS_MAX) {
			MISTAKE_KEY(j, node, "%s has more than %d keys: take some out", r->name, SCHEMA_KEYS_MAX);
			return;
		}
		while (i < r->record->fields_count && !text_equal(text_of(r->record->fields[i].name), node->key))
			i++;
		if (i == r->record->fields_count)
			unknown_key(j, r, node);
		else if (r->seen[i])
			MISTAKE_KEY(j, node, "key \"%s\" stands twice in %s (first in %s:%u): keep one",
				r->record->fields[i].name, r->name, judge_path(j, r->seen[i]),
				judge_key_line(r->seen[i]));
		else
			r->seen[i] = node;
	}
}

/* `only`: 0 the field belongs here, 1 it does not, -1 nobody knows, because the kind was reported. */
static int belongs_elsewhere(const struct read *r, const struct schema_field *field)
{
	uint16_t kind;

	if (field->only == 0)
		return 0;
	memcpy(&kind, r->base + r->record->kind_at, sizeof(kind));
	return kind == NONE16 ? -1 : kind != field->only - 1;
}

static void missing(struct judge *j, const struct read *r, const struct schema_field *field)
{
	if (!(field->flags & SCHEMA_REQUIRED) || (j->partial && r->index == NONE16))
		return;
	loosen(j, field);
	MISTAKE_KEY(j, r->node, "%s has no \"%s\": add it (%s)", r->name, field->name, field->help);
}

static void finish(struct judge *j, struct read *r)
{
	for (uint16_t i = 0; i < r->record->fields_count; i++) {
		const struct schema_field *field = &r->record->fields[i];
		int elsewhere = belongs_elsewhere(r, field);

		if (r->seen[i] && elsewhere == 1)
			MISTAKE_KEY(j, r->seen[i],
				"key \"%s\" does not belong to %s, which is of another kind: take it out", field->name,
				r->name);
		else if (r->seen[i])
			readers[field->type](j, r, field, r->seen[i]);
		else if (elsewhere == 0 && !r->meant[i])
			missing(j, r, field);
	}
}

static void read_record(struct judge *j, struct read *r, const struct doc_node *node)
{
	blank(r->record, r->base);
	take(j, r, node);
	finish(j, r);
}

static void judge_same_id(struct judge *j, const struct read *r, struct text id)
{
	uint16_t first = judge_find(j, r->section, id);
	const struct doc_node *other;

	if (first == NONE16 || first >= r->index)
		return;
	other = judge_node(j, j->sections[r->section].nodes[first]);
	MISTAKE(j, judge_child(j, r->node, "id"), "the id \"%.*s\" is taken by %s:%u: rename this %s", SHOWN(id),
		judge_path(j, other), other->line, schema_rules[r->section].one);
}

static void read_list_section(struct judge *j, enum schema_section s)
{
	struct judge_section *section = &j->sections[s];

	for (uint32_t i = 0; i < section->count; i++) {
		struct read r = {.record = &schema_rules[s].record, .section = s, .index = i};

		r.base = judge_record(j, s, i);
		r.node = judge_node(j, section->nodes[i]);
		snprintf(r.name, sizeof(r.name), "%s %.*s", schema_rules[s].one, SHOWN(section->ids[i]));
		judge_same_id(j, &r, section->ids[i]);
		read_record(j, &r, r.node);
	}
}

static void read_map_section(struct judge *j, enum schema_section s, void *base)
{
	struct read r = {.record = &schema_rules[s].record, .base = base, .section = s, .index = NONE16};

	snprintf(r.name, sizeof(r.name), "%s", schema_rules[s].one);
	blank(r.record, r.base);
	for (uint16_t f = 0; f < j->doc->files_count; f++) {
		const struct doc_node *root = judge_node(j, j->doc->files[f].root);
		const struct doc_node *map = root ? judge_child(j, root, schema_rules[s].name) : NULL;

		if (!map)
			continue;
		if (!r.node)
			r.node = map;
		if (map->kind == DOC_MAP)
			take(j, &r, map);
	}
	if (r.node && r.node->kind == DOC_MAP)
		finish(j, &r);
}

static bool section_is_there(const struct judge *j, enum schema_section s)
{
	for (uint16_t f = 0; f < j->doc->files_count; f++) {
		const struct doc_node *root = judge_node(j, j->doc->files[f].root);

		if (root && judge_child(j, root, schema_rules[s].name))
			return true;
	}
	return false;
}

void judge_read(struct judge *j)
{
	read_map_section(j, SECTION_SITE, &j->site); /* first: it says which languages there are */
	read_map_section(j, SECTION_PROMPTS, j->prompt);
	read_map_section(j, SECTION_LABELS, j->label);
	read_map_section(j, SECTION_WORDS, NULL);
	for (enum schema_section s = SECTION_SITE; s < SECTION_COUNT; s++) {
		if (schema_rules[s].record_bytes > 0)
			read_list_section(j, s);
		if (schema_rules[s].required && !j->partial && !section_is_there(j, s))
			problem_add(j->problems, NULL, 0, "no file has the section \"%s\" (%s): add it",
				schema_rules[s].name, schema_rules[s].help);
	}
}
