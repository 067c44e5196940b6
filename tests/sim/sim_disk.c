#include "sim_disk_inside.h"

#include "base/check.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { BYTES_FIRST = 64 << 10, CHANGE_ALIGN = 8 };

/* --- memory: not malloc's, which the simulator lets fail for the product --- */

void *disk_take(size_t bytes)
{
	void *at = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	CHECK(at != MAP_FAILED);
	return at;
}

void disk_give(void *at, size_t bytes)
{
	CHECK(!at || munmap(at, bytes) == 0);
}

static void *disk_more(void *at, size_t bytes_before, size_t bytes)
{
	if (!at)
		return disk_take(bytes);
	at = mremap(at, bytes_before, bytes, MREMAP_MAYMOVE);
	CHECK(at != MAP_FAILED);
	return at;
}

/* --- bytes --- */

static void bytes_room(struct disk_bytes *bytes, int64_t size)
{
	int64_t room = bytes->room ? bytes->room : BYTES_FIRST;

	while (room < size)
		room *= 2;
	if (room != bytes->room) {
		bytes->at = disk_more(bytes->at, (size_t)bytes->room, (size_t)room);
		bytes->room = room;
	}
}

static void bytes_size(struct disk_bytes *bytes, int64_t size)
{
	bytes_room(bytes, size);
	if (size > bytes->size)
		memset(bytes->at + bytes->size, 0, (size_t)(size - bytes->size));
	bytes->size = size;
}

static void bytes_put(struct disk_bytes *bytes, int64_t at, const void *from, int64_t count)
{
	if (count <= 0)
		return;
	if (at > bytes->size)
		bytes_size(bytes, at); /* a hole reads as zero */
	bytes_room(bytes, at + count);
	memcpy(bytes->at + at, from, (size_t)count);
	if (at + count > bytes->size)
		bytes->size = at + count;
}

static void bytes_copy(struct disk_bytes *to, const struct disk_bytes *from)
{
	to->size = 0;
	bytes_put(to, 0, from->at, from->size);
}

/* --- names and files --- */

struct disk_name *disk_find(struct sim_disk *disk, const char *name)
{
	for (unsigned i = 0; name && i < DISK_NAMES_MAX; i++)
		if (disk->names[i].now && strcmp(disk->names[i].name, name) == 0)
			return &disk->names[i];
	return NULL;
}

static struct disk_name *name_place(struct sim_disk *disk, const char *name)
{
	struct disk_name *free_one = NULL;

	for (unsigned i = 0; i < DISK_NAMES_MAX; i++) {
		struct disk_name *n = &disk->names[i];

		if (strcmp(n->name, name) == 0)
			return n;
		if (!free_one && !n->name[0])
			free_one = n;
	}
	CHECK(free_one && strlen(name) < sizeof(free_one->name));
	strcpy(free_one->name, name);
	return free_one;
}

struct disk_file *disk_make(struct sim_disk *disk, const char *name)
{
	struct disk_file *file = disk_take(sizeof(*file));

	file->named = name != NULL;
	if (name)
		name_place(disk, name)->now = file;
	return file;
}

static bool is_named(const struct sim_disk *disk, const struct disk_file *file)
{
	for (unsigned i = 0; i < DISK_NAMES_MAX; i++)
		if (disk->names[i].now == file || disk->names[i].synced == file)
			return true;
	return false;
}

static void count_bytes(struct sim_disk *disk)
{
	uint64_t bytes = 0;

	for (unsigned i = 0; i < DISK_NAMES_MAX; i++)
		if (disk->names[i].now)
			bytes += (uint64_t)disk->names[i].now->now.size;
	disk->figures.bytes = bytes;
}

void disk_release(struct sim_disk *disk, struct disk_file *file)
{
	if (file->opens > 0 || is_named(disk, file))
		return;
	disk_give(file->now.at, (size_t)file->now.room);
	disk_give(file->synced.at, (size_t)file->synced.room);
	disk_give(file->unsynced.at, (size_t)file->unsynced.room);
	disk_give(file, sizeof(*file));
}

/* Both of a name's files are decided; the ones that nothing names any more go. */
static void name_settle(struct sim_disk *disk, struct disk_name *name, struct disk_file *now)
{
	struct disk_file *before[2] = {name->now, name->synced};

	if (name->now)
		name->now->named = false;
	if (now)
		now->named = true;
	name->now = name->synced = now;
	if (!now)
		name->name[0] = '\0';
	for (unsigned i = 0; i < 2; i++)
		if (before[i] && (i == 0 || before[1] != before[0]))
			disk_release(disk, before[i]);
}

