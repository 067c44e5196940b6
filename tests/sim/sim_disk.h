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
	uint64_t bytes_most;                   /* that they have had */
	uint64_t unsynced_most;                /* bytes kept of one file's writes that were not synced */
	uint32_t errors;                       /* that it has returned on purpose */
};

/* Registers the VFS, as sqlite's default, so that sqlite's own dice (the salts of a log) come from the seed too; and
 * keys and nonces (libsodium's dice) with them. One disk at a time. An empty disk. Never fails but for memory (CHECK).
 */
struct sim_disk *sim_disk_open(uint64_t seed);
void sim_disk_close(struct sim_disk *disk);            /* every connection must be closed; NULL is fine */
const char *sim_disk_vfs(const struct sim_disk *disk); /* its name, for store_options.vfs */

/* From now on. */
void sim_disk_faults(struct sim_disk *disk, const struct sim_disk_faults *faults);

/* The program ends without a word, or the machine does: from now on every call fails and changes nothing, so that who
 * still has a connection can only close it. */
void sim_disk_halt(struct sim_disk *disk);
/* From the `calls`-th call from now that writes, syncs, truncates or deletes it is halted, which may be in the middle
 * of a transaction; 0: not any more. */
void sim_disk_halt_after(struct sim_disk *disk, uint32_t calls);
bool sim_disk_halted(const struct sim_disk *disk);
/* It is started again; no connection may be open. `power_cut`: each write that was not synced is kept, lost or torn (by
 * sectors of 512 bytes), independently of the others, or in their order up to one of them; a file that was not synced
 * since it was made or deleted may be there or not. False (kill -9): all is there, and as little synced as before. */
void sim_disk_start(struct sim_disk *disk, bool power_cut);

/* Flips one bit somewhere in a file's synced content. False: there is nothing yet. */
bool sim_disk_flip(struct sim_disk *disk);
/* A failed sync was forgotten: what has been written before is not all on it, though nothing says so. */
bool sim_disk_owes(struct sim_disk *disk);
/* These bytes stand somewhere on it, in any file, deleted ones left out: for what must never be there. */
bool sim_disk_holds(const struct sim_disk *disk, const void *bytes, size_t count);

struct sim_disk_figures sim_disk_figures(const struct sim_disk *disk);
/* Of every name and byte: two runs of one seed have the same. */
uint64_t sim_disk_digest(const struct sim_disk *disk);

#endif
