#include "store/store_inside.h"

#include <stdio.h>
#include <string.h>

/* One entry for each format, never changed once released; the next format is a new entry.
 * A journal row's number is session << 24 | step: one tree, appended to at its end. */
static const char *const migrations[STORE_FORMAT] = {
	"CREATE TABLE device (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;"
	"CREATE TABLE version (id INTEGER PRIMARY KEY, program TEXT NOT NULL, content BLOB NOT NULL,"
	" UNIQUE (program, content));"
	"CREATE TABLE session (id INTEGER PRIMARY KEY, first_ms INTEGER NOT NULL, last_ms INTEGER NOT NULL,"
	" steps INTEGER NOT NULL, wiped INTEGER NOT NULL, snapshot BLOB);"
	"CREATE TABLE session_key (session INTEGER PRIMARY KEY, keep INTEGER NOT NULL, key BLOB NOT NULL);"
	"CREATE TABLE journal (id INTEGER PRIMARY KEY, time_ms INTEGER NOT NULL, local_s INTEGER NOT NULL,"
	" version INTEGER NOT NULL REFERENCES version (id), state TEXT NOT NULL, event BLOB NOT NULL,"
	" event_words BLOB, effects BLOB NOT NULL, effects_words BLOB);"
	"CREATE TABLE counter (kind INTEGER, id TEXT, times INTEGER NOT NULL, sum INTEGER NOT NULL,"
	" PRIMARY KEY (kind, id)) WITHOUT ROWID;"
	"CREATE TABLE image (hash BLOB PRIMARY KEY, kind INTEGER NOT NULL, bytes BLOB NOT NULL);"
	"CREATE TABLE live (id INTEGER PRIMARY KEY AUTOINCREMENT, hash BLOB NOT NULL REFERENCES image (hash));"
	"CREATE TABLE handover (request INTEGER PRIMARY KEY, session INTEGER NOT NULL, since_ms INTEGER NOT NULL,"
	" state INTEGER NOT NULL, team TEXT NOT NULL, card BLOB);"
	"CREATE INDEX handover_session ON handover (session);",
	"CREATE TABLE feedback (id INTEGER PRIMARY KEY, local_s INTEGER NOT NULL, what INTEGER NOT NULL,"
	" score INTEGER NOT NULL, topic TEXT NOT NULL, words TEXT NOT NULL);",
	"CREATE TABLE version_3 (id INTEGER PRIMARY KEY, program TEXT NOT NULL, content BLOB NOT NULL, layout BLOB,"
	" UNIQUE (program, content, layout));"
	"INSERT INTO version_3 (id, program, content) SELECT id, program, content FROM version;"
	"DROP TABLE version;"
	"ALTER TABLE version_3 RENAME TO version;"
	"CREATE TABLE visit (id INTEGER PRIMARY KEY, session INTEGER NOT NULL, local_s INTEGER NOT NULL,"
	" layout INTEGER NOT NULL, outcome INTEGER NOT NULL, leaf INTEGER NOT NULL, packed BLOB NOT NULL);"
	"CREATE INDEX visit_time ON visit (local_s);"
	"CREATE TABLE menu_name (hash INTEGER PRIMARY KEY, name TEXT NOT NULL);"
	"CREATE TABLE menu_version (version INTEGER PRIMARY KEY AUTOINCREMENT, before INTEGER NOT NULL,"
	" same_as INTEGER NOT NULL, local_s INTEGER NOT NULL, actor INTEGER NOT NULL,"
	" layout BLOB NOT NULL REFERENCES image (hash), content BLOB NOT NULL);"
	"CREATE TABLE menu_change (version INTEGER NOT NULL REFERENCES menu_version (version), n INTEGER NOT NULL,"
	" kind INTEGER NOT NULL, place INTEGER NOT NULL, subject TEXT NOT NULL, other TEXT NOT NULL,"
	" rank_from INTEGER NOT NULL, rank_to INTEGER NOT NULL, days INTEGER NOT NULL, served INTEGER NOT NULL,"
	" served_of INTEGER NOT NULL, left_here INTEGER NOT NULL, heard_s INTEGER NOT NULL,"
	" left_else INTEGER NOT NULL, heard_else_s INTEGER NOT NULL, usual_permyriad INTEGER NOT NULL,"
	" share_permyriad INTEGER NOT NULL, gain_ms INTEGER NOT NULL, gain_low_ms INTEGER NOT NULL,"
	" gain_high_ms INTEGER NOT NULL, agree INTEGER NOT NULL, samples INTEGER NOT NULL, sentence TEXT NOT NULL,"
	" PRIMARY KEY (version, n)) WITHOUT ROWID;"
	"CREATE TABLE phrase (id INTEGER PRIMARY KEY, times INTEGER NOT NULL, day INTEGER NOT NULL, seen BLOB NOT NULL,"
	" language TEXT NOT NULL, topic TEXT NOT NULL, words TEXT);"
	"CREATE TABLE phrase_decision (phrase INTEGER PRIMARY KEY, decision INTEGER NOT NULL);",
	"CREATE TABLE caller (who INTEGER PRIMARY KEY, day INTEGER NOT NULL, language TEXT NOT NULL,"
	" flags INTEGER NOT NULL);"
	"CREATE INDEX caller_day ON caller (day);",
	/* An outbox row's number is lane << 48 | seq; row 0 of each lane stays, so that the last number is always
	   known. */
	"CREATE TABLE outbox (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, ref INTEGER, time_ms INTEGER, body BLOB);"
	"INSERT INTO outbox (id, kind) VALUES (0, 0), (1 << 48, 0), (2 << 48, 0);"
	"CREATE TABLE lane (lane INTEGER PRIMARY KEY, acked INTEGER NOT NULL, chain BLOB NOT NULL,"
	" sent INTEGER NOT NULL, sent_chain BLOB NOT NULL);"
	"INSERT INTO lane SELECT value, 0, zeroblob(32), 0, zeroblob(32) FROM (SELECT 0 AS value UNION SELECT 1 UNION "
	"SELECT 2);"
	"CREATE TABLE lane_day (day INTEGER, lane INTEGER, acked INTEGER NOT NULL, PRIMARY KEY (day, lane)) WITHOUT "
	"ROWID;"
	"INSERT INTO device (name, value) VALUES ('epoch', random() & 0x7fffffffffffffff), ('down', 0);"
	"CREATE TABLE boot (number INTEGER PRIMARY KEY, time_ms INTEGER NOT NULL);"
	"CREATE INDEX boot_time ON boot (time_ms);",
};

