/* Who says it: ed25519 signatures, hashes that prove a secret, randomness. Implementation: adapter/crypto_sodium.c;
 * seal_start() of store/seal.h comes first. */
#ifndef FOYER_SYNC_SIGNING_H
#define FOYER_SYNC_SIGNING_H

#include "hash.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SIGNING_PUBLIC_BYTES = 32, SIGNING_SECRET_BYTES = 64, SIGNING_BYTES = 64 };

void signing_keys_make(uint8_t public_key[SIGNING_PUBLIC_BYTES], uint8_t secret[SIGNING_SECRET_BYTES]);
/* The public half of a secret key. */
void signing_public(const uint8_t secret[SIGNING_SECRET_BYTES], uint8_t public_key[SIGNING_PUBLIC_BYTES]);
void signing_sign(
	const uint8_t secret[SIGNING_SECRET_BYTES], const void *bytes, size_t count, uint8_t signature[SIGNING_BYTES]);
bool signing_holds(const uint8_t public_key[SIGNING_PUBLIC_BYTES], const void *bytes, size_t count,
	const uint8_t signature[SIGNING_BYTES]);

/* BLAKE2b-256 under a key of 16 to 64 bytes. */
void signing_proof(const char *key, const void *bytes, size_t count, uint8_t out[HASH_BYTES]);
/* In the same time whether they are the same or not. */
bool signing_same(const void *a, const void *b, size_t count);

/* Only who has the secret half of that key can open it; who sealed it is nobody's to know. `out`: count +
 * SIGNING_SEAL_BYTES. False: it is no such key. */
enum { SIGNING_SEAL_BYTES = 48 };
bool signing_seal(const uint8_t public_key[SIGNING_PUBLIC_BYTES], const void *bytes, size_t count, uint8_t *out);
/* `out`: count - SIGNING_SEAL_BYTES. False: damaged, or for somebody else. */
bool signing_unseal(const uint8_t secret[SIGNING_SECRET_BYTES], const uint8_t *sealed, size_t count, void *out);

void signing_random(void *out, size_t count);

#endif
