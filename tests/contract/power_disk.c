#include "power_disk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/fuse.h>
#include <linux/loop.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	DISK_BYTES = 48 << 20,
	SECTOR_BYTES = 512,
	WRITE_BYTES_MAX = 128 << 10,
	REQUEST_BYTES_MAX = WRITE_BYTES_MAX + 4096,
	WRITES_MAX = 1 << 16,
	FILE_NODE = 2, /* of the one file; 1 is the folder */
	LOOP_TRIES = 50,
	PATH_BYTES = 300,
};

struct write { /* in the disk's cache */
	uint64_t at;
	uint32_t bytes;
	uint8_t *data;
};

struct power_disk {
	struct rng *dice;
	int fuse;
	int loop;
	pthread_t thread;
	pthread_mutex_t lock; /* guards all below */
	bool on;
	uint8_t *stable; /* what is on the disk for good */
	uint8_t *seen;   /* what is read: with the cache */
	struct write writes[WRITES_MAX];
	unsigned writes_count;
	struct power_disk_figures figures;
	char files[PATH_BYTES];   /* where the one file is */
	char mounted[PATH_BYTES]; /* where ext4 is */
};

/* --- the disk --- */

static void cache_forget(struct power_disk *disk)
{
	for (unsigned i = 0; i < disk->writes_count; i++)
		free(disk->writes[i].data);
	disk->writes_count = 0;
}

static void cache_flush(struct power_disk *disk)
{
	for (unsigned i = 0; i < disk->writes_count; i++)
		memcpy(disk->stable + disk->writes[i].at, disk->writes[i].data, disk->writes[i].bytes);
	cache_forget(disk);
	disk->figures.flushes++;
}

static int disk_write(struct power_disk *disk, uint64_t at, const void *data, uint32_t bytes)
{
	struct write *write = &disk->writes[disk->writes_count];

	if (!disk->on)
		return -EIO;
	if (at > DISK_BYTES || bytes > DISK_BYTES - at || disk->writes_count == WRITES_MAX)
		return -ENOSPC;
	*write = (struct write){.at = at, .bytes = bytes, .data = malloc(bytes)};
	if (!write->data)
		return -ENOMEM;
	memcpy(write->data, data, bytes);
	memcpy(disk->seen + at, data, bytes);
	disk->writes_count++;
	return (int)bytes;
}

static int disk_flush(struct power_disk *disk)
{
	if (!disk->on)
		return -EIO;
	cache_flush(disk);
	return 0;
}

/* --- the moment the power goes --- */

enum fate { FATE_LOST, FATE_KEPT, FATE_PREFIX, FATE_SECTORS, FATE_WRITES, FATES_COUNT };

/* Bytes of this write, from its beginning, that reached the disk: a whole number of sectors. */
static uint32_t torn_at(struct power_disk *disk, const struct write *write)
{
	uint32_t sectors = write->bytes / SECTOR_BYTES;

	disk->figures.torn++;
	return sectors > 0 ? rng_below(disk->dice, sectors) * SECTOR_BYTES : 0;
}

static void keep(struct power_disk *disk, const struct write *write, uint32_t from, uint32_t bytes)
{
	memcpy(disk->stable + write->at + from, write->data + from, bytes);
	disk->figures.lost -= (bytes + SECTOR_BYTES - 1) / SECTOR_BYTES;
}

static void keep_some_sectors(struct power_disk *disk, const struct write *write)
{
	for (uint32_t at = 0; at < write->bytes; at += SECTOR_BYTES)
		if (rng_chance(disk->dice, 500))
			keep(disk, write, at, write->bytes - at < SECTOR_BYTES ? write->bytes - at : SECTOR_BYTES);
}

/* Disks write in any order, so any part of the cache may be there; the usual cases come more often. */
static void meet_fate(struct power_disk *disk)
{
	enum fate fate = (enum fate)rng_below(disk->dice, FATES_COUNT);
	unsigned prefix = disk->writes_count ? rng_below(disk->dice, disk->writes_count) : 0;

	for (unsigned i = 0; i < disk->writes_count; i++) {
		const struct write *write = &disk->writes[i];
		size_t sectors = (write->bytes + SECTOR_BYTES - 1) / SECTOR_BYTES;

		disk->figures.sectors += sectors;
		disk->figures.lost += sectors;
		if (fate == FATE_KEPT || (fate == FATE_PREFIX && i < prefix) ||
			(fate == FATE_WRITES && rng_chance(disk->dice, 500)))
			keep(disk, write, 0, write->bytes);
		else if (fate == FATE_PREFIX && i == prefix)
			keep(disk, write, 0, torn_at(disk, write));
		else if (fate == FATE_SECTORS)
			keep_some_sectors(disk, write);
	}
}

