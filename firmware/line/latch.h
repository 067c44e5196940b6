/* Whose sound belongs to a call: the address that was signalled, or, behind an address translation, the first source
 * that stays the same. Chosen once; a stranger is not heard. Pure. */
#ifndef FOYER_LATCH_H
#define FOYER_LATCH_H

#include <stdbool.h>
#include <stdint.h>

enum { LATCH_STEADY_PACKETS = 5 };

struct latch_address {
	uint8_t ip[16]; /* IPv4 as ::ffff:a.b.c.d */
	uint16_t port;
};

struct latch {
	struct latch_address signalled;
	struct latch_address source; /* that was chosen, or may be */
	uint8_t steady;              /* packets in a row from `source` */
	bool chosen;
};

/* At the beginning, and whenever another address is signalled. */
void latch_begin(struct latch *latch, const struct latch_address *signalled);
/* A packet came from there. False: it is not to be heard (yet). */
bool latch_hears(struct latch *latch, const struct latch_address *source);
/* Where to send to. */
const struct latch_address *latch_to(const struct latch *latch);

#endif
