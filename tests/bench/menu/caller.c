#include "caller.h"

#include "dice.h"
#include "press.h"

#include <math.h>
#include <string.h>

enum { ATTEMPTS_MAX = 40, NOBODY = WALK_MAX };

enum slip {
	SLIP_PATIENCE,
	SLIP_FRAILTY,
	SLIP_REMEMBERS,
	SLIP_FOLLOWS,
	SLIP_MISS,
	SLIP_WRONG,
	SLIP_PRESS,
	SLIP_OTHER,
	SLIP_MOVED,
	SLIP_MOVED_TAP
};

struct caller {
	const struct world *world;
	const struct setting *setting;
	const struct met *met;
	struct visit *visit;
	struct story *story;
	uint64_t base;   /* of this call's draws */
	uint16_t wanted; /* item */
	uint16_t attempt;
	uint16_t passes;
	bool follows; /* a kiosk's customer: looks first at what is bright */
	bool gone;
	double frailty;
	double patience; /* cumulated hazard at which they go */
	double strain;   /* cumulated so far */
	struct memory path;
};

/* A menu as this caller takes it in, and what they take. */
struct choice {
	struct segment walk[WALK_MAX];
	uint8_t count;
	uint8_t chosen; /* NOBODY: nothing */
	double seconds;
};

static double chance(const struct caller *c, enum slip slip, uint32_t node)
{
	return dice_of(dice_hash(c->base, (uint64_t)slip << 40 | (uint64_t)c->attempt << 24 | node));
}

/* --- time and patience --- */

/* The time goes on. Returns how much of it was heard before they went; all of it if they stay, or have gone before. */
static double hear(struct caller *c, double seconds, double factor)
{
	const struct setting *s = c->setting;
	double rate = s->hazard * factor * c->frailty;
	double slope = 1 + c->story->seconds / s->hazard_rise_s;
	double strain = rate * (seconds * slope + seconds * seconds / (2 * s->hazard_rise_s));
	double left;

	c->story->seconds += seconds;
	c->strain += strain;
	if (c->gone || c->strain < c->patience)
		return seconds;
	c->gone = true;
	left = c->patience - (c->strain - strain);
	if (rate <= 0 || left <= 0)
		return 0;
	left /= rate;
	return s->hazard_rise_s * (sqrt(slope * slope + 2 * left / s->hazard_rise_s) - slope);
}

static uint32_t ms_of(double seconds)
{
	return (uint32_t)(seconds * 1000);
}

/* They are gone, or it goes on: `was_here` says whether this is still to be logged. */
static void log_walk(struct caller *c, bool was_here, const struct visit_walked *walked)
{
	struct visit_walked heard = *walked;

	if (!was_here)
		return;
	if (c->gone) {
		heard.chosen = heard.walk_count;
		heard.end = VISIT_LEFT_HERE;
	}
	visit_add_walk(c->visit, &heard);
	c->visit->ms += heard.ms;
}

/* --- a menu --- */

static uint8_t code_of(const struct caller *c, const struct choice *choice, uint8_t at)
{
	const struct segment *segment = &choice->walk[at];
	uint8_t rank = 1;

	if (segment->kind == SEGMENT_NOW)
		return CODE_PLACE + PLACE_NOW;
	if (segment->kind == SEGMENT_OFTEN)
		return (uint8_t)(CODE_PLACE + segment->key - KEY_OFTEN);
	if (!c->met->renumbered)
		return (uint8_t)(c->world->tree.items[segment->index].place + 1);
	for (uint8_t i = 1; i < at; i++)
		rank = (uint8_t)(rank + (choice->walk[i].kind == SEGMENT_ITEM));
	return rank;
}

/* Those from `first` on, by their tiles. */
static void by_grid(const struct tree *tree, struct choice *choice, uint8_t first)
{
	for (uint8_t i = (uint8_t)(first + 1); i < choice->count; i++) {
		struct segment segment = choice->walk[i];
		uint8_t k = i;

		for (; k > first && tree->items[choice->walk[k - 1].index].place > tree->items[segment.index].place;
			k--)
			choice->walk[k] = choice->walk[k - 1];
		choice->walk[k] = segment;
	}
}

