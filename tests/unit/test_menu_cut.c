/* The power goes at any moment while a menu is changed: afterwards there is one menu, the old one or the new one,
 * whole. A disk that forgets: what was written and not yet synced is taken back, all of it or some, as a real one may.
 */
#include "store_help.h"

#include "site_help.h"

#include "hash.h"
#include "learn/layout.h"
#include "menu/menu_versions.h"
#include "runner/images.h"
#include "store/image_kept.h"

#include <sys/wait.h>

enum { CUT_CODE = 77, DONE_CODE = 0, UNDONE_MAX = 4096, SEEDS = 3 };

/* --- a disk that forgets --- */

struct undone { /* one write that is not synced */
	sqlite3_file *file;
	sqlite3_int64 at, size; /* size: of the file before */
	int bytes;
	uint8_t *before;
	int before_bytes; /* fewer behind the old end */
};

static struct {
	const sqlite3_io_methods *log, *database; /* the real ones */
	sqlite3_io_methods of_log, of_database;   /* ours */
	sqlite3_vfs vfs;
	unsigned cut_at; /* the operation at which the power goes; 0: never */
	unsigned operations;
	struct rng dice;
	bool forgets_all;
	struct undone undone[UNDONE_MAX];
	unsigned undone_count;
} disk;

static const sqlite3_io_methods *real_of(const sqlite3_file *file)
{
	return file->pMethods == &disk.of_log ? disk.log : disk.database;
}

static void take_back(const struct undone *u)
{
	if (u->before_bytes > 0)
		real_of(u->file)->xWrite(u->file, u->before, u->before_bytes, u->at);
	if (u->at + u->bytes > u->size)
		real_of(u->file)->xTruncate(u->file, u->size);
}

/* In the opposite order; a write that stays leaves a file as long as it made it. */
static void power_goes(void)
{
	for (unsigned i = disk.undone_count; i-- > 0;)
		if (disk.forgets_all || rng_below(&disk.dice, 2))
			take_back(&disk.undone[i]);
	_exit(CUT_CODE);
}

static void operation(void)
{
	if (++disk.operations == disk.cut_at)
		power_goes();
}

static int cut_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
	struct undone *u = &disk.undone[disk.undone_count];

	operation();
	if (disk.cut_at) {
		assert_true(disk.undone_count < UNDONE_MAX);
		*u = (struct undone){.file = file, .at = at, .bytes = count, .before = malloc((size_t)count)};
		assert_non_null(u->before);
		real_of(file)->xFileSize(file, &u->size);
		u->before_bytes = u->size <= at ? 0 : (int)(u->size - at < count ? u->size - at : count);
		if (u->before_bytes > 0)
			real_of(file)->xRead(file, u->before, u->before_bytes, at);
		disk.undone_count++;
	}
	return real_of(file)->xWrite(file, bytes, count, at);
}

static void settle(const sqlite3_file *file)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < disk.undone_count; i++) {
		if (disk.undone[i].file != file)
			disk.undone[kept++] = disk.undone[i];
		else
			free(disk.undone[i].before);
	}
	disk.undone_count = kept;
}

static int cut_sync(sqlite3_file *file, int flags)
{
	operation();
	settle(file);
	return real_of(file)->xSync(file, flags);
}

/* The log is closed once all of it stands in the database. */
static int cut_close(sqlite3_file *file)
{
	operation();
	settle(file);
	return real_of(file)->xClose(file);
}

static int cut_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out)
{
	sqlite3_vfs *real = vfs->pAppData;
	int code = real->xOpen(real, name, file, flags, flags_out);

	bool log = flags & SQLITE_OPEN_WAL;
	sqlite3_io_methods *methods = log ? &disk.of_log : &disk.of_database;

	if (code != SQLITE_OK || !(flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_DB)))
		return code;
	*(log ? &disk.log : &disk.database) = file->pMethods;
	*methods = *file->pMethods;
	methods->xWrite = cut_write;
	methods->xSync = cut_sync;
	methods->xClose = cut_close;
	file->pMethods = methods;
	return code;
}

static void disk_register(void)
{
	sqlite3_vfs *real = sqlite3_vfs_find(NULL);

	disk.vfs = *real;
	disk.vfs.zName = "cut";
	disk.vfs.pAppData = real;
	disk.vfs.xOpen = cut_open;
	disk.vfs.pNext = NULL;
	assert_int_equal(sqlite3_vfs_register(&disk.vfs, 0), SQLITE_OK);
}

/* --- a menu that changes --- */

static const struct content *bank;

/* The layout of a version: the first as authored, each later one with another leaf in the "now" place. */
static void *layout_of(uint32_t version)
{
	struct layout *layout = layout_for(bank, NULL);

	assert_non_null(layout);
	if (version > 1)
		layout->standing.plan.places[PLACE_NOW] = (struct place){(uint16_t)(2 + version), PLACE_RISING, 0};
	layout->standing.version = version;
	hash_image(layout, sizeof(*layout));
	return layout;
}

