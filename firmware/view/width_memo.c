#include "view/width_memo.h"

#include <stdlib.h>

enum { PLACES = 1 << 16 };

struct memo_place {
	uint64_t key; /* of text, height and weight; 0: free */
	int width;
};

struct width_memo {
	const struct view_measure *of;
	struct memo_place places[PLACES];
};

/* FNV-1a with a last stir, so that the low bits may choose the place. Never 0. */
static uint64_t key_of(const char *text, int height_px, bool bold)
{
	uint64_t key = 0xcbf29ce484222325u ^ ((uint64_t)height_px << 1 | bold);

	for (; *text; text++)
		key = (key ^ (uint8_t)*text) * 0x100000001b3u;
	key ^= key >> 32;
	return key ? key : 1;
}

static int width(void *self, const char *text, int height_px, bool bold)
{
	struct width_memo *memo = self;
	uint64_t key = key_of(text, height_px, bold);
	struct memo_place *place = &memo->places[key % PLACES];

	if (place->key != key) {
		place->width = memo->of->text_width(memo->of->self, text, height_px, bold);
		place->key = key;
	}
	return place->width;
}

struct width_memo *width_memo_open(const struct view_measure *of)
{
	struct width_memo *memo = calloc(1, sizeof(*memo));

	if (memo)
		memo->of = of;
	return memo;
}

struct view_measure width_memo_measure(struct width_memo *memo)
{
	return (struct view_measure){width, memo};
}

void width_memo_close(struct width_memo *memo)
{
	free(memo);
}
