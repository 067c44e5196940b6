/* The telephone line in the simulator: firmware/line's calls, callers, prompts, player and digits over a network that
 * is not there. What the files of it share; the rest of the simulator sees sim.h. */
#ifndef FOYER_SIM_LINE_H
#define FOYER_SIM_LINE_H

#include "sim.h"

#include "line/callers.h"
#include "line/calls.h"
#include "line/digits.h"
#include "line/operators.h"
#include "line/player.h"

#include <limits.h>

enum { PRESSES_MAX = 96, TOLD_MAX = 256, LINE_EVENTS_MAX = 512, ACCEPTED_MAX = 64, RUNG_MAX = 48 };

enum phone_state {
	PHONE_IDLE,
	PHONE_RINGS,
	PHONE_TAKEN, /* answer() was called */
	PHONE_STANDS,
	PHONE_OVER /* LINE_ENDED is on its way */
};

struct press {
	char key;
	uint64_t at_ms;
};

/* A key that calls were told of and that no conversation has got yet. */
struct told {
	char key;
	bool ahead;    /* before the question that it answers was there */
	bool may_drop; /* by one of the rules in line/calls.h */
	bool dead;     /* the rules want it dropped */
	uint64_t at_ms;
};

struct phone {         /* of one caller, at one place */
	uint8_t state; /* enum phone_state */
	struct stand *place;
	uint32_t call;
	uint32_t session; /* of this call; 0: none (any more) */
	bool had_session;
	bool keys_only;                /* does not speak to machines, or this one does not hear */
	bool was_taken;                /* calls count it as theirs */
	bool told_end;                 /* EVENT_HUNG_UP came for it */
	bool no_keys;                  /* one-way: what is keyed does not arrive */
	bool no_played;                /* the other way: nothing is ever reported as heard */
	char number[NUMBER_BYTES_MAX]; /* as it rang; plain: see number_plain() */
	uint64_t answers_ms;           /* LINE_ANSWERED comes; 0: not yet known */
	uint64_t gone_ms;              /* hangs up, or is dropped; 0: not by itself */
	uint64_t ended_ms;             /* LINE_ENDED comes */
	uint32_t joined;               /* with that call; 0: with none */
	uint64_t back_ms;              /* their person is gone since then, and nothing was said; 0: not so */
	uint64_t closed_ms;            /* its conversation was over then, and no other follows; 0: not so */

	/* what is heard */
	struct player player;
	uint64_t sounds_until_ms;
	bool reports;
	uint32_t report_mark;
	uint64_t report_ms;

	/* what is keyed */
	struct digits digits;
	uint32_t timestamp;
	bool has_late;
	struct digits_packet late; /* of the key before */
	uint8_t presses_count;
	struct press presses[PRESSES_MAX];
	uint64_t free_ms[CHAR_MAX + 1];    /* the same key is another press from then on */
	uint64_t pressed_ms[CHAR_MAX + 1]; /* when it was pressed last; 0: never */
	uint16_t told_count;
	struct told told[TOLD_MAX];
	bool pending; /* something was given to the conversation, and its next question is not there */
	uint64_t given_ms;
	uint64_t read_back_ms; /* what was keyed, last */
	struct effect listen;  /* the last one */
};

struct telephones; /* sim_operators.c: people and customers who are rung */

struct sim_exchange {
	struct sim *sim;
	struct rng dice;
	unsigned lines; /* places with a telephone */
	bool hears;
	struct calls_options options;
	const char *blocked[3];
	struct calls *calls;
	struct telephones *outside; /* NULL: nobody is at a telephone */
	struct prompts *prompts;
	uint64_t work_ms; /* the voice has time again */
	uint32_t last_call;
	bool in_turn;          /* of calls_turn() */
	struct phone *says_to; /* calls are saying something just now */
	uint32_t says_session;
	char spoken[512]; /* with somebody's own words, asked for outside of a conversation; "": nothing since */
	bool spoke_own;   /* the voice has somebody's own words in it */
	struct phone phones[LINES_MAX];
	struct line_event events[LINE_EVENTS_MAX];
	unsigned first;
	unsigned last;
	struct { /* since the machine came up */
		char number[NUMBER_BYTES_MAX];
		uint64_t at_ms;
	} accepted[ACCEPTED_MAX];
	unsigned accepted_count;
};

uint32_t line_between(struct sim_exchange *x, uint32_t from, uint32_t to);
bool line_chance(struct sim_exchange *x, uint32_t permille);
/* The fault exists in this life, and strikes here; it is counted. */
bool line_strikes(struct sim_exchange *x, enum fault fault);
void line_put(struct sim_exchange *x, const struct line_event *event);
struct phone *phone_of_call(struct sim_exchange *x, uint32_t call);
struct phone *phone_of_session(struct sim_exchange *x, uint32_t session);

/* sim_line_port.c: the port, and the surface (line_surface). */
struct line line_port(struct sim_exchange *x);
uint32_t line_standing(const struct sim_exchange *x); /* calls that were taken and have not ended */

