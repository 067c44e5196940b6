/* A device's learner with what learns played by the test: it proposes when told. Store and content are real. */
#ifndef FOYER_TEST_LEARNER_HELP_H
#define FOYER_TEST_LEARNER_HELP_H

#include "store_help.h"

#include "site_help.h"

#include "hash.h"
#include "learn/layout.h"
#include "learn/learn.h"
#include "menu/learner.h"
#include "menu/menu_versions.h"

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
static inline void propose(enum change_kind kind)
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

static inline uint64_t now_ms(void *self)
{
	return ((struct desk *)self)->now_ms;
}

static inline int64_t local_s(void *self)
{
	return ((struct desk *)self)->local_s;
}

static inline enum err place(void *self, void *layout)
{
	struct desk *desk = self;

	free(desk->placed);
	desk->placed = layout;
	desk->places++;
	return ERR_NONE;
}

static inline void content(struct desk *desk, const struct content *c)
{
	desk->now.content = c;
	free(desk->placed);
	desk->placed = learner_content(desk->learner, c);
	assert_non_null(desk->placed);
}

static inline void switch_on(struct desk *desk)
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

static inline void switch_off(struct desk *desk)
{
	learner_close(desk->learner);
	store_close(desk->store);
	desk->learner = NULL;
	desk->store = NULL;
}

static inline int set_up(void **state)
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

static inline int tear_down(void **state)
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
static inline void turn(struct desk *desk)
{
	desk->now_ms += 2000;
	while (learner_turn(desk->learner, &desk->now))
		;
}

static inline void visits(struct desk *desk, uint32_t session)
{
	struct visit visit = {.session = session, .local_s = desk->local_s, .leaf = 5};
	struct store_visit kept;
	struct help_step step;

	store_visit_pack(&played.tree, &visit, &kept);
	help_step(&step, session, session);
	step.step.visits = &kept;
	step.step.visits_count = 1;
	assert_int_not_equal(store_append(desk->store, &step.step), 0);
	desk->now.visits++;
}

static inline struct store_menu_version live(struct desk *desk)
{
	struct store_menu_version version;

	assert_int_equal(store_menu_live(desk->store, &version), ERR_NONE);
	return version;
}

/* What is placed is what the live version's hash says, byte for byte. */
static inline void assert_placed_is_live(struct desk *desk)
{
	struct store_menu_version version = live(desk);

	assert_true(hash_image_holds(desk->placed, sizeof(*desk->placed)));
	assert_memory_equal(desk->placed->header.hash, version.layout, IMAGE_HASH_BYTES);
	assert_int_equal(layout_sound(desk->placed, sizeof(*desk->placed)), ERR_NONE);
}

static inline void at_night(struct desk *desk, uint32_t day)
{
	desk->local_s = (int64_t)day * DAY_S + NIGHT_S;
	turn(desk);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

#endif
