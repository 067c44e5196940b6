/* Mistakes in content, for the person with the stick: `file:line: what: what to do`. All of one run are gathered. */
#ifndef FOYER_CONTENT_PROBLEM_H
#define FOYER_CONTENT_PROBLEM_H

#include <stdbool.h>
#include <stdint.h>

enum { PROBLEM_BYTES_MAX = 256, PROBLEMS_MAX = 400 };

struct problem {
	char text[PROBLEM_BYTES_MAX]; /* "menu.yaml:12: what: what to do" */
};

struct problems {
	struct problem list[PROBLEMS_MAX];
	uint16_t count;   /* in the list, in the order of files and lines once sorted */
	uint32_t dropped; /* beyond PROBLEMS_MAX */
};

/* `file` may be NULL (the site as a whole), line 0: the file as a whole. */
__attribute__((format(printf, 4, 5))) void problem_add(
	struct problems *problems, const char *file, uint32_t line, const char *format, ...);

/* By file, then line; equal ones once. */
void problems_sort(struct problems *problems);

#endif
