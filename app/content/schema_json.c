/* The schema as JSON Schema (draft 2020-12): completion and red lines in the authors' editors. What one file alone
 * cannot show (references, unused things) is left to `foyer check`. */
#include "content/build.h"
#include "content/schema.h"

#include <stdarg.h>
#include <stdio.h>

struct json {
	void (*put)(void *self, const char *text, size_t length);
	void *self;
};

static void put(const struct json *out, const char *text)
{
	out->put(out->self, text, strlen(text));
}

/* Our own texts hold no control characters and no backslashes. */
static void put_string(const struct json *out, const char *text)
{
	put(out, "\"");
	while (*text) {
		size_t plain = strcspn(text, "\"");

		out->put(out->self, text, plain);
		text += plain;
		if (*text == '"') {
			put(out, "\\\"");
			text++;
		}
	}
	put(out, "\"");
}

__attribute__((format(printf, 2, 3))) static void put_format(const struct json *out, const char *format, ...)
{
	char text[320];
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	put(out, text);
}

#define ID_JSON "{\"type\":\"string\",\"pattern\":\"^[a-z][a-z0-9_.]{0,39}$\"}"
#define BY_LANGUAGE "\"type\":\"object\",\"propertyNames\":{\"pattern\":\"^[a-z]{2}$\"},\"additionalProperties\":"
#define MANDATORY_JSON "\"mandatory\":{\"type\":\"boolean\"}"
#define BY_LANGUAGE_OR_WAY                                                                                             \
	"\"type\":\"object\",\"propertyNames\":{\"pattern\":\"^([a-z]{2}|mandatory|touch|line|press)$\"},"             \
	"\"properties\":{" MANDATORY_JSON
#define BY_LANGUAGE_OR_MANDATORY                                                                                       \
	"\"type\":\"object\",\"propertyNames\":{\"pattern\":\"^([a-z]{2}|mandatory)$\"},\"properties\":"               \
	"{" MANDATORY_JSON "},\"additionalProperties\":"
#define LANGUAGE_JSON "{\"type\":\"string\",\"pattern\":\"^[a-z]{2}$\"}"
#define DATE_JSON "{\"type\":\"string\",\"pattern\":\"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\"}"
#define SPAN_JSON "{\"type\":\"string\",\"pattern\":\"^[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]$\"}"
#define WORDS_JSON "{\"type\":\"array\",\"minItems\":1,\"items\":{\"type\":\"string\",\"minLength\":1}}"

static void put_list(const struct json *out, const char *items, int min, int max)
{
	put_format(out, "\"type\":\"array\",\"minItems\":%d,\"maxItems\":%d,\"items\":%s", min, max, items);
}

static void put_string_json(const struct json *out, int chars_max)
{
	put_format(out, "{\"type\":\"string\",\"minLength\":1,\"maxLength\":%d}", chars_max);
}

static void put_strings_json(const struct json *out, int min, int max, int chars_max)
{
	put_format(
		out, "{\"type\":\"array\",\"minItems\":%d,\"maxItems\":%d,\"uniqueItems\":true,\"items\":", min, max);
	put_string_json(out, chars_max);
	put(out, "}");
}

static void put_text(const struct json *out, int chars_max)
{
	put(out, BY_LANGUAGE);
	put_string_json(out, chars_max);
}

static void put_lists_by_language(const struct json *out, int min, int max, int chars_max)
{
	put(out, BY_LANGUAGE);
	put_strings_json(out, min, max, chars_max);
}

static void put_wordings(const struct json *out, const struct schema_field *field)
{
	if (field->type == SCHEMA_WORDINGS)
		put_strings_json(out, WORDINGS_MAX, WORDINGS_MAX, field->max);
	else
		put_string_json(out, field->max);
}

/* Where wordings for other ways may stand beside the languages, they look like the text itself. */
static void put_ways(const struct json *out, const struct schema_field *field)
{
	static const char *const ways[] = {",\"touch\":{", ",\"line\":{", ",\"press\":{"};

	put(out, BY_LANGUAGE_OR_WAY);
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		put(out, ways[i]);
		put(out, BY_LANGUAGE);
		put_wordings(out, field);
		put(out, "}");
	}
	put(out, "},\"additionalProperties\":");
}

