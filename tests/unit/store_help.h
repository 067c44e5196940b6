/* What the store's tests share: a folder of their own, steps to append, rows to count. */
#ifndef FOYER_TEST_STORE_HELP_H
#define FOYER_TEST_STORE_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/rng.h"
#include "store/store.h"

#include <dirent.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HELP_WORDS "marmalade telescope"

struct help {
	char folder[256];
	bool synchronous;
	const char *vfs;
	struct store_kept kept;
	pthread_mutex_t lock;
	pthread_cond_t moved;
	unsigned moves;
};

static inline struct help *help_now(struct help *set)
{
	static struct help *help;

	if (set)
		help = set;
	return help;
}

static inline void help_progress(void *self)
{
	struct help *help = self;

	pthread_mutex_lock(&help->lock);
	help->moves++;
	pthread_cond_broadcast(&help->moved);
	pthread_mutex_unlock(&help->lock);
}

/* Until `reached` says so; asked again at each progress of the store. */
static inline void help_wait(bool (*reached)(void *self), void *self)
{
	struct help *help = help_now(NULL);

	pthread_mutex_lock(&help->lock);
	while (!reached(self))
		pthread_cond_wait(&help->moved, &help->lock);
	pthread_mutex_unlock(&help->lock);
}

struct help_mark {
	struct store *store;
	uint64_t ticket;
};

static inline bool help_is_synced(void *self)
{
	struct help_mark *mark = self;

	return store_synced(mark->store) >= mark->ticket;
}

static inline bool help_is_written(void *self)
{
	struct help_mark *mark = self;

	return store_written(mark->store) >= mark->ticket;
}

static inline void help_wait_synced(struct store *store, uint64_t ticket)
{
	help_wait(help_is_synced, &(struct help_mark){store, ticket});
}

static inline void help_wait_written(struct store *store, uint64_t ticket)
{
	help_wait(help_is_written, &(struct help_mark){store, ticket});
}

static inline int help_up(void **state, bool synchronous)
{
	struct help *help = calloc(1, sizeof(*help));
	const char *temporary = getenv("TMPDIR");

	if (!help)
		return -1;
	snprintf(help->folder, sizeof(help->folder), "%s/foyer-store-XXXXXX", temporary ? temporary : "/tmp");
	help->synchronous = synchronous;
	pthread_mutex_init(&help->lock, NULL);
	pthread_cond_init(&help->moved, NULL);
	*state = help_now(help);
	return mkdtemp(help->folder) ? 0 : -1;
}

static inline int help_synchronous(void **state)
{
	return help_up(state, true);
}

static inline int help_threads(void **state)
{
	return help_up(state, false);
}

static inline void help_empty(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	char path[600];

	while (dir && (entry = readdir(dir)) != NULL) {
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (entry->d_name[0] != '.')
			unlink(path);
	}
	if (dir)
		closedir(dir);
}

static inline int help_down(void **state)
{
	struct help *help = *state;

	help_empty(help->folder);
	rmdir(help->folder);
	pthread_cond_destroy(&help->moved);
	pthread_mutex_destroy(&help->lock);
	free(help);
	return 0;
}

static inline enum err help_try(struct help *help, struct store **store, char *why, size_t why_bytes)
{
	const struct store_options options = {.folder = help->folder,
		.progress = help_progress,
		.progress_self = help,
		.synchronous = help->synchronous,
		.kept = help->kept,
		.vfs = help->vfs};

	return store_open(store, &options, why, why_bytes);
}

static inline struct store *help_open(struct help *help)
{
	struct store *store;
	char why[512];

	assert_int_equal(help_try(help, &store, why, sizeof(why)), ERR_NONE);
	assert_string_equal(why, "");
	return store;
}

struct help_step {
	struct store_step step;
	struct record event, effects;
	char snapshot[64];
};

/* A customer typed something. */
static inline void help_step(struct help_step *out, uint32_t session, uint64_t time_ms)
{
	static const uint8_t content[IMAGE_HASH_BYTES] = {1, 2, 3};
	static struct effects effects;
	struct event event;
	struct meaning meaning;

	memset(&event, 0, sizeof(event));
	memset(&meaning, 0, sizeof(meaning));
	memset(&out->step, 0, sizeof(out->step));
	event.kind = EVENT_TYPED;
	event.session = session;
	event.time_ms = time_ms;
	strcpy(event.typed.words, HELP_WORDS);
	effects.count = 1;
	effects.list[0].kind = EFFECT_LANGUAGE;
	effects.list[0].session = session;
	record_event(&event, &meaning, false, &out->event);
	record_effects(&effects, "collect", &out->effects);
	snprintf(out->snapshot, sizeof(out->snapshot), "snapshot of %u", session);
	out->step = (struct store_step){.session = session,
		.time_ms = time_ms,
		.event = &out->event,
		.effects = &out->effects,
		.state = "collect",
		.snapshot = out->snapshot,
		.snapshot_bytes = strlen(out->snapshot) + 1,
		.content = content};
}

static inline uint64_t help_append(struct store *store, uint32_t session, uint64_t time_ms)
{
	struct help_step step;

	help_step(&step, session, time_ms);
	return store_append(store, &step.step);
}

static inline void help_wipe(struct store *store, uint32_t session, uint64_t time_ms, bool keep)
{
	struct help_step step;

	help_step(&step, session, time_ms);
	step.step.snapshot = NULL;
	step.step.wipe = true;
	step.step.wipe_keep = keep;
	assert_int_not_equal(store_append(store, &step.step), 0);
}

