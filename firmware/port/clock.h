/* Time. Implementations: adapter/clock_linux.c, tests/sim/sim_clock.c. */
#ifndef FOYER_PORT_CLOCK_H
#define FOYER_PORT_CLOCK_H

#include <stdint.h>

struct clock_ops {
	/* Milliseconds that never run backwards while the process lives (boot time, sleep included). */
	uint64_t (*now_ms)(void *self);
	/* The site's wall clock as seconds since 1970-01-01 00:00 local; 0 while nobody has set the clock (before
	 * 2020). */
	int64_t (*local_s)(void *self);
};

struct clock {
	const struct clock_ops *ops;
	void *self;
};

static inline uint64_t clock_now_ms(struct clock c)
{
	return c.ops->now_ms(c.self);
}

static inline int64_t clock_local_s(struct clock c)
{
	return c.ops->local_s(c.self);
}

#endif
