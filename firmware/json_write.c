#include "json_write.h"

#include "base/check.h"
#include "base/text.h"

#include <inttypes.h>
#include <string.h>

void json_to_buffer(struct json_out *out, char *buffer, size_t buffer_bytes)
{
	CHECK(buffer_bytes > 0);
	*out = (struct json_out){.buffer = buffer, .room = buffer_bytes};
	buffer[0] = '\0';
}

void json_to_file(struct json_out *out, FILE *file)
{
	*out = (struct json_out){.file = file};
}

static void put(struct json_out *out, const char *bytes, size_t count)
{
	if (out->full)
		return;
	if (out->file) {
		out->full = fwrite(bytes, 1, count, out->file) != count;
		return;
	}
	if (count >= out->room - out->used) {
		out->full = true;
		return;
	}
	memcpy(out->buffer + out->used, bytes, count);
	out->used += count;
	out->buffer[out->used] = '\0';
}

static void put_string(struct json_out *out, const char *string)
{
	put(out, string, strlen(string));
}

static void put_escaped(struct json_out *out, uint32_t code_point)
{
	char bytes[8];
	int count;

	switch (code_point) {
	case '"': put_string(out, "\\\""); return;
	case '\\': put_string(out, "\\\\"); return;
	case '\n': put_string(out, "\\n"); return;
	case '\r': put_string(out, "\\r"); return;
	case '\t': put_string(out, "\\t"); return;
	default: break;
	}
	if (code_point < 0x20 || code_point == 0x7f)
		count = snprintf(bytes, sizeof(bytes), "\\u%04x", (unsigned)code_point);
	else
		count = (int)text_put(bytes, sizeof(bytes), code_point);
	put(out, bytes, (size_t)count);
}

static void put_quoted(struct json_out *out, const char *text)
{
	const char *end = text + strlen(text);
	uint32_t code_point;

	put_string(out, "\"");
	while ((code_point = text_next(&text, end)) != 0)
		put_escaped(out, code_point);
	put_string(out, "\"");
}

static void put_name(struct json_out *out, const char *name)
{
	CHECK(!name || out->depth > 0);
	if (out->comma)
		put_string(out, ",");
	if (name) {
		put_quoted(out, name);
		put_string(out, ":");
	}
	out->comma = true;
}

static void put_open(struct json_out *out, const char *name, const char *opener, char closer)
{
	CHECK(out->depth < JSON_WRITE_DEPTH_MAX);
	put_name(out, name);
	put_string(out, opener);
	out->closer[out->depth++] = closer;
	out->comma = false;
}

void json_put_map(struct json_out *out, const char *name)
{
	put_open(out, name, "{", '}');
}

void json_put_list(struct json_out *out, const char *name)
{
	put_open(out, name, "[", ']');
}

void json_put_end(struct json_out *out)
{
	CHECK(out->depth > 0);
	put(out, &out->closer[--out->depth], 1);
	/* The next root is a text of its own, not one more item. */
	out->comma = out->depth > 0;
}

void json_put_text(struct json_out *out, const char *name, const char *text)
{
	put_name(out, name);
	if (text)
		put_quoted(out, text);
	else
		put_string(out, "null");
}

void json_put_whole(struct json_out *out, const char *name, int64_t value)
{
	char digits[24];

	put_name(out, name);
	snprintf(digits, sizeof(digits), "%" PRId64, value);
	put_string(out, digits);
}

void json_put_flag(struct json_out *out, const char *name, bool value)
{
	put_name(out, name);
	put_string(out, value ? "true" : "false");
}