static void meet(const struct caller *c, uint16_t menu, struct choice *out)
{
	struct walk_of of = {&c->world->tree, c->met->plan, menu, c->world->tree.touch != 0};
	uint8_t first = 1;

	out->count = walk_menu(&of, out->walk);
	out->chosen = NOBODY;
	out->seconds = 0;
	if (!of.touch || c->met->renumbered)
		return;
	while (first < out->count && out->walk[first].kind != SEGMENT_ITEM)
		first++;
	if (c->follows)
		first = (uint8_t)fmin(first + c->setting->follow_items, out->count);
	by_grid(of.tree, out, first);
}

static double seconds_of(const struct caller *c, const struct segment *segment)
{
	if (!c->world->tree.touch)
		return segment->ms / 1000.0;
	return segment->kind == SEGMENT_HEADER ? c->setting->screen_s : c->setting->tile_s;
}

/* The key that is pressed is not the next one of the row that was heard: it is out of order. */
static bool is_out_of_order(const struct caller *c, const struct choice *choice)
{
	uint8_t place = 0;

	if (choice->walk[choice->chosen].kind != SEGMENT_ITEM)
		return choice->chosen + 1 < choice->count;
	for (uint8_t i = 1; i < choice->count; i++) {
		if (choice->walk[i].kind != SEGMENT_ITEM)
			continue;
		if (c->world->tree.items[choice->walk[i].index].place != place++)
			return true;
	}
	return false;
}

static uint8_t another(const struct caller *c, const struct choice *choice, uint32_t node)
{
	uint8_t other = (uint8_t)(1 + chance(c, SLIP_OTHER, node) * (choice->count - 1));

	return other < choice->count ? other : (uint8_t)(choice->count - 1);
}

/* Takes the first that leads to what is wanted, with slips. */
static void choose(const struct caller *c, struct choice *choice)
{
	const struct setting *s = c->setting;
	bool touch = c->world->tree.touch != 0;

	choice->seconds = seconds_of(c, &choice->walk[0]);
	for (uint8_t i = 1; i < choice->count && choice->chosen == NOBODY; i++) {
		const struct segment *segment = &choice->walk[i];
		bool right = walk_leads_to(&c->world->tree, segment, c->wanted);
		uint32_t node = segment->index | (uint32_t)segment->kind << 16;

		choice->seconds += seconds_of(c, segment);
		if (right ? chance(c, SLIP_MISS, node) >= s->miss : chance(c, SLIP_WRONG, node) < s->wrong)
			choice->chosen = i;
		if (choice->chosen != i || !right || touch || c->met->renumbered || choice->count < 3)
			continue;
		if (is_out_of_order(c, choice) && chance(c, SLIP_PRESS, node) < s->mispress)
			choice->chosen = another(c, choice, node);
	}
	if (choice->chosen != NOBODY)
		choice->seconds += touch ? s->tap_s : s->reaction_s;
}

/* --- wrong places --- */

static void wrong_leaf(struct caller *c, uint16_t leaf, double seconds)
{
	bool was_here = !c->gone;
	struct visit_step step = {SEGMENT_ITEM, VISIT_BACK, leaf, 0};

	step.ms = ms_of(hear(c, seconds, c->setting->wrong_factor));
	if (!was_here)
		return;
	if (c->gone) {
		step.end = VISIT_LEFT_HERE;
		c->visit->leaf = leaf;
	}
	visit_add(c->visit, &step);
	c->visit->ms += step.ms;
}

static void wrong_branch(struct caller *c, uint16_t branch, double seconds)
{
	struct choice seen;
	bool was_here = !c->gone;
	double heard = hear(c, seconds, c->setting->wrong_factor);

	meet(c, branch, &seen);
	log_walk(c, was_here,
		&(struct visit_walked){
			seen.walk, seen.count, seen.count, VISIT_BACK, c->world->tree.touch != 0, ms_of(heard)});
}

/* Until it is plain that this is the wrong menu: its header, some of its items, and the way back. */
static double branch_seconds(const struct caller *c, uint16_t branch)
{
	struct choice seen;
	double seconds = c->setting->wrong_branch_s;

	meet(c, branch, &seen);
	for (uint8_t i = 0; i < seen.count && i <= c->setting->wrong_branch_items; i++)
		seconds += seconds_of(c, &seen.walk[i]);
	return seconds;
}

