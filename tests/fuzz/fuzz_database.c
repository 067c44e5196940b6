/* The database file with damaged bytes: set aside or opened, and every reader of it comes to an end. The first byte
 * cuts the file short, the rest are patches. */
#include "fuzz.h"
#include "fuzz_site.h"

#include "runner/replay.h"
#include "store/store.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DATABASE_BYTES_MAX = 1 << 20, STEPS = 6 };

static char folder[] = "/dev/shm/foyer-fuzz-XXXXXX";
static uint8_t good[DATABASE_BYTES_MAX];
static size_t good_bytes;

static void path_of(char *out, size_t out_bytes, const char *name)
{
	snprintf(out, out_bytes, "%s/%s", folder, name);
}

static struct store *open_store(bool read_only)
{
	const struct store_options options = {.folder = folder, .synchronous = true, .read_only = read_only};
	struct store *store;
	char why[1024];

	return store_open(&store, &options, why, sizeof(why)) ? NULL : store;
}

static void empty(void)
{
	static const char *const names[] = {
		"foyer.db", "foyer.db-wal", "foyer.db-shm", "foyer.db.damaged-1", "foyer.db.damaged-1-wal"};
	char path[64];

	for (unsigned i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		path_of(path, sizeof(path), names[i]);
		(void)unlink(path);
	}
}

static void remove_folder(void)
{
	empty();
	(void)rmdir(folder);
}

static void append(struct store *store, uint64_t step)
{
	static struct record event_record, effects_record;
	static struct effects effects;
	static const struct agent_card card = {.request = 900, .session = 1, .code = "4711", .team = "cards"};
	struct event event = {.kind = EVENT_TYPED, .session = 1, .time_ms = step};
	const struct meaning meaning = {0};
	const struct store_step row = {.session = 1,
		.time_ms = step,
		.local_s = FUZZ_LOCAL_S,
		.event = &event_record,
		.effects = &effects_record,
		.state = "collect",
		.snapshot = "snapshot",
		.snapshot_bytes = 8,
		.content = image_header(fuzz_site()->content)->hash,
		.layout = image_header(fuzz_site()->layout)->hash,
		.handover = step == 2 ? &card : NULL};

	strcpy(event.typed.words, "i lost my card");
	record_event(&event, &meaning, false, &event_record);
	record_effects(&effects, "collect", &effects_record);
	CHECK(store_append(store, &row) > 0);
}

static void make_good(void)
{
	char path[64];
	struct store *store;
	FILE *file;

	CHECK(mkdtemp(folder) && atexit(remove_folder) == 0);
	store = open_store(false);
	CHECK(store && store_image_put(store, fuzz_site()->layout) == ERR_NONE);
	for (uint64_t step = 1; step <= STEPS; step++)
		append(store, step);
	store_close(store);
	path_of(path, sizeof(path), "foyer.db");
	file = fopen(path, "rb");
	CHECK(file);
	good_bytes = fread(good, 1, sizeof(good), file);
	CHECK(good_bytes > 0 && good_bytes < sizeof(good));
	fclose(file);
}

static void put_file(const uint8_t *bytes, size_t size)
{
	static uint8_t damaged[DATABASE_BYTES_MAX];
	size_t left = good_bytes;
	char path[64];
	int fd;

	memcpy(damaged, good, good_bytes);
	if (size > 0 && bytes[0] < 128)
		left = left * (bytes[0] + 1U) / 128;
	if (size > 0)
		fuzz_patch(damaged, left, bytes + 1, size - 1);
	path_of(path, sizeof(path), "foyer.db");
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	CHECK(fd >= 0 && write(fd, damaged, left) == (ssize_t)left);
	close(fd);
}

static bool take_row(void *self, const struct store_row *row)
{
	struct event event;
	struct meaning meaning;

	(void)self;
	(void)!record_read_event(&row->event, &event, &meaning);
	return true;
}

static void take_session(void *self, uint32_t session, const void *snapshot, size_t bytes)
{
	(void)self;
	(void)session;
	(void)core_snapshot_content(snapshot, bytes);
}

static void take_card(void *self, const struct agent_card *card)
{
	(void)self;
	CHECK(memchr(card->code, '\0', sizeof(card->code)) && memchr(card->team, '\0', sizeof(card->team)));
}

static void take_count(void *self, uint8_t kind, const char *id, int64_t times, int64_t sum)
{
	(void)self;
	(void)kind;
	(void)id;
	(void)times;
	(void)sum;
}

static void read_all(struct store *store)
{
	struct store_menu_version live;
	struct replay_result result;
	uint8_t hash[IMAGE_HASH_BYTES];
	size_t bytes;
	void *image = NULL;

	(void)store_journal(store, 1, take_row, NULL);
	(void)store_sessions(store, take_session, NULL);
	(void)store_handovers(store, true, take_card, NULL);
	(void)store_counts(store, take_count, NULL);
	(void)!store_menu_live(store, &live);
	(void)store_live_get(store, 0, hash);
	(void)store_image_get(store, image_header(fuzz_site()->layout)->hash, &image, &bytes);
	free(image);
	(void)!replay(store, 1, NULL, &result);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct store *store;

	if (good_bytes == 0)
		make_good();
	empty();
	put_file(bytes, size);
	store = open_store(true);
	if (store)
		read_all(store);
	store_close(store);
	store = open_store(false);
	if (store) {
		read_all(store);
		append(store, STEPS + 1);
	}
	store_close(store);
	return 0;
}
