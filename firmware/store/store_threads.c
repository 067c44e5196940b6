#include "store/store_inside.h"

#include <time.h>

uint64_t store_now_ms(const struct store *store)
{
	struct timespec now;

	if (store->options.by_hand)
		return store->hand_ms;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

void store_tell(struct store *store)
{
	if (store->options.progress)
		store->options.progress(store->options.progress_self);
}

/* With `lock` held. */
static void wait_until(struct store *store, pthread_cond_t *cond, uint64_t time_ms)
{
	struct timespec until = {(time_t)(time_ms / 1000), (long)(time_ms % 1000) * 1000000};

	if (time_ms == 0)
		pthread_cond_wait(cond, &store->lock);
	else
		pthread_cond_timedwait(cond, &store->lock, &until);
}

/* UINT64_MAX: there is nothing to write. With `lock` held. */
static uint64_t work_due_ms(const struct store *store)
{
	uint64_t steps_ms = store_group_due_ms(store);

	if (store->callers_waiting_count > 0 && store->callers_due_ms < steps_ms)
		return store->callers_due_ms;
	return steps_ms;
}

/* Until there is a step to write, and the last failure some time ago, or the log is to be moved. With `lock` held. */
static void writer_wait(struct store *store)
{
	uint64_t retry_ms = store->write_err ? store_now_ms(store) + STORE_RETRY_MS : 0;

	while (!store->closing) {
		uint64_t now = store_now_ms(store);
		uint64_t wake_ms = atomic_load(&store->checkpoint_ms);

		uint64_t due_ms = work_due_ms(store);

		if (due_ms != UINT64_MAX && due_ms < retry_ms)
			due_ms = retry_ms;
		if (due_ms != UINT64_MAX && (wake_ms == 0 || due_ms < wake_ms))
			wake_ms = due_ms;
		if (due_ms <= now || (wake_ms && now >= wake_ms))
			return;
		wait_until(store, &store->work, wake_ms);
	}
}

static void *writer_main(void *self)
{
	struct store *store = self;
	bool closing;

	do {
		pthread_mutex_lock(&store->lock);
		writer_wait(store);
		closing = store->closing;
		pthread_mutex_unlock(&store->lock);
		store_drain(store);
		store_move_log(store, false);
	} while (!closing);

	pthread_mutex_lock(&store->lock);
	store->writer_done = true;
	pthread_cond_signal(&store->dirty);
	pthread_mutex_unlock(&store->lock);
	return NULL;
}

bool store_sync_due(const struct store *store)
{
	return store->sync_wanted > atomic_load(&store->synced);
}

/* False: there is nothing more to sync, ever. */
static bool syncer_wait(struct store *store)
{
	uint64_t retry_ms = store->sync_err ? store_now_ms(store) + STORE_RETRY_MS : 0;
	bool due;

	pthread_mutex_lock(&store->lock);
	while (!store->writer_done && (!store_sync_due(store) || store_now_ms(store) < retry_ms))
		wait_until(store, &store->dirty, store_sync_due(store) ? retry_ms : 0);
	due = store_sync_due(store);
	pthread_mutex_unlock(&store->lock);
	return due;
}

static void *syncer_main(void *self)
{
	struct store *store = self;
	bool last = false;

	while (!last && syncer_wait(store)) {
		pthread_mutex_lock(&store->lock);
		last = store->writer_done;
		pthread_mutex_unlock(&store->lock);
		store_sync(store);
	}
	return NULL;
}

void store_locks_init(struct store *store)
{
	pthread_mutexattr_t recursive;
	pthread_condattr_t monotonic;

	pthread_mutexattr_init(&recursive);
	pthread_mutexattr_settype(&recursive, PTHREAD_MUTEX_RECURSIVE);
	pthread_mutex_init(&store->db, &recursive);
	pthread_mutexattr_destroy(&recursive);
	pthread_mutex_init(&store->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&store->work, &monotonic);
	pthread_cond_init(&store->dirty, &monotonic);
	pthread_cond_init(&store->moved, &monotonic);
	pthread_condattr_destroy(&monotonic);
}

void store_locks_close(struct store *store)
{
	pthread_cond_destroy(&store->moved);
	pthread_cond_destroy(&store->dirty);
	pthread_cond_destroy(&store->work);
	pthread_mutex_destroy(&store->lock);
	pthread_mutex_destroy(&store->db);
}

enum err store_threads_start(struct store *store)
{
	if (pthread_create(&store->writer, NULL, writer_main, store) != 0)
		return ERR_IO;
	if (pthread_create(&store->syncer, NULL, syncer_main, store) != 0) {
		pthread_mutex_lock(&store->lock);
		store->closing = true;
		pthread_cond_signal(&store->work);
		pthread_mutex_unlock(&store->lock);
		pthread_join(store->writer, NULL);
		return ERR_IO;
	}
	store->threads = true;
	return ERR_NONE;
}

void store_threads_stop(struct store *store)
{
	if (!store->threads)
		return;
	pthread_mutex_lock(&store->lock);
	store->closing = true;
	pthread_cond_signal(&store->work);
	pthread_mutex_unlock(&store->lock);
	pthread_join(store->writer, NULL);
	pthread_join(store->syncer, NULL);
	store->threads = false;
}

/* With trouble the steps stay where they are: then what is in the file has to do. */
static void wait_written(struct store *store)
{
	uint64_t ticket;

	if (store->options.by_hand) {
		if (store_trouble(store) == ERR_NONE)
			store_drain(store);
		return;
	}
	pthread_mutex_lock(&store->lock);
	ticket = store->queue.whole_ticket;
	if (store->queue.whole > 0) {
		if (store->hurry < ticket)
			store->hurry = ticket;
		pthread_cond_signal(&store->work);
	}
	while (atomic_load(&store->stored) < ticket && atomic_load(&store->trouble) == ERR_NONE)
		pthread_cond_wait(&store->moved, &store->lock);
	pthread_mutex_unlock(&store->lock);
}

void store_enter(struct store *store)
{
	bool inside;

	pthread_mutex_lock(&store->db);
	inside = store->db_depth > 0;
	if (!inside && (store->threads || store->options.by_hand)) {
		/* The writer needs the connection to get there. */
		pthread_mutex_unlock(&store->db);
		wait_written(store);
		pthread_mutex_lock(&store->db);
	}
	store->db_depth++;
}

void store_enter_now(struct store *store)
{
	pthread_mutex_lock(&store->db);
	store->db_depth++;
}

void store_leave(struct store *store)
{
	store->db_depth--;
	pthread_mutex_unlock(&store->db);
}
