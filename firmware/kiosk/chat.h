/* A conversation as lines of text: what foyer says and offers goes out, each line that comes in is an answer. A script
 * may use it: the next line is taken when the answer to the one before is complete. */
#ifndef FOYER_CHAT_H
#define FOYER_CHAT_H

#include "device.h"
#include "port/surface.h"

#include <stdbool.h>
#include <stdio.h>

struct chat;

struct chat_options {
	int in; /* descriptor to read lines from */
	FILE *out;
	bool json;            /* one JSON object a line */
	const char *language; /* two letters; NULL: the terminal's, otherwise the site's first */
};

MUST_USE enum err chat_open(struct chat **out, const struct chat_options *options);
void chat_close(struct chat *chat); /* NULL is fine */
struct surface chat_surface(struct chat *chat);

/* Begins a conversation, or goes on with the one that is open, until it is over. The end of the input, an interrupt
 * (SIGINT, SIGTERM) and a reader that went away are a customer who has hung up. */
void chat_run(struct chat *chat, struct whole *whole);

#endif
