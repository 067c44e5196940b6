/* Moments and days as text. What is local is local already: no time zone is applied. */
#ifndef FOYER_MOMENT_H
#define FOYER_MOMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* By `format`, as strftime() takes it. False: nobody knows when (0), or it does not fit; then `out` is "". */
bool moment_words(int64_t local_s, const char *format, char *out, size_t out_bytes);

/* "2026-11-22" in days since 1970-01-01. False: it is no day after that one. */
bool moment_day(const char *text, uint32_t *day);

#endif
