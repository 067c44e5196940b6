/* Each rule of sync/README.md's table. */
#include "exchange_help.h"

static void all_lanes_go_home_promises_first(void **state)
{
	(void)state;
	outbox.last[LANE_TELEMETRY] = 2500;
	outbox.last[LANE_CUSTOMERS] = 3;
	outbox.last[LANE_PROMISES] = 2;
	(void)exchange_turn(&device);
	assert_int_equal(hub.last.lane, LANE_PROMISES);
	assert_int_equal(hub.taken, 2);
	(void)exchange_turn(&device);
	assert_int_equal(hub.last.lane, LANE_CUSTOMERS);
	run_for(SENDER_ASK_MS);
	assert_all_home(2505);
	assert_int_equal(hub.skipped, 0);
}

static void a_promise_goes_at_once_between_two_batches_of_telemetry(void **state)
{
	(void)state;
	outbox.last[LANE_TELEMETRY] = 3000;
	(void)exchange_turn(&device);
	assert_int_equal(hub.taken, 1000);
	outbox.last[LANE_PROMISES] = 1;
	(void)exchange_turn(&device);
	assert_int_equal(outbox.acked[LANE_PROMISES], 1);
	assert_int_equal(outbox.acked[LANE_TELEMETRY], 1000);
}

static void a_hub_that_takes_a_part_gets_the_rest_again_from_there(void **state)
{
	(void)state;
	outbox.last[LANE_PROMISES] = 10;
	hub.fault = HUB_PART;
	hub.part = 4;
	hub.faults = 1;
	(void)exchange_turn(&device);
	assert_int_equal(outbox.acked[LANE_PROMISES], 4);
	run_for(1000);
	assert_all_home(10);
}

static void a_reply_that_was_lost_doubles_nothing(void **state)
{
	(void)state;
	outbox.last[LANE_PROMISES] = 10;
	hub.fault = HUB_REPLY_LOST;
	hub.faults = 1;
	(void)exchange_turn(&device);
	assert_int_equal(outbox.acked[LANE_PROMISES], 0);
	outbox.last[LANE_PROMISES] = 12;
	run_for(5000);
	assert_all_home(12);
	assert_int_equal(hub.skipped, 0); /* it was asked first */
}

static void a_promise_that_reads_otherwise_after_a_lost_reply_doubles_nothing(void **state)
{
	(void)state;
	outbox.last[LANE_PROMISES] = 10;
	hub.fault = HUB_REPLY_LOST;
	hub.faults = 1;
	(void)exchange_turn(&device);
	assert_int_equal(outbox.acked[LANE_PROMISES], 0);
	memset(outbox.changed[LANE_PROMISES], 1, 8); /* their cards have changed */
	outbox.last[LANE_PROMISES] = 12;
	run_for(5000);
	assert_all_home(12);
	assert_int_equal(outbox.renewed, 0);
	assert_int_equal(hub.skipped, 0);
}

static void a_promise_that_reads_otherwise_after_a_lost_question_is_sent(void **state)
{
	(void)state;
	outbox.last[LANE_PROMISES] = 10;
	cable_out = true;
	(void)exchange_turn(&device);
	cable_out = false;
	memset(outbox.changed[LANE_PROMISES], 1, 8);
	run_for(5000);
	assert_all_home(10);
	assert_int_equal(outbox.renewed, 0);
}

static void a_mark_behind_all_that_is_sent_again_is_believed_when_the_chain_holds(void **state)
{
	(void)state;
	outbox.last[LANE_TELEMETRY] = 3000;
	hub.fault = HUB_REPLY_LOST;
	hub.faults = 1;
	(void)exchange_turn(&device);
	hub.count_max = 500; /* what comes again is smaller than what was lost: 413, then 500 of 1000 */
	run_for(SENDER_ASK_MS);
	assert_all_home(3000);
}

