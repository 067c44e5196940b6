/* The screen on SDL2: a window, a whole panel, or a picture in memory. */
#ifndef FOYER_ADAPTER_SCREEN_SDL_H
#define FOYER_ADAPTER_SCREEN_SDL_H

#include "base/check.h"
#include "port/screen.h"

struct screen_sdl_options {
	const char *title;
	uint16_t width_px; /* of the views that will be drawn */
	uint16_t height_px;
	bool whole_panel; /* no window round it; views are scaled to the panel */
};

/* ERR_ABSENT: no display, or no fonts; what to do is logged in one line. On an error *out->ops is NULL. */
MUST_USE enum err screen_sdl_open(struct screen *out, const struct screen_sdl_options *options);
/* Draws without a display, for pictures; it never has input. */
MUST_USE enum err screen_sdl_open_memory(struct screen *out, uint16_t width_px, uint16_t height_px);

#endif
