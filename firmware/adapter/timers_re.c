/* libre's timers, in its own words but not in one sorted list.
 *
 * A transaction is kept for 32 s after its call's beginning and its end: at 50 calls a second there are thousands of
 * them, and libre walks past all to put in one that is due sooner (a quarter of what a call's set-up cost). Here each
 * magnitude of delay has a list of its own: timers of one magnitude mostly come in the order in which they are due, so
 * that a new one stands at the end at once.
 *
 * These are the names of the library's own functions: the linker gives them to the library too, as it does a malloc.
 * Another version with other prototypes does not compile; one that binds to itself has no call answered (test_line). */
#include <stdint.h>

#include <re.h>

enum { LANES = 24 /* the last: 2 h and more */ };

static _Thread_local struct list lanes[LANES];

static unsigned lane_of(uint64_t delay_ms)
{
	unsigned lane = 0;

	while (delay_ms && lane < LANES - 1) {
		delay_ms /= 2;
		lane++;
	}
	return lane;
}

static struct tmr *first_due(void)
{
	struct tmr *first = NULL;

	for (unsigned i = 0; i < LANES; i++) {
		struct tmr *tmr = list_ledata(lanes[i].head);

		if (tmr && (!first || tmr->jfs < first->jfs))
			first = tmr;
	}
	return first;
}

static void put(struct list *lane, struct tmr *tmr)
{
	struct le *at = lane->tail;

	while (at && ((const struct tmr *)at->data)->jfs > tmr->jfs)
		at = at->prev;
	if (at)
		list_insert_after(lane, at, &tmr->le, tmr);
	else
		list_prepend(lane, &tmr->le, tmr);
}

void tmr_start(struct tmr *tmr, uint64_t delay, tmr_h *th, void *arg)
{
	if (!tmr)
		return;
	if (tmr->th)
		list_unlink(&tmr->le);
	tmr->th = th;
	tmr->arg = arg;
	if (!th)
		return;
	tmr->jfs = tmr_jiffies() + delay;
	put(&lanes[lane_of(delay)], tmr);
}

void tmr_cancel(struct tmr *tmr)
{
	tmr_start(tmr, 0, NULL, NULL);
}

/* The library's own list stays empty. */
void tmr_poll(struct list *tmrl)
{
	const uint64_t now = tmr_jiffies();
	struct tmr *tmr;

	(void)tmrl;
	while ((tmr = first_due()) != NULL && tmr->jfs <= now) {
		tmr_h *handler = tmr->th;

		tmr->th = NULL;
		list_unlink(&tmr->le);
		handler(tmr->arg);
	}
}

/* 0: there is none. */
uint64_t tmr_next_timeout(struct list *tmrl)
{
	const uint64_t now = tmr_jiffies();
	const struct tmr *tmr = first_due();

	(void)tmrl;
	if (!tmr)
		return 0;
	return tmr->jfs > now ? tmr->jfs - now : 1;
}
