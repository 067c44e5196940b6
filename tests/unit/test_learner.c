/* What drives learning on a device, with what learns played by the test: it proposes when told. Store and content are
 * real. */
#include "store_help.h"

#include "site_help.h"

#include "hash.h"
#include "learn/layout.h"
#include "learn/learn.h"
#include "learner.h"
#include "menu_versions.h"

enum {
	DAY_S = 86400,
	MONDAY = 20780, /* 2026-11-23 */
	NIGHT_S = 3 * 3600,
	NOON_S = 12 * 3600,
};

/* --- what learns, as the test wants it --- */

static struct {
	struct tree tree;
	struct standing standing;
	struct proposal proposal;
	unsigned opened, recalled, visited, nights, applied;
	uint32_t last_session;
	uint32_t day;
	bool rises;   /* the next visit makes an issue rise */
	bool changes; /* each night proposes something */
	bool spoils;  /* and what it proposes is no menu */
} played;

struct learn {
	int nothing;
};

size_t learn_bytes(void)
{
	return sizeof(struct learn);
}

struct learn *learn_open(void *memory, const struct tree *tree, const struct standing *standing)
{
	played.opened++;
	played.tree = *tree;
	played.standing = *standing;
	return memory;
}

void learn_recall(struct learn *l, const struct visit *visit)
{
	(void)l;
	played.recalled++;
	played.last_session = visit->session;
}

/* A leaf takes the "now" place. */
static void propose(enum change_kind kind)
{
	uint16_t leaf = played.standing.plan.places[PLACE_NOW].item == 5 ? 6 : 5;

	played.proposal.next = played.standing;
	played.proposal.next.plan.places[PLACE_NOW] = (struct place){leaf, PLACE_RISING, 0};
	if (played.spoils)
		played.proposal.next.plan.spoken[0] = played.proposal.next.plan.spoken[1];
	played.proposal.changes.count = 1;
	played.proposal.changes.list[0] = (struct change){
		.kind = (uint8_t)kind, .subject = leaf, .other = TREE_NONE, .served = 31, .of = 200, .gain_ms = 700};
}

bool learn_visit(struct learn *l, const struct visit *visit)
{
	(void)l;
	played.visited++;
	played.last_session = visit->session;
	if (played.rises)
		propose(CHANGE_RISING);
	return played.rises;
}

bool learn_night(struct learn *l, uint32_t day)
{
	(void)l;
	played.nights++;
	played.day = day;
	if (played.changes)
		propose(CHANGE_OFTEN);
	return played.changes;
}

const struct proposal *learn_proposal(const struct learn *l)
{
	(void)l;
	return &played.proposal;
}

void learn_applied(struct learn *l, const struct standing *standing)
{
	(void)l;
	played.applied++;
	played.standing = *standing;
}

/* --- the device --- */

struct desk {
	struct help *help;
	struct store *store;
	struct learner *learner;
	const struct content *content;
	uint64_t now_ms;
	int64_t local_s;
	struct layout *placed; /* the last that was placed */
	unsigned places;
	struct learner_now now;
};

static uint64_t now_ms(void *self)
{
	return ((struct desk *)self)->now_ms;
}

static int64_t local_s(void *self)
{
	return ((struct desk *)self)->local_s;
}

static enum err place(void *self, void *layout)
{
	struct desk *desk = self;

	free(desk->placed);
	desk->placed = layout;
	desk->places++;
	return ERR_NONE;
}

static void content(struct desk *desk, const struct content *c)
{
	desk->now.content = c;
	free(desk->placed);
	desk->placed = learner_content(desk->learner, c);
	assert_non_null(desk->placed);
}

static void switch_on(struct desk *desk)
{
	static const struct clock_ops clock = {now_ms, local_s};
	const struct learner_options options = {.clock = {&clock, desk}, .place = place, .self = desk};
	struct learner_options with = options;

	desk->store = help_open(desk->help);
	with.store = desk->store;
	assert_int_equal(learner_open(&desk->learner, &with), ERR_NONE);
	desk->now.visits = 0;
	content(desk, desk->content);
}