static void put_said(const struct json *out, const struct schema_field *field)
{
	if (field->flags & SCHEMA_TOUCH) {
		put_ways(out, field);
	} else {
		put(out, field->flags & SCHEMA_FIRM ? BY_LANGUAGE_OR_MANDATORY : BY_LANGUAGE);
	}
	put_wordings(out, field);
}

static void put_enum(const struct json *out, const struct schema_field *field)
{
	put(out, "\"enum\":[");
	for (int32_t i = 0; i < field->max; i++) {
		put(out, i > 0 ? "," : "");
		put_string(out, field->names[i]);
	}
	put(out, "]");
}

static void put_record(const struct json *out, const struct schema_record *record, bool whole);

static void put_records(const struct json *out, const struct schema_field *field)
{
	put_format(out, "\"type\":\"array\",\"minItems\":%d,\"maxItems\":%d,\"items\":{", field->min, field->max);
	put_record(out, field->record, true);
	put(out, "}");
}

/* Lists and maps of single values. */
static void put_plain(const struct json *out, const struct schema_field *field)
{
	switch ((enum schema_type)field->type) {
	case SCHEMA_REFS:
	case SCHEMA_OPTIONAL: put_list(out, ID_JSON, field->min, field->max); break;
	case SCHEMA_NAMES: put_list(out, ID_JSON, 0, SCHEMA_LIST_MAX); break;
	case SCHEMA_DATES: put_list(out, DATE_JSON, 0, SCHEMA_LIST_MAX); break;
	case SCHEMA_SPANS: put_list(out, SPAN_JSON, 0, SPANS_MAX); break;
	case SCHEMA_STRINGS: put_list(out, "{\"type\":\"string\"}", 1, field->max); break;
	case SCHEMA_LANGUAGES:
	case SCHEMA_SPOKEN: put_list(out, LANGUAGE_JSON, 1, LANGUAGES_MAX); break;
	case SCHEMA_ITEMS: put_list(out, "{\"$ref\":\"#/properties/menu/items\"}", field->min, field->max); break;
	case SCHEMA_RANGE:
		put_format(out,
			"\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"min\",\"max\"],"
			"\"properties\":{"
			"\"min\":{\"type\":\"integer\",\"minimum\":%d},\"max\":{\"type\":\"integer\",\"maximum\":%d}}",
			field->min, field->max);
		break;
	default: CHECK(false); /* every type has its JSON */
	}
}

static void put_words(const struct json *out, const struct schema_field *field)
{
	put(out, BY_LANGUAGE "{");
	if (field->type == SCHEMA_WORD_ROWS)
		put_list(out, WORDS_JSON, field->max, field->max);
	else
		put(out, "\"type\":\"object\",\"propertyNames\":{\"pattern\":\"^[0-9]+$\"},"
			 "\"additionalProperties\":" WORDS_JSON);
	put(out, "}");
}

