/* A data folder in which a menu has learned for some weeks: visits, versions with their reasons, sentences. All of it
 * through the real store. */
#ifndef FOYER_TESTS_CONTRACT_REPORT_HELP_H
#define FOYER_TESTS_CONTRACT_REPORT_HELP_H

#include "../unit/site_help.h"
#include "../unit/visits_help.h"

#include "base/text.h"
#include "effect.h"
#include "hash.h"
#include "learn/change.h"
#include "learn/layout.h"
#include "store/store.h"

enum { FILL_LAYOUT_BYTES = 1 << 16, FILL_STEP_VISITS = 200, FILL_CHANGES_MAX = 8 };

struct fill {
	struct store *store;
	const struct content *content;
	struct layout *layout; /* the live one */
	struct visits_maker maker;
	uint32_t session;
	uint32_t version;
};

static inline void fill_must(bool good)
{
	if (!good)
		abort();
}

/* The site's menu as a telephone speaks it, and nobody there yet. */
static inline void fill_open(struct fill *f, const char *folder, const char *site)
{
	const struct store_options options = {.folder = folder, .synchronous = true};
	char why[512] = "";

	memset(f, 0, sizeof(*f));
	f->content = site_open(site);
	f->layout = aligned_alloc(8, FILL_LAYOUT_BYTES);
	fill_must(f->layout && layout_build(f->content, f->layout, FILL_LAYOUT_BYTES) > 0);
	f->layout->tree.touch = 0;
	fill_must(store_open(&f->store, &options, why, sizeof(why)) == ERR_NONE);
	fill_must(store_image_put(f->store, f->content) == ERR_NONE);
	fill_must(store_live_set(f->store, f->content->header.hash) == ERR_NONE);
	f->maker = visits_begin(&f->layout->tree, &f->layout->standing.plan, 1);
}

static inline void fill_close(struct fill *f)
{
	store_close(f->store);
	site_close(f->content);
	free(f->layout);
}

static inline const char *fill_item(void *self, uint16_t item)
{
	const struct content *c = self;

	return content_text(c, content_item(c, item)->label, 0, 0);
}

static inline const char *fill_prompt(void *self, uint16_t prompt)
{
	(void)self;
	return prompt == 0 ? "Greeting" : "Notice";
}

/* What stands in the fill's layout goes live, for these reasons. */
static inline void fill_version(struct fill *f, uint32_t day, const struct change *changes, uint16_t count)
{
	static struct store_menu_change rows[FILL_CHANGES_MAX];
	const char *names[TREE_ITEMS_MAX];
	const struct change_names named = {fill_item, fill_prompt, (void *)(uintptr_t)f->content};
	struct store_menu menu = {.layout = f->layout, .changes = rows, .changes_count = count, .names = names};

	for (uint16_t i = 0; i < f->layout->tree.items_count; i++)
		names[i] = content_string(f->content, content_item(f->content, i)->id);
	names[f->layout->tree.items_count] = "prompt:greet";
	names[f->layout->tree.items_count + 1] = "notice";
	menu.names_count = f->layout->tree.items_count + 2;
	for (uint16_t i = 0; i < count; i++) {
		bool prompt = changes[i].kind == CHANGE_LEFT_OUT || changes[i].kind == CHANGE_PUT_BACK;

		memset(&rows[i], 0, sizeof(rows[i]));
		rows[i].change = changes[i];
		if (changes[i].subject != TREE_NONE)
			text_copy(rows[i].subject, sizeof(rows[i].subject),
				text_of(names[changes[i].subject + (prompt ? f->layout->tree.items_count : 0)]));
		if (changes[i].other != TREE_NONE)
			text_copy(rows[i].other, sizeof(rows[i].other), text_of(names[changes[i].other]));
		change_say(&changes[i], &named, rows[i].sentence, sizeof(rows[i].sentence));
	}
	menu.version.before = f->version;
	menu.version.version = ++f->version;
	menu.version.same_as = f->version;
	menu.version.local_s = (int64_t)day * VISITS_DAY_S + 3 * 3600;
	menu.version.actor = f->version == 1 ? MENU_BY_START : MENU_BY_NIGHT;
	memcpy(menu.version.content, f->content->header.hash, IMAGE_HASH_BYTES);
	f->layout->standing.version = f->version;
	hash_image(f->layout, f->layout->header.bytes);
	memcpy(menu.version.layout, f->layout->header.hash, IMAGE_HASH_BYTES);
	fill_must(store_menu_put(f->store, &menu) == ERR_NONE);
	f->maker.layout = f->version;
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
	fill_must(store_append(f->store, step) > 0);
}

static inline void fill_pack(const struct fill *f, const struct visit *visit, struct store_visit *out)
{
	memset(out, 0, sizeof(*out));
	out->session = visit->session;
	out->layout = visit->layout;
	out->local_s = visit->local_s;
	out->leaf = visit->leaf == TREE_NONE ? 0 : f->layout->tree.items[visit->leaf].id;
	out->outcome = visit->outcome;
	out->packed_bytes = (uint16_t)visit_pack(&f->layout->tree, visit, out->packed);
}

static inline void fill_visits(struct fill *f, uint32_t count)
{
	static struct store_visit packed[FILL_STEP_VISITS];

	while (count > 0) {
		struct store_step step = {.visits = packed};

		for (; count > 0 && step.visits_count < FILL_STEP_VISITS; count--) {
			struct visit visit = visits_next(&f->maker);

			fill_pack(f, &visit, &packed[step.visits_count++]);
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
