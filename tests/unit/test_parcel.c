#include "sync/parcel.h"

#include "hash.h"
#include "store/seal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Signs with a keyed hash: what is signed is what matters here. */
static void sign(void *self, const void *bytes, size_t count, uint8_t signature[PARCEL_SIGNATURE_BYTES])
{
	memcpy(signature, self, 32);
	hash_of(bytes, count, signature + 32);
}

static bool verify(void *self, const void *bytes, size_t count, const uint8_t signature[PARCEL_SIGNATURE_BYTES])
{
	uint8_t expected[PARCEL_SIGNATURE_BYTES];

	sign(self, bytes, count, expected);
	return memcmp(expected, signature, sizeof(expected)) == 0;
}

static uint8_t key[32] = {0xfb, 0xef, 0xbe, 1, 2, 3};
static const struct parcel_signer signer = {sign, verify, key};
static const struct parcel_body body = {"[{}]", 4};

static struct parcel_up full_up(void)
{
	struct parcel_up up;

	memset(&up, 0, sizeof(up));
	snprintf(up.device, sizeof(up.device), "d-abc123");
	up.epoch = UINT64_MAX;
	up.lane = LANE_TELEMETRY;
	up.after = 41;
	up.count = 1000;
	up.encoding = PARCEL_ZSTD;
	memset(up.chain_before, 0xa5, sizeof(up.chain_before));
	memset(up.chain, 0x5a, sizeof(up.chain));
	memset(up.instance, 7, sizeof(up.instance));
	memset(up.token, 8, sizeof(up.token));
	snprintf(up.boot_id, sizeof(up.boot_id), "6a4c3b21-0000-4000-8000-123456789abc");
	up.boot = 17;
	up.time_ms = 123456789012;
	up.wall_ms = 1700000000123;
	up.down = 5;
	up.down_none = true;
	snprintf(up.nonce, sizeof(up.nonce), "0123456789abcdef0123456789abcdef");
	return up;
}

static void assert_up(enum err expected, const char *head)
{
	struct parcel_up up;

	assert_int_equal(parcel_up_read(head, strlen(head), body, &signer, &up), expected);
}

static void what_goes_up_is_read_as_it_was_written(void **state)
{
	struct parcel_up up = full_up();
	struct parcel_up read;
	char head[PARCEL_HEAD_BYTES_MAX + 1];

	(void)state;
	assert_int_equal(parcel_up_write(&up, body, &signer, head, sizeof(head)), ERR_NONE);
	assert_int_equal(parcel_up_read(head, strlen(head), body, &signer, &read), ERR_NONE);
	assert_string_equal(read.device, up.device);
	assert_true(read.epoch == up.epoch && read.lane == up.lane && read.after == up.after);
	assert_true(read.count == up.count && read.encoding == up.encoding && read.boot == up.boot);
	assert_memory_equal(read.chain_before, up.chain_before, sizeof(up.chain_before));
	assert_memory_equal(read.chain, up.chain, sizeof(up.chain));
	assert_memory_equal(read.instance, up.instance, sizeof(up.instance));
	assert_memory_equal(read.token, up.token, sizeof(up.token));
	assert_string_equal(read.boot_id, up.boot_id);
	assert_true(read.time_ms == up.time_ms && read.wall_ms == up.wall_ms && read.down == up.down);
	assert_true(read.down_none);
	assert_string_equal(read.nonce, up.nonce);
}

static void what_comes_down_is_read_as_it_was_written(void **state)
{
	struct parcel_down down = {.status = 409,
		.has_acked = true,
		.acked = 99,
		.lane = LANE_CUSTOMERS,
		.epoch = 12,
		.epoch_renew = true,
		.wall_ms = -5,
		.poison = 100,
		.retry_after_s = 30,
		.down_after = 3,
		.down_count = 2,
		.down_last = 9,
		.encoding = PARCEL_GZIP,
		.nonce = "abc"};
	struct parcel_down read;
	char head[PARCEL_HEAD_BYTES_MAX + 1];

	(void)state;
	assert_int_equal(parcel_down_write(&down, body, &signer, head, sizeof(head)), ERR_NONE);
	assert_int_equal(parcel_down_read(head, strlen(head), body, &signer, &read), ERR_NONE);
	assert_memory_equal(&down, &read, sizeof(down));
}

