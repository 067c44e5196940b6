#include "content/judge.h"

/* What a doc can need at most, so that nothing has to grow: every string once as it is and once in lower case, the
 * records' ids once more as topics. */
struct census {
	uint32_t maps;
	uint32_t scalars;
	uint64_t bytes;
};

enum { TOPIC_ID_EXTRA = 8 };

static struct census census_of(const struct doc *doc)
{
	struct census census = {0};

	for (uint32_t i = 1; i < doc->nodes_count; i++) {
		const struct doc_node *node = &doc->nodes[i];

		census.maps += node->kind == DOC_MAP;
		census.scalars += node->kind == DOC_SCALAR;
		census.bytes += node->value.length + 1U;
	}
	return census;
}

static uint32_t power_of_two_above(uint32_t least)
{
	uint32_t size = 16;

	while (size <= least)
		size *= 2;
	return size;
}

bool pool_open(struct pool *pool, const struct doc *doc, struct arena *scratch)
{
	struct census census = census_of(doc);
	size_t records = (size_t)census.maps + 1;
	size_t scalars = (size_t)census.scalars + 1;
	/* lowered: labels and names, each once at most; joined: ids; and room to try one that is there already */
	size_t strings = 1 + 3 * census.bytes + (size_t)census.maps * TOPIC_ID_EXTRA + 2 * TEXT_BYTES_MAX;
	uint32_t buckets;

	if (census.bytes > CONTENT_BYTES_MAX) /* at least one for each node */
		return false;
	buckets = power_of_two_above(6 * (census.scalars + 1));
	*pool = (struct pool){.scratch = scratch, .buckets_mask = buckets - 1, .strings_bytes = 1};
	pool->strings = arena_take(scratch, strings);
	pool->buckets = arena_take(scratch, buckets * sizeof(*pool->buckets));
	pool->texts = arena_take(scratch, 2 * records * sizeof(*pool->texts)); /* see line_of() */
	pool->phrases = arena_take(scratch, (scalars + LANGUAGES_MAX * records) * sizeof(*pool->phrases));
	pool->days = arena_take(scratch, scalars * sizeof(*pool->days));
	pool->choices = arena_take(scratch, records * sizeof(*pool->choices));
	pool->words = arena_take(scratch, scalars * sizeof(*pool->words));
	return pool->strings && pool->buckets && pool->texts && pool->phrases && pool->days && pool->choices &&
	       pool->words;
}

const char *pool_at(const struct pool *pool, uint32_t string)
{
	return pool->strings + string;
}

/* FNV-1a (Fowler, Noll, Vo), 32 bits. */
static uint32_t hash_of(struct text text)
{
	uint32_t hash = 2166136261U;

	for (uint32_t i = 0; i < text.length; i++)
		hash = (hash ^ (uint8_t)text.at[i]) * 16777619U;
	return hash;
}

/* The string was written at the pool's end; it stays there if it is new. */
static uint32_t settle(struct pool *pool, uint32_t length)
{
	uint32_t fresh = pool->strings_bytes;
	struct text text = {pool->strings + fresh, length};
	uint32_t at = hash_of(text) & pool->buckets_mask;

	CHECK(length > 0);
	pool->strings[fresh + length] = '\0';
	for (; pool->buckets[at] != 0; at = (at + 1) & pool->buckets_mask)
		if (strcmp(pool_at(pool, pool->buckets[at]), text.at) == 0)
			return pool->buckets[at];
	pool->buckets[at] = fresh;
	pool->strings_bytes += length + 1;
	return fresh;
}

uint32_t pool_string(struct pool *pool, struct text text)
{
	memcpy(pool->strings + pool->strings_bytes, text.at, text.length);
	return settle(pool, text.length);
}

uint32_t pool_lowered(struct pool *pool, struct text text)
{
	const char *at = text.at;
	const char *end = text.at + text.length;
	char *out = pool->strings + pool->strings_bytes;
	uint32_t length = 0;
	uint32_t point;

	/* text_lower() never needs more bytes than the capital did. */
	while ((point = text_next(&at, end)) != 0)
		length += (uint32_t)text_put(out + length, 4, text_lower(point));
	return settle(pool, length);
}

uint32_t pool_joined(struct pool *pool, const char *prefix, struct text text)
{
	uint32_t length = (uint32_t)strlen(prefix);

	memcpy(pool->strings + pool->strings_bytes, prefix, length);
	memcpy(pool->strings + pool->strings_bytes + length, text.at, text.length);
	return settle(pool, length + text.length);
}

void pool_phrase(struct pool *pool, uint32_t string)
{
	pool->phrases[pool->phrases_count++] = string;
}

/* As many texts as the sections can have: a menu item's label; an answer's title, text and steps; a form's title; a
 * slot's label, ask and again, two of them with touch wordings, and its choices; what an action says; the names of
 * teams and branches; an offer's title and text. And those of the maps, of which a prompt may have touch wordings. */
enum {
	TEXTS_OF_RECORDS = 1 + (2 + STEPS_MAX) + 1 + (5 + SLOT_CHOICES_MAX) + 4 + 1 + 1 + 2,
	TEXTS_OF_MAPS = 3 + 2 * PROMPT_COUNT + LABEL_COUNT
};
_Static_assert(SCHEMA_RECORDS_MAX *TEXTS_OF_RECORDS + TEXTS_OF_MAPS < NONE16, "an index for every text");

uint16_t pool_text(struct pool *pool, const struct content_text *text)
{
	CHECK(pool->texts_count < NONE16);
	pool->texts[pool->texts_count] = *text;
	return (uint16_t)pool->texts_count++;
}
