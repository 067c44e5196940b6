/* What both halves of record.c's work are written with. Nothing outside app/record*.c includes this. */
#ifndef FOYER_RECORD_BYTES_H
#define FOYER_RECORD_BYTES_H

#include "record.h"

#include <stddef.h>

enum { RECORD_FORMAT = 3 };

/* Writes one half of a record. */
struct pen {
	uint8_t *at;
	uint16_t bytes;
	uint16_t bytes_max;
};

void record_put(struct pen *pen, uint64_t value, unsigned bytes);
/* A length, then the bytes. Of a masked text only the length, in characters: that is what its asterisks show. */
void record_put_text(struct pen *words, const char *text, size_t text_max, bool masked);
/* strnlen() is not in C17. */
size_t record_length(const char *text, size_t text_max);

#endif
