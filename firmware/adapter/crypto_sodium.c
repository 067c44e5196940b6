#include "hash.h"
#include "store/seal.h"
#include "sync/signing.h"

#include <sodium.h>
#include <string.h>

_Static_assert(SEAL_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "key");
_Static_assert(
	SEAL_EXTRA_BYTES == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES,
	"nonce in front, tag behind");

_Static_assert((int)HASH_BYTES == (int)crypto_generichash_BYTES, "BLAKE2b-256");

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

/* --- hashes --- */

void hash_of(const void *bytes, size_t size, uint8_t out[HASH_BYTES])
{
	CHECK(crypto_generichash(out, HASH_BYTES, bytes, size, NULL, 0) == 0);
}

void hash_link(uint8_t chain[HASH_BYTES], const void *bytes, size_t size)
{
	crypto_generichash_state state;

	CHECK(crypto_generichash_init(&state, NULL, 0, HASH_BYTES) == 0);
	CHECK(crypto_generichash_update(&state, chain, HASH_BYTES) == 0);
	CHECK(crypto_generichash_update(&state, bytes, size) == 0);
	CHECK(crypto_generichash_final(&state, chain, HASH_BYTES) == 0);
}

uint64_t hash_keyed(const uint8_t key[HASH_BYTES], const void *bytes, size_t size)
{
	uint8_t hash[HASH_BYTES];
	uint64_t number = 0;

	CHECK(crypto_generichash(hash, sizeof(hash), bytes, size, key, HASH_BYTES) == 0);
	for (unsigned i = 0; i < sizeof(number); i++)
		number |= (uint64_t)hash[i] << 8 * i;
	return number;
}

void hash_of_image(const void *image, size_t size, uint8_t out[HASH_BYTES])
{
	crypto_generichash_state state;
	struct image_header header;

	CHECK(size >= sizeof(header));
	memcpy(&header, image, sizeof(header));
	memset(header.hash, 0, sizeof(header.hash));
	CHECK(crypto_generichash_init(&state, NULL, 0, HASH_BYTES) == 0);
	CHECK(crypto_generichash_update(&state, (const uint8_t *)&header, sizeof(header)) == 0);
	CHECK(crypto_generichash_update(&state, (const uint8_t *)image + sizeof(header), size - sizeof(header)) == 0);
	CHECK(crypto_generichash_final(&state, out, HASH_BYTES) == 0);
}

void hash_image(void *image, size_t size)
{
	struct image_header header;
	uint8_t hash[HASH_BYTES];

	hash_of_image(image, size, hash);
	memcpy(&header, image, sizeof(header));
	memcpy(header.hash, hash, sizeof(header.hash));
	memcpy(image, &header, sizeof(header));
}

bool hash_image_holds(const void *image, size_t size)
{
	uint8_t hash[HASH_BYTES];

	if (size < sizeof(struct image_header))
		return false;
	hash_of_image(image, size, hash);
	return memcmp(hash, image_header(image)->hash, sizeof(hash)) == 0;
}

/* --- signatures --- */

_Static_assert((int)SIGNING_PUBLIC_BYTES == (int)crypto_sign_PUBLICKEYBYTES, "public key");
_Static_assert((int)SIGNING_SECRET_BYTES == (int)crypto_sign_SECRETKEYBYTES, "secret key");
_Static_assert((int)SIGNING_BYTES == (int)crypto_sign_BYTES, "signature");

void signing_keys_make(uint8_t public_key[SIGNING_PUBLIC_BYTES], uint8_t secret[SIGNING_SECRET_BYTES])
{
	CHECK(crypto_sign_keypair(public_key, secret) == 0);
}

void signing_public(const uint8_t secret[SIGNING_SECRET_BYTES], uint8_t public_key[SIGNING_PUBLIC_BYTES])
{
	CHECK(crypto_sign_ed25519_sk_to_pk(public_key, secret) == 0);
}

void signing_sign(
	const uint8_t secret[SIGNING_SECRET_BYTES], const void *bytes, size_t count, uint8_t signature[SIGNING_BYTES])
{
	CHECK(crypto_sign_detached(signature, NULL, bytes, count, secret) == 0);
}

bool signing_holds(const uint8_t public_key[SIGNING_PUBLIC_BYTES], const void *bytes, size_t count,
	const uint8_t signature[SIGNING_BYTES])
{
	return crypto_sign_verify_detached(signature, bytes, count, public_key) == 0;
}

void signing_proof(const char *key, const void *bytes, size_t count, uint8_t out[HASH_BYTES])
{
	CHECK(crypto_generichash(out, HASH_BYTES, bytes, count, (const uint8_t *)key, strlen(key)) == 0);
}

bool signing_same(const void *a, const void *b, size_t count)
{
	return sodium_memcmp(a, b, count) == 0;
}

void signing_random(void *out, size_t count)
{
	randombytes_buf(out, count);
}

_Static_assert((int)SIGNING_SEAL_BYTES == (int)crypto_box_SEALBYTES, "seal");

bool signing_seal(const uint8_t public_key[SIGNING_PUBLIC_BYTES], const void *bytes, size_t count, uint8_t *out)
{
	uint8_t box[crypto_box_PUBLICKEYBYTES];

	return crypto_sign_ed25519_pk_to_curve25519(box, public_key) == 0 &&
	       crypto_box_seal(out, bytes, count, box) == 0;
}

bool signing_unseal(const uint8_t secret[SIGNING_SECRET_BYTES], const uint8_t *sealed, size_t count, void *out)
{
	uint8_t public_key[SIGNING_PUBLIC_BYTES];
	uint8_t box[crypto_box_PUBLICKEYBYTES];
	uint8_t box_secret[crypto_box_SECRETKEYBYTES];
	bool good;

	signing_public(secret, public_key);
	if (count < SIGNING_SEAL_BYTES || crypto_sign_ed25519_pk_to_curve25519(box, public_key) != 0 ||
		crypto_sign_ed25519_sk_to_curve25519(box_secret, secret) != 0)
		return false;
	good = crypto_box_seal_open(out, sealed, count, box, box_secret) == 0;
	sodium_memzero(box_secret, sizeof(box_secret));
	return good;
}
