#include "run.h"

#include "caller.h"
#include "dice.h"
#include "press.h"

#include "event.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_S = 86400, HOUR_S = 3600, TAP_MS_MIN = 600, TAP_MS_MAX = 2000, TAPS_APART_S = 4, TAPPER = 1 << 30 };

/* Something that happens on a day: a customer's call, or a tap of somebody who wants nothing. */
struct happening {
	double at_s;
	int call; /* number in the world; -1: a tap */
	uint16_t leaf;
};

struct session {
	const struct world *world;
	const struct policy *policy;
	void *self;
	struct run *run;
	struct standing standing;
	struct plan before; /* as it was when moves were last counted */
	struct memory *memories;
	struct happening *today;
	int today_count;
	uint32_t number; /* of conversations */
	int day;
	bool attacked;
};

/* --- what has moved --- */

struct looks {
	uint8_t rank[TREE_ITEMS_MAX];
	char key[TREE_ITEMS_MAX];
};

static void look_at_menu(const struct session *s, const struct plan *plan, uint16_t menu, struct looks *out)
{
	struct walk_of of = {&s->world->tree, plan, menu, s->world->tree.touch != 0};
	struct segment walk[WALK_MAX];
	uint8_t count = walk_menu(&of, walk);
	uint8_t rank = 0;

	for (uint8_t i = 0; i < count; i++) {
		if (walk[i].kind != SEGMENT_ITEM)
			continue;
		out->rank[walk[i].index] = rank++;
		out->key[walk[i].index] = s->policy->renumbers ? (char)('0' + rank) : walk[i].key;
	}
}

static void look_at(const struct session *s, const struct plan *plan, struct looks *out)
{
	memset(out, 0, sizeof(*out));
	look_at_menu(s, plan, TREE_NONE, out);
	for (uint16_t i = 0; i < s->world->tree.items_count; i++)
		if (!tree_is_leaf(&s->world->tree, i))
			look_at_menu(s, plan, i, out);
}

static bool is_risen(const struct plan *plan, uint16_t item)
{
	for (int i = 0; i < PLACES_COUNT; i++)
		if (plan->places[i].why == PLACE_RISING && plan->places[i].item == item)
			return true;
	return false;
}

static void count_place(struct session *s, const struct place *was, const struct place *now)
{
	struct run *run = s->run;

	if (place_is_live(was) != place_is_live(now) ||
		(place_is_live(now) && (was->item != now->item || was->after != now->after)))
		run->place_moves++;
	if (was->item != TREE_NONE && now->item != TREE_NONE && was->item != now->item)
		run->place_reuses++;
	if (now->why != PLACE_RISING || is_risen(&s->before, now->item))
		return;
	run->promotions++;
	if (!world_is_labelled(s->world, s->world->item_leaf[now->item], s->day))
		run->false_promotions++;
}

static void count_moves(struct session *s)
{
	struct looks was;
	struct looks now;
	const struct plan *plan = &s->standing.plan;

	if (plan_same(&s->world->tree, &s->before, plan))
		return;
	if (!plan_sound(&s->world->tree, plan)) {
		fprintf(stderr, "bench-menu: %s made a plan that is not sound, on day %d\n", s->policy->name, s->day);
		abort();
	}
	look_at(s, &s->before, &was);
	look_at(s, plan, &now);
	for (int i = 0; i < s->world->tree.items_count; i++) {
		s->run->spoken_moves += was.rank[i] != now.rank[i];
		s->run->key_moves += was.key[i] != now.key[i];
	}
	for (int i = 0; i < PLACES_COUNT; i++)
		count_place(s, &s->before.places[i], &plan->places[i]);
	if (plan->left_out && s->run->left_out_day < 0)
		s->run->left_out_day = s->day;
	s->run->versions++;
	s->before = *plan;
}

/* --- rising issues --- */

static bool is_one_step(const struct session *s, uint16_t item)
{
	const struct plan *plan = &s->standing.plan;

	for (int i = 0; i < PLACES_COUNT; i++)
		if (place_is_live(&plan->places[i]) && plan->places[i].item == item)
			return true;
	return s->world->tree.items[item].parent == TREE_NONE;
}

