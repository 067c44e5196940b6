#include "adapter/clock_linux.h"

#include <stddef.h>
#include <time.h>

/* 2020-01-01 00:00 UTC: a clock before that was never set. */
static const int64_t set_since_s = 1577836800;

static uint64_t linux_now_ms(void *self)
{
	struct timespec now;

	(void)self;
	clock_gettime(CLOCK_BOOTTIME, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static int64_t linux_local_s(void *self)
{
	struct tm local;
	time_t now = time(NULL);

	(void)self;
	if (now < set_since_s || !localtime_r(&now, &local))
		return 0;
	return (int64_t)now + local.tm_gmtoff;
}

struct clock clock_linux(void)
{
	static const struct clock_ops ops = {.now_ms = linux_now_ms, .local_s = linux_local_s};

	return (struct clock){&ops, NULL};
}
