/* Actions in the business's systems. Answers come through the inbox as EVENT_ACTION_DONE or EVENT_CUSTOMER_KNOWN with
 * the same session and request. Implementations: adapter/action_program.c, business/action_http.c,
 * adapter/action_training.c, tests/sim. */
#ifndef FOYER_PORT_ACTIONS_H
#define FOYER_PORT_ACTIONS_H

#include "base/err.h"
#include "content/content.h"
#include "content/say.h"

#include <stdbool.h>

struct action_call {
	const struct content *content; /* lent for the call */
	uint16_t action;
	uint32_t session;
	uint64_t request; /* with the device's name the key that makes a repeat harmless */
	bool ask;         /* do nothing: what became of this request? */
	bool known;       /* the answer is a fact about the customer: EVENT_CUSTOMER_KNOWN */
	uint8_t level;    /* known: the level that a good answer proves */
	uint8_t language;
	const struct values *inputs; /* lent for the call */
};

struct actions_ops {
	/* Starts it and returns; the answer, at the latest OUTCOME_UNKNOWN after the action's wait_s, is an event. An
	 * error: it was not started. */
	enum err (*start)(void *self, const struct action_call *call);
	void (*close)(void *self);
};

struct actions {
	const struct actions_ops *ops;
	void *self;
};

#endif
