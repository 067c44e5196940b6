/* What the store keeps of menus, visits and phrases. */
#include "store_help.h"

#include "hash.h"

enum { DAY_S = 86400, TODAY = 20779 };

struct image {
	struct image_header header;
	uint8_t body[5000];
};

static struct image *image_of(uint8_t mark)
{
	static struct image image;

	memset(&image, 0, sizeof(image));
	image.header.kind = IMAGE_LAYOUT;
	image.header.bytes = sizeof(image);
	image.header.content[0] = 9;
	image.body[4321] = mark;
	hash_image(&image, sizeof(image));
	return &image;
}

static enum err put(struct store *store, uint32_t version, uint32_t before, uint8_t mark)
{
	static const char *const names[] = {"cards", "cards.lost"};
	static const struct store_menu_change changes[2] = {
		{.subject = "cards.lost",
			.other = "cards",
			.change = {.kind = CHANGE_OFTEN,
				.place = 1,
				.from = 2,
				.to = 3,
				.days = 4,
				.served = 5,
				.of = 6,
				.left = 7,
				.heard_s = 8,
				.left_else = 9,
				.heard_else_s = 10,
				.usual_permyriad = 11,
				.share_permyriad = 12,
				.gain_ms = -13,
				.gain_low_ms = -14,
				.gain_high_ms = 15,
				.agree = 16,
				.samples = 17},
			.sentence = "because of 5 of 6"},
		{.subject = "cards", .change = {.kind = CHANGE_ORDER, .gain_ms = 250}, .sentence = "moved"},
	};
	struct store_menu menu = {
		.layout = image_of(mark),
		.version = {.version = version,
			.before = before,
			.same_as = version,
			.local_s = TODAY,
			.actor = MENU_BY_NIGHT},
		.changes = changes,
		.changes_count = 2,
		.names = names,
		.names_count = 2,
	};

	return store_menu_put(store, &menu);
}

struct taken {
	unsigned count;
	uint32_t versions[8];
	struct store_menu_change first;
};

static bool take_version(void *self, const struct store_menu_version *version)
{
	struct taken *taken = self;

	taken->versions[taken->count++] = version->version;
	return taken->count < 8;
}

static bool take_change(void *self, const struct store_menu_change *change)
{
	struct taken *taken = self;

	if (taken->count == 0)
		taken->first = *change;
	taken->versions[taken->count++] = change->version;
	return taken->count < 8;
}

static void take_name(void *self, uint64_t id, const char *name)
{
	struct taken *taken = self;

	assert_true(id == tree_id(name));
	taken->count++;
}

static void the_newest_version_is_the_live_one(void **state)
{
	struct store *store = help_open(*state);
	struct store_menu_version live;
	struct taken taken = {0};

	assert_int_equal(store_menu_live(store, &live), ERR_NOT_FOUND);
	assert_int_equal(put(store, 1, 0, 'a'), ERR_NONE);
	assert_int_equal(put(store, 2, 1, 'b'), ERR_NONE);
	store_close(store);
	store = help_open(*state);
	assert_int_equal(store_menu_live(store, &live), ERR_NONE);
	assert_int_equal(live.version, 2);
	assert_int_equal(live.before, 1);
	assert_int_equal(live.same_as, 2);
	assert_int_equal(live.local_s, TODAY);
	assert_int_equal(live.actor, MENU_BY_NIGHT);
	assert_int_equal(live.content[0], 9);
	assert_memory_equal(live.layout, image_of('b')->header.hash, IMAGE_HASH_BYTES);
	assert_int_equal(store_menu_get(store, 1, &live), ERR_NONE);
	assert_memory_equal(live.layout, image_of('a')->header.hash, IMAGE_HASH_BYTES);
	assert_int_equal(store_menu_get(store, 7, &live), ERR_NOT_FOUND);
	assert_int_equal(store_menu_versions(store, take_version, &taken), ERR_NONE);
	assert_int_equal(taken.count, 2);
	assert_int_equal(taken.versions[0], 2);
	store_close(store);
}

