#include "understand/model.h"

#include "base/text.h"
#include "understand/model_image.h"

#include <string.h>

/* While a language is learned: how many phrasings have each feature, and where its postings go. */
struct entry {
	uint64_t key;
	uint32_t count; /* 0: empty */
	uint32_t first;
	uint32_t filled;
	uint32_t idf_q8;
};

struct vocabulary {
	struct entry *entries;
	uint32_t entries_count; /* a power of two */
	uint32_t used;
	uint32_t postings;
};

struct doc {
	const char *words;
	uint16_t topic;
	const struct feature *features; /* read once: most of the time goes there */
	uint32_t features_count;
};

/* Writes the image from its beginning; once full it stays so. */
struct writer {
	uint8_t *base;
	size_t size;
	size_t used;
	bool full;
};

struct learner {
	const struct content *c;
	struct arena *scratch;
	struct writer *writer;
	struct features *features;
	struct doc *docs;
	uint32_t docs_count;
	struct vocabulary vocabulary;
};

/* Squares add up to one: 0.6 and 0.8. Characters carry more: they forgive endings, typing and hearing. */
static const uint32_t block_weight[BLOCK_COUNT] = {[BLOCK_WORDS] = 9830, [BLOCK_CHARS] = 13107};

uint16_t weight_scaled(uint32_t weight_q8, enum feature_block block, const uint32_t lengths[BLOCK_COUNT])
{
	CHECK(lengths[block] > 0); /* it has this very feature */
	return (uint16_t)((uint64_t)weight_q8 * block_weight[block] / lengths[block]);
}

static struct image_table table_take(struct writer *w, size_t count, size_t record_bytes)
{
	size_t start = (w->used + 7) & ~(size_t)7;
	struct image_table table = {(uint32_t)start, (uint32_t)count};

	if (w->full || start > w->size || count > (w->size - start) / record_bytes) {
		w->full = true;
		return (struct image_table){0};
	}
	memset(w->base + w->used, 0, start - w->used + count * record_bytes);
	w->used = start + count * record_bytes;
	return table;
}

static void *table_at(const struct writer *w, struct image_table table)
{
	return w->base + table.offset;
}

static void doc_put(struct learner *l, uint16_t topic, const char *words)
{
	if (words[0] != '\0' && l->docs_count < MODEL_DOCS_MAX)
		l->docs[l->docs_count++] = (struct doc){.words = words, .topic = topic};
}

/* All phrasings and titles, topic by topic. */
static void docs_gather(struct learner *l, uint8_t language)
{
	l->docs_count = 0;
	for (uint16_t t = 0; t < l->c->topics.count; t++) {
		const struct content_topic *topic = content_topic(l->c, t);

		doc_put(l, t, content_text(l->c, topic->title, language, 0));
		for (uint32_t i = 0; i < topic->asks[language].count; i++)
			doc_put(l, t, content_phrase(l->c, topic->asks[language], i));
	}
}

static struct entry *entry_of(const struct vocabulary *v, uint64_t key)
{
	uint32_t at = (uint32_t)key & (v->entries_count - 1);

	while (v->entries[at].count != 0 && v->entries[at].key != key)
		at = (at + 1) & (v->entries_count - 1);
	return &v->entries[at];
}

static uint32_t power_above(uint64_t count)
{
	uint32_t power = 2;

	while (power <= count)
		power *= 2;
	return power;
}

static bool doc_read(struct learner *l, struct doc *doc)
{
	struct feature *kept;

	features_read(l->features, doc->words);
	kept = arena_take(l->scratch, l->features->count * sizeof(*kept));
	if (!kept)
		return false;
	memcpy(kept, l->features->list, l->features->count * sizeof(*kept));
	doc->features = kept;
	doc->features_count = l->features->count;
	return true;
}

/* First how many different features there may be at most, then which, and in how many phrasings. */
static bool vocabulary_learn(struct learner *l)
{
	struct vocabulary *v = &l->vocabulary;
	uint64_t occurrences = 0;

	for (uint32_t d = 0; d < l->docs_count; d++) {
		if (!doc_read(l, &l->docs[d]))
			return false;
		occurrences += l->docs[d].features_count;
	}
	*v = (struct vocabulary){.entries_count = power_above(occurrences), .postings = (uint32_t)occurrences};
	v->entries = arena_take(l->scratch, v->entries_count * sizeof(*v->entries));
	if (!v->entries)
		return false;
	for (uint32_t d = 0; d < l->docs_count; d++) {
		const struct doc *doc = &l->docs[d];

		for (uint32_t i = 0; i < doc->features_count; i++) {
			struct entry *entry = entry_of(v, doc->features[i].key);

			v->used += entry->count == 0;
			entry->key = doc->features[i].key;
			entry->count++;
		}
	}
	return true;
}

