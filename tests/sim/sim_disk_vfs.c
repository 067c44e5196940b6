/* What sqlite asks of a file system: https://www.sqlite.org/c3ref/io_methods.html, c3ref/vfs.html; locks as in its
 * os_unix.c. */
#include "sim_disk_inside.h"

#include "base/check.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

const char disk_vfs_name[] = "sim";

enum {
	/* 2026-01-01 00:00, in milliseconds of the Julian day: nothing in the store asks sqlite for the time. */
	NOW_JULIAN_DAY = 2461042,
	FILE_CALLS_VERSION = 2, /* with shared memory, without mapped files */
	VFS_VERSION = 2,
};

struct disk_open {
	sqlite3_file base;
	struct sim_disk *disk;
	struct disk_file *file;
	char name[DISK_NAME_BYTES_MAX]; /* "": none */
	bool delete_on_close;
	uint32_t errors_seen; /* of the file's failed syncs */
	bool syncs_names;     /* its first sync puts all names on the disk, as os_unix.c does for a log */
	int lock;
	bool shm;
	uint32_t shm_shared, shm_exclusive; /* a bit for each lock */
};

static struct disk_open *open_of(sqlite3_file *file)
{
	return (struct disk_open *)file;
}

/* --- what goes wrong --- */

static int failed(struct sim_disk *disk, int code)
{
	disk->last_errno = errno = EIO;
	return code;
}

static bool hit(struct sim_disk *disk, uint16_t permille)
{
	if (permille == 0 || !rng_chance(&disk->dice, permille))
		return false;
	disk->figures.errors++;
	return true;
}

/* Of a call that changes something: true if the machine has stopped, or does so before this one. */
static bool stops(struct sim_disk *disk)
{
	if (disk->halt_after > 0 && --disk->halt_after == 0)
		disk->halted = true;
	return disk->halted;
}

static int full(struct sim_disk *disk)
{
	disk->figures.errors++;
	disk->last_errno = errno = ENOSPC;
	return SQLITE_FULL;
}

/* --- reading and writing --- */

static int disk_x_read(sqlite3_file *base, void *out, int count, sqlite3_int64 at)
{
	struct disk_open *open = open_of(base);
	const struct disk_bytes *now = &open->file->now;
	int64_t there = now->size - at;

	if (open->disk->halted || hit(open->disk, open->disk->faults.read_fails))
		return failed(open->disk, SQLITE_IOERR_READ);
	if (there >= count) {
		memcpy(out, now->at + at, (size_t)count);
		return SQLITE_OK;
	}
	if (there > 0)
		memcpy(out, now->at + at, (size_t)there);
	else
		there = 0;
	memset((uint8_t *)out + there, 0, (size_t)(count - there));
	return SQLITE_IOERR_SHORT_READ;
}

static int disk_x_write(sqlite3_file *base, const void *bytes, int count, sqlite3_int64 at)
{
	struct disk_open *open = open_of(base);
	struct disk_change change = {at, count};

	if (stops(open->disk))
		return failed(open->disk, SQLITE_IOERR_WRITE);
	if (hit(open->disk, open->disk->faults.write_fails)) {
		change.count = (int64_t)rng_below(&open->disk->dice, (uint32_t)count + 1) / DISK_SECTOR_BYTES *
			       DISK_SECTOR_BYTES;
		(void)disk_write(open->disk, open->file, &change, bytes);
		return failed(open->disk, SQLITE_IOERR_WRITE);
	}
	return disk_write(open->disk, open->file, &change, bytes) ? SQLITE_OK : full(open->disk);
}

static int disk_x_truncate(sqlite3_file *base, sqlite3_int64 size)
{
	struct disk_open *open = open_of(base);

	if (stops(open->disk) || hit(open->disk, open->disk->faults.write_fails))
		return failed(open->disk, SQLITE_IOERR_TRUNCATE);
	disk_truncate(open->disk, open->file, size);
	return SQLITE_OK;
}

static int disk_x_sync(sqlite3_file *base, int flags)
{
	struct disk_open *open = open_of(base);

	(void)flags;
	if (stops(open->disk))
		return failed(open->disk, SQLITE_IOERR_FSYNC);
	if (hit(open->disk, open->disk->faults.sync_fails)) {
		disk_sync_fails(open->disk, open->file);
		open->errors_seen = ++open->file->sync_errors;
		return failed(open->disk, SQLITE_IOERR_FSYNC);
	}
	if (open->errors_seen != open->file->sync_errors) { /* another program's failed: each hears of it once */
		open->errors_seen = open->file->sync_errors;
		return failed(open->disk, SQLITE_IOERR_FSYNC);
	}
	open->disk->figures.syncs++;
	disk_sync(open->disk, open->file);
	if (open->syncs_names)
		disk_sync_names(open->disk, NULL);
	open->syncs_names = false;
	return SQLITE_OK;
}

