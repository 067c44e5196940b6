/* An allocation that fails. The linker leads malloc, calloc and realloc of the product here (--wrap), so that the
 * product needs no seam of its own; libraries keep the system's. */
#include "sim.h"

#include <stdlib.h>
#include <string.h>

void *__real_malloc(size_t bytes);
void *__real_calloc(size_t count, size_t bytes);
void *__real_realloc(void *old, size_t bytes);
void *__wrap_malloc(size_t bytes);
void *__wrap_calloc(size_t count, size_t bytes);
void *__wrap_realloc(void *old, size_t bytes);

static uint32_t left; /* 0: none fails */
static bool failed;

void memory_fail_at(uint32_t n)
{
	left = n;
}

bool memory_is_short(void)
{
	return left > 0;
}

bool memory_failed(void)
{
	bool did = failed;

	failed = false;
	return did;
}

static bool fails(void)
{
	if (left == 0 || --left > 0)
		return false;
	failed = true;
	return true;
}

void *__wrap_malloc(size_t bytes)
{
	return fails() ? NULL : __real_malloc(bytes);
}

void *__wrap_calloc(size_t count, size_t bytes)
{
	return fails() ? NULL : __real_calloc(count, bytes);
}

void *__wrap_realloc(void *old, size_t bytes)
{
	return fails() ? NULL : __real_realloc(old, bytes);
}
