/* One phrasing, one place: otherwise the matcher could never be sure. */
#include "content/judge.h"

struct said {
	uint32_t node; /* 0: empty */
	uint16_t record;
	uint8_t section;
	uint8_t language;
};

struct said_table {
	struct said *list; /* open addressing */
	uint32_t mask;
};

static void judge_phrase(struct judge *j, struct said_table *table, struct said said)
{
	const struct doc_node *node = judge_node(j, said.node);
	uint32_t at = (judge_words_hash(node->value) + said.language) & table->mask;

	for (; table->list[at].node; at = (at + 1) & table->mask) {
		const struct said *other = &table->list[at];
		const struct doc_node *first = judge_node(j, other->node);

		if (other->language != said.language || !judge_same_words(first->value, node->value))
			continue;
		if (other->section != said.section || other->record != said.record)
			MISTAKE(j, node, "\"%.*s\" of %s %.*s is also asked by %s %.*s (%s:%u): keep it in one place",
				SHOWN(node->value), schema_rules[said.section].one,
				SHOWN(j->sections[said.section].ids[said.record]), schema_rules[other->section].one,
				SHOWN(j->sections[other->section].ids[other->record]), judge_path(j, first),
				first->line);
		return;
	}
	table->list[at] = said;
}

static void judge_record_asks(struct judge *j, struct said_table *table, enum schema_section s, uint16_t record)
{
	const struct doc_node *asks = judge_child(j, judge_node(j, j->sections[s].nodes[record]), "asks");
	struct said said = {.record = record, .section = (uint8_t)s};

	if (!asks || asks->kind != DOC_MAP)
		return;
	for (uint8_t l = 0; l < j->languages_count; l++) {
		const struct doc_node *list = judge_first(j, asks);

		while (list && !text_equal(list->key, j->language[l]))
			list = judge_next(j, list);
		if (!list || list->kind != DOC_LIST)
			continue;
		said.language = l;
		for (const struct doc_node *phrase = judge_first(j, list); phrase; phrase = judge_next(j, phrase)) {
			said.node = (uint32_t)(phrase - j->doc->nodes);
			if (phrase->kind == DOC_SCALAR)
				judge_phrase(j, table, said);
		}
	}
}

void judge_asks(struct judge *j)
{
	static const enum schema_section asked[] = {SECTION_ANSWERS, SECTION_FORMS};
	struct said_table table = {.mask = j->pool.buckets_mask}; /* has room for every string */

	table.list = arena_take(j->scratch, ((size_t)table.mask + 1) * sizeof(*table.list));
	if (!table.list) {
		problem_add(j->problems, NULL, 0, "all files together are too large: take some content out");
		return;
	}
	for (size_t s = 0; s < sizeof(asked) / sizeof(asked[0]); s++)
		for (uint16_t i = 0; i < j->sections[asked[s]].count; i++)
			judge_record_asks(j, &table, asked[s], i);
}
