#include "board.h"

#include "keyfile.h"
#include "limits.h"
#include "paths.h"

#include <stdio.h>
#include <string.h>

/* 0, 90, 180 or 270 */
static bool take_turn(void *out, const struct keyfile_key *key, const char *value)
{
	uint16_t degrees;

	if (!keyfile_number(&degrees, key, value) || degrees % 90 != 0)
		return false;
	memcpy(out, &degrees, sizeof(degrees));
	return true;
}

/* clang-format off */
static const struct keyfile_key keys[] = {
	{ "screen_width_px",  keyfile_number, offsetof(struct board, screen.width_px),  320, 7680, NULL, true },
	{ "screen_height_px", keyfile_number, offsetof(struct board, screen.height_px), 240, 7680, NULL, true },
	{ "screen_width_mm",  keyfile_number, offsetof(struct board, screen.width_mm),   50, 3000, NULL, true },
	{ "screen_height_mm", keyfile_number, offsetof(struct board, screen.height_mm),  50, 3000, NULL, true },
	{ "screen_rotation",  take_turn,      offsetof(struct board, screen_rotation),    0, 270,
		"0, 90, 180 or 270: how far the panel is turned clockwise", true },
	{ "sessions_max",     keyfile_number, offsetof(struct board, sessions_max),       1, SESSIONS_MAX, NULL, false },
	{ "calls_max",        keyfile_number, offsetof(struct board, calls_max),          1, 1000, NULL, true },
	{ "hearing_max",      keyfile_number, offsetof(struct board, hearing_max),        1, 64, NULL, true },
	{ "audio",            keyfile_yes_no, offsetof(struct board, audio),              0, 0, "yes or no", false },
	{ "keyboard",         keyfile_yes_no, offsetof(struct board, keyboard),           0, 0, "yes or no", true },
	{ "menu_heard",       keyfile_yes_no, offsetof(struct board, menu_heard),         0, 0, "yes or no", true },
	{ "agents_socket",    keyfile_name,   offsetof(struct board, agents_socket),      0, BOARD_SOCKET_BYTES_MAX,
		"shorter than 80 letters", false },
};
/* clang-format on */

/* A screen has all its sizes, and a machine without one has at least a telephone line. */
static enum err judge(const struct board *board, const char *path, char *why, size_t why_bytes)
{
	const struct board_screen *screen = &board->screen;
	const struct {
		const char *name;
		uint16_t value;
	} sizes[] = {{"screen_width_px", screen->width_px}, {"screen_height_px", screen->height_px},
		{"screen_width_mm", screen->width_mm}, {"screen_height_mm", screen->height_mm}};

	if (board->calls_max && !board_has_screen(board))
		return ERR_NONE;
	for (unsigned i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		if (sizes[i].value)
			continue;
		snprintf(why, why_bytes, "%s: %s is missing: add \"%s = ...\" as in board/desk/desk.board", path,
			sizes[i].name, sizes[i].name);
		return ERR_FORMAT;
	}
	return ERR_NONE;
}

bool board_has_screen(const struct board *board)
{
	const struct board_screen *screen = &board->screen;

	return screen->width_px || screen->height_px || screen->width_mm || screen->height_mm;
}

enum err board_read(struct board *out, const char *path, char *why, size_t why_bytes)
{
	const struct keyfile keyfile = {path, keys, sizeof(keys) / sizeof(keys[0]), out, "board/desk/desk.board", NULL};

	enum err err;

	memset(out, 0, sizeof(*out));
	err = keyfile_read(&keyfile, why, why_bytes);
	return err ? err : judge(out, path, why, why_bytes);
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
