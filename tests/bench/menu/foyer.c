/* foyer's own learning, by its public interface: every proposal is applied. */
#include "policy.h"

#include "learn/learn.h"

#include <stdlib.h>

struct foyer {
	struct learn *learn;
	void *memory;
};

static void open_learn(void *self, const struct world *world, struct standing *standing)
{
	struct foyer *foyer = self;

	foyer->memory = malloc(learn_bytes());
	if (!foyer->memory)
		abort();
	foyer->learn = learn_open(foyer->memory, &world->tree, standing);
}

static bool apply(struct foyer *foyer, struct standing *standing)
{
	uint32_t version = standing->version;

	*standing = learn_proposal(foyer->learn)->next;
	standing->version = version + 1;
	learn_applied(foyer->learn, standing);
	return true;
}

static bool after_visit(void *self, const struct visit *visit, struct standing *standing)
{
	struct foyer *foyer = self;

	return learn_visit(foyer->learn, visit) && apply(foyer, standing);
}

static bool after_day(void *self, int day, struct standing *standing)
{
	struct foyer *foyer = self;

	return learn_night(foyer->learn, (uint32_t)(FIRST_DAY + day)) && apply(foyer, standing);
}

static void close_learn(void *self)
{
	free(((struct foyer *)self)->memory);
}

const struct policy policy_foyer = {
	.name = "foyer",
	.ends = true,
	.bytes = sizeof(struct foyer),
	.open = open_learn,
	.visit = after_visit,
	.night = after_day,
	.close = close_learn,
};
