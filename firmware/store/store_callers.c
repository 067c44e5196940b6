/* Who has called, by a salted hash: what is not to be asked and told again. No number, no conversation. */
#include "store/store_inside.h"

#include "base/text.h"

#include <string.h>

enum { CALLER_GREETED = 1, CALLER_KNOWS_KEYS = 2, CALLERS_FORGET_EVERY = 64 };

/* Whoever has not called for long is forgotten, and beyond the limit those who have not called for longest. */
static enum err forget(struct store *store, uint32_t day)
{
	struct sql_query *query;
	enum err err = sql_query_make(store->sql,
		"DELETE FROM caller WHERE (day < ?1 AND day > 0) OR who IN (SELECT who FROM caller ORDER BY day DESC"
		" LIMIT -1 OFFSET ?2)",
		&query);

	if (err)
		return err;
	sql_put_number(query, 1, day > STORE_CALLER_DAYS ? (int64_t)day - STORE_CALLER_DAYS : 0);
	sql_put_number(query, 2, STORE_CALLERS_MAX);
	err = sql_do(query);
	sql_query_drop(query);
	return err;
}

static enum err row_write(struct store *store, const struct store_caller *caller)
{
	struct sql_query *query;
	enum err err = sql_query_make(store->sql,
		"INSERT OR REPLACE INTO caller (who, day, language, flags) VALUES (?1, ?2, ?3, ?4)", &query);

	if (err)
		return err;
	sql_put_number(query, 1, (int64_t)caller->who);
	sql_put_number(query, 2, caller->day);
	sql_put_text(query, 3, caller->language);
	sql_put_number(query, 4, (caller->greeted ? CALLER_GREETED : 0) | (caller->knows_keys ? CALLER_KNOWS_KEYS : 0));
	err = sql_do(query);
	sql_query_drop(query);
	return err;
}

/* To find who is to be forgotten the whole table is looked through: not for each call. */
static enum err write(struct store *store, void *self)
{
	const struct store_caller *caller = self;
	enum err err = row_write(store, caller);

	if (err || store->callers_kept++ % CALLERS_FORGET_EVERY)
		return err;
	return forget(store, caller->day);
}

enum err store_callers_write(struct store *store, unsigned *count)
{
	struct store_caller waiting[STORE_CALLERS_WAITING_MAX];
	enum err err = ERR_NONE;

	pthread_mutex_lock(&store->lock);
	*count = store->callers_waiting_count;
	memcpy(waiting, store->callers_waiting, *count * sizeof(waiting[0]));
	pthread_mutex_unlock(&store->lock);
	for (unsigned i = 0; i < *count && err == ERR_NONE; i++)
		err = write(store, &waiting[i]);
	return err;
}

void store_callers_written(struct store *store, unsigned count)
{
	store->callers_waiting_count -= count;
	memmove(store->callers_waiting, store->callers_waiting + count,
		store->callers_waiting_count * sizeof(store->callers_waiting[0]));
}

/* The last one that waits; with `lock` held. */
static bool waiting_find(const struct store *store, uint64_t who, struct store_caller *out)
{
	for (unsigned i = store->callers_waiting_count; i > 0; i--)
		if (store->callers_waiting[i - 1].who == who) {
			*out = store->callers_waiting[i - 1];
			return true;
		}
	return false;
}

/* A transaction of its own costs as much as all of a call's others: it goes with the next steps', soon. False: it must
 * be written by whoever has it. */
static bool wait_for_steps(struct store *store, const struct store_caller *caller)
{
	bool room;

	pthread_mutex_lock(&store->lock);
	room = store->threads && !store->closing && store->callers_waiting_count < STORE_CALLERS_WAITING_MAX;
	if (room) {
		if (store->callers_waiting_count == 0)
			store->callers_due_ms = store_now_ms(store) + STORE_CALLERS_MS;
		store->callers_waiting[store->callers_waiting_count++] = *caller;
		pthread_cond_signal(&store->work);
	}
	pthread_mutex_unlock(&store->lock);
	return room;
}

enum err store_caller_put(struct store *store, const struct store_caller *caller)
{
	struct store_caller copy = *caller;

	if (wait_for_steps(store, caller))
		return ERR_NONE;
	return store_write_now(store, write, &copy, false);
}

static bool read_row(struct sql_query *query, void *self)
{
	struct store_caller *out = self;
	int64_t flags = sql_get_number(query, 3);

	out->who = (uint64_t)sql_get_number(query, 0);
	out->day = (uint32_t)sql_get_number(query, 1);
	text_copy(out->language, sizeof(out->language), text_of(sql_get_text(query, 2)));
	out->greeted = flags & CALLER_GREETED;
	out->knows_keys = flags & CALLER_KNOWS_KEYS;
	return false;
}

enum err store_caller_get(struct store *store, uint64_t who, struct store_caller *out)
{
	enum err err;
	bool waits;

	*out = (struct store_caller){0};
	pthread_mutex_lock(&store->lock);
	waits = waiting_find(store, who, out);
	pthread_mutex_unlock(&store->lock);
	if (waits)
		return ERR_NONE;
	/* Nothing that waits for the writer is about callers: a call that rings does not wait with it. */
	store_enter_now(store);
	err = store_walk(store,
		&(struct store_ask){
			.text = "SELECT who, day, language, flags FROM caller WHERE who = ?1", .first = (int64_t)who},
		&(struct store_walk){read_row, out});
	store_leave(store);
	if (err == ERR_NONE && out->who != who)
		err = ERR_NOT_FOUND;
	return err;
}