void power_disk_cut(struct power_disk *disk)
{
	pthread_mutex_lock(&disk->lock);
	disk->on = false;
	disk->figures.cuts++;
	disk->figures.busy += disk->writes_count > 0;
	meet_fate(disk);
	cache_forget(disk);
	memcpy(disk->seen, disk->stable, DISK_BYTES);
	pthread_mutex_unlock(&disk->lock);
}

/* --- the file system with one file: linux/fuse.h --- */

static void reply(struct power_disk *disk, const struct fuse_in_header *in, int err, const void *data, size_t bytes)
{
	static uint8_t out[sizeof(struct fuse_out_header) + WRITE_BYTES_MAX];
	struct fuse_out_header *header = (struct fuse_out_header *)out;

	if (err < 0)
		bytes = 0;
	*header = (struct fuse_out_header){
		.len = (uint32_t)(sizeof(*header) + bytes), .error = err < 0 ? err : 0, .unique = in->unique};
	if (bytes > 0)
		memcpy(out + sizeof(*header), data, bytes);
	/* Fails when the request was given up meanwhile, which is fine. */
	(void)!write(disk->fuse, out, header->len);
}

static struct fuse_attr attributes(uint64_t node)
{
	return (struct fuse_attr){.ino = node,
		.size = node == FILE_NODE ? DISK_BYTES : 0,
		.blocks = node == FILE_NODE ? DISK_BYTES / SECTOR_BYTES : 0,
		.mode = node == FILE_NODE ? S_IFREG | 0600 : S_IFDIR | 0700,
		.nlink = 1,
		.blksize = 4096};
}

static void do_init(struct power_disk *disk, const struct fuse_in_header *in, const void *body)
{
	const struct fuse_init_in *wanted = body;
	struct fuse_init_out out = {.major = FUSE_KERNEL_VERSION,
		.minor = wanted->minor < FUSE_KERNEL_MINOR_VERSION ? wanted->minor : FUSE_KERNEL_MINOR_VERSION,
		.max_readahead = wanted->max_readahead,
		.flags = FUSE_BIG_WRITES | FUSE_MAX_PAGES,
		.max_background = 16,
		.congestion_threshold = 12,
		.max_write = WRITE_BYTES_MAX,
		.time_gran = 1,
		.max_pages = WRITE_BYTES_MAX / 4096};

	reply(disk, in, 0, &out, sizeof(out));
}

static void do_lookup(struct power_disk *disk, const struct fuse_in_header *in, const void *name)
{
	struct fuse_entry_out out = {.nodeid = FILE_NODE, .attr = attributes(FILE_NODE)};

	reply(disk, in, strcmp(name, "disk") == 0 ? 0 : -ENOENT, &out, sizeof(out));
}

static void do_attributes(struct power_disk *disk, const struct fuse_in_header *in)
{
	struct fuse_attr_out out = {.attr = attributes(in->nodeid)};

	reply(disk, in, 0, &out, sizeof(out));
}

static void do_open(struct power_disk *disk, const struct fuse_in_header *in)
{
	struct fuse_open_out out = {0};

	reply(disk, in, 0, &out, sizeof(out));
}

static void do_read(struct power_disk *disk, const struct fuse_in_header *in, const void *body)
{
	const struct fuse_read_in *wanted = body;
	uint64_t left = wanted->offset < DISK_BYTES ? DISK_BYTES - wanted->offset : 0;
	size_t bytes = wanted->size < left ? wanted->size : (size_t)left;

	if (bytes > WRITE_BYTES_MAX)
		bytes = WRITE_BYTES_MAX;
	pthread_mutex_lock(&disk->lock);
	reply(disk, in, disk->on ? 0 : -EIO, disk->seen + (left ? wanted->offset : 0), bytes);
	pthread_mutex_unlock(&disk->lock);
}

