#include "page.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

enum {
	INDENT = 2,
	GAP = 1,
	LABEL_CHARS = 34,
	BAR_CHARS = 40,
	AXIS_CHARS = 44,
	COLUMN_LINES = 4,
	EIGHTHS = 8,
	WIDE_POINTS_MAX = 12, /* as few as this have room for their labels */
	WIDE_CHARS = 6,
	TABLE_COLUMNS_MAX = 16,
};

/* --- letters --- */

static const struct page_terminal *terminal(void *self)
{
	return self;
}

/* One character that takes one place; what moves a cursor, or has no sign here, takes a substitute. */
static void put_char(const struct page_terminal *t, uint32_t c)
{
	char bytes[4];
	bool control = c < ' ' || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x200f) ||
		       (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);

	if (control)
		c = ' ';
	if (t->ascii && c == 0x2013)
		c = '-';
	if (t->ascii && c > '~')
		c = '?';
	fwrite(bytes, 1, text_put(bytes, sizeof(bytes), c), t->out);
}

static void put_text(const struct page_terminal *t, struct text text)
{
	const char *at = text.at;
	const char *end = text.at + text.length;

	while (at < end)
		put_char(t, text_next(&at, end));
}

static void put_words(const struct page_terminal *t, const char *words)
{
	put_text(t, text_of(words));
}

static void put_signs(const struct page_terminal *t, const char *utf8, char ascii, int count)
{
	for (int i = 0; i < count; i++) {
		if (t->ascii)
			fputc(ascii, t->out);
		else
			fputs(utf8, t->out);
	}
}

static void put_spaces(const struct page_terminal *t, int count)
{
	put_signs(t, " ", ' ', count);
}

/* As many words as fit in so many characters; a word that is longer is cut. *rest goes behind them. */
static struct text next_line(struct text *rest, uint32_t chars)
{
	const char *end = rest->at + rest->length;
	const char *at = rest->at;
	const char *fits = NULL; /* the last space that may end the line */
	struct text line;

	for (uint32_t n = 0; at < end && n < chars; n++) {
		if (*at == ' ')
			fits = at;
		text_next(&at, end);
	}
	if (at < end && *at != ' ' && fits)
		at = fits;
	line = (struct text){rest->at, (uint32_t)(at - rest->at)};
	while (at < end && *at == ' ')
		at++;
	*rest = (struct text){at, (uint32_t)(end - at)};
	return line;
}

static void put_lines(const struct page_terminal *t, const char *words, int indent)
{
	struct text rest = text_of(words);

	while (rest.length > 0) {
		put_spaces(t, indent);
		put_text(t, next_line(&rest, (uint32_t)(PAGE_COLUMNS_MAX - indent)));
		fputc('\n', t->out);
	}
}

/* --- words --- */

static void title(void *self, const char *title, const char *below)
{
	const struct page_terminal *t = terminal(self);

	put_lines(t, title, 0);
	put_signs(t, "═", '=',
		(int)text_chars(text_of(title)) < PAGE_COLUMNS_MAX ? (int)text_chars(text_of(title))
								   : PAGE_COLUMNS_MAX);
	fputc('\n', t->out);
	put_lines(t, below, 0);
}

static void heading(void *self, const char *text)
{
	const struct page_terminal *t = terminal(self);

	fputc('\n', t->out);
	put_lines(t, text, 0);
	put_signs(t, "─", '-', (int)text_chars(text_of(text)));
	fputc('\n', t->out);
}

static void say(void *self, const char *text, enum page_tone tone)
{
	(void)tone;
	put_lines(terminal(self), text, INDENT);
}

static void figures(void *self, const struct page_figure *figures, uint32_t count)
{
	const struct page_terminal *t = terminal(self);

	fputc('\n', t->out);
	for (uint32_t i = 0; i < count; i++) {
		int chars = (int)text_chars(text_of(figures[i].value));

		put_spaces(t, chars < 12 ? 12 - chars : 0);
		put_words(t, figures[i].value);
		put_spaces(t, GAP);
		put_words(t, figures[i].name);
		fputc('\n', t->out);
	}
}

