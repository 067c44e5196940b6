#include "draw/xlib.h"

#include "paths.h"

#include <SDL_syswm.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

static bool lost;

static bool is_of_x11(SDL_Window *window, SDL_SysWMinfo *info)
{
	SDL_VERSION(&info->version);
	return SDL_GetWindowWMInfo(window, info) && info->subsystem == SDL_SYSWM_X11;
}

void xlib_prepare(void)
{
	char path[PATH_BYTES_MAX];

	if (paths_share("assets", "keyboard.compose", path, sizeof(path)))
		(void)setenv("XCOMPOSEFILE", path, 0);
}

#ifdef SDL_VIDEO_DRIVER_X11
typedef int put_back(Display *display, XEvent *event);
typedef Display *open_display(const char *name);
typedef XIOErrorHandler set_error(XIOErrorHandler handler);
typedef void set_exit(Display *display, XIOErrorExitHandler handler, void *user);

/* The words that Xlib would print are said by the screen. */
static int say_nothing(Display *display)
{
	(void)display;
	lost = true;
	return 0;
}

/* Having returned from here, Xlib does nothing more with that display, and its functions return at once. */
static void go_on(Display *display, void *user)
{
	(void)display;
	(void)user;
	lost = true;
}

static void watch(Display *display)
{
	void *error = dlsym(RTLD_NEXT, "XSetIOErrorHandler");
	void *exit = dlsym(RTLD_NEXT, "XSetIOErrorExitHandler");
	set_error *set_error_handler;
	set_exit *set_exit_handler;

	memcpy(&set_error_handler, &error, sizeof(set_error_handler)); /* ISO C has no cast for it */
	memcpy(&set_exit_handler, &exit, sizeof(set_exit_handler));
	if (!set_error_handler || !set_exit_handler)
		return;
	(void)set_error_handler(say_nothing);
	set_exit_handler(display, go_on, NULL);
}

/* Found by SDL before Xlib's own, which it calls: SDL opens two connections and tells of one, and either would end the
 * program. An SDL that loads Xlib by itself finds Xlib's, and all is as without this. */
Display *XOpenDisplay(const char *name)
{
	void *found = dlsym(RTLD_NEXT, "XOpenDisplay");
	open_display *open;
	Display *display;

	memcpy(&open, &found, sizeof(open));
	display = open ? open(name) : NULL;
	if (display)
		watch(display);
	return display;
}

void xlib_let_go(SDL_Window *window)
{
	void *found = dlsym(RTLD_DEFAULT, "XPutBackEvent");
	XEvent event = {.xunmap = {.type = UnmapNotify}};
	put_back *put_back_event;
	SDL_SysWMinfo info;

	memcpy(&put_back_event, &found, sizeof(put_back_event));
	if (!put_back_event || !is_of_x11(window, &info))
		return;
	event.xunmap.display = info.info.x11.display;
	event.xunmap.event = info.info.x11.window;
	event.xunmap.window = info.info.x11.window;
	(void)put_back_event(info.info.x11.display, &event); /* into its own queue: no server takes part */
}
#else
void xlib_let_go(SDL_Window *window)
{
	(void)window;
}
#endif

bool xlib_lost(void)
{
	return lost;
}

void xlib_forget_loss(void)
{
	lost = false;
}
