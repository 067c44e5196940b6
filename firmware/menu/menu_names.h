/* What things of a menu are called, for people who read about it: labels and titles, not ids. */
#ifndef FOYER_MENU_NAMES_H
#define FOYER_MENU_NAMES_H

#include "learn/change.h"

struct menu_names {
	const struct content *content;
	const struct tree *tree; /* made for that content: the same items */
	uint8_t language;
};

/* "Lost or stolen card"; TREE_NONE: "the start menu". Lent by the content. */
const char *menu_name_item(const struct menu_names *names, uint16_t item);
/* "Greeting", "Spring loan" (an offer's title). */
const char *menu_name_prompt(const struct menu_names *names, uint16_t prompt);
/* The id that its hash was made of: "offer:spring_loan". Writes into `out`; "" if it is none of the content's. */
void menu_id_prompt(const struct menu_names *names, uint16_t prompt, char *out, size_t out_bytes);
/* An id as it stands in a change, as people call it; what is gone is called by its id. */
const char *menu_name_id(const struct menu_names *names, const char *id);
/* An item or a prompt by its id, or by what it is called (letters' case does not count). False: there is none. */
bool menu_find(const struct menu_names *names, const char *wanted, uint16_t *item, uint16_t *prompt);

#endif