static inline void help_card(struct agent_card *card, uint32_t session, uint64_t request)
{
	memset(card, 0, sizeof(*card));
	card->request = request;
	card->session = session;
	card->since_ms = 17;
	strcpy(card->code, "4711");
	strcpy(card->team, "cards");
	strcpy(card->summary, "Lost card\nname: Ada\n");
	card->state = HANDOVER_OPEN;
}

static inline void help_hand_over(struct store *store, uint32_t session, const struct agent_card *card, bool ended)
{
	struct help_step step;

	help_step(&step, session, 20);
	step.step.handover = card;
	if (ended)
		step.step.snapshot = NULL;
	assert_int_not_equal(store_append(store, &step.step), 0);
}

struct help_rows {
	struct store *store;
	unsigned count;
	struct store_row last;
	char words[WORDS_BYTES_MAX];
};

static inline bool help_row(void *self, const struct store_row *row)
{
	struct help_rows *rows = self;
	struct event event;
	struct meaning meaning;

	rows->count++;
	assert_int_equal(row->seq, rows->count);
	rows->last = *row;
	assert_int_equal(record_read_event(&row->event, &event, &meaning), ERR_NONE);
	assert_int_equal(event.time_ms, row->time_ms);
	strcpy(rows->words, event.typed.words);
	return true;
}

struct help_sessions {
	unsigned count;
	uint32_t sum;
};

static inline void help_session(void *self, uint32_t session, const void *snapshot, size_t bytes)
{
	struct help_sessions *sessions = self;
	char expected[64];

	snprintf(expected, sizeof(expected), "snapshot of %u", session);
	assert_int_equal(bytes, strlen(expected) + 1);
	assert_string_equal(snapshot, expected);
	sessions->count++;
	sessions->sum += session;
}

struct help_counts {
	unsigned rows;
	int64_t times, sum;
};

static inline void help_count(void *self, uint8_t kind, const char *id, int64_t times, int64_t sum)
{
	struct help_counts *counts = self;

	assert_int_equal(kind, COUNT_SURVEY);
	assert_string_equal(id, "answer:card_arrival");
	*counts = (struct help_counts){counts->rows + 1, times, sum};
}

struct help_cards {
	unsigned count;
	struct agent_card last;
};

static inline void help_card_row(void *self, const struct agent_card *card)
{
	struct help_cards *cards = self;

	cards->count++;
	cards->last = *card;
}

static inline bool help_has(const struct help *help, const char *name)
{
	struct stat there;
	char path[600];

	snprintf(path, sizeof(path), "%s/%s", help->folder, name);
	return stat(path, &there) == 0;
}

/* True if the bytes stand in any file of the folder. */
static inline bool help_files_hold(const struct help *help, const void *what, size_t bytes)
{
	DIR *dir = opendir(help->folder);
	bool found = false;
	struct dirent *entry;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		char path[600];
		struct stat there;
		uint8_t *all;
		FILE *file;

		snprintf(path, sizeof(path), "%s/%s", help->folder, entry->d_name);
		if (entry->d_name[0] == '.' || stat(path, &there) != 0 || there.st_size == 0)
			continue;
		all = malloc((size_t)there.st_size);
		file = fopen(path, "rb");
		assert_true(all && file);
		assert_int_equal(fread(all, 1, (size_t)there.st_size, file), there.st_size);
		fclose(file);
		found = found || memmem(all, (size_t)there.st_size, what, bytes);
		free(all);
	}
	closedir(dir);
	return found;
}

static inline sqlite3 *help_look(const struct help *help)
{
	char path[600];
	sqlite3 *db;

	snprintf(path, sizeof(path), "%s/foyer.db", help->folder);
	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	return db;
}

/* The keys that are there now, by session; others stay as they are. */
static inline void help_keys(struct help *help, struct store *store, uint8_t keys[][32], uint32_t sessions_max)
{
	sqlite3_stmt *query;
	sqlite3 *db;

	store_handovers(store, false, help_card_row, &(struct help_cards){0}); /* all is written after a read */
	db = help_look(help);
	assert_int_equal(
		sqlite3_prepare_v2(db, "SELECT session, substr(key, 1501, 32) FROM session_key", -1, &query, NULL),
		SQLITE_OK);
	while (sqlite3_step(query) == SQLITE_ROW) {
		assert_in_range(sqlite3_column_int(query, 0), 0, sessions_max);
		assert_int_equal(sqlite3_column_bytes(query, 1), 32);
		memcpy(keys[sqlite3_column_int(query, 0)], sqlite3_column_blob(query, 1), 32);
	}
	sqlite3_finalize(query);
	sqlite3_close(db);
}

static inline int help_steps(const struct help *help)
{
	sqlite3 *db = help_look(help);
	sqlite3_stmt *query;
	int steps;

	assert_int_equal(sqlite3_prepare_v2(db, "SELECT count(*) FROM journal", -1, &query, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(query), SQLITE_ROW);
	steps = sqlite3_column_int(query, 0);
	sqlite3_finalize(query);
	sqlite3_close(db);
	return steps;
}

static inline void help_change(const struct help *help, const char *text)
{
	char path[600];
	sqlite3 *db;

	snprintf(path, sizeof(path), "%s/foyer.db", help->folder);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

#endif
