/* Whose sound belongs to a call. */
#include "line/latch.h"

#include <string.h>

static bool is_same(const struct latch_address *a, const struct latch_address *b)
{
	return a->port == b->port && memcmp(a->ip, b->ip, sizeof(a->ip)) == 0;
}

void latch_begin(struct latch *latch, const struct latch_address *signalled)
{
	*latch = (struct latch){.signalled = *signalled};
}

bool latch_hears(struct latch *latch, const struct latch_address *source)
{
	if (latch->chosen)
		return is_same(source, &latch->source);
	if (!is_same(source, &latch->source))
		latch->steady = 0;
	latch->source = *source;
	latch->steady++;
	latch->chosen = is_same(source, &latch->signalled) || latch->steady >= LATCH_STEADY_PACKETS;
	return latch->chosen;
}

const struct latch_address *latch_to(const struct latch *latch)
{
	return latch->chosen ? &latch->source : &latch->signalled;
}
