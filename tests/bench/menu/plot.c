#include "plot.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { WIDTH = 960, HEIGHT = 520, LEFT = 78, RIGHT = 790, TOP = 64, BOTTOM = 456, SMOOTH = 3 };

static const double EXCESS_MAX = 0.6;
/* Okabe and Ito's colours, which the colour-blind can tell apart. */
static const char *const colours[] = {"#000000", "#D55E00", "#0072B2", "#E69F00", "#CC79A7", "#009E73", "#56B4E9"};

/* The root leaves room where the curves differ most: near the oracle. */
static double y_of(double excess)
{
	double share = sqrt(fmin(fmax(excess, 0), EXCESS_MAX) / EXCESS_MAX);

	return BOTTOM - share * (BOTTOM - TOP);
}

static double x_of(const struct table *table, double day)
{
	return LEFT + day / table->runs[0][0]->days * (RIGHT - LEFT);
}

static void put_text(FILE *f, double x, double y, const char *anchor, const char *text)
{
	fprintf(f, "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, text);
}

static void put_axes(FILE *f, const struct table *table)
{
	static const double marks[] = {0, 0.01, 0.03, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6};
	int days = table->runs[0][0]->days;
	int step = days > 200 ? 60 : days > 60 ? 20 : 10;
	char label[64];

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		fprintf(f, "<path d=\"M%d %.0fH%d\" stroke=\"#ccc\"/>\n", LEFT, y_of(marks[i]), RIGHT);
		snprintf(label, sizeof(label), "%.0f %%", marks[i] * 100);
		put_text(f, LEFT - 8, y_of(marks[i]) + 5, "end", label);
	}
	for (int day = 0; day <= days; day += step) {
		fprintf(f, "<path d=\"M%.0f %dv6\" stroke=\"#333\"/>\n", x_of(table, day), BOTTOM);
		snprintf(label, sizeof(label), "%d", day);
		put_text(f, x_of(table, day), BOTTOM + 22, "middle", label);
	}
	snprintf(label, sizeof(label), "day (mean of %d seeds, %d days together)", table->seeds_count, SMOOTH);
	put_text(f, (LEFT + RIGHT) / 2.0, BOTTOM + 46, "middle", label);
	fprintf(f,
		"<text transform=\"translate(20 %d) rotate(-90)\" text-anchor=\"middle\">slower than the "
		"oracle</text>\n",
		(TOP + BOTTOM) / 2);
}

static void put_events(FILE *f, const struct table *table)
{
	const struct setting *s = table->setting;
	char label[64];

	for (int i = 0; i < s->spikes_count; i++) {
		double x = x_of(table, s->spikes[i].first);

		fprintf(f, "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#f3e6c8\"/>\n", x, TOP,
			x_of(table, s->spikes[i].last + 1) - x, BOTTOM - TOP);
		snprintf(label, sizeof(label), "spike &#215;%g", s->spikes[i].factor);
		put_text(f, x, TOP - 6, "middle", label);
	}
	for (int i = 0; i < s->changes_count; i++) {
		double x = x_of(table, s->changes[i].day);

		fprintf(f, "<path d=\"M%.1f %dV%d\" stroke=\"#888\" stroke-dasharray=\"5 4\"/>\n", x, TOP, BOTTOM);
		put_text(f, x, TOP - 6, "middle", "change");
	}
}

static void put_curve(FILE *f, const struct table *table, int policy, const char *colour)
{
	/* All by the same measure: the best that anybody could do here. */
	int oracle = figures_oracle(table, table->policies[TABLE_ORACLE_NOAD]);
	struct chosen chosen = {policy, oracle, 0, table->seeds_count};
	int days = table->runs[0][0]->days;
	const char *pen = "M";

	fprintf(f, "<path fill=\"none\" stroke-width=\"%s\" stroke=\"%s\" d=\"",
		strcmp(table->policies[policy]->name, "foyer") == 0 ? "3.5" : "1.7", colour);
	for (int day = 0; day < days; day++) {
		double excess = figures_excess(table, &chosen, day - SMOOTH / 2, day + SMOOTH / 2);

		if (!isfinite(excess))
			continue;
		fprintf(f, "%s%.1f %.1f", pen, x_of(table, day + 0.5), y_of(excess));
		pen = "L";
	}
	fprintf(f, "\"/>\n");
}

static void put_legend(FILE *f, int row, const char *name, const char *colour)
{
	int y = TOP + 14 + 26 * row;

	fprintf(f, "<path d=\"M%d %dh26\" stroke-width=\"4\" stroke=\"%s\"/>\n", RIGHT + 14, y - 5, colour);
	put_text(f, RIGHT + 46, y, "start", name);
}

static void put_head(FILE *f, const struct table *table)
{
	fprintf(f,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
		"font-family=\"sans-serif\" font-size=\"15\">\n<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n",
		WIDTH, HEIGHT, WIDTH, HEIGHT, WIDTH, HEIGHT);
	fprintf(f,
		"<text x=\"%d\" y=\"26\" font-size=\"18\" font-weight=\"bold\">%s: seconds until served, "
		"compared with an oracle that knows each day's demand</text>\n",
		LEFT, table->setting->name);
}

bool plot_write(const struct table *table, const char *path)
{
	FILE *f = fopen(path, "w");
	int row = 0;
	bool good;

	if (!f) {
		fprintf(stderr, "bench-menu: %s: %s\n", path, strerror(errno));
		return false;
	}
	put_head(f, table);
	put_events(f, table);
	put_axes(f, table);
	for (int p = 0; p < table->policies_count; p++) {
		const char *colour = colours[(size_t)row % (sizeof(colours) / sizeof(colours[0]))];

		if (p == TABLE_ORACLE || p == TABLE_ORACLE_NOAD)
			continue;
		put_curve(f, table, p, colour);
		put_legend(f, row++, table->policies[p]->name, colour);
	}
	fprintf(f, "</svg>\n");
	good = !ferror(f);
	if (fclose(f) != 0 || !good) {
		fprintf(stderr, "bench-menu: %s: %s\n", path, strerror(errno));
		return false;
	}
	return true;
}
