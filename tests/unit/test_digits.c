#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../bench/event_score.h"
#include "line/digits.h"

#include <string.h>

enum { END = 0x80, SEGMENT = 0xffff };

static struct digits digits;

static int begin(void **state)
{
	(void)state;
	digits_begin(&digits);
	return 0;
}

static char event(uint8_t code, uint32_t timestamp, uint8_t end, uint64_t now_ms)
{
	const struct digits_packet packet = {timestamp, {code, (uint8_t)(end | 10), 1, 64}};

	return digits_event(&digits, &packet, now_ms);
}

static void a_key_is_reported_by_whichever_of_its_packets_comes_first(void **state)
{
	(void)state;
	assert_int_equal(event(5, 1000, 0, 0), '5');
	assert_int_equal(event(5, 1000, 0, 20), 0);
	assert_int_equal(event(5, 1000, END, 40), 0);
	assert_int_equal(event(11, 9000, END, 900), '#'); /* its end alone */
	assert_int_equal(event(11, 9000, END, 920), 0);
}

static void what_is_late_of_an_older_key_does_not_come_out_after_a_newer_one(void **state)
{
	(void)state;
	assert_int_equal(event(1, 9000, 0, 0), '1');
	assert_int_equal(event(2, 8000, END, 10), 0);
	assert_int_equal(event(1, 9000, END, 20), 0);
}

static void timestamps_wrap_around(void **state)
{
	(void)state;
	assert_int_equal(event(1, 0xfffffff0u, END, 0), '1');
	assert_int_equal(event(2, 0x10, END, 400), '2');
	assert_int_equal(event(1, 0xfffffff0u, END, 410), 0);
}

static void a_new_stream_with_smaller_timestamps_is_heard(void **state)
{
	(void)state;
	assert_int_equal(event(1, 0x20000000u, END, 0), '1');
	assert_int_equal(event(2, 0x1000, END, 5000), '2');
}

static void a_key_held_for_a_minute_is_one(void **state)
{
	(void)state;
	assert_int_equal(event(10, 500, 0, 0), '*');
	for (uint32_t i = 1; i <= 7; i++)
		assert_int_equal(event(10, 500 + i * SEGMENT, i == 7 ? END : 0, i * 8192), 0);
	assert_int_equal(event(10, 500 + 9 * SEGMENT, 0, 9 * 8192), '*');
}

static void a_key_pressed_again_just_where_a_segment_would_begin_is_two(void **state)
{
	(void)state;
	assert_int_equal(event(10, 500, 0, 0), '*');
	assert_int_equal(event(10, 500, END, 100), 0);
	assert_int_equal(event(10, 500 + SEGMENT, 0, 8192), '*');
}

static void all_sixteen_keys_are_known_and_other_events_are_none(void **state)
{
	static const char expected[] = "0123456789*#ABCD";

	(void)state;
	for (unsigned code = 0; code < 256; code++)
		assert_int_equal(
			event((uint8_t)code, 1000 * (code + 1), END, 1000 * code), code < 16 ? expected[code] : 0);
}

static void one_press_by_both_ways_is_one_whichever_comes_first(void **state)
{
	(void)state;
	assert_int_equal(event(7, 1000, 0, 100), '7');
	assert_int_equal(digits_tone(&digits, '7', 100 + DIGITS_SAME_MS), 0);
	assert_int_equal(digits_tone(&digits, '7', 1000), '7');
	assert_int_equal(event(7, 9000, 0, 1000 + DIGITS_SAME_MS), 0);
	assert_int_equal(event(7, 9000, END, 1300), 0);
	assert_int_equal(digits_tone(&digits, '7', 2000), '7');
	assert_int_equal(event(7, 17000, 0, 2001 + DIGITS_SAME_MS), '7');
}

static void two_quick_presses_of_one_key_by_both_ways_are_two(void **state)
{
	(void)state;
	assert_int_equal(event(1, 1000, END, 0), '1');
	assert_int_equal(event(1, 1800, END, 100), '1');
	assert_int_equal(digits_tone(&digits, '1', 120), 0);
	assert_int_equal(digits_tone(&digits, '1', 220), 0);
	assert_int_equal(digits_tone(&digits, '1', 240), '1'); /* a third, of which no event came */
}

