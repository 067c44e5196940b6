#include "report/page.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

enum {
	INDENT = 2,
	GAP = 1,
	LABEL_CHARS = 34,
	BAR_CHARS = 40,
	AXIS_CHARS = 40, /* an even number: 0 is in the middle */
	AXIS_LABEL_CHARS = 10,
	COLUMN_LINES = 4,
	EIGHTHS = 8,
	WIDE_POINTS_MAX = 12, /* as few as this have room for their labels */
	WIDE_CHARS = 6,
	TABLE_COLUMNS_MAX = 16,
};

/* --- letters --- */

static struct page_terminal *terminal(void *self)
{
	return self;
}

/* Spaces wait until something follows them: no line ends with one. */
static void put_bytes(struct page_terminal *t, const char *bytes, size_t count)
{
	for (; t->spaces > 0; t->spaces--)
		fputc(' ', t->out);
	fwrite(bytes, 1, count, t->out);
}

static void put_spaces(struct page_terminal *t, int count)
{
	t->spaces += count > 0 ? (uint32_t)count : 0;
}

static void end_line(struct page_terminal *t)
{
	t->spaces = 0;
	fputc('\n', t->out);
}

/* The nearest sign of a simple terminal. */
static uint32_t ascii_of(uint32_t c)
{
	switch (c) {
	case 0x2013: return '-';
	case 0x2019: return '\'';
	case 0x201c:
	case 0x201d: return '"';
	case 0xb1: return '~';
	default: return c > '~' ? '?' : c;
	}
}

/* One character that takes one place; what moves a cursor, or has no sign here, takes a substitute. */
static void put_char(struct page_terminal *t, uint32_t c)
{
	char bytes[4];
	bool control = c < ' ' || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x200f) ||
		       (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);

	if (control)
		c = ' ';
	if (t->ascii)
		c = ascii_of(c);
	if (c == ' ')
		put_spaces(t, 1);
	else
		put_bytes(t, bytes, text_put(bytes, sizeof(bytes), c));
}

static void put_text(struct page_terminal *t, struct text text)
{
	const char *at = text.at;
	const char *end = text.at + text.length;

	while (at < end)
		put_char(t, text_next(&at, end));
}

static void put_words(struct page_terminal *t, const char *words)
{
	put_text(t, text_of(words));
}

static void put_sign(struct page_terminal *t, const char *utf8, char ascii)
{
	if (ascii == ' ')
		put_spaces(t, 1);
	else
		put_bytes(t, t->ascii ? &ascii : utf8, t->ascii ? 1 : strlen(utf8));
}

static void put_signs(struct page_terminal *t, const char *utf8, char ascii, int count)
{
	for (int i = 0; i < count; i++)
		put_sign(t, utf8, ascii);
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

static void put_lines(struct page_terminal *t, const char *words, int indent)
{
	struct text rest = text_of(words);

	while (rest.length > 0) {
		put_spaces(t, indent);
		put_text(t, next_line(&rest, (uint32_t)(PAGE_COLUMNS_MAX - indent)));
		end_line(t);
	}
}

/* --- words --- */

static void title(void *self, const char *title, const char *below)
{
	struct page_terminal *t = terminal(self);

	put_lines(t, title, 0);
	put_signs(t, "═", '=',
		(int)text_chars(text_of(title)) < PAGE_COLUMNS_MAX ? (int)text_chars(text_of(title))
								   : PAGE_COLUMNS_MAX);
	end_line(t);
	put_lines(t, below, 0);
}

static void heading(void *self, const char *text)
{
	struct page_terminal *t = terminal(self);

	end_line(t);
	put_lines(t, text, 0);
	put_signs(t, "─", '-', (int)text_chars(text_of(text)));
	end_line(t);
}

static void say(void *self, const char *text, enum page_tone tone)
{
	(void)tone;
	put_lines(terminal(self), text, INDENT);
}

static void figures(void *self, const struct page_figure *figures, uint32_t count)
{
	struct page_terminal *t = terminal(self);

	end_line(t);
	for (uint32_t i = 0; i < count; i++) {
		int chars = (int)text_chars(text_of(figures[i].value));

		put_spaces(t, chars < 12 ? 12 - chars : 0);
		put_words(t, figures[i].value);
		put_spaces(t, GAP);
		put_words(t, figures[i].name);
		end_line(t);
	}
}

/* --- tables --- */

static void put_cell_line(struct page_terminal *t, const struct page_column *column, struct text line, int depth)
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
static void put_row(struct page_terminal *t, const struct page_table *table, const struct page_cell *cells)
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
		end_line(t);
	}
}

static void table(void *self, const struct page_table *table)
{
	struct page_terminal *t = terminal(self);
	struct page_cell head[TABLE_COLUMNS_MAX] = {0};
	int chars = -GAP;

	end_line(t);
	put_lines(t, table->caption, INDENT);
	for (uint32_t i = 0; i < table->columns_count; i++) {
		head[i].text = table->columns[i].name;
		chars += table->columns[i].chars + GAP;
	}
	put_row(t, table, head);
	put_spaces(t, INDENT);
	put_signs(t, "─", '-', chars);
	end_line(t);
	for (uint32_t row = 0; row < table->rows_count; row++)
		put_row(t, table, &table->cells[row * table->columns_count]);
}