static enum err migrate_once(struct sql *sql, int64_t format)
{
	char text[160];
	/* A table that others refer to may be made anew; what they refer to keeps its number. */
	enum err err = sql_run(sql, "PRAGMA foreign_keys=OFF; BEGIN IMMEDIATE");

	if (err)
		return err;
	snprintf(text, sizeof(text), "PRAGMA application_id=%d; PRAGMA user_version=%d; COMMIT; PRAGMA foreign_keys=ON",
		STORE_APPLICATION, (int)format + 1);
	err = sql_run(sql, migrations[format]);
	if (err == ERR_NONE)
		err = sql_run(sql, text);
	if (err && sql_in_transaction(sql) && sql_run(sql, "ROLLBACK"))
		return ERR_IO;
	return err;
}

static enum err migrate(struct store *store, int64_t *format)
{
	int64_t application, tables;
	enum err err = sql_number(store->sql, "PRAGMA user_version", 0, format);

	if (err == ERR_NONE)
		err = sql_number(store->sql, "PRAGMA application_id", 0, &application);
	if (err == ERR_NONE)
		err = sql_number(store->sql, "SELECT count(*) FROM sqlite_schema", 0, &tables);
	if (err)
		return err;
	if (tables > 0 && application != STORE_APPLICATION)
		return ERR_FORMAT;
	if (*format > STORE_FORMAT || (store->options.read_only && *format != STORE_FORMAT))
		return ERR_VERSION;
	if (*format < 0)
		return ERR_FORMAT;
	for (int64_t at = *format; at < STORE_FORMAT; at++) {
		err = migrate_once(store->sql, at);
		if (err)
			return err;
	}
	return ERR_NONE;
}

static enum err file_try(struct store *store, int64_t *format)
{
	const struct sql_options options = {
		.path = store->path, .vfs = store->options.vfs, .read_only = store->options.read_only};
	enum store_proof proof = store_proof_due(store);
	enum err err = sql_open(&store->sql, &options);

