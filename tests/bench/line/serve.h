/* A line of our own for counting: it takes every call and speaks to it without end; keys stop a sentence, and the next
 * one begins. Its instructions are those of signalling, sound and keys alone. */
#ifndef FOYER_SERVE_H
#define FOYER_SERVE_H

#include "line/prompt.h"

#include <stdint.h>

/* Some ten seconds of made speech, G.711 A-law. NULL: there is no voice. */
struct line_prompt *serve_speech(void);
/* Until SIGTERM. An exit status. */
int serve(uint16_t port, uint16_t calls_max);

#endif
