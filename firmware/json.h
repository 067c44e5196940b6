/* JSON that somebody else wrote, parsed whole into a tree that is only read. Implementation: adapter/json_jansson.c. */
#ifndef FOYER_JSON_H
#define FOYER_JSON_H

#include "base/check.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	JSON_BYTES_MAX = 4 << 20,
	JSON_DEPTH_MAX = 32, /* lists and maps inside each other */
};

/* A value of the tree, lent until json_close() of its root. */
struct json;

/* ERR_FORMAT: not JSON, deeper than JSON_DEPTH_MAX, a name twice in one map, or not UTF-8; *line is where, from 1.
 * ERR_NO_SPACE: more than JSON_BYTES_MAX, or no memory. On any error *out is NULL. `line` may be NULL. */
MUST_USE enum err json_parse(const char *text, size_t bytes, struct json **out, unsigned *line);
void json_close(struct json *root); /* NULL is fine */

/* Every accessor takes NULL and any kind of value, so that a chain of them needs one check at its end. */
const struct json *json_member(const struct json *map, const char *name);
const struct json *json_item(const struct json *list, size_t at);
/* Members of a map or items of a list; 0 for anything else. */
size_t json_count(const struct json *value);
/* NULL: not a text. UTF-8 without a NUL inside. */
const char *json_text(const struct json *value);
/* False: not a whole number. */
bool json_whole(const struct json *value, int64_t *out);
/* True only for `true`. */
bool json_flag(const struct json *value);
/* Calls `each` for the members of a map in the order of the text; it returns false to stop. */
void json_members(
	const struct json *map, bool (*each)(void *self, const char *name, const struct json *value), void *self);

#endif