void disk_delete(struct sim_disk *disk, struct disk_name *name, bool synced)
{
	struct disk_file *file = name->now;

	file->opens++; /* stays while its names go */
	file->named = false;
	name->now = NULL;
	if (!name->synced)
		name->name[0] = '\0';
	if (synced)
		disk_sync_names(disk, NULL);
	file->opens--;
	disk_release(disk, file);
	count_bytes(disk);
}

void disk_sync_names(struct sim_disk *disk, const struct disk_file *file)
{
	for (unsigned i = 0; i < DISK_NAMES_MAX; i++) {
		struct disk_name *name = &disk->names[i];

		if (name->now != name->synced && (!file || name->now == file))
			name_settle(disk, name, name->now);
	}
}

/* --- writing and syncing --- */

static const struct disk_change *change_next(const struct disk_file *file, int64_t *at, const uint8_t **bytes)
{
	const struct disk_change *change;

	if (*at >= file->unsynced.size)
		return NULL;
	change = (const void *)(file->unsynced.at + *at);
	*at += (int64_t)sizeof(*change);
	*bytes = file->unsynced.at + *at;
	if (change->count > 0)
		*at += (change->count + CHANGE_ALIGN - 1) / CHANGE_ALIGN * CHANGE_ALIGN;
	return change;
}

/* The sectors that a change touched, as they stand in the program's view. */
static void sectors_of(const struct disk_change *change, int64_t size, int64_t *from, int64_t *end)
{
	*from = change->at / DISK_SECTOR_BYTES * DISK_SECTOR_BYTES;
	*end = (change->at + change->count + DISK_SECTOR_BYTES - 1) / DISK_SECTOR_BYTES * DISK_SECTOR_BYTES;
	if (*end > size)
		*end = size;
}

/* A disk writes whole sectors: a byte beside a changed one goes with it, as it stands in the program's view. */
static void change_to_disk(struct disk_file *file, const struct disk_change *change)
{
	int64_t from, end;

	if (change->count == DISK_TRUNCATED) {
		if (file->synced.size > change->at)
			bytes_size(&file->synced, change->at);
		return;
	}
	sectors_of(change, file->now.size, &from, &end);
	bytes_put(&file->synced, from, file->now.at + from, end - from);
}

void disk_sync(struct sim_disk *disk, struct disk_file *file)
{
	const struct disk_change *change;
	const uint8_t *bytes;
	int64_t at = 0;

	while ((change = change_next(file, &at, &bytes)) != NULL)
		change_to_disk(file, change);
	bytes_size(&file->synced, file->now.size);
	file->unsynced.size = 0;
	disk_sync_names(disk, file);
}

static void change_note(
	struct sim_disk *disk, struct disk_file *file, const struct disk_change *change, const void *bytes)
{
	int64_t at = file->unsynced.size;
	int64_t count = change->count > 0 ? (change->count + CHANGE_ALIGN - 1) / CHANGE_ALIGN * CHANGE_ALIGN : 0;

	if (at + count > DISK_UNSYNCED_BYTES_MAX) {
		disk_sync(disk, file);
		change_to_disk(file, change);
		return;
	}
	bytes_room(&file->unsynced, at + (int64_t)sizeof(*change) + count);
	file->unsynced.size = at + (int64_t)sizeof(*change) + count;
	memcpy(file->unsynced.at + at, change, sizeof(*change));
	if (count > 0)
		memcpy(file->unsynced.at + at + (int64_t)sizeof(*change), bytes, (size_t)change->count);
	if (disk->figures.unsynced_most < (uint64_t)file->unsynced.size)
		disk->figures.unsynced_most = (uint64_t)file->unsynced.size;
}

static void bytes_grew(struct sim_disk *disk, const struct disk_file *file, int64_t size_before)
{
	if (!file->named)
		return;
	disk->figures.bytes += (uint64_t)(file->now.size - size_before);
	if (disk->figures.bytes_most < disk->figures.bytes)
		disk->figures.bytes_most = disk->figures.bytes;
}

bool disk_write(struct sim_disk *disk, struct disk_file *file, const struct disk_change *change, const void *bytes)
{
	struct disk_change part = *change;
	int64_t size_before = file->now.size;
	int64_t more = change->at + change->count - size_before;
	uint64_t bytes_max = disk->faults.bytes_max;

	if (bytes_max && more > 0 && disk->figures.bytes + (uint64_t)more > bytes_max) {
		uint64_t over = disk->figures.bytes + (uint64_t)more - bytes_max;

		part.count -= over < (uint64_t)more ? (int64_t)over : more;
		if (part.count < 0)
			part.count = 0;
	}
	if (part.count > 0) {
		bytes_put(&file->now, part.at, bytes, part.count);
		change_note(disk, file, &part, bytes);
		bytes_grew(disk, file, size_before);
		disk->figures.writes++;
		disk->figures.bytes_written += (uint64_t)part.count;
	}
	return part.count == change->count;
}

