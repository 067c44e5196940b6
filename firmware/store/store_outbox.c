/* What is to go home: rows written with what they tell of, and the hub's marks. */
#include "store/store_inside.h"

#include "json_write.h"
#include "store/seal.h"

#include <string.h>

enum { TROUBLE_BYTES_MAX = 256 };

static int64_t row_id(enum lane lane, uint64_t seq)
{
	return (int64_t)((uint64_t)lane << LANE_SEQ_BITS | seq);
}

/* --- rows --- */

struct outbox_body {
	const void *bytes;
	size_t count;
};

static enum err row_write(struct store *store, const struct outbox_point *point, struct outbox_body body)
{
	struct sql_query *query = store->queries[QUERY_OUTBOX_PUT];

	sql_put_number(query, 1, row_id(point->lane + 1, 0));
	sql_put_number(query, 2, point->kind);
	sql_put_number(query, 3, point->ref);
	if (point->time_ms)
		sql_put_number(query, 4, (int64_t)point->time_ms);
	else
		sql_put_bytes(query, 4, NULL, 0);
	sql_put_bytes(query, 5, body.bytes, body.count);
	return sql_do(query);
}

enum err store_outbox_write(struct store *store, const struct outbox_point *point)
{
	struct outbox_point at = *point;
	enum err err = ERR_NONE;

	if (at.ref == OUTBOX_LAST)
		err = sql_number(store->sql, "SELECT last_insert_rowid()", 0, &at.ref);
	return err ? err : row_write(store, &at, (struct outbox_body){NULL, 0});
}

/* Sealed where it is somebody's. Without a key, which was destroyed meanwhile, the row says only that there was one. */
static enum err body_write(struct store *store, const struct outbox_put *put)
{
	const struct outbox_point point = {put->lane, put->kind, put->session, put->time_ms};
	uint8_t sealed[OUTBOX_BODY_BYTES_MAX + SEAL_EXTRA_BYTES];
	struct outbox_body body = {put->body, strlen(put->body)};
	uint8_t key[SEAL_KEY_BYTES];
	bool has_key;
	enum err err;

	if (put->session == 0)
		return row_write(store, &point, body);
	err = store_session_key(store, put->session, key, &has_key);
	if (err)
		return err;
	body.count = has_key ? seal(key, sealed_body_place(put->time_ms), put->body, body.count, sealed) : 0;
	body.bytes = sealed;
	err = row_write(store, &point, body);
	seal_forget(key, sizeof(key));
	return err;
}

static enum err put_write(struct store *store, void *self)
{
	return body_write(store, self);
}

enum err outbox_put(struct store *store, const struct outbox_put *put)
{
	struct outbox_put copy = *put;

	if (strlen(put->body) > OUTBOX_BODY_BYTES_MAX)
		return ERR_NO_SPACE;
	return store_write_now(store, put_write, &copy, put->durable);
}

/* --- marks --- */

static bool lane_row(struct sql_query *query, void *self)
{
	struct store *store = self;
	int64_t lane = sql_get_number(query, 0);
	size_t bytes, sent_bytes;
	const void *chain = sql_get_bytes(query, 2, &bytes), *sent = sql_get_bytes(query, 4, &sent_bytes);

	if (lane < 0 || lane >= LANES || bytes != OUTBOX_CHAIN_BYTES || sent_bytes != OUTBOX_CHAIN_BYTES)
		return true;
	store->lanes[lane].acked = (uint64_t)sql_get_number(query, 1);
	store->lanes[lane].sent = (uint64_t)sql_get_number(query, 3);
	memcpy(store->lanes[lane].chain, chain, bytes);
	memcpy(store->lanes[lane].sent_chain, sent, sent_bytes);
	return true;
}

enum err store_lanes_read(struct store *store)
{
	return store_walk(store, &(struct store_ask){.text = "SELECT lane, acked, chain, sent, sent_chain FROM lane"},
		&(struct store_walk){lane_row, store});
}

enum err store_lanes_write(struct store *store)
{
	struct sql_query *query = store->queries[QUERY_LANE_PUT];
	struct store_lane lanes[LANES];
	enum err err = ERR_NONE;

