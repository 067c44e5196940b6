/* The ring of steps that wait for the disk, while it never runs empty: it goes round, and nothing in it is lost. */
#include "store_help.h"

#include "store/store_queue.h"

enum { RING_BYTES = (3 * WAITING_STEP_BYTES_MAX + 4096) & ~7, STEPS = 5000, WAIT = 7 };

static uint8_t letter_of(uint64_t ticket)
{
	return (uint8_t)('a' + ticket % 26);
}

/* Of another length each time, so that what lies behind the ring's end is another piece of an older one. */
static uint64_t put(struct store_queue *queue, uint64_t number)
{
	static uint8_t snapshot[SESSION_BYTES_MAX];
	struct help_step step;

	help_step(&step, (uint32_t)number, number);
	memset(snapshot, letter_of(number), sizeof(snapshot));
	step.step.snapshot = snapshot;
	step.step.snapshot_bytes = (uint32_t)(number * 577 % SESSION_BYTES_MAX);
	return store_queue_put(queue, &step.step);
}

static void take(struct store_queue *queue, uint64_t number)
{
	struct store_place place = store_queue_first(queue);
	const struct waiting *waiting = store_queue_next(queue, &place, queue->used);
	const uint8_t *snapshot;

	assert_non_null(waiting);
	assert_true(waiting->ticket == number);
	assert_int_equal(waiting->part_bytes[PART_SNAPSHOT], number * 577 % SESSION_BYTES_MAX);
	snapshot = waiting_part(waiting, PART_SNAPSHOT);
	for (uint32_t i = 0; i < waiting->part_bytes[PART_SNAPSHOT]; i++)
		assert_int_equal(snapshot[i], letter_of(number));
	store_queue_drop(queue, place);
}

static void what_waits_round_the_end_is_taken_in_order(void **state)
{
	struct store_queue queue = {0};

	(void)state;
	assert_int_equal(store_queue_open(&queue, RING_BYTES, &(struct store_kept){0}), ERR_NONE);
	for (uint64_t number = 1; number <= STEPS; number++) {
		assert_true(put(&queue, number) == number);
		if (number > WAIT)
			take(&queue, number - WAIT);
	}
	for (uint64_t number = STEPS - WAIT + 1; number <= STEPS; number++)
		take(&queue, number);
	assert_int_equal(queue.used, 0);
	store_queue_close(&queue);
}

/* Memory that was never used costs nothing. */
static void a_large_ring_that_is_never_empty_stays_at_its_beginning(void **state)
{
	struct store_queue queue = {0};
	uint32_t furthest = 0;

	(void)state;
	assert_int_equal(store_queue_open(&queue, STORE_WAITING_BYTES_MAX, &(struct store_kept){0}), ERR_NONE);
	for (uint64_t number = 1; number <= STEPS; number++) {
		assert_true(put(&queue, number) == number);
		if (number > WAIT)
			take(&queue, number - WAIT);
		if (queue.first > furthest)
			furthest = queue.first;
	}
	assert_true(furthest > 0 && furthest < STORE_WAITING_BYTES_MAX / 8);
	store_queue_close(&queue);
}

static void a_full_ring_takes_no_more_and_keeps_what_it_has(void **state)
{
	struct store_queue queue = {0};
	uint64_t last = 0;

	(void)state;
	assert_int_equal(store_queue_open(&queue, RING_BYTES, &(struct store_kept){0}), ERR_NONE);
	while (put(&queue, last + 1))
		last++;
	assert_false(store_queue_has_room(&queue));
	assert_true(last > 3);
	for (uint64_t number = 1; number <= last; number++)
		take(&queue, number);
	assert_true(store_queue_has_room(&queue));
	store_queue_close(&queue);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_waits_round_the_end_is_taken_in_order),
		cmocka_unit_test(a_large_ring_that_is_never_empty_stays_at_its_beginning),
		cmocka_unit_test(a_full_ring_takes_no_more_and_keeps_what_it_has),
	};

	return cmocka_run_group_tests_name("store_queue", tests, NULL, NULL);
}
