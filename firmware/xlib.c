#include "xlib.h"

#include "paths.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

/* As in X11/Xlib.h. */
typedef int error_handler(void *display);
typedef error_handler *set_error(error_handler *handler);
typedef void exit_handler(void *display, void *user);
typedef void set_exit(void *display, exit_handler *handler, void *user);

static bool happened;

/* The words that Xlib would print are said by the screen. */
static int say_nothing(void *display)
{
	(void)display;
	happened = true;
	return 0;
}

/* Having returned from here, Xlib does nothing more with that display, and its functions return at once. */
static void go_on(void *display, void *user)
{
	(void)display;
	(void)user;
	happened = true;
}

void xlib_prepare(void)
{
	char path[PATH_BYTES_MAX];

	if (paths_share("assets", "keyboard.compose", path, sizeof(path)))
		(void)setenv("XCOMPOSEFILE", path, 0);
}

void xlib_watch(void *display)
{
	void *error = dlsym(RTLD_DEFAULT, "XSetIOErrorHandler");
	void *exit = dlsym(RTLD_DEFAULT, "XSetIOErrorExitHandler");
	set_error *set_error_handler;
	set_exit *set_exit_handler;

	memcpy(&set_error_handler, &error, sizeof(set_error_handler)); /* ISO C has no cast for it */
	memcpy(&set_exit_handler, &exit, sizeof(set_exit_handler));
	if (!set_error_handler || !set_exit_handler)
		return;
	(void)set_error_handler(say_nothing);
	set_exit_handler(display, go_on, NULL);
}

bool xlib_lost(void)
{
	return happened;
}

void xlib_forget_loss(void)
{
	happened = false;
}
