/* What is to go home: numbered without a gap, with what it tells of, and kept until long after the hub has it. */
#include "store_help.h"

#include "store/outbox.h"

enum { SEEN_MAX = 700 };

struct seen {
	unsigned count;
	unsigned stop_at; /* 0: never */
	uint64_t seq[SEEN_MAX];
	uint8_t kind[SEEN_MAX];
	uint64_t time_ms[SEEN_MAX];
	uint32_t session[SEEN_MAX], boot[SEEN_MAX];
	unsigned steps, bodies, cards, gone;
	char body[64], phone[VALUE_BYTES_MAX], state[24];
};

static bool take(void *self, const struct outbox_row *row)
{
	struct seen *seen = self;

	assert_true(seen->count < SEEN_MAX);
	seen->seq[seen->count] = row->seq;
	seen->kind[seen->count] = row->kind;
	seen->time_ms[seen->count] = row->time_ms;
	seen->boot[seen->count] = row->boot;
	seen->session[seen->count++] = row->session;
	seen->gone += !row->step && !row->visit && !row->card && !row->body;
	if (row->step) {
		seen->steps++;
		snprintf(seen->state, sizeof(seen->state), "%s", row->step->state);
		assert_true(row->step->event.skeleton_bytes > 0);
		assert_int_equal(row->step->content[0], 1);
	}
	if (row->body) {
		seen->bodies++;
		snprintf(seen->body, sizeof(seen->body), "%.*s", (int)row->body_bytes, row->body);
	}
	if (row->card) {
		seen->cards++;
		memcpy(seen->phone, row->card->phone, sizeof(seen->phone));
	}
	return seen->count != seen->stop_at;
}

static struct seen lane_of(struct store *store, enum lane lane, uint64_t after)
{
	static struct seen seen;

	memset(&seen, 0, sizeof(seen));
	assert_int_equal(outbox_rows(store, lane, after, take, &seen), ERR_NONE);
	return seen;
}

static struct outbox_lane_state state_of(struct store *store, enum lane lane)
{
	struct outbox_lane_state state;

	assert_int_equal(outbox_state(store, lane, &state), ERR_NONE);
	return state;
}

static enum err put(struct store *store, uint32_t session, const char *body)
{
	return outbox_put(store, &(struct outbox_put){.lane = LANE_PROMISES,
					 .kind = OUTBOX_ACTION,
					 .session = session,
					 .time_ms = 77,
					 .body = body,
					 .durable = true});
}

static void ack(struct store *store, enum lane lane, uint64_t acked)
{
	uint8_t chain[OUTBOX_CHAIN_BYTES];

	memset(chain, (int)acked, sizeof(chain));
	assert_int_equal(outbox_acked(store, lane, acked, chain), ERR_NONE);
}

static void each_step_is_a_row_with_the_next_number(void **state)
{
	struct store *store = help_open(*state);
	struct seen seen;

	assert_int_equal(state_of(store, LANE_TELEMETRY).last, 0);
	for (uint64_t i = 1; i <= 600; i++)
		help_append(store, 1 + (uint32_t)(i % 3), i);
	help_wait_written(store, 600);
	seen = lane_of(store, LANE_TELEMETRY, 0);
	assert_int_equal(seen.count, 600);
	assert_int_equal(seen.steps, 600);
	assert_string_equal(seen.state, "collect");
	for (unsigned i = 0; i < seen.count; i++) {
		assert_int_equal(seen.seq[i], i + 1);
		assert_int_equal(seen.time_ms[i], i + 1);
		assert_int_equal(seen.session[i], 1 + (i + 1) % 3);
	}
	assert_int_equal(lane_of(store, LANE_TELEMETRY, 598).count, 2);
	assert_int_equal(lane_of(store, LANE_PROMISES, 0).count, 0);
	store_close(store);
}

static void a_mark_and_the_numbers_go_on_after_a_restart(void **state)
{
	struct store *store = help_open(*state);
	struct outbox_lane_state lane;
	uint64_t epoch, later;

	assert_int_equal(outbox_epoch(store, &epoch), ERR_NONE);
	assert_true(epoch > 0);
	for (uint64_t i = 1; i <= 10; i++)
		help_append(store, 1, i);
	ack(store, LANE_TELEMETRY, 4);
	assert_int_equal(outbox_down_set(store, 12), ERR_NONE);
	assert_int_equal(outbox_sent(store, LANE_PROMISES, 3, (const uint8_t[OUTBOX_CHAIN_BYTES]){9}), ERR_NONE);
	store_close(store);

	store = help_open(*state);
	lane = state_of(store, LANE_TELEMETRY);
	assert_int_equal(lane.acked, 4);
	assert_int_equal(lane.chain[31], 4);
	assert_int_equal(state_of(store, LANE_PROMISES).sent, 3);
	assert_int_equal(state_of(store, LANE_PROMISES).sent_chain[0], 9);
	assert_int_equal(lane.first, 1);
	assert_int_equal(lane.last, 10);
	assert_int_equal(lane.waiting_since_ms, 5);
	help_append(store, 1, 11);
	store_close(store);
	store = help_open(*state);
	assert_int_equal(state_of(store, LANE_TELEMETRY).last, 11);
	assert_int_equal(outbox_epoch(store, &later), ERR_NONE);
	assert_int_equal(later, epoch);
	assert_int_equal(outbox_down_get(store, &later), ERR_NONE);
	assert_int_equal(later, 12);
	store_close(store);
}

