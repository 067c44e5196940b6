/* A branch full of customers at the real program, for the tests that take its power away: they block cards, book, ask
 * for people, leave, come back with a code, and an agent answers now and then. What foyer said it would do is written
 * down as the words come out; after each death it is looked for in the store and in the business's ledger.
 *
 * One data folder lives through everything. Nothing here waits for a time: it reads what is printed until the moment
 * of the death, which its caller draws. A finding ends the test with the seed. */
#ifndef FOYER_TEST_LOAD_H
#define FOYER_TEST_LOAD_H

#include "base/rng.h"
#include "limits.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
	LOAD_LINE_BYTES_MAX = 48 << 10,
	LOAD_PATH_BYTES_MAX = 300,
	LOAD_PHONE_BYTES_MAX = 24,
	LOAD_AWAY_MAX = 3,
	LOAD_SEEN_MAX = 256,
	LOAD_PROMISES_MAX = 16384,
	LOAD_DONE_MAX = 16384,
	LOAD_REFERENCE_BYTES_MAX = 24,
	LOAD_STARTS_MAX = 32768,
	LOAD_NOTES_MAX = 48,
	LOAD_NOTE_BYTES_MAX = 200,
};

enum load_wish { WISH_BLOCK, WISH_BOOK, WISH_PERSON, WISH_CALL, WISH_COMPLAINT, WISH_QUESTION, WISHES_COUNT };

struct load_customer {
	uint8_t wish;    /* enum load_wish */
	bool asked;      /* for what is wished */
	bool settled;    /* nothing is wished any more */
	bool leaving;    /* whether foyer noticed is not certain */
	bool took_leave; /* in words: nobody comes back to that */
	bool hung_up;
	bool returning;    /* has given the code, and nothing has come of it yet */
	bool may_give_way; /* places were short: foyer may have given this one's away, as it says it does */
	bool in_form;      /* enough was given that the code is worth something */
	bool confirming;   /* said yes to an action, and no answer was seen yet */
	unsigned before;   /* what the ledger had done until then */
	unsigned turns;
	char code[CODE_DIGITS + 1]; /* "": none was told */
	char phone[LOAD_PHONE_BYTES_MAX];
};

/* A ticket of a person, a call back or a message. */
struct load_promise {
	uint64_t request; /* 0: only the code is known so far */
	bool firm;        /* a call back or a message: nothing the customer does takes it away */
	char code[CODE_DIGITS + 1];
};

struct load_card { /* as the agent has seen it */
	uint64_t request;
	char code[CODE_DIGITS + 1];
};

struct load_done { /* a line of the ledger */
	uint64_t request;
	char verb[LOAD_REFERENCE_BYTES_MAX];
	char reference[LOAD_REFERENCE_BYTES_MAX];
};

/* From the start after a death to the first question. What of it is the program's own (its processor time, how large
 * its store is) stands beside what the machine has to do with it: its load, and what one flush of its disk takes. */
struct load_start {
	uint32_t ready_us;
	uint32_t cpu_us;   /* of all its threads */
	uint32_t flush_us; /* while no foyer was there */
	float load_average;
};

/* The moment of a death. */
enum load_moment {
	MOMENT_START,  /* before the first question */
	MOMENT_ANY,    /* any time of a life */
	MOMENT_ANSWER, /* while an answer is understood, written, acted on and answered */
	MOMENT_LEAVE,  /* while the program ends: the log is moved into the file */
	MOMENTS_COUNT
};

struct load {
	struct rng rng;
	uint64_t seed;
	char data[LOAD_PATH_BYTES_MAX];
	char ledger[LOAD_PATH_BYTES_MAX];
	void (*cut)(void *self); /* instead of a kill; NULL: kill -9 */
	void *cut_self;
	/* In a child whose ends are 0 and 1: becomes the program somewhere else, whose files cannot be looked at while
	 * it runs, and which has nobody at the desk; NULL: foyer here. */
	void (*become)(void *self);
	void *become_self;
	uint32_t boot_us; /* of that place */
	unsigned slower;  /* so many times; 0: as fast as here */

	pid_t pid;
	int in;
	int out;
	int agent; /* -1: nobody is at the desk */
	size_t used;
	size_t agent_used;
	uint64_t started_us;
	double load_average; /* of the machine then */
	uint32_t flush_us;   /* one of a small file on the same disk took so long then */
	uint64_t death_us;   /* 0: not this way */
	unsigned answers_left;
	enum load_moment moment;
	bool first; /* no question was put yet in this run of the program */
	bool after_death;

	char screen[24]; /* the last that was shown, and what it asked */
	char slot[ID_BYTES_MAX + 1];
	char topic[ID_BYTES_MAX + 16];
	char key[4];
	char code[CODE_DIGITS + 1];
	bool asks;       /* a question stands, unanswered */
	bool taken;      /* the agent has this customer */
	bool settling;   /* customers are quiet, the agent works */
	int orders_left; /* of the agent, not answered yet */
	uint64_t take;   /* the request to be taken; 0: none was seen */

	struct load_customer now;
	struct load_customer away[LOAD_AWAY_MAX];
	unsigned away_count;
	bool crowded; /* foyer's places for those who are away are running short */
	unsigned customers;
	struct load_promise promises[LOAD_PROMISES_MAX];
	unsigned promises_count;
	struct load_card seen[LOAD_SEEN_MAX]; /* the last ones */
	unsigned seen_count;
	char told[LOAD_DONE_MAX][LOAD_REFERENCE_BYTES_MAX];
	unsigned told_count;
	unsigned told_seen; /* so many were looked for */
	struct load_done done[LOAD_DONE_MAX];
	unsigned done_count;
	long ledger_read;

	unsigned deaths[MOMENTS_COUNT];
	unsigned returned; /* with a code */
	struct load_start ready[LOAD_STARTS_MAX];
	unsigned ready_count;
	char notes[LOAD_NOTES_MAX][LOAD_NOTE_BYTES_MAX]; /* what was said last, on every side */
	unsigned notes_count;
	char line[LOAD_LINE_BYTES_MAX];
	char agent_line[LOAD_LINE_BYTES_MAX];
};

/* A site whose hours do not depend on today, applied to a new data folder. `folder` is there; `data` is in it, or
 * elsewhere. */
void load_open(struct load *load, uint64_t seed, const char *folder, const char *data);
/* Customers come until the death, which is drawn. Afterwards nobody holds the data folder. */
void load_live(struct load *load);
/* After a death: the database is whole, what was said is there, nothing was done twice. */
void load_check(struct load *load);
/* sqlite finds nothing wrong with the database of that data folder. */
void load_check_whole(const char *data);
/* No more deaths: who is there or away comes to an end, an agent answers everything that was promised, and each
 * conversation of the journal comes out the same when it is run again. */
void load_settle(struct load *load);
void load_print(struct load *load);
/* Nothing of it runs any more, wherever the test ended. */
void load_close(struct load *load);

#endif
