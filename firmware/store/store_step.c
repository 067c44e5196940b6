#include "store/store_inside.h"

#include "store/seal.h"

#include <string.h>

/* A session as it stands before a step, with its key if it has one. */
struct session_place {
	uint32_t session;
	uint64_t steps;
	bool wiped;
	bool has_key;
	bool kept; /* the key outlives the conversation until its handover is closed */
	uint8_t key[SEAL_KEY_BYTES];
};

static const char *const texts[QUERY_COUNT_OF] = {
	[QUERY_SESSION_GET] = "SELECT steps, wiped, (SELECT max(id) FROM journal WHERE id >= ?1 << 24"
			      " AND id < (?1 + 1) << 24) FROM (SELECT ?1) LEFT JOIN session ON id=?1",
	[QUERY_SESSION_PUT] = "INSERT INTO session (id, first_ms, last_ms, steps, wiped, snapshot)"
			      " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE SET"
			      " last_ms=?3, steps=?4, wiped=?5, snapshot=?6",
	[QUERY_SESSION_WIPED] = "UPDATE session SET wiped=1 WHERE id=?1",
	[QUERY_KEY_GET] = "SELECT key, keep FROM session_key WHERE session=?1",
	[QUERY_KEY_PUT] = "INSERT INTO session_key (session, keep, key) VALUES (?1, 0, ?2)",
	[QUERY_KEY_KEEP] = "UPDATE session_key SET keep=1 WHERE session=?1",
	[QUERY_KEY_DROP] = "DELETE FROM session_key WHERE session=?1",
	[QUERY_JOURNAL_PUT] = "INSERT INTO journal (id, time_ms, local_s, version, state, event, event_words, effects,"
			      " effects_words) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	[QUERY_COUNT_ADD] = "INSERT INTO counter (kind, id, times, sum) VALUES (?1, ?2, 1, ?3)"
			    " ON CONFLICT (kind, id) DO UPDATE SET times=times+1, sum=sum+?3",
	[QUERY_NOTE_PUT] = "INSERT INTO feedback (local_s, what, score, topic, words) VALUES (?1, ?2, ?3, ?4, ?5)",
	[QUERY_HANDOVER_PUT] = "INSERT INTO handover (request, session, since_ms, state, team, card)"
			       " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (request) DO UPDATE SET"
			       " state=?4, team=?5, card=?6",
	[QUERY_HANDOVER_LEFT] = "SELECT count(*), coalesce(sum(state <> ?2), 0) FROM handover WHERE session=?1",
	[QUERY_VERSION_GET] = "SELECT id FROM version WHERE program=?1 AND content=?2 AND layout IS ?3",
	[QUERY_VERSION_PUT] = "INSERT INTO version (program, content, layout) VALUES (?1, ?2, ?3)",
	[QUERY_NUMBERS_PUT] = "INSERT INTO device (name, value) VALUES ('session_numbers', ?1)"
			      " ON CONFLICT (name) DO UPDATE SET value=?1",
	[QUERY_VISIT_PUT] = "INSERT INTO visit (session, local_s, layout, outcome, leaf, packed)"
			    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[QUERY_PHRASE_GET] = "SELECT times, seen FROM phrase WHERE id=?1",
	[QUERY_PHRASE_PUT] = "INSERT INTO phrase (id, times, day, seen, language, topic, words)"
			     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO UPDATE SET"
			     " times=?2, day=?3, seen=?4, words=?7",
	[QUERY_WAITED_PUT] = "INSERT INTO device (name, value) VALUES ('waited', ?1)"
			     " ON CONFLICT (name) DO UPDATE SET value=?1",
	[QUERY_OUTBOX_PUT] = "INSERT INTO outbox (id, kind, ref, time_ms, body) VALUES"
			     " ((SELECT id FROM outbox WHERE id < ?1 ORDER BY id DESC LIMIT 1) + 1, ?2, ?3, ?4, ?5)",
	[QUERY_LANE_PUT] = "UPDATE lane SET acked=?2, chain=?3, sent=?4, sent_chain=?5 WHERE lane=?1",
};

enum err store_queries_make(struct store *store)
{
	for (unsigned i = 0; i < QUERY_COUNT_OF; i++) {
		enum err err = sql_query_make(store->sql, texts[i], &store->queries[i]);

		if (err)
			return err;
	}
	return ERR_NONE;
}

void store_queries_drop(struct store *store)
{
	for (unsigned i = 0; i < QUERY_COUNT_OF; i++)
		sql_query_drop(store->queries[i]);
	memset(store->queries, 0, sizeof(store->queries));
}