static void switch_off(struct desk *desk)
{
	learner_close(desk->learner);
	store_close(desk->store);
	desk->learner = NULL;
	desk->store = NULL;
}

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	if (!desk || help_up((void **)&desk->help, true) != 0)
		return -1;
	memset(&played, 0, sizeof(played));
	desk->content = site_open(SITE_BANK);
	desk->local_s = (int64_t)MONDAY * DAY_S + NOON_S;
	desk->now_ms = 1000;
	desk->now.nobody = true;
	switch_on(desk);
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;
	void *help = desk->help;

	if (desk->store)
		switch_off(desk);
	free(desk->placed);
	site_close(desk->content);
	free(desk);
	return help_down(&help);
}

/* Until there is nothing more to do. */
static void turn(struct desk *desk)
{
	desk->now_ms += 2000;
	while (learner_turn(desk->learner, &desk->now))
		;
}

static void visits(struct desk *desk, uint32_t session)
{
	struct visit visit = {.session = session, .local_s = desk->local_s, .leaf = 5};
	struct store_visit kept = {.session = session, .local_s = desk->local_s};
	struct help_step step;

	kept.packed_bytes = (uint16_t)visit_pack(&played.tree, &visit, kept.packed);
	help_step(&step, session, session);
	step.step.visits = &kept;
	step.step.visits_count = 1;
	assert_int_not_equal(store_append(desk->store, &step.step), 0);
	desk->now.visits++;
}

static struct store_menu_version live(struct desk *desk)
{
	struct store_menu_version version;

	assert_int_equal(store_menu_live(desk->store, &version), ERR_NONE);
	return version;
}

/* What is placed is what the live version's hash says, byte for byte. */
static void assert_placed_is_live(struct desk *desk)
{
	struct store_menu_version version = live(desk);

	assert_true(hash_image_holds(desk->placed, sizeof(*desk->placed)));
	assert_memory_equal(desk->placed->header.hash, version.layout, IMAGE_HASH_BYTES);
	assert_int_equal(layout_sound(desk->placed, sizeof(*desk->placed)), ERR_NONE);
}

static void at_night(struct desk *desk, uint32_t day)
{
	desk->local_s = (int64_t)day * DAY_S + NIGHT_S;
	turn(desk);
}

/* --- the tests --- */

static void the_first_menu_is_as_authored_and_kept(void **state)
{
	struct desk *desk = *state;
	struct layout first = *desk->placed;

	assert_int_equal(live(desk).version, 1);
	assert_int_equal(live(desk).actor, MENU_BY_START);
	assert_int_equal(first.standing.version, 1);
	assert_placed_is_live(desk);
	switch_off(desk);
	switch_on(desk);
	assert_int_equal(live(desk).version, 1);
	assert_memory_equal(desk->placed, &first, sizeof(first));
}

static void a_rising_issue_stands_for_the_next_customer(void **state)
{
	struct desk *desk = *state;

	turn(desk);
	visits(desk, 7);
	desk->now.nobody = false; /* somebody else is just there */
	played.rises = true;
	turn(desk);
	assert_int_equal(played.visited, 1);
	assert_int_equal(played.last_session, 7);
	assert_int_equal(live(desk).version, 2);
	assert_int_equal(live(desk).actor, MENU_BY_RISING);
	assert_int_equal(desk->places, 1);
	assert_int_equal(desk->placed->standing.plan.places[PLACE_NOW].item, 5);
	assert_int_equal(desk->placed->standing.version, 2);
	assert_int_equal(played.standing.version, 2);
	assert_placed_is_live(desk);
}

static bool take_change(void *self, const struct store_menu_change *change)
{
	*(struct store_menu_change *)self = *change;
	return true;
}

static void a_change_is_kept_with_its_sentence(void **state)
{
	struct desk *desk = *state;
	struct store_menu_change change = {.version = 0};

	turn(desk);
	visits(desk, 7);
	played.rises = true;
	turn(desk);
	assert_int_equal(store_menu_changes(desk->store, 2, take_change, &change), ERR_NONE);
	assert_string_equal(change.subject, content_string(desk->content, content_item(desk->content, 5)->id));
	assert_non_null(
		strstr(change.sentence, content_text(desk->content, content_item(desk->content, 5)->label, 0, 0)));
	assert_non_null(strstr(change.sentence, "31 of the last 200"));
	assert_int_equal(change.change.gain_ms, 700);
}