static void a_change_comes_back_with_every_number(void **state)
{
	struct store *store = help_open(*state);
	struct taken taken = {0};
	const struct change *change = &taken.first.change;

	assert_int_equal(put(store, 1, 0, 'a'), ERR_NONE);
	assert_int_equal(put(store, 2, 1, 'b'), ERR_NONE);
	assert_int_equal(store_menu_changes(store, 0, take_change, &taken), ERR_NONE);
	assert_int_equal(taken.count, 4);
	assert_int_equal(taken.versions[0], 2);
	assert_int_equal(taken.versions[3], 1);
	taken.count = 0;
	assert_int_equal(store_menu_changes(store, 1, take_change, &taken), ERR_NONE);
	assert_int_equal(taken.count, 2);
	assert_int_equal(taken.first.number, 1);
	assert_string_equal(taken.first.subject, "cards.lost");
	assert_string_equal(taken.first.other, "cards");
	assert_string_equal(taken.first.sentence, "because of 5 of 6");
	assert_int_equal(change->kind, CHANGE_OFTEN);
	assert_int_equal(change->place, 1);
	assert_int_equal(change->from, 2);
	assert_int_equal(change->to, 3);
	assert_int_equal(change->days, 4);
	assert_int_equal(change->served, 5);
	assert_int_equal(change->of, 6);
	assert_int_equal(change->left, 7);
	assert_int_equal(change->heard_s, 8);
	assert_int_equal(change->left_else, 9);
	assert_int_equal(change->heard_else_s, 10);
	assert_int_equal(change->usual_permyriad, 11);
	assert_int_equal(change->share_permyriad, 12);
	assert_int_equal(change->gain_ms, -13);
	assert_int_equal(change->gain_low_ms, -14);
	assert_int_equal(change->gain_high_ms, 15);
	assert_int_equal(change->agree, 16);
	assert_int_equal(change->samples, 17);
	taken.count = 0;
	assert_int_equal(store_menu_names(store, take_name, &taken), ERR_NONE);
	assert_int_equal(taken.count, 2);
	store_close(store);
}

static void who_was_slower_looks_again(void **state)
{
	struct store *store = help_open(*state);
	struct store_menu_version live;
	struct taken taken = {0};

	assert_int_equal(put(store, 1, 0, 'a'), ERR_NONE);
	assert_int_equal(put(store, 2, 1, 'b'), ERR_NONE);
	assert_int_equal(put(store, 3, 1, 'c'), ERR_BUSY);
	assert_int_equal(store_menu_live(store, &live), ERR_NONE);
	assert_int_equal(live.version, 2);
	assert_int_equal(store_menu_changes(store, 3, take_change, &taken), ERR_NONE);
	assert_int_equal(taken.count, 0);
	store_close(store);
}

static void frozen_and_the_night_are_remembered(void **state)
{
	struct store *store = help_open(*state);
	uint8_t salt[2][STORE_SALT_BYTES];
	bool frozen = true;
	uint32_t night = 1;

	assert_int_equal(store_frozen_get(store, &frozen), ERR_NONE);
	assert_false(frozen);
	assert_int_equal(store_night_get(store, &night), ERR_NONE);
	assert_int_equal(night, 0);
	assert_int_equal(store_frozen_set(store, true), ERR_NONE);
	assert_int_equal(store_night_set(store, TODAY), ERR_NONE);
	assert_int_equal(store_salt(store, salt[0]), ERR_NONE);
	store_close(store);
	store = help_open(*state);
	assert_int_equal(store_frozen_get(store, &frozen), ERR_NONE);
	assert_true(frozen);
	assert_int_equal(store_night_get(store, &night), ERR_NONE);
	assert_int_equal(night, TODAY);
	assert_int_equal(store_salt(store, salt[1]), ERR_NONE);
	assert_memory_equal(salt[0], salt[1], STORE_SALT_BYTES);
	store_close(store);
}

/* --- visits --- */

static void visit(struct store *store, uint32_t session, int64_t local_s)
{
	struct store_visit visit = {.session = session,
		.layout = 3,
		.local_s = local_s,
		.leaf = UINT64_MAX - 1,
		.outcome = VISIT_SERVED,
		.packed_bytes = 4};
	struct help_step step;

	memcpy(visit.packed, &session, sizeof(session));
	help_step(&step, session, session);
	step.step.visits = &visit;
	step.step.visits_count = 1;
	assert_int_not_equal(store_append(store, &step.step), 0);
}

