/* A menu as learning sees it: items with stable ids, keys and seconds, whatever they are called. Made from a site's
 * content (tree_of_content), or by whoever has another menu. Plain data, no pointers. Indices are uint16_t into
 * `items`; TREE_NONE says "none". In a tree made from content they are the content's own. */
#ifndef FOYER_LEARN_TREE_H
#define FOYER_LEARN_TREE_H

#include "content/content.h"

enum { TREE_ITEMS_MAX = 512, TREE_CHILDREN_MAX = 12, TREE_PROMPTS_MAX = 8, TREE_DEPTH_MAX = 6, TREE_NONE = NONE16 };

/* On glass: until the eye has taken in a screen, and one tile more. */
enum { TREE_SCREEN_MS = 800, TREE_TILE_MS = 350 };

enum tree_flag {
	TREE_PINNED = 1,    /* an item that keeps its place in the spoken order, whatever is learned: emergencies */
	TREE_MANDATORY = 2, /* a prompt that is never left out: the law's, the house's */
	TREE_PROMOTION = 4, /* a prompt that sells something */
};

struct tree_item {
	uint64_t id;        /* tree_id() of its stable id, "cards.lost" */
	uint32_t ms;        /* how long it is spoken: "for cards, press 1" */
	uint32_t header_ms; /* inner items: what is said before their children */
	uint16_t parent;    /* TREE_NONE at the top */
	uint16_t first;     /* of its children, in `children` */
	uint8_t count;      /* children; 0: a leaf */
	uint8_t place;      /* among its brothers as authored, from 0: its key and its tile, which never move */
	uint16_t flags;     /* set of enum tree_flag */
};

struct tree_prompt { /* what is said before the start menu, in this order */
	uint64_t id; /* tree_id() of "prompt:greet", "notice", "offer:spring_loan" */
	uint32_t ms;
	uint32_t flags; /* set of enum tree_flag */
};

struct tree {
	uint16_t items_count;
	uint16_t prompts_count;
	uint16_t top_count;
	uint16_t touch;     /* 1: most customers see it as tiles, all at once; 0: most hear it, one after the other */
	uint32_t header_ms; /* of the start menu */
	uint32_t reserved;
	struct tree_item items[TREE_ITEMS_MAX];
	/* Runs of children as authored: the start menu's first, then each inner item's where its `first` says. */
	uint16_t children[TREE_ITEMS_MAX];
	struct tree_prompt prompts[TREE_PROMPTS_MAX];
};

/* FNV-1a, 64 bits (Fowler, Noll, Vo: draft-eastlake-fnv). */
uint64_t tree_id(const char *id);
/* The same of "offer:" and the offer's id. */
uint64_t tree_offer_id(const char *id);

/* How long something takes, in milliseconds. */
struct tree_pace {
	/* What is spoken; NULL: from the number of letters. */
	uint32_t (*spoken_ms)(void *self, uint8_t language, const char *text);
	void *self;
	bool touch;
};

/* How long the words take at the usual pace, from their letters. */
uint32_t tree_spoken_ms(const char *words);

/* False: more items or prompts than a tree holds. The seconds are the mean of the site's languages. */
bool tree_of_content(const struct content *c, const struct tree_pace *pace, struct tree *out);

/* Counts, runs, parents, places and depth hold together: for a tree that came from a file. */
bool tree_sound(const struct tree *tree);

/* The children of `parent` (TREE_NONE: the start menu) as authored; *count of them. */
const uint16_t *tree_children(const struct tree *tree, uint16_t parent, uint16_t *count);
/* Where the run of that menu begins in `children`, and in a plan's `spoken`. */
uint16_t tree_first(const struct tree *tree, uint16_t parent);
/* TREE_NONE: not in this tree. */
uint16_t tree_find(const struct tree *tree, uint64_t id);
uint16_t tree_find_prompt(const struct tree *tree, uint64_t id);
/* True if the item is `above`, or stands somewhere below it; TREE_NONE is below nothing. */
bool tree_is_below(const struct tree *tree, uint16_t item, uint16_t above);
/* The item of that menu that stands above this one, or is it. TREE_NONE: none does. */
uint16_t tree_towards(const struct tree *tree, uint16_t menu, uint16_t item);
/* The item of the start menu that stands above this one, or is it. */
uint16_t tree_branch(const struct tree *tree, uint16_t item);
/* '1'..'9' by its place; 0: too far behind for a key. */
char tree_key(const struct tree *tree, uint16_t item);

static inline bool tree_is_leaf(const struct tree *tree, uint16_t item)
{
	return tree->items[item].count == 0;
}

#endif
