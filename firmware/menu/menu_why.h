/* `foyer menu --why ITEM`: where an item or a prompt stands, what was changed about it and why, and what would have to
 * happen for it to move. */
#ifndef FOYER_MENU_WHY_H
#define FOYER_MENU_WHY_H

#include <stdbool.h>

struct menu_why_options {
	const char *what;     /* id or label: "cards.lost", "Forgotten PIN", "offer:spring_loan" */
	const char *data;     /* NULL: the usual place */
	const char *language; /* NULL: the site's first */
	bool json;
};

/* To stdout; the exit code. */
int menu_why(const struct menu_why_options *options);

#endif
