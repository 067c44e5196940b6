#include "board.h"

#include "limits.h"
#include "paths.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES_MAX = 256, KEYS_COUNT = 7 };

struct reading {
	const char *path;
	unsigned line;
	struct board *board;
	bool seen[KEYS_COUNT];
	char *why;
	size_t why_bytes;
};

struct key {
	const char *name;
	bool (*take)(struct reading *r, const struct key *key, const char *value);
	size_t offset;
	long min;
	long max;
};

static bool wrong(struct reading *r, const char *what, const char *value)
{
	snprintf(r->why, r->why_bytes, "%s:%u: %s, not \"%s\"", r->path, r->line, what, value);
	return false;
}

static bool take_number(struct reading *r, const struct key *key, const char *value)
{
	char what[80];
	char *end;
	long number = strtol(value, &end, 10);
	uint16_t small;

	if (end == value || *end || number < key->min || number > key->max) {
		snprintf(
			what, sizeof(what), "%s must be a whole number from %ld to %ld", key->name, key->min, key->max);
		return wrong(r, what, value);
	}
	small = (uint16_t)number;
	memcpy((char *)r->board + key->offset, &small, sizeof(small));
	return true;
}

static bool take_yes_no(struct reading *r, const struct key *key, const char *value)
{
	bool yes = strcmp(value, "yes") == 0;

	if (!yes && strcmp(value, "no") != 0)
		return wrong(r, "audio must be yes or no", value);
	memcpy((char *)r->board + key->offset, &yes, sizeof(yes));
	return true;
}

static bool take_name(struct reading *r, const struct key *key, const char *value)
{
	if (strlen(value) >= BOARD_SOCKET_BYTES_MAX)
		return wrong(r, "agents_socket must be shorter than 80 letters", value);
	snprintf((char *)r->board + key->offset, BOARD_SOCKET_BYTES_MAX, "%s", value);
	return true;
}

/* clang-format off */
static const struct key keys[KEYS_COUNT] = {
	{ "screen_width_px",  take_number, offsetof(struct board, screen.width_px),  320, 7680 },
	{ "screen_height_px", take_number, offsetof(struct board, screen.height_px), 240, 7680 },
	{ "screen_width_mm",  take_number, offsetof(struct board, screen.width_mm),   50, 3000 },
	{ "screen_height_mm", take_number, offsetof(struct board, screen.height_mm),  50, 3000 },
	{ "sessions_max",     take_number, offsetof(struct board, sessions_max),       1, SESSIONS_MAX },
	{ "audio",            take_yes_no, offsetof(struct board, audio),              0, 0 },
	{ "agents_socket",    take_name,   offsetof(struct board, agents_socket),      0, 0 },
};
/* clang-format on */

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
	for (unsigned i = 0; i < KEYS_COUNT; i++) {
		if (strcmp(keys[i].name, name) != 0)
			continue;
		if (r->seen[i])
			return wrong(r, "a key may stand only once", name);
		r->seen[i] = true;
		return keys[i].take(r, &keys[i], value);
	}
	return wrong(r, "a board has the keys of board/desk/desk.board", name);
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
	for (unsigned i = 0; i < KEYS_COUNT; i++) {
		if (r->seen[i])
			continue;
		snprintf(r->why, r->why_bytes, "%s: %s is missing: add \"%s = ...\" as in board/desk/desk.board",
			r->path, keys[i].name, keys[i].name);
		return false;
	}
	return true;
}

enum err board_read(struct board *out, const char *path, char *why, size_t why_bytes)
{
	struct reading r = {.path = path, .board = out, .why = why, .why_bytes = why_bytes};
	char line[LINE_BYTES_MAX];
	FILE *file = fopen(path, "re");
	bool good = true;

	memset(out, 0, sizeof(*out));
	if (!file) {
		int code = errno;

		snprintf(why, why_bytes, "%s: %s: name a board with --board, or a board file", path, strerror(code));
		return code == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	}
	while (good && fgets(line, sizeof(line), file)) {
		r.line++;
		good = take_line(&r, line);
	}
	good = good && is_whole(&r);
	fclose(file);
	return good ? ERR_NONE : ERR_FORMAT;
}

enum err board_find(struct board *out, const char *name, char *why, size_t why_bytes)
{
	char path[PATH_BYTES_MAX];
	char file[PATH_BYTES_MAX];

	if (strchr(name, '/') || strchr(name, '.'))
		return board_read(out, name, why, why_bytes);
	snprintf(file, sizeof(file), "board/%s/%s.board", name, name);
	if (paths_share(".", file, path, sizeof(path)))
		return board_read(out, path, why, why_bytes);
	snprintf(why, why_bytes, "board \"%s\": there is no such board: use --board desk, or name a board file", name);
	return ERR_NOT_FOUND;
}
