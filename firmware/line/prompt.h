/* One sentence as ready frames, shared by all calls that play it. Safe from several threads; whoever holds it may read
 * it. */
#ifndef FOYER_PROMPT_H
#define FOYER_PROMPT_H

#include "line/codec.h"

#include <stdbool.h>

struct line_prompt;

/* Begun by whoever makes it: one hold, nothing to hear yet. NULL: no memory. */
struct line_prompt *prompt_new(enum codec codec);
/* Ends its making: `frames` (malloc'ed, frames_count * CODEC_FRAME_BYTES) is the prompt's from now on; NULL with 0: it
 * is silent (it could not be made). Once. */
void prompt_finish(struct line_prompt *prompt, uint8_t *frames, size_t frames_count);

struct line_prompt *prompt_keep(struct line_prompt *prompt); /* one more hold */
void prompt_drop(struct line_prompt *prompt);                /* one less; NULL is fine */

enum codec prompt_codec(const struct line_prompt *prompt);
/* False: it is still being made. */
bool prompt_ready(const struct line_prompt *prompt);
/* 20 ms of it; NULL behind its end. Only of one that is ready. */
const uint8_t *prompt_frame(const struct line_prompt *prompt, size_t at);

#endif
