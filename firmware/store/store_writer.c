#include "store/store_inside.h"

#include <string.h>

static enum err roll_back(struct store *store, enum err err)
{
	/* sqlite has often done so by itself, on a full disk for one. */
	if (sql_in_transaction(store->sql) && sql_run(store->sql, "ROLLBACK"))
		return ERR_IO;
	return err;
}

/* What a checkpoint will have to move, and when: soon after a key was destroyed, otherwise once it is quiet. A
 * synchronous store knows no clock: it moves the log at once, or when it is long. */
static void log_grew(struct store *store)
{
	bool wiped = store->wiped_now && !store->checkpoint_wiped;

	store->checkpoint_wiped = store->checkpoint_wiped || store->wiped_now;
	if (store->options.synchronous)
		return;
	if (wiped || !store->checkpoint_wiped)
		atomic_store(&store->checkpoint_ms, store_now_ms(store) + (wiped ? STORE_WIPE_MS : STORE_IDLE_MS));
	pthread_cond_signal(&store->work);
}

static enum err numbers_more(struct store *store, void *self)
{
	struct sql_query *query = store->queries[QUERY_NUMBERS_PUT];
	int64_t *last = self;
	/* A row that a flipped bit hid or changed must not bring old numbers back. */
	enum err err = sql_number(store->sql,
		"SELECT max(coalesce((SELECT value FROM device WHERE name='session_numbers'), 0),"
		" coalesce((SELECT max(id) FROM session), 0))",
		0, last);

	if (err)
		return err;
	if (*last < 0 || *last > UINT32_MAX - 2 * SESSION_NUMBERS_RESERVED)
		return ERR_FORMAT;
	if (*last < store->number_last)
		*last = store->number_last;
	sql_put_number(query, 1, *last + SESSION_NUMBERS_RESERVED);
	return sql_do(query);
}

/* Another program may have reserved from the same file since: then its numbers lie between, and ours go on behind. */
enum err store_numbers_reserve(struct store *store)
{
	int64_t last;
	enum err err = store_write_now(store, numbers_more, &last, true);

	if (err)
		return err;
	pthread_mutex_lock(&store->lock);
	if (store->number_last < last) /* more may have been given meanwhile */
		store->number_last = (uint32_t)last;
	store->number_limit = (uint32_t)(last + SESSION_NUMBERS_RESERVED);
	pthread_mutex_unlock(&store->lock);
	return ERR_NONE;
}

static enum err numbers_back(struct store *store, void *self)
{
	struct sql_query *query = store->queries[QUERY_NUMBERS_PUT];
	int64_t last;
	enum err err = sql_number(store->sql, "SELECT value FROM device WHERE name='session_numbers'", 0, &last);

	(void)self;
	if (err || last != store->number_limit)
		return err;
	sql_put_number(query, 1, store->number_last);
	return sql_do(query);
}

void store_numbers_give_back(struct store *store)
{
	enum err err = store_write_now(store, numbers_back, NULL, false);

	(void)err; /* then some numbers stay unused: no harm */
}

/* After a sync that failed the log is written once more, into the same places. */
static enum err sync_log(struct store *store)
{
	enum err err;

	if (!sql_log_broken(store->sql))
		return sql_sync(store->sql);
	pthread_mutex_lock(&store->db);
	err = sql_log_mend(store->sql);
	pthread_mutex_unlock(&store->db);
	return err;
}

enum err store_write_now(
	struct store *store, enum err (*write)(struct store *store, void *self), void *self, bool durable)
{
	enum err err;

	pthread_mutex_lock(&store->db);
	store->wiped_now = false;
	store->written_times++;
	err = sql_run_often(store->sql, "BEGIN IMMEDIATE");
	if (err == ERR_NONE)
		err = write(store, self);
	if (err == ERR_NONE)
		err = sql_run_often(store->sql, "COMMIT");
	if (err)
		err = roll_back(store, err);
	else
		log_grew(store);
	if (err == ERR_NONE)
		atomic_store(&store->loose, true);
	pthread_mutex_unlock(&store->db);
	if (err == ERR_NONE && durable)
		err = sync_log(store);
	return err;
}

/* How far one transaction goes. */
struct batch {
	struct store_place end;
	uint32_t used;
	unsigned steps_max; /* and those that belong to the last */
	uint64_t ticket;    /* of its last step */
	uint64_t durable;   /* of its last step that waits for the disk; 0: none */
	unsigned callers;   /* and so many callers */
};

static enum err steps_write(struct store *store, struct batch *batch)
{
	const struct waiting *w;
	bool more = false;

	for (unsigned i = 0; i < batch->steps_max || more; i++) {
		enum err err;

		w = store_queue_next(&store->queue, &batch->end, batch->used);
		if (!w)
			return ERR_NONE;
		err = store_step_write(store, w);
		if (err)
			return err;
		more = w->more;
		batch->ticket = w->ticket;
		if (w->durable)
			batch->durable = w->ticket;
	}
	return ERR_NONE;
}

