#include "sync/keep.h"

#include "local_socket.h"
#include "paths.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static bool write_all(int fd, const char *bytes, size_t count)
{
	while (count > 0) {
		ssize_t written = write(fd, bytes, count);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		bytes += written;
		count -= (size_t)written;
	}
	return fsync(fd) == 0;
}

static enum err put(int folder, const char *name, const void *bytes, size_t count)
{
	char beside[256];
	int fd;
	bool good;

	snprintf(beside, sizeof(beside), "%s.new", name);
	fd = openat(folder, beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return local_socket_error(errno);
	good = write_all(fd, bytes, count);
	if (close(fd) != 0 || !good || renameat(folder, beside, folder, name) != 0 || fsync(folder) != 0)
		return local_socket_error(errno);
	return ERR_NONE;
}

enum err keep_file(const char *folder, const char *name, const void *bytes, size_t count)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum err err;

	if (fd < 0)
		return local_socket_error(errno);
	err = put(fd, name, bytes, count);
	close(fd);
	return err;
}

enum err keep_read(const char *folder, const char *name, void *out, size_t out_bytes, size_t *count)
{
	char path[PATH_BYTES_MAX + 64];
	FILE *file;

	*count = 0;
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "re");
	if (!file)
		return local_socket_error(errno);
	*count = fread(out, 1, out_bytes, file);
	fclose(file);
	if (*count == out_bytes)
		return ERR_NO_SPACE;
	((char *)out)[*count] = '\0';
	return ERR_NONE;
}
