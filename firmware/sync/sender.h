/* What is sent when: which lane is next, when again, and what an answer means. Pure: time and answers are given,
 * nothing is done here. The rules are the table in README.md. */
#ifndef FOYER_SYNC_SENDER_H
#define FOYER_SYNC_SENDER_H

#include "base/err.h"
#include "store/outbox.h"
#include "sync/parcel.h"

enum {
	SENDER_BACKOFF_MS_FIRST = 1000, /* doubled each time, ... */
	SENDER_BACKOFF_MS_MAX = 300000, /* ... up to here; full jitter */
	SENDER_RETRY_S_MAX = 3600,      /* a hub may ask for more patience, but not for more than that */
	SENDER_ASK_MS = 45000, /* nothing waits: is there anything for us? An erasure is everywhere in a minute */
	SENDER_ASK_METERED_MS = 3600000,
	SENDER_TELEMETRY_METERED_MS = 86400000,
	SENDER_DAY_MS = 86400000,
	SENDER_BUDGET_BYTES = 2 << 20, /* a day, metered: then promises only */
	SENDER_WHY_BYTES_MAX = 200,
};

/* Why a lane waits, for a person. */
enum sender_why {
	SENDER_NOTHING,   /* nothing waits */
	SENDER_SENDING,   /* now */
	SENDER_COLLECTS,  /* some more come first: one request for many */
	SENDER_BEFORE,    /* another lane goes first */
	SENDER_NO_LINK,   /* there is no network */
	SENDER_BACKS_OFF, /* the last try failed */
	SENDER_ASKED,     /* the hub asked for patience */
	SENDER_METERED,   /* the link costs money: telemetry waits for another, or a day */
	SENDER_BUDGET,    /* the day's bytes are spent */
	SENDER_STUCK,     /* the hub does not take what this lane has; it is tried again now and then */
	SENDER_WHYS
};

struct sender_lane {
	struct outbox_lane_state rows;
	uint32_t events_max;
	uint8_t failures; /* in a row, of this lane alone */
	uint64_t not_before_ms;
};

struct sender_link {
	bool up;
	bool metered;
};

struct sender {
	struct sender_lane lanes[LANES];
	struct sender_link link;
	uint64_t not_before_ms; /* for all lanes */
	bool patience;          /* the hub asked for it */
	uint8_t failures;       /* in a row */
	uint64_t asked_ms;      /* last whole answer; 0: none yet */
	uint32_t asks;          /* while nothing waits the lanes take turns: an old hub has forgotten in each */
	bool more_down;         /* messages wait for us at the hub */
	bool now;               /* somebody asked: collect nothing, whatever it costs */
	uint64_t day_ms;        /* when the budget's day began */
	uint64_t day_bytes;
	uint64_t budget_bytes;
	uint64_t dice;
	char why[SENDER_WHY_BYTES_MAX]; /* the last error in words; "": the last try was good */
	uint64_t why_ms;
};

void sender_begin(struct sender *sender, uint64_t seed, uint64_t now_ms);
/* Before sender_next(): how the lanes and the link stand. */
void sender_rows(struct sender *sender, enum lane lane, const struct outbox_lane_state *rows);
/* A link that comes back is tried at once. */
void sender_link(struct sender *sender, const struct sender_link *link);
/* Somebody wants it now. */
void sender_hurry(struct sender *sender);

struct sender_turn {
	bool ask; /* false: wait_ms, or until something changes */
	uint8_t lane;
	uint32_t events_max; /* 0: only the question */
	bool down_none;
	uint32_t wait_ms;
};
struct sender_turn sender_next(struct sender *sender, uint64_t now_ms);

/* How the hub's chain at its mark compares with ours. */
enum sender_chain {
	SENDER_CHAIN_SAME,
	SENDER_CHAIN_OTHER, /* it has other rows than we: a copied or restored card */
	SENDER_CHAIN_GONE   /* the rows between are not here any more */
};

/* What became of a question. */
struct sender_answer {
	const struct parcel_up *up;
	const struct parcel_down *down; /* NULL: nothing came that our hub signed */
	enum sender_chain chain;        /* where down->has_acked */
	uint64_t bytes;                 /* both ways */
	uint32_t retry_after_s;         /* of a reply that nobody signed */
	const char *why;                /* down NULL: in words */
};

enum sender_act { SENDER_KEEP, SENDER_MARK /* to down->acked */, SENDER_RENEW, SENDER_SET_ASIDE /* seq */ };
struct sender_verdict {
	enum sender_act act;
	uint64_t seq;
};
struct sender_verdict sender_answered(struct sender *sender, uint64_t now_ms, const struct sender_answer *answer);
/* Something of our own failed for this lane (the disk): it is tried again later, the other lanes go on. */
void sender_lane_failed(struct sender *sender, enum lane lane, uint64_t now_ms, const char *why);
/* The hub's messages could not be applied: they are asked for again at the next question. */
void sender_down_failed(struct sender *sender, uint64_t now_ms, const char *why);

enum sender_why sender_why(const struct sender *sender, enum lane lane, uint64_t now_ms);
/* One phrase: "another lane goes first". */
const char *sender_why_words(enum sender_why why);
/* Milliseconds until that lane is tried; 0: now, or nothing waits. */
uint64_t sender_until_ms(const struct sender *sender, enum lane lane, uint64_t now_ms);

#endif
