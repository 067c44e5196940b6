#include "draw/typed.h"

#include "base/text.h"

#include <string.h>

void typed_put(struct typed *typed, const char *text)
{
	const char *end = text + strlen(text);
	uint32_t point;

	while (typed->count < TYPED_MAX && (point = text_next(&text, end)) != 0)
		typed->keys[typed->count++] = point;
}

bool typed_take(struct typed *typed, uint32_t *key)
{
	if (typed->count == 0)
		return false;
	*key = typed->keys[0];
	typed->count--;
	memmove(typed->keys, typed->keys + 1, typed->count * sizeof(typed->keys[0]));
	typed->keys[typed->count] = 0; /* nothing of what was typed stays behind */
	return true;
}