static void what_was_before_the_start_is_recalled_and_proposes_nothing(void **state)
{
	struct desk *desk = *state;

	turn(desk);
	for (uint32_t i = 1; i <= 600; i++)
		visits(desk, i);
	switch_off(desk);
	memset(&played, 0, sizeof(played));
	played.rises = true;
	switch_on(desk);
	turn(desk);
	assert_int_equal(played.recalled, 600);
	assert_int_equal(played.last_session, 600);
	assert_int_equal(played.visited, 0);
	assert_int_equal(live(desk).version, 1);
	visits(desk, 601);
	turn(desk);
	assert_int_equal(played.recalled, 600);
	assert_int_equal(played.visited, 1);
	assert_int_equal(live(desk).version, 2);
}

static void damaged_visits_and_those_of_another_menu_are_passed_over(void **state)
{
	struct desk *desk = *state;

	turn(desk);
	for (uint32_t i = 1; i <= 3; i++)
		visits(desk, i);
	switch_off(desk);
	help_change(desk->help, "UPDATE visit SET packed=x'0102' WHERE session=1;"
				"UPDATE visit SET packed=zeroblob(4000) WHERE session=2");
	memset(&played, 0, sizeof(played));
	switch_on(desk);
	turn(desk);
	assert_int_equal(played.recalled, 1);
	assert_int_equal(played.last_session, 3);
}

static void nothing_moves_while_it_is_frozen_but_all_is_counted(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(store_frozen_set(desk->store, true), ERR_NONE);
	turn(desk);
	visits(desk, 7);
	played.rises = played.changes = true;
	turn(desk);
	at_night(desk, MONDAY + 1);
	assert_int_equal(played.visited, 1);
	assert_int_equal(played.nights, 0);
	assert_int_equal(live(desk).version, 1);
	assert_int_equal(desk->places, 0);
	assert_int_equal(store_frozen_set(desk->store, false), ERR_NONE);
	at_night(desk, MONDAY + 1);
	assert_int_equal(live(desk).version, 2);
}

static void the_night_is_worked_through_once_and_only_when_nobody_is_there(void **state)
{
	struct desk *desk = *state;

	played.changes = true;
	turn(desk);
	assert_int_equal(played.nights, 0); /* it is open */
	desk->now.nobody = false;
	at_night(desk, MONDAY + 1);
	assert_int_equal(played.nights, 0);
	desk->now.nobody = true;
	at_night(desk, MONDAY + 1);
	assert_int_equal(played.nights, 1);
	assert_int_equal(played.day, MONDAY + 1);
	assert_int_equal(live(desk).version, 2);
	assert_int_equal(live(desk).actor, MENU_BY_NIGHT);
	at_night(desk, MONDAY + 1);
	switch_off(desk);
	switch_on(desk);
	at_night(desk, MONDAY + 1);
	assert_int_equal(played.nights, 1);
	at_night(desk, MONDAY + 2);
	assert_int_equal(played.nights, 2);
	assert_int_equal(live(desk).version, 3);
	assert_placed_is_live(desk);
}

static void a_night_without_a_change_is_remembered_too(void **state)
{
	struct desk *desk = *state;

	at_night(desk, MONDAY + 1);
	switch_off(desk);
	switch_on(desk);
	at_night(desk, MONDAY + 1);
	assert_int_equal(played.nights, 1);
	assert_int_equal(live(desk).version, 1);
}

static void a_clock_that_was_in_a_wrong_year_ends_no_learning(void **state)
{
	struct desk *desk = *state;

	at_night(desk, MONDAY + 4000);
	at_night(desk, MONDAY + 1);
	assert_int_equal(played.nights, 2);
	assert_int_equal(played.day, MONDAY + 1);
	desk->local_s = 0; /* nobody has set it */
	turn(desk);
	assert_int_equal(played.nights, 2);
}

