#include "tiny_content.h"

#include <stdlib.h>
#include <string.h>

enum { TINY_TOPICS_MAX = 1024, TINY_PHRASES_MAX = 32768, TINY_STRINGS_BYTES_MAX = 8 << 20 };

void tiny_open(struct tiny *tiny)
{
	*tiny = (struct tiny){
		.topics = calloc(TINY_TOPICS_MAX, sizeof(*tiny->topics)),
		.phrases = calloc(TINY_PHRASES_MAX, sizeof(*tiny->phrases)),
		.strings = calloc(TINY_STRINGS_BYTES_MAX, 1),
		.strings_bytes = 1,
	};
	CHECK(tiny->topics && tiny->phrases && tiny->strings);
}

void tiny_close(struct tiny *tiny)
{
	free(tiny->topics);
	free(tiny->phrases);
	free(tiny->strings);
}

static uint32_t put_string(struct tiny *tiny, const char *string)
{
	uint32_t at = tiny->strings_bytes;
	size_t bytes = strlen(string) + 1;

	CHECK(bytes <= TINY_STRINGS_BYTES_MAX - at);
	memcpy(tiny->strings + at, string, bytes);
	tiny->strings_bytes += (uint32_t)bytes;
	return at;
}

uint16_t tiny_topic(struct tiny *tiny, const char *id)
{
	for (uint32_t i = 0; i < tiny->topics_count; i++) {
		if (strcmp(tiny->strings + tiny->topics[i].id, id) == 0)
			return (uint16_t)i;
	}
	CHECK(tiny->topics_count < TINY_TOPICS_MAX);
	tiny->topics[tiny->topics_count] =
		(struct content_topic){.id = put_string(tiny, id), .kind = TOPIC_ANSWER, .title = NONE16};
	return (uint16_t)tiny->topics_count++;
}

void tiny_asks(struct tiny *tiny, uint16_t topic, const char *const *asks, uint32_t asks_count)
{
	tiny->topics[topic].asks[0] = (struct content_phrases){tiny->phrases_count, asks_count};
	CHECK(asks_count <= TINY_PHRASES_MAX - tiny->phrases_count);
	for (uint32_t i = 0; i < asks_count; i++)
		tiny->phrases[tiny->phrases_count++] = put_string(tiny, asks[i]);
}

struct writer {
	uint8_t *base;
	uint32_t used;
};

static struct image_table put_table(struct writer *w, const void *records, uint32_t count, size_t record_bytes)
{
	struct image_table table = {w->used, count};

	memcpy(w->base + w->used, records, count * record_bytes);
	w->used = (uint32_t)((w->used + count * record_bytes + 7) & ~(size_t)7);
	return table;
}

struct content *tiny_image(const struct tiny *tiny)
{
	size_t bytes = sizeof(struct content) + tiny->topics_count * sizeof(*tiny->topics) +
		       tiny->phrases_count * sizeof(*tiny->phrases) + tiny->strings_bytes + 64;
	struct content *c = calloc(1, bytes);
	struct writer w = {(uint8_t *)c, (sizeof(struct content) + 7) & ~7U};

	CHECK(c != NULL);
	c->header = (struct image_header){.magic = "FOYERIM", .kind = IMAGE_CONTENT, .format = IMAGE_FORMAT};
	c->header.magic[7] = 'G';
	c->site.languages_count = 1;
	c->topics = put_table(&w, tiny->topics, tiny->topics_count, sizeof(*tiny->topics));
	c->phrases = put_table(&w, tiny->phrases, tiny->phrases_count, sizeof(*tiny->phrases));
	c->strings = put_table(&w, tiny->strings, tiny->strings_bytes, 1);
	c->header.bytes = w.used;
	return c;
}
