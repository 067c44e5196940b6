/* The parts of gathering a report that have a file of their own. Of report_menu.c alone. */
#ifndef FOYER_REPORT_GATHER_H
#define FOYER_REPORT_GATHER_H

#include "report/report_menu.h"

/* False: the store cannot be read, or memory is short. */
MUST_USE bool report_gather_phrases(struct menu_report *report);
MUST_USE bool report_gather_demand(struct menu_report *report);

#endif