static int disk_x_size(sqlite3_file *base, sqlite3_int64 *size)
{
	*size = open_of(base)->file->now.size;
	return open_of(base)->disk->halted ? failed(open_of(base)->disk, SQLITE_IOERR_FSTAT) : SQLITE_OK;
}

/* --- locks of a file --- */

static int disk_x_lock(sqlite3_file *base, int level)
{
	struct disk_open *open = open_of(base);
	struct disk_locks *locks = &open->file->locks;

	if (open->disk->halted)
		return failed(open->disk, SQLITE_IOERR_LOCK);
	if (open->lock >= level)
		return SQLITE_OK;
	if (locks->pending && locks->pending != open)
		return SQLITE_BUSY;
	if (level == SQLITE_LOCK_SHARED) {
		locks->shared++;
		open->lock = level;
		return SQLITE_OK;
	}
	if (locks->reserved && locks->reserved != open)
		return SQLITE_BUSY;
	if (level == SQLITE_LOCK_RESERVED) {
		locks->reserved = open;
		open->lock = level;
		return SQLITE_OK;
	}
	locks->pending = open;
	open->lock = SQLITE_LOCK_PENDING;
	if (level == SQLITE_LOCK_EXCLUSIVE && locks->shared > 1)
		return SQLITE_BUSY;
	open->lock = level;
	return SQLITE_OK;
}

static int disk_x_unlock(sqlite3_file *base, int level)
{
	struct disk_open *open = open_of(base);
	struct disk_locks *locks = &open->file->locks;

	if (open->lock <= level)
		return SQLITE_OK;
	if (locks->reserved == open)
		locks->reserved = NULL;
	if (locks->pending == open)
		locks->pending = NULL;
	if (level == SQLITE_LOCK_NONE)
		locks->shared--;
	open->lock = level;
	return SQLITE_OK;
}

static int disk_x_reserved(sqlite3_file *base, int *reserved)
{
	const struct disk_locks *locks = &open_of(base)->file->locks;

	*reserved = locks->reserved || locks->pending;
	return SQLITE_OK;
}

static int disk_x_control(sqlite3_file *base, int what, void *with)
{
	(void)base;
	(void)what;
	(void)with;
	return SQLITE_NOTFOUND;
}

static int disk_x_sector(sqlite3_file *base)
{
	(void)base;
	return DISK_SECTOR_BYTES;
}

