/* The same frame by the usual means. */
#ifndef FOYER_BENCH_PEER_FRAME_H
#define FOYER_BENCH_PEER_FRAME_H

#include "view/view.h"

struct peer_frame;

/* NULL: SDL2_ttf was not there when this was built, or its fonts are not. */
struct peer_frame *peer_frame_open(int width, int height);
void peer_frame_draw(struct peer_frame *peer, const struct view *view);
void peer_frame_close(struct peer_frame *peer); /* accepts NULL */

#endif
