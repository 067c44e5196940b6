/* The menu that learns on the document's telephone line, beside the authored menu, the patents' rule (sort by clicks
 * each night) and the limit. One JSON line; bench-menu measures the rest. */
#include "menu/figures.h"

#include <stdio.h>
#include <stdlib.h>

enum { SEEDS = 5 };

static double mean_s(const struct table *table, int policy)
{
	double seconds = 0;
	double calls = 0;

	for (int i = 0; i < table->seeds_count; i++) {
		seconds += table->runs[i][policy]->seconds;
		calls += table->runs[i][policy]->calls;
	}
	return seconds / calls;
}

int main(void)
{
	static struct table table;
	static const char *const names[] = {"authored", "oracle", "oracle-noad", "foyer", "raw"};
	struct setting setting;
	bool absent;

	if (!setting_read("S1", &setting))
		return EXIT_FAILURE;
	table.setting = &setting;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		table.policies[table.policies_count++] = policy_find(names[i]);
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		fprintf(stderr, "bench_menu: seed %d of %d\n", (int)seed, SEEDS);
		if (!table_add(&table, seed, &absent))
			return EXIT_FAILURE;
	}
	printf("{\"bench\":\"menu\",\"setting\":\"S1\",\"seeds\":\"1..%d\"", SEEDS);
	for (int i = 0; i < table.policies_count; i++)
		printf(",\"%s_s\":%.2f", table.policies[i]->name, mean_s(&table, i));
	printf("}\n");
	table_close(&table);
	return EXIT_SUCCESS;
}