/* --- tables --- */

static void put_cell_line(const struct page_terminal *t, const struct page_column *column, struct text line, int depth)
{
	int chars = (int)text_chars(line);
	int rest = column->chars - chars - depth;

	if (column->number)
		put_spaces(t, rest);
	else
		put_spaces(t, depth);
	put_text(t, line);
	if (!column->number)
		put_spaces(t, rest);
}

/* A row takes as many lines as its longest text. */
static void put_row(const struct page_terminal *t, const struct page_table *table, const struct page_cell *cells)
{
	struct text rest[TABLE_COLUMNS_MAX];
	bool more = true;

	CHECK(table->columns_count <= TABLE_COLUMNS_MAX);
	for (uint32_t i = 0; i < table->columns_count; i++)
		rest[i] = text_of(cells[i].text);
	for (bool first = true; more; first = false) {
		more = false;
		for (uint32_t i = 0; i < table->columns_count; i++) {
			int depth = INDENT * cells[i].depth + (first ? 0 : INDENT * !table->columns[i].number);
			struct text line = next_line(&rest[i], (uint32_t)(table->columns[i].chars - depth));

			put_spaces(t, i == 0 ? INDENT : GAP);
			put_cell_line(t, &table->columns[i], line, depth);
			more = more || rest[i].length > 0;
		}
		fputc('\n', t->out);
	}
}

static void table(void *self, const struct page_table *table)
{
	const struct page_terminal *t = terminal(self);
	struct page_cell head[TABLE_COLUMNS_MAX] = {0};
	int chars = -GAP;

	fputc('\n', t->out);
	put_lines(t, table->caption, INDENT);
	for (uint32_t i = 0; i < table->columns_count; i++) {
		head[i].text = table->columns[i].name;
		chars += table->columns[i].chars + GAP;
	}
	put_row(t, table, head);
	put_spaces(t, INDENT);
	put_signs(t, "─", '-', chars);
	fputc('\n', t->out);
	for (uint32_t row = 0; row < table->rows_count; row++)
		put_row(t, table, &table->cells[row * table->columns_count]);
}

/* --- charts --- */

static double largest(const struct page_chart *chart)
{
	double most = 0;

	for (uint32_t i = 0; i < chart->points_count; i++)
		if (!chart->points[i].none)
			most = fmax(most, chart->points[i].value);
	return most;
}

static void put_label(const struct page_terminal *t, const char *label)
{
	struct text rest = text_of(label);
	struct text line = next_line(&rest, LABEL_CHARS);

	put_spaces(t, INDENT);
	put_text(t, line);
	put_spaces(t, LABEL_CHARS - (int)text_chars(line) + GAP);
}

static void put_bar(const struct page_terminal *t, double share)
{
	static const char *const parts[EIGHTHS] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
	int eighths = (int)lround(share * BAR_CHARS * EIGHTHS);

	put_signs(t, "█", '#', eighths / EIGHTHS);
	if (!t->ascii)
		fputs(parts[eighths % EIGHTHS], t->out);
}

static void bars(const struct page_terminal *t, const struct page_chart *chart)
{
	double most = largest(chart);

	for (uint32_t i = 0; i < chart->points_count; i++) {
		put_label(t, chart->points[i].label);
		put_bar(t, most > 0 ? chart->points[i].value / most : 0);
		fputc(' ', t->out);
		put_words(t, chart->points[i].shown);
		fputc('\n', t->out);
	}
}

