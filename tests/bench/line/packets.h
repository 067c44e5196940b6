/* What the machine takes for the packets of so many calls, whoever sends them: a socket for each call sends one frame
 * every 20 ms and reads what came, and nothing is done with it. No program that speaks to each caller from a port of
 * its own can be below that by much. */
#ifndef FOYER_PACKETS_H
#define FOYER_PACKETS_H

#include <stdbool.h>
#include <stdint.h>

/* Percent of one processor for one of so many calls, to and from that port on loopback; below 0: it could not be
 * measured. */
double packets_load_pct(uint16_t to_port, unsigned calls, unsigned seconds);

#endif
