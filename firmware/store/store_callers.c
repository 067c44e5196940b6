/* Who has called, by a salted hash: what is not to be asked and told again. No number, no conversation. */
#include "store/store_inside.h"

#include "base/text.h"

enum { CALLER_GREETED = 1, CALLER_KNOWS_KEYS = 2 };

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

static enum err write(struct store *store, void *self)
{
	const struct store_caller *caller = self;
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
	return err ? err : forget(store, caller->day);
}

enum err store_caller_put(struct store *store, const struct store_caller *caller)
{
	struct store_caller copy = *caller;

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

	*out = (struct store_caller){0};
	err = store_walk(store,
		&(struct store_ask){
			.text = "SELECT who, day, language, flags FROM caller WHERE who = ?1", .first = (int64_t)who},
		&(struct store_walk){read_row, out});
	if (err == ERR_NONE && out->who != who)
		err = ERR_NOT_FOUND;
	return err;
}
