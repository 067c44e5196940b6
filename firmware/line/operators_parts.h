/* What the files of operators share; nothing else includes this. */
#ifndef FOYER_OPERATORS_PARTS_H
#define FOYER_OPERATORS_PARTS_H

#include "line/operators.h"

enum errand_state {
	ERRAND_NONE,
	ERRAND_WAITS,    /* everybody who could be rung is being rung for somebody else */
	ERRAND_RINGS,    /* a person's telephone rings */
	ERRAND_ASKS,     /* the person hears what it is about */
	ERRAND_MOVES,    /* the caller is being given away */
	ERRAND_DIALS,    /* the person has taken a promise; the customer's telephone rings */
	ERRAND_CONFIRMS, /* the customer is asked whether it is the right one */
	ERRAND_JOINED    /* the two talk */
};

/* One end of a call that is no conversation with the machine, or the caller of one. */
struct leg {
	uint32_t call; /* 0: none */
	uint8_t codec;
	uint8_t asked;     /* times */
	uint32_t mark;     /* last play() */
	uint32_t heard;    /* up to here */
	uint64_t since_ms; /* rung, heard, joined: the last thing that happened */
};

struct errand {
	uint8_t state;  /* enum errand_state */
	uint8_t at;     /* of the places: who is rung */
	bool promised;  /* the customer is not here and is dialled */
	bool answer;    /* it is there already, and is told without a person */
	bool taken;     /* the console does not show it any more */
	uint16_t tried; /* bit i: place i */
	uint8_t language;
	uint32_t session;
	uint64_t request;
	uint64_t told_ms; /* that the next one is rung; 0: not yet */
	struct leg agent;
	struct leg customer;
};

struct promise {
	uint64_t request; /* 0: free */
	uint64_t due_ms;
	uint8_t state; /* enum handover_state, when it was last looked at */
	bool own;      /* it was promised in a call from that number; not known any more after a restart */
};

struct operators {
	struct operators_options options;
	struct operator_place places[OPERATOR_PLACES_MAX];
	struct calls *calls;
	struct errand errands[OPERATOR_ERRANDS_MAX];
	struct promise promises[PROMISES_MAX];
	uint64_t looked_ms;
	struct dial_log dialled;
	struct leg farewells[OPERATOR_ERRANDS_MAX]; /* last words are being heard, then it ends */
};

static inline uint64_t operators_now_ms(const struct operators *o)
{
	return clock_now_ms(o->options.clock);
}

/* operators.c */
/* The one of that request; NULL: there is none. */
struct errand *errand_of(struct operators *o, uint64_t request);
struct errand *errand_take(struct operators *o, const struct agent_card *card); /* NULL: no place left */
void errand_free(struct operators *o, struct errand *errand); /* whoever is rung for it is let go of */
/* Rings the next one. False: nobody is left; the errand is over. */
bool errand_next(struct operators *o, struct errand *errand);
bool team_is_open(const struct operators *o, const char *team);
bool team_has_places(const struct operators *o, const char *team, bool blind_too);
/* An answer to the core, as if the person had given it at the console. */
void errand_says(struct operators *o, const struct errand *errand, enum agent_act act);
void errand_join(struct operators *o, struct errand *errand);
/* They were to talk and cannot: the person is let go, the customer hears it. */
void errand_breaks(struct operators *o, struct errand *errand);
/* Last words, then the call ends. */
void leg_leaves(struct operators *o, struct leg *leg, uint8_t language, enum prompt prompt);

/* As the console is to see it: with why it is not dialled, if it is not. */
enum err console_shows(struct operators *o, const struct agent_card *card, bool is_new);

/* promises.c */
/* May its number be dialled from here? */
enum dial_verdict promise_verdict(struct operators *o, const struct agent_card *card);
/* The card as it stands now: is it to be dialled, and when? */
void promise_look(struct operators *o, const struct agent_card *card);
void promises_due(struct operators *o);
/* A person has taken it, or none is needed: the customer's turn. */
void promise_dial(struct operators *o, struct errand *errand);
void promise_happened(struct operators *o, struct errand *errand, const struct line_event *event);
void promise_agent_left(struct operators *o, struct errand *errand);
void promise_due(struct operators *o, struct errand *errand);
/* It was in vain, and counts; the console shows it again. */
void promise_missed(struct operators *o, const struct errand *errand);

/* operators_say.c */
/* Who it is, what it is about, what was tried, how it went; then what is to be keyed. */
void agent_hears_summary(struct operators *o, struct errand *errand, const struct agent_card *card);
/* That the next telephone rings: whoever waits for a person, and does nothing else meanwhile. */
void caller_hears_next(struct operators *o, struct errand *errand);
void leg_hears(struct operators *o, struct leg *leg, uint8_t language, enum prompt prompt);
bool leg_listens(const struct leg *leg); /* something is being said to it */
/* It was asked, and has had its time to answer, `ms` after the last thing that happened. */
bool leg_is_silent(const struct leg *leg, uint64_t ms);
const char *team_name_of(const struct operators *o, const char *team);
/* The language that the card names; the first one if it names none. */
uint8_t card_language(const struct operators *o, const struct agent_card *card);

#endif