/* --- charts --- */

static void put_label(struct page_terminal *t, const char *label)
{
	struct text rest = text_of(label);
	struct text line = next_line(&rest, LABEL_CHARS);

	put_spaces(t, INDENT);
	put_text(t, line);
	put_spaces(t, LABEL_CHARS - (int)text_chars(line) + GAP);
}

static void put_bar(struct page_terminal *t, double share)
{
	static const char *const parts[EIGHTHS] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
	int eighths = (int)lround(share * BAR_CHARS * EIGHTHS);

	put_signs(t, "█", '#', eighths / EIGHTHS);
	if (!t->ascii)
		put_words(t, parts[eighths % EIGHTHS]);
}

static void bars(struct page_terminal *t, const struct page_chart *chart)
{
	double most = page_largest(chart);

	for (uint32_t i = 0; i < chart->points_count; i++) {
		put_label(t, chart->points[i].label);
		put_bar(t, most > 0 ? chart->points[i].value / most : 0);
		put_spaces(t, 1);
		put_words(t, chart->points[i].shown);
		end_line(t);
	}
}

static void put_column(struct page_terminal *t, const struct page_point *point, double most, int line)
{
	static const char *const parts[EIGHTHS + 1] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	int eighths = most > 0 && !point->none ? (int)lround(point->value / most * COLUMN_LINES * EIGHTHS) : 0;
	int here = eighths - line * EIGHTHS;

	here = here < 0 ? 0 : here > EIGHTHS ? EIGHTHS : here;
	put_sign(t, parts[here], here >= EIGHTHS / 2 ? '#' : here > 0 ? '.' : ' ');
}

static void put_right(struct page_terminal *t, const char *words, int chars)
{
	put_spaces(t, chars - (int)text_chars(text_of(words)));
	put_words(t, words);
}

static void put_columns_line(struct page_terminal *t, const struct page_chart *chart, double most, int line)
{
	bool wide = chart->points_count <= WIDE_POINTS_MAX;

	put_right(t, line == COLUMN_LINES - 1 ? chart->top : line == 0 ? "0" : "", AXIS_LABEL_CHARS);
	put_spaces(t, 1);
	put_sign(t, "│", '|');
	for (uint32_t i = 0; i < chart->points_count; i++) {
		for (int n = 0; n < (wide ? WIDE_CHARS - 1 : 1); n++)
			put_column(t, &chart->points[i], most, line);
		put_spaces(t, wide);
	}
	end_line(t);
}

static void columns(struct page_terminal *t, const struct page_chart *chart)
{
	const struct page_point *points = chart->points;
	bool wide = chart->points_count <= WIDE_POINTS_MAX;
	double most = page_largest(chart);

	for (int line = COLUMN_LINES - 1; line >= 0; line--)
		put_columns_line(t, chart, most, line);
	put_spaces(t, AXIS_LABEL_CHARS + 2);
	for (uint32_t i = 0; i < chart->points_count; i++) {
		struct text rest = text_of(wide ? points[i].label : points[i].mark ? "^" : " ");
		struct text label = next_line(&rest, WIDE_CHARS - 1);

		put_text(t, label);
		put_spaces(t, wide ? WIDE_CHARS - (int)text_chars(label) : 0);
	}
	end_line(t);
	if (wide)
		return;
	put_spaces(t, AXIS_LABEL_CHARS + 2);
	put_words(t, points[0].label);
	put_words(t, " to ");
	put_words(t, points[chart->points_count - 1].label);
	end_line(t);
}

/* 0 is in the middle. */
static void put_interval(struct page_terminal *t, const struct page_point *point)
{
	double most = page_reach(point);
	int half = AXIS_CHARS / 2;
	int from = half + (int)lround(point->low / most * half);
	int at = half + (int)lround(point->value / most * half);
	int to = half + (int)lround(point->high / most * half);

	for (int n = 0; n <= AXIS_CHARS; n++) {
		if (n == at)
			put_sign(t, "●", 'o');
		else if (n == from || n == to)
			put_sign(t, n == from ? "├" : "┤", '|');
		else if (n > from && n < to)
			put_sign(t, n == half ? "┼" : "─", n == half ? '+' : '-');
		else
			put_sign(t, n == half ? "┊" : " ", n == half ? ':' : ' ');
	}
}

static void intervals(struct page_terminal *t, const struct page_chart *chart)
{
	for (uint32_t i = 0; i < chart->points_count; i++) {
		put_label(t, chart->points[i].label);
		put_interval(t, &chart->points[i]);
		put_spaces(t, 1);
		put_words(t, chart->points[i].shown);
		end_line(t);
	}
	put_label(t, "");
	put_words(t, chart->low_means);
	put_right(t, chart->high_means, AXIS_CHARS + 1 - (int)text_chars(text_of(chart->low_means)));
	end_line(t);
}

static void chart(void *self, const struct page_chart *chart)
{
	struct page_terminal *t = terminal(self);

	end_line(t);
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
