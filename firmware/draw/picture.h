/* Pictures as PNG files. Implementation: adapter/picture_png.c. */
#ifndef FOYER_PICTURE_H
#define FOYER_PICTURE_H

#include "base/check.h"
#include "base/err.h"
#include "draw/paint.h"

#include <stddef.h>

enum { PICTURE_SIDE_MAX = 8192, PICTURE_WHY_BYTES = 200 };

/* 0xAARRGGBB; *out->pixels is the caller's to free(). ERR_NOT_FOUND, ERR_FORMAT: not a PNG, broken, or a side longer
 * than PICTURE_SIDE_MAX; *why says what. On an error out->pixels is NULL. */
MUST_USE enum err picture_read(struct paint *out, const char *path, char *why, size_t why_bytes);
/* The whole picture, without its alpha. ERR_IO: *why says what. */
MUST_USE enum err picture_write(const struct paint *picture, const char *path, char *why, size_t why_bytes);
/* The picture in another size, each pixel the mean of those it stands for; the same rules as picture_read(). */
MUST_USE enum err picture_scale(struct paint *out, const struct paint *picture, int width, int height);

#endif
