/* Numbers of a report as words. All texts lie in the arena until it is reset; a full arena gives "". */
#ifndef FOYER_REPORT_WORDS_H
#define FOYER_REPORT_WORDS_H

#include "base/arena.h"

__attribute__((format(printf, 2, 3))) const char *words_say(struct arena *arena, const char *format, ...);
/* "2,712"; below REPORT_CELL_MIN: "<5". */
const char *words_count(struct arena *arena, uint64_t count);
/* "87 %", "8.4 %" of `of`; "<5" for a count too small to show, "-" where there is nothing to be a part of. */
const char *words_share(struct arena *arena, uint64_t count, uint64_t of);
/* "21 Nov 2026"; 0: "-". */
const char *words_day(struct arena *arena, uint32_t day);
/* "21 Nov" */
const char *words_date(struct arena *arena, uint32_t day);
/* "21 Nov, 14:05"; 0: "-". */
const char *words_moment(struct arena *arena, int64_t local_s);
/* "18.2 s" */
const char *words_seconds(struct arena *arena, double seconds);

#endif
