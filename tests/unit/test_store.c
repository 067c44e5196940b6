/* The store without accidents: what goes in comes out, apart, sealed and counted. */
#include "store_help.h"

#include "hash.h"

static const uint8_t content[IMAGE_HASH_BYTES] = {1, 2, 3};

static void a_journal_comes_back_in_order(void **state)
{
	struct store *store = help_open(*state);
	struct help_rows rows = {.store = store};

	for (uint64_t i = 1; i <= 600; i++)
		assert_int_equal(help_append(store, 1 + (uint32_t)(i % 3), i), i);
	for (uint32_t session = 1; session <= 3; session++) {
		rows.count = 0;
		assert_int_equal(store_journal(store, session, help_row, &rows), ERR_NONE);
		assert_int_equal(rows.count, 200);
		assert_string_equal(rows.last.state, "collect");
		assert_string_equal(rows.last.program, FOYER_VERSION);
		assert_memory_equal(rows.last.content, content, 3);
		assert_string_equal(rows.words, HELP_WORDS);
	}
	assert_int_equal(store_written(store), 600);
	store_close(store);
}

static void a_durable_step_reaches_the_disk_without_being_asked_again(void **state)
{
	struct store *store = help_open(*state);
	struct help_step step;

	help_step(&step, 5, 1);
	step.step.durable = true;
	assert_int_equal(store_append(store, &step.step), 1);
	help_wait_synced(store, 1);
	assert_true(store_synced(store) >= 1);
	store_close(store);
}

static void open_sessions_come_back_after_a_restart(void **state)
{
	struct store *store = help_open(*state);
	struct help_sessions sessions = {0};
	struct help_step step;

	for (uint32_t session = 1; session <= 3; session++)
		help_append(store, session, session * 100);
	help_step(&step, 2, 400);
	step.step.snapshot = NULL;
	store_append(store, &step.step);
	store_close(store);

	store = help_open(*state);
	assert_int_equal(store_sessions(store, help_session, &sessions), ERR_NONE);
	assert_int_equal(sessions.count, 2);
	assert_int_equal(sessions.sum, 1 + 3);
	assert_int_equal(store_last_time_ms(store), 400);
	store_close(store);
}

static void session_numbers_never_repeat(void **state)
{
	struct store *store = help_open(*state);
	uint32_t last = 0;

	for (unsigned round = 0; round < 3; round++) {
		for (unsigned i = 0; i < 5000; i++) {
			uint32_t number = store_session_next(store);

			assert_true(number > last);
			last = number;
		}
		store_close(store);
		store = help_open(*state);
	}
	assert_int_equal(store_session_next(store), 15001); /* a clean end leaves no gap */
	store_close(store);
}

static void counters_add_up(void **state)
{
	struct store *store = help_open(*state);
	struct help_counts counts = {0};
	struct help_step step;

	for (uint64_t i = 1; i <= 3; i++) {
		help_step(&step, 1, i);
		step.step.counts_count = 1;
		step.step.counts[0].kind = COUNT_SURVEY;
		step.step.counts[0].value = (int32_t)i;
		strcpy(step.step.counts[0].id, "answer:card_arrival");
		store_append(store, &step.step);
	}
	assert_int_equal(store_counts(store, help_count, &counts), ERR_NONE);
	assert_int_equal(counts.rows, 1);
	assert_int_equal(counts.times, 3);
	assert_int_equal(counts.sum, 6);
	store_close(store);
}

struct feedback {
	unsigned count;
	struct store_note last;
};

static void take_note(void *self, const struct store_note *note)
{
	struct feedback *feedback = self;

	feedback->count++;
	feedback->last = *note;
}

