/* Dates and times as people say them. */
#ifndef FOYER_UNDERSTAND_WHEN_H
#define FOYER_UNDERSTAND_WHEN_H

#include "understand/units.h"

enum { SECONDS_PER_DAY = 86400, DATE_NONE = INT32_MIN, DATE_LAST = 2932896 /* 9999-12-31 */ };

/* Days since 1970-01-01, proleptic Gregorian; DATE_NONE if there is no such day. Years 1..9999; date_civil() of days in
 * them. */
int32_t date_day(int32_t year, int32_t month, int32_t month_day);
void date_civil(int32_t day, int32_t *year, int32_t *month, int32_t *month_day);

/* The one date that the words name; DATE_NONE: none or more than one. today: DATE_NONE if unknown, then only full dates
 * fit. without a year or month the next such date is meant, or, if `past`, the last one. */
int32_t when_date(const struct units *u, int32_t today, bool past);

/* Minutes of the day; -1: none or more than one. "at 3" without a word for the half of the day is the afternoon for 1
 * to 6, when businesses are open; "03:00" is the night. "Half past three", "le tre meno un quarto". */
int32_t when_time(const struct units *u);

#endif
