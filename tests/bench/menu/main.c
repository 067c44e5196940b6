/* bench-menu: simulated customers in front of the production menu walk, under foyer's learning, peers, and an oracle.
 * JSON lines on stdout, progress on stderr; exit 3 if a setting's data is not there. See tests/bench/README.md. */
#include "figures.h"
#include "plot.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_USAGE = 2, EXIT_NO_DATA = 3, RANDOM_SETTINGS = 5 };

struct options {
	const char *setting;
	const char *plot;
	const struct policy *only[TABLE_POLICIES_MAX]; /* ends with NULL; empty: all */
	uint64_t first;
	uint64_t last;
};

static int usage(void)
{
	fprintf(stderr, "Usage: bench-menu --setting FILE|NAME|random --seeds A..B [--policy P]... [--plot F.svg]\n"
			"Names are those of tests/bench/settings/. Policies:");
	for (int i = 0; policies[i]; i++)
		fprintf(stderr, " %s", policies[i]->name);
	fprintf(stderr, "\n");
	return EXIT_USAGE;
}

static bool take_seeds(const char *text, struct options *out)
{
	char *end;

	out->first = strtoull(text, &end, 10);
	out->last = out->first;
	if (end == text)
		return false;
	if (strncmp(end, "..", 2) == 0) {
		text = end + 2;
		out->last = strtoull(text, &end, 10);
	}
	return end != text && *end == '\0' && out->last >= out->first && out->last - out->first < TABLE_SEEDS_MAX;
}

static bool take_policy(const char *name, struct options *out)
{
	int i = 0;

	while (out->only[i])
		i++;
	out->only[i] = policy_find(name);
	if (!out->only[i] || i + 2 > TABLE_POLICIES_MAX)
		fprintf(stderr, "bench-menu: no policy is called %s\n", name);
	return out->only[i] && i + 2 <= TABLE_POLICIES_MAX;
}

static bool take_options(int argc, char **argv, struct options *out)
{
	static const struct option known[] = {
		{"setting", required_argument, NULL, 's'},
		{"seeds", required_argument, NULL, 'n'},
		{"policy", required_argument, NULL, 'p'},
		{"plot", required_argument, NULL, 'o'},
		{NULL, 0, NULL, 0},
	};
	int option;

	*out = (struct options){0};
	while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
		bool good = option != '?';

		if (option == 's')
			out->setting = optarg;
		if (option == 'o')
			out->plot = optarg;
		if (option == 'n')
			good = take_seeds(optarg, out);
		if (option == 'p')
			good = take_policy(optarg, out);
		if (!good)
			return false;
	}
	return out->setting && out->last > 0 && optind == argc;
}

static bool is_asked(const struct options *options, const struct policy *policy)
{
	for (int i = 0; options->only[i]; i++)
		if (options->only[i] == policy)
			return true;
	return !options->only[0];
}

/* Authored and the oracles always run: they are what the others are measured by. */
static void choose_policies(const struct options *options, struct table *table)
{
	for (int i = 0; policies[i]; i++)
		if (i <= TABLE_ORACLE_NOAD || is_asked(options, policies[i]))
			table->policies[table->policies_count++] = policies[i];
}

static void print_seed(const struct options *options, const struct table *table, int at)
{
	char seed[32];

	snprintf(seed, sizeof(seed), "%" PRIu64, table->seeds[at]);
	for (int p = 0; p < table->policies_count; p++)
		if (is_asked(options, table->policies[p]))
			figures_print(
				table, &(struct chosen){p, figures_oracle(table, table->policies[p]), at, 1}, seed);
}

static void print_mean(const struct options *options, const struct table *table)
{
	for (int p = 0; p < table->policies_count; p++)
		if (is_asked(options, table->policies[p]))
			figures_print(table,
				&(struct chosen){p, figures_oracle(table, table->policies[p]), 0, table->seeds_count},
				"\"mean\"");
}

static bool run_seed(const struct options *options, struct table *table, uint64_t seed, bool *absent)
{
	fprintf(stderr, "bench-menu: %s, seed %" PRIu64 "\n", table->setting->name, seed);
	if (!table_add(table, seed, absent))
		return false;
	print_seed(options, table, table->seeds_count - 1);
	return true;
}

static int run_setting(const struct options *options, const struct setting *setting)
{
	static struct table table;
	bool absent = false;
	int result = EXIT_SUCCESS;

	memset(&table, 0, sizeof(table));
	table.setting = setting;
	choose_policies(options, &table);
	for (uint64_t seed = options->first; seed <= options->last && result == EXIT_SUCCESS; seed++)
		if (!run_seed(options, &table, seed, &absent))
			result = absent ? EXIT_NO_DATA : EXIT_FAILURE;
	if (result == EXIT_SUCCESS)
		print_mean(options, &table);
	if (result == EXIT_SUCCESS && options->plot && !plot_write(&table, options->plot))
		result = EXIT_FAILURE;
	table_close(&table);
	return result;
}

static int run_random(const struct options *options)
{
	for (int n = 0; n < RANDOM_SETTINGS; n++) {
		struct setting setting;
		int result;

		setting_random(options->first, n, &setting);
		setting_print(&setting);
		result = run_setting(options, &setting);
		if (result != EXIT_SUCCESS)
			return result;
	}
	return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	struct options options;
	struct setting setting;

	if (!take_options(argc, argv, &options))
		return usage();
	if (strcmp(options.setting, "random") == 0)
		return run_random(&options);
	if (!setting_read(options.setting, &setting))
		return EXIT_FAILURE;
	return run_setting(&options, &setting);
}
