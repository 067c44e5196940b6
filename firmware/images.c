#include "images.h"

#include "learn/layout.h"
#include "understand/model.h"

#include <stdlib.h>

enum { LAYOUT_BYTES_MAX = 256 << 10, MODEL_BYTES_MAX = 8 << 20, MODEL_SCRATCH_BYTES = 32 << 20 };

void placed_free(struct placed *placed)
{
	free(placed->content);
	free(placed->layout);
	free(placed->model);
	*placed = (struct placed){0};
}

/* Gives back what a build did not need. */
static void *trimmed(void *image, size_t bytes)
{
	void *smaller;

	if (bytes == 0) {
		free(image);
		return NULL;
	}
	smaller = realloc(image, bytes);
	return smaller ? smaller : image;
}

static void *build_layout(const struct content *c)
{
	void *out = malloc(LAYOUT_BYTES_MAX);

	return out ? trimmed(out, layout_build(c, out, LAYOUT_BYTES_MAX)) : NULL;
}

static void *build_model(const struct content *c)
{
	struct arena scratch = {.base = malloc(MODEL_SCRATCH_BYTES), .size = MODEL_SCRATCH_BYTES};
	void *out = malloc(MODEL_BYTES_MAX);
	size_t bytes = 0;

	if (scratch.base && out)
		bytes = model_build(c, &scratch, out, MODEL_BYTES_MAX);
	free(scratch.base);
	return out ? trimmed(out, bytes) : NULL;
}

enum err placed_build(struct placed *out, struct content *content)
{
	*out = (struct placed){.content = content, .layout = build_layout(content), .model = build_model(content)};
	if (out->layout && out->model)
		return ERR_NONE;
	placed_free(out);
	return ERR_NO_SPACE;
}

struct images placed_images(const struct placed *placed)
{
	return (struct images){placed->content, placed->layout, placed->model};
}