static void lines_in_another_order_and_case_are_the_same_head(void **state)
{
	struct parcel_down down = {.status = 200, .has_acked = true, .acked = 7};
	struct parcel_down read;
	char head[PARCEL_HEAD_BYTES_MAX + 1];
	char turned[PARCEL_HEAD_BYTES_MAX + 64];
	const char *second;

	(void)state;
	assert_int_equal(parcel_down_write(&down, body, &signer, head, sizeof(head)), ERR_NONE);
	second = strstr(head, "\r\n") + 2;
	snprintf(turned, sizeof(turned), "Content-Type: x\nX\n%sfoyer-STATUS:   200\nFoyer-Unknown: 1", second);
	assert_int_equal(parcel_down_read(turned, strlen(turned), body, &signer, &read), ERR_NONE);
	assert_int_equal(read.status, 200);
	assert_int_equal(read.acked, 7);
}

static void a_changed_byte_of_head_or_body_is_denied(void **state)
{
	struct parcel_up up = full_up();
	struct parcel_up read;
	struct parcel_body other = {"[{]]", 4};
	char head[PARCEL_HEAD_BYTES_MAX + 1];
	char *after;

	(void)state;
	assert_int_equal(parcel_up_write(&up, body, &signer, head, sizeof(head)), ERR_NONE);
	assert_int_equal(parcel_up_read(head, strlen(head), other, &signer, &read), ERR_DENIED);
	after = strstr(head, "After: 41");
	after[7] = '5';
	assert_up(ERR_DENIED, head);
	assert_int_equal(parcel_up_read(head, strlen(head), body, NULL, &read), ERR_NONE);
	*strstr(head, "Foyer-Signature") = '\0';
	assert_up(ERR_DENIED, head);
}

static void what_is_no_head_is_refused(void **state)
{
	static const char *const heads[] = {"", "Foyer-Device: a\r\n",
		"Foyer-Device: a/b\r\nFoyer-Epoch: 1\r\nFoyer-Lane: 0\r\n", "Foyer-Lane: 3\r\n", "Foyer-Lane: -1\r\n",
		"Foyer-Lane: 1\r\nFoyer-Lane: 1\r\n", "Foyer-Epoch: 18446744073709551616\r\n", "Foyer-Token: 00\r\n",
		"Foyer-Signature: AAAA\r\n"};
	struct parcel_up up = full_up();
	char small[100];

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		assert_up(ERR_FORMAT, heads[i]);
	assert_int_equal(parcel_up_write(&up, body, &signer, small, sizeof(small)), ERR_NO_SPACE);
}

static void a_message_is_split_behind_its_first_empty_line(void **state)
{
	static const char message[] = "a: b\r\n\r\nrest\r\n\r\n";

	(void)state;
	assert_int_equal(parcel_split(message, sizeof(message) - 1), 8);
	assert_int_equal(parcel_split(message, 7), 0);
	assert_int_equal(parcel_split("", 0), 0);
}

static void a_chain_tells_the_order_of_events(void **state)
{
	uint8_t one[PARCEL_CHAIN_BYTES] = {0};
	uint8_t other[PARCEL_CHAIN_BYTES] = {0};

	(void)state;
	parcel_chain(one, "a", 1);
	parcel_chain(one, "b", 1);
	parcel_chain(other, "b", 1);
	parcel_chain(other, "a", 1);
	assert_memory_not_equal(one, other, sizeof(one));
}

static int begin(void **state)
{
	(void)state;
	return seal_start() ? -1 : 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_goes_up_is_read_as_it_was_written),
		cmocka_unit_test(what_comes_down_is_read_as_it_was_written),
		cmocka_unit_test(lines_in_another_order_and_case_are_the_same_head),
		cmocka_unit_test(a_changed_byte_of_head_or_body_is_denied),
		cmocka_unit_test(what_is_no_head_is_refused),
		cmocka_unit_test(a_message_is_split_behind_its_first_empty_line),
		cmocka_unit_test(a_chain_tells_the_order_of_events),
	};

	return cmocka_run_group_tests(tests, begin, NULL);
}
