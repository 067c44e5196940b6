/* An image is what the device keeps of something compiled: content, layout, trained model, statistics. One block of
 * bytes, position independent (offsets from the image's first byte, no pointers), little-endian and 8-byte aligned, so
 * that a file of it can be mapped and used as it lies. Images refer to each other by the content's stable string ids,
 * never by index. */
#ifndef FOYER_CONTENT_IMAGE_H
#define FOYER_CONTENT_IMAGE_H

#include "base/check.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum image_kind { IMAGE_CONTENT = 1, IMAGE_LAYOUT, IMAGE_MODEL, IMAGE_STATISTICS };

enum { IMAGE_HASH_BYTES = 32, IMAGE_FORMAT = 4 };

struct image_header {
	char magic[8]; /* "FOYERIMG" */
	uint32_t kind;
	uint32_t format;
	uint32_t bytes; /* the whole image, this header included */
	uint32_t reserved;
	uint8_t hash[IMAGE_HASH_BYTES];    /* of the image with this field zero: BLAKE2b-256, set and proved by the
					      firmware */
	uint8_t content[IMAGE_HASH_BYTES]; /* the content it was made for; zero in content itself */
};

/* A run of equal records, or of bytes, inside an image. */
struct image_table {
	uint32_t offset;
	uint32_t count;
};

/* The header alone: magic, kind, format, bytes == size. Tables are proved by each kind's own *_sound(). */
MUST_USE enum err image_check_header(const void *image, size_t size, enum image_kind kind);

/* True if the table lies inside the image, behind the header, at a multiple of the largest power of two (up to 8) that
 * divides record_bytes. */
bool image_holds(const void *image, struct image_table table, size_t record_bytes);

static inline const struct image_header *image_header(const void *image)
{
	return image;
}

#endif
