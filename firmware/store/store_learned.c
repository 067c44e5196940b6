/* What menus are learned from: visits, and what customers say in their own words. */
#include "store/store_inside.h"

#include "base/text.h"
#include "hash.h"
#include "store/seal.h"
#include "understand/tokens.h"

#include <string.h>

enum { DAY_S = 86400, MARKS = STORE_PHRASE_SESSIONS - 1 };

/* --- visits --- */

enum err store_visits_write(struct store *store, const struct waiting *w)
{
	struct sql_query *query = store->queries[QUERY_VISIT_PUT];

	for (uint8_t i = 0; i < w->visits_count; i++) {
		struct store_visit visit;
		enum err err;

		memcpy(&visit, waiting_part(w, PART_VISITS) + i * sizeof(visit), sizeof(visit));
		sql_put_number(query, 1, visit.session);
		sql_put_number(query, 2, visit.local_s);
		sql_put_number(query, 3, visit.layout);
		sql_put_number(query, 4, visit.outcome);
		sql_put_number(query, 5, (int64_t)visit.leaf);
		sql_put_bytes(query, 6, visit.packed, visit.packed_bytes);
		err = sql_do(query);
		if (err == ERR_NONE)
			err = store_outbox_write(
				store, &(struct outbox_point){LANE_TELEMETRY, OUTBOX_VISIT, OUTBOX_LAST, w->time_ms});
		if (err)
			return err;
	}
	return ERR_NONE;
}

struct visits_walk {
	bool (*each)(void *self, const struct store_visit_row *row);
	void *self;
};

static bool visit_row(struct sql_query *query, void *self)
{
	const struct visits_walk *walk = self;
	struct store_visit_row row = {.id = (uint64_t)sql_get_number(query, 0)};

	row.packed = sql_get_bytes(query, 1, &row.bytes);
	return walk->each(walk->self, &row);
}

enum err store_visits(struct store *store, int64_t since_local_s, uint64_t since_id,
	bool (*each)(void *self, const struct store_visit_row *row), void *self)
{
	struct visits_walk walk = {each, self};
	int64_t newest;
	int64_t from = (int64_t)since_id;
	enum err err = store_number(store, "SELECT coalesce(max(id), 0) FROM visit", &newest);

	if (err)
		return err;
	if (newest > STORE_VISITS_MAX && from < newest - STORE_VISITS_MAX)
		from = newest - STORE_VISITS_MAX;
	return store_walk(store,
		&(struct store_ask){"SELECT id, packed FROM visit WHERE id > ?1 AND (local_s >= ?2 OR local_s = 0)"
				    " ORDER BY id",
			from, since_local_s},
		&(struct store_walk){visit_row, &walk});
}

enum err store_visits_newest(struct store *store, int64_t *local_s)
{
	return store_number(store, "SELECT local_s FROM visit WHERE local_s > 0 ORDER BY id DESC LIMIT 1", local_s);
}

/* --- phrases --- */

struct phrase {
	int64_t id;
	int64_t times;
	uint64_t marks[MARKS]; /* of the last conversations that said it, the latest first */
	char words[WORDS_BYTES_MAX];
};

/* "My card, LOST!" and "my card lost" are the same. */
static void one_form(const char *words, char *out, size_t out_bytes)
{
	struct tokens tokens;
	size_t used = 0;

	tokens_read(&tokens, words);
	for (uint16_t i = 0; i < tokens.count; i++) {
		const struct token *token = &tokens.list[i];

		if (used + token->length + 2 > out_bytes)
			break;
		if (used > 0)
			out[used++] = ' ';
		memcpy(out + used, token->at, token->length);
		used += token->length;
	}
	out[used] = '\0';
	seal_forget(&tokens, sizeof(tokens));
}