static void go_wrong(struct caller *c, uint16_t item, double seconds)
{
	c->story->wrong++;
	if (!c->gone)
		c->visit->wrong++;
	c->strain += c->setting->error_hazard * c->frailty;
	if (tree_is_leaf(&c->world->tree, item))
		wrong_leaf(c, item, seconds);
	else
		wrong_branch(c, item, seconds);
	c->attempt++;
	c->path.count = 0;
}

static void go_wrong_as_usual(struct caller *c, uint16_t item)
{
	bool leaf = tree_is_leaf(&c->world->tree, item);

	go_wrong(c, item, leaf ? c->setting->wrong_leaf_s : branch_seconds(c, item));
}

/* --- from the start to the leaf --- */

static void remember(struct caller *c, uint8_t code)
{
	if (c->path.count < MEMORY_MAX)
		c->path.codes[c->path.count++] = code;
}

static void hear_opening(struct caller *c)
{
	struct segment walk[TREE_PROMPTS_MAX];
	uint8_t count = walk_opening(&c->world->tree, c->met->plan, c->met->keeps, walk);
	bool was_here = !c->gone;
	double heard = 0;

	for (uint8_t i = 0; i < count; i++) {
		bool sells = c->world->tree.prompts[walk[i].index].flags & TREE_PROMOTION;
		bool is_gone = c->gone;
		double part = hear(c, walk[i].ms / 1000.0, sells ? c->setting->promo_factor : 1);

		if (!is_gone)
			heard += part;
	}
	log_walk(c, was_here, &(struct visit_walked){walk, count, count, VISIT_HEARD, false, ms_of(heard)});
}

static bool leads(const struct caller *c, uint16_t item)
{
	const struct segment segment = {SEGMENT_ITEM, 0, item, 0};

	return item != TREE_NONE && walk_leads_to(&c->world->tree, &segment, c->wanted);
}

/* Hears (sees) a menu and takes something. TREE_NONE: nothing was right for them. */
static uint16_t take(struct caller *c, uint16_t menu)
{
	struct choice choice;
	bool was_here = !c->gone;
	bool silent;
	double heard;

	meet(c, menu, &choice);
	choose(c, &choice);
	silent = choice.chosen == NOBODY;
	heard = hear(c, choice.seconds, 1);
	log_walk(c, was_here,
		&(struct visit_walked){choice.walk, choice.count, silent ? choice.count : choice.chosen,
			silent ? VISIT_SILENT : VISIT_CHOSEN, c->world->tree.touch != 0, ms_of(heard)});
	if (silent)
		return TREE_NONE;
	if (leads(c, choice.walk[choice.chosen].index))
		remember(c, code_of(c, &choice, choice.chosen));
	return choice.walk[choice.chosen].index;
}

/* From a menu down, until the leaf or a slip. True: it is reached. */
static bool descend(struct caller *c, uint16_t *menu)
{
	for (uint16_t item = *menu; item != c->wanted; *menu = item) {
		item = take(c, *menu);
		if (item == TREE_NONE) {
			c->passes++;
			c->attempt++;
			return false;
		}
		if (!leads(c, item)) {
			go_wrong_as_usual(c, item);
			return false;
		}
	}
	return true;
}

static void listen(struct caller *c, uint16_t menu, bool opening)
{
	while (c->passes < c->setting->passes && c->attempt < ATTEMPTS_MAX) {
		if (opening)
			hear_opening(c);
		if (descend(c, &menu))
			return;
		opening = c->setting->restart > 0;
		if (opening || c->path.count == 0)
			menu = TREE_NONE;
		if (opening)
			c->path.count = 0;
	}
	c->story->seconds += c->setting->give_up_s;
	c->story->abandoned = true;
	if (!c->gone)
		c->visit->outcome = VISIT_NO_MATCH;
}

/* --- remembered keys --- */

static uint16_t resolve_place(const struct caller *c, uint16_t menu, int place)
{
	const struct place *at = &c->met->plan->places[place];

	if (c->met->forgiving)
		return c->wanted;
	if (c->world->tree.touch)
		return place_is_live(at) ? at->item : TREE_NONE;
	return walk_key(&c->world->tree, c->met->plan, menu, place_key(place));
}

/* Where a remembered key (tile) leads today. */
static uint16_t resolve(const struct caller *c, uint16_t menu, uint8_t code)
{
	const struct tree *tree = &c->world->tree;
	uint16_t count;
	const uint16_t *items = tree_children(tree, menu, &count);

	if (code >= CODE_PLACE)
		return resolve_place(c, menu, code - CODE_PLACE);
	if (code > count)
		return TREE_NONE;
	if (c->met->renumbered)
		return c->met->plan->spoken[tree_first(tree, menu) + code - 1];
	if (tree->touch)
		return items[code - 1];
	return walk_key(tree, c->met->plan, menu, (char)('0' + code));
}

