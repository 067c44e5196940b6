#include "moment.h"

#include <time.h>

enum { DAY_S = 24 * 60 * 60 };

bool moment_words(int64_t local_s, const char *format, char *out, size_t out_bytes)
{
	struct tm when;
	time_t seconds = (time_t)local_s;

	if (local_s > 0 && gmtime_r(&seconds, &when) && strftime(out, out_bytes, format, &when) > 0)
		return true;
	out[0] = '\0';
	return false;
}

bool moment_day(const char *text, uint32_t *day)
{
	struct tm when = {0};
	const char *end = strptime(text, "%Y-%m-%d", &when);
	time_t seconds = end && !*end ? timegm(&when) : 0;

	*day = seconds > 0 ? (uint32_t)(seconds / DAY_S) : 0;
	return *day > 0;
}
