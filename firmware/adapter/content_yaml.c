/* YAML as site authors need it: maps, lists and text. What libyaml would also take but nobody can follow in a long file
 * (anchors, aliases, tags, several documents) is refused with a word of what to do instead. */
#include "site/content_files.h"
#include "site/content_tree.h"

#include <yaml.h>

struct level {
	uint32_t node;
	uint32_t last; /* child, to hang the next one behind it */
};

struct reader {
	yaml_parser_t parser;
	struct content_tree *tree;
	struct problems *problems;
	const char *path;
	uint16_t file;
	uint32_t root;
	uint32_t documents;
	struct level levels[CONTENT_DEPTH_MAX];
	uint32_t depth;
	bool has_key; /* a map's key was read, its value is next */
	struct text key;
	yaml_mark_t key_mark;
};

#define REFUSE(r, mark, ...) (problem_add((r)->problems, (r)->path, (uint32_t)(mark).line + 1, __VA_ARGS__), false)

/* What usually is behind libyaml's words. */
static const char *hint_for(const char *problem)
{
	static const struct {
		const char *part;
		const char *hint;
	} hints[] = {
		{"cannot start any token",
			"indent with spaces, not tabs, and put text that begins with @ ` or % in quotes"},
		{"mapping values are not allowed", "put text with a colon in quotes, and check the indent"},
		{"could not find expected ':'", "write a colon and a space behind the key, or put the text in quotes"},
		{"expected ',' or", "close the bracket, or put a comma between the entries"},
		{"expected '-' indicator", "begin each entry of the list with - at the same indent"},
		{"expected key", "check that the lines around it have the same indent and that quotes are closed"},
		{"unexpected end of stream", "close the quotes that were opened before"},
		{"unexpected document indicator", "close the quotes that were opened before"},
		{"unknown escape character", "use single quotes, or write \\\\ for a backslash"},
		{"control characters", "take the character out; it is invisible in most editors"},
	};

	for (size_t i = 0; i < sizeof(hints) / sizeof(hints[0]); i++)
		if (problem && strstr(problem, hints[i].part))
			return hints[i].hint;
	return "check quotes, colons, brackets and the indent here and in the line above";
}

/* The reader stage knows only an offset. */
static uint32_t line_of(struct text bytes, size_t offset)
{
	uint32_t line = 1;

	for (size_t i = 0; i < offset && i < bytes.length; i++)
		line += bytes.at[i] == '\n';
	return line;
}

static bool refuse_syntax(struct reader *r, struct text bytes)
{
	const yaml_parser_t *p = &r->parser;
	const char *what = p->problem ? p->problem : "it cannot be read";
	size_t line = p->problem_mark.line + 1;

	if (p->error == YAML_MEMORY_ERROR)
		problem_add(r->problems, r->path, 0, "memory is short: close other programs and try again");
	else if (p->error == YAML_READER_ERROR)
		problem_add(r->problems, r->path, line_of(bytes, p->problem_offset), "broken YAML (%s): %s", what,
			hint_for(what));
	else if (p->context && p->context_mark.line + 1 != line)
		problem_add(r->problems, r->path, (uint32_t)line, "broken YAML (%s %s that began in line %zu): %s",
			what, p->context, p->context_mark.line + 1, hint_for(what));
	else
		problem_add(r->problems, r->path, (uint32_t)line, "broken YAML (%s): %s", what, hint_for(what));
	return false;
}

/* --- events --- */

static bool hang(struct reader *r, uint32_t node)
{
	struct level *level;

	if (r->depth == 0) {
		r->root = node;
		return true;
	}
	level = &r->levels[r->depth - 1];
	if (level->last)
		r->tree->nodes[level->last].next = node;
	else
		r->tree->nodes[level->node].first = node;
	level->last = node;
	return true;
}

/* A value of any kind: 0 when memory is short, which was told. */
static uint32_t add(struct reader *r, const yaml_event_t *event, enum doc_kind kind, struct text value)
{
	struct doc_node node = {
		.kind = (uint8_t)kind,
		.file = r->file,
		.line = (uint32_t)event->start_mark.line + 1,
		.column = (uint32_t)event->start_mark.column + 1,
		.value = value,
	};
	uint32_t index;

	if (r->has_key) {
		node.key = r->key;
		node.key_line = (uint32_t)r->key_mark.line + 1;
		node.key_column = (uint32_t)r->key_mark.column + 1;
	}
	r->has_key = false;
	if (kind == DOC_SCALAR)
		node.quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	index = content_tree_add(r->tree, &node);
	if (index == 0)
		(void)REFUSE(r, event->start_mark, "memory is short: close other programs and try again");
	else
		hang(r, index);
	return index;
}

