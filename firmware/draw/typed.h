/* Characters that were typed at once (a paste, an input method) and are taken one by one. */
#ifndef FOYER_TYPED_H
#define FOYER_TYPED_H

#include <stdbool.h>
#include <stdint.h>

enum { TYPED_MAX = 32 };

struct typed {
	uint32_t keys[TYPED_MAX]; /* code points */
	unsigned count;
};

/* UTF-8; what does not fit is left out. */
void typed_put(struct typed *typed, const char *text);
/* False: none waits. */
bool typed_take(struct typed *typed, uint32_t *key);

#endif
