#include "world.h"

#include "city.h"
#include "dice.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the world is drawn with; one stream for each purpose, so that a setting that differs in one number differs in
 * that alone. */
struct drawing {
	const struct setting *setting;
	struct world *world;
	struct city city; /* real demand only */
	double weight[SETTING_LEAVES_MAX];
	double score[TREE_ITEMS_MAX]; /* by what the author sorts */
};

enum stream { STREAM_RANKS, STREAM_AUTHOR, STREAM_SECONDS, STREAM_DRIFT, STREAM_WEEK, STREAM_SWAPS, STREAM_CALLS };

static struct rng stream(const struct world *world, enum stream what)
{
	return (struct rng){dice_hash(world->seed, 1000 + (uint64_t)what)};
}

static void shuffle(struct rng *rng, uint16_t *list, int count)
{
	for (int i = count - 1; i > 0; i--) {
		int k = (int)rng_below(rng, (uint32_t)i + 1);
		uint16_t held = list[i];

		list[i] = list[k];
		list[k] = held;
	}
}

/* --- the tree --- */

static uint16_t add_item(struct world *world, uint16_t parent, int leaf)
{
	struct tree *tree = &world->tree;
	uint16_t item = tree->items_count++;
	char id[32];

	snprintf(id, sizeof(id), "item:%u", item);
	tree->items[item] = (struct tree_item){.id = tree_id(id), .parent = parent};
	world->item_leaf[item] = leaf < 0 ? TREE_NONE : (uint16_t)leaf;
	if (leaf >= 0)
		world->leaf_item[leaf] = item;
	if (parent == TREE_NONE)
		tree->top_count++;
	else
		tree->items[parent].count++;
	return item;
}

static void draw_items(struct world *world)
{
	const struct setting *s = world->setting;
	int branches = (int)s->branches;
	int groups = (int)s->groups;
	uint16_t menus[12 * 12];
	int menus_count = 0;

	for (int b = 0; b < branches; b++) {
		uint16_t branch = add_item(world, TREE_NONE, -1);

		for (int g = 0; g < groups; g++)
			menus[menus_count++] = add_item(world, branch, -1);
		if (groups == 0)
			menus[menus_count++] = branch;
	}
	world->leaves = (int)s->leaves;
	for (int i = 0; i < world->leaves; i++)
		add_item(world, menus[i % menus_count], i);
}

static bool city_items(struct drawing *d)
{
	uint16_t item_of[TREE_ITEMS_MAX + 1] = {TREE_NONE};
	struct world *world = d->world;

	world->leaves = d->city.leaves;
	for (int i = 1; i < d->city.nodes; i++) {
		uint16_t parent = d->city.parent[i] < 0 ? TREE_NONE : item_of[d->city.parent[i]];

		item_of[i] = add_item(world, parent, d->city.leaf[i]);
	}
	for (int day = 0; day < d->city.days; day++)
		for (int i = 0; i < world->leaves; i++)
			d->weight[i] += d->city.counts[day * world->leaves + i];
	return true;
}

static void rank_leaves(struct drawing *d)
{
	struct world *world = d->world;
	struct rng rng = stream(world, STREAM_RANKS);

	for (int i = 0; i < world->leaves; i++)
		world->ranked[i] = (uint16_t)i;
	if (d->city.days == 0) {
		shuffle(&rng, world->ranked, world->leaves);
		for (int i = 0; i < world->leaves; i++)
			d->weight[world->ranked[i]] = pow(i + 1, -d->setting->skew);
		return;
	}
	for (int i = 1; i < world->leaves; i++)
		for (int k = i; k > 0 && d->weight[world->ranked[k]] > d->weight[world->ranked[k - 1]]; k--) {
			uint16_t held = world->ranked[k];

			world->ranked[k] = world->ranked[k - 1];
			world->ranked[k - 1] = held;
		}
}