static bool expects_key(const struct reader *r)
{
	return r->depth > 0 && r->tree->nodes[r->levels[r->depth - 1].node].kind == DOC_MAP && !r->has_key;
}

static bool on_scalar(struct reader *r, const yaml_event_t *event)
{
	struct text text = {(const char *)event->data.scalar.value, (uint32_t)event->data.scalar.length};

	if (text.length > 0 && memchr(text.at, '\0', text.length))
		return REFUSE(r, event->start_mark, "text holds the character NUL: take \\0 out");
	if (!content_tree_keep(r->tree, text.at, text.length, &text))
		return REFUSE(r, event->start_mark, "memory is short: close other programs and try again");
	if (!expects_key(r))
		return add(r, event, DOC_SCALAR, text) != 0;
	r->has_key = true;
	r->key = text;
	r->key_mark = event->start_mark;
	return true;
}

static bool on_open(struct reader *r, const yaml_event_t *event, enum doc_kind kind)
{
	uint32_t node;

	if (expects_key(r))
		return REFUSE(r, event->start_mark,
			"a list or a map stands where a key belongs: write a plain word and a colon");
	if (r->depth == CONTENT_DEPTH_MAX)
		return REFUSE(r, event->start_mark,
			"more than %d levels inside each other: check the indent and the brackets", CONTENT_DEPTH_MAX);
	node = add(r, event, kind, (struct text){"", 0});
	if (node == 0)
		return false;
	r->levels[r->depth++] = (struct level){.node = node};
	return true;
}

static bool refuse_anchor(struct reader *r, const yaml_event_t *event, const yaml_char_t *anchor)
{
	return REFUSE(
		r, event->start_mark, "anchor &%.40s: write the text out where it is needed", (const char *)anchor);
}

static bool refuse_tag(struct reader *r, const yaml_event_t *event, const yaml_char_t *tag)
{
	return REFUSE(r, event->start_mark, "tag %.40s: take it out, plain text is enough", (const char *)tag);
}

/* False: the file was refused. */
static bool on_event(struct reader *r, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (++r->documents > 1)
			return REFUSE(r, event->start_mark,
				"a second document begins here: take out the line --- or make it a file of its own");
		return true;
	case YAML_ALIAS_EVENT:
		return REFUSE(r, event->start_mark, "alias *%.40s: write the text out here",
			(const char *)event->data.alias.anchor);
	case YAML_SCALAR_EVENT:
		if (event->data.scalar.anchor)
			return refuse_anchor(r, event, event->data.scalar.anchor);
		if (event->data.scalar.tag)
			return refuse_tag(r, event, event->data.scalar.tag);
		return on_scalar(r, event);
	case YAML_SEQUENCE_START_EVENT:
		if (event->data.sequence_start.anchor)
			return refuse_anchor(r, event, event->data.sequence_start.anchor);
		if (event->data.sequence_start.tag)
			return refuse_tag(r, event, event->data.sequence_start.tag);
		return on_open(r, event, DOC_LIST);
	case YAML_MAPPING_START_EVENT:
		if (event->data.mapping_start.anchor)
			return refuse_anchor(r, event, event->data.mapping_start.anchor);
		if (event->data.mapping_start.tag)
			return refuse_tag(r, event, event->data.mapping_start.tag);
		return on_open(r, event, DOC_MAP);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT: r->depth--; return true;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
	case YAML_DOCUMENT_END_EVENT: return true;
	}
	return true;
}

static bool read_all(struct reader *r, struct text bytes)
{
	bool going = true;

	while (going) {
		yaml_event_t event;
		bool good;

		if (!yaml_parser_parse(&r->parser, &event))
			return refuse_syntax(r, bytes);
		going = event.type != YAML_STREAM_END_EVENT;
		good = on_event(r, &event);
		yaml_event_delete(&event);
		if (!good)
			return false;
	}
	return true;
}

/* A file of comments only has a document with one empty scalar, or none. */
static bool is_empty(const struct reader *r)
{
	const struct doc_node *root;

	if (r->root == 0) /* before the first node there may be no memory to point into */
		return true;
	root = &r->tree->nodes[r->root];
	return root->kind == DOC_SCALAR && root->value.length == 0;
}

uint32_t content_yaml_read(
	struct content_tree *tree, uint16_t file, const char *path, struct text bytes, struct problems *problems)
{
	struct reader r = {.tree = tree, .problems = problems, .path = path, .file = file};
	bool good;

	if (bytes.length == 0) /* where no memory may stand for it, which the parser does not forgive */
		return 0;
	if (!yaml_parser_initialize(&r.parser)) {
		problem_add(problems, path, 0, "memory is short: close other programs and try again");
		return 0;
	}
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)bytes.at, bytes.length);
	good = read_all(&r, bytes);
	yaml_parser_delete(&r.parser);
	return good && !is_empty(&r) ? r.root : 0;
}
