/* What the exchange and the stick share. Nothing outside sync/exchange*.c includes this. */
#ifndef FOYER_SYNC_EXCHANGE_PARTS_H
#define FOYER_SYNC_EXCHANGE_PARTS_H

#include "sync/exchange.h"

struct asked {
	struct parcel_up up;
	struct batch batch;
	struct event_source source;
	struct outbox_lane_state rows;
};

/* The question of that turn at the lane's mark, with its batch. */
MUST_USE enum err exchange_prepare(struct exchange *x, const struct sender_turn *turn, struct asked *asked);
/* An answer that is known to be ours: judged, and followed. */
void exchange_follow(
	struct exchange *x, const struct asked *asked, const struct parcel_down *down, const struct link_reply *reply);

#endif
