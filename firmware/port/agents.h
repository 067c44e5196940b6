/* People who take over. Their answers come through the inbox as EVENT_AGENT_SAID with the handover's session and
 * request. Implementations: adapter/agents_local.c (`foyer agent` on this machine), tests/sim. */
#ifndef FOYER_PORT_AGENTS_H
#define FOYER_PORT_AGENTS_H

#include "base/err.h"
#include "limits.h"

#include <stdint.h>

enum { CARD_BYTES_MAX = 4096 };

/* What an agent sees first. Texts for people, in the device's first language. */
struct agent_card {
	uint64_t request;
	uint32_t session;
	uint64_t since_ms; /* device clock */
	char code[CODE_DIGITS + 1];
	char team[ID_BYTES_MAX + 1];
	char summary[CARD_BYTES_MAX]; /* lines: topic, facts, steps tried, last words, mood, level */
	char phone[VALUE_BYTES_MAX];  /* "" until it is a callback */
	uint8_t state;                /* enum handover_state of store.h */
	uint8_t tries;                /* calls to `phone` in vain */
};

struct agents_ops {
	/* Shows it to the team. ERR_ABSENT: nobody can be reached now; the card is kept by the store. After a restart
	 * each open one is offered again, in the state it has by then. */
	enum err (*offer)(void *self, const struct agent_card *card);
	enum err (*tell)(void *self, uint64_t request, const char *words);
	/* The customer is gone, or it became a callback (phone or message in the card). */
	enum err (*change)(void *self, const struct agent_card *card);
	void (*withdraw)(void *self, uint64_t request);
	void (*close)(void *self);
};

struct agents {
	const struct agents_ops *ops;
	void *self;
};

#endif
