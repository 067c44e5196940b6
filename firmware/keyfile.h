/* A file of `key = value` lines, `#` begins a remark: what boards and looks are written in. What nobody takes is a
 * mistake. */
#ifndef FOYER_KEYFILE_H
#define FOYER_KEYFILE_H

#include "base/check.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum { KEYFILE_KEYS_MAX = 64, KEYFILE_VALUE_BYTES_MAX = 200, KEYFILE_MISTAKES_MAX = 20 /* told of one file */ };

struct keyfile_key {
	const char *name;
	/* Puts the value at `out`; false: it is none, and then `must` says what it must be. */
	bool (*take)(void *out, const struct keyfile_key *key, const char *value);
	size_t offset;    /* in the struct that is filled */
	long min;         /* keyfile_number: from here ... */
	long max;         /* ... to here; keyfile_name: bytes with the NUL */
	const char *must; /* "yes or no"; NULL: "a whole number from min to max" */
	bool optional;
};

/* Who hears of every mistake, not only of the first; `what` may be printed on any terminal. */
struct keyfile_tell {
	void (*mistake)(void *self, unsigned line, const char *what);
	void *self;
};

struct keyfile {
	const char *path;
	const struct keyfile_key *keys;
	unsigned count;
	void *out;
	const char *example;             /* a file that has every key, for the messages */
	const struct keyfile_tell *tell; /* NULL: nobody does */
};

bool keyfile_number(void *out, const struct keyfile_key *key, const char *value); /* uint16_t */
bool keyfile_yes_no(void *out, const struct keyfile_key *key, const char *value); /* bool */
bool keyfile_name(void *out, const struct keyfile_key *key, const char *value);   /* char[max] */

/* Fills what the file names and leaves the rest of *out as it is. *why: the first mistake, one line "file:line: what:
 * what to do". */
MUST_USE enum err keyfile_read(const struct keyfile *keyfile, char *why, size_t why_bytes);
/* The line at which the file names that key; 0: nowhere. */
unsigned keyfile_line(const char *path, const char *name);

#endif
