/* Who has called lately: a bounded table that knows callers by what stands for their number, never by the number. What
 * is to outlive the program is given to a memory. */
#ifndef FOYER_CALLERS_H
#define FOYER_CALLERS_H

#include "base/check.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

enum { CALLER_LANGUAGE_BYTES = 8 };

struct caller {
	uint64_t who;     /* runner_caller(); 0: a free place */
	uint64_t seen_ms; /* last call */
	uint64_t window_ms;
	uint16_t calls;                       /* since the window began */
	bool known;                           /* has heard the greeting and answered: a short one does */
	bool knows_keys;                      /* was told to the end which keys are the same everywhere */
	bool changed;                         /* not yet given to the memory */
	char language[CALLER_LANGUAGE_BYTES]; /* that was chosen: its two letters; "": none yet */
};

struct callers {
	struct caller *list;
	uint32_t count;
	uint32_t window_s;
	uint16_t calls_max; /* of one caller in window_s */
};

MUST_USE enum err callers_open(struct callers *callers, uint32_t count);
void callers_close(struct callers *callers);
/* NULL: not known (any more). */
struct caller *callers_find(const struct callers *callers, uint64_t who);
/* One more call: of a new caller, who takes the place of the one not seen for longest. 0: it is welcome; otherwise the
 * seconds after which it is. */
uint32_t callers_call(struct callers *callers, uint64_t who, uint64_t now_ms);

/* Outlives the program; without functions nothing does. */
struct caller_memory {
	bool (*recall)(void *self, uint64_t who, struct caller *out); /* known, knows_keys, language; false: nobody */
	void (*keep)(void *self, const struct caller *caller);
	void *self;
};

enum { NUMBER_BYTES_MAX = 64 };

/* Without what people and networks write between the digits: "sip:", the host, spaces, brackets, dots and dashes. */
void number_plain(const char *number, char out[NUMBER_BYTES_MAX]);
/* Numbers end with NULL; one that ends with '*' stands for all that begin so. NULL: an empty list. */
bool number_is_listed(const char *const *numbers, const char *number);

#endif