static void a_step_may_count_and_note_with_all_its_effects(void **state)
{
	static struct store_note notes[EFFECTS_MAX];
	struct store *store = help_open(*state);
	struct help_counts counts = {0};
	struct feedback feedback = {0};
	struct help_step step;

	help_step(&step, 1, 1);
	step.step.counts_count = step.step.notes_count = EFFECTS_MAX;
	step.step.notes = notes;
	for (unsigned i = 0; i < EFFECTS_MAX; i++) {
		step.step.counts[i] = (struct store_count){COUNT_SURVEY, 1, "answer:card_arrival"};
		memset(notes[i].words, 'w', sizeof(notes[i].words) - 1);
	}
	assert_int_not_equal(store_append(store, &step.step), 0);
	assert_int_equal(store_counts(store, help_count, &counts), ERR_NONE);
	assert_int_equal(counts.sum, EFFECTS_MAX);
	assert_int_equal(store_feedback(store, take_note, &feedback), ERR_NONE);
	assert_int_equal(feedback.count, EFFECTS_MAX);
	assert_int_equal(strlen(feedback.last.words), WORDS_BYTES_MAX - 1);
	store_close(store);
}

static void feedback_outlives_the_wipe_and_names_no_moment(void **state)
{
	struct store_note note = {
		.what = NOTE_SURVEY_WHY, .score = 3, .topic = "form:lost_card", .words = "too many questions"};
	struct store *store = help_open(*state);
	struct feedback feedback = {0};
	struct help_step step;

	help_step(&step, 7, 1);
	step.step.local_s = 1795428000 + 1234;
	step.step.notes = &note;
	step.step.notes_count = 1;
	assert_int_not_equal(store_append(store, &step.step), 0);
	help_wipe(store, 7, 2, false);
	store_close(store);
	store = help_open(*state);
	assert_int_equal(store_feedback(store, take_note, &feedback), ERR_NONE);
	assert_int_equal(feedback.count, 1);
	assert_int_equal(feedback.last.local_s, 1795428000);
	assert_int_equal(feedback.last.what, NOTE_SURVEY_WHY);
	assert_int_equal(feedback.last.score, 3);
	assert_string_equal(feedback.last.topic, "form:lost_card");
	assert_string_equal(feedback.last.words, "too many questions");
	store_close(store);
}

static void two_parts_of_one_step_are_in_together(void **state)
{
	struct store *store = help_open(*state);
	struct help_sessions sessions = {0};
	struct help_step step;
	uint64_t first;

	help_append(store, 1, 1);
	store_sessions(store, help_session, &sessions);
	assert_int_equal(sessions.sum, 1);
	help_step(&step, 1, 2); /* resumed as 2: it ends, */
	step.step.snapshot = NULL;
	step.step.wipe = true;
	step.step.more = true;
	first = store_append(store, &step.step);
	assert_int_not_equal(first, 0);
	sessions = (struct help_sessions){0};
	store_sessions(store, help_session, &sessions); /* all that may be written is written for a read */
	assert_int_equal(sessions.sum, 1);
	assert_true(store_written(store) < first);
	assert_int_equal(help_append(store, 2, 2), first + 1); /* and 2 goes on */
	sessions = (struct help_sessions){0};
	store_sessions(store, help_session, &sessions);
	assert_int_equal(sessions.sum, 2);
	assert_int_equal(store_written(store), first + 1);
	store_close(store);
}

/* What the third format and those behind it added goes. */
#define OLD_FORMAT                                                                                                     \
	"DROP TABLE visit; DROP TABLE menu_name; DROP TABLE menu_change; DROP TABLE menu_version; DROP TABLE phrase;"  \
	"DROP TABLE phrase_decision; DROP TABLE caller; DROP TABLE outbox; DROP TABLE lane; DROP TABLE lane_day;"      \
	"DROP TABLE boot; DELETE FROM device WHERE name IN ('salt', 'epoch', 'down');"                                 \
	"CREATE TABLE old (id INTEGER PRIMARY KEY, program TEXT NOT NULL, content BLOB NOT NULL,"                      \
	" UNIQUE (program, content)); INSERT INTO old SELECT id, program, content FROM version; DROP TABLE version;"   \
	"ALTER TABLE old RENAME TO version;"

