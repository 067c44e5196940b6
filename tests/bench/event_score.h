/* A telephone that sends keys as RFC 4733 events over a network that loses, doubles and reorders. */
#ifndef FOYER_EVENT_SCORE_H
#define FOYER_EVENT_SCORE_H

#include "base/rng.h"

#include <stdbool.h>
#include <stdint.h>

struct event_network {
	unsigned loss_permille;
	unsigned double_permille;
	unsigned jitter_ms; /* each packet is late by up to so much, on its own */
	bool with_tones;    /* each key is heard as sound as well, up to 150 ms later */
};

struct event_tally {
	unsigned keys;
	unsigned arrived; /* with a packet before any of a later key, or as sound */
	unsigned once;    /* of these, reported exactly once */
	unsigned late;    /* nothing of it came before a packet of a later one: it must not be reported */
	unsigned strange; /* reported twice, out of order, or without a packet */
};

/* Keys in one call, whose timestamps wrap around on the way. */
void event_try(struct rng *rng, const struct event_network *network, unsigned keys, struct event_tally *tally);

#endif