	/* The folder is there. Where sqlite may not make the file, it looks for one to read, and then reports that. */
	if (err == ERR_NOT_FOUND && !store->options.read_only)
		err = ERR_DENIED;
	if (err)
		return err;
	err = store_prove(store, proof);
	if (err == ERR_NONE)
		err = migrate(store, format);
	if (err == ERR_NONE)
		err = store_tables_ready(store);
	if (err) {
		store_queries_drop(store);
		sql_close(store->sql);
		store->sql = NULL;
	}
	return err;
}

/* The log goes with its file, so that whoever looks into the damage finds all of it. */
static enum err set_aside(const struct store *store, char *aside, size_t aside_bytes)
{
	char from[sizeof(store->path) + 8], to[sizeof(store->path) + 40];
	const char *vfs = store->options.vfs;
	unsigned number = 1;
	int64_t bytes;
	enum err err;

	do {
		snprintf(aside, aside_bytes, "%s.damaged-%u", store->path, number++);
		err = sql_file_bytes(vfs, aside, &bytes);
	} while (err == ERR_NONE);
	if (err != ERR_NOT_FOUND)
		return err;
	err = sql_file_move(vfs, store->path, aside);
	if (err)
		return err;
	snprintf(from, sizeof(from), "%s-wal", store->path);
	snprintf(to, sizeof(to), "%s-wal", aside);
	/* From here on it is set aside, and nothing may hide that: sqlite deletes a log that has no file, and what was
	 * shared about it. */
	err = sql_file_move(vfs, from, to);
	(void)err;
	snprintf(from, sizeof(from), "%s-shm", store->path);
	err = sql_file_delete(vfs, from);
	(void)err;
	return ERR_NONE;
}

static void explain(const struct store *store, enum err err, int64_t format, char *why, size_t why_bytes)
{
	const char *what;

	switch (err) {
	case ERR_NO_SPACE: what = "disk full: free some space and start again"; break;
	case ERR_DENIED: what = "cannot be written: make its folder writable, or choose another with --data"; break;
	case ERR_NOT_FOUND: what = "not found: nothing has been kept there yet"; break;
	case ERR_BUSY: what = "another program holds it: stop that one and start again"; break;
	case ERR_FORMAT: what = "damaged: `foyer run` sets it aside and begins a new one"; break;
	default: what = "reading or writing failed: check the disk, or choose another folder with --data"; break;
	}
	if (err == ERR_VERSION)
		snprintf(why, why_bytes,
			"%s: made by %s foyer (its format is %lld, this one's %d): %s, or choose another folder with "
			"--data",
			store->path, format > STORE_FORMAT ? "a newer" : "an older", (long long)format, STORE_FORMAT,
			format > STORE_FORMAT ? "use that version" : "start this one's `foyer run` on it once");
	else
		snprintf(why, why_bytes, "%s: %s", store->path, what);
}

/* A file that is moved under a running device takes with it whatever that writes from then on. */
static bool may_begin_anew(const struct store_options *options)
{
	return !options->read_only && !options->shared && !options->memory;
}

/* Said before the new one is begun: should that fail, the next start finds nothing and could not know. */
static enum err begin_anew(struct store *store, int64_t *format, char *why, size_t why_bytes)
{
	char aside[sizeof(store->path) + 32];
	enum err err = set_aside(store, aside, sizeof(aside));
	int length;

	if (err)
		return err;
	length = snprintf(why, why_bytes,
		"%s: damaged; kept as %s for whoever repairs it, and a new one begun: what was in it is not known to "
		"this device any more",
		store->path, aside);
	err = file_try(store, format);
	if (err && length >= 0 && (size_t)length < why_bytes)
		snprintf(why + length, why_bytes - (size_t)length, "; ");
	return err;
}

enum err store_file_open(struct store *store, char *why, size_t why_bytes)
{
	int64_t format = 0;
	size_t told;
	enum err err = file_try(store, &format);

	if (err == ERR_FORMAT && may_begin_anew(&store->options))
		err = begin_anew(store, &format, why, why_bytes);
	told = why_bytes > 0 ? strlen(why) : 0;
	if (err)
		explain(store, err, format, why + told, why_bytes - told);
	return err;
}
