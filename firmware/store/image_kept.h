/* Images of the store, proved: their bytes are those that were kept (store_image_get), and they hold together as what
 * they are to be. */
#ifndef FOYER_IMAGE_KEPT_H
#define FOYER_IMAGE_KEPT_H

#include "content/content.h"
#include "store/store.h"

/* *out is malloc'ed; on an error NULL. */
MUST_USE enum err content_kept(struct store *store, const uint8_t hash[IMAGE_HASH_BYTES], struct content **out);
/* The same of a layout (learn/layout.h), whatever content it was made for. */
MUST_USE enum err layout_kept(struct store *store, const uint8_t hash[IMAGE_HASH_BYTES], void **out);

#endif
