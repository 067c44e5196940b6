#include "store/sql.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUSY_WAIT_MS = 2000, COPY_BYTES = 65536, KEPT_MAX = 24 };

struct sql {
	sqlite3 *db;
	sqlite3_file *log; /* of the write-ahead log; NULL: in memory or read only */
	_Atomic bool log_broken;
	/* Queries that were dropped: the same few are asked again and again, and to read their text takes ten times as
	 * long as to answer them. */
	struct sql_query *kept[KEPT_MAX];
	unsigned kept_count;
};

struct sql_query {
	struct sql *sql;
	sqlite3_stmt *statement;
};

static enum err err_from_errno(int code)
{
	switch (code) {
	case ENOSPC:
	case EDQUOT:
	case EFBIG: return ERR_NO_SPACE;
	case EACCES:
	case EPERM:
	case EROFS: return ERR_DENIED;
	case ENOENT: return ERR_NOT_FOUND;
	default: return ERR_IO;
	}
}

/* What stands behind "I/O error" and "cannot open" is in errno only; sqlite does not always hand it on, so that every
 * call into it begins with errno at 0. */
static enum err err_from_system(sqlite3 *db)
{
	int code = db ? sqlite3_system_errno(db) : 0;

	return err_from_errno(code ? code : errno);
}

static enum err err_from_sqlite(sqlite3 *db, int code)
{
	switch (code & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE: return ERR_NONE;
	case SQLITE_FULL: return ERR_NO_SPACE;
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH: return ERR_DENIED;
	case SQLITE_BUSY:
	case SQLITE_LOCKED: return ERR_BUSY;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_ERROR: /* a table that should be there is not */ return ERR_FORMAT;
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN: return err_from_system(db);
	default: return ERR_IO;
	}
}

/* sqlite syncs by itself as well, in a checkpoint or for a new log's head. */
static enum err err_of(struct sql *sql, int code)
{
	if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC)
		atomic_store(&sql->log_broken, true);
	return err_from_sqlite(sql->db, code);
}

enum err sql_run(struct sql *sql, const char *text)
{
	errno = 0;
	return err_of(sql, sqlite3_exec(sql->db, text, NULL, NULL, NULL));
}

bool sql_in_transaction(const struct sql *sql)
{
	return sqlite3_get_autocommit(sql->db) == 0;
}

static enum err set_up(struct sql *sql, const struct sql_options *options)
{
	enum err err;

	sqlite3_extended_result_codes(sql->db, 1);
	sqlite3_busy_timeout(sql->db, BUSY_WAIT_MS);
	if (options->read_only)
		return sql_run(sql, "PRAGMA query_only=ON; SELECT count(*) FROM sqlite_schema;");
	err = sql_run(sql, "PRAGMA journal_mode=WAL;"
			   "PRAGMA synchronous=NORMAL;"
			   "PRAGMA wal_autocheckpoint=0;"
			   "PRAGMA secure_delete=ON;"
			   "PRAGMA foreign_keys=ON;"
			   "PRAGMA cache_size=-512;" /* kB: what is written is appended; the system keeps files, too */
			   "BEGIN IMMEDIATE; COMMIT;");
	if (err == ERR_NONE && strcmp(options->path, ":memory:") != 0)
		sqlite3_file_control(sql->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &sql->log);
	/* Whoever left a log behind may have ended after a sync that failed: what is read in it now need not be on the
	 * disk, and no sync of ours would bring it there. */
	sql->log_broken = sql_log_bytes(sql) > 0;
	return err;
}

enum err sql_open(struct sql **out, const struct sql_options *options)
{
	int flags = options->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	struct sql *sql = calloc(1, sizeof(*sql));
	enum err err;
	int code;

	*out = NULL;
	if (!sql)
		return ERR_NO_SPACE;
	errno = 0;
	code = sqlite3_open_v2(options->path, &sql->db, flags | SQLITE_OPEN_FULLMUTEX, options->vfs);
	err = err_from_sqlite(sql->db, code);
	if (err == ERR_NONE)
		err = set_up(sql, options);
	if (err) {
		sql_close(sql);
		return err;
	}
	*out = sql;
	return ERR_NONE;
}