static void a_hub_from_an_old_backup_gets_again_what_it_lost(void **state)
{
	struct hub_help backup;

	(void)state;
	outbox.last[LANE_PROMISES] = 5;
	run_for(1000);
	backup = hub;
	outbox.last[LANE_PROMISES] = 9;
	run_for(1000);
	assert_int_equal(outbox.acked[LANE_PROMISES], 9);
	hub = backup;
	outbox.last[LANE_PROMISES] = 10;
	run_for(1000);
	assert_all_home(10);
	assert_int_equal(outbox.renewed, 0);
}

static void what_an_old_backup_lost_and_is_gone_here_too_begins_a_new_epoch(void **state)
{
	struct hub_help backup = hub;

	(void)state;
	outbox.last[LANE_PROMISES] = 9;
	run_for(1000);
	hub = backup;
	outbox.first[LANE_PROMISES] = 6;
	outbox.last[LANE_PROMISES] = 10;
	run_for(5000);
	assert_int_equal(outbox.renewed, 1);
	assert_int_equal(hub.taken, 1); /* the one that was never acknowledged */
}

static void a_restored_card_whose_rows_differ_gets_a_new_epoch(void **state)
{
	struct outbox_help image;

	(void)state;
	outbox.last[LANE_PROMISES] = 5;
	run_for(1000);
	image = outbox;
	outbox.last[LANE_PROMISES] = 8;
	run_for(1000);
	outbox = image;
	outbox.last[LANE_PROMISES] = 9;
	memset(outbox.changed[LANE_PROMISES], 1, sizeof(outbox.changed[0]));
	run_for(5000);
	assert_int_equal(outbox.renewed, 1);
	assert_int_equal(hub.taken, 8 + 4); /* other rows 6 to 9 of the restored card */
}

static void a_hub_that_is_ahead_of_all_rows_means_a_restored_card(void **state)
{
	struct outbox_help image = outbox;

	(void)state;
	outbox.last[LANE_PROMISES] = 8;
	run_for(1000);
	outbox = image;
	outbox.last[LANE_PROMISES] = 2;
	run_for(5000);
	assert_int_equal(outbox.renewed, 1);
	assert_int_equal(hub.taken, 10);
}

static void an_order_to_begin_a_new_epoch_is_carried_out_once(void **state)
{
	(void)state;
	outbox.last[LANE_PROMISES] = 3;
	hub.fault = HUB_RENEW;
	hub.faults = 1;
	run_for(5000);
	assert_int_equal(outbox.renewed, 1);
	assert_int_equal(outbox.epoch, 8);
	assert_all_home(3);
}

static void a_poisoned_row_is_set_aside_and_the_rest_goes_on(void **state)
{
	(void)state;
	outbox.last[LANE_PROMISES] = 10;
	hub.fault = HUB_POISON;
	hub.poison = 4;
	hub.faults = 1;
	run_for(1000);
	assert_int_equal(outbox.set_aside, 4);
	assert_all_home(10);
}

static void poison_that_was_not_sent_sets_nothing_aside(void **state)
{
	(void)state;
	outbox.last[LANE_PROMISES] = 10;
	hub.fault = HUB_POISON;
	hub.poison = 11;
	hub.faults = 1;
	run_for(5000);
	assert_int_equal(outbox.set_aside, 0);
	assert_all_home(10);
}

static void a_row_that_cannot_be_written_is_set_aside(void **state)
{
	(void)state;
	outbox.last[LANE_PROMISES] = 10;
	outbox.broken = 4;
	run_for(1000);
	assert_int_equal(outbox.set_aside, 4);
	assert_all_home(10);
}

static void too_large_means_half_and_alone_means_aside(void **state)
{
	(void)state;
	outbox.last[LANE_PROMISES] = 20;
	hub.count_max = 3;
	run_for(1000);
	assert_all_home(20);
	assert_true(hub.last.count <= 3);
	outbox.last[LANE_PROMISES] = 21;
	hub.fault = HUB_STATUS;
	hub.status = 413;
	hub.faults = 1;
	run_for(1000);
	assert_int_equal(outbox.set_aside, 21);
}

