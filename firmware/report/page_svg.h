/* A chart of a page as a picture in SVG 1.1, inline in HTML. */
#ifndef FOYER_PAGE_SVG_H
#define FOYER_PAGE_SVG_H

#include "report/page.h"

/* `number`: of the picture in its page, for the names of its title and description. */
void page_svg(FILE *out, const struct page_chart *chart, uint32_t number);

#endif
