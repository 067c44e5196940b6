#include "report/report_words.h"

#include "learn/report.h"
#include "moment.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { DAY_S = 24 * 60 * 60 };

const char *words_say(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	va_list again;
	char *out;
	int length;

	va_start(arguments, format);
	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	out = length >= 0 ? arena_take(arena, (size_t)length + 1) : NULL;
	if (out)
		vsnprintf(out, (size_t)length + 1, format, again);
	va_end(again);
	return out ? out : "";
}

const char *words_count(struct arena *arena, uint64_t count)
{
	if (report_is_small(count))
		return "<5";
	if (count < 1000)
		return words_say(arena, "%llu", (unsigned long long)count);
	if (count < 1000000)
		return words_say(
			arena, "%llu,%03llu", (unsigned long long)count / 1000, (unsigned long long)count % 1000);
	return words_say(arena, "%llu,%03llu,%03llu", (unsigned long long)count / 1000000,
		(unsigned long long)count / 1000 % 1000, (unsigned long long)count % 1000);
}

const char *words_share(struct arena *arena, uint64_t count, uint64_t of)
{
	double share = of > 0 ? 100.0 * (double)count / (double)of : 0;

	if (of == 0)
		return "-";
	if (report_is_small(count))
		return "<5";
	if (count == 0 || share >= 9.95)
		return words_say(arena, "%.0f %%", share);
	return words_say(arena, "%.1f %%", share);
}

static const char *moment(struct arena *arena, int64_t local_s, const char *format)
{
	char out[32];

	if (!moment_words(local_s, format, out, sizeof(out)))
		return "-";
	return words_say(arena, "%s", out[0] == '0' ? out + 1 : out);
}

const char *words_day(struct arena *arena, uint32_t day)
{
	return moment(arena, (int64_t)day * DAY_S, "%d %b %Y");
}

const char *words_date(struct arena *arena, uint32_t day)
{
	return moment(arena, (int64_t)day * DAY_S, "%d %b");
}

const char *words_moment(struct arena *arena, int64_t local_s)
{
	return moment(arena, local_s, "%d %b, %H:%M");
}

const char *words_seconds(struct arena *arena, double seconds)
{
	return words_say(arena, "%.1f s", fabs(seconds) < 0.05 ? 0 : seconds);
}
