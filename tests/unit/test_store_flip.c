/* A bit flips somewhere in what is on the disk: the store goes on without what it hit, or sets the file aside; it never
 * stops the program, and never shows what nobody said. */
#include "disk_help.h"

enum { FLIPS = 1000, SESSIONS = 8, STEPS = 3, WORDS = SESSIONS * (STEPS + 1) };

struct seen {
	struct store *store;
	unsigned words, snapshots, cards, rows;
	unsigned damaged; /* snapshots told to be */
};

static void see_snapshot(void *self, uint32_t session, const void *snapshot, size_t bytes)
{
	struct seen *seen = self;
	char expected[64];

	if (!snapshot) {
		seen->damaged++;
		return;
	}
	snprintf(expected, sizeof(expected), "snapshot of %u", session);
	assert_int_equal(bytes, strlen(expected) + 1);
	assert_string_equal(snapshot, expected);
	seen->snapshots++;
}

static void see_card(void *self, const struct agent_card *card)
{
	struct seen *seen = self;

	if (card->code[0] == '\0')
		return;
	assert_string_equal(card->code, "4711");
	assert_string_equal(card->summary, "Lost card\nname: Ada\n");
	seen->cards++;
}

/* A row that cannot be read is told as such (ERR_FORMAT) by who reads it. */
static bool see_row(void *self, const struct store_row *row)
{
	struct seen *seen = self;
	struct meaning meaning;
	struct event event;

	seen->rows++;
	if (record_read_event(&row->event, &event, &meaning) != ERR_NONE || row->event.words_bytes == 0)
		return true;
	assert_string_equal(event.typed.words, HELP_WORDS);
	seen->words++;
	return true;
}

static void see_all(struct store *store, struct seen *seen)
{
	*seen = (struct seen){.store = store};
	store_sessions(store, see_snapshot, seen);
	store_handovers(store, true, see_card, seen);
	for (uint32_t session = 1; session <= SESSIONS; session++)
		store_journal(store, session, see_row, seen);
}

static void fill(struct life *life, bool in_order)
{
	struct agent_card card;

	life_comes_back(life, 0);
	for (uint32_t session = 1; session <= SESSIONS; session++) {
		for (unsigned i = 0; i < STEPS; i++)
			help_append(life->store, session, ++life->step);
		help_card(&card, session, 100 + session);
		help_hand_over(life->store, session, &card, false);
	}
	store_hand_write(life->store, 0);
	life_end(life, in_order, false);
}

/* What stands plain (times, states, teams) has no seal: a bit flipped there may go unseen, and is not looked at here.
 */
static void a_flipped_bit_costs_what_it_hit_or_the_file(void **state)
{
	unsigned flips = life_times("FOYER_FLIPS", FLIPS);
	unsigned set_aside = 0, less = 0, same = 0, refused = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= flips; seed++) {
		struct life life;
		struct seen seen;
		enum err err;

		life_begin(&life, seed);
		fill(&life, seed % 4 != 0);
		assert_true(sim_disk_flip(life.disk));
		err = life_try(&life);
		refused += err != ERR_NONE;
		if (err == ERR_NONE) {
			see_all(life.store, &seen);
			if (life.why[0] != '\0')
				assert_int_equal(seen.rows + seen.snapshots + seen.cards, 0);
			set_aside += life.why[0] != '\0';
			same += seen.words == WORDS && seen.snapshots == SESSIONS && seen.cards == SESSIONS;
			less += seen.words < WORDS || seen.snapshots < SESSIONS || seen.cards < SESSIONS;
			life_append(&life);
			store_hand_write(life.store, 0);
			assert_int_equal(store_written(life.store), 1);
		} else {
			assert_int_equal(err, ERR_VERSION); /* of its format */
			assert_non_null(strstr(life.why, "foyer.db: made by a newer foyer"));
		}
		store_close(life.store);
		sim_disk_close(life.disk);
	}
	assert_int_equal(same + less + refused, flips);
	assert_true(same > flips / 2 && less > flips / 10 && set_aside > 0 && refused <= 2);
}