static void what_is_somebodys_goes_with_their_key(void **state)
{
	struct store *store = help_open(*state);
	struct help_step step;
	struct seen seen;

	help_append(store, 5, 1);
	help_wait_written(store, 1);
	assert_int_equal(put(store, 5, "{\"name\":\"Anna\"}"), ERR_NONE);
	assert_int_equal(put(store, 0, "{\"what\":\"boot\"}"), ERR_NONE);
	seen = lane_of(store, LANE_PROMISES, 0);
	assert_int_equal(seen.bodies, 2);
	assert_int_equal(lane_of(store, LANE_PROMISES, 1).session[0], 0);
	help_step(&step, 5, 2);
	step.step.snapshot = NULL;
	step.step.wipe = true;
	help_wait_written(store, store_append(store, &step.step));
	seen = lane_of(store, LANE_PROMISES, 0);
	assert_int_equal(seen.count, 2);
	assert_int_equal(seen.bodies, 1);
	assert_int_equal(seen.gone, 1);
	assert_string_equal(seen.body, "{\"what\":\"boot\"}");
	assert_int_equal(put(store, 5, "{\"name\":\"Anna\"}"), ERR_NONE); /* too late for a key: still a row */
	seen = lane_of(store, LANE_PROMISES, 2);
	assert_int_equal(seen.gone, 1);
	store_close(store);
}

static void rows_are_of_the_boot_they_were_written_in(void **state)
{
	struct store *store = help_open(*state);
	struct seen seen;
	uint32_t boot;

	assert_int_equal(outbox_boot(store, 100, &boot), ERR_NONE);
	assert_int_equal(boot, 1);
	help_append(store, 1, 150);
	help_wait_written(store, 1);
	assert_int_equal(outbox_boot(store, 200, &boot), ERR_NONE);
	assert_int_equal(boot, 2);
	help_wait_written(
		store, help_append(store, 1, 199)); /* the clock goes on: this cannot be, and is told honestly */
	help_wait_written(store, help_append(store, 1, 200));
	seen = lane_of(store, LANE_TELEMETRY, 0);
	assert_int_equal(seen.boot[0], 1);
	assert_int_equal(seen.boot[1], 1);
	assert_int_equal(seen.boot[2], 2);
	store_close(store);
}

static void a_note_goes_home_without_its_words(void **state)
{
	struct store *store = help_open(*state);
	const struct store_note note = {.what = 1, .score = 9, .topic = "cards", .words = HELP_WORDS};
	struct help_step step;
	struct seen seen;

	help_step(&step, 3, 1);
	step.step.local_s = 7205;
	step.step.notes = &note;
	step.step.notes_count = 1;
	help_wait_written(store, store_append(store, &step.step));
	seen = lane_of(store, LANE_TELEMETRY, 1);
	assert_int_equal(seen.count, 1);
	assert_int_equal(seen.kind[0], OUTBOX_NOTE);
	assert_string_equal(seen.body, "{\"hour_s\":7200,\"what\":1,\"score\":9,\"topic\":\"cards\"}");
	store_close(store);
}

static void a_handover_is_a_row_for_each_change_with_the_card_as_it_is(void **state)
{
	struct store *store = help_open(*state);
	struct agent_card card = {.request = 0x50001, .session = 5, .state = HANDOVER_OPEN, .team = "office"};
	struct help_step step;
	struct seen seen;

	help_step(&step, 5, 1);
	step.step.handover = &card;
	store_append(store, &step.step);
	help_step(&step, 5, 2);
	card.state = HANDOVER_CALLBACK;
	snprintf(card.phone, sizeof(card.phone), "555 0100");
	step.step.handover = &card;
	help_wait_written(store, store_append(store, &step.step));
	seen = lane_of(store, LANE_PROMISES, 0);
	assert_int_equal(seen.count, 2);
	assert_int_equal(seen.cards, 2);
	assert_int_equal(seen.time_ms[1], 2);
	assert_string_equal(seen.phone, "555 0100");
	store_close(store);
}

