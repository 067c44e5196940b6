/* Versions of the menu, each with what was changed and why; small marks of the device beside them. */
#include "store/store_inside.h"

#include "base/text.h"
#include "learn/layout.h"
#include "store/seal.h"

#include <assert.h>
#include <string.h>

#define FROZEN "SELECT value FROM device WHERE name='menu_frozen'"

/* --- writing a version --- */

static enum err version_insert(struct store *store, const struct store_menu *menu)
{
	const struct store_menu_version *version = &menu->version;
	const struct image_header *header = image_header(menu->layout);
	struct sql_query *query;
	enum err err = sql_query_make(store->sql,
		"INSERT INTO menu_version (version, before, same_as, local_s, actor, layout, content)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
		&query);

	if (err)
		return err;
	sql_put_number(query, 1, version->version);
	sql_put_number(query, 2, version->before);
	sql_put_number(query, 3, version->same_as);
	sql_put_number(query, 4, version->local_s);
	sql_put_number(query, 5, version->actor);
	sql_put_bytes(query, 6, header->hash, IMAGE_HASH_BYTES);
	sql_put_bytes(query, 7, header->content, IMAGE_HASH_BYTES);
	err = sql_do(query);
	sql_query_drop(query);
	return err;
}

static void put_change(struct sql_query *query, const struct store_menu_change *row)
{
	const struct change *change = &row->change;
	const int64_t numbers[] = {change->from, change->to, change->days, change->served, change->of, change->left,
		change->heard_s, change->left_else, change->heard_else_s, change->usual_permyriad,
		change->share_permyriad, change->gain_ms, change->gain_low_ms, change->gain_high_ms, change->agree,
		change->samples};
	int at = 7;

	sql_put_number(query, 3, change->kind);
	sql_put_number(query, 4, change->place);
	sql_put_text(query, 5, row->subject);
	sql_put_text(query, 6, row->other);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		sql_put_number(query, at++, numbers[i]);
	sql_put_text(query, at, row->sentence);
}

static enum err changes_insert(struct store *store, const struct store_menu *menu)
{
	struct sql_query *query;
	enum err err = sql_query_make(store->sql,
		"INSERT INTO menu_change (version, n, kind, place, subject, other, rank_from, rank_to, days, served,"
		" served_of, left_here, heard_s, left_else, heard_else_s, usual_permyriad, share_permyriad, gain_ms,"
		" gain_low_ms, gain_high_ms, agree, samples, sentence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
		" ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)",
		&query);

	for (uint16_t i = 0; err == ERR_NONE && i < menu->changes_count; i++) {
		sql_put_number(query, 1, menu->version.version);
		sql_put_number(query, 2, i + 1);
		put_change(query, &menu->changes[i]);
		err = sql_do(query);
	}
	sql_query_drop(query);
	return err;
}

static enum err names_insert(struct store *store, const struct store_menu *menu)
{
	struct sql_query *query;
	enum err err = sql_query_make(
		store->sql, "INSERT INTO menu_name (hash, name) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING", &query);

	for (uint16_t i = 0; err == ERR_NONE && i < menu->names_count; i++) {
		sql_put_number(query, 1, (int64_t)tree_id(menu->names[i]));
		sql_put_text(query, 2, menu->names[i]);
		err = sql_do(query);
	}
	sql_query_drop(query);
	return err;
}

struct mark {
	const char *name;
	int64_t value;
};

static enum err mark_write(struct store *store, void *self)
{
	const struct mark *mark = self;
	struct sql_query *query;
	enum err err = sql_query_make(store->sql,
		"INSERT INTO device (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value=?2", &query);

	if (err)
		return err;
	sql_put_text(query, 1, mark->name);
	sql_put_number(query, 2, mark->value);
	err = sql_do(query);
	sql_query_drop(query);
	return err;
}

/* What learning proposes must find the menu as it was seen, also by whoever froze it a moment ago. */
static enum err may_follow(struct store *store, const struct store_menu_version *version)
{
	bool learned = version->actor == MENU_BY_NIGHT || version->actor == MENU_BY_RISING;
	int64_t live;
	int64_t frozen;
	enum err err = sql_number(store->sql, "SELECT coalesce(max(version), 0) FROM menu_version", 0, &live);

	if (err == ERR_NONE && live != version->before)
		return ERR_BUSY;
	if (err == ERR_NONE)
		err = sql_number(store->sql, FROZEN, 0, &frozen);
	return err == ERR_NONE && learned && frozen ? ERR_DENIED : err;
}

static enum err menu_insert(struct store *store, void *self)
{
	const struct store_menu *menu = self;
	enum err err = may_follow(store, &menu->version);

	if (err == ERR_NONE)
		err = store_image_insert(store, (void *)(uintptr_t)menu->layout);
	if (err == ERR_NONE)
		err = version_insert(store, menu);
	if (err == ERR_NONE)
		err = changes_insert(store, menu);
	if (err == ERR_NONE)
		err = names_insert(store, menu);
	if (err == ERR_NONE && menu->night)
		err = mark_write(store, &(struct mark){"menu_night", menu->night});
	return err;
}

