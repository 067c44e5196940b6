/* json.h on jansson. Jansson's own limit of depth is 2,048, more than anything we read needs and enough to make a
 * thread's stack an attacker's toy: it is judged before. */
#include "json.h"

#include <jansson.h>

#include <string.h>

/* Our opaque value is jansson's. */
static const json_t *inner(const struct json *value)
{
	return (const json_t *)value;
}

static const struct json *outer(const json_t *value)
{
	return (const struct json *)value;
}

/* Jansson mixes a secret into its tables when the first map is made; made here, no two threads ever do it at once. */
__attribute__((constructor)) static void begin(void)
{
	json_object_seed(0);
}

/* The line where it becomes too deep; 0: nowhere. Brackets in strings do not count. */
static unsigned too_deep(const char *text, size_t bytes)
{
	unsigned depth = 0;
	unsigned line = 1;
	bool quoted = false;

	for (size_t i = 0; i < bytes; i++) {
		char c = text[i];

		if (c == '\n')
			line++;
		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == '[' || c == '{') && ++depth > JSON_DEPTH_MAX)
			return line;
		else if (!quoted && (c == ']' || c == '}') && depth > 0)
			depth--;
	}
	return 0;
}

enum err json_parse(const char *text, size_t bytes, struct json **out, unsigned *line)
{
	json_error_t error;
	json_t *root;
	unsigned deep;
	unsigned nowhere;

	if (!line)
		line = &nowhere;
	*line = 1;
	*out = NULL;
	if (bytes > JSON_BYTES_MAX)
		return ERR_NO_SPACE;
	deep = too_deep(text, bytes);
	if (deep) {
		*line = deep;
		return ERR_FORMAT;
	}
	root = json_loadb(text, bytes, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	if (!root) {
		*line = error.line > 0 ? (unsigned)error.line : 1;
		return json_error_code(&error) == json_error_out_of_memory ? ERR_NO_SPACE : ERR_FORMAT;
	}
	*out = (struct json *)root;
	return ERR_NONE;
}

void json_close(struct json *root)
{
	json_decref((json_t *)root);
}

const struct json *json_member(const struct json *map, const char *name)
{
	return outer(json_object_get(inner(map), name));
}

const struct json *json_item(const struct json *list, size_t at)
{
	return outer(json_array_get(inner(list), at));
}

size_t json_count(const struct json *value)
{
	return json_is_array(inner(value)) ? json_array_size(inner(value)) : json_object_size(inner(value));
}

const char *json_text(const struct json *value)
{
	return json_string_value(inner(value));
}

bool json_whole(const struct json *value, int64_t *out)
{
	if (!json_is_integer(inner(value)))
		return false;
	*out = (int64_t)json_integer_value(inner(value));
	return true;
}

bool json_flag(const struct json *value)
{
	return json_is_true(inner(value));
}

void json_members(
	const struct json *map, bool (*each)(void *self, const char *name, const struct json *value), void *self)
{
	/* Jansson's walk wants a map it might change; this one does not. */
	json_t *object = (json_t *)(uintptr_t)map;

	for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at))
		if (!each(self, json_object_iter_key(at), outer(json_object_iter_value(at))))
			return;
}
