/* How a trained matcher lies in its image: written by model.c, read by match.c. */
#ifndef FOYER_UNDERSTAND_MODEL_IMAGE_H
#define FOYER_UNDERSTAND_MODEL_IMAGE_H

#include "content/content.h"
#include "understand/features.h"

enum {
	MODEL_DOCS_MAX = 8192, /* phrasings of one language; what a site has beyond is not learned */
	MODEL_TOPICS_MAX = 4096,
	MODEL_CODE_BYTES = 8,
	WEIGHT_ONE = 1 << 14 /* weights are in 1/16384: a phrasing's vector has this length */
};

/* An open-addressing hash of features; count 0: empty. The home of a key is its low half modulo the table's size. */
struct model_slot {
	uint32_t tag; /* the key's high half */
	uint32_t first;
	uint32_t count; /* postings, which is also how many phrasings have the feature */
};

struct model_posting {
	uint16_t doc;
	uint16_t weight;
};

struct model_language {
	char code[MODEL_CODE_BYTES];  /* "en" */
	struct image_table doc_topic; /* uint16_t for each phrasing, not falling */
	struct image_table spread; /* uint16_t for each topic: length of the sum of its phrasings over their number, in
				      1/16384; 0: it has none */
	struct image_table slots;  /* a power of two, at least one empty */
	struct image_table postings;
};

struct model {
	struct image_header header;
	uint32_t languages_count;
	uint32_t reserved;
	struct image_table topic_ids; /* uint32_t offsets into `strings` */
	struct image_table strings;
	struct model_language language[LANGUAGES_MAX];
};

/* A feature's share of its sentence's vector, in 1/WEIGHT_ONE: weight over the length of its block, times the block's
 * own weight. lengths: isqrt of the blocks' sums of squares. */
uint16_t weight_scaled(uint32_t weight_q8, enum feature_block block, const uint32_t lengths[BLOCK_COUNT]);

#endif
