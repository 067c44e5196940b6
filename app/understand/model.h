/* The trained matcher as an image (IMAGE_MODEL). First form: tf-idf of word 1-2-grams and character 2-5-grams over the
 * phrasings and titles, each topic's best phrasing by cosine, whole numbers throughout (Salton & Buckley 1988;
 * character n-grams: see the design's measurements). */
#ifndef FOYER_UNDERSTAND_MODEL_H
#define FOYER_UNDERSTAND_MODEL_H

#include "base/arena.h"
#include "content/content.h"

/* Returns the image's bytes in `out` (8-byte aligned) with its hash still zero; 0: out or scratch too small. */
size_t model_build(const struct content *c, struct arena *scratch, void *out, size_t out_bytes);

/* Proves an image that came from a file. */
MUST_USE enum err model_sound(const void *image, size_t size);

#endif