static void put_column(const struct page_terminal *t, const struct page_point *point, double most, int line)
{
	static const char *const parts[EIGHTHS + 1] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	int eighths = most > 0 && !point->none ? (int)lround(point->value / most * COLUMN_LINES * EIGHTHS) : 0;
	int here = eighths - line * EIGHTHS;

	here = here < 0 ? 0 : here > EIGHTHS ? EIGHTHS : here;
	if (t->ascii)
		fputc(here >= EIGHTHS / 2 ? '#' : here > 0 ? '.' : ' ', t->out);
	else
		fputs(parts[here], t->out);
}

static void columns(const struct page_terminal *t, const struct page_chart *chart)
{
	const struct page_point *points = chart->points;
	bool wide = chart->points_count <= WIDE_POINTS_MAX;
	double most = largest(chart);

	for (int line = COLUMN_LINES - 1; line >= 0; line--) {
		fprintf(t->out, "  %8s ", line == COLUMN_LINES - 1 ? chart->top : line == 0 ? "0" : "");
		put_signs(t, "│", '|', 1);
		for (uint32_t i = 0; i < chart->points_count; i++)
			for (int n = 0; n < (wide ? WIDE_CHARS : 1); n++) {
				if (wide && n >= WIDE_CHARS - GAP)
					fputc(' ', t->out);
				else
					put_column(t, &points[i], most, line);
			}
		fputc('\n', t->out);
	}
	put_spaces(t, 12);
	for (uint32_t i = 0; i < chart->points_count && wide; i++)
		fprintf(t->out, "%-*.*s", WIDE_CHARS, WIDE_CHARS - 1, points[i].label);
	for (uint32_t i = 0; i < chart->points_count && !wide; i++)
		fputc(points[i].mark ? '^' : ' ', t->out);
	if (!wide && chart->points_count > 0)
		fprintf(t->out, "\n            from %s to %s", points[0].label, points[chart->points_count - 1].label);
	fputc('\n', t->out);
}

static void intervals(const struct page_terminal *t, const struct page_chart *chart)
{
	double low = 0;
	double high = 0;

	for (uint32_t i = 0; i < chart->points_count; i++) {
		low = fmin(low, chart->points[i].low);
		high = fmax(high, chart->points[i].high);
	}
	for (uint32_t i = 0; i < chart->points_count; i++) {
		const struct page_point *point = &chart->points[i];
		double scale = high > low ? (AXIS_CHARS - 1) / (high - low) : 0;
		int zero = (int)lround(-low * scale);
		int from = (int)lround((point->low - low) * scale);
		int at = (int)lround((point->value - low) * scale);
		int to = (int)lround((point->high - low) * scale);

		put_label(t, point->label);
		for (int n = 0; n < AXIS_CHARS; n++) {
			if (n == at)
				put_signs(t, "●", 'o', 1);
			else if (n == from || n == to)
				put_signs(t, n == from ? "├" : "┤", '|', 1);
			else if (n > from && n < to)
				put_signs(t, "─", '-', 1);
			else
				put_signs(t, n == zero ? "┊" : " ", n == zero ? ':' : ' ', 1);
		}
		fputc(' ', t->out);
		put_words(t, point->shown);
		fputc('\n', t->out);
	}
	put_label(t, "");
	put_words(t, chart->low_means);
	put_spaces(t,
		AXIS_CHARS - (int)text_chars(text_of(chart->low_means)) - (int)text_chars(text_of(chart->high_means)));
	put_words(t, chart->high_means);
	fputc('\n', t->out);
}

static void chart(void *self, const struct page_chart *chart)
{
	const struct page_terminal *t = terminal(self);

	fputc('\n', t->out);
	put_lines(t, chart->caption, INDENT);
	switch ((enum page_chart_kind)chart->kind) {
	case CHART_BARS: bars(t, chart); break;
	case CHART_COLUMNS: columns(t, chart); break;
	case CHART_INTERVALS: intervals(t, chart); break;
	}
}

static void end(void *self)
{
	fflush(terminal(self)->out);
}

struct page page_terminal(struct page_terminal *self)
{
	static const struct page_ops ops = {title, heading, say, figures, table, chart, end};

	return (struct page){&ops, self};
}
