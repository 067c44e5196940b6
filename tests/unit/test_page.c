/* A page in a terminal, line by line, and as HTML: the same page, whatever its words are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/page.h"
#include "report/page_svg.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_BYTES = 1 << 16 };

static const struct page_point points[] = {
	{.label = "Mon", .shown = "4", .value = 4, .low = 1, .high = 6},
	{.label = "Tue <b>", .shown = "1", .value = 1, .low = -1, .high = 3, .mark = true},
	{.label = "Wed", .shown = "?", .none = true},
};

static struct page_chart chart_of(uint8_t kind)
{
	return (struct page_chart){.kind = kind,
		.caption = "Chart",
		.alt = "Most on Monday & Tuesday.",
		.low_means = "better",
		.high_means = "worse",
		.top = "4",
		.points = points,
		.points_count = kind == CHART_INTERVALS ? 2 : 3};
}

static void put_charts(struct page page)
{
	const struct page_chart bars = chart_of(CHART_BARS);
	const struct page_chart columns = chart_of(CHART_COLUMNS);
	const struct page_chart intervals = chart_of(CHART_INTERVALS);

	page.ops->chart(page.self, &bars);
	page.ops->chart(page.self, &columns);
	page.ops->chart(page.self, &intervals);
}

static void put_page(struct page page)
{
	static const struct page_column columns[] = {{"Place", 12, false}, {"Came", 6, true}};
	static const struct page_cell cells[] = {{"Cards", TONE_PLAIN, 0}, {"1,204", TONE_PLAIN, 0},
		{"Lost or stolen card", TONE_BAD, 1}, {"<5", TONE_SOFT, 0}};
	static const struct page_figure figures[] = {{"75 %", "got what they wanted", TONE_GOOD}};

	page.ops->title(page.self, "What helps – \"è\"", "below");
	page.ops->figures(page.self, figures, 1);
	page.ops->heading(page.self, "Heading");
	page.ops->say(page.self, "A word\x1b[2J and \xff another.", TONE_PLAIN);
	page.ops->table(page.self, &(struct page_table){"Table", columns, 2, cells, 2});
	put_charts(page);
	page.ops->end(page.self);
}

static char *print(bool html, bool ascii)
{
	static char out[PAGE_BYTES];
	FILE *file = fmemopen(out, sizeof(out), "w");
	struct page_terminal terminal = {.out = file, .ascii = ascii};
	struct page_html page = {.out = file};

	assert_non_null(file);
	put_page(html ? page_html(&page) : page_terminal(&terminal));
	fputc('\0', file);
	assert_int_equal(fclose(file), 0);
	return out;
}

static void a_terminal_shows_it_in_these_lines(void **state)
{
	(void)state;
	assert_string_equal(print(false, false),
		"What helps – \"è\"\n"
		"════════════════\n"
		"below\n"
		"\n"
		"        75 % got what they wanted\n"
		"\n"
		"Heading\n"
		"───────\n"
		"  A word [2J and � another.\n"
		"\n"
		"  Table\n"
		"  Place          Came\n"
		"  ───────────────────\n"
		"  Cards         1,204\n"
		"    Lost or        <5\n"
		"      stolen\n"
		"      card\n"
		"\n"
		"  Chart\n"
		"  Mon                                ████████████████████████████████████████ 4\n"
		"  Tue <b>                            ██████████ 1\n"
		"  Wed                                 ?\n"
		"\n"
		"  Chart\n"
		"         4 │█████\n"
		"           │█████\n"
		"           │█████\n"
		"         0 │█████ █████\n"
		"            Mon   Tue   Wed\n"
		"\n"
		"  Chart\n"
		"  Mon                                                    ┊  ├─────────●──────┤ 4\n"
		"  Tue <b>                                         ├──────┼──────●────────────┤ 1\n"
		"                                     better                              worse\n");
}

static void a_simple_terminal_shows_only_letters_that_it_has(void **state)
{
	const char *out = print(false, true);

	(void)state;
	for (const char *at = out; *at; at++)
		assert_true(*at == '\n' || (*at >= ' ' && *at <= '~'));
	assert_non_null(strstr(out, "What helps - \"?\"\n================\n"));
	assert_non_null(strstr(out, "|#####\n"));
	assert_non_null(strstr(out, "|---------o------|"));
}

static void no_line_is_wider_or_ends_with_a_space(void **state)
{
	char *line = print(false, false);

	(void)state;
	for (line = strtok(line, "\n"); line; line = strtok(NULL, "\n")) {
		assert_true(line[strlen(line) - 1] != ' ');
		assert_true(strlen(line) <= 3 * PAGE_COLUMNS_MAX);
	}
}

static void html_keeps_words_words(void **state)
{
	const char *out = print(true, false);

	(void)state;
	assert_null(strstr(out, "<b>"));
	assert_null(strchr(out, '\x1b'));
	assert_non_null(strstr(out, "Tue &lt;b&gt;"));
	assert_non_null(strstr(out, "Most on Monday &amp; Tuesday."));
	assert_non_null(strstr(out, "A word�[2J and � another."));
	assert_non_null(strstr(out, "<h1>What helps – &quot;è&quot;</h1>"));
	assert_non_null(strstr(out, "<td class=\"n w soft d0\">&lt;5</td>"));
}

/* Each picture has a name and a description of its own, for who does not see it. */
static void every_picture_can_be_read_aloud(void **state)
{
	const char *out = print(true, false);
	char names[64];

	(void)state;
	for (unsigned i = 1; i <= 3; i++) {
		snprintf(names, sizeof(names), "aria-labelledby=\"t%u d%u\"", i, i);
		assert_non_null(strstr(out, names));
		snprintf(names, sizeof(names), "<title id=\"t%u\">Chart</title>", i);
		assert_non_null(strstr(out, names));
	}
	assert_null(strstr(out, "\"t4 "));
}

/* Nothing to draw, and numbers that are all the same: no division by nothing. */
static void an_empty_chart_harms_nobody(void **state)
{
	static char out[PAGE_BYTES];
	FILE *file = fmemopen(out, sizeof(out), "w");
	struct page_terminal terminal = {.out = file};
	struct page page = page_terminal(&terminal);

	(void)state;
	for (uint8_t kind = CHART_BARS; kind <= CHART_INTERVALS; kind++) {
		struct page_point zero = {.label = "", .shown = ""};
		struct page_chart chart = chart_of(kind);

		chart.points = &zero;
		for (chart.points_count = 0; chart.points_count < 2; chart.points_count++) {
			page.ops->chart(page.self, &chart);
			page_svg(file, &chart, 1);
		}
	}
	fputc('\0', file);
	assert_int_equal(fclose(file), 0);
	assert_null(strstr(out, "nan"));
	assert_null(strstr(out, "inf"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_terminal_shows_it_in_these_lines),
		cmocka_unit_test(a_simple_terminal_shows_only_letters_that_it_has),
		cmocka_unit_test(no_line_is_wider_or_ends_with_a_space),
		cmocka_unit_test(html_keeps_words_words),
		cmocka_unit_test(every_picture_can_be_read_aloud),
		cmocka_unit_test(an_empty_chart_harms_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
