/* Whatever lies in the store, the menu is a menu: visits that are damaged, of other menus, of years to come, none, one;
 * layouts of programs that were older or newer; contents that lose and gain items from day to day. Real learning. */
#include "store_help.h"

#include "site_help.h"
#include "visits_help.h"

#include "hash.h"
#include "learn/layout.h"
#include "menu/learner.h"
#include "menu/menu_versions.h"

enum { ROUNDS = 40, DAY_MAX = 30000 };

struct desk {
	struct help *help;
	struct store *store;
	struct learner *learner;
	struct rng dice;
	int64_t local_s;
	uint64_t now_ms;
	uint32_t session;
	struct content *sites[3]; /* two sites, and the first with its items renamed */
	struct layout *placed;
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

	assert_int_equal(layout_sound(layout, sizeof(struct layout)), ERR_NONE);
	free(desk->placed);
	desk->placed = layout;
	return ERR_NONE;
}

/* The same site under another name, some of whose items are others. */
static struct content *renamed(const struct content *from)
{
	struct content *c = malloc(from->header.bytes);

	assert_non_null(c);
	memcpy(c, from, from->header.bytes);
	for (uint16_t i = 0; i < c->items.count; i += 3)
		((char *)(uintptr_t)content_string(c, content_item(c, i)->id))[0] ^= 1;
	c->header.hash[0] ^= 1;
	return c;
}

static void switch_on(struct desk *desk)
{
	static const struct clock_ops clock = {now_ms, local_s};
	struct learner_options options = {.clock = {&clock, desk}, .place = place, .self = desk};

	desk->store = help_open(desk->help);
	options.store = desk->store;
	assert_int_equal(learner_open(&desk->learner, &options), ERR_NONE);
}

static void switch_off(struct desk *desk)
{
	learner_close(desk->learner);
	store_close(desk->store);
}

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	if (!desk || help_up((void **)&desk->help, true) != 0)
		return -1;
	desk->sites[0] = (struct content *)(uintptr_t)site_open(SITE_BANK);
	desk->sites[1] = (struct content *)(uintptr_t)site_open(SITE_SHOP);
	desk->sites[2] = renamed(desk->sites[0]);
	desk->dice.state = 5;
	desk->local_s = (int64_t)VISITS_FIRST_DAY * VISITS_DAY_S;
	switch_on(desk);
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;
	void *help = desk->help;

	switch_off(desk);
	for (unsigned i = 0; i < 3; i++)
		free(desk->sites[i]);
	free(desk->placed);
	free(desk);
	return help_down(&help);
}

static void content(struct desk *desk, const struct content *c)
{
	void *layout = learner_content(desk->learner, c);

	assert_non_null(layout);
	assert_true(layout_is_of(layout, c));
	assert_int_equal(place(desk, layout), ERR_NONE);
}

/* Any time: long ago, unknown, the day after tomorrow, far ahead. */
static int64_t any_time(struct desk *desk)
{
	switch (rng_below(&desk->dice, 6)) {
	case 0: return 0;
	case 1: return (int64_t)rng_below(&desk->dice, DAY_MAX) * VISITS_DAY_S;
	case 2: return -1;
	case 3: return INT64_MAX;
	default: return desk->local_s + (int64_t)rng_below(&desk->dice, 3 * VISITS_DAY_S);
	}
}

static void spoil(struct desk *desk, struct store_visit *visit)
{
	for (unsigned i = rng_below(&desk->dice, 4); i > 0; i--)
		visit->packed[rng_below(&desk->dice, VISIT_BYTES_MAX)] ^= (uint8_t)rng_next(&desk->dice);
	if (rng_below(&desk->dice, 5) == 0)
		visit->packed_bytes = (uint16_t)(1 + rng_below(&desk->dice, VISIT_BYTES_MAX));
}

static void append(struct desk *desk, unsigned count)
{
	struct visits_maker maker =
		visits_begin(&desk->placed->tree, &desk->placed->standing.plan, rng_next(&desk->dice));

	for (; count > 0; count--) {
		struct visit visit = visits_next(&maker);
		struct store_visit kept = {0}; /* spoiled, it may be longer than what was packed */
		struct help_step step;

		visit.local_s = any_time(desk);
		visit.session = ++desk->session;
		store_visit_pack(maker.tree, &visit, &kept);
		if (rng_below(&desk->dice, 3) == 0)
			spoil(desk, &kept);
		help_step(&step, desk->session, desk->session);
		step.step.snapshot = NULL;
		step.step.visits = &kept;
		step.step.visits_count = 1;
		assert_int_not_equal(store_append(desk->store, &step.step), 0);
	}
}