void disk_truncate(struct sim_disk *disk, struct disk_file *file, int64_t size)
{
	int64_t size_before = file->now.size;

	if (size == size_before)
		return;
	bytes_size(&file->now, size);
	change_note(disk, file, &(struct disk_change){size, DISK_TRUNCATED}, NULL);
	bytes_grew(disk, file, size_before);
}

void disk_sync_fails(struct sim_disk *disk, struct disk_file *file)
{
	const struct disk_change *change;
	const uint8_t *bytes;
	int64_t at = 0;

	if (rng_below(&disk->dice, 2) == 0)
		return; /* an honest one: the next may do it */
	while ((change = change_next(file, &at, &bytes)) != NULL)
		if (rng_below(&disk->dice, 2) == 0)
			change_to_disk(file, change);
	file->unsynced.size = 0;
	file->forgotten = true;
}

/* --- the power goes --- */

/* How much of what was not synced is on the disk. */
enum cut { CUT_ALL_LOST, CUT_IN_ORDER, CUT_EACH, CUT_TORN, CUTS };
enum fate { FATE_LOST, FATE_KEPT, FATE_TORN };

struct power {
	enum cut cut;
	uint32_t keep; /* in order: so many */
	struct rng *dice;
};

static enum fate fate_of(struct power *power)
{
	switch (power->cut) {
	case CUT_IN_ORDER:
		if (power->keep == 0)
			return FATE_LOST;
		return --power->keep == 0 ? FATE_TORN : FATE_KEPT;
	case CUT_EACH: return (enum fate)rng_below(power->dice, 3);
	case CUT_TORN: return FATE_TORN;
	default: return FATE_LOST;
	}
}

/* file->now is what the kernel would have had after this change. */
static void change_meets(struct disk_file *file, const struct disk_change *change, struct power *power)
{
	enum fate fate = fate_of(power);
	int64_t from, end;

	if (change->count == DISK_TRUNCATED) {
		if (fate != FATE_LOST && rng_below(power->dice, fate == FATE_TORN ? 2 : 1) == 0)
			change_to_disk(file, change);
		return;
	}
	sectors_of(change, file->now.size, &from, &end);
	for (int64_t at = from; at < end; at += DISK_SECTOR_BYTES) {
		int64_t count = end - at < DISK_SECTOR_BYTES ? end - at : DISK_SECTOR_BYTES;

		if (fate == FATE_KEPT || (fate == FATE_TORN && rng_below(power->dice, 2)))
			bytes_put(&file->synced, at, file->now.at + at, count);
	}
}

static uint32_t changes_count(const struct disk_file *file)
{
	const uint8_t *bytes;
	uint32_t count = 0;
	int64_t at = 0;

	while (change_next(file, &at, &bytes))
		count++;
	return count;
}

static void file_loses_power(struct disk_file *file, struct rng *dice)
{
	enum cut cut = (enum cut)rng_below(dice, CUTS);
	struct power power = {cut, rng_below(dice, changes_count(file) + 1), dice};
	const struct disk_change *change;
	const uint8_t *bytes;
	int64_t at = 0;

	bytes_copy(&file->now, &file->synced);
	while ((change = change_next(file, &at, &bytes)) != NULL) {
		if (change->count == DISK_TRUNCATED)
			bytes_size(&file->now, change->at);
		else
			bytes_put(&file->now, change->at, bytes, change->count);
		change_meets(file, change, &power);
	}
	bytes_copy(&file->now, &file->synced);
	file->unsynced.size = 0;
	file->forgotten = false;
}

/* Made or deleted and not synced: there, not there, or the one before. */
static void name_loses_power(struct sim_disk *disk, struct disk_name *name)
{
	struct disk_file *now = name->now;

	if (name->now == name->synced)
		return;
	switch (rng_below(&disk->dice, 3)) {
	case 0: now = name->synced; break;
	case 1: now = name->now; break;
	default: now = name->synced && name->now ? NULL : name->synced; break;
	}
	name_settle(disk, name, now);
}

static void power_goes(struct sim_disk *disk)
{
	for (unsigned i = 0; i < DISK_NAMES_MAX; i++)
		name_loses_power(disk, &disk->names[i]);
	for (unsigned i = 0; i < DISK_NAMES_MAX; i++)
		if (disk->names[i].now)
			file_loses_power(disk->names[i].now, &disk->dice);
	count_bytes(disk);
}

/* --- outside --- */

struct sim_disk *sim_disk_open(uint64_t seed)
{
	struct sim_disk *disk = calloc(1, sizeof(*disk));

