/* A disk whose power can be taken away, under a real ext4 and the real programs on it: one file of a FUSE file system
 * that this process serves, a loop device over it, ext4 on that. Like a disk with a cache, it has a write for good only
 * when it was flushed afterwards. At a cut each sector that was not is kept, lost, or torn off in the middle of its
 * write, from the dice.
 *
 * Needs root, /dev/fuse, loop devices and mkfs.ext4. Everything is mounted in a namespace of this process: whatever
 * becomes of it, nothing stays mounted. */
#ifndef FOYER_TEST_POWER_DISK_H
#define FOYER_TEST_POWER_DISK_H

#include "base/rng.h"

#include <stdbool.h>
#include <stddef.h>

struct power_disk;

/* NULL: this machine has not what it takes; *why says what. `folder`: for mount points and the first image. The dice
 * are lent. */
struct power_disk *power_disk_open(const char *folder, struct rng *dice, const char **why);
void power_disk_close(struct power_disk *disk);

/* Where its ext4 is mounted. */
const char *power_disk_mounted(const struct power_disk *disk);

/* From here on everything fails until it is on again. */
void power_disk_cut(struct power_disk *disk);
/* Mounts what the cut has left, which ext4 repairs from its journal. Nothing may be open on it. */
void power_disk_on(struct power_disk *disk);

struct power_disk_figures {
	unsigned flushes;
	unsigned cuts;
	unsigned busy;  /* of the cuts: something was in the cache */
	unsigned torn;  /* of those: a write was torn */
	size_t sectors; /* that were in the cache at a cut, of 512 bytes */
	size_t lost;
};
struct power_disk_figures power_disk_figures(struct power_disk *disk);

#endif
