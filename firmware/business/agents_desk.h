/* Who has taken which handover: the office's side of the agents port, as plain data. No sockets here; each agent has a
 * buffer of lines to be sent, one JSON map a line.
 *
 * agent: {"do": "name", "name"} {"do": "list"} {"do": "take", "request"} {"do": "refuse", "request"}
 *        {"do": "say", "words"} {"do": "close", "words"}; a take without a request is the oldest that is open
 * desk:  {"event": "card", "request", "code", "team", "state", "agent", "phone", "summary", "note", "since_ms"}
 *        {"event": "said", "request", "words"}  {"event": "gone", "request", "note"}
 *        {"event": "ok", "do", "request"} or {"event": "no", "do", "text"}: exactly one for each line of an agent */
#ifndef FOYER_AGENTS_DESK_H
#define FOYER_AGENTS_DESK_H

#include "port/agents.h"
#include "runner/inbox.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	AGENTS_MAX = 8,
	HANDOVERS_MAX = 128,
	DESK_LINE_BYTES_MAX = 32 << 10, /* a card with every byte of it escaped */
	SEAT_OUT_BYTES_MAX = 4 * DESK_LINE_BYTES_MAX,
	NOTE_BYTES_MAX = 96,
};

struct seat { /* of an agent */
	bool used;
	bool broken;     /* does not read what it is sent: to be dropped */
	int16_t taken;   /* place; -1: none */
	int16_t listing; /* place to be listed next; -1: no list is under way */
	char name[NAME_BYTES_MAX];
	size_t out_bytes;
	char out[SEAT_OUT_BYTES_MAX];
};

struct desk_place { /* of a handover */
	bool used;
	bool owes_refusal; /* the device has not been told yet that its agent is gone */
	int16_t seat;      /* who has taken it; -1: nobody */
	uint32_t refused;  /* bit of each seat that does not want it */
	uint64_t order;    /* of coming */
	char note[NOTE_BYTES_MAX];
	char agent[NAME_BYTES_MAX]; /* who had it last */
	struct agent_card card;
};

struct desk {
	struct inbox *inbox;
	uint64_t order_next;
	struct seat seats[AGENTS_MAX];
	struct desk_place places[HANDOVERS_MAX];
	char line[DESK_LINE_BYTES_MAX];
};

/* --- the device's side --- */

/* Begins or changes a handover. ERR_NO_SPACE: HANDOVERS_MAX are open; ERR_ABSENT: taken in, but no agent is there. */
MUST_USE enum err desk_put(struct desk *desk, const struct agent_card *card);
/* ERR_ABSENT: nobody has taken it. */
MUST_USE enum err desk_tell(struct desk *desk, uint64_t request, const char *words);
void desk_withdraw(struct desk *desk, uint64_t request);

/* --- the agents' side --- */

/* A free seat; -1: none. */
int desk_sit(struct desk *desk);
/* The agent is gone; what was taken is open again. */
void desk_leave(struct desk *desk, int seat);
/* One line without its end. */
void desk_hear(struct desk *desk, int seat, const char *line, size_t bytes);
/* Goes on with lists as far as there is room, and with what the device is still to be told. True: something is left,
 * come again soon. */
bool desk_go_on(struct desk *desk);
/* The first `bytes` of the seat's lines were sent. */
void desk_sent(struct desk *desk, int seat, size_t bytes);

#endif
