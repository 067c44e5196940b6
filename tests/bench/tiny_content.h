/* A content image put together piece by piece in memory, without a site's files: topics with phrasings, for measuring
 * the matcher on public question sets. */
#ifndef FOYER_TESTS_BENCH_TINY_CONTENT_H
#define FOYER_TESTS_BENCH_TINY_CONTENT_H

#include "content/content.h"

struct tiny {
	struct content_topic *topics;
	uint32_t topics_count;
	uint32_t *phrases;
	uint32_t phrases_count;
	char *strings;
	uint32_t strings_bytes;
};

/* Takes memory from the heap; tiny_close gives it back. One language, "en". */
void tiny_open(struct tiny *tiny);
void tiny_close(struct tiny *tiny);

/* The topic called `id`; made if it is new. */
uint16_t tiny_topic(struct tiny *tiny, const char *id);

/* All phrasings of one topic, at once. */
void tiny_asks(struct tiny *tiny, uint16_t topic, const char *const *asks, uint32_t asks_count);

/* The image, on the heap; the caller frees it. */
struct content *tiny_image(const struct tiny *tiny);

#endif
