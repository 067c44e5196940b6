/* A data folder in which a menu has learned for some weeks: visits, versions with their reasons, sentences. All of it
 * through the real store. */
#ifndef FOYER_TESTS_CONTRACT_REPORT_HELP_H
#define FOYER_TESTS_CONTRACT_REPORT_HELP_H

#include "../unit/site_help.h"
#include "../unit/visits_help.h"

#include "base/text.h"
#include "effect.h"
#include "learn/layout.h"
#include "menu/menu_versions.h"

#include <sqlite3.h>

enum { FILL_LAYOUT_BYTES = 1 << 16, FILL_STEP_VISITS = 200 };

struct fill {
	struct store *store;
	const struct content *content;
	struct layout *layout; /* the live one */
	struct visits_maker maker;
	uint32_t session;
	uint32_t version;
};

/* In in/data: the site's menu as a telephone speaks it, and nobody there yet. */
static inline void fill_open(struct fill *f, const char *in, const char *site)
{
	char folder[300];
	const struct store_options options = {.folder = folder, .synchronous = true};
	char why[512] = "";

	snprintf(folder, sizeof(folder), "%s/data", in);
	memset(f, 0, sizeof(*f));
	f->content = site_open(site);
	f->layout = aligned_alloc(8, FILL_LAYOUT_BYTES);
	CHECK(f->layout && layout_build(f->content, f->layout, FILL_LAYOUT_BYTES) > 0);
	layout_meet(f->layout, false);
	CHECK(store_open(&f->store, &options, why, sizeof(why)) == ERR_NONE);
	CHECK(store_image_put(f->store, f->content) == ERR_NONE);
	CHECK(store_live_set(f->store, f->content->header.hash) == ERR_NONE);
	f->maker = visits_begin(&f->layout->tree, &f->layout->standing.plan, 1);
}

static inline void fill_close(struct fill *f)
{
	store_close(f->store);
	site_close(f->content);
	free(f->layout);
}

/* Behind the store's back, while it is closed. */
static inline void fill_change(const char *in, const char *text)
{
	char path[300];
	sqlite3 *db;

	snprintf(path, sizeof(path), "%s/data/foyer.db", in);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* What stands in the fill's layout goes live, for these reasons. */
static inline void fill_version(struct fill *f, uint32_t day, const struct change *changes, uint16_t count)
{
	struct names_kept *names = names_kept_make(f->content, &f->layout->tree);
	const struct menu_next next = {.layout = f->layout,
		.names = names,
		.changes = changes,
		.changes_count = count,
		.actor = f->version == 0 ? MENU_BY_START : MENU_BY_NIGHT,
		.before = f->version,
		.local_s = (int64_t)day * VISITS_DAY_S + 3 * 3600};

	CHECK(names && menu_keep(f->store, &next) == ERR_NONE);
	free(names);
	f->maker.layout = ++f->version;
}

/* One step of a conversation, with what is learned from it. */
static inline void fill_step(struct fill *f, struct store_step *step)
{
	static struct effects effects;
	struct record event;
	struct record done;
	struct event typed = {.kind = EVENT_TYPED, .session = ++f->session, .time_ms = f->session};
	struct meaning meaning = {0};

	effects.count = 1;
	effects.list[0].kind = EFFECT_LANGUAGE;
	effects.list[0].session = f->session;
	record_event(&typed, &meaning, false, &event);
	record_effects(&effects, "narrow", &done);
	step->session = f->session;
	step->time_ms = f->session;
	step->event = &event;
	step->effects = &done;
	step->state = "narrow";
	step->content = f->content->header.hash;
	CHECK(store_append(f->store, step) > 0);
}

static inline void fill_visits(struct fill *f, uint32_t count)
{
	static struct store_visit packed[FILL_STEP_VISITS];

	while (count > 0) {
		struct store_step step = {.visits = packed};

		for (; count > 0 && step.visits_count < FILL_STEP_VISITS; count--) {
			struct visit visit = visits_next(&f->maker);

			store_visit_pack(&f->layout->tree, &visit, &packed[step.visits_count++]);
		}
		fill_step(f, &step);
	}
}

/* So many customers say it; topic "": nobody understood. */
static inline void fill_phrase(struct fill *f, const char *topic, const char *words, uint32_t times)
{
	struct store_phrase phrase = {.language = "en"};

	text_copy(phrase.topic, sizeof(phrase.topic), text_of(topic));
	text_copy(phrase.words, sizeof(phrase.words), text_of(words));
	for (uint32_t i = 0; i < times; i++)
		fill_step(f, &(struct store_step){.phrases = &phrase,
				     .phrases_count = 1,
				     .local_s = (int64_t)(VISITS_FIRST_DAY + 20) * VISITS_DAY_S});
}

/* Three weeks: two as authored with a hold-out, then the order moves, an issue rises and goes. */
static inline void fill_weeks(struct fill *f)
{
	const uint16_t leaf = f->layout->tree.children[f->layout->tree.top_count];
	const struct change moved = {.kind = CHANGE_ORDER,
		.subject = f->layout->tree.children[2],
		.other = TREE_NONE,
		.from = 3,
		.to = 1,
		.days = 14,
		.served = 412,
		.of = 1203,
		.gain_ms = 1800,
		.agree = 38,
		.samples = 40};
	const struct change rising = {.kind = CHANGE_RISING,
		.place = PLACE_NOW,
		.subject = leaf,
		.other = TREE_NONE,
		.served = 41,
		.of = 120,
		.usual_permyriad = 310,
		.share_permyriad = 3416};
	struct change away = rising;

	away.kind = CHANGE_RISING_AWAY;
	away.served = 9;
	away.share_permyriad = 750;
	fill_version(f, VISITS_FIRST_DAY, NULL, 0);
	f->maker.held_permille = 200;
	f->maker.faster_ms = 1500;
	fill_visits(f, 14 * f->maker.a_day);
	fill_version(f, VISITS_FIRST_DAY + 14, &moved, 1);
	fill_visits(f, 2 * f->maker.a_day);
	fill_version(f, VISITS_FIRST_DAY + 16, &rising, 1);
	fill_visits(f, 2 * f->maker.a_day);
	fill_version(f, VISITS_FIRST_DAY + 18, &away, 1);
	fill_visits(f, 3 * f->maker.a_day);
	fill_phrase(f, "", "can i pay with my phone", 7);
	fill_phrase(f, "", "how can i pay with the phone please", 4);
	fill_phrase(f, "", "do you sell stamps", 5);
	fill_phrase(f, "", "my uncle bernardo", 1);
	fill_phrase(f, "answer:card_pin_forgotten", "my card code is gone", 9);
	fill_phrase(f, "answer:card_pin_forgotten", "forgotten pin", 6);
}

#endif
