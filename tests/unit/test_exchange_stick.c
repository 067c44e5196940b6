/* The way home that is walked: parcels as files. */
#include "exchange_help.h"

/* What the hub does with a stick: opens a parcel of the device's, answers it, seals the answer. */
static void carry_to_hub(enum lane lane, uint64_t after)
{
	static uint8_t sealed[300000];
	static uint8_t open[300000];
	char back[HUB_REPLY_BYTES + 3];
	char name[100];
	char head[PARCEL_HEAD_BYTES_MAX + 1];
	size_t bytes;
	size_t at;

	snprintf(name, sizeof(name), "up-d-test-%c-%llu.parcel", "pct"[lane], (unsigned long long)after);
	assert_int_equal(keep_read(folder, name, sealed, sizeof(sealed), &bytes), ERR_NONE);
	assert_null(memmem(sealed, bytes, "Foyer-", 6));
	assert_true(signing_unseal(hub.secret, sealed, bytes, open));
	bytes -= SIGNING_SEAL_BYTES;
	at = parcel_split((const char *)open, bytes);
	snprintf(head, sizeof(head), "%.*s", (int)at - 2, (const char *)open);
	assert_true(hub_help_answer(&hub, hub_maker, head, (struct parcel_body){open + at, bytes - at}));
	bytes = hub_help_message(&hub, back);
	assert_true(signing_seal(identity.public_key, back, bytes, sealed));
	snprintf(name, sizeof(name), "down-d-test-%c-%llu.parcel", "pct"[lane], (unsigned long long)after);
	assert_int_equal(keep_file(folder, name, sealed, bytes + SIGNING_SEAL_BYTES), ERR_NONE);
}

static void forget_stick(void)
{
	char command[100];

	snprintf(command, sizeof(command), "rm -f %s/*.parcel", folder);
	assert_int_equal(system(command), 0);
}

static struct exchange_stick stick(void)
{
	struct exchange_stick told;

	assert_int_equal(exchange_stick(&device, folder, &told), ERR_NONE);
	return told;
}

static void a_stick_carries_all_home_and_the_marks_back(void **state)
{
	struct exchange_stick told;

	(void)state;
	outbox.last[LANE_PROMISES] = 3;
	outbox.last[LANE_TELEMETRY] = 2500;
	hub.down_last = 2;
	told = stick();
	assert_int_equal(told.written, 4);
	assert_int_equal(told.events, 2503);
	assert_int_equal(outbox.acked[LANE_TELEMETRY], 0);
	carry_to_hub(LANE_PROMISES, 0);
	for (uint64_t after = 0; after < 2500; after += 1000)
		carry_to_hub(LANE_TELEMETRY, after);
	told = stick();
	assert_int_equal(told.read, 4);
	assert_int_equal(told.strange, 0);
	assert_all_home(2503);
	assert_int_equal(applied_count, 2);
	forget_stick();
}

static void a_stick_that_is_read_long_after_moves_nothing_back(void **state)
{
	(void)state;
	outbox.last[LANE_PROMISES] = 3;
	(void)stick();
	carry_to_hub(LANE_PROMISES, 0);
	outbox.last[LANE_PROMISES] = 9;
	run_for(5000);
	assert_all_home(9);
	assert_int_equal(stick().read, 1);
	assert_all_home(9);
	assert_int_equal(outbox.renewed, 0);
	forget_stick();
}

static void a_file_of_another_hub_or_a_damaged_one_is_left_alone(void **state)
{
	static uint8_t bytes[4096];
	size_t count;

	(void)state;
	outbox.last[LANE_PROMISES] = 3;
	(void)stick();
	hub.fault = HUB_STRANGER;
	hub.faults = 1;
	carry_to_hub(LANE_PROMISES, 0);
	assert_int_equal(stick().strange, 1);
	assert_int_equal(outbox.acked[LANE_PROMISES], 0);
	carry_to_hub(LANE_PROMISES, 0);
	assert_int_equal(keep_read(folder, "down-d-test-p-0.parcel", bytes, sizeof(bytes), &count), ERR_NONE);
	bytes[count / 2] ^= 1;
	assert_int_equal(keep_file(folder, "down-d-test-p-0.parcel", bytes, count), ERR_NONE);
	assert_int_equal(stick().strange, 1);
	assert_int_equal(outbox.acked[LANE_PROMISES], 0);
	forget_stick();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_stick_carries_all_home_and_the_marks_back),
		TEST(a_stick_that_is_read_long_after_moves_nothing_back),
		TEST(a_file_of_another_hub_or_a_damaged_one_is_left_alone),
	};

	return cmocka_run_group_tests(tests, begin_all, end_all);
}