static void count_spikes(struct session *s, int leaf, double seconds)
{
	for (int i = 0; i < s->world->setting->spikes_count; i++) {
		const struct spike *spike = &s->world->setting->spikes[i];
		struct spike_run *run = &s->run->spikes[i];

		if (s->day < spike->first || s->day > spike->last || world_spike_leaf(s->world, spike) != leaf)
			continue;
		if (is_one_step(s, s->world->leaf_item[leaf])) {
			if (run->calls < 0)
				run->calls = run->callers;
			run->reached_callers++;
		}
		run->callers++;
		run->seconds += seconds;
	}
}

/* --- one conversation --- */

static struct arm begin_visit(struct session *s, const struct happening *what, uint32_t caller, struct visit *visit)
{
	bool touch = s->world->tree.touch != 0;
	uint64_t salt = dice_hash(s->world->seed, 55);
	uint64_t who = dice_hash(salt, touch ? (uint64_t)s->day : (uint64_t)caller);
	struct arm arm = standing_arm(&s->standing, who, dice_hash(salt ^ 1, ++s->number));

	memset(visit, 0, offsetof(struct visit, steps));
	visit->session = s->number;
	visit->layout = s->standing.version;
	visit->local_s = (int64_t)(FIRST_DAY + s->day) * DAY_S + (int64_t)what->at_s;
	visit->held_permille = s->standing.held_permille;
	visit->channel = touch ? CHANNEL_SCREEN : CHANNEL_LINE;
	visit->held = arm.held;
	visit->flags = (uint8_t)(VISIT_FIRST | (arm.keeps ? VISIT_KEPT : 0));
	return arm;
}

static void count_story(struct session *s, const struct call *call, const struct story *story)
{
	struct run *run = s->run;
	int bin = run->calls++ / BIN_CALLS;

	run->seconds += story->seconds;
	run->abandoned += story->abandoned;
	run->wrong += story->wrong > 0;
	run->repeats += call->repeat;
	run->repeats_wrong += call->repeat && story->wrong > 0;
	run->pressed += story->pressed;
	run->pressed_wrong += story->pressed && story->wrong > 0;
	run->day_seconds[s->day] += story->seconds;
	run->day_calls[s->day]++;
	if (bin < RUN_BINS_MAX)
		run->bin_seconds[bin] += story->seconds;
	count_spikes(s, call->leaf, story->seconds);
}

static void receive(struct session *s, const struct happening *what, struct visit *visit)
{
	const struct call *call = &s->world->calls[what->call];
	struct arm arm = begin_visit(s, what, call->caller, visit);
	struct met met = {standing_plan(&s->standing, arm), arm.keeps && !s->policy->forgiving, s->policy->renumbers,
		s->policy->forgiving};
	struct who who = {what->call, &s->memories[call->caller]};
	struct story story;

	caller_call(s->world, &who, &met, &story, visit);
	count_story(s, call, &story);
}

/* Straight to the leaf, as fast as a finger goes that knows the way, or at leisure. */
static void tap(struct session *s, const struct happening *what, struct visit *visit)
{
	const struct tree *tree = &s->world->tree;
	uint16_t path[TREE_DEPTH_MAX + 1];
	int depth = 0;
	struct rng rng = {dice_hash(s->world->seed, s->number)};
	struct arm arm = begin_visit(s, what, TAPPER, visit);
	struct press press = {.tree = tree, .plan = standing_plan(&s->standing, arm), .keeps = arm.keeps};

	press.menu = TREE_NONE;
	visit->outcome = VISIT_SERVED;
	visit->leaf = s->world->leaf_item[what->leaf];
	for (uint16_t item = visit->leaf; item != TREE_NONE; item = tree->items[item].parent)
		path[depth++] = item;
	while (depth-- > 0) {
		press.item = path[depth];
		press.ms = TAP_MS_MIN + rng_below(&rng, TAP_MS_MAX - TAP_MS_MIN);
		press_log(visit, &press);
		press.menu = path[depth];
	}
}

/* --- one day --- */

