/* People at telephones: the agents port for callers on the line, beside the console (`foyer agent`). The caller stays
 * with foyer and goes on; meanwhile a person of the team is rung, hears in a few sentences who it is about, and takes
 * it with 1 or leaves it with 2. Whoever is busy, silent or says no is followed by the next one; when nobody is left
 * the core is told (AGENT_NOBODY), and offers a callback. Who is given away blindly is told to go there (REFER). What
 * was promised is dialled when its time has come (promises.c). */
#ifndef FOYER_OPERATORS_H
#define FOYER_OPERATORS_H

#include "line/calls.h"
#include "line/dial_rules.h"
#include "line/operator_place.h"
#include "port/agents.h"

enum {
	OPERATOR_RINGS_MS = 20000, /* then it is silent there */
	OPERATOR_THINKS_MS = 5000, /* behind the question, before it is asked again */
	OPERATOR_HEARS_MS = 30000, /* at most, before it is asked again though nobody reports that it was heard */
	OPERATOR_ASKED_MAX = 2,    /* times */
	OPERATOR_MOVES_MS = 40000, /* for the other place to say whether it has the caller */
	OPERATOR_TOLD_MS = 8000,   /* many busy telephones are told of once */
	OPERATOR_TALKED_MS = 5000, /* whoever hangs up sooner has not served anybody */
	OPERATOR_LAST_MS = 8000,   /* for last words */
	OPERATOR_ERRANDS_MAX = 64, /* handovers that are under way at once */

	PROMISES_MAX = 128,
	PROMISE_LOOK_MS = 1000,
	PROMISE_RINGS_MS = 30000,
	PROMISE_FIRST_MS = 300000, /* behind the promise: those who were busy are free again */
	PROMISE_AGAIN_MS = 900000, /* behind the first call in vain; twice as long behind each further one */
	PROMISE_TRIES_MAX = 4
};

struct operators;

struct operators_options {
	struct line line;        /* lent */
	struct prompts *prompts; /* lent */
	struct clock clock;
	bool numbers;          /* can be dialled: there is an account; otherwise nobody is rung who has only a number */
	struct agents console; /* closed with operators' own port; ops NULL: there is none */
	struct dial_rules rules; /* for numbers that callers keyed */
	const struct operator_place *places;
	unsigned places_count; /* <= OPERATOR_PLACES_MAX; the first is rung first */
};

MUST_USE enum err operators_open(struct operators **out, const struct operators_options *options);
/* Its close() frees the operators. */
struct agents operators_agents(struct operators *operators);
struct calls_beside operators_beside(struct operators *operators);
/* Behind calls_open(), before anything happens. */
void operators_serve(struct operators *operators, struct calls *calls);

#endif