static void patience_that_the_hub_asks_for_is_kept_with_some_more(void **state)
{
	static const uint16_t statuses[] = {429, 503};

	(void)state;
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
		unsigned asked = hub.asked;

		outbox.last[LANE_PROMISES]++;
		hub.fault = HUB_STATUS;
		hub.status = statuses[i];
		hub.retry_after_s = 30;
		hub.faults = 1;
		(void)exchange_turn(&device);
		run_for(29000);
		assert_int_equal(hub.asked, asked + 1);
		assert_int_equal(sender_why(&device.sender, LANE_PROMISES, clock_ms), SENDER_ASKED);
		run_for(7000);
		assert_int_equal(outbox.acked[LANE_PROMISES], outbox.last[LANE_PROMISES]);
	}
}

static void a_broken_hub_is_asked_ever_more_seldom_but_always_again(void **state)
{
	(void)state;
	outbox.last[LANE_PROMISES] = 1;
	hub.fault = HUB_STATUS;
	hub.status = 500;
	hub.faults = 100000;
	run_for(3600000);
	assert_in_range(hub.asked, 12, 60); /* every 150 s on average after the first minutes */
	hub.faults = 0;
	run_for(SENDER_BACKOFF_MS_MAX + 1);
	assert_all_home(1);
}

static void what_our_hub_did_not_sign_moves_nothing(void **state)
{
	static const enum hub_fault faults[] = {HUB_STRANGER, HUB_OLD_NONCE, HUB_UNSIGNED};

	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		outbox.last[LANE_PROMISES]++;
		hub.down_last++;
		hub.fault = faults[i];
		hub.faults = 1;
		(void)exchange_turn(&device);
		assert_int_equal(outbox.acked[LANE_PROMISES], i);
		assert_int_equal(applied_count, i);
		assert_non_null(strstr(device.sender.why, "not our hub"));
		run_for(2 * SENDER_ASK_MS);
		assert_int_equal(outbox.acked[LANE_PROMISES], i + 1);
	}
}

static void a_cable_that_comes_back_is_tried_at_once(void **state)
{
	(void)state;
	outbox.last[LANE_PROMISES] = 1;
	cable_out = true;
	run_for(600000);
	assert_string_equal(device.sender.why, "no route to host");
	sender_link(&device.sender, &(struct sender_link){.up = false});
	assert_int_equal(sender_why(&device.sender, LANE_PROMISES, clock_ms), SENDER_NO_LINK);
	cable_out = false;
	sender_link(&device.sender, &(struct sender_link){.up = true});
	run_for(1);
	assert_all_home(1);
	assert_string_equal(device.sender.why, "");
}

static void a_link_that_costs_money_carries_telemetry_after_a_day(void **state)
{
	(void)state;
	sender_link(&device.sender, &(struct sender_link){.up = true, .metered = true});
	clock_ms = 1000; /* when what waits was written */
	outbox.last[LANE_TELEMETRY] = 2;
	outbox.last[LANE_PROMISES] = 1;
	run_for(SENDER_TELEMETRY_METERED_MS - 1000);
	assert_int_equal(outbox.acked[LANE_PROMISES], 1);
	assert_int_equal(outbox.acked[LANE_TELEMETRY], 0);
	assert_int_equal(sender_why(&device.sender, LANE_TELEMETRY, clock_ms), SENDER_METERED);
	run_for(2000);
	assert_int_equal(outbox.acked[LANE_TELEMETRY], 2);
}

static void a_spent_budget_leaves_only_promises(void **state)
{
	(void)state;
	sender_link(&device.sender, &(struct sender_link){.up = true, .metered = true});
	device.sender.budget_bytes = 800;
	outbox.last[LANE_CUSTOMERS] = 1;
	run_for(1000);
	outbox.last[LANE_CUSTOMERS] = 2;
	outbox.last[LANE_PROMISES] = 1;
	run_for(600000);
	assert_int_equal(outbox.acked[LANE_PROMISES], 1);
	assert_int_equal(outbox.acked[LANE_CUSTOMERS], 1);
	assert_int_equal(sender_why(&device.sender, LANE_CUSTOMERS, clock_ms), SENDER_BUDGET);
	run_for(SENDER_DAY_MS);
	assert_int_equal(outbox.acked[LANE_CUSTOMERS], 2);
}

