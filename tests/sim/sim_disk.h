/* The disk below sqlite: files in memory behind a VFS of their own. What was written and not synced may be kept, lost
 * or torn when the power goes; the disk may be full, fail, or flip a bit. All dice come from one seed. One thread; as
 * many connections as sqlite likes, with their locks and their shared memory (WAL). */
#ifndef FOYER_SIM_DISK_H
#define FOYER_SIM_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sim_disk;

/* In a thousand calls. All 0: a perfect disk. */
struct sim_disk_faults {
	uint16_t write_fails; /* an I/O error; nothing, or a part, was written */
	uint16_t read_fails;
	uint16_t sync_fails; /* and what it should have synced may never get there (as a kernel that forgets its pages)
			      */
	uint64_t bytes_max;  /* full beyond this; 0: never */
};

struct sim_disk_figures {
	uint64_t writes, syncs, bytes_written; /* since sim_disk_open() */
	uint64_t bytes;                        /* that its files have now */
	uint32_t errors;                       /* that it has returned on purpose */
};

/* Registers the VFS; one disk at a time. An empty disk. Never fails but for memory (CHECK). */
struct sim_disk *sim_disk_open(uint64_t seed);
void sim_disk_close(struct sim_disk *disk);            /* every connection must be closed; NULL is fine */
const char *sim_disk_vfs(const struct sim_disk *disk); /* its name, for store_options.vfs */

/* From now on. */
void sim_disk_faults(struct sim_disk *disk, const struct sim_disk_faults *faults);

/* The program ends without a word, or the machine does: from now on every call fails and changes nothing, so that who
 * still has a connection can only close it. */
void sim_disk_halt(struct sim_disk *disk);
/* It is started again; no connection may be open. `power_cut`: each write that was not synced is kept, lost or torn (by
 * sectors of 512 bytes), independently of the others; false (kill -9): all writes were kept. */
void sim_disk_start(struct sim_disk *disk, bool power_cut);

/* Flips one bit somewhere in a file's synced content. False: there is nothing yet. */
bool sim_disk_flip(struct sim_disk *disk);
/* These bytes stand somewhere on it, in any file, deleted ones left out: for what must never be there. */
bool sim_disk_holds(const struct sim_disk *disk, const void *bytes, size_t count);

struct sim_disk_figures sim_disk_figures(const struct sim_disk *disk);

#endif