static void a_store_of_the_first_format_is_brought_up_to_date(void **state)
{
	struct store *store = help_open(*state);
	struct help_sessions sessions = {0};
	struct help_rows rows = {0};
	struct feedback feedback = {0};

	help_append(store, 1, 1);
	store_close(store);
	help_change(*state, OLD_FORMAT "DROP TABLE feedback; PRAGMA user_version=1;");
	store = help_open(*state);
	store_sessions(store, help_session, &sessions);
	assert_int_equal(sessions.sum, 1);
	assert_int_equal(store_feedback(store, take_note, &feedback), ERR_NONE);
	assert_int_equal(feedback.count, 0);
	assert_int_equal(store_journal(store, 1, help_row, &rows), ERR_NONE);
	assert_int_equal(rows.count, 1);
	assert_false(rows.last.has_layout);
	help_append(store, 1, 2);
	rows.count = 0;
	assert_int_equal(store_journal(store, 1, help_row, &rows), ERR_NONE);
	assert_int_equal(rows.count, 2);
	store_close(store);
}

static void a_caller_is_known_again_and_forgotten_when_long_silent(void **state)
{
	struct store *store = help_open(*state);
	const struct store_caller anna = {.who = UINT64_MAX - 5, .day = 20000, .knows_keys = true, .language = "it"};
	struct store_caller other = {.who = 7, .day = 20000 + STORE_CALLER_DAYS, .greeted = true};
	struct store_caller back;

	assert_int_equal(store_caller_get(store, anna.who, &back), ERR_NOT_FOUND);
	assert_int_equal(store_caller_put(store, &anna), ERR_NONE);
	assert_int_equal(store_caller_put(store, &other), ERR_NONE);
	store_close(store);
	store = help_open(*state);
	assert_int_equal(store_caller_get(store, anna.who, &back), ERR_NONE);
	assert_string_equal(back.language, "it");
	assert_true(back.knows_keys);
	assert_false(back.greeted);
	other.day++;
	assert_int_equal(store_caller_put(store, &other), ERR_NONE);
	assert_int_equal(store_caller_get(store, 7, &back), ERR_NONE);
	assert_int_equal(back.day, other.day);
	store_close(store);
	store = help_open(*state);
	assert_int_equal(store_caller_get(store, anna.who, &back), ERR_NOT_FOUND);
	assert_int_equal(store_caller_get(store, 7, &back), ERR_NONE);
	assert_true(back.greeted);
	store_close(store);
}

static void an_image_is_kept_by_its_hash_and_undone_by_the_one_before(void **state)
{
	struct store *store = help_open(*state);
	struct {
		struct image_header header;
		uint8_t body[100000];
	} *image = calloc(1, sizeof(*image));
	uint8_t hash[IMAGE_HASH_BYTES], none[IMAGE_HASH_BYTES] = {0xee}, made[2][IMAGE_HASH_BYTES];
	size_t bytes;
	void *back;

	assert_int_equal(store_live_get(store, 0, hash), ERR_NOT_FOUND);
	image->header.bytes = sizeof(*image);
	for (uint8_t i = 1; i <= 2; i++) {
		image->body[77] = i;
		hash_image(image, sizeof(*image));
		memcpy(made[i - 1], image->header.hash, IMAGE_HASH_BYTES);
		assert_int_equal(store_image_put(store, image), ERR_NONE);
		assert_int_equal(store_image_put(store, image), ERR_NONE);
		assert_int_equal(store_live_set(store, image->header.hash), ERR_NONE);
		assert_int_equal(store_live_set(store, image->header.hash), ERR_NONE);
	}
	assert_int_equal(store_live_set(store, none), ERR_NOT_FOUND);
	store_close(store);

	store = help_open(*state);
	assert_int_equal(store_live_get(store, 0, hash), ERR_NONE);
	assert_memory_equal(hash, made[1], IMAGE_HASH_BYTES);
	assert_int_equal(store_live_get(store, 1, hash), ERR_NONE);
	assert_memory_equal(hash, made[0], IMAGE_HASH_BYTES);
	assert_int_equal(store_live_get(store, 2, none), ERR_NOT_FOUND);
	assert_int_equal(store_image_get(store, hash, &back, &bytes), ERR_NONE);
	assert_int_equal(bytes, sizeof(*image));
	assert_int_equal(((uint8_t *)back)[sizeof(struct image_header) + 77], 1);
	free(back);
	store_close(store);

	help_change(*state, "UPDATE image SET bytes = zeroblob(length(bytes))");
	store = help_open(*state);
	assert_int_equal(store_image_get(store, hash, &back, &bytes), ERR_FORMAT);
	assert_null(back);
	assert_int_equal(store_image_get(store, none, &back, &bytes), ERR_NOT_FOUND);
	assert_null(back);
	store_close(store);
	free(image);
}

