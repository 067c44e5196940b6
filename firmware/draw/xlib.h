/* What foyer asks of Xlib below SDL. Whether SDL brings Xlib is its builder's choice, so its functions are looked up by
 * name. Implementation: adapter/xlib_sdl.c. */
#ifndef FOYER_XLIB_H
#define FOYER_XLIB_H

#include <stdbool.h>

struct SDL_Window;

/* Before a display is opened: few dead keys (assets/keyboard.compose) instead of all that Xlib would read. */
void xlib_prepare(void);
/* When the X server ends, Xlib ends the program; here it is only told, from the display's opening on. Needs libX11 1.7
 * (Debian 12 has 1.8) and an SDL that is linked with it (Debian's is). */
bool xlib_lost(void);
/* Before that window is destroyed without a server: SDL would wait for ever for the server's word that it is hidden. */
void xlib_let_go(struct SDL_Window *window);
/* Before the display is opened again. */
void xlib_forget_loss(void);

#endif
