#include "content/judge.h"

#include <stdio.h>

bool judge_is_id(struct text text)
{
	if (text.length == 0 || text.length > ID_BYTES_MAX || text.at[0] < 'a' || text.at[0] > 'z')
		return false;
	for (uint32_t i = 1; i < text.length; i++) {
		char c = text.at[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.'))
			return false;
	}
	return true;
}

bool judge_number(struct text text, int32_t min, int32_t max, int32_t *out)
{
	bool negative = text.length > 0 && text.at[0] == '-';
	int64_t number = 0;

	if (text.length == (uint32_t)negative || text.length > 9)
		return false;
	for (uint32_t i = negative; i < text.length; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
		number = number * 10 + (text.at[i] - '0');
	}
	if (negative)
		number = -number;
	*out = (int32_t)number;
	return number >= min && number <= max;
}

static bool read_list(struct judge *j, const struct read *r, const struct schema_field *field,
	const struct doc_node *node, const char *like)
{
	char name[READ_NAME_BYTES + 48];
	uint32_t count = judge_children(j, node);

	snprintf(name, sizeof(name), "%s of %s", field->name, r->name);
	if (!judge_is(j, node, DOC_LIST, name, like))
		return false;
	if (count <= SCHEMA_LIST_MAX)
		return true;
	MISTAKE_KEY(j, node, "%s has %u entries: give at most %d", name, count, SCHEMA_LIST_MAX);
	return false;
}

void read_string(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	uint32_t string = judge_string(j, r, node, (uint32_t)field->max);

	memcpy(r->base + field->at, &string, sizeof(string));
}

void read_strings(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	struct content_phrases run = {j->pool.phrases_count, 0};
	uint32_t count = judge_children(j, node);

	if (!read_list(j, r, field, node, "a list: [ledger, block]"))
		return;
	if (count == 0 || count > (uint32_t)field->max) {
		MISTAKE_KEY(j, node, "%s of %s has %u entries: give 1 to %d", field->name, r->name, count, field->max);
		return;
	}
	for (const struct doc_node *child = judge_first(j, node); child; child = judge_next(j, child)) {
		uint32_t string = judge_string(j, r, child, field->chars);

		if (string != 0)
			pool_phrase(&j->pool, string);
	}
	run.count = j->pool.phrases_count - run.first;
	memcpy(r->base + field->at, &run, sizeof(run));
}

void read_names(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	struct content_phrases run = {j->pool.phrases_count, 0};

	if (!read_list(j, r, field, node, "a list of names: [cards, loans]"))
		return;
	for (const struct doc_node *child = judge_first(j, node); child; child = judge_next(j, child)) {
		if (child->kind == DOC_SCALAR && judge_is_id(child->value))
			pool_phrase(&j->pool, pool_string(&j->pool, child->value));
		else
			MISTAKE(j, child, "\"%.*s\" in %s of %s is no name: use small letters, digits and _",
				SHOWN(child->value), field->name, r->name);
	}
	run.count = j->pool.phrases_count - run.first;
	memcpy(r->base + field->at, &run, sizeof(run));
}

void read_whole(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	int32_t number = 0;
	uint16_t stored;

	if (node->kind != DOC_SCALAR || node->quoted || !judge_number(node->value, field->min, field->max, &number)) {
		MISTAKE(j, node, "%s of %s is \"%.*s\": write a whole number from %d to %d%s", field->name, r->name,
			SHOWN(node->value), field->min, field->max, node->quoted ? ", without quotes" : "");
		return;
	}
	stored = (uint16_t)number;
	memcpy(r->base + field->at, &stored, sizeof(stored));
}

bool judge_true(struct judge *j, const struct read *r, const char *what, const struct doc_node *node)
{
	const bool plain = node->kind == DOC_SCALAR && !node->quoted;

	if (plain && text_equal(node->value, TEXT("true")))
		return true;
	if (!plain || !text_equal(node->value, TEXT("false")))
		MISTAKE(j, node, "%s of %s is \"%.*s\": write true or false, without quotes", what, r->name,
			SHOWN(node->value));
	return false;
}

void read_flag(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	uint16_t set;

	if (!judge_true(j, r, field->name, node))
		return;
	memcpy(&set, r->base + field->at, sizeof(set));
	set |= (uint16_t)(1U << field->max);
	memcpy(r->base + field->at, &set, sizeof(set));
}

/* "anonymous, recognised, verified" */
static void names_listed(const struct schema_field *field, char *out, size_t out_bytes)
{
	size_t used = (size_t)snprintf(out, out_bytes, "use one of ");

	for (int32_t i = 0; i < field->max; i++) {
		used += (size_t)snprintf(out + used, out_bytes - used, "%s%s", i > 0 ? ", " : "", field->names[i]);
		CHECK(used < out_bytes);
	}
}

void read_enum(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	struct guess guess = guess_for(node->value);
	uint16_t chosen = NONE16;
	char listed[180];

	for (int32_t i = 0; i < field->max; i++) {
		guess_offer(&guess, text_of(field->names[i]));
		if (node->kind == DOC_SCALAR && text_equal(node->value, text_of(field->names[i])))
			chosen = (uint16_t)i;
	}
	if (chosen == NONE16) {
		names_listed(field, listed, sizeof(listed));
		MISTAKE(j, node, "unknown %s \"%.*s\" of %s: %s", field->name, SHOWN(node->value), r->name,
			guess_say(&guess, listed));
	}
	memcpy(r->base + field->at, &chosen, sizeof(chosen));
}

static bool read_end(struct judge *j, const struct read *r, const struct schema_field *field,
	const struct doc_node *node, int32_t *out)
{
	if (node->kind == DOC_SCALAR && !node->quoted && judge_number(node->value, field->min, field->max, out))
		return true;
	MISTAKE(j, node, "%.*s of %s of %s is \"%.*s\": write a whole number from %d to %d", SHOWN(node->key),
		field->name, r->name, SHOWN(node->value), field->min, field->max);
	return false;
}

void read_range(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	const struct doc_node *ends[2] = {NULL, NULL};
	int32_t range[2] = {0, 0};
	bool good = true;

	if (!judge_is(j, node, DOC_MAP, field->name, "{min: ..., max: ...}"))
		return;
	for (const struct doc_node *child = judge_first(j, node); child; child = judge_next(j, child)) {
		bool is_max = text_equal(child->key, TEXT("max"));

		if (!is_max && !text_equal(child->key, TEXT("min")))
			MISTAKE_KEY(j, child, "unknown key \"%.*s\" in %s of %s: it has min and max", SHOWN(child->key),
				field->name, r->name);
		else if (ends[is_max])
			MISTAKE_KEY(j, child, "key \"%.*s\" stands twice in %s of %s: keep one", SHOWN(child->key),
				field->name, r->name);
		else
			ends[is_max] = child;
	}
	for (int i = 0; i < 2; i++) {
		if (!ends[i])
			MISTAKE_KEY(j, node, "%s of %s has no %s: add it", field->name, r->name, i ? "max" : "min");
		good = ends[i] && read_end(j, r, field, ends[i], &range[i]) && good;
	}
	if (good && range[0] > range[1]) {
		MISTAKE(j, ends[1], "%s of %s goes from %d down to %d: exchange min and max", field->name, r->name,
			range[0], range[1]);
		good = false;
	}
	if (good)
		memcpy(r->base + field->at, range, sizeof(range));
}
