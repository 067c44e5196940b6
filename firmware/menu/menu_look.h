/* The menu that customers meet now, with what is kept about it: for the commands that tell a manager. */
#ifndef FOYER_MENU_LOOK_H
#define FOYER_MENU_LOOK_H

#include "learn/layout.h"
#include "menu/menu_names.h"
#include "store/store.h"

struct menu_look {
	struct store *store; /* NULL: nothing was ever kept */
	struct content *content;
	void *layout;
	struct store_menu_version version; /* version 0: nothing was learned yet, it is as authored */
	struct menu_names names;
};

struct menu_look_options {
	const char *data;     /* NULL: the usual place */
	const char *language; /* NULL: the site's first */
	bool write;           /* the store is opened to be written to */
};

/* False: said on stderr. */
MUST_USE bool menu_look_open(struct menu_look *out, const struct menu_look_options *options);
void menu_look_close(struct menu_look *look); /* also after a failed open */

static inline const struct tree *menu_look_tree(const struct menu_look *look)
{
	return layout_tree(look->layout);
}

static inline const struct standing *menu_look_standing(const struct menu_look *look)
{
	return layout_standing(look->layout);
}

#endif