static int64_t phrase_id(const struct store *store, const struct store_phrase *said, const char *words)
{
	char whole[LANGUAGE_BYTES_MAX + STORE_ID_BYTES_MAX + WORDS_BYTES_MAX] = {0};
	size_t used = 0;
	uint64_t id;

	used += text_copy(whole, LANGUAGE_BYTES_MAX, text_of(said->language)) + 1;
	used += text_copy(whole + used, STORE_ID_BYTES_MAX, text_of(said->topic)) + 1;
	used += text_copy(whole + used, WORDS_BYTES_MAX, text_of(words));
	id = hash_keyed(store->salt, whole, used);
	seal_forget(whole, sizeof(whole));
	return (int64_t)(id >> 1); /* a positive number is easier to name on a command line */
}

static enum err phrase_read(struct store *store, struct phrase *phrase)
{
	struct sql_query *query = store->queries[QUERY_PHRASE_GET];
	const void *marks;
	size_t bytes;
	bool row;
	enum err err;

	sql_put_number(query, 1, phrase->id);
	err = sql_next(query, &row);
	if (err || !row)
		return err;
	phrase->times = sql_get_number(query, 0);
	marks = sql_get_bytes(query, 1, &bytes);
	if (marks && bytes == sizeof(phrase->marks))
		memcpy(phrase->marks, marks, bytes);
	sql_rewind(query);
	return ERR_NONE;
}

/* False: one of the last conversations said it again; that is not another person. */
static bool phrase_count(const struct store *store, uint32_t session, struct phrase *phrase)
{
	uint64_t of[2] = {session, (uint64_t)phrase->id};
	uint64_t mark = hash_keyed(store->salt, of, sizeof(of));

	for (unsigned i = 0; i < MARKS; i++)
		if (phrase->marks[i] == mark)
			return false;
	memmove(&phrase->marks[1], &phrase->marks[0], (MARKS - 1) * sizeof(mark));
	phrase->marks[0] = mark;
	phrase->times++;
	return true;
}

static enum err phrase_write(
	struct store *store, const struct waiting *w, const struct store_phrase *said, struct phrase *phrase)
{
	struct sql_query *query = store->queries[QUERY_PHRASE_PUT];
	enum err err;

	one_form(said->words, phrase->words, sizeof(phrase->words));
	if (phrase->words[0] == '\0')
		return ERR_NONE;
	phrase->id = phrase_id(store, said, phrase->words);
	err = phrase_read(store, phrase);
	if (err || !phrase_count(store, w->session, phrase))
		return err;
	sql_put_number(query, 1, phrase->id);
	sql_put_number(query, 2, phrase->times);
	sql_put_number(query, 3, w->local_s > 0 ? w->local_s / DAY_S : 0);
	sql_put_bytes(query, 4, phrase->marks, sizeof(phrase->marks));
	sql_put_text(query, 5, said->language);
	sql_put_text(query, 6, said->topic);
	sql_put_text(query, 7, phrase->times >= STORE_PHRASE_SESSIONS ? phrase->words : NULL);
	return sql_do(query);
}

enum err store_phrases_write(struct store *store, const struct waiting *w)
{
	for (uint8_t i = 0; i < w->phrases_count; i++) {
		struct phrase phrase = {0};
		struct store_phrase said;
		enum err err;

		memcpy(&said, waiting_part(w, PART_PHRASES) + i * sizeof(said), sizeof(said));
		err = phrase_write(store, w, &said, &phrase);
		seal_forget(&said, sizeof(said));
		seal_forget(&phrase, sizeof(phrase));
		if (err)
			return err;
	}
	return ERR_NONE;
}

struct phrases_walk {
	bool (*each)(void *self, const struct store_phrase_row *row);
	void *self;
};

static bool phrase_row(struct sql_query *query, void *self)
{
	const struct phrases_walk *walk = self;
	struct store_phrase_row row = {
		.id = sql_get_number(query, 0),
		.times = (uint32_t)sql_get_number(query, 1),
		.day = (uint32_t)sql_get_number(query, 2),
		.decision = (uint8_t)sql_get_number(query, 3),
	};

	text_copy(row.phrase.language, sizeof(row.phrase.language), text_of(sql_get_text(query, 4)));
	text_copy(row.phrase.topic, sizeof(row.phrase.topic), text_of(sql_get_text(query, 5)));
	text_copy(row.phrase.words, sizeof(row.phrase.words), text_of(sql_get_text(query, 6)));
	return walk->each(walk->self, &row);
}