/* As os_unix.c says of every file system: what is beside a write stays as it is. */
static int disk_x_characteristics(sqlite3_file *base)
{
	(void)base;
	return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

/* --- shared memory, of a log's index --- */

static int disk_x_shm_map(sqlite3_file *base, int region, int bytes, int extend, void volatile **out)
{
	struct disk_open *open = open_of(base);
	struct disk_locks *locks = &open->file->locks;

	*out = NULL;
	if (open->disk->halted || region >= DISK_REGIONS_MAX)
		return failed(open->disk, SQLITE_IOERR_SHMMAP);
	if (!open->shm)
		locks->shm_connections++;
	open->shm = true;
	if (!locks->regions[region] && extend) {
		CHECK(bytes == DISK_REGION_BYTES);
		locks->regions[region] = disk_take(DISK_REGION_BYTES);
	}
	*out = locks->regions[region];
	return SQLITE_OK;
}

static bool shm_may(const struct disk_open *open, const struct disk_locks *locks, uint32_t i, bool shared)
{
	bool mine_shared = open->shm_shared >> i & 1;

	if (locks->shm_exclusive[i])
		return open->shm_exclusive >> i & 1;
	return shared || locks->shm_shared[i] == (mine_shared ? 1u : 0u);
}

static void shm_take(struct disk_open *open, uint32_t i, bool shared)
{
	struct disk_locks *locks = &open->file->locks;

	if (!shared) {
		locks->shm_exclusive[i] = true;
		open->shm_exclusive |= 1u << i;
	} else if (!(open->shm_shared >> i & 1)) {
		locks->shm_shared[i]++;
		open->shm_shared |= 1u << i;
	}
}

static void shm_give(struct disk_open *open, uint32_t i)
{
	struct disk_locks *locks = &open->file->locks;

	if (open->shm_shared >> i & 1)
		locks->shm_shared[i]--;
	if (open->shm_exclusive >> i & 1)
		locks->shm_exclusive[i] = false;
	open->shm_shared &= ~(1u << i);
	open->shm_exclusive &= ~(1u << i);
}

static int disk_x_shm_lock(sqlite3_file *base, int offset, int n, int flags)
{
	struct disk_open *open = open_of(base);
	uint32_t from = (uint32_t)offset, end = (uint32_t)(offset + n);
	bool shared = flags & SQLITE_SHM_SHARED;

	if (flags & SQLITE_SHM_UNLOCK) {
		for (uint32_t i = from; i < end; i++)
			shm_give(open, i);
		return SQLITE_OK;
	}
	if (open->disk->halted)
		return failed(open->disk, SQLITE_IOERR_SHMLOCK);
	for (uint32_t i = from; i < end; i++)
		if (!shm_may(open, &open->file->locks, i, shared))
			return SQLITE_BUSY;
	for (uint32_t i = from; i < end; i++)
		shm_take(open, i, shared);
	return SQLITE_OK;
}

static void disk_x_shm_barrier(sqlite3_file *base)
{
	(void)base; /* one thread */
}

/* The first connection to a log makes its index anew, so that the last one may take it along. */
static int disk_x_shm_unmap(sqlite3_file *base, int delete_it)
{
	struct disk_open *open = open_of(base);
	struct disk_locks *locks = &open->file->locks;

	(void)delete_it;
	if (!open->shm)
		return SQLITE_OK;
	for (uint32_t i = 0; i < DISK_LOCKS; i++)
		shm_give(open, i);
	open->shm = false;
	if (--locks->shm_connections > 0)
		return SQLITE_OK;
	for (unsigned i = 0; i < DISK_REGIONS_MAX; i++) {
		disk_give(locks->regions[i], DISK_REGION_BYTES);
		locks->regions[i] = NULL;
	}
	return SQLITE_OK;
}

static int disk_x_close(sqlite3_file *base)
{
	struct disk_open *open = open_of(base);
	struct disk_name *name;

	disk_x_shm_unmap(base, 0);
	disk_x_unlock(base, SQLITE_LOCK_NONE);
	open->disk->opens--;
	open->file->opens--;
	name = open->delete_on_close ? disk_find(open->disk, open->name) : NULL;
	if (name && name->now == open->file && !open->disk->halted)
		disk_delete(open->disk, name, false);
	else
		disk_release(open->disk, open->file);
	base->pMethods = NULL;
	return SQLITE_OK;
}

static const sqlite3_io_methods file_calls = {
	.iVersion = FILE_CALLS_VERSION,
	.xClose = disk_x_close,
	.xRead = disk_x_read,
	.xWrite = disk_x_write,
	.xTruncate = disk_x_truncate,
	.xSync = disk_x_sync,
	.xFileSize = disk_x_size,
	.xLock = disk_x_lock,
	.xUnlock = disk_x_unlock,
	.xCheckReservedLock = disk_x_reserved,
	.xFileControl = disk_x_control,
	.xSectorSize = disk_x_sector,
	.xDeviceCharacteristics = disk_x_characteristics,
	.xShmMap = disk_x_shm_map,
	.xShmLock = disk_x_shm_lock,
	.xShmBarrier = disk_x_shm_barrier,
	.xShmUnmap = disk_x_shm_unmap,
};

/* --- the file system --- */

/* Of a file that is not there and may be made. */
static int make_it(struct sim_disk *disk, const char *name, int flags, struct disk_file **file)
{
	if (name && !(flags & SQLITE_OPEN_CREATE)) {
		disk->last_errno = errno = ENOENT;
		return SQLITE_CANTOPEN;
	}
	if (name && (stops(disk) || hit(disk, disk->faults.write_fails)))
		return failed(disk, SQLITE_CANTOPEN);
	*file = disk_make(disk, name);
	return SQLITE_OK;
}

static int disk_x_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *base, int flags, int *flags_out)
{
	struct disk_open *open = open_of(base);
	struct sim_disk *disk = vfs->pAppData;
	struct disk_name *there = disk_find(disk, name);
	struct disk_file *file = there ? there->now : NULL;
	int code;

	memset(open, 0, sizeof(*open));
	if (disk->halted)
		return failed(disk, SQLITE_CANTOPEN);
	if (!file) {
		code = make_it(disk, name, flags, &file);
		if (code != SQLITE_OK)
			return code;
	}
	if (name)
		memcpy(open->name, name, strlen(name) + 1);
	open->disk = disk;
	open->file = file;
	open->errors_seen = file->sync_errors;
	open->syncs_names = (flags & SQLITE_OPEN_CREATE) &&
			    (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL));
	open->delete_on_close = flags & SQLITE_OPEN_DELETEONCLOSE;
	file->opens++;
	disk->opens++;
	base->pMethods = &file_calls;
	if (flags_out)
		*flags_out = flags;
	return SQLITE_OK;
}

