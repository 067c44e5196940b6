/* What the items and prompts of a menu are called: for the sentence of a change, and for the store, so that visits can
 * be read without the content. A copy: it outlives the content it was made from. */
#ifndef FOYER_NAMES_KEPT_H
#define FOYER_NAMES_KEPT_H

#include "learn/change.h"
#include "store/store.h"

struct name_kept {
	char id[STORE_ID_BYTES_MAX];         /* "cards.lost", "prompt:greet" */
	char label[LABEL_CHARS_MAX * 4 + 1]; /* as the customer reads it, in the site's first language */
};

struct names_kept {
	uint16_t items_count;
	uint16_t prompts_count;
	struct name_kept prompts[TREE_PROMPTS_MAX];
	const char *ids[TREE_ITEMS_MAX + TREE_PROMPTS_MAX]; /* of all of them, for the store */
	struct name_kept items[];
};

/* malloc'ed; NULL: no memory. */
struct names_kept *names_kept_make(const struct content *c, const struct tree *tree);
struct change_names names_kept_said(const struct names_kept *names);
/* The id of what a change is about; "": nothing. */
const char *names_kept_subject(const struct names_kept *names, const struct change *change);
const char *names_kept_item(const struct names_kept *names, uint16_t item);

#endif
