#include <string.h>

#include "learn/state.h"

/* The order in which a menu is spoken, or catches the eye: what is asked for most in the fewest seconds goes first
 * (Smith's rule: W. E. Smith, "Various optimizers for single-stage production", Naval Research Logistics 3, 1956). */
enum {
	GAIN_SPOKEN_MS = 12, /* a session, for what people have to get used to; smaller gains are noise and churn */
	GAIN_TOUCH_MS = 10,
	AGREE_LEAST = 34,   /* of LEARN_SAMPLES */
	BEHIND_PERCENT = 8, /* of who wants a leaf that has a shortcut still look for it in its menu */
	WEEK = 7,
	NEW_TIME_WAIT = 2,
	NEW_TIME_DAYS = 21,
	OUT_OF_ROW_MS = 500, /* to each who hears the menu; a key out of its row misleads about 1 in 100 */
};

struct order_menu {
	const struct tree *tree;
	const struct plan *plan;
	uint16_t parent;
};

/* The demand at each item of the menu, without those who take a shortcut. */
static void weigh(const struct order_menu *menu, const struct demand *demand, uint32_t *weights)
{
	uint16_t count;
	const uint16_t *children = tree_children(menu->tree, menu->parent, &count);

	for (uint16_t i = 0; i < count; i++)
		weights[i] = demand->share[children[i]];
	for (int i = 0; i < PLACES_COUNT; i++) {
		uint16_t item = menu->plan->places[i].item;
		uint32_t gone;
		uint8_t at;

		if (!place_is_live(&menu->plan->places[i]))
			continue;
		gone = (uint32_t)((uint64_t)demand->share[item] * (100 - BEHIND_PERCENT) / 100);
		item = tree_towards(menu->tree, menu->parent, item);
		if (item == TREE_NONE)
			continue;
		at = menu->tree->items[item].place;
		weights[at] -= weights[at] < gone ? weights[at] : gone;
	}
}

static uint64_t cost(const struct order_menu *menu, const uint16_t *spoken, const uint32_t *weights)
{
	uint16_t count;
	uint64_t sum = 0;
	uint64_t ms = 0;

	tree_children(menu->tree, menu->parent, &count);
	for (uint16_t i = 0; i < count; i++) {
		ms += menu->tree->touch ? TREE_TILE_MS : menu->tree->items[spoken[i]].ms;
		sum += ms * weights[menu->tree->items[spoken[i]].place];
	}
	return sum;
}

static void sort(const struct order_menu *menu, const uint32_t *weights, uint16_t *spoken)
{
	uint16_t loose[TREE_CHILDREN_MAX] = {0};
	uint16_t count;
	uint16_t loose_count = 0;
	uint16_t at = 0;
	const struct tree *tree = menu->tree;
	const uint16_t *children = tree_children(tree, menu->parent, &count);
	const uint16_t *now = menu->plan->spoken + tree_first(tree, menu->parent);

	/* Equal ones as they stand now. */
	for (uint16_t i = 0; i < count; i++) {
		const struct tree_item *item = &tree->items[now[i]];
		uint16_t k = loose_count;

		if (item->flags & TREE_PINNED)
			continue;
		for (; k > 0; k--) {
			const struct tree_item *other = &tree->items[loose[k - 1]];
			uint64_t mine = (uint64_t)weights[item->place] * (tree->touch ? 1 : other->ms);
			uint64_t its = (uint64_t)weights[other->place] * (tree->touch ? 1 : item->ms);

			if (mine <= its)
				break;
			loose[k] = loose[k - 1];
		}
		loose[k] = now[i];
		loose_count++;
	}
	for (uint16_t i = 0; i < count; i++)
		spoken[i] = tree->items[children[i]].flags & TREE_PINNED ? children[i] : loose[at++];
}

/* Of the samples, so many find the new order better. */
static uint16_t agreeing(const struct learn *l, const struct order_menu *menu, const uint16_t *spoken)
{
	const uint16_t *now = menu->plan->spoken + tree_first(menu->tree, menu->parent);
	uint32_t weights[TREE_CHILDREN_MAX] = {0};
	uint16_t agree = 0;

	for (int s = 0; s < LEARN_SAMPLES; s++) {
		weigh(menu, &l->samples[s], weights);
		if (cost(menu, spoken, weights) < cost(menu, now, weights))
			agree++;
	}
	return agree;
}