static enum err keep(struct store *store, uint32_t version)
{
	static const struct change changes[2] = {
		{.kind = CHANGE_RISING, .subject = 4, .other = TREE_NONE, .served = 12, .of = 40},
		{.kind = CHANGE_ORDER, .subject = 5, .other = TREE_NONE, .from = 2, .to = 1}};
	void *layout = layout_of(version);
	struct names_kept *names = names_kept_make(bank, layout_tree(layout));
	const struct menu_next next = {.layout = layout,
		.names = names,
		.changes = changes,
		.changes_count = version > 1 ? 2 : 0,
		.actor = MENU_BY_NIGHT,
		.night = 20780,
		.before = version - 1};
	enum err err = menu_keep(store, &next);

	free(names);
	free(layout);
	return err;
}

/* What the power is cut in: the second version, or the way back to the first. */
struct work {
	bool back;
	uint32_t before; /* version that is live before */
};

static enum err do_work(struct store *store, const struct work *work)
{
	struct store_menu_version now;

	return work->back ? menu_return(store, 0, 0, &now) : keep(store, work->before + 1);
}

/* In a process of its own; `told`: a byte is written once the store says that it is done. */
static void child(struct help *help, const struct work *work, int told)
{
	const struct store_options options = {.folder = help->folder, .synchronous = true, .vfs = "cut"};
	struct store *store;
	char why[512];

	if (store_open(&store, &options, why, sizeof(why)) || do_work(store, work) || write(told, "d", 1) != 1)
		_exit(1);
	store_close(store);
	_exit(DONE_CODE);
}

static int cut(struct help *help, const struct work *work, bool *told)
{
	int pipes[2], status;
	char byte;
	pid_t pid;

	assert_int_equal(pipe(pipes), 0);
	disk.operations = disk.undone_count = 0;
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		child(help, work, pipes[1]);
	close(pipes[1]);
	*told = read(pipes[0], &byte, 1) == 1;
	close(pipes[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

struct counted {
	unsigned changes;
};

static bool count_change(void *self, const struct store_menu_change *change)
{
	struct counted *counted = self;

	assert_true(change->sentence[0] != '\0');
	counted->changes++;
	return true;
}

static void assert_is(struct store *store, const struct store_menu_version *live, uint32_t stands_for)
{
	void *expected = layout_of(stands_for);
	struct counted counted = {0};
	void *layout;

	assert_int_equal(layout_kept(store, live->layout, &layout), ERR_NONE);
	assert_memory_equal(layout, expected, sizeof(struct layout));
	assert_int_equal(store_menu_changes(store, live->version, count_change, &counted), ERR_NONE);
	assert_int_equal(counted.changes, live->same_as != live->version ? 1 : live->version > 1 ? 2 : 0);
	free(layout);
	free(expected);
}

/* The old one, or the new one; the new one if it was told to be done. Returns the live version. */
static uint32_t assert_whole(struct help *help, const struct work *work, bool told)
{
	struct store *store = help_open(help);
	struct store_menu_version live;
	uint32_t night;

	assert_int_equal(store_menu_live(store, &live), ERR_NONE);
	assert_in_range(live.version, work->before, work->before + 1);
	if (told)
		assert_int_equal(live.version, work->before + 1);
	if (live.version == work->before)
		assert_is(store, &live, work->before);
	else
		assert_is(store, &live, work->back ? work->before - 1 : work->before + 1);
	assert_int_equal(store_night_get(store, &night), ERR_NONE);
	assert_int_equal(night, live.version > 1 || work->before > 1 ? 20780 : night);
	store_close(store);
	return live.version;
}

static void begin_with(struct help *help, uint32_t version)
{
	struct store *store;

	help_empty(help->folder);
	store = help_open(help);
	for (uint32_t i = 1; i <= version; i++)
		assert_int_equal(keep(store, i), ERR_NONE);
	store_close(store);
}

/* Every operation of the disk in turn, until the work comes through. */
static void cut_everywhere(struct help *help, const struct work *work)
{
	unsigned kept = 0, lost = 0;

	for (unsigned seed = 0; seed < SEEDS; seed++) {
		int code = CUT_CODE;
		bool told = false;

		disk.forgets_all = seed == 0;
		for (disk.cut_at = 1; code == CUT_CODE; disk.cut_at++) {
			disk.dice.state = 1000 * seed + disk.cut_at;
			begin_with(help, work->before);
			code = cut(help, work, &told);
			assert_true(code == CUT_CODE || code == DONE_CODE);
			if (assert_whole(help, work, told) == work->before)
				lost++;
			else
				kept++;
		}
		assert_true(told);
		assert_true(disk.cut_at > 8);
	}
	assert_true(lost > 0 && kept > SEEDS);
}

static void a_cut_while_a_menu_is_kept_leaves_the_old_or_the_new(void **state)
{
	cut_everywhere(*state, &(struct work){.back = false, .before = 1});
}

static void a_cut_while_it_is_undone_leaves_the_old_or_the_new(void **state)
{
	cut_everywhere(*state, &(struct work){.back = true, .before = 2});
}

static int set_up(void **state)
{
	bank = site_open(SITE_BANK);
	disk_register();
	return help_synchronous(state);
}

static int tear_down(void **state)
{
	sqlite3_vfs_unregister(&disk.vfs);
	site_close(bank);
	return help_down(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_cut_while_a_menu_is_kept_leaves_the_old_or_the_new, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_cut_while_it_is_undone_leaves_the_old_or_the_new, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