const uint8_t *key_column(struct sql_query *query, int column)
{
	size_t count;
	const uint8_t *row = sql_get_bytes(query, column, &count);

	return row && count == KEY_ROW_BYTES ? row + KEY_ROW_AT : NULL;
}

/* A flipped bit in its number of steps, or in its own, would lead into steps that are there, or beyond all: the journal
 * knows better. */
static uint64_t steps_of(struct sql_query *session)
{
	uint64_t steps = (uint64_t)sql_get_number(session, 0);
	uint64_t journal = (uint64_t)sql_get_number(session, 2) & SESSION_STEPS_MAX;

	return steps > journal && steps < SESSION_STEPS_MAX ? steps : journal;
}

static enum err place_read(struct store *store, uint32_t session, struct session_place *place)
{
	struct sql_query *get_session = store->queries[QUERY_SESSION_GET];
	struct sql_query *get_key = store->queries[QUERY_KEY_GET];
	const uint8_t *key;
	bool row;
	enum err err;

	memset(place, 0, sizeof(*place));
	place->session = session;
	sql_put_number(get_session, 1, session);
	err = sql_next(get_session, &row);
	if (err)
		return err;
	if (row) {
		place->steps = steps_of(get_session);
		place->wiped = sql_get_number(get_session, 1) != 0;
		sql_rewind(get_session);
	}
	sql_put_number(get_key, 1, session);
	err = sql_next(get_key, &row);
	if (err || !row)
		return err;
	key = key_column(get_key, 0);
	if (key) {
		memcpy(place->key, key, SEAL_KEY_BYTES);
		place->has_key = true;
		place->kept = sql_get_number(get_key, 1) != 0;
	}
	sql_rewind(get_key);
	return ERR_NONE;
}

enum err store_session_key(struct store *store, uint32_t session, uint8_t key[], bool *has_key)
{
	struct session_place place;
	enum err err = place_read(store, session, &place);

	*has_key = err == ERR_NONE && place.has_key;
	memcpy(key, place.key, SEAL_KEY_BYTES);
	seal_forget(&place, sizeof(place));
	return err;
}

static enum err key_make(struct store *store, struct session_place *place)
{
	struct sql_query *query = store->queries[QUERY_KEY_PUT];
	uint8_t row[KEY_ROW_BYTES] = {0};
	enum err err;

	seal_key_make(place->key);
	place->has_key = true;
	place->kept = false;
	memcpy(row + KEY_ROW_AT, place->key, SEAL_KEY_BYTES);
	sql_put_number(query, 1, place->session);
	sql_put_bytes(query, 2, row, sizeof(row));
	err = sql_do(query);
	seal_forget(row, sizeof(row));
	return err;
}

static enum err key_drop(struct store *store, struct session_place *place)
{
	struct sql_query *query = store->queries[QUERY_KEY_DROP];

	seal_forget(place->key, sizeof(place->key));
	place->has_key = false;
	place->kept = false;
	place->wiped = true;
	store->wiped_now = true;
	sql_put_number(query, 1, place->session);
	return sql_do(query);
}

static bool destroys(const struct waiting *w)
{
	return w->wipe && !w->wipe_keep;
}

/* A key of its own for each session that has something to seal. After a wipe only a conversation that goes on gets
 * another one; what comes in late for a closed one is kept as a skeleton. */
static enum err key_give(struct store *store, const struct waiting *w, struct session_place *place)
{
	bool words = w->part_bytes[PART_EVENT_WORDS] > 0 || w->part_bytes[PART_EFFECTS_WORDS] > 0;
	bool snapshot = w->part_bytes[PART_SNAPSHOT] > 0;
	enum err err = ERR_NONE;

	if (destroys(w) && place->has_key)
		err = key_drop(store, place);
	if (err || place->has_key)
		return err;
	if (snapshot || (words && !place->wiped && !destroys(w)))
		return key_make(store, place);
	return ERR_NONE;
}

static size_t seal_part(
	const struct session_place *place, const struct waiting *w, enum waiting_part part, uint8_t *out)
{
	if (!place->has_key || w->part_bytes[part] == 0)
		return 0;
	return seal(place->key, sealed_place(place->session, place->steps, part), waiting_part(w, part),
		w->part_bytes[part], out);
}

static enum err version_id(struct store *store, const struct waiting *w, int64_t *id)
{
	struct sql_query *get = store->queries[QUERY_VERSION_GET], *add = store->queries[QUERY_VERSION_PUT];

