#include "command/stop.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t asked;

static void on_signal(int number)
{
	(void)number;
	asked = 1;
}

void stop_catch(void)
{
	struct sigaction remember = {.sa_handler = on_signal};
	struct sigaction ignore = {.sa_handler = SIG_IGN};

	sigaction(SIGINT, &remember, NULL);
	sigaction(SIGTERM, &remember, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
}

bool stop_asked(void)
{
	return asked;
}