static enum err batch_write(struct store *store, void *self)
{
	struct batch *batch = self;
	enum err err = steps_write(store, batch);

	if (err == ERR_NONE && store->kept && batch->ticket)
		err = store_waited_write(store, batch->ticket);
	if (err == ERR_NONE)
		err = store_lanes_write(store);
	return err ? err : store_callers_write(store, &batch->callers);
}

static void trouble_settle(struct store *store)
{
	atomic_store(&store->trouble, store->write_err ? store->write_err : store->sync_err);
	pthread_cond_broadcast(&store->moved);
}

static void stored_to(struct store *store, uint64_t ticket)
{
	atomic_store(&store->stored, ticket);
	if (!store->kept)
		atomic_store(&store->written, ticket);
	store->group_ms = store_now_ms(store) + STORE_GROUP_MS; /* for those that came meanwhile */
}

static void batch_done(struct store *store, const struct batch *batch, enum err err)
{
	pthread_mutex_lock(&store->lock);
	store->write_err = err;
	if (err == ERR_NONE) {
		store_queue_drop(&store->queue, batch->end);
		store_callers_written(store, batch->callers);
		store_lanes_written(store);
		if (batch->ticket)
			stored_to(store, batch->ticket);
		if (batch->durable) {
			store->sync_wanted = batch->durable;
			pthread_cond_signal(&store->dirty);
		}
	}
	trouble_settle(store);
	pthread_mutex_unlock(&store->lock);
	store_suspect(store, err);
	store_tell(store);
}

/* While the disk fails one step at a time is tried: as little work as can be for nothing, and as little room as can be
 * on a disk that is full. */
static bool batch_begin(struct store *store, struct batch *batch)
{
	bool callers;

	pthread_mutex_lock(&store->lock);
	callers = store->callers_waiting_count > 0;
	*batch = (struct batch){.end = store_queue_first(&store->queue),
		.used = store->queue.whole,
		.steps_max = store->write_err ? 1 : STORE_BATCH_STEPS_MAX};
	pthread_mutex_unlock(&store->lock);
	return batch->used > 0 || callers;
}

/* Numbers were given while the disk could not reserve any. */
static bool numbers_overdrawn(struct store *store)
{
	bool overdrawn;

	pthread_mutex_lock(&store->lock);
	overdrawn = store->number_last > store->number_limit;
	pthread_mutex_unlock(&store->lock);
	return overdrawn;
}

static uint64_t whole_ticket(struct store *store)
{
	uint64_t ticket;

	pthread_mutex_lock(&store->lock);
	ticket = store->queue.whole_ticket;
	pthread_mutex_unlock(&store->lock);
	return ticket;
}

void store_drain(struct store *store)
{
	uint64_t until = whole_ticket(store); /* those that come meanwhile are the next group */
	struct batch batch;
	enum err err = ERR_NONE;
	bool more = true;

	while (err == ERR_NONE && more && batch_begin(store, &batch)) {
		if (numbers_overdrawn(store))
			err = store_numbers_reserve(store);
		if (err == ERR_NONE)
			err = store_write_now(store, batch_write, &batch, false);
		batch_done(store, &batch, err);
		more = !store->kept || atomic_load(&store->stored) < until;
		if (err == ERR_NONE)
			store_move_log(store, false); /* or a log without end, as long as steps keep coming */
	}
}

void store_sync(struct store *store)
{
	uint64_t target = atomic_load(&store->stored);
	enum err err = sync_log(store);

	pthread_mutex_lock(&store->lock);
	store->sync_err = err;
	if (err == ERR_NONE && target > atomic_load(&store->synced))
		atomic_store(&store->synced, target);
	trouble_settle(store);
	pthread_mutex_unlock(&store->lock);
	store_tell(store);
}

/* Where somebody reads for long, each attempt would wait for them, and the steps with it. */
static bool move_due(const struct store *store)
{
	uint64_t due_ms = atomic_load(&store->checkpoint_ms);

	if (store->checkpoint_held_ms && store_now_ms(store) < store->checkpoint_held_ms)
		return false;
	return sql_log_bytes(store->sql) > STORE_LOG_BYTES_MAX || (due_ms && due_ms <= store_now_ms(store));
}

void store_move_log(struct store *store, bool now)
{
	enum err err;

	pthread_mutex_lock(&store->db);
	if (now || move_due(store)) {
		err = sql_checkpoint(store->sql);
		/* Somebody reads, or the disk is full: a little later, then. */
		store->checkpoint_held_ms =
			err && !store->options.synchronous ? store_now_ms(store) + STORE_WIPE_MS : 0;
		atomic_store(&store->checkpoint_ms, store->checkpoint_held_ms);
		store->checkpoint_wiped = err && store->checkpoint_wiped;
	}
	pthread_mutex_unlock(&store->db);
}