static void night(struct desk *desk, uint32_t day)
{
	bool changed;

	assert_int_equal(learner_night(desk->learner, day, &changed), ERR_NONE);
}

static void no_visit_and_one_visit_leave_a_menu(void **state)
{
	struct desk *desk = *state;

	content(desk, desk->sites[0]);
	night(desk, VISITS_FIRST_DAY);
	append(desk, 1);
	night(desk, VISITS_FIRST_DAY + 1);
	assert_int_equal(layout_sound(desk->placed, sizeof(*desk->placed)), ERR_NONE);
}

static void whatever_the_visits_are_there_is_a_menu(void **state)
{
	struct desk *desk = *state;
	uint32_t day = VISITS_FIRST_DAY;

	for (unsigned round = 0; round < ROUNDS; round++) {
		content(desk, desk->sites[rng_below(&desk->dice, 3)]);
		append(desk, 30);
		day = rng_below(&desk->dice, 5) ? day + rng_below(&desk->dice, 3) : rng_below(&desk->dice, DAY_MAX);
		desk->local_s = (int64_t)day * VISITS_DAY_S;
		night(desk, day);
		if (rng_below(&desk->dice, 3) == 0) {
			switch_off(desk);
			switch_on(desk);
		}
	}
}

/* One layout as it lies in the store, with other bytes; with a hash that names them, as a program with other layouts
 * would have written it, or with the old one. */
static void spoil_layout(struct desk *desk, sqlite3 *db, struct layout *layout, bool hash_too)
{
	uint8_t was[IMAGE_HASH_BYTES];
	sqlite3_stmt *write[2];

	memcpy(was, layout->header.hash, sizeof(was));
	for (unsigned i = 0; i < 3; i++) {
		size_t at = rng_below(&desk->dice, sizeof(*layout) - sizeof(layout->header));

		((uint8_t *)layout)[sizeof(layout->header) + at] ^= 0x41;
	}
	if (hash_too)
		hash_image(layout, sizeof(*layout));
	sqlite3_prepare_v2(db, "UPDATE image SET hash=?2, bytes=?3 WHERE hash=?1", -1, &write[0], NULL);
	sqlite3_prepare_v2(db, "UPDATE menu_version SET layout=?2 WHERE layout=?1", -1, &write[1], NULL);
	sqlite3_bind_blob(write[0], 3, layout, sizeof(*layout), SQLITE_STATIC);
	for (unsigned i = 0; i < 2; i++) {
		sqlite3_bind_blob(write[i], 1, was, sizeof(was), SQLITE_STATIC);
		sqlite3_bind_blob(write[i], 2, layout->header.hash, sizeof(was), SQLITE_STATIC);
		assert_int_equal(sqlite3_step(write[i]), SQLITE_DONE);
		sqlite3_finalize(write[i]);
	}
}

/* The live one. */
static void spoil_live(struct desk *desk, bool hash_too)
{
	struct layout *layout = malloc(sizeof(*layout));
	char path[600];
	sqlite3_stmt *read;
	sqlite3 *db;

	assert_non_null(layout);
	snprintf(path, sizeof(path), "%s/foyer.db", desk->help->folder);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_prepare_v2(db,
		"SELECT i.bytes FROM menu_version v JOIN image i ON i.hash=v.layout ORDER BY version DESC LIMIT 1", -1,
		&read, NULL);
	assert_int_equal(sqlite3_step(read), SQLITE_ROW);
	assert_int_equal(sqlite3_column_bytes(read, 0), sizeof(*layout));
	memcpy(layout, sqlite3_column_blob(read, 0), sizeof(*layout));
	sqlite3_finalize(read);
	spoil_layout(desk, db, layout, hash_too);
	sqlite3_close(db);
	free(layout);
}

static void whatever_became_of_the_layouts_there_is_a_menu(void **state)
{
	struct desk *desk = *state;

	for (unsigned round = 0; round < ROUNDS; round++) {
		content(desk, desk->sites[rng_below(&desk->dice, 3)]);
		append(desk, 5);
		night(desk, VISITS_FIRST_DAY + round);
		switch_off(desk);
		spoil_live(desk, round % 4);
		switch_on(desk);
	}
	content(desk, desk->sites[0]);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(no_visit_and_one_visit_leave_a_menu),
		TEST(whatever_the_visits_are_there_is_a_menu),
		TEST(whatever_became_of_the_layouts_there_is_a_menu),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