static int disk_x_delete(sqlite3_vfs *vfs, const char *path, int sync_folder)
{
	struct sim_disk *disk = vfs->pAppData;
	struct disk_name *name = disk_find(disk, path);

	if (stops(disk) || hit(disk, disk->faults.write_fails))
		return failed(disk, SQLITE_IOERR_DELETE);
	if (!name) {
		disk->last_errno = errno = ENOENT;
		return SQLITE_IOERR_DELETE_NOENT;
	}
	disk_delete(disk, name, sync_folder != 0);
	return SQLITE_OK;
}

/* As os_unix.c: an empty file does not count as one that exists. */
static int disk_x_access(sqlite3_vfs *vfs, const char *path, int what, int *may)
{
	struct sim_disk *disk = vfs->pAppData;
	const struct disk_name *name = disk_find(disk, path);

	if (disk->halted)
		return failed(disk, SQLITE_IOERR_ACCESS);
	*may = name && (what != SQLITE_ACCESS_EXISTS || name->now->now.size > 0);
	return SQLITE_OK;
}

static int disk_x_full_path(sqlite3_vfs *vfs, const char *path, int bytes_max, char *out)
{
	size_t length = strlen(path);

	(void)vfs;
	if (length >= (size_t)bytes_max || length >= DISK_NAME_BYTES_MAX)
		return SQLITE_CANTOPEN;
	memcpy(out, path, length + 1);
	return SQLITE_OK;
}

static int disk_x_randomness(sqlite3_vfs *vfs, int count, char *out)
{
	struct sim_disk *disk = vfs->pAppData;

	for (int i = 0; i < count; i++)
		out[i] = (char)rng_next(&disk->dice);
	return count;
}

/* Nobody else could give a lock back meanwhile. */
static int disk_x_sleep(sqlite3_vfs *vfs, int microseconds)
{
	(void)vfs;
	return microseconds;
}

static int disk_x_time(sqlite3_vfs *vfs, double *days)
{
	(void)vfs;
	*days = NOW_JULIAN_DAY;
	return SQLITE_OK;
}

static int disk_x_time_ms(sqlite3_vfs *vfs, sqlite3_int64 *ms)
{
	(void)vfs;
	*ms = (sqlite3_int64)NOW_JULIAN_DAY * 86400 * 1000;
	return SQLITE_OK;
}

static int disk_x_last_error(sqlite3_vfs *vfs, int bytes, char *out)
{
	(void)bytes;
	(void)out;
	return ((const struct sim_disk *)vfs->pAppData)->last_errno;
}

static sqlite3_vfs disk_vfs = {
	.iVersion = VFS_VERSION,
	.szOsFile = sizeof(struct disk_open),
	.mxPathname = DISK_NAME_BYTES_MAX - 1,
	.zName = disk_vfs_name,
	.xOpen = disk_x_open,
	.xDelete = disk_x_delete,
	.xAccess = disk_x_access,
	.xFullPathname = disk_x_full_path,
	.xRandomness = disk_x_randomness,
	.xSleep = disk_x_sleep,
	.xCurrentTime = disk_x_time,
	.xGetLastError = disk_x_last_error,
	.xCurrentTimeInt64 = disk_x_time_ms,
};

void disk_vfs_register(struct sim_disk *disk)
{
	CHECK(disk_vfs.pAppData == NULL);
	disk_vfs.pAppData = disk;
	CHECK(sqlite3_vfs_register(&disk_vfs, 1) == SQLITE_OK);
	sqlite3_randomness(0, NULL); /* its dice are the default VFS's, drawn once: now from here */
}

void disk_vfs_unregister(void)
{
	CHECK(sqlite3_vfs_unregister(&disk_vfs) == SQLITE_OK);
	disk_vfs.pAppData = NULL;
	sqlite3_randomness(0, NULL);
}
