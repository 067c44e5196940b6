#include "base/check.h"

#include <stddef.h>

static check_hook hook_now;

void check_set_hook(check_hook hook)
{
	hook_now = hook;
}

_Noreturn void check_failed(const char *file, int line, const char *what)
{
	if (hook_now)
		hook_now(file, line, what);
	__builtin_trap();
}