static void do_write(struct power_disk *disk, const struct fuse_in_header *in, const void *body)
{
	const struct fuse_write_in *wanted = body;
	struct fuse_write_out out = {.size = wanted->size};
	int err;

	pthread_mutex_lock(&disk->lock);
	err = disk_write(disk, wanted->offset, wanted + 1, wanted->size);
	pthread_mutex_unlock(&disk->lock);
	reply(disk, in, err, &out, sizeof(out));
}

static void do_flush(struct power_disk *disk, const struct fuse_in_header *in)
{
	int err;

	pthread_mutex_lock(&disk->lock);
	err = disk_flush(disk);
	pthread_mutex_unlock(&disk->lock);
	reply(disk, in, err, NULL, 0);
}

static void serve(struct power_disk *disk, const struct fuse_in_header *in)
{
	const void *body = in + 1;

	switch (in->opcode) {
	case FUSE_INIT: do_init(disk, in, body); break;
	case FUSE_LOOKUP: do_lookup(disk, in, body); break;
	case FUSE_GETATTR:
	case FUSE_SETATTR: do_attributes(disk, in); break;
	case FUSE_OPEN:
	case FUSE_OPENDIR: do_open(disk, in); break;
	case FUSE_READ: do_read(disk, in, body); break;
	case FUSE_WRITE: do_write(disk, in, body); break;
	case FUSE_FSYNC: do_flush(disk, in); break;
	case FUSE_RELEASE:
	case FUSE_RELEASEDIR:
	case FUSE_ACCESS:
	case FUSE_FLUSH: reply(disk, in, 0, NULL, 0); break;
	case FUSE_FORGET:
	case FUSE_BATCH_FORGET:
	case FUSE_INTERRUPT: break; /* nobody waits for an answer */
	default: reply(disk, in, -ENOSYS, NULL, 0); break;
	}
}

static void *thread(void *self)
{
	static _Alignas(8) uint8_t request[REQUEST_BYTES_MAX];
	struct power_disk *disk = self;

	for (;;) {
		ssize_t bytes = read(disk->fuse, request, sizeof(request));

		if (bytes >= (ssize_t)sizeof(struct fuse_in_header))
			serve(disk, (const struct fuse_in_header *)request);
		else if (bytes >= 0 || (errno != EINTR && errno != ENOENT && errno != EAGAIN))
			return NULL; /* it was unmounted */
	}
}

/* --- mounting --- */

static int loop_over(const char *path)
{
	struct loop_config config = {.block_size = SECTOR_BYTES, .info.lo_flags = LO_FLAGS_AUTOCLEAR};
	int control = open("/dev/loop-control", O_RDWR | O_CLOEXEC);
	int file = open(path, O_RDWR | O_CLOEXEC);
	int loop = -1;

	config.fd = (uint32_t)file;
	for (int i = 0; control >= 0 && file >= 0 && loop < 0 && i < LOOP_TRIES; i++) {
		int number = ioctl(control, LOOP_CTL_GET_FREE);
		char name[32];

		snprintf(name, sizeof(name), "/dev/loop%d", number);
		loop = number < 0 ? -1 : open(name, O_RDWR | O_CLOEXEC);
		if (loop >= 0 && ioctl(loop, LOOP_CONFIGURE, &config) != 0) { /* somebody was faster */
			close(loop);
			loop = -1;
		}
	}
	if (control >= 0)
		close(control);
	if (file >= 0)
		close(file);
	return loop;
}

static bool mount_ext4(struct power_disk *disk)
{
	char path[PATH_BYTES + 8];
	char name[64];
	struct stat device;

	snprintf(path, sizeof(path), "%s/disk", disk->files);
	disk->loop = loop_over(path);
	if (disk->loop < 0 || fstat(disk->loop, &device) != 0)
		return false;
	snprintf(name, sizeof(name), "/dev/loop%u", (unsigned)(device.st_rdev & 0xff));
	return mount(name, disk->mounted, "ext4", MS_NOATIME, "data=ordered") == 0;
}

