/* A database file in our own words. Implementation: adapter/sql_sqlite.c. One connection; its owner makes sure that one
 * thread at a time uses it (sql_sync() excepted). */
#ifndef FOYER_SQL_H
#define FOYER_SQL_H

#include "base/check.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sql;
struct sql_query;

struct sql_options {
	const char *path; /* ":memory:": nothing on disk */
	const char *vfs;  /* NULL: the operating system's files; the simulator names its own */
	bool read_only;
};

/* Write-ahead log, no checkpoint but ours, deleted content overwritten. ERR_FORMAT: damaged or no database. On an error
 * *out is NULL. */
MUST_USE enum err sql_open(struct sql **out, const struct sql_options *options);
void sql_close(struct sql *sql); /* NULL is fine; all queries must be gone */

/* One or more statements without values. */
MUST_USE enum err sql_run(struct sql *sql, const char *text);
MUST_USE enum err sql_run_often(struct sql *sql, const char *text); /* one statement, whose text is read once */
/* One number out of one row; `otherwise` if there is none. */
MUST_USE enum err sql_number(struct sql *sql, const char *text, int64_t otherwise, int64_t *out);
bool sql_in_transaction(const struct sql *sql);

/* Lent until sql_query_drop(). Values are numbered from 1, columns from 0. */
MUST_USE enum err sql_query_make(struct sql *sql, const char *text, struct sql_query **out);
void sql_query_drop(struct sql_query *query); /* NULL is fine */
void sql_put_number(struct sql_query *query, int at, int64_t value);
void sql_put_text(struct sql_query *query, int at, const char *text); /* lent until the query is reset */
void sql_put_bytes(struct sql_query *query, int at, const void *bytes, size_t count); /* the same; count 0: NULL */
/* *row: there is one to read. After the last one, or an error, the query is ready to be used again. */
MUST_USE enum err sql_next(struct sql_query *query, bool *row);
/* Runs it to its end, rows unread. */
MUST_USE enum err sql_do(struct sql_query *query);
void sql_rewind(struct sql_query *query); /* before the last row has been read */
int64_t sql_get_number(struct sql_query *query, int column);
const char *sql_get_text(struct sql_query *query, int column); /* never NULL; lent until the next row */
const void *sql_get_bytes(struct sql_query *query, int column, size_t *count);

/* Everything committed so far is on the disk afterwards. May run beside another thread's use of the same connection. */
MUST_USE enum err sql_sync(struct sql *sql);
/* A sync has failed, this one or one of sqlite's own: the kernel may have forgotten which pages it owes the disk, so
 * that the next one would succeed and prove nothing. sql_sync() fails until the log was mended. */
bool sql_log_broken(const struct sql *sql);
/* Writes the whole log once more and syncs it; outside a transaction. ERR_BUSY: somebody writes. */
MUST_USE enum err sql_log_mend(struct sql *sql);
/* Moves the log into the database file, on the disk, and cuts the log to nothing. ERR_BUSY: somebody reads. */
MUST_USE enum err sql_checkpoint(struct sql *sql);
int64_t sql_log_bytes(const struct sql *sql);

/* --- files beside a database, in the same VFS (NULL: the operating system's) --- */

/* ERR_NOT_FOUND: it is not there. */
MUST_USE enum err sql_file_bytes(const char *vfs, const char *path, int64_t *bytes);
/* `to` is not there. A VFS cannot rename: with one it is copied, put on the disk, and the old one deleted. */
MUST_USE enum err sql_file_move(const char *vfs, const char *from, const char *to);
/* An empty one; ERR_NONE too where there was one. On the disk. */
MUST_USE enum err sql_file_make(const char *vfs, const char *path);
/* ERR_NONE too where there was none. */
MUST_USE enum err sql_file_delete(const char *vfs, const char *path);

#endif
