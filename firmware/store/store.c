#include "store/store_inside.h"

#include "store/seal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The folder and those above it. */
static int folder_make(const char *folder)
{
	char path[4096];
	size_t length = strlen(folder);

	if (length == 0 || length >= sizeof(path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(path, folder, length + 1);
	for (size_t i = 1; i < length; i++) {
		if (path[i] != '/')
			continue;
		path[i] = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST)
			return -1;
		path[i] = '/';
	}
	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		return -1;
	return 0;
}

static enum err folder_ready(const char *folder, char *why, size_t why_bytes)
{
	struct stat there;

	if (folder_make(folder) == 0 && stat(folder, &there) == 0) {
		if (S_ISDIR(there.st_mode))
			return ERR_NONE;
		errno = ENOTDIR;
	}
	switch (errno) {
	case ENOTDIR:
		snprintf(why, why_bytes, "%s: not a folder: move the file away, or choose another with --data", folder);
		return ERR_DENIED;
	case ENOSPC:
		snprintf(why, why_bytes, "%s: disk full: free some space and start again", folder);
		return ERR_NO_SPACE;
	case EACCES:
	case EPERM:
	case EROFS:
		snprintf(why, why_bytes,
			"%s: cannot be made here: make its parent writable, or choose another with --data", folder);
		return ERR_DENIED;
	default:
		snprintf(why, why_bytes, "%s: %s: choose another folder with --data", folder, strerror(errno));
		return ERR_IO;
	}
}

static enum err place_ready(struct store *store, char *why, size_t why_bytes)
{
	const struct store_options *options = &store->options;
	int length;

	if (options->memory) {
		snprintf(store->path, sizeof(store->path), ":memory:");
		return ERR_NONE;
	}
	/* Room is left for what sqlite and a damaged file's name put behind it. */
	length = snprintf(store->path, sizeof(store->path) - 64, "%s/foyer.db", options->folder);
	if (length < 0 || (size_t)length >= sizeof(store->path) - 64) {
		snprintf(why, why_bytes, "%.80s...: the name is too long: choose a shorter one with --data",
			options->folder);
		return ERR_NO_SPACE;
	}
	if (options->read_only || options->vfs)
		return ERR_NONE;
	return folder_ready(options->folder, why, why_bytes);
}

static enum err clock_read(struct store *store)
{
	int64_t last_ms;
	enum err err = sql_number(store->sql, "SELECT coalesce(max(last_ms), 0) FROM session", 0, &last_ms);

	store->time_ms_last = (uint64_t)last_ms;
	return err;
}

enum err store_tables_ready(struct store *store)
{
	enum err err = clock_read(store);

	if (err == ERR_NONE)
		err = store_lanes_read(store);
	if (err || store->options.read_only)
		return err;
	err = store_queries_make(store);
	if (err == ERR_NONE)
		err = store_salt_ready(store);
	if (err == ERR_NONE)
		err = store_numbers_reserve(store);
	return err;
}

static bool has_threads(const struct store_options *options)
{
	return !options->synchronous && !options->by_hand && !options->read_only;
}

enum err store_open(struct store **out, const struct store_options *options, char *why, size_t why_bytes)
{
	struct store *store = calloc(1, sizeof(*store));
	enum err err;

	*out = NULL;
	if (why_bytes > 0)
		why[0] = '\0';
	if (!store)
		return ERR_NO_SPACE;
	store->options = *options;
	atomic_flag_clear(&store->suspected);
	store_locks_init(store);
	err = seal_start();
	if (err == ERR_NONE)
		err = store_queue_open(&store->queue,
			options->waiting_bytes ? options->waiting_bytes : STORE_WAITING_BYTES_MAX, &options->kept);
	if (err == ERR_NONE)
		err = place_ready(store, why, why_bytes);
	if (err == ERR_NONE)
		err = store_file_open(store, why, why_bytes);
	if (err == ERR_NONE)
		err = store_recall(store);
	if (err == ERR_NONE && has_threads(options))
		err = store_threads_start(store);
	if (err) {
		if (why_bytes > 0 && why[0] == '\0')
			snprintf(why, why_bytes, "%s: %s: check the disk and start again", store->path, err_name(err));
		store_close(store);
		return err;
	}
	*out = store;
	return ERR_NONE;
}

void store_close(struct store *store)
{
	enum err marks;

	if (!store)
		return;
	store_threads_stop(store);
	if (store->sql && store->queries[QUERY_COUNT_OF - 1]) {
		store_drain(store);
		marks = store_lanes_keep(store);
		(void)marks; /* then the hub is asked again */
		store_numbers_give_back(store);
		store_move_log(store, true);
	}
	store_queries_drop(store);
	sql_close(store->sql);
	store_queue_close(&store->queue);
	store_locks_close(store);
	free(store);
}

void store_retry(struct store *store)
{
	if (!store->options.synchronous)
		return;
	store_drain(store);
	if (store_sync_due(store))
		store_sync(store);
	store_move_log(store, store->checkpoint_wiped);
}

void store_hand_write(struct store *store, uint64_t now_ms)
{
	CHECK(store->options.by_hand);
	store->hand_ms = now_ms;
	store_drain(store);
	store_move_log(store, false);
}

void store_hand_sync(struct store *store)
{
	CHECK(store->options.by_hand);
	if (store_sync_due(store))
		store_sync(store);
}

bool store_hand_waits(const struct store *store)
{
	return store->queue.whole > 0 || store_sync_due(store);
}

/* Who waits for the disk wakes the writer, and who is the first to wait for the group. With `lock` held. */
static void appended(struct store *store, const struct store_step *step, bool first)
{
	bool was_due = !first && store_group_due_ms(store) == 0;

	if (first)
		store->group_ms = store_now_ms(store) + STORE_GROUP_MS;
	if (step->durable)
		store->hurry = store->queue.ticket;
	if (store->kept)
		atomic_store(&store->written, store->queue.whole_ticket);
	if (first || (!was_due && store_group_due_ms(store) == 0) || !store->kept)
		pthread_cond_signal(&store->work);
}

uint64_t store_append(struct store *store, const struct store_step *step)
{
	uint64_t ticket;
	bool first;

	CHECK(!store->options.read_only);
	if (step->time_ms > store->time_ms_last)
		store->time_ms_last = step->time_ms;
	pthread_mutex_lock(&store->lock);
	first = store->queue.whole == 0;
	ticket = store_queue_put(&store->queue, step);
	appended(store, step, first);
	pthread_mutex_unlock(&store->lock);
	store_retry(store);
	return ticket;
}

bool store_has_room(struct store *store)
{
	bool room;

	pthread_mutex_lock(&store->lock);
	room = store_queue_has_room(&store->queue);
	pthread_mutex_unlock(&store->lock);
	return room;
}

uint64_t store_written(const struct store *store)
{
	return atomic_load(&store->written);
}

uint64_t store_stored(const struct store *store)
{
	return atomic_load(&store->stored);
}

uint64_t store_synced(const struct store *store)
{
	return atomic_load(&store->synced);
}

enum err store_trouble(const struct store *store)
{
	return (enum err)atomic_load(&store->trouble);
}

/* With a full disk the numbers go on without being reserved: nothing of those sessions can be on the disk either, and
 * no action of theirs was begun, because both wait for the disk to take a step, which reserves first. */
uint32_t store_session_next(struct store *store)
{
	uint32_t number;

	CHECK(!store->options.read_only);
	pthread_mutex_lock(&store->lock);
	if (store->number_last >= store->number_limit) {
		pthread_mutex_unlock(&store->lock);
		store_numbers_reserve(store);
		pthread_mutex_lock(&store->lock);
	}
	number = ++store->number_last;
	pthread_mutex_unlock(&store->lock);
	CHECK(number != 0);
	return number;
}

uint64_t store_last_time_ms(struct store *store)
{
	return store->time_ms_last;
}
