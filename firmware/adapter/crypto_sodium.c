#include "seal.h"

#include <sodium.h>
#include <string.h>

_Static_assert(SEAL_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "key");
_Static_assert(
	SEAL_EXTRA_BYTES == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES,
	"nonce in front, tag behind");

enum { NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES };

enum err seal_start(void)
{
	return sodium_init() < 0 ? ERR_IO : ERR_NONE;
}

void seal_key_make(uint8_t key[SEAL_KEY_BYTES])
{
	randombytes_buf(key, SEAL_KEY_BYTES);
}

static void place_bytes(uint64_t place, uint8_t out[8])
{
	for (unsigned i = 0; i < 8; i++)
		out[i] = (uint8_t)(place >> (8 * i));
}

size_t seal(const uint8_t key[SEAL_KEY_BYTES], uint64_t place, const void *plain, size_t bytes, uint8_t *out)
{
	uint8_t where[8];
	unsigned long long sealed_bytes;

	place_bytes(place, where);
	randombytes_buf(out, NONCE_BYTES);
	crypto_aead_xchacha20poly1305_ietf_encrypt(
		out + NONCE_BYTES, &sealed_bytes, plain, bytes, where, sizeof(where), NULL, out, key);
	return NONCE_BYTES + (size_t)sealed_bytes;
}

bool seal_open(const uint8_t key[SEAL_KEY_BYTES], uint64_t place, const uint8_t *sealed, size_t bytes, void *out)
{
	uint8_t where[8];
	unsigned long long plain_bytes;

	if (bytes < SEAL_EXTRA_BYTES)
		return false;
	place_bytes(place, where);
	return crypto_aead_xchacha20poly1305_ietf_decrypt(out, &plain_bytes, NULL, sealed + NONCE_BYTES,
		       bytes - NONCE_BYTES, where, sizeof(where), sealed, key) == 0;
}

void seal_forget(void *secret, size_t bytes)
{
	sodium_memzero(secret, bytes);
}
