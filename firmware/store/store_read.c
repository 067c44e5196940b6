#include "store/store_inside.h"

#include "base/text.h"
#include "store/seal.h"

#include <stdlib.h>
#include <string.h>

static enum err walk_rows(struct sql_query *query, const struct store_walk *walk)
{
	for (;;) {
		bool row;
		enum err err = sql_next(query, &row);

		if (err || !row)
			return err;
		if (!walk->row(query, walk->self))
			return ERR_NONE;
	}
}

/* Its own query each time, so that a walk may begin another walk. */
enum err store_walk(struct store *store, const struct store_ask *ask, const struct store_walk *walk)
{
	struct sql_query *query = NULL;
	enum err err;

	store_enter(store);
	err = sql_query_make(store->sql, ask->text, &query);
	if (err == ERR_NONE && strstr(ask->text, "?1"))
		sql_put_number(query, 1, ask->first);
	if (err == ERR_NONE && strstr(ask->text, "?2"))
		sql_put_number(query, 2, ask->second);
	if (err == ERR_NONE)
		err = walk_rows(query, walk);
	sql_query_drop(query);
	store_suspect(store, err);
	store_leave(store);
	return err;
}

enum err store_number(struct store *store, const char *text, int64_t *out)
{
	enum err err;

	store_enter(store);
	err = sql_number(store->sql, text, 0, out);
	store_leave(store);
	return err;
}

enum err store_changes(struct store *store, uint64_t *mark)
{
	int64_t by_others = 0;
	enum err err;

	store_enter(store);
	err = sql_number(store->sql, "PRAGMA data_version", 0, &by_others);
	*mark = store->written_times + (uint64_t)by_others; /* neither ever falls */
	store_leave(store);
	return err;
}

static enum err walk_all(struct store *store, const char *text, int64_t number, const struct store_walk *walk)
{
	return store_walk(store, &(struct store_ask){.text = text, .first = number}, walk);
}

/* How many bytes came out of `column` with the key of column `key_at`; 0: the key is gone, or there was nothing. */
static size_t opened(struct sql_query *query, int key_at, int column, uint64_t place, uint8_t *out, size_t out_bytes)
{
	size_t bytes;
	const uint8_t *key = key_column(query, key_at);
	const uint8_t *sealed = sql_get_bytes(query, column, &bytes);

	if (!key || !sealed || bytes < SEAL_EXTRA_BYTES || bytes - SEAL_EXTRA_BYTES > out_bytes)
		return 0;
	return seal_open(key, place, sealed, bytes, out) ? bytes - SEAL_EXTRA_BYTES : 0;
}

struct sessions_walk {
	void (*each)(void *self, uint32_t session, const void *snapshot, size_t bytes);
	void *self;
};

static bool session_row(struct sql_query *query, void *self)
{
	const struct sessions_walk *walk = self;
	uint8_t snapshot[SESSION_BYTES_MAX];
	uint32_t session = (uint32_t)sql_get_number(query, 0);
	uint64_t steps = (uint64_t)sql_get_number(query, 1);
	size_t bytes = 0;

	if (steps <= SESSION_STEPS_MAX) /* else a bit is flipped, and it does not open */
		bytes = opened(query, 3, 2, sealed_place(session, steps, PART_SNAPSHOT), snapshot, sizeof(snapshot));
	walk->each(walk->self, session, bytes > 0 ? snapshot : NULL, bytes);
	seal_forget(snapshot, sizeof(snapshot));
	return true;
}

enum err store_sessions(
	struct store *store, void (*each)(void *self, uint32_t session, const void *snapshot, size_t bytes), void *self)
{
	struct sessions_walk walk = {each, self};

	return walk_all(store,
		"SELECT s.id, s.steps, s.snapshot, k.key FROM session s LEFT JOIN session_key k ON k.session = s.id"
		" WHERE s.snapshot IS NOT NULL ORDER BY s.id",
		0, &(struct store_walk){session_row, &walk});
}

