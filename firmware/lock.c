#include "lock.h"

#include "paths.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* Who has it, as they wrote it down; 0: they are just doing so. */
static long holder(int fd)
{
	char number[24] = "";
	ssize_t bytes = pread(fd, number, sizeof(number) - 1, 0);

	return bytes > 0 ? strtol(number, NULL, 10) : 0;
}

static enum err refused(int fd, const char *folder, char *why, size_t why_bytes)
{
	long process = errno == EWOULDBLOCK ? holder(fd) : 0;

	if (errno != EWOULDBLOCK) {
		snprintf(why, why_bytes, "%s/lock: %s: name a folder on a disk of this machine with --data", folder,
			strerror(errno));
		return ERR_IO;
	}
	if (process > 0)
		snprintf(why, why_bytes,
			"%s: another foyer works with this folder (process %ld): end that one, or name another folder "
			"with --data",
			folder, process);
	else
		snprintf(why, why_bytes,
			"%s: another foyer works with this folder: end that one, or name another folder with --data",
			folder);
	return ERR_BUSY;
}

enum err lock_take(int *fd, const char *folder, char *why, size_t why_bytes)
{
	char path[PATH_BYTES_MAX + 8];
	enum err err;

	snprintf(path, sizeof(path), "%s/lock", folder);
	*fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (*fd < 0) {
		snprintf(why, why_bytes, "%s: %s: let this account write there, or name another folder with --data",
			path, strerror(errno));
		return errno == ENOSPC ? ERR_NO_SPACE : ERR_DENIED;
	}
	if (flock(*fd, LOCK_EX | LOCK_NB) != 0) {
		err = refused(*fd, folder, why, why_bytes);
		close(*fd);
		*fd = -1;
		return err;
	}
	/* For the other one's message only; on a full disk it does without the number. */
	if (ftruncate(*fd, 0) == 0)
		(void)dprintf(*fd, "%ld\n", (long)getpid());
	return ERR_NONE;
}

void lock_give_back(int fd)
{
	if (fd >= 0)
		close(fd);
}
