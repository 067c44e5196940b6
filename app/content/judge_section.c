/* Finds every record of every section, over all files, before anything is read: references may point forward. */
#include "content/judge.h"

static enum schema_section section_of(struct text name, struct guess *guess)
{
	enum schema_section s = SECTION_SITE;

	while (s < SECTION_COUNT && !text_equal(name, text_of(schema_rules[s].name))) {
		guess_offer(guess, text_of(schema_rules[s].name));
		s++;
	}
	return s;
}

/* False after a report: then the section is not looked into. */
static bool judge_head(struct judge *j, const struct doc_node *node, uint32_t seen[SECTION_COUNT])
{
	struct guess guess = guess_for(node->key);
	enum schema_section s = section_of(node->key, &guess);
	bool is_list;

	if (s == SECTION_COUNT) {
		MISTAKE_KEY(j, node, "unknown section \"%.*s\": %s", SHOWN(node->key),
			guess_say(&guess,
				"sections are site, prompts, labels, words, menu, answers, forms, slots, actions, "
				"teams, people, hours, branches, offers"));
		return false;
	}
	if (seen[s]) {
		MISTAKE_KEY(j, node, "section \"%s\" stands twice in this file (first in line %u): put them together",
			schema_rules[s].name, seen[s]);
		return false;
	}
	seen[s] = judge_key_line(node);
	is_list = schema_rules[s].record_bytes > 0;
	return judge_is(j, node, is_list ? DOC_LIST : DOC_MAP, schema_rules[s].name,
		is_list ? "its entries, each with - in front" : "its keys, indented below");
}

/* Reports what is wrong with the files' outermost keys. */
static void judge_heads(struct judge *j)
{
	for (uint16_t f = 0; f < j->doc->files_count; f++) {
		const struct doc_node *root = judge_node(j, j->doc->files[f].root);
		const struct doc_node *node;
		uint32_t seen[SECTION_COUNT] = {0};
		uint32_t keys = 0;

		if (!root || !judge_is(j, root, DOC_MAP, "this file", "sections, such as menu: or answers:"))
			continue;
		for (node = judge_first(j, root); node && keys < SCHEMA_KEYS_MAX; node = judge_next(j, node), keys++)
			(void)judge_head(j, node, seen);
	}
}

/* The first time over, nodes is NULL and the records are only counted; the second time mistakes are reported. */
static uint32_t add(struct judge *j, enum schema_section s, const struct doc_node *node, uint16_t parent)
{
	struct judge_section *section = &j->sections[s];
	const struct doc_node *id = judge_child(j, node, "id");

	if (section->nodes) {
		section->nodes[section->count] = (uint32_t)(node - j->doc->nodes);
		section->ids[section->count] = id && id->kind == DOC_SCALAR ? id->value : TEXT("");
		section->parents[section->count] = parent;
	}
	return section->count++;
}

static bool may_add(struct judge *j, enum schema_section s, const struct doc_node *node)
{
	struct judge_section *section = &j->sections[s];

	if (section->count >= SCHEMA_RECORDS_MAX) {
		if (section->nodes && !section->told_full)
			problem_add(j->problems, NULL, 0, "more than %d entries in \"%s\": take some out",
				SCHEMA_RECORDS_MAX, schema_rules[s].name);
		section->told_full = section->nodes != NULL;
		return false;
	}
	if (node->kind == DOC_MAP)
		return true;
	if (section->nodes)
		(void)judge_is(j, node, DOC_MAP, schema_rules[s].one, "its keys, beginning with - id:");
	return false;
}

/* One level of the menu below `parent`; `above`: how many stand there already, from other files. */
static void add_items(struct judge *j, const struct doc_node *list, uint16_t parent, int depth)
{
	const bool report = j->sections[SECTION_MENU].nodes != NULL;
	uint32_t count = 0;

	for (const struct doc_node *node = judge_first(j, list); node; node = judge_next(j, node)) {
		const struct doc_node *items = judge_child(j, node, "items");
		uint32_t index;

		if (parent != NONE16 && ++count > MENU_CHILDREN_MAX) {
			if (report)
				MISTAKE(j, node, "more than %d items in one place: put some under an item of their own",
					MENU_CHILDREN_MAX);
			return;
		}
		if (!may_add(j, SECTION_MENU, node))
			continue;
		index = add(j, SECTION_MENU, node, parent);
		if (!items || items->kind != DOC_LIST)
			continue;
		if (depth < MENU_DEPTH_MAX)
			add_items(j, items, (uint16_t)index, depth + 1);
		else if (report)
			MISTAKE_KEY(j, items, "the menu is more than %d levels deep here: move these items up",
				MENU_DEPTH_MAX);
	}
}

static void add_all(struct judge *j, enum schema_section s)
{
	for (uint16_t f = 0; f < j->doc->files_count; f++) {
		const struct doc_node *root = judge_node(j, j->doc->files[f].root);
		const struct doc_node *list = root ? judge_child(j, root, schema_rules[s].name) : NULL;

		if (!list || list->kind != DOC_LIST)
			continue;
		if (s == SECTION_MENU) {
			add_items(j, list, NONE16, 1);
			continue;
		}
		for (const struct doc_node *node = judge_first(j, list); node; node = judge_next(j, node))
			if (may_add(j, s, node))
				add(j, s, node, NONE16);
	}
}

bool judge_gather(struct judge *j)
{
	judge_heads(j);
	for (enum schema_section s = SECTION_SITE; s < SECTION_COUNT; s++) {
		struct judge_section *section = &j->sections[s];
		size_t room;

		if (schema_rules[s].record_bytes == 0)
			continue;
		add_all(j, s);
		room = (size_t)section->count + 1;
		section->nodes = arena_take(j->scratch, room * sizeof(*section->nodes));
		section->ids = arena_take(j->scratch, room * sizeof(*section->ids));
		section->parents = arena_take(j->scratch, room * sizeof(*section->parents));
		section->records = arena_take(j->scratch, room * schema_rules[s].record_bytes);
		if (!section->nodes || !section->ids || !section->parents || !section->records)
			return false;
		section->count = 0;
		add_all(j, s);
	}
	return true;
}

uint16_t judge_find(const struct judge *j, enum schema_section section, struct text id)
{
	const struct judge_section *s = &j->sections[section];

	for (uint32_t i = 0; i < s->count; i++)
		if (id.length > 0 && text_equal(s->ids[i], id))
			return (uint16_t)i;
	return NONE16;
}
