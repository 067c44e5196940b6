#include "draw/picture.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* libpng's words for what this file holds: B, G, R, A in the order of the bytes of 0xAARRGGBB. */
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
enum { FORMAT_ALPHA = PNG_FORMAT_BGRA };
#else
enum { FORMAT_ALPHA = PNG_FORMAT_ARGB };
#endif

enum err picture_read(struct paint *out, const char *path, char *why, size_t why_bytes)
{
	png_image image = {.version = PNG_IMAGE_VERSION};
	uint32_t *pixels = NULL;

	*out = (struct paint){0};
	if (!png_image_begin_read_from_file(&image, path)) {
		snprintf(why, why_bytes, "%s", image.message);
		return ERR_FORMAT;
	}
	image.format = FORMAT_ALPHA;
	if (image.width <= PICTURE_SIDE_MAX && image.height <= PICTURE_SIDE_MAX)
		pixels = malloc(PNG_IMAGE_SIZE(image));
	if (!pixels || !png_image_finish_read(&image, NULL, pixels, 0, NULL)) {
		snprintf(why, why_bytes, "%s", pixels ? image.message : "too large");
		png_image_free(&image);
		free(pixels);
		return ERR_FORMAT;
	}
	*out = paint_of(pixels, (int)image.width, (int)image.height, (int)image.width);
	return ERR_NONE;
}

/* Three bytes a pixel: alpha says nothing here, and the file is the smaller for it. */
static uint8_t *bytes_of(const struct paint *picture)
{
	uint8_t *bytes = malloc((size_t)picture->width * (size_t)picture->height * 3);
	uint8_t *at = bytes;

	for (int y = 0; bytes && y < picture->height; y++) {
		const uint32_t *row = &picture->pixels[y * picture->pitch_px];

		for (int x = 0; x < picture->width; x++) {
			*at++ = (uint8_t)(row[x] >> 16);
			*at++ = (uint8_t)(row[x] >> 8);
			*at++ = (uint8_t)row[x];
		}
	}
	return bytes;
}

/* --- pictures of few colours: one byte a pixel, a third of the file --- */

enum { COLOURS_MAX = 256, PLACES = 1024 };

struct palette {
	uint32_t place[PLACES]; /* 0: free; otherwise the colour with alpha 255 */
	uint8_t index[PLACES];
	uint8_t rgb[COLOURS_MAX][3];
	unsigned count;
};

/* The colour's number; COLOURS_MAX: there are more colours than that. */
static unsigned index_of(struct palette *palette, uint32_t pixel)
{
	uint32_t colour = pixel | 0xff000000;
	unsigned at = (colour * 2654435761u) >> 22;

	while (palette->place[at] != colour) {
		if (palette->place[at] != 0) {
			at = (at + 1) % PLACES;
			continue;
		}
		if (palette->count == COLOURS_MAX)
			return COLOURS_MAX;
		palette->place[at] = colour;
		palette->index[at] = (uint8_t)palette->count;
		for (unsigned i = 0; i < 3; i++)
			palette->rgb[palette->count][i] = (uint8_t)(colour >> (16 - 8 * i));
		palette->count++;
	}
	return palette->index[at];
}

static bool index_row(const uint32_t *row, int width, struct palette *palette, uint8_t *out)
{
	for (int x = 0; x < width; x++) {
		unsigned index = index_of(palette, row[x]);

		if (index == COLOURS_MAX)
			return false;
		out[x] = (uint8_t)index;
	}
	return true;
}

/* NULL: it has too many colours, or memory is short. */
static uint8_t *indices_of(const struct paint *picture, struct palette *palette)
{
	size_t width = (size_t)picture->width;
	uint8_t *bytes = malloc(width * (size_t)picture->height);
	bool few = true;

	memset(palette, 0, sizeof(*palette));
	for (int y = 0; bytes && few && y < picture->height; y++)
		few = index_row(
			&picture->pixels[y * picture->pitch_px], picture->width, palette, bytes + (size_t)y * width);
	if (few)
		return bytes;
	free(bytes);
	return NULL;
}

enum err picture_write(const struct paint *picture, const char *path, char *why, size_t why_bytes)
{
	png_image image = {
		.version = PNG_IMAGE_VERSION, .format = PNG_FORMAT_RGB_COLORMAP, .flags = PNG_IMAGE_FLAG_FAST};
	struct palette palette;
	uint8_t *bytes = indices_of(picture, &palette);
	bool good;

	image.width = (png_uint_32)picture->width;
	image.height = (png_uint_32)picture->height;
	image.colormap_entries = palette.count;
	if (!bytes) {
		image.format = PNG_FORMAT_RGB;
		bytes = bytes_of(picture);
	}
	if (!bytes) {
		snprintf(why, why_bytes, "no memory");
		return ERR_IO;
	}
	good = png_image_write_to_file(&image, path, 0, bytes, 0, palette.rgb) != 0;
	if (!good)
		snprintf(why, why_bytes, "%s", image.message);
	free(bytes);
	return good ? ERR_NONE : ERR_IO;
}
