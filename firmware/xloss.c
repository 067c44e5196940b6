#include "xloss.h"

#include <dlfcn.h>
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

void xloss_watch(void *display)
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

bool xloss_happened(void)
{
	return happened;
}

void xloss_forget(void)
{
	happened = false;
}
