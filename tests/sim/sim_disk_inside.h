/* What the disk's own files share: sim_disk.c has the files and what becomes of them, sim_disk_vfs.c what sqlite asks.
 */
#ifndef FOYER_SIM_DISK_INSIDE_H
#define FOYER_SIM_DISK_INSIDE_H

#include "sim_disk.h"

#include "base/rng.h"

enum {
	DISK_NAMES_MAX = 64,
	DISK_NAME_BYTES_MAX = 256,
	DISK_SECTOR_BYTES = 512,
	DISK_UNSYNCED_BYTES_MAX = 16 << 20, /* of one file; then the kernel writes them by itself */
	DISK_LOCKS = 8,                     /* of shared memory, SQLITE_SHM_NLOCK */
	DISK_REGIONS_MAX = 256,
	DISK_REGION_BYTES = 32 << 10, /* sqlite's own choice */
};

/* In one piece, with room to grow; what is between an old end and a new one is 0. */
struct disk_bytes {
	uint8_t *at;
	int64_t size, room;
};

struct disk_open;

/* What a connection locks; it lives as long as somebody has the file open. */
struct disk_locks {
	unsigned shared; /* connections at SHARED or above */
	const struct disk_open *reserved, *pending;
	unsigned shm_connections;
	unsigned shm_shared[DISK_LOCKS];
	bool shm_exclusive[DISK_LOCKS];
	void *regions[DISK_REGIONS_MAX];
};

struct disk_file {
	struct disk_bytes now;      /* as a program reads it */
	struct disk_bytes synced;   /* as it stands on the disk */
	struct disk_bytes unsynced; /* struct disk_change, each with its bytes behind it, in order */
	bool named;                 /* there is a name that leads to it now */
	bool forgotten;             /* the kernel owes the disk something and does not know it any more */
	uint32_t sync_errors;       /* as Linux counts them since 4.13 */
	unsigned opens;
	struct disk_locks locks;
};

struct disk_change {
	int64_t at;
	int64_t count; /* bytes; DISK_TRUNCATED: the file was cut at `at` */
};

enum { DISK_TRUNCATED = -1 };

struct disk_name {
	char name[DISK_NAME_BYTES_MAX]; /* "": free */
	struct disk_file *now;          /* NULL: deleted */
	struct disk_file *synced;       /* NULL: not there after a power cut */
};

struct sim_disk {
	struct rng dice;
	struct sim_disk_faults faults;
	struct sim_disk_figures figures;
	bool halted;
	uint32_t halt_after; /* changing calls; 0: never */
	unsigned opens;
	int last_errno;
	struct disk_name names[DISK_NAMES_MAX];
};

/* --- sim_disk.c --- */

struct disk_name *disk_find(struct sim_disk *disk, const char *name); /* NULL: there is no such file now */
/* Zeroed; never fails but by CHECK. */
void *disk_take(size_t bytes);
void disk_give(void *at, size_t bytes);                               /* NULL is fine */
struct disk_file *disk_make(struct sim_disk *disk, const char *name); /* NULL: it has no name */
void disk_delete(struct sim_disk *disk, struct disk_name *name, bool synced);
void disk_release(struct sim_disk *disk, struct disk_file *file); /* nobody has it open: gone if it has no name */

/* False: the disk is full; a part may have been written. */
bool disk_write(struct sim_disk *disk, struct disk_file *file, const struct disk_change *change, const void *bytes);
void disk_truncate(struct sim_disk *disk, struct disk_file *file, int64_t size);
void disk_sync(struct sim_disk *disk, struct disk_file *file);
/* The call fails, and the kernel may forget what it owed. */
void disk_sync_fails(struct sim_disk *disk, struct disk_file *file);
/* Names too are on the disk now: of this file, or of all (NULL). */
void disk_sync_names(struct sim_disk *disk, const struct disk_file *file);

/* --- sim_disk_vfs.c --- */

void disk_vfs_register(struct sim_disk *disk);
void disk_vfs_unregister(void);
extern const char disk_vfs_name[];

/* --- sim_disk_dice.c --- */

/* Keys and nonces from a seed; until disk_dice_stop() from the system again. */
void disk_dice_start(uint64_t seed);
void disk_dice_stop(void);

#endif
