/* The telephone line with all that belongs to it: what `foyer run` stands on where a board has calls. */
#ifndef FOYER_SWITCHBOARD_H
#define FOYER_SWITCHBOARD_H

#include "device.h"
#include "line/callers_kept.h"
#include "line/calls.h"
#include "line/line_config.h"
#include "line/operators.h"

struct switchboard {
	struct whole *whole; /* lent: opened, not started */
	struct line_config config;
	struct voice voice;
	struct prompts *prompts;
	struct recorder *recorder; /* NULL: nothing is recorded */
	struct voice pronounces;   /* for the decoders */
	struct recogniser decoders[DECODERS_MAX];
	uint8_t decoders_count; /* 0: callers press keys */
	struct hearing *hearing;
	struct line line;
	struct callers_kept callers;
	struct operators *operators; /* the device's agents from here on: closed with them */
	struct calls *calls;
	const struct content *foreseen; /* whose texts were made ahead */
	uint32_t foreseen_codecs;       /* and in which, as in prompts_codecs() */
	char recordings[PATH_BYTES_MAX];
	FILE *spoken; /* NULL: not written */
};

/* The line becomes the surface of CHANNEL_LINE; device_start() is next. Without a network it waits for one, until
 * stop_asked(). False: said on stderr, or stopped. */
MUST_USE bool switchboard_open(struct switchboard *board, struct whole *whole);
/* What callers are told is written to that file, too: for a test or a demonstration. False: said on stderr. */
MUST_USE bool switchboard_write_spoken(struct switchboard *board, const char *path);
/* Where calls are taken: "192.0.2.1:5060". */
const char *switchboard_place(const struct switchboard *board);
/* Rounds until stop_asked(); what was begun is brought to its end. */
void switchboard_run(struct switchboard *board);
void switchboard_close(struct switchboard *board); /* also after a failed open; before device_close() */

#endif
