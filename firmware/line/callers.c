#include "line/callers.h"

#include <stdlib.h>
#include <string.h>

enum { SECOND_MS = 1000 };

enum err callers_open(struct callers *callers, uint32_t count)
{
	callers->list = calloc(count, sizeof(*callers->list));
	callers->count = callers->list ? count : 0;
	return callers->list ? ERR_NONE : ERR_NO_SPACE;
}

void callers_close(struct callers *callers)
{
	free(callers->list);
	*callers = (struct callers){0};
}

struct caller *callers_find(const struct callers *callers, uint64_t who)
{
	for (uint32_t i = 0; who && i < callers->count; i++)
		if (callers->list[i].who == who)
			return &callers->list[i];
	return NULL;
}

static struct caller *place(const struct callers *callers)
{
	struct caller *oldest = &callers->list[0];

	for (uint32_t i = 0; i < callers->count; i++) {
		if (callers->list[i].who == 0)
			return &callers->list[i];
		if (callers->list[i].seen_ms < oldest->seen_ms)
			oldest = &callers->list[i];
	}
	return oldest;
}

uint32_t callers_call(struct callers *callers, uint64_t who, uint64_t now_ms)
{
	uint64_t window_ms = (uint64_t)callers->window_s * SECOND_MS;
	struct caller *caller = callers_find(callers, who);

	if (!caller) {
		caller = place(callers);
		*caller = (struct caller){.who = who, .window_ms = now_ms};
	}
	if (now_ms - caller->window_ms >= window_ms) {
		caller->window_ms = now_ms;
		caller->calls = 0;
	}
	caller->seen_ms = now_ms;
	if (caller->calls >= callers->calls_max) /* a refused one does not make the wait longer */
		return (uint32_t)((caller->window_ms + window_ms - now_ms) / SECOND_MS) + 1;
	caller->calls++;
	return 0;
}

void number_plain(const char *number, char out[NUMBER_BYTES_MAX])
{
	size_t used = 0;

	if (strncmp(number, "sip:", 4) == 0 || strncmp(number, "tel:", 4) == 0)
		number += 4;
	for (; *number && *number != '@' && *number != ';' && used + 1 < NUMBER_BYTES_MAX; number++)
		if (!strchr(" -().", *number))
			out[used++] = *number;
	out[used] = '\0';
}

static bool is_meant(const char *listed, const char *number)
{
	char plain[NUMBER_BYTES_MAX];
	size_t bytes;

	number_plain(listed, plain);
	bytes = strlen(plain);
	if (bytes > 0 && plain[bytes - 1] == '*')
		return strncmp(plain, number, bytes - 1) == 0;
	return strcmp(plain, number) == 0;
}

bool number_is_listed(const char *const *numbers, const char *number)
{
	for (; numbers && *numbers; numbers++)
		if (is_meant(*numbers, number))
			return true;
	return false;
}
