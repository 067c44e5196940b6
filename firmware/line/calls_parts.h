/* What the files of calls share; nothing else includes this but the simulator, which asks whose conversation it is. */
#ifndef FOYER_CALLS_PARTS_H
#define FOYER_CALLS_PARTS_H

#include "line/callers.h"
#include "line/calls.h"
#include "view/entry.h"

enum call_state {
	CALL_NONE,
	CALL_RINGS,  /* answer() was asked for */
	CALL_AGREES, /* it stands; whether it may be recorded is being asked */
	CALL_WAITS,  /* it stands; its conversation, or the next one, has not begun */
	CALL_TALKS,  /* with its conversation */
	CALL_CLOSES, /* the conversation is over, the last words are being heard */
	CALL_ENDS    /* end() was asked for */
};

struct call {
	uint8_t state; /* enum call_state */
	uint8_t codec;
	uint8_t language; /* LANGUAGES_MAX: to be asked */
	uint32_t call;
	uint32_t session; /* 0: none */
	uint64_t caller;  /* runner_caller(); 0: withheld */
	uint64_t answered_ms;
	uint64_t since_ms; /* in CALL_WAITS, CALL_CLOSES */
	bool short_greeting;
	bool over_time;  /* the longest call is over: no key counts any more */
	bool tells_keys; /* which keys are the same everywhere: behind the next question that takes them */
	bool tells_again;
	uint32_t keys_mark;         /* of play(): they are being told; 0: they are not */
	bool sorry;                 /* it ends because there was no place for it */
	bool wants_person;          /* asked for one while the last words were said */
	bool greeted;               /* the language it began with has been told; another one is the caller's choice */
	char code[CODE_DIGITS + 1]; /* of the conversation that is to go on; nothing is said before. "": none */
	bool recorded;
	bool with_person;  /* who hears each other; nothing is said and no key counts */
	uint32_t quiet_ms; /* the core's, of the last question */

	/* Whether the caller is understood. */
	uint8_t understood; /* prefers.heard of this call */
	uint8_t misheard;   /* times in a row */
	bool spoke;         /* what was given last was spoken */
	bool no_match;      /* and it was nothing that was asked for */
	bool keys_offered;  /* for the rest of the call */

	/* What is being said. Marks count up. */
	bool said;      /* anything at all */
	uint32_t mark;  /* last play() */
	uint32_t heard; /* up to here */
	uint32_t firm;  /* the last that a key does not stop */
	uint64_t speaking_ms;
	uint64_t told_ms; /* last EVENT_SAID */

	/* What is being asked. */
	bool answering;    /* something was given, and the question that follows is not there yet */
	uint64_t given_ms; /* when */
	bool can_skip;
	bool at_top;         /* of the menu: there is nowhere to go back to */
	bool takes_code;     /* a star and four digits are the code of an earlier conversation */
	bool is_code;        /* the star has come */
	bool is_score;       /* 0 to 10 */
	bool zero_is_answer; /* where 0 could be meant it is so with another 0 or a # behind it; alone it is a person */
	bool nine_is_choice;
	uint16_t slot;
	struct entry entry;    /* kind ENTRY_NONE: one key is an answer */
	uint64_t entry_ms;     /* first digit of it */
	uint64_t key_ms;       /* last one */
	uint64_t busy_ms;      /* last EVENT_BUSY */
	uint64_t full_ms;      /* it ended by itself; 0: it did not */
	uint64_t read_back_ms; /* what was keyed is being read back since then; 0: it is not */
	uint8_t keys_count;
	char keys[CALLS_KEYS_MAX];
};

struct calls {
	struct calls_options options;
	struct callers callers;
	struct callers withheld; /* all that tell no number, as one */
	struct runner *runner;   /* while calls_turn() runs */
	uint32_t beside_ms;      /* until those beside need a turn */
	bool refuses;
	FILE *spoken; /* NULL: not written */
	uint32_t calls_max;
	struct call list[]; /* calls_max */
};

static inline uint64_t calls_now_ms(const struct calls *calls)
{
	return clock_now_ms(calls->options.clock);
}

/* calls.c */
struct call *calls_of_session(struct calls *calls, uint32_t session); /* NULL: its call has ended */
/* The event, from this call's customer. It is wiped. */
void call_step(struct calls *calls, const struct call *call, struct event *event);

/* calls_beside.c */
/* Whoever talks with a person is not silent. */
void call_tell_person(struct calls *calls, struct call *call);
uint64_t call_person_due_ms(const struct call *call);
/* The code, when the first question is there. True: it was given, or still waits. */
bool call_gives_code(struct calls *calls, struct call *call);

/* calls_record.c */
void call_asks_to_record(struct calls *calls, struct call *call);
void call_record_keyed(struct calls *calls, struct call *call, char key);
/* Silence is no. */
void call_record_due(struct calls *calls, struct call *call);
uint64_t call_record_due_ms(const struct call *call);
/* What is asked for now may not be kept as sound, or may again. */
void call_record_masked(const struct calls *calls, const struct call *call, bool masked);

/* calls_say.c */
bool call_speaks(const struct call *call);
void call_say(struct calls *calls, struct call *call, const struct content *c, const struct saying *saying);
/* The keys that are the same everywhere, behind what was asked: once for each caller, and when it is asked for again.
 */
void call_tell_keys(struct calls *calls, struct call *call, const struct content *c, const struct effect *listen);
/* A prompt of the line's own, to its end. */
void call_say_prompt(struct calls *calls, struct call *call, enum prompt prompt);
/* Silence, but for what must be heard. */
void call_hush(struct calls *calls, struct call *call);
void call_played(struct calls *calls, struct call *call, uint32_t mark);
void call_tell_speaking(struct calls *calls, struct call *call);
uint64_t call_speaking_due_ms(const struct call *call); /* UINT64_MAX: it need not be told */

/* calls_keys.c */
void call_asks(struct calls *calls, struct call *call, const struct content *c, const struct effect *listen);
void call_key(struct calls *calls, struct call *call, char key);
/* What was typed ahead, and entries whose time is over. */
void call_keys_due(struct calls *calls, struct call *call);
/* When something of it is due next; UINT64_MAX: nothing is. */
uint64_t call_keys_due_ms(const struct call *call);
void call_keys_forget(struct call *call);
/* Something was given that the core answers with a question. */
void call_gave(const struct calls *calls, struct call *call);
/* Digits of an answer stand already. */
bool call_has_begun(const struct call *call);
/* Who types or speaks is not silent. */
void call_tell_busy(struct calls *calls, struct call *call);

/* calls_hear.c */
struct prefers call_prefers(const struct calls *calls, const struct content *c, struct call *call);
void call_listens(struct calls *calls, struct call *call, const struct content *c, const struct effect *listen);
/* It was said that what was spoken is no answer. */
bool call_is_no_match(const struct call *call, const struct content *c, const struct saying *saying);
void call_forget_speech(const struct calls *calls, const struct call *call); /* a key came */
void call_deaf(const struct calls *calls, const struct call *call);
void call_leaves(const struct calls *calls, const struct call *call); /* its ear */
/* What was put into words since. */
void calls_hear(struct calls *calls);
/* Somebody is speaking; somebody was not understood. */
void call_hear_due(struct calls *calls, struct call *call);

#endif