/* A so-so author: by the logarithm of what is below an item, and an error. */
static void author(struct drawing *d)
{
	struct world *world = d->world;
	struct tree *tree = &world->tree;
	struct rng rng = stream(world, STREAM_AUTHOR);
	double below[TREE_ITEMS_MAX] = {0};

	for (int i = 0; i < world->leaves; i++)
		for (uint16_t item = world->leaf_item[i]; item != TREE_NONE; item = tree->items[item].parent)
			below[item] += d->weight[i];
	for (int i = 0; i < tree->items_count; i++) {
		d->score[i] = log(below[i] + 1e-9) + d->setting->author_noise * dice_normal(&rng);
		if (d->setting->author_reversed > 0)
			d->score[i] = -d->score[i];
	}
}

static uint16_t put_run(struct drawing *d, uint16_t parent, uint16_t at)
{
	struct tree *tree = &d->world->tree;
	uint16_t first = at;

	for (uint16_t i = 0; i < tree->items_count; i++) {
		uint16_t k = at;

		if (tree->items[i].parent != parent)
			continue;
		for (; k > first && d->score[tree->children[k - 1]] < d->score[i]; k--)
			tree->children[k] = tree->children[k - 1];
		tree->children[k] = i;
		at++;
	}
	for (uint16_t k = first; k < at; k++)
		tree->items[tree->children[k]].place = (uint8_t)(k - first);
	return at;
}

static uint32_t ms_of(double seconds)
{
	return (uint32_t)lround(seconds * 1000);
}

static void put_prompt(struct tree *tree, const char *id, double seconds, uint32_t flags)
{
	if (seconds > 0)
		tree->prompts[tree->prompts_count++] = (struct tree_prompt){tree_id(id), ms_of(seconds), flags};
}

static void put_seconds(struct drawing *d)
{
	const struct setting *s = d->setting;
	struct tree *tree = &d->world->tree;
	struct rng rng = stream(d->world, STREAM_SECONDS);

	for (int i = 0; i < tree->items_count; i++) {
		double seconds = s->item_s * exp(s->item_spread * dice_normal(&rng));

		seconds = fmin(fmax(seconds, s->item_min_s), s->item_max_s);
		tree->items[i].ms = ms_of(seconds + s->item_pause_s);
		tree->items[i].header_ms = tree->items[i].count ? ms_of(s->header_s) : 0;
	}
	tree->touch = s->touch > 0;
	tree->header_ms = ms_of(s->top_header_s);
	put_prompt(tree, "prompt:greet", s->greeting_s, TREE_MANDATORY);
	put_prompt(tree, "offer:promo", s->promo_s, TREE_PROMOTION | (s->promo_mandatory > 0 ? TREE_MANDATORY : 0U));
}

static bool build_tree(struct drawing *d)
{
	struct tree *tree = &d->world->tree;
	uint16_t at;

	if (d->city.days > 0)
		city_items(d);
	else
		draw_items(d->world);
	rank_leaves(d);
	author(d);
	at = put_run(d, TREE_NONE, 0);
	for (uint16_t i = 0; i < tree->items_count; i++) {
		tree->items[i].first = at;
		at = put_run(d, i, at);
	}
	put_seconds(d);
	if (!tree_sound(tree))
		fprintf(stderr, "bench-menu: %s: no sound tree comes of it\n", d->setting->name);
	return tree_sound(tree);
}

/* --- the demand --- */

static double spike_factor(const struct spike *spike, int day)
{
	double risen = 1;

	if (day < spike->first || day > spike->last)
		return 1;
	if (spike->ramp > 0)
		risen = fmin(1, (day - spike->first + 1) / spike->ramp);
	return 1 + (spike->factor - 1) * risen;
}

static void swap_popularity(struct drawing *d, struct rng *rng, double *popularity, int day)
{
	int leaves = d->world->leaves;

	for (int c = 0; c < d->setting->changes_count; c++) {
		int swaps = (int)(d->setting->changes[c].share * leaves);

		for (int i = 0; i < swaps && day == (int)d->setting->changes[c].day; i++) {
			uint32_t a = rng_below(rng, (uint32_t)leaves);
			uint32_t b = rng_below(rng, (uint32_t)leaves);
			double held = popularity[a];

			popularity[a] = popularity[b];
			popularity[b] = held;
		}
	}
}