	for (unsigned attempt = 0; attempt < 2; attempt++) {
		bool row;
		enum err err;

		sql_put_text(get, 1, FOYER_VERSION);
		sql_put_bytes(get, 2, w->content, IMAGE_HASH_BYTES);
		sql_put_bytes(get, 3, w->layout, w->has_layout ? IMAGE_HASH_BYTES : 0);
		err = sql_next(get, &row);
		if (err)
			return err;
		if (row) {
			*id = sql_get_number(get, 0);
			sql_rewind(get);
			return ERR_NONE;
		}
		sql_put_text(add, 1, FOYER_VERSION);
		sql_put_bytes(add, 2, w->content, IMAGE_HASH_BYTES);
		sql_put_bytes(add, 3, w->layout, w->has_layout ? IMAGE_HASH_BYTES : 0);
		err = sql_do(add);
		if (err)
			return err;
	}
	return ERR_FORMAT;
}

static enum err journal_write(struct store *store, const struct waiting *w, const struct session_place *place)
{
	uint8_t event_words[RECORD_WORDS_BYTES_MAX + SEAL_EXTRA_BYTES];
	uint8_t effects_words[RECORD_WORDS_BYTES_MAX + SEAL_EXTRA_BYTES];
	struct sql_query *query = store->queries[QUERY_JOURNAL_PUT];
	bool words = !destroys(w);
	int64_t version = 0;
	enum err err = version_id(store, w, &version);

	if (err)
		return err;
	sql_put_number(query, 1, journal_id(place->session, place->steps));
	sql_put_number(query, 2, (int64_t)w->time_ms);
	sql_put_number(query, 3, w->local_s);
	sql_put_number(query, 4, version);
	sql_put_text(query, 5, w->state);
	sql_put_bytes(query, 6, waiting_part(w, PART_EVENT), w->part_bytes[PART_EVENT]);
	sql_put_bytes(query, 7, event_words, words ? seal_part(place, w, PART_EVENT_WORDS, event_words) : 0);
	sql_put_bytes(query, 8, waiting_part(w, PART_EFFECTS), w->part_bytes[PART_EFFECTS]);
	sql_put_bytes(query, 9, effects_words, words ? seal_part(place, w, PART_EFFECTS_WORDS, effects_words) : 0);
	err = sql_do(query);
	if (err)
		return err;
	return store_outbox_write(store,
		&(struct outbox_point){
			.lane = LANE_TELEMETRY, .kind = OUTBOX_STEP, .ref = journal_id(place->session, place->steps)});
}

static enum err session_write(struct store *store, const struct waiting *w, const struct session_place *place)
{
	uint8_t snapshot[SESSION_BYTES_MAX + SEAL_EXTRA_BYTES];
	struct sql_query *query = store->queries[QUERY_SESSION_PUT];

	sql_put_number(query, 1, place->session);
	sql_put_number(query, 2, (int64_t)w->time_ms);
	sql_put_number(query, 3, (int64_t)w->time_ms);
	sql_put_number(query, 4, (int64_t)place->steps);
	sql_put_number(query, 5, place->wiped);
	sql_put_bytes(query, 6, snapshot, seal_part(place, w, PART_SNAPSHOT, snapshot));
	return sql_do(query);
}

static enum err counts_write(struct store *store, const struct waiting *w)
{
	struct sql_query *query = store->queries[QUERY_COUNT_ADD];

	for (uint8_t i = 0; i < w->counts_count; i++) {
		struct store_count count;
		enum err err;

		memcpy(&count, waiting_part(w, PART_COUNTS) + i * sizeof(count), sizeof(count));
		sql_put_number(query, 1, count.kind);
		sql_put_text(query, 2, count.id);
		sql_put_number(query, 3, count.value);
		err = sql_do(query);
		if (err)
			return err;
	}
	return ERR_NONE;
}

/* Plain, and of the hour only: nothing leads from it to a conversation. */
static enum err notes_write(struct store *store, const struct waiting *w)
{
	struct sql_query *query = store->queries[QUERY_NOTE_PUT];
	int64_t hour_s = w->local_s > 0 ? w->local_s / 3600 * 3600 : 0;

	for (uint8_t i = 0; i < w->notes_count; i++) {
		struct store_note note;
		enum err err;

		memcpy(&note, waiting_part(w, PART_NOTES) + i * sizeof(note), sizeof(note));
		sql_put_number(query, 1, hour_s);
		sql_put_number(query, 2, note.what);
		sql_put_number(query, 3, note.score);
		sql_put_text(query, 4, note.topic);
		sql_put_text(query, 5, note.words);
		err = sql_do(query);
		seal_forget(&note, sizeof(note));
		if (err == ERR_NONE)
			err = store_outbox_write(
				store, &(struct outbox_point){LANE_TELEMETRY, OUTBOX_NOTE, OUTBOX_LAST, w->time_ms});
		if (err)
			return err;
	}
	return ERR_NONE;
}

