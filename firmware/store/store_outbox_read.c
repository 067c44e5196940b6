/* What is to go home, read: one query over the rows of a lane and what they point at. */
#include "store/store_inside.h"

#include "base/text.h"
#include "json_write.h"
#include "store/seal.h"

#include <stdlib.h>
#include <string.h>

/* What each row's own columns are, and where what it points at begins. */
enum column {
	COLUMN_ID,
	COLUMN_KIND,
	COLUMN_REF,
	COLUMN_TIME,
	COLUMN_BODY,
	COLUMN_BOOT,
	COLUMN_KEY,                     /* of the session that a body is sealed under */
	COLUMN_STEP,                    /* time_ms, local_s, state, program, content, event, effects */
	COLUMN_VISIT = COLUMN_STEP + 7, /* packed, layout, session */
	COLUMN_NOTE = COLUMN_VISIT + 3, /* local_s, what, score, topic */
	COLUMN_CARD = COLUMN_NOTE + 4   /* as store_card_read() has it */
};

/* Kinds as numbers in the text: sqlite then knows which table a row needs before it looks. */
static const char rows_text[] =
	"SELECT o.id, o.kind, o.ref, o.time_ms, o.body, (SELECT number FROM boot"
	" WHERE time_ms <= coalesce(o.time_ms, j.time_ms) ORDER BY time_ms DESC, number DESC LIMIT 1), b.key,"
	" j.time_ms, j.local_s, j.state, v.program, v.content, j.event, j.effects,"
	" i.packed, i.layout, i.session, f.local_s, f.what, f.score, f.topic,"
	" h.request, h.session, h.since_ms, h.state, h.team, h.card, k.key FROM outbox o"
	" LEFT JOIN journal j ON o.kind = 32 AND j.id = o.ref LEFT JOIN version v ON v.id = j.version"
	" LEFT JOIN visit i ON o.kind = 33 AND i.id = o.ref LEFT JOIN feedback f ON o.kind = 34 AND f.id = o.ref"
	" LEFT JOIN handover h ON o.kind = 1 AND h.request = o.ref LEFT JOIN session_key k ON k.session = h.session"
	" LEFT JOIN session_key b ON o.body IS NOT NULL AND b.session = o.ref"
	" WHERE o.id > ?1 AND o.id < ?2 ORDER BY o.id";
_Static_assert(OUTBOX_STEP == 32 && OUTBOX_VISIT == 33 && OUTBOX_NOTE == 34 && OUTBOX_HANDOVER == 1,
	"the numbers in rows_text are theirs");

/* Where what a row points at is read to: too large for a stack. */
struct pointed {
	struct store_row step;
	struct agent_card card;
	uint8_t body[OUTBOX_BODY_BYTES_MAX];
};

struct rows_walk {
	bool (*each)(void *self, const struct outbox_row *row);
	void *self;
	struct pointed *to;
};

static bool is_there(struct sql_query *query, int column)
{
	size_t bytes;

	return sql_get_bytes(query, column, &bytes) != NULL && bytes > 0;
}

static bool bytes_copy(struct sql_query *query, int column, struct record *out)
{
	size_t bytes;
	const void *from = sql_get_bytes(query, column, &bytes);

	if (!from || bytes > sizeof(out->skeleton))
		return false;
	memcpy(out->skeleton, from, bytes);
	out->skeleton_bytes = (uint16_t)bytes;
	out->words_bytes = 0;
	return true;
}

static void step_read(struct sql_query *query, struct outbox_row *row, struct store_row *step)
{
	const uint64_t id = (uint64_t)sql_get_number(query, COLUMN_REF);
	size_t bytes;
	const void *content = sql_get_bytes(query, COLUMN_STEP + 4, &bytes);

	row->session = step->session = (uint32_t)(id >> SESSION_STEPS_BITS);
	if (bytes != IMAGE_HASH_BYTES || !bytes_copy(query, COLUMN_STEP + 5, &step->event) ||
		!bytes_copy(query, COLUMN_STEP + 6, &step->effects))
		return;
	row->time_ms = step->time_ms = (uint64_t)sql_get_number(query, COLUMN_STEP);
	memcpy(step->content, content, bytes);
	step->seq = (uint32_t)(id & SESSION_STEPS_MAX);
	step->local_s = sql_get_number(query, COLUMN_STEP + 1);
	text_copy(step->state, sizeof(step->state), text_of(sql_get_text(query, COLUMN_STEP + 2)));
	text_copy(step->program, sizeof(step->program), text_of(sql_get_text(query, COLUMN_STEP + 3)));
	row->step = step;
}

static void note_read(struct sql_query *query, struct outbox_row *row, uint8_t *to)
{
	struct json_out out;

	if (!is_there(query, COLUMN_NOTE + 1))
		return;
	json_to_buffer(&out, (char *)to, OUTBOX_BODY_BYTES_MAX);
	json_put_map(&out, NULL);
	json_put_whole(&out, "hour_s", sql_get_number(query, COLUMN_NOTE));
	json_put_whole(&out, "what", sql_get_number(query, COLUMN_NOTE + 1));
	json_put_whole(&out, "score", sql_get_number(query, COLUMN_NOTE + 2));
	json_put_text(&out, "topic", sql_get_text(query, COLUMN_NOTE + 3));
	json_put_end(&out);
	row->body = (const char *)to;
	row->body_bytes = out.used;
}

