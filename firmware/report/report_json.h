/* `foyer report menu --json`: the numbers of the page for programs, with ids. A count too small to show is null. */
#ifndef FOYER_REPORT_JSON_H
#define FOYER_REPORT_JSON_H

#include "json_write.h"
#include "report/report_menu.h"

#include <stdio.h>

/* One object and a line's end. False: it could not be written. */
bool report_json(const struct menu_report *report, FILE *out);

/* One change with its numbers, as a map. hide: what is too small leaves the house as null. */
void report_json_change(struct json_out *json, const struct report_change *change, bool hide);

#endif