static enum err handover_write(struct store *store, const struct waiting *w, struct session_place *place)
{
	uint8_t card[CARD_PACKED_BYTES_MAX + SEAL_EXTRA_BYTES];
	struct sql_query *query = store->queries[QUERY_HANDOVER_PUT];
	size_t card_bytes = 0;
	enum err err = ERR_NONE;

	if (!place->has_key && !place->wiped)
		err = key_make(store, place);
	if (err)
		return err;
	if (place->has_key)
		card_bytes = seal(
			place->key, w->handover.request, waiting_part(w, PART_CARD), w->part_bytes[PART_CARD], card);
	sql_put_number(query, 1, (int64_t)w->handover.request);
	sql_put_number(query, 2, w->handover.session);
	sql_put_number(query, 3, (int64_t)w->handover.since_ms);
	sql_put_number(query, 4, w->handover.state);
	sql_put_text(query, 5, w->handover.team);
	sql_put_bytes(query, 6, card, card_bytes);
	err = sql_do(query);
	if (err)
		return err;
	return store_outbox_write(store,
		&(struct outbox_point){LANE_PROMISES, OUTBOX_HANDOVER, (int64_t)w->handover.request, w->time_ms});
}

/* A kept key goes once all that was promised under it is done. Where nothing was (the customer went on with an older
 * conversation, under whose number the promise stands), it goes with the conversation. */
static enum err promise_settle(struct store *store, struct session_place *place, bool goes_on)
{
	struct sql_query *left = store->queries[QUERY_HANDOVER_LEFT], *wiped = store->queries[QUERY_SESSION_WIPED];
	int64_t made, open;
	enum err err;
	bool row;

	sql_put_number(left, 1, place->session);
	sql_put_number(left, 2, HANDOVER_CLOSED);
	err = sql_next(left, &row);
	if (err)
		return err;
	made = sql_get_number(left, 0);
	open = sql_get_number(left, 1);
	sql_rewind(left);
	if (open > 0 || (made == 0 && goes_on))
		return ERR_NONE;
	err = key_drop(store, place);
	if (err)
		return err;
	sql_put_number(wiped, 1, place->session);
	return sql_do(wiped);
}

static enum err promise_keep(struct store *store, struct session_place *place)
{
	struct sql_query *query = store->queries[QUERY_KEY_KEEP];

	place->kept = true;
	sql_put_number(query, 1, place->session);
	return sql_do(query);
}

/* Its key went with the last promise, but the conversation goes on, or waits for its customer with the answer: what it
 * is now gets a key of its own, and what was said before stays destroyed. */
static enum err snapshot_renew(struct store *store, const struct waiting *w, struct session_place *place)
{
	enum err err = key_make(store, place);

	return err ? err : session_write(store, w, place);
}

/* The handover may belong to another session than the step: a person answers after the customer has gone. */
static enum err promises_write(struct store *store, const struct waiting *w, struct session_place *place)
{
	struct session_place other;
	struct session_place *whose = place;
	enum err err = ERR_NONE;

	if (w->wipe_keep && place->has_key)
		err = promise_keep(store, place);
	if (err == ERR_NONE && w->has_handover && w->handover.session != place->session) {
		err = place_read(store, w->handover.session, &other);
		whose = &other;
	}
	if (err == ERR_NONE && w->has_handover)
		err = handover_write(store, w, whose);
	if (err == ERR_NONE && whose->kept)
		err = promise_settle(store, whose, whose == place && w->part_bytes[PART_SNAPSHOT] > 0);
	if (err == ERR_NONE && !place->has_key && w->part_bytes[PART_SNAPSHOT] > 0)
		err = snapshot_renew(store, w, place);
	if (whose != place)
		seal_forget(&other, sizeof(other));
	return err;
}

enum err store_step_write(struct store *store, const struct waiting *w)
{
	struct session_place place;
	enum err err = place_read(store, w->session, &place);

	place.steps++;
	if (err == ERR_NONE)
		err = key_give(store, w, &place);
	if (err == ERR_NONE && destroys(w))
		place.wiped = true;
	if (err == ERR_NONE)
		err = journal_write(store, w, &place);
	if (err == ERR_NONE)
		err = session_write(store, w, &place);
	if (err == ERR_NONE)
		err = counts_write(store, w);
	if (err == ERR_NONE)
		err = notes_write(store, w);
	if (err == ERR_NONE)
		err = store_visits_write(store, w);
	if (err == ERR_NONE)
		err = store_phrases_write(store, w);
	if (err == ERR_NONE)
		err = promises_write(store, w, &place);
	seal_forget(&place, sizeof(place));
	return err;
}
