#include "learn/tree.h"

#include <assert.h>
#include <string.h>

enum {
	LETTER_MS = 65, /* of running speech at the usual pace */
	ITEM_MS = 900,  /* "press one", and the pause behind it */
	HEADER_MS = 1500,
};

static uint64_t mix(uint64_t hash, const char *id)
{
	for (; *id; id++)
		hash = (hash ^ (uint8_t)*id) * 1099511628211U;
	return hash;
}

uint64_t tree_id(const char *id)
{
	return mix(14695981039346656037U, id);
}

uint64_t tree_offer_id(const char *id)
{
	return mix(tree_id("offer:"), id);
}

uint32_t tree_spoken_ms(const char *words)
{
	uint32_t letters = 0;

	for (; *words; words++)
		letters += ((uint8_t)*words & 0xc0) != 0x80;
	return letters * LETTER_MS;
}

/* The mean over the site's languages. */
static uint32_t spoken_ms(const struct content *c, const struct tree_pace *pace, uint16_t text)
{
	uint64_t sum = 0;

	CHECK(c->site.languages_count > 0);
	for (uint8_t l = 0; l < c->site.languages_count; l++) {
		const char *words = content_text(c, text, l, 0);

		sum += pace->spoken_ms ? pace->spoken_ms(pace->self, l, words) : tree_spoken_ms(words);
	}
	return (uint32_t)(sum / c->site.languages_count);
}

static_assert((int)MENU_CHILDREN_MAX <= (int)TREE_CHILDREN_MAX, "a tree has room for each menu");

static void put_item(const struct content *c, const struct tree_pace *pace, uint16_t item, struct tree *out)
{
	const struct content_item *record = content_item(c, item);
	struct tree_item *to = &out->items[item];

	to->id = tree_id(content_string(c, record->id));
	to->ms = spoken_ms(c, pace, record->label) + ITEM_MS;
	to->header_ms = HEADER_MS;
	to->parent = record->parent;
	to->count = (uint8_t)record->children_count;
	to->flags = record->pinned ? TREE_PINNED : 0;
}

static uint16_t put_run(struct tree *out, const uint16_t *children, uint16_t count, uint16_t at)
{
	for (uint16_t i = 0; i < count; i++) {
		out->children[at + i] = children[i];
		out->items[children[i]].place = (uint8_t)i;
	}
	return (uint16_t)(at + count);
}

static void put_prompt(struct tree *out, uint64_t id, uint32_t ms, uint32_t flags)
{
	out->prompts[out->prompts_count++] = (struct tree_prompt){id, ms, flags};
}

static_assert(2 + (int)OPENING_OFFERS_MAX <= (int)TREE_PROMPTS_MAX, "the welcome, the notice, and every offer");

static void put_offers(const struct content *c, const struct tree_pace *pace, struct tree *out)
{
	for (uint16_t i = 0; i < c->offers.count && out->prompts_count < TREE_PROMPTS_MAX; i++) {
		const struct content_offer *offer = content_offer(c, i);
		bool always = offer->flags & OFFER_MANDATORY;

		if (offer->flags & OFFER_OPENING)
			put_prompt(out, tree_offer_id(content_string(c, offer->id)), spoken_ms(c, pace, offer->text),
				TREE_PROMOTION | (always ? TREE_MANDATORY : 0));
	}
}

bool tree_of_content(const struct content *c, const struct tree_pace *pace, struct tree *out)
{
	uint16_t at;

	memset(out, 0, sizeof(*out));
	if (c->items.count > TREE_ITEMS_MAX)
		return false;
	out->items_count = (uint16_t)c->items.count;
	out->top_count = c->top_count;
	out->touch = pace->touch;
	out->header_ms = HEADER_MS;
	for (uint16_t i = 0; i < out->items_count; i++)
		put_item(c, pace, i, out);
	at = put_run(out, c->top, c->top_count, 0);
	for (uint16_t i = 0; i < out->items_count; i++) {
		const struct content_item *item = content_item(c, i);

		out->items[i].first = at;
		at = put_run(out, item->children, item->children_count, at);
	}
	put_prompt(out, tree_id("prompt:greet"), spoken_ms(c, pace, c->prompt[PROMPT_GREET]), TREE_MANDATORY);
	put_prompt(out, tree_id("notice"), spoken_ms(c, pace, c->site.notice), TREE_MANDATORY);
	put_offers(c, pace, out);
	return true;
}

static bool run_sound(const struct tree *tree, uint16_t parent, uint16_t first, uint16_t count, bool *seen)
{
	if (count > TREE_CHILDREN_MAX || (uint32_t)first + count > tree->items_count)
		return false;
	for (uint16_t i = 0; i < count; i++) {
		uint16_t child = tree->children[first + i];

		if (child >= tree->items_count || seen[child] || tree->items[child].parent != parent ||
			tree->items[child].place != i)
			return false;
		seen[child] = true;
	}
	return true;
}

static bool depth_sound(const struct tree *tree, uint16_t item)
{
	int depth = 0;

	for (; item != TREE_NONE && depth <= TREE_DEPTH_MAX; depth++)
		item = tree->items[item].parent;
	return depth <= TREE_DEPTH_MAX;
}

bool tree_sound(const struct tree *tree)
{
	bool seen[TREE_ITEMS_MAX] = {false};
	uint32_t runs = tree->top_count;

	if (tree->items_count > TREE_ITEMS_MAX || tree->prompts_count > TREE_PROMPTS_MAX ||
		!run_sound(tree, TREE_NONE, 0, tree->top_count, seen))
		return false;
	for (uint16_t i = 0; i < tree->items_count; i++) {
		if (!run_sound(tree, i, tree->items[i].first, tree->items[i].count, seen))
			return false;
		runs += tree->items[i].count;
	}
	/* Who stands in a run has the parent of the run: only then can the way up be walked. */
	for (uint16_t i = 0; i < tree->items_count; i++)
		if (!seen[i])
			return false;
	for (uint16_t i = 0; i < tree->items_count; i++)
		if (!depth_sound(tree, i))
			return false;
	return runs == tree->items_count;
}

const uint16_t *tree_children(const struct tree *tree, uint16_t parent, uint16_t *count)
{
	*count = parent == TREE_NONE ? tree->top_count : tree->items[parent].count;
	return tree->children + tree_first(tree, parent);
}

uint16_t tree_first(const struct tree *tree, uint16_t parent)
{
	return parent == TREE_NONE ? 0 : tree->items[parent].first;
}

uint16_t tree_find(const struct tree *tree, uint64_t id)
{
	for (uint16_t i = 0; i < tree->items_count; i++)
		if (tree->items[i].id == id)
			return i;
	return TREE_NONE;
}

uint16_t tree_find_prompt(const struct tree *tree, uint64_t id)
{
	for (uint16_t i = 0; i < tree->prompts_count; i++)
		if (tree->prompts[i].id == id)
			return i;
	return TREE_NONE;
}

bool tree_is_below(const struct tree *tree, uint16_t item, uint16_t above)
{
	while (item != TREE_NONE && item != above)
		item = tree->items[item].parent;
	return item != TREE_NONE;
}

uint16_t tree_towards(const struct tree *tree, uint16_t menu, uint16_t item)
{
	while (item != TREE_NONE && tree->items[item].parent != menu)
		item = tree->items[item].parent;
	return item;
}

uint16_t tree_branch(const struct tree *tree, uint16_t item)
{
	return tree_towards(tree, TREE_NONE, item);
}

char tree_key(const struct tree *tree, uint16_t item)
{
	return tree->items[item].place < 9 ? (char)('1' + tree->items[item].place) : 0;
}
