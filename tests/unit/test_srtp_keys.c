/* Keys in descriptions of sound (RFC 4568). */
#include "line/srtp_keys.h"

#include "base/rng.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROUNDS = 2000 };

/* Of RFC 4568, 6.1. */
#define KEY "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj"

static bool reads(const char *text, struct srtp_line *line)
{
	/* Exactly as long as it is, so that a byte too far is seen. */
	char *copy = malloc(strlen(text) + 1);
	bool good;

	memcpy(copy, text, strlen(text) + 1);
	copy = realloc(copy, strlen(text) ? strlen(text) : 1);
	good = srtp_keys_read(line, copy, strlen(text));
	free(copy);
	return good;
}

static void a_key_is_read_as_the_standard_writes_it(void **state)
{
	struct srtp_line line = {0};

	(void)state;
	assert_true(reads("1 AES_CM_128_HMAC_SHA1_80 inline:" KEY "|2^20", &line));
	assert_int_equal(line.tag, 1);
	assert_int_equal(line.width, SRTP_TAG_80);
	assert_memory_equal(line.key, "wDfvg&T+)xG7@fb5jU,RaA}\\|p0%*#", SRTP_KEY_BYTES);
	assert_true(reads("999999999 AES_CM_128_HMAC_SHA1_32\tinline:" KEY, &line));
	assert_int_equal(line.tag, SRTP_TAG_MAX);
	assert_int_equal(line.width, SRTP_TAG_32);
	assert_true(reads("2 AES_CM_128_HMAC_SHA1_80 inline:" KEY "|1048576 WSH=64 -X=1 ", &line));
}

static void what_would_bind_us_to_more_is_left_to_others(void **state)
{
	static const char *const others[] = {"", "1", "1 ", "0 AES_CM_128_HMAC_SHA1_80 inline:" KEY,
		"1 F8_128_HMAC_SHA1_80 inline:" KEY, "1 AES_CM_128_HMAC_SHA1_8 inline:" KEY,
		"1 AES_CM_128_HMAC_SHA1_800 inline:" KEY, "1 AES_256_CM_HMAC_SHA1_80 inline:" KEY,
		"1 AES_CM_128_HMAC_SHA1_80 inline:" KEY "|2^20|1:4", "1 AES_CM_128_HMAC_SHA1_80 inline:" KEY "|1:4",
		"1 AES_CM_128_HMAC_SHA1_80 inline:" KEY ";inline:" KEY, "1 AES_CM_128_HMAC_SHA1_80 inline:" KEY "=",
		"1 AES_CM_128_HMAC_SHA1_80 inline:" KEY "AAAA", "1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZi",
		"1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSo*",
		"1 AES_CM_128_HMAC_SHA1_80 inline:" KEY " UNENCRYPTED_SRTP",
		"1 AES_CM_128_HMAC_SHA1_80 inline:" KEY " UNENCRYPTED_SRTCP",
		"1 AES_CM_128_HMAC_SHA1_80 inline:" KEY " UNAUTHENTICATED_SRTP",
		"1 AES_CM_128_HMAC_SHA1_80 inline:" KEY " KDR=1", "1 AES_CM_128_HMAC_SHA1_80 " KEY,
		"1234567890 AES_CM_128_HMAC_SHA1_80 inline:" KEY};
	const struct srtp_line before = {.tag = 7, .key = {1, 2, 3}};

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct srtp_line line = before;

		if (reads(others[i], &line))
			fail_msg("it was taken: %s", others[i]);
		assert_int_equal(line.tag, before.tag);
		assert_memory_equal(line.key, before.key, SRTP_KEY_BYTES);
	}
}

static void what_is_written_is_read_again(void **state)
{
	struct rng rng = {4568};

	(void)state;
	for (unsigned i = 0; i < ROUNDS; i++) {
		struct srtp_line line = {.tag = 1 + i * 499999, .width = (uint8_t)(i % SRTP_WIDTHS)};
		struct srtp_line again = {0};
		char text[SRTP_LINE_BYTES_MAX];

		for (unsigned at = 0; at < SRTP_KEY_BYTES; at++)
			line.key[at] = (uint8_t)rng_below(&rng, 256);
		if (line.tag > SRTP_TAG_MAX)
			line.tag = SRTP_TAG_MAX;
		srtp_keys_write(&line, text);
		assert_true(reads(text, &again));
		assert_int_equal(again.tag, line.tag);
		assert_int_equal(again.width, line.width);
		assert_memory_equal(again.key, line.key, SRTP_KEY_BYTES);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_is_read_as_the_standard_writes_it),
		cmocka_unit_test(what_would_bind_us_to_more_is_left_to_others),
		cmocka_unit_test(what_is_written_is_read_again),
	};

	return cmocka_run_group_tests_name("srtp_keys", tests, NULL, NULL);
}