static void night_is_before_noon_outside_opening_hours(void **state)
{
	struct desk *desk = *state;
	int64_t monday_s = (int64_t)MONDAY * DAY_S;
	struct content *always = malloc(desk->content->header.bytes);
	struct content_hours *hours;

	assert_true(learner_is_night(desk->content, monday_s + 60));
	assert_true(learner_is_night(desk->content, monday_s + NIGHT_S));
	assert_false(learner_is_night(desk->content, monday_s + 10 * 3600));
	assert_false(learner_is_night(desk->content, monday_s + 23 * 3600)); /* the day's visits are still young */
	assert_false(learner_is_night(desk->content, 0));

	assert_non_null(always);
	memcpy(always, desk->content, desk->content->header.bytes);
	hours = (struct content_hours *)(uintptr_t)content_hours(always, always->site.hours);
	for (int day = 0; day < DAYS_COUNT; day++)
		for (int span = 0; span < SPANS_MAX; span++)
			hours->day[day][span] = (struct content_span){0, span == 0 ? 24 * 60 : 0};
	assert_false(learner_is_night(always, monday_s + 60));
	assert_true(learner_is_night(always, monday_s + 3 * 3600));
	assert_true(learner_is_night(always, monday_s + 5 * 3600 - 1));
	assert_false(learner_is_night(always, monday_s + 5 * 3600));
	free(always);
}

static void a_decision_by_hand_beside_it_is_taken_within_a_second(void **state)
{
	struct desk *desk = *state;
	struct layout first = *desk->placed;
	struct store_menu_version now;
	struct store *beside;

	turn(desk);
	visits(desk, 7);
	played.rises = true;
	turn(desk);
	played.rises = false;
	assert_int_equal(live(desk).version, 2);
	beside = help_open(desk->help);
	assert_int_equal(menu_return(beside, 0, desk->local_s, &now), ERR_NONE);
	store_close(beside);
	turn(desk);
	assert_memory_equal(desk->placed, &first, sizeof(first));
	assert_int_equal(played.standing.version, 1);
	assert_int_equal(live(desk).version, 3);
	/* and goes on from there */
	visits(desk, 8);
	played.rises = true;
	turn(desk);
	assert_int_equal(live(desk).version, 4);
	assert_int_equal(live(desk).before, 3);
}

static void undo_gives_the_same_bytes_and_goes_on_back(void **state)
{
	struct desk *desk = *state;
	struct store_menu_version version[4], now;

	turn(desk);
	version[1] = live(desk);
	played.changes = true;
	for (unsigned i = 2; i <= 3; i++) {
		at_night(desk, MONDAY + i);
		version[i] = live(desk);
	}
	assert_int_equal(menu_return(desk->store, 0, 1, &now), ERR_NONE);
	assert_int_equal(now.version, 4);
	assert_int_equal(now.same_as, 2);
	assert_memory_equal(now.layout, version[2].layout, IMAGE_HASH_BYTES);
	assert_int_equal(menu_return(desk->store, 0, 1, &now), ERR_NONE);
	assert_int_equal(now.same_as, 1);
	assert_memory_equal(now.layout, version[1].layout, IMAGE_HASH_BYTES);
	assert_int_equal(menu_return(desk->store, 0, 1, &now), ERR_NOT_FOUND);
	assert_int_equal(menu_return(desk->store, 3, 1, &now), ERR_NONE);
	assert_memory_equal(live(desk).layout, version[3].layout, IMAGE_HASH_BYTES);
	assert_int_equal(live(desk).version, 6);
	assert_int_equal(live(desk).actor, MENU_BY_HAND);
	assert_int_equal(menu_return(desk->store, 99, 1, &now), ERR_NOT_FOUND);
	turn(desk);
	assert_placed_is_live(desk);
}

static void another_content_carries_the_menu_over(void **state)
{
	struct desk *desk = *state;
	struct content *newer = malloc(desk->content->header.bytes);

	assert_non_null(newer);
	memcpy(newer, desk->content, desk->content->header.bytes);
	newer->header.hash[0] ^= 1;
	turn(desk);
	visits(desk, 7);
	played.rises = true;
	turn(desk);
	content(desk, newer);
	assert_int_equal(live(desk).version, 3);
	assert_int_equal(live(desk).actor, MENU_BY_CONTENT);
	assert_int_equal(desk->placed->standing.plan.places[PLACE_NOW].item, 5);
	assert_memory_equal(desk->placed->header.content, newer->header.hash, IMAGE_HASH_BYTES);
	assert_placed_is_live(desk);
	free(newer);
}

