/* The peers, each in its own words: what others do, or would try first. */
#include "policy.h"

#include "dice.h"

#include <math.h>
#include <string.h>

/* Tuned on S1 and S3, seeds 1-20: half-lives of 7, 14, 28 and 56 days, priors of 10, 30 and 100 sessions, gates of
 * 0.02, 0.05 and 0.1 s (glass: 0.005, 0.01 and 0.02 s); the best of each stands here. */
static const double CLICK_HALF_LIFE_DAYS = 56;
static const double DRAWN_HALF_LIFE_DAYS = 28;
static const double GATED_HALF_LIFE_DAYS = 7;
static const double PRIOR_SESSIONS = 30;
static const double GATE_S = 0.02;
static const double GATE_TOUCH_S = 0.005;

struct peer {
	const struct world *world;
	double count[TREE_ITEMS_MAX]; /* clicks on each item, or visits served at each leaf */
	double prior[TREE_ITEMS_MAX];
	struct rng rng;
};

/* --- shared --- */

bool policy_sort(const struct tree *tree, uint16_t parent, const double *score, uint16_t *spoken)
{
	uint16_t count;
	uint16_t *run = spoken + tree_first(tree, parent);
	bool moved = false;

	tree_children(tree, parent, &count);
	for (uint16_t i = 1; i < count; i++) {
		uint16_t item = run[i];
		uint16_t k = i;

		for (; k > 0 && score[run[k - 1]] < score[item]; k--)
			run[k] = run[k - 1];
		run[k] = item;
		moved = moved || k != i;
	}
	return moved;
}

bool policy_sort_all(const struct tree *tree, const double *score, uint16_t *spoken)
{
	bool moved = policy_sort(tree, TREE_NONE, score, spoken);

	for (uint16_t i = 0; i < tree->items_count; i++)
		if (!tree_is_leaf(tree, i) && policy_sort(tree, i, score, spoken))
			moved = true;
	return moved;
}

static void open_peer(void *self, const struct world *world, struct standing *standing)
{
	struct peer *peer = self;
	const struct tree *tree = &world->tree;
	double sum = 0;

	peer->world = world;
	peer->rng.state = dice_hash(world->seed, 4711);
	standing->plan.free_order = 1;
	for (uint16_t i = 0; i < tree->items_count; i++) {
		double weight = tree_is_leaf(tree, i);

		for (uint16_t item = i; item != TREE_NONE; item = tree->items[item].parent)
			weight /= 1 + tree->items[item].place;
		peer->prior[i] = weight;
		sum += weight;
	}
	for (uint16_t i = 0; i < tree->items_count; i++)
		peer->prior[i] *= PRIOR_SESSIONS / sum;
}

static void forget(struct peer *peer, double half_life_days)
{
	for (int i = 0; i < peer->world->tree.items_count; i++)
		peer->count[i] *= exp2(-1 / half_life_days);
}

static bool renew(struct standing *standing, bool moved)
{
	standing->version += moved;
	return moved;
}

/* --- by clicks --- */

static bool count_clicks(void *self, const struct visit *visit, struct standing *standing)
{
	struct peer *peer = self;

	(void)standing;
	for (uint8_t i = 0; i < visit->steps_count; i++)
		if (visit->steps[i].kind == SEGMENT_ITEM && visit->steps[i].end == VISIT_CHOSEN)
			peer->count[visit->steps[i].index]++;
	return false;
}

static bool sort_clicks(void *self, int day, struct standing *standing)
{
	struct peer *peer = self;

	(void)day;
	return renew(standing, policy_sort_all(&peer->world->tree, peer->count, standing->plan.spoken));
}

static bool sort_decayed(void *self, int day, struct standing *standing)
{
	forget(self, CLICK_HALF_LIFE_DAYS);
	return sort_clicks(self, day, standing);
}

/* --- by what was served --- */

static bool count_served(void *self, const struct visit *visit, struct standing *standing)
{
	struct peer *peer = self;

	(void)standing;
	if (visit->outcome == VISIT_SERVED)
		peer->count[visit->leaf]++;
	return false;
}

static double seconds_of(const struct tree *tree, uint16_t item)
{
	return tree->touch ? TREE_TILE_MS / 1000.0 : tree->items[item].ms / 1000.0;
}