static void normalise(double *share, int count)
{
	double sum = 0;

	for (int i = 0; i < count; i++)
		sum += share[i];
	for (int i = 0; i < count; i++)
		share[i] = sum > 0 ? share[i] / sum : 1.0 / count;
}

static void draw_shares(struct drawing *d)
{
	struct world *world = d->world;
	struct rng week = stream(world, STREAM_WEEK);
	struct rng drift = stream(world, STREAM_DRIFT);
	struct rng swaps = stream(world, STREAM_SWAPS);
	double popularity[SETTING_LEAVES_MAX];
	double amplitude[SETTING_LEAVES_MAX];
	double phase[SETTING_LEAVES_MAX];

	for (int i = 0; i < world->leaves; i++) {
		popularity[i] = log(d->weight[i]);
		amplitude[i] = d->setting->weekly * dice_uniform(&week);
		phase[i] = 7 * dice_uniform(&week);
	}
	for (int day = 0; day < world->days; day++) {
		double *share = world->share + (long)day * world->leaves;

		swap_popularity(d, &swaps, popularity, day);
		for (int i = 0; i < world->leaves; i++) {
			popularity[i] += d->setting->drift * dice_normal(&drift);
			share[i] = exp(popularity[i]) *
				   (1 + amplitude[i] * cos(2 * 3.14159265358979323846 * (day + phase[i]) / 7));
		}
		for (int k = 0; k < d->setting->spikes_count; k++)
			share[world_spike_leaf(world, &d->setting->spikes[k])] *=
				spike_factor(&d->setting->spikes[k], day);
		normalise(share, world->leaves);
	}
}

static void city_shares(struct drawing *d)
{
	struct world *world = d->world;
	int around = (int)d->setting->oracle_days / 2;

	for (int day = 0; day < world->days; day++) {
		double *share = world->share + (long)day * world->leaves;

		for (int k = day - around; k <= day + around; k++)
			for (int i = 0; i < world->leaves && k >= 0 && k < d->city.days; i++)
				share[i] += d->city.counts[k * world->leaves + i];
		normalise(share, world->leaves);
	}
}

/* --- the calls --- */

static void add_call(struct world *world, uint16_t leaf, int *room)
{
	if (world->calls_count == *room) {
		*room = *room ? *room * 2 : 4096;
		world->calls = realloc(world->calls, (size_t)*room * sizeof(*world->calls));
		if (!world->calls)
			abort();
	}
	world->calls[world->calls_count++] = (struct call){.leaf = leaf};
}

static uint16_t drawn_leaf(struct rng *rng, const double *share, int leaves)
{
	double at = dice_uniform(rng);
	int i = 0;

	for (; i + 1 < leaves && at >= share[i]; i++)
		at -= share[i];
	return (uint16_t)i;
}

static void draw_day(struct drawing *d, struct rng *rng, int day, int *room)
{
	const struct setting *s = d->setting;
	double mean = s->sessions * (day % 7 < 5 ? s->weekday : s->weekend);
	int calls = (int)lround(mean + sqrt(mean) * dice_normal(rng));

	for (int i = 0; i < calls; i++)
		add_call(d->world, drawn_leaf(rng, world_shares(d->world, day), d->world->leaves), room);
}

static void city_day(struct drawing *d, struct rng *rng, int day, int *room)
{
	struct world *world = d->world;
	int first = world->calls_count;

	for (int i = 0; i < world->leaves; i++)
		for (int n = d->city.counts[day * world->leaves + i]; n > 0; n--)
			if (d->setting->sample >= 1 || dice_uniform(rng) < d->setting->sample)
				add_call(world, (uint16_t)i, room);
	for (int i = world->calls_count - 1; i > first; i--) {
		int k = first + (int)rng_below(rng, (uint32_t)(i - first) + 1);
		struct call held = world->calls[i];

		world->calls[i] = world->calls[k];
		world->calls[k] = held;
	}
}