struct visits {
	unsigned count;
	uint32_t sessions[8];
	uint64_t last;
};

static bool take_visit(void *self, const struct store_visit_row *row)
{
	struct visits *visits = self;

	assert_int_equal(row->bytes, 4);
	assert_true(row->id > visits->last);
	visits->last = row->id;
	memcpy(&visits->sessions[visits->count % 8], row->packed, 4);
	visits->count++;
	return true;
}

static void visits_come_back_in_their_order_and_from_any_day(void **state)
{
	struct store *store = help_open(*state);
	struct visits visits = {0};

	visit(store, 1, (int64_t)(TODAY - 91) * DAY_S);
	visit(store, 2, (int64_t)TODAY * DAY_S);
	visit(store, 3, (int64_t)(TODAY - 1) * DAY_S); /* the clock was set back */
	visit(store, 4, 0);
	assert_int_equal(store_visits(store, (int64_t)(TODAY - 90) * DAY_S, 0, take_visit, &visits), ERR_NONE);
	assert_int_equal(visits.count, 3);
	assert_int_equal(visits.sessions[0], 2);
	assert_int_equal(visits.sessions[1], 3);
	assert_int_equal(visits.sessions[2], 4);
	visits.count = 0;
	assert_int_equal(store_visits(store, 0, visits.last, take_visit, &visits), ERR_NONE);
	assert_int_equal(visits.count, 0);
	store_close(store);
}

static void of_ten_million_visits_the_newest_are_read(void **state)
{
	struct store *store = help_open(*state);
	struct visits visits = {0};

	visit(store, 1, TODAY);
	store_close(store);
	/* As if all between were there: reading is bounded by number, not by what is found. */
	help_change(*state,
		"INSERT INTO visit SELECT 10000000 - 1, session, local_s, layout, outcome, leaf, packed FROM visit;"
		"INSERT INTO visit SELECT 10000000, session, local_s, layout, outcome, leaf, packed FROM visit"
		" WHERE id=1;");
	store = help_open(*state);
	assert_int_equal(store_visits(store, 0, 0, take_visit, &visits), ERR_NONE);
	assert_int_equal(visits.count, 2);
	store_close(store);
}

static void old_visits_go_and_young_ones_stay(void **state)
{
	struct store *store = help_open(*state);
	struct visits visits = {0};

	visit(store, 1, (int64_t)(TODAY - STORE_VISIT_DAYS - 2) * DAY_S);
	visit(store, 2, 0);
	visit(store, 3, (int64_t)(TODAY - STORE_VISIT_DAYS - 1) * DAY_S);
	visit(store, 4, 0);
	visit(store, 5, (int64_t)(TODAY - STORE_VISIT_DAYS + 1) * DAY_S);
	assert_int_equal(store_menu_purge(store, TODAY), ERR_NONE);
	assert_int_equal(store_visits(store, 0, 0, take_visit, &visits), ERR_NONE);
	assert_int_equal(visits.count, 2);
	assert_int_equal(visits.sessions[0], 4);
	store_close(store);
}

/* Neither a clock that leaps ahead for a night nor what a slow one dated takes along what was learned. */
static void a_wrong_clock_wipes_out_no_visits(void **state)
{
	struct store *store = help_open(*state);
	struct visits visits = {0};

	for (uint32_t i = 1; i <= 6; i++)
		visit(store, i, (int64_t)(TODAY - 12 + 2 * i) * DAY_S);
	visit(store, 7, (int64_t)(TODAY - 3 * STORE_VISIT_DAYS) * DAY_S); /* the clock was slow */
	assert_int_equal(store_menu_purge(store, TODAY), ERR_NONE);
	assert_int_equal(store_visits(store, 0, 0, take_visit, &visits), ERR_NONE);
	assert_int_equal(visits.count, 6);
	assert_int_equal(visits.sessions[0], 1);
	assert_int_equal(store_menu_purge(store, TODAY + 4000), ERR_NONE);
	visits = (struct visits){0};
	assert_int_equal(store_visits(store, 0, 0, take_visit, &visits), ERR_NONE);
	assert_int_equal(visits.count, 5);
	store_close(store);
}