struct handovers_walk {
	void (*each)(void *self, const struct agent_card *card);
	void *self;
};

void store_card_read(struct sql_query *query, int at, struct agent_card *out)
{
	uint8_t packed[CARD_PACKED_BYTES_MAX];
	size_t bytes;

	memset(out, 0, sizeof(*out));
	out->request = (uint64_t)sql_get_number(query, at);
	out->session = (uint32_t)sql_get_number(query, at + 1);
	out->since_ms = (uint64_t)sql_get_number(query, at + 2);
	out->state = (uint8_t)sql_get_number(query, at + 3);
	text_copy(out->team, sizeof(out->team), text_of(sql_get_text(query, at + 4)));
	bytes = opened(query, at + 6, at + 5, out->request, packed, sizeof(packed));
	if (bytes > 0 && !card_unpack(out, packed, bytes))
		out->code[0] = out->summary[0] = out->phone[0] = '\0';
	seal_forget(packed, sizeof(packed));
}

static bool handover_row(struct sql_query *query, void *self)
{
	const struct handovers_walk *walk = self;
	struct agent_card card;

	store_card_read(query, 0, &card);
	walk->each(walk->self, &card);
	seal_forget(&card, sizeof(card));
	return true;
}

enum err store_handovers(
	struct store *store, bool closed_too, void (*each)(void *self, const struct agent_card *card), void *self)
{
	struct handovers_walk walk = {each, self};

	return walk_all(store,
		"SELECT h.request, h.session, h.since_ms, h.state, h.team, h.card, k.key FROM handover h"
		" LEFT JOIN session_key k ON k.session = h.session WHERE h.state <> ?1 ORDER BY h.since_ms, h.request",
		closed_too ? -1 : HANDOVER_CLOSED, &(struct store_walk){handover_row, &walk});
}

struct journal_walk {
	bool (*each)(void *self, const struct store_row *row);
	void *self;
	struct store_row *row; /* too large for a stack */
	bool broken;
};

static bool column_copy(struct sql_query *query, int column, uint8_t *out, uint16_t *out_bytes, size_t out_max)
{
	size_t bytes;
	const void *from = sql_get_bytes(query, column, &bytes);

	if (bytes > out_max)
		return false;
	if (bytes > 0)
		memcpy(out, from, bytes);
	*out_bytes = (uint16_t)bytes;
	return true;
}

static bool journal_row(struct sql_query *query, void *self)
{
	struct journal_walk *walk = self;
	struct store_row *row = walk->row;
	uint64_t id = (uint64_t)sql_get_number(query, 0);
	uint16_t content_bytes = 0;
	uint16_t layout_bytes = 0;

	memset(row->content, 0, sizeof(row->content)); /* the rest is written below, or has its length */
	memset(row->layout, 0, sizeof(row->layout));
	row->session = (uint32_t)(id >> SESSION_STEPS_BITS);
	row->seq = (uint32_t)(id & SESSION_STEPS_MAX);
	row->time_ms = (uint64_t)sql_get_number(query, 1);
	row->local_s = sql_get_number(query, 2);
	text_copy(row->state, sizeof(row->state), text_of(sql_get_text(query, 3)));
	text_copy(row->program, sizeof(row->program), text_of(sql_get_text(query, 4)));
	if (!column_copy(query, 5, row->content, &content_bytes, sizeof(row->content)) ||
		!column_copy(query, 11, row->layout, &layout_bytes, sizeof(row->layout)) ||
		!column_copy(query, 6, row->event.skeleton, &row->event.skeleton_bytes, RECORD_SKELETON_BYTES_MAX) ||
		!column_copy(
			query, 8, row->effects.skeleton, &row->effects.skeleton_bytes, RECORD_SKELETON_BYTES_MAX)) {
		walk->broken = true;
		return false;
	}
	row->has_layout = layout_bytes == IMAGE_HASH_BYTES;
	row->event.words_bytes = (uint16_t)opened(query, 10, 7, sealed_place(row->session, row->seq, PART_EVENT_WORDS),
		row->event.words, sizeof(row->event.words));
	row->effects.words_bytes =
		(uint16_t)opened(query, 10, 9, sealed_place(row->session, row->seq, PART_EFFECTS_WORDS),
			row->effects.words, sizeof(row->effects.words));
	return walk->each(walk->self, row);
}

