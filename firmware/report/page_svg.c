#include "report/page_svg.h"

#include "report/html_write.h"

#include <math.h>

/* In the picture's own units, about a pixel each. */
enum {
	WIDTH = 760,
	LABEL_WIDTH = 250,
	SHOWN_WIDTH = 160,
	LETTER = 14,
	LINE = 24,
	BAR = 15,
	COLUMNS_LEFT = 56,
	COLUMNS_HEIGHT = 104,
	COLUMNS_FOOT = 34,
	COLUMN_MAX = 64, /* few points do not stand as a wall */
	COLUMNS_RIGHT = 24,
	LABELS_MAX = 10, /* with more points only some are named */
	MARGIN = 6,
};

static const char *const colours[] = {"#0b6a8c", "#17663a", "#a3341f", "#8a97a3"}; /* by tone */
static const char ink[] = "#17242f";
static const char soft[] = "#4a5763";
static const char rule[] = "#c9d2d9";

struct place {
	double x;
	double y;
};

static void put_text(FILE *out, struct place at, const char *anchor, const char *colour, const char *words)
{
	fprintf(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">", at.x, at.y, anchor, colour);
	html_put(out, words);
	fputs("</text>\n", out);
}

static void put_box(FILE *out, struct place at, double width, double height, const char *colour)
{
	fprintf(out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"1.5\" fill=\"%s\"/>\n", at.x,
		at.y, fmax(width, 0.5), fmax(height, 0), colour);
}

static void put_line(FILE *out, struct place from, struct place to, const char *colour, double width)
{
	fprintf(out, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>\n",
		from.x, from.y, to.x, to.y, colour, width);
}

static void begin(FILE *out, const struct page_chart *chart, uint32_t number, double height)
{
	fprintf(out,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %.0f\" role=\"img\""
		" aria-labelledby=\"t%u d%u\" font-size=\"%d\">\n<title id=\"t%u\">",
		WIDTH, height, number, number, LETTER, number);
	html_put(out, chart->caption);
	fprintf(out, "</title>\n<desc id=\"d%u\">", number);
	html_put(out, chart->alt);
	fputs("</desc>\n", out);
}

static void bars(FILE *out, const struct page_chart *chart)
{
	const double room = WIDTH - LABEL_WIDTH - SHOWN_WIDTH;
	double most = page_largest(chart);

	for (uint32_t i = 0; i < chart->points_count; i++) {
		const struct page_point *point = &chart->points[i];
		double y = i * LINE;
		double width = most > 0 ? point->value / most * room : 0;

		put_text(out, (struct place){LABEL_WIDTH - MARGIN, y + LETTER + 2}, "end", ink, point->label);
		put_box(out, (struct place){LABEL_WIDTH, y + 4}, width, BAR, colours[point->tone]);
		put_text(
			out, (struct place){LABEL_WIDTH + width + MARGIN, y + LETTER + 2}, "start", soft, point->shown);
	}
}

/* Every so manieth point is named. */
static uint32_t label_step(uint32_t count)
{
	return count <= LABELS_MAX ? 1 : (count + LABELS_MAX - 1) / LABELS_MAX;
}

static void columns(FILE *out, const struct page_chart *chart)
{
	const double room = WIDTH - COLUMNS_LEFT - COLUMNS_RIGHT;
	const double step = fmin(room / fmax(chart->points_count, 1), COLUMN_MAX);
	const double bottom = COLUMNS_HEIGHT + MARGIN;
	uint32_t labels = label_step(chart->points_count);
	double most = page_largest(chart);

	put_line(out, (struct place){COLUMNS_LEFT, MARGIN}, (struct place){WIDTH, MARGIN}, rule, 1);
	put_text(out, (struct place){COLUMNS_LEFT - MARGIN, MARGIN + 10}, "end", soft, chart->top);
	put_text(out, (struct place){COLUMNS_LEFT - MARGIN, bottom}, "end", soft, "0");
	for (uint32_t i = 0; i < chart->points_count; i++) {
		const struct page_point *point = &chart->points[i];
		double x = COLUMNS_LEFT + i * step;
		double height = most > 0 && !point->none ? point->value / most * COLUMNS_HEIGHT : 0;

		if (!point->none)
			put_box(out, (struct place){x + step * 0.12, bottom - height}, step * 0.76, height,
				colours[point->tone]);
		if (point->mark)
			fprintf(out, "<path d=\"M%.1f %.1fl5 8h-10z\" fill=\"%s\"/>\n", x + step / 2, bottom + 2,
				colours[TONE_BAD]);
		if (i % labels == 0)
			put_text(out, (struct place){x + step / 2, bottom + COLUMNS_FOOT - 8}, "middle", soft,
				point->label);
	}
	put_line(out, (struct place){COLUMNS_LEFT, bottom}, (struct place){WIDTH, bottom}, ink, 1);
}

/* 0 is in the middle. */
static double scaled(const struct page_point *point, double value)
{
	const double half = (WIDTH - LABEL_WIDTH - SHOWN_WIDTH) / 2.0;

	return LABEL_WIDTH + half + value / page_reach(point) * (half - MARGIN);
}

static void put_interval(FILE *out, const struct page_point *point, double y)
{
	const char *colour = colours[point->tone];
	double from = scaled(point, point->low);
	double to = scaled(point, point->high);

	put_text(out, (struct place){LABEL_WIDTH - 2 * MARGIN, y + 5}, "end", ink, point->label);
	put_line(out, (struct place){from, y}, (struct place){to, y}, colour, 3);
	put_line(out, (struct place){from, y - 5}, (struct place){from, y + 5}, colour, 2);
	put_line(out, (struct place){to, y - 5}, (struct place){to, y + 5}, colour, 2);
	fprintf(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"6\" fill=\"%s\"/>\n", scaled(point, point->value), y, colour);
	put_text(out, (struct place){WIDTH - SHOWN_WIDTH + 2 * MARGIN, y + 5}, "start", ink, point->shown);
}

static void intervals(FILE *out, const struct page_chart *chart)
{
	const double zero = LABEL_WIDTH + (WIDTH - LABEL_WIDTH - SHOWN_WIDTH) / 2.0;
	double bottom = (chart->points_count + 0.3) * LINE;

	put_line(out, (struct place){zero, 0}, (struct place){zero, bottom + LETTER + 2}, soft, 1);
	for (uint32_t i = 0; i < chart->points_count; i++)
		put_interval(out, &chart->points[i], i * LINE + LINE / 2.0);
	put_text(out, (struct place){zero - 2 * MARGIN, bottom + LETTER}, "end", soft, chart->low_means);
	put_text(out, (struct place){zero + 2 * MARGIN, bottom + LETTER}, "start", soft, chart->high_means);
}

void page_svg(FILE *out, const struct page_chart *chart, uint32_t number)
{
	switch ((enum page_chart_kind)chart->kind) {
	case CHART_BARS:
		begin(out, chart, number, chart->points_count * LINE + MARGIN);
		bars(out, chart);
		break;
	case CHART_COLUMNS:
		begin(out, chart, number, COLUMNS_HEIGHT + COLUMNS_FOOT + MARGIN);
		columns(out, chart);
		break;
	case CHART_INTERVALS:
		begin(out, chart, number, (chart->points_count + 1.3) * LINE);
		intervals(out, chart);
		break;
	}
	fputs("</svg>\n", out);
}