static int earlier(const void *a, const void *b)
{
	double x = ((const struct happening *)a)->at_s;
	double y = ((const struct happening *)b)->at_s;

	return (x > y) - (x < y);
}

static void add_attack(struct session *s, const struct attack *attack, double open_s, double close_s)
{
	const struct world *world = s->world;
	uint16_t leaf = world->ranked[setting_rank(attack->rank, world->leaves)];
	struct rng rng = {dice_hash(world->seed, 88)};

	for (int i = 0; i < attack->taps; i++) {
		struct happening *tap_at = &s->today[s->today_count++];
		bool other = attack->kind == ATTACK_MIXED && i % 5 == 4;

		*tap_at = (struct happening){(open_s + close_s) / 2 + i * TAPS_APART_S, -1, leaf};
		if (other)
			tap_at->leaf = (uint16_t)rng_below(&rng, (uint32_t)world->leaves);
		if (attack->kind == ATTACK_SPREAD)
			tap_at->at_s = open_s + (close_s - open_s) * (i + 0.5) / attack->taps;
	}
}

static void plan_day(struct session *s)
{
	const struct setting *setting = s->world->setting;
	double open_s = setting->open_h * HOUR_S;
	double close_s = setting->close_h * HOUR_S;
	int first = s->world->first_call[s->day];
	int calls = s->world->first_call[s->day + 1] - first;
	int room = calls;

	for (int i = 0; i < setting->attacks_count; i++)
		room += setting->attacks[i].taps;
	free(s->today);
	s->today = calloc((size_t)room + 1, sizeof(*s->today));
	if (!s->today)
		abort();
	s->today_count = calls;
	for (int i = 0; i < calls; i++)
		s->today[i] = (struct happening){open_s + (close_s - open_s) * (i + 0.25) / calls, first + i, 0};
	for (int i = 0; i < setting->attacks_count && s->attacked; i++)
		if (setting->attacks[i].day == s->day)
			add_attack(s, &setting->attacks[i], open_s, close_s);
	qsort(s->today, (size_t)s->today_count, sizeof(*s->today), earlier);
}

static void run_day(struct session *s)
{
	struct visit visit;

	if (s->policy->morning)
		s->policy->morning(s->self, s->day, &s->standing);
	count_moves(s);
	plan_day(s);
	for (int i = 0; i < s->today_count; i++) {
		if (s->today[i].call >= 0)
			receive(s, &s->today[i], &visit);
		else
			tap(s, &s->today[i], &visit);
		if (s->policy->visit && s->policy->visit(s->self, &visit, &s->standing))
			count_moves(s);
	}
	if (s->policy->night && s->policy->night(s->self, s->day, &s->standing))
		count_moves(s);
}

static void begin_run(const struct session *s, struct run *run)
{
	memset(run, 0, sizeof(*run));
	run->days = s->world->days;
	run->bins = s->world->calls_count / BIN_CALLS;
	run->left_out_day = -1;
	for (int i = 0; i < s->world->setting->spikes_count; i++) {
		run->spikes[i].calls = -1;
		run->spikes[i].share = world_spike_share(s->world, &s->world->setting->spikes[i]);
	}
}

void run_policy(const struct world *world, const struct policy *policy, bool attacked, struct run *out)
{
	struct session s = {.world = world, .policy = policy, .run = out, .attacked = attacked};

	s.self = calloc(1, policy->bytes + 1);
	s.memories = calloc((size_t)world->callers + 1, sizeof(*s.memories));
	if (!s.self || !s.memories)
		abort();
	begin_run(&s, out);
	plan_authored(&world->tree, &s.standing.plan);
	s.standing.held = s.standing.plan;
	memcpy(s.standing.usual, s.standing.plan.places, sizeof(s.standing.usual));
	s.standing.version = 1;
	s.before = s.standing.plan;
	if (policy->open)
		policy->open(s.self, world, &s.standing);
	for (s.day = 0; s.day < world->days; s.day++)
		run_day(&s);
	if (policy->close)
		policy->close(s.self);
	free(s.today);
	free(s.memories);
	free(s.self);
}
