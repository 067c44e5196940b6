/* Names of images: BLAKE2b-256 (RFC 7693). Implementation: adapter/crypto_sodium.c. */
#ifndef FOYER_HASH_H
#define FOYER_HASH_H

#include "content/image.h"

enum { HASH_BYTES = IMAGE_HASH_BYTES };

void hash_of(const void *bytes, size_t size, uint8_t out[HASH_BYTES]);
/* A number that means nothing without the key. */
uint64_t hash_keyed(const uint8_t key[HASH_BYTES], const void *bytes, size_t size);

/* The next link of a chain: the hash over the one before and these bytes. */
void hash_link(uint8_t chain[HASH_BYTES], const void *bytes, size_t size);

/* Of an image with its own hash field zero; the image must be at least a header long. */
void hash_of_image(const void *image, size_t size, uint8_t out[HASH_BYTES]);
/* Writes the image's hash into its header. */
void hash_image(void *image, size_t size);
/* Whether the image is the one its header names. */
bool hash_image_holds(const void *image, size_t size);

#endif