/* One with this text that nobody uses; NULL: there is none. */
static struct sql_query *kept_take(struct sql *sql, const char *text)
{
	for (unsigned i = 0; i < sql->kept_count; i++) {
		struct sql_query *query = sql->kept[i];

		if (strcmp(sqlite3_sql(query->statement), text) != 0)
			continue;
		sql->kept[i] = sql->kept[--sql->kept_count];
		return query;
	}
	return NULL;
}

static void query_free(struct sql_query *query)
{
	sqlite3_finalize(query->statement);
	free(query);
}

static void kept_free(struct sql *sql)
{
	while (sql->kept_count > 0)
		query_free(sql->kept[--sql->kept_count]);
}

void sql_close(struct sql *sql)
{
	if (!sql)
		return;
	kept_free(sql);
	/* With a hole in the log on the disk, moving it into the file could leave half of it there. */
	if (sql_log_broken(sql) && sql_log_mend(sql))
		sqlite3_db_config(sql->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	CHECK(sqlite3_close(sql->db) == SQLITE_OK);
	free(sql);
}

enum err sql_query_make(struct sql *sql, const char *text, struct sql_query **out)
{
	struct sql_query *query = kept_take(sql, text);
	int code;

	*out = query;
	if (query)
		return ERR_NONE;
	query = calloc(1, sizeof(*query));
	if (!query)
		return ERR_NO_SPACE;
	query->sql = sql;
	errno = 0;
	code = sqlite3_prepare_v3(sql->db, text, -1, SQLITE_PREPARE_PERSISTENT, &query->statement, NULL);
	if (code != SQLITE_OK) {
		free(query);
		return err_of(sql, code);
	}
	*out = query;
	return ERR_NONE;
}

void sql_query_drop(struct sql_query *query)
{
	struct sql *sql;

	if (!query)
		return;
	sql = query->sql;
	sqlite3_reset(query->statement);
	sqlite3_clear_bindings(query->statement);
	if (sql->kept_count == KEPT_MAX) {
		query_free(sql->kept[0]);
		sql->kept[0] = sql->kept[--sql->kept_count];
	}
	sql->kept[sql->kept_count++] = query;
}

void sql_put_number(struct sql_query *query, int at, int64_t value)
{
	CHECK(sqlite3_bind_int64(query->statement, at, value) == SQLITE_OK);
}

void sql_put_text(struct sql_query *query, int at, const char *text)
{
	CHECK(sqlite3_bind_text(query->statement, at, text, -1, SQLITE_STATIC) == SQLITE_OK);
}

void sql_put_bytes(struct sql_query *query, int at, const void *bytes, size_t count)
{
	CHECK(sqlite3_bind_blob64(query->statement, at, count ? bytes : NULL, count, SQLITE_STATIC) == SQLITE_OK);
}

enum err sql_next(struct sql_query *query, bool *row)
{
	enum err err;
	int code;

	errno = 0;
	code = sqlite3_step(query->statement);
	*row = code == SQLITE_ROW;
	if (*row)
		return ERR_NONE;
	err = err_of(query->sql, code);
	sqlite3_reset(query->statement);
	return err;
}

enum err sql_do(struct sql_query *query)
{
	enum err err;
	bool row;

	do
		err = sql_next(query, &row);
	while (err == ERR_NONE && row);
	return err;
}

enum err sql_run_often(struct sql *sql, const char *text)
{
	struct sql_query *query;
	enum err err = sql_query_make(sql, text, &query);

	if (err == ERR_NONE)
		err = sql_do(query);
	sql_query_drop(query);
	return err;
}

void sql_rewind(struct sql_query *query)
{
	sqlite3_reset(query->statement);
}

int64_t sql_get_number(struct sql_query *query, int column)
{
	return sqlite3_column_int64(query->statement, column);
}

const char *sql_get_text(struct sql_query *query, int column)
{
	const unsigned char *text = sqlite3_column_text(query->statement, column);

	return text ? (const char *)text : "";
}

const void *sql_get_bytes(struct sql_query *query, int column, size_t *count)
{
	const void *bytes = sqlite3_column_blob(query->statement, column);

	*count = (size_t)sqlite3_column_bytes(query->statement, column);
	return bytes;
}

enum err sql_number(struct sql *sql, const char *text, int64_t otherwise, int64_t *out)
{
	struct sql_query *query;
	enum err err = sql_query_make(sql, text, &query);
	bool row;

	*out = otherwise;
	if (!query)
		return err;
	err = sql_next(query, &row);
	if (err == ERR_NONE && row)
		*out = sql_get_number(query, 0);
	sql_query_drop(query);
	return err;
}

/* The log's own file, straight through the VFS: sqlite's locks are not taken, so that nobody's writing waits for the
 * disk. xSync of a file that another thread writes to is what fsync(2) allows: it covers what was written before. */
enum err sql_sync(struct sql *sql)
{
	if (!sql->log || !sql->log->pMethods)
		return ERR_NONE;
	if (atomic_load(&sql->log_broken))
		return ERR_IO;
	errno = 0;
	if (sql->log->pMethods->xSync(sql->log, SQLITE_SYNC_NORMAL) == SQLITE_OK)
		return ERR_NONE;
	atomic_store(&sql->log_broken, true);
	return errno == ENOSPC ? ERR_NO_SPACE : ERR_IO;
}

bool sql_log_broken(const struct sql *sql)
{
	return atomic_load(&sql->log_broken);
}

static int copy_all(sqlite3_file *from, sqlite3_file *to, uint8_t *room)
{
	sqlite3_int64 size;
	int code = from->pMethods->xFileSize(from, &size);

	for (sqlite3_int64 at = 0; code == SQLITE_OK && at < size; at += COPY_BYTES) {
		int count = size - at < COPY_BYTES ? (int)(size - at) : COPY_BYTES;

		code = from->pMethods->xRead(from, room, count, at);
		if (code == SQLITE_OK)
			code = to->pMethods->xWrite(to, room, count, at);
	}
	return code == SQLITE_OK ? to->pMethods->xSync(to, SQLITE_SYNC_FULL) : code;
}

enum err sql_log_mend(struct sql *sql)
{
	uint8_t *room;
	enum err err;

	if (!sql->log || !sql->log->pMethods)
		return ERR_NONE;
	room = malloc(COPY_BYTES);
	err = room ? sql_run(sql, "BEGIN IMMEDIATE") : ERR_NO_SPACE; /* nobody else writes or cuts the log */
	if (err == ERR_NONE) {
		atomic_store(&sql->log_broken, false);
		errno = 0;
		/* The same bytes in the same places: neither a reader nor a power cut meanwhile sees a difference. */
		err = err_from_sqlite(NULL, copy_all(sql->log, sql->log, room));
		if (err)
			atomic_store(&sql->log_broken, true);
		if (sql_run(sql, "ROLLBACK") && err == ERR_NONE)
			err = ERR_IO;
		explicit_bzero(room, COPY_BYTES);
	}
	free(room);
	return err;
}

enum err sql_checkpoint(struct sql *sql)
{
	enum err err = sql_log_broken(sql) ? sql_log_mend(sql) : ERR_NONE;

	if (err)
		return err;
	errno = 0;
	err = err_of(sql, sqlite3_wal_checkpoint_v2(sql->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL));
	/* sqlite does not need the cut itself on the disk; a key that was destroyed does. */
	return err ? err : sql_sync(sql);
}

int64_t sql_log_bytes(const struct sql *sql)
{
	sqlite3_int64 bytes = 0;

	if (!sql->log || !sql->log->pMethods || sql->log->pMethods->xFileSize(sql->log, &bytes) != SQLITE_OK)
		return 0;
	return bytes;
}

/* --- files --- */

/* A file of a VFS, opened without a database. */
struct plain {
	sqlite3_filename name;
	sqlite3_file *file;
};

static void plain_close(struct plain *plain)
{
	if (plain->file && plain->file->pMethods)
		plain->file->pMethods->xClose(plain->file);
	free(plain->file);
	sqlite3_free_filename(plain->name);
}

static enum err plain_open(const char *vfs_name, const char *path, int flags, struct plain *out)
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(vfs_name);
	int code = SQLITE_NOMEM, got;
	enum err err;

	CHECK(vfs);
	out->name = sqlite3_create_filename(path, "", "", 0, NULL);
	out->file = calloc(1, (size_t)vfs->szOsFile);
	errno = 0;
	if (out->name && out->file)
		code = vfs->xOpen(vfs, out->name, out->file, flags | SQLITE_OPEN_MAIN_DB, &got);
	err = err_from_sqlite(NULL, code);
	if (err)
		plain_close(out);
	return err;
}