void power_disk_on(struct power_disk *disk)
{
	assert_int_equal(umount(disk->mounted), 0);
	(void)ioctl(disk->loop, LOOP_CLR_FD, 0);
	close(disk->loop);
	pthread_mutex_lock(&disk->lock);
	disk->on = true;
	pthread_mutex_unlock(&disk->lock);
	assert_true(mount_ext4(disk));
}

static bool serve_file(struct power_disk *disk)
{
	char options[128];

	disk->fuse = open("/dev/fuse", O_RDWR | O_CLOEXEC);
	snprintf(options, sizeof(options), "fd=%d,rootmode=40000,user_id=0,group_id=0", disk->fuse);
	return disk->fuse >= 0 && mount("power_disk", disk->files, "fuse", MS_NOSUID | MS_NODEV, options) == 0 &&
	       pthread_create(&disk->thread, NULL, thread, disk) == 0;
}

/* An empty ext4, made on a plain file and read into the disk. */
static bool format(struct power_disk *disk, const char *folder)
{
	char path[PATH_BYTES];
	char command[2 * PATH_BYTES];
	FILE *image;
	bool good;

	snprintf(path, sizeof(path), "%s/image", folder);
	image = fopen(path, "we");
	good = image && ftruncate(fileno(image), DISK_BYTES) == 0;
	if (image)
		fclose(image);
	snprintf(command, sizeof(command),
		"PATH=$PATH:/usr/sbin:/sbin mkfs.ext4 -q -F -E lazy_itable_init=0,lazy_journal_init=0 '%s' 2>/dev/null",
		path);
	if (!good || system(command) != 0)
		return false;
	image = fopen(path, "re");
	good = image && fread(disk->stable, 1, DISK_BYTES, image) == DISK_BYTES;
	if (image)
		fclose(image);
	unlink(path);
	memcpy(disk->seen, disk->stable, DISK_BYTES);
	return good;
}

static bool make_places(struct power_disk *disk, const char *folder)
{
	snprintf(disk->files, sizeof(disk->files), "%s/files", folder);
	snprintf(disk->mounted, sizeof(disk->mounted), "%s/mounted", folder);
	return mkdir(disk->files, 0700) == 0 && mkdir(disk->mounted, 0700) == 0;
}

static const char *missing(struct power_disk *disk, const char *folder)
{
	if (geteuid() != 0)
		return "it needs root to mount a disk";
	if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
		return "it may not have mounts of its own";
	if (!format(disk, folder))
		return "mkfs.ext4 (e2fsprogs) is missing";
	if (!make_places(disk, folder) || !serve_file(disk))
		return "/dev/fuse is missing";
	if (!mount_ext4(disk))
		return "loop devices or ext4 are missing";
	return NULL;
}

struct power_disk *power_disk_open(const char *folder, struct rng *dice, const char **why)
{
	struct power_disk *disk = calloc(1, sizeof(*disk));

	assert_non_null(disk);
	disk->dice = dice;
	disk->on = true;
	disk->fuse = disk->loop = -1;
	disk->stable = malloc(DISK_BYTES);
	disk->seen = malloc(DISK_BYTES);
	assert_true(disk->stable && disk->seen);
	pthread_mutex_init(&disk->lock, NULL);
	*why = missing(disk, folder);
	if (!*why)
		return disk;
	power_disk_close(disk);
	return NULL;
}

void power_disk_close(struct power_disk *disk)
{
	if (disk->loop >= 0 && umount(disk->mounted) != 0 && errno == EBUSY) {
		/* A test that ended in the middle has a file open: the program's end takes it all down. */
		(void)umount2(disk->mounted, MNT_DETACH);
		(void)umount2(disk->files, MNT_DETACH);
		return;
	}
	if (disk->loop >= 0)
		close(disk->loop);
	if (disk->thread) {
		(void)umount2(disk->files, MNT_DETACH);
		pthread_join(disk->thread, NULL);
	}
	if (disk->fuse >= 0)
		close(disk->fuse);
	cache_forget(disk);
	free(disk->stable);
	free(disk->seen);
	pthread_mutex_destroy(&disk->lock);
	free(disk);
}

const char *power_disk_mounted(const struct power_disk *disk)
{
	return disk->mounted;
}

struct power_disk_figures power_disk_figures(struct power_disk *disk)
{
	return disk->figures;
}