static void a_handover_changes_and_closes(void **state)
{
	struct store *store = help_open(*state);
	struct help_cards cards = {0};
	struct agent_card card;

	help_card(&card, 1, 900);
	help_hand_over(store, 1, &card, false);
	card.state = HANDOVER_CALLBACK;
	strcpy(card.phone, "0541 555 0100");
	card.tries = 3;
	help_hand_over(store, 1, &card, false);
	assert_int_equal(store_handovers(store, false, help_card_row, &cards), ERR_NONE);
	assert_int_equal(cards.count, 1);
	assert_memory_equal(&cards.last, &card, sizeof(card));

	card.state = HANDOVER_CLOSED;
	help_hand_over(store, 1, &card, false);
	cards.count = 0;
	assert_int_equal(store_handovers(store, false, help_card_row, &cards), ERR_NONE);
	assert_int_equal(cards.count, 0);
	assert_int_equal(store_handovers(store, true, help_card_row, &cards), ERR_NONE);
	assert_int_equal(cards.count, 1);
	store_close(store);
}

static void a_wipe_destroys_the_words_and_leaves_the_skeletons(void **state)
{
	struct store *store = help_open(*state);
	struct help_rows rows = {.store = store};
	struct help_sessions sessions = {0};

	help_append(store, 1, 1);
	help_append(store, 2, 2);
	help_wipe(store, 1, 3, false);
	assert_int_equal(store_journal(store, 1, help_row, &rows), ERR_NONE);
	assert_int_equal(rows.count, 2);
	assert_int_equal(rows.last.event.words_bytes, 0);
	assert_int_equal(rows.last.effects.words_bytes, 0);
	assert_true(rows.last.event.skeleton_bytes > 0);
	rows.count = 0;
	assert_int_equal(store_journal(store, 2, help_row, &rows), ERR_NONE);
	assert_string_equal(rows.words, HELP_WORDS);
	assert_int_equal(store_sessions(store, help_session, &sessions), ERR_NONE);
	assert_int_equal(sessions.count, 1);
	store_close(store);
}

static void what_comes_in_after_the_wipe_is_kept_as_a_skeleton(void **state)
{
	struct store *store = help_open(*state);
	struct help_rows rows = {.store = store};
	struct help_step step;

	help_append(store, 1, 1);
	help_wipe(store, 1, 2, false);
	help_step(&step, 1, 3);
	step.step.snapshot = NULL;
	store_append(store, &step.step);
	assert_int_equal(store_journal(store, 1, help_row, &rows), ERR_NONE);
	assert_int_equal(rows.count, 3);
	assert_int_equal(rows.last.event.words_bytes, 0);
	store_close(store);
}

static void a_promise_keeps_the_words_until_its_handover_is_closed(void **state)
{
	struct store *store = help_open(*state);
	struct help_rows rows = {.store = store};
	struct agent_card card;

	help_append(store, 1, 1);
	help_card(&card, 1, 900);
	help_hand_over(store, 1, &card, false);
	help_wipe(store, 1, 3, true);
	assert_int_equal(store_journal(store, 1, help_row, &rows), ERR_NONE);
	assert_string_equal(rows.words, HELP_WORDS);

	card.state = HANDOVER_CLOSED;
	help_hand_over(store, 0, &card, true);
	rows.count = 0;
	assert_int_equal(store_journal(store, 1, help_row, &rows), ERR_NONE);
	assert_int_equal(rows.last.event.words_bytes, 0);
	store_close(store);
}

