#include "city.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES_MAX = 8192 };

static FILE *data(const char *prefix, const char *ending, bool *absent)
{
	char path[1024];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s%s", FOYER_SOURCE_DIR, prefix, ending);
	file = fopen(path, "r");
	*absent = !file;
	if (!file)
		fprintf(stderr, "bench-menu: %s: %s\n", path, strerror(errno));
	return file;
}

static bool read_tree(FILE *file, struct city *out)
{
	char line[LINE_BYTES_MAX];

	while (fgets(line, sizeof(line), file)) {
		char *end;

		if (out->nodes > TREE_ITEMS_MAX)
			return false;
		out->parent[out->nodes] = (int)strtol(line, &end, 10);
		out->leaf[out->nodes] = (int)strtol(end, NULL, 10);
		if (out->parent[out->nodes] >= out->nodes || out->leaf[out->nodes] >= SETTING_LEAVES_MAX)
			return false;
		if (out->leaf[out->nodes] >= out->leaves)
			out->leaves = out->leaf[out->nodes] + 1;
		out->nodes++;
	}
	return out->leaves > 0;
}

static bool read_day(const char *line, int *counts, int leaves)
{
	char *end;

	for (int i = 0; i < leaves; i++) {
		counts[i] = (int)strtol(line, &end, 10);
		if (end == line || counts[i] < 0)
			return false;
		line = end;
	}
	return true;
}

static bool read_days(FILE *file, struct city *out)
{
	char line[LINE_BYTES_MAX];

	out->counts = calloc((size_t)SETTING_DAYS_MAX * (size_t)out->leaves, sizeof(*out->counts));
	while (out->counts && out->days < SETTING_DAYS_MAX && fgets(line, sizeof(line), file)) {
		if (!read_day(line, out->counts + out->days * out->leaves, out->leaves))
			return false;
		out->days++;
	}
	return out->days > 0;
}

bool city_read(const char *prefix, struct city *out, bool *absent)
{
	FILE *file = data(prefix, ".tree", absent);
	bool good;

	memset(out, 0, sizeof(*out));
	if (!file)
		return false;
	good = read_tree(file, out);
	fclose(file);
	if (!good) {
		fprintf(stderr, "bench-menu: %s.tree: a line that is no node\n", prefix);
		return false;
	}
	file = data(prefix, ".days", absent);
	if (!file)
		return false;
	good = read_days(file, out);
	fclose(file);
	if (!good)
		fprintf(stderr, "bench-menu: %s.days: a line that has not %d counts\n", prefix, out->leaves);
	return good;
}

void city_close(struct city *city)
{
	free(city->counts);
}
