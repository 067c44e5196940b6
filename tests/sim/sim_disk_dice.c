/* libsodium's dice from a seed, so that two runs of one seed leave the same bytes on the disk. Installed through
 * libsodium's own door and only from here: the product has no switch for it, and nothing in it that could be switched.
 */
#include "sim_disk_inside.h"

#include "base/check.h"

#include <sodium.h>
#include <string.h>

static struct rng seeded;

static const char *dice_name(void)
{
	return "simulator";
}

static uint32_t dice_random(void)
{
	return (uint32_t)rng_next(&seeded);
}

static void dice_fill(void *const out, const size_t count)
{
	uint8_t *to = out;

	for (size_t i = 0; i < count; i += sizeof(uint64_t)) {
		uint64_t number = rng_next(&seeded);

		memcpy(to + i, &number, count - i < sizeof(number) ? count - i : sizeof(number));
	}
}

static struct randombytes_implementation dice = {
	.implementation_name = dice_name,
	.random = dice_random,
	.buf = dice_fill,
};

void disk_dice_start(uint64_t seed)
{
	CHECK(sodium_init() >= 0); /* would stir the system's dice, which come back at the end */
	seeded.state = seed;
	CHECK(randombytes_set_implementation(&dice) == 0);
}

void disk_dice_stop(void)
{
	CHECK(randombytes_set_implementation(&randombytes_sysrandom_implementation) == 0);
}