enum err store_phrases(struct store *store, bool (*each)(void *self, const struct store_phrase_row *row), void *self)
{
	struct phrases_walk walk = {each, self};

	return store_walk(store,
		&(struct store_ask){.text = "SELECT p.id, p.times, p.day, coalesce(d.decision, 0), p.language, p.topic,"
					    " p.words FROM phrase p LEFT JOIN phrase_decision d ON d.phrase = p.id"
					    " ORDER BY p.times DESC, p.id"},
		&(struct store_walk){phrase_row, &walk});
}

struct deciding {
	int64_t id;
	enum phrase_decision decision;
};

static enum err decide(struct store *store, void *self)
{
	const struct deciding *deciding = self;
	struct sql_query *query = NULL;
	enum err err = sql_query_make(store->sql, "SELECT 1 FROM phrase WHERE id = ?1", &query);
	bool known = false;

	if (err == ERR_NONE) {
		sql_put_number(query, 1, deciding->id);
		err = sql_next(query, &known);
	}
	sql_query_drop(query);
	if (err || !known)
		return err ? err : ERR_NOT_FOUND;
	err = sql_query_make(store->sql,
		"INSERT INTO phrase_decision (phrase, decision) VALUES (?1, ?2)"
		" ON CONFLICT (phrase) DO UPDATE SET decision=?2",
		&query);
	if (err)
		return err;
	sql_put_number(query, 1, deciding->id);
	sql_put_number(query, 2, deciding->decision);
	err = sql_do(query);
	sql_query_drop(query);
	return err;
}

enum err store_phrase_decide(struct store *store, int64_t id, enum phrase_decision decision)
{
	struct deciding deciding = {id, decision};

	CHECK(!store->options.read_only);
	return store_write_now(store, decide, &deciding, true);
}

/* --- what nobody needs any more --- */

static enum err drop_before(struct store *store, const char *text, int64_t before)
{
	struct sql_query *query = NULL;
	enum err err = sql_query_make(store->sql, text, &query);

	if (err)
		return err;
	sql_put_number(query, 1, before);
	err = sql_do(query);
	sql_query_drop(query);
	return err;
}

/* An undated one goes once its neighbours are old: nobody knows how old it is. */
#define UNDATED_VISITS                                                                                                 \
	"DELETE FROM visit WHERE local_s <= 0"                                                                         \
	" AND id < (SELECT max(id) FROM visit WHERE local_s > 0 AND local_s < ?1)"                                     \
	" AND id < (SELECT min(id) FROM visit WHERE local_s >= ?1)"
/* To a clock that leapt ahead everything is old, to one set right all that a slow one dated: in one night no more than
 * the first two days go. */
#define OLD_VISITS                                                                                                     \
	"DELETE FROM visit WHERE local_s > 0 AND local_s < ?1"                                                         \
	" AND local_s < (SELECT min(local_s) FROM visit WHERE local_s > 0) + 2 * 86400"

static enum err purge(struct store *store, void *self)
{
	int64_t day = *(const uint32_t *)self;
	int64_t young_s = (day - STORE_VISIT_DAYS) * DAY_S;
	enum err err =
		drop_before(store, "DELETE FROM phrase WHERE words IS NULL AND day < ?1", day - STORE_PHRASE_DAYS);

	if (err == ERR_NONE)
		err = drop_before(store, UNDATED_VISITS, young_s);
	return err ? err : drop_before(store, OLD_VISITS, young_s);
}

enum err store_menu_purge(struct store *store, uint32_t day)
{
	CHECK(!store->options.read_only);
	return store_write_now(store, purge, &day, false);
}