/* Who calls: somebody new, or one of the last callers for the same. */
static void name_callers(struct world *world)
{
	int last = (int)world->setting->last_callers;
	uint32_t *ring = calloc((size_t)world->leaves * (size_t)last, sizeof(*ring));
	int *count = calloc((size_t)world->leaves, sizeof(*count));

	if (!ring || !count)
		abort();
	for (int i = 0; i < world->calls_count; i++) {
		struct call *call = &world->calls[i];
		uint64_t hash = dice_hash(dice_hash(world->seed, 77), (uint64_t)i);
		uint32_t *own = ring + (long)call->leaf * last;
		int known = count[call->leaf] < last ? count[call->leaf] : last;

		call->repeat = known > 0 && dice_of(hash) < world->setting->repeat;
		call->caller = call->repeat ? own[dice_hash(hash, 1) % (uint64_t)known] : (uint32_t)world->callers++;
		own[count[call->leaf]++ % last] = call->caller;
	}
	free(ring);
	free(count);
}

static void draw_calls(struct drawing *d)
{
	struct world *world = d->world;
	struct rng rng = stream(world, STREAM_CALLS);
	int room = 0;

	for (int day = 0; day < world->days; day++) {
		world->first_call[day] = world->calls_count;
		if (d->city.days > 0)
			city_day(d, &rng, day, &room);
		else
			draw_day(d, &rng, day, &room);
	}
	world->first_call[world->days] = world->calls_count;
	name_callers(world);
}

/* --- the whole --- */

bool world_open(const struct setting *setting, uint64_t seed, struct world *out, bool *absent)
{
	static struct drawing d;

	memset(out, 0, sizeof(*out));
	memset(&d, 0, sizeof(d));
	*absent = false;
	out->setting = setting;
	out->seed = seed;
	d.setting = setting;
	d.world = out;
	if (setting->demand[0] && !city_read(setting->demand, &d.city, absent))
		return false;
	out->days = (int)setting->days;
	if (d.city.days > 0 && d.city.days < out->days)
		out->days = d.city.days;
	if (!build_tree(&d))
		return false;
	out->share = calloc((size_t)out->days * (size_t)out->leaves, sizeof(*out->share));
	out->first_call = calloc((size_t)out->days + 1, sizeof(*out->first_call));
	if (!out->share || !out->first_call)
		abort();
	if (d.city.days > 0)
		city_shares(&d);
	else
		draw_shares(&d);
	draw_calls(&d);
	city_close(&d.city);
	return true;
}

void world_close(struct world *world)
{
	free(world->share);
	free(world->calls);
	free(world->first_call);
}

int world_spike_leaf(const struct world *world, const struct spike *spike)
{
	if (spike->leaf >= 0)
		return (int)fmin(spike->leaf, world->leaves - 1);
	return world->ranked[setting_rank(spike->rank, world->leaves)];
}

bool world_is_labelled(const struct world *world, int leaf, int day)
{
	const struct setting *s = world->setting;

	for (int i = 0; i < s->spikes_count; i++)
		if (day >= s->spikes[i].first && day <= s->spikes[i].last &&
			world_spike_leaf(world, &s->spikes[i]) == leaf)
			return true;
	for (int i = 0; i < s->changes_count; i++)
		if (day >= s->changes[i].day && day < s->changes[i].day + s->settle_days)
			return true;
	return false;
}

double world_spike_share(const struct world *world, const struct spike *spike)
{
	int leaf = world_spike_leaf(world, spike);
	double sum = 0;
	int days = 0;

	for (int day = (int)spike->first; day <= (int)spike->last && day < world->days; day++) {
		sum += world_shares(world, day)[leaf];
		days++;
	}
	return days ? sum / days : 0;
}
