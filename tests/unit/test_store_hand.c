/* A store whose writer and syncer are driven by hand, on the caller's clock; and one whose files are a VFS's. */
#include "store_help.h"

static struct store *open_by_hand(struct help *help)
{
	const struct store_options options = {.folder = help->folder, .by_hand = true, .vfs = "unix"};
	struct store *store;
	char why[512];

	assert_int_equal(store_open(&store, &options, why, sizeof(why)), ERR_NONE);
	assert_string_equal(why, "");
	return store;
}

static uint64_t append_durable(struct store *store, uint32_t session)
{
	struct help_step step;

	help_step(&step, session, 10);
	step.step.durable = true;
	return store_append(store, &step.step);
}

static void nothing_is_written_or_synced_before_the_hand_says_so(void **state)
{
	struct store *store = open_by_hand(*state);
	uint64_t plain = help_append(store, store_session_next(store), 5);
	uint64_t durable = append_durable(store, store_session_next(store));

	assert_int_equal(store_written(store), 0);
	assert_int_equal(help_steps(*state), 0);
	store_hand_sync(store);
	assert_int_equal(store_synced(store), 0);
	store_hand_write(store, 100);
	assert_int_equal(store_written(store), durable);
	assert_int_equal(store_synced(store), 0);
	assert_int_equal(help_steps(*state), 2);
	store_hand_sync(store);
	assert_int_equal(store_synced(store), durable);
	assert_true(plain < durable);
	store_close(store);
}

static void what_was_appended_before_is_read(void **state)
{
	struct store *store = open_by_hand(*state);
	uint32_t session = store_session_next(store);
	struct help_rows rows = {.store = store};
	uint64_t ticket = help_append(store, session, 5);

	assert_int_equal(store_journal(store, session, help_row, &rows), ERR_NONE);
	assert_int_equal(rows.count, 1);
	assert_int_equal(store_written(store), ticket);
	assert_int_equal(store_synced(store), 0);
	store_close(store);
}

static void a_close_writes_what_waits(void **state)
{
	struct store *store = open_by_hand(*state);

	append_durable(store, store_session_next(store));
	store_close(store);
	assert_int_equal(help_steps(*state), 1);
}

/* The log has it until then, and only the caller's clock counts. */
static void a_destroyed_key_leaves_the_log_at_its_time(void **state)
{
	struct store *store = open_by_hand(*state);
	uint8_t keys[2][32] = {{0}};

	help_append(store, 1, 5);
	help_keys(*state, store, keys, 1);
	store_hand_write(store, 1000);
	help_wipe(store, 1, 6, false);
	store_hand_write(store, 1000);
	store_hand_write(store, 1999);
	assert_true(help_files_hold(*state, keys[1], sizeof(keys[1])));
	store_hand_write(store, 2000);
	assert_false(help_files_hold(*state, keys[1], sizeof(keys[1])));
	store_close(store);
}

/* sqlite cannot rename: with a VFS the file is copied, with its log. */
static void a_damaged_file_is_set_aside_through_the_vfs(void **state)
{
	const struct help *help = *state;
	const struct store_options options = {.folder = help->folder, .by_hand = true, .vfs = "unix"};
	static const char rubbish[] = "this is no database, and it is not empty either; whatever it was, nobody knows";
	struct store *store;
	char path[300], name[32], why[512];
	FILE *file;

	for (unsigned i = 1; i <= 2; i++) {
		snprintf(path, sizeof(path), "%s/foyer.db", help->folder);
		file = fopen(path, "wb");
		assert_non_null(file);
		assert_int_equal(fwrite(rubbish, 1, sizeof(rubbish), file), sizeof(rubbish));
		assert_int_equal(fclose(file), 0);
		assert_int_equal(store_open(&store, &options, why, sizeof(why)), ERR_NONE);
		snprintf(name, sizeof(name), "foyer.db.damaged-%u", i);
		assert_non_null(strstr(why, name));
		assert_true(help_has(help, name));
		store_close(store);
	}
	assert_true(help_files_hold(help, rubbish, sizeof(rubbish)));
}

static void whoever_writes_leaves_another_mark(void **state)
{
	struct store *store = open_by_hand(*state);
	struct store *beside = open_by_hand(*state); /* as "foyer menu --freeze" */
	uint64_t before;
	uint64_t now;

	assert_int_equal(store_changes(store, &before), ERR_NONE);
	assert_int_equal(store_changes(store, &now), ERR_NONE);
	assert_true(now == before);

	assert_int_equal(store_frozen_set(beside, true), ERR_NONE);
	assert_int_equal(store_changes(store, &now), ERR_NONE);
	assert_true(now != before);

	before = now;
	assert_int_equal(store_frozen_set(store, false), ERR_NONE);
	assert_int_equal(store_changes(store, &now), ERR_NONE);
	assert_true(now != before);
	store_close(beside);
	store_close(store);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, help_synchronous, help_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_written_or_synced_before_the_hand_says_so),
		TEST(what_was_appended_before_is_read),
		TEST(a_close_writes_what_waits),
		TEST(a_destroyed_key_leaves_the_log_at_its_time),
		TEST(a_damaged_file_is_set_aside_through_the_vfs),
		TEST(whoever_writes_leaves_another_mark),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