static void who_wants_it_now_waits_for_nothing_to_collect(void **state)
{
	(void)state;
	clock_ms = 1000;
	outbox.last[LANE_TELEMETRY] = 2;
	run_for(5000);
	assert_int_equal(outbox.acked[LANE_TELEMETRY], 0);
	assert_int_equal(sender_why(&device.sender, LANE_TELEMETRY, clock_ms), SENDER_COLLECTS);
	sender_hurry(&device.sender);
	run_for(10);
	assert_all_home(2);
}

static void messages_are_applied_once_and_in_order(void **state)
{
	(void)state;
	hub.down_last = 7;
	run_for(1000);
	assert_int_equal(applied_count, 7);
	for (size_t i = 0; i < applied_count; i++)
		assert_int_equal(applied[i], i + 1);
	assert_int_equal(outbox.down, 7);
	hub.down_last = 8;
	run_for(2 * SENDER_ASK_MS);
	assert_int_equal(applied_count, 8);
	assert_int_equal(hub.down_applied, 8);
}

static void the_last_token_is_shown_after_a_restart(void **state)
{
	static const uint8_t zeroes[PARCEL_TOKEN_BYTES];
	uint8_t instance[PARCEL_TOKEN_BYTES];

	(void)state;
	run_for(10);
	assert_memory_equal(hub.last.token, zeroes, sizeof(zeroes));
	memcpy(instance, hub.last.instance, sizeof(instance));
	exchange_close(&device);
	open_device();
	run_for(10);
	assert_int_equal(hub.last.token[0], 0x11);
	assert_memory_not_equal(hub.last.instance, instance, sizeof(instance));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(all_lanes_go_home_promises_first),
		TEST(a_promise_goes_at_once_between_two_batches_of_telemetry),
		TEST(a_hub_that_takes_a_part_gets_the_rest_again_from_there),
		TEST(a_reply_that_was_lost_doubles_nothing),
		TEST(a_promise_that_reads_otherwise_after_a_lost_reply_doubles_nothing),
		TEST(a_promise_that_reads_otherwise_after_a_lost_question_is_sent),
		TEST(a_mark_behind_all_that_is_sent_again_is_believed_when_the_chain_holds),
		TEST(a_hub_from_an_old_backup_gets_again_what_it_lost),
		TEST(what_an_old_backup_lost_and_is_gone_here_too_begins_a_new_epoch),
		TEST(a_restored_card_whose_rows_differ_gets_a_new_epoch),
		TEST(a_hub_that_is_ahead_of_all_rows_means_a_restored_card),
		TEST(an_order_to_begin_a_new_epoch_is_carried_out_once),
		TEST(a_poisoned_row_is_set_aside_and_the_rest_goes_on),
		TEST(poison_that_was_not_sent_sets_nothing_aside),
		TEST(a_row_that_cannot_be_written_is_set_aside),
		TEST(too_large_means_half_and_alone_means_aside),
		TEST(patience_that_the_hub_asks_for_is_kept_with_some_more),
		TEST(a_broken_hub_is_asked_ever_more_seldom_but_always_again),
		TEST(what_our_hub_did_not_sign_moves_nothing),
		TEST(a_cable_that_comes_back_is_tried_at_once),
		TEST(a_link_that_costs_money_carries_telemetry_after_a_day),
		TEST(a_spent_budget_leaves_only_promises),
		TEST(who_wants_it_now_waits_for_nothing_to_collect),
		TEST(messages_are_applied_once_and_in_order),
		TEST(the_last_token_is_shown_after_a_restart),
	};

	return cmocka_run_group_tests(tests, begin_all, end_all);
}
