/* Whether the file is sound, before anybody is served from it. To prove all of it takes as long as to read it, and the
 * journal grows for years; what conversations and promises stand on stays small. */
#include "store/store_inside.h"

#include <stdio.h>

/* What a start reads, and what cannot be done without. */
static const char *const needed[] = {
	"device", "version", "session", "session_key", "handover", "live", "menu_version", "image"};

static void suspicion_path(const struct store *store, char *out, size_t out_bytes)
{
	snprintf(out, out_bytes, "%s-suspect", store->path);
}

enum store_proof store_proof_due(const struct store *store)
{
	char beside[sizeof(store->path) + 16];
	const char *vfs = store->options.vfs;
	bool unclean;
	int64_t bytes;

	if (store->options.memory || store->options.read_only)
		return PROVE_NOTHING;
	suspicion_path(store, beside, sizeof(beside));
	if (sql_file_bytes(vfs, beside, &bytes) != ERR_NOT_FOUND)
		return PROVE_ALL;
	snprintf(beside, sizeof(beside), "%s-wal", store->path);
	unclean = sql_file_bytes(vfs, beside, &bytes) == ERR_NONE && bytes > 0;
	if (sql_file_bytes(vfs, store->path, &bytes) != ERR_NONE || bytes > STORE_PROVED_BYTES_MAX)
		return unclean ? PROVE_NEEDED : PROVE_NOTHING;
	return bytes > 0 || unclean ? PROVE_ALL : PROVE_NOTHING;
}

/* `what`: as pragma_quick_check takes it. The check answers with a row too where the disk did not give it a page
 * (PRAGMA integrity_check hides the error): that is no damage, and the next start may read it. */
static enum err prove(struct store *store, const char *what)
{
	enum { DAMAGED, SOUND, NOT_READ };
	char text[512];
	int64_t found;
	enum err err;

	snprintf(text, sizeof(text),
		"SELECT CASE WHEN quick_check = 'ok' THEN 1"
		" WHEN quick_check LIKE '%%unable to get the page. error code=11' THEN 0"
		" WHEN quick_check LIKE '%%unable to get the page. error code=%%' THEN 2"
		" WHEN quick_check LIKE '%%failed to get page %%' OR quick_check LIKE '%%ailed to read ptrmap%%' THEN 2"
		" ELSE 0 END FROM pragma_quick_check(%s)",
		what);
	err = sql_number(store->sql, text, DAMAGED, &found);
	if (err || found == SOUND)
		return err;
	return found == NOT_READ ? ERR_IO : ERR_FORMAT;
}

static enum err prove_table(struct store *store, const char *table)
{
	char text[128];
	int64_t there;
	enum err err;

	/* Of an older format, not migrated yet. */
	snprintf(text, sizeof(text), "SELECT count(*) FROM sqlite_schema WHERE type='table' AND name='%s'", table);
	err = sql_number(store->sql, text, 0, &there);
	if (err || !there)
		return err;
	snprintf(text, sizeof(text), "'%s'", table);
	return prove(store, text);
}

static enum err prove_all(struct store *store)
{
	char path[sizeof(store->path) + 16];
	enum err err = prove(store, "1");

	if (err)
		return err; /* the suspicion stays until the file is set aside, and the new one is proved */
	suspicion_path(store, path, sizeof(path));
	return sql_file_delete(store->options.vfs, path);
}

enum err store_prove(struct store *store, enum store_proof proof)
{
	enum err err = ERR_NONE;

	if (proof == PROVE_ALL)
		return prove_all(store);
	if (proof == PROVE_NOTHING)
		return ERR_NONE;
	for (size_t i = 0; err == ERR_NONE && i < sizeof(needed) / sizeof(needed[0]); i++)
		err = prove_table(store, needed[i]);
	return err;
}

void store_suspect(struct store *store, enum err err)
{
	char path[sizeof(store->path) + 16];

	if (err != ERR_FORMAT || store->options.memory || store->options.read_only ||
		atomic_flag_test_and_set(&store->suspected))
		return;
	suspicion_path(store, path, sizeof(path));
	if (sql_file_make(store->options.vfs, path))
		atomic_flag_clear(&store->suspected); /* tried again when it is met again */
}
