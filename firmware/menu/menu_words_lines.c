/* Where a sentence goes in a site's files, and how the entry looks with it. */
#include "menu/menu_words.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { DEPTH_MAX = 8 };

static const struct doc_node *node_at(const struct doc *doc, uint32_t node)
{
	return &doc->nodes[node];
}

static uint32_t child(const struct doc *doc, uint32_t parent, struct text key)
{
	for (uint32_t at = node_at(doc, parent)->first; at != 0; at = node_at(doc, at)->next)
		if (text_equal(node_at(doc, at)->key, key))
			return at;
	return 0;
}

/* The record with this id in a list, or in the "items" of its records. 0: none. */
static uint32_t record(const struct doc *doc, uint32_t list, struct text id, unsigned depth)
{
	for (uint32_t at = node_at(doc, list)->first; at != 0; at = node_at(doc, at)->next) {
		uint32_t own = child(doc, at, TEXT("id"));
		uint32_t items = child(doc, at, TEXT("items"));
		uint32_t below = items && depth < DEPTH_MAX ? record(doc, items, id, depth + 1) : 0;

		if (own && text_equal(node_at(doc, own)->value, id))
			return at;
		if (below)
			return below;
	}
	return 0;
}

static uint32_t record_of(const struct doc *doc, struct text section, struct text id)
{
	for (uint16_t i = 0; i < doc->files_count; i++) {
		/* A file's root stands for the map of its sections. */
		uint32_t root = doc->files[i].root;
		uint32_t list = root ? child(doc, root, section) : 0;
		uint32_t found = list ? record(doc, list, id, 0) : 0;

		if (found)
			return found;
	}
	return 0;
}

/* The last line of what stands below. */
static uint32_t last_line(const struct doc *doc, uint32_t node, unsigned depth)
{
	uint32_t last = node_at(doc, node)->line;

	for (uint32_t at = node_at(doc, node)->first; at != 0 && depth < DEPTH_MAX; at = node_at(doc, at)->next) {
		uint32_t below = last_line(doc, at, depth + 1);

		last = below > last ? below : last;
	}
	return last;
}

/* --- as YAML --- */

static void put_quoted(struct text words)
{
	putchar('"');
	for (uint32_t i = 0; i < words.length; i++) {
		if (words.at[i] == '"' || words.at[i] == '\\')
			putchar('\\');
		putchar(words.at[i]);
	}
	putchar('"');
}

/* What stands there, in one line; a list gets `more` behind its last. */
static void put_value(const struct doc *doc, uint32_t node, const char *more)
{
	const struct doc_node *value = node_at(doc, node);

	if (value->kind == DOC_SCALAR) {
		put_quoted(value->value);
		return;
	}
	putchar('[');
	for (uint32_t at = value->first; at != 0; at = node_at(doc, at)->next) {
		put_quoted(node_at(doc, at)->value);
		if (node_at(doc, at)->next)
			fputs(", ", stdout);
	}
	if (more) {
		fputs(", ", stdout);
		put_quoted(text_of(more));
	}
	putchar(']');
}

/* {en: ..., it: ...} with the new words in their language. */
static void put_languages(const struct doc *doc, uint32_t map, const struct word_proposal *proposal, struct text code)
{
	putchar('{');
	for (uint32_t at = node_at(doc, map)->first; at != 0; at = node_at(doc, at)->next) {
		struct text key = node_at(doc, at)->key;
		bool here = text_equal(key, code);

		printf("%.*s: ", (int)key.length, key.at);
		if (here && proposal->label)
			put_quoted(text_of(proposal->words));
		else
			put_value(doc, at, here ? proposal->words : NULL);
		if (node_at(doc, at)->next)
			fputs(", ", stdout);
	}
	fputs("}\n", stdout);
}

static uint32_t entry_of(const struct doc *doc, const struct content *c, const struct word_proposal *proposal)
{
	const char *topic = content_string(c, content_topic(c, proposal->topic)->id);
	struct text id = text_of(strchr(topic, ':') ? strchr(topic, ':') + 1 : topic);
	uint32_t found;

	if (proposal->label) {
		found = record_of(doc, TEXT("menu"), text_of(content_string(c, content_item(c, proposal->item)->id)));
		return found ? child(doc, found, TEXT("label")) : 0;
	}
	if (content_topic(c, proposal->topic)->kind == TOPIC_FORM)
		found = record_of(doc, TEXT("forms"), id);
	else
		found = record_of(doc, TEXT("answers"), id);
	return found ? child(doc, found, TEXT("asks")) : 0;
}

bool menu_words_lines(const struct doc *doc, const struct content *c, const struct word_proposal *proposal)
{
	uint32_t entry = entry_of(doc, c, proposal);
	const struct doc_node *node = node_at(doc, entry);
	struct text code = text_of(content_string(c, c->site.language[proposal->language]));
	uint32_t last;

	if (entry == 0 || node->kind != DOC_MAP || child(doc, entry, code) == 0)
		return false;
	last = last_line(doc, entry, 0);
	printf("%s:%u: instead of ", doc->files[node->file].path, node->key_line);
	if (last > node->key_line)
		printf("the lines %u to %u:\n", node->key_line, last);
	else
		printf("this line:\n");
	printf("%*s%.*s: ", (int)node->key_column - 1, "", (int)node->key.length, node->key.at);
	put_languages(doc, entry, proposal, code);
	return true;
}
