#include "keyfile.h"

#include "base/text.h"

#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES_MAX = KEYFILE_VALUE_BYTES_MAX + 100, SHOWN_BYTES = 80 };

struct reading {
	const struct keyfile *keyfile;
	unsigned line;
	unsigned mistakes;
	bool seen[KEYFILE_KEYS_MAX];
	char *why;
	size_t why_bytes;
};

bool keyfile_number(void *out, const struct keyfile_key *key, const char *value)
{
	char *end;
	long number = strtol(value, &end, 10);
	uint16_t small;

	if (end == value || *end || number < key->min || number > key->max)
		return false;
	small = (uint16_t)number;
	memcpy(out, &small, sizeof(small));
	return true;
}

bool keyfile_yes_no(void *out, const struct keyfile_key *key, const char *value)
{
	bool yes = strcmp(value, "yes") == 0;

	(void)key;
	if (!yes && strcmp(value, "no") != 0)
		return false;
	memcpy(out, &yes, sizeof(yes));
	return true;
}

bool keyfile_name(void *out, const struct keyfile_key *key, const char *value)
{
	if ((long)strlen(value) >= key->max)
		return false;
	snprintf(out, (size_t)key->max, "%s", value);
	return true;
}

/* Whatever the file holds, bytes of no text do nothing to a terminal. */
static void printable(const char *value, char *out, size_t out_bytes)
{
	const char *end = value + strlen(value);
	size_t length = 0;
	uint32_t point;

	while ((point = text_next(&value, end)) != 0 && length + 5 < out_bytes) {
		bool is_control = point < ' ' || (point >= 0x7f && point < 0xa0) || point == 0xfffd;

		length += text_put(out + length, out_bytes - 1 - length, is_control ? '?' : point);
	}
	out[length] = '\0';
}

static bool wrong(struct reading *r, const char *what, const char *value)
{
	const struct keyfile_tell *tell = r->keyfile->tell;
	char shown[SHOWN_BYTES];
	char text[SHOWN_BYTES + 200];

	printable(value, shown, sizeof(shown));
	snprintf(text, sizeof(text), "%s, not \"%s\"", what, shown);
	if (r->mistakes++ == 0)
		snprintf(r->why, r->why_bytes, "%s:%u: %s", r->keyfile->path, r->line, text);
	if (tell)
		tell->mistake(tell->self, r->line, text);
	return false;
}

static bool wrong_value(struct reading *r, const struct keyfile_key *key, const char *value)
{
	char what[160];

	if (key->must)
		snprintf(what, sizeof(what), "%s must be %s", key->name, key->must);
	else
		snprintf(
			what, sizeof(what), "%s must be a whole number from %ld to %ld", key->name, key->min, key->max);
	return wrong(r, what, value);
}

/* The text without the spaces around it; changes it in place. */
static char *trimmed(char *text)
{
	char *end = text + strlen(text);

	while (end > text && isspace((unsigned char)end[-1]))
		*--end = '\0';
	while (isspace((unsigned char)*text))
		text++;
	return text;
}

static bool take_key(struct reading *r, const char *name, const char *value)
{
	const struct keyfile *keyfile = r->keyfile;
	char what[160];

	for (unsigned i = 0; i < keyfile->count; i++) {
		const struct keyfile_key *key = &keyfile->keys[i];

		if (strcmp(key->name, name) != 0)
			continue;
		if (r->seen[i])
			return wrong(r, "a key may stand only once", name);
		r->seen[i] = true;
		return key->take((char *)keyfile->out + key->offset, key, value) || wrong_value(r, key, value);
	}
	snprintf(what, sizeof(what), "its keys are those of %s", keyfile->example);
	return wrong(r, what, name);
}

static bool take_line(struct reading *r, char *line)
{
	char *remark = strchr(line, '#');
	char *equals;

	if (remark)
		*remark = '\0';
	line = trimmed(line);
	if (!*line)
		return true;
	equals = strchr(line, '=');
	if (!equals)
		return wrong(r, "a line must be \"key = value\"", line);
	*equals = '\0';
	return take_key(r, trimmed(line), trimmed(equals + 1));
}

static bool is_whole(struct reading *r)
{
	const struct keyfile *keyfile = r->keyfile;

	for (unsigned i = 0; i < keyfile->count; i++) {
		const char *name = keyfile->keys[i].name;

		if (r->seen[i] || keyfile->keys[i].optional)
			continue;
		snprintf(r->why, r->why_bytes, "%s: %s is missing: add \"%s = ...\" as in %s", keyfile->path, name,
			name, keyfile->example);
		return false;
	}
	return true;
}

enum err keyfile_read(const struct keyfile *keyfile, char *why, size_t why_bytes)
{
	struct reading r = {.keyfile = keyfile, .why = why, .why_bytes = why_bytes};
	char line[LINE_BYTES_MAX];
	FILE *file = fopen(keyfile->path, "re");
	bool good;

	CHECK(keyfile->count <= KEYFILE_KEYS_MAX);
	if (!file) {
		int code = errno;

		snprintf(why, why_bytes, "%s: %s: name another, or write one as %s", keyfile->path, strerror(code),
			keyfile->example);
		return code == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	}
	while (r.mistakes < (keyfile->tell ? KEYFILE_MISTAKES_MAX : 1) && fgets(line, sizeof(line), file)) {
		r.line++;
		(void)take_line(&r, line);
	}
	good = r.mistakes == 0 && is_whole(&r);
	fclose(file);
	return good ? ERR_NONE : ERR_FORMAT;
}

unsigned keyfile_line(const char *path, const char *name)
{
	char line[LINE_BYTES_MAX];
	FILE *file = fopen(path, "re");
	unsigned at = 0;
	bool found = false;

	while (file && !found && fgets(line, sizeof(line), file)) {
		char *equals = strchr(line, '=');

		at++;
		if (!equals)
			continue;
		*equals = '\0';
		found = strcmp(trimmed(line), name) == 0;
	}
	if (file)
		fclose(file);
	return found ? at : 0;
}
