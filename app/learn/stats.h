/* What was counted, as an image (IMAGE_STATISTICS) of its own that names topics, items and states by id: what a menu
 * order is learned from, and what `foyer menu --counts` shows. */
#ifndef FOYER_LEARN_STATS_H
#define FOYER_LEARN_STATS_H

#include "content/image.h"

struct stat {
	uint32_t id;   /* offset of a string in the image: "form:lost_card" */
	uint32_t kind; /* enum count of effect.h */
	int64_t times;
	int64_t sum; /* of the counts' values */
};

struct stats {
	struct image_header header;
	struct image_table rows;    /* struct stat, sorted by kind, then id */
	struct image_table strings; /* bytes; the last a NUL */
};

/* Begins an empty image in `out` (8-byte aligned) for at most `rows_max` rows; add rows, then stats_end(). False: too
 * small. */
bool stats_begin(void *out, size_t out_bytes, uint32_t rows_max);
/* One row; `id` is copied behind the rows. False: full. */
bool stats_add(void *out, size_t out_bytes, uint32_t kind, const char *id, int64_t times, int64_t sum);
/* Sorts; returns the image's bytes, its hash still zero. */
size_t stats_end(void *out);

/* Proves an image that came from a file. */
MUST_USE enum err stats_sound(const void *image, size_t size);

/* NULL: never counted. */
const struct stat *stats_find(const void *image, uint32_t kind, const char *id);
const char *stats_id(const void *image, const struct stat *stat);

#endif
