#include "store/kept_memory.h"

#include "hash.h"
#include "log.h"
#include "store/store_queue.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KEPT_BYTES = STORE_KEPT_HEAD_BYTES + STORE_WAITING_BYTES_MAX };

static bool name_of(const char *folder, char *out, size_t out_bytes)
{
	uint8_t hash[HASH_BYTES];
	char *whole = realpath(folder, NULL);
	uint64_t number;

	if (!whole)
		return false;
	hash_of(whole, strlen(whole), hash);
	free(whole);
	memcpy(&number, hash, sizeof(number));
	snprintf(out, out_bytes, "/foyer-%016" PRIx64, number);
	return true;
}

/* Anybody may have made a file of that name. */
static bool is_own(int fd)
{
	struct stat file;

	return fstat(fd, &file) == 0 && S_ISREG(file.st_mode) && file.st_uid == geteuid() && (file.st_mode & 077) == 0;
}

static void give_back(const struct kept_memory *memory, uint32_t from)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t at = (from + page - 1) / page * page;

	if (at < memory->reserved && madvise((char *)memory->kept.bytes + at, memory->reserved - at, MADV_REMOVE))
		log_info("store: shared memory that is not needed stays taken (%s)", strerror(errno));
}

static bool reserve(void *self, uint32_t count)
{
	struct kept_memory *memory = self;
	int error;

	if (count < memory->reserved)
		give_back(memory, count);
	do
		error = posix_fallocate(memory->fd, 0, count);
	while (error == EINTR);
	if (error == 0)
		memory->reserved = count;
	return error == 0;
}

static enum err map(struct kept_memory *memory)
{
	void *bytes;

	if (!is_own(memory->fd))
		return ERR_DENIED;
	if (!reserve(memory, STORE_KEPT_HEAD_BYTES) || ftruncate(memory->fd, KEPT_BYTES))
		return ERR_NO_SPACE;
	bytes = mmap(NULL, KEPT_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, memory->fd, 0);
	if (bytes == MAP_FAILED)
		return ERR_IO;
	memory->kept = (struct store_kept){bytes, KEPT_BYTES, reserve, memory};
	return ERR_NONE;
}

enum err kept_memory_open(struct kept_memory *memory, const char *folder)
{
	enum err err = ERR_IO;

	*memory = (struct kept_memory){.fd = -1};
	if (name_of(folder, memory->name, sizeof(memory->name)))
		memory->fd = shm_open(memory->name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (memory->fd >= 0)
		err = map(memory);
	else if (errno == EACCES)
		err = ERR_DENIED;
	if (err && memory->fd >= 0)
		close(memory->fd);
	if (err)
		*memory = (struct kept_memory){.fd = -1};
	return err;
}

void kept_memory_close(struct kept_memory *memory)
{
	const char *bytes = memory->kept.bytes;

	if (!bytes)
		return;
	if (bytes[0] == '\0')
		shm_unlink(memory->name);
	munmap(memory->kept.bytes, KEPT_BYTES);
	close(memory->fd);
	*memory = (struct kept_memory){.fd = -1};
}