enum err store_journal(
	struct store *store, uint32_t session, bool (*each)(void *self, const struct store_row *row), void *self)
{
	struct journal_walk walk = {each, self, malloc(sizeof(struct store_row)), false};
	enum err err;

	if (!walk.row)
		return ERR_NO_SPACE;
	err = walk_all(store,
		"SELECT j.id, j.time_ms, j.local_s, j.state, v.program, v.content, j.event, j.event_words, j.effects,"
		" j.effects_words, k.key, v.layout FROM journal j JOIN version v ON v.id = j.version"
		" LEFT JOIN session_key k ON k.session = j.id >> 24"
		" WHERE j.id >= ?1 << 24 AND j.id < (?1 + 1) << 24 ORDER BY j.id",
		session, &(struct store_walk){journal_row, &walk});
	seal_forget(walk.row, sizeof(*walk.row));
	free(walk.row);
	return walk.broken ? ERR_FORMAT : err;
}

struct list_walk {
	void (*each)(void *self, uint32_t session, uint64_t first_ms, uint32_t steps, bool wiped);
	void *self;
};

static bool list_row(struct sql_query *query, void *self)
{
	const struct list_walk *walk = self;

	walk->each(walk->self, (uint32_t)sql_get_number(query, 0), (uint64_t)sql_get_number(query, 1),
		(uint32_t)sql_get_number(query, 2), sql_get_number(query, 3) != 0);
	return true;
}

enum err store_journal_sessions(struct store *store,
	void (*each)(void *self, uint32_t session, uint64_t first_ms, uint32_t steps, bool wiped), void *self)
{
	struct list_walk walk = {each, self};

	return walk_all(store, "SELECT id, first_ms, steps, wiped FROM session WHERE id > 0 ORDER BY id DESC", 0,
		&(struct store_walk){list_row, &walk});
}

struct notes_walk {
	void (*each)(void *self, const struct store_note *note);
	void *self;
};

static bool note_row(struct sql_query *query, void *self)
{
	const struct notes_walk *walk = self;
	struct store_note note = {
		.local_s = sql_get_number(query, 0),
		.what = (uint8_t)sql_get_number(query, 1),
		.score = (uint8_t)sql_get_number(query, 2),
	};

	text_copy(note.topic, sizeof(note.topic), text_of(sql_get_text(query, 3)));
	text_copy(note.words, sizeof(note.words), text_of(sql_get_text(query, 4)));
	walk->each(walk->self, &note);
	return true;
}

enum err store_feedback(struct store *store, void (*each)(void *self, const struct store_note *note), void *self)
{
	struct notes_walk walk = {each, self};

	return walk_all(store, "SELECT local_s, what, score, topic, words FROM feedback ORDER BY id DESC", 0,
		&(struct store_walk){note_row, &walk});
}

struct counts_walk {
	void (*each)(void *self, uint8_t kind, const char *id, int64_t times, int64_t sum);
	void *self;
};

static bool count_row(struct sql_query *query, void *self)
{
	const struct counts_walk *walk = self;

	walk->each(walk->self, (uint8_t)sql_get_number(query, 0), sql_get_text(query, 1), sql_get_number(query, 2),
		sql_get_number(query, 3));
	return true;
}

enum err store_counts(struct store *store,
	void (*each)(void *self, uint8_t kind, const char *id, int64_t times, int64_t sum), void *self)
{
	struct counts_walk walk = {each, self};

	return walk_all(store, "SELECT kind, id, times, sum FROM counter ORDER BY kind, id", 0,
		&(struct store_walk){count_row, &walk});
}
