/* What many callers say, and what reaches them: one socket for all, a thread that gives each call of the line a frame
 * of speech every 20 ms. */
#ifndef FOYER_CROWD_H
#define FOYER_CROWD_H

#include "line/prompt.h"

#include <stdint.h>

struct crowd;

/* Lends the speech (G.711 A-law), which is said over and over. NULL: no socket, no memory. */
struct crowd *crowd_open(const struct line_prompt *speech);
void crowd_close(struct crowd *crowd); /* NULL is fine */
/* Where the line sends its sound to. */
uint16_t crowd_port(const struct crowd *crowd);
enum { CROWD_KEY_ANY = -1, CROWD_KEY_REPEAT = 9 };

/* Each call presses that key (RFC 4733) by chance, one about every so many seconds; 0: none does. */
void crowd_presses(struct crowd *crowd, unsigned every_s, int key);
/* Calls whose sound came within the last second. */
unsigned crowd_count(struct crowd *crowd);
/* Frames that came so far. */
uint64_t crowd_heard(struct crowd *crowd);

#endif
