/* foyer's own learning, by its public interface: every proposal is applied. After a restart it is given the visits of
 * the last days again, as the device does. */
#include "policy.h"

#include "learn/learn.h"

#include <stdlib.h>

struct foyer {
	const struct world *world;
	struct learn *learn;
	void *memory;
	struct visit *visits; /* all of them, oldest first; only if it is ever restarted */
	size_t visits_count;
	size_t visits_room;
};

static void open_learn(void *self, const struct world *world, struct standing *standing)
{
	struct foyer *foyer = self;

	foyer->world = world;
	foyer->memory = malloc(learn_bytes());
	if (!foyer->memory)
		abort();
	foyer->learn = learn_open(foyer->memory, &world->tree, standing);
}

static void keep(struct foyer *foyer, const struct visit *visit)
{
	if (foyer->world->setting->restart_days <= 0)
		return;
	if (foyer->visits_count == foyer->visits_room) {
		foyer->visits_room = foyer->visits_room ? foyer->visits_room * 2 : 1024;
		foyer->visits = realloc(foyer->visits, foyer->visits_room * sizeof(*foyer->visits));
		if (!foyer->visits)
			abort();
	}
	foyer->visits[foyer->visits_count++] = *visit;
}

static void restart(void *self, int day, struct standing *standing)
{
	enum { DAY_S = 86400 };
	struct foyer *foyer = self;
	int every = (int)foyer->world->setting->restart_days;

	if (every == 0 || day == 0 || day % every != 0)
		return;
	foyer->learn = learn_open(foyer->memory, &foyer->world->tree, standing);
	for (size_t i = 0; i < foyer->visits_count; i++)
		if (foyer->visits[i].local_s >= (int64_t)(FIRST_DAY + day - LEARN_DAYS) * DAY_S)
			learn_recall(foyer->learn, &foyer->visits[i]);
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

	keep(foyer, visit);
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
	free(((struct foyer *)self)->visits);
}

const struct policy policy_foyer = {
	.name = "foyer",
	.ends = true,
	.bytes = sizeof(struct foyer),
	.open = open_learn,
	.morning = restart,
	.visit = after_visit,
	.night = after_day,
	.close = close_learn,
};
