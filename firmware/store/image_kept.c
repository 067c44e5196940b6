#include "store/image_kept.h"

#include "learn/layout.h"

#include <stdlib.h>

static enum err get(
	struct store *store, const uint8_t *hash, enum err (*sound)(const void *image, size_t size), void **out)
{
	size_t bytes = 0;
	enum err err;

	*out = NULL;
	err = store_image_get(store, hash, out, &bytes);
	if (!err)
		err = sound(*out, bytes);
	if (!err)
		return ERR_NONE;
	free(*out);
	*out = NULL;
	return err;
}

enum err content_kept(struct store *store, const uint8_t hash[IMAGE_HASH_BYTES], struct content **out)
{
	void *image;
	enum err err = get(store, hash, content_sound, &image);

	*out = image;
	return err;
}

enum err layout_kept(struct store *store, const uint8_t hash[IMAGE_HASH_BYTES], void **out)
{
	return get(store, hash, layout_sound, out);
}