static void change(const struct life *life, const char *text)
{
	sqlite3 *db;

	assert_int_equal(
		sqlite3_open_v2("/data/foyer.db", &db, SQLITE_OPEN_READWRITE, sim_disk_vfs(life->disk)), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* A filled one, changed while nobody had it, opens all the same. */
static void begin_changed(struct life *life, const char *text)
{
	life_begin(life, 1);
	fill(life, true);
	change(life, text);
	assert_int_equal(life_try(life), ERR_NONE);
}

/* A bit flipped in a name of the schema: sqlite finds nothing wrong with it. */
static void a_table_without_a_column_is_set_aside(void **state)
{
	struct life life;

	(void)state;
	begin_changed(&life, "ALTER TABLE phrase RENAME COLUMN words TO wores");
	assert_non_null(strstr(life.why, "foyer.db.damaged-1"));
	life_append(&life);
	store_close(life.store);
	sim_disk_close(life.disk);
}

/* Told, so that the runner can end it and its key goes: else both would lie there for ever. */
static void a_conversation_that_does_not_open_is_told(void **state)
{
	static const char *const losses[] = {"UPDATE session SET snapshot = zeroblob(100) WHERE id = 3",
		"UPDATE session_key SET key = zeroblob(3000) WHERE session = 3",
		"UPDATE session_key SET session = 300 WHERE session = 3"};

	(void)state;
	for (unsigned i = 0; i < sizeof(losses) / sizeof(losses[0]); i++) {
		struct life life;
		struct seen seen;

		begin_changed(&life, losses[i]);
		see_all(life.store, &seen);
		assert_int_equal(seen.snapshots, SESSIONS - 1);
		assert_int_equal(seen.damaged, 1);
		help_wipe(life.store, 3, 100, false);
		see_all(life.store, &seen);
		assert_int_equal(seen.damaged, 0);
		store_close(life.store);
		sim_disk_close(life.disk);
	}
}

/* A step that cannot be written would hold up all that come behind it. */
static void a_flipped_number_of_steps_holds_nobody_up(void **state)
{
	static const char *const flips[] = {"UPDATE session SET steps = 0 WHERE id = 3",
		"UPDATE session SET steps = steps + (1 << 30) WHERE id = 3",
		"UPDATE session SET steps = -steps WHERE id = 3", "UPDATE session SET steps = 16777215 WHERE id = 3",
		"UPDATE session SET id = 300 WHERE id = 3"};

	(void)state;
	for (unsigned i = 0; i < sizeof(flips) / sizeof(flips[0]); i++) {
		struct life life;
		struct seen seen;

		begin_changed(&life, flips[i]);
		see_all(life.store, &seen);
		assert_int_equal(seen.damaged, 1);
		help_wipe(life.store, 3, 100, false);
		store_hand_write(life.store, 0);
		assert_int_equal(store_written(life.store), 1);
		assert_int_equal(store_trouble(life.store), ERR_NONE);
		store_close(life.store);
		sim_disk_close(life.disk);
	}
}

static void lost_session_numbers_never_come_back_as_new_ones(void **state)
{
	static const char *const losses[] = {"DELETE FROM device WHERE name = 'session_numbers'",
		"UPDATE device SET value = 1 WHERE name = 'session_numbers'",
		"UPDATE device SET name = 'session_numberr' WHERE name = 'session_numbers'"};

	(void)state;
	for (unsigned i = 0; i < sizeof(losses) / sizeof(losses[0]); i++) {
		struct life life;

		begin_changed(&life, losses[i]);
		assert_true(store_session_next(life.store) > SESSIONS);
		store_close(life.store);
		sim_disk_close(life.disk);
	}
}

/* True: the old one was moved and the new one not begun, and that was said. */
static bool fails_to_begin_anew(uint64_t seed)
{
	struct life life;
	enum err err;
	bool named;

	life_begin(&life, seed);
	fill(&life, true);
	change(&life, "ALTER TABLE phrase RENAME COLUMN words TO wores");
	sim_disk_faults(life.disk, &(struct sim_disk_faults){.write_fails = 80});
	err = life_try(&life);
	named = strstr(life.why, "foyer.db.damaged-") != NULL;
	sim_disk_faults(life.disk, &(struct sim_disk_faults){0});
	if (err) {
		assert_non_null(strstr(life.why, "check the disk"));
		assert_int_equal(life_try(&life), ERR_NONE);
		assert_true(named || strstr(life.why, "foyer.db.damaged-") != NULL);
	}
	store_close(life.store);
	sim_disk_close(life.disk);
	return err && named;
}

/* The next start finds neither the old one nor a reason to say anything. */
static void a_damaged_one_is_named_also_where_no_new_one_can_be_begun(void **state)
{
	unsigned count = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 40; seed++)
		count += fails_to_begin_anew(seed);
	assert_in_range(count, 1, 39);
}

/* `foyer content apply` beside a running device must not take the file away under it. */
static void a_damaged_one_stays_where_another_program_may_have_it(void **state)
{
	struct life life;
	struct store_options options = {.folder = "/data", .synchronous = true, .shared = true};

	(void)state;
	life_begin(&life, 1);
	fill(&life, true);
	change(&life, "ALTER TABLE phrase RENAME COLUMN words TO wores");
	options.vfs = sim_disk_vfs(life.disk);
	assert_int_equal(store_open(&life.store, &options, life.why, sizeof(life.why)), ERR_FORMAT);
	assert_non_null(strstr(life.why, "damaged: `foyer run` sets it aside"));
	assert_int_equal(life_try(&life), ERR_NONE);
	assert_non_null(strstr(life.why, "foyer.db.damaged-1"));
	store_close(life.store);
	sim_disk_close(life.disk);
}

/* sqlite's own proof calls a page that the disk did not give damaged. */
static void a_disk_that_does_not_read_is_no_damage(void **state)
{
	unsigned failed = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 60; seed++) {
		struct life life;

		life_begin(&life, seed);
		fill(&life, true);
		sim_disk_faults(life.disk, &(struct sim_disk_faults){.read_fails = 60});
		failed += life_try(&life) != ERR_NONE;
		assert_null(strstr(life.why, "damaged"));
		sim_disk_faults(life.disk, &(struct sim_disk_faults){0});
		store_close(life.store);
		sim_disk_close(life.disk);
	}
	assert_in_range(failed, 5, 59);
}

/* More than there are: a new number would be an old one. */
static void session_numbers_beyond_the_last_are_damage(void **state)
{
	struct life life;

	(void)state;
	begin_changed(&life, "UPDATE device SET value = value | 1 << 40 WHERE name = 'session_numbers'");
	assert_non_null(strstr(life.why, "foyer.db.damaged-1"));
	store_close(life.store);
	sim_disk_close(life.disk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_flipped_bit_costs_what_it_hit_or_the_file),
		cmocka_unit_test(a_table_without_a_column_is_set_aside),
		cmocka_unit_test(a_conversation_that_does_not_open_is_told),
		cmocka_unit_test(a_flipped_number_of_steps_holds_nobody_up),
		cmocka_unit_test(lost_session_numbers_never_come_back_as_new_ones),
		cmocka_unit_test(a_damaged_one_is_named_also_where_no_new_one_can_be_begun),
		cmocka_unit_test(a_damaged_one_stays_where_another_program_may_have_it),
		cmocka_unit_test(a_disk_that_does_not_read_is_no_damage),
		cmocka_unit_test(session_numbers_beyond_the_last_are_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