/* The promise stands under the number of the conversation that the customer went on with. */
static void words_go_with_a_conversation_under_whose_number_nothing_was_promised(void **state)
{
	struct store *store = help_open(*state);
	struct help_rows rows = {.store = store};
	struct help_step step;

	help_step(&step, 2, 1);
	step.step.wipe = true;
	step.step.wipe_keep = true; /* goodbye: an answer is waited for */
	store_append(store, &step.step);
	assert_int_equal(store_journal(store, 2, help_row, &rows), ERR_NONE);
	assert_string_equal(rows.words, HELP_WORDS);

	help_wipe(store, 2, 3, true); /* a week later it is over */
	rows.count = 0;
	assert_int_equal(store_journal(store, 2, help_row, &rows), ERR_NONE);
	assert_int_equal(rows.count, 2);
	assert_int_equal(rows.last.event.words_bytes, 0);
	store_close(store);
}

/* The customer has gone with "come back with your code for the answer"; the answer comes, the power goes. */
static void who_waits_for_an_answer_is_still_there_when_the_promise_is_settled(void **state)
{
	struct store *store = help_open(*state);
	struct help_sessions sessions = {0};
	struct help_rows rows = {.store = store};
	struct agent_card card;
	struct help_step step;

	help_card(&card, 1, 900);
	help_hand_over(store, 1, &card, false);
	help_step(&step, 1, 21);
	step.step.wipe = true;
	step.step.wipe_keep = true;
	assert_int_not_equal(store_append(store, &step.step), 0);
	card.state = HANDOVER_CLOSED;
	help_hand_over(store, 1, &card, false);
	store_close(store);
	store = help_open(*state);
	assert_int_equal(store_sessions(store, help_session, &sessions), ERR_NONE);
	assert_int_equal(sessions.sum, 1);
	assert_int_equal(store_journal(store, 1, help_row, &rows), ERR_NONE);
	assert_int_equal(rows.last.event.words_bytes, 0); /* what was said before is destroyed all the same */
	store_close(store);
}

/* What sqlite does not promise by itself: keys that moved between pages while the tree grew and shrank. */
static void no_destroyed_word_or_key_is_left_in_the_files(void **state)
{
	enum { SESSIONS = 400 };
	static uint8_t keys[SESSIONS + 1][32];
	struct store *store = help_open(*state);
	bool wiped[SESSIONS + 1] = {false};
	struct rng rng = {42};

	for (uint32_t session = 1; session <= SESSIONS; session++) {
		help_append(store, session, session);
		if (session > 20) {
			uint32_t which = 1 + rng_below(&rng, session - 1);

			if (!wiped[which]) {
				help_keys(*state, store, keys, SESSIONS);
				help_wipe(store, which, session, false);
				wiped[which] = true;
			}
		}
	}
	help_keys(*state, store, keys, SESSIONS);
	store_close(store);
	assert_false(help_files_hold(*state, HELP_WORDS, strlen(HELP_WORDS)));
	assert_false(help_files_hold(*state, "snapshot of", 11));
	for (uint32_t session = 1; session <= SESSIONS; session++)
		assert_int_equal(help_files_hold(*state, keys[session], 32), !wiped[session]);
}

static void two_programs_may_use_one_file(void **state)
{
	struct store *one = help_open(*state), *two = help_open(*state);
	uint32_t a = store_session_next(one), b = store_session_next(two);

	assert_int_not_equal(a, b);
	help_append(one, a, 1);
	help_append(two, b, 2);
	help_append(one, a, 3);
	store_close(one);
	help_append(two, b, 4);
	assert_int_equal(store_trouble(two), ERR_NONE);
	store_close(two);
	assert_int_equal(help_steps(*state), 4);
}