	pthread_mutex_lock(&store->lock);
	for (unsigned i = 0; i < LANES; i++)
		store->lanes[i].writing = store->lanes[i].changes;
	memcpy(lanes, store->lanes, sizeof(lanes));
	pthread_mutex_unlock(&store->lock);
	for (unsigned i = 0; i < LANES && err == ERR_NONE; i++) {
		if (lanes[i].changes == lanes[i].kept)
			continue;
		sql_put_number(query, 1, i);
		sql_put_number(query, 2, (int64_t)lanes[i].acked);
		sql_put_bytes(query, 3, lanes[i].chain, OUTBOX_CHAIN_BYTES);
		sql_put_number(query, 4, (int64_t)lanes[i].sent);
		sql_put_bytes(query, 5, lanes[i].sent_chain, OUTBOX_CHAIN_BYTES);
		err = sql_do(query);
	}
	return err;
}

/* One that has moved meanwhile is written with the next. */
void store_lanes_written(struct store *store)
{
	for (unsigned i = 0; i < LANES; i++)
		store->lanes[i].kept = store->lanes[i].writing;
}

static enum err lanes_write(struct store *store, void *self)
{
	(void)self;
	return store_lanes_write(store);
}

static enum err lanes_keep(struct store *store, bool durable)
{
	bool changed = false;
	enum err err;

	pthread_mutex_lock(&store->lock);
	for (unsigned i = 0; i < LANES; i++)
		changed = changed || store->lanes[i].changes != store->lanes[i].kept;
	pthread_mutex_unlock(&store->lock);
	if (!changed)
		return ERR_NONE;
	err = store_write_now(store, lanes_write, NULL, durable);
	pthread_mutex_lock(&store->lock);
	if (err == ERR_NONE)
		store_lanes_written(store);
	for (unsigned i = 0; err && i < LANES; i++)
		store->lanes[i].changes++; /* whatever another thread thinks of what it wrote */
	pthread_mutex_unlock(&store->lock);
	return err;
}

enum err store_lanes_keep(struct store *store)
{
	return lanes_keep(store, false);
}

enum err outbox_sent(struct store *store, enum lane lane, uint64_t sent, const uint8_t chain[OUTBOX_CHAIN_BYTES])
{
	struct store_lane *at = &store->lanes[lane];

	pthread_mutex_lock(&store->lock);
	at->sent = sent;
	memcpy(at->sent_chain, chain, OUTBOX_CHAIN_BYTES);
	at->changes++;
	pthread_mutex_unlock(&store->lock);
	return lanes_keep(store, true);
}

enum err outbox_acked(struct store *store, enum lane lane, uint64_t acked, const uint8_t chain[OUTBOX_CHAIN_BYTES])
{
	struct store_lane *at = &store->lanes[lane];

	pthread_mutex_lock(&store->lock);
	at->acked = acked;
	memcpy(at->chain, chain, OUTBOX_CHAIN_BYTES);
	at->changes++;
	pthread_mutex_unlock(&store->lock);
	return store->options.synchronous ? store_lanes_keep(store) : ERR_NONE;
}

/* --- epoch, messages down --- */

static enum err device_number(struct store *store, const char *text, uint64_t *out)
{
	int64_t number = 0;
	enum err err;

	store_enter_now(store);
	err = sql_number(store->sql, text, 0, &number);
	store_leave(store);
	*out = (uint64_t)number;
	return err;
}

enum err outbox_epoch(struct store *store, uint64_t *out)
{
	return device_number(store, "SELECT value FROM device WHERE name='epoch'", out);
}

enum err outbox_down_get(struct store *store, uint64_t *mark)
{
	return device_number(store, "SELECT value FROM device WHERE name='down'", mark);
}

static enum err down_write(struct store *store, void *self)
{
	const uint64_t *mark = self;
	struct sql_query *query;
	enum err err = sql_query_make(store->sql, "UPDATE device SET value=?1 WHERE name='down'", &query);

	if (err)
		return err;
	sql_put_number(query, 1, (int64_t)*mark);
	err = sql_do(query);
	sql_query_drop(query);
	return err;
}

enum err outbox_down_set(struct store *store, uint64_t mark)
{
	return store_write_now(store, down_write, &mark, true);
}

static enum err run_with(struct store *store, const char *text, int64_t first, int64_t second)
{
	struct sql_query *query;
	enum err err = sql_query_make(store->sql, text, &query);

	if (err)
		return err;
	sql_put_number(query, 1, first);
	if (strstr(text, "?2"))
		sql_put_number(query, 2, second);
	err = sql_do(query);
	sql_query_drop(query);
	return err;
}

/* What was acknowledged belongs to the epoch before; the rest moves down to 1, the smallest first, so that each one's
 * new place is free. */