static void put_type(const struct json *out, const struct schema_field *field)
{
	switch ((enum schema_type)field->type) {
	case SCHEMA_ID:
	case SCHEMA_REF: put(out, "\"type\":\"string\",\"pattern\":\"^[a-z][a-z0-9_.]{0,39}$\""); break;
	case SCHEMA_STRING: put_format(out, "\"type\":\"string\",\"minLength\":1,\"maxLength\":%d", field->max); break;
	case SCHEMA_TEXT:
	case SCHEMA_WORDINGS: put_said(out, field); break;
	case SCHEMA_PHRASINGS: put_lists_by_language(out, field->min, SCHEMA_LIST_MAX, PHRASE_CHARS_MAX); break;
	case SCHEMA_TEXTS:
		put_format(
			out, "\"type\":\"array\",\"minItems\":%d,\"maxItems\":%d,\"items\":{", field->min, field->max);
		put_text(out, field->chars);
		put(out, "}");
		break;
	case SCHEMA_WHOLE:
		put_format(out, "\"type\":\"integer\",\"minimum\":%d,\"maximum\":%d", field->min, field->max);
		break;
	case SCHEMA_FLAG: put(out, "\"type\":\"boolean\""); break;
	case SCHEMA_ENUM: put_enum(out, field); break;
	case SCHEMA_DATE: put(out, "\"type\":\"string\",\"pattern\":\"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\""); break;
	case SCHEMA_MAP: put_record(out, field->record, true); break;
	case SCHEMA_CHOICES: put_records(out, field); break;
	case SCHEMA_LANGUAGE_NAMES: put_text(out, field->max); break;
	case SCHEMA_INVITES:
	case SCHEMA_WORDS: put_lists_by_language(out, 1, SCHEMA_LIST_MAX, PHRASE_CHARS_MAX); break;
	case SCHEMA_WORD_ROWS:
	case SCHEMA_WORD_NUMBERS: put_words(out, field); break;
	default: put_plain(out, field); break;
	}
}

static void put_required(const struct json *out, const struct schema_record *record)
{
	bool first = true;

	put(out, ",\"required\":[");
	for (uint16_t i = 0; i < record->fields_count; i++) {
		if (!(record->fields[i].flags & SCHEMA_REQUIRED) || record->fields[i].only)
			continue;
		put(out, first ? "" : ",");
		put_string(out, record->fields[i].name);
		first = false;
	}
	put(out, "]");
}

static const struct schema_field *kind_of(const struct schema_record *record)
{
	const struct schema_field *field = record->fields;

	while (field->at != record->kind_at)
		field++;
	return field;
}

/* Fields that belong to one kind of record only. */
static void put_conditions(const struct json *out, const struct schema_record *record)
{
	const struct schema_field *kind = kind_of(record);
	bool first = true;

	put(out, ",\"allOf\":[");
	for (uint16_t i = 0; i < record->fields_count; i++) {
		const struct schema_field *field = &record->fields[i];

		if (field->only == 0)
			continue;
		put_format(out,
			"%s{\"if\":{\"properties\":{\"%s\":{\"const\":\"%s\"}}},\"then\":{\"required\":[\"%s\"]},"
			"\"else\":{\"properties\":{\"%s\":false}}}",
			first ? "" : ",", kind->name, kind->names[field->only - 1], field->name, field->name);
		first = false;
	}
	put(out, "]");
}

/* `whole`: the map is written in one place, so its keys can be required; a section may be spread over files. */
static void put_record(const struct json *out, const struct schema_record *record, bool whole)
{
	put(out, "\"type\":\"object\",\"additionalProperties\":false,\"properties\":{");
	for (uint16_t i = 0; i < record->fields_count; i++) {
		put(out, i > 0 ? "," : "");
		put_string(out, record->fields[i].name);
		put(out, ":{\"description\":");
		put_string(out, record->fields[i].help);
		put(out, ",");
		put_type(out, &record->fields[i]);
		put(out, "}");
	}
	put(out, "}");
	if (whole)
		put_required(out, record);
	if (record->kind_at != NONE16)
		put_conditions(out, record);
}

void content_schema_json(void (*put_piece)(void *self, const char *text, size_t length), void *self)
{
	const struct json out = {put_piece, self};

	put(&out, "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"foyer content\","
		  "\"type\":\"object\",\"additionalProperties\":false,\"properties\":{");
	for (enum schema_section s = SECTION_SITE; s < SECTION_COUNT; s++) {
		const struct schema_rule *rule = &schema_rules[s];

		put(&out, s > SECTION_SITE ? ",\n" : "\n");
		put_string(&out, rule->name);
		put(&out, ":{\"description\":");
		put_string(&out, rule->help);
		put(&out, rule->record_bytes > 0 ? ",\"type\":\"array\",\"items\":{" : ",");
		put_record(&out, &rule->record, rule->record_bytes > 0);
		put(&out, rule->record_bytes > 0 ? "}}" : "}");
	}
	put(&out, "\n}}\n");
}
