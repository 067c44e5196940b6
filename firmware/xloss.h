/* When the X server ends, Xlib ends the program; here it is only told. Whether SDL brings Xlib is its builder's choice,
 * so its functions are looked up by name. Needs libX11 1.7 (Debian 12: 1.8). */
#ifndef FOYER_XLOSS_H
#define FOYER_XLOSS_H

#include <stdbool.h>

/* `display`: Xlib's Display, just opened. Nothing happens where there is no Xlib, or an older one. */
void xloss_watch(void *display);
bool xloss_happened(void);
/* Before the display is opened again. */
void xloss_forget(void);

#endif
