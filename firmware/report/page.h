/* A report as the pieces of a page, so that the terminal and the printed page say the same. All texts are plain UTF-8
 * and lent for the call. */
#ifndef FOYER_PAGE_H
#define FOYER_PAGE_H

#include "base/check.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum page_tone { TONE_PLAIN, TONE_GOOD, TONE_BAD, TONE_SOFT };

struct page_cell {
	const char *text;
	uint8_t tone;  /* enum page_tone */
	uint8_t depth; /* how far it is moved in: a tree's branch */
};

struct page_column {
	const char *name;
	uint8_t chars; /* width in a terminal, below 80 */
	bool number;   /* stands at the right; otherwise text, which is broken into lines */
};

struct page_table {
	const char *caption;
	const struct page_column *columns;
	uint32_t columns_count;
	const struct page_cell *cells; /* row after row */
	uint32_t rows_count;
};

enum page_chart_kind {
	CHART_BARS,      /* lying: a label, a bar from 0, the value */
	CHART_COLUMNS,   /* standing, in time: value from 0; a mark under a point is told in the caption */
	CHART_INTERVALS, /* value between low and high, and where 0 is */
};

struct page_point {
	const char *label;
	const char *shown; /* the value in words: "12 %" */
	double value;
	double low;
	double high;
	uint8_t tone;
	bool none; /* nothing is known here */
	bool mark;
};

struct page_chart {
	uint8_t kind; /* enum page_chart_kind */
	const char *caption;
	const char *alt;        /* the same for who does not see it */
	const char *low_means;  /* intervals: what lies left of 0 */
	const char *high_means; /* and right of it */
	const char *top;        /* columns: the largest value in words */
	const struct page_point *points;
	uint32_t points_count;
};

/* Of the values that are known; 0: none is above it. */
double page_largest(const struct page_chart *chart);
/* How far an interval goes from 0 to either side; above 0. Each has a scale of its own: what they are in differs. */
double page_reach(const struct page_point *point);

struct page_figure { /* a number and what it is */
	const char *value;
	const char *name;
	uint8_t tone;
};

struct page_ops {
	void (*title)(void *self, const char *title, const char *below);
	void (*heading)(void *self, const char *text);
	void (*say)(void *self, const char *text, enum page_tone tone); /* a paragraph; soft: small print */
	void (*figures)(void *self, const struct page_figure *figures, uint32_t count);
	void (*table)(void *self, const struct page_table *table);
	void (*chart)(void *self, const struct page_chart *chart);
	void (*end)(void *self);
};

struct page {
	const struct page_ops *ops;
	void *self;
};

/* In lines of at most 100 columns. ascii: for a terminal that shows nothing else. */
struct page_terminal {
	FILE *out;
	bool ascii;
	uint32_t spaces; /* that wait for what follows */
};
struct page page_terminal(struct page_terminal *self);

/* One HTML file that needs nothing else: no script, no picture or letters from elsewhere; also well-formed XML. */
struct page_html {
	FILE *out;
	uint32_t pictures; /* so far, for their names */
};
struct page page_html(struct page_html *self);

enum { PAGE_COLUMNS_MAX = 100 };

#endif
