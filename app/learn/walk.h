/* What a customer meets in a menu, in order: what is said first, then each item and shortcut. The one place that says
 * so, for the conversation, for the rehearsal of a change and for the benchmark. */
#ifndef FOYER_LEARN_WALK_H
#define FOYER_LEARN_WALK_H

#include "learn/plan.h"

enum segment_kind {
	SEGMENT_PROMPT, /* index: a prompt of the tree */
	SEGMENT_HEADER, /* of a menu; index: its item, TREE_NONE at the top */
	SEGMENT_ITEM,
	SEGMENT_OFTEN, /* the shortcuts of the start menu; index: the leaf they lead to */
	SEGMENT_NOW,
	SEGMENT_WORDS, /* asked for in own words; index: the leaf or TREE_NONE. Never part of a walk */
	SEGMENT_KINDS
};

struct segment {
	uint8_t kind; /* enum segment_kind */
	char key;     /* '1'..'9', '8' '9' for "often", '#' for "now"; 0: none */
	uint16_t index;
	uint32_t ms;
};

/* How a menu is heard: so many choices at a time, then a pause in which one can press, and "also" (WALK_ALSO_MS) before
 * the next ones. The milliseconds of the choice behind it have both in them. */
enum { WALK_GROUP = 5, WALK_ALSO_MS = 400, LINE_MORE_PAUSE_MS = 1200 };

/* Before the choice of that rank (0: the first). */
static inline uint32_t walk_pause_ms(uint8_t rank)
{
	return rank > 0 && rank % WALK_GROUP == 0 ? WALK_ALSO_MS + LINE_MORE_PAUSE_MS : 0;
}

enum { WALK_MAX = 1 + TREE_CHILDREN_MAX + PLACES_COUNT, KEY_OFTEN = '8', KEY_NOW = '#' };

/* Of a reserved place. */
static inline char place_key(int place)
{
	return place == PLACE_NOW ? KEY_NOW : (char)(KEY_OFTEN + place);
}

/* What is said before the start menu; `keeps`: with the prompts that are left out. Returns how many. */
uint8_t walk_opening(
	const struct tree *tree, const struct plan *plan, bool keeps, struct segment out[TREE_PROMPTS_MAX]);

/* A menu as one customer meets it: TREE_NONE is the start menu. */
struct walk_of {
	const struct tree *tree;
	const struct plan *plan;
	uint16_t parent;
	bool touch; /* seen on glass; otherwise heard */
};

/* Its header, then the items and, in the start menu, the live shortcuts. Heard: shortcuts stand behind as many items as
 * they are to follow, items in key order unless the plan leaves it. On glass: in the order in which they catch the eye,
 * the shortcuts, then the items in the learned order; where their tiles stand never changes. Returns how many. */
uint8_t walk_menu(const struct walk_of *of, struct segment out[WALK_MAX]);

/* Where a key leads in that menu, also a silent one (PLACE_RETIRED). TREE_NONE: nowhere. A key of an item goes before
 * the same key of a place. */
uint16_t walk_key(const struct tree *tree, const struct plan *plan, uint16_t parent, char key);

/* True if the segment leads to the item: it is the item, or a menu above it. */
bool walk_leads_to(const struct tree *tree, const struct segment *segment, uint16_t item);

#endif
