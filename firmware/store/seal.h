/* Personal data at rest: sealed under a key that can be destroyed. Implementation: adapter/crypto_sodium.c
 * (XChaCha20-Poly1305). Before the first call: seal_start(). */
#ifndef FOYER_SEAL_H
#define FOYER_SEAL_H

#include "base/check.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SEAL_KEY_BYTES = 32, SEAL_EXTRA_BYTES = 40 };

MUST_USE enum err seal_start(void);

void seal_key_make(uint8_t key[SEAL_KEY_BYTES]);

/* `place`: where it will stand; it opens there only. `out`: bytes + SEAL_EXTRA_BYTES, the number returned. */
size_t seal(const uint8_t key[SEAL_KEY_BYTES], uint64_t place, const void *plain, size_t bytes, uint8_t *out);

/* `out`: bytes - SEAL_EXTRA_BYTES. False: another key, another place, or damaged. */
bool seal_open(const uint8_t key[SEAL_KEY_BYTES], uint64_t place, const uint8_t *sealed, size_t bytes, void *out);

/* Zeroes that no compiler leaves out. */
void seal_forget(void *secret, size_t bytes);

#endif
