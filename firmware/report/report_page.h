/* `foyer report menu` as a page. */
#ifndef FOYER_REPORT_PAGE_H
#define FOYER_REPORT_PAGE_H

#include "report/page.h"
#include "report/report_menu.h"
#include "report/report_words.h"

enum { REPORT_PAGE_BYTES = 1 << 21 }; /* of words and cells, of one section at a time */

struct report_page {
	const struct menu_report *report;
	struct page page;
	struct arena *arena; /* empty; reset between sections */
};

/* The whole page. */
void report_page(struct report_page *p);

/* Its parts, in report_page_*.c: in the order of the page. */
void report_page_effect(struct report_page *p);
void report_page_changes(struct report_page *p);
void report_page_rising(struct report_page *p);
void report_page_prompts(struct report_page *p);
void report_page_leaving(struct report_page *p);
void report_page_wanted(struct report_page *p);
void report_page_phrases(struct report_page *p);
void report_page_places(struct report_page *p);

/* What is proven of learning; where nothing is, whether it saves seconds. Ends with a space; "" where nobody is held
 * out. */
const char *report_page_verdict(struct report_page *p);

static inline const struct tree *report_tree(const struct menu_report *report)
{
	return menu_look_tree(report->look);
}

/* True: it happened in the days of the report. */
static inline bool report_is_within(const struct menu_report *report, int64_t local_s)
{
	const int64_t day_s = 24 * 60 * 60;

	return local_s >= report->day_from * day_s && (report->day_to == 0 || local_s < (report->day_to + 1) * day_s);
}

/* All else that is said: the menus and the other prompts. */
struct report_said report_around(const struct menu_report *r, uint16_t prompt);
/* Standard deviation of the seconds that stays there took. */
double report_spread(const struct report_node *node);
/* True: a count of it is too small to be shown. */
bool report_has_small(const struct change *change);

#endif