/* Whoever freezes it while a night's work is under way finds it as it was; by hand it still moves. */
static void a_frozen_menu_takes_nothing_learned(void **state)
{
	struct store *store = help_open(*state);
	struct store_menu_version live;
	struct store_menu by_hand = {.layout = image_of('a'), .version = {2, 1, 1, TODAY, MENU_BY_HAND, {0}, {0}}};

	assert_int_equal(put(store, 1, 0, 'a'), ERR_NONE);
	assert_int_equal(store_frozen_set(store, true), ERR_NONE);
	assert_int_equal(put(store, 2, 1, 'b'), ERR_DENIED);
	assert_int_equal(store_menu_live(store, &live), ERR_NONE);
	assert_int_equal(live.version, 1);
	assert_int_equal(store_menu_put(store, &by_hand), ERR_NONE);
	assert_int_equal(store_frozen_set(store, false), ERR_NONE);
	assert_int_equal(put(store, 3, 2, 'b'), ERR_NONE);
	store_close(store);
}

/* Whatever its age: a promise, who waits for it, the menus and their reasons, the journal. */
static void nothing_that_was_promised_goes(void **state)
{
	struct store *store = help_open(*state);
	struct help_sessions sessions = {0};
	struct help_cards cards = {0};
	struct help_rows rows = {0};
	struct taken taken = {0};
	struct agent_card card;

	help_append(store, 1, 1);
	help_card(&card, 2, 2 << 16 | 1);
	help_hand_over(store, 2, &card, true);
	assert_int_equal(put(store, 1, 0, 'a'), ERR_NONE);
	assert_int_equal(put(store, 2, 1, 'b'), ERR_NONE);
	assert_int_equal(store_menu_purge(store, TODAY + 10000), ERR_NONE);
	assert_int_equal(store_sessions(store, help_session, &sessions), ERR_NONE);
	assert_int_equal(sessions.sum, 1);
	assert_int_equal(store_handovers(store, false, help_card_row, &cards), ERR_NONE);
	assert_int_equal(cards.count, 1);
	assert_string_equal(cards.last.summary, card.summary);
	assert_int_equal(store_journal(store, 1, help_row, &rows), ERR_NONE);
	assert_string_equal(rows.words, HELP_WORDS);
	assert_int_equal(store_menu_changes(store, 0, take_change, &taken), ERR_NONE);
	assert_int_equal(taken.count, 4);
	store_close(store);
}

/* --- phrases --- */

static void say(struct store *store, uint32_t session, const char *words)
{
	struct store_phrase phrase = {.language = "en", .topic = "form:lost_card"};
	struct help_step step;

	strcpy(phrase.words, words);
	help_step(&step, session, session);
	step.step.local_s = (int64_t)TODAY * DAY_S;
	step.step.phrases = &phrase;
	step.step.phrases_count = 1;
	assert_int_not_equal(store_append(store, &step.step), 0);
}

struct phrases {
	unsigned count;
	struct store_phrase_row first;
};

static bool take_phrase(void *self, const struct store_phrase_row *row)
{
	struct phrases *phrases = self;

	if (phrases->count++ == 0)
		phrases->first = *row;
	return true;
}

static void words_are_kept_when_three_have_said_them(void **state)
{
	struct help *help = *state;
	struct store *store = help_open(help);
	struct phrases phrases = {0};

	say(store, 1, "Purple SUITCASE, gone!");
	say(store, 2, "purple suitcase gone");
	for (unsigned i = 0; i < 5; i++) /* the same people, over and over */
		say(store, 1 + i % 2, "purple suitcase gone");
	help_wipe(store, 1, 10, false);
	help_wipe(store, 2, 10, false);
	assert_int_equal(store_phrases(store, take_phrase, &phrases), ERR_NONE);
	assert_int_equal(phrases.count, 1);
	assert_int_equal(phrases.first.times, 2);
	assert_string_equal(phrases.first.phrase.words, "");
	store_close(store);
	assert_false(help_files_hold(help, "suitcase", 8));

	store = help_open(help);
	say(store, 3, "purple suitcase: gone");
	phrases.count = 0;
	assert_int_equal(store_phrases(store, take_phrase, &phrases), ERR_NONE);
	assert_int_equal(phrases.count, 1);
	assert_int_equal(phrases.first.times, 3);
	assert_int_equal(phrases.first.day, TODAY);
	assert_string_equal(phrases.first.phrase.language, "en");
	assert_string_equal(phrases.first.phrase.topic, "form:lost_card");
	assert_string_equal(phrases.first.phrase.words, "purple suitcase gone");
	store_close(store);
}

