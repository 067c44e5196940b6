/* JSON written piece by piece, to a buffer or a FILE; commas, quotes and escapes are taken care of. One line, no
 * spaces, so that every root is a line of its own where that is the protocol. */
#ifndef FOYER_JSON_WRITE_H
#define FOYER_JSON_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { JSON_WRITE_DEPTH_MAX = 8 };

struct json_out {
	FILE *file;   /* NULL: to the buffer */
	char *buffer; /* always ends with a NUL */
	size_t room;
	size_t used;
	bool full; /* something did not fit, or could not be written: what is there is not whole */
	bool comma;
	uint8_t depth;
	char closer[JSON_WRITE_DEPTH_MAX];
};

void json_to_buffer(struct json_out *out, char *buffer, size_t buffer_bytes);
void json_to_file(struct json_out *out, FILE *file);

/* `name` is NULL for the root and inside a list. */
void json_put_map(struct json_out *out, const char *name);
void json_put_list(struct json_out *out, const char *name);
/* Ends the innermost map or list. */
void json_put_end(struct json_out *out);
/* Bytes that are not UTF-8 become U+FFFD. NULL is written as null. */
void json_put_text(struct json_out *out, const char *name, const char *text);
void json_put_whole(struct json_out *out, const char *name, int64_t value);
void json_put_flag(struct json_out *out, const char *name, bool value);

#endif
