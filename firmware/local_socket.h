/* A stream socket in a folder of this machine, for its owner only: how foyer's commands ask a foyer that runs. */
#ifndef FOYER_LOCAL_SOCKET_H
#define FOYER_LOCAL_SOCKET_H

#include "base/check.h"
#include "base/err.h"

/* folder_fd: opened with O_PATH. One that nobody answers on any more is replaced. ERR_BUSY: another foyer listens
 * there. The caller closes *out, also after an error if it is not -1, and takes the name out of the folder. */
MUST_USE enum err local_socket_listen(int *out, int folder_fd, const char *name);
/* A connected socket to be closed by the caller. ERR_NOT_FOUND: nobody listens there. */
MUST_USE enum err local_socket_connect(int *out, const char *folder, const char *name);
/* What a call of the system's says of files and sockets. */
enum err local_socket_error(int code);

#endif
