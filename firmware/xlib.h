/* What foyer asks of Xlib below SDL. Whether SDL brings Xlib is its builder's choice, so its functions are looked up by
 * name. */
#ifndef FOYER_XLIB_H
#define FOYER_XLIB_H

#include <stdbool.h>

/* Before a display is opened: few dead keys (assets/keyboard.compose) instead of all that Xlib would read. */
void xlib_prepare(void);
/* When the X server ends, Xlib ends the program; from here on it is only told. `display`: Xlib's Display, just opened.
 * Needs libX11 1.7 (Debian 12 has 1.8); with an older one, or none, nothing happens. */
void xlib_watch(void *display);
bool xlib_lost(void);
/* Before the display is opened again. */
void xlib_forget_loss(void);

#endif