static void tell(struct learn *l, const struct order_menu *menu, const uint16_t *spoken, const struct change *about)
{
	const uint16_t *now = menu->plan->spoken + tree_first(menu->tree, menu->parent);
	uint16_t count;

	tree_children(menu->tree, menu->parent, &count);
	for (uint16_t to = 0; to < count; to++) {
		uint16_t from = 0;
		struct change *change;

		while (now[from] != spoken[to])
			from++;
		if (from <= to)
			continue; /* it only makes room */
		change = learn_change(l, CHANGE_ORDER, spoken[to]);
		if (!change)
			return;
		change->from = (uint16_t)(from + 1);
		change->to = (uint16_t)(to + 1);
		change->gain_ms = about->gain_ms;
		change->agree = about->agree;
		change->samples = LEARN_SAMPLES;
		change->served = days_served(l, spoken[to], change->days, &change->of);
	}
}

/* The better of Smith's order and the key order: keys out of their row must be worth it to those who hear them. */
static void best_order(const struct order_menu *menu, const struct demand *demand, uint16_t *spoken)
{
	uint32_t weights[TREE_CHILDREN_MAX] = {0};
	uint16_t count;
	uint64_t heard = 0;
	const uint16_t *authored = tree_children(menu->tree, menu->parent, &count);

	weigh(menu, demand, weights);
	sort(menu, weights, spoken);
	for (uint16_t i = 0; i < count; i++)
		heard += weights[i];
	/* What is pinned between them may have to wait longer: Smith's order may also be the worse one. */
	if (!menu->tree->touch && cost(menu, authored, weights) < cost(menu, spoken, weights) + heard * OUT_OF_ROW_MS)
		memcpy(spoken, authored, count * sizeof(spoken[0]));
}

void order_tell(struct learn *l, const struct plan *now, const struct plan *then, const struct change *about)
{
	struct order_menu menu = {&l->tree, now, TREE_NONE};

	tell(l, &menu, then->spoken, about);
	for (uint16_t i = 0; i < l->tree.items_count; i++) {
		menu.parent = i;
		if (!tree_is_leaf(&l->tree, i))
			tell(l, &menu, then->spoken + tree_first(&l->tree, i), about);
	}
}

void order_best(const struct learn *l, struct plan *plan)
{
	struct order_menu menu = {&l->tree, plan, TREE_NONE};

	best_order(&menu, &l->demand, plan->spoken);
	for (uint16_t i = 0; i < l->tree.items_count; i++) {
		menu.parent = i;
		if (!tree_is_leaf(&l->tree, i))
			best_order(&menu, &l->demand, plan->spoken + tree_first(&l->tree, i));
	}
}

static void propose(struct learn *l, uint16_t parent)
{
	struct plan *next = &l->proposal.next.plan;
	struct order_menu menu = {&l->tree, next, parent};
	uint32_t weights[TREE_CHILDREN_MAX] = {0};
	uint16_t spoken[TREE_CHILDREN_MAX] = {0};
	uint16_t first = tree_first(&l->tree, parent);
	struct change about = {0};
	uint64_t now;
	uint64_t then;
	uint16_t count;

	tree_children(&l->tree, parent, &count);
	best_order(&menu, &l->demand, spoken);
	weigh(&menu, &l->demand, weights);
	now = cost(&menu, next->spoken + first, weights);
	then = cost(&menu, spoken, weights);
	if (then >= now)
		return;
	about.gain_ms = (int32_t)((now - then) / SHARE_ONE);
	if (about.gain_ms <= (l->tree.touch ? GAIN_TOUCH_MS : GAIN_SPOKEN_MS))
		return;
	about.agree = agreeing(l, &menu, spoken);
	if (about.agree < AGREE_LEAST)
		return;
	tell(l, &menu, spoken, &about);
	memcpy(next->spoken + first, spoken, count * sizeof(spoken[0]));
}

/* After demand has gone elsewhere the order may follow once, as soon as some days have said where. */
static bool is_new_time(struct learn *l)
{
	if (!forget_is_new_time(l)) {
		if (l->new_time + NEW_TIME_DAYS < l->days.index)
			l->new_time = 0;
		return false;
	}
	if (l->new_time == 0)
		l->new_time = l->days.index;
	return l->days.index == l->new_time + NEW_TIME_WAIT;
}

bool order_waits(struct learn *l, uint32_t day)
{
	uint32_t moved = l->standing.moved_day;

	return moved != 0 && day >= moved && day < moved + WEEK && !is_new_time(l);
}

void order_night(struct learn *l, uint32_t day)
{
	struct standing *next = &l->proposal.next;
	uint16_t before = l->proposal.changes.count;

	if ((!l->tree.touch && !l->standing.plan.free_order) || order_waits(l, day))
		return; /* nobody would hear it, or too many changes */
	propose(l, TREE_NONE);
	for (uint16_t i = 0; i < l->tree.items_count; i++)
		if (!tree_is_leaf(&l->tree, i))
			propose(l, i);
	if (l->proposal.changes.count == before)
		return;
	next->moved_day = day;
	places_fit(l, &next->plan);
}