enum err store_menu_put(struct store *store, const struct store_menu *menu)
{
	CHECK(!store->options.read_only && image_header(menu->layout)->kind == IMAGE_LAYOUT);
	CHECK(menu->version.version > menu->version.before && menu->version.same_as <= menu->version.version);
	return store_write_now(store, menu_insert, (void *)(uintptr_t)menu, true);
}

/* --- reading versions --- */

static bool version_read(struct sql_query *query, struct store_menu_version *out)
{
	size_t layout_bytes, content_bytes;
	const void *layout = sql_get_bytes(query, 5, &layout_bytes);
	const void *content = sql_get_bytes(query, 6, &content_bytes);

	if (layout_bytes != IMAGE_HASH_BYTES || content_bytes != IMAGE_HASH_BYTES)
		return false;
	out->version = (uint32_t)sql_get_number(query, 0);
	out->before = (uint32_t)sql_get_number(query, 1);
	out->same_as = (uint32_t)sql_get_number(query, 2);
	out->local_s = sql_get_number(query, 3);
	out->actor = (uint8_t)sql_get_number(query, 4);
	memcpy(out->layout, layout, IMAGE_HASH_BYTES);
	memcpy(out->content, content, IMAGE_HASH_BYTES);
	return true;
}

struct versions_walk {
	bool (*each)(void *self, const struct store_menu_version *version);
	void *self;
	struct store_menu_version *one; /* instead: the first goes here */
	bool found;
};

/* A row that is damaged is left out: the versions before it are still good. */
static bool version_row(struct sql_query *query, void *self)
{
	struct versions_walk *walk = self;
	struct store_menu_version version;

	if (!version_read(query, &version))
		return true;
	walk->found = true;
	if (!walk->one)
		return walk->each(walk->self, &version);
	*walk->one = version;
	return false;
}

#define VERSION_COLUMNS "SELECT version, before, same_as, local_s, actor, layout, content FROM menu_version"

static enum err one_version(struct store *store, const struct store_ask *ask, struct store_menu_version *out)
{
	struct versions_walk walk = {.one = out};
	enum err err = store_walk(store, ask, &(struct store_walk){version_row, &walk});

	return err == ERR_NONE && !walk.found ? ERR_NOT_FOUND : err;
}

enum err store_menu_live(struct store *store, struct store_menu_version *out)
{
	return one_version(store, &(struct store_ask){.text = VERSION_COLUMNS " ORDER BY version DESC LIMIT 1"}, out);
}

enum err store_menu_get(struct store *store, uint32_t version, struct store_menu_version *out)
{
	return one_version(
		store, &(struct store_ask){.text = VERSION_COLUMNS " WHERE version = ?1", .first = version}, out);
}

enum err store_menu_versions(
	struct store *store, bool (*each)(void *self, const struct store_menu_version *version), void *self)
{
	struct versions_walk walk = {.each = each, .self = self};

	return store_walk(store, &(struct store_ask){.text = VERSION_COLUMNS " ORDER BY version DESC"},
		&(struct store_walk){version_row, &walk});
}

struct changes_walk {
	bool (*each)(void *self, const struct store_menu_change *change);
	void *self;
};

static void read_change(struct sql_query *query, struct change *out)
{
	*out = (struct change){
		.kind = (uint8_t)sql_get_number(query, 2),
		.place = (uint8_t)sql_get_number(query, 3),
		.subject = TREE_NONE,
		.other = TREE_NONE,
		.from = (uint16_t)sql_get_number(query, 6),
		.to = (uint16_t)sql_get_number(query, 7),
		.days = (uint16_t)sql_get_number(query, 8),
		.served = (uint32_t)sql_get_number(query, 9),
		.of = (uint32_t)sql_get_number(query, 10),
		.left = (uint32_t)sql_get_number(query, 11),
		.heard_s = (uint32_t)sql_get_number(query, 12),
		.left_else = (uint32_t)sql_get_number(query, 13),
		.heard_else_s = (uint32_t)sql_get_number(query, 14),
		.usual_permyriad = (uint32_t)sql_get_number(query, 15),
		.share_permyriad = (uint32_t)sql_get_number(query, 16),
		.gain_ms = (int32_t)sql_get_number(query, 17),
		.gain_low_ms = (int32_t)sql_get_number(query, 18),
		.gain_high_ms = (int32_t)sql_get_number(query, 19),
		.agree = (uint16_t)sql_get_number(query, 20),
		.samples = (uint16_t)sql_get_number(query, 21),
	};
}