static void a_new_epoch_numbers_what_the_hub_has_not(void **state)
{
	struct store *store = help_open(*state);
	uint64_t before, after;
	struct seen seen;

	for (uint64_t i = 1; i <= 500; i++)
		help_append(store, 1, i);
	help_wait_written(store, 500);
	assert_int_equal(put(store, 1, "{\"name\":\"Anna\"}"), ERR_NONE);
	ack(store, LANE_TELEMETRY, 120);
	assert_int_equal(outbox_epoch(store, &before), ERR_NONE);
	assert_int_equal(outbox_epoch_renew(store), ERR_NONE);
	assert_int_equal(outbox_epoch(store, &after), ERR_NONE);
	assert_true(before != after);
	seen = lane_of(store, LANE_TELEMETRY, 0);
	assert_int_equal(seen.count, 380);
	for (unsigned i = 0; i < seen.count; i++) {
		assert_int_equal(seen.seq[i], i + 1);
		assert_int_equal(seen.time_ms[i], i + 121);
	}
	assert_int_equal(state_of(store, LANE_TELEMETRY).acked, 0);
	seen = lane_of(store, LANE_PROMISES, 0);
	assert_string_equal(seen.body, "{\"name\":\"Anna\"}"); /* its place in the lane is not what it is sealed for */
	help_append(store, 1, 501);
	help_wait_written(store, 501);
	assert_int_equal(state_of(store, LANE_TELEMETRY).last, 381);
	store_close(store);
}

static void a_row_that_cannot_be_sent_says_so_in_its_place(void **state)
{
	struct store *store = help_open(*state);
	struct seen seen;

	for (uint64_t i = 1; i <= 3; i++)
		help_append(store, 1, i);
	help_wait_written(store, 3);
	assert_int_equal(outbox_set_aside(store, LANE_TELEMETRY, 2, "no JSON"), ERR_NONE);
	seen = lane_of(store, LANE_TELEMETRY, 0);
	assert_int_equal(seen.count, 3);
	assert_int_equal(seen.kind[1], OUTBOX_TROUBLE);
	assert_string_equal(seen.body, "{\"what\":\"set_aside\",\"why\":\"no JSON\"}");
	store_close(store);
}

static void acknowledged_rows_go_after_a_fortnight_and_numbers_stay(void **state)
{
	struct store *store = help_open(*state);
	struct outbox_lane_state lane;

	for (uint64_t i = 1; i <= 10; i++)
		help_append(store, 1, i);
	help_wait_written(store, 10);
	ack(store, LANE_TELEMETRY, 6);
	assert_int_equal(outbox_purge(store, 20000), ERR_NONE);
	ack(store, LANE_TELEMETRY, 10);
	assert_int_equal(outbox_purge(store, 20000 + OUTBOX_KEPT_DAYS - 1), ERR_NONE);
	assert_int_equal(state_of(store, LANE_TELEMETRY).first, 1);
	assert_int_equal(outbox_purge(store, 20000 + OUTBOX_KEPT_DAYS), ERR_NONE);
	assert_int_equal(state_of(store, LANE_TELEMETRY).first, 7);
	assert_int_equal(outbox_purge(store, 20000 + 3 * OUTBOX_KEPT_DAYS), ERR_NONE);
	lane = state_of(store, LANE_TELEMETRY);
	assert_int_equal(lane.first, 10);
	help_append(store, 1, 11);
	help_wait_written(store, 11);
	assert_int_equal(state_of(store, LANE_TELEMETRY).last, 11);
	store_close(store);
}

static void a_reader_may_stop(void **state)
{
	struct store *store = help_open(*state);
	struct seen seen = {.stop_at = 2};

	for (uint64_t i = 1; i <= 5; i++)
		help_append(store, 1, i);
	help_wait_written(store, 5);
	assert_int_equal(outbox_rows(store, LANE_TELEMETRY, 1, take, &seen), ERR_NONE);
	assert_int_equal(seen.count, 2);
	assert_int_equal(seen.seq[1], 3);
	store_close(store);
}

static void a_body_that_is_too_long_is_refused(void **state)
{
	struct store *store = help_open(*state);
	char *body = calloc(1, OUTBOX_BODY_BYTES_MAX + 2);

	assert_non_null(body);
	memset(body, ' ', OUTBOX_BODY_BYTES_MAX + 1);
	assert_int_equal(put(store, 0, body), ERR_NO_SPACE);
	assert_int_equal(state_of(store, LANE_PROMISES).last, 0);
	free(body);
	store_close(store);
}

#define BOTH(test)                                                                                                     \
	{#test " (synchronous)", test, help_synchronous, help_down, NULL},                                             \
	{                                                                                                              \
#test " (threads)", test, help_threads, help_down, NULL                                                \
	}

int main(void)
{
	const struct CMUnitTest tests[] = {
		BOTH(each_step_is_a_row_with_the_next_number),
		BOTH(a_mark_and_the_numbers_go_on_after_a_restart),
		BOTH(what_is_somebodys_goes_with_their_key),
		BOTH(rows_are_of_the_boot_they_were_written_in),
		BOTH(a_note_goes_home_without_its_words),
		BOTH(a_handover_is_a_row_for_each_change_with_the_card_as_it_is),
		BOTH(a_new_epoch_numbers_what_the_hub_has_not),
		BOTH(a_row_that_cannot_be_sent_says_so_in_its_place),
		BOTH(acknowledged_rows_go_after_a_fortnight_and_numbers_stay),
		BOTH(a_reader_may_stop),
		BOTH(a_body_that_is_too_long_is_refused),
	};

	return cmocka_run_group_tests_name("store_outbox", tests, NULL, NULL);
}