enum err sql_file_bytes(const char *vfs_name, const char *path, int64_t *bytes)
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(vfs_name);
	struct plain plain;
	struct stat there;
	sqlite3_int64 size = 0;
	int exists = 0;
	enum err err;

	*bytes = 0;
	if (!vfs_name) {
		if (lstat(path, &there) != 0)
			return err_from_errno(errno);
		*bytes = there.st_size;
		return ERR_NONE;
	}
	errno = 0;
	err = err_from_sqlite(NULL, vfs->xAccess(vfs, path, SQLITE_ACCESS_EXISTS, &exists));
	if (err == ERR_NONE && !exists)
		err = ERR_NOT_FOUND;
	if (err == ERR_NONE)
		err = plain_open(vfs_name, path, SQLITE_OPEN_READONLY, &plain);
	if (err)
		return err;
	err = err_from_sqlite(NULL, plain.file->pMethods->xFileSize(plain.file, &size));
	plain_close(&plain);
	*bytes = size;
	return err;
}

static enum err plain_copy(const char *vfs_name, const char *from_path, const char *to_path)
{
	struct plain from, to;
	uint8_t *room = malloc(COPY_BYTES);
	enum err err = room ? plain_open(vfs_name, from_path, SQLITE_OPEN_READONLY, &from) : ERR_NO_SPACE;

