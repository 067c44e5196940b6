/* Broken beliefs stop the program, in release too. A full disk or a missing stick is not one: that is an `enum err`. */
#ifndef FOYER_BASE_CHECK_H
#define FOYER_BASE_CHECK_H

#include <stdbool.h>

/* Called once when a CHECK fails, before the program stops. The firmware sets it to one that logs; the default does
 * nothing. Must not return to the caller's normal path; the program traps afterwards in any case. */
typedef void (*check_hook)(const char *file, int line, const char *what);

void check_set_hook(check_hook hook);
_Noreturn void check_failed(const char *file, int line, const char *what);

#define CHECK(what) ((what) ? (void)0 : check_failed(__FILE__, __LINE__, #what))

#define MUST_USE __attribute__((warn_unused_result))

#endif
