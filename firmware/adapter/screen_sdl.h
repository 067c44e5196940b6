/* The screen on SDL2: a window, a whole panel, or a picture in memory. */
#ifndef FOYER_ADAPTER_SCREEN_SDL_H
#define FOYER_ADAPTER_SCREEN_SDL_H

#include "base/check.h"
#include "port/screen.h"

struct look; /* look.h */

struct screen_sdl_options {
	const char *title;
	uint16_t width_px; /* of the views that will be drawn: as the customer sees them */
	uint16_t height_px;
	uint16_t turned;         /* degrees that the panel is turned clockwise: 0, 90, 180, 270 */
	bool whole_panel;        /* no window round it; views are scaled to the panel */
	const struct look *look; /* NULL: assets/look; copied */
};

/* ERR_ABSENT: no display, or no fonts; what to do is logged in one line. On an error *out->ops is NULL.
 *
 * A display that goes away later is said in one line; the conversation goes on without a picture, and every few seconds
 * the display is looked for again. That is so on X11, and where SDL reports the loss as an error; on other displays it
 * ends with SCREEN_CLOSED. */
MUST_USE enum err screen_sdl_open(struct screen *out, const struct screen_sdl_options *options);
/* Draws without a display, for pictures; it never has input. Only the size and the look of the options are used. */
MUST_USE enum err screen_sdl_open_picture(struct screen *out, const struct screen_sdl_options *options);
/* The same in the look of assets/look. */
MUST_USE enum err screen_sdl_open_memory(struct screen *out, uint16_t width_px, uint16_t height_px);

#endif
