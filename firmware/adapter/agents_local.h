/* The agents port for people on this machine: a Unix socket in the data folder, for its owner only, which `foyer agent`
 * opens. */
#ifndef FOYER_ADAPTER_AGENTS_LOCAL_H
#define FOYER_ADAPTER_AGENTS_LOCAL_H

#include "port/agents.h"
#include "runner/inbox.h"

#define AGENTS_SOCKET "agents.sock"

/* `socket_name`: in the folder. The inbox must outlive the port. ERR_BUSY: another foyer runs on this folder. */
MUST_USE enum err agents_local_open(
	struct agents *out, struct inbox *inbox, const char *folder, const char *socket_name);

/* An agent's end of it: a connected socket to be closed by the caller. ERR_NOT_FOUND: no foyer runs on this folder. */
MUST_USE enum err agents_local_connect(int *out, const char *folder, const char *socket_name);

#endif
