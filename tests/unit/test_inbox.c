/* Other threads put events, one takes them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk/booth.h"
#include "runner/inbox.h"

#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <string.h>

static bool is_readable(struct inbox *inbox)
{
	struct pollfd fd = {inbox_fd(inbox), POLLIN, 0};

	return poll(&fd, 1, 0) == 1;
}

static struct event numbered(uint32_t session, uint64_t number)
{
	struct event event;

	memset(&event, 0, sizeof(event));
	event.kind = EVENT_WAKE;
	event.session = session;
	event.request = number;
	return event;
}

static int make_inbox(void **state)
{
	return inbox_open((struct inbox **)state) == ERR_NONE ? 0 : -1;
}

static int drop_inbox(void **state)
{
	inbox_close(*state);
	return 0;
}

static void events_come_out_as_they_went_in(void **state)
{
	struct inbox *inbox = *state;
	struct event event;

	for (unsigned round = 0; round < 3; round++) {
		for (uint64_t i = 0; i < 200; i++) {
			event = numbered(1, i);
			assert_int_equal(inbox_put(inbox, &event), ERR_NONE);
		}
		for (uint64_t i = 0; i < 200; i++) {
			assert_true(inbox_take(inbox, &event));
			assert_int_equal(event.request, i);
		}
		assert_false(inbox_take(inbox, &event));
	}
}

static void a_full_inbox_refuses_and_keeps_what_it_has(void **state)
{
	struct inbox *inbox = *state;
	struct event event;

	for (uint64_t i = 0; i < INBOX_EVENTS_MAX; i++) {
		event = numbered(1, i);
		assert_int_equal(inbox_put(inbox, &event), ERR_NONE);
	}
	event = numbered(1, 9999);
	assert_int_equal(inbox_put(inbox, &event), ERR_NO_SPACE);
	for (uint64_t i = 0; i < INBOX_EVENTS_MAX; i++) {
		assert_true(inbox_take(inbox, &event));
		assert_int_equal(event.request, i);
	}
	assert_int_equal(inbox_put(inbox, &event), ERR_NONE);
}

static void it_is_readable_exactly_while_something_waits(void **state)
{
	struct inbox *inbox = *state;
	struct event event = numbered(1, 1);

	assert_false(is_readable(inbox));
	assert_int_equal(inbox_put(inbox, &event), ERR_NONE);
	assert_int_equal(inbox_put(inbox, &event), ERR_NONE);
	inbox_settle(inbox);
	assert_true(is_readable(inbox));
	assert_true(inbox_take(inbox, &event));
	assert_true(is_readable(inbox));
	assert_true(inbox_take(inbox, &event));
	assert_false(is_readable(inbox));
}

static void a_wake_lasts_until_it_is_settled(void **state)
{
	struct inbox *inbox = *state;
	struct event event = numbered(1, 1);

	inbox_wake(inbox);
	inbox_wake(inbox);
	assert_true(is_readable(inbox));
	assert_int_equal(inbox_put(inbox, &event), ERR_NONE);
	assert_true(inbox_take(inbox, &event));
	assert_true(is_readable(inbox));
	inbox_settle(inbox);
	assert_false(is_readable(inbox));
	inbox_settle(inbox);
	assert_false(is_readable(inbox));
}

enum { PUTTERS = 4, PUTS = 5000 };

struct putter {
	struct inbox *inbox;
	uint32_t session;
};

static void *put_many(void *self)
{
	struct putter *putter = self;

	for (uint64_t i = 1; i <= PUTS; i++) {
		struct event event = numbered(putter->session, i);

		while (inbox_put(putter->inbox, &event) == ERR_NO_SPACE)
			sched_yield();
	}
	return NULL;
}

static void nothing_is_lost_or_swapped_between_threads(void **state)
{
	struct inbox *inbox = *state;
	pthread_t threads[PUTTERS];
	struct putter putters[PUTTERS];
	uint64_t last[PUTTERS] = {0};
	unsigned taken = 0;

	for (uint32_t i = 0; i < PUTTERS; i++) {
		putters[i] = (struct putter){inbox, i};
		assert_int_equal(pthread_create(&threads[i], NULL, put_many, &putters[i]), 0);
	}
	while (taken < PUTTERS * PUTS) {
		struct pollfd fd = {inbox_fd(inbox), POLLIN, 0};
		struct event event;

		assert_int_equal(poll(&fd, 1, 20000), 1);
		while (inbox_take(inbox, &event)) {
			assert_int_equal(event.request, last[event.session] + 1);
			last[event.session] = event.request;
			taken++;
		}
	}
	for (uint32_t i = 0; i < PUTTERS; i++)
		pthread_join(threads[i], NULL);
	assert_false(is_readable(inbox));
}

/* --- who sleeps at the screen --- */

static bool count_sleep(void *self, uint32_t wait_ms)
{
	(void)wait_ms;
	(*(unsigned *)self)++;
	return true;
}

/* A wake that came between the inbox and the screen's inputs was taken with them: what was put must not wait. */
static void nobody_sleeps_over_an_event(void **state)
{
	static const struct screen_ops ops = {.wait = count_sleep};
	unsigned slept = 0;
	struct booth booth = {.whole.device.inbox = *state, .screen = {&ops, &slept}};
	const struct event event = numbered(1, 1);
	struct event taken;

	booth_wait(&booth, 1000);
	assert_int_equal(slept, 1);
	assert_int_equal(inbox_put(*state, &event), ERR_NONE);
	booth_wait(&booth, 1000);
	assert_int_equal(slept, 1);
	assert_true(inbox_take(*state, &taken));
	booth_wait(&booth, 1000);
	assert_int_equal(slept, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(events_come_out_as_they_went_in, make_inbox, drop_inbox),
		cmocka_unit_test_setup_teardown(a_full_inbox_refuses_and_keeps_what_it_has, make_inbox, drop_inbox),
		cmocka_unit_test_setup_teardown(it_is_readable_exactly_while_something_waits, make_inbox, drop_inbox),
		cmocka_unit_test_setup_teardown(a_wake_lasts_until_it_is_settled, make_inbox, drop_inbox),
		cmocka_unit_test_setup_teardown(nobody_sleeps_over_an_event, make_inbox, drop_inbox),
		cmocka_unit_test_setup_teardown(nothing_is_lost_or_swapped_between_threads, make_inbox, drop_inbox),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
