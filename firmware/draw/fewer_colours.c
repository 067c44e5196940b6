#include "draw/fewer_colours.h"

#include <stdlib.h>

enum { KEPT_BITS = 5, BUCKETS = 1 << 3 * KEPT_BITS };

/* Colours that nobody can tell apart. */
struct bucket {
	uint32_t number; /* its place before they are sorted */
	uint32_t count;
	uint64_t sum[3]; /* red, green, blue of its pixels */
	uint32_t colour; /* that it gets */
};

static uint32_t number_of(uint32_t pixel)
{
	uint32_t number = 0;

	for (int shift = 16; shift >= 0; shift -= 8)
		number = number << KEPT_BITS | (pixel >> (shift + 8 - KEPT_BITS) & ((1U << KEPT_BITS) - 1));
	return number;
}

static void count(const struct paint *picture, struct bucket *buckets)
{
	for (uint32_t i = 0; i < BUCKETS; i++)
		buckets[i].number = i;
	for (int y = 0; y < picture->height; y++) {
		for (int x = 0; x < picture->width; x++) {
			uint32_t pixel = picture->pixels[y * picture->pitch_px + x];
			struct bucket *bucket = &buckets[number_of(pixel)];

			bucket->count++;
			for (int i = 0; i < 3; i++)
				bucket->sum[i] += pixel >> (16 - 8 * i) & 0xff;
		}
	}
}

static uint32_t mean_of(const struct bucket *bucket)
{
	uint32_t colour = 0xff;

	for (int i = 0; i < 3; i++)
		colour = colour << 8 | (uint32_t)((bucket->sum[i] + bucket->count / 2) / bucket->count);
	return colour;
}

static int frequent_first(const void *a, const void *b)
{
	const struct bucket *one = a;
	const struct bucket *other = b;

	if (one->count != other->count)
		return one->count < other->count ? 1 : -1;
	return one->number < other->number ? -1 : one->number > other->number;
}

static int by_number(const void *a, const void *b)
{
	const struct bucket *one = a;
	const struct bucket *other = b;

	return one->number < other->number ? -1 : one->number > other->number;
}

static uint32_t distance(uint32_t a, uint32_t b)
{
	uint32_t sum = 0;

	for (int shift = 0; shift < 24; shift += 8) {
		int apart = (int)(a >> shift & 0xff) - (int)(b >> shift & 0xff);

		sum += (uint32_t)(apart * apart);
	}
	return sum;
}

/* The most frequent keep their mean; each other one takes the nearest of those. */
static void choose(struct bucket *buckets, int colours_max)
{
	qsort(buckets, BUCKETS, sizeof(*buckets), frequent_first);
	for (int i = 0; i < BUCKETS && buckets[i].count > 0; i++) {
		uint32_t best = UINT32_MAX;

		buckets[i].colour = mean_of(&buckets[i]);
		for (int k = 0; k < colours_max && i >= colours_max; k++) {
			uint32_t apart = distance(mean_of(&buckets[i]), buckets[k].colour);

			if (apart < best)
				buckets[i].colour = buckets[k].colour;
			best = apart < best ? apart : best;
		}
	}
	qsort(buckets, BUCKETS, sizeof(*buckets), by_number);
}

enum err fewer_colours(const struct paint *picture, int colours_max)
{
	struct bucket *buckets = calloc(BUCKETS, sizeof(*buckets));

	if (!buckets)
		return ERR_NO_SPACE;
	count(picture, buckets);
	choose(buckets, colours_max);
	for (int y = 0; y < picture->height; y++) {
		for (int x = 0; x < picture->width; x++) {
			uint32_t *pixel = &picture->pixels[y * picture->pitch_px + x];

			*pixel = buckets[number_of(*pixel)].colour;
		}
	}
	free(buckets);
	return ERR_NONE;
}