/* The features as the image's hash, in an order that depends on the keys alone. */
static void slots_write(struct learner *l, struct model_language *out)
{
	struct vocabulary *v = &l->vocabulary;
	struct model_slot *slots;
	uint32_t slots_count = power_above(v->used + v->used / 2);
	const uint32_t idf_once_q8 = feature_idf_q8(l->docs_count, 1); /* of most: only one phrasing has them */
	uint32_t first = 0;

	out->slots = table_take(l->writer, slots_count, sizeof(*slots));
	if (l->writer->full)
		return;
	slots = table_at(l->writer, out->slots);
	for (uint32_t i = 0; i < v->entries_count; i++) {
		struct entry *entry = &v->entries[i];
		uint32_t at = (uint32_t)entry->key & (slots_count - 1);

		if (entry->count == 0)
			continue;
		while (slots[at].count != 0)
			at = (at + 1) & (slots_count - 1);
		entry->first = first;
		entry->idf_q8 = entry->count == 1 ? idf_once_q8 : feature_idf_q8(l->docs_count, entry->count);
		slots[at] = (struct model_slot){(uint32_t)(entry->key >> 32), first, entry->count};
		first += entry->count;
	}
}

static void doc_write(struct learner *l, uint32_t number, struct model_posting *postings)
{
	const struct doc *doc = &l->docs[number];
	uint64_t squares[BLOCK_COUNT] = {0};
	uint32_t lengths[BLOCK_COUNT];

	for (uint32_t i = 0; i < doc->features_count; i++) {
		const struct feature *f = &doc->features[i];
		uint64_t weight = feature_weight_q8(f->times, entry_of(&l->vocabulary, f->key)->idf_q8);

		squares[f->block] += weight * weight;
	}
	for (int b = 0; b < BLOCK_COUNT; b++)
		lengths[b] = isqrt64(squares[b]);
	for (uint32_t i = 0; i < doc->features_count; i++) {
		const struct feature *f = &doc->features[i];
		struct entry *entry = entry_of(&l->vocabulary, f->key);
		uint32_t weight = feature_weight_q8(f->times, entry->idf_q8);

		postings[entry->first + entry->filled++] = (struct model_posting){
			(uint16_t)number, weight_scaled(weight, (enum feature_block)f->block, lengths)};
	}
}

/* |sum of a topic's phrasings|^2, feature by feature: postings stand in the order of phrasings, so topics are runs. */
static void squares_gather(const struct learner *l, const struct model_posting *postings, uint64_t *squares)
{
	for (uint32_t i = 0; i < l->vocabulary.entries_count; i++) {
		const struct entry *entry = &l->vocabulary.entries[i];
		uint64_t sum = 0;

		for (uint32_t p = 0; p < entry->count; p++) {
			const struct model_posting *posting = &postings[entry->first + p];
			uint16_t topic = l->docs[posting->doc].topic;
			bool last = p + 1 == entry->count || l->docs[posting[1].doc].topic != topic;

			sum += posting->weight;
			if (last) {
				squares[topic] += sum * sum;
				sum = 0;
			}
		}
	}
}

static bool spread_write(struct learner *l, const struct model_posting *postings, struct model_language *out)
{
	uint32_t topics_count = l->c->topics.count;
	uint64_t *squares = arena_take(l->scratch, (topics_count + 1) * sizeof(*squares));
	uint32_t *counts = arena_take(l->scratch, (topics_count + 1) * sizeof(*counts));
	uint16_t *spread;

	out->spread = table_take(l->writer, topics_count, sizeof(*spread));
	if (!squares || !counts || l->writer->full)
		return false;
	spread = table_at(l->writer, out->spread);
	squares_gather(l, postings, squares);
	for (uint32_t d = 0; d < l->docs_count; d++)
		counts[l->docs[d].topic]++;
	for (uint32_t t = 0; t < topics_count; t++)
		spread[t] = (uint16_t)(counts[t] == 0 ? 0 : isqrt64(squares[t]) / counts[t]);
	return true;
}

static bool language_learn(struct learner *l, uint8_t language, struct model_language *out)
{
	const char *code = content_string(l->c, l->c->site.language[language]);
	struct model_posting *postings;
	uint16_t *doc_topic;

	text_copy(out->code, sizeof(out->code), text_of(code));
	docs_gather(l, language);
	if (!vocabulary_learn(l))
		return false;
	slots_write(l, out);
	out->doc_topic = table_take(l->writer, l->docs_count, sizeof(*doc_topic));
	out->postings = table_take(l->writer, l->vocabulary.postings, sizeof(*postings));
	if (l->writer->full)
		return false;
	doc_topic = table_at(l->writer, out->doc_topic);
	postings = table_at(l->writer, out->postings);
	for (uint32_t d = 0; d < l->docs_count; d++) {
		doc_topic[d] = l->docs[d].topic;
		doc_write(l, d, postings);
	}
	return spread_write(l, postings, out);
}