/* sim_phone.c: a telephone. */
void phone_due(struct sim_exchange *x, struct phone *phone);           /* what its time has come for becomes events */
uint64_t phone_due_ms(const struct phone *phone, uint64_t now_ms);     /* 0: never */
void phone_key(struct sim_exchange *x, struct phone *phone, char key); /* one that is of no conversation */
void phone_press(struct sim_exchange *x, struct phone *phone, const char *list);
bool phone_plays_firm(const struct phone *phone);
void phone_stop(struct phone *phone);

/* A telephone that the device rings: a person's, or a customer's who is called back. */
struct rung {
	struct phone phone; /* PHONE_TAKEN: it rings */
	bool is_agent;
	bool is_answer;  /* it would be told to whoever presses 1 */
	bool goes_badly; /* whoever hangs up vanishes, as the network sees it */
	uint64_t rang_ms;
	uint64_t acts_ms; /* presses the next key, or hangs up; 0: neither */
	char keys[8];     /* still to be pressed; "": hangs up */
	char spoken[512]; /* what was said of a customer; "": nothing */
};

struct moving { /* a transfer */
	uint32_t call;
	uint64_t at_ms; /* LINE_MOVED or LINE_STAYED comes; 0: none is under way, or nothing is ever heard of it */
	bool stays;
};

struct taken_by_phone { /* a handover that somebody took at a telephone */
	uint64_t request;
	uint64_t since_ms;
	uint64_t over_ms; /* the talk was; 0: not yet */
};

enum { MOVING_MAX = 16, TAKEN_MAX = 64, DIALS_MAX = 512 };

struct telephones {
	struct rng dice;
	struct operators_options options;
	struct operator_place places[OPERATOR_PLACES_MAX];
	struct operators *operators; /* the device's; gone with it */
	struct rung list[RUNG_MAX];
	struct moving moving[MOVING_MAX];
	struct taken_by_phone taken[TAKEN_MAX];
	unsigned taken_at;
	struct { /* numbers, since the machine came up */
		char number[NUMBER_BYTES_MAX];
		uint64_t at_ms;
	} dials[DIALS_MAX];
	unsigned dials_count;
	struct { /* over all of this life */
		uint64_t request;
		uint8_t state; /* enum handover_state */
		uint16_t times;
		uint64_t deaths;
	} tries[DIALS_MAX];
	unsigned tries_count;
};

/* sim_operators.c: people at telephones, and customers who are called back. */
void outside_draw(struct sim_exchange *x);
void outside_end(struct sim_exchange *x);
void outside_on(struct sim_exchange *x); /* before calls_open() */
void outside_serve(struct sim_exchange *x);
void outside_off(struct sim_exchange *x);
bool outside_agents(const struct sim_exchange *x, struct agents *out); /* false: none; those of the table alone */
struct phone *outside_phone(struct sim_exchange *x, uint32_t call);
unsigned outside_plays(const struct sim_exchange *x, const struct line_prompt *prompt);
void outside_due(struct sim_exchange *x);
uint64_t outside_next_ms(const struct sim_exchange *x);
enum err outside_dial(struct sim_exchange *x, const char *place, uint32_t *call);
enum err outside_transfer(struct sim_exchange *x, uint32_t call, const char *place);
enum err outside_join(struct sim_exchange *x, uint32_t one, uint32_t other);
void outside_part(struct sim_exchange *x, uint32_t call);
void outside_hears(struct sim_exchange *x, struct phone *phone);      /* something is played to it */
void outside_ended(struct sim_exchange *x, struct phone *phone);      /* LINE_ENDED is taken */
void outside_said(struct sim_exchange *x, const struct event *event); /* operators to the core */
void outside_follow(struct sim_exchange *x);
void outside_leapt(struct sim_exchange *x);
void outside_check_over(struct sim_exchange *x);

/* sim_operators_check.c: what must hold of them. */
uint8_t rung_check_dialled(struct sim_exchange *x, const char *number);
/* enum handover_state of what it is about */
void rung_check_hours(struct sim_exchange *x);
void rung_check_told(struct sim_exchange *x, const struct rung *rung);
void rung_check_joined(struct sim_exchange *x, const struct phone *customer, const struct phone *agent);
void rung_check_held(struct sim_exchange *x, const struct rung *rung); /* somebody on the device still knows it */
void rung_check_said(struct sim_exchange *x, const struct event *event);
void rung_check_taken(struct sim_exchange *x);
void rung_left(struct sim_exchange *x, const struct rung *rung); /* a person, before the talk */

/* sim_keys.c: each key that was told reaches the conversation, once, in order, or falls under a rule. */
void keys_told(struct sim_exchange *x, struct phone *phone, char key);
void keys_given(struct sim_exchange *x, struct phone *phone, const struct event *event);
void keys_said(struct sim_exchange *x, struct phone *phone, const struct content *c, const struct saying *saying);
void keys_asked(struct sim_exchange *x, struct phone *phone, const struct effect *listen);
void keys_forget(struct phone *phone); /* its conversation is over, or wiped */
void keys_check(struct sim_exchange *x, const struct phone *phone);

/* sim_prompts.c: a voice without sound, and who holds which sentence. */
struct voice prompts_voice(struct sim_exchange *x);
void prompts_check(struct sim_exchange *x);
void prompts_check_none(struct sim_exchange *x);

#endif
