#include "local_socket.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { WAITING_MAX = 8 };

enum err local_socket_error(int code)
{
	switch (code) {
	case ENOENT:
	case ENOTDIR:
	case ECONNREFUSED: return ERR_NOT_FOUND;
	case EACCES:
	case EPERM:
	case EROFS: return ERR_DENIED;
	case ENOSPC:
	case ENOMEM: return ERR_NO_SPACE;
	default: return ERR_IO;
	}
}

/* Through the folder's descriptor: a socket's path may have 107 bytes, a data folder's has no such limit. */
static bool address_of(struct sockaddr_un *out, int folder_fd, const char *name)
{
	int bytes;

	*out = (struct sockaddr_un){.sun_family = AF_UNIX};
	bytes = snprintf(out->sun_path, sizeof(out->sun_path), "/proc/self/fd/%d/%s", folder_fd, name);
	return bytes > 0 && (size_t)bytes < sizeof(out->sun_path);
}

static enum err connect_in(int *out, int folder_fd, const char *name)
{
	struct sockaddr_un address;
	enum err err = ERR_NONE;

	if (!address_of(&address, folder_fd, name))
		return ERR_NO_SPACE;
	*out = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (*out < 0)
		return local_socket_error(errno);
	if (connect(*out, (const struct sockaddr *)&address, sizeof(address)) != 0) {
		err = local_socket_error(errno);
		close(*out);
		*out = -1;
	}
	return err;
}

enum err local_socket_connect(int *out, const char *folder, const char *name)
{
	int folder_fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	enum err err;

	*out = -1;
	if (folder_fd < 0)
		return local_socket_error(errno);
	err = connect_in(out, folder_fd, name);
	close(folder_fd);
	return err;
}

/* A socket that nobody answers on was left by a foyer that ended hard. */
static enum err clear_old(int folder_fd, const char *name)
{
	int fd;

	if (connect_in(&fd, folder_fd, name) == ERR_NONE) {
		close(fd);
		return ERR_BUSY;
	}
	if (unlinkat(folder_fd, name, 0) != 0 && errno != ENOENT)
		return local_socket_error(errno);
	return ERR_NONE;
}

enum err local_socket_listen(int *out, int folder_fd, const char *name)
{
	struct sockaddr_un address;
	enum err err = clear_old(folder_fd, name);

	*out = -1;
	if (err)
		return err;
	if (!address_of(&address, folder_fd, name))
		return ERR_NO_SPACE;
	*out = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	/* Its rights are set before it listens: nobody else can come in between. */
	if (*out < 0 || bind(*out, (const struct sockaddr *)&address, sizeof(address)) != 0 ||
		fchmodat(folder_fd, name, 0600, 0) != 0 || listen(*out, WAITING_MAX) != 0)
		return local_socket_error(errno);
	return ERR_NONE;
}