/* Plain where it is nobody's. */
static void body_read(struct sql_query *query, struct outbox_row *row, uint8_t *out)
{
	const uint8_t *key = key_column(query, COLUMN_KEY);
	size_t bytes;
	const uint8_t *body = sql_get_bytes(query, COLUMN_BODY, &bytes);

	row->session = (uint32_t)sql_get_number(query, COLUMN_REF);
	if (row->session == 0) {
		row->body = (const char *)body;
		row->body_bytes = bytes;
		return;
	}
	if (!key || !body || bytes < SEAL_EXTRA_BYTES || bytes - SEAL_EXTRA_BYTES > OUTBOX_BODY_BYTES_MAX ||
		!seal_open(key, sealed_body_place(row->time_ms), body, bytes, out))
		return;
	row->body = (const char *)out;
	row->body_bytes = bytes - SEAL_EXTRA_BYTES;
}

static void card_read(struct sql_query *query, struct outbox_row *row, struct agent_card *card)
{
	if (!is_there(query, COLUMN_CARD + 1))
		return;
	store_card_read(query, COLUMN_CARD, card);
	row->session = card->session;
	row->card = card;
}

static void visit_read(struct sql_query *query, struct outbox_row *row)
{
	if (!is_there(query, COLUMN_VISIT))
		return;
	row->visit = sql_get_bytes(query, COLUMN_VISIT, &row->visit_bytes);
	row->layout = (uint32_t)sql_get_number(query, COLUMN_VISIT + 1);
	row->session = (uint32_t)sql_get_number(query, COLUMN_VISIT + 2);
}

static bool outbox_row(struct sql_query *query, void *self)
{
	struct rows_walk *walk = self;
	struct outbox_row row = {
		.seq = (uint64_t)sql_get_number(query, COLUMN_ID) & (((uint64_t)1 << LANE_SEQ_BITS) - 1),
		.kind = (uint8_t)sql_get_number(query, COLUMN_KIND),
		.boot = (uint32_t)sql_get_number(query, COLUMN_BOOT),
		.time_ms = (uint64_t)sql_get_number(query, COLUMN_TIME)};

	switch (row.kind) {
	case OUTBOX_STEP: step_read(query, &row, &walk->to->step); break;
	case OUTBOX_VISIT: visit_read(query, &row); break;
	case OUTBOX_NOTE: note_read(query, &row, walk->to->body); break;
	case OUTBOX_HANDOVER: card_read(query, &row, &walk->to->card); break;
	default: body_read(query, &row, walk->to->body); break;
	}
	return walk->each(walk->self, &row);
}

/* What could be lost with the power is not told to anybody: its number would be another's afterwards. */
static enum err bring_to_disk(struct store *store)
{
	enum err err;

	if (store->options.read_only || store->options.memory || !atomic_exchange(&store->loose, false))
		return ERR_NONE;
	store_sync(store);
	pthread_mutex_lock(&store->lock);
	err = store->sync_err;
	pthread_mutex_unlock(&store->lock);
	if (err)
		atomic_store(&store->loose, true);
	return err;
}

enum err outbox_rows(struct store *store, enum lane lane, uint64_t after,
	bool (*each)(void *self, const struct outbox_row *row), void *self)
{
	const struct store_ask ask = {rows_text, (int64_t)((uint64_t)lane << LANE_SEQ_BITS | after),
		(int64_t)(((uint64_t)lane + 1) << LANE_SEQ_BITS)};
	struct rows_walk walk = {each, self, malloc(sizeof(struct pointed))};
	enum err err;

	if (!walk.to)
		return ERR_NO_SPACE;
	store_enter_now(store);
	err = bring_to_disk(store);
	if (err == ERR_NONE)
		err = store_walk(store, &ask, &(struct store_walk){outbox_row, &walk});
	store_leave(store);
	seal_forget(walk.to, sizeof(*walk.to));
	free(walk.to);
	return err;
}

/* --- how a lane stands --- */

static bool ends_row(struct sql_query *query, void *self)
{
	struct outbox_lane_state *out = self;

	out->last = (uint64_t)sql_get_number(query, 0);
	out->first = (uint64_t)sql_get_number(query, 1);
	return false;
}

static bool since_row(void *self, const struct outbox_row *row)
{
	*(uint64_t *)self = row->time_ms;
	return false;
}

enum err outbox_state(struct store *store, enum lane lane, struct outbox_lane_state *out)
{
	const struct store_ask ask = {
		"SELECT max(id) & 0xffffffffffff, (SELECT coalesce(min(id), 0) & 0xffffffffffff FROM outbox"
		" WHERE id > ?1 AND id < ?2) FROM outbox WHERE id < ?2",
		(int64_t)((uint64_t)lane << LANE_SEQ_BITS), (int64_t)(((uint64_t)lane + 1) << LANE_SEQ_BITS)};
	enum err err;

	*out = (struct outbox_lane_state){0};
	store_enter_now(store);
	err = store_walk(store, &ask, &(struct store_walk){ends_row, out});
	pthread_mutex_lock(&store->lock);
	out->acked = store->lanes[lane].acked;
	memcpy(out->chain, store->lanes[lane].chain, OUTBOX_CHAIN_BYTES);
	out->sent = store->lanes[lane].sent;
	memcpy(out->sent_chain, store->lanes[lane].sent_chain, OUTBOX_CHAIN_BYTES);
	pthread_mutex_unlock(&store->lock);
	if (err == ERR_NONE && out->last > out->acked)
		err = outbox_rows(store, lane, out->acked, since_row, &out->waiting_since_ms);
	out->waiting = out->last > out->acked ? out->last - out->acked : 0;
	store_leave(store);
	return err;
}