/* Each leaf's demand, carried up to the menus above it; `below` has what lies under each item. */
static void carry_up(const struct tree *tree, const double *demand, double *below)
{
	memset(below, 0, TREE_ITEMS_MAX * sizeof(*below));
	for (uint16_t i = 0; i < tree->items_count; i++)
		for (uint16_t item = i; item != TREE_NONE && tree_is_leaf(tree, i); item = tree->items[item].parent)
			below[item] += demand[i];
}

static bool sample_and_sort(void *self, int day, struct standing *standing)
{
	struct peer *peer = self;
	const struct tree *tree = &peer->world->tree;
	double drawn[TREE_ITEMS_MAX] = {0};
	double score[TREE_ITEMS_MAX];

	(void)day;
	forget(peer, DRAWN_HALF_LIFE_DAYS);
	for (uint16_t i = 0; i < tree->items_count; i++)
		drawn[i] = tree_is_leaf(tree, i) ? dice_gamma(&peer->rng, fmax(peer->count[i] + peer->prior[i], 0.001))
						 : 0;
	carry_up(tree, drawn, score);
	for (uint16_t i = 0; i < tree->items_count; i++)
		score[i] /= seconds_of(tree, i);
	return renew(standing, policy_sort_all(tree, score, standing->plan.spoken));
}

/* Seconds a session until the items of a menu have been said, by what lies below them. */
static double menu_seconds(const struct tree *tree, uint16_t parent, const double *below, const uint16_t *spoken)
{
	uint16_t count;
	const uint16_t *run = spoken + tree_first(tree, parent);
	double said = 0;
	double sum = 0;

	tree_children(tree, parent, &count);
	for (uint16_t i = 0; i < count; i++) {
		said += seconds_of(tree, run[i]);
		sum += below[run[i]] * said;
	}
	return sum;
}

static bool sort_gated(void *self, int day, struct standing *standing)
{
	struct peer *peer = self;
	const struct tree *tree = &peer->world->tree;
	double demand[TREE_ITEMS_MAX] = {0};
	double below[TREE_ITEMS_MAX];
	double score[TREE_ITEMS_MAX];
	double all = 0;
	bool moved = false;

	(void)day;
	forget(peer, GATED_HALF_LIFE_DAYS);
	for (uint16_t i = 0; i < tree->items_count; i++) {
		demand[i] = peer->count[i] + peer->prior[i];
		all += demand[i];
	}
	carry_up(tree, demand, below);
	for (uint16_t i = 0; i < tree->items_count; i++)
		score[i] = below[i] / seconds_of(tree, i);
	for (int i = -1; i < tree->items_count; i++) {
		uint16_t menu = i < 0 ? TREE_NONE : (uint16_t)i;
		struct plan next = standing->plan;
		double gain;

		if (i >= 0 && tree_is_leaf(tree, menu))
			continue;
		policy_sort(tree, menu, score, next.spoken);
		gain = menu_seconds(tree, menu, below, standing->plan.spoken) -
		       menu_seconds(tree, menu, below, next.spoken);
		if (gain / all <= (tree->touch ? GATE_TOUCH_S : GATE_S))
			continue;
		standing->plan = next;
		moved = true;
	}
	return renew(standing, moved);
}

static const struct policy policy_authored = {.name = "authored"};
static const struct policy policy_raw = {
	.name = "raw",
	.renumbers = true,
	.bytes = sizeof(struct peer),
	.open = open_peer,
	.visit = count_clicks,
	.night = sort_clicks,
};
static const struct policy policy_decayed = {
	.name = "decayed",
	.renumbers = true,
	.bytes = sizeof(struct peer),
	.open = open_peer,
	.visit = count_clicks,
	.night = sort_decayed,
};
static const struct policy policy_thompson = {
	.name = "thompson",
	.renumbers = true,
	.bytes = sizeof(struct peer),
	.open = open_peer,
	.visit = count_served,
	.night = sample_and_sort,
};
static const struct policy policy_stable = {
	.name = "stable-hysteresis",
	.bytes = sizeof(struct peer),
	.open = open_peer,
	.visit = count_served,
	.night = sort_gated,
};

const struct policy *const policies[] = {
	&policy_authored,
	&policy_oracle,
	&policy_oracle_noad,
	&policy_foyer,
	&policy_raw,
	&policy_decayed,
	&policy_thompson,
	&policy_stable,
	NULL,
};

const struct policy *policy_find(const char *name)
{
	for (int i = 0; policies[i]; i++)
		if (strcmp(policies[i]->name, name) == 0)
			return policies[i];
	return NULL;
}