static enum err lane_renumber(struct store *store, enum lane lane)
{
	const int64_t from = row_id(lane, 0), to = row_id(lane, store->lanes[lane].acked);
	enum err err = run_with(store, "DELETE FROM outbox WHERE id > ?1 AND id <= ?2", from, to);

	if (err == ERR_NONE)
		err = run_with(store,
			"UPDATE outbox SET id = id - (?1 & 0xffffffffffff)"
			" WHERE id > ?1 AND id < ((?1 >> 48) + 1) << 48",
			to, 0);
	return err;
}

static enum err epoch_write(struct store *store, void *self)
{
	enum err err = sql_run(store->sql, "UPDATE device SET value = random() & 0x7fffffffffffffff WHERE name='epoch';"
					   "UPDATE lane SET acked = 0, chain = zeroblob(32), sent = 0, sent_chain = "
					   "zeroblob(32); DELETE FROM lane_day");

	(void)self;
	for (unsigned i = 0; i < LANES && err == ERR_NONE; i++)
		err = lane_renumber(store, i);
	/* Here, while nobody else writes: a mark of the epoch before must not be written into the new one. Should it
	 * not be committed, the hub skips what it has. */
	pthread_mutex_lock(&store->lock);
	memset(store->lanes, 0, sizeof(store->lanes));
	pthread_mutex_unlock(&store->lock);
	return err;
}

enum err outbox_epoch_renew(struct store *store)
{
	return store_write_now(store, epoch_write, NULL, true);
}

static enum err boot_write(struct store *store, void *self)
{
	int64_t *number = self;
	enum err err = run_with(store, "INSERT INTO boot (time_ms) VALUES (?1)", *number, 0);

	return err ? err : sql_number(store->sql, "SELECT max(number) FROM boot", 0, number);
}

enum err outbox_boot(struct store *store, uint64_t time_ms, uint32_t *boot)
{
	int64_t number = (int64_t)time_ms;
	enum err err = store_write_now(store, boot_write, &number, false);

	*boot = err ? 0 : (uint32_t)number;
	return err;
}

/* --- what is set aside, what is not needed any more --- */

struct aside {
	int64_t id;
	const char *body;
};

static enum err aside_write(struct store *store, void *self)
{
	const struct aside *aside = self;
	struct sql_query *query;
	enum err err = sql_query_make(store->sql, "UPDATE outbox SET kind=?2, ref=0, body=?3 WHERE id=?1", &query);

	if (err)
		return err;
	sql_put_number(query, 1, aside->id);
	sql_put_number(query, 2, OUTBOX_TROUBLE);
	sql_put_bytes(query, 3, aside->body, strlen(aside->body));
	err = sql_do(query);
	sql_query_drop(query);
	return err;
}

enum err outbox_set_aside(struct store *store, enum lane lane, uint64_t seq, const char *why)
{
	char body[TROUBLE_BYTES_MAX];
	struct json_out out;

	json_to_buffer(&out, body, sizeof(body));
	json_put_map(&out, NULL);
	json_put_text(&out, "what", "set_aside");
	json_put_text(&out, "why", why);
	json_put_end(&out);
	if (out.full)
		return ERR_NO_SPACE;
	return store_write_now(store, aside_write, &(struct aside){row_id(lane, seq), body}, true);
}

/* The newest row stays: from it the next number is known. */
static enum err purge_write(struct store *store, void *self)
{
	const uint32_t *day = self;
	int64_t old = (int64_t)*day - OUTBOX_KEPT_DAYS;
	enum err err = ERR_NONE;

	for (unsigned i = 0; i < LANES && err == ERR_NONE; i++)
		err = run_with(store,
			"DELETE FROM outbox WHERE id > ?1 << 48 AND id < (SELECT max(id) FROM outbox WHERE id < (?1 + "
			"1) << 48)"
			" AND id <= (?1 << 48) + coalesce((SELECT max(acked) FROM lane_day WHERE lane=?1 AND day <= "
			"?2), 0)",
			i, old);
	if (err == ERR_NONE)
		err = run_with(store, "DELETE FROM lane_day WHERE day < ?1", old, 0);
	if (err == ERR_NONE)
		err = run_with(store, "INSERT OR REPLACE INTO lane_day SELECT ?1, lane, acked FROM lane", *day, 0);
	return err;
}

enum err outbox_purge(struct store *store, uint32_t day)
{
	enum err err = store_lanes_keep(store);

	return err ? err : store_write_now(store, purge_write, &day, false);
}