/* The topics' ids: the model is read beside other versions of the content, too. */
static bool ids_write(struct writer *w, const struct content *c, struct model *model)
{
	size_t bytes = 1;
	uint32_t *ids;
	char *strings;
	uint32_t at = 1;

	for (uint16_t t = 0; t < c->topics.count; t++)
		bytes += strlen(content_string(c, content_topic(c, t)->id)) + 1;
	model->topic_ids = table_take(w, c->topics.count, sizeof(*ids));
	model->strings = table_take(w, bytes, 1);
	if (w->full)
		return false;
	ids = table_at(w, model->topic_ids);
	strings = table_at(w, model->strings);
	for (uint16_t t = 0; t < c->topics.count; t++) {
		const char *id = content_string(c, content_topic(c, t)->id);
		size_t length = strlen(id) + 1;

		memcpy(strings + at, id, length);
		ids[t] = at;
		at += (uint32_t)length;
	}
	return true;
}

static bool learn(struct learner *l, struct model *model)
{
	size_t before;

	l->features = arena_take(l->scratch, sizeof(*l->features));
	l->docs = arena_take(l->scratch, MODEL_DOCS_MAX * sizeof(*l->docs));
	if (!l->features || !l->docs || l->c->topics.count > MODEL_TOPICS_MAX)
		return false;
	before = l->scratch->used;
	for (uint8_t i = 0; i < l->c->site.languages_count; i++) {
		l->scratch->used = before;
		if (!language_learn(l, i, &model->language[i]))
			return false;
	}
	return true;
}

size_t model_build(const struct content *c, struct arena *scratch, void *out, size_t out_bytes)
{
	struct writer writer = {out, out_bytes, 0, false};
	struct learner learner = {.c = c, .scratch = scratch, .writer = &writer};
	struct model *model = out;

	CHECK((uintptr_t)out % 8 == 0);
	table_take(&writer, 1, sizeof(*model));
	if (writer.full)
		return 0;
	memcpy(model->header.magic, "FOYERIMG", sizeof(model->header.magic));
	model->header.kind = IMAGE_MODEL;
	model->header.format = IMAGE_FORMAT;
	memcpy(model->header.content, c->header.hash, sizeof(model->header.content));
	model->languages_count = c->site.languages_count;
	if (!ids_write(&writer, c, model) || !learn(&learner, model))
		return 0;
	table_take(&writer, 0, 1); /* ends on a multiple of eight */
	if (writer.full)
		return 0;
	model->header.bytes = (uint32_t)writer.used;
	return writer.used;
}

static bool ids_sound(const struct model *m)
{
	const char *strings = (const char *)m + m->strings.offset;
	const uint32_t *ids = (const uint32_t *)(const void *)((const uint8_t *)m + m->topic_ids.offset);

	if (m->topic_ids.count > MODEL_TOPICS_MAX || m->strings.count == 0 || strings[m->strings.count - 1] != '\0')
		return false;
	for (uint32_t i = 0; i < m->topic_ids.count; i++) {
		if (ids[i] >= m->strings.count)
			return false;
	}
	return true;
}

static bool slots_sound(const struct model_slot *slots, uint32_t slots_count, uint32_t postings_count)
{
	uint32_t empty = 0;

	if (slots_count == 0 || (slots_count & (slots_count - 1)) != 0)
		return false;
	for (uint32_t i = 0; i < slots_count; i++) {
		empty += slots[i].count == 0;
		if (slots[i].first > postings_count || slots[i].count > postings_count - slots[i].first)
			return false;
	}
	return empty > 0;
}

static bool language_sound(const struct model *m, const struct model_language *l)
{
	const uint8_t *base = (const uint8_t *)m;
	const uint16_t *doc_topic = (const uint16_t *)(const void *)(base + l->doc_topic.offset);
	const struct model_posting *postings = (const void *)(base + l->postings.offset);

	if (!image_holds(m, l->doc_topic, sizeof(*doc_topic)) || !image_holds(m, l->spread, sizeof(uint16_t)) ||
		!image_holds(m, l->slots, sizeof(struct model_slot)) || !image_holds(m, l->postings, sizeof(*postings)))
		return false;
	if (memchr(l->code, '\0', sizeof(l->code)) == NULL || l->doc_topic.count > MODEL_DOCS_MAX ||
		l->spread.count != m->topic_ids.count)
		return false;
	for (uint32_t d = 0; d < l->doc_topic.count; d++) {
		if (doc_topic[d] >= m->topic_ids.count)
			return false;
	}
	for (uint32_t p = 0; p < l->postings.count; p++) {
		if (postings[p].doc >= l->doc_topic.count || postings[p].weight > WEIGHT_ONE)
			return false;
	}
	return slots_sound((const void *)(base + l->slots.offset), l->slots.count, l->postings.count);
}

enum err model_sound(const void *image, size_t size)
{
	const struct model *m = image;
	enum err err = image_check_header(image, size, IMAGE_MODEL);

	if (err)
		return err;
	if (size < sizeof(*m) || m->languages_count > LANGUAGES_MAX ||
		!image_holds(m, m->topic_ids, sizeof(uint32_t)) || !image_holds(m, m->strings, 1) || !ids_sound(m))
		return ERR_FORMAT;
	for (uint32_t i = 0; i < m->languages_count; i++) {
		if (!language_sound(m, &m->language[i]))
			return ERR_FORMAT;
	}
	return ERR_NONE;
}
