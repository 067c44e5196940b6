#include "hash.h"
#include "store/store_inside.h"

#include <stdlib.h>
#include <string.h>

/* One query with a hash or a number as ?1; its first row's column 0 as bytes, where there is one. */
struct ask {
	const char *text;
	const uint8_t *hash;
	int64_t number;
};

static enum err ask_run(struct store *store, const struct ask *ask, struct sql_query **query)
{
	bool row = false;
	enum err err = sql_query_make(store->sql, ask->text, query);

	if (err)
		return err;
	if (ask->hash)
		sql_put_bytes(*query, 1, ask->hash, IMAGE_HASH_BYTES);
	else
		sql_put_number(*query, 1, ask->number);
	err = sql_next(*query, &row);
	return err == ERR_NONE && !row ? ERR_NOT_FOUND : err;
}

enum err store_image_insert(struct store *store, void *image)
{
	const struct image_header *header = image;
	struct sql_query *query;
	enum err err = sql_query_make(store->sql,
		"INSERT INTO image (hash, kind, bytes) VALUES (?1, ?2, ?3) ON CONFLICT (hash) DO NOTHING", &query);

	if (err)
		return err;
	sql_put_bytes(query, 1, header->hash, IMAGE_HASH_BYTES);
	sql_put_number(query, 2, header->kind);
	sql_put_bytes(query, 3, header, header->bytes);
	err = sql_do(query);
	sql_query_drop(query);
	return err;
}

enum err store_image_put(struct store *store, const void *image)
{
	CHECK(!store->options.read_only && image_header(image)->bytes >= sizeof(struct image_header));
	return store_write_now(store, store_image_insert, (void *)(uintptr_t)image, true);
}

/* A copy, proved: bytes that lay on a disk for months are named by their hash for a reason. */
static enum err image_copy(struct sql_query *query, const uint8_t *hash, void **out, size_t *bytes)
{
	const void *image = sql_get_bytes(query, 0, bytes);

	if (*bytes < sizeof(struct image_header))
		return ERR_FORMAT;
	*out = malloc(*bytes);
	if (!*out)
		return ERR_NO_SPACE;
	memcpy(*out, image, *bytes);
	if (memcmp(image_header(*out)->hash, hash, IMAGE_HASH_BYTES) == 0 && hash_image_holds(*out, *bytes))
		return ERR_NONE;
	free(*out);
	*out = NULL;
	return ERR_FORMAT;
}

enum err store_image_get(struct store *store, const uint8_t hash[IMAGE_HASH_BYTES], void **out, size_t *bytes)
{
	const struct ask ask = {"SELECT bytes FROM image WHERE hash = ?1", hash, 0};
	struct sql_query *query = NULL;
	enum err err;

	*out = NULL;
	*bytes = 0;
	store_enter(store);
	err = ask_run(store, &ask, &query);
	if (err == ERR_NONE)
		err = image_copy(query, hash, out, bytes);
	sql_query_drop(query);
	store_leave(store);
	return err;
}

static enum err live_insert(struct store *store, void *self)
{
	const uint8_t *hash = self;
	const struct ask there = {"SELECT 1 FROM image WHERE hash = ?1", hash, 0};
	const struct ask add = {"INSERT INTO live (hash) SELECT ?1 WHERE ?1 IS NOT"
				" (SELECT hash FROM live ORDER BY id DESC LIMIT 1)",
		hash, 0};
	struct sql_query *query = NULL;
	enum err err = ask_run(store, &there, &query);

	sql_query_drop(query);
	if (err)
		return err;
	err = ask_run(store, &add, &query);
	sql_query_drop(query);
	return err == ERR_NOT_FOUND ? ERR_NONE : err; /* an INSERT has no row to show */
}

enum err store_live_set(struct store *store, const uint8_t hash[IMAGE_HASH_BYTES])
{
	CHECK(!store->options.read_only);
	return store_write_now(store, live_insert, (void *)(uintptr_t)hash, true);
}

enum err store_live_get(struct store *store, unsigned ago, uint8_t hash[IMAGE_HASH_BYTES])
{
	const struct ask ask = {"SELECT hash FROM live ORDER BY id DESC LIMIT 1 OFFSET ?1", NULL, ago};
	struct sql_query *query = NULL;
	const void *found;
	size_t bytes = 0;
	enum err err;

	store_enter(store);
	err = ask_run(store, &ask, &query);
	if (err == ERR_NONE) {
		found = sql_get_bytes(query, 0, &bytes);
		if (bytes == IMAGE_HASH_BYTES)
			memcpy(hash, found, IMAGE_HASH_BYTES);
		else
			err = ERR_FORMAT;
	}
	sql_query_drop(query);
	store_leave(store);
	return err;
}