static void a_phrase_is_decided_upon_once_it_is_known(void **state)
{
	struct store *store = help_open(*state);
	struct phrases phrases = {0};

	say(store, 1, "gone");
	assert_int_equal(store_phrases(store, take_phrase, &phrases), ERR_NONE);
	assert_int_equal(phrases.first.decision, PHRASE_UNDECIDED);
	assert_int_equal(store_phrase_decide(store, phrases.first.id, PHRASE_ACCEPTED), ERR_NONE);
	assert_int_equal(store_phrase_decide(store, phrases.first.id, PHRASE_DECLINED), ERR_NONE);
	assert_int_equal(store_phrase_decide(store, phrases.first.id + 1, PHRASE_ACCEPTED), ERR_NOT_FOUND);
	phrases.count = 0;
	assert_int_equal(store_phrases(store, take_phrase, &phrases), ERR_NONE);
	assert_int_equal(phrases.first.decision, PHRASE_DECLINED);
	store_close(store);
}

static void what_too_few_have_said_is_forgotten(void **state)
{
	struct store *store = help_open(*state);
	struct phrases phrases = {0};

	say(store, 1, "rare");
	for (uint32_t i = 1; i <= 3; i++)
		say(store, i, "common");
	assert_int_equal(store_menu_purge(store, TODAY + STORE_PHRASE_DAYS), ERR_NONE);
	assert_int_equal(store_phrases(store, take_phrase, &phrases), ERR_NONE);
	assert_int_equal(phrases.count, 2);
	assert_int_equal(store_menu_purge(store, TODAY + STORE_PHRASE_DAYS + 1), ERR_NONE);
	phrases.count = 0;
	assert_int_equal(store_phrases(store, take_phrase, &phrases), ERR_NONE);
	assert_int_equal(phrases.count, 1);
	assert_string_equal(phrases.first.phrase.words, "common");
	store_close(store);
}

/* --- the journal --- */

static void the_journal_names_the_layout_of_each_step(void **state)
{
	static const uint8_t layouts[2][IMAGE_HASH_BYTES] = {{7}, {8}};
	struct store *store = help_open(*state);
	struct help_rows rows = {0};
	struct help_step step;

	for (unsigned i = 0; i < 2; i++) {
		help_step(&step, 1, i + 1);
		step.step.layout = layouts[i];
		assert_int_not_equal(store_append(store, &step.step), 0);
		rows.count = 0;
		assert_int_equal(store_journal(store, 1, help_row, &rows), ERR_NONE);
		assert_true(rows.last.has_layout);
		assert_memory_equal(rows.last.layout, layouts[i], IMAGE_HASH_BYTES);
	}
	help_append(store, 2, 3);
	rows.count = 0;
	assert_int_equal(store_journal(store, 2, help_row, &rows), ERR_NONE);
	assert_false(rows.last.has_layout);
	store_close(store);
}

#define TEST(test)                                                                                                     \
	{                                                                                                              \
#test, test, help_synchronous, help_down, NULL                                                         \
	}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_newest_version_is_the_live_one),
		TEST(a_change_comes_back_with_every_number),
		TEST(who_was_slower_looks_again),
		TEST(frozen_and_the_night_are_remembered),
		TEST(visits_come_back_in_their_order_and_from_any_day),
		TEST(of_ten_million_visits_the_newest_are_read),
		TEST(old_visits_go_and_young_ones_stay),
		TEST(a_wrong_clock_wipes_out_no_visits),
		TEST(a_frozen_menu_takes_nothing_learned),
		TEST(nothing_that_was_promised_goes),
		TEST(words_are_kept_when_three_have_said_them),
		TEST(a_phrase_is_decided_upon_once_it_is_known),
		TEST(what_too_few_have_said_is_forgotten),
		TEST(the_journal_names_the_layout_of_each_step),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
