#include "speech/hush.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <string.h>

/* As in alsa/error.h and wayland-client-core.h: looked up by name, because whether SDL brings them is its builder's
 * choice, and foyer itself uses neither. */
typedef void alsa_handler(const char *file, int line, const char *function, int code, const char *format, ...);
typedef int alsa_set(alsa_handler *handler);
typedef void wayland_handler(const char *format, va_list arguments);
typedef void wayland_set(wayland_handler *handler);

static void alsa_nothing(const char *file, int line, const char *function, int code, const char *format, ...)
{
	(void)file;
	(void)line;
	(void)function;
	(void)code;
	(void)format;
}

static void wayland_nothing(const char *format, va_list arguments)
{
	(void)format;
	(void)arguments;
}

void hush_libraries(void)
{
	void *alsa = dlsym(RTLD_DEFAULT, "snd_lib_error_set_handler");
	void *wayland = dlsym(RTLD_DEFAULT, "wl_log_set_handler_client");
	alsa_set *set_alsa;
	wayland_set *set_wayland;

	memcpy(&set_alsa, &alsa, sizeof(set_alsa)); /* ISO C has no cast for it */
	memcpy(&set_wayland, &wayland, sizeof(set_wayland));
	if (set_alsa)
		(void)set_alsa(alsa_nothing);
	if (set_wayland)
		set_wayland(wayland_nothing);
}
