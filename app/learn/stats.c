#include "learn/stats.h"

#include <string.h>

static struct stat *rows_of(const void *image)
{
	const struct stats *stats = image;

	return (struct stat *)((uint8_t *)(uintptr_t)image + stats->rows.offset);
}

static char *string_at(const void *image, uint32_t offset)
{
	const struct stats *stats = image;

	return (char *)(uintptr_t)image + stats->strings.offset + offset;
}

bool stats_begin(void *out, size_t out_bytes, uint32_t rows_max)
{
	struct stats *stats = out;
	size_t strings = sizeof(*stats) + (size_t)rows_max * sizeof(struct stat);

	if (out_bytes < strings + 1 || strings > UINT32_MAX)
		return false;
	memset(out, 0, strings + 1);
	memcpy(stats->header.magic, "FOYERIMG", sizeof(stats->header.magic));
	stats->header.kind = IMAGE_STATISTICS;
	stats->header.format = IMAGE_FORMAT;
	stats->rows.offset = sizeof(*stats);
	stats->strings.offset = (uint32_t)strings;
	stats->strings.count = 1; /* the empty string */
	return true;
}

bool stats_add(void *out, size_t out_bytes, uint32_t kind, const char *id, int64_t times, int64_t sum)
{
	struct stats *stats = out;
	size_t length = strlen(id) + 1;
	size_t rows_max = (stats->strings.offset - stats->rows.offset) / sizeof(struct stat);
	size_t end = (size_t)stats->strings.offset + stats->strings.count;

	if (stats->rows.count == rows_max || length > out_bytes - end)
		return false;
	memcpy((char *)out + end, id, length);
	rows_of(out)[stats->rows.count++] = (struct stat){stats->strings.count, kind, times, sum};
	stats->strings.count += (uint32_t)length;
	return true;
}

static int compare(const void *image, const struct stat *row, uint32_t kind, const char *id)
{
	if (row->kind != kind)
		return row->kind < kind ? -1 : 1;
	return strcmp(string_at(image, row->id), id);
}

/* Insertion: a few hundred rows, once a night. */
static void sort(void *image)
{
	struct stats *stats = image;
	struct stat *rows = rows_of(image);

	for (uint32_t i = 1; i < stats->rows.count; i++) {
		struct stat row = rows[i];
		uint32_t at = i;

		while (at > 0 && compare(image, &rows[at - 1], row.kind, string_at(image, row.id)) > 0) {
			rows[at] = rows[at - 1];
			at--;
		}
		rows[at] = row;
	}
}

size_t stats_end(void *out)
{
	struct stats *stats = out;

	sort(out);
	stats->header.bytes = stats->strings.offset + stats->strings.count;
	return stats->header.bytes;
}

enum err stats_sound(const void *image, size_t size)
{
	enum err err = size < sizeof(struct stats) ? ERR_FORMAT : image_check_header(image, size, IMAGE_STATISTICS);
	const struct stats *stats = image;

	if (err)
		return err;
	if (!image_holds(image, stats->rows, sizeof(struct stat)) || !image_holds(image, stats->strings, 1) ||
		stats->strings.count == 0 || string_at(image, stats->strings.count - 1)[0] != '\0')
		return ERR_FORMAT;
	for (uint32_t i = 0; i < stats->rows.count; i++)
		if (rows_of(image)[i].id >= stats->strings.count)
			return ERR_FORMAT;
	return ERR_NONE;
}

const struct stat *stats_find(const void *image, uint32_t kind, const char *id)
{
	const struct stats *stats = image;
	uint32_t low = 0;
	uint32_t high = stats->rows.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = compare(image, &rows_of(image)[middle], kind, id);

		if (order == 0)
			return &rows_of(image)[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const char *stats_id(const void *image, const struct stat *stat)
{
	return string_at(image, stat->id);
}
