/* The machine's own clock. */
#ifndef FOYER_ADAPTER_CLOCK_LINUX_H
#define FOYER_ADAPTER_CLOCK_LINUX_H

#include "port/clock.h"

/* Wall clock in the zone that TZ or the machine names. */
struct clock clock_linux(void);

#endif
