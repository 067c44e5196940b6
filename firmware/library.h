/* A library that is loaded where it is first wanted: what brings many others along would cost every start of foyer.
 * Its adapter has a struct of pointers to its functions, and this fills it. */
#ifndef FOYER_LIBRARY_H
#define FOYER_LIBRARY_H

#include "base/check.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct library_name {
	const char *name; /* of a function in the library */
	size_t offset;    /* of its pointer in the table */
};

/* static, one for each library; the table's pointers mean nothing before library_load() said ERR_NONE. */
struct library {
	const char *file;    /* "libcurl.so.4" */
	const char *package; /* to be installed where it is missing */
	const struct library_name *names;
	size_t names_count;
	void *table;
	bool (*begin)(void); /* the library's own start, once, when the table is full; NULL: it needs none */
	bool loaded;
	bool told; /* of its absence: once is enough */
};

/* Any thread, any number of times; the first does it, and it stays. ERR_ABSENT: not installed, or too old (a line in
 * the log says which package is missing); ERR_NO_SPACE: it could not start. */
MUST_USE enum err library_load(struct library *library);

#endif
