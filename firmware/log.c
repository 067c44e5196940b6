#include "log.h"

#include <stdarg.h>
#include <stdio.h>

static enum log_level level_now = LOG_WARN;

void log_set_level(enum log_level level)
{
	level_now = level;
}

__attribute__((format(printf, 2, 0))) static void write_line(
	enum log_level level, const char *format, va_list arguments)
{
	char line[1024];

	if (level > level_now)
		return;
	vsnprintf(line, sizeof(line), format, arguments);
	/* One call, so that lines of two threads never mix. */
	fprintf(stderr, "foyer: %s\n", line);
}

void log_error(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	write_line(LOG_ERROR, format, arguments);
	va_end(arguments);
}

void log_warn(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	write_line(LOG_WARN, format, arguments);
	va_end(arguments);
}

void log_info(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	write_line(LOG_INFO, format, arguments);
	va_end(arguments);
}