static void keys_between_do_not_hide_that_it_was_the_same(void **state)
{
	(void)state;
	assert_int_equal(event(1, 1000, END, 0), '1');
	assert_int_equal(event(2, 1800, END, 100), '2');
	assert_int_equal(digits_tone(&digits, '1', 110), 0);
	assert_int_equal(digits_tone(&digits, '2', 210), 0);
}

static void try(const struct event_network *network, unsigned arrived_pct_min)
{
	struct event_tally tally = {0};

	for (uint64_t seed = 1; seed <= 5; seed++) {
		struct rng rng = {.state = seed};

		event_try(&rng, network, 2000, &tally);
	}
	print_message("%u keys, %u arrived, %u late\n", tally.keys, tally.arrived, tally.late);
	assert_int_equal(tally.keys, 10000);
	assert_int_equal(tally.once, tally.arrived);
	assert_int_equal(tally.strange, 0);
	assert_true(tally.arrived * 100 >= tally.keys * arrived_pct_min);
}

static void ten_thousand_keys_on_a_bad_network_come_once_each(void **state)
{
	(void)state;
	try(&(struct event_network){.loss_permille = 200, .double_permille = 100, .jitter_ms = 40}, 99);
}

static void ten_thousand_keys_on_a_terrible_network_come_once_or_not_at_all(void **state)
{
	(void)state;
	try(&(struct event_network){.loss_permille = 600, .double_permille = 300, .jitter_ms = 400}, 50);
}

static void any_packets_give_known_keys_and_never_more_than_there_are_packets(void **state)
{
	struct rng rng = {.state = 6};

	(void)state;
	for (unsigned i = 0; i < 300000; i++) {
		struct digits_packet packet = {.timestamp = (uint32_t)rng_next(&rng)};
		uint32_t bytes = (uint32_t)rng_next(&rng);
		uint32_t before = digits.timestamp;
		char key;

		if (i % 3)
			packet.timestamp = digits.timestamp + rng_below(&rng, 4000) - 2000;
		memcpy(packet.payload, &bytes, sizeof(bytes));
		if (i % 2)
			packet.payload[0] &= 0x1f;
		key = digits_event(&digits, &packet, i * 7);
		if (packet.payload[0] > 15)
			assert_int_equal(key, 0);
		if (key)
			assert_int_equal(key, "0123456789*#ABCD"[packet.payload[0]]);
		if (key && i > 100)
			assert_int_not_equal(packet.timestamp, before);
		assert_int_equal(digits_event(&digits, &packet, i * 7), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_key_is_reported_by_whichever_of_its_packets_comes_first, begin),
		cmocka_unit_test_setup(what_is_late_of_an_older_key_does_not_come_out_after_a_newer_one, begin),
		cmocka_unit_test_setup(timestamps_wrap_around, begin),
		cmocka_unit_test_setup(a_new_stream_with_smaller_timestamps_is_heard, begin),
		cmocka_unit_test_setup(a_key_held_for_a_minute_is_one, begin),
		cmocka_unit_test_setup(a_key_pressed_again_just_where_a_segment_would_begin_is_two, begin),
		cmocka_unit_test_setup(all_sixteen_keys_are_known_and_other_events_are_none, begin),
		cmocka_unit_test_setup(one_press_by_both_ways_is_one_whichever_comes_first, begin),
		cmocka_unit_test_setup(two_quick_presses_of_one_key_by_both_ways_are_two, begin),
		cmocka_unit_test_setup(keys_between_do_not_hide_that_it_was_the_same, begin),
		cmocka_unit_test_setup(ten_thousand_keys_on_a_bad_network_come_once_each, begin),
		cmocka_unit_test_setup(ten_thousand_keys_on_a_terrible_network_come_once_or_not_at_all, begin),
		cmocka_unit_test_setup(any_packets_give_known_keys_and_never_more_than_there_are_packets, begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