static bool change_row(struct sql_query *query, void *self)
{
	const struct changes_walk *walk = self;
	struct store_menu_change row = {
		.version = (uint32_t)sql_get_number(query, 0),
		.number = (uint16_t)sql_get_number(query, 1),
	};

	read_change(query, &row.change);
	text_copy(row.subject, sizeof(row.subject), text_of(sql_get_text(query, 4)));
	text_copy(row.other, sizeof(row.other), text_of(sql_get_text(query, 5)));
	text_copy(row.sentence, sizeof(row.sentence), text_of(sql_get_text(query, 22)));
	return walk->each(walk->self, &row);
}

enum err store_menu_changes(struct store *store, uint32_t version,
	bool (*each)(void *self, const struct store_menu_change *change), void *self)
{
	struct changes_walk walk = {each, self};

	return store_walk(store,
		&(struct store_ask){.text = "SELECT version, n, kind, place, subject, other, rank_from, rank_to, days,"
					    " served, served_of, left_here, heard_s, left_else, heard_else_s,"
					    " usual_permyriad, share_permyriad, gain_ms, gain_low_ms, gain_high_ms,"
					    " agree, samples, sentence FROM menu_change"
					    " WHERE ?1 = 0 OR version = ?1 ORDER BY version DESC, n",
			.first = version},
		&(struct store_walk){change_row, &walk});
}

struct names_walk {
	void (*each)(void *self, uint64_t id, const char *name);
	void *self;
};

static bool name_row(struct sql_query *query, void *self)
{
	const struct names_walk *walk = self;

	walk->each(walk->self, (uint64_t)sql_get_number(query, 0), sql_get_text(query, 1));
	return true;
}

enum err store_menu_names(struct store *store, void (*each)(void *self, uint64_t id, const char *name), void *self)
{
	struct names_walk walk = {each, self};

	return store_walk(store, &(struct store_ask){.text = "SELECT hash, name FROM menu_name ORDER BY name"},
		&(struct store_walk){name_row, &walk});
}

/* --- marks of the device --- */

static enum err mark_set(struct store *store, struct mark mark)
{
	CHECK(!store->options.read_only);
	return store_write_now(store, mark_write, &mark, true);
}

enum err store_frozen_set(struct store *store, bool frozen)
{
	return mark_set(store, (struct mark){"menu_frozen", frozen});
}

enum err store_frozen_get(struct store *store, bool *frozen)
{
	int64_t value;
	enum err err = store_number(store, FROZEN, &value);

	*frozen = value != 0;
	return err;
}

enum err store_night_set(struct store *store, uint32_t day)
{
	return mark_set(store, (struct mark){"menu_night", day});
}

enum err store_night_get(struct store *store, uint32_t *day)
{
	int64_t value;
	enum err err = store_number(store, "SELECT value FROM device WHERE name='menu_night'", &value);

	*day = (uint32_t)value;
	return err;
}

enum err store_measured_set(struct store *store, uint64_t content)
{
	return mark_set(store, (struct mark){"menu_measured", (int64_t)content});
}

enum err store_measured_get(struct store *store, uint64_t *content)
{
	int64_t value;
	enum err err = store_number(store, "SELECT value FROM device WHERE name='menu_measured'", &value);

	*content = (uint64_t)value;
	return err;
}

/* --- the device's key --- */

static enum err salt_read(struct store *store, uint8_t out[STORE_SALT_BYTES])
{
	struct sql_query *query = NULL;
	const void *salt = NULL;
	size_t bytes = 0;
	bool row = false;
	enum err err = sql_query_make(store->sql, "SELECT value FROM device WHERE name='salt'", &query);

	if (err == ERR_NONE)
		err = sql_next(query, &row);
	if (row)
		salt = sql_get_bytes(query, 0, &bytes);
	if (salt && bytes == STORE_SALT_BYTES)
		memcpy(out, salt, bytes);
	else if (err == ERR_NONE)
		err = ERR_NOT_FOUND;
	sql_query_drop(query);
	return err;
}

static enum err salt_make(struct store *store, void *self)
{
	struct sql_query *query;
	enum err err = salt_read(store, self);

	if (err != ERR_NOT_FOUND)
		return err;
	seal_key_make(self);
	err = sql_query_make(store->sql, "INSERT OR REPLACE INTO device (name, value) VALUES ('salt', ?1)", &query);
	if (err)
		return err;
	sql_put_bytes(query, 1, self, STORE_SALT_BYTES);
	err = sql_do(query);
	sql_query_drop(query);
	return err;
}

static_assert((int)STORE_SALT_BYTES == (int)SEAL_KEY_BYTES, "made as a key is");

enum err store_salt_ready(struct store *store)
{
	enum err err = salt_read(store, store->salt);

	return err == ERR_NOT_FOUND ? store_write_now(store, salt_make, store->salt, false) : err;
}

enum err store_salt(struct store *store, uint8_t out[STORE_SALT_BYTES])
{
	enum err err;

	store_enter(store);
	err = salt_read(store, out);
	store_leave(store);
	return err;
}
