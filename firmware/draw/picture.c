#include "draw/picture.h"

#include <stdlib.h>

/* The mean of a block of pixels; colours count by how much is seen of them. */
static uint32_t mean(const struct paint *from, struct paint_rect block)
{
	uint64_t sum[4] = {0};
	uint64_t alpha = 0;
	uint64_t count = (uint64_t)block.w * (uint64_t)block.h;

	for (int y = block.y; y < block.y + block.h; y++) {
		for (int x = block.x; x < block.x + block.w; x++) {
			uint32_t pixel = from->pixels[y * from->pitch_px + x];

			for (int i = 0; i < 3; i++)
				sum[i] += (uint64_t)(pixel >> 8 * i & 0xff) * (pixel >> 24);
			alpha += pixel >> 24;
		}
	}
	if (alpha == 0)
		return 0;
	return (uint32_t)(alpha / count) << 24 | (uint32_t)(sum[2] / alpha) << 16 | (uint32_t)(sum[1] / alpha) << 8 |
	       (uint32_t)(sum[0] / alpha);
}

enum err picture_scale(struct paint *out, const struct paint *picture, int width, int height)
{
	uint32_t *pixels = malloc((size_t)width * (size_t)height * sizeof(*pixels));

	*out = (struct paint){0};
	if (!pixels)
		return ERR_NO_SPACE;
	*out = paint_of(pixels, width, height, width);
	for (int y = 0; y < height; y++) {
		int top = (int)((int64_t)y * picture->height / height);
		int bottom = (int)((int64_t)(y + 1) * picture->height / height);

		for (int x = 0; x < width; x++) {
			int left = (int)((int64_t)x * picture->width / width);
			int right = (int)((int64_t)(x + 1) * picture->width / width);

			pixels[y * width + x] =
				mean(picture, (struct paint_rect){left, top, right > left ? right - left : 1,
						      bottom > top ? bottom - top : 1});
		}
	}
	return ERR_NONE;
}