static void a_reader_sees_and_never_writes(void **state)
{
	struct help *help = *state;
	struct store_options options = {.folder = help->folder, .synchronous = true, .read_only = true};
	struct store *store;
	struct help_rows rows = {0};
	char why[512];

	assert_int_equal(store_open(&store, &options, why, sizeof(why)), ERR_NOT_FOUND);
	assert_non_null(strstr(why, "foyer.db"));
	store = help_open(*state);
	help_append(store, 1, 1);
	store_close(store);
	assert_int_equal(store_open(&store, &options, why, sizeof(why)), ERR_NONE);
	assert_int_equal(store_journal(store, 1, help_row, &rows), ERR_NONE);
	assert_int_equal(rows.count, 1);
	store_close(store);
}

static void call_store_again(void *self, uint32_t session, const void *snapshot, size_t bytes)
{
	uint8_t hash[IMAGE_HASH_BYTES];
	struct help_rows rows = {0};
	struct store *store = self;

	(void)snapshot;
	(void)bytes;
	assert_int_equal(store_live_get(store, 0, hash), ERR_NOT_FOUND);
	help_append(store, session, 1000 + session);
	assert_int_equal(store_journal(store, session, help_row, &rows), ERR_NONE);
}

static void a_callers_each_may_call_the_store(void **state)
{
	struct store *store = help_open(*state);

	for (uint32_t session = 1; session <= 5; session++)
		help_append(store, session, session);
	assert_int_equal(store_sessions(store, call_store_again, store), ERR_NONE);
	store_close(store);
	assert_int_equal(help_steps(*state), 10);
}

static void memory_only_leaves_nothing_behind(void **state)
{
	struct help *help = *state;
	struct store_options options = {.synchronous = true, .memory = true};
	struct store *store;
	char why[512];

	assert_int_equal(store_open(&store, &options, why, sizeof(why)), ERR_NONE);
	help_append(store, store_session_next(store), 1);
	assert_int_equal(store_written(store), 1);
	help_wipe(store, 1, 2, false);
	store_close(store);
	assert_false(help_has(help, "foyer.db"));
}

#define BOTH(test)                                                                                                     \
	{#test " (synchronous)", test, help_synchronous, help_down, NULL},                                             \
	{                                                                                                              \
#test " (threads)", test, help_threads, help_down, NULL                                                \
	}

int main(void)
{
	const struct CMUnitTest tests[] = {
		BOTH(a_journal_comes_back_in_order),
		BOTH(a_durable_step_reaches_the_disk_without_being_asked_again),
		BOTH(open_sessions_come_back_after_a_restart),
		BOTH(session_numbers_never_repeat),
		BOTH(counters_add_up),
		BOTH(a_step_may_count_and_note_with_all_its_effects),
		BOTH(feedback_outlives_the_wipe_and_names_no_moment),
		BOTH(two_parts_of_one_step_are_in_together),
		BOTH(a_store_of_the_first_format_is_brought_up_to_date),
		BOTH(a_caller_is_known_again_and_forgotten_when_long_silent),
		BOTH(an_image_is_kept_by_its_hash_and_undone_by_the_one_before),
		BOTH(a_handover_changes_and_closes),
		BOTH(a_wipe_destroys_the_words_and_leaves_the_skeletons),
		BOTH(what_comes_in_after_the_wipe_is_kept_as_a_skeleton),
		BOTH(a_promise_keeps_the_words_until_its_handover_is_closed),
		BOTH(words_go_with_a_conversation_under_whose_number_nothing_was_promised),
		BOTH(who_waits_for_an_answer_is_still_there_when_the_promise_is_settled),
		BOTH(no_destroyed_word_or_key_is_left_in_the_files),
		BOTH(two_programs_may_use_one_file),
		BOTH(a_reader_sees_and_never_writes),
		BOTH(a_callers_each_may_call_the_store),
		BOTH(memory_only_leaves_nothing_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