static void another_sites_day_takes_nothing_away(void **state)
{
	struct desk *desk = *state;
	const struct content *shop = site_open(SITE_SHOP);
	struct store_menu_version now;

	turn(desk);
	visits(desk, 7);
	played.rises = true;
	turn(desk);
	content(desk, shop);
	assert_int_equal(layout_sound(desk->placed, sizeof(*desk->placed)), ERR_NONE);
	assert_int_equal(menu_return(desk->store, 0, 1, &now), ERR_FORMAT); /* that was the bank's */
	content(desk, desk->content);
	assert_int_equal(desk->placed->standing.plan.places[PLACE_NOW].item, 5);
	assert_placed_is_live(desk);
	site_close(shop);
}

static void a_damaged_menu_gives_way_to_the_one_before(void **state)
{
	struct desk *desk = *state;

	turn(desk);
	played.changes = true;
	at_night(desk, MONDAY + 1); /* 5 */
	at_night(desk, MONDAY + 2); /* 6 */
	assert_int_equal(desk->placed->standing.plan.places[PLACE_NOW].item, 6);
	switch_off(desk);
	help_change(desk->help, "UPDATE image SET bytes=zeroblob(length(bytes)) WHERE hash="
				"(SELECT layout FROM menu_version WHERE version=3)");
	switch_on(desk);
	assert_int_equal(desk->placed->standing.plan.places[PLACE_NOW].item, 5);
	assert_int_equal(live(desk).version, 4);
	assert_placed_is_live(desk);
	switch_off(desk);
	help_change(desk->help, "UPDATE image SET bytes=zeroblob(100) WHERE kind=2");
	switch_on(desk);
	assert_int_equal(layout_sound(desk->placed, sizeof(*desk->placed)), ERR_NONE);
	assert_int_equal(desk->placed->standing.plan.places[PLACE_NOW].item, desk->content->site.now_item);
}

static void what_is_no_menu_is_refused(void **state)
{
	struct desk *desk = *state;

	played.changes = played.spoils = true;
	at_night(desk, MONDAY + 1);
	assert_int_equal(played.nights, 1);
	assert_int_equal(live(desk).version, 1);
	assert_int_equal(desk->places, 0);
	assert_int_equal(played.applied, 0);
	at_night(desk, MONDAY + 1); /* not again at once */
	assert_int_equal(played.nights, 1);
}

static void by_command_the_night_is_worked_through_at_once(void **state)
{
	struct desk *desk = *state;
	bool changed;

	for (uint32_t i = 1; i <= 600; i++)
		visits(desk, i);
	played.changes = true;
	assert_int_equal(learner_night(desk->learner, MONDAY + 9, &changed), ERR_NONE);
	assert_true(changed);
	assert_int_equal(played.recalled, 600);
	assert_int_equal(played.day, MONDAY + 9);
	assert_int_equal(live(desk).version, 2);
	assert_int_equal(store_frozen_set(desk->store, true), ERR_NONE);
	assert_int_equal(learner_night(desk->learner, MONDAY + 10, &changed), ERR_DENIED);
	assert_int_equal(live(desk).version, 2);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_first_menu_is_as_authored_and_kept),
		TEST(a_rising_issue_stands_for_the_next_customer),
		TEST(a_change_is_kept_with_its_sentence),
		TEST(what_was_before_the_start_is_recalled_and_proposes_nothing),
		TEST(damaged_visits_and_those_of_another_menu_are_passed_over),
		TEST(nothing_moves_while_it_is_frozen_but_all_is_counted),
		TEST(the_night_is_worked_through_once_and_only_when_nobody_is_there),
		TEST(a_night_without_a_change_is_remembered_too),
		TEST(a_clock_that_was_in_a_wrong_year_ends_no_learning),
		TEST(night_is_before_noon_outside_opening_hours),
		TEST(a_decision_by_hand_beside_it_is_taken_within_a_second),
		TEST(undo_gives_the_same_bytes_and_goes_on_back),
		TEST(another_content_carries_the_menu_over),
		TEST(another_sites_day_takes_nothing_away),
		TEST(a_damaged_menu_gives_way_to_the_one_before),
		TEST(what_is_no_menu_is_refused),
		TEST(by_command_the_night_is_worked_through_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
