#include "figures.h"

#include <stdlib.h>

static struct run *run_new(const struct world *world, const struct policy *policy, bool attacked)
{
	struct run *run = malloc(sizeof(*run));

	if (!run)
		abort();
	run_policy(world, policy, attacked, run);
	return run;
}

bool table_add(struct table *table, uint64_t seed, bool *absent)
{
	struct world world;
	int at = table->seeds_count;

	if (!world_open(table->setting, seed, &world, absent))
		return false;
	table->seeds[at] = seed;
	for (int p = 0; p < table->policies_count; p++) {
		table->runs[at][p] = run_new(&world, table->policies[p], true);
		if (table->setting->attacks_count > 0)
			table->quiet[at][p] = run_new(&world, table->policies[p], false);
	}
	table->seeds_count++;
	world_close(&world);
	return true;
}

void table_close(struct table *table)
{
	for (int i = 0; i < table->seeds_count; i++)
		for (int p = 0; p < table->policies_count; p++) {
			free(table->runs[i][p]);
			free(table->quiet[i][p]);
		}
}
