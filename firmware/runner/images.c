#include "runner/images.h"

#include "hash.h"
#include "learn/layout.h"
#include "understand/model.h"

#include <stdlib.h>
#include <string.h>

enum { MODEL_BYTES_MAX = 8 << 20, MODEL_SCRATCH_BYTES = 32 << 20 };

void placed_free(struct placed *placed)
{
	free(placed->layout);
	if (placed->users && --*placed->users == 0) {
		free(placed->content);
		free(placed->model);
		free(placed->users);
	}
	*placed = (struct placed){0};
}

void *layout_for(const struct content *c, const void *old)
{
	const struct tree_pace pace = {.touch = true};
	void *out = malloc(sizeof(struct layout));
	size_t bytes = 0;

	if (out && old)
		bytes = layout_carry(old, c, &pace, out, sizeof(struct layout));
	else if (out)
		bytes = layout_build(c, out, sizeof(struct layout));
	if (bytes == 0) {
		free(out);
		return NULL;
	}
	hash_image(out, bytes);
	return out;
}

bool layout_fits(const void *layout, size_t bytes, const struct content *c)
{
	return layout_sound(layout, bytes) == ERR_NONE && layout_is_of(layout, c);
}

static void *build_model(const struct content *c)
{
	struct arena scratch = {.base = malloc(MODEL_SCRATCH_BYTES), .size = MODEL_SCRATCH_BYTES};
	void *out = malloc(MODEL_BYTES_MAX);
	size_t bytes = 0;
	void *smaller;

	if (scratch.base && out)
		bytes = model_build(c, &scratch, out, MODEL_BYTES_MAX);
	free(scratch.base);
	if (bytes == 0) {
		free(out);
		return NULL;
	}
	smaller = realloc(out, bytes); /* gives back what the build did not need */
	return smaller ? smaller : out;
}

enum err placed_build(struct placed *out, struct content *content, void *layout)
{
	bool fits = !layout || layout_fits(layout, image_header(layout)->bytes, content);

	*out = (struct placed){.content = content, .layout = layout, .users = malloc(sizeof(*out->users))};
	if (!out->users) {
		free(content);
		free(layout);
		*out = (struct placed){0};
		return ERR_NO_SPACE;
	}
	*out->users = 1;
	if (!layout)
		out->layout = layout_for(content, NULL);
	if (fits)
		out->model = build_model(content);
	if (out->layout && out->model)
		return ERR_NONE;
	placed_free(out);
	return fits ? ERR_NO_SPACE : ERR_FORMAT;
}

enum err placed_share(struct placed *out, const struct placed *with, void *layout)
{
	*out = (struct placed){0};
	if (!layout_fits(layout, image_header(layout)->bytes, with->content)) {
		free(layout);
		return ERR_FORMAT;
	}
	*out = (struct placed){with->content, layout, with->model, with->users, false};
	++*out->users;
	return ERR_NONE;
}

struct images placed_images(const struct placed *placed)
{
	return (struct images){placed->content, placed->layout, placed->model};
}

bool image_has_hash(const void *image, const uint8_t *hash)
{
	return memcmp(image_header(image)->hash, hash, IMAGE_HASH_BYTES) == 0;
}

uint8_t placed_find(const struct placed images[IMAGES_COUNT], const uint8_t *content, const uint8_t *layout)
{
	for (uint8_t i = 0; i < IMAGES_COUNT; i++) {
		const struct placed *placed = &images[i];

		if (placed->content && !placed->released && image_has_hash(placed->content, content) &&
			(!layout || image_has_hash(placed->layout, layout)))
			return i;
	}
	return IMAGES_COUNT;
}
