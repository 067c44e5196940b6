/* What the core understood of one event: enough to decide, nothing personal. The journal keeps it beside the event's
 * skeleton, so that a conversation can be replayed to the same states after its words were destroyed. */
#ifndef FOYER_MEANING_H
#define FOYER_MEANING_H

#include "limits.h"

#include <stdbool.h>
#include <stdint.h>

enum meaning_kind {
	MEANING_NONE,    /* nothing said (or nothing to understand in this event) */
	MEANING_UNKNOWN, /* words that fit nothing here */
	MEANING_CHOICE,  /* index: of the choices on offer */
	MEANING_TOPIC,   /* sure: topics[0] */
	MEANING_TOPICS,  /* unsure: which of topics[0..count-1]? */
	MEANING_YES,
	MEANING_NO,
	MEANING_SLOT,     /* slot filled; value in the words */
	MEANING_NOT_SLOT, /* an answer that does not fit the slot */
	MEANING_SCORE,    /* index 0..10 */
	MEANING_FREE,     /* free words were given */
	MEANING_PERSON,
	MEANING_HELP,
	MEANING_BACK,
	MEANING_START_OVER,
	MEANING_GOODBYE,
	MEANING_REPEAT,
	MEANING_SKIP,
	MEANING_MORE_TIME,
	MEANING_CHANGE,
	MEANING_CALL_ME,
	MEANING_MESSAGE,
	MEANING_FINISH,
	MEANING_UNDO,
	MEANING_LANGUAGE, /* index */
	MEANING_CODE,     /* a resume code that fits session `index32`; 0: none fits */
	MEANING_ITEM,     /* the menu item `index32`, by the key `index`, which is offered no more but leads there */
	MEANING_KIND_COUNT
};

enum { MEANING_TOPICS_MAX = 4 };

struct meaning {
	uint8_t kind; /* enum meaning_kind */
	uint8_t index;
	uint8_t confidence_pct;
	uint8_t topics_count;
	uint16_t topics[MEANING_TOPICS_MAX];
	uint8_t topics_pct[MEANING_TOPICS_MAX];
	uint32_t index32;
	/* Personal, never part of the skeleton: */
	char value[FREE_TEXT_BYTES_MAX]; /* the slot's value in its canonical form, or the free words */
};

const char *meaning_kind_name(enum meaning_kind kind);

#endif
