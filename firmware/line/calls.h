/* Telephone calls as conversations: the surface of CHANNEL_LINE, one conversation a call, many at once. What is said
 * goes out as prompts, keys come in: one at a time, or gathered where digits are asked for. There # ends, * deletes and
 * on an empty entry goes back, 0 alone is a person. # leaves out what may be left out. A star and four digits at the
 * top of the menu are the code of an earlier conversation. */
#ifndef FOYER_CALLS_H
#define FOYER_CALLS_H

#include "line/callers.h"
#include "line/hearing.h"
#include "line/prompts.h"
#include "port/clock.h"
#include "port/line.h"
#include "port/surface.h"
#include "runner/runner.h"

#include <stdio.h>

enum {
	CALLS_MAX = 1024,
	CALLS_KEYS_MAX = 32, /* typed ahead; what comes beyond is dropped */

	/* Refusals, as SIP says them. */
	CALLS_BUSY = 486,
	CALLS_UNAVAILABLE = 503,
	CALLS_DECLINED = 603,
	CALLS_RETRY_S = 30, /* after which a call that found all places taken may be tried again */

	/* What is waited for. The silence before the first key is the core's (LISTEN's quiet_ms). */
	CALLS_KEYS_APART_MS = 4000,  /* between two digits of an entry; then it is given as it is */
	CALLS_SCORE_APART_MS = 2000, /* behind a 1 that may become a 10, behind a star that may begin a code */
	CALLS_ENTRY_MS_MAX = 60000,  /* for an entry as a whole */
	CALLS_HASH_LATE_MS = 3000,   /* a # behind an entry that was full already means nothing any more */
	CALLS_SURPLUS_MS = 1000,    /* nor does a digit so soon: who keyed one twice has one left, and it is no "yes" */
	CALLS_ANSWER_MS_MAX = 5000, /* keys wait so long for the question that follows an answer */
	CALLS_MISHEARD_MAX = 2,     /* times in a row that a caller was not understood; then keys are offered */
	CALLS_CLEAR_PCT_MIN = 25,   /* of what was heard; the core takes less for nothing (HEARD_MIN_PCT) */
	CALLS_BEGIN_MS_MAX = 3000,  /* for a place for the conversation of a call that was taken */
	CALLS_LAST_MS_MAX = 60000,  /* for the last words to be heard */
	CALLS_SAID_EVERY_MS = 2000, /* oftener than the core's shortest silence */
	CALLS_SPEAKING_MS_MAX = 180000,

	/* "May this call be recorded?" */
	CALLS_RECORD_AHEAD_MS =
		2000,              /* a key before that was typed ahead: nobody has heard yet what it would agree to */
	CALLS_RECORD_MS_MAX = 4000 /* behind the question; silence is no */
};

struct calls;

/* Who else has calls on the line (line/operators.h): hears of all that happens before the conversations do. */
struct calls_beside {
	void (*happened)(void *self, const struct line_event *event); /* NULL: nobody has */
	uint32_t (*turn)(void *self);                                 /* milliseconds until there is more to do */
	void *self;
};

struct calls_options {
	struct line line;        /* lent */
	struct prompts *prompts; /* lent */
	struct hearing *hearing; /* lent; NULL: callers press keys, or `prefers` knows better */
	struct clock clock;
	struct caller_memory memory;
	struct prefers prefers;  /* of who calls: how much time there is; without `hearing`, whether they may speak */
	uint16_t calls_max;      /* at once, <= CALLS_MAX */
	uint16_t callers_max;    /* that are remembered */
	uint16_t per_caller_max; /* calls of one number in window_s; those that tell none count as one caller's, with
				    WITHHELD_TIMES as many */
	uint32_t window_s;
	uint16_t per_caller_at_once_max; /* of one number; those that tell none are not told apart. 0: as many as can be
					  */
	uint32_t longest_s;         /* of a call; then a person is asked to go on with it. 0: as long as it takes */
	const char *const *blocked; /* numbers, NULL at the end; see line/callers.h */
	const char *const *allowed; /* the same; NULL: everybody */
	struct calls_beside beside;
	bool asks_to_record; /* each caller, at the beginning; otherwise nothing is recorded */
};

enum { CALLS_WITHHELD_TIMES = 4 };

MUST_USE enum err calls_open(struct calls **out, const struct calls_options *options);
void calls_close(struct calls *calls); /* NULL is fine; calls that stand are ended */
struct surface calls_surface(struct calls *calls);
/* Each sentence is written there, with the second of its call: for a test or a demonstration. Lent; NULL: none is. */
void calls_write_spoken(struct calls *calls, FILE *out);

/* What happened on the line, and what is due; before runner_turn(). */
void calls_turn(struct calls *calls, struct runner *runner);
/* Behind runner_turn(), which may have ended a conversation: milliseconds until there is more to do. */
uint32_t calls_wait_ms(const struct calls *calls);
/* How many there are just now, those that ring too. */
uint32_t calls_count(const struct calls *calls);
/* --- for who else has calls on the line; calls_beside.c --- */

/* The runner of the last calls_turn(). */
struct runner *calls_runner(const struct calls *calls);
/* The call in which that conversation is held; 0: none is. */
uint32_t calls_call(struct calls *calls, uint32_t session);
/* The network says that they call from it; `number` as of number_plain(). */
bool calls_is_from(struct calls *calls, uint32_t session, const char *number);
/* The caller talks with a person: nothing is said to them and no key counts until they are back or hang up. */
void calls_with_person(struct calls *calls, uint32_t session);
void calls_back(struct calls *calls, uint32_t session);
/* A sentence of the line's own, to its end. */
void calls_tell(struct calls *calls, uint32_t session, enum prompt prompt);
/* The caller is somewhere else now: the call ends here without another word. */
void calls_gone(struct calls *calls, uint32_t session);

/* A call that was dialled and answered becomes the conversation of that code, as if its customer had called. */
struct calls_taken {
	uint32_t call;
	uint32_t mark; /* the last that was played */
	uint8_t codec; /* enum codec */
	uint8_t language;
	char code[CODE_DIGITS + 1];
};
MUST_USE bool calls_take(struct calls *calls, const struct calls_taken *taken); /* false: there is no place */

/* Nobody new is taken from now on: before an orderly end of the program. */
void calls_refuse_all(struct calls *calls);

#endif
