/* A machine as data: `key = value` lines, `#` begins a remark. A new board is a file, not code. */
#ifndef FOYER_BOARD_H
#define FOYER_BOARD_H

#include "base/check.h"
#include "base/err.h"
#include "view/view.h"

#include <stdbool.h>
#include <stddef.h>

enum { BOARD_SOCKET_BYTES_MAX = 80 };

struct board {
	struct board_screen screen; /* as the customer sees it */
	uint16_t screen_rotation;   /* 0, 90, 180 or 270: degrees that the panel is turned clockwise */
	uint16_t sessions_max;
	uint16_t calls_max;   /* telephone calls at once; 0: there is no line */
	uint16_t hearing_max; /* utterances of callers that are put into words at once; 0: callers press keys only */
	bool audio;
	bool menu_heard; /* most customers hear the menu, on a telephone; may be left out: they see it */
	bool keyboard;   /* a real one is at hand, as on a desk; may be left out: no */
	char agents_socket[BOARD_SOCKET_BYTES_MAX]; /* in the data folder; "": nobody can take over here */
};

/* `path`: a board file. *why: one line "file:line: what: what to do". */
MUST_USE enum err board_read(struct board *out, const char *path, char *why, size_t why_bytes);
/* The same by its name in board/, or as a path if there is a slash or a dot in it. */
MUST_USE enum err board_find(struct board *out, const char *name, char *why, size_t why_bytes);

/* False: nothing but a telephone line. */
bool board_has_screen(const struct board *board);

#endif