	if (err == ERR_NONE) {
		err = plain_open(vfs_name, to_path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &to);
		if (err == ERR_NONE) {
			err = err_from_sqlite(NULL, copy_all(from.file, to.file, room));
			plain_close(&to);
		}
		plain_close(&from);
		explicit_bzero(room, COPY_BYTES);
	}
	free(room);
	return err;
}

enum err sql_file_make(const char *vfs_name, const char *path)
{
	struct plain plain;
	enum err err = plain_open(vfs_name, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &plain);

	if (err)
		return err;
	err = err_from_sqlite(NULL, plain.file->pMethods->xSync(plain.file, SQLITE_SYNC_FULL));
	plain_close(&plain);
	return err;
}

enum err sql_file_move(const char *vfs_name, const char *from, const char *to)
{
	enum err err;

	if (!vfs_name)
		return rename(from, to) == 0 ? ERR_NONE : err_from_errno(errno);
	err = plain_copy(vfs_name, from, to);
	return err ? err : sql_file_delete(vfs_name, from);
}

enum err sql_file_delete(const char *vfs_name, const char *path)
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(vfs_name);
	int code;

	if (!vfs_name)
		return unlink(path) == 0 || errno == ENOENT ? ERR_NONE : err_from_errno(errno);
	errno = 0;
	code = vfs->xDelete(vfs, path, 1);
	return code == SQLITE_IOERR_DELETE_NOENT ? ERR_NONE : err_from_sqlite(NULL, code);
}
