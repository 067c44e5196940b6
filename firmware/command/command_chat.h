/* The conversation in the terminal, also for `run` where there is no display. */
#ifndef FOYER_COMMAND_CHAT_H
#define FOYER_COMMAND_CHAT_H

#include "device.h"

/* Until it is over; the exit code. language: two letters, or NULL. */
int chat_here(const struct device_options *device, const char *language, bool json);

#endif
