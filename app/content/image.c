#include "content/image.h"

#include <string.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "images are used as they lie in the file: little-endian");

enum { ALIGN_MAX = 8 };

enum err image_check_header(const void *image, size_t size, enum image_kind kind)
{
	struct image_header header;

	CHECK((uintptr_t)image % ALIGN_MAX == 0);
	if (size < sizeof(header))
		return ERR_FORMAT;
	memcpy(&header, image, sizeof(header));
	if (memcmp(header.magic, "FOYERIMG", sizeof(header.magic)) != 0)
		return ERR_FORMAT;
	if (header.format != IMAGE_FORMAT)
		return ERR_VERSION;
	if (header.kind != kind || header.bytes != size || header.reserved != 0)
		return ERR_FORMAT;
	return ERR_NONE;
}

/* The largest power of two that divides the record's size is at least what its fields need. */
static size_t record_align(size_t record_bytes)
{
	size_t align = record_bytes & (~record_bytes + 1);

	return align < ALIGN_MAX ? align : ALIGN_MAX;
}

bool image_holds(const void *image, struct image_table table, size_t record_bytes)
{
	uint32_t bytes = image_header(image)->bytes;

	CHECK(record_bytes > 0);
	if (table.offset < sizeof(struct image_header) || table.offset > bytes)
		return false;
	return table.offset % record_align(record_bytes) == 0 && table.count <= (bytes - table.offset) / record_bytes;
}