static void log_press(struct caller *c, uint16_t menu, uint16_t item, double seconds)
{
	struct press press = {&c->world->tree, c->met->plan, menu, item, c->met->keeps, c->gone, 0};
	bool was_here = !c->gone;

	press.ms = ms_of(hear(c, seconds, 1));
	press.left = c->gone;
	if (was_here)
		press_log(c->visit, &press);
}

/* A tile is not where it was: a moment lost, and sometimes the hand was faster. */
static void misses_tile(struct caller *c, uint16_t *menu, uint16_t item, uint8_t code)
{
	hear(c, c->setting->moved_tile_s, 1);
	if (item == TREE_NONE || chance(c, SLIP_MOVED_TAP, code) >= c->setting->moved_wrong)
		return;
	log_press(c, *menu, item, c->setting->tap_s);
	go_wrong_as_usual(c, item);
	*menu = TREE_NONE;
}

static void misses_key(struct caller *c, uint16_t *menu, uint16_t item, uint8_t code)
{
	const struct setting *s = c->setting;
	double lost = s->moved_min_s + (s->moved_max_s - s->moved_min_s) * chance(c, SLIP_MOVED, code);

	if (item == TREE_NONE) /* the key leads nowhere */
		hear(c, s->moved_min_s, 1);
	else
		go_wrong(c, item, lost);
	c->attempt++;
	c->path.count = 0;
	*menu = TREE_NONE;
}

/* Presses what was right the last time. True if it led to the leaf; otherwise *menu is where to listen on. */
static bool press(struct caller *c, const struct memory *memory, uint16_t *menu)
{
	const struct setting *s = c->setting;
	bool touch = c->world->tree.touch != 0;

	for (uint8_t i = 0; i < memory->count; i++) {
		uint8_t code = memory->codes[i];
		uint16_t item = resolve(c, *menu, code);

		if (touch && !leads(c, item)) {
			misses_tile(c, menu, item, code);
			return false;
		}
		log_press(c, *menu, item, touch ? s->tap_s : s->press_s);
		if (!leads(c, item)) {
			misses_key(c, menu, item, code);
			return false;
		}
		remember(c, code);
		if (item == c->wanted)
			return true;
		*menu = item;
	}
	return false;
}

/* --- the whole --- */

static void come(struct caller *c, const struct who *who)
{
	const struct setting *s = c->setting;
	const struct call *call = &c->world->calls[who->call];
	struct rng rng;

	c->base = dice_hash(dice_hash(c->world->seed, 99), (uint64_t)who->call);
	rng = (struct rng){dice_hash(c->base, SLIP_FRAILTY)};
	c->wanted = c->world->leaf_item[call->leaf];
	c->patience = -log(dice_of(dice_hash(c->base, SLIP_PATIENCE)));
	c->frailty = dice_frailty(&rng, s->frailty);
	c->follows = dice_of(dice_hash(dice_hash(c->world->seed, SLIP_FOLLOWS), call->caller)) < s->follow;
	c->story->pressed =
		call->repeat && who->memory->count > 0 && dice_of(dice_hash(c->base, SLIP_REMEMBERS)) < s->memory;
}

void caller_call(
	const struct world *world, const struct who *who, const struct met *met, struct story *out, struct visit *visit)
{
	struct caller c = {.world = world, .setting = world->setting, .met = met, .visit = visit, .story = out};
	uint16_t menu = TREE_NONE;

	*out = (struct story){0};
	visit->leaf = TREE_NONE;
	visit->outcome = VISIT_SERVED;
	come(&c, who);
	if (!out->pressed || !press(&c, who->memory, &menu))
		listen(&c, menu, !out->pressed || (world->setting->restart > 0 && menu == TREE_NONE && c.attempt > 0));
	out->abandoned = out->abandoned || c.gone;
	if (!out->abandoned && c.path.count > 0)
		*who->memory = c.path;
	if (c.gone)
		visit->outcome = VISIT_LEFT;
	else if (visit->outcome == VISIT_SERVED)
		visit->leaf = c.wanted;
}