	CHECK(disk);
	disk->dice.state = seed;
	disk_dice_start(rng_next(&disk->dice));
	disk_vfs_register(disk);
	return disk;
}

void sim_disk_close(struct sim_disk *disk)
{
	if (!disk)
		return;
	CHECK(disk->opens == 0);
	disk_vfs_unregister();
	disk_dice_stop();
	for (unsigned i = 0; i < DISK_NAMES_MAX; i++)
		name_settle(disk, &disk->names[i], NULL);
	free(disk);
}

const char *sim_disk_vfs(const struct sim_disk *disk)
{
	(void)disk;
	return disk_vfs_name;
}

void sim_disk_faults(struct sim_disk *disk, const struct sim_disk_faults *faults)
{
	disk->faults = *faults;
}

void sim_disk_halt(struct sim_disk *disk)
{
	disk->halted = true;
}

void sim_disk_halt_after(struct sim_disk *disk, uint32_t calls)
{
	disk->halt_after = calls;
}

bool sim_disk_halted(const struct sim_disk *disk)
{
	return disk->halted;
}

void sim_disk_start(struct sim_disk *disk, bool power_cut)
{
	CHECK(disk->opens == 0);
	disk->halted = false;
	disk->halt_after = 0;
	if (power_cut)
		power_goes(disk);
}

bool sim_disk_flip(struct sim_disk *disk)
{
	uint64_t bytes = 0, at;

	for (unsigned i = 0; i < DISK_NAMES_MAX; i++)
		if (disk->names[i].now)
			bytes += (uint64_t)disk->names[i].now->synced.size;
	if (bytes == 0)
		return false;
	at = rng_next(&disk->dice) % bytes;
	for (unsigned i = 0; i < DISK_NAMES_MAX; i++) {
		struct disk_file *file = disk->names[i].now;
		uint8_t bit = (uint8_t)(1u << rng_below(&disk->dice, 8));

		if (!file)
			continue;
		if (at >= (uint64_t)file->synced.size) {
			at -= (uint64_t)file->synced.size;
			continue;
		}
		/* What the program has written over it since, it reads as it wrote it. */
		if (at < (uint64_t)file->now.size && file->now.at[at] == file->synced.at[at])
			file->now.at[at] ^= bit;
		file->synced.at[at] ^= bit;
		break;
	}
	return true;
}

static bool bytes_hold(const struct disk_bytes *in, const void *bytes, size_t count)
{
	return in->size > 0 && memmem(in->at, (size_t)in->size, bytes, count);
}

/* Beside what it knows to be unsynced; it is remembered when nothing is owed any more. */
static bool file_owes(struct disk_file *file)
{
	if (!file->forgotten || file->unsynced.size > 0)
		return file->forgotten;
	file->forgotten = file->synced.size != file->now.size ||
			  memcmp(file->synced.at, file->now.at, (size_t)file->now.size) != 0;
	return file->forgotten;
}

bool sim_disk_owes(struct sim_disk *disk)
{
	bool owes = false;

	for (unsigned i = 0; i < DISK_NAMES_MAX; i++)
		owes = (disk->names[i].now && file_owes(disk->names[i].now)) || owes;
	return owes;
}

bool sim_disk_holds(const struct sim_disk *disk, const void *bytes, size_t count)
{
	for (unsigned i = 0; i < DISK_NAMES_MAX; i++) {
		const struct disk_file *file = disk->names[i].now;

		if (!file)
			continue;
		if (bytes_hold(&file->now, bytes, count))
			return true;
		if ((file->unsynced.size > 0 || file->forgotten) && bytes_hold(&file->synced, bytes, count))
			return true;
	}
	return false;
}

struct sim_disk_figures sim_disk_figures(const struct sim_disk *disk)
{
	return disk->figures;
}

static uint64_t digest_of(uint64_t so_far, const void *bytes, size_t count)
{
	const uint8_t *at = bytes;

	for (size_t i = 0; i < count; i++)
		so_far = (so_far ^ at[i]) * 0x100000001b3u; /* FNV-1a */
	return so_far;
}

uint64_t sim_disk_digest(const struct sim_disk *disk)
{
	uint64_t digest = 0xcbf29ce484222325u;

	for (unsigned i = 0; i < DISK_NAMES_MAX; i++) {
		const struct disk_name *name = &disk->names[i];

		if (!name->now)
			continue;
		digest = digest_of(digest, name->name, strlen(name->name) + 1);
		digest = digest_of(digest, name->now->now.at, (size_t)name->now->now.size);
		digest = digest_of(digest, name->now->synced.at, (size_t)name->now->synced.size);
	}
	return digest;
}
